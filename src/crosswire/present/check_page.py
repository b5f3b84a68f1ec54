"""A checked draft as one self-contained page: the draft with each statement marked, and what the reports have beside it.

In: a `DraftCheck`. Out: an HTML document as text. It asks nothing of a network and runs no script: a mark in the draft
leads to its note, a note back to its mark. Standing is told by shape and word as well as by colour. Everything from
the draft and the reports is escaped.
"""

from __future__ import annotations

import itertools
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from crosswire.present.check import STANDINGS, place
from crosswire.present.page.render import asset, environment
from crosswire.types import Annotations, Checked, DraftCheck, Report, Span

_SHAPES = {"found": "=", "fits": "≈", "departs": "≠", "nowhere": "?"}
_GRAVITY = {"departs": 0, "nowhere": 1, "fits": 2, "found": 3}
_FLAGGED = ("departs", "nowhere")
# Pieces of evidence shown for a statement, and letters of a sentence around one.
_EVIDENCE, _LETTERS = 5, 320


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A stretch of the draft that one and the same statement, or none, governs; `first` where it begins there. `starts`
    are the notes of other statements that begin with it, `ends` those of the flagged that end with it."""

    text: str
    note: Note | None
    first: bool
    starts: tuple[Note, ...]
    ends: tuple[Note, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Quoted:
    """Words of a report: what stands before them in their sentence, they themselves, what follows."""

    siglum: str
    name: str
    before: str
    words: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """What there is to say of a statement."""

    number: int
    statement: Checked
    shape: str
    where: str
    evidence: tuple[Quoted, ...]
    more: int


def check_html(check: DraftCheck) -> str:
    """The check as one HTML document."""
    sigla = {r.id: f"R{n}" for n, r in enumerate(check.dossier.reports, 1)}
    reports = {r.id: r for r in check.dossier.reports}
    said = {a.report: a for a in check.dossier.annotations}
    notes = tuple(_note(n, s, check.draft, sigla, reports, said) for n, s in enumerate(check.statements, 1))
    return (
        environment()
        .get_template("check.html.j2")
        .render(
            title=check.draft.title or check.draft.source,
            draft=check.draft,
            paragraphs=_paragraphs(check.draft, notes),
            flagged=[n for n in notes if n.statement.standing in _FLAGGED],
            standing=[n for n in notes if n.statement.standing not in _FLAGGED],
            counts=[(s, _SHAPES[s], check.count(s)) for s in STANDINGS],
            reports=[
                (sigla[r.id], r.publisher or r.source, r.title, r.published) for r in check.dossier.reports
            ],
            problems=[p.message for p in (*check.problems, *check.dossier.problems)],
            style=Markup(asset("page.css")),
        )
    )


def _note(
    number: int,
    statement: Checked,
    draft: Report,
    sigla: Mapping[str, str],
    reports: Mapping[str, Report],
    said: Mapping[str, Annotations],
) -> Note:
    line, column = place(draft, statement.span.start)
    return Note(
        number=number,
        statement=statement,
        shape=_SHAPES[statement.standing],
        where=f"line {line}, column {column}",
        evidence=tuple(
            _quoted(e, sigla[e.report], reports[e.report], said.get(e.report))
            for e in statement.evidence[:_EVIDENCE]
        ),
        more=max(0, len(statement.evidence) - _EVIDENCE),
    )


def _quoted(span: Span, siglum: str, report: Report, said: Annotations | None) -> Quoted:
    """The words with their sentence around them."""
    start, end = span.start, span.end
    if said is not None:
        starts = [s.start for s in said.sentences]
        n = bisect_right(starts, span.start) - 1
        if n >= 0 and said.sentences[n].end >= span.end:
            start, end = said.sentences[n].start, said.sentences[n].end
    start, end = max(start, span.start - _LETTERS), min(end, span.end + _LETTERS)
    return Quoted(
        siglum=siglum,
        name=report.publisher or report.title or report.source,
        before=report.text[start : span.start],
        words=span.text,
        after=report.text[span.end : end],
    )


def _paragraphs(draft: Report, notes: Sequence[Note]) -> list[list[Piece]]:
    """The draft's lines, each cut where a statement begins or ends."""
    edges = {0, len(draft.text)}
    for note in notes:
        edges |= {note.statement.span.start, note.statement.span.end}
    found: list[list[Piece]] = []
    at = 0
    for line in draft.text.split("\n"):
        inner = sorted(e for e in edges if at < e < at + len(line))
        cuts = [at, *inner, at + len(line)]
        if line.strip():
            found.append([_piece(draft, a, b, notes) for a, b in itertools.pairwise(cuts) if b > a])
        at += len(line) + 1
    return found


def _piece(draft: Report, start: int, end: int, notes: Sequence[Note]) -> Piece:
    over = [n for n in notes if n.statement.span.start <= start and end <= n.statement.span.end]
    first = min(
        over,
        key=lambda n: (
            _GRAVITY[n.statement.standing],
            n.statement.span.end - n.statement.span.start,
            n.number,
        ),
        default=None,
    )
    begun = [n for n in notes if n.statement.span.start == start]
    return Piece(
        text=draft.text[start:end],
        note=first,
        first=first in begun,
        starts=tuple(n for n in begun if n is not first),
        ends=tuple(n for n in notes if n.statement.span.end == end and n.statement.standing in _FLAGGED),
    )
