"""What was known when: history, the version that stood at a moment, what changed between two."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from importlib.metadata import version

import pytest
from starlette.testclient import TestClient

from crosswire.store.database import open_store
from crosswire.store.database.derived import versions
from tests.serve.desk import client_of
from tests.serve.kept import keep_story, tally
from tests.serve.worked_desk import Worked

HOUR = {"kind": "number", "severity": "high", "summary": "The accounts part over the hour."}
CHANGE = {
    "id": "a1",
    "kind": "tally",
    "text": "killed: 23, was 14",
    "before": tally(best=14),
    "now": tally(best=23),
}


@pytest.fixture
def client(address: str) -> Iterator[TestClient]:
    with open_store(address, create=True) as database:
        with database.write() as connection:
            days = [f"2031-05-0{n}T06:00:00.000000Z" for n in range(3, 7)]
            keep_story(
                connection,
                "dam",
                title="The dam",
                tallies=[tally(best=14)],
                at=days[0],
                version="v1",
                body="<p>first</p>",
            )
            keep_story(
                connection,
                "dam",
                tallies=[tally(best=23, why="bodies were found")],
                at=days[1],
                version="v2",
                before="v1",
                changes=[CHANGE],
            )
            keep_story(
                connection,
                "dam",
                tallies=[tally(best=14)],
                at=days[2],
                version="v3",
                before="v2",
                discrepancies={"h": HOUR},
            )
            keep_story(
                connection,
                "dam",
                tallies=[tally(best=31, status="revised"), tally("missing", 6)],
                at=days[3],
                version="v4",
                before="v3",
                body="<p>last</p>",
            )
        with client_of(database) as client:
            yield client


def changes(client: TestClient, query: str) -> list[str]:
    return [one["text"] for one in client.get(f"/api/stories/dam/changes{query}").json()["changes"]]


def test_history_lists_the_versions_with_what_was_new(client: TestClient) -> None:
    told = client.get("/api/stories/dam/history").json()
    assert [one["id"] for one in told["versions"]] == ["v4", "v3", "v2", "v1"]
    assert told["versions"][2]["changes"][0]["text"] == "killed: 23, was 14"
    assert "Torvane Courier" in client.get("/stories/dam/history").text


@pytest.mark.parametrize(
    ("time", "version", "until"),
    [
        ("2031-05-04T05:59", "v1", "2031-05-04T06:00:00.000000Z"),
        ("2031-05-04T06:00:00.000000Z", "v2", "2031-05-05T06:00:00.000000Z"),
        ("2031-05-04T08:30:00%2B02:00", "v2", "2031-05-05T06:00:00.000000Z"),
        ("2031-05-04T07:30:00 02:00", "v1", "2031-05-04T06:00:00.000000Z"),
        ("2031-05-09", "v4", None),
        ("2031-05-02T12:00", None, None),
    ],
)
def test_the_version_that_stood_at_a_moment(
    client: TestClient, time: str, version: str | None, until: str | None
) -> None:
    told = client.get(f"/api/stories/dam/at?time={time}").json()
    assert (told["version"] and told["version"]["id"], told["until"]) == (version, until)


def test_a_past_page_says_that_it_is_past(client: TestClient) -> None:
    past = client.get("/stories/dam/at?time=2031-05-03T12:00").text
    assert "This is past" in past
    assert "<p>first</p>" in past
    gone = client.get("/stories/dam/at?time=2031-05-04T12:00").text
    assert "not kept any more" in gone
    assert "version=v2" in gone
    assert "This is past" not in client.get("/stories/dam/at?time=2031-05-09").text
    assert "no such story here yet" in client.get("/stories/dam/at?time=2031-05-01").text


@pytest.mark.parametrize(
    "query", ["at?time=soon", "changes?from=soon", "at?time=0001-01-01T00:00%2B14:00", "history?after=x"]
)
def test_a_moment_that_is_none_is_refused(client: TestClient, query: str) -> None:
    assert client.get(f"/api/stories/dam/{query}").status_code == 422


def test_only_the_outcome_counts_between_two_versions(client: TestClient) -> None:
    assert changes(client, "?from=v1&to=v3") == ["The accounts part over the hour."]
    assert changes(client, "?from=v3") == [
        "killed, people: 14 → 31",
        "missing, people: none → 6",
        "The accounts part over the hour.",
    ]
    assert changes(client, "?from=2031-05-04T12:00&to=2031-05-05T12:00")[0] == "killed, people: 23 → 14"
    assert changes(client, "?from=v4") == []
    assert len(changes(client, "")) == 2


def test_the_chart_and_its_table_say_the_same(client: TestClient) -> None:
    page = client.get("/stories/dam/changes").text
    drawn = json.loads(html.unescape(re.findall(r"data-course='(.*?)'", page)[0]))
    assert [point["best"] for point in drawn] == [14, 23, 14, 31]
    table = re.findall(
        r'<tr><th scope="row">.*?</tr>', page.partition("data-course")[2].partition("</table>")[0], re.DOTALL
    )
    assert [re.findall(r'<td class="n">(.*?)</td>', row)[1] for row in table] == ["14", "23", "14", "31"]


def test_a_version_names_the_program_that_made_it_and_the_settings_that_are_not_the_usual(
    worked: Worked,
) -> None:
    client, story = worked.desk.client("reader"), worked.story("Varrow Post")
    path = f"/stories/{story}/history"
    told = client.get(f"/api{path}").json()["versions"]
    assert {one["made_by"] for one in told} == {version("crosswire")}
    assert told[0]["settings"]["vague_profile"] == "neutral"
    assert f"crosswire <bdi>{version('crosswire')}</bdi></p>" in client.get(path).text
    report = client.get(f"/api/reports/{worked.reports['Varrow Post']}").json()
    assert report["made_by"] == version("crosswire")
    with worked.database.write() as connection:
        other = {**told[0]["settings"], "vague_profile": "acled"}
        mine = versions.c.id == told[0]["id"]
        connection.execute(versions.update().where(mine).values(settings=json.dumps(other)))
    assert client.get(path).text.count("<code>--vague-profile acled</code>") == 1
