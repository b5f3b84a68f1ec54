"""Withdrawing what should never have been added: a source whose reports nothing may rest on any more.

In: a report's id and a reason, from an editor's form or a program. Out: an entry of the custody log, with who and why; the stories
that rested on its reports are made anew without them. Its bytes and what was known before stay. Whoever adds it again
brings it back.
"""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Form, Request
from fastapi.responses import RedirectResponse, Response
from pydantic import BaseModel, Field
from sqlalchemy import Connection, Row, func, select

from crosswire.desk.sealing import withdraw_source
from crosswire.errors import UsageError
from crosswire.serve.access import needs, not_there
from crosswire.serve.asked import AskedId
from crosswire.serve.render import render
from crosswire.serve.story import NOT_THERE
from crosswire.serve.translation import Message, say
from crosswire.serve.twin import Store, twin
from crosswire.store.database import audit, visible
from crosswire.store.database.derived import reports
from crosswire.store.database.viewer import Viewer

router = APIRouter(tags=["reports"])
Editor = Annotated[Viewer, needs("editor")]
REASON_LENGTH = 500


class Withdrawable(BaseModel, frozen=True):
    """What would be withdrawn: a source, with all that stands of it."""

    report: str
    name: str
    source: str
    reports: int = Field(description="how many reports of it stand")
    faults: tuple[tuple[str, Any], ...] = Field(default=(), exclude=True)


class WithdrawalAsked(BaseModel, frozen=True):
    """Why a source is withdrawn."""

    reason: str = Field(
        max_length=2000, description="kept in the custody log; whoever reads the report sees it"
    )


@twin(
    router,
    "/reports/{id}/withdraw",
    "withdraw_report.html.j2",
    summary="What withdrawing a report’s source would take out",
    responses=NOT_THERE,
)
def withdrawable(id: AskedId, database: Store, viewer: Editor) -> Withdrawable:
    """The source of a report, and how many reports of it stand."""
    with database.read() as connection:
        return _withdrawable(connection, viewer, id)


@router.post(
    "/api/reports/{id}/withdraw", status_code=204, summary="Withdraw a report’s source", responses=NOT_THERE
)
def withdraw(id: AskedId, database: Store, viewer: Editor, asked: WithdrawalAsked) -> Response:
    """Nothing rests on the source's reports any more. Raises UsageError for a reason that is none, and where the report
    stands no longer."""
    told = " ".join(asked.reason.split())
    if (fault := _fault(told)) is not None:
        raise UsageError(str(fault))
    with database.write() as connection:
        report = _standing(connection, viewer, id)
        withdraw_source(connection, report.source, by=viewer.id, reason=told)
        seals = frozenset({report.seal} if report.seal else ())
        audit.record(connection, "withdrawn", viewer, seals=seals, report=id)
    return Response(status_code=204)


@router.post("/reports/{id}/withdraw", include_in_schema=False)
def withdraw_form(
    request: Request,
    id: AskedId,
    database: Store,
    viewer: Editor,
    reason: Annotated[str, Form(max_length=2000)] = "",
) -> Response:
    """The same from the page's form; leads back to the report, which says so."""
    if (fault := _fault(" ".join(reason.split()))) is not None:
        page = withdrawable(id, database, viewer).model_copy(update={"faults": (("reason", fault),)})
        return render(request, "withdraw_report.html.j2", status=422, page=page)
    withdraw(id, database, viewer, WithdrawalAsked(reason=reason))
    return RedirectResponse(f"/reports/{id}", 303)


def _fault(reason: str) -> Message | None:
    """What is wrong with a reason."""
    if 0 < len(reason) <= REASON_LENGTH:
        return None
    return say("Say why in 1 to %(most)s characters.", most=REASON_LENGTH)


def _withdrawable(connection: Connection, viewer: Viewer, id: str) -> Withdrawable:
    report = _standing(connection, viewer, id)
    same = (reports.c.source_key == report.source_key, reports.c.standing, visible.reports_seen(viewer))
    count = int(connection.execute(select(func.count()).where(*same)).scalar_one())
    name = report.title or report.publisher or report.source
    return Withdrawable(report=id, name=name, source=report.source, reports=count)


def _standing(connection: Connection, viewer: Viewer, id: str) -> Row[tuple[object, ...]]:
    report = visible.report(connection, viewer, id)
    if report is None:
        raise not_there()
    if not report.standing:
        raise UsageError(str(say("This state of the report does not stand any more; nothing rests on it.")))
    return report
