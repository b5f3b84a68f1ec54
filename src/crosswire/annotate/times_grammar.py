"""The shapes of English time expressions, compiled from `lang/en/times.toml`.

Out: pairs of a name and a pattern (`rules()`), and the patterns of what may stand before
an expression ("since", "until", "early", "from"). What an expression means is `annotate.times_resolve`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any

from crosswire.annotate.times_scan import Rule
from crosswire.lang import table
from crosswire.text.dates import compile_dates

_YEAR = r"(?:1[5-9]|20|21)\d\d"
_UNIT = r"(?P<unit>hour|day|night|week|weekend|fortnight|month|quarter|year|decade|century|centurie)s?"


def either(forms: Iterable[str]) -> str:
    """A group that matches any of the forms, longest first, blanks freely."""
    ordered = sorted(set(forms), key=lambda form: (-len(form), form))
    return "(?:" + "|".join(re.escape(form).replace(r"\ ", r"\s+") for form in ordered) + ")"


@cache
def months() -> Mapping[str, int]:
    """Month names and their numbers."""
    return table("en", "times")["months"]  # type: ignore[no-any-return]


@cache
def rules() -> tuple[Rule, ...]:
    """Every kind of expression with its pattern; where two match alike, the earlier wins."""
    data = table("en", "times")
    return (*_days(data), *_counted(data), *_named_stretches(data))


def _days(data: Mapping[str, Any]) -> Iterator[Rule]:
    words = data["words"]
    part = either(words["parts_of_day"])
    days = either(name for name in data["weekdays"] if name.endswith("day"))
    short = either(name for name in data["weekdays"] if not name.endswith("day"))
    side = either([*words["back"], *words["here"], *words["ahead"]])
    tail = rf"(?:\s+(?:{part}))?(?!\w)"
    written = rf"(?:\b(?i:{days}|{short})\b\.?,?\s+)?{compile_dates(months()).pattern}"
    yield Rule("date", re.compile(written), ("month", "number"))
    yield Rule("range", re.compile(_ranges(_months(data))), ("month",))
    yield _rule(
        "near_yesterday",
        rf"(?:the\s+)?(?P<which>day\s+before\s+yesterday|day\s+after\s+tomorrow){tail}",
        "yesterday",
        "tomorrow",
    )
    yield _rule(
        "near",
        rf"(?P<which>yesterday|today|tomorrow|tonight|last\s+night){tail}",
        "yesterday",
        "today",
        "tomorrow",
        "tonight",
        "part",
    )
    yield _rule(
        "near", r"(?P<which>this)\s+(?:very\s+)?(?:morning|afternoon|evening|day)(?!\w)", "part", "day"
    )
    yield _rule(
        "weekday",
        rf"(?:(?P<side>{side})\s+(?:past\s+|coming\s+)?)?(?P<weekday>{days}){tail}(?P<week>\s+(?:last|next|this)\s+week)?",
        "weekday",
    )
    yield _rule("weekend", rf"(?:{_side(words)}|the|over\s+the)\s+weekend(?!\w)", "weekend")
    for kind in ("same", "next", "previous"):
        yield _rule(
            kind,
            rf"{either(data['anaphoric'][kind])}(?!\w)",
            "part",
            "day",
            "later",
            "earlier",
            "before",
            "after",
        )


def _counted(data: Mapping[str, Any]) -> Iterator[Rule]:
    words = data["words"]
    side, seasons = _side(words), either(data["seasons"])
    count = rf"(?P<count>\d{{1,3}}|{either([*data['counts'], *words['vague_counts']])})"
    yield _rule("sided", rf"{side}\s+(?:{count}\s+)?{_UNIT}(?!\w)", "unit")
    yield Rule("sided_month", re.compile(rf"\b(?i:{side})\s+(?P<month>{_months(data)})(?!\w)"), ("month",))
    yield _rule("sided_season", rf"{side}\s+(?P<season>{seasons})(?!\w)", "season")
    yield _rule("ago", rf"{count}\s+{_UNIT}\s+ago(?!\w)", "ago")
    yield _rule(
        "hence", rf"in\s+{count}\s+{_UNIT}(?:\s*['’]\s*time|\s+time|\s+from\s+now)(?!\w)", "time", "now"
    )


def _named_stretches(data: Mapping[str, Any]) -> Iterator[Rule]:
    month, seasons = _months(data), either(data["seasons"])
    yield _rule("season", rf"(?P<season>{seasons})(?:\s+of)?\s+(?P<year>{_YEAR})(?!\w)", "season")
    yield _rule("decade", r"(?:the\s+)?(?P<decade>(?:1[5-9]|20)\d0)['’]?s(?!\w)", "number")
    yield _rule("the_unit", r"(?<=of\s)the\s+(?P<unit>week|month|quarter|year|decade)(?!\w)", "unit")
    yield _rule("vague", rf"{either(data['vague']['forms'])}(?!\w)", "vague")
    yield _rule("holiday", rf"{either(data['holidays'])}(?!\w)(?:,?\s+(?P<year>{_YEAR})\b)?", "holiday")
    yield Rule("month", re.compile(rf"(?<!\w)(?P<month>{month})(?!\w)(?!\.?\s+\d)"), ("month",))
    year = rf"(?:(?<![\w$€£¥.,:/+-])|(?<=[Mm]id-))(?P<year>{_YEAR})(?![\w%])(?![.,:/]\d)"
    yield Rule("year", re.compile(year), ("number",))


def _side(words: Mapping[str, Any]) -> str:
    back, here, ahead = (either(words[name]) for name in ("back", "here", "ahead"))
    return rf"(?:the\s+)?(?:(?P<back>{back})|(?P<here>{here})|(?P<ahead>{ahead}))"


@cache
def leads() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """What may stand right before an expression and change what it denotes."""
    words = table("en", "times")["words"]
    kinds = ("start", "middle", "end", "since", "until", "by")
    return tuple(
        (kind, re.compile(rf"(?<!\w)(?i:{either(words[kind])})(?:\s+(?i:on|in|the))?[\s-]*$"))
        for kind in kinds
    )


@cache
def ahead_of() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Words right before a weekday that put it ahead of the report's day, and those of them that
    also lead up to a day behind it."""
    words = table("en", "times")["words"]
    clock = r"(?:\s+(?:at\s+)?(?:\d{1,2}(?::\d\d)?\s*[ap]\.?m\.?(?:\s+[A-Z]{2,4})?|noon|midnight))?"
    tail = rf"(?:\s+(?i:on|next|the|early|late))?{clock}\s*$"
    coming, reached = (
        re.compile(rf"(?<!\w)(?i:{either(words[name])}){tail}") for name in ("coming", "reached")
    )
    return coming, reached


def _rule(name: str, pattern: str, *near: str) -> Rule:
    return Rule(name, re.compile(r"(?<![\w-])" + pattern, re.I), near)


def _months(data: Mapping[str, Any]) -> str:
    full = [name for name in data["months"] if len(name) > 4 or name in ("june", "july", "may")]
    return either(form for name in full for form in (name.title(), name.upper()))


def _ranges(month: str) -> str:
    day = r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?"
    joint = r"\s*(?:-|–|—|to|through|and|&)\s*"
    short = rf"(?:{month}|(?:Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec)\.?)"
    return (
        rf"\b(?P<m1>{short})\s+(?P<a1>{day}){joint}(?P<b1>{day})(?!\w|[:.]\d)(?:,?\s+(?P<y1>{_YEAR})(?!\w))?"
        rf"|\b(?P<a2>{day}){joint}(?P<b2>{day})\s+(?P<m2>{short})(?!\w)(?:,?\s+(?P<y2>{_YEAR})(?!\w))?"
    )
