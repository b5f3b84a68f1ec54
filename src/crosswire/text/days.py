"""Days and spans of days in words, for sentences that crosswire writes itself."""

from __future__ import annotations

from datetime import date

_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def day_in_words(stamp: str) -> str:
    """An ISO day or date-time as people write the day; anything else is given back as it is.

    >>> day_in_words("2031-05-04"), day_in_words("2031-05-04T11:05")
    ('4 May 2031', '4 May 2031')
    """
    try:
        day = date.fromisoformat(stamp[:10])
    except ValueError:
        return stamp
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def day_gap(later: str, earlier: str) -> int:
    """Days from one ISO day or date-time to another, whichever comes first.

    >>> day_gap("2031-05-04T11:05", "2031-05-01")
    3
    """
    return abs((date.fromisoformat(later[:10]) - date.fromisoformat(earlier[:10])).days)


def days_in_words(start: str | None, end: str | None) -> str:
    """A span of days: one day, "from … to …", or open at one end.

    >>> days_in_words("2031-05-04", "2031-05-04"), days_in_words(None, "2031-05-09")
    ('4 May 2031', 'until 9 May 2031')
    """
    if start and end and start[:10] != end[:10]:
        return f"{day_in_words(start)} to {day_in_words(end)}"
    if start:
        return day_in_words(start) if end else f"from {day_in_words(start)}"
    return f"until {day_in_words(end)}" if end else ""
