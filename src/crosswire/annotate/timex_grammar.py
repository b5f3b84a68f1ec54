"""The shapes of time expressions that name no stretch of days by themselves: clock times, quarters, durations,
sets, decades, and words such as "now", over `lang/en/timex.toml`.

Out: `rules()`; of two matches alike the earlier rule's wins. What they denote is `annotate.timex_resolve`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from crosswire.annotate.times_grammar import either
from crosswire.annotate.times_scan import Rule
from crosswire.annotate.timex_values import parts
from crosswire.lang import table

YEAR = r"(?:1[5-9]|20|21)\d\d"
_UNIT = "second|minute|hour|day|night|week|weekend|fortnight|month|quarter|year|decade|centurie|century"
_KIND = (
    "more|additional|full|consecutive|straight|successive|trading|business|calendar|working|whole|long|solid"
)
_AGO = r"a\s+year\s+(?:ago|earlier|before)"
_YEAR_AGO = r"year[\s-](?:ago|earlier)"


@cache
def rules() -> tuple[Rule, ...]:
    """Every kind with its pattern."""
    data = table("en", "timex")
    return (
        *_clocks(data),
        *_quarters(data),
        *_durations(data),
        *_sets(data),
        *_references(data),
        *_stretches(data),
        *_spoken(data),
        Rule("year", re.compile(rf"(?<![\w$€£¥.,:/%+-])(?P<year>{YEAR})(?![\w%])(?![.,:/]\d)"), ("number",)),
    )


def _rule(name: str, pattern: str, *near: str) -> Rule:
    return Rule(name, re.compile(r"(?<![\w-])" + pattern, re.I), near)


def number(data: Mapping[str, Any]) -> str:
    """A number in digits or words, without "a"."""
    words = [w for w in data["numbers"] if w not in ("a", "an", "hundred", "dozen")]
    tens = either(w for w, n in data["numbers"].items() if n % 10 == 0 and 20 <= n <= 90)
    ones = either(w for w, n in data["numbers"].items() if 1 <= n <= 9 and len(w) > 2)
    return rf"(?:\d{{1,4}}(?:[.,]\d+|\s1/2)?|{tens}[-\s]{ones}|{either(words)})"


def _clocks(data: Mapping[str, Any]) -> Iterator[Rule]:
    zones = rf"(?:{either(data['zones']['words'])})(?:\s+time)?\b"
    zone = rf"(?P<zone>\s*(?:\({zones}\)|{zones}))"
    half = r"(?P<half>[ap])\.?\s?m\b\.?"
    hour = either(w for w, n in data["numbers"].items() if 1 <= n <= 12 and len(w) > 2 and " " not in w)
    yield _rule(
        "clock", rf"(?P<hour>\d{{1,2}})(?:[:.](?P<minute>[0-5]\d))?(?::\d\d)?\s*{half}{zone}?", "half_day"
    )
    yield _rule("clock", rf"(?P<hour>[01]\d|2[0-3])[:.]?(?P<minute>[0-5]\d)\s*(?:hours\b)?{zone}", "zone")
    yield _rule("clock", r"(?P<hour>[01]?\d|2[0-3]):(?P<minute>[0-5]\d)(?![\d:%])", "colon")
    yield _rule("clock", rf"(?P<hour>\d{{1,2}}|{hour})\s*o['’]clock(?!\w)", "clock")
    early = r"(?:(?:early|late|earlier|later)\s+)?"
    yield _rule(
        "part",
        rf"(?:{early}(?:the|that|this)\s+(?:early\s+|late\s+)?)?(?P<part>{either(parts())})(?!\w)(?:\s+hours\b)?",
        "part",
    )


def _quarters(data: Mapping[str, Any]) -> Iterator[Rule]:
    ordinal = either(data["ordinals"])
    whose = rf"(?:(?:{YEAR}|(?P<which>last|this|next)\s+year)(?:['’]s)?\s+)?"
    of_year = (
        rf"(?:,?\s+(?:of\s+)?(?:fiscal\s+)?{YEAR}|\s+of\s+(?P<of>last|this|next|the)\s+(?:fiscal\s+)?year)?"
    )
    later = rf"(?P<later>\s+{_AGO})?"
    yield _rule(
        "quarter",
        rf"(?:the\s+)?{whose}(?:(?P<ago>{_YEAR_AGO})\s+)?(?:fiscal[\s-]+)?(?P<ordinal>{ordinal})"
        rf"(?:[\s-]+fiscal)?[\s-]+quarters?(?!\w){of_year}{later}",
        "quarter",
    )
    yield _rule(
        "half",
        rf"(?:the\s+)?{whose}(?P<ordinal>first|second|last)[\s-]+half(?!\w)"
        rf"\s+of\s+(?:(?P<year>{YEAR})(?!\w)|(?P<of>last|this|next|the)\s+year)",
        "half",
    )
    side = r"(?:the|this|that|the\s+latest|the\s+current|the\s+most\s+recent|next|last|(?P<side>last)\s+year['’]s)"
    yield _rule(
        "that_quarter",
        rf"{side}(?:\s+(?P<year>{YEAR}))?\s+(?:quarter|(?<=latest\s)period)(?!\w){later}",
        "quarter",
        "period",
    )
    like = r"(?:(?:comparable|corresponding|same)\s+)?"
    yield _rule(
        "year_ago",
        rf"(?:the\s+{like})?(?:{_YEAR_AGO}|prior[\s-]year)(?:\s+(?:quarter|period))?(?!\w)",
        "year",
    )
    yield _rule("year_ago", r"(?:a|one)\s+year\s+(?:ago|earlier|before)(?!\w)", "year")
    yield _rule(
        "year_ago",
        rf"the\s+(?:same|corresponding|comparable|year[\s-]earlier)\s+(?:quarter|period)"
        rf"(?:\s+(?:(?:of\s+)?last\s+year|{_AGO}))?(?!\w)",
        "quarter",
        "period",
    )
    yield _rule("fiscal", rf"(?:the\s+)?fiscal(?:[\s-]+year)?[\s-]+(?P<year>{YEAR})(?!\w)", "fiscal")
    yield _rule(
        "fiscal", r"(?P<which>the|this|last|next|current|the\s+current)\s+fiscal\s+year(?!\w)", "fiscal"
    )


def _durations(data: Mapping[str, Any]) -> Iterator[Rule]:
    vague = either(["several", "a few", "few", "some", "many", "a number of"])
    count = rf"(?P<count>{number(data)}|{vague}|(?:a|an)(?=[\s-]))"
    kind = rf"(?:(?:{_KIND})\s+)?"
    whose = r"(?:(?:each\s+of\s+)?(?:the|his|her|its|their)\s+)?"
    side = r"(?:(?:first|last|next|past|previous|latest|final|initial|coming|following|preceding)\s+)?"
    span = r"(?:\s+(?:or|to)\s+\w+|-\d+)?"
    after = r"(?P<side>earlier|later|before(?=\s*[.,;])|after\s+that|afterwards?)"
    yield _rule("apart", rf"{count}\s+{kind}(?P<unit>{_UNIT})s?\s+{after}(?!\w)", "unit")
    yield _rule(
        "duration",
        rf"{whose}{side}{count}{span}[\s-]+{kind}(?P<unit>{_UNIT})s?"
        r"(?:[\s-]+(?:and\s+a\s+half|long|period)(?!\w))?(?![\w-])",
        "unit",
    )
    yield _rule(
        "duration",
        rf"(?:the\s+)?{count}-(?P<unit>{_UNIT})(?!-olds?\b)(?:[\s-]+(?:long|period)(?!\w))?(?!\w)",
        "unit",
    )
    yield _rule(
        "half_unit",
        rf"(?:half\s+(?:a|an)\s+(?P<unit>{_UNIT})|(?:a|an)\s+(?P<unit2>{_UNIT})\s+and\s+a\s+half)(?!\w)",
        "half",
    )
    yield _rule(
        "units", r"(?P<unit>day|week|month|year|decade|centurie)s(?:[\s-](?:long|old(?=\s)))?(?!\w|-)", "unit"
    )
    yield _rule("units", r"(?<=for\s)(?P<unit>second|minute|hour)s(?!\w|-)", "unit")
    yield _rule("units", r"(?:recent|coming|past)\s+(?P<unit>quarter)s(?!\w)", "quarter")


def _sets(data: Mapping[str, Any]) -> Iterator[Rule]:
    weekday = either(d for d in table("en", "times")["weekdays"] if d.endswith("day"))
    yield _rule(
        "every",
        rf"(?:every|each|per)\s+(?:(?P<weekday>{weekday})|(?P<unit>{_UNIT})|(?P<part>morning|afternoon|evening)"
        rf"|(?P<count>{number(data)})\s+(?P<units>{_UNIT})s)(?!\w)",
        "every",
        "each",
        "per",
    )
    yield _rule(
        "weekdays",
        rf"(?:on\s+)?(?P<weekday>{weekday})s?(?:\s+(?P<part>morning|afternoon|evening|night)s)?(?<=s)(?!\w)",
        "weekday",
        "weekdays",
    )
    yield _rule("set", rf"(?P<set>{either(data['sets'])})(?!\w|-)", "set")


def _references(data: Mapping[str, Any]) -> Iterator[Rule]:
    forms = [form for forms in data["references"].values() for form in forms]
    yield _rule("reference", rf"(?P<form>{either(forms)})(?!\w)", "reference")
    yield _rule(
        "decade", r"(?:the\s+)?['’]?(?P<decade>(?:(?:1[5-9]|20)\d|\d)0)['’]?s(?!\w)", "tens", "number"
    )
    yield _rule("decade", rf"(?:the\s+)(?P<tens>{either(data['tens'])})(?!\w)", "tens")
    yield _rule("century", r"(?:the\s+)?(?P<number>\d{1,2})(?:st|nd|rd|th)[\s-]+century(?!\w)", "century")


def _stretches(data: Mapping[str, Any]) -> Iterator[Rule]:
    yield _rule(
        "this_unit",
        r"(?:this|the|that|that\s+same)\s+(?P<unit>year|month|week|century|decade|weekend)(?!\w)",
        "unit",
    )
    yield _rule(
        "beside",
        r"the\s+(?P<side>following|next|previous|preceding)\s+(?P<unit>week|month|year|quarter|decade)(?!\w)",
        "unit",
    )
    yield _rule("year_end", r"(?:the\s+)?year(?:['’]s)?[\s-]end(?!\w)", "end")
    yield _rule(
        "season",
        rf"(?:the\s+|(?P<side>last|this|next|that)\s+)?(?P<season>{either(data['seasons'])})(?!\w)",
        "season",
    )


def _spoken(data: Mapping[str, Any]) -> Iterator[Rule]:
    """Years in words, as transcripts have them."""
    month = either(name for name in table("en", "times")["months"] if len(name) > 4)
    tens = either(w for w, n in data["numbers"].items() if n % 10 == 0 and 20 <= n <= 90)
    ones = either(w for w, n in data["numbers"].items() if 1 <= n <= 9 and len(w) > 2)
    teens = either(w for w, n in data["numbers"].items() if 10 <= n <= 19)
    yield _rule(
        "spoken",
        rf"(?:(?P<month>{month})\s+)?(?P<head>nineteen|twenty)[\s-]+(?P<tail>{tens}(?:[\s-]{ones})?|{teens})"
        r"(?!\w|[\s-](?:thousand|hundred|million|percent|people|years))",
        "nineteen",
        "twenty",
    )
    yield _rule(
        "spoken",
        rf"(?:the\s+year\s+)?two\s+thousand(?:\s+(?:and\s+)?(?P<ones>{ones}))?"
        r"(?=\s*[.,;?!]|\s+(?:has|is|was|will|election|problem|bug)\b)",
        "thousand",
    )
