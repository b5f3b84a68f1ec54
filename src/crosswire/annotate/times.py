"""Times in one report: where they stand and which days they denote from the day it speaks of.

In: a report, its parsed text, and `anchor`, the ISO day it speaks from (or None). Out: a
`TimeExpression` for every day, week, month, year or vague time; intervals are inclusive ISO days.
Durations ("three decades"), clock times and stamps of the page are left out. The ideas are those of
TIMEX3 (TimeML); the grammar is our own, over `lang/en/times.toml`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from crosswire.annotate import times_calendar as calendar
from crosswire.annotate.times_calendar import Days, plain_day
from crosswire.annotate.times_doubts import Candidate, find_doubts
from crosswire.annotate.times_grammar import ahead_of, leads, rules
from crosswire.annotate.times_resolve import RESOLVERS, Found, Meaning, Tense, View
from crosswire.annotate.times_scan import Places, matches, scan
from crosswire.annotate.times_tense import has_future_helper, is_past_perfect, tense_at
from crosswire.annotate.times_zones import in_zone
from crosswire.annotate.timex import find_timexes
from crosswire.types import Report, TimeDoubt, TimeExpression, Timex

if TYPE_CHECKING:
    from spacy.tokens import Doc

# Characters before an expression in which a word that belongs to it is looked for.
_BEFORE, _AFTER = 40, 40
_JOINT = re.compile(r"\s*(?:to|until|till|through|and|-|–|—)\s*", re.I)
_OPENER = re.compile(r"(?<!\w)(from|between)\s+$", re.I)
# Kinds that begin a range as well without "from": "1991-2019".
_BARE_RANGE = re.compile(r"\s?[-–]\s?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Times:
    """The times of a report: those that denote days, every expression as TIMEX3 has it, and what cannot be."""

    days: tuple[TimeExpression, ...]
    timexes: tuple[Timex, ...]
    doubts: tuple[TimeDoubt, ...]


def read_times(report: Report, doc: Doc, *, anchor: str | None) -> Times:
    """The times of a report, in order; `anchor` is the ISO day (or date-time) it speaks from."""
    day = date.fromisoformat(anchor[:10]) if anchor else None
    text = doc.text
    places = scan(text)
    candidates = _candidates(text, places)
    found = _resolve(report, doc, text, candidates, day)

    def ask(start: int, end: int) -> Callable[[], Tense | None]:
        return _tense(doc, start, end, text[max(0, start - _BEFORE) : start], text[end : end + _AFTER])

    timexes = find_timexes(report, text, places, found, anchor=day, tense=ask)
    days = tuple(in_zone(_with_part(x, timexes), report) for x in _days(report, text, found, day))
    return Times(days=days, timexes=timexes, doubts=find_doubts(report, doc, candidates, found, day))


def _with_part(time: TimeExpression, timexes: Sequence[Timex]) -> TimeExpression:
    """The expression with the part of the day that its TIMEX3 names."""
    of_day = next((t for t in timexes if t.type == "TIME" and t.span.overlaps(time.span)), None)
    if of_day is None or time.precision != 1:
        return time
    return replace(time, part=of_day.value.partition("T")[2] or None)


def find_times(report: Report, doc: Doc, *, anchor: str | None) -> tuple[TimeExpression, ...]:
    """The times that denote days, alone."""
    day = date.fromisoformat(anchor[:10]) if anchor else None
    text = doc.text
    return _days(report, text, _resolve(report, doc, text, _candidates(text, scan(text)), day), day)


def _days(report: Report, text: str, found: Sequence[Found], day: date | None) -> tuple[TimeExpression, ...]:
    found = _join(text, found)
    found = [_widen(text, item, found[i - 1].end if i else 0, day) for i, item in enumerate(found)]
    return tuple(_expression(report, item, day) for item in found)


def _candidates(text: str, places: Places) -> list[Candidate]:
    """Matches of all rules, leftmost and longest first, without overlap."""
    found = [(m.start(), -m.end(), order, rule.name, m) for order, rule, m in matches(text, places, rules())]
    found.sort(key=lambda m: m[:3])
    kept, last = [], 0
    for start, end, _, name, match in found:
        if start >= last:
            kept.append((start, -end, name, match))
            last = -end
    return kept


def _resolve(
    report: Report, doc: Doc, text: str, candidates: Sequence[Candidate], anchor: date | None
) -> list[Found]:
    found: list[Found] = []
    named: date | None = None
    stamps = [x for x in report.excluded if x.kind == "date_stamp"]
    for start, end, name, match in candidates:
        if any(x.start < end and start < x.end for x in stamps):
            continue
        before, after = text[max(0, start - _BEFORE) : start], text[end : end + _AFTER]
        view = View(anchor, named, _tense(doc, start, end, before, after), before, after)
        meaning = RESOLVERS[name](match, view)
        if meaning is None:
            continue
        found.append(Found(start=start, end=end, rule=name, match=match, meaning=meaning))
        if meaning.days is not None and meaning.days.single and report.is_article(start, end):
            named = meaning.days.single
    return found


def _tense(doc: Doc, start: int, end: int, before: str, after: str) -> Callable[[], Tense | None]:
    """The tense around an expression, found only when asked for."""

    def ask() -> Tense | None:
        coming, reached = ahead_of()
        leads_up = bool(reached.search(before))
        if after.startswith(
            ("'s", "’s")
        ):  # "Friday's ruling" is a known one, unless something will befall it
            ahead = has_future_helper(doc, start, end) or (coming.search(before) and not leads_up)
            return "future" if ahead else "past"
        if coming.search(before):
            return "past" if leads_up and is_past_perfect(doc, start, end) else "future"
        return tense_at(doc, start, end)

    return ask


def _join(text: str, found: Sequence[Found]) -> list[Found]:
    """Two expressions with "from ... to", "between ... and" or a dash become one stretch."""
    joined: list[Found] = []
    for item in found:
        last = joined[-1] if joined else None
        merged = _range(text, last, item) if last else None
        if merged is None:
            joined.append(item)
        else:
            joined[-1] = merged
    return joined


def _range(text: str, first: Found, second: Found) -> Found | None:
    between = text[first.end : second.start]
    a, b = first.meaning.days, second.meaning.days
    if (
        a is None
        or b is None
        or a.start is None
        or b.end is None
        or a.start >= b.end
        or not _JOINT.fullmatch(between)
    ):
        return None
    opener = _OPENER.search(text, max(0, first.start - 10), first.start)
    bare = first.rule == second.rule and bool(_BARE_RANGE.fullmatch(between))
    if opener is None and not bare:
        return None
    if opener and (opener[1].lower() == "between") != (between.strip().lower() == "and"):
        return None
    meaning = Meaning(Days(a.start, b.end), second.meaning.point)
    return Found(
        start=opener.start() if opener else first.start,
        end=second.end,
        rule="stretch",
        match=first.match,
        meaning=meaning,
    )


def _widen(text: str, item: Found, floor: int, anchor: date | None) -> Found:
    """The expression with what stands before it: "early", "the end of", then "since" or "until"."""
    for kinds in (("start", "middle", "end"), ("since", "until")):
        for kind, pattern in leads():
            if kind not in kinds:
                continue
            match = pattern.search(text, max(floor, item.start - _BEFORE), item.start)
            if match is None:
                continue
            changed = _led(kind, match[0].lower(), item.meaning, anchor)
            if changed is not None:
                item = replace(item, start=match.start(), meaning=changed)
            break
    return item


def _led(kind: str, words: str, meaning: Meaning, anchor: date | None) -> Meaning | None:
    """What a leading word makes of a meaning; None where it changes nothing."""
    days = meaning.days
    if kind in ("start", "middle", "end"):
        part = None if days is None else calendar.part_of(days, kind, anchor)
        return None if part is None else replace(meaning, days=part)
    if words.startswith("from"):
        return None
    if days is None:
        return meaning
    if kind == "since":
        ends = anchor if anchor and days.start and days.start <= anchor else None
        return replace(meaning, days=Days(days.start, ends))
    begins = anchor if anchor and days.end and anchor <= days.end else None
    return replace(meaning, days=Days(begins, days.end))


def _expression(report: Report, item: Found, anchor: date | None) -> TimeExpression:
    span = report.span(item.start, item.end)
    days = item.meaning.days
    return TimeExpression(
        span=span,
        interval=days.interval() if days else None,
        basis=_basis(" ".join(span.text.split()), item.meaning, anchor),
        relative=item.meaning.point in ("report", "named"),
        precision=calendar.precision(days) if days else None,
    )


def _basis(printed: str, meaning: Meaning, anchor: date | None) -> str:
    """How the days were found, in plain words."""
    if meaning.days is None:
        if anchor is None and meaning.point == "none":
            return f"“{printed}”: the report's own date is not known, or the words allow no day"
        return f"“{printed}”: the words allow no day"
    if meaning.point == "report" and anchor is not None:
        return f"“{printed}”, from the report's date {plain_day(anchor)}"
    if meaning.point == "named":
        return f"“{printed}”, from the day named before it"
    return f"“{printed}”, as printed"
