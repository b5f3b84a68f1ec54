"""Writers killed at random moments; `python -m evals.kill_desk` does it 100 times on each database."""

from __future__ import annotations

import pytest

from evals.kill_desk import kept_on, kill_desk


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_nothing_acknowledged_is_lost_or_there_twice_however_often_writers_and_database_are_killed(
    kind: str,
) -> None:
    with kept_on(kind) as kept:
        found = kill_desk(kept, kills=6, writers=3, seed=7)
    assert (found.lost, found.twice, found.faults) == ([], [], [])
    assert found.kills.total() == 6
    assert found.kills["database"] == (2 if kind == "postgresql" else 0)
    assert min(found.acknowledged[kind] for kind in ("report", "ruling", "review")) > 0
