"""The day each report speaks from, seen over all reports.

In: reports, what each says, and the originals behind them. Out: an ISO day or None a report, with the
reason. A report's own date stands unless the text itself and its twins show it to be a republisher's;
a report without a date takes its twin's, or the day on which the other reports of its story agree. A report whose
words were written the day before its stamp speaks from that day.
Reading the relative times again from that day is left to `annotate.redate`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from re import Pattern

from crosswire.lang import table
from crosswire.text.dates import CalendarDate, compile_dates, find_dates
from crosswire.text.fold import fold
from crosswire.types import Annotations, Family, Report

# Days between a report's stamp and the freshest day its text names, from which on the stamp may be
# another's: news names days of the past fortnight, and a month more leaves room for background.
_STALE = 45
# Days by which a twin must be earlier for it to be the original whose "yesterday" was copied.
_TWIN = 7
# Days that the reports of one story may lie apart, and how many must agree, to date another.
_SPREAD, _WITNESSES = 4, 2
# Days between the day found and the freshest day the text names, for the two to agree.
_NEAR = 21
# Share of a report that must descend from an original for the original's day to be the report's.
_SHARE = 0.4
# Share of the shorter report's names that two reports of one story have in common, and the fewest.
_NAMES_SHARE, _NAMES = 0.25, 4
# Days that a dateline may lie before the stamp of the same report: a night, or a night and a zone.
_DATELINE = 2
# "This Friday" is said on the day itself; on the day after people say "on Friday".
_THIS = re.compile(r"this\s+\w+day\b", re.I)
_OWN = "its own date"


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchor:
    """The day a report speaks from (None: not known) and why."""

    report: str
    day: str | None
    why: str


def find_anchors(
    reports: Sequence[Report], annotations: Sequence[Annotations], families: Sequence[Family]
) -> dict[str, str | None]:
    """The ISO day each report speaks from, by report id."""
    return {anchor.report: anchor.day for anchor in explain_anchors(reports, annotations, families)}


def explain_anchors(
    reports: Sequence[Report], annotations: Sequence[Annotations], families: Sequence[Family]
) -> tuple[Anchor, ...]:
    """The day each report speaks from and why, by report id in order."""
    ordered = sorted(reports, key=lambda report: report.id)
    said = {a.report: a for a in annotations}
    stamped = {report.id: _own_day(report) for report in ordered}
    written = {report.id: _written(report, stamped[report.id], said.get(report.id)) for report in ordered}
    own = {i: written[i] or stamped[i] for i in stamped}
    printed = {report.id: _printed_days(report, said.get(report.id)) for report in ordered}
    stale = {r.id for r in ordered if _is_stale(own[r.id], printed[r.id], said.get(r.id))}
    twins = _twins(ordered, families)
    # A later article on the same people also names old days: only a text that another report shares,
    # or an unlabelled date at the page's edge, is held to be republished.
    doubted = {r.id for r in ordered if r.id in stale and (twins[r.id] or _is_unlabelled(r))}
    names = {report.id: _names(said.get(report.id)) for report in ordered}
    dated = [i for i, day in own.items() if day is not None and i not in doubted]
    anchors = []
    for report in ordered:
        family = _earliest([own[i] for i in twins[report.id] if i not in doubted], printed[report.id])
        story = None
        if own[report.id] is None or report.id in doubted:
            others = [i for i in dated if _one_story(names[report.id], names[i])]
            story = _agreed([own[i] for i in others], printed[report.id])
        anchor = _choose(report, own[report.id], report.id in doubted, family, story)
        if anchor.why == _OWN and written[report.id] is not None:
            anchor = replace(anchor, why=f"its words mean a day before its stamp {stamped[report.id]}")
        anchors.append(anchor)
    return tuple(anchors)


def _written(report: Report, own: date | None, said: Annotations | None) -> date | None:
    """The day before the stamp, where the words were written then: a dateline says so, or "this Friday" does, and
    nothing in the text is of the stamp's own day."""
    if own is None or said is None:
        return None
    days = [(t, t.interval.start) for t in said.times if t.relative and t.interval and t.precision == 1]
    if any(day == own.isoformat() for _, day in days):
        return None
    lines = [s.date[:10] for s in report.stamps if s.kind == "dateline"]
    for back in range(1, _DATELINE + 1):
        day = own - timedelta(days=back)
        this = back == 1 and any(d == day.isoformat() and _THIS.match(t.span.text) for t, d in days)
        if this or day.isoformat() in lines:
            return day
    return None


