"""What is known of words that stand in names: particles, titles, endings, short forms. From the language tables.

Read once, when a name is first compared. Decides nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from crosswire.lang import table


@dataclass(frozen=True, slots=True)
class WordTables:
    """Folded word lists, and for each word the numbers of the sets that hold it."""

    particles: frozenset[str]
    titles: frozenset[str]
    patronymics: tuple[str, ...]
    endings: frozenset[str]
    short_forms: Mapping[str, frozenset[int]]
    other_forms: Mapping[str, frozenset[int]]
    romanised: Mapping[str, frozenset[int]]
    legal_forms: Mapping[str, str]


@cache
def word_tables() -> WordTables:
    """The tables of all languages."""
    words, given = table("mul", "name_words"), table("mul", "given_names")
    legal = {w: line.split()[0] for line in words["legal_forms"] for w in line.split()}
    return WordTables(
        particles=frozenset(words["particles"]),
        titles=frozenset(words["titles"]),
        patronymics=tuple(words["patronymics"]),
        endings=frozenset(words["endings"]),
        short_forms=_sets(given["short"]),
        other_forms=_sets(given["other"]),
        romanised=_sets(words["surnames"]),
        legal_forms=MappingProxyType(legal),
    )


def _sets(lines: Sequence[str]) -> Mapping[str, frozenset[int]]:
    found: dict[str, set[int]] = defaultdict(set)
    for n, line in enumerate(lines):
        for word in line.split():
            found[word].add(n)
    return MappingProxyType({word: frozenset(numbers) for word, numbers in found.items()})
