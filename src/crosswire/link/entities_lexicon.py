"""What clustering knows of countries and of words for organisations, from the language tables.

Codes of countries by folded name and by folded nationality; heads of organisation names; spellings of one
English word. Decides nothing.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from crosswire.lang import table
from crosswire.text.names import ascii_fold

_WORD = re.compile(r"[^\W_]+(?:\.[^\W_]+)*")
_OWNER = re.compile(r"['’ʼ`´]s\b", re.IGNORECASE)
# British and American spellings of words that stand in names of organisations.
_SPELLINGS = (
    ("isation", "ization"),
    ("defence", "defense"),
    ("centre", "center"),
    ("labour", "labor"),
    ("programme", "program"),
)


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Country codes by name and by nationality word; folded word lists."""

    countries: Mapping[str, str]
    nationalities: Mapping[str, str]
    heads: frozenset[str]
    places: frozenset[str]
    facilities: frozenset[str]
    government: frozenset[str]
    local: frozenset[str]
    smalls: frozenset[str]
    legal_forms: frozenset[str]


@cache
def lexicon(language: str = "en") -> Lexicon:
    """The lists of one language."""
    names, countries = table(language, "names"), table(language, "countries")["countries"]
    codes: dict[str, str] = {}
    nations: dict[str, str] = {}
    for country, data in countries.items():
        for name in (country, *data["also"]):
            codes.setdefault(plain(name), data["code"])
        for adjective in data["adjectives"]:
            nations.setdefault(plain(adjective), data["code"])
            nations.setdefault(plain(adjective) + "s", data["code"])
    return Lexicon(
        countries=MappingProxyType(codes),
        nationalities=MappingProxyType(nations),
        heads=frozenset(names["organisation_heads"]),
        places=frozenset(names["place_heads"]),
        facilities=frozenset(names["facility_heads"]),
        government=frozenset(names["government_words"]),
        local=frozenset(names["local_words"]),
        smalls=frozenset(names["small_words"]),
        legal_forms=frozenset(names["legal_forms"]),
    )


@cache
def plain_words(text: str) -> tuple[str, ...]:
    """The folded words of a name, possessive endings off, one spelling for British and American."""
    words = _WORD.findall(ascii_fold(_OWNER.sub("", _mended(text))))
    return tuple(_spelling(w.replace(".", "")) for w in words)


def plain(text: str) -> str:
    """The folded words as one text.

    >>> plain("The Kestrian Labour Organisation’s")
    'the kestrian labor organization'
    """
    return " ".join(plain_words(text))


def _mended(text: str) -> str:
    """Capitals joined by an old encoding's broken space ("CITYÊHALL") taken apart."""
    return re.sub(r"(?<=[A-Z])Ê(?=[A-Z])", " ", text)


def _spelling(word: str) -> str:
    for british, american in _SPELLINGS:
        word = word.replace(british, american)
    return word


@dataclass(frozen=True, slots=True)
class Owned:
    """An organisation's or place's name apart from the country in it: its own words, sorted, and a code."""

    core: tuple[str, ...]
    country: str | None


@cache
def owned(text: str) -> Owned:
    """The name's own words and the country that it names, if any.

    >>> owned("the Ministry of Ports of France") == owned("French Ports Ministry")
    True
    """
    lex = lexicon()
    words = list(plain_words(text.split("(")[0] if "(" in text and text.index("(") > 3 else text))
    while len(words) > 1 and words[-1] in lex.legal_forms:
        words.pop()
    country: str | None = None
    k = 0
    rest: list[str] = []
    while k < len(words):
        for width in (5, 4, 3, 2, 1):
            part = " ".join(words[k : k + width])
            code = lex.countries.get(part) or lex.nationalities.get(part)
            if code and k + width <= len(words):
                country = country or code
                k += width
                break
        else:
            if words[k] not in lex.smalls:
                rest.append(words[k])
            k += 1
    return Owned(tuple(sorted(rest)), country)
