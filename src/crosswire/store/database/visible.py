"""What a viewer may see, as conditions of SQL: whatever asks the store puts one of them into its query.

In: a `Viewer`. Out: conditions on the rows of `reports`, `shown`, `versions`, `passages`, `jobs`, `decisions` and the custody
log; and the few look-ups that every page begins with. What is sealed is absent for everyone who lacks its seal, what is
restricted for everyone who is not listed and no admin; nobody logged in sees nothing. What a condition leaves out is not
there for the viewer: it is neither counted nor named, and a page about it is not found.

The conditions rest on the truth (`sealed_sources`, `restrictions`) wherever that can be asked in time, and on what the
worker derived from it (`reports.seal`, variants) elsewhere; a variant of which nothing says what seals are in it is nobody's.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    FromClause,
    Row,
    Select,
    and_,
    exists,
    false,
    func,
    or_,
    select,
    true,
)

from crosswire.read import Given
from crosswire.store.database.chains import read_entry, source_key
from crosswire.store.database.derived import passages, reports, shown, variant_people, variant_seals, versions
from crosswire.store.database.schema import (
    CUSTODY,
    decision_reports,
    decisions,
    jobs,
    log,
    restrictions,
    sealed_sources,
    seals,
)
from crosswire.store.database.viewer import Viewer

Condition = ColumnElement[bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class Custody:
    """An entry of the custody log as it may be shown: without its number and the digests that bind it to others, from
    which a gap could be read."""

    at: str
    what: str
    source: str | None
    sha256: str | None
    length: int | None
    how: tuple[tuple[str, str], ...]
    given: Given


# The variant of a story that has open reports alone.
OPEN = ""


def reports_seen(viewer: Viewer) -> Condition:
    """The rows of `reports` that are there for a viewer."""
    if not viewer.may("reader"):
        return false()
    return and_(_cleared(viewer, reports.c.seal), _unrestricted(viewer, reports.c.story))


def stories_seen(viewer: Viewer, of: FromClause = shown) -> Condition:
    """The rows of `shown` that are there for a viewer: each story once, in the variant that is theirs.

    The same for any other table `of` variants of stories: what waits for a person, by what stories are filtered.
    """
    if not viewer.may("reader"):
        return false()
    return and_(_theirs(viewer, of.c.story, of.c.variant), _unrestricted(viewer, of.c.story))


def versions_seen(viewer: Viewer) -> Condition:
    """The rows of `versions` that a viewer may see, those of the variants that were theirs before included."""
    if not viewer.may("reader"):
        return false()
    allowed = or_(versions.c.variant == OPEN, _unsealed(viewer, versions.c.variant))
    return and_(allowed, _unrestricted(viewer, versions.c.story))


def passages_seen(viewer: Viewer) -> Condition:
    """The rows of `passages` that are there for a viewer."""
    if not viewer.may("reader"):
        return false()
    theirs = or_(passages.c.variant.is_(None), _theirs(viewer, passages.c.story, passages.c.variant))
    return and_(_cleared(viewer, passages.c.seal), theirs, _unrestricted(viewer, passages.c.story))


def jobs_seen(viewer: Viewer) -> Condition:
    """The rows of `jobs` that are there for a viewer."""
    if not viewer.may("reader"):
        return false()
    return and_(_cleared(viewer, jobs.c.seal), _unrestricted(viewer, jobs.c.story))


def entries_seen(viewer: Viewer) -> Condition:
    """The rows of `log` that are entries of custody and there for a viewer."""
    if not viewer.may("reader"):
        return false()
    found = [log.c.chain == CUSTODY, ~_sealed(viewer, log.c.key)]
    if not viewer.every_story:
        told = select(reports.c.id).where(
            reports.c.source_key == log.c.key, reports.c.story.in_(_closed(viewer))
        )
        found.append(~exists(told))
    return and_(*found)


def decisions_seen(viewer: Viewer) -> Condition:
    """The rows of `decisions` that are there for a viewer: they may see every report that the decision is about."""
    if not viewer.may("reader"):
        return false()
    about = decision_reports.c.decision == decisions.c.id
    found = [
        ~exists(select(decision_reports.c.decision).where(about, _sealed(viewer, decision_reports.c.key))),
        # Where only the bytes are named, they are hidden as soon as one report with them is.
        ~_about(viewer, decision_reports.c.key == "", ~_cleared(viewer, reports.c.seal)),
        _unrestricted(viewer, decisions.c.story),
    ]
    if not viewer.every_story:
        same = or_(decision_reports.c.key == "", decision_reports.c.key == reports.c.source_key)
        found.append(~_about(viewer, same, reports.c.story.in_(_closed(viewer))))
    return and_(*found)


def story(connection: Connection, viewer: Viewer, id: str) -> str | None:
    """The variant in which a viewer sees a story; None where it is not there for them."""
    found = connection.execute(
        select(shown.c.variant).where(shown.c.story == id, stories_seen(viewer))
    ).scalar()
    return str(found) if found is not None else None


def report(connection: Connection, viewer: Viewer, id: str) -> Row[Any] | None:
    """A report's row; None where it is not there for the viewer."""
    return connection.execute(select(reports).where(reports.c.id == id, reports_seen(viewer))).one_or_none()


