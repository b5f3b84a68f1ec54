"""A source is withdrawn by its report's page or a program: nothing rests on it, who did so and why stands, and it can come back."""

from __future__ import annotations

import io
from collections.abc import Iterator

import pytest

from crosswire.desk.add import add
from tests.desk.worked import finish
from tests.serve.desk import Desk, a_desk

FIRST = "Dam above Karvel bursts\n\nKARVEL — Fourteen people were killed when the dam above Karvel burst on Friday, the mayor said.\n"
SECOND = "Karvel dam bursts\n\nKARVEL — Twenty people were killed when the dam above Karvel burst on Friday, the fire service said.\n"


def give(desk: Desk, text: str, name: str) -> None:
    add(desk.database, io.BytesIO(text.encode()), name, by=desk.people["editor"].id)
    finish(desk.database)


@pytest.fixture
def desk(address: str) -> Iterator[Desk]:
    with a_desk(address) as made:
        made.person("colleague", "editor")
        give(made, FIRST, "first.txt")
        give(made, SECOND, "second.txt")
        yield made


def report(desk: Desk, source: str) -> str:
    (found,) = [
        r["id"] for r in desk.client("admin").get("/api/reports").json()["reports"] if r["source"] == source
    ]
    return str(found)


def sizes(desk: Desk) -> list[tuple[int, int | None]]:
    """Of each story, how many reports it has, and how many were killed at best."""
    told = desk.client("reader").get("/api/stories").json()["stories"]
    return [(s["reports"], next((t["best"] for t in s["tallies"]), None)) for s in told]


def test_nothing_rests_on_what_was_withdrawn_and_its_page_says_who_did_so_and_why(desk: Desk) -> None:
    ((count, _),) = sizes(desk)
    assert count == 2
    id, colleague = report(desk, "second.txt"), desk.client("colleague")
    asked = colleague.get(f"/reports/{id}/withdraw")
    assert "second.txt" in asked.text
    assert f'href="/reports/{id}/withdraw"' in colleague.get(f"/reports/{id}").text
    answer = colleague.post(f"/reports/{id}/withdraw", data={"reason": "  It was\nforged. "})
    assert (answer.status_code, answer.headers["location"]) == (303, f"/reports/{id}")
    finish(desk.database)
    assert sizes(desk) == [(1, 14)]
    told = desk.client("reader").get(f"/api/reports/{id}").json()
    assert not told["standing"]
    entry = told["custody"][-1]
    assert (entry["what"], entry["how"]["reason"]) == ("withdrawn", "It was forged.")
    assert told["people"][entry["how"]["user"]] == "colleague"
    page = desk.client("reader").get(f"/reports/{id}").text
    assert "reason: It was forged.; user: colleague" in page
    assert desk.client("reader").get(f"/reports/{id}/bytes").content == SECOND.encode()
    deeds = desk.client("admin").get("/api/audit").json()["deeds"]
    assert [(d["by"], d["told"]["report"]) for d in deeds if d["what"] == "withdrawn"] == [
        (desk.people["colleague"].id, id)
    ]


def test_what_was_withdrawn_by_mistake_comes_back_when_it_is_added_again(desk: Desk) -> None:
    before = sizes(desk)
    machine = desk.machine("editor")
    assert (
        machine.post(f"/api/reports/{report(desk, 'second.txt')}/withdraw", json={"reason": "x"}).status_code
        == 204
    )
    finish(desk.database)
    assert sizes(desk) != before
    give(desk, SECOND, "second.txt")
    assert sizes(desk) == before


def test_what_stands_no_longer_is_not_withdrawn_again(desk: Desk) -> None:
    id, client = report(desk, "second.txt"), desk.client("editor")
    assert client.post(f"/reports/{id}/withdraw", data={"reason": "Forged."}).status_code == 303
    for answer in (
        client.get(f"/reports/{id}/withdraw"),
        client.post(f"/reports/{id}/withdraw", data={"reason": "Forged."}),
        client.post(f"/api/reports/{id}/withdraw", json={"reason": "Forged."}),
    ):
        assert answer.status_code == 422
        assert "does not stand any more" in answer.text
    assert "/withdraw" not in client.get(f"/reports/{id}").text
    assert len(client.get(f"/api/reports/{id}").json()["custody"]) == 2


@pytest.mark.parametrize("reason", ["", " \n ", "x" * 501])
def test_a_reason_is_asked_for_at_its_field(desk: Desk, reason: str) -> None:
    id = report(desk, "first.txt")
    answer = desk.client("editor").post(f"/reports/{id}/withdraw", data={"reason": reason})
    assert answer.status_code == 422
    assert "Say why in 1 to 500 characters." in answer.text
    assert 'aria-invalid="true"' in answer.text
    assert (
        desk.machine("editor").post(f"/api/reports/{id}/withdraw", json={"reason": reason}).status_code == 422
    )
    assert desk.client("reader").get(f"/api/reports/{id}").json()["standing"]


def test_what_one_may_do_is_offered_and_nothing_else(desk: Desk) -> None:
    id = report(desk, "first.txt")
    offered = {
        name: desk.client(name).get(f"/api/reports/{id}").json()["ways"]
        for name in ("reader", "reviewer", "editor", "colleague", "admin")
    }
    assert offered == {
        "reader": [], "reviewer": [], "editor": ["seal", "withdraw"], "colleague": ["withdraw"], "admin": ["withdraw"]
    }  # fmt: skip
    assert desk.machine("editor").get(f"/api/reports/{id}").json()["ways"] == ["withdraw"]
    for name, ways in offered.items():
        page = desk.client(name).get(f"/reports/{id}").text
        assert [w for w in ("seal", "withdraw") if f'href="/reports/{id}/{w}"' in page] == ways
        for way in ways:
            assert desk.client(name).get(f"/reports/{id}/{way}").status_code == 200


def test_what_lies_under_a_seal_is_withdrawn_without_a_word_to_others(desk: Desk) -> None:
    id, editor = report(desk, "second.txt"), desk.client("editor")
    assert editor.post(f"/reports/{id}/seal", data={"reason": "A witness."}).status_code == 303
    finish(desk.database)
    before = sizes(desk)
    for client in (desk.client("colleague"), desk.client("admin"), desk.machine("editor")):
        assert client.get(f"/api/reports/{id}/withdraw").status_code == 404
        assert client.post(f"/api/reports/{id}/withdraw", json={"reason": "x"}).status_code == 404
    assert editor.post(f"/reports/{id}/withdraw", data={"reason": "Forged."}).status_code == 303
    finish(desk.database)
    assert sizes(desk) == before
    deeds = desk.client("admin").get("/api/audit").text
    assert "withdrawn" not in deeds
    assert id not in deeds
