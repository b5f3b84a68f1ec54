"""Low, best and high of one count (UCDP: low the lowest reliable, best the best supported, high the
highest reliable), and its status.

In: the figures as sorted into standing, past and withdrawn. Out: positions, a status, three numbers,
each None where the words set none, and always low <= best <= high. A vote is a voice: each counts once,
with the last that it said. Says nothing of why; `reasons` does.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from crosswire.reconcile.claims import Sorting, day_of, moment, same_voice
from crosswire.reconcile.context import Context
from crosswire.reconcile.intervals import all_fit, fits, is_sharp, size
from crosswire.reconcile.profiles import stand_in
from crosswire.types import Figure, Origin, Scalar, TallyStatus

Range = tuple[Scalar | None, Scalar | None, Scalar | None]

# Counts that fall as people are found, freed or go home; the dead and the injured never become fewer.
CAN_FALL = frozenset({"missing", "detained", "displaced"})
# Counts that grow as more is known; a gathering or a cost put otherwise by another is a dispute.
GROWING = frozenset({"killed", "injured", "missing", "detained", "displaced", "rescued"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """One value that reports stand behind, with the figures that print it, exactly or as a bound, the
    number of houses that print it, and whose word it is."""

    value: Scalar
    figures: tuple[Figure, ...]
    hands: int
    origins: tuple[Origin, ...]


def positions_of(figures: Sequence[Figure], context: Context) -> tuple[Position, ...]:
    """The exact values among figures, least first; where there are none and the figures do not fit, all numbers."""
    values = sorted({f.number for f in figures if f.number is not None and f.qualifier == "exact"})
    if not values and not all_fit(figures):
        values = sorted({f.number for f in figures if f.number is not None and is_sharp(f)})
    out = []
    for value in values:
        behind = tuple(f for f in figures if f.number == value and is_sharp(f))
        out.append(
            Position(
                value=value,
                figures=behind,
                hands=context.hands(behind),
                origins=context.origins_of(behind),
            )
        )
    return tuple(out)


def status_of(
    sorting: Sorting, positions: tuple[Position, ...], whole: Sequence[Figure], context: Context
) -> TallyStatus:
    """How the figures that stand relate, and whether what stood before has gone. `whole` are all figures of
    the count, as printed."""
    standing = sorting.standing
    changed = bool(sorting.withdrawn) or any(not fits(p, s) for p in sorting.past for s in standing)
    if len(positions) <= 1 and all_fit(standing):
        if changed:
            return "revised"
        if len(context.originals_of(whole)) == 1:
            return "single-source"
        exact = {f.number for f in standing}
        return "agreed" if len(exact) == 1 and all(f.qualifier == "exact" for f in standing) else "compatible"
    return "revised" if _overtaken(sorting, context) else "disputed"


def _overtaken(sorting: Sorting, context: Context) -> bool:
    """Whether every conflict is one count overtaking another: later in time and not contradicted by
    two voices in one report; grown, or taken back by the same voice, or of a count that can fall."""
    figures = sorting.standing
    return all(
        fits(one, other) or _overtakes(one, other, sorting, context)
        for n, one in enumerate(figures)
        for other in figures[n + 1 :]
    )


def _overtakes(one: Figure, other: Figure, sorting: Sorting, context: Context) -> bool:
    earlier, later = sorted((one, other), key=lambda f: (moment(context, f), f.id))
    if moment(context, earlier) == moment(context, later):
        return False
    voices = context.speakers.get(earlier.id), context.speakers.get(later.id)
    one_voice = voices[0] is not None and voices[0] == voices[1]
    if one.span.report == other.span.report and not one_voice and all(voices):
        return False
    if not one_voice and _repeated_after(earlier, later, sorting.standing, context):
        return False
    if not one_voice and _stood_against(earlier, later, sorting.past, context):
        return False
    if earlier.measure not in GROWING:
        return one_voice
    small, great = size(earlier), size(later)
    grew = small is not None and great is not None and great >= small
    return grew or one_voice or earlier.measure in CAN_FALL


def _stood_against(earlier: Figure, later: Figure, past: Sequence[Figure], context: Context) -> bool:
    """Whether the later voice gave another number already when the earlier was said: it does not follow it."""
    return any(
        same_voice(context, p, later)
        and not fits(p, earlier)
        and moment(context, p)[0] <= moment(context, earlier)[0]
        for p in past
    )


def _repeated_after(earlier: Figure, later: Figure, figures: Sequence[Figure], context: Context) -> bool:
    """Whether another original still prints the earlier number once the later one is out."""
    first = set(context.originals_of([earlier]))
    return any(
        f.number == earlier.number
        and moment(context, f) >= moment(context, later)
        and not set(context.originals_of([f])) <= first
        for f in figures
        if f.number is not None
    )


def estimate(
    figures: Sequence[Figure], positions: tuple[Position, ...], status: TallyStatus, context: Context
) -> Range:
    """Low, best and high of the figures that stand, by their status."""
    sharp = [f for f in figures if is_sharp(f)]
    firm = [f for f in sharp if f.modality != "hedged"] or sharp
    if not firm:
        return vague_only(figures, context.profile)
    positions = tuple(p for p in positions if any(f in firm for f in p.figures))
    if status == "revised" and not all_fit(firm):
        return in_order(_latest(firm, context))
    if status == "disputed":
        return in_order(around(firm, _best_supported(firm, positions, context)))
    if positions:
        return in_order(around(firm, positions[-1].value))
    return in_order(shared(firm, context))


def estimate_beside(
    figures: Sequence[Figure],
    contested: frozenset[str],
    positions: tuple[Position, ...],
    status: TallyStatus,
    context: Context,
) -> Range:
    """As `estimate`, but a number that one voice gives and another denies is never best: it only widens the
    range where others stand, and alone it has no best beside it."""
    free = [f for f in figures if f.id not in contested]
    if len(free) == len(figures):
        return estimate(figures, positions, status, context)
    if not any(is_sharp(f) for f in free):
        low, _, high = estimate(figures, positions, status, context)
        return low, None, high
    low, best, high = estimate(free, positions_of(free, context), status, context)
    more = [f.number for f in figures if f.id in contested and f.number is not None]
    low = min([low, *more]) if low is not None else None
    return low, best, max([high, *more]) if high is not None else None


def assumed(figures: Sequence[Figure], profile: str) -> Range:
    """What one day's vague words come to: their low, and a best where the profile puts a number in their place."""
    low, best, high = vague_only(figures, profile)
    return (low, best, high) if best is not None else (None, None, None)


