"""Verification: whatever is not as it was is named, to the byte where that can be."""

from __future__ import annotations

import random
import shutil
import threading
from dataclasses import replace

import pytest

from crosswire.errors import UsageError
from crosswire.store import Archive, verify_store
from crosswire.store.custody import decode, decode_head, encode, encode_head, sealed
from crosswire.store.layout import blob_name, pieces_name
from evals.flip_bits import flip_bits, flip_one, make_archive
from tests.store.made import files, made_store, receive


@pytest.fixture
def store(tmp_path):
    return made_store(tmp_path / "store", count=5)


def sha256_of(store, n: int) -> str:
    return Archive.open(store, write=False).receipt(n).sha256


def write(path, data: bytes) -> None:
    path.chmod(0o644)
    path.write_bytes(data)


def lines(store) -> list[bytes]:
    return (store / "archive" / "custody.jsonl").read_bytes().splitlines(keepends=True)


def put_lines(store, found: list[bytes]) -> None:
    (store / "archive" / "custody.jsonl").write_bytes(b"".join(found))


def test_a_sound_archive_has_no_fault(store):
    found = verify_store(store)
    assert (found.faults, found.remarks) == ((), ())
    assert (found.entries, found.receipts, found.blobs) == (6, 5, 5)
    assert found.head == Archive.open(store, write=False).head


def test_a_flipped_bit_anywhere_is_found_to_the_byte_200_of_200(tmp_path):
    make_archive(tmp_path, 6, most=12)
    flips = list(flip_bits(tmp_path, flips=100, seed=3))
    rng, folder = random.Random(4), tmp_path / "archive"
    for path in sorted(folder.glob("*")) * 40:
        if path.is_file() and len(flips) < 200:
            flips.append(flip_one(tmp_path, path, rng))
    assert [flip for flip in flips if not flip.exact] == []
    assert len(flips) == 200
    assert not verify_store(tmp_path).faults


def test_a_flipped_bit_of_every_kind_of_file_is_found_to_the_byte(store):
    rng = random.Random(5)
    for name in files(store):
        assert flip_one(store, store / "archive" / name, rng).exact


@pytest.mark.parametrize(("byte", "mask"), [(b"\n", 0x10), (b"J", 0x40), (b"*", 0x20)])
@pytest.mark.parametrize("n", range(3))
def test_a_line_end_that_is_lost_or_made_is_found(tmp_path, byte, mask, n):
    with Archive.open(tmp_path, create=True) as archive:
        for data in (b"x", b"y", b"z"):
            receive(archive, "J*", data)
    path = tmp_path / "archive" / "custody.jsonl"
    data = bytearray(path.read_bytes())
    place = [i for i, found in enumerate(data) if found == byte[0]][n]
    data[place] ^= mask
    path.write_bytes(data)
    (fault,) = verify_store(tmp_path).faults
    assert (fault.file, fault.byte) == ("archive/custody.jsonl", place)


@pytest.mark.parametrize("name", [blob_name, pieces_name])
def test_a_missing_file_is_named_with_the_entry_that_received_it(store, name):
    path = name(sha256_of(store, 4))
    (store / "archive" / path).unlink()
    (fault,) = verify_store(store).faults
    assert (fault.file, fault.entry) == (f"archive/{path}", 4)
    assert "received it from report-2.txt" in fault.message
    assert "from a bag or another copy" in fault.message


@pytest.mark.parametrize("name", ["crosswire-archive.json", "custody.jsonl", "head"])
def test_a_missing_file_of_the_archive_itself_is_named(store, name):
    (store / "archive" / name).unlink()
    (fault,) = verify_store(store).faults
    assert (fault.file, fault.message[:16]) == (f"archive/{name}", "is not there; br")


def test_damage_larger_than_a_bit_is_located_to_its_piece(store):
    path = blob_name(sha256_of(store, 3))
    data = bytearray((store / "archive" / path).read_bytes())
    data[5000:9000] = bytes(4000)
    write(store / "archive" / path, bytes(data))
    (fault,) = verify_store(store).faults
    assert (fault.file, fault.start, fault.end, fault.byte) == (f"archive/{path}", 4096, 8192, None)


@pytest.mark.parametrize(("length", "start"), [(5000, 4096), (8192, 8192), (0, 0)])
def test_a_file_that_was_cut_is_located(store, length, start):
    path = store / "archive" / blob_name(sha256_of(store, 3))
    write(path, path.read_bytes()[:length])
    (fault,) = verify_store(store).faults
    assert fault.start == start


def test_bytes_added_to_a_file_are_located(store):
    path = store / "archive" / blob_name(sha256_of(store, 3))
    data = path.read_bytes()
    write(path, data + b"x" * 8192)
    (fault,) = verify_store(store).faults
    assert fault.start <= len(data) < fault.end


