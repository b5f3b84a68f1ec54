"""Bags: an archive goes out, is checked by others, and comes back identical."""

from __future__ import annotations

import hashlib
import logging
import os
import shutil
from pathlib import Path

import bagit
import pytest

from crosswire.errors import UsageError
from crosswire.store import Archive, is_bag, is_store, open_bag, read_bag, verify_store, write_bag
from tests.store.made import files, made_store, receive, stored

EXTRA = {"dossier/dossier.json": b"{}", "reports.json": b"[]\n"}


@pytest.fixture
def store(tmp_path):
    return made_store(tmp_path / "store")


@pytest.fixture
def bag(store, tmp_path):
    with Archive.open(store) as archive:
        return write_bag(archive, tmp_path / "bag", extra=EXTRA)


def sealed_again(bag: Path) -> None:
    """Makes the manifests anew, as somebody would who wants a changed bag to pass."""
    for name in ("manifest-sha256.txt", "tagmanifest-sha256.txt"):
        kept = []
        for line in (bag / name).read_text("utf-8").splitlines():
            path = line.split(None, 1)[1]
            if (bag / path).is_file():
                kept.append(f"{hashlib.sha256((bag / path).read_bytes()).hexdigest()}  {path}\n")
        (bag / name).write_text("".join(kept), "utf-8")


def test_a_bag_holds_the_whole_archive_and_what_goes_with_it(bag, store):
    assert bagit.Bag(str(bag)).validate(processes=1)
    assert files(bag / "data") == files(store)
    assert (bag / "data" / "dossier" / "dossier.json").read_bytes() == b"{}"
    assert is_bag(bag)
    assert not is_store(bag)


def test_a_bag_says_what_it_is_and_its_making_is_in_the_log(bag, store):
    info = bagit.Bag(str(bag)).info
    *_, last = Archive.open(store, write=False).entries()
    assert (last.what, last.told("bag")) == ("exported", "bag")
    assert info["External-Identifier"] == f"crosswire.archive/1:{last.digest}"
    assert (info["Crosswire-Receipts"], info["Crosswire-Entries"]) == ("3", "5")


def test_a_bag_comes_back_identical_into_an_empty_store(bag, store, tmp_path):
    with Archive.open(tmp_path / "new", create=True) as archive:
        receipts = list(read_bag(bag, archive))
        assert [(r.n, r.new) for r in receipts] == [(2, True), (3, True), (4, True)]
        assert files(tmp_path / "new") == files(store)
        assert receive(archive, "late.txt", b"x").n == 6
    assert not verify_store(tmp_path / "new").faults
    assert sorted(p.name for p in (tmp_path / "new").iterdir()) == ["archive", "archive.lock"]


def test_into_a_store_with_receipts_each_is_received_again_once(bag, store, tmp_path):
    with Archive.open(tmp_path / "new", create=True) as archive:
        receive(archive, "own.txt", b"own")
        assert all(r.new for r in read_bag(bag, archive))
        first = Archive.open(store, write=False).receipt(2)
        again = archive.receipt(3)
        assert (again.source, stored(archive, again)) == (
            first.source,
            stored(Archive.open(store, write=False), first),
        )
        assert (again.how["bag"], again.how["came"], again.how["by"]) == ("bag", first.at, "file")
        before = files(archive.folder)
        assert not any(r.new for r in read_bag(bag, archive))
        assert files(archive.folder) == before


def test_a_bag_read_into_the_store_that_it_is_of_changes_nothing(bag, store):
    before = files(store)
    with Archive.open(store) as archive:
        assert [r.new for r in read_bag(bag, archive)] == [False] * 3
    assert files(store) == before


def test_older_states_from_a_bag_do_not_stand_over_newer_ones_here(bag, tmp_path):
    with Archive.open(tmp_path / "new", create=True) as archive:
        mine = receive(archive, "report-1.txt", b"a later state")
        receive(archive, "report-2.txt", b"soon withdrawn")
        archive.record("withdrawn", source="report-2.txt")
        assert len(list(read_bag(bag, archive))) == 3
        assert [r.source for r in archive.standing()] == ["report-0.txt", "report-1.txt"]
        assert archive.standing()[1].n == mine.n
    with Archive.open(tmp_path / "new", write=False) as archive:
        assert archive.standing()[1].n == mine.n


def test_a_bag_can_be_read_without_a_store(bag, store):
    with open_bag(bag) as archive:
        assert list(archive.sources()) == list(Archive.open(store, write=False).sources())
    assert verify_store(bag).receipts == 3


def test_a_damaged_archive_is_not_bagged(store, tmp_path):
    path = next(p for p in (store / "archive" / "blobs").rglob("*") if p.is_file())
    path.chmod(0o644)
    path.write_bytes(b"x")
    with Archive.open(store) as archive, pytest.raises(UsageError, match="is damaged"):
        write_bag(archive, tmp_path / "bag", extra={})
    assert not (tmp_path / "bag").exists()


def test_a_bag_does_not_replace_anything(store, tmp_path):
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "mine.txt").write_text("x")
    (tmp_path / "empty").mkdir()
    with Archive.open(store) as archive:
        with pytest.raises(UsageError, match="holds something already"):
            write_bag(archive, tmp_path / "full", extra={})
        with pytest.raises(UsageError, match="is not a folder"):
            write_bag(archive, tmp_path / "full" / "mine.txt", extra={})
        with pytest.raises(UsageError, match="lies inside the archive"):
            write_bag(archive, store / "archive" / "bag", extra={})
        write_bag(archive, tmp_path / "empty", extra={})
    assert not verify_store(tmp_path / "empty").faults


