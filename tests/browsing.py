"""A real browser for the tests of pages: Chromium, started once for the whole run."""

from __future__ import annotations

import asyncio
import os
import shutil
from collections.abc import Callable, Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

import pytest
from playwright.sync_api import Browser, sync_playwright

_T = TypeVar("_T")
_QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--disable-quic",
]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium, by the environment variable CHROMIUM or on the path; without it the tests fail."""
    path = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    if path is None:
        pytest.fail(
            "No Chromium: install it (apt-get install chromium) or name it in CHROMIUM.", pytrace=False
        )
    with sync_playwright() as play:
        held = play.chromium.launch(executable_path=path, args=_QUIET)
        yield held
        held.close()


def in_a_thread(ask: Callable[[], Coroutine[Any, Any, _T]]) -> _T:
    """Runs a coroutine to its end, although this thread may have the browser's loop running already."""
    with ThreadPoolExecutor(1) as threads:
        return threads.submit(lambda: asyncio.run(ask())).result()
