from __future__ import annotations

from itertools import combinations, pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from crosswire.text.align import align_in_order, longest_in_order, reciprocal_best, word_edits

PAIRS = st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6)), max_size=8, unique=True)
WORDS = st.lists(st.sampled_from(["we", "will", "not", "leave", "stay"]), max_size=8)


def rises(chain: tuple[tuple[int, int], ...]) -> bool:
    return all(a[0] < b[0] and a[1] < b[1] for a, b in pairwise(chain))


@given(pairs=PAIRS)
def test_the_longest_chain_is_as_long_as_the_longest_rising_subset(pairs: list[tuple[int, int]]) -> None:
    chain = longest_in_order(pairs)
    ordered = sorted(pairs)
    sizes = [n for n in range(len(ordered) + 1) if any(rises(c) for c in combinations(ordered, n))]
    assert rises(chain)
    assert len(chain) == max(sizes)


def test_only_mutual_best_matches_above_the_threshold_count() -> None:
    scores = np.array([[0.9, 0.3], [0.8, 0.2], [0.0, 0.28]])
    assert reciprocal_best(scores, 0.25) == ((0, 0),)


def test_an_alignment_in_order_gives_up_a_crossing_match() -> None:
    scores = np.array([[0.0, 0.9, 0.0], [0.5, 0.0, 0.0], [0.0, 0.0, 0.8]])
    assert align_in_order(scores, 0.25) == ((0, 1), (2, 2))


@given(left=WORDS, right=WORDS)
def test_edits_turn_the_left_words_into_the_right_ones(left: list[str], right: list[str]) -> None:
    built, at = [], 0
    for edit in word_edits(left, right):
        built += left[at : edit.left_start] + right[edit.right_start : edit.right_end]
        at = edit.left_end
    assert built + left[at:] == right
