"""Which figures count the same thing: slots of measure, party and unit.

Takes figures of one story; gives groups of them, each to become one tally. A part of another figure
("including 12 children") opens a slot of its own party or is left out; a count told as background
is left out. Counts of casualties share one slot a party whatever their value, since difference is
what reconciliation is for; other measures (participants, deployed, …) share a slot only while their
values fit, since two gatherings or two convoys are no dispute. Does not judge values.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable

from crosswire.text.fold import fold
from crosswire.types import Figure, Scalar

CUMULATIVE = frozenset({"killed", "injured", "detained", "missing", "displaced", "rescued"})
SEPARATE = frozenset({"participants", "deployed", "established", "cost"})
# Equal exact numbers of at least this size are taken for the same count even where one report names
# the party and the other says "people": two unrelated tolls rarely agree to three digits.
TELLING_NUMBER = 100

Twins = Callable[[Figure, Figure], bool]
Weight = Callable[[Iterable[Figure]], int]


def slots(figures: Iterable[Figure], twins: Twins, weight: Weight) -> tuple[tuple[Figure, ...], ...]:
    """Groups of figures that count the same thing, in text order; `twins` tells whether two figures
    stand in passages that render the same text, `weight` how many originals are behind some."""
    by_key: dict[tuple[str, str, str], list[Figure]] = defaultdict(list)
    for figure in figures:
        if _counts(figure):
            by_key[_key(figure)].append(figure)
    _unite_parties(by_key, twins, weight)
    groups: list[tuple[Figure, ...]] = []
    for key in sorted(by_key):
        members = by_key[key]
        if not members:
            continue
        groups.extend(_by_value(members) if key[0] in SEPARATE else [tuple(members)])
    return tuple(g for g in groups if any(f.modality != "denied" for f in g))


def fits(left: Figure, right: Figure) -> bool:
    """Whether one number satisfies both. "More than 740" is held to fit 740 itself: printed bounds
    are rounded, and one person's difference is no conflict."""
    low_l, high_l = bounds(left)
    low_r, high_r = bounds(right)
    low = max(x for x in (low_l, low_r, 0) if x is not None)
    highs = [x for x in (high_l, high_r) if x is not None]
    return not highs or low <= min(highs)


def bounds(figure: Figure) -> tuple[Scalar | None, Scalar | None]:
    """The numbers the words allow, with an open bound relaxed to the number printed."""
    low, high = figure.low, figure.high
    if figure.number is not None and figure.qualifier == "more_than":
        low = figure.number
    if figure.number is not None and figure.qualifier == "less_than":
        high = figure.number
    return low, high


def _counts(figure: Figure) -> bool:
    if figure.measure not in CUMULATIVE | SEPARATE or not figure.part_of_event:
        return False
    if figure.number == 0 and figure.measure in SEPARATE:
        return False
    return not figure.subset or figure.group == "children"


def _key(figure: Figure) -> tuple[str, str, str]:
    if figure.measure in CUMULATIVE:
        return figure.measure, figure.group or "people", "persons"
    return figure.measure, figure.group or "", fold(figure.unit or "")


def _unite_parties(by_key: dict[tuple[str, str, str], list[Figure]], twins: Twins, weight: Weight) -> None:
    """Moves a figure to another party's slot of its measure where both are plainly one count: they
    render one passage with one number, or agree exactly to three digits. The slot with fewer originals yields."""
    for measure in sorted({key[0] for key in by_key}):
        keys = sorted((k for k in by_key if k[0] == measure), key=lambda k: (weight(by_key[k]), k))
        for small in keys:
            for figure in list(by_key[small]):
                home = next(
                    (k for k in reversed(keys) if k != small and _same_count(figure, by_key[k], twins)), None
                )
                if home and weight(by_key[home]) >= weight(by_key[small]):
                    by_key[small].remove(figure)
                    by_key[home].append(figure)


def _same_count(figure: Figure, others: list[Figure], twins: Twins) -> bool:
    if figure.number is None:
        return False
    same = [g for g in others if g.number == figure.number and g.span.report != figure.span.report]
    exact = figure.qualifier == "exact" and figure.number >= TELLING_NUMBER
    return any(twins(figure, g) or (exact and g.qualifier == "exact") for g in same)


def _by_value(members: list[Figure]) -> list[tuple[Figure, ...]]:
    """Splits a slot into groups whose values fit; vague words join the group with their own noun."""
    groups: list[list[Figure]] = []
    ordered = sorted(members, key=lambda f: (f.number is None, f.qualifier != "exact", f.id))
    for figure in ordered:
        home = next((g for g in groups if _belongs(figure, g)), None)
        if home is None:
            groups.append([figure])
        else:
            home.append(figure)
    return [tuple(sorted(g, key=lambda f: f.id)) for g in groups]


def _belongs(figure: Figure, group: list[Figure]) -> bool:
    if figure.number is None:
        return any(g.number is None and fold(g.label or "") == fold(figure.label or "") for g in group)
    numbers = [g.number for g in group if g.number is not None]
    return bool(numbers) and all(fits(figure, g) for g in group) and _near(figure.number, numbers)


def _near(number: Scalar, numbers: list[Scalar]) -> bool:
    """Open-ended words fit anything above them; only numbers within half of one another are held to
    speak of the same thing."""
    return all(min(number, n) * 2 > max(number, n) for n in numbers)
