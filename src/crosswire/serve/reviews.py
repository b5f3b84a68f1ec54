"""Reviewing one statement: its page with what was said of it and the form to say more, and the same for programs.

In: requests of one who looks. Out: the statement as it stands in the story's latest version, with every review of it; and, of
reviewers, reviews and their taking back. The page is a part of the story's page where a script asks for it, and a page of
its own otherwise. What can be merged or split off is offered by `offers`.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Annotated, Any
from urllib.parse import quote

from fastapi import APIRouter, Depends, Header, Request, Response
from fastapi.responses import RedirectResponse
from pydantic import BaseModel, Field
from sqlalchemy import Connection
from starlette.datastructures import FormData

from crosswire.errors import UsageError
from crosswire.review.table import target_from
from crosswire.serve import offers, opened, reviewing
from crosswire.serve.access import needs, not_there
from crosswire.serve.decided import ReviewRow, moved_by, row_of, rows_of
from crosswire.serve.offers import Offer
from crosswire.serve.opened import Opened
from crosswire.serve.render import render
from crosswire.serve.review_form import PREFIX, FormField, actions_of, changed, fields_of
from crosswire.serve.reviewing import Recorded, Said
from crosswire.serve.standing import parted, standing
from crosswire.serve.statements import Statement, Value
from crosswire.serve.twin import Store
from crosswire.store.database import Database, decisions
from crosswire.store.database.jobs import new_id
from crosswire.store.database.schema import REVIEWS
from crosswire.store.database.viewer import Viewer
from crosswire.types import Review

router = APIRouter(tags=["reviews"])
# Reasons that are offered again, and the reviews that are looked through for them.
_REASONS, _LATE = 8, 30
Reader = Annotated[Viewer, needs("reader")]
Reviewer = Annotated[Viewer, needs("reviewer")]


async def form_of(request: Request) -> AsyncIterator[FormData]:
    """What a form sent, read before the route runs in its thread; its files are closed afterwards."""
    async with request.form() as form:
        yield form


Sent = Annotated[FormData, Depends(form_of)]


class StatementPage(BaseModel, frozen=True):
    """A statement, how it stands by reviews, and what may be said of it. `pending`: the story is to be made anew with what was
    decided since. `version` is the one that a review by kind and id is about."""

    story: str
    title: str
    version: str
    statement: Statement
    standing: str
    parted: tuple[str, ...] = ()
    pending: bool
    reviews: tuple[ReviewRow, ...]
    actions: tuple[str, ...]
    fields: tuple[FormField, ...]
    offers: tuple[Offer, ...] = ()


class Asked(BaseModel):
    """A review that a program sends: of a statement by its kind and id in a version of a story, or of a target as another
    review has it. `key`: what is sent twice with one key is recorded once."""

    action: str
    reason: str = Field(max_length=4000)
    version: str | None = None
    kind: str | None = None
    id: str | None = None
    target: dict[str, Any] | None = None
    others: tuple[dict[str, Any], ...] = Field(default=(), max_length=64)
    values: dict[str, Value] = {}
    key: str | None = Field(default=None, max_length=200)


class Answer(BaseModel, frozen=True):
    """Where a review is found. `new` is False where this request was answered before."""

    id: str
    address: str
    new: bool


class TakeBack(BaseModel):
    """That a review is taken back, and why."""

    reason: str = Field(default="", max_length=4000)
    key: str | None = Field(default=None, max_length=200)


@router.get(
    "/api/stories/{story}/statements/{kind}/{id:path}",
    summary="A statement of a story, and what was said of it",
)
def statement(viewer: Reader, database: Store, story: str, kind: str, id: str) -> StatementPage:
    """One statement with its words, its reviews and what may be said of it."""
    with database.read() as connection:
        return page_of(connection, viewer, opened.latest(connection, viewer, story), kind, id)


@router.get("/stories/{story}/statements/{kind}/{id:path}", include_in_schema=False)
def statement_page(
    request: Request, viewer: Reader, database: Store, story: str, kind: str, id: str, action: str = ""
) -> Response:
    """The same as a page, or as the part of one that a script asks for."""
    return _show(request, viewer, database, (story, kind, id), sent=FormData([("action", action)]))


@router.post("/stories/{story}/statements/{kind}/{id:path}", include_in_schema=False)
def review_statement(
    request: Request, viewer: Reviewer, database: Store, form: Sent, story: str, kind: str, id: str
) -> Response:
    """Records what the form of a statement says."""
    try:
        with database.read() as connection:
            at = _version_of(connection, viewer, story, form)
            said = _said(connection, viewer, at, (kind, id), form)
        reviewing.record(database, viewer, said, story=story)
    except UsageError as error:
        return _show(request, viewer, database, (story, kind, id), sent=form, wrong=str(error))
    return _after(request, viewer, database, (story, kind, id))


@router.post("/reviews/{review}/withdrawal", include_in_schema=False)
def withdraw_page(request: Request, viewer: Reviewer, database: Store, form: Sent, review: str) -> Response:
    """Takes a review back from the page on which it is shown."""
    key = _text(form, "key") or None
    reviewing.withdraw(database, viewer, review, reason=_text(form, "reason"), key=key)
    with database.read() as connection:
        kept = decisions.read(connection, viewer, review)
        assert kept is not None
        at = opened.latest(connection, viewer, kept.story) if kept.story else None
        row = row_of(kept, viewer, at=at)
    if row.story is None or row.statement is None:
        return RedirectResponse(f"/reviews/{review}", 303)
    return _after(request, viewer, database, (row.story, row.kind, row.statement))


@router.post("/api/reviews", status_code=201, summary="Review a statement")
def review(
    viewer: Reviewer, database: Store, asked: Asked, idempotency_key: Annotated[str | None, Header()] = None
) -> Answer:
    """Records a review. What is sent again with the same key (in the body, or as Idempotency-Key) is answered again."""
    if asked.target is not None:
        target, story = target_from(asked.target, "target"), None
    elif asked.version and asked.kind and asked.id:
        with database.read() as connection:
            at = opened.of_version(connection, viewer, asked.version)
        target, story = reviewing.target_in(at, asked.kind, asked.id), at.story
    else:
        raise UsageError(
            "Say what is reviewed: either a target, or a version with kind and id of a statement in it."
        )
    said = Said(
        action=asked.action,
        target=target,
        reason=asked.reason,
        others=[target_from(t, f"others: {n}") for n, t in enumerate(asked.others, 1)],
        values=asked.values,
        key=asked.key or idempotency_key,
    )
    return _answer(reviewing.record(database, viewer, said, story=story))


@router.post("/api/reviews/{review}/withdrawal", status_code=201, summary="Take a review back")
def withdraw(
    viewer: Reviewer,
    database: Store,
    review: str,
    asked: TakeBack | None = None,
    idempotency_key: Annotated[str | None, Header()] = None,
) -> Answer:
    """Takes back a review of one's own, or as an editor anybody's. It stays readable, with who took it back."""
    said = asked or TakeBack()
    key = said.key or idempotency_key
    return _answer(reviewing.withdraw(database, viewer, review, reason=said.reason, key=key))


def page_of(connection: Connection, viewer: Viewer, at: Opened, kind: str, id: str) -> StatementPage:
    """What the page of a statement shows."""
    found, reviewer = at.statement(kind, id), viewer.may("reviewer")
    every = decisions.of_story(connection, viewer, at.story, chain=REVIEWS, all=True)
    rows = rows_of(every, viewer, at=at)
    here = [r for r in rows if r.kind == kind and r.statement == id]
    moved = moved_by(connection, viewer, [at.story]) if here else {}
    return StatementPage(
        story=at.story,
        title=at.title,
        version=at.version,
        statement=found,
        standing=standing(here),
        parted=tuple(r.id for r in parted(here)),
        pending=any(not r.made for r in here),
        reviews=tuple(r.model_copy(update={"moved": moved.get(r.id, ())}) for r in reversed(here)),
        actions=actions_of(kind, editor=viewer.may("editor")) if reviewer else (),
        fields=fields_of(found),
        offers=offers.offers_of(connection, viewer, at, found) if reviewer else (),
    )


def _show(
    request: Request,
    viewer: Viewer,
    database: Database,
    where: tuple[str, str, str],
    *,
    sent: FormData,
    wrong: str = "",
    done: bool = False,
) -> Response:
    story, kind, id = where
    with database.read() as connection:
        page = page_of(connection, viewer, opened.latest(connection, viewer, story), kind, id)
        reasons = _reasons(connection, viewer)
    faults = ((_field_of(wrong, page), wrong),) if wrong else ()
    return render(
        request,
        "review/panel.html.j2" if "hx-request" in request.headers else "review/statement.html.j2",
        status=422 if wrong else 200,
        page=page,
        sent=sent,
        faults=faults,
        reasons=reasons,
        key=new_id(),
        done=done,
    )


def _after(request: Request, viewer: Viewer, database: Database, where: tuple[str, str, str]) -> Response:
    """What is shown when something was recorded: the statement anew, as a part of the page or as a page of its own."""
    if "hx-request" in request.headers:
        return _show(request, viewer, database, where, sent=FormData(), done=True)
    return RedirectResponse(address_of(*where), 303)


def address_of(story: str, kind: str, id: str) -> str:
    """Where a statement has its page."""
    return f"/stories/{quote(story, safe='')}/statements/{quote(kind, safe='')}/{quote(id)}"


def _version_of(connection: Connection, viewer: Viewer, story: str, form: FormData) -> Opened:
    """The version that the form was shown with: what was read there is what is judged."""
    version = _text(form, "version")
    if not version:
        return opened.latest(connection, viewer, story)
    at = opened.of_version(connection, viewer, version)
    if at.story != story:
        raise not_there()
    return at


def _said(connection: Connection, viewer: Viewer, at: Opened, which: tuple[str, str], form: FormData) -> Said:
    """What a form says. Raises UsageError, beginning with the field that is wrong."""
    if stood := _text(form, "stand"):
        return _stood_by(connection, viewer, stood, form)
    kind, id = which
    action = _text(form, "action")
    if not action:
        raise UsageError("action: choose what to say of it.")
    reviewing.check_role(viewer, kind, action)
    found = at.statement(kind, id)
    chosen = [v for v in form.getlist(f"{action}-with") if isinstance(v, str)]
    others = offers.taken(connection, viewer, at, found, action, chosen) if chosen else ()
    values = (
        changed(found, form)
        if action == "correct"
        else at.statements.seen(kind, id)
        if action == "accept"
        else {}
    )
    if action == "correct" and (who := at.statements.entity_named(str(values.get("attributed") or ""))):
        # A name that the dossier knows is that one, however it is spelt elsewhere.
        others = (reviewing.target_in(at, "name", who),)
    return Said(
        action=action,
        target=reviewing.target_in(at, kind, id),
        reason=_text(form, "reason"),
        others=others,
        values=values,
        key=_text(form, "key") or None,
    )


def _stood_by(connection: Connection, viewer: Viewer, id: str, form: FormData) -> Said:
    """One's own review once more, later than those that contradict it. Raises the 404 for anybody else's."""
    kept = decisions.read(connection, viewer, id)
    if kept is None or kept.user != viewer.id or not isinstance(kept.entry, Review):
        raise not_there()
    return Said(
        action=kept.entry.action,
        target=kept.entry.target,
        reason=_text(form, "reason"),
        others=kept.entry.others,
        values=dict(kept.entry.values),
        key=_text(form, "key") or None,
    )


def _reasons(connection: Connection, viewer: Viewer) -> tuple[str, ...]:
    """What this person gave as reasons of late: offered again."""
    if not viewer.may("reviewer"):
        return ()
    kept = decisions.listed(connection, viewer, chain=REVIEWS, user=viewer.id, limit=_LATE)
    return tuple(dict.fromkeys(k.entry.reason for k in kept if k.entry.reason))[:_REASONS]


def _field_of(wrong: str, page: StatementPage) -> str:
    """The field of the form that a message is about, where it begins with one."""
    name = wrong.removeprefix("values: ").partition(" ")[0].rstrip(":")
    if name in ("reason", "action"):
        return name
    return f"{PREFIX}{name}" if name in {f.name for f in page.fields} else ""


def _text(form: FormData, name: str) -> str:
    value = form.get(name)
    return value.strip() if isinstance(value, str) else ""


def _answer(done: Recorded) -> Answer:
    return Answer(id=done.id, address=f"/api/reviews/{done.id}", new=done.new)
