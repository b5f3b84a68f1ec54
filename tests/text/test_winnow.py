from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from crosswire.text.shingles import shingle_codes
from crosswire.text.winnow import WINDOW, fingerprints

CODES = st.lists(st.integers(0, 2**64 - 1), max_size=60).map(lambda c: np.array(c, dtype=np.uint64))


@given(CODES, CODES, CODES, CODES, CODES)
def test_a_shared_run_of_sixteen_words_is_never_missed(
    run: np.ndarray, before: np.ndarray, after: np.ndarray, lead: np.ndarray, tail: np.ndarray
) -> None:
    one, other = np.concatenate((before, run, after)), np.concatenate((lead, run, tail))
    shared = np.intersect1d(fingerprints(shingle_codes(one)), fingerprints(shingle_codes(other)))
    assert len(shared) or len(run) < WINDOW + 4


@given(CODES, st.integers(1, 12))
def test_fingerprints_are_the_smallest_of_every_window(codes: np.ndarray, window: int) -> None:
    stretches = [codes[i : i + window] for i in range(max(1, len(codes) - window + 1))]
    smallest = sorted({int(s.min()) for s in stretches if len(s)})
    assert fingerprints(codes, window).tolist() == smallest


def test_some_two_thirteenths_are_kept() -> None:
    codes = np.random.default_rng(1).integers(0, 2**64, size=9000, dtype=np.uint64)
    assert abs(len(fingerprints(codes)) / len(codes) - 2 / (WINDOW + 1)) < 0.02