def _choose(
    report: Report, own: date | None, doubted: bool, family: date | None, story: date | None
) -> Anchor:
    if own is None:
        if family is not None:
            return Anchor(
                report=report.id,
                day=family.isoformat(),
                why="it carries no date; the day of a report with the same original",
            )
        if story is not None:
            return Anchor(
                report=report.id,
                day=story.isoformat(),
                why="it carries no date; the day on which the other reports of its story agree",
            )
        return Anchor(report=report.id, day=None, why="it carries no date, and no other report tells it")
    if doubted and (family or story):
        found = family or story
        assert found is not None
        return Anchor(
            report=report.id,
            day=found.isoformat(),
            why=f"its own date {own.isoformat()} is a republisher's: the days its text names lie long before, with the other reports",
        )
    if family is not None and (own - family).days >= _TWIN:
        return Anchor(
            report=report.id,
            day=family.isoformat(),
            why=f"its own date {own.isoformat()} is a republisher's: a report with the same original is earlier",
        )
    return Anchor(report=report.id, day=own.isoformat(), why=_OWN)


def _own_day(report: Report) -> date | None:
    try:
        return date.fromisoformat(report.published[:10]) if report.published else None
    except ValueError:
        return None


@cache
def _dates() -> tuple[Pattern[str], Mapping[str, int]]:
    months: Mapping[str, int] = table("en", "times")["months"]
    return compile_dates(months), months


def _printed_days(report: Report, said: Annotations | None) -> tuple[CalendarDate, ...]:
    """The days of months that the text names, with or without a year."""
    pattern, months = _dates()
    spans = [time.span for time in said.times] if said else []
    found = [d for s in spans for d in find_dates(report.text, pattern, months, s.start, s.end)]
    return tuple(d for d in found if d.day is not None)


def _distance(day: date, printed: Sequence[CalendarDate]) -> int | None:
    """Days from `day` to the nearest day that the text names, reading a missing year either way."""
    gaps = []
    for item in printed:
        assert item.day is not None
        for year in (item.year,) if item.year else (day.year - 1, day.year, day.year + 1):
            try:
                gaps.append(abs((day - date(year, item.month, item.day)).days))
            except ValueError:
                continue
    return min(gaps, default=None)


def _is_stale(own: date | None, printed: Sequence[CalendarDate], said: Annotations | None) -> bool:
    """Whether the text speaks of days close to it, and none of those it names is close to its stamp."""
    if own is None or said is None:
        return False
    gap = _distance(own, printed)
    return gap is not None and gap > _STALE and any(time.relative for time in said.times)


def _is_unlabelled(report: Report) -> bool:
    """Whether the report's own date is a bare date of its page."""
    return any(stamp.date == report.published and stamp.kind == "page" for stamp in report.stamps)


def _twins(reports: Sequence[Report], families: Sequence[Family]) -> Mapping[str, tuple[str, ...]]:
    """For each report the others that descend, for the most part, from the same original."""
    length = {report.id: max(1, len(report.text)) for report in reports}
    found: dict[str, set[str]] = {report.id: set() for report in reports}
    for family in families:
        whole = [i for i in family.reports if i in length and _covers(family, i, length[i])]
        for member in whole:
            found[member].update(whole)
    return {report: tuple(sorted(others - {report})) for report, others in found.items()}


def _covers(family: Family, report: str, length: int) -> bool:
    passages = [p for p in family.passages if p.report == report]
    return not family.passages or sum(p.end - p.start for p in passages) >= _SHARE * length


def _earliest(days: Sequence[date | None], printed: Sequence[CalendarDate]) -> date | None:
    return min((day for day in days if day is not None and _fits(day, printed)), default=None)


def _agreed(days: Sequence[date | None], printed: Sequence[CalendarDate]) -> date | None:
    """The middle day of the reports of a story, where all of them lie close together."""
    known = sorted(day for day in days if day is not None)
    if len(known) < _WITNESSES or (known[-1] - known[0]).days > _SPREAD:
        return None
    middle = known[(len(known) - 1) // 2]
    return middle if _fits(middle, printed) else None


def _fits(day: date, printed: Sequence[CalendarDate]) -> bool:
    gap = _distance(day, printed)
    return gap is None or gap <= _NEAR


def _names(said: Annotations | None) -> frozenset[str]:
    """The words of the names a report uses, folded."""
    mentions = said.mentions if said else ()
    return frozenset(
        word for m in mentions if m.kind == "name" for word in fold(m.span.text).split() if len(word) > 3
    )


def _one_story(left: frozenset[str], right: frozenset[str]) -> bool:
    shared = len(left & right)
    return shared >= _NAMES and shared >= _NAMES_SHARE * min(len(left), len(right))
