"""Reports as they were read: their words with what they say marked, how they came, and their unaltered bytes.

In: a report's id. Out: its page and twin, the list of reports, and the bytes as a download. Marks come from what was kept when
the report was read; nothing is annotated anew. Bytes are never shown inline: whoever sent them could have written a page.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from typing import Annotated, Any, Literal
from urllib.parse import quote

from fastapi import APIRouter, Query
from fastapi.responses import StreamingResponse
from pydantic import BaseModel, Field
from sqlalchemy import Connection, Row, and_, select

from crosswire.desk.making import program_of
from crosswire.desk.rows import said_in
from crosswire.present.page.plain import safe_address
from crosswire.serve.asked import AskedDay, AskedId, AskedText, Blank, address
from crosswire.serve.looking import Looking, not_there
from crosswire.serve.paging import AskedAfter, beyond, cursor, read_cursor
from crosswire.serve.reading import ReadText, read_text
from crosswire.serve.sealing import is_own
from crosswire.serve.story import NOT_THERE
from crosswire.serve.twin import Store, twin
from crosswire.store.blobs import PORTION
from crosswire.store.database import Database, audit, visible
from crosswire.store.database.blobs import open_blob
from crosswire.store.database.derived import annotated, reports, shown
from crosswire.store.database.people import names_of
from crosswire.store.database.schema import CUSTODY, blobs, log
from crosswire.store.database.viewer import Viewer
from crosswire.types import Annotations, Report

router = APIRouter(tags=["reports"])
PAGE = 40
# Other reports of the story that a report can be laid beside.
_BESIDE = 40
_ORDER = (reports.c.came, reports.c.id)
_UNSAFE = re.compile(r"[^\w .()\-]+")


class ReportRow(BaseModel, frozen=True):
    """A line of the list of reports."""

    id: str
    title: str | None
    publisher: str | None
    source: str = Field(description="the path or address from which it came")
    published: str | None
    day: str | None = Field(description="the day from which it speaks")
    language: str | None
    characters: int
    came: str = Field(description="when it came, UTC")
    standing: bool = Field(description="false where a later state replaced it, or it was withdrawn")
    story: str | None
    story_title: str | None


class ReportsAsked(BaseModel, frozen=True):
    """By what the list is filtered."""

    story: Annotated[Annotated[str, Field(max_length=64)] | None, Blank] = None
    publisher: AskedText = None
    language: AskedText = None
    start: AskedDay = Field(None, description="speaking from this day or later")
    end: AskedDay = None
    after: AskedAfter = None

    @property
    def filters(self) -> bool:
        """Whether anything is left out."""
        return any((self.story, self.publisher, self.language, self.start, self.end))


class Reports(BaseModel, frozen=True):
    """A page of the list, the latest first."""

    reports: tuple[ReportRow, ...]
    asked: ReportsAsked
    after: str | None = Field(description="what to ask for to go on; null on the last page")

    @property
    def next(self) -> str | None:
        """The address of the page behind this one."""
        return address("/reports", self.asked, after=self.after) if self.after else None


class CustodyTold(BaseModel, frozen=True):
    """What befell the source of a report."""

    at: str
    what: str
    sha256: str | None
    length: int | None = Field(description="bytes")
    how: dict[str, str]
    given: dict[str, Any] = Field(description="what was said of it when it was received")


class ReportTold(ReportRow, frozen=True):
    """A report as it was read, and how it came."""

    sha256: str = Field(description="of the report’s own bytes, unaltered")
    address: str | None
    problems: tuple[str, ...]
    made_by: str = Field(description="the version of the program that read it")
    custody: tuple[CustodyTold, ...]
    people: dict[str, str] = Field(description="the names of the accounts in `custody`, by id")
    bytes: str | None = Field(description="where its unaltered bytes are; null where they are not for you")
    beside: tuple[ReportRow, ...] = Field(description="other reports of its story")
    read: ReadText | None = Field(description="null where it has to be read anew first")
    ways: tuple[Literal["seal", "withdraw"], ...] = Field(description="what you may do with its source")


@twin(router, "/reports", "reports.html.j2", summary="Reports, the latest first")
def report_list(database: Store, viewer: Looking, asked: Annotated[ReportsAsked, Query()]) -> Reports:
    """The reports that you may see, a page at a time."""
    query = _rows(viewer).where(*_filters(asked))
    if asked.after:
        query = query.where(beyond(_ORDER, read_cursor(asked.after, (str, str))))
    query = query.order_by(*(c.desc() for c in _ORDER)).limit(PAGE + 1)
    with database.read() as connection:
        found = list(connection.execute(query))
    last = found[PAGE - 1] if len(found) > PAGE else None
    return Reports(
        reports=tuple(ReportRow(**_row(row)) for row in found[:PAGE]),
        asked=asked,
        after=cursor(last.came, last.id) if last else None,
    )


@twin(
    router,
    "/reports/{id}",
    "report.html.j2",
    summary="A report as it was read, and how it came",
    responses=NOT_THERE,
)
def report(
    database: Store,
    viewer: Looking,
    id: AskedId,
    words: Annotated[AskedText, Query(description="words to be marked in it")] = None,
) -> ReportTold:
    """The words of a report with figures, quotations and names marked, its custody, and its story."""
    with database.read() as connection:
        row = connection.execute(_rows(viewer).where(reports.c.id == id)).one_or_none()
        if row is None:
            raise not_there()
        said = said_of(connection, id)
        entries = visible.custody(connection, viewer, source=row.source)
        people = names_of(connection, (dict(e.how).get("user", "") for e in entries))
        beside = _beside(connection, viewer, row)
        blob = _blob(connection, viewer, row)
    return ReportTold(
        **_row(row),
        sha256=row.sha256,
        address=safe_address(row.address),
        problems=tuple(json.loads(row.problems)) if row.problems else (),
        made_by=program_of(row.made_by),
        custody=tuple(
            CustodyTold(
                at=e.at, what=e.what, sha256=e.sha256, length=e.length, how=dict(e.how), given=_given(e)
            )
            for e in entries
        ),
        people=people,
        bytes=f"/reports/{id}/bytes" if blob else None,
        beside=beside,
        read=read_text(*said, words=words) if said else None,
        ways=tuple(_ways(viewer, row, entries)),
    )


@router.get(
    "/reports/{id}/bytes",
    tags=["reports"],
    summary="The unaltered bytes that came",
    response_class=StreamingResponse,
    responses=NOT_THERE | {200: {"description": "the bytes", "content": {"application/octet-stream": {}}}},
)
@router.get("/api/reports/{id}/bytes", include_in_schema=False, response_class=StreamingResponse)
def report_bytes(database: Store, viewer: Looking, id: AskedId) -> StreamingResponse:
    """What was received, to be kept, not to be looked at here: the report's own bytes, or the file that held it. That it was
    taken stands in the audit log."""
    with database.read() as connection:
        row = visible.report(connection, viewer, id)
        found = _blob(connection, viewer, row) if row is not None else None
    if row is None or found is None:
        raise not_there()
    sha256, length = found
    with database.write() as connection:
        seals = frozenset({row.seal} if row.seal else ())
        audit.record(connection, "exported", viewer, seals=seals, report=id, form="bytes")
    name = file_name(row.source, sha256)
    headers = {
        "content-disposition": f"attachment; filename=\"{name}\"; filename*=UTF-8''{quote(name)}",
        "content-length": str(length),
        "content-encoding": "identity",
        "etag": f'"{sha256}"',
        "x-content-type-options": "nosniff",
    }
    return StreamingResponse(
        _portions(database, sha256), media_type="application/octet-stream", headers=headers
    )


def said_of(connection: Connection, id: str) -> tuple[Report, Annotations] | None:
    """A report with what it says, as it was kept; None where another version of the program kept it otherwise."""
    body = connection.execute(select(annotated.c.body).where(annotated.c.report == id)).scalar()
    if body is None:
        return None
    try:
        return said_in(body)[0]
    except (ValueError, TypeError, KeyError, LookupError):
        return None


def _rows(viewer: Viewer) -> Any:
    """The query for reports that a viewer may see, each with its story where that is for them too."""
    theirs = and_(shown.c.story == reports.c.story, visible.stories_seen(viewer))
    joined = reports.outerjoin(shown, theirs)
    query = select(reports, shown.c.story.label("seen_story"), shown.c.title.label("story_title"))
    return query.select_from(joined).where(visible.reports_seen(viewer))


def _filters(asked: ReportsAsked) -> Iterator[Any]:
    if asked.story:
        yield reports.c.story == asked.story
    if asked.publisher:
        yield reports.c.publisher == asked.publisher
    if asked.language:
        yield reports.c.language == asked.language
    if asked.start:
        yield reports.c.day >= asked.start.isoformat()
    if asked.end:
        yield reports.c.day <= asked.end.isoformat()


def _row(row: Row[Any]) -> dict[str, Any]:
    return {
        "id": row.id,
        "title": row.title,
        "publisher": row.publisher,
        "source": row.source,
        "published": row.published,
        "day": row.day,
        "language": row.language,
        "characters": row.characters,
        "came": row.came,
        "standing": row.standing,
        "story": row.seen_story,
        "story_title": row.story_title,
    }


def _beside(connection: Connection, viewer: Viewer, row: Row[Any]) -> tuple[ReportRow, ...]:
    """Other reports of the story, in the order of their days."""
    if row.seen_story is None:
        return ()
    query = _rows(viewer).where(reports.c.story == row.story, reports.c.id != row.id, reports.c.standing)
    query = query.order_by(reports.c.day, reports.c.id).limit(_BESIDE)
    return tuple(ReportRow(**_row(other)) for other in connection.execute(query))


def _blob(connection: Connection, viewer: Viewer, row: Row[Any]) -> tuple[str, int] | None:
    """The digest and length of what can be downloaded: the report's own bytes where they were received alone, else what
    held them; None where the receipt is not for the viewer."""
    receipt = select(log.c.sha256).where(
        log.c.chain == CUSTODY, log.c.n == row.n, visible.entries_seen(viewer)
    )
    sha256 = connection.execute(receipt).scalar()
    if sha256 is None:
        return None
    length = connection.execute(select(blobs.c.length).where(blobs.c.sha256 == sha256)).scalar()
    return (str(sha256), int(length)) if length is not None else None


def _ways(
    viewer: Viewer, row: Row[Any], entries: Iterable[visible.Custody]
) -> Iterator[Literal["seal", "withdraw"]]:
    """What a viewer may do with the source of a report that stands."""
    if not viewer.may("editor") or not row.standing:
        return
    if row.seal is None and viewer.by != "token" and is_own(entries, viewer):
        yield "seal"
    yield "withdraw"


def _given(entry: visible.Custody) -> dict[str, Any]:
    return {key: value for key, value in asdict(entry.given).items() if value not in (None, (), [])}


def file_name(source: str, sha256: str) -> str:
    """A name under which bytes can be kept anywhere: the last part of their source, in plain ASCII.

    >>> file_name("https://example.org/news/“dam”.html", "ab" * 32), file_name("a/..", "ab" * 32)
    ('dam .html', 'abababababab.bin')
    """
    last = source.rstrip("/").replace("\\", "/").rpartition("/")[2]
    plain = _UNSAFE.sub(" ", last.encode("ascii", "ignore").decode()).strip(" .")
    return plain[-100:] or f"{sha256[:12]}.bin"


def _portions(database: Database, sha256: str) -> Iterator[bytes]:
    with open_blob(database, sha256) as stream:
        while data := stream.read(PORTION):
            yield data
