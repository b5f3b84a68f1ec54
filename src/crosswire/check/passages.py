"""Which sentences of the reports speak of what a sentence of the draft speaks of.

In: a dossier. Out: `Passages`: the sentences of all reports, indexed by the keys of their words, and a scorer. A
query is a set of weighted keys; a sentence scores the share of their weight that it holds, or its neighbours hold
at less. Rare words weigh most; words that no report has say little, since a paraphrase has its own words. A number is a
key of its value; the one that is checked is left out of its query.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from math import log

from crosswire.check.counts import Count, counts_of
from crosswire.check.words import Token, keys, tokens
from crosswire.types import Annotations, Dossier, Entity, Report, Span, Tally

# What a word is worth in the sentence next to the one that is scored, and in the one after that: the reader has
# them in mind, but something else may stand between.
_NEXT, _SECOND = 0.6, 0.3
# The weight that a word keeps in the query where no report has it.
_UNKNOWN = 0.35


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Passage:
    """A sentence of a report, its words, its numbers, and where it stands among all."""

    index: int
    span: Span
    report: Report
    said: Annotations
    tokens: tuple[Token, ...]
    keys: frozenset[str]
    counts: tuple[Count, ...]


@dataclass(frozen=True, kw_only=True, eq=False)
class Passages:
    """All sentences of all reports in the dossier's order."""

    dossier: Dossier
    items: tuple[Passage, ...]
    by_report: Mapping[str, tuple[Passage, ...]]
    cover: Mapping[str, Mapping[int, float]] = field(repr=False)
    reports_with: Mapping[str, frozenset[str]] = field(repr=False)

    @cached_property
    def sigla(self) -> dict[str, str]:
        """R1, R2, … by report id."""
        return {r.id: f"R{n}" for n, r in enumerate(self.dossier.reports, 1)}

    @cached_property
    def entities(self) -> dict[str, Entity]:
        """The entities by id."""
        return {e.id: e for e in self.dossier.links.entities}

    @cached_property
    def tallies(self) -> dict[str, Tally]:
        """The tally of each figure that has one, by the figure's id."""
        return {id: tally for tally in self.dossier.findings.tallies for id in tally.figures}

    @cached_property
    def forms(self) -> dict[str, tuple[tuple[Span, str], ...]]:
        """For each report the places of its names, with the entity of each."""
        found: dict[str, list[tuple[Span, str]]] = defaultdict(list)
        for entity in self.dossier.links.entities:
            for form in entity.forms:
                found[form.span.report].append((form.span, entity.id))
        return {report: tuple(sorted(rows)) for report, rows in found.items()}

    def weight(self, key: str) -> float:
        """How much a key tells: the inverse frequency of the sentences that hold it or stand beside one."""
        held = self.cover.get(key)
        size = len(self.items) + 1
        return log((size + 1) / (1 + (len(held) / 3 if held else 0))) * (1.0 if held else _UNKNOWN)

    def known(self, key: str) -> bool:
        """Whether any report has the word or one of its group."""
        return key in self.cover

    def scores(self, query: Mapping[str, float]) -> dict[int, float]:
        """For each sentence that holds something of the query the share of its weight that it holds, 0 to 1."""
        weighed = {k: w * self.weight(k) for k, w in query.items()}
        whole = sum(weighed.values())
        if not whole:
            return {}
        found: dict[int, float] = defaultdict(float)
        for key in sorted(weighed):
            for index, cover in self.cover.get(key, {}).items():
                found[index] += weighed[key] * cover
        return {index: score / whole for index, score in found.items()}

    def own(self, query: Mapping[str, float], passage: Passage) -> float:
        """As `scores`, for what stands in the sentence itself."""
        weighed = {k: w * self.weight(k) for k, w in query.items()}
        whole = sum(weighed.values())
        return sum(w for k, w in sorted(weighed.items()) if k in passage.keys) / whole if whole else 0.0

    def around(self, passage: Passage, before: int = 1, after: int = 1) -> tuple[Passage, ...]:
        """A passage with its neighbours in the report, in order."""
        row = self.by_report[passage.span.report]
        place = passage.index - row[0].index
        return row[max(0, place - before) : place + after + 1]

    def at(self, span: Span) -> Passage | None:
        """The sentence in which a span begins."""
        for passage in self.by_report.get(span.report, ()):
            if passage.span.start <= span.start < passage.span.end:
                return passage
        return None

    def cite(self, spans: Iterable[Span]) -> str:
        """The sigla of the reports of spans: "R1, R3"."""
        found = {self.sigla[s.report] for s in spans if s.report in self.sigla}
        ordered = sorted(found, key=lambda s: (len(s), s))
        return ", ".join(ordered[:6]) + (f" and {len(ordered) - 6} more" if len(ordered) > 6 else "")


