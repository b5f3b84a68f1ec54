"""Which of a count's figures still stand, which are earlier states of it, which were taken back.

In: the figures of one count and the context. Out: a `Sorting`. A figure that is told as what held before,
or that the same voice later counted otherwise, is an earlier state and no rival; one that its voice takes
back is withdrawn, with all who printed it until then; one that only another denies stands against that
other. What comes on top ("another five") is added to the total stated before, where no total is stated.
When a figure holds is the day its report speaks from; an earlier state holds for the day it names.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from crosswire.lang import table
from crosswire.reconcile.context import Context
from crosswire.reconcile.intervals import fits
from crosswire.text.fold import fold
from crosswire.types import Figure, Scalar

Moment = tuple[str, str]

# Counts of persons who go home or free again: what is left of them is another count than that of all.
LEAVING = frozenset({"detained", "displaced"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Sorting:
    """The figures of one count by what became of them. In `standing` a figure that came on top carries the
    sum; `past` are earlier states, `remaining` what is later left of a count, `withdrawn` was taken back, `denied` is said by another to be untrue."""

    standing: tuple[Figure, ...]
    past: tuple[Figure, ...]
    remaining: tuple[Figure, ...]
    withdrawn: tuple[Figure, ...]
    denied: tuple[Figure, ...]
    summed: tuple[tuple[str, Scalar, Scalar], ...]


def moment(context: Context, figure: Figure) -> Moment:
    """When the figure was said: the day that its report speaks from, then when it was published."""
    report = context.reports[figure.span.report]
    published = report.published or ""
    anchor = context.annotations[figure.span.report].anchor or ""
    if not anchor:
        return context.day(figure) or "", published
    return anchor, published if published[:10] == anchor else anchor


def day_of(context: Context, figure: Figure) -> str:
    """The day on which the number stood: an earlier state's own day, else the day it was said on."""
    said = moment(context, figure)[0]
    if figure.relation == "previous" and figure.as_of:
        own = (figure.as_of.end or figure.as_of.start or "")[:10]
        return min(own, said) if own and said else own or said
    return said


def same_voice(context: Context, one: Figure, other: Figure) -> bool:
    """Whether two figures are one voice's: one entity's, one source's as printed, or one house's own."""
    return not _voices(context, one).isdisjoint(_voices(context, other))


def _voices(context: Context, figure: Figure) -> frozenset[str]:
    """By what a figure's voice is known. A copy speaks with the voice of its original's house."""
    entity = context.speakers.get(figure.id)
    if entity:
        return frozenset({f"entity {entity}"})
    if figure.source is not None:
        return frozenset({f"source {fold(figure.source.text)}"})
    return context.own_voice(figure.span)


def sort_out(figures: Sequence[Figure], context: Context) -> Sorting:
    """The figures of one count, sorted; order does not matter."""
    figures = sorted(figures, key=lambda f: (moment(context, f), f.span))
    denied = [f for f in figures if f.modality == "denied"]
    taken_back = [d for d in denied if _withdraws(d, figures, context)]
    told = [f for f in figures if f.modality != "denied"]
    fallen = _by_number(taken_back)
    gone = [f for f in told if any(_falls_with(f, d, context) for d in fallen[f.number])]
    left, summed, spent = _with_additions(_without(told, gone), context)
    bases = _by_number(base for base, _ in spent)
    more = {base.id: m for base, m in spent}
    past = [f for f in left if f.relation == "previous" or _is_spent(f, bases[f.number], more, context)]
    rest = _without(left, past)
    gave_way = _by_number(p for p in past if _gave_way(p, rest, context))
    past += [f for f in rest if any(_held_before(f, p, context) for p in gave_way[f.number])]
    rest = _without(rest, past)
    totals = {f.span.report: f for f in rest if f.relation == "total"}
    rest = [f for f in rest if not _under_total(f, totals.get(f.span.report))]
    remaining = [f for f in rest if f.measure in LEAVING and _is_what_remains(f, rest, context)]
    rest = _without(rest, remaining)
    overtaken = _overtaken_by_own_voice(rest, context)
    standing = _without(rest, overtaken)
    return Sorting(
        # Where no later count is in hand, what held before is the last that is known.
        standing=tuple(standing or past),
        past=(*(past if standing else ()), *overtaken),
        remaining=tuple(remaining),
        withdrawn=(*gone, *taken_back),
        denied=tuple(_without(denied, taken_back)),
        summed=tuple(summed),
    )


def _without(figures: Iterable[Figure], out: Iterable[Figure]) -> list[Figure]:
    gone = {f.id for f in out}
    return [f for f in figures if f.id not in gone]


def _by_number(figures: Iterable[Figure]) -> defaultdict[Scalar | None, list[Figure]]:
    found: defaultdict[Scalar | None, list[Figure]] = defaultdict(list)
    for figure in figures:
        if figure.number is not None:
            found[figure.number].append(figure)
    return found


def _overtaken_by_own_voice(figures: Sequence[Figure], context: Context) -> list[Figure]:
    """The figures whose own voice later gives a number that does not fit."""
    by_voice: dict[str, list[Figure]] = defaultdict(list)
    for figure in figures:
        for voice in _voices(context, figure):
            by_voice[voice].append(figure)
    gone = {
        f.id for mine in by_voice.values() for f in mine if any(_says_otherwise(f, g, context) for g in mine)
    }
    return [f for f in figures if f.id in gone]


def _withdraws(denied: Figure, figures: Iterable[Figure], context: Context) -> bool:
    """Whether a denied number is taken back by who gave it, and not only denied by another."""
    around = f" {fold(_sentence(denied, context))} "
    if any(f" {word} " in around for word in _withdrawing()):
        return True
    mine = context.speakers.get(denied.id)
    return mine is not None and any(
        f.number == denied.number and f.modality != "denied" and context.speakers.get(f.id) == mine
        for f in figures
    )


