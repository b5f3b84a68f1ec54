"""Moments as the tables have them: ISO 8601 in UTC with microseconds, as text that sorts as time does.

In: a moment and seconds. Out: another moment.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from crosswire.store.custody import now

__all__ = ["now", "seconds_between", "shifted"]


def shifted(at: str, seconds: float) -> str:
    """The moment so many seconds after `at`, or before it where they are negative.

    >>> shifted("2031-05-04T23:59:59.000000Z", 1.5)
    '2031-05-05T00:00:00.500000Z'
    """
    moment = datetime.fromisoformat(at).astimezone(UTC) + timedelta(seconds=seconds)
    return moment.isoformat(timespec="microseconds").replace("+00:00", "Z")


def seconds_between(earlier: str, later: str) -> float:
    """How long it is from one moment to another.

    >>> seconds_between("2031-05-04T23:59:59.000000Z", "2031-05-05T00:00:00.500000Z")
    1.5
    """
    return (datetime.fromisoformat(later) - datetime.fromisoformat(earlier)).total_seconds()
