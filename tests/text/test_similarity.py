from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from crosswire.text.similarity import contained, cosine, gram_codes, profile, similarity, vectors

TEXTS = st.lists(st.text(alphabet="abcd é’7 ", max_size=20), min_size=1, max_size=5)


@given(left=TEXTS, right=TEXTS)
def test_likeness_lies_between_nought_and_one_and_does_not_depend_on_sides(
    left: list[str], right: list[str]
) -> None:
    scores = similarity(profile(left), profile(right))
    assert scores.min() >= 0
    assert scores.max() <= 1
    assert np.allclose(scores, similarity(profile(right), profile(left)).T)


def test_a_second_translation_is_nearer_than_another_sentence() -> None:
    scores = similarity(
        profile(["The ferry sank off Corvo on Sunday night."]),
        profile(
            ["Off Corvo, the ferry went down on Sunday evening.", "The mayor of Corvo visited a school."]
        ),
    )
    assert scores[0, 0] > 2 * scores[0, 1]


def test_a_part_is_contained_in_its_whole_but_not_the_reverse() -> None:
    whole, part = profile(["The gates were shut and nobody was warned."]), profile(["Nobody was warned."])
    assert contained(part, whole)[0, 0] == pytest.approx(1.0)
    assert contained(whole, part)[0, 0] < 0.7


def test_sparse_vectors_are_of_unit_length_and_equal_texts_have_cosine_one() -> None:
    first, second, other = vectors(
        [gram_codes("shut the gates"), gram_codes("Shut the gates!"), gram_codes("no")]
    )
    assert cosine(first, second) == pytest.approx(1.0)
    assert cosine(first, other) == 0.0


def test_accents_and_case_make_no_difference() -> None:
    assert similarity(profile(["Tórvane"]), profile(["TORVANE"]))[0, 0] == pytest.approx(1.0)
