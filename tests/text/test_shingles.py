from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from crosswire.text.shingles import containment, shared_counts, shared_runs, shingle_codes, word_codes

WORDS = st.lists(st.sampled_from(["dam", "gate", "water", "north", "ferry", "mayor", "night"]), max_size=40)


def codes(text: str) -> np.ndarray:
    return shingle_codes(word_codes(text.split()), 3)


def test_a_cut_of_a_text_is_wholly_contained_in_it() -> None:
    assert (
        containment(codes("the north gate gave way"), codes("at dawn the north gate gave way again")) == 1.0
    )


def test_texts_without_a_common_run_share_nothing() -> None:
    assert containment(codes("the gate gave way"), codes("the gate held all night")) == 0.0


def test_counts_of_shared_shingles_agree_with_sets_compared_pair_by_pair() -> None:
    texts = [codes(t) for t in ("a b c d e", "b c d e f", "x y z", "")]
    counts = shared_counts(texts)
    assert all(
        counts[i, j] == len(set(a.tolist()) & set(b.tolist()))
        for i, a in enumerate(texts)
        for j, b in enumerate(texts)
    )


@given(left=WORDS, right=WORDS)
def test_shared_runs_hold_equal_words_and_no_word_twice(left: list[str], right: list[str]) -> None:
    runs = shared_runs(word_codes(left), word_codes(right), size=3, gap=-1)
    used: set[int] = set()
    for run in runs:
        assert left[run.left_start : run.left_end] == right[run.right_start : run.right_end]
        places = set(range(run.right_start, run.right_end))
        assert not used & places
        used |= places


def test_runs_a_few_words_apart_are_joined() -> None:
    left = "the north gate of the dam gave way late on that sunday night"
    right = "the north gate of the dam burst late on that sunday night"
    (run,) = shared_runs(word_codes(left.split()), word_codes(right.split()))
    assert (run.left_start, run.left_end, run.right_end, run.matched) == (0, 13, 12, 11)
