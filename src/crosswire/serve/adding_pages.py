"""The page on which reports are added, and its twin for programs: files, pasted text, addresses; under a seal where lives hang on it.

In: an editor's form, or a program's JSON or files. Out: at once the address where one follows the work, 303 for a page and 202 for a
program; or, where nothing of it can be taken, 422 with what is wrong at which field, and everything that was written kept.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Header, Request, Response
from fastapi.responses import JSONResponse, RedirectResponse
from pydantic import BaseModel, Field, ValidationError
from sqlalchemy import select
from starlette.datastructures import FormData, UploadFile

from crosswire.desk import posted
from crosswire.errors import UsageError
from crosswire.read import Given
from crosswire.serve.access import needs
from crosswire.serve.adding import Batch, Piece, batch_id, given_of, take
from crosswire.serve.refusals import refusal
from crosswire.serve.render import render
from crosswire.serve.reviews import Sent
from crosswire.serve.translation import say
from crosswire.serve.twin import Store
from crosswire.store.database import Database, audit, seals
from crosswire.store.database.jobs import new_id
from crosswire.store.database.schema import users
from crosswire.store.database.viewer import Viewer

router = APIRouter(tags=["reports"])
Editor = Annotated[Viewer, needs("editor")]
# What a form says of a pasted text or of an address.
SAID = ("title", "publisher", "published", "language")
_TEXT = 4_000_000


class TextAsked(BaseModel):
    """A report as text, and what is said of it."""

    text: str = Field(max_length=_TEXT)
    title: str | None = Field(None, max_length=500)
    byline: str | None = Field(None, max_length=500)
    publisher: str | None = Field(None, max_length=500)
    published: str | None = Field(None, max_length=40, description="ISO 8601, a day or a date-time")
    address: str | None = Field(None, max_length=2000)
    language: str | None = Field(None, max_length=3)


class ReportsAsked(BaseModel):
    """Reports that a program adds. `seal` is the id of one that its account is on; what comes under none is open to the desk.
    What is sent twice with one `key` is kept once."""

    texts: tuple[TextAsked, ...] = Field((), max_length=1000)
    addresses: tuple[str, ...] = Field((), max_length=1000)
    seal: str | None = Field(None, max_length=64)
    key: str | None = Field(None, max_length=200)


class Refused(BaseModel, frozen=True):
    """A piece that was not taken, and why."""

    what: str
    why: str


class Taken(BaseModel, frozen=True):
    """Where what was added is followed, how many pieces were taken, and which were not."""

    batch: str
    address: str
    taken: int
    refused: tuple[Refused, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sent:
    """What a request says: pieces, the seal that is wished, the key, and the people of a new seal."""

    pieces: Sequence[Piece]
    key: str
    seal: str | None = None
    people: Sequence[str] = ()
    reason: str = ""


_Body = FormData | bytes


async def _body_of(request: Request) -> AsyncIterator[_Body]:
    """The body of a program's request, read before the route runs in its thread; its files are closed afterwards."""
    if request.headers.get("content-type", "").startswith("multipart/form-data"):
        async with request.form() as form:
            yield form
    else:
        yield await request.body()


@router.get("/add", include_in_schema=False)
def add_page(request: Request, viewer: Editor, database: Store) -> Response:
    """The form for files, a text and addresses."""
    return _form(request, viewer, database, FormData(), "")


@router.post("/add", include_in_schema=False)
def add(request: Request, viewer: Editor, database: Store, form: Sent) -> Response:
    """Takes what the form sent."""
    try:
        batch = _take(database, viewer, _read_form(form))
    except UsageError as error:
        return _form(request, viewer, database, form, str(error))
    if not batch.taken:
        return _form(request, viewer, database, form, ": ".join(batch.refused[0]))
    return RedirectResponse(f"/work/{batch.id}", 303)


@router.post(
    "/api/reports",
    status_code=202,
    response_model=Taken,
    summary="Add reports: texts and addresses as JSON, or files as multipart",
    openapi_extra={
        "requestBody": {
            "required": True,
            "content": {
                "application/json": {
                    "schema": ReportsAsked.model_json_schema(ref_template="#/components/schemas/{model}")
                },
                "multipart/form-data": {
                    "schema": {
                        "type": "object",
                        "properties": {
                            "files": {"type": "array", "items": {"type": "string", "format": "binary"}},
                            "seal": {"type": "string"},
                            "key": {"type": "string"},
                        },
                    }
                },
            },
        }
    },
)
def add_reports(
    request: Request,
    viewer: Editor,
    database: Store,
    body: Annotated[_Body, Depends(_body_of)],
    idempotency_key: Annotated[str | None, Header(max_length=200)] = None,
) -> Response:
    """Takes reports and answers at once; they are read afterwards, and followed at the address that is answered."""
    try:
        sent = _read_body(body, idempotency_key)
    except ValidationError as error:
        errors = tuple({"where": ".".join(map(str, e["loc"])), "message": e["msg"]} for e in error.errors())
        return refusal(request, 422, errors=errors)
    batch = _take(database, viewer, sent)
    refused = tuple(Refused(what=what, why=why) for what, why in batch.refused)
    if not batch.taken:
        errors = tuple({"where": r.what, "message": r.why} for r in refused)
        return refusal(request, 422, say("Nothing of it could be taken."), errors=errors)
    taken = Taken(batch=batch.id, address=f"/api/work/{batch.id}", taken=batch.taken, refused=refused)
    return JSONResponse(taken.model_dump(mode="json"), 202, headers={"location": taken.address})


