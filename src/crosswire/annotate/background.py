"""Whether a count is of the report's event, of another told beside it, or of a whole war or stretch of time.

In: the words, a figure's place, its days. Out: two flags. Read off the words of the figure's own clause where its
sentence holds several counts, never off a number's size. Left undone: which event a background count is of.
"""

from __future__ import annotations

import re
from functools import cache

from crosswire.annotate.figure_lexicon import number_words, words
from crosswire.annotate.figure_words import Words
from crosswire.lang import table
from crosswire.types import Interval, Measure

_YEAR = re.compile(r"\b(?:in|since|of|during|by)\s+(?:\w+\s+)?((?:19|20)\d\d)\b")
_YEAR_ALONE = re.compile(r"(?:19|20)\d\d")
# Days between a figure's own time and the report after which it is another event's; two months, since
# reports of one event seldom run longer and anniversaries lie a year back.
_BACKGROUND_MONTHS = 2
# Of a war that has taken so many, the verb stands this near: "the conflict, now in its third year, has killed".
_WAR_REACH = 9
_SINCE_REACH = 9
# "The worst since 1938": the year ranks the event, it does not date the count.
_RANKED = frozenset({"deadliest", "worst", "bloodiest", "biggest", "largest", "heaviest", "highest"})


def is_background(
    w: Words, at: int, interval: Interval | None, *, day: str | None, cumulative: bool = False
) -> bool:
    """Whether the figure is told of another event or of a whole war. `day` is the report's own."""
    if cumulative or (day and _in_a_past_year(w, at, int(day[:4]))):
        return True
    start, end = clause(w, at)
    told = w.phrase(start, end)
    if any(f" {cue}" in f" {told} " for cue in table("en", "background")["another"]["cues"]):
        return not any(w.low[k] in _RANKED for k in range(start, end))
    if not day:
        return False
    if interval and interval.end and _months(day[:7]) - _months(interval.end[:7]) > _BACKGROUND_MONTHS:
        return True
    years = (
        [] if any(w.low[k] in _RANKED for k in range(start, end)) else [int(y) for y in _YEAR.findall(told)]
    )
    return bool(years) and max(years) < int(day[:4])


def _in_a_past_year(w: Words, at: int, year: int) -> bool:
    """Whether the count stands in what is told of an earlier year: "the worst since 1938, when a dyke broke and drowned N"."""
    for k in range(w.sentence[at][0] + 1, at):
        before = w.low[k - 1] if w.low[k - 1] != "," else w.low[k - 2]
        past = w.low[k] == "when" and _YEAR_ALONE.fullmatch(before) and int(before) < year
        if past and w.head[k] in _above(w, at):
            return True
    return False


def _above(w: Words, i: int) -> set[int]:
    """The words that a word hangs on, up to the head of its sentence."""
    found: set[int] = set()
    while w.head[i] != i and w.head[i] not in found:
        i = w.head[i]
        found.add(i)
    return found


def is_cumulative(w: Words, at: int, measure: Measure) -> bool:
    """Whether the words make the figure a count over a war, a campaign or a stretch of time."""
    if measure not in words("person_measures", "names"):
        return False
    start, end = clause(w, at)
    if _of_war(w, at, start, end):
        return True
    cue = _since(w, start, end)
    cue = cue if cue is not None else _over_period(w, start, end)
    return cue is not None and not _parted(w, at, cue)


def _parted(w: Words, at: int, cue: int) -> bool:
    """Whether a comma parts a count from a cue that so belongs to another count of the sentence."""
    start, end = w.sentence[at]
    if cue == start or len(_counts(w, start, end)) < 2:
        return False
    return "," in w.low[min(at, cue) : max(at, cue)]


