"""On which day an event was, by the reports that tell it, and whether they part over it.

In: the tellings of one event, and of all events those reports whose "yesterday" may be a day later. Out: the days,
how exactly they are known, whether reports part, and why. A report that puts on "yesterday" what others, by the
name of the day, put on the day after was printed a day after its stamp says: then all its bare "yesterdays" are
doubtful, and what rests on them alone has both days. Decides for no side.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from crosswire.reconcile.context import Context
from crosswire.reconcile.event_tellings import Telling, days_of
from crosswire.types import DatePrecision, Discrepancy, Event, Interval

_MONTH = 27
# Categories of acts that are done by saying: the day of saying is the day of the act.
VERBAL = frozenset({"AGREE", "SUPPORT", "CONCEDE", "REQUEST", "ACCUSE", "REJECT", "THREATEN"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated:
    """The days of an event; `parting` where reports exclude each other, `why` in words where that is needed."""

    when: Interval
    precision: DatePrecision
    parting: bool = False
    why: str = ""


def doubtful_reports(groups: Iterable[Sequence[Telling]]) -> frozenset[str]:
    """The reports whose bare "yesterday" others contradict by the name of the day, and none bears out."""
    against: set[str] = set()
    borne: set[str] = set()
    for group in groups:
        named = {
            t.report: days_of(t.when)[0]
            for t in group
            if t.when and t.is_day and t.day_named and t.status == "event"
        }
        for bare in (t for t in group if t.when and t.is_day and not t.day_named and not t.quoted):
            assert bare.when is not None
            day = days_of(bare.when)[0]
            others = {d for report, d in named.items() if report != bare.report}
            if day in others:
                borne.add(bare.report)
            elif day + timedelta(days=1) in others:
                against.add(bare.report)
    return frozenset(against - borne)


def date_group(group: Sequence[Telling], doubtful: frozenset[str], context: Context) -> Dated | None:
    """The days of an event that has at least one telling with a day; None for the others."""
    dated = [t for t in group if t.when]
    if not dated:
        return None
    firm = [t for t in dated if not t.loose or t.happening.category in VERBAL] or dated
    by_day = _by_day(firm, context)
    if len(by_day) > 1:
        days = sorted(by_day)
        told = "; ".join(f"{d.isoformat()}: {listed(by_day[d])}" for d in days)
        when = Interval(start=days[0].isoformat(), end=days[-1].isoformat())
        return Dated(
            when=when, precision="days", parting=True, why=f"The reports give different days ({told})."
        )
    shortest = min((t.when for t in firm if t.when), key=_length)
    first, last = days_of(shortest)
    if first == last and all(t.report in doubtful and t.is_day and not t.day_named for t in firm):
        later = Interval(start=first.isoformat(), end=(first + timedelta(days=1)).isoformat())
        sigla = listed({context.sigla[t.report] for t in firm})
        why = f"“Yesterday” in {sigla} may be a day later: other reports name the day of what it puts there."
        return Dated(when=later, precision="days", why=why)
    return Dated(when=shortest, precision=precision_of(shortest))


def with_partings(events: Iterable[Event], discrepancies: Sequence[Discrepancy]) -> tuple[Event, ...]:
    """The events, those marked on which a grave discrepancy bears: two of its sides stand in the clauses that
    tell the event."""
    grave = [d for d in discrepancies if d.severity == "high" and d.kind in ("number", "membership", "other")]
    return tuple(_parted(event, grave) for event in events)


def _parted(event: Event, grave: Sequence[Discrepancy]) -> Event:
    for found in grave:
        sides = [s for s in found.sides if any(a.overlaps(b) for a in s.evidence for b in event.evidence)]
        if len(sides) > 1:
            why = f"{event.why} They part: {found.summary.rstrip('.')}."
            return replace(event, accounts="parting", why=why)
    return event


def _by_day(firm: Sequence[Telling], context: Context) -> Mapping[date, set[str]]:
    found: dict[date, set[str]] = {}
    for t in firm:
        if t.when and t.is_day:
            found.setdefault(days_of(t.when)[0], set()).add(context.sigla[t.report])
    return found


def _length(when: Interval) -> tuple[timedelta, str, str]:
    first, last = days_of(when)
    return last - first, when.end or "", when.start or ""


def precision_of(when: Interval) -> DatePrecision:
    """How exactly an interval says a day."""
    first, last = days_of(when)
    if first == last:
        start, end = when.start or "", when.end or ""
        return "time" if "T" in start and start == end else "day"
    length = (last - first).days
    return "days" if length < _MONTH else "month" if length <= _MONTH + 4 else "year"


def listed(sigla: Iterable[str]) -> str:
    """Sigla in order, in words: "R1, R2 and R4"."""
    ordered = sorted(sigla, key=lambda s: int(s[1:]))
    return ordered[0] if len(ordered) == 1 else ", ".join(ordered[:-1]) + " and " + ordered[-1]
