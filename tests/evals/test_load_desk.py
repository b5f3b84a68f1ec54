"""A desk under load for some seconds; `python -m evals.load_desk` does it with 100,000 reports for five minutes."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from crosswire.store.database import open_store
from crosswire.store.database.verify import verify_database
from evals.fill_desk import fill
from evals.kill_desk import kept_on
from evals.load_desk import run
from evals.load_people import MIX


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_while_many_read_and_some_write_nothing_fails_and_nothing_acknowledged_is_lost(
    kind: str, tmp_path: Path
) -> None:
    with kept_on(kind) as kept:
        with open_store(kept.address, create=True) as database:
            assert fill(database, 200, patterns=3, processes=1) > 20
            filled = verify_database(database)
        assert (filled.faults, filled.remarks) == ((), ())
        assert filled.receipts >= 200
        with ThreadPoolExecutor(1) as threads:  # this one may have a browser's loop running already
            found = threads.submit(
                run, kept.address, readers=8, writers=2, seconds=10, think=0.3, log_to=tmp_path / "log"
            ).result()
    assert (found.wrong, found.lost, found.faults) == ([], [], [])
    assert found.seconds.keys() >= MIX.keys()
    assert len(found.texts) > 2
    assert found.reviews
    assert not found.waiting
