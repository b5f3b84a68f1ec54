"""Keys by which two printings of one name find each other, in an index of many names.

Takes a name; gives a few short strings. Two printings that the pair score calls the same nearly always
share one; names that share one are mostly not the same, which the score then tells.
"""

from __future__ import annotations

from crosswire.text.name_match.sounds import skeleton
from crosswire.text.name_match.tables import word_tables
from crosswire.text.name_match.words import NameWord, split_name

_LONGEST = 400


def name_keys(name: str) -> frozenset[str]:
    """The keys of a name's words: the start of the sound, the consonants, and the set of short forms.

    >>> not name_keys("Фарук Дорел").isdisjoint(name_keys("Dorell, Faruq"))
    True
    """
    return frozenset(key for word in split_name(name[:_LONGEST]).core for key in _keys(word))


def _keys(word: NameWord) -> set[str]:
    if word.kind == "initial" or not word.plain:
        return set()
    tables = word_tables()
    keys = {f"s{word.loose[:4]}"}
    if len(rough := skeleton(word.plain)) > 1:
        keys.add(f"c{rough[:3]}")
    keys |= {f"n{n}" for n in tables.short_forms.get(word.plain, ())}
    keys |= {f"r{n}" for n in tables.romanised.get(word.plain, ())}
    return keys