def _sentence(figure: Figure, context: Context) -> str:
    """The sentence of a figure, or its line where no sentence is known."""
    span = figure.number_span
    for sentence in context.annotations[span.report].sentences:
        if sentence.contains(span):
            return sentence.text
    text = context.reports[span.report].text
    start = text.rfind("\n", 0, span.start) + 1
    return text[start:].split("\n", 1)[0]


@cache
def _withdrawing() -> tuple[str, ...]:
    return tuple(table("en", "revisions")["withdrawing"])


def _falls_with(figure: Figure, denied: Figure, context: Context) -> bool:
    """Whether a number was printed before it was taken back."""
    return figure.number == denied.number and moment(context, figure) <= moment(context, denied)


def _with_additions(
    figures: list[Figure], context: Context
) -> tuple[list[Figure], list[tuple[str, Scalar, Scalar]], list[tuple[Figure, Figure]]]:
    """The figures with sums in the place of what came on top; (id, base, more) of each sum; each base with
    what came on top of it."""
    out: list[Figure] = []
    summed: list[tuple[str, Scalar, Scalar]] = []
    spent: list[tuple[Figure, Figure]] = []
    for figure in figures:
        if figure.relation != "addition":
            out.append(figure)
            continue
        base = _base(figure, figures, out, context)
        if base is None or base.number is None or figure.number is None:
            continue
        spent.append((base, figure))
        summed.append((figure.id, base.number, figure.number))
        out.append(_sum(base, figure))
    return out, summed, spent


def _is_spent(figure: Figure, bases: Iterable[Figure], more: Mapping[str, Figure], context: Context) -> bool:
    """Whether a figure is, or prints no later, one of the totals on which more came."""
    return any(
        figure.id == base.id or moment(context, figure) < moment(context, more[base.id]) for base in bases
    )


def _base(figure: Figure, figures: list[Figure], before: list[Figure], context: Context) -> Figure | None:
    """The total on which a number comes on top; None where its own report states the new total."""
    own = [f for f in figures if f.span.report == figure.span.report]
    if any(f.relation == "total" or (f.relation != "addition" and _covers(f, figure)) for f in own):
        return None
    stated = {f.number for f in own if f.number is not None and f.id != figure.id}
    if any(number + (figure.number or 0) in stated for number in stated):
        return None
    known = [f for f in before if f.number is not None and f.relation != "previous"]
    named = [f for f in known if f.id == figure.relates_to]
    mine = [f for f in known if f.span.report == figure.span.report]
    early = [f for f in known if moment(context, f) < moment(context, figure)]
    if named or mine:
        return (named or mine)[-1]
    return max(early, key=lambda f: (moment(context, f), f.number or 0), default=None)


def _covers(total: Figure, addition: Figure) -> bool:
    """Whether a number is told as the one that the addition makes."""
    return total.id == addition.relates_to and total.span.start > addition.span.start


def _sum(base: Figure, more: Figure) -> Figure:
    exact = base.qualifier == more.qualifier == "exact"
    number = (base.number or 0) + (more.number or 0)
    low = (base.low if base.low is not None else base.number or 0) + (more.low or more.number or 0)
    high = base.high + more.high if base.high is not None and more.high is not None else None
    return replace(
        more, number=number, low=low, high=high, qualifier="exact" if exact else "at_least", relation="total"
    )


def _is_what_remains(figure: Figure, figures: Iterable[Figure], context: Context) -> bool:
    """Whether a later, smaller number is of those still held, away or homeless, not of all who were."""
    mine = figure.high if figure.high is not None else figure.number
    if mine is None:
        return False
    around = f" {fold(_sentence(figure, context))} "
    return any(f" {word} " in around for word in _remaining()) and any(
        moment(context, f) < moment(context, figure) and (least := f.low or f.number) and least > mine
        for f in figures
    )


@cache
def _remaining() -> tuple[str, ...]:
    return tuple(table("en", "revisions")["remaining"])


def _gave_way(past: Figure, rest: Iterable[Figure], context: Context) -> bool:
    """Whether the report that tells what held before has what holds now, from no other voice, and does not
    give the very number as holding."""
    own = [f for f in rest if f.span.report == past.span.report]
    return all(f.number != past.number for f in own) and any(
        not fits(f, past)
        and (_unnamed(f, context) or _unnamed(past, context) or same_voice(context, f, past))
        for f in own
    )


def _unnamed(figure: Figure, context: Context) -> bool:
    return figure.source is None and figure.id not in context.speakers


def _held_before(figure: Figure, past: Figure, context: Context) -> bool:
    """Whether another prints, no later, the number that a report tells as what held before."""
    if past.number is None or figure.number != past.number or figure.relation == "total":
        return False
    voices = context.speakers.get(figure.id), context.speakers.get(past.id)
    if all(voices) and voices[0] != voices[1]:
        return False
    return figure.span.report != past.span.report and moment(context, figure)[0] <= moment(context, past)[0]


def _under_total(figure: Figure, total: Figure | None) -> bool:
    """Whether its report's own total takes a figure in: a count made before the sum, or a part of it."""
    return (
        total is not None
        and figure.relation != "total"
        and figure.number is not None
        and total.number is not None
        and figure.number < total.number
        and not fits(figure, total)
    )


def _says_otherwise(figure: Figure, later: Figure, context: Context) -> bool:
    """Whether one voice later gives a number that does not fit."""
    return moment(context, figure) < moment(context, later) and not fits(figure, later)