@pytest.mark.parametrize(
    "path", ["note.txt", "blobs/note.txt", "blobs/zz/x", f"blobs/ab/{'cd' * 32}", "more/x", "head.old"]
)
def test_strangers_are_named(store, path):
    (store / "archive" / path).parent.mkdir(exist_ok=True)
    (store / "archive" / path).write_bytes(b"x")
    assert f"archive/{path}" in {fault.file for fault in verify_store(store).faults}


def test_a_link_in_place_of_a_file_is_a_stranger(store, tmp_path):
    path = store / "archive" / blob_name(sha256_of(store, 3))
    shutil.move(path, tmp_path / "elsewhere")
    path.symlink_to(tmp_path / "elsewhere")
    assert {fault.message[:20] for fault in verify_store(store).faults} >= {"does not belong to a"}


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda x: [*x[:2], x[3], x[2], *x[4:]], "entry 4 stands where entry 3 was"),
        (lambda x: [*x[:2], *x[3:]], "entry 4 stands where entry 3 was"),
        (lambda x: [*x[:3], x[2], *x[3:]], "entry 3 stands where entry 4 was"),
        (lambda x: x[:-1], "entries after 5 up to 6 were acknowledged and are gone"),
        (lambda x: [*x[:2], x[2][:100] + bytes(50) + x[2][150:], *x[3:]], "entry 3, bytes"),
        (lambda x: [], "entries after 0 up to 6 were acknowledged and are gone"),
        (lambda x: [x[0], bytes(len(b"".join(x[1:])))], "entry 2, bytes"),
    ],
)
def test_moved_lost_doubled_and_overwritten_entries_are_named(store, change, message):
    put_lines(store, change(lines(store)))
    faults = [f for f in verify_store(store).faults if f.file == "archive/custody.jsonl"]
    assert faults[0].message.startswith(message) or message in faults[0].message


def rewritten(store, n: int, what: str) -> None:
    """Makes the log anew from entry `n` on, as somebody would who hides what he did."""
    entries = [decode(line[:-1]) for line in lines(store)]
    entries[n - 1] = replace(entries[n - 1], source=what)
    for i in range(n - 1, len(entries)):
        entries[i] = sealed(replace(entries[i], previous=entries[i - 1].digest))
    put_lines(store, [encode(entry) + b"\n" for entry in entries])
    head = store / "archive" / "head"
    size = (store / "archive" / "custody.jsonl").stat().st_size
    last = entries[-1]
    head.write_bytes(encode_head(replace(decode_head(head.read_bytes()), digest=last.digest, bytes=size)))


def test_a_log_made_anew_is_told_by_a_digest_noted_earlier(store):
    noted = verify_store(store).head
    rewritten(store, 4, "other.txt")
    assert not verify_store(store).faults
    (fault,) = verify_store(store, head=noted).faults
    assert f"no entry has the digest {noted}" in fault.message


def test_an_archive_that_grew_still_has_the_digest_noted_earlier(store):
    noted = verify_store(store).head
    with Archive.open(store) as archive:
        receive(archive, "late.txt", b"x")
    assert not verify_store(store, head=noted.upper()).faults


def test_an_archive_put_back_to_an_earlier_state_is_told_by_a_digest_noted_since(store, tmp_path):
    shutil.copytree(store, tmp_path / "earlier")
    with Archive.open(store) as archive:
        receive(archive, "late.txt", b"x")
        noted = archive.head
    assert verify_store(tmp_path / "earlier", head=noted).faults


def test_entries_of_one_archive_do_not_pass_in_another(store, tmp_path):
    other = made_store(tmp_path / "other", count=5)
    mixed = [*lines(store)[:3], *lines(other)[3:]]
    put_lines(store, mixed)
    assert any("does not follow from the one before" in f.message for f in verify_store(store).faults)


@pytest.mark.parametrize(
    "data", [b"\n" * 300_000, b"\0" * 3_000_000, b"[" * 100_000 + b"\n", b'{"n":1}\n' * 9]
)
def test_a_log_of_rubbish_takes_no_time(store, data):
    (store / "archive" / "custody.jsonl").write_bytes(data)
    assert verify_store(store).faults


def test_an_archive_can_be_verified_while_a_run_writes_to_it(store):
    def write() -> None:
        with Archive.open(store) as archive:
            for n in range(150):
                receive(archive, f"late-{n}.txt", b"%d" % n)

    writing = threading.Thread(target=write)
    writing.start()
    while writing.is_alive():
        assert verify_store(store).faults == ()
    writing.join()
    assert verify_store(store).receipts == 155


def test_nothing_is_written(store):
    before = files(store)
    verify_store(store)
    assert files(store) == before


def test_progress_is_told(store):
    heard: list[tuple[str, int, int]] = []
    verify_store(store, tell=lambda *told: heard.append(told))
    assert heard[-1] == ("verify", 4, 5)


def test_what_is_no_store_or_no_digest_is_refused(store, tmp_path):
    with pytest.raises(UsageError, match="holds no archive"):
        verify_store(tmp_path)
    with pytest.raises(UsageError, match="64 hexadecimal digits"):
        verify_store(store, head="abc")
