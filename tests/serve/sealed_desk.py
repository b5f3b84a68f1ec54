"""Two desks that took the same open reports, one of them also reports of a sealed source: what they show must be the same.

The sealed source tells of the open event, with words, a place, a person, a figure and an outlet of its own, and of another
event that nobody else tells of. `editor` and `cleared` are on its seal; everybody else is not.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from sqlalchemy import select

from crosswire.config import Config
from crosswire.desk.add import add_text
from crosswire.desk.work import Worker
from crosswire.read import Given
from crosswire.store.database import Database
from crosswire.store.database.derived import reports, shown, versions
from crosswire.store.database.moments import now
from crosswire.store.database.schema import jobs, seal_people, sealed_sources, seals
from tests.serve.desk import Desk, desk_over

SEAL = "5ea1" * 4
BATCH = "ba7c40f5ea1ed"
OPEN_TEXTS = (
    (
        "Torvane Courier",
        "Ferry sinks off Torvane\n\nAt least 12 people were killed when a ferry sank off Torvane on Tuesday, harbour master "
        'Ilka Brandt said. "We are still looking for nine people," Brandt told reporters. Some 300 people were brought '
        "ashore by fishing boats.\n",
    ),
    (
        "Anvil",
        "Toll of ferry disaster rises\n\nFourteen people were killed when a ferry sank off Torvane on Tuesday, the regional "
        "coast guard said on Wednesday. Rescuers brought 310 people ashore, the coast guard said.\n",
    ),
)
SEALED_TEXTS = (
    (
        "Quont Letters",
        "A sailor tells of the ferry off Torvane\n\nAt least 97 people were killed when a ferry sank off Torvane on Tuesday, "
        'engineer Zelmira Quont said in Ostravelle. "The owner knew of the cracks for a year," Quont said. '
        "Her brother Tadeus Quont was among the missing.\n",
    ),
    (
        "Quont Letters",
        "Mine gallery falls in at Perrowick\n\nSix miners were hurt when a gallery fell in at the Perrowick mine on Monday, "
        'foreman Harl Dubrin said. "They told us to be silent," Dubrin said.\n',
    ),
)
# Words that only the sealed source has. Whoever reads one of them has seen it.
WORDS = (
    "Quont",
    "Zelmira",
    "Tadeus",
    "Ostravelle",
    "Perrowick",
    "Dubrin",
    "97 people",
    "cracks",
    "sailor tells",
    "miners",
)
# What no two runs have alike, and says nothing.
_TOKEN = re.compile(r"[\w-]{86}")
_MOMENT = re.compile(r"20\d\d-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|\+00:00)?")
_CLOCK = re.compile(r"(?:[A-Z][a-z]{2,8} \d{1,2},|\d{1,2} [A-Z][a-z]{2,8}) 20\d\d, \d\d:\d\d UTC")
_ID = re.compile(r"(?<![0-9a-zA-Z])[a-z]?[0-9a-f]{10,64}(?![0-9a-zA-Z])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Hidden:
    """What must not be told: ids of everything that came of the sealed source, beside its words."""

    stories: tuple[str, ...]
    reports: tuple[str, ...]
    versions: tuple[str, ...]
    jobs: tuple[str, ...]
    batches: tuple[str, ...]
    variants: tuple[str, ...]
    sources: tuple[str, ...]
    digests: tuple[str, ...]

    @property
    def ids(self) -> tuple[str, ...]:
        """All of them, and the seal."""
        every = (
            self.stories,
            self.reports,
            self.versions,
            self.jobs,
            self.batches,
            self.variants,
            self.digests,
        )
        return (SEAL, *sorted({id for ids in every for id in ids if id}))


def fill(database: Database, *, sealed: bool) -> Desk:
    """A desk whose worker has done all there is to do; with or without the sealed source."""
    desk = desk_over(database)
    desk.person("cleared", "reader")
    desk.person("colleague", "editor")
    by = desk.people["editor"].id
    if sealed:
        with database.write() as connection:
            connection.execute(seals.insert().values(id=SEAL, made=now(), by=by, reason="A witness."))
            on = [desk.people[name].id for name in ("editor", "cleared")]
            connection.execute(seal_people.insert(), [{"seal": SEAL, "user": id} for id in on])
    given = [(texts, None, "open") for texts in OPEN_TEXTS]
    hidden = [(texts, SEAL, BATCH) for texts in SEALED_TEXTS] if sealed else []
    # What is sealed comes between what is open, so that it would show in any order or count.
    for (publisher, text), seal, batch in (given[0], *hidden, given[1]):
        said = Given(publisher=publisher, published="2031-05-07")
        add_text(database, text, said, by=by, seal=seal, batch=batch)
    worker = Worker(database, Config())
    for _ in range(200):
        if not worker.one():
            break
    worker.close()
    return desk


def hidden_of(database: Database) -> Hidden:
    """What came of the sealed source in a desk."""

    def column(query: object) -> tuple[str, ...]:
        with database.read() as connection:
            return tuple(str(x) for x in connection.execute(query).scalars())  # type: ignore[call-overload]

    open_stories = set(column(select(shown.c.story).where(shown.c.variant == "")))
    sealed_reports = reports.c.seal == SEAL
    return Hidden(
        stories=tuple(
            s for s in column(select(shown.c.story).where(shown.c.variant != "")) if s not in open_stories
        ),
        reports=column(select(reports.c.id).where(sealed_reports)),
        versions=column(select(versions.c.id).where(versions.c.variant != "")),
        jobs=column(select(jobs.c.id).where(jobs.c.seal == SEAL)),
        batches=(BATCH,),
        variants=column(select(shown.c.variant).where(shown.c.variant != "").distinct()),
        sources=column(select(reports.c.source).where(sealed_reports)),
        digests=(
            *column(select(reports.c.sha256).where(sealed_reports)),
            *column(select(sealed_sources.c.key)),
        ),
    )


def plain(text: str, *given: str) -> str:
    """A page or an answer without what differs between any two runs: tokens, moments, and ids by the order they come in."""
    for id in given:
        text = text.replace(id, "ASKED")
    text = _MOMENT.sub("THEN", _CLOCK.sub("THEN", _TOKEN.sub("TOKEN", text)))
    seen: dict[str, str] = {}
    return _ID.sub(lambda found: seen.setdefault(found[0], f"ID{len(seen)}"), text)


__all__ = ["SEAL", "WORDS", "Hidden", "fill", "hidden_of", "plain"]
