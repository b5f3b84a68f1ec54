"""What needs a person, in the order in which it does, filtered, a page at a time."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.serve.desk import Desk, a_desk
from tests.serve.reviewable import keep_dossier, keep_queue


@pytest.fixture
def desk(address: str) -> Iterator[Desk]:
    with a_desk(address) as made:
        with made.database.write() as connection:
            keep_dossier(connection)
        yield made


def ids(desk: Desk, query: str = "") -> list[str]:
    return [i["id"] for i in desk.client("reviewer", page=False).get(f"/api/queue{query}").json()["items"]]


def test_what_could_change_a_best_figure_comes_first(desk):
    with desk.database.write() as connection:
        keep_queue(
            connection, {"target": "k1"}, {"target": "k2", "best": True, "weight": 1.0}, {"target": "k3"}
        )
    assert ids(desk) == ["k2", "k1", "k3"]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("?kind=name", ["maltesk"]),
        ("?only=best", ["k2"]),
        ("?only=disputed", ["maltesk"]),
        ("?story=hallin&kind=figure", ["k2", "k1"]),
        ("?story=another", []),
        ("?kind=", ["k2", "k1", "maltesk"]),
    ],
)
def test_the_queue_is_filtered(desk, query, found):
    with desk.database.write() as connection:
        name = {"target": "maltesk", "kind": "name", "disputed": True}
        keep_queue(connection, {"target": "k1"}, {"target": "k2", "best": True}, name)
    assert ids(desk, query) == found


def test_a_long_queue_is_walked_to_its_end_without_gaps(desk):
    with desk.database.write() as connection:
        keep_queue(connection, *({"target": f"q{n:03d}", "weight": float(n // 7)} for n in range(75)))
    client, path, found = desk.client("reviewer", page=False), "/queue", []
    for _ in range(4):
        page = client.get(f"/api{path}").json()
        found += [i["id"] for i in page["items"]]
        path = page["older"]
        if path is None:
            break
    assert len(found) == len(set(found)) == 75


def test_what_waits_in_another_variant_is_not_there(desk):
    with desk.database.write() as connection:
        keep_queue(connection, {"target": "k1"}, variant="sealed")
    page = desk.client("reviewer", page=False).get("/api/queue").json()
    assert (page["items"], page["stories"], page["kinds"]) == ([], [], [])


def test_an_empty_queue_says_what_to_do(desk):
    page = desk.client("editor").get("/queue").text
    assert "Nothing needs a person just now" in page
    assert 'href="/add"' in page
    assert "Show the whole queue" in desk.client("editor").get("/queue?kind=name").text


def test_each_line_leads_to_the_review_of_its_statement(desk):
    with desk.database.write() as connection:
        keep_queue(
            connection, {"target": "k1", "text": "Fourteen people were killed", "why": "stands on one source"}
        )
    page = desk.client("reviewer").get("/queue").text
    assert 'href="/stories/hallin/statements/figure/k1"' in page
    assert "stands on one source" in page
