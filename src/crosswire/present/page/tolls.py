"""What each story comes to, as the line that heads its tallies, and the persons whom no number counts.

In: the tolls of a dossier. Out: a headline a story, its wholes first and under each the parts told of it; a
number leads to its tally where that is on the page, and to the words of the telling figure. Where a toll rests
on persons without a number, they are listed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import get_args

from crosswire.types import Figure, Measure, Story, Tally, Toll

from .edition import Citation, Edition
from .marks import TALLIES, Statement
from .notes import Note, notes_of
from .numbers import bounds_words, number_words

# Whom a toll may be narrowed to, in the order of the line, with the words for several and for one.
_PARTIES = {
    "all": ("", ""),
    "civilians": ("civilians", "civilian"),
    "combatants": ("combatants", "combatant"),
    "children": ("children", "child"),
    "women": ("women", "woman"),
}
# Persons listed under one headline; beyond, a reader goes to the reports.
_LISTED = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One toll: its number in words, what it is of, what the accounts allow where that is wider."""

    number: str
    what: str
    bounds: str
    implied: bool
    tally: str | None
    citation: Citation | None
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Total:
    """The toll of one measure (None where only parts of it are told), and the parts told of it."""

    whole: Line | None
    parts: tuple[Line, ...]
    measure: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Headline:
    """The tolls of one story; `title` is None where it is the only one. `whys` are (of what, why)."""

    id: str
    title: str | None
    totals: tuple[Total, ...]
    whys: tuple[tuple[str, str], ...]
    persons: tuple[Note, ...]
    more: int


def headlines(book: Edition, tally_ids: Mapping[str, str]) -> tuple[Headline, ...]:
    """The headlines, story by story. `tally_ids` gives the page's id of each tally that is on it."""
    stories = book.dossier.findings.stories
    of_story: dict[str, list[Toll]] = {}
    for toll in book.dossier.findings.tolls:
        story = _story(book, toll, stories)
        if story is not None:
            of_story.setdefault(story, []).append(toll)
    told = [s for s in stories if s.id in of_story]
    return tuple(
        _headline(book, n, story, of_story[story.id], tally_ids, alone=len(stories) == 1)
        for n, story in enumerate(told, start=1)
    )


def _story(book: Edition, toll: Toll, stories: Sequence[Story]) -> str | None:
    """The story of a toll: that of its figures' report, else the one that its id begins with."""
    for figure in toll.figures:
        if figure in book.figures:
            report = book.figures[figure].span.report
            return next((s.id for s in stories if report in s.reports), None)
    return max((s.id for s in stories if toll.id.startswith(s.id)), key=len, default=None)


def _headline(
    book: Edition, n: int, story: Story, tolls: Sequence[Toll], tally_ids: Mapping[str, str], *, alone: bool
) -> Headline:
    id = f"toll{n}"
    statement = Statement(rank=TALLIES, id=id, label="What it comes to")
    order = list(_PARTIES)
    lines = {
        t.id: _line(book, t, statement, tally_ids) for t in sorted(tolls, key=lambda t: (t.measure, t.id))
    }
    totals = []
    for measure in get_args(Measure):
        mine = sorted((t for t in tolls if t.measure == measure), key=lambda t: (order.index(t.party), t.id))
        if mine:
            whole = next((lines[t.id] for t in mine if t.party == "all"), None)
            parts = tuple(lines[t.id] for t in mine if t.party != "all")
            totals.append(Total(whole=whole, parts=parts, measure=measure.replace("_", " ")))
    persons = _persons(book, tolls)
    cited = [(f, book.cite(f.span, statement)) for f in persons[:_LISTED]]
    every = [line for total in totals for line in (*filter(None, (total.whole,)), *total.parts)]
    return Headline(
        id=id,
        title=None if alone else story.title,
        totals=tuple(totals),
        whys=tuple((f"{line.number} {line.what}", line.why) for line in every if line.why),
        persons=notes_of(book, None, id, cited),
        more=max(0, len(persons) - _LISTED),
    )


def _persons(book: Edition, tolls: Sequence[Toll]) -> list[Figure]:
    """The persons without a number on whom any of the tolls rests, in the page's order."""
    held = {
        i: book.figures[i] for t in tolls for i in t.figures if i in book.figures and book.figures[i].implied
    }
    return sorted(held.values(), key=lambda f: (book.key(f.span), f.id))


def _line(book: Edition, toll: Toll, statement: Statement, tally_ids: Mapping[str, str]) -> Line:
    telling = next((book.figures[i] for i in toll.figures if i in book.figures), None)
    several, one = _PARTIES[toll.party]
    what = (one if toll.number == 1 else several) or toll.measure.replace("_", " ")
    silent = toll.number == 0 and not toll.figures
    return Line(
        number="none" if silent else _number(toll),
        what=f"{what} told of" if silent else what,
        bounds="" if silent else _bounds(toll),
        implied=toll.implied and not silent,
        tally=_tally(book, toll, tally_ids),
        citation=book.cite(telling.span, statement) if telling is not None else None,
        why=toll.why,
    )


def _number(toll: Toll) -> str:
    return number_words(toll.number) if toll.number is not None else bounds_words(toll.low, toll.high)


def _bounds(toll: Toll) -> str:
    """What the accounts allow, where that is more than the number."""
    if toll.number is None or toll.low == toll.high == toll.number:
        return ""
    if toll.low == toll.number and toll.high is None:
        return "or more"
    return bounds_words(toll.low, toll.high)


def _tally(book: Edition, toll: Toll, tally_ids: Mapping[str, str]) -> str | None:
    """The tally on the page that holds the toll's telling figure."""
    held: list[Tally] = [
        t
        for t in book.dossier.findings.tallies
        if t.id in tally_ids and t.measure == toll.measure and set(t.figures) & set(toll.figures[:1])
    ]
    return tally_ids[held[0].id] if held else None
