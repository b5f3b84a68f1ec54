"""Seals: what lies under those that one is on, who else is on them, and laying one on what one has added.

In: forms of whoever is on a seal, or who added a report. Out: pages and their JSON twins, which are there for those on the seal
alone. A seal is laid by the one who added what it lies on, never by others, so that nobody hides what somebody else
brought; who is on it decides who else is, and an admin has no say in it.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated

from fastapi import APIRouter, Form
from fastapi.responses import RedirectResponse
from pydantic import BaseModel
from sqlalchemy import Connection, Row
from starlette.exceptions import HTTPException
from starlette.responses import Response

from crosswire.desk.sealing import clear_people, lay_seal, lift_seal
from crosswire.errors import UsageError
from crosswire.serve.access import needs, not_there
from crosswire.serve.asked import AskedId
from crosswire.serve.looking import Looking
from crosswire.serve.translation import say
from crosswire.serve.twin import Store, twin
from crosswire.store.database import audit, seals, visible
from crosswire.store.database import people as accounts
from crosswire.store.database.viewer import Viewer

router = APIRouter(tags=["seals"])
Editor = Annotated[Viewer, needs("editor", person=True)]
People = Annotated[list[str], Form(max_length=500)]
Reason = Annotated[str, Form(max_length=2000)]
REASON_LENGTH = 500


class OnSeal(BaseModel, frozen=True):
    """Somebody with an account, and whether they are on a seal."""

    id: str
    name: str
    role: str
    on: bool


class SealRow(BaseModel, frozen=True):
    """A seal that one is on."""

    id: str
    made: str
    reason: str
    people: tuple[str, ...]
    sources: tuple[str, ...]


class Seals(BaseModel, frozen=True):
    """The seals that one is on, the newest first."""

    seals: tuple[SealRow, ...]


class OneSeal(SealRow, frozen=True):
    """One of them, with everybody who could be on it."""

    everybody: tuple[OnSeal, ...]


class Sealable(BaseModel, frozen=True):
    """What a seal is to be laid on, and the seals and people to choose from."""

    report: str
    source: str
    seals: tuple[SealRow, ...]
    everybody: tuple[OnSeal, ...]


@twin(router, "/seals", "seals.html.j2", summary="The seals that you are on")
def own_seals(database: Store, viewer: Looking) -> Seals:
    """The seals that the viewer is on, with what lies under each."""
    with database.read() as connection:
        return Seals(seals=tuple(_row(connection, seal) for seal in seals.of(connection, viewer)))


@twin(router, "/seals/{id}", "seal.html.j2", summary="One seal that you are on")
def one_seal(id: AskedId, database: Store, viewer: Looking) -> OneSeal:
    """A seal with everybody who is on it or could be."""
    with database.read() as connection:
        seal = _own(connection, viewer, id)
        on = seals.people_on(connection, id)
        return OneSeal(**_row(connection, seal).model_dump(), everybody=_everybody(connection, viewer, on))


@router.post("/seals/{id}/people", include_in_schema=False)
def change_people(id: AskedId, database: Store, viewer: Editor, people: People = []) -> Response:  # noqa: B006
    """Makes these the people on a seal. Whoever takes themselves off sees nothing of it any more."""
    with database.write() as connection:
        _own(connection, viewer, id)
        there = {p.id for p in accounts.everyone(connection) if p.disabled is None}
        if set(people) - there:
            raise UsageError("Somebody who was chosen has no account here; choose from the list of people.")
        clear_people(connection, id, sorted(set(people)))
        audit.record(connection, "seal people changed", viewer, seals=frozenset({id}), seal=id)
    return RedirectResponse(f"/seals/{id}" if viewer.id in people else "/seals", 303)


@router.post("/seals/{id}/open", include_in_schema=False)
def open_seal(id: AskedId, database: Store, viewer: Editor) -> Response:
    """Opens what lies under a seal to every reader. It cannot be undone: they may have read it."""
    with database.write() as connection:
        _own(connection, viewer, id)
        lift_seal(connection, id)
        audit.record(connection, "seal opened", viewer, seals=frozenset({id}), seal=id)
    return RedirectResponse("/seals", 303)


@twin(
    router, "/reports/{id}/seal", "seal_report.html.j2", summary="Whether and how you may seal what you added"
)
def sealable(id: AskedId, database: Store, viewer: Editor) -> Sealable:
    """What is to be chosen for a seal on a report's source."""
    with database.read() as connection:
        report = _added_by(connection, viewer, id)
        return Sealable(
            report=id,
            source=report.source,
            seals=tuple(_row(connection, seal) for seal in seals.of(connection, viewer)),
            everybody=_everybody(connection, viewer, {viewer.id}),
        )


@router.post("/reports/{id}/seal", include_in_schema=False)
def seal_report(
    id: AskedId,
    database: Store,
    viewer: Editor,
    seal: Annotated[str, Form(max_length=64)] = "",
    people: People = [],  # noqa: B006  # FastAPI copies it
    reason: Reason = "",
) -> Response:
    """Lays one of the viewer's seals on what they added, or a new one with these people on it."""
    with database.write() as connection:
        report = _added_by(connection, viewer, id)
        chosen = seal or _new(connection, viewer, people, reason)
        _own(connection, viewer, chosen, new=not seal)
        lay_seal(connection, report.source, chosen)
        audit.record(connection, "sealed", viewer, seals=frozenset({chosen}), seal=chosen)
    return RedirectResponse(f"/seals/{chosen}", 303)


def _new(connection: Connection, viewer: Viewer, people: list[str], reason: str) -> str:
    told = " ".join(reason.split())
    if not 0 < len(told) <= REASON_LENGTH:
        raise UsageError(f"Say why in 1 to {REASON_LENGTH} characters; those on the seal read it.")
    return seals.make(connection, by=viewer.id, people=people, reason=told)


def _own(connection: Connection, viewer: Viewer, id: str, *, new: bool = False) -> seals.Seal:
    """One of the viewer's seals. Raises the 404 where they are not on it, or it is open."""
    mine = viewer if not new else seals.with_seal(viewer, id)
    found = [seal for seal in seals.of(connection, mine) if seal.id == id]
    if not found:
        raise not_there()
    return found[0]


def _added_by(connection: Connection, viewer: Viewer, id: str) -> Row[tuple[object, ...]]:
    """A report that the viewer sees and added themselves, from the first state of its source on."""
    report = visible.report(connection, viewer, id)
    if report is None:
        raise not_there()
    if not is_own(visible.custody(connection, viewer, source=report.source), viewer):
        raise HTTPException(403, say("Only whoever added a report may seal its source."))
    return report


def is_own(entries: Iterable[visible.Custody], viewer: Viewer) -> bool:
    """Whether all that befell a source was this viewer's doing."""
    return {dict(entry.how).get("user") for entry in entries} == {viewer.id}


def _row(connection: Connection, seal: seals.Seal) -> SealRow:
    return SealRow(
        id=seal.id,
        made=seal.made,
        reason=seal.reason,
        people=seal.people,
        sources=seals.sources_under(connection, seal.id),
    )


def _everybody(connection: Connection, viewer: Viewer, on: set[str]) -> tuple[OnSeal, ...]:
    return tuple(
        OnSeal(id=p.id, name=p.shown, role=p.role, on=p.id in on)
        for p in accounts.everyone(connection)
        if p.disabled is None or p.id in on
    )
