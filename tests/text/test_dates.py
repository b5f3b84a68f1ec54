"""Dates written out in a text."""

from __future__ import annotations

import pytest

from crosswire.lang import table
from crosswire.text.dates import compile_dates, find_dates

MONTHS = table("en", "times")["months"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("5 January 2031", [(2031, 1, 5)]),
        ("January 5, 2031", [(2031, 1, 5)]),
        ("Jan. 5", [(None, 1, 5)]),
        ("the 5th of JANUARY 2031", [(2031, 1, 5)]),
        ("2031-01-05", [(2031, 1, 5)]),
        ("13/05/2031 and 05/13/2031", [(2031, 5, 13), (2031, 5, 13)]),
        ("24.05.2031", [(2031, 5, 24)]),
        ("May 2031", [(2031, 5, None)]),
        ("On May 5, 2000 people marched.", [(None, 5, 5)]),
        ("04/05/2031", []),
        ("January 34", []),
        ("31 February 2031", []),
        ("they march 5 miles and may 6", []),
        ("room 2031-01-0599", []),
    ],
)
def test_written_dates_are_read_and_unclear_ones_left(
    text: str, found: list[tuple[int | None, int, int | None]]
) -> None:
    dates = find_dates(text, compile_dates(MONTHS), MONTHS)
    assert [(d.year, d.month, d.day) for d in dates] == found
