"""The reports in full: every paragraph, the words that statements rest on marked, links back beside them.

Long reports are folded: paragraphs that carry evidence, and their neighbours, stand open; runs of others
are closed. Nothing is left out.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from crosswire.types import Report

from .dates import stamp_words
from .edition import Edition, Witness
from .language_names import language_name
from .marks import PLACES, Statement, Token, marked
from .originals import Mark
from .paragraphs import Piece
from .plain import language_tag, safe_address

# A report longer than this (characters) or than so many pieces is folded: about four printed pages.
_LONG, _PIECES = 12_000, 60
# Links back that stand open beside a paragraph.
_BACK = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A piece of text with its marks and the statements that rest on it."""

    id: str
    label: str
    kind: str | None
    mark: Mark | None
    tokens: tuple[Token, ...]
    back: tuple[Statement, ...]
    more: tuple[Statement, ...]
    twin: tuple[str, str] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """Paragraphs that stand together, open or folded."""

    folded: bool
    paragraphs: tuple[Paragraph, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """A report as printed here."""

    id: str
    report: str
    siglum: str
    name: str
    marks: tuple[Mark, ...]
    date: str
    language: str | None
    language_name: str
    descent: str
    address: str | None
    source: str
    credits: tuple[str, ...]
    told: tuple[str, ...]
    notices: tuple[str, ...]
    provenance: str
    title: Paragraph | None
    plain_title: str
    runs: tuple[Run, ...]


def articles(book: Edition, descents: dict[str, str]) -> tuple[Article, ...]:
    """All reports in order; `descents` says by report how each descends. Call it when all else has cited."""
    return tuple(_article(book, w, descents.get(w.report.id, "")) for w in book.witnesses)


def _article(book: Edition, witness: Witness, descent: str) -> Article:
    report = witness.report
    make = _maker(book, witness)
    titles = [p for p in witness.pieces if p.number is None]
    body = [make(p) for p in witness.pieces if p.number is not None]
    machine = report.provenance.machine_translated
    spoken = language_name(report.language) + (", by its signs machine-translated" if machine else "")
    return Article(
        id=witness.id,
        report=report.id,
        siglum=witness.siglum,
        name=witness.name,
        marks=tuple(_signs(book, witness)),
        date=stamp_words(report.published),
        language=language_tag(report.language),
        language_name=spoken,
        descent=descent,
        address=safe_address(report.address),
        source=report.source,
        credits=report.credits,
        told=_told(report),
        notices=(*report.notices, *book.doubts.get(report.id, ())),
        provenance=report.provenance.why if machine else "",
        title=make(_joined(titles)) if titles else None,
        plain_title=report.title or witness.name,
        runs=_runs(body, long=len(report.text) > _LONG or len(body) > _PIECES),
    )


def _told(report: Report) -> tuple[str, ...]:
    """What else the source says of the report: who signed it, who passed it on, when it was changed."""
    changed = report.updated if report.updated and report.updated != report.published else None
    told = (
        report.byline and f"by {report.byline}",
        report.carrier and f"passed on by {report.carrier}",
        changed and f"updated {stamp_words(changed)}",
        report.item and report.item.version != "1" and f"version {report.item.version}",
    )
    return tuple(str(words) for words in told if words)


def _joined(titles: Sequence[Piece]) -> Piece:
    return Piece(start=titles[0].start, end=titles[-1].end, number=None, kind=None, opens=True)


def _signs(book: Edition, witness: Witness) -> list[Mark]:
    return [
        Mark(
            key=o.key,
            letter=o.letter,
            copy=o.root != witness.report.id and _carried_before(book, witness, o.reports),
        )
        for o in book.originals.of_report[witness.report.id]
    ]


def _carried_before(book: Edition, witness: Witness, reports: tuple[str, ...]) -> bool:
    return reports[0] != witness.report.id


def _maker(book: Edition, witness: Witness) -> Callable[[Piece], Paragraph]:
    """Makes paragraphs of one report, in order, keeping its place among the sorted marks."""
    report = witness.report
    spans = book.register.spans(report.id)
    quiet = {s for s in spans if all(x.rank >= PLACES for x in book.register.statements(report.id, (s,)))}
    seen: set[int | None] = set()

    def make(piece: Piece) -> Paragraph:
        here = [s for s in spans if s[0] < piece.end and piece.start < s[1]]
        backs = book.register.statements(report.id, here)
        words = report.span(piece.start, piece.end)
        original = book.originals.of(words)
        twin = (
            book.originals.twin(words, original) if piece.kind is None and piece.number is not None else None
        )
        label = "" if piece.number is None or not piece.opens or piece.number in seen else f"¶{piece.number}"
        seen.add(piece.number)
        return Paragraph(
            id=f"{witness.id}c{piece.start}",
            label=label,
            kind=piece.kind.replace("_", " ") if piece.kind else None,
            mark=None if piece.kind else book.originals.mark(words),
            tokens=marked(
                report.text, piece.start, piece.end, here, prefix=f"w{witness.number}", quiet=quiet
            ),
            back=backs[:_BACK],
            more=backs[_BACK:],
            twin=_twin(book, twin),
        )

    return make


def _twin(book: Edition, report: str | None) -> tuple[str, str] | None:
    if report is None:
        return None
    witness = book.by_report[report]
    return (witness.id, witness.siglum)


def _runs(paragraphs: list[Paragraph], *, long: bool) -> tuple[Run, ...]:
    if not long:
        return (Run(folded=False, paragraphs=tuple(paragraphs)),)
    carrying = {n for n, p in enumerate(paragraphs) if p.back} | {0, 1}
    open_ = {m for n in carrying for m in (n - 1, n, n + 1)}
    runs: list[tuple[bool, list[Paragraph]]] = []
    for n, paragraph in enumerate(paragraphs):
        folded = n not in open_
        if not runs or runs[-1][0] != folded:
            runs.append((folded, []))
        runs[-1][1].append(paragraph)
    return tuple(Run(folded=f and len(ps) > 1, paragraphs=tuple(ps)) for f, ps in runs)
