"""What people decided, as pages and programs are told it: each review with who, when, why, whether it stands, and its effect.

In: decisions as the store gives them to one who looks, and the versions of a story. Out: `ReviewRow`s. What a review changed
is read from the story's history: the versions that name it among their causes, and what changed in them.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence

from pydantic import BaseModel
from sqlalchemy import Connection, and_, select

from crosswire.serve.opened import Opened
from crosswire.serve.statements import Value
from crosswire.store.database import visible
from crosswire.store.database.decisions import Kept
from crosswire.store.database.derived import shown, versions
from crosswire.store.database.viewer import Viewer
from crosswire.types import Named, Review, Target

# Versions of stories that are looked through for what reviews changed.
_VERSIONS = 500


class Taken(BaseModel, frozen=True):
    """That a review was taken back."""

    by: str
    at: str
    reason: str = ""


class ReviewRow(BaseModel, frozen=True):
    """One review. `statement` is the id of what it is about in the story's latest version, `made` whether that version was
    made with it; `moved` says what changed when it was; `bearing` and `effect` are those of the dossier."""

    id: str
    kind: str
    action: str
    about: str
    by: str
    user: str | None = None
    mine: bool
    at: str
    reason: str
    values: dict[str, Value] = {}
    others: tuple[str, ...] = ()
    story: str | None = None
    statement: str | None = None
    made: bool = False
    bearing: str | None = None
    effect: str | None = None
    moved: tuple[str, ...] = ()
    withdrawn: Taken | None = None


def rows_of(
    kept: Iterable[Kept],
    viewer: Viewer,
    *,
    at: Opened | None = None,
    moved: Mapping[str, tuple[str, ...]] | None = None,
) -> tuple[ReviewRow, ...]:
    """The rows of reviews; `at` is the version in which they are looked for."""
    return tuple(row_of(k, viewer, at=at, moved=(moved or {}).get(k.id, ())) for k in kept)


def row_of(kept: Kept, viewer: Viewer, *, at: Opened | None = None, moved: Sequence[str] = ()) -> ReviewRow:
    """The row of one review."""
    review = kept.entry
    assert isinstance(review, Review)
    known = at.known_reviews.get(review.id) if at is not None else None
    gone = kept.withdrawn
    return ReviewRow(
        id=review.id,
        kind=review.target.kind,
        action=review.action,
        about=about(review.target),
        by=review.by,
        user=kept.user,
        mine=kept.user == viewer.id,
        at=kept.at,
        reason=review.reason,
        values=dict(review.values),
        others=tuple(about(t) for t in review.others),
        story=kept.story,
        statement=statement_of(review, at) if at is not None else None,
        made=(known is not None) != (gone is not None),
        bearing=known.get("standing") if known and gone is None else None,
        effect=known.get("effect") if known and gone is None else None,
        moved=tuple(moved),
        withdrawn=Taken(by=gone.by, at=gone.at, reason=gone.reason) if gone is not None else None,
    )


def about(target: Target) -> str:
    """What a review is about, in short: its words, else its reports."""
    key = dict(target.key)
    told = key.get("text") or key.get("summary") or key.get("title") or key.get("name") or key.get("form")
    if told:
        return told
    if target.kind == "tally":
        return " ".join(filter(None, (key.get("measure"), key.get("label") or key.get("group"))))
    if target.words:
        first = target.words[0]
        # A figure's own words are its number alone: what was counted stands after it.
        whole = f"{first.text}{first.after}" if target.kind == "figure" else first.text
        return " ".join(whole.split())
    return " – ".join(map(_called, target.reports))


def statement_of(review: Review, at: Opened) -> str | None:
    """The id in a version of what a review is about: as the version has it, or by the same words."""
    known = at.known_reviews.get(review.id, {}).get("found") or ()
    if known:
        return str(known[0])
    return at.found(review.target)


def moved_by(connection: Connection, viewer: Viewer, stories: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """What changed in the versions that reviews caused, by the reviews' ids, in the variants that the viewer sees."""
    theirs = and_(shown.c.story == versions.c.story, shown.c.variant == versions.c.variant)
    query = (
        select(versions.c.cause, versions.c.changes)
        .join(shown, theirs)
        .where(
            versions.c.story.in_(sorted(set(stories))),
            visible.stories_seen(viewer),
            versions.c.cause.is_not(None),
        )
        .order_by(versions.c.at.desc())
        .limit(_VERSIONS)
    )
    found: dict[str, tuple[str, ...]] = {}
    for cause, changes in connection.execute(query):
        told = tuple(str(c["text"]) for c in json.loads(changes))
        for decision in json.loads(cause).get("decisions", ()):
            found[decision["id"]] = found.get(decision["id"], ()) + told
    return found


def _called(named: Named) -> str:
    return named.address or named.source or named.id
