"""What a story comes to, from its tallies: the whole where reports count one, else the sides summed.

In: the tallies of one story and the tolls that its reports' own tolls come to by vote. Out: one toll a measure.
Where reports count 26 of one side and 18 of another, neither is what the story comes to. A count of all goes
before the sum, unless the sides exceed it and more originals stand behind one of them; then it bounds the toll.
A count of "people" that is smaller than a side is of others, and is added. Persons whom no number counts stand
where more originals tell of them than of a number. Left undone: who belongs to which side.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from crosswire.reconcile.report_tolls import MEASURES
from crosswire.types import Group, Measure, Scalar, Tally, Toll

# Parties of which nobody is counted under another; children and journalists may be.
_SIDES: frozenset[Group] = frozenset({"protesters", "security_forces", "foreign_forces", "militants"})

Originals = Callable[[Iterable[str]], int]


def whole_tolls(
    story: str, tallies: Sequence[Tally], voted: Sequence[Toll], originals: Originals
) -> tuple[Toll, ...]:
    """The tolls of the story named `story`; `originals` counts those behind figures, given by id."""
    by_vote = {toll.measure: toll for toll in voted}
    found = []
    for measure in MEASURES:
        mine = [t for t in tallies if t.measure == measure and t.unit == "persons" and t.best is not None]
        counted, vote = _counted(story, measure, mine), by_vote.get(measure)
        if counted and vote and vote.implied and originals(vote.figures) > originals(counted.figures):
            counted = None
        toll = counted or vote
        if toll is not None:
            found.append(toll)
    return tuple(found)


def _counted(story: str, measure: Measure, tallies: Sequence[Tally]) -> Toll | None:
    sides = _apart([t for t in tallies if (t.part_of is None and _is_side(t)) or t.relation == "side"])
    wholes = [t for t in tallies if t.part_of is None and not _is_side(t) and t.group in ("people", None)]
    whole = max(wholes, key=lambda t: (t.families, t.reports, t.best or 0, t.id), default=None)
    if whole is None:
        return _sum(story, measure, sides, None) if sides else None
    if any(whole.high is not None and whole.high < (t.low or 0) for t in sides):
        return _sum(story, measure, [*sides, whole], None)
    most = max((t.families for t in sides), default=0)
    exceeded = whole.high is not None and sum(t.best or 0 for t in sides) > whole.high
    if len(sides) > 1 and exceeded and most > whole.families:
        return _sum(story, measure, sides, whole)
    return _sum(story, measure, [whole], None)


def _is_side(tally: Tally) -> bool:
    return tally.group in _SIDES or tally.party.standing is not None


def _apart(sides: Sequence[Tally]) -> list[Tally]:
    """One tally a party, the one with most originals behind it."""
    best: dict[str, Tally] = {}
    for t in sorted(sides, key=lambda t: (-t.families, -t.reports, t.id)):
        best.setdefault(str(t.party.standing or t.group), t)
    return list(best.values())


def _sum(story: str, measure: Measure, parts: Sequence[Tally], against: Tally | None) -> Toll:
    lows, highs = [t.low for t in parts], [t.high for t in parts]
    toll = Toll(
        id=f"{story}:{measure}",
        measure=measure,
        number=sum(t.best or 0 for t in parts),
        low=sum(t.best or 0 if low is None else low for t, low in zip(parts, lows, strict=True)),
        high=None if None in highs else sum(h for h in highs if h is not None),
        figures=tuple(dict.fromkeys(i for t in parts for i in t.figures)),
        why=parts[0].why,
    )
    if len(parts) > 1:
        told = " and ".join(f"{_number(t.best)} {_words(t)}" for t in parts)
        toll = replace(toll, why=f"{told}, counted apart and summed.")
    elif _is_side(parts[0]):
        toll = replace(toll, why=f"Only {_words(parts[0])} are counted. {toll.why}")
    if against is None:
        return toll
    return replace(
        toll,
        low=min(x for x in (toll.low, against.low) if x is not None),
        high=None if None in (toll.high, against.high) else max(toll.high or 0, against.high or 0),
        why=f"{toll.why} {_number(against.best)} in all is told by fewer originals.",
    )


def _words(tally: Tally) -> str:
    return (tally.label or tally.group or "people").replace("_", " ")


def _number(value: Scalar | None) -> str:
    return f"{value:,}" if value is not None else "an unknown number"
