"""Times that cannot be as printed are noticed, with the reason, and never corrected."""

from __future__ import annotations

import pytest
from spacy.language import Language

from crosswire.annotate.parse import parse
from crosswire.annotate.times import Times, read_times
from crosswire.types import Report

# 9 May 2031 is a Friday.
ANCHOR = "2031-05-09"


def read(nlp: Language, text: str) -> Times:
    report = Report(id="r1", source="a.txt", text=text, sha256="")
    return read_times(report, parse(report, nlp), anchor=ANCHOR)


@pytest.mark.parametrize(
    ("text", "kind", "words", "why", "likely"),
    [
        (
            "The dam broke on Tuesday 6 May 2030.",
            "weekday",
            "Tuesday 6 May 2030",
            "6 May 2030 was a Monday; the weekday fits 6 May 2031",
            "2031-05-06",
        ),
        ("It fell on Sunday, May 6, 2031.", "weekday", "Sunday, May 6, 2031", "was a Tuesday", None),
        ("It fell on Sunday (6 May).", "weekday", "Sunday (6 May", "was a Tuesday", None),
        ("The dam broke on 30 February 2031.", "day", "30 February 2031", "28 days", None),
        ("It broke on 31 April.", "day", "31 April", "30 days", None),
        ("It broke on February 29, 2031.", "day", "February 29, 2031", "2031 is no leap year", None),
        (
            "The gates failed yesterday (5 May).",
            "beside",
            "yesterday (5 May",
            "written on 6 May 2031",
            "2031-05-05",
        ),
        ("The gates broke on 12 May 2031.", "ahead", "12 May 2031", "later than its stamp", None),
    ],
)
def test_a_time_that_cannot_be_is_doubted(
    nlp: Language, text: str, kind: str, words: str, why: str, likely: str | None
) -> None:
    [doubt] = read(nlp, text).doubts
    assert doubt.span is not None
    assert (doubt.kind, doubt.span.text, doubt.likely) == (kind, words, likely)
    assert why in doubt.why


@pytest.mark.parametrize(
    "text",
    [
        "The dam broke on Tuesday 6 May 2031.",
        "The dam broke on Tuesday (6 May).",
        "The gates failed yesterday (8 May).",
        "The gates will be mended on 12 May 2031.",
        "The hearing on 20 May was postponed; the vote was set for 21 May.",
        "It rained on 29 February 2028.",
        "The crew leaves on Monday (12 May).",
    ],
)
def test_sound_times_are_not_doubted(nlp: Language, text: str) -> None:
    assert read(nlp, text).doubts == ()


def test_a_doubted_day_keeps_its_reading(nlp: Language) -> None:
    [time] = read(nlp, "The dam broke on Tuesday 6 May 2030.").days
    assert time.interval is not None
    assert time.interval.start == "2030-05-06"


@pytest.mark.parametrize(
    ("text", "precision", "part"),
    [
        ("It broke on Wednesday night.", 1, "NI"),
        ("It broke at 10:35 p.m. on Wednesday.", 1, "22:35"),
        ("It broke at dawn on Wednesday.", 1, "MO"),
        ("It broke on Wednesday.", 1, None),
        ("It broke at the weekend.", 2, None),
        ("It broke last week.", 3, None),
        ("It broke last month.", 4, None),
        ("It broke last year.", 5, None),
    ],
)
def test_how_closely_a_time_tells_a_day_is_said(
    nlp: Language, text: str, precision: int, part: str | None
) -> None:
    [time] = read(nlp, text).days
    assert (time.precision, time.part) == (precision, part)
