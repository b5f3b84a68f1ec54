"""How often: a bucket for each key that fills steadily and empties by use.

In: a key (whose, for what) and the time. Out: None where it may go on, or the seconds to wait. Buckets are
in this process's memory and forgotten when full again, so that they cost nothing for those who behave; what
must outlive a restart (log-ins that failed) is counted in the store by `accounts`. The token bucket of
Turner (1986), as RFC 2697 has it.
"""

from __future__ import annotations

import math
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

# Buckets that are remembered; beyond, the one longest unused is forgotten: about 10 MB.
MOST_KEYS = 50_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Rate:
    """At most `burst` at once and, over time, `burst` in every `seconds`."""

    burst: int
    seconds: float


@dataclass(slots=True)
class _Bucket:
    left: float
    at: float


class Limiter:
    """Counts uses of one kind by key. Safe for many threads."""

    def __init__(self, rate: Rate, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._rate = rate
        self._clock = clock
        self._buckets: OrderedDict[str, _Bucket] = OrderedDict()
        self._lock = threading.Lock()

    def wait(self, key: str, *, cost: float = 1) -> int | None:
        """None, and the use is counted; or the whole seconds after which it may be tried again.

        >>> door = Limiter(Rate(burst=1, seconds=60), clock=lambda: 0.0)
        >>> door.wait("192.0.2.1"), door.wait("192.0.2.1")
        (None, 60)
        """
        with self._lock:
            now = self._clock()
            bucket = self._filled(key, now)
            if bucket.left >= cost:
                bucket.left -= cost
                return None
            return max(1, math.ceil((cost - bucket.left) * self._rate.seconds / self._rate.burst))

    def forget(self, key: str) -> None:
        """Fills the bucket of a key again: what it was kept for turned out well."""
        with self._lock:
            self._buckets.pop(key, None)

    def _filled(self, key: str, now: float) -> _Bucket:
        bucket = self._buckets.get(key)
        if bucket is None:
            bucket = self._buckets[key] = _Bucket(float(self._rate.burst), now)
            if len(self._buckets) > MOST_KEYS:
                self._buckets.popitem(last=False)
        gained = (now - bucket.at) * self._rate.burst / self._rate.seconds
        bucket.left, bucket.at = min(float(self._rate.burst), bucket.left + gained), now
        self._buckets.move_to_end(key)
        return bucket
