"""When a figure holds, whether it is asserted, and whether it is of the event or background.

In: the words, a figure's place, the time expressions found elsewhere (may be empty). Out: the
interval with its basis, the modality, and the background flag. A figure without a time of its own
holds for the report's own day. Left undone: which of several days a republisher's stamp should be.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from crosswire.annotate.figure_lexicon import words
from crosswire.annotate.figure_words import Words
from crosswire.lang import table
from crosswire.types import Interval, Measure, Modality, Quote, Report, Scalar, TimeExpression

# From this many on, a count told in the perfect beside a word of war is taken for the war's total; the
# tolls of single attacks in the development texts stay far below.
_WAR_TOTAL = 5000
# A doubt about "these figures" reaches back over at most this many sentences: one paragraph of tolls.
_SENTENCES_BACK = 3
_YEAR = re.compile(r"\b(?:in|since|of|during|by)\s+(?:\w+\s+)?((?:19|20)\d\d)\b")
_SINCE = re.compile(r"\b(?:since|until|till)\s+(?:the\s+)?$", re.I)
_DAY = len("2031-05-06")
_TIMELESS: tuple[Measure, ...] = ("age", "duration")
# Days between a figure's own time and the report after which it is another event's; two months, since
# reports of one event seldom run longer and anniversaries lie a year back.
_BACKGROUND_MONTHS = 2


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
    if day:
        return Interval(start=day, end=day), "the report's own day"
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


def modality(report: Report, w: Words, at: int, last: int) -> Modality:
    """How the text stands to the figure of words `at`..`last`."""
    start, end = w.sentence[at]
    sentence = w.phrase(start, end)
    if any(cue in sentence for cue in words("modality", "unverified_here")):
        return "unverified"
    if _questioned_later(report, w, end):
        return "unverified"
    near = w.low[max(start, at - 6) : min(end, last + 6)]
    verbs = [i for i in range(start, at) if w.low[i] in words("reporting", "denying") and not w.is_noun(i)]
    if verbs and at - verbs[-1] <= 10:
        return "denied"
    return (
        "hedged"
        if any(word in words("modality", "hedged") and word != "may" for word in near)
        else "asserted"
    )


def _questioned_later(report: Report, w: Words, end: int) -> bool:
    """Whether one of the next sentences says of "these figures" that nobody could confirm them."""
    left = _SENTENCES_BACK
    while left and end < len(w.low):
        start, end = w.sentence[end]
        if not report.is_article(w.start[start], w.end[end - 1]):
            continue
        left -= 1
        sentence = w.phrase(start, end)
        if any(cue in sentence for cue in words("modality", "unverified_here")) and any(
            sentence.find(these) >= 0 for these in words("modality", "these")
        ):
            return True
    return False


def is_background(
    w: Words, at: int, measure: Measure, value: Scalar | None, interval: Interval | None, *, day: str | None
) -> bool:
    """Whether the figure is told of another event or of a whole war."""
    start, end = w.sentence[at]
    sentence = w.phrase(start, end)
    if any(cue in sentence for cue in words("background", "cues")):
        return True
    if value is not None and value >= _WAR_TOTAL and measure in words("person_measures", "names"):
        around = set(w.low[w.sentence[start - 1][0] if start else start : end])
        if around & words("background", "wars") and set(w.low[start:end]) & {"has", "have", "had", "since"}:
            return True
    if not day:
        return False
    if interval and interval.end and _months(day[:7]) - _months(interval.end[:7]) > _BACKGROUND_MONTHS:
        return True
    years = [int(y) for y in _YEAR.findall(sentence)]
    return bool(years) and max(years) < int(day[:4])


def _months(day: str) -> int:
    return int(day[:4]) * 12 + int(day[5:7] or 1) if len(day) >= 7 else int(day[:4]) * 12 + 12
