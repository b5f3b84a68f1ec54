"""What is being done: the batches that somebody asked for, how far each is, where its reports went, what went wrong.

In: who looks. Out: pages that bring themselves up to date while anything is under way, and their JSON twins. One sees one's own work;
an editor may try again what failed of their own. Work under a seal is there for those on it alone.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import RedirectResponse
from pydantic import BaseModel
from sqlalchemy import Connection, Row, func, select, update

from crosswire.serve.access import needs, not_there
from crosswire.serve.render import render
from crosswire.serve.twin import Store
from crosswire.store.database.derived import reports, shown
from crosswire.store.database.schema import jobs as table
from crosswire.store.database.viewer import Viewer
from crosswire.store.database.visible import jobs_seen, reports_seen, stories_seen

router = APIRouter(tags=["work"])
Editor = Annotated[Viewer, needs("editor")]
# Batches on a page; jobs of one batch that are told one by one.
PAGE, MOST = 20, 1000
OPEN = ("waiting", "running")
# What people ask for themselves; stories are made anew by what these bring.
ASKED = ("read", "fetch", "feed", "refused")
# What can be done again: what was refused must be given again.
AGAIN = ("read", "fetch", "feed", "story")


class Went(BaseModel, frozen=True):
    """A story to which a report went, as its list has it."""

    id: str
    title: str


class JobRow(BaseModel, frozen=True):
    """One piece of work: how far it is, where its reports went, or what went wrong and what to do."""

    id: str
    kind: str
    what: str
    state: str
    stage: str | None = None
    done: int = 0
    total: int = 0
    message: str | None = None
    problems: tuple[str, ...] = ()
    reports: int = 0
    stories: tuple[Went, ...] = ()
    made: str
    ended: str | None = None
    again: bool = False


class BatchRow(BaseModel, frozen=True):
    """What was asked for at once. `open` is whether anything of it is still under way or waits."""

    id: str
    made: str
    open: bool
    done: int
    total: int
    failed: int
    jobs: tuple[JobRow, ...] = ()
    stories: tuple[Went, ...] = ()


class Work(BaseModel, frozen=True):
    """One's own work, the latest first."""

    batches: tuple[BatchRow, ...]
    older: str | None = None


@router.get("/api/work", summary="What one asked for, and how far it is")
def work(viewer: Editor, database: Store, before: Annotated[str, Query(max_length=64)] = "") -> Work:
    """One's own batches, the latest first."""
    with database.read() as connection:
        rows = _batches(connection, viewer, before)
    more = len(rows) > PAGE
    return Work(batches=tuple(rows[:PAGE]), older=f"/work?before={rows[PAGE - 1].made}" if more else None)


@router.get("/work", include_in_schema=False)
def work_page(request: Request, viewer: Editor, database: Store, before: str = "") -> Response:
    """The same as a page."""
    template = "work/batches.html.j2" if "hx-request" in request.headers else "work/work.html.j2"
    return render(request, template, page=work(viewer, database, before))


@router.get("/api/work/{batch}", summary="How far a batch is, where its reports went, what went wrong")
def one_batch(viewer: Editor, database: Store, batch: str) -> BatchRow:
    """One batch with every job of it."""
    with database.read() as connection:
        rows = connection.execute(
            select(table)
            .where(_own(viewer), _batch() == batch)
            .order_by(table.c.made, table.c.id)
            .limit(MOST)
        ).all()
        if not rows:
            raise not_there()
        return _told(connection, viewer, batch, rows)


@router.get("/work/{batch}", include_in_schema=False)
def batch_page(request: Request, viewer: Editor, database: Store, batch: str) -> Response:
    """The same as a page, or as the part of it that asks for itself."""
    template = "work/batch_part.html.j2" if "hx-request" in request.headers else "work/batch.html.j2"
    return render(request, template, page=one_batch(viewer, database, batch))


@router.post("/work/{batch}/again", include_in_schema=False)
def again_page(viewer: Editor, database: Store, batch: str) -> Response:
    """Tries again what failed of a batch."""
    again(viewer, database, batch)
    return RedirectResponse(f"/work/{batch}", 303)


