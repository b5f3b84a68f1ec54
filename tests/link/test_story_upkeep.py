"""The test by which stories are merged and split: halves that differ, halves that fit."""

from __future__ import annotations

from crosswire.link.story_score import Vocabulary, Weighed
from crosswire.link.story_upkeep import halves, likeness
from tests.link.made_stories import (
    BRACKWATER,
    BRACKWATER_LATER,
    BRACKWATER_TRIAL,
    TOLLHAVEN,
    TOLLHAVEN_LATER,
    terms,
)


def weighed() -> dict[str, Weighed]:
    vocabulary = Vocabulary()
    every = (BRACKWATER, TOLLHAVEN, BRACKWATER_LATER, TOLLHAVEN_LATER, BRACKWATER_TRIAL)
    return {pair[0].id: vocabulary.weigh(terms(pair)) for pair in every}


def test_two_events_in_one_story_are_its_halves() -> None:
    reports = weighed()
    found = halves(list(reports.values()))
    assert found is not None
    ids = list(reports)
    assert {frozenset(ids[n] for n in half) for half in found} == {
        frozenset({"a1", "a2", "a3"}),
        frozenset({"b1", "b2"}),
    }


def test_reports_of_one_event_fit_each_other_better_than_those_of_another() -> None:
    reports = weighed()
    same = likeness([reports["a1"], reports["a3"]], [reports["a2"]])
    other = likeness([reports["a1"], reports["a3"]], [reports["b1"], reports["b2"]])
    assert same > other + 1.0


def test_reports_that_do_not_differ_have_no_halves() -> None:
    one = weighed()["a1"]
    assert halves([one, one, one]) is None
