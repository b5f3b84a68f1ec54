"""Readings killed at random moments; `evals/kill_reading.py` does it 200 times."""

from __future__ import annotations

from evals.kill_reading import kill_readings


def test_nothing_acknowledged_is_lost_or_there_twice_however_often_a_reading_is_killed():
    found = kill_readings(kills=15, reports=40, seed=7, by="archive")
    assert (found.kills, found.lost, found.twice, found.faults) == (15, [], [], [])
    assert found.acknowledged == 40 * found.stores
