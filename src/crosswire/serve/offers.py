"""With what a statement can be merged, and what can be split off it: offered by name, taken back as targets.

In: an opened version, a statement, who looks. Out: `Offer`s for a form, and of those that were chosen the targets that a
review names. Only what the viewer sees is offered, and only what is offered is taken.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Literal

from pydantic import BaseModel
from sqlalchemy import Connection, select

from crosswire.errors import UsageError
from crosswire.review.table import target_from
from crosswire.serve import opened
from crosswire.serve.opened import Opened
from crosswire.serve.statements import Statement
from crosswire.store.database import visible
from crosswire.store.database.derived import shown
from crosswire.store.database.viewer import Viewer
from crosswire.types import Named, Target, Words

Use = Literal["merge", "split"]
# Names, quotes or stories that a form lists: more than these are found by looking at the other one and merging from there.
MOST = 200
# Stretches by which a printed form of a name is found again.
_WORDS = 32


class Offer(BaseModel, frozen=True):
    """Something that a statement can be merged with or split from. `id` is sent back as "KIND ID"."""

    use: Use
    kind: str
    id: str
    text: str

    @property
    def value(self) -> str:
        """What a form sends for it."""
        return f"{self.kind} {self.id}"


def offers_of(connection: Connection, viewer: Viewer, at: Opened, statement: Statement) -> tuple[Offer, ...]:
    """What is offered for a statement; nothing for kinds that are neither merged nor split with others."""
    made = {"name": _names, "quote": _quotes}.get(statement.kind)
    if made is not None:
        return tuple(made(at, statement.id))
    if statement.kind == "story" and viewer.may("editor"):
        return (*_stories(connection, viewer, at), *_reports(at))
    return ()


def taken(
    connection: Connection, viewer: Viewer, at: Opened, statement: Statement, use: str, values: Iterable[str]
) -> tuple[Target, ...]:
    """The targets of what was chosen for this use. Raises UsageError for what was not offered."""
    offered = {o.value: o for o in offers_of(connection, viewer, at, statement) if o.use == use}
    found = []
    for value in dict.fromkeys(values):
        if value not in offered:
            raise UsageError(
                f"{value!r} is none of what can be chosen here; load the page again and choose anew."
            )
        found.append(_target(connection, viewer, at, statement, offered[value]))
    return tuple(found)


def _target(connection: Connection, viewer: Viewer, at: Opened, statement: Statement, offer: Offer) -> Target:
    if offer.kind == "form":
        return _form(at, statement.id, offer.id)
    if offer.kind == "story":
        other = opened.latest(connection, viewer, offer.id)
        told = next((t for name, t in other.targets.items() if name.startswith("story ")), None)
        if told is None:
            raise UsageError(f"The story {offer.text!r} is just being made; try again in a moment.")
        return target_from(told, "others")
    return target_from(at.targets[offer.value], "others")


def _names(at: Opened, id: str) -> Iterable[Offer]:
    """Other names of its type, and the printed forms that may be somebody else's."""
    entities = at.statements.every("name")
    here = entities[id]
    others = (row for other, row in entities.items() if other != id and row["type"] == here["type"])
    for row in sorted(others, key=lambda r: (-len(r["forms"]), r["name"]))[:MOST]:
        if f"name {row['id']}" in at.targets:
            yield Offer(use="merge", kind="name", id=row["id"], text=row["name"])
    for text in dict.fromkeys(f["text"] for f in here["forms"]):
        yield Offer(use="split", kind="form", id=text, text=text)


def _quotes(at: Opened, id: str) -> Iterable[Offer]:
    """Quotes of the same speaker; those that stand with it as one utterance can be split off."""
    quotes = at.statements.every("quote")
    together = {
        q for u in at.statements.every("utterance").values() if id in u["quotes"] for q in u["quotes"]
    }
    same = [q for q in quotes.values() if q["id"] != id and q["speaker"] == quotes[id]["speaker"]]
    for row in same[:MOST]:
        if f"quote {row['id']}" in at.targets:
            siglum, name = at.statements.report_name(row["report"])
            use: Use = "split" if row["id"] in together else "merge"
            yield Offer(use=use, kind="quote", id=row["id"], text=f"{siglum} {name}: {row['text']}")


def _stories(connection: Connection, viewer: Viewer, at: Opened) -> Iterable[Offer]:
    query = select(shown.c.story, shown.c.title).where(
        visible.stories_seen(viewer), shown.c.story != at.story
    )
    for story, title in connection.execute(query.order_by(shown.c.at.desc()).limit(MOST)):
        yield Offer(use="merge", kind="story", id=story, text=title)


def _reports(at: Opened) -> Iterable[Offer]:
    reports = at.statements.every("report")
    for id in reports if len(reports) > 1 else ():
        if f"report {id}" in at.targets:
            siglum, name = at.statements.report_name(id)
            text = " ".join(filter(None, (siglum, name, reports[id]["title"])))
            yield Offer(use="split", kind="report", id=id, text=text)


def _form(at: Opened, entity: str, text: str) -> Target:
    """A printed form of a name, wherever it stands, as `review.anchors` names one."""
    row = at.statements.every("name")[entity]
    spans = [f for f in row["forms"] if f["text"] == text][:_WORDS]
    words = tuple(
        Words(report=_named(at, s["report"]), start=s["start"], end=s["end"], text=s["text"]) for s in spans
    )
    key = (("form", " ".join(text.split())), ("type", str(row["type"])))
    return Target(kind="name", words=words, key=key)


def _named(at: Opened, report: str) -> Named:
    row: Any = at.statements.row("report", report) or {}
    return Named(id=report, sha256=row.get("sha256"), source=row.get("source"), address=row.get("address"))
