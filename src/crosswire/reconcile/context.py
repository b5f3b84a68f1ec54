"""What every part of the reconciliation looks things up in: one frozen value, built once a run."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from crosswire.reconcile.independence import count_independent, originals_behind, origins_behind
from crosswire.reconcile.profiles import NEUTRAL, profiled
from crosswire.types import Annotations, Entity, Figure, Links, Origin, Quote, Report, Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """Reports, what they say and how they hang together, by id. `sigla` are R1, R2, … in order."""

    reports: dict[str, Report]
    annotations: dict[str, Annotations]
    links: Links
    sigla: dict[str, str]
    entities: dict[str, Entity]
    figures: dict[str, Figure]
    quotes: dict[str, Quote]
    speakers: dict[str, str]
    threshold: int
    profile: str = NEUTRAL

    def originals(self, spans: Iterable[Span]) -> tuple[str, ...]:
        """The ids of the originals behind the passages where `spans` stand."""
        return originals_behind(spans, self.links.families, self.links.lineage)

    def origins(self, claims: Iterable[tuple[Span, str | None]]) -> tuple[Origin, ...]:
        """Whose word the claims (span, entity id that says it or None) are."""
        return origins_behind(claims, self.links.families, self.links.lineage)

    def independent(self, origins: Iterable[Origin]) -> int:
        """How many of the origins do not rest on one another."""
        return count_independent(origins)

    def faults(self, report: str) -> tuple[int, int]:
        """How far a report's wording is to be trusted, less is better: garbled names, then signs of
        machine translation."""
        garbled = sum(f.corrupted and f.span.report == report for e in self.links.entities for f in e.forms)
        return garbled, int(self.reports[report].provenance.machine_translated is True)

    def day(self, figure: Figure) -> str | None:
        """The last day that the figure speaks of, else the day its report speaks from."""
        if figure.as_of and (figure.as_of.end or figure.as_of.start):
            return (figure.as_of.end or figure.as_of.start or "")[:10]
        return self.annotations[figure.span.report].anchor

    def origin_name(self, origin: Origin) -> str:
        """The origin in words: an entity's name, or the first carrier's own voice."""
        if origin.entity:
            entity = self.entities.get(origin.entity)
            return entity.name if entity else origin.entity
        family = next((f for f in self.links.families if f.id == origin.voice_of), None)
        if family is None:
            return "a report’s own voice"
        if family.agency and family.root is None:
            return f"{family.agency}, in its own voice"
        return f"{self.sigla[family.root or family.reports[0]]}, in its own voice"

    def label_of(self, report: str) -> str:
        """A report in words: its siglum and, where known, its publisher."""
        publisher = self.reports[report].publisher
        return f"{self.sigla[report]} ({publisher})" if publisher else self.sigla[report]


def build_context(
    reports: tuple[Report, ...],
    annotations: tuple[Annotations, ...],
    links: Links,
    *,
    threshold: int,
    profile: str = NEUTRAL,
) -> Context:
    """The lookups over all reports, in their given order; figures as the profile for vague numbers counts them."""
    annotations = profiled(annotations, profile)
    return Context(
        reports={r.id: r for r in reports},
        annotations={a.report: a for a in annotations},
        links=links,
        sigla={r.id: f"R{n}" for n, r in enumerate(reports, 1)},
        entities={e.id: e for e in links.entities},
        figures={f.id: f for a in annotations for f in a.figures},
        quotes={q.id: q for a in annotations for q in a.quotes},
        speakers=dict(links.speakers),
        threshold=threshold,
        profile=profile,
    )
