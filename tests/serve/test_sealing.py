"""Seals on their pages: laid by whoever added a report, seen and changed by those on them, opened for good."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import select

from crosswire.config import Config
from crosswire.desk.work import Worker
from crosswire.store.database.audit import entries_for
from crosswire.store.database.derived import reports
from tests.serve.desk import Desk, a_desk

TEXT = "Dam above Karvel bursts\n\nFourteen people were killed when the dam above Karvel burst on Friday, the mayor said.\n"
OTHER = (
    "Flood at Karvel\n\nNine people were hurt by the flood at Karvel on Saturday, the fire service said.\n"
)


@pytest.fixture
def desk(address: str) -> Iterator[Desk]:
    with a_desk(address) as made:
        made.person("colleague", "editor")
        yield made


def work(desk: Desk) -> None:
    worker = Worker(desk.database, Config())
    for _ in range(100):
        if not worker.one():
            break
    worker.close()


def add(desk: Desk, text: str, by: str = "editor") -> str:
    """Adds a text by a form; the id of its report."""
    assert desk.client(by).post("/add", data={"text": text, "key": text[:8]}).status_code == 303
    work(desk)
    with desk.database.read() as connection:
        newest = select(reports.c.id).order_by(reports.c.n.desc()).limit(1)
        return str(connection.execute(newest).scalar_one())


def seal(desk: Desk, report: str, *names: str, by: str = "editor") -> str:
    """Lays a new seal; its id."""
    form = {"people": [desk.people[n].id for n in names], "reason": "A witness."}
    answer = desk.client(by).post(f"/reports/{report}/seal", data=form)
    assert answer.status_code == 303, answer.text
    work(desk)
    return str(answer.headers["location"].rpartition("/")[2])


def titles(desk: Desk, name: str) -> set[str]:
    return {s["title"] for s in desk.client(name).get("/api/stories").json()["stories"]}


def test_what_one_added_is_gone_for_all_others_once_it_is_sealed(desk: Desk) -> None:
    report = add(desk, TEXT)
    assert titles(desk, "reader") == {"Dam above Karvel bursts"}
    made = seal(desk, report, "reviewer")
    assert [titles(desk, n) for n in ("reader", "admin", "colleague")] == [set()] * 3
    assert titles(desk, "editor") == titles(desk, "reviewer") == {"Dam above Karvel bursts"}
    (told,) = desk.client("reviewer").get("/api/seals").json()["seals"]
    assert (told["id"], told["people"]) == (made, ["editor", "reviewer"])
    assert len(told["sources"]) == 1


def test_nobody_seals_what_somebody_else_added(desk: Desk) -> None:
    report = add(desk, TEXT)
    for name in ("colleague", "admin"):
        assert desk.client(name).get(f"/reports/{report}/seal").status_code == 403
        assert desk.client(name).post(f"/reports/{report}/seal", data={"reason": "x"}).status_code == 403
    assert titles(desk, "reader")


@pytest.mark.parametrize("name", ["reader", "admin", "colleague"])
def test_a_seal_is_not_there_for_whoever_is_not_on_it(desk: Desk, name: str) -> None:
    made = seal(desk, add(desk, TEXT))
    client = desk.client(name)
    assert client.get("/api/seals").json() == {"seals": []}
    for path in (f"/seals/{made}", f"/api/seals/{made}"):
        assert client.get(path).status_code == 404
    status = 403 if name == "reader" else 404
    assert client.post(f"/seals/{made}/people", data={"people": desk.people[name].id}).status_code == status
    assert client.post(f"/seals/{made}/open").status_code == status
    assert desk.machine("editor").get("/api/seals").json() == {"seals": []}


def test_those_on_a_seal_say_who_else_is(desk: Desk) -> None:
    made = seal(desk, add(desk, TEXT))
    on = [desk.people[n].id for n in ("editor", "colleague")]
    assert desk.client("editor").post(f"/seals/{made}/people", data={"people": on}).status_code == 303
    work(desk)
    assert titles(desk, "colleague")
    assert desk.client("colleague").post(f"/seals/{made}/people", data={"people": on[1]}).status_code == 303
    assert titles(desk, "editor") == set()
    assert desk.client("editor").get(f"/seals/{made}").status_code == 404
    assert desk.client("colleague").post(f"/seals/{made}/people").status_code == 422


def test_a_seal_that_is_opened_opens_what_lies_under_it(desk: Desk) -> None:
    made = seal(desk, add(desk, TEXT))
    assert desk.client("editor").post(f"/seals/{made}/open").status_code == 303
    work(desk)
    assert titles(desk, "reader") == {"Dam above Karvel bursts"}
    assert desk.client("editor").get(f"/seals/{made}").status_code == 404


def test_a_second_source_comes_under_the_same_seal(desk: Desk) -> None:
    made = seal(desk, add(desk, TEXT))
    other = add(desk, OTHER)
    assert desk.client("editor").post(f"/reports/{other}/seal", data={"seal": made}).status_code == 303
    (told,) = desk.client("editor").get("/api/seals").json()["seals"]
    assert len(told["sources"]) == 2
    assert desk.client("editor").post(f"/reports/{other}/seal", data={"seal": "none"}).status_code == 404


def test_deeds_about_a_seal_are_told_to_those_on_it_alone(desk: Desk) -> None:
    made = seal(desk, add(desk, TEXT), "admin")
    desk.client("editor").post(f"/seals/{made}/people", data={"people": desk.people["editor"].id})
    with desk.database.read() as connection:
        seen = [d.what for d in entries_for(connection, desk.viewer("editor"))]
        assert {"sealed", "seal people changed"} <= set(seen)
        assert not {d.what for d in entries_for(connection, desk.viewer("admin"))} & {
            "sealed",
            "seal people changed",
        }


def test_what_was_taken_of_a_source_is_told_to_those_on_its_seal_alone(desk: Desk) -> None:
    def told(name: str) -> list[str]:
        with desk.database.read() as connection:
            deeds = entries_for(connection, desk.viewer(name))
        return [dict(d.told)["form"] for d in deeds if d.what == "exported"]

    def take() -> None:
        client = desk.client("editor")
        (story,) = client.get("/api/stories").json()["stories"]
        assert client.get(f"/stories/{story['id']}/export/html").status_code == 200
        assert client.get(f"/reports/{report}/bytes").status_code == 200

    report = add(desk, TEXT)
    take()
    assert told("admin") == told("reader") == ["bytes", "html"]
    made = seal(desk, report, "reviewer")
    take()
    assert told("admin") == told("reader") == []
    assert told("reviewer") == ["bytes", "html"] * 2
    desk.client("editor").post(f"/seals/{made}/open")
    assert told("admin") == ["bytes", "html"] * 2


def test_what_was_done_to_a_story_that_is_sealed_whole_is_told_to_those_on_its_seal_alone(desk: Desk) -> None:
    def told(name: str) -> list[str]:
        with desk.database.read() as connection:
            deeds = entries_for(connection, desk.viewer(name))
        return [d.what for d in deeds if "story" in dict(d.told)]

    report = add(desk, TEXT)
    client = desk.client("editor")
    (story,) = client.get("/api/stories").json()["stories"]
    hook = {"address": "https://hooks.example/in"}
    assert client.post(f"/api/stories/{story['id']}/hooks", json=hook).status_code == 201
    assert client.post(f"/stories/{story['id']}/people", data={"reason": "x"}).status_code == 303
    done = ["restricted", "hook added"]
    assert told("admin") == told("editor") == done
    # One report of two: the story is still there for everybody, and so is what was done to it.
    twin = add(desk, TEXT.replace("Dam above Karvel bursts", "Karvel dam bursts"))
    assert len(client.get("/api/stories").json()["stories"]) == 1
    sealed_first = seal(desk, twin, "reviewer")
    assert told("admin") == told("editor") == done
    made = seal(desk, report, "reviewer")
    assert told("admin") == told("colleague") == []
    assert told("editor") == done
    for one in (made, sealed_first):
        desk.client("editor").post(f"/seals/{one}/open")
    work(desk)
    assert told("admin") == done


@pytest.mark.parametrize("form", [{"reason": ""}, {"reason": "x" * 600}, {"reason": "x", "people": "none"}])
def test_a_new_seal_needs_a_reason_and_people_who_are_there(desk: Desk, form: dict[str, str]) -> None:
    report = add(desk, TEXT)
    assert desk.client("editor").post(f"/reports/{report}/seal", data=form).status_code == 422
    assert titles(desk, "reader")
