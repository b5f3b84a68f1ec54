"""When a figure holds.

In: the words, a figure's place, the time expressions found elsewhere (may be empty). Out: the
interval with its basis. A figure without a time of its own holds for the report's own day. Left undone: which of several days a republisher's stamp should be.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from crosswire.annotate.figure_lexicon import verb_forms, words
from crosswire.annotate.figure_words import Words
from crosswire.lang import table
from crosswire.types import Interval, Measure, Quote, Report, TimeExpression

_SINCE = re.compile(r"\b(?:since|until|till)\s+(?:the\s+)?$", re.I)
_DAY = len("2031-05-06")
# The basis of a figure without a time of its own.
OWN_DAY = "the report's own day"
# How many words before its sentence the day of a gathering may have been told.
_STORY = 200
# "6,000 dockers and their families had walked": the verb stands this far behind the number at most.
_VERB_REACH = 8
_TIMELESS: tuple[Measure, ...] = ("age", "duration")


def as_of(
    report: Report,
    w: Words,
    at: int,
    measure: Measure,
    times: tuple[TimeExpression, ...],
    quotes: tuple[Quote, ...],
    *,
    day: str | None,
) -> tuple[Interval | None, str | None]:
    """The days that the figure of word `at` speaks of, and how that was found.

    `day` is the report's own day, for figures without a time of their own; where it is unknown, the
    day told last before the figure stands in.
    """
    if measure in _TIMELESS:
        return None, None
    start, end = w.start[w.sentence[at][0]], w.end[w.sentence[at][1] - 1]
    here = w.start[at]
    spoken = [q.span for q in quotes if q.kind != "indirect"]
    own = [
        t
        for t in times
        if start <= t.span.start
        and t.span.end <= end
        and t.interval is not None
        and t.interval.start is not None
        and not _SINCE.search(report.text[max(0, t.span.start - 12) : t.span.start])
        and not any(q.contains(t.span) and not q.start <= here < q.end for q in spoken)
    ]
    if own:
        best = min(own, key=lambda t: (abs(t.span.start - here), t.span.start))
        return best.interval, f"“{best.span.text}”: {best.basis}"
    if day and len(day) == _DAY and (night := _overnight(w, at)):
        before = (date.fromisoformat(day) - timedelta(days=1)).isoformat()
        return Interval(start=before, end=day), f"“{night}”, into the report's own day"
    if day and measure == "participants" and (gathered := _day_of_gathering(w, at, times, day)):
        return gathered.interval, f"“{gathered.span.text}”, told before"
    if day:
        return Interval(start=day, end=day), OWN_DAY
    earlier = [
        t
        for t in times
        if t.span.end <= here and t.interval and t.interval.start and t.interval.start == t.interval.end
    ]
    if earlier:
        last = max(earlier, key=lambda t: t.span.end)
        return last.interval, f"“{last.span.text}”, told before"
    return None, None


def _overnight(w: Words, at: int) -> str | None:
    """Words of the night before the report in the sentence of word `at`: "overnight", "throughout the night"."""
    sentence = f" {w.phrase(*w.sentence[at])} "
    return next((cue for cue in table("en", "times")["overnight"]["words"] if f" {cue} " in sentence), None)


def _day_of_gathering(
    w: Words, at: int, times: tuple[TimeExpression, ...], day: str
) -> TimeExpression | None:
    """The day told before for those who marched: they did so when the story stands, not on the report's day."""
    start, end = w.sentence[at]
    if not any(_is_past_deed(w, i) for i in range(at, min(at + _VERB_REACH, end - 1))):
        return None
    near = w.start[max(0, start - _STORY)]
    before = [t for t in times if near <= t.span.start < w.start[start] and _is_day(t, day)]
    gathering = words("party_words", "protest_words")
    before = [t for t in before if not _dates_words(w, w.at(t.span.start))]
    told = [t for t in before if gathering & set(w.low[slice(*w.sentence[w.at(t.span.start)])])]
    return max(told or before, key=lambda t: t.span.start, default=None)


def _dates_words(w: Words, i: int) -> bool:
    """Whether a time tells when something was said ("had said on Tuesday"), not when it was done."""
    return any(w.low[k] in words("stops", "report") for k in range(max(w.sentence[i][0], i - 3), i))


def _is_past_deed(w: Words, i: int) -> bool:
    """Whether word `i` is the past of a verb of gathering, or "had" before a participle."""
    if w.low[i] == "had" and w.tag[i + 1] == "VBN":
        return True
    gathered = any(v.measure == "participants" and v.form == "past" for v in verb_forms().get(w.low[i], ()))
    return w.tag[i] == "VBD" and (gathered or w.low[i : i + 2] == ("took", "part"))


def _is_day(time: TimeExpression, day: str) -> bool:
    """Whether a time is one day, not after the report's and within its story."""
    t = time.interval
    if t is None or t.start is None or t.end is None or t.start[:10] != t.end[:10]:
        return False
    return t.start[:10] <= day and _months(day) - _months(t.start) <= 1


def _months(day: str) -> int:
    return int(day[:4]) * 12 + int(day[5:7] or 1) if len(day) >= 7 else int(day[:4]) * 12 + 12
