"""Decisions beside an archive and in files: kept, withdrawn, verified, carried, and never half there."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from crosswire.errors import UsageError
from crosswire.store import (
    Archive,
    Withdrawal,
    add_ruling,
    add_to_file,
    decide,
    read_bag,
    read_decisions,
    read_rulings,
    read_rulings_file,
    standing,
    verify_store,
    write_bag,
)
from crosswire.types import Decision, Named
from tests.store.made import made_store

DAY = "2031-05-06T08:30:00Z"
WEIR, MILL, FERRY = (Named(id=f"r{n}", sha256=n * 64, source=f"{n}.txt") for n in "abc")


def same(left: Named = WEIR, right: Named = MILL, at: str = DAY, **more: str) -> Decision:
    return decide("same", left, right, by="Ines Karo", at=at, **more)  # type: ignore[arg-type]


def test_what_was_decided_comes_back_and_is_there_once(tmp_path: Path) -> None:
    store = made_store(tmp_path)
    made = same(reason="one flood,\n two towns")
    assert add_ruling(store, made)
    assert not add_ruling(store, made)
    assert read_decisions(store) == (made,)
    assert made.reason == "one flood, two towns"


def test_the_order_in_which_reports_are_named_is_nothing() -> None:
    assert same(WEIR, MILL) == same(MILL, WEIR)
    assert same(WEIR, MILL).id != same(WEIR, FERRY).id


def test_a_withdrawn_decision_stays_on_record_and_stands_no_more(tmp_path: Path) -> None:
    store = made_store(tmp_path)
    made = same()
    add_ruling(store, made)
    gone = Withdrawal(withdraws=made.id, by="Ines Karo", at=DAY, reason="two mills")
    add_ruling(store, gone)
    assert read_decisions(store) == ()
    assert tuple(read_rulings(store)) == (made, gone)
    with pytest.raises(UsageError, match="was withdrawn already"):
        add_ruling(store, Withdrawal(withdraws=made.id, by="Tomas Herle", at=DAY))
    with pytest.raises(UsageError, match="is not there"):
        add_ruling(store, Withdrawal(withdraws="d0", by="Tomas Herle", at=DAY))


def test_a_desk_decides_while_a_watch_keeps_the_archive_open(tmp_path: Path) -> None:
    store = made_store(tmp_path)
    with Archive.open(store):
        assert add_ruling(store, same())
    assert verify_store(store).faults == ()
    assert verify_store(store).rulings == 2


def test_every_flipped_byte_of_a_decision_is_named(tmp_path: Path) -> None:
    store = made_store(tmp_path)
    add_ruling(store, same())
    noted = verify_store(store).rulings_head
    log = store / "rulings" / "custody.jsonl"
    data = bytearray(log.read_bytes())
    at = data.index(b"Ines")
    data[at] ^= 1
    log.write_bytes(data)
    (fault,) = verify_store(store).faults
    assert (fault.file, fault.byte) == ("rulings/custody.jsonl", at)
    data[at] ^= 1
    log.write_bytes(data)
    assert verify_store(store, head=noted).faults == ()
    (store / "rulings" / "head").unlink()
    assert "is not there" in verify_store(store).faults[0].message


def test_what_a_killed_run_left_is_seen_to_by_the_next(tmp_path: Path) -> None:
    store = made_store(tmp_path)
    add_ruling(store, same())
    with (store / "rulings" / "custody.jsonl").open("ab") as log:
        log.write(b'{"at":"2031')
    assert [d.by for d in read_decisions(store)] == ["Ines Karo"]
    assert len(verify_store(store).remarks) == 1
    add_ruling(store, same(WEIR, FERRY))
    assert len(read_decisions(store)) == 2
    assert (verify_store(store).faults, verify_store(store).remarks) == ((), ())


def test_a_bag_carries_decisions_and_brings_them_back(tmp_path: Path) -> None:
    store = made_store(tmp_path / "store")
    add_ruling(store, same())
    with Archive.open(store) as archive:
        write_bag(archive, tmp_path / "bag", extra={})
    with Archive.open(tmp_path / "empty", create=True) as archive:
        list(read_bag(tmp_path / "bag", archive))
    assert (tmp_path / "empty/rulings/custody.jsonl").read_bytes() == (
        store / "rulings/custody.jsonl"
    ).read_bytes()
    other = made_store(tmp_path / "other", count=1)
    add_ruling(other, same(WEIR, FERRY))
    with Archive.open(other) as archive:
        list(read_bag(tmp_path / "bag", archive))
        list(read_bag(tmp_path / "bag", archive))
    assert len(tuple(read_rulings(other))) == 2
    assert verify_store(other).faults == ()


def test_no_store_takes_no_decision(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="holds no archive"):
        add_ruling(tmp_path, same())
    assert read_decisions(tmp_path) == ()


def test_a_file_takes_decisions_as_a_store_does(tmp_path: Path) -> None:
    file = tmp_path / "rulings.jsonl"
    first, second = same(), same(MILL, FERRY, at="2031-05-05T23:00:00-02:00")
    assert add_to_file(file, first)
    assert add_to_file(file, second)
    assert not add_to_file(file, first)
    assert standing(read_rulings_file(file)) == (second, first) if second.at < first.at else (first, second)
    add_to_file(file, Withdrawal(withdraws=first.id, by="Ines Karo", at=DAY))
    assert standing(read_rulings_file(file)) == (second,)


def test_a_line_that_was_never_finished_is_passed_over_and_written_over(tmp_path: Path) -> None:
    file = tmp_path / "rulings.jsonl"
    add_to_file(file, same())
    with file.open("ab") as stream:
        stream.write(b'{"about": "sto')
    assert standing(read_rulings_file(file)) == (same(),)
    add_to_file(file, same(WEIR, FERRY))
    assert len(standing(read_rulings_file(file))) == 2


def test_a_person_may_write_the_file_and_name_reports_plainly(tmp_path: Path) -> None:
    file = tmp_path / "rulings.jsonl"
    told = {"left": "a.txt", "right": "https://courier.example/mill", "verdict": "different"}
    file.write_text(json.dumps({**told, "by": "Ines Karo", "at": "2031-05-06"}))  # and no line end
    (made,) = standing(read_rulings_file(file))
    assert (made.about, made.at, made.left) == ("story", "2031-05-06T00:00:00Z", Named(id="a.txt"))
    add_to_file(file, same())
    assert len(standing(read_rulings_file(file))) == 2


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"verdict": "maybe"}, "line 2: verdict is same, different, unsure, not 'maybe'"),
        ({"about": "name"}, "line 2: about is story or original"),
        ({"by": " "}, "line 2: lacks 'by'"),
        ({"at": "yesterday"}, "line 2: at is 'yesterday', and must be ISO 8601"),
        ({"left": ""}, "line 2: left: names no report"),
        ({"right": "a.txt"}, "line 2: a.txt: is named twice"),
        ({"votes": 3}, "line 2: knows no 'votes'"),
        ({"left": {"id": 7}}, "line 2: left: id is 7"),
        ({"id": "d0000000000"}, "line 2: what it says is not what decision d0000000000 said"),
    ],
)
def test_a_line_that_is_wrong_is_named_with_what_to_do(
    tmp_path: Path, change: dict[str, object], says: str
) -> None:
    file = tmp_path / "rulings.jsonl"
    good = {"left": "a.txt", "right": "b.txt", "verdict": "same", "by": "Ines Karo", "at": DAY}
    file.write_text("\n" + json.dumps({**good, **change}) + "\n")
    with pytest.raises(UsageError) as caught:
        list(read_rulings_file(file))
    assert says in str(caught.value)
    assert str(file) in str(caught.value)


def test_a_file_of_something_else_is_not_written_to(tmp_path: Path) -> None:
    file = tmp_path / "notes.txt"
    file.write_text("The weir held.\nThe mill did not.\n")
    with pytest.raises(UsageError, match="line 1 is no JSON"):
        add_to_file(file, same())
    assert file.read_text().endswith("did not.\n")
    with pytest.raises(UsageError, match="cannot be read"):
        list(read_rulings_file(tmp_path / "none.jsonl"))


def test_nobody_decides_nothing() -> None:
    with pytest.raises(UsageError, match="needs a name"):
        decide("same", WEIR, MILL, by=" \n")


def test_half_a_letter_in_a_name_does_not_spoil_the_record(tmp_path: Path) -> None:
    store = made_store(tmp_path)
    odd = Named(id="r9", source="caf\udce9.txt")
    made = decide("same", WEIR, odd, by="Ines\udce9", reason="\ud800")
    assert add_ruling(store, made)
    assert add_to_file(tmp_path / "rulings.jsonl", made)
    assert read_decisions(store) == standing(read_rulings_file(tmp_path / "rulings.jsonl")) == (made,)
