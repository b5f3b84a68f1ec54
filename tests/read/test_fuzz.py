"""Damaged files of every format: only reports and problems come out, and reports keep their laws.

A small part of the run in `evals/fuzz_readers.py`, with a fixed seed. How long and how much memory an input
may take is measured there: no test fails on a clock.
"""

from __future__ import annotations

import io
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
# Inputs on which readers once failed or took more than ten seconds, each cut down to what did it.
_PDF = next(file.data for file in good_files() if file.name == "port.pdf")
FOUND = {
    "a PDF of streams without an end": _PDF[:289] + _PDF[289:989] * 2000 + _PDF[989:],
    "a cue of 200,000 lines": b"WEBVTT\n\n00:01.000 --> 00:02.000\n" + b"The dam\n" * 200_000,
    "a sender of 1,500 brackets": b"From: " + b"(" * 1500 + b"\r\nSubject: x\r\n\r\nThe dam broke.\r\n",
    "30,000 headers of one name": b"Subject: x\r\n"
    + b"From: \xcf\xf0\xe8\r\n" * 30_000
    + b"\r\nThe dam.\r\n",
    "an attribute that XML does not know": b'<p>The dam <meta v=""{>broke.</p>',
    "an end of a category without its start": b"<rss t=''><item><category>><item",
    "a name of an element that is none": b'<?x?><rdf:RDF xmlns:rdf="r" xmlns:content="\xbf\xa0/"><content:e',
    "a line of 20,000 capitals joined by hyphens": b"Enc" + b"-Enc" * 20_000,
    "half a character in a title": b'{"title": "Dam \\ud800", "text": "It broke."}\n{"text": "x"}\n',
    "quotations that all run to the last row": b"text,title,url\r\n"
    + b'"The dam broke in the night,b\r\n' * 40_000
    + b'",b,c,d,e\r\n',
}
SMALL = [file for file in good_files() if len(file.data) < 20_000]


def broken_laws(name: str, data: bytes) -> list[str]:
    """Every law that what is read from the bytes breaks; an exception goes through."""
    found = read_each(unpack(io.BytesIO(data), name, size=len(data)))
    return [law for law in map(broken_law, found) if law]


@pytest.mark.parametrize("first", range(0, INPUTS, GROUP))
def test_damaged_files_give_reports_and_problems_only(first: int) -> None:
    for number in range(first, first + GROUP):
        given_input = input_of(SEED, number)
        laws = broken_laws(given_input.name, given_input.data)
        assert not laws, f"input {number} ({given_input.format}, {given_input.origin}): {laws}"


def test_the_same_seed_gives_the_same_inputs_over_all_formats() -> None:
    inputs = [input_of(SEED, number) for number in range(INPUTS)]
    assert inputs == [input_of(SEED, number) for number in range(INPUTS)]
    assert {i.format for i in inputs} == {f.name for f in FORMATS}


@pytest.mark.parametrize("data", FOUND.values(), ids=FOUND)
def test_what_once_failed_is_borne(data: bytes) -> None:
    assert not broken_laws("a", data)


@settings(max_examples=60, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(SMALL), st.randoms(use_true_random=False))
def test_any_damage_to_a_small_file_is_borne(file: object, random: Random) -> None:
    assert not broken_laws("a", damage(file.data, random))  # type: ignore[attr-defined]


@settings(max_examples=100, deadline=None, derandomize=True)
@given(st.lists(st.sampled_from(WORDS) | st.binary(max_size=12), max_size=12).map(b"".join))
def test_any_run_of_words_that_formats_know_is_borne(data: bytes) -> None:
    assert not broken_laws("a", data)
