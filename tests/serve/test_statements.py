"""Statements of a dossier one by one, and the form of a correction."""

from __future__ import annotations

from functools import cache

import pytest

from crosswire.errors import UsageError
from crosswire.present.json import to_contract
from crosswire.review.fields import ACTIONS, FIELDS, check_values
from crosswire.review.readings import seen
from crosswire.serve.review_form import PREFIX, actions_of, changed, fields_of
from crosswire.serve.statements import LISTED, Statement, Statements
from tests.present.specimen import specimen


@cache
def statements() -> Statements:
    return Statements(to_contract(specimen()))


def found(kind: str, id: str) -> Statement:
    statement = statements().find(kind, id)
    assert statement is not None
    return statement


@pytest.mark.parametrize("kind", [*LISTED, "link", "brief"])
def test_every_statement_of_every_kind_can_be_found(kind):
    ids = list(statements().every(kind))
    assert ids
    assert all(found(kind, id).text for id in ids)


@pytest.mark.parametrize(
    ("kind", "id", "text"),
    [
        ("tally", "tk", "killed people 31"),
        ("link", "a~b", "R1 The Torvane Courier – R2 Kestria Today: republished"),
        ("utterance", "u2", "Jorun Maltesk: nobody in my ministry was warned"),
        ("report", "a", "R1 Dam above Sarrow gives way in the night, 14 dead"),
    ],
)
def test_a_statement_is_said_in_short(kind, id, text):
    assert found(kind, id).text == text


def test_a_tally_rests_on_its_figures_and_shows_their_words():
    tally = found("tally", "tm")
    assert [r.id for r in tally.rests] == ["m1", "m2", "m3", "m4", "m5"]
    assert tally.words[0].text == "60 are missing"


def test_words_of_a_target_show_what_stands_around_them():
    told = {"report": {"id": "a"}, "start": 50, "end": 58, "text": "Fourteen", "after": " people were killed"}
    statement = statements().find("figure", "k1", [told])
    assert statement is not None
    assert (statement.words[0].siglum, statement.words[0].after) == ("R1", " people were killed")


def test_what_is_not_in_the_dossier_is_not_found():
    assert statements().find("figure", "nowhere") is None
    assert statements().find("nothing", "k1") is None


@pytest.mark.parametrize("kind", [k for k, actions in ACTIONS.items() if "correct" in actions])
def test_the_form_has_the_fields_that_a_correction_may_set(kind):
    id = next(iter(statements().every(kind)))
    assert {f.name for f in fields_of(found(kind, id))} == set(FIELDS[kind])


@pytest.mark.parametrize(
    ("field", "sent", "value"),
    [
        ("number", "1,204", 1204),
        ("number", "1 204.5", 1204.5),
        ("number", "", None),
        ("qualifier", "about", "about"),
        ("group", "", None),
        ("part_of_event", "no", False),
        ("as_of", "2025-06-01/2025-06-04", "2025-06-01/2025-06-04"),
        ("attributed", "Oda Ferrant", "Oda Ferrant"),
    ],
)
def test_what_was_changed_is_read_as_a_review_keeps_it(field, sent, value):
    told = changed(found("figure", "k1"), {PREFIX + field: sent, PREFIX + "measure": "killed"})
    assert told == {field: value}
    assert check_values("figure", "correct", told)


@pytest.mark.parametrize("sent", ["twelve", "1e5", "nan", "-3", "٣", "9" * 19])
def test_what_is_no_number_is_refused_with_what_would_be(sent):
    with pytest.raises(UsageError, match="must be a number such as 12"):
        changed(found("figure", "k1"), {PREFIX + "number": sent})


def test_a_correction_that_changes_nothing_is_refused():
    same = {PREFIX + f.name: f.shown for f in fields_of(found("figure", "k1"))}
    with pytest.raises(UsageError, match="Nothing was changed"):
        changed(found("figure", "k1"), same)


@pytest.mark.parametrize("kind", [*LISTED, "link", "brief"])
def test_what_is_accepted_is_what_review_says_was_seen(kind):
    held = specimen()
    for id in statements().every(kind):
        assert statements().seen(kind, id) == seen(held, kind, id)
        assert check_values(kind, "accept", statements().seen(kind, id)) is not None


def test_only_editors_say_which_reports_are_one_story():
    assert "merge" in actions_of("story", editor=True)
    assert "merge" not in actions_of("story", editor=False)
    assert "merge" in actions_of("name", editor=False)
