"""A restricted story: who sees it, that it is not there for others from the next request on, and who may decide so."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from crosswire.store.database import restricted
from crosswire.store.database.audit import entries_for
from crosswire.store.database.derived import variant_people, variant_seals
from crosswire.store.database.moments import now
from crosswire.store.database.schema import seal_people, seals
from tests.serve.desk import Desk, a_desk
from tests.serve.kept import keep_story


@pytest.fixture
def desk(address: str) -> Iterator[Desk]:
    with a_desk(address) as made:
        with made.database.write() as connection:
            keep_story(connection, "dam", title="The dam")
            keep_story(connection, "port", title="The port")
        yield made


def restrict(desk: Desk, *names: str, by: str = "editor", story: str = "dam") -> int:
    ids = [desk.people[name].id for name in names]
    form = {"people": ids, "reason": "before it is published"}
    return desk.client(by).post(f"/stories/{story}/people", data=form).status_code


def seen(desk: Desk, name: str) -> list[str]:
    return [story["id"] for story in desk.client(name).get("/api/stories").json()["stories"]]


def test_only_those_who_are_listed_and_admins_see_it(desk: Desk) -> None:
    assert restrict(desk, "reader") == 303
    assert [sorted(seen(desk, n)) for n in ("reader", "editor", "admin")] == [["dam", "port"]] * 3
    assert seen(desk, "reviewer") == ["port"]
    assert "The dam" not in desk.client("reviewer").get("/stories").text
    assert [s["id"] for s in desk.machine("reviewer").get("/api/stories").json()["stories"]] == ["port"]


def test_for_everyone_else_it_is_not_there_word_for_word(desk: Desk) -> None:
    other = desk.person("other", "editor")
    assert other.role == "editor"
    restrict(desk)
    client = desk.client("other")
    for path in ("/stories/{}/people", "/api/stories/{}/people"):
        hidden, none = client.get(path.format("dam")), client.get(path.format("none"))
        assert hidden.status_code == none.status_code == 404
        assert re.sub(r"[\w-]{86}|dam|none", "", hidden.text) == re.sub(r"[\w-]{86}|dam|none", "", none.text)
    assert client.post("/stories/dam/people", data={"reason": "x"}).status_code == 404
    assert client.post("/stories/dam/people/everybody").status_code == 404


def test_everybody_sees_it_again_once_that_is_lifted(desk: Desk) -> None:
    restrict(desk)
    assert seen(desk, "reader") == ["port"]
    assert desk.client("admin").post("/stories/dam/people/everybody").status_code == 303
    assert sorted(seen(desk, "reader")) == ["dam", "port"]


def test_a_list_replaces_the_one_before_and_keeps_whoever_decides(desk: Desk) -> None:
    restrict(desk, "reader")
    restrict(desk, "reviewer")
    assert [len(seen(desk, n)) for n in ("reader", "reviewer", "editor")] == [1, 2, 2]
    told = desk.client("editor").get("/api/stories/dam/people").json()
    assert {p["name"]: p["sees"] for p in told["people"]} == {
        "reader": False, "reviewer": True, "editor": True, "admin": True,
    }  # fmt: skip


@pytest.mark.parametrize("by", ["reader", "reviewer"])
def test_only_an_editor_decides_who_sees_it(desk: Desk, by: str) -> None:
    assert restrict(desk, by=by) == 403
    assert len(seen(desk, "reader")) == 2


@pytest.mark.parametrize(
    "form", [{"reason": ""}, {"reason": " "}, {"reason": "x" * 600}, {"reason": "x", "people": "none"}]
)
def test_a_reason_is_asked_for_and_people_who_are_there(desk: Desk, form: dict[str, str]) -> None:
    assert desk.client("editor").post("/stories/dam/people", data=form).status_code == 422
    assert len(seen(desk, "reader")) == 2


def test_it_is_told_in_the_audit_log_by_whom_and_of_what(desk: Desk) -> None:
    restrict(desk)
    restrict(desk, "reader")
    desk.client("editor").post("/stories/dam/people/everybody")
    with desk.database.read() as connection:
        told = entries_for(connection, desk.viewer("admin"), most=3)
    assert [d.what for d in told] == ["restriction lifted", "restriction people changed", "restricted"]
    assert {d.by_name for d in told} == {"editor"}
    assert all(dict(d.told)["story"] == "dam" for d in told)


def test_of_a_story_that_only_sealed_reports_tell_nobody_else_learns_that_it_is_restricted(
    desk: Desk,
) -> None:
    editor = desk.people["editor"].id
    with desk.database.write() as connection:
        connection.execute(seals.insert().values(id="s1", made=now(), by=editor, reason="lives"))
        connection.execute(seal_people.insert().values(seal="s1", user=editor))
        keep_story(connection, "hidden", variant="v" * 64)
        connection.execute(variant_seals.insert().values(variant="v" * 64, seal="s1"))
        connection.execute(variant_people.insert().values(user=editor, story="hidden", variant="v" * 64))
    assert restrict(desk, story="hidden") == 303
    with desk.database.read() as connection:
        assert restricted.of_story(connection, "hidden") is not None
    assert "hidden" not in desk.client("admin").get("/api/audit").text
    assert desk.client("admin").get("/stories/hidden/people").status_code == 404
