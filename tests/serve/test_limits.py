"""How often something may be done: buckets that fill with time."""

from __future__ import annotations

import threading

import pytest

from crosswire.serve.security import limits
from crosswire.serve.security.limits import Limiter, Rate


class Clock:
    """A clock that is set by hand."""

    now = 1000.0

    def __call__(self) -> float:
        return self.now


def test_a_burst_passes_and_the_next_has_to_wait_as_long_as_one_takes_to_fill() -> None:
    limiter = Limiter(Rate(burst=3, seconds=30), clock=Clock())
    assert [limiter.wait("a") for _ in range(4)] == [None, None, None, 10]


def test_after_that_long_one_passes_again() -> None:
    clock = Clock()
    limiter = Limiter(Rate(burst=3, seconds=30), clock=clock)
    for _ in range(3):
        limiter.wait("a")
    clock.now += 10
    assert limiter.wait("a") is None
    assert limiter.wait("a") == 10


def test_keys_do_not_wait_for_each_other() -> None:
    limiter = Limiter(Rate(burst=1, seconds=60), clock=Clock())
    assert (limiter.wait("a"), limiter.wait("b"), limiter.wait("a")) == (None, None, 60)


def test_a_bucket_never_holds_more_than_a_burst() -> None:
    clock = Clock()
    limiter = Limiter(Rate(burst=2, seconds=2), clock=clock)
    limiter.wait("a")
    clock.now += 1_000_000
    assert [limiter.wait("a") for _ in range(3)] == [None, None, 1]


def test_a_key_that_is_forgotten_starts_anew() -> None:
    limiter = Limiter(Rate(burst=1, seconds=60), clock=Clock())
    limiter.wait("a")
    limiter.forget("a")
    assert limiter.wait("a") is None


def test_a_flood_of_keys_is_held_in_bounded_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MOST_KEYS", 10)
    limiter = Limiter(Rate(burst=1, seconds=60), clock=Clock())
    for n in range(1000):
        limiter.wait(str(n))
    assert len(limiter._buckets) == 10


def test_many_threads_together_pass_no_more_than_a_burst() -> None:
    limiter = Limiter(Rate(burst=100, seconds=3600), clock=Clock())
    passed: list[int] = []
    threads = [
        threading.Thread(target=lambda: passed.append(sum(limiter.wait("a") is None for _ in range(50))))
        for _ in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(passed) == 100
