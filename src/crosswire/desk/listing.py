"""What a desk has for whoever asks without a page: its stories, the dossier of one, its reports, its rulings.

In: a database, and who looks. Out: the values that the verbs of the command line make of files, so that they show both alike.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select

from crosswire.desk.kept import dossier_of
from crosswire.errors import UsageError
from crosswire.store.database import Database, decisions
from crosswire.store.database.derived import reports, shown, version_reports
from crosswire.store.database.schema import RULINGS
from crosswire.store.database.viewer import Viewer
from crosswire.store.database.visible import reports_seen, stories_seen
from crosswire.types import Decision, Dossier, Interval, Report, Review, Story, StoryLine, Withdrawal

# Stories that are named where a text begins several.
_SEVERAL = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """Stories, the one that changed last first, and their reports by id, without texts."""

    stories: tuple[StoryLine, ...]
    reports: Mapping[str, Report]


def stories_of(database: Database, viewer: Viewer) -> Listed:
    """The stories that are there for a viewer, as the desk shows them."""
    query = select(shown).where(stories_seen(viewer)).order_by(shown.c.at.desc(), shown.c.story)
    held = (
        select(version_reports.c.version, reports)
        .join(reports, reports.c.id == version_reports.c.report)
        .where(version_reports.c.version.in_(select(shown.c.version).where(stories_seen(viewer))))
        .order_by(reports.c.rank, reports.c.id)
    )
    of: dict[str, list[str]] = {}
    found: dict[str, Report] = {}
    with database.read() as connection:
        rows = list(connection.execute(query))
        holds = list(connection.execute(held))
    for row in holds:
        of.setdefault(row.version, []).append(row.id)
        found[row.id] = Report(
            id=row.id,
            source=row.source,
            text="",
            sha256=row.sha256,
            address=row.address,
            title=row.title,
            publisher=row.publisher,
            published=row.published,
        )
    lines = tuple(
        StoryLine(
            story=Story(id=row.story, title=row.title, reports=tuple(of.get(row.version, ()))),
            days=Interval(start=row.start, end=row.end) if row.start else None,
            originals=row.originals,
            outlets=tuple(json.loads(row.summary).get("outlets", ())),
        )
        for row in rows
    )
    return Listed(stories=lines, reports=found)


def dossier_shown(database: Database, viewer: Viewer, named: str) -> Dossier:
    """The dossier of the story `named` by its id, or by the beginning of it, as the desk shows it to a viewer.

    Raises UsageError where it names none or several, or its dossier was made by another version of the program.
    """
    begun = shown.c.story.startswith(named, autoescape=True)
    query = select(shown.c.story, shown.c.version).where(stories_seen(viewer), begun)
    with database.read() as connection:
        found = {row.story: row.version for row in connection.execute(query.limit(_SEVERAL))}
        if named in found:
            found = {named: found[named]}
        if not found or not named:
            raise UsageError(
                f"{named!r} is the id of no story here; `crosswire stories --store …` lists them."
            )
        if len(found) > 1:
            raise UsageError(f"{named!r} begins the ids of several stories: {', '.join(sorted(found))}.")
        made = dossier_of(connection, *found.values())
    if made is None:
        raise UsageError(
            f"The dossier of {named!r} is of another version of crosswire; run `crosswire rebuild --store …`."
        )
    return made


def reports_of(database: Database, viewer: Viewer) -> tuple[Report, ...]:
    """The standing reports that are there for a viewer, without texts."""
    query = select(reports).where(reports.c.standing, reports_seen(viewer)).order_by(reports.c.id)
    with database.read() as connection:
        return tuple(
            Report(
                id=row.id, source=row.source, text="", sha256=row.sha256, address=row.address, title=row.title
            )
            for row in connection.execute(query)
        )


def rulings_of(database: Database, viewer: Viewer) -> tuple[Decision | Withdrawal, ...]:
    """What was decided of two reports and withdrawn, in order, as far as it is there for a viewer."""
    with database.read() as connection:
        every = [e for e in decisions.every(connection, RULINGS) if not isinstance(e, Review)]
        seen = {e.id for e in every if isinstance(e, Decision) and decisions.read(connection, viewer, e.id)}
    return tuple(e for e in every if (e.withdraws if isinstance(e, Withdrawal) else e.id) in seen)
