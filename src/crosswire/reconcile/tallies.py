"""What the figures of one slot add up to: low, best, high, status, series, and why.

After UCDP's rules (low the lowest reliable, high the highest reliable, best the best supported;
low ≤ best ≤ high), decided per original, not per report. Agreement is not transitive: positions are
the exact values; vaguer figures support every position that they allow. A later count that overtakes
an earlier one is a revision; a number that its own source denies is withdrawn; two numbers that
stand against each other at one time are a dispute. The reason in words is made in `reasons`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from crosswire.reconcile.context import Context
from crosswire.reconcile.estimates import Position, around, assumed, estimate, moment, shared
from crosswire.reconcile.reasons import reason
from crosswire.reconcile.slots import CUMULATIVE, Twins, fits, slots
from crosswire.types import Figure, Group, Scalar, SeriesPoint, Span, Story, Tally, TallyStatus

# A passage pair below this score is not held to render the same text (chosen with the lineage rule).
TWIN_SCORE = 0.25


def reconcile_tallies(context: Context, stories: Sequence[Story]) -> tuple[Tally, ...]:
    """One tally a slot and story, the weightiest first."""
    found: list[Tally] = []

    def weight(figures: Iterable[Figure]) -> int:
        return len(context.originals(f.span for f in figures))

    for story in stories:
        figures = [f for r in story.reports for f in context.annotations[r].figures]
        found.extend(_tally(group, context) for group in slots(figures, _twins(context), weight))
    found.sort(key=lambda t: (_rank(t), -t.families, -t.reports, t.id))
    return tuple(found)


def _standing(figures: tuple[Figure, ...], context: Context) -> tuple[Figure, ...]:
    """Without what is denied, and without earlier figures of a number that is later withdrawn."""
    denied = [f for f in figures if f.modality == "denied"]
    return tuple(
        f
        for f in figures
        if f.modality != "denied"
        and not any(d.number == f.number and moment(context, f) <= moment(context, d) for d in denied)
    )


def _rank(tally: Tally) -> int:
    order = ("killed", "injured", "missing", "detained", "displaced", "rescued")
    return order.index(tally.measure) if tally.measure in order else len(order)


def _twins(context: Context) -> Twins:
    pairs: dict[tuple[str, str], list[tuple[Span, Span]]] = {}
    for link in context.links.lineage:
        pairs[(link.left, link.right)] = [(p.left, p.right) for p in link.evidence if p.score >= TWIN_SCORE]

    def twins(one: Figure, other: Figure) -> bool:
        left, right = sorted((one.span, other.span), key=lambda s: s.report)
        aligned = pairs.get((left.report, right.report), [])
        return any(a.overlaps(left) and b.overlaps(right) for a, b in aligned)

    return twins


def _tally(group: tuple[Figure, ...], context: Context) -> Tally:
    figures = _own_count(group, context)
    standing = _standing(figures, context)
    positions = _positions(standing, context)
    status = _status(figures, standing, positions, context)
    low, best, high = estimate(standing, positions, status, context)
    kept = _current(standing, best, status)
    origins = context.origins((f.span, context.speakers.get(f.id)) for f in kept)
    first = figures[0]
    return Tally(
        id=f"t:{first.id}",
        measure=first.measure,
        group=_common_group(figures, context),
        unit="persons" if first.measure in CUMULATIVE else first.unit,
        place=_common_place(figures),
        figures=tuple(f.id for f in figures),
        low=low,
        best=best,
        high=high,
        reports=len({f.span.report for f in figures}),
        families=len(context.originals(f.span for f in figures)),
        origins=origins,
        independent=context.independent(origins),
        status=status,
        series=_series(standing, context),
        why=reason(
            figures=figures,
            standing=standing,
            status=status,
            best=best,
            low=low,
            high=high,
            origins=origins,
            context=context,
        ),
    )


def _own_count(group: tuple[Figure, ...], context: Context) -> tuple[Figure, ...]:
    """Drops, within one report, counts that neither fit its toll nor are another's: a street's dead
    beside the city's are another count."""
    kept: list[Figure] = []
    for report in sorted({f.span.report for f in group}, key=lambda r: context.sigla[r]):
        mine = sorted((f for f in group if f.span.report == report), key=lambda f: f.span.start)
        others = [f for f in group if f.span.report != report]
        toll = _toll(mine, others)
        kept.extend(f for f in mine if f is toll or _same_toll(f, toll, others, context))
    return tuple(sorted(kept, key=lambda f: (_ordinal(context, f), f.span.start)))


def _toll(mine: list[Figure], others: list[Figure]) -> Figure:
    """The report's own toll: the figure that most other reports' figures fit, the largest of equals."""
    return max(
        mine,
        key=lambda f: (
            f.modality != "denied",
            _support(f, others),
            f.number is not None,
            f.number or f.low or 0,
            -f.span.start,
        ),
    )


def _support(figure: Figure, others: list[Figure]) -> int:
    return len({g.span.report for g in others if figure.number is not None and fits(figure, g)})


