"""The audit log, for admins: who did what to the desk itself.

In: a moment before which to look. Out: a page of deeds, the newest first, and its JSON twin. What concerns a seal is shown only
to those on it; entries carry no numbers.
"""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import BaseModel

from crosswire.serve.access import needs
from crosswire.serve.twin import Store, twin
from crosswire.store.database import people
from crosswire.store.database.audit import entries_for
from crosswire.store.database.viewer import Viewer

router = APIRouter(tags=["people"])
_PAGE = 100
_MOMENT = r"^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z)?$"


class DeedRow(BaseModel, frozen=True):
    """One deed: when, what, by whom, to what."""

    at: str
    what: str
    by: str | None
    by_name: str | None
    account: str | None
    told: dict[str, str]


class Audit(BaseModel, frozen=True):
    """Deeds, the newest first; `before` asks for those before them."""

    deeds: tuple[DeedRow, ...]
    before: str | None


@twin(router, "/audit", "audit.html.j2", summary="Who did what to the desk, for admins")
def audit(
    database: Store,
    viewer: Annotated[Viewer, needs("admin")],
    before: Annotated[str, Query(pattern=_MOMENT)] = "",
) -> Audit:
    """A page of the audit log."""
    with database.read() as connection:
        deeds = entries_for(connection, viewer, before=before, most=_PAGE)
        names = {person.id: person.name for person in people.everyone(connection)}
    return Audit(
        deeds=tuple(
            DeedRow(
                at=d.at,
                what=d.what,
                by=d.by,
                by_name=d.by_name,
                account=names.get(dict(d.told).get("account", "")),
                told=dict(d.told),
            )
            for d in deeds
        ),
        before=deeds[-1].at if len(deeds) == _PAGE else None,
    )
