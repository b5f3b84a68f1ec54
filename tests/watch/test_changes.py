"""What is told of a story: what appeared, what changed, what went; and nothing twice."""

from __future__ import annotations

from dataclasses import replace

import crosswire
from crosswire.types import Dossier, Item, Report
from crosswire.watch.changes import NOTHING_TOLD, compare

FIRST = (
    "Dam bursts above Karvel\n\nTwelve people were killed when the dam above Karvel burst, the mayor said."
)
SECOND = "Toll rises at Karvel\n\nFourteen people were killed when the dam above Karvel burst, rescuers said."


def dossier(*texts: str) -> Dossier:
    reports = [
        crosswire.read_bytes(
            text.encode(), source=f"{n}.txt", id=f"r{n}", given=crosswire.Given(published=f"2031-05-0{n + 4}")
        )
        for n, text in enumerate(texts)
    ]
    return crosswire.dossier(reports)


def test_a_first_tally_is_told_and_not_again() -> None:
    made = dossier(FIRST)
    alarms, told = compare("s1", "Karvel", made, [], NOTHING_TOLD)
    assert [a.kind for a in alarms] == ["tally"]
    assert "12, new" in alarms[0].text
    assert compare("s1", "Karvel", made, [], told)[0] == ()


def test_a_changed_tally_says_what_it_was() -> None:
    _, told = compare("s1", "Karvel", dossier(FIRST), [], NOTHING_TOLD)
    alarms, _ = compare("s1", "Karvel", dossier(FIRST, SECOND), [], told)
    (tally,) = [a for a in alarms if a.kind == "tally"]
    assert tally.before is not None
    assert tally.now is not None
    assert (tally.before["best"], tally.now["high"]) == (12, 14)
    assert "was 12" in tally.text


def test_a_tally_that_is_gone_is_told() -> None:
    _, told = compare("s1", "Karvel", dossier(FIRST), [], NOTHING_TOLD)
    alarms, told = compare("s1", "Karvel", None, [], told)
    assert [(a.kind, a.now) for a in alarms] == [("tally", None)]
    assert "no longer stands" in alarms[0].text


def test_a_withdrawn_item_is_told_first_and_once() -> None:
    made = dossier(FIRST, SECOND)
    item = Item(uri="urn:wire:1", version="3", status="canceled")
    withdrawn: Report = replace(made.reports[0], item=item)
    alarms, told = compare("s1", "Karvel", made, [withdrawn], NOTHING_TOLD)
    assert alarms[0].kind == "withdrawn"
    assert "canceled" in alarms[0].text
    assert not [a for a in compare("s1", "Karvel", made, [withdrawn], told)[0] if a.kind == "withdrawn"]


def test_the_same_change_has_the_same_id_whoever_finds_it() -> None:
    one, _ = compare("s1", "Karvel", dossier(FIRST), [], NOTHING_TOLD)
    other, _ = compare("s1", "Another title", dossier(FIRST), [], NOTHING_TOLD)
    assert [a.id for a in one] == [a.id for a in other]


def test_what_is_told_survives_json() -> None:
    import json

    made = dossier(FIRST, SECOND)
    _, told = compare("s1", "Karvel", made, [], NOTHING_TOLD)
    assert compare("s1", "Karvel", made, [], json.loads(json.dumps(told)))[0] == ()
