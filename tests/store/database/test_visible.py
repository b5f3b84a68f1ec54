"""What is sealed is absent for who lacks the seal, what is restricted for who is not listed; in every table."""

from __future__ import annotations

import io

import pytest
from sqlalchemy import select

from crosswire.store.database import Database, DatabaseArchive, visible
from crosswire.store.database.derived import passages, reports, shown, versions
from crosswire.store.database.jobs import ask
from crosswire.store.database.passages import Passage, put
from crosswire.store.database.schema import jobs, log
from crosswire.store.database.viewer import NOBODY, Viewer
from tests.store.database.filled import add_report, add_user, restrict, seal_source, show, viewer

PEOPLE = {
    "nobody": NOBODY,
    "reader": viewer("reader"),
    "admin": viewer("admin", "admin"),
    "cleared": viewer("cleared", seals="seal"),
    "listed": viewer("listed", stories="closed"),
    "both": viewer("both", seals="seal", stories="closed"),
}


@pytest.fixture
def desk(database: Database) -> Database:
    """A story with an open and a sealed report, a story of sealed reports alone, a restricted one of both."""
    with database.write() as connection:
        for id in PEOPLE:
            add_user(connection, id)
        seal_source(connection, "s.txt", "seal", "cleared", "both")
        restrict(connection, "closed", "listed", "both")
        for story in ("one", "hidden", "closed"):
            if story != "hidden":
                show(connection, story)
                add_report(connection, f"{story}-a", story=story)
                passage(connection, story, variant="")
            people = "both" if story == "closed" else "cleared both"
            show(connection, story, f"v-{story}", seals="seal", people=people)
            add_report(connection, f"{story}-s", story=story, seal="seal", source="s.txt")
            passage(connection, story, seal="seal")
            ask(connection, "story", {}, story=story, seal="seal" if story == "hidden" else None)
    archive = DatabaseArchive(database)
    for source in ("one-a.txt", "s.txt", "closed-a.txt"):
        archive.receive(io.BytesIO(source.encode()), source=source, how={})
    return database


def passage(connection, story: str, **values: object) -> None:
    put(connection, [Passage(kind="report", story=story, text="Water rose.", **values)])


def seen(database: Database, column, condition) -> list[str]:
    with database.read() as connection:
        return sorted(str(x) for x in connection.execute(select(column).where(condition)).scalars())


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("nobody", []),
        ("reader", ["one-a"]),
        ("admin", ["closed-a", "one-a"]),
        ("cleared", ["hidden-s", "one-a", "one-s"]),
        ("listed", ["closed-a", "one-a"]),
        ("both", ["closed-a", "closed-s", "hidden-s", "one-a", "one-s"]),
    ],
)
def test_reports(desk: Database, name: str, expected: list[str]) -> None:
    assert seen(desk, reports.c.id, visible.reports_seen(PEOPLE[name])) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("nobody", []),
        ("reader", ["one-open"]),
        ("admin", ["closed-open", "one-open"]),
        ("cleared", ["hidden-v-hidden", "one-v-one"]),
        ("listed", ["closed-open", "one-open"]),
        ("both", ["closed-v-closed", "hidden-v-hidden", "one-v-one"]),
    ],
)
def test_stories_in_the_variant_that_is_theirs(desk: Database, name: str, expected: list[str]) -> None:
    who = PEOPLE[name]
    assert seen(desk, shown.c.version, visible.stories_seen(who)) == expected
    with desk.read() as connection:
        found = [visible.story(connection, who, id) for id in ("closed", "hidden", "one", "none")]
        assert [v for v in found if v is not None] == [
            "" if id.endswith("-open") else id.partition("-")[2] for id in expected
        ]
        assert found[-1] is None


@pytest.mark.parametrize(
    ("name", "count"),
    [("nobody", 0), ("reader", 1), ("admin", 2), ("cleared", 3), ("listed", 2), ("both", 5)],
)
def test_versions_of_ones_own_variants_past_and_present(desk: Database, name: str, count: int) -> None:
    found = seen(desk, versions.c.id, visible.versions_seen(PEOPLE[name]))
    assert len(found) == count
    with desk.read() as connection:
        every = connection.execute(select(versions.c.id)).scalars()
        assert [x for x in sorted(every) if visible.version(connection, PEOPLE[name], x)] == found


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("nobody", []),
        ("reader", ["one"]),
        ("admin", ["closed", "one"]),
        ("cleared", ["hidden", "one"]),
        ("listed", ["closed", "one"]),
        ("both", ["closed", "hidden", "one"]),
    ],
)
def test_jobs_and_passages(desk: Database, name: str, expected: list[str]) -> None:
    assert seen(desk, jobs.c.story, visible.jobs_seen(PEOPLE[name])) == expected
    assert sorted(set(seen(desk, passages.c.story, visible.passages_seen(PEOPLE[name])))) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("nobody", []),
        ("reader", ["one-a.txt"]),
        ("admin", ["closed-a.txt", "one-a.txt"]),
        ("listed", ["closed-a.txt", "one-a.txt"]),
        ("both", ["closed-a.txt", "one-a.txt", "s.txt"]),
    ],
)
def test_custody(desk: Database, name: str, expected: list[str]) -> None:
    condition = visible.entries_seen(PEOPLE[name]) & log.c.source.is_not(None)
    assert seen(desk, log.c.source, condition) == expected


def test_a_variant_given_to_somebody_before_their_seal_was_taken_shows_nothing(desk: Database) -> None:
    was_cleared = Viewer(id="cleared", name="", role="editor", seals=frozenset({"another"}))
    assert seen(desk, shown.c.version, visible.stories_seen(was_cleared)) == []
    unclear = Viewer(id="cleared", name="", role="editor")
    assert seen(desk, shown.c.version, visible.stories_seen(unclear)) == ["one-open"]


def test_custody_carries_no_running_number(desk: Database) -> None:
    with desk.read() as connection:
        found = visible.custody(connection, PEOPLE["reader"], source="one-a.txt")
        assert [(e.what, e.source) for e in found] == [("received", "one-a.txt")]
        assert not {"n", "previous", "digest"} & set(found[0].__slots__)
        assert visible.custody(connection, PEOPLE["reader"], source="s.txt") == ()
