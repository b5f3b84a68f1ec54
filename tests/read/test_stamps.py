"""Dates that a report carries about itself."""

from __future__ import annotations

import pytest

from crosswire.read import read_bytes

BODY = "The Hallin dam broke before dawn on Friday, the ministry said. Boats came at noon."


@pytest.mark.parametrize(
    ("text", "published", "kind"),
    [
        (f" date 2031-05-04 {BODY}", "2031-05-04", "published"),
        (f"May 4, 2031\n\n{BODY}", "2031-05-04", "page"),
        (f"{BODY}\n\nLast modified: 04 May 2031, 14:52", "2031-05-04T14:52", "updated"),
        (f"Published: Sunday, May 4, 2031, 2:52 p.m.\n\n{BODY}", "2031-05-04T14:52", "published"),
        (f"By Jane Roe | 4 May 2031\n\n{BODY}", "2031-05-04", "page"),
        (f"Last updated 14:52 GMT, 4 May 2031\n\n{BODY}", "2031-05-04", "updated"),
        (f"Sun 04 May 2031 at 0914 {BODY}", "2031-05-04T09:14", "page"),
        (f"24.05.2031 {BODY}", "2031-05-24", "page"),
        (f"First Posted 23:37:00 05 / 05 / 2031\n\n{BODY}", "2031-05-05", "published"),
    ],
)
def test_stamps_date_the_report_and_are_set_apart(text: str, published: str, kind: str) -> None:
    report = read_bytes(text.encode(), source="a.txt", id="r1")
    assert (report.published, report.stamps[0].kind) == (published, kind)
    assert [x.kind for x in report.excluded] == ["date_stamp"]
    assert BODY in report.text[: report.excluded[0].start] + report.text[report.excluded[0].end :]


@pytest.mark.parametrize(
    "text",
    [
        f"On May 4, 2031, the gates failed.\n\n{BODY}",
        f"January 5, 2031 was a dry day.\n\n{BODY}",
        f"{BODY}\n\nThe next hearing is on May 4, 2032.",
        f"04/05/2031\n\n{BODY}",
        f"May 34, 2031\n\n{BODY}",
    ],
)
def test_dates_of_the_article_and_unclear_dates_are_no_stamps(text: str) -> None:
    report = read_bytes(text.encode(), source="a.txt", id="r1")
    assert (report.published, report.stamps) == (None, ())


def test_a_publication_date_wins_over_an_update() -> None:
    text = f"Updated: 6 May 2031\nPublished: 4 May 2031\n\n{BODY}"
    assert read_bytes(text.encode(), source="a.txt", id="r1").published == "2031-05-04"


def test_a_full_date_in_the_dateline_dates_the_report_and_stays_in_the_text() -> None:
    text = (
        "Order restored at the port\n\nALDERMARK, 17 March 2031. Order has been restored, the ministry said."
    )
    report = read_bytes(text.encode(), source="a.txt", id="r1")
    assert (report.published, report.stamps[0].kind) == ("2031-03-17", "dateline")
    assert report.excluded == ()


@pytest.mark.parametrize(
    ("text", "published"),
    [
        ("TORVANE, 4 MAY 91 (ECA) -- [TEXT] THE DAM AT HALLIN BROKE TODAY.", "1991-05-04"),
        ("TORVANE (KESTRIA), 14 NOV 08 -- THE DAM AT HALLIN BROKE TODAY.", "2008-11-14"),
        ("TORVANE, June 11 89 (ECA) - The dam at Hallin broke today.", "1989-06-11"),
    ],
)
def test_a_dateline_may_have_its_year_in_two_digits(text: str, published: str) -> None:
    assert read_bytes(text.encode(), source="a.txt", id="r1").published == published


def test_two_digits_that_are_no_year_date_nothing() -> None:
    for text in ("TORVANE, 31 FEB 91 -- The dam broke.", "TORVANE, 4 May 91 people died when the dam broke."):
        assert read_bytes(text.encode(), source="a.txt", id="r1").published is None
