"""Stories: look-alike events stay apart, later chapters join, rulings hold, every term is told."""

from __future__ import annotations

import pickle
from dataclasses import replace
from itertools import permutations

import pytest

from crosswire.link.stories import find_stories
from crosswire.link.story_stream import StoryStream, story_id
from crosswire.link.story_terms import KINDS, story_terms
from crosswire.types import Annotations, Report, Ruling
from tests.link.made_stories import (
    BRACKWATER,
    BRACKWATER_LATER,
    BRACKWATER_TRIAL,
    DAY,
    EVERY,
    TOLLHAVEN,
    TOLLHAVEN_LATER,
    ruling,
    terms,
)

Pairs = tuple[tuple[Report, Annotations], ...]


def grouped(pairs: Pairs, *rulings: Ruling) -> set[frozenset[str]]:
    found = find_stories(tuple(r for r, _ in pairs), tuple(a for _, a in pairs), (), rulings=rulings)
    return {frozenset(s.reports) for s in found}


def test_look_alike_events_of_one_week_stay_apart_and_later_chapters_join() -> None:
    assert grouped(EVERY) == {frozenset({"a1", "a2", "a3"}), frozenset({"b1", "b2"})}


def test_the_order_in_which_reports_are_given_tells_nothing() -> None:
    expected = None
    for pairs in permutations(EVERY):
        found = find_stories(tuple(r for r, _ in pairs), tuple(a for _, a in pairs), ())
        now = {(s.id, s.title, frozenset(s.reports)) for s in found}
        expected = expected or now
        assert now == expected


def test_reports_without_a_date_are_told_apart_by_their_names() -> None:
    undated = tuple((replace(r, published=None), replace(a, anchor=None, times=())) for r, a in EVERY)
    assert grouped(undated) == grouped(EVERY)


def test_rulings_hold_whatever_the_words_say() -> None:
    assert frozenset({"a1", "a2", "a3", "b1", "b2"}) in grouped(EVERY, ruling("a1", "b1", "same"))
    apart = grouped(EVERY, ruling("a1", "a2", "different"))
    assert not any({"a1", "a2"} <= story for story in apart)
    assert grouped(EVERY, ruling("a1", "a2", "unsure")) == grouped(EVERY)


def test_a_ruling_that_does_not_hold_changes_nothing() -> None:
    assert grouped(EVERY, replace(ruling("a1", "b1", "same"), holds=False)) == grouped(EVERY)


def test_a_story_keeps_the_id_that_its_first_report_gave_it() -> None:
    stream = StoryStream()
    first = stream.place(terms(BRACKWATER))
    second = stream.place(terms(BRACKWATER_LATER))
    assert first.founded
    assert not second.founded
    assert first.story == second.story == story_id("a1") == stream.story_of("a2")
    assert stream.stories() == ((story_id("a1"), ("a1", "a2")),)


def test_a_report_that_comes_late_is_placed_as_any() -> None:
    stream = StoryStream()
    for pair in (TOLLHAVEN, BRACKWATER_LATER, TOLLHAVEN_LATER, BRACKWATER_TRIAL, BRACKWATER):
        stream.place(terms(pair))
    assert {frozenset(reports) for _, reports in stream.stories()} == grouped(EVERY)


def test_a_report_placed_again_stays_where_it_is() -> None:
    stream = StoryStream()
    stream.place(terms(BRACKWATER))
    assert stream.place(terms(BRACKWATER)).story == story_id("a1")
    assert stream.stories() == ((story_id("a1"), ("a1",)),)


def test_reports_that_rulings_bridge_stand_in_one_story_whichever_comes_first() -> None:
    stream = StoryStream([ruling("a1", "a3", "same"), ruling("b1", "a3", "same")])
    placed = [stream.place(terms(pair)).story for pair in (BRACKWATER, TOLLHAVEN, BRACKWATER_TRIAL)]
    assert placed == [story_id("a1")] * 3


def test_every_part_of_the_score_is_told_with_its_kind() -> None:
    stream = StoryStream()
    for pair in EVERY:
        stream.place(terms(pair))
    link = stream.explain("a1", "a2")
    weights = {(t.kind, t.text): t.weight for t in link.terms}
    assert link.same
    assert link.score == pytest.approx(sum(t.weight for t in link.terms), abs=0.2)
    assert weights["person", "orvel"] > 0
    assert weights["place", "brackwater"] > 0
    assert weights["day", DAY.isoformat()] > 0
    assert weights["time", "1 day apart"] > 0


def test_another_town_and_another_victim_speak_against() -> None:
    stream = StoryStream()
    for pair in EVERY:
        stream.place(terms(pair))
    link = stream.explain("a1", "b1")
    against = {(t.kind, t.text) for t in link.terms if t.weight < 0}
    assert not link.same
    assert {
        ("place", "tollhaven"),
        ("place", "brackwater"),
        ("person", "maskerin"),
        ("person", "orvel"),
    } <= against
    assert link == stream.explain("b1", "a1")


def test_what_binds_a_report_to_its_story_is_told() -> None:
    stream = StoryStream()
    stream.place(terms(BRACKWATER))
    assert stream.why("a1") is None
    stream.place(terms(BRACKWATER_LATER))
    why = stream.why("a2")
    assert why is not None
    assert {why.left, why.right} == {"a1", "a2"}


def test_terms_of_a_report_survive_pickling_and_are_bounded() -> None:
    report, said = BRACKWATER
    made = story_terms(report, said)
    again = pickle.loads(pickle.dumps(made))
    assert again.codes.tolist() == made.codes.tolist() == sorted(made.codes.tolist())
    assert again.texts == made.texts
    assert "34" in {t for t, k in zip(made.texts, made.kinds, strict=True) if KINDS[k] == "age"}
    long = replace(
        report, text=" ".join(f"word{n}x Name{n}" for n in range(5000)), title=None, title_span=None
    )
    assert len(story_terms(long, replace(said, times=(), mentions=())).codes) <= 140


def test_a_report_without_any_term_stands_alone() -> None:
    empty = Report(id="e", source="e.txt", text="…", sha256="")
    stream = StoryStream()
    stream.place(terms(BRACKWATER))
    assert stream.place(story_terms(empty, Annotations(report="e", anchor=None))).founded