def passages_of(dossier: Dossier) -> Passages:
    """The sentences of a dossier's reports, ready to be searched."""
    canonical = _canonical(dossier.links.entities)
    items: list[Passage] = []
    by_report: dict[str, tuple[Passage, ...]] = {}
    for report, said in zip(dossier.reports, dossier.annotations, strict=True):
        counts = counts_of(report, said)
        rows: list[Passage] = []
        for span in said.sentences:
            if not report.is_article(span.start, span.end):
                continue
            row = _passage(len(items) + len(rows), span, report, said, counts, canonical)
            rows.append(row)
        items += rows
        by_report[report.id] = tuple(rows)
    cover, somewhere = _cover(by_report.values())
    return Passages(
        dossier=dossier, items=tuple(items), by_report=by_report, cover=cover, reports_with=somewhere
    )


def _canonical(entities: Sequence[Entity]) -> dict[str, list[tuple[Span, frozenset[str]]]]:
    """By report, the places of forms that lack words of their entity's best name, with these words."""
    found: dict[str, list[tuple[Span, frozenset[str]]]] = defaultdict(list)
    for entity in entities:
        full = keys(entity.name)
        for form in entity.forms:
            more = full - keys(form.span.text)
            if more:
                found[form.span.report].append((form.span, more))
    return found


def _passage(
    index: int,
    span: Span,
    report: Report,
    said: Annotations,
    counts: Sequence[Count],
    canonical: Mapping[str, Sequence[tuple[Span, frozenset[str]]]],
) -> Passage:
    inside = tuple(c for c in counts if span.start <= c.core.start < span.end)
    found = with_numbers(tokens(report.text, span.start, span.end), inside)
    held = {t.key for t in found if t.key}
    for place, more in canonical.get(report.id, ()):
        if span.start <= place.start < span.end:
            held |= more
    return Passage(
        index=index,
        span=span,
        report=report,
        said=said,
        tokens=found,
        keys=frozenset(held),
        counts=inside,
    )


def with_numbers(words: Sequence[Token], counts: Sequence[Count]) -> tuple[Token, ...]:
    """The words of a sentence with its numbers among them, each as a key of its value."""
    marks = [
        Token(c.core.start, c.core.end, c.core.text, f"#{c.value}") for c in counts if c.value is not None
    ]
    return tuple(sorted((*words, *marks), key=lambda t: (t.start, t.end)))


def _cover(
    rows: Iterable[Sequence[Passage]],
) -> tuple[dict[str, dict[int, float]], dict[str, frozenset[str]]]:
    cover: dict[str, dict[int, float]] = defaultdict(dict)
    somewhere: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        for place, passage in enumerate(row):
            for key in passage.keys:
                somewhere[key].add(passage.span.report)
                for step, worth in ((0, 1.0), (-1, _NEXT), (1, _NEXT), (-2, _SECOND), (2, _SECOND)):
                    if 0 <= place + step < len(row):
                        held = cover[key]
                        index = row[place + step].index
                        held[index] = max(held.get(index, 0.0), worth)
    return dict(cover), {k: frozenset(v) for k, v in somewhere.items()}


def query_of(
    draft: Sequence[Sequence[Token]], place: int, near: tuple[int, int], without: Iterable[Span] = ()
) -> dict[str, float]:
    """The weighted keys around a statement: the words of its clause `near` in full, of its sentence by half, of the
    sentence before by a quarter. `draft` are the sentences' tokens, `place` the statement's sentence."""
    outside = tuple(without)
    found: dict[str, float] = {}
    for step, worth in ((0, 1.0), (-1, 0.25)):
        if not 0 <= place + step < len(draft):
            continue
        for token in draft[place + step]:
            if token.key is None or any(s.start < token.end and token.start < s.end for s in outside):
                continue
            here = worth
            if step == 0 and not (near[0] <= token.start < near[1]):
                here = 0.5
            found[token.key] = max(found.get(token.key, 0.0), here)
    return found
