"""What `annotate.times_resolve` found, as TIMEX3 writes it: type, value and the kind of point it counts from.

In: a rule's name, its match, what it means and the report's day. Out: `Value` or None (no TIMEX3). Weeks are ISO
weeks; seasons SP, SU, FA, WI; parts of a day MO, AF, EV, NI behind a T. Where no day is known, XXXX stands.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cache

from crosswire.annotate import times_calendar as calendar
from crosswire.annotate.times_calendar import Days
from crosswire.annotate.times_grammar import months
from crosswire.annotate.times_resolve import Meaning, Point
from crosswire.lang import table
from crosswire.text.dates import read_match
from crosswire.types import TimexMod, TimexType


@dataclass(frozen=True, slots=True)
class Value:
    """A TIMEX3's type and value, and the point that it was counted from."""

    type: TimexType
    value: str
    point: Point = "printed"
    mod: TimexMod | None = None


def of_meaning(rule: str, match: re.Match[str], meaning: Meaning, anchor: date | None) -> Value | None:
    """The value of an expression that a rule of `annotate.times_grammar` matched; None for those that
    `annotate.timex_grammar` reads better."""
    if rule in ("vague", "the_unit"):
        return None
    days = meaning.days
    if rule == "sided":
        return _sided(match, meaning, anchor)
    if rule in ("ago", "hence"):
        return _ago(match, meaning, rule, anchor)
    if rule in ("season", "sided_season"):
        year = days.start.year if days and days.start else None
        return _date(f"{year or 'XXXX'}-{_seasons()[match['season'].lower()]}", meaning)
    if rule == "weekend":
        return _date(f"{iso_week(days.start)}-WE" if days and days.start else "XXXX-WXX-WE", meaning)
    if days is None:
        return _undated(rule, match)
    return with_part(_date(written(days), meaning), match.group())


def _date(value: str | None, meaning: Meaning) -> Value | None:
    return Value("DATE", value, meaning.point) if value else None


def written(days: Days) -> str | None:
    """A day, week, month, quarter, year or decade as TIMEX3 writes it; of other stretches the first day.

    >>> written(calendar.month_of(2031, 5)), written(calendar.years(1990, 1999))
    ('2031-05', '199')
    """
    first, last = days.start, days.end
    if first is None or last is None:
        return (first or last or date.min).isoformat() if first or last else None
    if first == last:
        return first.isoformat()
    if first.day == 1 and first.month == 1 and (last.month, last.day) == (12, 31):
        if first.year == last.year:
            return f"{first.year}"
        if first.year % 10 == 0 and last.year == first.year + 9:
            return f"{first.year // 10}"
    if days == calendar.month_of(first.year, first.month):
        return f"{first.year}-{first.month:02d}"
    if first.weekday() == 0 and (last - first).days == 6:
        return iso_week(first)
    if first.day == 1 and first.month % 3 == 1 and days == calendar.unit_around(first, "quarter", 0):
        return f"{first.year}-Q{(first.month + 2) // 3}"
    return first.isoformat()


def iso_week(day: date) -> str:
    """The ISO week of a day: "2031-W19"."""
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02d}"


def with_part(value: Value | None, printed: str) -> Value | None:
    """The value narrowed to the part of the day that the words name, if it is a day."""
    if value is None or value.type != "DATE" or not _DAY.fullmatch(value.value):
        return value
    word = _part_pattern().search(printed)
    if word is None:
        return value
    part = parts()[word[0].lower()]
    return Value("TIME", f"{value.value}T{part}", value.point)


_DAY = re.compile(r"(?:\d{4}|XXXX)-(?:\d\d|WXX|XX)-(?:\d\d?|XX)")


@cache
def parts() -> dict[str, str]:
    """Parts of a day by the words for them; "tonight" is one."""
    return {**table("en", "timex")["parts"], "tonight": "NI"}


@cache
def _part_pattern() -> re.Pattern[str]:
    words = sorted(parts(), key=lambda word: (-len(word), word))
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, words))})\b", re.I)


@cache
def _seasons() -> dict[str, str]:
    return dict(table("en", "timex")["seasons"])


