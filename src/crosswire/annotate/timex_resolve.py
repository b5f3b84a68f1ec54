"""What the expressions of `annotate.timex_grammar` denote, as TIMEX3 writes it.

In: the kind and match of a rule, and a `Standpoint`. Out: a `Value`, or None (the words are no time after
all). One function a kind; `RESOLVERS` is the table of them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from types import MappingProxyType

from crosswire.annotate import times_calendar as calendar
from crosswire.annotate.times_resolve import Tense
from crosswire.annotate.timex_grammar import YEAR
from crosswire.annotate.timex_values import Value, amount, parts, period, written
from crosswire.lang import table

# A quarter that lies so many ahead of the report's own is last year's, whatever the clause looks to.
_FAR = 3


@dataclass(frozen=True, slots=True)
class Standpoint:
    """From where an expression is read: the report's day, the day, the quarter (year, number) and the stretch named last,
    the tense of the clause, and the words before and after."""

    anchor: date | None
    named: date | None
    quarter: tuple[int, int] | None
    spoken: date | None
    tense: Callable[[], Tense | None]
    before: str
    after: str


Resolver = Callable[[re.Match[str], Standpoint], Value | None]


def _clock(match: re.Match[str], view: Standpoint) -> Value | None:
    part = match.groupdict()
    hour = amount(part["hour"])
    if hour is None or hour > 24 or (part.get("half") and hour > 12):
        return None
    if part.get("half"):
        hour = hour % 12 + (12 if part["half"].lower() == "p" else 0)
    minute = part.get("minute")
    day = view.anchor.isoformat() if view.anchor else "XXXX-XX-XX"
    zone = table("en", "timex")["zones"]["hours"].get(
        re.sub(r"\W|time", "", (part.get("zone") or "").lower())
    )
    return Value("TIME", f"{day}T{int(hour):02d}:{minute or '00'}{'Z' if zone == 0 else ''}", "none")


def _quarter(match: re.Match[str], view: Standpoint) -> Value | None:
    if match.group().lower().endswith("quarters"):
        return Value("SET", f"XXXX-Q{_ordinal(match['ordinal'])}")
    number = _ordinal(match["ordinal"])
    year = _year_of(match, view)
    if year is None and view.anchor is not None:
        ahead = number - (view.anchor.month + 2) // 3
        behind = ahead >= _FAR or (ahead > 0 and view.tense() != "future")
        year = view.anchor.year - 1 if behind else view.anchor.year
    if year is not None and (match["ago"] or match["later"]):
        year -= 1
    return Value("DATE", f"{year or 'XXXX'}-Q{number}", "report")


def _ordinal(word: str) -> int:
    return int(table("en", "timex")["ordinals"][word.lower()])


def _year_of(match: re.Match[str], view: Standpoint) -> int | None:
    """The year that a match names by number or as last, this or next."""
    groups = match.groupdict()
    printed = re.search(YEAR, match.group())
    if printed:
        return int(printed[0])
    side = (groups.get("which") or groups.get("of") or "").lower()
    if not side or view.anchor is None:
        return None
    return view.anchor.year + {"last": -1, "next": 1}.get(side.split()[-1], 0)


def _half(match: re.Match[str], view: Standpoint) -> Value | None:
    year = _year_of(match, view)
    return Value("DATE", f"{year or 'XXXX'}-H{1 if match['ordinal'].lower() == 'first' else 2}", "report")


def _that_quarter(match: re.Match[str], view: Standpoint) -> Value | None:
    lowered = match.group().lower()
    if view.anchor is None:
        return None
    ours = (view.anchor.year, (view.anchor.month + 2) // 3)
    if "current" in lowered or lowered.startswith("this"):
        found = ours
    elif lowered.startswith("next"):
        found = _moved(ours, 1)
    else:
        found = view.quarter if view.quarter and view.quarter != ours else _moved(ours, -1)
    if match["year"]:
        found = (int(match["year"]), found[1])
    elif match["side"] or match["later"]:
        found = (view.anchor.year - 1, found[1])
    return Value("DATE", f"{found[0]}-Q{found[1]}", "report")


def _moved(quarter: tuple[int, int], steps: int) -> tuple[int, int]:
    index = quarter[0] * 4 + quarter[1] - 1 + steps
    return index // 4, index % 4 + 1


def _year_ago(match: re.Match[str], view: Standpoint) -> Value | None:
    """A year before the quarter that is spoken of, else before the report's year."""
    if view.quarter is not None:
        year, number = view.quarter
        behind = view.anchor.year - 1 if view.anchor and number <= 4 else year - 1
        return Value("DATE", f"{min(behind, year)}-Q{number}", "named")
    return Value("DATE", f"{view.anchor.year - 1}", "report") if view.anchor else None


