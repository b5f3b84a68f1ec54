"""Times in a report and the days they denote."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language

from crosswire.annotate.parse import parse
from crosswire.annotate.times import find_times
from crosswire.types import Excluded, Report, TimeExpression

# 9 May 2031 is a Friday.
ANCHOR = "2031-05-09"


def times(
    nlp: Language, text: str, anchor: str | None = ANCHOR, **more: object
) -> tuple[TimeExpression, ...]:
    report = Report(id="r1", source="a.txt", text=text, sha256="", **more)  # type: ignore[arg-type]
    return find_times(report, parse(report, nlp), anchor=anchor)


def days(found: TimeExpression) -> tuple[str | None, str | None] | None:
    return (found.interval.start, found.interval.end) if found.interval else None


@pytest.mark.parametrize(
    ("text", "words", "start", "end"),
    [
        ("The dam broke on Friday.", "Friday", "2031-05-09", "2031-05-09"),
        ("The toll published this Friday rose to nine.", "this Friday", "2031-05-09", "2031-05-09"),
        (
            "The gates were opened by the crew on Wednesday night.",
            "Wednesday night",
            "2031-05-07",
            "2031-05-07",
        ),
        ("The minister said on Sunday that nobody was warned.", "Sunday", "2031-05-04", "2031-05-04"),
        ("The airport will stay closed until Sunday.", "until Sunday", "2031-05-09", "2031-05-11"),
        ("The parliament will meet on Monday.", "Monday", "2031-05-12", "2031-05-12"),
        ("The envoy is expected to arrive next Tuesday.", "next Tuesday", "2031-05-13", "2031-05-13"),
        ("The minister resigned yesterday.", "yesterday", "2031-05-08", "2031-05-08"),
        (
            "The gates failed the day before yesterday.",
            "the day before yesterday",
            "2031-05-07",
            "2031-05-07",
        ),
        ("Boats will come tomorrow morning.", "tomorrow morning", "2031-05-10", "2031-05-10"),
        ("The river rose three days ago.", "three days ago", "2031-05-06", "2031-05-06"),
        ("The mayor asked for help this week.", "this week", "2031-05-05", "2031-05-09"),
        ("The dam was inspected last week.", "last week", "2031-04-28", "2031-05-04"),
        ("The dam was inspected last month.", "last month", "2031-04-01", "2031-04-30"),
        ("It has rained since the weekend.", "since the weekend", "2031-05-03", "2031-05-09"),
        ("Lines have been down since Wednesday.", "since Wednesday", "2031-05-07", "2031-05-09"),
        (
            "Crews have worked since the beginning of this year.",
            "since the beginning of this year",
            "2031-01-01",
            "2031-05-09",
        ),
        ("On May 5, the minister was dismissed.", "May 5", "2031-05-05", "2031-05-05"),
        ("The gates failed on 28 December.", "28 December", "2030-12-28", "2030-12-28"),
        ("The emergency was declared until May 19.", "until May 19", "2031-05-09", "2031-05-19"),
        ("He left office in 2029.", "2029", "2029-01-01", "2029-12-31"),
        ("The minister praised his 2020 reform of the gates.", "2020", "2020-01-01", "2020-12-31"),
        ("She governed from 1989 to 2019.", "from 1989 to 2019", "1989-01-01", "2019-12-31"),
        ("She governed between 1991 and 2019.", "between 1991 and 2019", "1991-01-01", "2019-12-31"),
        ("It rained on May 5-7, 2031.", "May 5-7, 2031", "2031-05-05", "2031-05-07"),
        ("The dam was built in the 1960s.", "the 1960s", "1960-01-01", "1969-12-31"),
        ("The dam was built in March 1962.", "March 1962", "1962-03-01", "1962-03-31"),
        ("Over the past two weeks the river rose.", "the past two weeks", "2031-04-25", "2031-05-09"),
    ],
)
def test_times_denote_days_from_the_report_s_day(
    nlp: Language, text: str, words: str, start: str, end: str
) -> None:
    found = {t.span.text: days(t) for t in times(nlp, text)}
    assert found == {words: (start, end)}


@pytest.mark.parametrize(
    "text",
    [
        "The union was founded three decades ago by 1,992 workers.",
        "They postponed the vote by one day.",
        "About 2000 people marched in 2000 houses.",
        "The minister may march on.",
        "The Sun rose over the second bridge.",
    ],
)
def test_durations_and_counts_are_no_days(nlp: Language, text: str) -> None:
    assert [t.span.text for t in times(nlp, text) if t.interval] == []


def test_that_day_is_the_day_named_last_in_the_article(nlp: Language) -> None:
    caption = "The dam on Thursday. Photo: J. Rell (AP)"
    text = f"On May 5, the minister was dismissed.\n\n{caption}\n\nThat day she left Torvane, and the next day she flew out."
    start = text.index(caption)
    apart = (Excluded(start=start, end=start + len(caption), kind="caption"),)
    found = {t.span.text: days(t) for t in times(nlp, text, excluded=apart)}
    assert found["That day"] == ("2031-05-05", "2031-05-05")
    assert found["the next day"] == ("2031-05-06", "2031-05-06")


@pytest.mark.parametrize("words", ["In recent days", "In the early days"])
def test_vague_times_allow_no_day(nlp: Language, words: str) -> None:
    (found,) = times(nlp, f"{words} of the flood, boats came.")
    assert (found.span.text, found.interval) == (words, None)


def test_without_a_report_s_day_only_printed_dates_have_days(nlp: Language) -> None:
    found = times(nlp, "On Friday the gates failed, as they had on 4 May 2029 and on May 5.", anchor=None)
    assert [days(t) for t in found] == [None, ("2029-05-04", "2029-05-04"), None]


def test_the_basis_says_from_where_a_day_was_counted(nlp: Language) -> None:
    relative, printed = times(nlp, "The gates failed on Friday, as in 2029.")
    assert relative.basis == "“Friday”, from the report's date 9 May 2031"
    assert (relative.relative, printed.relative) == (True, False)


def test_stamps_of_the_page_are_no_times_of_the_article(nlp: Language) -> None:
    text = "Updated: 10 May 2031\n\nThe dam broke."
    assert times(nlp, text, excluded=(Excluded(start=0, end=20, kind="date_stamp"),)) == ()


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "since",
                "until",
                "from",
                "to",
                "2019",
                "May",
                "5",
                "the",
                "next",
                "last",
                "week",
                "Friday",
                "end of",
                "31",
                "February",
                "-",
                "99",
                "years ago",
                ".",
            ]
        ),
        max_size=14,
    )
)
def test_any_order_of_words_gives_spans_of_the_text(nlp: Language, words: list[str]) -> None:
    text = " ".join(words)
    found = times(nlp, text)
    assert all(t.span.text == text[t.span.start : t.span.end] for t in found)
    assert all(a.span.end <= b.span.start for a, b in pairwise(found))
    assert all(i is None or not (i.start and i.end) or i.start <= i.end for i in (t.interval for t in found))
