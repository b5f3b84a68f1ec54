"""Times at which people decided something, as they are written and as they are compared.

In and out: ISO 8601 texts and `datetime`s in UTC. What was decided is left to `store.decision` and `review.table`.
"""

from __future__ import annotations

from datetime import UTC, datetime


def now() -> str:
    """The time, UTC, so fine that no two decisions of one person have the same."""
    return written(datetime.now(UTC))


def written(when: datetime) -> str:
    """A time as everything that was decided has it, so that one decision has one id."""
    return when.isoformat().replace("+00:00", "Z")


def moment(at: str) -> datetime:
    """A time that can be compared; without a zone it is UTC. Raises ValueError, OverflowError.

    >>> written(moment("2031-05-06T10:30:00+02:00"))
    '2031-05-06T08:30:00Z'
    """
    when = datetime.fromisoformat(at)
    return when.replace(tzinfo=UTC) if when.tzinfo is None else when.astimezone(UTC)
