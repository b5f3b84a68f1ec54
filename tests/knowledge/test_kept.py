"""Sets in a store: replaced whole or not at all, removed on record, the same whatever the order of lines."""

from __future__ import annotations

import multiprocessing
import random
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from crosswire.errors import UsageError
from crosswire.knowledge import changed_sets, history, kept_sets, open_knowledge, remove_knowledge
from crosswire.store import Archive, verify_store
from tests.knowledge.made import PLACES, TABLE, add, ids, known, lines, person, put

MANY = [
    person(f"NK-{n}", f"Jorun Maltesk{'abcdefghij'[n % 10]}", alias=[f"Alias{n} Veld"]) for n in range(400)
]


def test_a_set_keeps_where_it_came_from_and_what_was_said_of_it(tmp_path: Path) -> None:
    file = put(tmp_path, "desk.csv", TABLE)
    add(tmp_path, file, licence="CC BY 4.0", version="3")
    (entry,) = history(tmp_path / "store")
    told = dict(entry.how)
    assert (told["name"], told["licence"], told["version"]) == ("desk", "CC BY 4.0", "3")
    assert (entry.source, told["bytes"]) == (str(file), str(len(TABLE.encode())))
    with known(tmp_path) as opened:
        (about,) = opened.sets
    assert (about.sha256, about.entities, about.licence) == (told["sha256"], 3, "CC BY 4.0")


def test_a_set_added_again_takes_the_place_of_the_first_and_both_are_on_record(tmp_path: Path) -> None:
    add(tmp_path, put(tmp_path, "desk.csv", TABLE))
    second = add(tmp_path, put(tmp_path, "desk.csv", "id,name,type\np9,Ilka Brandt,person\n"))
    assert (second.replaced, second.unchanged) == (True, False)
    assert ids(tmp_path, "Jorun Maltesk") == []
    assert ids(tmp_path, "Ilka Brandt") == ["p9"]
    assert len(list(history(tmp_path / "store"))) == 2
    assert len(list((tmp_path / "store" / "names").iterdir())) == 1
    third = add(tmp_path, tmp_path / "desk.csv")
    assert third.unchanged
    assert len(list(history(tmp_path / "store"))) == 2


def test_a_removed_set_is_gone_and_its_removal_on_record(tmp_path: Path) -> None:
    add(tmp_path, put(tmp_path, "desk.csv", TABLE))
    remove_knowledge(tmp_path / "store", "desk", reason="out of date")
    assert open_knowledge(stores=[tmp_path / "store"]) is None
    assert [(e.what, e.told("reason")) for e in history(tmp_path / "store")][-1] == (
        "knowledge-removed",
        "out of date",
    )
    with pytest.raises(UsageError, match="desk: is neither a set of names in"):
        remove_knowledge(tmp_path / "store", "desk")


def test_the_order_of_lines_changes_nothing_that_is_read(tmp_path: Path) -> None:
    entries = [
        *MANY[:60],
        person("NK-1", "Another Name", alias=["Jorun Malteskb"]),
        person("NK-0", "B", weakAlias=["Alias0 Veld"]),
    ]
    read = []
    for seed in range(4):
        random.Random(seed).shuffle(entries)
        folder = tmp_path / str(seed)
        folder.mkdir()
        add(folder, put(folder, "set.ftm.json", lines(entries)))
        with known(folder) as opened:
            read.append([opened.lookup([name]) for name in ("Jorun Malteskb", "Alias0 Veld", "Another Name")])
    assert read[0][1][0].name == "B"
    assert all(one == read[0] for one in read)


def test_names_chosen_for_a_run_are_sets_stores_or_files(tmp_path: Path) -> None:
    add(tmp_path, put(tmp_path, "desk.csv", TABLE))
    add(tmp_path, put(tmp_path, "NO.txt", PLACES), name="places")
    store, loose = tmp_path / "store", put(tmp_path, "loose.csv", "name,type\nIlka Brandt,person\n")

    def sets(*chosen: str | Path, stores: tuple[Path, ...] = (store,)) -> list[str]:
        opened = open_knowledge(chosen, stores=stores)
        assert opened is not None
        with opened:
            return [s.name for s in opened.sets]

    assert sets() == ["desk", "places"]
    assert sets("places") == ["places"]
    assert sets("places", loose) == ["loose", "places"]
    assert sets(store, loose, stores=()) == ["desk", "loose", "places"]
    with pytest.raises(
        UsageError, match=r"plases: is neither a set of names in .* nor a file; there are: places"
    ):
        open_knowledge(["plases"], stores=[store])


