"""Damaged files of every format: only reports and problems come out, and reports keep their laws.

A small part of the run in `evals/fuzz_readers.py`, with a fixed seed.
"""

from __future__ import annotations

import io
import time
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crosswire.read import FORMATS, read_each, unpack
from tests.corpus.good import good_files
from tests.corpus.laws import broken_law
from tests.corpus.mutations import WORDS, damage, input_of

SEED = 20311201
# Inputs of the small run, in groups so that a failure names few; some seven seconds on one core.
INPUTS, GROUP = 300, 20
SECONDS = 10
SMALL = [file for file in good_files() if len(file.data) < 20_000]


def broken_laws(name: str, data: bytes) -> list[str]:
    """Every law that what is read from the bytes breaks; an exception goes through."""
    found = read_each(unpack(io.BytesIO(data), name, size=len(data)))
    return [law for law in map(broken_law, found) if law]


@pytest.mark.parametrize("first", range(0, INPUTS, GROUP))
def test_damaged_files_give_reports_and_problems_only(first: int) -> None:
    for number in range(first, first + GROUP):
        given_input, start = input_of(SEED, number), time.monotonic()
        laws = broken_laws(given_input.name, given_input.data)
        assert not laws, f"input {number} ({given_input.format}, {given_input.origin}): {laws}"
        assert time.monotonic() - start < SECONDS, f"input {number} ({given_input.format})"


def test_the_same_seed_gives_the_same_inputs_over_all_formats() -> None:
    inputs = [input_of(SEED, number) for number in range(INPUTS)]
    assert inputs == [input_of(SEED, number) for number in range(INPUTS)]
    assert {i.format for i in inputs} == {f.name for f in FORMATS}


@settings(max_examples=60, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(SMALL), st.randoms(use_true_random=False))
def test_any_damage_to_a_small_file_is_borne(file: object, random: Random) -> None:
    assert not broken_laws("a", damage(file.data, random))  # type: ignore[attr-defined]


@settings(max_examples=100, deadline=None, derandomize=True)
@given(st.lists(st.sampled_from(WORDS) | st.binary(max_size=12), max_size=12).map(b"".join))
def test_any_run_of_words_that_formats_know_is_borne(data: bytes) -> None:
    assert not broken_laws("a", data)
