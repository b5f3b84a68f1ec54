"""Every time expression of a report as TIMEX3 (TimeML) has it: dates, times of day, durations, sets.

In: a report's text and what `annotate.times` found in it. Out: `Timex` values in order, without overlap. What
that stage reads as days keeps its reading; what it leaves out (durations, clock times, sets, "now") comes from
`annotate.timex_grammar`. Of matches that overlap, the leftmost and longest stands; then words before ("early",
"the end of", "nearly") are taken in, and a clock time and the day beside it become one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from crosswire.annotate.times_grammar import either
from crosswire.annotate.times_resolve import Found, Tense
from crosswire.annotate.times_scan import Places, matches
from crosswire.annotate.timex_grammar import rules
from crosswire.annotate.timex_resolve import RESOLVERS, Standpoint
from crosswire.annotate.timex_values import Value, iso_week, of_meaning
from crosswire.lang import table
from crosswire.types import Report, Timex, TimexMod

# Characters before and after an expression that may hold words that belong to it.
_AROUND = 40
_JOINT = re.compile(r"(?:,)?\s*(?:(?:on|at|around|about|of|in\s+the|last|this|early|late)\s+)?", re.I)
_QUARTER = re.compile(r"(\d{4})-Q(\d)")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_BARE_CLOCK = re.compile(r".*T(\d\d:\d\dZ?)")
_STOP = re.compile(r"[.!?]['\"”’)]*\s+[A-Z“]|\n")
# Characters between a clock time and the day it is of, within one sentence.
_CLOSE = 40
_WRITTEN = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?(?![\dX-])")
_OPEN = re.compile(r"(?:the|last|next|past)\b", re.I)
_CLOCK = re.compile(r".*T\d\d:\d\dZ?|.*T(?:MO|AF|EV|NI)")

Asker = Callable[[int, int], Callable[[], Tense | None]]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Item:
    start: int
    end: int
    value: Value


def find_timexes(
    report: Report, text: str, places: Places, found: Sequence[Found], *, anchor: date | None, tense: Asker
) -> tuple[Timex, ...]:
    """The TIMEX3s of a report. `found` are the expressions that `annotate.times` resolved, before it joins or
    widens them; `tense` gives, for a stretch, what tells its clause's tense."""
    items = _chosen(report, text, _candidates(text, places, found), anchor, tense)
    items = _joined(text, [_led(text, x, items[n - 1].end if n else 0) for n, x in enumerate(items)])
    items = _clocks_by_day(text, items)
    timexes: list[Timex] = []
    for item in items:
        named = item.value.point == "named"
        timexes.append(
            Timex(
                span=report.span(item.start, item.end),
                type=item.value.type,
                value=item.value.value,
                mod=item.value.mod,
                from_report=item.value.point == "report",
                anchor=_last_day(timexes) if named else None,
            )
        )
    return tuple(timexes)


def _last_day(timexes: Iterable[Timex]) -> int | None:
    """The index of the expression named last that is a day."""
    return max((n for n, x in enumerate(timexes) if x.type == "DATE" and _DAY.match(x.value)), default=None)


_Candidate = tuple[int, int, int, str, re.Match[str], Found | None]


def _candidates(text: str, places: Places, found: Sequence[Found]) -> list[_Candidate]:
    """What either stage matched, leftmost and longest first."""
    candidates: list[_Candidate] = [
        (x.start, -x.end, -1, x.rule, x.match, x) for x in found if x.rule != "vague"
    ]
    for order, rule, match in matches(text, places, rules()):
        candidates.append((match.start(), -match.end(), order, rule.name, match, None))
    return sorted(candidates, key=lambda c: c[:3])


def _chosen(
    report: Report, text: str, candidates: Sequence[_Candidate], anchor: date | None, tense: Asker
) -> list[_Item]:
    """Of candidates the leftmost and longest that is a time, resolved in the text's order."""
    stamps = [x for x in report.excluded if x.kind == "date_stamp"]
    items: list[_Item] = []
    last, named, quarter, spoken = 0, None, None, None
    for start, back, _, name, match, core in candidates:
        end = -back
        if start < last or any(x.start < end and start < x.end for x in stamps):
            continue
        if core is not None:
            value = of_meaning(name, match, core.meaning, anchor)
        else:
            before, after = text[max(0, start - _AROUND) : start], text[end : end + _AROUND]
            value = RESOLVERS[name](
                match, Standpoint(anchor, named, quarter, spoken, tense(start, end), before, after)
            )
        if value is None:
            continue
        items.append(_Item(start=start, end=end, value=value))
        last = end
        if _DAY.match(value.value):
            named = date.fromisoformat(value.value[:10])
        if (said := _QUARTER.fullmatch(value.value)) is not None:
            quarter = (int(said[1]), int(said[2]))
        spoken = _first_day(value.value) or spoken
    return items


