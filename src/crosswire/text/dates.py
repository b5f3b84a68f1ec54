"""Calendar dates written out in a text: where they stand and which day they name.

In: a text and a table of month names. Out: `CalendarDate` values with offsets. Dates that need a
point of view ("yesterday") are left to `annotate.times`; "04/05/2031" is left unread, since the
order of day and month cannot be known.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime

# Letters of the longest abbreviated month ("Sept.").
_ABBREVIATED = 4
# Years a news text speaks of; a four-digit number outside is not taken for one, nor is a round one
# that counts something ("On May 5, 2000 people ...").
_YEAR = r"(?:1[5-9]|20|21)\d\d(?!(?<=00)\s+(?:people|[a-z]+s)\b)"

_CLOCK = re.compile(
    r"(?P<hour>[01]?\d|2[0-4])(?:[:.h](?P<minute>[0-5]\d)(?:[:.][0-5]\d(?:\.\d+)?)?)?(?:\s*(?P<half>[ap]\.?\s?m\b\.?))?",
    re.I,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarDate:
    """A date as printed at `start`..`end`; year or day are None where not printed."""

    start: int
    end: int
    year: int | None
    month: int
    day: int | None

    @property
    def iso(self) -> str | None:
        """The ISO day, where year, month and day are all printed."""
        if self.year is None or self.day is None:
            return None
        return f"{self.year:04d}-{self.month:02d}-{self.day:02d}"


def compile_dates(months: Mapping[str, int]) -> re.Pattern[str]:
    """The pattern of written dates for month names in lower case ("january", "jan").

    Names match in title case or capitals only, so that "may" and "march" stay verbs.
    """
    # A point belongs to an abbreviation; after "December" it ends the sentence.
    forms = {
        re.escape(form) + (r"\b\.?" if len(name) <= _ABBREVIATED else r"\b")
        for name in months
        for form in (name.title(), name.upper())
    }
    month = "(?:" + "|".join(sorted(forms, key=lambda form: (-len(form), form))) + ")"
    day = r"(?:0?[1-9]|[12]\d|3[01])"
    year = _YEAR
    mark = r"(?:st|nd|rd|th)?"
    return re.compile(
        rf"(?<![\w/-])(?:"
        rf"(?P<iy>{year})-(?P<im>0[1-9]|1[0-2])-(?P<id>0[1-9]|[12]\d|3[01])(?!-?\d)"
        rf"|(?P<dd>{day}){mark}(?:\s+of)?[\s-]+(?P<dm>{month})(?:,?[\s-]+(?P<dy>{year})(?![\d,]\d))?(?!\w)"
        rf"|(?P<mm>{month})\s+(?P<md>{day}){mark}(?![\d:.]\d|,(?!{year}(?!\d))\d)(?!\w)(?:(?:,\s*|\s+)(?P<my>{year})(?!\d))?"
        rf"|(?P<om>{month})(?:,|\s+of)?\s+(?P<oy>{year})(?!\d)"
        rf"|(?P<na>\d{{1,2}})(?P<sep>\s?/\s?|\.)(?P<nb>\d{{1,2}})(?P=sep)(?P<ny>{year})(?!\d)"
        r")"
    )


def find_dates(
    text: str, pattern: re.Pattern[str], months: Mapping[str, int], start: int = 0, end: int | None = None
) -> Iterator[CalendarDate]:
    """The written dates of `text[start:end]`, in order.

    >>> table = {"may": 5}
    >>> [d.iso for d in find_dates("On 4 May 2031 or May 5,2031; in May 5,200 fled.", compile_dates(table), table)]
    ['2031-05-04', '2031-05-05']
    """
    for match in pattern.finditer(text, start, len(text) if end is None else end):
        found = read_match(match, months)
        if found is not None:
            yield found


def read_match(match: re.Match[str], months: Mapping[str, int]) -> CalendarDate | None:
    """The date in one match of `compile_dates`, or None where the calendar has no such day."""
    part = match.groupdict()
    if part["iy"]:
        year, month, day = int(part["iy"]), int(part["im"]), int(part["id"])
    elif part["dm"]:
        year, month, day = _number(part["dy"]), _month(part["dm"], months), int(part["dd"])
    elif part["mm"]:
        year, month, day = _number(part["my"]), _month(part["mm"], months), int(part["md"])
    elif part["om"]:
        year, month, day = int(part["oy"]), _month(part["om"], months), 0
    else:
        ordered = _order(int(part["na"]), int(part["nb"]), part["sep"].strip())
        if ordered is None:
            return None
        year, (day, month) = int(part["ny"]), ordered
    if day and not is_day(year or 2000, month, day):
        return None
    return CalendarDate(start=match.start(), end=match.end(), year=year or None, month=month, day=day or None)


def is_day(year: int, month: int, day: int) -> bool:
    """Whether the calendar has this day."""
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def is_iso_time(text: str) -> bool:
    """Whether `text` is an ISO 8601 day or date-time.

    >>> is_iso_time("2031-05-04"), is_iso_time("May 2031")
    (True, False)
    """
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return False
    return len(text) >= 10 and text[4] == "-"


def read_clock(text: str, start: int = 0) -> tuple[str, int] | None:
    """The time of day at `start` as "HH:MM" and where it ends, or None.

    >>> read_clock("2:52 p.m. today"), read_clock("14:52 GMT"), read_clock("14 people")
    (('14:52', 9), ('14:52', 5), None)
    """
    match = _CLOCK.match(text, start)
    if match is None or not (match["minute"] or match["half"]):
        return None
    hour = int(match["hour"])
    if match["half"] and hour <= 12:
        hour = hour % 12 + (12 if match["half"][0] in "pP" else 0)
    return (f"{hour % 24:02d}:{int(match['minute'] or 0):02d}", match.end())


def _number(text: str | None) -> int:
    return int(text) if text else 0


def _month(name: str, months: Mapping[str, int]) -> int:
    return months[name.rstrip(".").lower()]


def _order(first: int, second: int, separator: str) -> tuple[int, int] | None:
    """Day and month of "13/05" or "05/13"; dots stand in day-first dates; else None if unsure."""
    if first > 12 >= second or (separator == "." and second <= 12):
        return first, second
    if second > 12 >= first:
        return second, first
    if first == second:
        return first, second
    return None
