"""One polite rate a host: how long to wait before a host is asked again.

In: hosts, and what they ask for (crawl-delay, Retry-After). Out: waiting, by the clock and the sleep that
are given. A host is a name, whatever the port. For one thread; nothing is remembered between runs.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from crosswire.errors import FetchError

# Hosts that are remembered; beyond it those that may be asked again at once are forgotten.
REMEMBERED = 10_000
_SECONDS = re.compile(r"[0-9]{1,9}")


class Pace:
    """When each host may be asked again."""

    def __init__(self, clock: Callable[[], float], sleep: Callable[[float], None], patience: float) -> None:
        self._clock = clock
        self._sleep = sleep
        self._patience = patience
        self._free_at: dict[str, float] = {}

    def wait(self, host: str, *, where: str) -> None:
        """Sleeps until `host` may be asked. Raises FetchError where that is too long to wait."""
        pause = self._free_at.get(host, 0.0) - self._clock()
        if pause > self._patience:
            raise FetchError(
                f"{where}: {host} asks to be left alone for {pause:,.0f} s more; fetch it again after that."
            )
        if pause > 0:
            self._sleep(pause)

    def rest(self, host: str, seconds: float) -> None:
        """Leaves `host` alone for `seconds` from now, or longer if that was agreed already."""
        now = self._clock()
        if len(self._free_at) >= REMEMBERED:
            self._free_at = {h: at for h, at in self._free_at.items() if at > now}
        self._free_at[host] = max(self._free_at.get(host, 0.0), now + seconds)


def parse_retry_after(text: str | None, now: datetime) -> float | None:
    """The seconds that a Retry-After header (RFC 9110, section 10.2.3) asks for, None where it says nothing.

    >>> parse_retry_after("120", datetime(2031, 5, 4, tzinfo=UTC))
    120.0
    """
    text = (text or "").strip()
    if _SECONDS.fullmatch(text):
        return float(text)
    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, OverflowError):
        return None
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return max(0.0, (moment - now).total_seconds())
