"""How two words of two names stand to each other: equal, one sound, a short form, a case ending, a slip …

Takes two words; gives the kind of likeness that explains most, and how close they are, 0 to 1. What a kind
is worth is not decided here.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from rapidfuzz.distance import OSA

from crosswire.text.fold import strip_accents
from crosswire.text.name_match.sounds import consonants, skeleton
from crosswire.text.name_match.tables import word_tables
from crosswire.text.name_match.words import NameWord

Kind = Literal[
    "equal",
    "diacritics",
    "transliteration",
    "spelling",
    "romanised",
    "nickname",
    "language",
    "inflected",
    "initial",
    "translated",
    "consonants",
    "typo",
    "like",
    "differs",
]

# The likeness from which two words count as a slip of one another, and from which they are merely like:
# one letter in six, one in three. The score weighs both; these only name them.
TYPO, LIKE = 0.8, 0.65
_SOFT_G = re.compile(r"g(?=[eiy])")
# Letters that two words must share before their endings may differ.
_STEM = 3
_LONGEST_ENDING = 4
# The share of the longer word's letters that must stand before the endings.
_STEM_SHARE = 0.5
# The share of consonants that must agree: in scripts without vowels, and in those that have them.
_FAR, _HEARD = 0.6, 0.75


@dataclass(frozen=True, slots=True)
class Relation:
    """What joins two words, and how close they are."""

    kind: Kind
    closeness: float


_DIFFERS = Relation("differs", 0.0)
_INITIAL = Relation("initial", 0.9)


def relate(left: NameWord, right: NameWord) -> Relation:
    """The relation of two words, the same in either order."""
    if left.script == right.script == "syllables":
        return _by_characters(left, right)
    if left.plain == right.plain:
        return _equal(left, right)
    if left.kind == "initial" or right.kind == "initial":
        return _INITIAL if _one_initial(left, right) else _DIFFERS
    if left.sound == right.sound:
        return Relation("transliteration", 0.99)
    if left.loose == right.loose and len(left.loose) > 1:
        return Relation("spelling", 0.97)
    tables = word_tables()
    if _share_set(tables.romanised, left.plain, right.plain):
        return Relation("romanised", 0.96)
    if _share_set(tables.short_forms, left.plain, right.plain):
        return Relation("nickname", 0.95)
    if inflected(left, right):
        return Relation("inflected", 0.93)
    if _share_set(tables.other_forms, left.plain, right.plain):
        return Relation("language", 0.92)
    if left.meaning is not None and left.meaning == right.meaning:
        return Relation("translated", 0.91)
    if not (left.script == right.script == "latin"):
        heard = _consonants(left, right)
        if heard is not None:
            return heard
    return _by_letters(left, right)


def _by_characters(left: NameWord, right: NameWord) -> Relation:
    """Han and Hangul among themselves are held against each other as printed: one sound has many characters.
    Old and simplified characters of one name therefore differ."""
    if left.printed == right.printed:
        return Relation("equal", 1.0)
    return _DIFFERS


def _equal(left: NameWord, right: NameWord) -> Relation:
    one, other = left.printed.casefold(), right.printed.casefold()
    if one == other or left.kind == "initial":
        return Relation("equal", 1.0)
    kind: Kind = "diacritics" if strip_accents(one) == strip_accents(other) else "transliteration"
    return Relation(kind, 1.0)


def _one_initial(left: NameWord, right: NameWord) -> bool:
    """Whether one is the other's first letter, in the letters or in the sound (E. and Yevgeny)."""
    a, b = (left, right) if left.kind == "initial" else (right, left)
    if a.plain[:1] == b.plain[:1] or a.sound[:1] == b.sound[:1] != "":
        return True
    return b.sound[:1] == "j" and b.sound[1:2] == a.plain and a.plain in ("e", "i", "u")


def _share_set(sets: Mapping[str, frozenset[int]], left: str, right: str) -> bool:
    one = sets.get(left)
    return one is not None and not one.isdisjoint(sets.get(right, ()))


def inflected(left: NameWord, right: NameWord) -> bool:
    """Whether two words may be one in two grammatical cases: one stem, and endings of the table behind it."""
    return (
        _endings(left.plain, right.plain)
        or _endings(left.sound, right.sound)
        or _endings(left.loose, right.loose)
    )


def _endings(left: str, right: str) -> bool:
    if left[:_STEM] != right[:_STEM]:
        return False
    endings = word_tables().endings
    shared = 0
    for a, b in zip(left, right):
        if a != b:
            break
        shared += 1
    longest = max(len(left), len(right))
    least = max(_STEM, int(longest * _STEM_SHARE))
    return any(
        left[k:] in endings and right[k:] in endings for k in range(shared, max(least, shared - 3) - 1, -1)
    )


def _consonants(left: NameWord, right: NameWord) -> Relation | None:
    """Words of two scripts, by what both write: the consonants; case endings aside."""
    far = "vowelled" if {left.script, right.script} <= {"latin", "vowelled"} else "far"
    if far == "far":
        a, b = skeleton(left.plain), skeleton(right.plain)
    else:
        a, b = consonants(left.plain), consonants(right.plain)
    if not a or not b:
        return None
    if a == b:
        return Relation("consonants", 0.9 if len(a) > 1 else 0.75)
    if far == "vowelled" and any(x == y and len(x) > 1 for x in stems(left) for y in stems(right)):
        return Relation("consonants", 0.88)
    closeness = float(OSA.normalized_similarity(a, b))
    if closeness >= (_FAR if far == "far" else _HEARD) and min(len(a), len(b)) > 1:
        return Relation("consonants", 0.7 * closeness + 0.1)
    return None


def stems(word: NameWord) -> set[str]:
    """The consonants of a word without each ending that it may have."""
    endings = word_tables().endings
    # "g" before a front vowel is heard as in "George" by some languages, as in "get" by others.
    spelled = {word.plain, _SOFT_G.sub("j", word.plain)}
    return {
        consonants(plain[:k])
        for plain in spelled
        for k in range(max(_STEM, len(plain) - _LONGEST_ENDING), len(plain) + 1)
        if plain[k:] in endings
    }


def _by_letters(left: NameWord, right: NameWord) -> Relation:
    closeness = max(
        float(OSA.normalized_similarity(left.plain, right.plain)),
        float(OSA.normalized_similarity(left.sound, right.sound)),
    )
    if closeness >= TYPO:
        return Relation("typo", closeness)
    return Relation("like", closeness) if closeness >= LIKE else Relation("differs", closeness)