def _first_day(value: str) -> date | None:
    """The first day of a day, month or year as TIMEX3 writes it."""
    written = _WRITTEN.match(value)
    return date(int(written[1]), int(written[2] or 1), int(written[3] or 1)) if written else None


@cache
def _leads() -> tuple[tuple[TimexMod, bool, re.Pattern[str]], ...]:
    """What may stand before an expression: the mod it gives, whether it does so to dates, and its pattern."""
    data = table("en", "timex")
    return tuple(
        (mod, dates, re.compile(rf"(?<!\w)(?i:{either(forms)})(?:\s+(?i:the))?[\s-]*$"))
        for dates, group in ((True, data["mods"]), (False, data["amounts"]))
        for mod, forms in group.items()
    )


def _led(text: str, item: _Item, floor: int) -> _Item:
    """The expression with the words before it that narrow it."""
    value = item.value
    if value.value.endswith("_REF") or value.type == "SET":
        return item
    amount = value.type == "DURATION" or text[item.start : item.end].lower().endswith(" ago")
    if amount and _OPEN.match(text, item.start):  # "over the past year" is no more than a year
        return item
    for mod, dates, pattern in _leads():
        if dates == amount:
            continue
        match = pattern.search(text, max(floor, item.start - _AROUND), item.start)
        if match is not None:
            return replace(item, start=match.start(), value=replace(value, mod=mod))
    return item


def _joined(text: str, items: Sequence[_Item]) -> list[_Item]:
    """A clock time or part of a day, and the day right beside it, as one time."""
    joined: list[_Item] = []
    for item in items:
        last = joined[-1] if joined else None
        one = _one(text, last, item) if last else None
        if one is None:
            joined.append(item)
        else:
            joined[-1] = one
    return joined


def _clocks_by_day(text: str, items: Sequence[_Item]) -> list[_Item]:
    """Clock times without a day, on the day named nearest in their sentence: "at 10:35 a.m. (0735 GMT) Friday"."""
    placed = []
    for n, item in enumerate(items):
        clock = _BARE_CLOCK.fullmatch(item.value.value) if item.value.point == "none" else None
        if clock is None:
            placed.append(item)
            continue
        item = replace(item, value=replace(item.value, point="report"))
        near = [
            x for x in (*items[n + 1 : n + 3], *reversed(items[max(0, n - 2) : n])) if _same(text, item, x)
        ]
        day = next((x for x in near if x.value.point != "none" and _DAY.match(x.value.value)), None)
        if day is not None:
            value = replace(item.value, value=f"{day.value.value[:10]}T{clock[1]}", point=day.value.point)
            item = replace(item, value=value)
        placed.append(item)
    return placed


def _same(text: str, one: _Item, other: _Item) -> bool:
    """Whether two expressions lie close together with no end of a sentence between."""
    between = text[min(one.end, other.end) : max(one.start, other.start)]
    return len(between) <= _CLOSE and not _STOP.search(between)


def _one(text: str, first: _Item, second: _Item) -> _Item | None:
    if not _JOINT.fullmatch(text[first.end : second.start]):
        return None
    of_week = re.search(r"\bweek$", text[first.start : first.end]) and _DAY.fullmatch(second.value.value)
    if of_week and re.fullmatch(r"\s+of\s+(?:the\s+)?", text[first.end : second.start]):
        week = iso_week(date.fromisoformat(second.value.value))
        return replace(first, end=second.end, value=replace(second.value, value=week))
    for clock, day in ((first.value, second.value), (second.value, first.value)):
        if (
            clock.type == "TIME"
            and _CLOCK.fullmatch(clock.value)
            and day.type == "DATE"
            and _DAY.fullmatch(day.value)
        ):
            value = f"{day.value}T{clock.value.partition('T')[2]}"
            return _Item(
                start=first.start, end=second.end, value=replace(clock, value=value, point=day.point)
            )
    return None
