"""A report's text with what it says: pieces in order, and where figures, quotations and names stand in them.

In: a report with its annotations. Out: frozen values for twins, and for pages the same as runs of marked text. Nothing is left
out: what is not article is there, and said to be so.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from pydantic import BaseModel, Field

from crosswire.errors import UsageError
from crosswire.present.page.marks import marked
from crosswire.present.page.paragraphs import cut
from crosswire.serve.lines import Number
from crosswire.store.database.question import terms_of
from crosswire.store.database.snippets import marked as found_in
from crosswire.types import Annotations, Figure, Quote, Report, Span

MarkKind = Literal["figure", "quote", "name", "word"]
# Which kind a stretch is shown as where several begin and end alike.
_FIRST: tuple[MarkKind, ...] = ("word", "figure", "name", "quote")


class MarkTold(BaseModel, frozen=True):
    """A stretch that says something: half-open offsets in code points of `text`."""

    kind: MarkKind
    start: int
    end: int
    text: str
    number: Number = None
    low: Number = None
    high: Number = None
    measure: str | None = None
    group: str | None = None
    label: str | None = None
    unit: str | None = None
    by: str | None = Field(None, description="who says it, as printed; null is the report’s own voice")
    modality: str | None = Field(None, description="asserted, denied, hedged or unverified")
    type: str | None = Field(None, description="of a name: PERSON, ORG, GPE, …")


class PieceTold(BaseModel, frozen=True):
    """A stretch of the text to be shown: its paragraph's number (null: the title), and what it is where it is not article."""

    number: int | None
    kind: str | None
    start: int
    end: int
    opens: bool = Field(description="whether it begins its paragraph")


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A bit of a piece as a page shows it: "open" with kind and id, "text", or "close"."""

    step: str
    text: str = ""
    kind: str = ""
    id: str | None = None


class ReadText(BaseModel, frozen=True):
    """A report's whole text and what it says."""

    text: str
    pieces: tuple[PieceTold, ...]
    marks: tuple[MarkTold, ...]

    def runs(self, piece: PieceTold) -> Iterator[Run]:
        """A piece in bits, its marks properly nested however they overlap."""
        kinds = {(m.start, m.end): m.kind for m in sorted(self.marks, key=lambda m: -_FIRST.index(m.kind))}
        here = [s for s in kinds if s[0] < piece.end and piece.start < s[1]]
        for token in marked(self.text, piece.start, piece.end, here, prefix="w"):
            if token.kind == "open":
                name = token.id or token.of or ""
                start, end = (int(n) for n in name.split("-")[1:3])
                yield Run(step="open", kind=kinds[start, end], id=token.id)
            else:
                yield Run(step=token.kind, text=token.text)

    def of(self, kind: MarkKind) -> tuple[MarkTold, ...]:
        """The marks of one kind, in the text's order."""
        return tuple(sorted((m for m in self.marks if m.kind == kind), key=lambda m: (m.start, m.end)))


def read_text(report: Report, said: Annotations, *, words: str | None = None) -> ReadText:
    """The text of a report and what it says; `words` are marked as a search marks them."""
    pieces = tuple(
        PieceTold(number=p.number, kind=p.kind, start=p.start, end=p.end, opens=p.opens) for p in cut(report)
    )
    marks = [_figure(f) for f in (*said.figures, *said.individuals)]
    marks += [_quote(q) for q in said.quotes]
    marks += [_mark("name", m.span, type=m.type) for m in said.mentions if m.kind in ("name", "acronym")]
    marks += [_mark("word", report.span(*place)) for place in _words(report.text, words)]
    return ReadText(text=report.text, pieces=pieces, marks=tuple(marks))


def _words(text: str, words: str | None) -> Iterable[tuple[int, int]]:
    try:
        return found_in(text, [term for term in terms_of(words or "") if not term.absent])
    except UsageError:
        return ()


def _figure(figure: Figure) -> MarkTold:
    return _mark(
        "figure",
        figure.span,
        number=figure.number,
        low=figure.low,
        high=figure.high,
        measure=figure.measure,
        group=figure.group,
        label=figure.label,
        unit=figure.unit,
        by=_by(figure.speaker or figure.source),
        modality=figure.modality,
    )


def _quote(quote: Quote) -> MarkTold:
    return _mark("quote", quote.span, by=_by(quote.speaker or quote.source), modality=quote.modality)


def _by(span: Span | None) -> str | None:
    return " ".join(span.text.split()) if span is not None else None


def _mark(kind: MarkKind, span: Span, **more: object) -> MarkTold:
    return MarkTold.model_validate(
        {"kind": kind, "start": span.start, "end": span.end, "text": span.text} | more
    )