def amount(text: str) -> float | None:
    """The number that words give: "two", "twenty-five", "18"; None where they give none ("several").

    >>> amount("twenty-five"), amount("a few")
    (25, None)
    """
    folded = " ".join(text.lower().replace("-", " ").split())
    if folded.endswith(" 1/2"):
        whole = amount(folded.removesuffix(" 1/2"))
        return None if whole is None else whole + 0.5
    if re.fullmatch(r"\d+(?:\.\d+)?", folded.replace(",", "")):
        number = float(folded.replace(",", ""))
        return int(number) if number.is_integer() else number
    numbers = table("en", "timex")["numbers"]
    if folded in numbers:
        return int(numbers[folded])
    first, _, second = folded.partition(" ")
    if first in numbers and second in numbers and numbers[first] >= 20 and numbers[second] < 10:
        return int(numbers[first]) + int(numbers[second])
    return None


def period(count: float | None, unit: str) -> str:
    """A duration: "P3D", "PT5H", "P2Y6M", "PXY" where the number is vague.

    >>> period(2, "decade"), period(None, "day"), period(2.5, "year")
    ('P20Y', 'PXD', 'P2Y6M')
    """
    letter = table("en", "timex")["units"][unit]
    head, letter = ("PT", letter[1:]) if letter.startswith("T") else ("P", letter)
    if count is None:
        return f"{head}X{letter}"
    count *= {"fortnight": 2, "quarter": 3, "decade": 10, "century": 100}.get(unit, 1)
    if not float(count).is_integer():
        smaller = {
            "Y": ("M", 12),
            "H": ("M", 60),
            "M": ("S", 60) if head == "PT" else ("W", 4),
            "W": ("D", 7),
        }
        if letter in smaller:
            name, share = smaller[letter]
            return f"{head}{int(count)}{letter}{round(count % 1 * share)}{name}"
        return f"{head}{count}{letter}"
    return f"{head}{int(count)}{letter}"


def _sided(match: re.Match[str], meaning: Meaning, anchor: date | None) -> Value | None:
    unit, printed = _unit(match["unit"]), match.group().lower()
    if match["count"] or (printed.startswith("the ") and (match["back"] or "").lower() in ("last", "past")):
        return Value("DURATION", period(amount(match["count"]) if match["count"] else 1, unit), meaning.point)
    if unit in ("hour", "day", "night") and meaning.days is None:
        return None
    if printed.endswith("s"):
        return Value("DATE", "PAST_REF") if match["back"] else Value("DURATION", period(None, unit))
    if meaning.days is None or meaning.days.start is None:
        return None
    if match["here"] and anchor is not None:
        whole = calendar.unit_around(anchor, unit, 0)
        return _date(written(whole), meaning) if whole else None
    return _date(written(meaning.days), meaning)


def _unit(word: str) -> str:
    lowered = word.lower()
    return "century" if lowered.startswith("centur") else lowered


def _ago(match: re.Match[str], meaning: Meaning, rule: str, anchor: date | None) -> Value | None:
    days, unit = meaning.days, _unit(match["unit"])
    if days is None or days.start is None:
        count = amount(match["count"])
        if count is None:
            return Value("DATE", "PAST_REF" if rule == "ago" else "FUTURE_REF")
        if unit == "decade" and anchor is not None:
            return Value("DATE", f"{anchor.year + int(10 * count) * (-1 if rule == 'ago' else 1)}", "report")
        return Value("DURATION", period(count, unit))
    if unit == "hour":
        return Value("TIME", days.start.isoformat(), meaning.point)
    return _date(written(days), meaning)


def _undated(rule: str, match: re.Match[str]) -> Value | None:
    """An expression whose day cannot be known: what is known of it, and XX for what is not."""
    if rule == "weekday":
        number = table("en", "times")["weekdays"][match["weekday"].lower()] + 1
        return with_part(Value("DATE", f"XXXX-WXX-{number}"), match.group())
    if rule == "date":
        found = read_match(match, months())
        return Value("DATE", f"XXXX-{found.month:02d}-{found.day:02d}") if found and found.day else None
    if rule in ("month", "sided_month"):
        return Value("DATE", f"XXXX-{months()[match['month'].lower()]:02d}")
    if rule in ("near", "near_yesterday", "same", "next", "previous"):
        return with_part(Value("DATE", "XXXX-XX-XX"), match.group())
    return None
