"""What every part of the reconciliation looks things up in: one frozen value, built once a run."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from crosswire.reconcile.chains import (
    NO_MEDIA,
    Media,
    Via,
    media_of,
    passed_on,
    resting,
    resting_figures,
    unvouched_as_one,
)
from crosswire.reconcile.houses import NO_HOUSE, House, house_of_family, houses_of
from crosswire.reconcile.independence import (
    count_independent,
    families_by_report,
    fewest,
    loose_originals,
    one_a_house,
    originals_at,
    origins_behind,
)
from crosswire.reconcile.profiles import NEUTRAL, profiled
from crosswire.reconcile.report_tolls import report_tolls
from crosswire.reconcile.sentences import Held, with_shared_sentences
from crosswire.reconcile.tellers import Told, forms_of, teller, told_in
from crosswire.reconcile.twins import with_twins
from crosswire.types import (
    Annotations,
    Entity,
    Figure,
    Links,
    Origin,
    Quote,
    Report,
    Span,
    Toll,
    UtteranceMember,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """Reports, what they say and how they hang together, by id. `sigla` are R1, R2, … in order.

    `houses` are those in whose name reports speak; `tolls` what each report comes to, by report; `held`
    the originals by report; `loose` those that may be no others (`independence.loose_originals`); `media` whose report is which medium's; `rests` where figures rest that came
    through a medium, by id. What is looked up often is kept.
    """

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
    houses: Mapping[str, House] = field(default_factory=dict)
    tolls: Mapping[str, tuple[Toll, ...]] = field(default_factory=dict)
    media: Media = NO_MEDIA
    rests: Mapping[str, Span] = field(default_factory=dict)
    held: Held = field(default_factory=dict)
    loose: Mapping[str, frozenset[str]] = field(default_factory=dict)
    family_houses: dict[str, House] = field(default_factory=dict, compare=False, repr=False)
    forms: Mapping[Span, str] = field(default_factory=dict, compare=False, repr=False)
    told: dict[str, Told] = field(default_factory=dict, compare=False, repr=False)
    memo: dict[Span, tuple[str, ...]] = field(default_factory=dict, compare=False, repr=False)

    def originals(self, spans: Iterable[Span]) -> tuple[str, ...]:
        """The ids of the originals behind the passages where `spans` stand."""
        return tuple(sorted({o for span in spans for o in self._original(span)}))

    def _original(self, span: Span) -> tuple[str, ...]:
        found = self.memo.get(span)
        if found is None:
            found = self.memo[span] = originals_at(span, self.held)
        return found

    def originals_behind(self, spans: Iterable[Span]) -> tuple[str, ...]:
        """The fewest originals that explain passages which all tell one thing."""
        return fewest([self._original(span) for span in spans], self.loose)

    def originals_of(self, figures: Iterable[Figure]) -> tuple[str, ...]:
        """The originals behind figures of one count; a figure that a report has from a medium rests where
        that medium's word does."""
        return self.originals_behind(self.rests.get(f.id, f.span) for f in figures)

    def words_rest_on(self, members: Iterable[UtteranceMember]) -> tuple[Span, ...]:
        """For each part of a quote that renders one utterance, the passage that it rests on."""
        return resting([(m.span, self.via_of(m)) for m in members], self.media)

    def via_of(self, member: UtteranceMember) -> Via:
        """Through whom the words of a quote came."""
        return self.quotes[member.quote].via if member.quote in self.quotes else ()

    def passages_rest_on(self, spans: Iterable[Span]) -> tuple[Span, ...]:
        """For each passage, all of which tell one thing, the passage that it rests on."""
        return resting([(s, self.passed_on(s)) for s in spans], self.media)

    def passed_on(self, span: Span) -> Via:
        """Through whom a passage came."""
        return passed_on(self.annotations[span.report])(span)

    def teller(self, span: Span) -> str | None:
        """The entity whose word a passage is by its report's attributions; None is the report's own."""
        if span.report not in self.told:
            self.told[span.report] = told_in(self.annotations[span.report], self.speakers, self.forms)
        return teller(span, self.told[span.report])

    def _house(self, original: str) -> House:
        if not self.family_houses:
            self.family_houses.update({f.id: house_of_family(f, self.houses) for f in self.links.families})
        return self.family_houses[original]

    def hands(self, figures: Iterable[Figure]) -> int:
        """How many houses' originals are behind figures: two messages of one publisher are one."""
        behind = {o: self._house(o) for o in self.originals_of(figures)}
        return len(one_a_house(behind, behind))

    def origins(self, claims: Iterable[tuple[Span, str | None]]) -> tuple[Origin, ...]:
        """Whose word the claims (span, entity id that says it or None) are."""
        return origins_behind(
            claims, self.links.families, self.links.lineage, self.houses, self.held, self.loose
        )

    def origins_of(self, figures: Iterable[Figure]) -> tuple[Origin, ...]:
        """Whose word figures are. What a report's title says bare is the word of whom its body, or its
        house elsewhere, names for the same number."""
        told = sorted(figures, key=lambda f: f.span)
        named = {
            (self.house_key(f.span.report), f.measure, f.number): self.speakers[f.id]
            for f in told
            if f.id in self.speakers
        }
        loose = unvouched_as_one(f for f in told if f.id not in self.speakers and f.id not in self.rests)
        return self.origins(
            (
                self.rests.get(f.id) or loose.get(f.id, f.span),
                self.speakers.get(f.id) or named.get((self.house_key(f.span.report), f.measure, f.number)),
            )
            for f in told
        )

    def own_voice(self, span: Span) -> frozenset[str]:
        """By what the own voice of a passage is known: the houses of its originals, else those themselves."""
        known: set[str] = set()
        for original in self.originals([span]):
            names = self._house(original).names
            known |= {f"house {n}" for n in names} or {f"original {original}"}
        return frozenset(known)

    def house_key(self, report: str) -> str:
        """What a report's own voice is known by: its house's first name, else its id."""
        names = self.houses.get(report, NO_HOUSE).names
        return f"house {min(names)}" if names else f"report {report}"

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
    speakers = dict(links.speakers)
    houses = houses_of(reports, links.entities)
    media = media_of(reports, houses, links.entities)
    return Context(
        reports={r.id: r for r in reports},
        annotations={a.report: a for a in annotations},
        links=links,
        sigla={r.id: f"R{n}" for n, r in enumerate(reports, 1)},
        entities={e.id: e for e in links.entities},
        figures={f.id: f for a in annotations for f in a.figures},
        quotes={q.id: q for a in annotations for q in a.quotes},
        speakers=speakers,
        threshold=threshold,
        profile=profile,
        media=media,
        rests=resting_figures(annotations, speakers, media),
        houses=houses,
        loose=loose_originals(links.families, links.lineage, {r.id: r for r in reports}),
        held=with_shared_sentences(
            with_twins(families_by_report(links.families), links.lineage), annotations, links.apart
        ),
        forms=forms_of(links.entities),
        tolls={r.id: report_tolls(r, a) for r, a in zip(reports, annotations, strict=True)},
    )
