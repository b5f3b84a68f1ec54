"""The archive: what is received is kept, once, as it was."""

from __future__ import annotations

import io
import os
import resource
import signal
from pathlib import Path

import pytest

import crosswire
from crosswire.collect import open_files
from crosswire.errors import UsageError
from crosswire.intake import take
from crosswire.read import Given, Source
from crosswire.store import Archive, verify_store
from crosswire.types import Problem
from tests.store.made import LONG, files, made_store, receive, stored

SAMPLE = Path(__file__).parents[2] / "examples" / "hallin-dam"


@pytest.fixture
def archive(tmp_path):
    with Archive.open(tmp_path / "store", create=True) as made:
        yield made


def test_bytes_are_kept_unaltered_under_their_digest_and_cannot_be_written(archive):
    receipt = receive(archive, "a.txt", LONG, by="file")
    path = archive.folder / "archive" / "blobs" / receipt.sha256[:2] / receipt.sha256
    assert path.read_bytes() == stored(archive, receipt) == LONG
    assert path.stat().st_mode & 0o777 == 0o444
    assert (receipt.new, receipt.length, receipt.how) == (True, len(LONG), {"by": "file"})


def test_the_same_again_writes_nothing(archive):
    receive(archive, "a.txt", b"Water rose.", by="file")
    before = files(archive.folder)
    assert not receive(archive, "a.txt", b"Water rose.", by="hand").new
    assert files(archive.folder) == before


@pytest.mark.parametrize(
    ("source", "data", "given"),
    [
        ("b.txt", b"Water rose.", Given()),
        ("a.txt", b"Water fell.", Given()),
        ("a.txt", b"Water rose.", Given(title="Flood")),
    ],
)
def test_another_source_state_or_statement_is_a_receipt_of_its_own(archive, source, data, given):
    first = receive(archive, "a.txt", b"Water rose.")
    second = receive(archive, source, data, given)
    assert second.new
    assert [r.n for r in archive.receipts()] == [first.n, second.n]
    blobs = {name for name in files(archive.folder) if name.startswith("blobs/") and "." not in name}
    assert len(blobs) == len({b"Water rose.", data})


def test_the_last_state_of_a_source_stands_and_earlier_ones_stay(archive):
    for data in (b"one", b"two", b"one"):
        assert receive(archive, "https://courier.example/dam", data).new
    assert [r.n for r in archive.standing()] == [4]
    assert [stored(archive, r) for r in archive.receipts()] == [b"one", b"two", b"one"]


def test_what_was_withdrawn_does_not_stand_until_it_comes_again(archive):
    first = receive(archive, "a.txt", b"Water rose.")
    archive.record("withdrawn", source="a.txt", how={"why": "asked by the outlet"})
    assert archive.standing() == ()
    assert archive.receipt(first.n).sha256 == first.sha256
    assert receive(archive, "a.txt", b"Water rose.").new
    assert len(archive.standing()) == 1


def test_everything_is_there_when_it_is_opened_again(tmp_path):
    store = made_store(tmp_path / "store")
    before = files(store)
    with Archive.open(store) as archive:
        assert [r.source for r in archive.standing()] == [f"report-{n}.txt" for n in range(3)]
        assert not receive(archive, "report-1.txt", b"Report 1\n\n" + LONG).new
    assert files(store) == before


def test_one_writes_at_a_time_and_others_read_meanwhile(archive):
    receive(archive, "a.txt", b"Water rose.")
    with pytest.raises(UsageError, match=r"another run of crosswire is writing"):
        Archive.open(archive.folder)
    reader = Archive.open(archive.folder, write=False)
    receive(archive, "b.txt", b"Water fell.")
    assert [r.source for r in reader.receipts()] == ["a.txt"]
    with pytest.raises(UsageError, match="not open for writing"):
        receive(reader, "c.txt", b"Water stood.")


