"""Recording a review: from what a form or a program sent to a decision that is durable, and a story that is made anew.

In: who reviews, and what they say of which statement of which version. Out: `Recorded`. The decision, the work that follows
from it and the answer to a repeated request are committed in one transaction; what it changes is worked out afterwards. Which
page shows it is left to `reviews`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import cast

from sqlalchemy import Connection, select
from sqlalchemy.exc import IntegrityError
from starlette.exceptions import HTTPException

from crosswire.desk import posted
from crosswire.desk.anew import make_anew
from crosswire.errors import UsageError
from crosswire.review import table
from crosswire.serve import settled
from crosswire.serve.access import not_there
from crosswire.serve.opened import Opened
from crosswire.serve.statements import Value
from crosswire.serve.translation import say
from crosswire.store.database import Database, decisions, visible
from crosswire.store.database.derived import reports
from crosswire.store.database.schema import REVIEWS
from crosswire.store.database.viewer import Viewer
from crosswire.types import Review, ReviewAction, Target


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What somebody says of a target. `key` is what a repeated request repeats."""

    action: str
    target: Target
    reason: str
    others: Sequence[Target] = ()
    values: Mapping[str, Value] | None = None
    key: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded:
    """A review that is kept. `new` is False where this very request was answered before."""

    id: str
    new: bool


def record(database: Database, viewer: Viewer, said: Said, *, story: str | None) -> Recorded:
    """Keeps what was said. Raises UsageError for what cannot be said, or of reports that are not there for the viewer."""
    made = _made(viewer, said)

    def append(connection: Connection) -> str:
        _check_seen(connection, viewer, made)
        decisions.append(connection, made, user=viewer.id, story=story)
        make_anew(connection, made, story)
        return made.id

    return _heeded(database, _once(database, viewer, said.key, append))


def check(database: Database, viewer: Viewer, said: Said) -> None:
    """Raises what `record` would, and keeps nothing."""
    with database.read() as connection:
        _check_seen(connection, viewer, _made(viewer, said))


def withdraw(database: Database, viewer: Viewer, id: str, *, reason: str, key: str | None = None) -> Recorded:
    """Takes a review back: one's own, or as an editor anybody's. Raises the 404 where it is not there for the viewer."""

    def take(connection: Connection) -> str:
        found = decisions.read(connection, viewer, id)
        if found is None or found.chain != REVIEWS:
            raise not_there()
        if found.user != viewer.id and not viewer.may("editor"):
            raise HTTPException(
                403, say("Only who made a review, or an editor, can take it back; say otherwise by your own.")
            )
        if found.withdrawn is None:
            gone = table.withdraw(id, by=viewer.name, reason=reason)
            decisions.append(connection, gone, user=viewer.id)
            make_anew(connection, found.entry, found.story)
        return id

    return _heeded(database, _once(database, viewer, key, take))


def _made(viewer: Viewer, said: Said) -> Review:
    if not said.reason.strip():
        raise UsageError("reason: say why in a few words; whoever reads the dossier later relies on it.")
    check_role(viewer, said.target.kind, said.action)
    return table.review(
        cast(ReviewAction, said.action),
        said.target,
        by=viewer.name,
        others=said.others,
        values=said.values,
        reason=said.reason,
    )


def target_in(at: Opened, kind: str, id: str) -> Target:
    """What a review of a statement is about. Raises the 404 where the version has none such."""
    told = at.targets.get(f"{kind} {id}")
    if told is None:
        raise not_there()
    return table.target_from(told, "target")


def _heeded(database: Database, done: Recorded) -> Recorded:
    """What follows for the queue at once; everything else does when the story is made anew."""
    if done.new:
        settled.heed(database, done.id)
    return done


def _check_seen(connection: Connection, viewer: Viewer, made: Review) -> None:
    """Raises UsageError where the viewer sees no report that a name means: what is said of it could not be shown to them."""
    for named in made.named:
        same = reports.c.sha256 == named.sha256 if named.sha256 else reports.c.id == named.id
        query = select(reports.c.id).where(same, visible.reports_seen(viewer)).limit(1)
        if connection.execute(query).scalar() is None:
            raise UsageError(
                f"target: the report {named.source or named.id!r} is not there; take the target from the story's JSON."
            )


def check_role(viewer: Viewer, kind: str, action: str) -> None:
    """Raises the 403 where a role is not enough: which reports are one story is for editors to say."""
    if kind == "story" and action in ("merge", "split") and not viewer.may("editor"):
        raise HTTPException(403, say("To merge or split stories takes the role of editor."))


def _once(database: Database, viewer: Viewer, key: str | None, do: Callable[[Connection], str]) -> Recorded:
    """Does it in one transaction, or gives the answer of the first time."""
    try:
        with database.write() as connection:
            before = posted.find(connection, viewer.id, key)
            if before is not None:
                return Recorded(id=before["review"], new=False)
            id = do(connection)
            posted.keep(connection, viewer.id, key, {"review": id})
            return Recorded(id=id, new=True)
    except IntegrityError:
        before = posted.answered(database, viewer.id, key)
        if before is None:
            raise UsageError("Two requests wanted the same at once; send it again.") from None
        return Recorded(id=before["review"], new=False)
