"""The tallies as the page shows them: what each story comes to, then a chart each, with reason and figures.

Parts stand behind their wholes. Tallies that rest on a single figure of a lesser measure are listed in one
table instead of drawn. What each figure is and adds is made in `notes`, the headlines in `tolls`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import get_args

from crosswire.types import Figure, Group, Measure, Scalar, Span, Tally

from .chart import Chart, chart
from .edition import Citation, Edition
from .marks import TALLIES, Statement
from .notes import Note, notes_of, origin
from .numbers import bounds_words, number_words
from .parties import Choice, choices, keys_of
from .plain import clamp
from .support import Support, support
from .tolls import Headline, headlines
from .verdict import Verdict, threshold_of, verdict
from .wholes import Placed, placed, relation_words, sides_words

_HUMAN = ("killed", "injured", "detained", "missing", "displaced", "rescued")
# More charts than this no one reads; the rest stand in the table of figures given once or seldom.
_DRAWN = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class PartOf:
    """The whole that a tally is a part of: its id on the page, its name, and how it is a part."""

    id: str
    name: str
    how: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A part of a tally, as its whole lists it."""

    id: str
    best: str
    name: str
    how: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """A tally with its chart, `tally` its id in the dossier; `notes` by figure, for its marks. `depth` is how deep it lies under
    wholes."""

    id: str
    tally: str
    title: str
    what: str
    status: str
    best: str
    low: str
    high: str
    chart: Chart
    support: Support
    why: str
    rows: tuple[Note, ...]
    notes: Mapping[str, Note]
    keys: tuple[str, ...]
    depth: int
    whole: PartOf | None
    parts: tuple[Part, ...]
    sides: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A tally in the table of the lesser ones."""

    id: str
    tally: str
    title: str
    what: str
    found: str
    status: str
    row: Note
    verdict: Verdict
    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tallies:
    """The section: what the stories come to, what is drawn, what is listed, and the filter's choices."""

    tolls: tuple[Headline, ...]
    drawn: tuple[Drawn, ...]
    listed: tuple[Listed, ...]
    choices: tuple[Choice, ...]


def tallies(book: Edition) -> Tallies:
    """The section of the tallies: measures in their usual order, the better attested first, parts behind
    their wholes."""
    known = [t for t in sorted(book.dossier.findings.tallies, key=_order) if _figures(book, t)]
    standing = placed(known, book.figures)
    ids = {p.tally.id: f"t{n}" for n, p in enumerate(standing, start=1)}
    drawn: list[Drawn] = []
    listed: list[Listed] = []
    for n, p in enumerate(standing, start=1):
        label = clamp(", ".join(filter(None, (measure_name(p.tally.measure), _what(p.tally)))), 44)
        statement = Statement(rank=TALLIES + n, id=ids[p.tally.id], label=label)
        cited = [(f, book.cite(f.span, statement, p.tally.originals)) for f in _figures(book, p.tally)]
        if len(drawn) < _DRAWN and (len(cited) > 1 or p.tally.measure in _HUMAN):
            drawn.append(_drawn(book, p, standing, ids, cited))
        else:
            listed.append(_listed(book, p.tally, ids[p.tally.id], cited))
    return Tallies(
        tolls=headlines(book, ids),
        drawn=tuple(drawn),
        listed=tuple(listed),
        choices=choices([*(d.keys for d in drawn), *(x.keys for x in listed)]),
    )


def _order(tally: Tally) -> tuple[int, int, int, str, str, str]:
    measures = {m: n for n, m in enumerate(get_args(Measure))}
    parties = {g: n for n, g in enumerate(get_args(Group))}
    return (
        measures.get(tally.measure, 99), -tally.reports, parties.get(tally.group, -1), tally.unit or "",
        tally.place or "", tally.id,
    )  # fmt: skip


def _figures(book: Edition, tally: Tally) -> list[Figure]:
    """The figures of a tally in the page's order."""
    return sorted(
        (book.figures[i] for i in tally.figures if i in book.figures), key=lambda f: book.key(f.span)
    )


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
    book: Edition,
    place: Placed,
    standing: Sequence[Placed],
    ids: Mapping[str, str],
    cited: Sequence[tuple[Figure, Citation]],
) -> Drawn:
    tally, id = place.tally, ids[place.tally.id]
    origins = {figure.span: origin(book, figure) for figure, _ in cited}
    title, what = measure_name(tally.measure), _what(tally)
    rows = notes_of(book, tally, id, cited)
    parts = [p.tally for p in standing if p.whole == tally.id]
    whole = next((p.tally for p in standing if p.tally.id == place.whole), None)
    return Drawn(
        id=id,
        tally=tally.id,
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
            whose=origins.__getitem__,
            found=tally,
        ),
        why=tally.why,
        rows=rows,
        notes={figure.id: row for (figure, _), row in zip(cited, rows, strict=True)},
        keys=keys_of(tally, [f for f, _ in cited]),
        depth=place.depth,
        whole=_part_of(whole, tally, ids),
        parts=tuple(_part(t, ids) for t in parts),
        sides=sides_words(tally, parts),
    )


def _part(tally: Tally, ids: Mapping[str, str]) -> Part:
    how = relation_words(tally)
    return Part(id=ids[tally.id], best=_best(tally), name=_what(tally), how=how)


def _part_of(whole: Tally | None, part: Tally, ids: Mapping[str, str]) -> PartOf | None:
    if whole is None:
        return None
    name = ", ".join(filter(None, (measure_name(whole.measure), _what(whole))))
    return PartOf(id=ids[whole.id], name=name, how=relation_words(part))


def _standing(tally: Tally, cited: Sequence[tuple[Figure, Citation]]) -> list[Span]:
    """The figures that the glyph counts: all that are not withdrawn."""
    return [f.span for f, _ in cited if f.modality != "denied"] or [f.span for f, _ in cited]


def _listed(book: Edition, tally: Tally, id: str, cited: Sequence[tuple[Figure, Citation]]) -> Listed:
    return Listed(
        id=id,
        tally=tally.id,
        title=measure_name(tally.measure),
        what=_what(tally),
        found=bounds_words(tally.low, tally.high) if tally.best is None else number_words(tally.best),
        status=tally.status.replace("-", " "),
        row=notes_of(book, tally, id, cited[:1])[0],
        verdict=verdict(tally, threshold_of(book.dossier)),
        keys=keys_of(tally, [f for f, _ in cited]),
    )