@router.post("/api/work/{batch}/again", status_code=202, summary="Try again what failed of a batch")
def again(viewer: Editor, database: Store, batch: str) -> BatchRow:
    """Asks anew for every job of a batch that failed."""
    found = one_batch(viewer, database, batch)
    retried = [j.id for j in found.jobs if j.again]
    with database.write() as connection:
        connection.execute(
            update(table)
            .where(table.c.id.in_(retried), table.c.state == "failed", _own(viewer))
            .values(state="waiting", message=None, tries=0, ended=None, done=0, total=0, stage=None)
        )
    return one_batch(viewer, database, batch)


def _own(viewer: Viewer) -> Any:
    return (table.c.user == viewer.id) & jobs_seen(viewer)


def _batch() -> Any:
    """A job that was asked for alone is a batch of its own."""
    return func.coalesce(table.c.batch, table.c.id)


def _batches(connection: Connection, viewer: Viewer, before: str) -> list[BatchRow]:
    made = func.min(table.c.made).label("made")
    id = _batch().label("id")
    query = select(id, made).where(_own(viewer), table.c.kind.in_(ASKED)).group_by(id)
    if before:
        query = query.having(made < before)
    found = connection.execute(query.order_by(made.desc()).limit(PAGE + 1)).all()
    rows: dict[str, list[Row[Any]]] = {b.id: [] for b in found}
    every = select(table, id.label("of")).where(_own(viewer), _batch().in_(list(rows)))
    for row in connection.execute(every.order_by(table.c.made, table.c.id)):
        rows[row.of].append(row)
    return [_told(connection, viewer, b.id, rows[b.id][:MOST]) for b in found]


def _told(connection: Connection, viewer: Viewer, id: str, rows: Sequence[Row[Any]]) -> BatchRow:
    results = {row.id: json.loads(row.result) if row.result else {} for row in rows}
    went = _went(connection, viewer, results)
    told = tuple(_job(row, results[row.id], went.get(row.id, ())) for row in rows)
    stories = {s.id: s for j in told for s in j.stories}
    return BatchRow(
        id=id,
        made=rows[0].made,
        open=any(row.state in OPEN for row in rows),
        done=sum(row.state not in OPEN for row in rows),
        total=len(rows),
        failed=sum(row.state == "failed" for row in rows),
        jobs=told,
        stories=tuple(stories.values()),
    )


def _job(row: Row[Any], result: Mapping[str, Any], went: Sequence[Went]) -> JobRow:
    told = json.loads(row.told)
    return JobRow(
        id=row.id,
        kind=row.kind,
        what=_what(told),
        state=row.state,
        stage=row.stage if row.state in OPEN else None,
        done=row.done,
        total=row.total,
        message=row.message,
        problems=tuple(
            f"{p['report']}: {p['message']}" if p.get("report") else p["message"]
            for p in result.get("problems", ())
        ),
        reports=len(result.get("reports", ())),
        stories=tuple(went),
        made=row.made,
        ended=row.ended,
        again=row.state == "failed" and row.kind in AGAIN,
    )


def _what(told: Mapping[str, Any]) -> str:
    """What a job is about, as people know it: an address, or the file's own name."""
    named = told.get("address") or told.get("source") or told.get("name") or ""
    return str(named) if "://" in str(named) else str(named).rpartition("/")[2]


def _went(
    connection: Connection, viewer: Viewer, results: Mapping[str, Mapping[str, Any]]
) -> dict[str, tuple[Went, ...]]:
    """The stories in which the reports of each job are now, as far as the viewer sees them."""
    of = {report: job for job, result in results.items() for report in result.get("reports", ())}
    query = (
        select(reports.c.id, reports.c.story, shown.c.title)
        .join(shown, shown.c.story == reports.c.story)
        .where(reports.c.id.in_(list(of)), reports_seen(viewer), stories_seen(viewer))
    )
    found: dict[str, dict[str, Went]] = {}
    for report, story, title in connection.execute(query):
        found.setdefault(of[report], {})[story] = Went(id=story, title=title)
    return {job: tuple(stories.values()) for job, stories in found.items()}