def version(connection: Connection, viewer: Viewer, id: str) -> Row[Any] | None:
    """The row of a version of a story's dossier; None where it is not there for the viewer."""
    return connection.execute(
        select(versions).where(versions.c.id == id, versions_seen(viewer))
    ).one_or_none()


def custody(connection: Connection, viewer: Viewer, *, source: str, limit: int = 1000) -> tuple[Custody, ...]:
    """What befell a source, the earliest first; empty where it is not there for the viewer."""
    query = (
        select(log.c.n, log.c.line)
        .where(log.c.key == source_key(source), entries_seen(viewer))
        .order_by(log.c.n)
        .limit(limit)
    )
    found = (read_entry(CUSTODY, n, line) for n, line in connection.execute(query))
    return tuple(
        Custody(
            at=e.at,
            what=e.what,
            source=e.source,
            sha256=e.sha256,
            length=e.length,
            how=e.how,
            given=e.given,
        )
        for e in found
    )


def _cleared(viewer: Viewer, seal: ColumnElement[Any]) -> Condition:
    """Whether a seal, if there is one, is one of the viewer's."""
    return or_(seal.is_(None), seal.in_(sorted(viewer.seals))) if viewer.seals else seal.is_(None)


def _closed(viewer: Viewer) -> Select[tuple[Any]]:
    """The restricted stories for which a viewer is not listed."""
    found = select(restrictions.c.story)
    return found.where(restrictions.c.story.not_in(sorted(viewer.stories))) if viewer.stories else found


def _unrestricted(viewer: Viewer, story: ColumnElement[Any]) -> Condition:
    if viewer.every_story:
        return true()
    return or_(story.is_(None), story.not_in(_closed(viewer)))


def _theirs(viewer: Viewer, story: ColumnElement[Any], variant: ColumnElement[Any]) -> Condition:
    """Whether a variant of a story is the one that the viewer sees."""
    if not viewer.seals:
        return variant == OPEN
    mine = (
        select(variant_people.c.variant)
        .where(variant_people.c.user == viewer.id, variant_people.c.story == story)
        .scalar_subquery()
    )
    return and_(variant == func.coalesce(mine, OPEN), or_(variant == OPEN, _unsealed(viewer, variant)))


def _unsealed(viewer: Viewer, variant: ColumnElement[Any]) -> Condition:
    """Whether every seal in a variant is one of the viewer's, however long ago the variant was given to them."""
    if not viewer.seals:
        return false()
    own = select(variant_seals.c.seal).where(variant_seals.c.variant == variant)
    return and_(exists(own), ~exists(own.where(variant_seals.c.seal.not_in(sorted(viewer.seals)))))


def _sealed(viewer: Viewer, key: ColumnElement[Any]) -> Condition:
    """Whether a source, by the digest of its name, lies under a seal that the viewer lacks."""
    lies = (
        select(sealed_sources.c.key)
        .join(seals, seals.c.id == sealed_sources.c.seal)
        .where(sealed_sources.c.key == key, seals.c.opened.is_(None))
    )
    return exists(lies.where(seals.c.id.not_in(sorted(viewer.seals))) if viewer.seals else lies)


def _about(viewer: Viewer, same: Condition, hidden: Condition) -> Condition:
    """Whether a decision is about a report that is hidden, told by its bytes."""
    return exists(
        select(decision_reports.c.decision)
        .join(reports, reports.c.sha256 == decision_reports.c.sha256)
        .where(decision_reports.c.decision == decisions.c.id, same, hidden)
    )
