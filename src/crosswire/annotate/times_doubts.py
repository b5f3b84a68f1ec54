"""Times of one report that cannot be as printed, each with the reason.

In: what `annotate.times` matched and resolved. Out: `TimeDoubt`s in the text's order: a weekday that does not fit
its date, a day that no calendar has, "yesterday" beside a date that was not yesterday, and a past event dated
after the report. Nothing is corrected here: the reading stays, and a person decides.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

from crosswire.annotate.times_calendar import plain_day
from crosswire.annotate.times_grammar import months
from crosswire.annotate.times_resolve import Found
from crosswire.annotate.times_tense import happened
from crosswire.lang import table
from crosswire.text.dates import is_day, read_match
from crosswire.types import Report, TimeDoubt

if TYPE_CHECKING:
    from spacy.tokens import Doc

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
# What stands between "yesterday" and the date that says which day that was.
_BESIDE = re.compile(r"\s*[,(]\s*|\s+")
# Years around the report's in which a weekday that does not fit is looked for: a slip of the year, or an old text.
_YEARS = (0, -1, 1)
# Days by which a past event must lie after the report for more than a difference of zones.
_AHEAD = 2

Candidate = tuple[int, int, str, re.Match[str]]


def find_doubts(
    report: Report, doc: Doc, candidates: Iterable[Candidate], found: Sequence[Found], anchor: date | None
) -> tuple[TimeDoubt, ...]:
    """What cannot be as printed. `candidates` are all matches, `found` those that were times."""
    doubts = [
        *_impossible(report, (m for _, _, name, m in candidates if name == "date")),
        *_weekdays(report, found, anchor),
        *_beside(report, found, anchor),
        *_ahead(report, doc, found, anchor),
    ]
    kept = [d for d in doubts if d.span is not None and report.is_article(d.span.start, d.span.end)]
    return tuple(sorted(kept, key=lambda d: (d.span.start, d.kind) if d.span else (0, d.kind)))


def _impossible(report: Report, matches: Iterable[re.Match[str]]) -> Iterator[TimeDoubt]:
    for match in matches:
        if read_match(match, months()) is not None:
            continue
        part = match.groupdict()
        name = part["dm"] or part["mm"]
        if name is None:  # only a month by its name leaves no doubt which number is the day
            continue
        day, year = int(part["dd"] or part["md"]), part["dy"] or part["my"]
        month = months()[name.rstrip(".").lower()]
        leap = month == 2 and day == 29
        last = next(d for d in range(31, 27, -1) if is_day(int(year or 2000), month, d))
        why = f"{year} is no leap year" if leap and year else f"that month has {last} days"
        span = report.span(match.start(), match.end())
        yield _doubt(report, "day", span.start, span.end, f"there is no such day as “{span.text}”", why, None)


def _doubt(
    report: Report, kind: str, start: int, end: int, what: str, why: str, likely: date | None
) -> TimeDoubt:
    return TimeDoubt(
        report=report.id,
        kind=kind,  # type: ignore[arg-type]
        span=report.span(start, end),
        what=what,
        why=why,
        likely=likely.isoformat() if likely else None,
    )


def _weekday_of(printed: str) -> int | None:
    first = re.match(r"[A-Za-z]+", printed)
    found: int | None = table("en", "times")["weekdays"].get(first[0].lower()) if first else None
    return found


def _weekdays(report: Report, found: Iterable[Found], anchor: date | None) -> Iterator[TimeDoubt]:
    for item in found:
        day = item.meaning.days.single if item.rule == "date" and item.meaning.days else None
        named = _weekday_of(item.match.group())
        if day is None or named is None or day.weekday() == named:
            continue
        likely = _fitting(day, named, anchor)
        why = f"{plain_day(day)} was a {_DAYS[day.weekday()]}"
        if likely is not None:
            why += f"; the weekday fits {plain_day(likely)}"
            why += ", so that the year is a slip, or the text older than its stamp"
        what = f"“{item.match.group()}”: weekday and date do not fit"
        yield _doubt(report, "weekday", item.start, item.end, what, why, likely)


def _fitting(day: date, weekday: int, anchor: date | None) -> date | None:
    """The same day of the year, in the report's year or one beside it, if just one has that weekday."""
    year = anchor.year if anchor else day.year
    near = [date(year + n, day.month, day.day) for n in _YEARS if is_day(year + n, day.month, day.day)]
    fit = [d for d in near if d.weekday() == weekday]
    return fit[0] if len(fit) == 1 else None


def _beside(report: Report, found: Sequence[Found], anchor: date | None) -> Iterator[TimeDoubt]:
    """As "yesterday (5 May)" in a report that speaks from 9 May."""
    for word, printed in pairwise(found):
        if word.rule not in ("near", "weekday") or printed.rule != "date" or anchor is None:
            continue
        if not _BESIDE.fullmatch(report.text[word.end : printed.start]):
            continue
        said, day = (x.meaning.days.single if x.meaning.days else None for x in (word, printed))
        if said is None or day is None or said == day:
            continue
        if word.rule == "weekday":
            if day.weekday() != said.weekday():
                what = f"“{report.text[word.start : printed.end]}”: weekday and date do not fit"
                why = f"{plain_day(day)} was a {_DAYS[day.weekday()]}"
                yield _doubt(report, "weekday", word.start, printed.end, what, why, None)
            continue
        spoken = day + (anchor - said)
        what = f"“{report.text[word.start : word.end]}” would be {plain_day(said)}, yet the text says {plain_day(day)}"
        why = f"the words were written on {plain_day(spoken)}, not on {plain_day(anchor)}: older words, or a slip"
        yield _doubt(report, "beside", word.start, printed.end, what, why, day)


def _ahead(report: Report, doc: Doc, found: Iterable[Found], anchor: date | None) -> Iterator[TimeDoubt]:
    for item in found:
        day = item.meaning.days.single if item.rule == "date" and item.meaning.days else None
        if day is None or anchor is None or day - anchor < timedelta(days=_AHEAD):
            continue
        if not happened(doc, item.start, item.end):
            continue
        what = f"“{item.match.group()}” lies after the report of {plain_day(anchor)}, and is told as past"
        why = "the date is a slip, or the report later than its stamp"
        yield _doubt(report, "ahead", item.start, item.end, what, why, None)