def test_what_is_no_set_any_more_is_refused_in_words(tmp_path: Path) -> None:
    add(tmp_path, put(tmp_path, "desk.csv", TABLE))
    (kept,) = kept_sets(tmp_path / "store")
    assert changed_sets(tmp_path / "store") == ()
    with sqlite3.connect(kept.path) as opened:
        opened.execute("UPDATE meta SET value = 'other' WHERE key = 'keys'")
    opened.close()
    assert "is not as it was made; add the set desk again" in changed_sets(tmp_path / "store")[0]
    with pytest.raises(UsageError, match="looks names up in another way; add the set again"):
        known(tmp_path)
    kept.path.write_bytes(b"SQLite format 3\0 no more")
    with pytest.raises(UsageError, match="is no set of names"):
        known(tmp_path)
    kept.path.unlink()
    with pytest.raises(UsageError, match="is not there; add the set again"):
        known(tmp_path)


def test_the_archive_is_as_it_was_beside_the_sets_and_a_watch_may_hold_it(tmp_path: Path) -> None:
    with Archive.open(tmp_path / "store", create=True):
        add(tmp_path, put(tmp_path, "desk.csv", TABLE))
    assert verify_store(tmp_path / "store").faults == ()


def test_two_that_add_at_once_both_get_what_they_asked_for(tmp_path: Path) -> None:
    names = ("one", "two", "three")
    Archive.open(tmp_path / "store", create=True).close()
    for name in names:
        put(tmp_path, f"{name}.ftm.json", lines(MANY))
    spawn = multiprocessing.get_context("spawn")
    every = [spawn.Process(target=_retrying, args=(tmp_path, name)) for name in names]
    for process in every:
        process.start()
    for process in every:
        process.join(120)
    assert [process.exitcode for process in every] == [0, 0, 0]
    assert [s.name for s in kept_sets(tmp_path / "store")] == sorted(names)
    assert changed_sets(tmp_path / "store") == ()


def _retrying(folder: Path, name: str) -> None:
    """Adds, again where another holds the log for a moment, as the message says."""
    for _ in range(200):
        try:
            add(folder, folder / f"{name}.ftm.json", name=name)
            return
        except UsageError as error:
            if "run it again" not in str(error):
                raise
            time.sleep(0.05)
    raise AssertionError("never free")


@pytest.mark.parametrize("lines_read", [0, 1, 150, 399, 400])
def test_a_run_that_is_killed_leaves_the_set_that_stood_before_whole(tmp_path: Path, lines_read: int) -> None:
    add(tmp_path, put(tmp_path, "set.csv", TABLE), name="set")
    put(tmp_path, "new.ftm.json", lines(MANY))
    killed = subprocess.run(
        [sys.executable, "-c", _KILLED, str(tmp_path), str(lines_read)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert killed.returncode == -signal.SIGKILL, killed.stderr
    assert ids(tmp_path, "Jorun Maltesk") == ["p1"]
    assert changed_sets(tmp_path / "store") == ()
    add(tmp_path, tmp_path / "new.ftm.json", name="set")
    assert ids(tmp_path, "Alias7 Veld") == ["NK-7"]
    assert len(list((tmp_path / "store" / "names").iterdir())) == 1


# Adds a set, and is killed once so many lines were read; after the last, between the set's file and its entry.
_KILLED = """
import os, signal, sys
from pathlib import Path
from crosswire.knowledge import Choice, add_knowledge, ftm, kept
folder, stop = Path(sys.argv[1]), int(sys.argv[2])
die = lambda *_: os.kill(os.getpid(), signal.SIGKILL)
entity = ftm._entity
ftm._entity = lambda number, line: die() if number > stop else entity(number, line)
kept.flush_folder = die
add_knowledge(folder / "store", [folder / "new.ftm.json"], Choice(name="set"))
"""
