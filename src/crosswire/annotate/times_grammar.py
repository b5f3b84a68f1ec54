"""The shapes of English time expressions, compiled from `lang/en/times.toml`.

Out: pairs of a name and a pattern (`rules()`), and the patterns of what may stand before
an expression ("since", "until", "early", "from"). What an expression means is `annotate.times_resolve`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

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
def rules() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Every kind of expression with its pattern; where two match alike, the earlier wins."""
    data = table("en", "times")
    words = data["words"]
    part = either(words["parts_of_day"])
    days = either(name for name in data["weekdays"] if name.endswith("day"))
    short = either(name for name in data["weekdays"] if not name.endswith("day"))
    back, here, ahead = either(words["back"]), either(words["here"]), either(words["ahead"])
    month = _months(data)
    count = rf"(?P<count>\d{{1,3}}|{either([*data['counts'], *words['vague_counts']])})"
    side = rf"(?:the\s+)?(?:(?P<back>{back})|(?P<here>{here})|(?P<ahead>{ahead}))"
    tail = rf"(?:\s+(?:{part}))?(?!\w)"
    return (
        ("date", re.compile(rf"(?:\b(?i:{days}|{short})\b\.?,?\s+)?{compile_dates(months()).pattern}")),
        ("range", re.compile(_ranges(month))),
        (
            "near_yesterday",
            _words(rf"(?:the\s+)?(?P<which>day\s+before\s+yesterday|day\s+after\s+tomorrow){tail}"),
        ),
        ("near", _words(rf"(?P<which>yesterday|today|tomorrow|tonight|last\s+night){tail}")),
        ("near", _words(r"(?P<which>this)\s+(?:very\s+)?(?:morning|afternoon|evening|day)(?!\w)")),
        (
            "weekday",
            _words(
                rf"(?:(?P<side>{either([*words['back'], *words['here'], *words['ahead']])})\s+(?:past\s+|coming\s+)?)?(?P<weekday>{days}){tail}(?P<week>\s+(?:last|next|this)\s+week)?"
            ),
        ),
        ("weekend", _words(rf"(?:{side}|the|over\s+the)\s+weekend(?!\w)")),
        ("same", _words(rf"{either(data['anaphoric']['same'])}(?!\w)")),
        ("next", _words(rf"{either(data['anaphoric']['next'])}(?!\w)")),
        ("previous", _words(rf"{either(data['anaphoric']['previous'])}(?!\w)")),
        ("sided", _words(rf"{side}\s+(?:{count}\s+)?{_UNIT}(?!\w)")),
        ("sided_month", re.compile(rf"\b(?i:{side})\s+(?P<month>{month})(?!\w)")),
        ("sided_season", _words(rf"{side}\s+(?P<season>{either(data['seasons'])})(?!\w)")),
        ("ago", _words(rf"{count}\s+{_UNIT}\s+ago(?!\w)")),
        ("hence", _words(rf"in\s+{count}\s+{_UNIT}(?:\s*['’]\s*time|\s+time|\s+from\s+now)(?!\w)")),
        ("season", _words(rf"(?P<season>{either(data['seasons'])})(?:\s+of)?\s+(?P<year>{_YEAR})(?!\w)")),
        ("decade", _words(r"(?:the\s+)?(?P<decade>(?:1[5-9]|20)\d0)['’]?s(?!\w)")),
        ("the_unit", _words(r"(?<=of\s)the\s+(?P<unit>week|month|quarter|year|decade)(?!\w)")),
        ("vague", _words(rf"{either(data['vague']['forms'])}(?!\w)")),
        ("holiday", _words(rf"{either(data['holidays'])}(?!\w)(?:,?\s+(?P<year>{_YEAR})\b)?")),
        ("month", re.compile(rf"(?<!\w)(?P<month>{month})(?!\w)(?!\.?\s+\d)")),
        ("year", re.compile(rf"(?:(?<![\w$€£¥.,:/+-])|(?<=[Mm]id-))(?P<year>{_YEAR})(?![\w%])(?![.,:/]\d)")),
    )


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


def _words(pattern: str) -> re.Pattern[str]:
    return re.compile(r"(?<![\w-])" + pattern, re.I)


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
