"""Parts against wholes: a count of "people" beside the parties that are counted apart.

The parties clash with the whole where they make more than its words allow, or, where two or more are
counted, fewer. Neither is preferred: a report's "people" may mean only some of them. Where one report counts fewer
"people" than of one party, its people are those beside that party: no report contradicts itself so.
"""

from __future__ import annotations

from dataclasses import dataclass

from crosswire.reconcile.context import Context
from crosswire.reconcile.discrepancies.sides import sides_of
from crosswire.reconcile.reasons import listed, number, words
from crosswire.types import Discrepancy, Figure, Scalar, Tally

PARTY = {
    "people": "people",
    "protesters": "protesters’ side",
    "security_forces": "security forces",
    "foreign_forces": "foreign forces",
    "militants": "armed groups",
    "officials": "officials",
    "journalists": "journalists",
    "aid_workers": "aid workers",
    "children": "children",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Clash:
    """Parties that do not go together with a whole: their sum, in words, and their tallies."""

    total: Scalar
    reading: str
    parts: tuple[Tally, ...]


def clash_of_parts(whole: Tally, tallies: tuple[Tally, ...], context: Context) -> Clash | None:
    """The parties that clash with a count of people killed or injured; None where they fit it."""
    if not _is_whole(whole):
        return None
    apart = beside(whole, tallies, context)
    parts = tuple(t for t in _sides(whole, tallies) if t not in apart)
    total = sum(t.best for t in parts if t.best is not None)
    if not parts or not _clashes([context.figures[i] for i in whole.figures], total, len(parts)):
        return None
    summed = " + ".join(number(t.best) for t in parts if t.best is not None)
    return Clash(
        total=total, reading=f"{summed}: {listed([PARTY.get(t.group or '', '') for t in parts])}", parts=parts
    )


def beside(whole: Tally, tallies: tuple[Tally, ...], context: Context) -> tuple[Tally, ...]:
    """The parties that a count of people leaves out: larger than it, in a report that prints both."""
    if not _is_whole(whole) or whole.high is None:
        return ()
    reports = {context.figures[i].span.report for i in whole.figures}
    return tuple(
        t
        for t in _sides(whole, tallies)
        if t.low is not None
        and t.low > whole.high
        and reports & {context.figures[i].span.report for i in t.figures}
    )


def _is_whole(tally: Tally) -> bool:
    plain = tally.group == "people" and tally.label is None
    return plain and tally.best is not None and tally.measure in ("killed", "injured")


def _sides(whole: Tally, tallies: tuple[Tally, ...]) -> list[Tally]:
    return [t for t in tallies if t.measure == whole.measure and _is_side(t, whole) and t.best is not None]


def _is_side(tally: Tally, whole: Tally) -> bool:
    """Whether a tally counts one party of those that the whole counts together."""
    other = tally.group in ("people", "children", None) or tally.label is not None
    return not other and tally.part_of in (None, whole.id)


def whole_discrepancies(tallies: tuple[Tally, ...], context: Context) -> list[Discrepancy]:
    """One discrepancy for each whole that its parties clash with."""
    found = []
    for whole in tallies:
        clash = clash_of_parts(whole, tallies, context)
        if clash is None or whole.best is None:
            continue
        figures = [context.figures[i] for i in whole.figures]
        apart = [context.figures[i] for t in clash.parts for i in t.figures]
        sides = sides_of(
            [*((f"{words(f)} people", f.span) for f in figures), *((clash.reading, f.span) for f in apart)],
            context,
        )
        found.append(
            Discrepancy(
                id="",
                kind="number",
                severity="high",
                summary=f"{whole.measure.capitalize()} overall: {number(whole.best)} people, "
                f"against {clash.reading}",
                sides=sides,
                likely=None,
                why=f"The parties counted apart make {number(clash.total)}; no report says how that and "
                f"{number(whole.best)} go together.",
            )
        )
    return found


def _clashes(figures: list[Figure], total: Scalar, parts: int) -> bool:
    highs = [f.high for f in figures if f.high is not None]
    lows = [f.low for f in figures if f.low is not None]
    too_many = bool(highs) and total > max(highs)
    too_few = parts > 1 and bool(lows) and total < min(lows)
    return too_many or too_few
