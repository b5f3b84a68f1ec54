"""The draft's dates held against the days of which the reports tell the same.

In: a draft and the passages of the reports. Out: a `Verdict` for each time of the draft that names a day, a month or a
year. A weekday is read against the day that the draft speaks from; where the reports tell the same of another day,
that is what they have instead. Clock times and lengths of time are left out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cache

from crosswire.check.draft import Draft, Verdict
from crosswire.check.passages import Passage, Passages
from crosswire.lang import table
from crosswire.text.days import days_in_words
from crosswire.types import Span, TimeExpression

# How well the sentences must agree for a report's day to support the draft's, or to stand against it.
_SUPPORTS, _RIVALS = 0.25, 0.42
# A time in the next sentence speaks of this one less surely.
_BESIDE = 0.75
_SOMEHOW = 0.15
# How much of a rival's the context of an agreeing day must be: the same thing is told with several days.
_AGAINST = 0.6
_WEEK = 7
# What stands behind the date of a dateline: the agency in brackets, a dash.
_DATELINE = re.compile(r"[.:]?\s*(?:\([^()\n]{2,40}\)\s*)?[–—-]|[.:]? ?\([^()\n]{2,40}\)\s")
# Letters between a date that stands alone and what it dates at most.
_ALONE = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class _Match:
    """A report's time beside the draft's."""

    time: TimeExpression
    passage: Passage
    context: float
    agrees: bool


def check_dates(draft: Draft, book: Passages) -> list[Verdict]:
    """A verdict for each dated time of the draft, in its order."""
    return [
        _check(draft, t, book) for t in draft.said.times if _days(t) is not None and not _of_else(draft, t)
    ]


def _of_else(draft: Draft, time: TimeExpression) -> bool:
    """Whether a time is part of a name ("the Sunday Star"), or a day that only the words around it in quotation
    marks tell: the quotation is what is checked then."""
    span = time.span
    named = any(
        m.kind == "name" and m.span.contains(span) and m.span.end - m.span.start > span.end - span.start
        for m in draft.said.mentions
    )
    behind = draft.report.text[span.end : span.end + 3]
    printed = _weekday_alone(span.text) and re.match(r" [A-Z][a-z]", behind) is not None
    quoted = time.relative and any(
        q.kind in ("direct", "partial") and q.span.contains(span) for q in draft.said.quotes
    )
    return named or printed or quoted


def _weekday_alone(text: str) -> bool:
    return text.casefold() in _weekdays()


def _check(draft: Draft, time: TimeExpression, book: Passages) -> Verdict:
    clash = _clash(time)
    if clash is not None:
        return Verdict(
            span=time.span,
            kind="date",
            standing="departs",
            reason=f"this day is a {clash}, by the calendar",
            likely=clash,
        )
    matches = _matches(draft, time, book)
    agreeing = [m for m in matches if m.agrees and m.context >= _SUPPORTS]
    rivals = [m for m in matches if not m.agrees and m.context >= _RIVALS and not _dateline(m)]
    if agreeing and (not rivals or agreeing[0].context >= _AGAINST * rivals[0].context):
        evidence = tuple(dict.fromkeys(m.passage.span for m in agreeing[:4]))
        return Verdict(
            span=time.span,
            kind="date",
            standing="found",
            reason=f"the reports have {_shown(agreeing[0])} ({book.cite(evidence)})",
            evidence=evidence,
        )
    if rivals:
        evidence = tuple(
            dict.fromkeys(m.passage.span for m in rivals[:4] if _days(m.time) == _days(rivals[0].time))
        )
        return Verdict(
            span=time.span,
            kind="date",
            standing="departs",
            reason=f"the reports have {_shown(rivals[0])} ({book.cite(evidence)})",
            likely=_in_words(rivals[0].time),
            evidence=evidence,
        )
    anywhere = [m for m in matches if m.agrees and m.context >= _SOMEHOW]
    if anywhere:
        return Verdict(
            span=time.span,
            kind="date",
            standing="fits",
            reason=f"the reports have this day, of what may be the same ({book.cite([anywhere[0].passage.span])})",
            evidence=(anywhere[0].passage.span,),
        )
    written = _written_then(draft, time, book)
    if written is not None:
        return Verdict(
            span=time.span,
            kind="date",
            standing="fits",
            reason=f"a report of this day tells the same ({book.cite([written.span])})",
            evidence=(written.span,),
        )
    return Verdict(span=time.span, kind="date", standing="nowhere", reason="no report tells of this day")


def _dateline(match: _Match) -> bool:
    """Whether a report's time is the day on which it was written, and dates nothing that it tells."""
    span, report = match.time.span, match.passage.report
    if any(s.span is not None and s.span.overlaps(span) for s in report.stamps):
        return True
    written = (
        match.time.interval is not None
        and (match.time.interval.start or "")[:10] == match.passage.said.anchor
    )
    return written and _DATELINE.match(report.text, span.end) is not None


