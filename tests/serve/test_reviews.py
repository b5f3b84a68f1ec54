"""Reviewing a statement through its page and through the API, on both databases."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import select

from crosswire.store.database import decisions
from crosswire.store.database.schema import jobs
from tests.serve.desk import Desk, a_desk
from tests.serve.reviewable import STORY, keep_dossier

FIGURE = f"/stories/{STORY}/statements/figure/k1"


@pytest.fixture
def desk(address: str) -> Iterator[Desk]:
    """A desk with the story of the specimen in it."""
    with a_desk(address) as made:
        made.person("second", "reviewer")
        with made.database.write() as connection:
            keep_dossier(connection)
        yield made


def say(desk: Desk, who: str = "reviewer", where: str = FIGURE, **form: Any) -> Any:
    """What the form of a statement is answered."""
    return desk.client(who).post(where, data={"reason": "read in the report", **form})


def told(desk: Desk, where: str = FIGURE, who: str = "reviewer") -> Any:
    """The statement as JSON."""
    return desk.client(who, page=False).get(f"/api{where}").json()


def test_what_a_reviewer_says_is_kept_with_who_when_and_why_and_the_story_is_asked_for(desk):
    assert say(desk, action="accept").headers["location"] == FIGURE
    review = told(desk)["reviews"][0]
    assert (review["action"], review["by"], review["reason"]) == ("accept", "reviewer", "read in the report")
    assert review["values"] == {
        "number": 14, "low": 14, "high": 14, "measure": "killed", "group": "people", "attributed": "Ministry of Waters",
    }  # fmt: skip
    assert (told(desk)["standing"], told(desk)["pending"]) == ("confirmed", True)
    with desk.database.read() as connection:
        asked = connection.execute(select(jobs.c.kind, jobs.c.story, jobs.c.key)).all()
    assert [tuple(a) for a in asked] == [("story", STORY, f"story:{STORY}")]


def test_the_page_shows_it_at_once_as_recorded_and_being_made_anew(desk):
    say(desk, action="reject", reason="a count of another flood")
    page = desk.client("reader").get(FIGURE).text
    assert "a count of another flood" in page
    assert "the story is being made anew" in page


def test_a_correction_sets_what_was_changed_and_nothing_else(desk):
    form = {
        "action": "correct",
        "set-number": "41",
        "set-low": "41",
        "set-high": "41",
        "set-measure": "killed",
    }
    say(desk, **form, **{"set-attributed": "oda ferrant"})
    review = told(desk)["reviews"][0]
    assert review["values"] == {"number": 41, "low": 41, "high": 41, "attributed": "oda ferrant"}
    assert review["others"] == ["Oda Ferrant"]


@pytest.mark.parametrize(
    ("form", "field", "message"),
    [
        ({"action": "accept", "reason": " "}, "f-reason", "say why"),
        ({"action": ""}, "f-action", "choose what to say"),
        ({"action": "correct", "set-number": "many"}, "f-set-number", "must be a number"),
        ({"action": "correct", "set-as_of": "Tuesday"}, "f-set-as_of", "ISO 8601 day"),
        ({"action": "correct", "set-low": "50", "set-high": "20"}, "f-set-low", "give the lesser as low"),
        ({"action": "correct"}, "", "Nothing was changed"),
        ({"action": "praise"}, "f-action", "can be reviewed by"),
    ],
)
def test_what_cannot_be_said_is_refused_at_its_field_and_what_was_written_stays(desk, form, field, message):
    answer = say(desk, **({"reason": "so it says"} | form))
    assert answer.status_code == 422
    assert message in answer.text
    assert f'href="#{field}"' in answer.text if field else True
    assert told(desk)["reviews"] == []


def test_a_form_sent_twice_is_recorded_once(desk):
    key = {"key": "one-form"}
    say(desk, action="accept", **key)
    say(desk, action="accept", **key)
    assert len(told(desk)["reviews"]) == 1


def test_one_takes_back_ones_own_and_an_editor_anybodys(desk):
    say(desk, action="accept")
    id = told(desk)["reviews"][0]["id"]
    second = desk.client("second")
    assert second.post(f"/reviews/{id}/withdrawal").status_code == 403
    assert (
        desk.client("editor").post(f"/reviews/{id}/withdrawal", data={"reason": "misread"}).status_code == 303
    )
    statement = told(desk)
    assert statement["reviews"][0]["withdrawn"]["by"] == "editor"
    assert (statement["standing"], statement["pending"]) == ("", False)


def test_two_who_disagree_are_shown_to_each_other_and_each_may_stand_by(desk):
    say(desk, action="accept")
    say(desk, who="second", action="reject", reason="it counts the injured")
    found = desk.client("second", page=False).get("/api/disagreements").json()["disagreements"]
    assert [(d["kind"], d["statement"], len(d["reviews"])) for d in found] == [("figure", "k1", 2)]
    page = desk.client("reviewer").get(FIGURE).text
    assert "People part over it" in page
    stand = re.findall(r'name="stand" value="(v[0-9a-f]+)"', page)
    assert len(stand) == 1, "only one's own can be stood by"
    say(desk, stand=stand[0], reason="read it again: it is the dead")
    reviews = told(desk)["reviews"]
    assert [r["action"] for r in reviews] == ["accept", "reject", "accept"]
    assert told(desk)["standing"] == "disputed"
    say(desk, who="second", action="accept", reason="seen")
    assert told(desk)["standing"] == "confirmed"
    assert desk.client("second", page=False).get("/api/disagreements").json()["disagreements"] == []


def test_two_corrections_that_set_the_same_agree(desk):
    for who in ("reviewer", "second"):
        say(desk, who=who, action="correct", **{"set-number": "41"})
    assert told(desk)["standing"] == "corrected"


@pytest.mark.parametrize(
    ("where", "form", "other"),
    [
        ("name/maltesk", {"action": "merge", "merge-with": "name ferrant"}, "Oda Ferrant"),
        ("name/maltesk", {"action": "split", "split-with": "form the Maltese"}, "the Maltese"),
        ("quote/qa1", {"action": "merge", "merge-with": "quote qa2"}, "No dam in this country"),
        ("link/a~b", {"action": "split"}, None),
    ],
)
def test_names_quotes_and_links_are_merged_and_split(desk, where, form, other):
    path = f"/stories/{STORY}/statements/{where}"
    assert say(desk, where=path, **form).status_code == 303
    review = told(desk, path)["reviews"][0]
    assert review["action"] == form["action"]
    assert other is None or review["others"][0].startswith(other)


def test_what_was_not_offered_is_not_taken(desk):
    answer = say(
        desk,
        where=f"/stories/{STORY}/statements/name/maltesk",
        action="merge",
        **{"merge-with": "name nobody"},
    )
    assert answer.status_code == 422


def test_only_an_editor_splits_a_story(desk):
    path = f"/stories/{STORY}/statements/story/s1"
    form = {"action": "split", "split-with": ["report f", "report g"]}
    assert say(desk, where=path, **form).status_code == 403
    assert say(desk, who="editor", where=path, **form).status_code == 303
    assert len(told(desk, path)["reviews"][0]["others"]) == 2


def test_a_program_reviews_by_version_and_id_once_for_each_key(desk):
    client = desk.machine("reviewer")
    asked = {"action": "unsure", "reason": "the cut is odd", "version": "v1", "kind": "figure", "id": "k2"}
    first = client.post("/api/reviews", json=asked, headers={"Idempotency-Key": "k"})
    again = client.post("/api/reviews", json=asked, headers={"Idempotency-Key": "k"})
    assert (first.status_code, first.json()["new"], again.json()["new"]) == (201, True, False)
    assert first.json()["id"] == again.json()["id"]
    one = client.get(first.json()["address"]).json()
    assert one["review"]["statement"] == "k2"
    assert one["decision"]["target"]["words"][0]["text"] == "Fourteen"


def test_a_program_reviews_a_target_as_another_review_has_it(desk):
    say(desk, action="accept")
    client = desk.client("second", page=False)
    kept = client.get("/api/reviews").json()["reviews"][0]["id"]
    target = client.get(f"/api/reviews/{kept}").json()["decision"]["target"]
    answer = client.post("/api/reviews", json={"action": "reject", "reason": "no", "target": target})
    assert answer.status_code == 201
    assert told(desk)["standing"] == "disputed"


@pytest.mark.parametrize(
    "change",
    [
        {"target": {"kind": "figure", "words": [{"report": {"id": "x", "sha256": "0" * 64}, "start": 0, "end": 1, "text": "1"}]}},
        {"version": None},
        {"kind": "figure", "id": "nowhere"},
        {"version": "v0"},
        {"reason": ""},
        {"action": "praise"},
        {"values": {"number": "twelve"}, "action": "correct"},
        {"others": [{"kind": "figure"}]},
    ],
)  # fmt: skip
def test_a_review_of_what_is_not_there_or_makes_no_sense_is_refused(desk, change):
    asked = {"action": "accept", "reason": "so", "version": "v1", "kind": "figure", "id": "k1"}
    answer = desk.client("reviewer", page=False).post("/api/reviews", json=asked | change)
    assert answer.status_code in (404, 422)
    assert told(desk)["reviews"] == []


def test_what_was_decided_is_listed_with_what_it_moved(desk):
    say(desk, action="correct", **{"set-number": "41"})
    say(desk, action="annotate", where=f"/stories/{STORY}/statements/quote/qa1", reason="recorded on tape")
    id = told(desk)["reviews"][0]["id"]
    made = [
        {"id": id, "found": ["k1"], "standing": "in-force", "effect": "14 became 41", "words": "Fourteen"}
    ]
    cause = {"reports": [], "decisions": [{"id": id, "action": "correct", "by": "reviewer"}]}
    change = [{"id": "x", "kind": "tally", "text": "killed: 31 became 41", "before": None, "now": None}]
    with desk.database.write() as connection:
        keep_dossier(
            connection,
            version="v2",
            at="2031-05-04T17:00:00.000000Z",
            cause=cause,
            changes=change,
            reviews=made,
        )
    client = desk.client("reader", page=False)
    listed = client.get(f"/api/stories/{STORY}/reviews").json()["reviews"]
    assert [(r["kind"], r["made"], r["moved"]) for r in listed] == [
        ("quote", False, []),
        ("figure", True, ["killed: 31 became 41"]),
    ]
    assert [r["kind"] for r in client.get("/api/reviews?action=annotate").json()["reviews"]] == ["quote"]
    statement = told(desk)
    assert (statement["pending"], statement["reviews"][0]["effect"]) == (False, "14 became 41")
    anew = client.get(f"/api/stories/{STORY}/anew?since=v1").json()
    assert anew == {"version": "v2", "pending": True, "moved": []}
    assert "killed: 31 became 41" in desk.client("reader").get(f"/stories/{STORY}/reviews").text
    assert "14 became 41" in desk.client("reader").get(f"/reviews/{id}").text


def test_a_reader_sees_what_was_said_and_no_form(desk):
    say(desk, action="accept")
    page = desk.client("reader").get(FIGURE)
    assert page.status_code == 200
    assert "rv-form" not in page.text
    assert desk.client("reader").post(FIGURE, data={"action": "accept", "reason": "x"}).status_code == 403


@pytest.mark.parametrize(
    "path", [FIGURE.replace("k1", "k99"), FIGURE.replace(STORY, "none"), FIGURE.replace("figure", "x")]
)
def test_what_is_not_there_is_not_there(desk, path):
    assert desk.client("reviewer").get(path).status_code == 404


def test_the_decision_is_in_the_chain_before_the_answer(desk):
    say(desk, action="accept")
    with desk.database.read() as connection:
        kept = decisions.every(connection, "reviews")
    assert len(kept) == 1