def _apart(match: re.Match[str], view: Standpoint) -> Value | None:
    """ "Two days later": counted from the day named last."""
    count, unit = amount(match["count"]), _unit(match["unit"])
    if count is None:
        return Value("DURATION", period(None, unit))
    if view.named is None or unit in ("second", "minute", "hour"):
        return Value("DURATION", period(count, unit))
    back = match["side"].lower() in ("earlier", "before")
    moved = calendar.moved(view.named, int(-count if back else count), unit)
    around = calendar.unit_around(moved, "day" if unit == "day" else unit, 0) if moved else None
    if moved is None:
        return None
    if unit in ("day", "night") or around is None:
        return Value("DATE", moved.isoformat(), "named")
    return Value("DATE", _written(around, unit), "named")


def _written(days: calendar.Days, unit: str) -> str:
    return written(days) or unit


def _fiscal(match: re.Match[str], view: Standpoint) -> Value | None:
    year = _year_of(match, view)
    return Value("DATE", f"{year or 'XXXX'}", "report")


def _unit(word: str) -> str:
    lowered = word.lower()
    return "century" if lowered.startswith("centur") else lowered


def _duration(match: re.Match[str], view: Standpoint) -> Value | None:
    if _OLD.match(view.after) or _AGED.search(view.before) or _TITLE.search(match.group()):
        return None
    count, unit = amount(match["count"]), _unit(match["unit"])
    printed = " ".join(match.group().lower().split())
    if match["count"].lower() in ("a", "an"):
        if _PRICE.search(view.before):
            return Value("SET", period(1, unit))
        if unit in ("second", "quarter", "weekend"):
            return None
    if unit == "quarter" and view.after.startswith(" of"):
        return None
    if (
        count is None
        and match["count"].isalpha()
        and match["count"].lower() == "some"
        and not printed.endswith("s")
    ):
        return None
    if count is not None and "and a half" in printed:
        count += 0.5
    return Value("DURATION", period(count, unit))


# "60 Minutes" is a programme.
_TITLE = re.compile(r"\d\s+[A-Z][a-z]")
_OLD = re.compile(r"[\s-]*(?:old|olds)\b|\s+of\s+age\b", re.I)
_AGED = re.compile(r"\baged\s*$", re.I)
# "$5 a share a year", "10 percent a year", "twice a week".
_PRICE = re.compile(
    r"(?:\d|percent|million|billion|thousand|hundred|dollars|times|once|twice|share|cents|%|hours|barrels|tons)\s+$",
    re.I,
)


def _half_unit(match: re.Match[str], view: Standpoint) -> Value | None:
    half = match["unit"]
    return Value("DURATION", period(0.5 if half else 1.5, _unit(half or match["unit2"])))


def _units(match: re.Match[str], view: Standpoint) -> Value | None:
    if _OLD.match(view.after):
        return None
    return Value("DURATION", period(None, _unit(match["unit"])))


def _every(match: re.Match[str], view: Standpoint) -> Value | None:
    if match["weekday"]:
        return Value("SET", _weekday_value(match["weekday"], None))
    if match["part"]:
        return Value("SET", f"XXXX-XX-XXT{parts()[match['part'].lower()]}")
    if match["units"]:
        return Value("SET", period(amount(match["count"]), _unit(match["units"])))
    return Value("SET", period(1, match["unit"].lower()))


def _weekday_value(weekday: str, part: str | None) -> str:
    number = table("en", "times")["weekdays"][weekday.lower()] + 1
    return f"XXXX-WXX-{number}" + (f"T{parts()[part.lower()]}" if part else "")


def _weekdays(match: re.Match[str], view: Standpoint) -> Value | None:
    return Value("SET", _weekday_value(match["weekday"], match["part"]))


def _set(match: re.Match[str], view: Standpoint) -> Value | None:
    if match["set"][0].isupper() and view.before and not view.before.rstrip().endswith((".", "”", '"')):
        return None
    return Value("SET", table("en", "timex")["sets"][match["set"].lower()])


@cache
def _references() -> dict[str, str]:
    return {form: name for name, forms in table("en", "timex")["references"].items() for form in forms}


def _reference(match: re.Match[str], view: Standpoint) -> Value | None:
    form = " ".join(match["form"].lower().split())
    return Value("DATE", _references()[form])


def _decade(match: re.Match[str], view: Standpoint) -> Value | None:
    groups = match.groupdict()
    if groups.get("tens"):
        return Value("DATE", f"19{table('en', 'timex')['tens'][groups['tens'].lower()]}")
    decade = match["decade"]
    if len(decade) == 4:
        return Value("DATE", decade[:3])
    if "'" in match.group() or "’" in match.group() or match.group().lower().startswith("the"):
        return Value("DATE", f"19{decade[0]}")
    return None