def test_a_stream_that_breaks_leaves_nothing(archive):
    class Broken(io.BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            if self.tell():
                raise ConnectionResetError
            return super().read(5)

    before = files(archive.folder)
    with pytest.raises(ConnectionResetError):
        archive.receive(Broken(LONG), source="a", how={})
    assert files(archive.folder) == before


def test_bytes_with_another_digest_than_expected_are_refused(archive):
    with pytest.raises(UsageError, match="has the SHA-256"):
        archive.receive(io.BytesIO(b"x"), source="a", how={}, sha256="0" * 64)
    assert not list(archive.receipts())


@pytest.mark.parametrize("wanted", ["../../etc/passwd", "AB" * 32, "", "0" * 64])
def test_only_digests_of_what_is_there_can_be_opened(archive, wanted):
    with pytest.raises(UsageError):
        archive.open_blob(wanted)


def test_a_receipt_is_found_by_its_number_and_no_other_entry_is(archive):
    receipt = receive(archive, "a.txt", b"Water rose.")
    assert archive.receipt(receipt.n).source == "a.txt"
    with pytest.raises(UsageError, match="entry 1 of the archive is no receipt"):
        archive.receipt(1)


def test_names_that_no_file_can_hold_are_kept_readable(archive):
    assert receive(archive, "bad\udce9.txt", b"x", given=Given(title="\ud800", credits=("\udfff",))).new
    assert not receive(archive, "bad\udce9.txt", b"x", given=Given(title="\ud800", credits=("\udfff",))).new
    assert [(r.source, r.given.title) for r in archive.receipts()] == [("bad\ufffd.txt", "\ufffd")]


def test_reading_the_archive_is_reading_the_files(tmp_path):
    with Archive.open(tmp_path, create=True) as archive:
        for opened in open_files([SAMPLE]):
            archive.receive(opened.stream, source=opened.name, how={"by": "file"}, given=opened.given)
            opened.stream.close()
        kept = list(archive.sources())
    assert kept == list(take([str(SAMPLE)]))
    sources = [s for s in kept if isinstance(s, Source)][:2]
    originals = [s for s in take([str(SAMPLE)]) if isinstance(s, Source)][:2]
    made, expected = (crosswire.build(found, config=crosswire.Config()) for found in (sources, originals))
    assert made.to_json() == expected.to_json()


def test_what_was_fetched_knows_its_address_and_character_set(archive):
    receive(archive, "https://a.example/", b"Water.", final="https://b.example/", charset="cp1252")
    (source,) = archive.sources()
    assert (source.said.address, source.charset) == ("https://b.example/", "cp1252")


def test_damaged_bytes_are_a_problem_and_are_not_read(archive):
    receipt = receive(archive, "a.txt", b"Water rose.")
    path = archive.folder / "archive" / "blobs" / receipt.sha256[:2] / receipt.sha256
    path.chmod(0o644)
    path.write_bytes(b"Water fell.")
    (problem,) = archive.sources()
    assert isinstance(problem, Problem)
    assert "run `crosswire verify`" in problem.message


def test_damaged_bytes_that_come_again_are_put_right_and_the_log_says_so(archive):
    receipt = receive(archive, "a.txt", b"Water rose.")
    path = archive.folder / "archive" / "blobs" / receipt.sha256[:2] / receipt.sha256
    path.chmod(0o644)
    path.write_bytes(b"Water fell.")
    assert not receive(archive, "a.txt", b"Water rose.").new
    assert path.read_bytes() == b"Water rose."
    assert [entry.what for entry in archive.entries()] == ["created", "received", "restored"]
    assert not verify_store(archive.folder).faults


@pytest.mark.parametrize("limit", [0, 100, 5000])
def test_a_disk_that_is_full_loses_nothing_that_was_acknowledged(tmp_path, limit):
    """The most bytes that a file may have stands in for the disk: the system refuses the write just so."""
    store = made_store(tmp_path / "store")
    before = [r.sha256 for r in Archive.open(store, write=False).receipts()]
    hard = resource.getrlimit(resource.RLIMIT_FSIZE)[1]
    assert signal.getsignal(signal.SIGXFSZ) == signal.SIG_IGN
    with Archive.open(store) as archive:
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, hard))
        try:
            with pytest.raises(UsageError, match=r"cannot be written .* Everything acknowledged is kept"):
                receive(archive, "late.txt", b"x" * 6000)
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))
    assert not verify_store(store).faults
    with Archive.open(store) as archive:
        assert receive(archive, "late.txt", b"x" * 6000).new
        assert [r.sha256 for r in archive.receipts()][:3] == before


def test_an_entry_that_could_not_be_written_is_not_there(tmp_path):
    store = made_store(tmp_path / "store", count=9)
    size = (store / "archive" / "custody.jsonl").stat().st_size
    hard = resource.getrlimit(resource.RLIMIT_FSIZE)[1]
    with Archive.open(store) as archive:
        resource.setrlimit(resource.RLIMIT_FSIZE, (size + 50, hard))
        try:
            with pytest.raises(UsageError, match=r"custody.jsonl: cannot be written"):
                receive(archive, "late.txt", b"x")
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))
        with pytest.raises(UsageError, match="open the archive again"):
            receive(archive, "later.txt", b"x")
    assert (store / "archive" / "custody.jsonl").stat().st_size == size
    assert len(list(Archive.open(store, write=False).receipts())) == 9


def test_a_place_that_cannot_hold_a_store_is_refused(tmp_path):
    (tmp_path / "file").write_text("x")
    with pytest.raises(UsageError, match="choose another folder"):
        Archive.open(tmp_path / "file", create=True)
    with pytest.raises(UsageError, match="holds no archive"):
        Archive.open(tmp_path / "nothing")
    assert not os.path.lexists(tmp_path / "nothing")


@pytest.mark.parametrize("name", ["crosswire-archive.json", "head", "custody.jsonl"])
def test_a_damaged_archive_is_not_written_to(tmp_path, name):
    store = made_store(tmp_path / "store")
    path = store / "archive" / name
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 4
    path.write_bytes(data)
    with pytest.raises(UsageError, match="run `crosswire verify`"):
        Archive.open(store)


def test_a_sidecar_too_long_for_an_entry_is_refused(archive):
    with pytest.raises(UsageError, match="shorten the sidecar"):
        receive(archive, "a.txt", b"x", given=Given(title="x" * 5_000_000))
    assert not verify_store(archive.folder).faults
