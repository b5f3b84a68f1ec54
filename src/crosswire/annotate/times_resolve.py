"""What one time expression denotes, seen from the report's day.

In: the kind and match of a rule of `annotate.times_grammar`, and a `View`: the report's day, the day
named last, the tense around. Out: `Meaning` or None (the words are no time after all). A `Meaning`
without days is a time that allows none. One function a kind; `RESOLVERS` is the table of them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from types import MappingProxyType
from typing import Literal

from crosswire.annotate import times_calendar as calendar
from crosswire.annotate.times_calendar import Days
from crosswire.annotate.times_grammar import months
from crosswire.lang import table
from crosswire.text.dates import is_day, read_match

Tense = Literal["future", "past"]
Point = Literal["printed", "report", "named", "none"]


@dataclass(frozen=True, slots=True)
class View:
    """From where an expression is read: report's day, day named last, tense, words around."""

    anchor: date | None
    named: date | None
    tense: Callable[[], Tense | None]
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Meaning:
    """The days denoted (None: the words allow none) and from which point they were counted."""

    days: Days | None
    point: Point


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A time expression in a text: where, which rule matched it and how, and what it means."""

    start: int
    end: int
    rule: str
    match: re.Match[str]
    meaning: Meaning


NOTHING = Meaning(None, "none")
Resolver = Callable[[re.Match[str], View], Meaning | None]


def _printed(days: Days) -> Meaning:
    return Meaning(days, "printed")


def _report(days: Days | None) -> Meaning:
    return Meaning(days, "report")


def _date(match: re.Match[str], view: View) -> Meaning | None:
    found = read_match(match, months())
    if found is None:
        return None
    if found.year is not None and found.day is not None:
        return _printed(calendar.one(date(found.year, found.month, found.day)))
    if found.year is not None:
        return _printed(calendar.month_of(found.year, found.month))
    if found.day is None or view.anchor is None:
        return NOTHING
    day = _without_year(view, found.month, found.day)
    return _report(calendar.one(day)) if day else None


def _without_year(view: View, month: int, day: int) -> date | None:
    """The year that a day of a month belongs to: the tense's side of the report's day, or the nearest."""
    assert view.anchor is not None
    nearest = calendar.nearest_year(view.anchor, month, day)
    tense = view.tense()
    if nearest is None or tense is None:
        return nearest
    # Four months: nearer days are read as the nearest whatever the tense ("payable Dec. 15"), which on
    # TimeBank is right far more often; beyond, the tense tells last year's from next year's.
    if tense == "past" and (nearest - view.anchor).days > 120:
        return _shift(nearest, -1)
    if tense == "future" and (view.anchor - nearest).days > 120:
        return _shift(nearest, 1)
    return nearest


def _shift(day: date, years: int) -> date:
    return calendar.add_months(day, 12 * years)


def _range(match: re.Match[str], view: View) -> Meaning | None:
    part = match.groupdict()
    side = "1" if part["m1"] else "2"
    month = months()[part[f"m{side}"].rstrip(".").lower()]
    first, last = (int(re.sub(r"\D", "", part[f"{end}{side}"])) for end in "ab")
    year = int(part[f"y{side}"]) if part[f"y{side}"] else None
    if first >= last or not is_day(year or 2000, month, last):
        return None
    if year is None:
        if view.anchor is None:
            return NOTHING
        near = calendar.nearest_year(view.anchor, month, first)
        year = near.year if near else view.anchor.year
        if not is_day(year, month, last):
            return None
        return _report(Days(date(year, month, first), date(year, month, last)))
    return _printed(Days(date(year, month, first), date(year, month, last)))


def _near(match: re.Match[str], view: View) -> Meaning | None:
    if view.anchor is None:
        return NOTHING
    which = re.sub(r"\s+", " ", match["which"].lower())
    steps = {
        "yesterday": -1,
        "last night": -1,
        "tomorrow": 1,
        "day before yesterday": -2,
        "day after tomorrow": 2,
    }
    return _report(calendar.one(view.anchor + timedelta(days=steps.get(which, 0))))


def _weekday(match: re.Match[str], view: View) -> Meaning | None:
    if view.anchor is None:
        return NOTHING
    weekday = table("en", "times")["weekdays"][match["weekday"].lower()]
    if match["week"]:
        shift = {"last": -7, "next": 7}.get(match["week"].split()[0].lower(), 0)
        return _report(calendar.one(_monday(view.anchor) + timedelta(days=weekday + shift)))
    words = table("en", "times")["words"]
    side = re.sub(r"\s+", " ", (match["side"] or "").lower())
    if side in words["ahead"] or " coming " in match.group().lower():
        return _report(calendar.one(calendar.next_weekday(view.anchor + timedelta(days=1), weekday)))
    if side in words["back"]:
        point = view.named if side in ("previous", "preceding") and view.named else view.anchor
        found = calendar.one(calendar.latest_weekday(point - timedelta(days=1), weekday))
        return Meaning(found, "report" if point == view.anchor else "named")
    if view.tense() == "future":
        start = view.anchor if side in words["here"] else view.anchor + timedelta(days=1)
        return _report(calendar.one(calendar.next_weekday(start, weekday)))
    return _report(calendar.one(calendar.latest_weekday(view.anchor, weekday)))


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _weekend(match: re.Match[str], view: View) -> Meaning | None:
    if view.anchor is None:
        return NOTHING
    last = calendar.weekend_before(view.anchor)
    assert last.start is not None
    assert last.end is not None
    coming = Days(last.start + timedelta(days=7), last.end + timedelta(days=7))
    ahead = bool(match["ahead"]) or (not match["back"] and view.tense() == "future")
    if ahead:
        return _report(last if view.anchor.weekday() == 5 and not match["ahead"] else coming)
    return _report(last)


def _sided(match: re.Match[str], view: View) -> Meaning | None:
    unit = match["unit"].lower()
    if view.anchor is None:
        return NOTHING
    count = _count(match["count"]) if match["count"] else None
    if match["count"]:
        if count is None or match["here"]:
            return NOTHING
        return _report(calendar.stretch(view.anchor, count, unit, -1 if match["back"] else 1))
    if (
        match.group().lower().startswith("the ")
        and match["back"]
        and match["back"].lower() in ("last", "past")
    ):
        return (
            _report(calendar.stretch(view.anchor, 1, unit, -1))
            if unit not in ("hour", "day", "night")
            else NOTHING
        )
    shift = -1 if match["back"] else 1 if match["ahead"] else 0
    point = view.anchor
    if (match["ahead"] or "").lower() == "following" or (match["back"] or "").lower() in (
        "previous",
        "preceding",
    ):
        if view.named is None:
            return NOTHING
        point = view.named
    days = calendar.unit_around(point, unit, shift)
    if days is None:
        return NOTHING
    if shift == 0 and view.tense() != "future" and days.start is not None and days.start <= view.anchor:
        days = Days(days.start, min(days.end or view.anchor, view.anchor))
    return Meaning(days, "report" if point == view.anchor else "named")


def _the_unit(match: re.Match[str], view: View) -> Meaning | None:
    if view.anchor is None:
        return NOTHING
    return _report(calendar.unit_around(view.anchor, match["unit"].lower(), 0))


def _ago(match: re.Match[str], view: View, side: int = -1) -> Meaning | None:
    unit = match["unit"].lower()
    count = _count(match["count"])
    if view.anchor is None or count is None:
        return NOTHING
    moved = calendar.moved(view.anchor, side * count, unit)
    if moved is None:
        return NOTHING
    if unit == "hour":
        return _report(
            Days(min(moved, view.anchor), max(moved, view.anchor))
            if count > 12
            else calendar.one(view.anchor)
        )
    if unit in ("day", "night"):
        return _report(calendar.one(moved))
    if unit == "decade":
        return NOTHING
    return _report(calendar.unit_around(moved, "week" if unit in ("weekend", "fortnight") else unit, 0))


def _hence(match: re.Match[str], view: View) -> Meaning | None:
    return _ago(match, view, side=1)


def _count(text: str) -> int | None:
    folded = " ".join(text.lower().split())
    if folded.isdigit():
        return int(folded)
    value: int | None = table("en", "times")["counts"].get(folded)
    return value


def _sided_month(match: re.Match[str], view: View) -> Meaning | None:
    if view.anchor is None:
        return NOTHING
    month = months()[match["month"].lower()]
    if match["here"]:
        return _report(calendar.month_of(view.anchor.year, month))
    year = view.anchor.year
    if match["back"]:
        return _report(calendar.month_of(year if month < view.anchor.month else year - 1, month))
    return _report(calendar.month_of(year if month > view.anchor.month else year + 1, month))


def _month(match: re.Match[str], view: View) -> Meaning | None:
    month = months()[match["month"].lower()]
    word = _LAST_WORD.search(view.before)
    if word is None or word[1].lower() not in table("en", "times")["cues"]["month"]:
        return None
    if view.anchor is None:
        return NOTHING
    near = calendar.nearest_month(view.anchor, month)
    assert near.start is not None
    assert near.end is not None
    tense = view.tense()
    # Six weeks and four months: as for days, nearer months are the nearest whatever the tense.
    if tense == "past" and (near.start - view.anchor).days > 45:
        return _report(calendar.month_of(near.start.year - 1, month))
    if tense == "future" and (view.anchor - near.end).days > 120:
        return _report(calendar.month_of(near.start.year + 1, month))
    return _report(near)


def _year(match: re.Match[str], view: View) -> Meaning | None:
    year = int(match["year"])
    word = _LAST_WORD.search(view.before)
    cue = word[1].lower() if word else ""
    following = _NEXT_WORD.match(view.after)
    plural = bool(following and following[1].endswith("s") and not following[1].endswith(("ss", "us", "is")))
    cues = table("en", "times")["cues"]
    if cue in cues["year"]:
        # "in 2000 houses": a count; "in 2019 protesters ..." is rarer than the mistake.
        return None if plural and year % 100 == 0 else _printed(calendar.years(year, year))
    earlier = _WORD_BEFORE_LAST.search(view.before)
    led = cue in cues["determiners"] or (earlier is not None and earlier[1].lower() in cues["determiners"])
    if led and following and not (plural and year % 100 == 0) and year >= 1900:
        return _printed(calendar.years(year, year))
    if view.before.endswith("(") and view.after.startswith(")"):
        return _printed(calendar.years(year, year))
    return None


_LAST_WORD = re.compile(r"([\w'’]+)[\s(-]*$")
_NEXT_WORD = re.compile(r"\s+([A-Za-z][\w-]*)")
_WORD_BEFORE_LAST = re.compile(r"([\w'’]+)\s+[a-z][\w-]*\s+$")


def _sided_season(match: re.Match[str], view: View) -> Meaning | None:
    if view.anchor is None:
        return NOTHING
    first, last = table("en", "times")["seasons"][match["season"].lower()]
    year = view.anchor.year
    if match["back"] and last >= view.anchor.month:
        year -= 1
    if match["ahead"] and first <= view.anchor.month:
        year += 1
    return _report(Days(date(year, first, 1), calendar.month_of(year, last).end))


def _season(match: re.Match[str], view: View) -> Meaning | None:
    first, last = table("en", "times")["seasons"][match["season"].lower()]
    year = int(match["year"])
    return _printed(Days(date(year, first, 1), calendar.month_of(year, last).end))


def _decade(match: re.Match[str], view: View) -> Meaning | None:
    first = int(match["decade"])
    return _printed(calendar.years(first, first + 9))


def _holiday(match: re.Match[str], view: View) -> Meaning | None:
    name = " ".join(match.group().lower().split()).rstrip("0123456789 ,")
    month, day = table("en", "times")["holidays"][name]
    if match["year"]:
        return _printed(calendar.one(date(int(match["year"]), month, day)))
    if view.anchor is None:
        return NOTHING
    found = _without_year(view, month, day)
    return _report(calendar.one(found)) if found else None


def _named(shift: int) -> Resolver:
    def resolve(match: re.Match[str], view: View) -> Meaning | None:
        if view.named is None:
            return NOTHING
        return Meaning(calendar.one(view.named + timedelta(days=shift)), "named")

    return resolve


def _vague(match: re.Match[str], view: View) -> Meaning | None:
    return NOTHING


RESOLVERS: Mapping[str, Resolver] = MappingProxyType(
    {
        "date": _date,
        "range": _range,
        "near_yesterday": _near,
        "near": _near,
        "weekday": _weekday,
        "weekend": _weekend,
        "sided": _sided,
        "the_unit": _the_unit,
        "sided_month": _sided_month,
        "sided_season": _sided_season,
        "ago": _ago,
        "hence": _hence,
        "season": _season,
        "decade": _decade,
        "same": _named(0),
        "next": _named(1),
        "previous": _named(-1),
        "vague": _vague,
        "holiday": _holiday,
        "month": _month,
        "year": _year,
    }
)
