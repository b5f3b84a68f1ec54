"""Adding reports: files, texts and addresses, under a seal or openly, sent once or twice, good and bad together."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import select, update

from crosswire.store.database import DatabaseArchive
from crosswire.store.database.jobs import claim, end
from crosswire.store.database.schema import jobs, seal_people, sealed_sources
from tests.serve.desk import Desk, a_desk

DAM = b"Dam above Sarrow gives way\n\nFourteen people were killed."


@pytest.fixture
def desk(address: str) -> Iterator[Desk]:
    with a_desk(address) as made:
        yield made


def add(desk: Desk, files: dict[str, bytes] | None = None, who: str = "editor", **form: Any) -> Any:
    """What the page of adding answers."""
    sent = [("files", (name, data)) for name, data in (files or {}).items()] or [("files", ("", b""))]
    return desk.client(who).post("/add", data=form, files=sent)


def batch(desk: Desk, answer: Any, who: str = "editor") -> Any:
    """The batch to which an answer leads, as JSON."""
    assert answer.status_code == 303, answer.text
    return desk.client(who, page=False).get(f"/api{answer.headers['location']}").json()


def kept(desk: Desk) -> dict[str, Any]:
    """What the archive holds, by the last part of its name."""
    return {r.source.rpartition("/")[2]: r for r in DatabaseArchive(desk.database).receipts()}


def test_files_are_kept_at_once_and_their_reading_is_followed(desk):
    told = batch(desk, add(desk, {"dam.txt": DAM, "flood.txt": b"Flood in the valley\n\nTwo died."}))
    assert [(j["what"], j["state"]) for j in told["jobs"]] == [
        ("dam.txt", "waiting"),
        ("flood.txt", "waiting"),
    ]
    assert set(kept(desk)) == {"dam.txt", "flood.txt"}


def test_a_text_comes_with_what_is_known_of_it(desk):
    add(desk, text=DAM.decode(), publisher="The Torvane Courier", published="2031-05-04", language="en")
    given = next(iter(kept(desk).values())).given
    assert (given.publisher, given.published, given.language) == ("The Torvane Courier", "2031-05-04", "en")


def test_a_file_beside_another_says_what_is_known_of_it(desk):
    told = batch(desk, add(desk, {"a/dam.txt": DAM, "a/dam.json": b'{"publisher": "The Torvane Courier"}'}))
    assert len(told["jobs"]) == 1
    assert kept(desk)["dam.txt"].given.publisher == "The Torvane Courier"


def test_addresses_are_asked_for_and_a_bad_one_stops_none_of_the_rest(desk):
    told = batch(desk, add(desk, addresses="https://courier.example/dam\nftp://courier.example/flood"))
    assert [(j["kind"], j["state"]) for j in told["jobs"]] == [("fetch", "waiting"), ("refused", "failed")]
    assert "ftp://courier.example/flood" in told["jobs"][1]["what"]
    assert told["jobs"][1]["message"]


@pytest.mark.parametrize(
    ("form", "field", "message"),
    [
        ({}, "f-files", "Nothing was given"),
        ({"text": "   "}, "f-files", "Nothing was given"),
        ({"text": "x", "published": "last week"}, "f-published", "write it as 2031-05-04"),
        ({"text": "x", "language": "english"}, "f-language", "two letters"),
        ({"addresses": "http://"}, "f-addresses", "http://"),
        ({"text": "x", "seal": "new"}, "f-reason", "why the source is sealed"),
        ({"text": "x", "seal": "somebody-else's"}, "f-seal", "is not there"),
    ],
)
def test_what_cannot_be_taken_is_told_at_its_field_and_what_was_written_stays(desk, form, field, message):
    answer = add(desk, **form)
    assert answer.status_code == 422
    assert message in answer.text
    assert f'href="#{field}"' in answer.text
    assert all(value in answer.text for value in form.values() if value.strip() and "'" not in value)
    assert kept(desk) == {}


def test_a_form_sent_twice_is_kept_once(desk):
    first = add(desk, {"dam.txt": DAM}, text="A text", key="k")
    again = add(desk, {"dam.txt": DAM}, text="A text", key="k")
    assert first.headers["location"] == again.headers["location"]
    assert len(batch(desk, again)["jobs"]) == 2
    assert len(kept(desk)) == 2


def test_what_comes_under_a_seal_is_sealed_before_anybody_could_see_it(desk):
    admin = desk.people["admin"].id
    answer = add(desk, text=DAM.decode(), seal="new", reason="threats", people=[admin])
    with desk.database.read() as connection:
        lies = connection.execute(select(sealed_sources.c.seal)).scalars().all()
        on = set(
            connection.execute(select(seal_people.c.user).where(seal_people.c.seal == lies[0])).scalars()
        )
    assert on == {admin, desk.people["editor"].id}
    assert len(batch(desk, answer)["jobs"]) == 1
    assert desk.client("editor").get("/work").text.count("/work/") >= 1


def test_a_sealed_batch_is_nobody_elses_and_who_is_on_the_seal_can_use_it_again(desk):
    answer = add(desk, text=DAM.decode(), seal="new", reason="threats")
    path = answer.headers["location"]
    assert (
        desk.client("admin").get(path).status_code
        == desk.client("admin").get("/work/none").status_code
        == 404
    )
    assert "threats" in desk.client("editor").get("/add").text
    assert "threats" not in desk.client("admin").get("/add").text


def test_a_program_adds_texts_and_addresses_as_json_and_files_as_multipart(desk):
    client = desk.machine("editor")
    asked = {
        "texts": [{"text": DAM.decode(), "publisher": "Courier"}],
        "addresses": ["https://a.example/1"],
        "key": "k",
    }
    first = client.post("/api/reports", json=asked)
    assert (first.status_code, first.json()["taken"]) == (202, 2)
    assert client.post("/api/reports", json=asked).json()["batch"] == first.json()["batch"]
    assert len(client.get(first.headers["location"]).json()["jobs"]) == 2
    answer = client.post(
        "/api/reports", files=[("files", ("dam.txt", DAM))], headers={"Idempotency-Key": "f"}
    )
    assert (answer.status_code, answer.json()["taken"]) == (202, 1)


@pytest.mark.parametrize(
    "sent",
    [
        {"content": b"not json"},
        {"json": {"texts": [{}]}},
        {"json": {"texts": [{"text": "x", "published": "soon"}]}},
        {"json": {"addresses": ["nowhere"]}},
        {"json": {"texts": [{"text": "x"}], "seal": "none"}},
        {"json": {}},
        {"files": [("files", ("", b""))]},
    ],
)
def test_a_program_is_told_what_is_wrong(desk, sent):
    answer = desk.machine("editor").post("/api/reports", **sent)
    assert answer.status_code in (400, 422), answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    assert kept(desk) == {}


def test_work_that_ended_tells_what_went_wrong_and_what_failed_is_tried_again(desk):
    path = add(desk, {"dam.txt": DAM}).headers["location"]
    with desk.database.write() as connection:
        job = claim(connection, "w", ("read",))
        assert job is not None
        end(connection, job, "w", failed="The disk is full; make room and try again.")
    page = desk.client("editor").get(path).text
    assert "make room and try again" in page
    assert "data-ended" in page
    assert desk.client("editor").post(f"{path}/again").status_code == 303
    assert batch(desk, desk.client("editor").post(f"{path}/again"))["jobs"][0]["state"] == "waiting"


def test_the_page_of_a_batch_asks_for_itself_as_long_as_anything_is_open(desk):
    path = add(desk, {"dam.txt": DAM}).headers["location"]
    client = desk.client("editor")
    assert "every 1s" in client.get(path, headers={"HX-Request": "true"}).text
    with desk.database.write() as connection:
        connection.execute(update(jobs).values(state="done"))
    part = client.get(path, headers={"HX-Request": "true"}).text
    assert "every 1s" not in part
    assert "<html" not in part


def test_ones_own_work_is_listed_a_page_at_a_time_and_nobody_elses(desk):
    for n in range(23):
        add(desk, text=f"Report {n}")
    client = desk.client("editor", page=False)
    first = client.get("/api/work").json()
    older = client.get(f"/api{first['older']}").json()
    ids = [b["id"] for b in (*first["batches"], *older["batches"])]
    assert (len(ids), len(set(ids)), older["older"]) == (23, 23, None)
    assert desk.client("admin", page=False).get("/api/work").json()["batches"] == []


def test_a_feed_is_followed_stopped_and_started(desk):
    client = desk.client("editor")
    assert (
        client.post("/feeds", data={"address": "https://a.example/feed", "every": "300"}).status_code == 303
    )
    feed = client.get("/api/feeds").json()["feeds"][0]
    assert (feed["address"], feed["every"], feed["stopped"]) == ("https://a.example/feed", 300, None)
    client.post(f"/feeds/{feed['id']}/stop")
    assert client.get("/api/feeds").json()["feeds"][0]["stopped"]
    client.post(f"/feeds/{feed['id']}/start")
    assert client.get("/api/feeds").json()["feeds"][0]["stopped"] is None
    deeds = desk.client("admin").get("/api/audit").json()["deeds"]
    mine = [(d["what"], d["by"], d["told"]["host"]) for d in deeds if d["told"].get("feed") == feed["id"]]
    by = desk.people["editor"].id
    assert mine == [(what, by, "a.example") for what in ("feed started", "feed stopped", "feed added")]


@pytest.mark.parametrize("given", ["", "nowhere", "ftp://a.example/feed"])
def test_what_is_no_address_of_a_feed_is_refused_at_its_field(desk, given):
    answer = desk.client("editor").post("/feeds", data={"address": given})
    assert answer.status_code == 422
    assert 'href="#f-address"' in answer.text


def test_a_feed_under_a_seal_is_seen_by_those_on_it_alone(desk):
    add(desk, text=DAM.decode(), seal="new", reason="threats")
    client = desk.client("editor", page=False)
    with desk.database.read() as connection:
        seal = connection.execute(select(seal_people.c.seal)).scalar()
    assert client.post("/api/feeds", json={"address": "https://a.example/f", "seal": seal}).status_code == 202
    other = desk.client("admin", page=False)
    assert other.get("/api/feeds").json()["feeds"] == []
    feed = client.get("/api/feeds").json()["feeds"][0]["id"]
    assert other.post(f"/api/feeds/{feed}/stop").status_code == 404
    assert other.post("/api/feeds", json={"address": "https://a.example/g", "seal": seal}).status_code == 422
