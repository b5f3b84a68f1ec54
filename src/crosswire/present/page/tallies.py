"""The tallies as the page shows them: a chart each, the finding, its reason, the figures as a table.

Tallies that rest on a single figure of a lesser measure are listed in one table instead of drawn.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import get_args

from crosswire.types import Figure, Group, Measure, Origin, Scalar, Span, Tally

from .chart import Chart, chart
from .dates import interval_words
from .edition import Citation, Edition
from .marks import TALLIES, Statement
from .numbers import bounds_words, figure_label, number_words
from .paragraphs import piece_at
from .plain import clamp
from .support import Support, support

_HUMAN = ("killed", "injured", "detained", "missing", "displaced", "rescued")
# More charts than this no one reads; the rest stand in the table of figures given once or seldom.
_DRAWN = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A figure in a table: its words, how they are read, whose they are."""

    citation: Citation
    read_as: str
    struck: bool
    whose: str
    as_of: str
    original: str
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """A tally with its chart."""

    id: str
    title: str
    what: str
    status: str
    best: str
    low: str
    high: str
    chart: Chart
    support: Support
    why: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A tally in the table of the lesser ones."""

    id: str
    title: str
    what: str
    found: str
    status: str
    row: Row


@dataclass(frozen=True, slots=True, kw_only=True)
class Tallies:
    """The section: what is drawn, and what is listed."""

    drawn: tuple[Drawn, ...]
    listed: tuple[Listed, ...]


def tallies(book: Edition) -> Tallies:
    """The section of the tallies, measures in their usual order, the better attested first."""
    drawn: list[Drawn] = []
    listed: list[Listed] = []
    measures = {m: n for n, m in enumerate(get_args(Measure))}
    parties = {g: n for n, g in enumerate(get_args(Group))}
    ordered = sorted(
        book.dossier.findings.tallies,
        key=lambda t: (
            measures.get(t.measure, 99), -t.reports, parties.get(t.group, -1), t.unit or "", t.place or "", t.id,
        ),
    )  # fmt: skip
    for n, tally in enumerate(ordered, start=1):
        title = measure_name(tally.measure)
        label = clamp(", ".join(filter(None, (title, _what(tally)))), 44)
        statement = Statement(rank=TALLIES + n, id=f"t{n}", label=label)
        figures = sorted(
            (book.figures[i] for i in tally.figures if i in book.figures), key=lambda f: book.key(f.span)
        )
        if not figures:
            continue
        cited = [(f, book.cite(f.span, statement)) for f in figures]
        if len(drawn) < _DRAWN and (len(cited) > 1 or tally.measure in _HUMAN):
            drawn.append(_drawn(book, tally, statement.id, title, cited))
        else:
            listed.append(_listed(book, tally, statement.id, title, cited[0]))
    return Tallies(drawn=tuple(drawn), listed=tuple(listed))


def measure_name(measure: str) -> str:
    """A measure as a heading."""
    return {
        "share": "Shares",
        "cost": "Costs",
        "other": "Other counts",
        "limit": "Limits",
        "age": "Ages",
    }.get(measure, measure.replace("_", " ").capitalize())


def _what(tally: Tally) -> str:
    unit = {"persons": "people", "percent": "per cent"}.get(tally.unit or "", tally.unit or "")
    party = tally.label or (tally.group or "").replace("_", " ")
    if party and unit not in ("people", party):
        party = ", ".join(filter(None, (unit, party)))
    return ", ".join(filter(None, (party or unit, tally.place)))


def _best(tally: Tally) -> str:
    if tally.best is not None:
        return number_words(tally.best)
    low, high = tally.low, tally.high
    return "–" if low is None and high is None else _short(low, high)


def _short(low: Scalar | None, high: Scalar | None) -> str:
    if high is None:
        return f"{number_words(low)}+"
    if low is None:
        return f"≤ {number_words(high)}"
    return f"{number_words(low)}–{number_words(high)}"


def _drawn(
    book: Edition, tally: Tally, id: str, title: str, cited: Sequence[tuple[Figure, Citation]]
) -> Drawn:
    whose = {figure.span: _origin(book, figure) for figure, _ in cited}
    what = _what(tally)
    return Drawn(
        id=id,
        title=title,
        what=what,
        status=tally.status.replace("-", " "),
        best=_best(tally),
        low="open" if tally.low is None else number_words(tally.low),
        high="open" if tally.high is None else number_words(tally.high),
        chart=chart(book, tally, f"{title}, {what}" if what else title, cited),
        support=support(
            book,
            _standing(tally, cited),
            whose=whose.__getitem__,
            families=tally.families,
            origins=tally.origins,
            independent=tally.independent,
        ),
        why=tally.why,
        rows=tuple(_row(book, figure, citation) for figure, citation in cited),
    )


def _standing(tally: Tally, cited: Sequence[tuple[Figure, Citation]]) -> list[Span]:
    """The figures that the glyph counts: all that are not withdrawn."""
    return [f.span for f, _ in cited if f.modality != "denied"] or [f.span for f, _ in cited]


def _listed(book: Edition, tally: Tally, id: str, title: str, only: tuple[Figure, Citation]) -> Listed:
    return Listed(
        id=id,
        title=title,
        what=_what(tally),
        found=bounds_words(tally.low, tally.high) if tally.best is None else number_words(tally.best),
        status=tally.status.replace("-", " "),
        row=_row(book, *only),
    )


def _origin(book: Edition, figure: Figure) -> Origin:
    entity = book.speaker_of(figure.id)
    if entity is not None:
        return Origin(entity=entity.id, voice_of=None)
    return Origin(entity=None, voice_of=book.original_of(figure.span).family)


def _row(book: Edition, figure: Figure, citation: Citation) -> Row:
    original = book.original_of(figure.span)
    vague = ", vague" if figure.qualifier == "vague" else ""
    notes: list[str] = [] if figure.modality in ("asserted", "denied") else [figure.modality]
    piece = piece_at(book.by_report[figure.span.report].pieces, figure.span.start)
    if piece is not None and piece.kind is not None:
        notes.append(piece.kind.replace("_", " "))
    return Row(
        citation=citation,
        read_as=bounds_words(figure.low, figure.high) + vague
        if figure.low is not None or figure.high is not None
        else figure_label(figure),
        struck=figure.modality == "denied",
        whose=_whose(book, figure),
        as_of=interval_words(figure.as_of),
        original=original.name + (", copy" if citation.mark.copy else ""),
        note=", ".join(notes),
    )


def _whose(book: Edition, figure: Figure) -> str:
    entity = book.speaker_of(figure.id)
    if entity is not None:
        return entity.name
    named = figure.speaker or figure.source
    return " ".join(named.text.split()) if named is not None else "own voice"
