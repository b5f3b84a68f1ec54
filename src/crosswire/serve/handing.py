"""Handing a story over: its dossier in every form that others take, as downloads, made when it is asked for.

In: a story, a target and a format. Out: the page that lists them, and the bytes, always as an attachment. What is handed over is
the variant that the viewer sees. Reports' texts go along only where they are asked for: they may belong to their publishers.
Who took what, in which version, stands in the audit log before the bytes leave.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from threading import Semaphore
from typing import Annotated, Any
from urllib.parse import quote

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response
from pydantic import BaseModel, Field
from sqlalchemy import Connection, Row, select
from starlette.exceptions import HTTPException

from crosswire.desk.kept import dossier_of
from crosswire.errors import UsageError
from crosswire.present.exports import DOCUMENTS, HANDOVERS, Cover, export
from crosswire.present.page import to_html
from crosswire.printing import to_pdf
from crosswire.serve.asked import AskedId, Blank
from crosswire.serve.looking import Looking, not_there
from crosswire.serve.past import Head
from crosswire.serve.story import NOT_THERE, note_export, row_of_story
from crosswire.serve.story_feed import base_of, feed_key
from crosswire.serve.translation import N_, say
from crosswire.serve.twin import Store, twin
from crosswire.store.database.derived import versions
from crosswire.store.database.packed import unpack, unpack_json
from crosswire.store.database.viewer import Viewer
from crosswire.text.fold import strip_accents
from crosswire.types import Dossier

router = APIRouter(tags=["hand-over"])
_MEDIA = {
    "html": "text/html; charset=utf-8",
    "pdf": "application/pdf",
    "json": "application/json",
    "csv": "text/csv; charset=utf-8",
    "jsonl": "application/x-ndjson",
    "jsonld": "application/ld+json",
    "parquet": "application/vnd.apache.parquet",
    "zip": "application/zip",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
# How long one printing may take, and how long somebody waits for those before.
_PRINT_SECONDS, _PATIENCE_SECONDS = 90, 30
_UNSAFE = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """A form in which a dossier can be handed over: for whom, in which formats, whether texts may go along."""

    for_whom: str
    formats: tuple[str, ...]
    texts: bool = True


# In the order of the page: what people read, what is kept, what recorders, coders and fact-checkers take.
FORMS: Mapping[str, Form] = {
    "html": Form(for_whom=N_("one page to read, that needs nothing beside itself"), formats=("html",)),
    "pdf": Form(for_whom=N_("pages to print and to file"), formats=("pdf",)),
    "docx": Form(for_whom=N_("a document to edit"), formats=("docx",)),
    "json": Form(for_whom=N_("the dossier itself, for programs"), formats=("json",), texts=False),
    "tallies": Form(
        for_whom=N_("what was counted: low, best, high, sources"), formats=("csv", "parquet", "jsonl")
    ),
    "figures": Form(for_whom=N_("every number that a report gives"), formats=("csv", "parquet", "jsonl")),
    "tolls": Form(for_whom=N_("what each report comes to"), formats=("csv", "parquet", "jsonl")),
    "ucdp": Form(for_whom=N_("events after UCDP"), formats=("csv", "parquet", "jsonl")),
    "acled": Form(for_whom=N_("events after ACLED"), formats=("csv", "parquet", "jsonl")),
    "plover": Form(for_whom=N_("events after PLOVER"), formats=("jsonl",)),
    "ftm": Form(for_whom=N_("people, organisations and events as FollowTheMoney"), formats=("jsonl",)),
    "claimreview": Form(for_whom=N_("what was claimed of each count, as ClaimReview"), formats=("jsonld",)),
    "webannotation": Form(
        for_whom=N_("every statement at its words, as Web Annotations"), formats=("jsonld",)
    ),
    "timeml": Form(for_whom=N_("the reports with their times and events, as TimeML"), formats=("zip",)),
}


class FormTold(BaseModel, frozen=True):
    """One form, and where it is had."""

    to: str
    for_whom: str
    formats: tuple[str, ...]
    texts: bool = Field(description="whether `texts=true` adds the reports’ own words")
    address: str


class HandOver(Head, frozen=True):
    """In which forms a story can be handed over."""

    forms: tuple[FormTold, ...]
    feed: str = Field(description="its Atom feed, with a key of your own that opens it alone")


@twin(
    router,
    "/stories/{id}/export",
    "export.html.j2",
    summary="In which forms a story can be handed over",
    responses=NOT_THERE,
)
def forms(request: Request, database: Store, viewer: Looking, id: AskedId) -> HandOver:
    """Every form, for whom it is, in which formats."""
    with database.read() as connection:
        story = _story(connection, viewer, id)
        key = feed_key(connection, viewer, id)
    feed = f"{base_of(request)}/stories/{id}/feed.atom?key={key}"
    found = tuple(
        FormTold(
            to=to,
            for_whom=form.for_whom,
            formats=form.formats,
            texts=form.texts,
            address=f"/stories/{id}/export/{to}",
        )
        for to, form in FORMS.items()
    )
    return HandOver(id=id, title=story.title, at=story.at, waiting=story.waiting, forms=found, feed=feed)


@router.get(
    "/api/stories/{id}/export/{to}",
    summary="A story’s dossier in one form",
    response_class=Response,
    responses=NOT_THERE
    | {
        200: {"description": "the file", "content": {"application/octet-stream": {}}},
        409: {"description": "This form needs the story to be made anew first, which is under way."},
    },
)
@router.get("/stories/{id}/export/{to}", include_in_schema=False, response_class=Response)
def hand_over(
    request: Request,
    database: Store,
    viewer: Looking,
    id: AskedId,
    to: str,
    format: Annotated[
        Annotated[str, Field(max_length=16)] | None, Blank, Query(description="as listed")
    ] = None,
    texts: Annotated[bool, Query(description="with the reports’ own words")] = False,
) -> Response:
    """The bytes of a file. Raises UsageError for a format that the form does not have."""
    if to not in FORMS:
        raise not_there()
    chosen = format or FORMS[to].formats[0]
    if chosen not in FORMS[to].formats:
        raise UsageError(f"{to} cannot be had as {chosen}; it can as: {', '.join(FORMS[to].formats)}.")
    with database.read() as connection:
        story = _story(connection, viewer, id)
        dossier = dossier_of(connection, story.version)
        packed = connection.execute(
            select(versions.c.dossier).where(versions.c.id == story.version)
        ).scalar_one()
    data = _made(to, chosen, dossier, packed, _cover(request, viewer, id), texts, request.app.state.printing)
    which = (id, str(story.variant))
    note_export(database, viewer, which, str(story.version), form=to, format=chosen, texts=texts)
    name = f"{_plain(story.title)}-{story.at[:10]}-{to}.{'ftm.json' if to == 'ftm' else chosen}"
    headers = {
        "content-disposition": f"attachment; filename=\"{name}\"; filename*=UTF-8''{quote(name)}",
        "x-content-type-options": "nosniff",
    }
    return Response(data, media_type=_MEDIA[chosen], headers=headers)


def _story(connection: Connection, viewer: Viewer, id: str) -> Row[Any]:
    found = row_of_story(connection, viewer, id)
    if found is None:
        raise not_there()
    return found


def _cover(request: Request, viewer: Viewer, id: str) -> Cover:
    """What no dossier knows: the day, who hands it over, where it stands."""
    day = datetime.now(UTC).date().isoformat()
    return Cover(day=day, desk=viewer.name or None, address=f"{base_of(request)}/stories/{id}")


def _made(
    to: str,
    format: str,
    dossier: Dossier | None,
    packed: bytes,
    cover: Cover,
    texts: bool,
    printing: Semaphore,
) -> bytes:
    """The bytes of a form. Raises HTTPException where it takes the dossier's value, and that is not at hand."""
    if to == "json":
        return unpack(packed).encode("utf-8", "surrogatepass")
    if to in ("html", "pdf") or to in DOCUMENTS or texts:
        if dossier is None:
            raise HTTPException(
                409, say("This form needs the story to be made anew first; try again in a minute.")
            )
        if to in ("html", "pdf"):
            html = to_html(dossier, with_text=texts)
            return html.encode() if to == "html" else _printed(printing, html, cover.day)
        if to in DOCUMENTS:
            return export(dossier, to, format=format, with_text=True)
    held: Dossier | dict[str, Any] = dossier if dossier is not None else unpack_json(packed)
    return export(
        held,
        to,
        format=format,
        with_text=texts,
        cover=cover if to in HANDOVERS and HANDOVERS[to][2] else None,
    )


def _printed(printing: Semaphore, html: str, day: str | None) -> bytes:
    """A page printed. A browser of its own prints each, so that only a few do at once; who waits too long is told so."""
    if not printing.acquire(timeout=_PATIENCE_SECONDS):
        raise HTTPException(503, say("Others are printing just now; try again in a minute."))
    try:
        return to_pdf(html, day=day, seconds=_PRINT_SECONDS)
    finally:
        printing.release()


def _plain(title: str) -> str:
    """A title as a file's name, in plain ASCII."""
    return _UNSAFE.sub("-", strip_accents(title).casefold()).strip("-")[:60] or "story"
