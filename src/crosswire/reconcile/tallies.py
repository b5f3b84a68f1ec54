"""What the figures of one slot add up to: low, best, high, status, series, parts, and why.

In: the context and the stories. Out: `Tally` values, the weightiest first, parts behind their wholes.
After UCDP's rules (low the lowest reliable, high the highest reliable, best the best supported;
low <= best <= high), decided per original, not per report. A later count that overtakes an earlier one is
a revision; a number that its own source takes back is withdrawn; two numbers that stand against each
other at one time are a dispute. What stands is settled in `claims`, numbers in `estimates`, the series in
`series`, parts in `parts`, the reason in words in `reasons`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from crosswire.reconcile.claims import sort_out
from crosswire.reconcile.context import Context
from crosswire.reconcile.corroboration import of_figures
from crosswire.reconcile.estimates import estimate_beside, positions_of, status_of
from crosswire.reconcile.parts import relate
from crosswire.reconcile.reasons import reason
from crosswire.reconcile.reserves import contested
from crosswire.reconcile.series import series_of
from crosswire.reconcile.slots import CUMULATIVE, Slot, slots
from crosswire.types import Figure, Group, Scalar, Story, Tally, TallyStatus

_ORDER = ("killed", "injured", "missing", "detained", "displaced", "rescued")


def reconcile_tallies(context: Context, stories: Sequence[Story]) -> tuple[Tally, ...]:
    """One tally a slot and story, the weightiest first, what is a part behind what is none."""
    found: list[Tally] = []
    for story in stories:
        said = [context.annotations[r] for r in story.reports]
        found += relate([(_tally(slot, context), slot) for slot in slots(said, context)], context)
    found.sort(key=lambda t: (_rank(t), t.part_of is not None, -t.families, -t.reports, t.id))
    return tuple(found)


def _rank(tally: Tally) -> int:
    return _ORDER.index(tally.measure) if tally.measure in _ORDER else len(_ORDER)


def _tally(slot: Slot, context: Context) -> Tally:
    figures = tuple(
        sorted(slot.figures, key=lambda f: (int(context.sigla[f.span.report][1:]), f.span.start, f.id))
    )
    sorting = sort_out(figures, context)
    standing = sorting.standing
    positions = positions_of(standing, context)
    status = status_of(sorting, positions, figures, context)
    doubtful = contested(standing, sorting.denied, context)
    low, best, high = estimate_beside(standing, doubtful, positions, status, context)
    grounds = of_figures(context, figures, _behind(standing, best, status))
    first = figures[0]
    return Tally(
        id=f"t:{first.id}",
        measure=first.measure,
        group=_common_group(figures, context),
        unit="persons" if first.measure in CUMULATIVE else first.unit,
        place=slot.place or _common_place(figures),
        figures=tuple(f.id for f in figures),
        low=low,
        best=best,
        high=high,
        reports=len({f.span.report for f in figures}),
        families=grounds.families,
        originals=grounds.originals,
        origins=grounds.origins,
        independent=grounds.independent,
        corroborated=grounds.corroborated,
        status=status,
        series=series_of(sorting, slot.tolls, context),
        why=reason(
            figures=figures,
            sorting=sorting,
            status=status,
            best=best,
            origins=grounds.origins,
            context=context,
        ),
        label=", ".join(x for x in (slot.label, slot.days) if x) or None,
        party=slot.party,
    )


def _behind(figures: tuple[Figure, ...], best: Scalar | None, status: TallyStatus) -> tuple[Figure, ...]:
    """The figures that stand behind the best value: all of a settled tally, else those that print it."""
    if status not in ("revised", "disputed") or best is None:
        return figures
    return tuple(f for f in figures if f.number == best) or figures


def _common_group(figures: tuple[Figure, ...], context: Context) -> Group | None:
    """The party that most originals name; the first by name of equals."""
    named = {(context.originals([f.span]), f.group) for f in figures if f.group is not None}
    ordered = sorted(Counter(g for _, g in named).items(), key=lambda item: (-item[1], item[0]))
    return ordered[0][0] if ordered else None


def _common_place(figures: tuple[Figure, ...]) -> str | None:
    places = {f.place for f in figures if f.place}
    return places.pop() if len(places) == 1 else None
