"""Comparing two names as strings: spelling, transliteration, order, initials and particles aside.

Takes names as printed, in any script; gives a likeness from 0 to 1 or a yes. It knows no person: whether
two like names are one person in two reports is for the linking stage, which has the context. Very
different renderings of one name (a name translated, or replaced by a famous one) are out of its reach.
"""

from __future__ import annotations

import re
from functools import lru_cache

from anyascii import anyascii
from rapidfuzz.distance import JaroWinkler

from crosswire.text.fold import strip_accents
from crosswire.text.name_match.sounds import sound as sound_key

_WORD = re.compile(r"[^\W_]+")
_PARTICLES = frozenset(
    [
        "al",
        "el",
        "ul",
        "an",
        "ar",
        "as",
        "at",
        "de",
        "del",
        "della",
        "der",
        "den",
        "di",
        "da",
        "do",
        "dos",
        "das",
        "du",
        "des",
        "la",
        "le",
        "van",
        "von",
        "zu",
        "bin",
        "ibn",
        "bint",
        "ben",
        "abu",
        "af",
        "of",
        "the",
    ]
)
_SUFFIXES = frozenset(["jr", "sr", "ii", "iii", "iv", "mr", "mrs", "ms", "dr", "sir"])
# A word counts as the other's spelling from this likeness on. Swept from .80 to .94 over the person pairs
# of the nomenklatura name benchmark, where the best F1 lies at .86 to .90.
SAME_WORD = 0.87
# Shares of the likeness that a word without a counterpart costs, in the longer name and in the shorter.
_EXTRA = 0.04


@lru_cache(maxsize=65536)
def ascii_fold(text: str) -> str:
    """Plain Latin small letters for a name in any script.

    >>> ascii_fold("Đorđe Ålund")
    'dorde alund'
    """
    return str(anyascii(strip_accents(text))).casefold()


@lru_cache(maxsize=65536)
def sound(word: str) -> str:
    """A key that ways of transliteration share; vowels keep their place.

    >>> sound("Farouk") == sound("Faruq"), sound("Yorun") == sound("Jorun"), sound("Veldin") == sound("Valdin")
    (True, True, False)
    """
    return sound_key(re.sub(r"[^a-z]", "", ascii_fold(word)))


@lru_cache(maxsize=65536)
def name_words(name: str) -> tuple[str, ...]:
    """The words of a name that carry it: folded, hyphens opened, without particles and suffixes.

    >>> name_words("Anna-Lena van der Veld Jr.")
    ('anna', 'lena', 'veld')
    """
    every = _WORD.findall(ascii_fold(re.sub(r"['’ʼ`´]", "", name)))
    kept = tuple(w for w in every if w not in _PARTICLES and w not in _SUFFIXES)
    return kept or tuple(every)


@lru_cache(maxsize=131072)
def word_likeness(left: str, right: str) -> float:
    """How alike two folded words are as spellings of one name, 0 to 1."""
    if left == right or sound(left) == sound(right):
        return 1.0
    if len(left) == 1 or len(right) == 1:
        return 0.9 if left[:1] == right[:1] else 0.0
    return float(
        max(JaroWinkler.similarity(left, right), JaroWinkler.similarity(sound(left), sound(right)) - 0.02)
    )


@lru_cache(maxsize=131072)
def name_likeness(left: str, right: str) -> float:
    """How alike two names are, 0 to 1: every word of the shorter needs a counterpart, in any order.

    >>> name_likeness("Jorun Maltesk", "MALTESK, Yorun") > 0.95, name_likeness("Jorun Maltesk", "Jorun Veld") < 0.7
    (True, True)
    """
    a, b = sorted((name_words(left), name_words(right)), key=lambda w: (len(w), w))
    if not a:
        return 0.0
    if "".join(a) == "".join(b):
        return 1.0
    free = list(b)
    scores = []
    for word in sorted(a, key=lambda w: (-len(w), w)):
        if not free:
            break
        best = max(free, key=lambda other: (word_likeness(word, other), other))
        scores.append(word_likeness(word, best))
        free.remove(best)
    mean = sum(scores) / len(scores)
    weakest = min(scores)
    # The weakest word speaks as loud as all together: two brothers share every word but one.
    return max(0.0, (mean + weakest) / 2 - _EXTRA * len(free))


def same_name(left: str, right: str) -> bool:
    """Whether two full names are spellings of one name.

    >>> same_name("Farouk Dorel", "Faruq Dorell"), same_name("Anna Dorel", "Olga Dorel")
    (True, False)
    """
    return name_likeness(left, right) >= SAME_WORD


def is_initial_form(short: str, full: str) -> bool:
    """Whether `short` writes given names of `full` as initials: "J. Maltesk" and "Jorun Maltesk"."""
    a, b = name_words(short), name_words(full)
    if len(a) < 2 or len(b) < 2 or word_likeness(a[-1], b[-1]) < SAME_WORD:
        return False
    initials = [w for w in a[:-1] if len(w) == 1]
    return bool(initials) and all(
        x[0] == y[0] if len(x) == 1 else word_likeness(x, y) >= SAME_WORD for x, y in zip(a[:-1], b[:-1])
    )


def initials(
    name: str, *, skip: frozenset[str] = frozenset({"of", "the", "for", "and", "on", "in", "to"})
) -> str:
    """The first letters of a name's words, small words left out: "Union of Free Ports" gives "ufp"."""
    words = _WORD.findall(ascii_fold(name))
    return "".join(w[0] for w in words if w not in skip)
