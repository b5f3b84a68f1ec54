"""Time expressions of a report as TIMEX3 has them."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language

from crosswire.annotate.parse import parse
from crosswire.annotate.times import read_times
from crosswire.annotate.times_scan import matches, scan
from crosswire.annotate.timex_grammar import rules
from crosswire.types import Interval, Report, Timex

# 9 May 2031 is a Friday.
ANCHOR = "2031-05-09"


def timexes(nlp: Language, text: str, anchor: str | None = ANCHOR) -> tuple[Timex, ...]:
    report = Report(id="r1", source="a.txt", text=text, sha256="")
    return read_times(report, parse(report, nlp), anchor=anchor).timexes


@pytest.mark.parametrize(
    ("text", "words", "kind", "value"),
    [
        ("The dam broke on Wednesday.", "Wednesday", "DATE", "2031-05-07"),
        ("The dam broke last week.", "last week", "DATE", "2031-W18"),
        ("The dam was inspected last month.", "last month", "DATE", "2031-04"),
        ("It has stood since the 1990s.", "the 1990s", "DATE", "199"),
        ("It was built in the 19th century.", "the 19th century", "DATE", "18"),
        ("The river rose for three days.", "three days", "DURATION", "P3D"),
        ("A two-year inquiry followed.", "two-year", "DURATION", "P2Y"),
        ("They waited for 2 1/2 years.", "2 1/2 years", "DURATION", "P2Y6M"),
        ("They were held for several months.", "several months", "DURATION", "PXM"),
        ("The levy doubled in the past four decades.", "the past four decades", "DURATION", "P40Y"),
        ("The pumps are tested every Monday.", "every Monday", "SET", "XXXX-WXX-1"),
        ("The gauges are read daily.", "daily", "SET", "P1D"),
        ("The road is now open.", "now", "DATE", "PRESENT_REF"),
        ("The gates were recently painted.", "recently", "DATE", "PAST_REF"),
        ("The gates failed at 10:35 p.m. on Wednesday.", "10:35 p.m. on Wednesday", "TIME", "2031-05-07T22:35"),
        ("The gates failed on Wednesday night.", "Wednesday night", "TIME", "2031-05-07TNI"),
        ("Profit fell in the first quarter.", "the first quarter", "DATE", "2031-Q1"),
        ("Profit fell in the fourth quarter.", "the fourth quarter", "DATE", "2030-Q4"),
        ("The levy was set in fiscal 2029.", "fiscal 2029", "DATE", "2029"),
        ("The dam was finished a decade ago.", "a decade ago", "DATE", "2021"),
        ("In March 2030 the mayor fell; that year the mill closed.", "that year", "DATE", "2030"),
        ("The vote is due by year-end.", "year-end", "DATE", "2031"),
        ("Nineteen ninety-six was dry.", "Nineteen ninety-six", "DATE", "1996"),
    ],
)  # fmt: skip
def test_expressions_have_the_values_of_timex3(
    nlp: Language, text: str, words: str, kind: str, value: str
) -> None:
    assert (words, kind, value) in [(t.span.text, t.type, t.value) for t in timexes(nlp, text)]


@pytest.mark.parametrize(
    ("text", "words", "mod"),
    [
        ("The mill closed in early April.", "early April", "START"),
        ("It closed at the end of 2030.", "the end of 2030", "END"),
        ("They were held for more than two weeks.", "more than two weeks", "MORE_THAN"),
        ("They were held for nearly two weeks.", "nearly two weeks", "LESS_THAN"),
        ("The rain fell for at least nine hours.", "at least nine hours", "EQUAL_OR_MORE"),
    ],
)
def test_words_before_an_expression_give_its_mod(nlp: Language, text: str, words: str, mod: str) -> None:
    assert (words, mod) in [(t.span.text, t.mod) for t in timexes(nlp, text)]


def test_a_clock_time_is_of_the_day_named_in_its_sentence(nlp: Language) -> None:
    text = "It broke at 10:35 a.m. (0735 GMT) on Wednesday. Boats came at 9 a.m. local time."
    values = [t.value for t in timexes(nlp, text) if t.type == "TIME"]
    assert values == ["2031-05-07T10:35", "2031-05-07T07:35Z", "2031-05-09T09:00"]


@pytest.mark.parametrize(
    ("stamp", "last"), [("2031-05-09T11:00:00+05:00", "2031-05-08"), ("2031-05-09T11:00", "2031-05-07")]
)
def test_a_time_in_utc_may_be_of_the_next_day_where_the_report_is_stamped(
    nlp: Language, stamp: str, last: str
) -> None:
    text = "The gates failed at 2200 GMT on Wednesday."
    report = Report(id="r1", source="a.txt", text=text, sha256="", published=stamp)
    [day] = read_times(report, parse(report, nlp), anchor=ANCHOR).days
    assert day.interval == Interval(start="2031-05-07", end=last)
    assert ("03:00 on 8 May 2031" in day.basis) == (last == "2031-05-08")


def test_ages_programmes_and_counts_are_no_times(nlp: Language) -> None:
    text = "A 24-year-old spoke on “60 Minutes” of 2000 houses, three-quarters of them of brick."
    assert timexes(nlp, text) == ()


def test_the_next_day_is_anchored_at_the_day_named_before_it(nlp: Language) -> None:
    day, after = timexes(nlp, "The dam broke on 4 May 2031. The next day the mayor resigned.")
    assert (day.anchor, after.value, after.anchor, after.from_report) == (None, "2031-05-05", 0, False)


def test_without_a_report_s_day_what_is_not_known_is_marked_so(nlp: Language) -> None:
    found = timexes(nlp, "The dam broke on Wednesday; 4 May was fair; it rained for two days.", None)
    assert [t.value for t in found] == ["XXXX-WXX-3", "XXXX-05-04", "P2D"]


@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "two",
                "years",
                "ago",
                "the",
                "first",
                "quarter",
                "of",
                "May",
                "1990",
                ",",
                ".",
                "(",
                "10:35",
                "p.m.",
                "Friday",
                "night's",
            ]
        )
    )
)
def test_timexes_lie_apart_in_the_text_s_order(nlp: Language, words: list[str]) -> None:
    text = " ".join(words)
    found = timexes(nlp, text)
    assert all(text[t.span.start : t.span.end] == t.span.text for t in found)
    assert all(a.span.end <= b.span.start for a, b in pairwise(found))


@pytest.mark.parametrize("odd", ["1999", "two years ", "a a a year ", "the ", "May ", "10:35", "year-", "٣ "])
def test_long_odd_texts_come_to_an_end(odd: str) -> None:
    text = odd * (60_000 // len(odd))
    assert all(m.end() > m.start() for _, _, m in matches(text, scan(text), rules()))
