"""Stores with stories in them, each written by one short call as the desk's worker leaves it."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection

from crosswire.store.database.derived import facets, pages, shown, stories, versions
from crosswire.store.database.packed import pack, pack_json
from crosswire.text.fold import fold

AT = "2031-05-04T16:30:00.000000Z"


def tally(measure: str = "killed", best: float | None = 31, **more: Any) -> dict[str, Any]:
    """A tally as a summary has it: exactly `best` unless told otherwise."""
    found = {
        "measure": measure, "group": "people", "label": None, "unit": None, "place": None, "low": best, "best": best,
        "high": best, "status": "agreed", "independent": 2, "families": 2, "reports": 3,
    }  # fmt: skip
    return found | more


def keep_story(
    connection: Connection,
    id: str,
    *,
    title: str = "",
    at: str = AT,
    start: str | None = "2031-05-03",
    end: str | None = None,
    reports: int = 1,
    waiting: int = 0,
    variant: str = "",
    tallies: Sequence[Mapping[str, Any]] = (),
    alarms: Sequence[Mapping[str, Any]] = (),
    languages: Mapping[str, int] | None = None,
    places: Sequence[str] = (),
    changes: Sequence[Mapping[str, Any]] = (),
    version: str = "",
    before: str | None = None,
    discrepancies: Mapping[str, Any] | None = None,
    body: str | None = None,
) -> str:
    """A version of a story, the one that is shown; its id."""
    version = version or f"{id}v1{variant[:8]}"
    summary = json.dumps(
        {"tallies": list(tallies), "alarms": list(alarms), "languages": languages or {"en": reports}, "places": list(places)}
    )  # fmt: skip
    told = {
        "tallies": {t["measure"]: t for t in tallies}, "discrepancies": discrepancies or {}, "withdrawn": {}, "merged": {}
    }  # fmt: skip
    connection.execute(
        versions.insert().values(
            id=version, story=id, variant=variant, at=at, before=before, made_by="test", settings="{}",
            cause=json.dumps({"reports": [{"id": "r1", "name": "Torvane Courier"}], "decisions": [], "program": None}),
            changes=json.dumps(list(changes)), told=json.dumps(told), summary=summary, dossier=pack_json({"schema": "crosswire.dossier/1", "version": version}),
        )
    )  # fmt: skip
    if body is not None:
        connection.execute(
            pages.insert().values(version=version, made_by="test", body=pack(body), dossier=b"")
        )
    latest = {
        "version": version, "at": at, "title": title or f"Story {id}", "start": start, "end": end or start,
        "reports": reports, "originals": reports, "alarms": len(alarms), "waiting": waiting, "summary": summary,
    }  # fmt: skip
    if before is None:
        connection.execute(stories.insert().values(id=id, made=at, touched=False))
        connection.execute(shown.insert().values(story=id, variant=variant, **latest))
    else:
        same = (shown.c.story == id) & (shown.c.variant == variant)
        connection.execute(shown.update().where(same).values(**latest))
    connection.execute(facets.delete().where(facets.c.story == id, facets.c.variant == variant))
    found = {("place", fold(p)) for p in places} | {("measure", fold(t["measure"])) for t in tallies}
    found |= {("language", fold(tag)) for tag in languages or {}}
    for kind, value in sorted(found):
        connection.execute(facets.insert().values(kind=kind, value=value, variant=variant, story=id))
    return version
