"""A clock time in UTC seen from the zone of its report's stamp: "2200 GMT on Friday" may be Saturday there.

In: a time with its part of the day, and its report. Out: the time, both days in its interval where the two zones
part, with the reason. Where the stamp has no zone, or the time another than UTC, the printed day stays.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime

from crosswire.annotate.times_calendar import plain_day
from crosswire.types import Interval, Report, TimeExpression

_CLOCK = re.compile(r"([01]\d|2[0-3]):([0-5]\d)Z")


def in_zone(time: TimeExpression, report: Report) -> TimeExpression:
    """The time, on two days where UTC's is not that of the report's stamp."""
    clock, days = _CLOCK.fullmatch(time.part or ""), time.interval
    if clock is None or days is None or days.start is None or not report.published:
        return time
    try:
        zone = datetime.fromisoformat(report.published).tzinfo
        printed = datetime.fromisoformat(days.start[:10]).replace(
            hour=int(clock[1]), minute=int(clock[2]), tzinfo=UTC
        )
        there = printed.astimezone(zone) if zone else printed
    except (ValueError, OverflowError):
        return time
    if there.date() == printed.date():
        return time
    first, last = sorted((printed.date(), there.date()))
    return replace(
        time,
        interval=Interval(start=first.isoformat(), end=last.isoformat()),
        basis=f"{time.basis}; {clock[1]}:{clock[2]} UTC is {there:%H:%M} on {plain_day(there.date())} where the report is stamped",
        precision=2,
    )