def _same_toll(figure: Figure, toll: Figure, others: list[Figure], context: Context) -> bool:
    """Whether a second figure of a report is of the same count: it fits the toll, is denied, is what
    another original prints, or is a rival that another voice gives."""
    if figure.modality == "denied" or fits(figure, toll):
        return True
    own = context.originals([figure.span])
    if figure.number is not None and any(
        g.number == figure.number and context.originals([g.span]) != own for g in others
    ):
        return True
    voice, other = context.speakers.get(figure.id), context.speakers.get(toll.id)
    return bool(voice and other and voice != other)


def _ordinal(context: Context, figure: Figure) -> int:
    return int(context.sigla[figure.span.report][1:])


def _positions(figures: tuple[Figure, ...], context: Context) -> tuple[Position, ...]:
    values = sorted({f.number for f in figures if f.number is not None and f.qualifier == "exact"})
    out = []
    for value in values:
        behind = tuple(f for f in figures if f.qualifier == "exact" and f.number == value)
        days = sorted(context.day(f) or "" for f in behind)
        out.append(
            Position(
                value=value,
                figures=behind,
                families=len(context.originals(f.span for f in behind)),
                origins=context.origins((f.span, context.speakers.get(f.id)) for f in behind),
                first=days[0],
                last=days[-1],
            )
        )
    return tuple(out)


def _status(
    figures: tuple[Figure, ...],
    standing: tuple[Figure, ...],
    positions: tuple[Position, ...],
    context: Context,
) -> TallyStatus:
    withdrawn = len(standing) < len(figures)
    if len(positions) <= 1 and _all_fit(standing):
        if withdrawn:
            return "revised"
        if len(context.originals(f.span for f in standing)) == 1:
            return "single-source"
        exact = {f.number for f in standing}
        return "agreed" if len(exact) == 1 and all(f.qualifier == "exact" for f in standing) else "compatible"
    if _overtaken(standing, context):
        return "revised"
    return "disputed"


def _all_fit(figures: tuple[Figure, ...]) -> bool:
    return all(fits(a, b) for n, a in enumerate(figures) for b in figures[n + 1 :])


def _overtaken(figures: tuple[Figure, ...], context: Context) -> bool:
    """Whether every conflict is one count overtaking another: later in time and not contradicted by
    two voices in one report; grown, or taken back by the same voice, or of a count that can fall."""
    for n, one in enumerate(figures):
        for other in figures[n + 1 :]:
            if not fits(one, other) and not _overtakes(one, other, figures, context):
                return False
    return True


def _overtakes(one: Figure, other: Figure, figures: tuple[Figure, ...], context: Context) -> bool:
    earlier, later = sorted((one, other), key=lambda f: (moment(context, f), f.id))
    if moment(context, earlier) == moment(context, later):
        return False
    voices = context.speakers.get(earlier.id), context.speakers.get(later.id)
    same_voice = voices[0] is not None and voices[0] == voices[1]
    if one.span.report == other.span.report and not same_voice and all(voices):
        return False
    if not same_voice and _repeated_after(earlier, later, figures, context):
        return False
    small, great = _size(earlier), _size(later)
    grew = small is not None and great is not None and great >= small
    return grew or same_voice or earlier.measure == "missing"


def _repeated_after(earlier: Figure, later: Figure, figures: tuple[Figure, ...], context: Context) -> bool:
    """Whether another original still prints the earlier number once the later one is out."""
    first = set(context.originals([earlier.span]))
    return any(
        f.number == earlier.number
        and moment(context, f) >= moment(context, later)
        and not set(context.originals([f.span])) <= first
        for f in figures
        if f.number is not None
    )


def _size(figure: Figure) -> Scalar | None:
    return figure.number if figure.number is not None else figure.low


def _current(figures: tuple[Figure, ...], best: Scalar | None, status: TallyStatus) -> tuple[Figure, ...]:
    """The figures that stand behind the best value: all of a settled tally, else those that fit it."""
    if status not in ("revised", "disputed") or best is None:
        return figures
    exact = tuple(f for f in figures if f.number == best)
    return exact or figures


def _series(figures: tuple[Figure, ...], context: Context) -> tuple[SeriesPoint, ...]:
    days = sorted({context.day(f) or "" for f in figures})
    points = []
    for day in days:
        mine = tuple(f for f in figures if (context.day(f) or "") == day)
        sharp = tuple(f for f in mine if f.qualifier != "vague" and f.number is not None)
        exact = [f.number for f in sharp if f.qualifier == "exact" and f.number is not None]
        low, best, high = (
            around(sharp, max(exact))
            if exact
            else shared(sharp, context)
            if sharp
            else assumed(mine, context.profile)
        )
        points.append(
            SeriesPoint(as_of=day or None, low=low, best=best, high=high, figures=tuple(f.id for f in mine))
        )
    return tuple(points)


def _common_group(figures: tuple[Figure, ...], context: Context) -> Group | None:
    """The party that most originals name; the first by name of equals."""
    named = {(context.originals([f.span]), f.group) for f in figures if f.group is not None}
    ordered = sorted(Counter(g for _, g in named).items(), key=lambda item: (-item[1], item[0]))
    return ordered[0][0] if ordered else None


def _common_place(figures: tuple[Figure, ...]) -> str | None:
    places = {f.place for f in figures if f.place}
    return places.pop() if len(places) == 1 else None
