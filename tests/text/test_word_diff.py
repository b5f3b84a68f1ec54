"""Differences of two renderings, word by word."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crosswire.text.tokens import words
from crosswire.text.word_diff import LONGEST, Stretch, word_diff


def shown(left: str, right: str, small: tuple[str, ...] = ()) -> list[tuple[str, str, str]]:
    return [
        (s.kind, left[s.left_start : s.left_end], right[s.right_start : s.right_end])
        for s in word_diff(left, right, small)
    ]


def test_equal_texts_are_one_stretch_whatever_their_case_and_marks() -> None:
    assert shown("The Lock broke.", "the lock — broke") == [("same", "The Lock broke", "the lock — broke")]


def test_words_are_inserted_removed_and_changed() -> None:
    assert shown("At noon 12 boats sank off Tarn", "At noon 14 boats sank quickly off") == [
        ("same", "At noon", "At noon"),
        ("changed", "12", "14"),
        ("same", "boats sank", "boats sank"),
        ("right", "", "quickly"),
        ("same", "off", "off"),
        ("left", "Tarn", ""),
    ]


def test_what_is_missing_on_one_side_stands_at_a_place_of_the_other() -> None:
    (first, _) = word_diff("boats sank", "two boats sank")
    assert (first.kind, first.left_start, first.left_end) == ("right", 0, 0)


def test_small_words_amid_changes_join_nothing_but_at_an_edge_they_stay() -> None:
    left, right = "the mayor of the town wept", "the keeper of the lock sang"
    assert shown(left, right, ("of", "the")) == [
        ("same", "the", "the"),
        ("changed", "mayor of the town wept", "keeper of the lock sang"),
    ]
    assert len(shown(left, right)) == 4


@pytest.mark.parametrize(
    ("left", "right", "kinds"), [("", "", []), ("", "a b", ["right"]), ("a b", "", ["left"])]
)
def test_nothing_against_something(left: str, right: str, kinds: list[str]) -> None:
    assert [s.kind for s in word_diff(left, right)] == kinds


def test_texts_too_long_to_compare_are_changed_as_a_whole() -> None:
    text = "word " * (LONGEST + 1)
    assert [s.kind for s in word_diff(text, text)] == ["changed"]


TEXTS = st.lists(
    st.sampled_from(["the", "of", "gate", "Lock", "12", "14", "broke,", "“said"]), max_size=12
).map(" ".join)


@given(left=TEXTS, right=TEXTS)
def test_every_word_of_both_sides_stands_in_one_stretch_and_the_same_are_the_same(
    left: str, right: str
) -> None:
    found = word_diff(left, right, ("the", "of"))

    def told(text: str, pieces: list[tuple[int, int]]) -> list[str]:
        return [w.folded for start, end in pieces for w in words(text, start, end)]

    assert told(left, [(s.left_start, s.left_end) for s in found]) == [w.folded for w in words(left)]
    assert told(right, [(s.right_start, s.right_end) for s in found]) == [w.folded for w in words(right)]
    for s in found:
        same = told(left, [(s.left_start, s.left_end)]) == told(right, [(s.right_start, s.right_end)])
        assert same or s.kind != "same"
        assert (s.left_start == s.left_end) == (s.kind == "right")
    assert all(a.kind == "same" or b.kind == "same" for a, b in itertools.pairwise(found))


@given(text=TEXTS)
def test_a_text_does_not_differ_from_itself(text: str) -> None:
    assert all(isinstance(s, Stretch) and s.kind == "same" for s in word_diff(text, text))
