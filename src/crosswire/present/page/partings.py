"""Where accounts part, gravest first: both sides in the reports' own words, the judgement, its reason."""

from __future__ import annotations

from dataclasses import dataclass

from crosswire.types import Discrepancy, Origin, Side, Span

from .edition import Edition
from .marks import PARTINGS, Statement
from .support import Passage, Support, passages, support

_SEVERITIES = ("high", "medium", "low")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One side, with the words that take it."""

    text: str
    likely: bool
    passages: tuple[Passage, ...]
    support: Support | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Parting:
    """A discrepancy."""

    id: str
    discrepancy: str
    number: int
    kind: str
    severity: str
    summary: str
    readings: tuple[Reading, ...]
    verdict: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Partings:
    """The section, by severity."""

    high: tuple[Parting, ...]
    medium: tuple[Parting, ...]
    low: tuple[Parting, ...]


def partings(book: Edition) -> Partings:
    """All discrepancies, numbered through, gravest first, otherwise in the dossier's order."""
    ordered = sorted(book.dossier.findings.discrepancies, key=lambda d: _SEVERITIES.index(d.severity))
    made = [_parting(book, d, n) for n, d in enumerate(ordered, start=1)]
    return Partings(
        high=tuple(p for p in made if p.severity == "high"),
        medium=tuple(p for p in made if p.severity == "medium"),
        low=tuple(p for p in made if p.severity == "low"),
    )


def _parting(book: Edition, discrepancy: Discrepancy, number: int) -> Parting:
    statement = Statement(rank=PARTINGS + number, id=f"p{number}", label=f"Part {number}")
    readings = tuple(
        _reading(book, side, statement, likely=n == discrepancy.likely)
        for n, side in enumerate(discrepancy.sides)
    )
    likely = next((r.text for r in readings if r.likely), None)
    return Parting(
        id=statement.id,
        discrepancy=discrepancy.id,
        number=number,
        kind=discrepancy.kind,
        severity=discrepancy.severity,
        summary=discrepancy.summary,
        readings=readings,
        verdict="Not settled." if likely is None else f"Likely: {likely}.",
        why=discrepancy.why,
    )


def _reading(book: Edition, side: Side, statement: Statement, *, likely: bool) -> Reading:
    def voice(span: Span) -> Origin:
        """The entity that says the words, or the original's own voice."""
        for place, entity in book.claims.get(span.report, ()):
            if place.overlaps(span) and entity in book.entities:
                return Origin(entity=entity, voice_of=None)
        return Origin(entity=None, voice_of=book.original_of(span).family)

    return Reading(
        text=side.reading,
        likely=likely,
        passages=passages(book, side.evidence, statement),
        support=support(book, side.evidence, whose=voice) if side.evidence else None,
    )
