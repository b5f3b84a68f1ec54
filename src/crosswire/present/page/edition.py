"""What every section looks things up in: reports with their sigla, originals, figures, quotes, names.

In: a dossier. Out: an `Edition`, built once a page. A `Citation` is how the page refers to words of a
report: the siglum, the paragraph, the sign of the original, and the id of the words' mark. Ids hold
only our own numbers, never anything that a report says.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from crosswire.present.doubts import doubt_in_words, doubts_in_order
from crosswire.types import Caveat, Chain, Dossier, Entity, Figure, Quote, Report, Span

from .dates import day_of, moment_of
from .lines import Lines, lines
from .marks import Register, Statement
from .originals import Mark, Original, Originals, originals
from .paragraphs import Piece, cut, piece_at
from .plain import file_name, language_tag
from .reserves import reserves


@dataclass(frozen=True, slots=True, kw_only=True)
class Witness:
    """A report in this edition: its siglum, a name to call it by, its text in pieces."""

    report: Report
    number: int
    name: str
    pieces: tuple[Piece, ...]
    anchor: str | None

    @property
    def day(self) -> date | None:
        """The day that the report speaks from: as the link stage found it, else its date of publication."""
        return day_of(self.anchor) or day_of(self.report.published)

    @property
    def moment(self) -> datetime | None:
        """The same with the time of publication, where the two agree on the day; else noon."""
        day, published = self.day, moment_of(self.report.published)
        if day is None or (published is not None and published.date() == day):
            return published
        return datetime(day.year, day.month, day.day, 12)

    @property
    def siglum(self) -> str:
        """R1, R2, … in order of time."""
        return f"R{self.number}"

    @property
    def id(self) -> str:
        """The id of the report's article on the page."""
        return f"r{self.number}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """Words of a report, as the page refers to them."""

    span: Span
    id: str
    siglum: str
    place: str
    mark: Mark
    language: str | None
    name: str
    number: int
    reserves: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """The reports in order and everything that is looked up by id; `register` gathers what is cited.

    `texts` is whether the reports' texts are shown, or only the words that are cited.
    `figures` holds the individuals too; `sentences` go by report, in the text's order; `chains` by the
    words that came through somebody else; `doubts`, of times, by report.
    """

    dossier: Dossier
    witnesses: tuple[Witness, ...]
    by_report: dict[str, Witness]
    originals: Originals
    figures: dict[str, Figure]
    sentences: dict[str, tuple[Span, ...]]
    caveats: dict[str, tuple[Caveat, ...]]
    quotes: dict[str, Quote]
    entities: dict[str, Entity]
    speakers: dict[str, str]
    claims: dict[str, tuple[tuple[Span, str], ...]]
    chains: dict[Span, Chain]
    doubts: dict[str, tuple[str, ...]]
    lines: Lines
    register: Register
    texts: bool = True

    def cite(self, span: Span, statement: Statement | None = None, behind: Sequence[str] = ()) -> Citation:
        """A reference to a span; with a statement, the words will point back to it; `behind` are the
        originals that the statement stands on."""
        witness = self.by_report[span.report]
        if statement is not None:
            self.register.add(span, statement)
        return Citation(
            span=span,
            id=word_id(witness.number, span),
            siglum=witness.siglum,
            place=place_in(witness, span.start),
            mark=self.originals.mark(span, behind),
            language=language_tag(witness.report.language),
            name=witness.name,
            number=witness.number,
            reserves=reserves(self.caveats.get(span.report, ()), span),
        )

    def key(self, span: Span) -> tuple[int, int, int]:
        """The order of spans on the page: by report in time, then by place."""
        return (self.by_report[span.report].number, span.start, span.end)

    def speaker_of(self, claim: str) -> Entity | None:
        """The entity that says a quote or figure, by its id."""
        return self.entities.get(self.speakers.get(claim, ""))

    def original_of(self, span: Span) -> Original:
        """The original that a span descends from."""
        return self.originals.of(span)


def word_id(number: int, span: Span) -> str:
    """The id of a mark: the report's number and the offsets."""
    return f"w{number}-{span.start}-{span.end}"


def place_in(witness: Witness, offset: int) -> str:
    """Where in a report an offset lies: "¶3" or "title", with its time code or page where it has one."""
    piece = piece_at(witness.pieces, offset)
    if piece is None:
        return ""
    place = "title" if piece.number is None else f"¶{piece.number}"
    location = witness.report.located(offset, offset + 1)
    return f"{place}, {location.partition('.')[0]}" if location else place


def edition(dossier: Dossier, *, texts: bool = True) -> Edition:
    """The edition of a dossier, with the reports' texts or without. Sigla follow the dossier's own order, as the
    findings' texts do."""
    reports = dossier.reports
    anchors = {a.report: a.anchor for a in dossier.annotations}
    witnesses = tuple(
        Witness(
            report=r,
            number=n,
            name=r.publisher or file_name(r.source),
            pieces=cut(r),
            anchor=anchors.get(r.id),
        )
        for n, r in enumerate(reports, start=1)
    )
    figures = {f.id: f for a in dossier.annotations for f in (*a.figures, *a.individuals)}
    quotes = {q.id: q for a in dossier.annotations for q in a.quotes}
    tallied = [figures[i].span for t in dossier.findings.tallies for i in t.figures if i in figures]
    behind = originals(
        reports, dossier.links.families, dossier.links.lineage, tallied, dossier.findings.chains
    )
    return Edition(
        dossier=dossier,
        witnesses=witnesses,
        by_report={w.report.id: w for w in witnesses},
        originals=behind,
        lines=lines(dossier, behind),
        figures=figures,
        sentences={a.report: a.sentences for a in dossier.annotations},
        caveats={a.report: a.caveats for a in dossier.annotations},
        quotes=quotes,
        entities={e.id: e for e in dossier.links.entities},
        speakers=dict(dossier.links.speakers),
        claims=_claims(dossier.links.speakers, figures, quotes),
        chains={c.words: c for c in dossier.findings.chains if c.on.report in anchors},
        doubts=_doubts(dossier),
        register=Register(),
        texts=texts,
    )


def _doubts(dossier: Dossier) -> dict[str, tuple[str, ...]]:
    """By report, what is doubted of its times, in sentences."""
    out: dict[str, list[str]] = {}
    for doubt in doubts_in_order(dossier):
        out.setdefault(doubt.report, []).append(doubt_in_words(doubt))
    return {report: tuple(said) for report, said in out.items()}


def _claims(
    speakers: Iterable[tuple[str, str]], figures: dict[str, Figure], quotes: dict[str, Quote]
) -> dict[str, tuple[tuple[Span, str], ...]]:
    """By report, the spans of figures and quotes with the entity that says them."""
    out: dict[str, list[tuple[Span, str]]] = {}
    for claim, entity in speakers:
        held = figures.get(claim) or quotes.get(claim)
        if held is not None:
            out.setdefault(held.span.report, []).append((held.span, entity))
    return {report: tuple(claims) for report, claims in out.items()}


def sorted_spans(book: Edition, spans: Iterable[Span]) -> list[Span]:
    """Distinct spans in the page's order."""
    return sorted(set(spans), key=book.key)