def _written_then(draft: Draft, time: TimeExpression, book: Passages) -> Passage | None:
    """The sentence that tells the same in a report which speaks from the draft's very day."""
    days, scores = _days(time), book.scores(_query(draft, time.span))
    if days is None or days[0] != days[1]:
        return None
    near = [i for i in scores if book.items[i].said.anchor == days[0].isoformat() and scores[i] >= _RIVALS]
    return book.items[min(near, key=lambda i: (-scores[i], i))] if near else None


def _query(draft: Draft, span: Span) -> dict[str, float]:
    """The words around a time; of a time that stands alone, as a chronology has it, those behind it."""
    found, place = draft.query(span), draft.place(span.start) + 1
    sentence = draft.sentences[place - 1]
    alone = not any(t.key for t in draft.words[place - 1] if not span.start <= t.start < span.end)
    if not alone or place >= len(draft.sentences) or draft.sentences[place].start - sentence.end > _ALONE:
        return found
    following = draft.sentences[place]
    return draft.query(draft.report.span(following.start, following.start))


def _matches(draft: Draft, time: TimeExpression, book: Passages) -> list[_Match]:
    scores = book.scores(_query(draft, time.span))
    wanted = _days(time)
    found = []
    for index, here in sorted(scores.items()):
        if here < _SOMEHOW:
            continue
        passage = book.items[index]
        for beside in book.around(passage):
            worth = 1.0 if beside is passage else _BESIDE
            for other in passage_times(beside):
                days = _days(other)
                if days is None or wanted is None:
                    continue
                found.append(
                    _Match(
                        time=other,
                        passage=beside,
                        context=here * worth,
                        agrees=_agree(time, wanted, other, days),
                    )
                )
    return sorted(found, key=lambda m: (-m.context, m.passage.index, m.time.span.start))


def passage_times(passage: Passage) -> list[TimeExpression]:
    """The times that stand in a sentence."""
    return [t for t in passage.said.times if passage.span.start <= t.span.start < passage.span.end]


def _agree(
    mine: TimeExpression, wanted: tuple[date, date], theirs: TimeExpression, days: tuple[date, date]
) -> bool:
    """Whether two times are one, the wider holding the narrower; a bare weekday agrees with its like."""
    mine_way, their_way = _way(mine), _way(theirs)
    if mine_way and mine_way == their_way:
        # "Until Friday" in two reports has two beginnings, "since March" two ends.
        return wanted[mine_way - 1] == days[mine_way - 1]
    if wanted == days or (wanted[0] <= days[0] and days[1] <= wanted[1]):
        return True
    if days[0] <= wanted[0] and wanted[1] <= days[1] and (days[1] - days[0]).days < _WEEK:
        return True
    if mine.relative and (wanted[1] - wanted[0]).days <= 1 and (days[1] - days[0]).days <= 1:
        return wanted[0].weekday() == days[0].weekday()
    return False


def _way(time: TimeExpression) -> int:
    """Which end of a time is printed: 1 the first day ("since"), 2 the last ("until"), 0 the whole."""
    if re.match(r"(?:since|from|as of|starting|beginning)\b", time.span.text, re.I) or "since" in time.basis:
        return 1
    return 2 if re.match(r"(?:until|till|by|before|up to)\b", time.span.text, re.I) else 0


def _days(time: TimeExpression) -> tuple[date, date] | None:
    """The first and last day of a time; None where it names none, or is open at an end but for a single day."""
    if time.interval is None:
        return None
    start, end = time.interval.start or time.interval.end, time.interval.end or time.interval.start
    try:
        return (date.fromisoformat((start or "")[:10]), date.fromisoformat((end or "")[:10]))
    except ValueError:
        return None


def _clash(time: TimeExpression) -> str | None:
    """The weekday on which a printed date falls, where another weekday is printed beside it."""
    days = _days(time)
    named = {w for w in re.findall(r"[a-z]+", time.span.text.casefold()) if w in _weekdays()}
    dated = re.search(r"\d", time.span.text)
    if days is None or not dated or len(named) != 1 or days[0] != days[1]:
        return None
    right = days[0].weekday()
    return None if _weekdays()[min(named)] == right else _names()[right]


@cache
def _weekdays() -> dict[str, int]:
    return dict(table("en", "times")["weekdays"])


@cache
def _names() -> list[str]:
    full: dict[int, str] = {}
    for name, day in _weekdays().items():
        full[day] = max(full.get(day, ""), name, key=len)
    return [full[n].title() for n in range(_WEEK)]


def _in_words(time: TimeExpression) -> str:
    if time.interval is None:
        return time.span.text
    return days_in_words(time.interval.start, time.interval.end)


def _shown(match: _Match) -> str:
    printed = " ".join(match.time.span.text.split()).rstrip(".,;")
    said = _in_words(match.time)
    return f"“{printed}”" if printed == said else f"“{printed}”, {said},"
