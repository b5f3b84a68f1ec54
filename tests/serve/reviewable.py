"""A store with the story of the specimen dossier in it, as the desk's worker leaves it: what can be reviewed, by whom."""

from __future__ import annotations

import json
from dataclasses import replace

from sqlalchemy import Connection

from crosswire.present.json import to_contract
from crosswire.review.anchors import link_id, target_of
from crosswire.review.table import target_table
from crosswire.store.database.chains import source_key
from crosswire.store.database.derived import pages, queue, reports, shown, stories, versions
from crosswire.store.database.packed import pack, pack_json
from crosswire.types import Dossier, TargetKind
from tests.present.specimen import specimen

STORY = "hallin"
MADE = "2031-05-04T16:30:00.000000Z"
_OF: dict[TargetKind, str] = {
    "quote": "quotes", "name": "entities", "story": "stories", "tally": "tallies", "event": "events",
    "utterance": "utterances", "discrepancy": "discrepancies", "report": "reports",
}  # fmt: skip


def dossier() -> Dossier:
    """The specimen, every report with the digest of its bytes."""
    found = specimen()
    return replace(
        found, reports=tuple(replace(r, sha256=r.sha256 or source_key(r.source)) for r in found.reports)
    )


def targets(found: Dossier) -> dict[str, object]:
    """What a review of each statement is about, by kind and id."""
    told = to_contract(found)
    ids: list[tuple[TargetKind, str]] = [
        ("figure", f["id"]) for f in (*told["figures"], *told["individuals"])
    ]
    ids += [(kind, row["id"]) for kind, name in _OF.items() for row in told[name]]
    ids += [("link", link_id(x["left"], x["right"])) for x in told["lineage"]]
    ids += [("brief", f"b{n}") for n, _ in enumerate(told["brief"], 1)]
    return {f"{kind} {id}": target_table(target_of(found, kind, id)) for kind, id in ids}


def keep_dossier(
    connection: Connection,
    *,
    found: Dossier | None = None,
    story: str = STORY,
    version: str = "v1",
    at: str = MADE,
    cause: dict[str, object] | None = None,
    changes: list[dict[str, object]] | None = None,
    reviews: list[dict[str, object]] | None = None,
    body: str = "",
    seal: dict[str, str] | None = None,
) -> None:
    """A version of the story, the one that is shown. `reviews` are those that it was made with."""
    found = found or dossier()
    contract = to_contract(found) | {"reviews": reviews or []}
    title = contract["stories"][0]["title"]
    connection.execute(
        versions.insert().values(
            id=version, story=story, variant="", at=at, made_by="test", settings="{}", cause=json.dumps(cause or {}),
            changes=json.dumps(changes or []), told="{}", summary="{}", dossier=pack_json(contract),
            targets=pack_json(targets(found)),
        )
    )  # fmt: skip
    values = {
        "version": version,
        "at": at,
        "title": title,
        "reports": 7,
        "originals": 4,
        "alarms": 0,
        "waiting": 2,
    }
    connection.execute(pages.insert().values(version=version, made_by="test", body=pack(body), dossier=b""))
    if connection.execute(stories.select().where(stories.c.id == story)).one_or_none() is not None:
        connection.execute(shown.update().where(shown.c.story == story).values(**values))
        return
    connection.execute(stories.insert().values(id=story, made=at, touched=False))
    connection.execute(shown.insert().values(story=story, variant="", summary="{}", **values))
    for n, report in enumerate(found.reports, 1):
        connection.execute(
            reports.insert().values(
                id=f"{story}-{report.id}", reference=f"{n}", n=n, sha256=report.sha256, source=report.source,
                source_key=source_key(report.source), seal=(seal or {}).get(report.id), story=story, rank=n,
                title=report.title, publisher=report.publisher, characters=len(report.text), came=at, standing=True,
                made_by="test",
            )
        )  # fmt: skip


def keep_queue(
    connection: Connection, *items: dict[str, object], story: str = STORY, variant: str = ""
) -> None:
    """What needs a person, the first the heaviest."""
    for n, item in enumerate(items):
        values = {
            "story": story, "variant": variant, "kind": "figure", "version": "v1", "weight": 100.0 - n, "best": False,
            "disputed": False, "text": "", "why": "", "body": "{}",
        }  # fmt: skip
        connection.execute(queue.insert().values(**(values | item)))


def keep_variant(connection: Connection, variant: str, *, story: str = STORY, version: str = "v1") -> None:
    """The version that is shown, once more in another variant."""
    for table, of in ((versions, versions.c.id), (shown, shown.c.version)):
        row = dict(connection.execute(table.select().where(of == version)).one()._mapping)
        values = row | {"variant": variant, of.name: f"{version}{variant}"}
        connection.execute(table.insert().values(**values))
