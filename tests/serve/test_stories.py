"""The list of stories: what it shows, by what it is filtered and sorted, and how one goes on to the next page."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from crosswire.store.database import Database, open_store
from tests.serve.desk import client_of
from tests.serve.kept import keep_story, tally


@pytest.fixture
def database(address: str) -> Iterator[Database]:
    with open_store(address, create=True) as opened, opened.write() as connection:
        alarm = {"kind": "discrepancy", "severity": "high", "text": "The accounts part over the <hour>."}
        keep_story(
            connection, "dam", title="The <dam> gives way", start="2031-05-03", end="2031-05-07", reports=7,
            waiting=2, tallies=[tally(best=31, low=14, status="revised"), tally("displaced", None, low=3600)],
            places=["Sárrow"], languages={"en": 6, "fr": 1}, alarms=[alarm],
        )  # fmt: skip
        keep_story(
            connection, "port", start="2031-06-01", at="2031-06-02T08:00:00.000000Z", places=["Tamsel"]
        )
        keep_story(
            connection, "fire", start=None, at="2031-04-02T08:00:00.000000Z", tallies=[tally("injured", 4)]
        )
        connection.commit()
        yield opened


@pytest.fixture
def client(database: Database) -> Iterator[TestClient]:
    with client_of(database) as client:
        yield client


def listed(client: TestClient, query: str = "") -> list[str]:
    answer = client.get(f"/api/stories{query}")
    assert answer.status_code == 200, answer.text
    return [story["id"] for story in answer.json()["stories"]]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ["port", "dam", "fire"]),
        ("?sort=waiting", ["dam", "port", "fire"]),
        ("?sort=day", ["port", "dam", "fire"]),
        ("?sort=reports", ["dam", "port", "fire"]),
        ("?waiting=true", ["dam"]),
        ("?place=sarrow", ["dam"]),
        ("?place=Nowhere", []),
        ("?measure=injured", ["fire"]),
        ("?language=fr&measure=&place=", ["dam"]),
        ("?start=2031-05-05", ["port", "dam"]),
        ("?start=2031-05-04&end=2031-05-05", ["dam"]),
        ("?end=2031-05-02", []),
    ],
)
def test_stories_are_filtered_and_sorted(client: TestClient, query: str, expected: list[str]) -> None:
    assert listed(client, query) == expected


def test_a_line_says_what_the_story_comes_to(client: TestClient) -> None:
    page = client.get("/").text
    assert "The &lt;dam&gt; gives way" in page
    assert "over the &lt;hour&gt;" in page
    for words in (
        "14 to 31",
        "revised",
        "3,600 or more",
        "2 statements need a person",
        "7 reports, 7 originals",
    ):
        assert words in page, words


def test_every_story_is_on_one_page_of_the_list(database: Database, client: TestClient) -> None:
    with database.write() as connection:
        for n in range(70):
            keep_story(connection, f"s{n:02}", waiting=n % 3)
    for sort in ("changed", "waiting", "day", "reports"):
        found: list[str] = []
        after = ""
        for _ in range(5):
            told = client.get(f"/api/stories?sort={sort}&after={after}").json()
            found += [story["id"] for story in told["stories"]]
            after = told["after"]
            if after is None:
                break
        assert len(found) == len(set(found)) == 73, sort


@pytest.mark.parametrize("query", ["?after=x", "?after=W10=", "?sort=title", "?start=soon", "?measure=luck"])
def test_a_question_that_makes_no_sense_is_refused(client: TestClient, query: str) -> None:
    assert client.get(f"/api/stories{query}").status_code == 422
    assert client.get(f"/stories{query}").status_code == 422


def test_an_empty_list_says_what_to_do(address: str) -> None:
    with open_store(address, create=True) as database, client_of(database) as client:
        assert "One begins with the first report" in client.get("/").text


def test_who_has_the_answer_is_told_that_it_is_the_same(client: TestClient) -> None:
    # A page has a form's token that is another each time; browsers keep none of them anyway.
    for path in ("/api/stories",):
        first = client.get(path)
        again = client.get(path, headers={"if-none-match": first.headers["etag"]})
        assert (again.status_code, again.content) == (304, b"")
        assert client.get(path, headers={"if-none-match": '"other"'}).content == first.content


def test_answers_are_packed_for_who_can_unpack_them(client: TestClient) -> None:
    assert client.get("/stories").headers["content-encoding"] == "gzip"
    assert "content-encoding" not in client.get("/stories", headers={"accept-encoding": "identity"}).headers
