from __future__ import annotations

import numpy as np
import pytest
from datasketch import MinHash
from hypothesis import given
from hypothesis import strategies as st

from crosswire.text.minhash import BANDS, PERMUTATIONS, band_codes, signature, signatures, similar
from crosswire.text.shingles import Codes, word_codes

# Four standard errors of an estimate by 128 slots.
ERROR = 4 * 0.5 / np.sqrt(PERMUTATIONS)


def sets(shared: int, own: int, seed: int = 0) -> tuple[Codes, Codes]:
    """Two sets of codes: what they share, and as many of its own for each."""
    codes = np.random.default_rng(seed).integers(0, 2**64, size=shared + 2 * own, dtype=np.uint64)
    return codes[: shared + own], np.concatenate((codes[:shared], codes[shared + own :]))


def estimate(one: Codes, other: Codes) -> float:
    return float(similar(signature(one), signature(other)[None, :])[0])


def twin(codes: Codes) -> MinHash:
    made = MinHash(num_perm=PERMUTATIONS, hashfunc=int)
    made.update_batch((codes & np.uint64(0xFFFFFFFF)).tolist())
    return made


@pytest.mark.parametrize(("shared", "own"), [(0, 200), (100, 100), (300, 50), (40, 5), (400, 0)])
def test_estimates_agree_with_the_exact_similarity_and_with_datasketch(shared: int, own: int) -> None:
    one, other = sets(shared, own)
    exact = shared / (shared + 2 * own)
    assert abs(estimate(one, other) - exact) < ERROR
    assert abs(estimate(one, other) - twin(one).jaccard(twin(other))) < 2 * ERROR


def test_estimates_are_right_on_average() -> None:
    errors = [estimate(*sets(shared, 60, shared)) - shared / (shared + 120) for shared in range(5, 300, 3)]
    # Of some hundred independent estimates the mean has a tenth of one estimate's error.
    assert abs(float(np.mean(errors))) < ERROR / 8


def test_a_signature_never_changes() -> None:
    made = signature(word_codes(["the", "north", "gate", "of", "the", "dam", "gave", "way"]))
    assert made.dtype == np.uint32
    assert made[:3].tolist() == [3239390517, 652656255, 3393728507]


def test_a_signature_depends_on_the_set_alone() -> None:
    one, _ = sets(50, 10)
    assert np.array_equal(signature(one), signature(np.concatenate((one[::-1], one[:7]))))


def test_many_signatures_at_once_are_those_made_one_by_one() -> None:
    several = [*sets(30, 4), np.zeros(0, dtype=np.uint64)]
    assert np.array_equal(signatures(several), np.stack([signature(s) for s in several]))


@given(st.integers(0, 2**32))
def test_near_duplicates_share_a_band_and_strangers_do_not(seed: int) -> None:
    one, other = sets(190, 5, seed)
    stranger, _ = sets(0, 200, seed + 1)
    bands = set(band_codes(signature(one)).tolist())
    assert len(bands) == BANDS
    assert bands & set(band_codes(signature(other)).tolist())
    assert not bands & set(band_codes(signature(stranger)).tolist())