def _read_body(body: _Body, key: str | None) -> _Sent:
    """What a program sent, as JSON or as files."""
    if isinstance(body, FormData):
        pieces = [p for name in dict.fromkeys(body) for p in _files(body, name)]
        sent = _text(body, "key") or key or new_id()
        return _Sent(pieces=pieces, key=sent, seal=_text(body, "seal") or None)
    asked = ReportsAsked.model_validate_json(body or b"null")
    pieces = [
        Piece(text=t.text, name=t.title or "", given=given_of(t.model_dump(exclude={"text"})))
        for t in asked.texts
    ]
    pieces += [Piece(address=a) for a in asked.addresses]
    return _Sent(pieces=pieces, key=asked.key or key or new_id(), seal=asked.seal)


def _read_form(form: FormData) -> _Sent:
    """What the form of the page says. Raises UsageError, beginning with the field that is wrong."""
    given = given_of({name: _text(form, name) for name in SAID})
    pieces = [*_files(form, "files"), *_files(form, "folder")]
    text = form.get("text")
    if isinstance(text, str) and text.strip():
        pieces.append(Piece(text=text, given=given))
    addresses = _text(form, "addresses").split()
    pieces += [Piece(address=a, given=given if len(addresses) == 1 else Given()) for a in addresses]
    who = _text(form, "seal")
    people = [p for p in form.getlist("people") if isinstance(p, str)]
    if who == "new" and not _text(form, "reason"):
        raise UsageError("reason: say why the source is sealed; those on the seal read it.")
    return _Sent(
        pieces=pieces,
        key=_text(form, "key") or new_id(),
        seal=who or None,
        people=people,
        reason=_text(form, "reason"),
    )


def _take(database: Database, viewer: Viewer, sent: _Sent) -> Batch:
    return take(database, viewer, sent.pieces, key=sent.key, seal=_seal(database, viewer, sent))


def _seal(database: Database, viewer: Viewer, sent: _Sent) -> str | None:
    """The seal under which it comes: one that the viewer is on, or a new one, made once for each key."""
    if sent.seal is None or (sent.seal != "new" and sent.seal in viewer.seals):
        return sent.seal
    if sent.seal != "new":
        raise UsageError("seal: this seal is not there; choose one that you are on, or make a new one.")
    if not sent.pieces:
        raise UsageError("Nothing was given; choose files, paste a text, or write an address.")
    with database.write() as connection:
        key = f"seal:{batch_id(viewer, sent.key)}"
        before = posted.find(connection, viewer.id, key)
        if before is not None:
            return str(before["seal"])
        made = seals.make(connection, by=viewer.id, people=sent.people, reason=sent.reason)
        audit.record(connection, "sealed", viewer, seals=frozenset({made}), seal=made)
        posted.keep(connection, viewer.id, key, {"seal": made})
        return made


def _files(form: FormData, name: str) -> list[Piece]:
    """The files of a field; an empty field sends one without a name."""
    return [
        Piece(name=f.filename, stream=f.file)
        for f in form.getlist(name)
        if isinstance(f, UploadFile) and f.filename
    ]


def _form(request: Request, viewer: Viewer, database: Database, sent: FormData, wrong: str) -> Response:
    with database.read() as connection:
        others = select(users.c.id, users.c.shown).where(users.c.disabled.is_(None), users.c.id != viewer.id)
        people = [(row.id, row.shown) for row in connection.execute(others.order_by(users.c.shown))]
        own = seals.of(connection, viewer)
    return render(
        request,
        "adding/add.html.j2",
        status=422 if wrong else 200,
        sent=sent,
        faults=((_field_of(wrong), wrong),) if wrong else (),
        people=people,
        seals=own,
        key=new_id(),
    )


def _field_of(wrong: str) -> str:
    """The field of the form that a message is about."""
    name = wrong.partition(":")[0]
    if name in (*SAID, "reason", "seal"):
        return name
    return (
        "addresses" if wrong.startswith(("http", "www")) else "files" if "Nothing was given" in wrong else ""
    )


def _text(form: FormData, name: str) -> str:
    value: Any = form.get(name)
    return value.strip() if isinstance(value, str) else ""
