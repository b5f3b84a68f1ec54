"""The server, its worker and the database killed under load; `python -m evals.kill_served` does it 100 times on each."""

from __future__ import annotations

import pytest

from evals.kill_desk import kept_on
from evals.kill_served import kill_served


@pytest.mark.parametrize(("kind", "kills"), [("sqlite", 2), ("postgresql", 3)])
def test_nothing_answered_is_lost_or_there_twice_when_the_server_is_killed(kind: str, kills: int) -> None:
    with kept_on(kind) as kept:
        found = kill_served(kept, kills=kills, clients=3, seed=5)
    assert (found.lost, found.twice, found.faults) == ([], [], [])
    assert found.kills.total() == len(found.kills) == kills
    assert min(found.acknowledged[kind] for kind in ("report", "review")) > 0
    assert found.again > 0
