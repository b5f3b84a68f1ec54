"""Versions of a story: its dossier for each variant, written down when it says something new, and shown from then on.

In: a job of kind "story". Out: a row of `versions` for each variant whose dossier is not what it was, and with it all that
shows what is now (`shown`, `pages`, `facets`, `queue`, `passages`), in one transaction a variant. Earlier versions stay as
they were. A dossier of what is no longer there is thrown away: whoever changed it asked for another.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from importlib.metadata import version
from typing import Any

from sqlalchemy import Connection, select

from crosswire.config import Config
from crosswire.desk import rows, telling
from crosswire.desk.dossiers import Made, make
from crosswire.desk.found import dossier_passages
from crosswire.desk.hooks import post
from crosswire.desk.inputs import Inputs, inputs_of, keys
from crosswire.desk.kept import packed
from crosswire.desk.making import dossiers_by
from crosswire.desk.moves import hide
from crosswire.desk.reading import Reading
from crosswire.desk.waiting import queue_rows, targets_told
from crosswire.present.page import to_body
from crosswire.store.database import Database, passages
from crosswire.store.database.derived import (
    facets,
    pages,
    queue,
    shown,
    stories,
    variant_people,
    variant_seals,
    version_reports,
    versions,
)
from crosswire.store.database.jobs import new_id, time_after
from crosswire.store.database.packed import pack, pack_json, unpack, unpack_json
from crosswire.types import Dossier
from crosswire.watch.changes import NOTHING_TOLD, Alarm, Told, compare

Tell = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """A version as it is to be written: its row, what is shown of it, and the alarms since the one before."""

    row: Mapping[str, Any]
    line: Mapping[str, Any]
    alarms: tuple[Alarm, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What shows a version, ready to be written: its page and its values, packed, and what waits for a person."""

    body: bytes
    dossier: bytes
    pending: tuple[Mapping[str, Any], ...]


