"""A story whose every report was withdrawn: it says so everywhere, keeps its past, and comes back when a report does."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterator

import pytest
from sqlalchemy import select

from crosswire.desk.add import add
from crosswire.desk.sealing import withdraw_source
from crosswire.serve.handing import FORMS
from crosswire.store.database.derived import reports
from tests.desk.worked import finish
from tests.serve.desk import Desk, a_desk

TEXT = "Dam above Karvel bursts\n\nKARVEL — Fourteen people were killed when the dam above Karvel burst on Friday, the mayor said.\n"


def item(version: int, status: str) -> bytes:
    """A state of an agency's item."""
    told = {
        "uri": "urn:agency:1", "version": str(version), "pubstatus": status, "language": "en", "type": "text",
        "versioncreated": f"2031-05-09T1{version}:00:00Z", "headline": TEXT.partition("\n")[0],
        "body_text": TEXT.partition("\n\n")[2],
    }  # fmt: skip
    return json.dumps(told).encode()


def give(desk: Desk, data: bytes, name: str) -> None:
    add(desk.database, io.BytesIO(data), name, by=desk.people["editor"].id)
    finish(desk.database)


def taken_back(desk: Desk) -> None:
    """A source that somebody withdrew."""
    give(desk, TEXT.encode(), "karvel.txt")
    with desk.database.write() as connection:
        withdraw_source(connection, "karvel.txt", by="editor", reason="It was forged.")
    finish(desk.database)


def canceled(desk: Desk) -> None:
    """An item that its agency canceled."""
    give(desk, item(1, "usable"), "1.json")
    give(desk, item(2, "canceled"), "2.json")


@pytest.fixture(params=[taken_back, canceled])
def desk(request: pytest.FixtureRequest, address: str) -> Iterator[Desk]:
    with a_desk(address) as made:
        how: Callable[[Desk], None] = request.param
        how(made)
        yield made


def story(desk: Desk) -> str:
    with desk.database.read() as connection:
        (found,) = set(connection.execute(select(reports.c.story)).scalars())
    return str(found)


def test_lists_and_its_page_say_that_nothing_of_it_stands(desk: Desk) -> None:
    client, id = desk.client("reader"), story(desk)
    (row,) = client.get("/api/stories").json()["stories"]
    assert (row["title"], row["reports"]) == ("Dam above Karvel bursts", 0)
    told = client.get(f"/api/stories/{id}").json()
    assert (told["reports"], told["waiting"], told["summary"]["tallies"]) == (0, 0, [])
    assert [a["kind"] for a in told["summary"]["alarms"]] == ["withdrawn"]
    page = client.get(f"/stories/{id}")
    assert page.status_code == 200
    assert "Every report of this story was withdrawn" in page.text
    assert f"/stories/{id}/history" in page.text
    assert client.get("/api/search?words=fourteen&kind=statement").json()["hits"] == []


def test_its_history_tells_what_was_known_and_what_went(desk: Desk) -> None:
    client, id = desk.client("reader"), story(desk)
    now, before = client.get(f"/api/stories/{id}/history").json()["versions"]
    assert len(now["cause"]["gone"]) == 1
    assert [c["kind"] for c in now["changes"]] == ["withdrawn", "tally"]
    assert now["changes"][1]["before"]["best"] == 14
    assert before["summary"]["tallies"][0]["best"] == 14
    assert "that no longer stands" in client.get(f"/stories/{id}/history").text
    old = client.get(f"/api/stories/{id}/dossier?version={before['id']}").json()
    assert [t["best"] for t in old["tallies"]] == [14]
    assert client.get(f"/stories/{id}/at?time={before['at']}").status_code == 200
    assert [c["kind"] for c in client.get(f"/api/stories/{id}/changes").json()["changes"]]


def test_its_dossier_its_feed_and_every_form_can_be_had(desk: Desk) -> None:
    client, id = desk.client("editor"), story(desk)
    told = client.get(f"/api/stories/{id}/dossier").json()
    assert (told["schema"], told["reports"], told["tallies"]) == ("crosswire.dossier/1", [], [])
    assert told["problems"]
    assert b"Withdrawn" in client.get(f"/stories/{id}/feed.atom").content
    for to, form in FORMS.items():
        for format in form.formats if to != "pdf" else ():
            for texts in ("false", "true") if form.texts else ("false",):
                answer = client.get(f"/stories/{id}/export/{to}?format={format}&texts={texts}")
                assert answer.status_code == 200, (to, format, texts)
    for path in ("export", "hooks", "people", "changes", "news?since=x"):
        assert client.get(f"/stories/{id}/{path}").status_code < 500
    assert client.get("/api/queue").json()["items"] == []


def test_it_comes_back_when_a_report_does(desk: Desk) -> None:
    give(desk, TEXT.replace("Fourteen", "Sixteen").encode(), "karvel.txt")
    told = desk.client("reader").get(f"/api/stories/{story(desk)}").json()
    assert (told["reports"], told["summary"]["tallies"][0]["best"]) == (1, 16)
    page = desk.client("reader").get(f"/stories/{story(desk)}").text
    assert "Every report of this story was withdrawn" not in page
