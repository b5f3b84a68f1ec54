"""Low, best and high of one count (UCDP: low the lowest reliable, best the best supported, high the
highest reliable).

Takes the figures that stand, the exact values among them and the status; gives three numbers, each
None where the words set none. Says nothing of why; `reasons` does.
"""

from __future__ import annotations

from dataclasses import dataclass

from crosswire.reconcile.context import Context
from crosswire.reconcile.profiles import stand_in
from crosswire.reconcile.slots import fits
from crosswire.types import Figure, Origin, Scalar, TallyStatus

Range = tuple[Scalar | None, Scalar | None, Scalar | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """One value that originals stand behind, with the figures that print exactly it."""

    value: Scalar
    figures: tuple[Figure, ...]
    families: int
    origins: tuple[Origin, ...]
    first: str
    last: str


def moment(context: Context, figure: Figure) -> tuple[str, str]:
    """When the figure holds: the day it speaks of, then when its report was published (the day the
    report speaks from, where the stamp is a republisher's)."""
    published = context.reports[figure.span.report].published or ""
    anchor = context.annotations[figure.span.report].anchor or ""
    return context.day(figure) or "", published if published[:10] == anchor else anchor


def estimate(
    figures: tuple[Figure, ...], positions: tuple[Position, ...], status: TallyStatus, context: Context
) -> Range:
    """Low, best and high of the figures that stand, by their status."""
    sharp = tuple(f for f in figures if f.qualifier != "vague" and f.number is not None)
    if not sharp:
        return vague_only(figures, context.profile)
    if status == "revised":
        return _latest(sharp, context)
    if status == "disputed":
        best = _best_supported(sharp, positions, context)
        return around(sharp, best)
    if positions:
        return around(sharp, positions[0].value)
    return shared(sharp, context)


def assumed(figures: tuple[Figure, ...], profile: str) -> Range:
    """What one day's vague words come to: nothing, unless the profile puts a number in their place."""
    low, best, high = vague_only(figures, profile)
    return (low, best, high) if best is not None else (None, None, None)


def vague_only(figures: tuple[Figure, ...], profile: str) -> Range:
    """Where no number is printed: the greatest low that the words set, and as best the number that the
    profile puts in place of the words, if it does."""
    found = stand_in(figures, profile)
    lows = [f.low for f in figures if f.low is not None]
    return max(lows, default=None), found[0] if found else None, None


def _latest(sharp: tuple[Figure, ...], context: Context) -> Range:
    """What stands last: the newest figure and those of the same day that fit it."""
    newest = max(sharp, key=lambda f: (moment(context, f), f.qualifier == "exact", f.number or 0, f.id))
    day = context.day(newest)
    now = tuple(f for f in sharp if context.day(f) == day and fits(f, newest))
    exact = [f.number for f in now if f.qualifier == "exact" and f.number is not None]
    return around(now, max(exact)) if exact else shared(now, context)


def _best_supported(
    sharp: tuple[Figure, ...], positions: tuple[Position, ...], context: Context
) -> Scalar | None:
    """The value with most independent origins, then most originals; the lower of equals, as UCDP
    counts conservatively."""
    if not positions:
        return min(f.number for f in sharp if f.number is not None)
    strongest = max(positions, key=lambda p: (context.independent(p.origins), p.families, -p.value))
    return strongest.value


def around(sharp: tuple[Figure, ...], best: Scalar | None) -> Range:
    """Around an exact best value: bounds widen it, a rounded number ("about") counts as printed."""
    lows = [f.number if f.qualifier == "about" or f.low is None else f.low for f in sharp]
    highs = [f.number if f.qualifier == "about" or f.high is None else f.high for f in sharp]
    ends = [best] if best is not None else []
    low = min([*(x for x in lows if x is not None), *ends], default=None)
    return low, best, max([*(x for x in highs if x is not None), *ends], default=None)


def shared(sharp: tuple[Figure, ...], context: Context) -> Range:
    """No exact value: what all words allow; best is the newest number said to be about it, else the
    highest bound printed."""
    about = [f for f in sharp if f.qualifier in ("about", "range")]
    pool = about or list(sharp)
    key = (
        (lambda f: (moment(context, f), f.id)) if about else (lambda f: (str(f.number or 0).zfill(20), f.id))
    )
    best = max(pool, key=key).number
    lows = [f.low for f in sharp if f.low is not None]
    highs = [f.high for f in sharp if f.high is not None]
    low, high = max(lows, default=None), min(highs, default=None)
    if best is not None and low is not None and low > best:
        low = best
    if best is not None and high is not None and high < best:
        high = best
    return low, best, high