def vague_only(figures: Sequence[Figure], profile: str) -> Range:
    """Where no number is printed: the greatest low that the words set, and as best the number that the
    profile puts in place of the words, if it does."""
    found = stand_in(figures, profile)
    lows = [f.low for f in figures if f.low is not None]
    return max(lows, default=None), found[0] if found else None, None


def _latest(sharp: Sequence[Figure], context: Context) -> Range:
    """What stands last: the newest figure and those of the same day that fit it."""
    newest = max(sharp, key=lambda f: (moment(context, f), f.qualifier == "exact", f.number or 0, f.id))
    day = moment(context, newest)[0]
    now = [f for f in sharp if moment(context, f)[0] == day and fits(f, newest)]
    exact = [f.number for f in now if f.qualifier == "exact" and f.number is not None]
    return around(now, max(exact)) if exact else shared(now, context)


def _best_supported(
    sharp: Sequence[Figure], positions: tuple[Position, ...], context: Context
) -> Scalar | None:
    """The value with most independent voices, then most houses; the middle of equals, the lower of two,
    as UCDP counts conservatively."""
    if not positions:
        return min(f.number for f in sharp if f.number is not None)
    votes = {p.value: (context.independent(p.origins), p.hands) for p in positions}
    most = max(votes.values())
    equals = sorted(value for value, vote in votes.items() if vote == most)
    return equals[(len(equals) - 1) // 2]


def around(sharp: Sequence[Figure], best: Scalar | None) -> Range:
    """Around an exact best value: bounds widen it, a rounded number ("about") counts as printed."""
    lows = [f.number if f.qualifier == "about" or f.low is None else f.low for f in sharp]
    highs = [f.number if f.qualifier == "about" or f.high is None else f.high for f in sharp]
    ends = [best] if best is not None else []
    low = min([*(x for x in lows if x is not None), *ends], default=None)
    return low, best, max([*(x for x in highs if x is not None), *ends], default=None)


def shared(sharp: Sequence[Figure], context: Context) -> Range:
    """No exact value: what all words allow; best is the newest number said to be about it, else the
    highest bound printed."""
    about = [f for f in sharp if f.qualifier in ("about", "range")]
    if about:
        best = max(about, key=lambda f: (day_of(context, f), moment(context, f), -(f.number or 0))).number
    else:
        best = max((f.number for f in sharp if f.number is not None), default=None)
    lows = [f.low for f in sharp if f.low is not None]
    highs = [f.high for f in sharp if f.high is not None]
    return max(lows, default=None), best, min(highs, default=None)


def in_order(found: Range) -> Range:
    """The range with its ends moved so that low <= best <= high: printed bounds are rounded, and a number
    may lie one person outside."""
    low, best, high = found
    if low is not None and high is not None and low > high:
        low, high = high, low
    if best is not None and low is not None:
        low = min(low, best)
    if best is not None and high is not None:
        high = max(high, best)
    return low, best, high
