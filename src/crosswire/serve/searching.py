"""Search: full text over reports, statements, people and figures that a viewer may see, and where each hit leads.

In: words and filters, which the address keeps. Out: a page of hits with the words marked in them, and its twin. A statement,
person or figure leads to its place in its story, a report to its own words.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Literal
from urllib.parse import quote, urlencode

from fastapi import APIRouter, Query
from markupsafe import Markup, escape
from pydantic import BaseModel, Field
from sqlalchemy import Connection, select

from crosswire.serve.asked import AskedDay, AskedNumber, AskedText, Blank, address
from crosswire.serve.looking import Looking
from crosswire.serve.stories import MEASURES
from crosswire.serve.twin import Store, twin
from crosswire.store.database.derived import reports, shown
from crosswire.store.database.question import Question
from crosswire.store.database.search import Hit, search
from crosswire.store.database.viewer import Viewer
from crosswire.store.database.visible import reports_seen, stories_seen
from crosswire.types import Measure

router = APIRouter(tags=["search"])
PAGE = 20
Kind = Literal["report", "statement", "person", "figure"]
KINDS: tuple[Kind, ...] = ("report", "statement", "person", "figure")
Mark = tuple[int, int]


class SearchAsked(BaseModel, frozen=True):
    """What is looked for."""

    words: AskedText = Field(
        None, description='all must be there; `"next to one another"`, `-not` this, `begin*` so'
    )
    kind: tuple[Kind, ...] = Field((), description="all kinds where none is given")
    story: Annotated[Annotated[str, Field(max_length=64)] | None, Blank] = None
    start: AskedDay = None
    end: AskedDay = None
    language: AskedText = None
    publisher: AskedText = None
    measure: Annotated[Measure | None, Blank] = None
    place: AskedText = None
    low: AskedNumber = Field(None, description="figures of this number or more")
    high: AskedNumber = Field(None, description="figures of this number or less")
    after: Annotated[Annotated[int, Field(ge=0, le=1000)] | None, Blank] = Field(
        None, description="`after` of the page before"
    )

    @property
    def filtered(self) -> bool:
        """Whether anything beside the words is asked for."""
        return bool(self.model_dump(exclude={"words", "after"}, exclude_defaults=True))

    @property
    def asks(self) -> bool:
        """Whether anything is asked for at all."""
        return bool(self.words) or self.filtered

    def question(self) -> Question:
        """The same as the store takes it."""
        return Question(
            words=self.words or "",
            kinds=tuple(self.kind),
            story=self.story,
            start=self.start.isoformat() if self.start else None,
            end=self.end.isoformat() if self.end else None,
            language=self.language,
            publisher=self.publisher,
            measure=self.measure,
            place=self.place,
            low=self.low,
            high=self.high,
        )


class HitTold(BaseModel, frozen=True):
    """Something that was found. `marks` are where the words stand in `text`, half-open, in code points."""

    kind: str
    title: str | None
    title_marks: tuple[Mark, ...]
    text: str
    marks: tuple[Mark, ...]
    story: str | None
    story_title: str | None
    report: str | None
    report_name: str | None
    target: str | None = Field(description="its id in the story's dossier")
    day: str | None
    language: str | None
    measure: str | None
    place: str | None
    number: float | None
    status: str | None
    leads: str = Field(description="the address of its place on a page")

    @property
    def shown_title(self) -> Markup:
        """The title with the words marked."""
        return with_marks(self.title or "", self.title_marks)

    @property
    def shown_text(self) -> Markup:
        """The text with the words marked."""
        return with_marks(self.text, self.marks)


class Found(BaseModel, frozen=True):
    """A page of what was found."""

    asked: SearchAsked
    count: int = Field(description="how many there are")
    more: bool = Field(description="there are more than were counted: ask more narrowly")
    hits: tuple[HitTold, ...]
    after: int | None = Field(description="what to ask for to go on; null on the last page")

    @property
    def next(self) -> str | None:
        """The address of the page behind this one."""
        return address("/search", self.asked, after=self.after) if self.after is not None else None

    @property
    def measures(self) -> tuple[str, ...]:
        """What can be asked for."""
        return MEASURES

    @property
    def kinds(self) -> tuple[Kind, ...]:
        """What can be looked among."""
        return KINDS


@twin(router, "/search", "search.html.j2", summary="Full-text search over what you may see")
def found(database: Store, viewer: Looking, asked: Annotated[SearchAsked, Query()]) -> Found:
    """Reports, statements, people and figures in which all the words stand."""
    if not asked.asks:
        return Found(asked=asked, count=0, more=False, hits=(), after=None)
    with database.read() as connection:
        hits = search(connection, viewer, asked.question(), after=asked.after or 0, limit=PAGE)
        titles = _titles(connection, viewer, {h.story for h in hits.hits if h.story})
        names = _names(connection, viewer, {h.report for h in hits.hits if h.report})
    return Found(
        asked=asked,
        count=hits.count,
        more=hits.more,
        hits=tuple(_told(hit, titles, names, asked) for hit in hits.hits),
        after=hits.after,
    )


def with_marks(text: str, marks: Sequence[Mark]) -> Markup:
    """A text with stretches of it marked; all of it is escaped."""
    parts, at = [], 0
    for start, end in marks:
        parts += [escape(text[at:start]), Markup("<mark>"), escape(text[start:end]), Markup("</mark>")]
        at = end
    return Markup("").join([*parts, escape(text[at:])])


def _titles(connection: Connection, viewer: Viewer, ids: set[str]) -> dict[str, str]:
    query = select(shown.c.story, shown.c.title).where(shown.c.story.in_(ids), stories_seen(viewer))
    return {row.story: row.title for row in connection.execute(query)} if ids else {}


def _names(connection: Connection, viewer: Viewer, ids: set[str]) -> dict[str, str]:
    query = select(reports.c.id, reports.c.publisher, reports.c.title, reports.c.source)
    rows = connection.execute(query.where(reports.c.id.in_(ids), reports_seen(viewer))) if ids else ()
    return {row.id: row.publisher or row.title or row.source for row in rows}


def _told(hit: Hit, titles: dict[str, str], names: dict[str, str], asked: SearchAsked) -> HitTold:
    return HitTold(
        kind=hit.kind,
        title=hit.title,
        title_marks=hit.title_marks,
        text=hit.snippet.text,
        marks=hit.snippet.marks,
        story=hit.story if hit.story in titles else None,
        story_title=titles.get(hit.story or ""),
        report=hit.report,
        report_name=names.get(hit.report or ""),
        target=hit.target,
        day=hit.day,
        language=hit.language,
        measure=hit.measure,
        place=hit.place,
        number=hit.number,
        status=hit.status,
        leads=_leads(hit, asked),
    )


def _leads(hit: Hit, asked: SearchAsked) -> str:
    """Where a hit stands: its place on its story's page, or the report with the words marked."""
    if hit.kind == "report" or not hit.story:
        return f"/reports/{hit.report}" + (f"?{urlencode({'words': asked.words})}" if asked.words else "")
    return f"/stories/{hit.story}?at={quote(hit.target or '')}"
