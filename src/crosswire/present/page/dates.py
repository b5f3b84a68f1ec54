"""Days and times in words: ISO 8601 in, "3 June 2025, 11.05" out. What cannot be read stays as it is."""

from __future__ import annotations

from datetime import date, datetime

from crosswire.types import Interval

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July",
    "August", "September", "October", "November", "December",
)  # fmt: skip
WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def day_of(stamp: str | None) -> date | None:
    """The day of an ISO day or date-time, or None."""
    if not stamp:
        return None
    try:
        return date.fromisoformat(stamp[:10])
    except ValueError:
        return None


def moment_of(stamp: str | None) -> datetime | None:
    """The local moment of an ISO date-time (noon for a bare day), without its zone, or None."""
    day = day_of(stamp)
    if day is None or stamp is None:
        return None
    try:
        moment = datetime.fromisoformat(stamp)
    except ValueError:
        return datetime(day.year, day.month, day.day, 12)
    return moment.replace(tzinfo=None) if has_time(stamp) else moment.replace(hour=12)


def has_time(stamp: str | None) -> bool:
    """Whether the stamp says more than a day."""
    return stamp is not None and len(stamp) > 10 and day_of(stamp) is not None


def day_words(day: date, *, year: bool = True) -> str:
    """The day in words.

    >>> day_words(date(2025, 6, 3))
    '3 June 2025'
    """
    words = f"{day.day} {MONTHS[day.month - 1]}"
    return f"{words} {day.year}" if year else words


def clock(stamp: str | None) -> str:
    """The time of day of a stamp ("11.05"), or nothing."""
    moment = moment_of(stamp) if has_time(stamp) else None
    return f"{moment.hour:02d}.{moment.minute:02d}" if moment else ""


def stamp_words(stamp: str | None, *, year: bool = True) -> str:
    """A day or date-time in words; an unreadable one as it is; None as "no date"."""
    if stamp is None:
        return "no date"
    day = day_of(stamp)
    if day is None:
        return stamp
    return ", ".join(filter(None, (day_words(day, year=year), clock(stamp))))


def span_words(first: date, last: date) -> str:
    """Two days as one range.

    >>> span_words(date(2025, 6, 3), date(2025, 6, 7))
    '3 to 7 June 2025'
    """
    if first == last:
        return day_words(first)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day} to {day_words(last)}"
    return f"{day_words(first, year=first.year != last.year)} to {day_words(last)}"


def interval_words(interval: Interval | None) -> str:
    """An interval in words: "3 June 2025", "1 to 2 June 2025", "until 8 June 2025", "no date"."""
    if interval is None or (interval.start is None and interval.end is None):
        return "no date"
    if interval.start is None:
        return f"until {stamp_words(interval.end)}"
    if interval.end is None:
        return f"from {stamp_words(interval.start)}"
    if interval.start == interval.end:
        return stamp_words(interval.start)
    first, last = day_of(interval.start), day_of(interval.end)
    if first is None or last is None:
        return f"{interval.start} to {interval.end}"
    if first == last:
        return (
            f"{day_words(first)}, {clock(interval.start) or 'start'} to {clock(interval.end) or 'end of day'}"
        )
    return span_words(first, last)
