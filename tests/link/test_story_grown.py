"""A stream goes on from what it had grown to, asks without taking in, hears of rulings later, and lets reports go."""

from __future__ import annotations

from itertools import permutations

import pytest

from crosswire.link.story_stream import Grown, StoryStream
from tests.link.made_stories import (
    BRACKWATER,
    BRACKWATER_LATER,
    BRACKWATER_TRIAL,
    EVERY,
    TOLLHAVEN,
    TOLLHAVEN_LATER,
    ruling,
    terms,
)


def streamed(*pairs, rulings=()) -> StoryStream:
    stream = StoryStream(rulings)
    for pair in pairs:
        stream.place(terms(pair))
    return stream


def members(stream: StoryStream) -> set[frozenset[str]]:
    return {frozenset(reports) for _, reports in stream.stories()}


@pytest.mark.parametrize("pairs", list(permutations(EVERY))[::17])
def test_a_stream_goes_on_from_where_it_was_as_if_it_had_never_stopped(pairs) -> None:
    whole = streamed(*pairs[:3])
    again = StoryStream.grown([terms(p) for p in pairs[:3]], whole.changed())
    for pair in pairs[3:]:
        assert again.place(terms(pair)) == whole.place(terms(pair))
    assert again.stories() == whole.stories()
    assert again.changed() == whole.changed()


def test_what_changed_is_told_once_and_a_story_that_is_gone_has_no_reports() -> None:
    stream = streamed(BRACKWATER, TOLLHAVEN)
    assert [s.reports for s in stream.changed()] == [("a1",), ("b1",)]
    assert stream.changed() == ()
    stream.rule([ruling("a1", "b1", "same")])
    kept, gone = stream.changed()
    assert (kept.reports, gone.reports) == (("a1", "b1"), ())


def test_asking_for_a_report_tells_its_story_and_leaves_no_trace() -> None:
    asked, silent = streamed(BRACKWATER, TOLLHAVEN), streamed(BRACKWATER, TOLLHAVEN)
    assert asked.ask(terms(BRACKWATER_LATER)) == asked.story_of("a1")
    assert asked.ask(terms(BRACKWATER_LATER), {str(asked.story_of("a1"))}) is None
    assert asked.story_of("a2") is None
    for pair in (TOLLHAVEN_LATER, BRACKWATER_TRIAL, BRACKWATER_LATER):
        assert asked.place(terms(pair)) == silent.place(terms(pair))


@pytest.mark.parametrize(("left", "right"), [("a1", "b1"), ("b2", "a3"), ("a2", "b2")])
def test_a_ruling_heard_later_holds_as_one_heard_before(left: str, right: str) -> None:
    said = [ruling(left, right, "same")]
    later = streamed(*EVERY)
    later.rule(said)
    assert (
        members(later)
        == members(streamed(*EVERY, rulings=said))
        == {frozenset({"a1", "a2", "a3", "b1", "b2"})}
    )
    later.rule([])
    assert members(later) == members(streamed(*EVERY))


def test_reports_ruled_apart_part_and_come_together_again_when_it_is_withdrawn() -> None:
    stream = streamed(*EVERY)
    before = stream.stories()
    stream.rule([ruling("a1", "a2", "different")])
    assert stream.story_of("a1") != stream.story_of("a2")
    assert stream.story_of("b1") == stream.story_of("b2")
    stream.rule([])
    assert stream.stories() == before


def test_a_report_that_is_let_go_is_as_one_that_never_came() -> None:
    stream = streamed(TOLLHAVEN, BRACKWATER, BRACKWATER_LATER)
    stream.release(["b1", "unknown"])
    alone = streamed(BRACKWATER, BRACKWATER_LATER)
    assert members(stream) == members(alone)
    assert stream.fit("a2") == pytest.approx(alone.fit("a2"), abs=0.2)
    assert stream.place(terms(TOLLHAVEN_LATER)).founded


def test_a_story_keeps_its_number_when_its_first_report_founds_it_again() -> None:
    stream = streamed(*EVERY)
    first = {s.reports[0]: s.number for s in stream.changed()}
    stream.rule([ruling("a1", "a2", "different")])
    again: dict[str, Grown] = {s.reports[0]: s for s in stream.changed() if s.reports}
    assert again["a1"].number == first["a1"]
