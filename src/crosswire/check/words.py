"""Words brought to the form in which two tellings of one thing meet: base form, then the group of synonyms.

In: a text. Out: `Token`s with offsets and a key each; function words have none. The base form is a rule of
endings with a table of exceptions, good enough to compare, never shown. Meaning that hangs on more than one
word is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from crosswire.lang import table
from crosswire.text.fold import strip_accents

_TOKEN = re.compile(r"\d[\d.,]*\d|\d|[^\W\d_]+(?:[’'][^\W\d_]+)*")
_POSSESSIVE = re.compile(r"['’]s?$")
# Letters of names and sentences, of whose keys many are remembered; of reports, few are.
_SHORT = 400
# Endings taken off, the longest first, where at least so many letters stay.
_ENDINGS = (
    ("ization", 3), ("isation", 3), ("ations", 4), ("ation", 4), ("ments", 4), ("ment", 4), ("ingly", 4),
    ("edly", 4), ("ings", 3), ("ing", 3), ("ness", 4), ("ities", 4), ("ity", 4), ("ers", 4),
    ("er", 4), ("ors", 4), ("or", 4), ("ed", 3), ("es", 3), ("ly", 4), ("s", 3), ("e", 3),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Token:
    """A word: its offsets, its folded form, and its key (None of a function word)."""

    start: int
    end: int
    folded: str
    key: str | None


def tokens(text: str, start: int = 0, end: int | None = None) -> tuple[Token, ...]:
    """The words of `text` between two offsets, hyphens opened.

    >>> [t.key for t in tokens("The ships were lying at anchor")] == [t.key for t in tokens("A vessel lay at anchors,")]
    False
    """
    stop = len(text) if end is None else end
    found = []
    for match in _TOKEN.finditer(text, start, stop):
        folded, key = _folded(match.group())
        found.append(Token(match.start(), match.end(), folded, key))
    return tuple(found)


@lru_cache(maxsize=65536)
def _folded(word: str) -> tuple[str, str | None]:
    """A word as printed, folded, and its key."""
    folded = strip_accents(word).casefold().replace("’", "'")
    return folded, key_of(folded)


@lru_cache(maxsize=65536)
def key_of(folded: str) -> str | None:
    """The key of a folded word; None of a function word and of a number.

    >>> key_of("vessels") == key_of("ship"), key_of("killed") == key_of("deaths"), key_of("the")
    (True, True, None)
    """
    word = _POSSESSIVE.sub("", folded)
    if word in _stopwords() or folded in _stopwords() or word in _numbers() or not word or word[0].isdigit():
        return None
    base = _irregular().get(word, word)
    groups = _groups()
    for form in (base, base.removesuffix("s"), base.removesuffix("es")):
        if form in groups:
            return groups[form]
    stem = _stem(base)
    return groups.get(stem) or groups.get("/" + stem) or stem


def keys(text: str) -> frozenset[str]:
    """The keys of a text's content words."""
    return _keys(text) if len(text) < _SHORT else _keys_of_long(text)


@lru_cache(maxsize=65536)
def _keys(text: str) -> frozenset[str]:
    return frozenset(k for w in _TOKEN.findall(text) if (k := _folded(w)[1]))


@lru_cache(maxsize=512)
def _keys_of_long(text: str) -> frozenset[str]:
    return frozenset(k for w in sorted(set(_TOKEN.findall(text))) if (k := _folded(w)[1]))


def _stem(word: str) -> str:
    if word.endswith(("ies", "ied")) and len(word) > 4:
        return word[:-3] + "y"
    for ending, least in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= least:
            word = word[: -len(ending)]
            break
    if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "sl":
        word = word[:-1]
    return word[:-1] if word.endswith("e") and len(word) > 3 else word


@cache
def _groups() -> Mapping[str, str]:
    """Each word and each stem ("/stem") of a group, with the group's first word."""
    found: dict[str, str] = {}
    for line in table("en", "synonyms")["groups"]:
        words = line.split()
        for word in words:
            found.setdefault(word, "=" + words[0])
    for word, group in list(found.items()):
        found.setdefault("/" + _stem(word), group)
    return found


@cache
def _irregular() -> Mapping[str, str]:
    return dict(table("en", "synonyms")["irregular"])


@cache
def _numbers() -> frozenset[str]:
    """Number words, which are compared as numbers and not as words."""
    data = table("en", "numbers")
    return frozenset(w for part in ("units", "zeros", "teens", "tens", "scales") for w in data[part])


@cache
def _stopwords() -> frozenset[str]:
    return frozenset(w.replace("’", "'") for w in table("en", "stopwords")["words"])


@cache
def general() -> frozenset[str]:
    """The keys of words for persons or things of any kind ("people", "bodies", "others")."""
    return keys_of(table("en", "synonyms")["general"])


@cache
def persons() -> frozenset[str]:
    """The keys of words that tell one party of persons from another ("guards", "children")."""
    return keys_of(table("en", "synonyms")["persons"])


@cache
def words_of(measure: str) -> frozenset[str]:
    """The keys of the words that tell of a measure ("killed": those of killing and dying)."""
    told = {
        "killed": ("kill", "drown"),
        "injured": ("injure", "treat", "hurt"),
        "missing": ("missing", "search"),
        "detained": ("arrest", "detain"),
        "displaced": ("evacuate", "leave", "homeless"),
        "rescued": ("rescue", "save"),
    }
    return keys_of(told.get(measure, ()))


def keys_of(words: Iterable[str]) -> frozenset[str]:
    """The keys of single words."""
    return frozenset(k for w in words if (k := key_of(w)))
