"""The rows of reports: written when a report was read, and made reports with their annotations again.

In: a `Report` with what it says, and where it came from. Out: rows of `reports`, `annotations` and `passages`; and from the
rows what they stand for. A report's id follows from the name of its source and its bytes alone, never from when or after
what it came, so that nothing about it tells what else is in the store.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection, Row, select

from crosswire.desk.add import seal_on
from crosswire.desk.found import report_passage
from crosswire.desk.terms import pack_terms
from crosswire.link.story_terms import story_terms
from crosswire.read import digest
from crosswire.scale.records import Said, join, pack, split, unpack
from crosswire.standing import day_of
from crosswire.store.database import passages
from crosswire.store.database.chains import source_key, storable
from crosswire.store.database.derived import annotated, reports
from crosswire.store.database.derived import passages as found
from crosswire.store.standing import CAME
from crosswire.types import Annotations, Item, Report


@dataclass(frozen=True, slots=True, kw_only=True)
class Came:
    """Where a report came from: its receipt (number, source, when), the reference to it, the job that read it, and its
    place in what was received."""

    n: int
    source: str
    at: str
    reference: str
    batch: str | None
    asked: str
    part: int


def report_id(source: str, data: bytes) -> str:
    """The id of the report in these bytes of this source.

    >>> report_id("a.txt", b"One.") == report_id("a.txt", b"One.") != report_id("b.txt", b"One.")
    True
    """
    return "r" + sha256(f"{digest(data)}\n{source}".encode("utf-8", "surrogatepass")).hexdigest()[:16]


def came_at(at: str, how: Mapping[str, str]) -> str:
    """When bytes first came, though they may have been brought from another store later."""
    return how.get(CAME) or at


def put(connection: Connection, report: Report, said: Annotations, came: Came, made_by: str) -> bool:
    """Writes a report's rows in place of those there are; whether it stands in a story already."""
    seal = seal_on(connection, came.source)
    before = connection.execute(select(reports.c.story).where(reports.c.id == report.id)).one_or_none()
    values = _values(report, said, came) | {"made_by": made_by}
    if before is None:
        connection.execute(reports.insert().values(id=report.id, seal=seal, rank=0, **values))
    else:
        connection.execute(reports.update().where(reports.c.id == report.id).values(**values))
    connection.execute(annotated.delete().where(annotated.c.report == report.id))
    terms = pack_terms(story_terms(report, said))
    connection.execute(
        annotated.insert().values(
            report=report.id, made_by=made_by, body=join([pack(report, said)], ()), terms=terms
        )
    )
    story = before.story if before is not None else None
    connection.execute(found.delete().where(found.c.report == report.id, found.c.variant.is_(None)))
    passages.put(connection, [replace(report_passage(report, said), story=story, seal=seal)])
    return story is not None


def said_in(body: bytes) -> tuple[Said, ...]:
    """A report with what it says: as it was first read, and then against the days that it turned out to speak from."""
    places, _ = split(body)
    return tuple(unpack(body[start:end]) for start, end in places)


def keep_again(connection: Connection, again: Iterable[Said], made_by: str) -> None:
    """Keeps what reports say against another day beside what they say against their own."""
    for report, said in again:
        query = select(annotated.c.body).where(
            annotated.c.report == report.id, annotated.c.made_by == made_by
        )
        body = connection.execute(query.with_for_update()).scalar()
        if body is None:
            continue
        known = said_in(body)
        if said.anchor in {a.anchor for _, a in known}:
            continue
        # The one for its own day, and the latest other: a report rarely moves twice.
        packed = [pack(*known[0]), pack(report, said)]
        connection.execute(
            annotated.update().where(annotated.c.report == report.id).values(body=join(packed, ()))
        )


def item_of(row: Row[Any]) -> Item | None:
    """The agency's item of which a report is a state."""
    if row.item is None:
        return None
    uri, version, status = json.loads(row.item)
    return Item(uri=uri, version=version, status=status)


def _values(report: Report, said: Annotations, came: Came) -> dict[str, Any]:
    item = report.item
    return {
        "reference": came.reference,
        "n": came.n,
        "sha256": report.sha256,
        "source": storable(report.source),
        "source_key": source_key(came.source),
        "title": _text(report.title),
        "publisher": _text(report.publisher),
        "published": report.published,
        "day": said.anchor or day_of(report.published),
        "language": report.language,
        "address": _text(report.address),
        "characters": len(report.text),
        "item": json.dumps([item.uri, item.version, item.status]) if item else None,
        "came": came.at,
        "batch": came.batch,
        "asked": came.asked,
        "part": came.part,
        "standing": True,
        "problems": json.dumps(list(report.notices)) if report.notices else None,
    }


def _text(text: str | None) -> str | None:
    return storable(text) if text is not None else None
