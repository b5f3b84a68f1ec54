"""What a story was at a time, what changed since, and for whom."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import Connection

from crosswire.desk.history import as_of, difference, look, since_last_look, until, version, versions_of
from crosswire.store.database import open_store
from crosswire.store.database.derived import shown, versions
from tests.store.database.filled import add_user, restrict, show, viewer

SIXTH, SEVENTH, EIGHTH = (f"2031-05-0{d}T06:00:00.000000Z" for d in (6, 7, 8))
READER = viewer("u1")


@pytest.fixture
def connection(address: str) -> Iterator[Connection]:
    """Story s1 with three versions, on three mornings, whose toll rises; story s2, restricted."""
    with open_store(address, create=True) as database, database.write() as opened:
        add_user(opened, "u1"), add_user(opened, "u9")
        show(opened, "s1")
        opened.execute(versions.update().values(at=SIXTH, told=told(14)))
        add(opened, "v7", SEVENTH, told(14, 23))
        add(opened, "v8", EIGHTH, told(26))
        opened.execute(shown.update().values(version="v8", at=EIGHTH))
        show(opened, "s2")
        restrict(opened, "s2", "u9")
        yield opened


def told(*bests: int) -> str:
    tallies = {f"killed {n}": {"measure": "killed", "best": best} for n, best in enumerate(bests)}
    return json.dumps({"tallies": tallies, "discrepancies": {}, "withdrawn": {}, "merged": {}})


def add(connection: Connection, id: str, at: str, told: str, variant: str = "", **more: Any) -> None:
    connection.execute(
        versions.insert().values(
            id=id, story="s1", variant=variant, at=at, made_by="x", settings="{}", changes="[]", told=told,
            summary="{}", dossier=b"", **more,
        )
    )  # fmt: skip


@pytest.mark.parametrize(
    ("time", "expected"),
    [
        ("2031-05-05T00:00:00.000000Z", None),
        (SIXTH, "s1-open"),
        ("2031-05-07T09:30:00.000000Z", "v7"),
        ("2031-06-01T00:00:00.000000Z", "v8"),
    ],
)
def test_what_was_known_at_a_time_is_the_version_that_stood_then(
    connection: Connection, time: str, expected: str | None
) -> None:
    found = as_of(connection, READER, "s1", time)
    assert (found.id if found else None) == expected


def test_a_version_stands_until_the_next_came(connection: Connection) -> None:
    seventh, eighth = (version(connection, READER, id) for id in ("v7", "v8"))
    assert seventh
    assert eighth
    assert until(connection, READER, seventh) == EIGHTH
    assert until(connection, READER, eighth) is None


def test_versions_come_latest_first_and_page_by_time(connection: Connection) -> None:
    assert [v.id for v in versions_of(connection, READER, "s1")] == ["v8", "v7", "s1-open"]
    assert [v.id for v in versions_of(connection, READER, "s1", before=EIGHTH, limit=1)] == ["v7"]


def test_any_two_versions_can_be_held_against_each_other(connection: Connection) -> None:
    first, last = (as_of(connection, READER, "s1", t) for t in (SIXTH, EIGHTH))
    assert first
    assert last
    (change,) = difference(first, last)
    assert (change.kind, change.before, change.now) == (
        "tally",
        {"measure": "killed", "best": 14},
        {"measure": "killed", "best": 26},
    )
    assert difference(last, last) == ()
    seventh = as_of(connection, READER, "s1", SEVENTH)
    assert seventh
    assert [(c.key, c.now) for c in difference(seventh, last)][1] == ("killed 1", None)


def test_what_is_new_is_told_until_it_was_looked_at(connection: Connection) -> None:
    (new,) = since_last_look(connection, READER)
    assert (new.story, new.looked, len(new.changes)) == ("s1", None, 1)
    seventh = version(connection, READER, "v7")
    assert seventh
    look(connection, READER, seventh)
    (new,) = since_last_look(connection, READER)
    assert new.looked == seventh
    assert [c.kind for c in new.changes] == ["tally", "tally"]
    look(connection, READER, new.now)
    assert since_last_look(connection, READER) == ()


def test_a_story_that_is_not_for_a_reader_has_no_past(connection: Connection) -> None:
    assert versions_of(connection, READER, "s2") == ()
    assert as_of(connection, READER, "s2", EIGHTH) is None
    assert version(connection, READER, "s2-open") is None
    listed = viewer("u9", stories="s2")
    assert [v.story for v in versions_of(connection, listed, "s2")] == ["s2"]


def test_versions_of_another_variant_are_not_in_the_past(connection: Connection) -> None:
    add(connection, "sealed", "2031-05-07T12:00:00.000000Z", told(99), variant="a" * 64)
    assert "sealed" not in {v.id for v in versions_of(connection, READER, "s1")}
    assert version(connection, READER, "sealed") is None
