"""What needs a person, in the order in which it does, filtered, a page at a time."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import false, select

from crosswire.store.database.derived import queue
from tests.serve.desk import Desk, a_desk
from tests.serve.reviewable import keep_dossier, keep_queue, keep_variant


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


def review(desk: Desk, action: str, by: str = "reviewer") -> str:
    """What somebody says of the figure k1; the id of the review."""
    asked = {"version": "v1", "kind": "figure", "id": "k1", "action": action, "reason": "read in the report"}
    answer = desk.machine(by).post("/api/reviews", json=asked)
    assert answer.status_code == 201, answer.text
    return str(answer.json()["id"])


def waiting(desk: Desk) -> int:
    """How many the list of stories says are waiting."""
    return int(desk.client("reader").get("/api/stories/hallin").json()["waiting"])


def test_what_somebody_settled_leaves_the_queue_at_once_and_comes_back_when_it_is_taken_back(desk):
    desk.person("second", "reviewer")
    with desk.database.write() as connection:
        keep_queue(connection, {"target": "k1"}, {"target": "k2"})
    made = review(desk, "accept")
    assert (ids(desk), waiting(desk)) == (["k2"], 1)
    review(desk, "accept", by="second")
    assert ids(desk) == ["k2"]
    desk.machine("reviewer").post(f"/api/reviews/{made}/withdrawal", json={})
    assert ids(desk) == ["k2"]
    other = review(desk, "annotate")
    assert ids(desk) == ["k2"]
    assert other
    second = [r for r in desk.client("second").get("/api/reviews").json()["reviews"] if r["mine"]]
    desk.machine("second").post(f"/api/reviews/{second[0]['id']}/withdrawal", json={})
    assert (ids(desk), waiting(desk)) == (["k1", "k2"], 2)


@pytest.mark.parametrize("action", ["unsure", "annotate"])
def test_what_nobody_is_sure_of_waits_on(desk, action):
    with desk.database.write() as connection:
        keep_queue(connection, {"target": "k1"}, {"target": "k2"})
    review(desk, action)
    assert (ids(desk), waiting(desk)) == (["k1", "k2"], 2)


def test_what_reviewers_part_over_stays_and_says_so(desk):
    desk.person("second", "reviewer")
    with desk.database.write() as connection:
        keep_queue(connection, {"target": "k1"}, {"target": "k2"})
    review(desk, "accept")
    mine = review(desk, "reject", by="second")
    assert ids(desk, "?only=disputed") == ["k1"]
    assert (ids(desk), waiting(desk)) == (["k1", "k2"], 2)
    desk.machine("second").post(f"/api/reviews/{mine}/withdrawal", json={})
    assert ids(desk) == ["k2"]


def test_what_one_settles_leaves_the_queue_of_those_who_see_more_too(desk):
    with desk.database.write() as connection:
        keep_variant(connection, "sealed")
        keep_queue(connection, {"target": "k1"}, {"target": "k2"})
        keep_queue(connection, {"target": "k1"}, {"target": "k2"}, variant="sealed")
        connection.execute(queue.update().where(queue.c.variant == "sealed").values(version="v1sealed"))
    review(desk, "reject")
    with desk.database.read() as connection:
        left = connection.execute(
            select(queue.c.variant, queue.c.target)
            .where(queue.c.settled == false())
            .order_by(queue.c.variant)
        ).all()
    assert [tuple(row) for row in left] == [("", "k2"), ("sealed", "k2")]


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
