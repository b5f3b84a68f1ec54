"""Tasks that workers run in the tests: one that counts, some that die."""

from __future__ import annotations

import os
import signal
from contextlib import suppress
from pathlib import Path

SICK = "Sickening"


def double(number: int) -> int:
    return 2 * number


def whoami(_: int) -> int:
    return os.getpid()


def settings_of_threads(_: int) -> str | None:
    return os.environ.get("OMP_NUM_THREADS")


def die_once(job: tuple[str, int]) -> int:
    """Ends its worker the first time that it is run with this marker: of two workers at once, one of them."""
    with suppress(FileExistsError):
        Path(job[0]).touch(exist_ok=False)
        os.kill(os.getpid(), signal.SIGKILL)
    return double(job[1])


def die_of_thirteen(number: int) -> int:
    if number == 13:
        os.kill(os.getpid(), signal.SIGKILL)
    return double(number)


def fail(number: int) -> int:
    raise ValueError(f"{number} is not to be")


def chatter(number: int) -> int:
    """Prints what would spoil the talk with the worker if it went there."""
    print("said")
    os.write(1, b"said\n")
    return number
