"""Names of organisations and places read as concepts: the same words in another language are the same reading.

Takes a name and its language; gives its words as keys: a concept ("commission"), a country ("=GB"), or what is
left of the word's sound without its ending. The tables of concepts and countries are `lang/mul`; countries have
besides whatever CLDR calls them. Small words are left out.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from anyascii import anyascii

from crosswire.lang import table
from crosswire.lang.territories import territory_names
from crosswire.text.fold import strip_accents
from crosswire.text.name_match.sounds import loose, sound
from crosswire.text.name_match.tables import word_tables

_WORD = re.compile(r"[^\W_]+(?:['’ʼ`´][^\W_]+)*")
_APOSTROPHE = re.compile(r"['’ʼ`´]")
# What the scripts of single languages have of their own.
_OWN = {
    "bg": str.maketrans({"ъ": "a", "щ": "шт", "Ъ": "A", "Щ": "Шт"}),
    "uk": str.maketrans({"г": "h", "Г": "H", "и": "y", "И": "Y"}),
    "be": str.maketrans({"г": "h", "Г": "H"}),
}
_EURO = re.compile(r"^(?:y|j|i)?e[uv]ro(?=.{4})")
# What may follow a country's stem: the endings of adjectives and of its people, then those of cases.
_OF_COUNTRY = re.compile(
    r"^(?:sk|ck|tsk|ts|c|k|ij|iy|i|an|ian|in|ec|ets|yk|ak|jsk|iysk|insk|ansk|ensk|ish|ese|ch|cz|yj|c|n|ov|l|iji|iyi|chin|yc|ki|sc|on|tan|stan|stansk|land|lands|ia|nia|oy|ayt|ni|nik|anin|janin|yanin|anc|cank|ank|nk|k|ark|mark)?s?(?:.{0,4})$"
)
# Letters that may follow a stem: of five letters and more, and of fewer.
_LONG_STEM, _REST, _REST_OF_SHORT = 5, 9, 6
_LEAST_STEM = 3


@dataclass(frozen=True, slots=True)
class Reading:
    """A name's words as keys, in order, with the words that they came from, in Latin letters."""

    keys: tuple[str, ...]
    words: tuple[str, ...]


def latin(text: str, language: str) -> str:
    """A text in small Latin letters, as its language sounds."""
    own = text.translate(_OWN[language]) if language in _OWN else text
    return _APOSTROPHE.sub("", str(anyascii(strip_accents(own)))).casefold().replace("kh", "h")


@lru_cache(maxsize=65536)
def read_name(name: str, language: str) -> Reading:
    """The words of a name as keys."""
    keys: list[str] = []
    words: list[str] = []
    for printed in _WORD.findall(name):
        word = re.sub(r"[^a-z0-9]", "", latin(printed, language))
        if not word or (word in _smalls() and printed.islower() and " " in name):
            continue
        for key in _keys(word):
            keys.append(key)
            words.append(word)
    return Reading(tuple(keys), tuple(words))


@lru_cache(maxsize=65536)
def _keys(word: str) -> tuple[str, ...]:
    if (euro := _EURO.match(word)) and (rest := concept(word[euro.end() :])):
        return ("european", rest)
    found = concept(word)
    if found is not None:
        return (found,)
    code = country(word)
    return (f"={code}",) if code else (stem(word),)


@lru_cache(maxsize=65536)
def meaning(word: str) -> str | None:
    """What a word in Latin letters means in any of the languages: a concept, or a country as "=GB".

    >>> meaning("ministerstwo") == meaning("ministry"), meaning("dorel")
    (True, None)
    """
    found = concept(word)
    if found is None and (code := country(word)):
        return f"={code}"
    return found


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """A word's sound without its ending, as a key: longer endings first, at least three letters left."""
    if len(word) <= _LEAST_STEM:
        return f"~{word}"
    endings = word_tables().endings
    for k in range(_LEAST_STEM, len(word)):
        if word[k:] in endings and 2 * k >= len(word):
            word = word[:k]
            break
    return "~" + loose(sound(word))


def concept(word: str) -> str | None:
    """What a word of an organisation's name means, by the longest stem that begins it."""
    return _longest(word, *_stems("org_words"), any_rest=True)


def country(word: str) -> str | None:
    """The country that a word names, its people or its adjective."""
    return _longest(word, *_stems("country_words"), any_rest=False)


def _longest(word: str, whole: Mapping[str, str], begun: Mapping[str, str], *, any_rest: bool) -> str | None:
    if word in whole:
        return whole[word]
    for k in range(len(word), _LEAST_STEM - 1, -1):
        found = begun.get(word[:k])
        near = len(word) - k <= (_REST if k >= _LONG_STEM else _REST_OF_SHORT)
        if found is not None and near and (any_rest or _OF_COUNTRY.match(word[k:])):
            return found
    return None


@cache
def _smalls() -> frozenset[str]:
    return frozenset(table("mul", "org_words")["small_words"])


@cache
def _stems(name: str) -> tuple[Mapping[str, str], Mapping[str, str]]:
    whole: dict[str, str] = {}
    begun: dict[str, str] = {}
    for meaning, line in table("mul", name)["stems"].items():
        for spelled in line.split():
            spelled = spelled.replace("kh", "h")
            (whole if spelled.endswith(".") else begun).setdefault(spelled.rstrip("."), meaning)
    return whole, begun


@cache
def territories(language: str) -> Mapping[tuple[str, ...], str]:
    """The countries' names of a language as readings, sorted, each with its code."""
    found: dict[tuple[str, ...], str] = {}
    for name, code in territory_names(language).items():
        found.setdefault(tuple(sorted(read_name(name, language).keys)), code)
    return found


def head(keys: Sequence[str]) -> str:
    """The key of what a named body is ("parliament", "court"): the first that is no mere modifier."""
    return next((k for k in keys if is_body(k)), keys[0] if keys else "")


def is_body(key: str) -> bool:
    """Whether a key says what body is meant."""
    return key[0] not in "=~" and key not in table("mul", "org_words")["modifiers"]


def country_of(keys: Sequence[str], language: str) -> str | None:
    """The country that all words of a reading together name."""
    codes = {k[1:] for k in keys if k.startswith("=")}
    rest = [k for k in keys if not k.startswith("=") and k not in _state_words()]
    if len(codes) == 1 and not rest:
        return codes.pop()
    return territories(language).get(tuple(sorted(keys))) or _by_concepts().get(frozenset(keys))


@cache
def _state_words() -> frozenset[str]:
    """What stands beside a country's name without changing it."""
    return frozenset(table("mul", "country_words")["state_words"])


@cache
def _by_concepts() -> Mapping[frozenset[str], str]:
    """Countries whose names are common words in every language ("United States")."""
    named = table("mul", "country_words")["concepts"]
    return {frozenset(words.split()): code for words, code in named.items()}
