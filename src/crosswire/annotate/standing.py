"""How a report stands to each of its statements: asserted, denied, hedged or unverified. The one place that decides.

In: quotes, attributions or figures, and the caveats of their report. Out: the same with their modality. A
caveat counts where it governs the statement: denied before unverified before hedged. A denial is its denier's
stance: what activists say and the ministry denies stays asserted, by the activists, and the caveat says the rest.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from crosswire.types import Attribution, Caveat, Figure, Modality, Quote, Span

_RANK: dict[Modality, int] = {"asserted": 0, "hedged": 1, "unverified": 2, "denied": 3}


def stand_of(
    span: Span,
    caveats: Sequence[Caveat],
    *,
    source: Span | None,
    speaker: Span | None,
    cue: Span | None = None,
) -> Modality:
    """The modality of a statement at `span` that `source` asserts (None: the report), from its caveats."""
    found: Modality = "asserted"
    for caveat in caveats:
        counts = caveat.kind != "denied" or _is_deniers(caveat, source, speaker, cue)
        if counts and caveat.governs(span) and _RANK[caveat.kind] > _RANK[found]:
            found = caveat.kind
    return found


def _is_deniers(caveat: Caveat, source: Span | None, speaker: Span | None, cue: Span | None) -> bool:
    """Whether the statement is told only as what is denied: inside the denial, by its own source, or where the
    report itself denies it. What somebody else said before, or in another clause, stays that one's."""
    if caveat.source is None or (cue is not None and cue.overlaps(caveat.span)):
        return True
    if source is not None and _same(caveat.source, source):
        return True
    if speaker is not None and caveat.speaker is not None and _same(caveat.speaker, speaker):
        return True
    return not points_back(caveat)


def _same(one: Span, other: Span) -> bool:
    """Whether two namings stand at one place or are of one wording."""
    return one.overlaps(other) or one.text.casefold() == other.text.casefold()


def points_back(caveat: Caveat) -> bool:
    """Whether a denial is of what was told before it: in a sentence of its own, or in a clause with a denier of
    its own ("…, which the ministry denies")."""
    if caveat.scope.end > caveat.span.start:
        return False
    aside = caveat.source is not None and caveat.scope.end <= caveat.source.start < caveat.span.start
    return aside or caveat.scope.text.rstrip("”\"’') ")[-1:] in (".", "!", "?")


class Caveats:
    """The caveats of a report, those near a place looked up and not searched."""

    def __init__(self, caveats: Sequence[Caveat]) -> None:
        self.by_start = sorted(caveats, key=lambda c: (c.scope.start, c.scope.end))
        self.starts = [c.scope.start for c in self.by_start]

    def over(self, span: Span) -> list[Caveat]:
        """The caveats whose scope begins before the end of a stretch and does not end before it begins."""
        return [c for c in self.by_start[: bisect_left(self.starts, span.end)] if c.scope.end > span.start]


def with_standing(
    quotes: Sequence[Quote], attributions: Sequence[Attribution], caveats: Sequence[Caveat]
) -> tuple[tuple[Quote, ...], tuple[Attribution, ...]]:
    """Quotations and attributions with their modality."""
    known = Caveats(caveats)
    if not caveats:
        return tuple(quotes), tuple(attributions)
    told = tuple(
        replace(
            a,
            modality=stand_of(
                a.content, known.over(a.content), source=a.source, speaker=a.speaker, cue=a.cue
            ),
        )
        for a in attributions
    )
    spoken = tuple(
        replace(q, modality=stand_of(q.span, known.over(q.span), source=q.source, speaker=q.speaker))
        for q in quotes
    )
    return spoken, told


def settled(figures: Sequence[Figure], caveats: Sequence[Caveat]) -> tuple[Figure, ...]:
    """Figures with their modality; what is planned, or not so by the words themselves, stays as it was found."""
    known = Caveats(caveats)
    return tuple(_settled(f, known) for f in figures) if caveats else tuple(figures)


def _settled(figure: Figure, known: Caveats) -> Figure:
    if figure.measure in ("age", "duration", "population"):
        return figure
    found = stand_of(
        figure.number_span, known.over(figure.number_span), source=figure.source, speaker=figure.speaker
    )
    return replace(figure, modality=found) if _RANK[found] > _RANK[figure.modality] else figure
