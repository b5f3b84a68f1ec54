"""A desk that is told to stop while it prints: it ends, and no browser stays."""

from __future__ import annotations

import time
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

import pytest
from sqlalchemy import select

from crosswire.store.database import open_store
from crosswire.store.database.derived import shown
from tests.desk.worked import finish, paste
from tests.serve.running import running
from tests.test_printing import SLOW, begun, is_running, program, until


def asked(address: str) -> None:
    """What is answered does not matter here: the server ends meanwhile."""
    with suppress(OSError):
        urllib.request.urlopen(address, timeout=60).read()


def test_a_server_that_is_stopped_during_a_print_ends_with_its_browser(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told, store = tmp_path / "told", str(tmp_path / "desk")
    monkeypatch.setenv("CHROMIUM", program(tmp_path, SLOW.format(told=told)))
    with open_store(store, create=True) as database:
        paste(
            database, "Flood\n\nFour people were killed at Orvel on Friday, the mayor said.\n", "2031-05-07"
        )
        finish(database)
        with database.read() as connection:
            story = connection.execute(select(shown.c.story)).scalar_one()
    with ThreadPoolExecutor(1) as pool:
        with running(store, tmp_path / "log", "--open", "--workers", "0") as desk:
            pool.submit(asked, f"{desk}/stories/{story}/export/pdf")
            processes, folder = begun(told)
            stopped = time.monotonic()
        assert time.monotonic() - stopped < 25
    until(lambda: not any(map(is_running, processes)) and not folder.exists())
