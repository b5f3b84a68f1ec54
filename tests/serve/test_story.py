"""A story's page and twin: what stands, where it went, and what an open page is told when it changes."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from crosswire.store.database import Database, open_store
from crosswire.store.database.derived import stories
from tests.serve.desk import client_of
from tests.serve.kept import keep_story, tally

LATER = "2031-05-05T06:00:00.000000Z"


@pytest.fixture
def database(address: str) -> Iterator[Database]:
    with open_store(address, create=True) as opened:
        with opened.write() as connection:
            keep_story(
                connection,
                "dam",
                title="The dam",
                tallies=[tally(best=14)],
                body='<p id="b1">Kept &lt;body&gt;</p>',
            )
            connection.execute(stories.insert().values(id="old", into="dam", made=LATER, touched=False))
        yield opened


@pytest.fixture
def client(database: Database) -> Iterator[TestClient]:
    with client_of(database) as client:
        yield client


def change(database: Database, **more: object) -> None:
    with database.write() as connection:
        keep_story(
            connection, "dam", tallies=[tally(best=31)], at=LATER, version="v2", before="damv1", **more
        )  # type: ignore[arg-type]


def test_the_page_holds_the_body_as_it_was_made(client: TestClient) -> None:
    page = client.get("/stories/dam")
    assert page.status_code == 200
    assert '<p id="b1">Kept &lt;body&gt;</p>' in page.text
    assert client.get("/api/stories/dam").json()["version"] == "damv1"


def test_a_story_whose_page_is_not_made_yet_shows_its_numbers(database: Database, client: TestClient) -> None:
    change(database)
    page = client.get("/stories/dam").text
    assert "being made anew" in page
    assert "31" in page


def test_the_dossier_of_any_version_can_be_had(database: Database, client: TestClient) -> None:
    change(database)
    assert client.get("/api/stories/dam/dossier").json()["version"] == "v2"
    assert client.get("/api/stories/dam/dossier?version=damv1").json()["version"] == "damv1"
    assert client.get("/api/stories/dam/dossier?version=v9").status_code == 404


@pytest.mark.parametrize("start", ["/stories/", "/api/stories/"])
def test_a_story_that_became_part_of_another_leads_there(client: TestClient, start: str) -> None:
    moved = client.get(f"{start}old")
    assert moved.status_code == 307
    assert moved.next_request is not None
    assert moved.next_request.url.path == f"{start}dam"


@pytest.mark.parametrize("path", ["", "/news?since=damv1", "/history", "/at", "/changes"])
@pytest.mark.parametrize("id", ["nowhere", "a%00b", "x" * 80, "%F0%9F%8C%8A", "a'--"])
def test_what_is_not_there_is_not_found(client: TestClient, id: str, path: str) -> None:
    for start in ("/stories", "/api/stories"):
        assert client.get(f"{start}/{id}{path}").status_code == 404


def test_an_open_page_is_told_once_of_each_change(database: Database, client: TestClient) -> None:
    assert client.get("/stories/dam/news?since=damv1").status_code == 204
    change(database)
    told = client.get("/stories/dam/news?since=damv1")
    assert "14" in told.text
    assert "31" in told.text
    assert "known=v2" in told.text
    assert client.get("/stories/dam/news?since=damv1&known=v2").status_code == 204
    assert (
        client.get("/api/stories/dam/news?since=damv1").json()["changes"][0]["text"]
        == "killed, people: 14 → 31"
    )


def test_a_change_that_changes_no_figure_says_so(database: Database, client: TestClient) -> None:
    with database.write() as connection:
        keep_story(connection, "dam", tallies=[tally(best=14)], at=LATER, version="v2", before="damv1")
    assert "No figure and no discrepancy changed" in client.get("/stories/dam/news?since=damv1").text