def _of_war(w: Words, at: int, start: int, end: int) -> bool:
    """ "The war has killed N", "a conflict that has left N dead"."""
    if any(
        w.low[k] == "since" and w.low[k + 1] in table("en", "times")["weekdays"]
        for k in range(start, end - 1)
    ):
        return False
    lower = max(w.sentence[at][0], start - 4, at - _WAR_REACH - 4)
    verbs = [i for i in range(max(lower, at - 6), at) if w.low[i] in _cues("taken")]
    for v in verbs:
        perfect = any(w.low[k] in ("has", "have", "had") for k in range(max(lower, v - 3), v))
        wars = [k for k in range(max(lower, v - _WAR_REACH), v) if _is_war(w, k)]
        if (
            perfect
            and wars
            and not any(
                w.pos[k] == "NUM" and w.low[k + 1] in words("person_measures", "names")
                for k in range(wars[-1], v)
            )
        ):
            return True
    return False


def _is_war(w: Words, i: int) -> bool:
    """Whether the word is the noun of a war and not of what is used in one: "war planes", "a conflict zone"."""
    return w.low[i] in _cues("wars") and w.is_noun(i) and not (w.dep[i] == "compound" and w.head[i] > i)


def _since(w: Words, start: int, end: int) -> int | None:
    """The word of "since" in "since the conflict began", "since the outbreak of the war", "since 2011"."""
    for i in range(start, end - 1):
        if w.low[i] != "since" or _ranks(w, i, start):
            continue
        behind = w.low[i + 1 : min(i + 1 + _SINCE_REACH, end)]
        named = set(behind) & _cues("campaigns")
        begun = bool(set(behind) & _cues("begun")) or behind[:1] in (("the",), ("this",))
        if (named and begun) or _YEAR_ALONE.fullmatch(behind[0]):
            return i
        month = behind[0] in number_words("months", "names") and w.shown[i + 1][:1].isupper()
        if month and not (len(behind) > 1 and behind[1].isdigit()):
            return i
    return None


def _over_period(w: Words, start: int, end: int) -> int | None:
    """The first word of "so far this year", "years of war", "over the past three months"."""
    for cue in _periods():
        for i in range(start, end - len(cue) + 1):
            if w.low[i] == cue[0] and w.low[i : i + len(cue)] == cue and not _ranks(w, i, start):
                return i
    for i in range(start, end - 3):
        over = (
            w.low[i] in ("in", "over", "during")
            and w.low[i + 1] == "the"
            and w.low[i + 2] in ("past", "last")
        )
        if over and not _ranks(w, i, start) and set(w.low[i + 3 : min(i + 6, end)]) & _cues("units"):
            return i
    return None


def _ranks(w: Words, i: int, start: int) -> bool:
    """Whether "the deadliest attack" stands before the period: it ranks the event."""
    return any(w.low[k] in _cues("ranking") for k in range(max(start, i - 5), i))


def clause(w: Words, at: int) -> tuple[int, int]:
    """The words of the clause of word `at`: its sentence, cut at clause words where it holds several counts."""
    start, end = w.sentence[at]
    if len(_counts(w, start, end)) < 2:
        return start, end
    breaks = frozenset(table("en", "background")["clauses"]["breaks"])
    first = next((i for i in range(at, start, -1) if w.low[i] in breaks), start)
    last = next((i for i in range(at + 1, end) if w.low[i] in breaks), end)
    return first, last


def _counts(w: Words, start: int, end: int) -> list[int]:
    return [i for i in range(start, end) if w.pos[i] == "NUM" and not _counts_time(w, i, end)]


def _counts_time(w: Words, i: int, end: int) -> bool:
    """Whether a number is of years, days or a date, and counts nobody."""
    near = w.low[i + 1 : min(i + 3, end)]
    if any(x in number_words("time_units") for x in near) or _YEAR_ALONE.fullmatch(w.low[i]):
        return True
    return i > 0 and w.low[i - 1] in number_words("months", "names")


@cache
def _cues(name: str) -> frozenset[str]:
    return frozenset(table("en", "background")["cumulative"][name])


@cache
def _periods() -> tuple[tuple[str, ...], ...]:
    return tuple(sorted(tuple(p.split()) for p in table("en", "background")["cumulative"]["periods"]))


def _months(day: str) -> int:
    return int(day[:4]) * 12 + int(day[5:7] or 1) if len(day) >= 7 else int(day[:4]) * 12 + 12