@pytest.mark.parametrize("name", ["../out.txt", "/etc/x", "archive/head", "", "a/../../x"])
def test_what_goes_with_an_archive_stays_beside_it(store, tmp_path, name):
    with Archive.open(store) as archive, pytest.raises(ValueError, match="no place for a file"):
        write_bag(archive, tmp_path / "bag", extra={name: b"x"})


def test_where_a_bag_cannot_be_made_none_is_left(store, tmp_path):
    (tmp_path / "file").write_text("x")
    with Archive.open(store) as archive, pytest.raises(UsageError, match="cannot be written"):
        write_bag(archive, tmp_path / "file" / "bag", extra={})
    assert sorted(p.name for p in tmp_path.iterdir()) == ["file", "store"]


def _fetch(bag: Path) -> None:
    (bag / "fetch.txt").write_text("https://evil.example/x 3 data/x\n")


def _link(bag: Path) -> None:
    (bag / "data" / "passwd").symlink_to("/etc/passwd")


def _link_of_folder(bag: Path) -> None:
    shutil.rmtree(bag / "data" / "dossier")
    (bag / "data" / "dossier").symlink_to("/etc")


def _pipe(bag: Path) -> None:
    os.mkfifo(bag / "data" / "pipe")


def _line(path: str):
    def add(bag: Path) -> None:
        with (bag / "manifest-sha256.txt").open("a") as manifest:
            manifest.write(f"{'0' * 64}  {path}\n")

    return add


def _write(name: str, data: bytes):
    return lambda bag: (bag / name).write_bytes(data)


def _remove(name: str):
    return lambda bag: (bag / name).unlink()


@pytest.mark.parametrize(
    ("spoil", "message"),
    [
        (_fetch, "which is not done"),
        (_link, "is a link or a device"),
        (_link_of_folder, "is a link or a device"),
        (_pipe, "is a link or a device"),
        (_line("../../etc/passwd"), "leads out of the bag"),
        (_line("/etc/passwd"), "leads out of the bag"),
        (_line("~/.bashrc"), "leads out of the bag"),
        (_line("data/..\\..\\x"), "leads out of the bag"),
        (_line("C:\\x"), "leads out of the bag"),
        (_line("data/missing"), "is not as it was made"),
        (_remove("manifest-sha256.txt"), "has no manifest-sha256.txt"),
        (_remove("bagit.txt"), "is no bag"),
        (_remove("data/reports.json"), "is not as it was made"),
        (_remove("bag-info.txt"), "is not as it was made"),
        (_write("data/more.txt", b"x"), "is not as it was made"),
        (_write("data/reports.json", b"[1\n"), "is not as it was made"),
        (_write("manifest-shake_128.txt", b"x"), "of a digest not known here"),
        (_write("manifest-md5.txt", b"\xff\xfe x"), "is not as it was made"),
        (_write("manifest-sha256.txt", b"zz\n"), "is not as it was made"),
        (_write("bag-info.txt", b"Payload-Oxum: x\n"), "is not as it was made"),
        (_write("bag-info.txt", b"x" * 2_000_000), "far too large"),
        (
            _write("bagit.txt", b"BagIt-Version: 0.97\nTag-File-Character-Encoding: zip\n"),
            "declares no version",
        ),
        (_write("bagit.txt", b"BagIt-Version: 9.9\n"), "declares no version"),
    ],
)
def test_hostile_and_broken_bags_are_refused(bag, tmp_path, spoil, message):
    spoil(bag)
    with Archive.open(tmp_path / "new", create=True) as archive:
        before = files(archive.folder)
        with pytest.raises(UsageError, match=message):
            list(read_bag(bag, archive))
        assert files(archive.folder) == before


def test_a_changed_archive_in_a_bag_with_right_manifests_is_refused(bag, tmp_path):
    blob = next(
        p for p in sorted((bag / "data" / "archive" / "blobs").rglob("*")) if not p.suffix and p.is_file()
    )
    blob.chmod(0o644)
    blob.write_bytes(b"Another story.")
    (bag / "bag-info.txt").write_text("External-Identifier: x\n")
    sealed_again(bag)
    assert bagit.Bag(str(bag)).validate(processes=1)
    with (
        Archive.open(tmp_path / "new", create=True) as archive,
        pytest.raises(UsageError, match="is damaged"),
    ):
        list(read_bag(bag, archive))


def test_a_bag_of_something_else_is_refused(tmp_path):
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "report.txt").write_text("Water rose.")
    bagit.make_bag(str(tmp_path / "other"), checksums=["sha256"])
    with pytest.raises(UsageError, match="is a bag, but not of an archive"):
        open_bag(tmp_path / "other")


def test_the_library_says_nothing_on_the_terminal_and_leaves_the_working_folder(bag, tmp_path, caplog, capfd):
    here = Path.cwd()
    (bag / "data" / "more.txt").write_text("x")
    with pytest.raises(UsageError):
        open_bag(bag)
    assert (caplog.text, *capfd.readouterr()) == ("", "", "")
    assert Path.cwd() == here
    assert not logging.getLogger("bagit").disabled