class Versions:
    """Makes the versions of stories of one database, under settings."""

    def __init__(self, database: Database, config: Config, reading: Reading) -> None:
        self._database = database
        self._config = config
        self._reading = reading
        self.made_by = dossiers_by(config)

    def make(self, story: str, tell: Tell) -> None:
        """Makes what is new in every variant of a story. Nothing is told of how many there are: who sees one of them must
        not know of the others."""
        with self._database.read() as connection:
            every = inputs_of(connection, story)
            ids = {row.id for inputs in every for row in inputs.rows}
            said = self._reading.said(connection, ids)
        tell("dossier", 0, 1)
        for inputs in every:
            self._write(inputs, make(inputs, said, self._reading, self._config))
        self._close(story, every)

    def _write(self, inputs: Inputs, made: Made) -> None:
        """Writes a variant's dossier, if it says something new and is still of what is there."""
        page = None
        before = inputs.before
        same = before is not None and made.dossier is not None and unpack(before.dossier) == made.text
        fresh = same and before is not None and self._page_is_mine(before.version)
        if made.dossier is not None and not fresh:
            # All that takes time is done before anything is written: others write meanwhile.
            page = Page(
                body=pack(to_body(made.dossier).html),
                dossier=packed(made.dossier),
                pending=tuple(queue_rows(made.dossier, made.told)),
            )
        news = self._news(inputs, made, made.dossier) if made.dossier is not None and not same else None
        with self._database.write() as connection:
            now = next((i for i in inputs_of(connection, inputs.story) if i.variant == inputs.variant), None)
            if now is None or now.mark != inputs.mark:
                return
            rows.keep_again(connection, made.again, self._reading.made_by)
            self._people(connection, inputs)
            if made.dossier is None:
                self._gone(connection, inputs, made)
                return
            if news is not None:
                connection.execute(versions.insert().values(**news.row))
                holds = [{"version": news.row["id"], "report": row.id} for row in inputs.rows]
                connection.execute(version_reports.insert(), holds)
            if page is not None:
                id = news.row["id"] if news is not None else before.version  # type: ignore[union-attr]
                self._show(connection, inputs, made, made.dossier, str(id), news, page)
            if news is not None:
                post(connection, inputs.story, inputs.variant, news.alarms)

    def _news(self, inputs: Inputs, made: Made, dossier: Dossier) -> News:
        """The row of a new version, and the alarms since the one before."""
        before = inputs.before
        title = _title(inputs, made, dossier)
        titles = {id: str(told.get("title", id)) for id, told in inputs.merged.items()}
        alarms, told = compare(inputs.story, title, dossier, made.withdrawn, _told(inputs), titles)
        program = version("crosswire") if before is not None and before.made_by != self.made_by else None
        had = unpack_json(before.dossier) if before is not None else None
        at = time_after()
        summary = json.dumps(telling.summary(made.told, dossier, made.withdrawn))
        row = {
            "id": new_id(),
            "story": inputs.story,
            "variant": inputs.variant.key,
            "at": at,
            "before": before.version if before is not None else None,
            "made_by": self.made_by,
            "settings": json.dumps(dict(self._config.as_pairs())),
            "cause": json.dumps(telling.cause(dossier, had, program)),
            "changes": json.dumps(telling.changes(alarms)),
            "told": json.dumps({**told, **telling.told(dossier, title)}),
            "summary": summary,
            "dossier": pack(made.text),
            "targets": pack_json(targets_told(dossier)),
        }
        start, end = telling.days(dossier)
        line = {
            "at": at,
            "title": title,
            "start": start,
            "end": end,
            "reports": len(dossier.reports),
            "originals": telling.originals(dossier.links.families),
            "alarms": len(json.loads(summary)["alarms"]),
            "summary": summary,
        }
        return News(row=row, line=line, alarms=alarms)

    def _show(
        self,
        connection: Connection,
        inputs: Inputs,
        made: Made,
        dossier: Dossier,
        id: str,
        news: News | None,
        page: Page,
    ) -> None:
        """Makes a version the one that is shown: its line, page, facets, and what is found by searching."""
        story, variant = inputs.story, inputs.variant.key
        mine = {"story": story, "variant": variant}
        old = select(shown.c.version).where(shown.c.story == story, shown.c.variant == variant)
        connection.execute(pages.delete().where(pages.c.version.in_(old)))
        for table in (facets, queue):
            connection.execute(table.delete().where(table.c.story == story, table.c.variant == variant))
        waiting, pending = len(page.pending), page.pending
        if pending:
            connection.execute(queue.insert(), [{**row, **mine, "version": id} for row in pending])
        if news is not None:
            connection.execute(shown.delete().where(shown.c.story == story, shown.c.variant == variant))
            connection.execute(shown.insert().values(version=id, waiting=waiting, **mine, **news.line))
        else:
            same = shown.update().where(shown.c.story == story, shown.c.variant == variant)
            connection.execute(same.values(waiting=waiting))
        connection.execute(
            pages.insert().values(version=id, made_by=self.made_by, body=page.body, dossier=page.dossier)
        )
        found = [{"kind": k, "value": v, **mine} for k, v in telling.facets(made.told, dossier)]
        if found:
            connection.execute(facets.insert(), found)
        passages.drop(connection, story=story, variant=variant)
        passages.put(
            connection,
            (replace(p, story=story, variant=variant) for p in dossier_passages(dossier, made.told)),
        )

    def _people(self, connection: Connection, inputs: Inputs) -> None:
        """Who sees the story in this variant, and which seals are in it."""
        key, story = inputs.variant.key, inputs.story
        if not inputs.variant.seals:
            return
        for seal in sorted(inputs.variant.seals):
            there = select(variant_seals.c.seal).where(
                variant_seals.c.variant == key, variant_seals.c.seal == seal
            )
            if connection.execute(there).scalar() is None:
                connection.execute(variant_seals.insert().values(variant=key, seal=seal))
        mine = variant_people.c.story == story
        stale = [mine, variant_people.c.user.in_(sorted(inputs.variant.people))]
        connection.execute(variant_people.delete().where(*stale))
        connection.execute(
            variant_people.insert(),
            [{"user": user, "story": story, "variant": key} for user in sorted(inputs.variant.people)],
        )

    def _gone(self, connection: Connection, inputs: Inputs, made: Made) -> None:
        """Nothing of a variant stands any more: it is shown no longer, and that is told."""
        if inputs.before is not None:
            title = str(json.loads(inputs.before.told).get("title", inputs.story))
            alarms, _ = compare(inputs.story, title, None, made.withdrawn, _told(inputs))
            post(connection, inputs.story, inputs.variant, alarms)
        hide(connection, inputs.story, inputs.variant.key)

    def _page_is_mine(self, id: str) -> bool:
        """Whether the page of a version was made by this very program."""
        query = select(pages.c.made_by).where(pages.c.version == id)
        with self._database.read() as connection:
            return connection.execute(query).scalar() == self.made_by

    def _close(self, story: str, every: Iterable[Inputs]) -> None:
        """Takes out the variants that nobody sees any more; the story is as it should be, unless something came meanwhile."""
        made = {i.variant.key: i for i in every}
        with self._database.write() as connection:
            now = inputs_of(connection, story)
            there = connection.execute(select(shown.c.variant).where(shown.c.story == story)).scalars().all()
            for key in set(there) - keys(now):
                hide(connection, story, key)
            people = {user for i in now for user in i.variant.people}
            connection.execute(
                variant_people.delete().where(
                    variant_people.c.story == story, variant_people.c.user.not_in(sorted(people))
                )
            )
            if all(i.variant.key in made and _same(i, made[i.variant.key]) for i in now):
                connection.execute(stories.update().where(stories.c.id == story).values(touched=False))


def _title(inputs: Inputs, made: Made, dossier: Dossier) -> str:
    """What a story is called; where nothing of it stands any more, what it was called before."""
    if dossier.findings.stories:
        return dossier.findings.stories[0].title
    had = json.loads(inputs.before.told).get("title") if inputs.before is not None else None
    of = (*dossier.reports, *made.withdrawn)[0]
    return str(had or of.title or of.source)


def _same(now: Inputs, made: Inputs) -> bool:
    """Whether both are of the same reports and decisions, whatever version was written meanwhile."""
    return replace(now, before=None).mark == replace(made, before=None).mark


def _told(inputs: Inputs) -> Told:
    """What was told of a variant before, and of the stories that became part of it, as far as nothing else tells it."""
    told: dict[str, Any] = {**NOTHING_TOLD}
    if inputs.before is not None:
        told |= json.loads(inputs.before.told)
    for merged in inputs.merged.values():
        for kind in ("discrepancies", "withdrawn", "merged"):
            told[kind] = {**merged.get(kind, {}), **told[kind]}
    return {kind: told[kind] for kind in NOTHING_TOLD}