def _century(match: re.Match[str], view: Standpoint) -> Value | None:
    return Value("DATE", f"{int(match['number']) - 1:02d}")


def _this_unit(match: re.Match[str], view: Standpoint) -> Value | None:
    unit = match["unit"].lower()
    if view.anchor is None:
        return None
    lowered = match.group().lower()
    point = view.spoken if lowered.startswith("that") and view.spoken else view.anchor
    if unit == "century":
        return Value("DATE", f"{point.year // 100}", "report")
    if lowered.startswith("the") and unit in ("weekend", "decade"):
        return None
    if lowered.startswith("the") and unit == "year":
        return Value("DURATION", "P1Y")
    days = calendar.unit_around(point, unit, 0)
    return Value("DATE", _written(days, unit), "report") if days else None


def _beside(match: re.Match[str], view: Standpoint) -> Value | None:
    point = view.spoken or view.anchor
    if point is None:
        return None
    unit = match["unit"].lower()
    days = calendar.unit_around(point, unit, 1 if match["side"].lower() in ("following", "next") else -1)
    return Value("DATE", _written(days, unit), "named") if days else None


def _year_end(match: re.Match[str], view: Standpoint) -> Value | None:
    return Value("DATE", f"{view.anchor.year}", "report", "END") if view.anchor else None


def _season(match: re.Match[str], view: Standpoint) -> Value | None:
    """A season without its year; "fall" and "spring" are mostly verbs."""
    word = match["season"].lower()
    side = (match["side"] or "").lower()
    led = bool(side) or match.group().lower().startswith("the ") or bool(_SEASONAL.search(view.before))
    if (
        not led
        or view.anchor is None
        or (word in ("fall", "spring") and match.group().lower().startswith("the "))
    ):
        return None
    year = view.anchor.year + {"last": -1, "next": 1}.get(side, 0)
    return Value("DATE", f"{year}-{table('en', 'timex')['seasons'][word]}", "report")


_SEASONAL = re.compile(r"\b(?:in|since|during|by|until|early|late|mid|every)[\s-]+$", re.I)


def _part(match: re.Match[str], view: Standpoint) -> Value | None:
    """A part of a day without its day: the day named last, else the report's."""
    word = match["part"].lower()
    bare = len(match.group()) == len(match["part"])
    if word in ("night", "morning", "evening", "afternoon") and bare:
        return None
    day = view.named or view.anchor
    return Value(
        "TIME",
        f"{day.isoformat() if day else 'XXXX-XX-XX'}T{parts()[word]}",
        "named" if view.named else "report",
    )


def _spoken(match: re.Match[str], view: Standpoint) -> Value | None:
    groups = match.groupdict()
    if "tail" not in groups:
        return Value("DATE", f"200{int(amount(groups['ones']) or 0) if groups['ones'] else 0}")
    tail = amount(match["tail"])
    head = 19 if match["head"].lower() == "nineteen" else 20
    if tail is None or tail < 10:
        return None
    month = f"-{table('en', 'times')['months'][groups['month'].lower()]:02d}" if groups["month"] else ""
    return Value("DATE", f"{head}{int(tail):02d}{month}")


def _year(match: re.Match[str], view: Standpoint) -> Value | None:
    """A bare year where nothing shows it to be a count."""
    year = int(match["year"])
    if not 1900 <= year <= 2100 or _COUNTED.match(view.after) or _NUMBERED.search(view.before):
        return None
    return Value("DATE", str(year))


_COUNTED = re.compile(
    r"\s+(?:(?!is\b|was\b|has\b|as\b)[a-z]+s|percent|people|million|billion|of\s+the|square|acres)\b|['’]?-?[A-Za-z]?\d|\s*(?:km|kg|mm)\b"
)
_NUMBERED = re.compile(
    r"(?:\b(?:No|Nos|number|page|room|flight|about|nearly|over|than|some|least|almost|of\s+the|to)\.?|[#$€£])\s*$",
    re.I,
)


RESOLVERS: Mapping[str, Resolver] = MappingProxyType(
    {
        "clock": _clock,
        "quarter": _quarter,
        "half": _half,
        "that_quarter": _that_quarter,
        "year_ago": _year_ago,
        "apart": _apart,
        "fiscal": _fiscal,
        "duration": _duration,
        "half_unit": _half_unit,
        "units": _units,
        "every": _every,
        "weekdays": _weekdays,
        "set": _set,
        "reference": _reference,
        "decade": _decade,
        "century": _century,
        "this_unit": _this_unit,
        "beside": _beside,
        "year_end": _year_end,
        "season": _season,
        "part": _part,
        "spoken": _spoken,
        "year": _year,
    }
)
