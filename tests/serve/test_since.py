"""What is new since somebody looked: told until it is marked as seen, by each reader for themselves."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from crosswire.store.database import Database, open_store
from tests.serve.desk import Desk, desk_over
from tests.serve.kept import keep_story, tally

LATER = "2031-05-05T06:00:00.000000Z"


@pytest.fixture
def desk(address: str) -> Iterator[Desk]:
    with open_store(address, create=True) as database:
        with database.write() as connection:
            keep_story(connection, "dam", title="The dam", tallies=[tally(best=14)])
            keep_story(connection, "port", title="The port")
        yield desk_over(database)


def change(database: Database) -> None:
    with database.write() as connection:
        keep_story(
            connection,
            "dam",
            title="The dam",
            tallies=[tally(best=31)],
            at=LATER,
            version="v2",
            before="damv1",
        )


def new(desk: Desk, name: str = "reader") -> list[str]:
    return [one["id"] for one in desk.client(name).get("/api/new").json()["stories"]]


def test_looking_marks_nothing_as_seen(desk: Desk) -> None:
    for path in ("/new", "/stories/dam", "/new"):
        assert desk.client("reader").get(path).status_code == 200
    assert sorted(new(desk)) == ["dam", "port"]


def test_what_is_marked_as_seen_is_new_again_when_it_changes(desk: Desk) -> None:
    client = desk.client("reader")
    assert client.post("/new/seen", data={"seen": ["dam damv1", "port portv1"]}).status_code == 303
    assert new(desk) == []
    assert sorted(new(desk, "editor")) == ["dam", "port"]
    change(desk.database)
    (story,) = client.get("/api/new").json()["stories"]
    assert (story["id"], story["since"]) == ("dam", "damv1")
    assert story["changes"][0]["text"] == "killed, people: 14 → 31"
    page = client.get("/new").text
    assert "14" in page
    assert "31" in page
    assert "all that changed" in page


def test_a_program_marks_as_seen_too(desk: Desk) -> None:
    machine = desk.machine("reader")
    assert machine.post("/api/new/seen", json=[{"story": "dam", "version": "damv1"}]).status_code == 204
    assert new(desk) == ["port"]


@pytest.mark.parametrize("seen", [[{"story": "dam", "version": "portv1"}], [{"story": "x", "version": "y"}]])
def test_only_a_version_of_that_story_can_be_seen(desk: Desk, seen: list[dict[str, str]]) -> None:
    assert desk.machine("reader").post("/api/new/seen", json=seen).status_code == 404
    assert desk.client("reader").post("/new/seen", data={"seen": "dam"}).status_code == 404
    assert sorted(new(desk)) == ["dam", "port"]


def test_nothing_new_says_so(address: str) -> None:
    with open_store(address, create=True) as database:
        assert (
            "Nothing changed since you last looked" in desk_over(database).client("reader").get("/new").text
        )
