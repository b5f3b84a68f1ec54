"""What a killed run may leave: seen to at the next opening for writing, and no fault meanwhile."""

from __future__ import annotations

import pytest

from crosswire.store import Archive, verify_store
from crosswire.store.custody import Entry, decode_head, encode, sealed
from tests.store.made import files, made_store, receive


def tail_of(store, what="checked", **values):
    """A line that would follow in the log."""
    head = decode_head((store / "archive" / "head").read_bytes())
    at = "2031-05-04T16:30:00.000000Z"
    entry = Entry(n=head.count + 1, at=at, what=what, previous=head.digest, **values)
    return encode(sealed(entry)) + b"\n"


def append(store, data: bytes) -> None:
    with (store / "archive" / "custody.jsonl").open("ab") as log:
        log.write(data)


@pytest.mark.parametrize("cut", [1, 2, 40, 150, -2, -1])
def test_a_torn_entry_is_overwritten_and_the_log_says_so(tmp_path, cut):
    store = made_store(tmp_path / "store")
    torn = tail_of(store)[:cut]
    append(store, torn)
    found = verify_store(store)
    assert not found.faults
    assert len(found.remarks) == 1
    with Archive.open(store) as archive:
        *_, last = archive.entries()
        assert last.what == "recovered"
        assert dict(last.how) == {"kept_entries": "0", "cut_bytes": str(len(torn))}
    assert verify_store(store).remarks == ()


def test_a_whole_entry_that_the_head_did_not_see_is_kept(tmp_path):
    store = made_store(tmp_path / "store")
    append(store, tail_of(store))
    with Archive.open(store) as archive:
        assert [e.what for e in archive.entries()][-2:] == ["checked", "recovered"]
    found = verify_store(store)
    assert (found.faults, found.remarks) == ((), ())


@pytest.mark.parametrize("tail", [b"\n", b"\0" * 5000, b"{}\n" * 10, b"\xff" * 100_000])
def test_any_other_bytes_after_the_head_are_overwritten(tmp_path, tail):
    store = made_store(tmp_path / "store")
    append(store, tail)
    assert not verify_store(store).faults
    with Archive.open(store) as archive:
        assert receive(archive, "late.txt", b"x").new
    assert len(list(Archive.open(store, write=False).receipts())) == 4


def test_readers_do_not_see_what_was_not_acknowledged(tmp_path):
    store = made_store(tmp_path / "store")
    append(store, tail_of(store))
    before = files(store)
    assert [e.what for e in Archive.open(store, write=False).entries()][-1] == "received"
    assert files(store) == before


def test_an_entry_whose_bytes_are_missing_is_not_kept(tmp_path):
    store = made_store(tmp_path / "store")
    stored = {"sha256": "ab" * 32, "pieces": "cd" * 32, "length": 5, "source": "a.txt"}
    append(store, tail_of(store, what="received", **stored))
    with Archive.open(store) as archive:
        assert [e.what for e in archive.entries()][-2:] == ["received", "recovered"]
        assert len(archive.standing()) == 3


@pytest.mark.parametrize("name", ["incoming.blob", "incoming.head", f"blobs/ab/{'ab' * 32}"])
def test_half_made_files_are_remarked_on_and_do_no_harm(tmp_path, name):
    store = made_store(tmp_path / "store")
    path = store / "archive" / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(b"half")
    found = verify_store(store)
    assert (found.faults, [r.file for r in found.remarks]) == ((), [f"archive/{name}"])
    Archive.open(store).close()
    assert path.exists() == name.startswith("blobs")


@pytest.mark.parametrize("name", ["archive.new", "archive.old"])
def test_an_archive_that_was_not_put_in_its_place_is_made_anew(tmp_path, name):
    (tmp_path / name / "blobs").mkdir(parents=True)
    Archive.open(tmp_path, create=True).close()
    assert sorted(p.name for p in tmp_path.iterdir()) == ["archive", "archive.lock"]
