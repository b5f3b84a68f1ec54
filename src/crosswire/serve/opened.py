"""A version of a story's dossier, opened for one who looks: its statements, and what a review of each is about.

In: who looks, a story or one of its versions. Out: `Opened`, or the 404 that is the same for what is not there and for what is
not there for this viewer. What was unpacked is kept for a while, since every step of a review asks for it again; it is kept
by its bytes, after the store was asked whether the viewer may see them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, Row, select

from crosswire.review.table import target_table
from crosswire.serve.access import not_there
from crosswire.serve.statements import Statement, Statements
from crosswire.store.database import visible
from crosswire.store.database.derived import shown, versions
from crosswire.store.database.packed import unpack_json
from crosswire.store.database.viewer import Viewer
from crosswire.types import Target

Targets = Mapping[str, Mapping[str, Any]]
Signature = tuple[Any, ...]
# Dossiers that stay unpacked: those that a few people are reviewing at one time.
_KEPT = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """One version of a story, in the variant that the viewer sees. `targets` are by "KIND ID"."""

    story: str
    version: str
    variant: str
    at: str
    title: str
    statements: Statements
    targets: Targets
    ids: Mapping[Signature, str]

    def statement(self, kind: str, id: str) -> Statement:
        """A statement by its id. Raises the 404 where this version has none, or none that can be reviewed."""
        target = self.targets.get(f"{kind} {id}")
        found = self.statements.find(kind, id, (target or {}).get("words"))
        if found is None or target is None:
            raise not_there()
        return found

    def found(self, target: Target) -> str | None:
        """The id of what a target is about, where the same words are known of it here."""
        return self.ids.get(signature(target_table(target)))

    @property
    def known_reviews(self) -> Mapping[str, Mapping[str, Any]]:
        """The reviews that this version was made with, by their ids."""
        return {row["id"]: row for row in self.statements.contract.get("reviews", ())}


def latest(connection: Connection, viewer: Viewer, story: str) -> Opened:
    """The latest version of a story. Raises the 404 where it is not there for the viewer."""
    query = (
        select(versions, shown.c.title)
        .join(shown, shown.c.version == versions.c.id)
        .where(shown.c.story == story, visible.stories_seen(viewer))
    )
    row = connection.execute(query).one_or_none()
    if row is None:
        raise not_there()
    return _opened(row, row.title)


def every_variant(connection: Connection, story: str) -> tuple[Opened, ...]:
    """The latest version of a story in each of its variants: for what the program works out, not for who looks."""
    query = select(versions, shown.c.title).join(shown, shown.c.version == versions.c.id)
    found = connection.execute(query.where(shown.c.story == story).order_by(versions.c.variant)).all()
    return tuple(_opened(row, row.title) for row in found)


def of_version(connection: Connection, viewer: Viewer, id: str) -> Opened:
    """A version by its id. Raises the 404 where it is not there for the viewer."""
    row = visible.version(connection, viewer, id)
    if row is None:
        raise not_there()
    return _opened(row, "")


def signature(told: Mapping[str, Any]) -> Signature:
    """By what two targets are held to be about one thing: kind, words and reports; and of what was made of many words, which
    of the things made of them. What a figure counts is no part of it: that is what reviews correct."""
    words = ((_bytes(w["report"]), w["start"], w["end"]) for w in told.get("words", ()))
    key = () if told["kind"] in ("figure", "quote", "story", "link") else sorted(told.get("key", {}).items())
    return told["kind"], tuple(words), tuple(map(_bytes, told.get("reports", ()))), tuple(key)


def _bytes(named: Mapping[str, Any]) -> str:
    return str(named.get("sha256") or named.get("source") or named["id"])


def _opened(row: Row[Any], title: str) -> Opened:
    targets, ids = _targets(bytes(row.targets)) if row.targets is not None else ({}, {})
    return Opened(
        story=row.story,
        version=row.id,
        variant=row.variant,
        at=row.at,
        title=title,
        statements=_statements(bytes(row.dossier)),
        targets=targets,
        ids=ids,
    )


@lru_cache(maxsize=_KEPT)
def _statements(packed: bytes) -> Statements:
    return Statements(unpack_json(packed))


@lru_cache(maxsize=_KEPT)
def _targets(packed: bytes) -> tuple[Targets, Mapping[Signature, str]]:
    found: Targets = unpack_json(packed)
    return found, {signature(told): name.partition(" ")[2] for name, told in found.items()}
