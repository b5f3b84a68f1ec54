"""Whom a tally counts, as the keys by which the page can be filtered.

In: tallies with their figures. Out: keys, each with the words for it; a tally may have several (children and
civilians) and has "people" where it counts the people at large.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from crosswire.types import Figure, Tally

# The keys in the order of the filter, with their words; the style has a rule for each.
WORDS = {
    "people": "people at large",
    "civilians": "civilians",
    "children": "children",
    "women": "women",
    "men": "men",
    "protesters": "protesters",
    "security": "security forces",
    "foreign": "foreign forces",
    "militants": "militants",
    "combatants": "combatants",
    "officials": "officials",
    "journalists": "journalists",
    "aid": "aid workers",
    "things": "not persons",
}
_GROUPS = {"security_forces": "security", "foreign_forces": "foreign", "aid_workers": "aid"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One choice of the filter: its key, its words, how many tallies it leaves."""

    key: str
    words: str
    count: int


def keys_of(tally: Tally, figures: Sequence[Figure]) -> tuple[str, ...]:
    """The keys of a tally, in the filter's order; where it says no party, what all its figures say."""
    if tally.unit not in ("persons", None):
        return ("things",)
    found = {_GROUPS.get(tally.group, tally.group)} if tally.group and tally.group != "people" else set[str]()
    parties = [tally.party] if tally.party != type(tally.party)() else [f.party for f in figures]
    for key, holds in (
        ("civilians", [p.standing == "civilian" for p in parties]),
        ("combatants", [p.standing == "combatant" for p in parties]),
        ("children", [p.age == "child" for p in parties]),
        ("women", [p.sex == "female" and p.age != "child" for p in parties]),
        ("men", [p.sex == "male" and p.age != "child" for p in parties]),
    ):
        if holds and all(holds):
            found.add(key)
    return tuple(k for k in WORDS if k in found) or ("people",)


def choices(keys: Iterable[tuple[str, ...]]) -> tuple[Choice, ...]:
    """The choices over all tallies' keys; none where there would be only one."""
    counts = Counter(key for of_one in keys for key in of_one)
    if len(counts) < 2:
        return ()
    return tuple(Choice(key=k, words=w, count=counts[k]) for k, w in WORDS.items() if counts[k])
