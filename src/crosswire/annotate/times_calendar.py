"""Days, weeks, months and years as inclusive intervals of days. Pure arithmetic; weeks begin on Monday."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from crosswire.types import Interval

# Not strftime's "%B": it follows the machine's locale, and the same input must give the same bytes.
_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Days:
    """An inclusive stretch of days; None is an open end."""

    start: date | None
    end: date | None

    @property
    def single(self) -> date | None:
        """The day, where it is one."""
        return self.start if self.start is not None and self.start == self.end else None

    def interval(self) -> Interval:
        """The stretch as ISO days."""
        return Interval(
            start=self.start.isoformat() if self.start else None,
            end=self.end.isoformat() if self.end else None,
        )


def one(day: date) -> Days:
    """The stretch of one day."""
    return Days(day, day)


def week_of(day: date) -> Days:
    """Monday to Sunday around a day."""
    monday = day - timedelta(days=day.weekday())
    return Days(monday, monday + timedelta(days=6))


def weekend_before(day: date) -> Days:
    """The latest Saturday and Sunday whose Saturday is not after `day`."""
    saturday = day - timedelta(days=(day.weekday() - 5) % 7)
    return Days(saturday, saturday + timedelta(days=1))


def month_of(year: int, month: int) -> Days:
    """All days of a month."""
    return Days(date(year, month, 1), date(year, month, monthrange(year, month)[1]))


def years(first: int, last: int) -> Days:
    """All days from one year to another."""
    return Days(date(first, 1, 1), date(last, 12, 31))


def add_months(day: date, count: int) -> date:
    """The day some months later; the month's last day where it is shorter."""
    index = day.year * 12 + day.month - 1 + count
    year, month = divmod(index, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def latest_weekday(anchor: date, weekday: int) -> date:
    """The last such weekday on or before a day."""
    return anchor - timedelta(days=(anchor.weekday() - weekday) % 7)


def next_weekday(anchor: date, weekday: int) -> date:
    """The first such weekday on or after a day."""
    return anchor + timedelta(days=(weekday - anchor.weekday()) % 7)


def nearest_year(anchor: date, month: int, day: int) -> date | None:
    """The day of that month and day nearest to the anchor; the earlier of two as near.

    >>> nearest_year(date(2031, 1, 7), 12, 30)
    datetime.date(2030, 12, 30)
    """
    candidates = []
    for year in (anchor.year - 1, anchor.year, anchor.year + 1):
        try:
            candidates.append(date(year, month, day))
        except ValueError:
            continue
    return min(candidates, key=lambda d: (abs((d - anchor).days), d), default=None)


def nearest_month(anchor: date, month: int) -> Days:
    """The month of that name nearest to the anchor."""
    middle = nearest_year(anchor, month, 15)
    year = middle.year if middle else anchor.year
    return month_of(year, month)


def unit_around(day: date, unit: str, shift: int) -> Days | None:
    """The calendar week, month, quarter or year that many steps from the one around `day`."""
    if unit == "week":
        return week_of(day + timedelta(days=7 * shift))
    if unit == "month":
        later = add_months(day, shift)
        return month_of(later.year, later.month)
    if unit == "quarter":
        later = add_months(day, 3 * shift)
        first = 3 * ((later.month - 1) // 3) + 1
        return Days(month_of(later.year, first).start, month_of(later.year, first + 2).end)
    if unit == "year":
        return years(day.year + shift, day.year + shift)
    if unit == "decade":
        first = 10 * (day.year // 10 + shift)
        return years(first, first + 9)
    return one(day) if unit == "night" and shift == 0 else None


def stretch(anchor: date, count: int, unit: str, side: int) -> Days | None:
    """The stretch of `count` units that ends or begins on the report's day."""
    other = moved(anchor, side * count, unit)
    if other is None:
        return None
    return Days(other, anchor) if side < 0 else Days(anchor, other)


def moved(day: date, count: int, unit: str) -> date | None:
    """The day so many units later (earlier, where `count` is negative), or None for an unknown unit."""
    try:
        if unit in ("hour",):
            return day + timedelta(days=-(-abs(count) // 24) * (1 if count > 0 else -1))
        if unit in ("day", "night"):
            return day + timedelta(days=count)
        if unit in ("week", "weekend", "fortnight"):
            return day + timedelta(days=count * (14 if unit == "fortnight" else 7))
        steps = {"month": 1, "quarter": 3, "year": 12, "decade": 120}.get(unit)
        return add_months(day, count * steps) if steps else None
    except (ValueError, OverflowError):
        return None


def part_of(days: Days, part: str, anchor: date | None) -> Days | None:
    """The "start", "middle" or "end" third of a stretch of a week or more, not past the anchor.

    >>> part_of(years(2031, 2031), "start", date(2031, 1, 7)).interval().end
    '2031-01-07'
    """
    if days.start is None or days.end is None or (days.end - days.start).days < 6:
        return None
    third = timedelta(days=((days.end - days.start).days + 1) // 3)
    first, last = days.start, days.end
    if part == "start":
        last = first + third
        if anchor is not None and first <= anchor <= last:
            last = anchor
    elif part == "end":
        first = last - third
    else:
        first, last = first + third, last - third
    return Days(first, last)


def precision(days: Days) -> int | None:
    """How closely a stretch tells a day, as UCDP's date_prec: 1 the day, 2 up to six days, 3 a week, 4 a month,
    5 more; None where an end is open.

    >>> precision(month_of(2031, 5)), precision(one(date(2031, 5, 9)))
    (4, 1)
    """
    if days.start is None or days.end is None:
        return None
    length = (days.end - days.start).days + 1
    return next((code for code, most in enumerate((1, 6, 7, 31), start=1) if length <= most), 5)


def plain_day(day: date) -> str:
    """A day as people write it.

    >>> plain_day(date(2031, 1, 7))
    '7 January 2031'
    """
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"
