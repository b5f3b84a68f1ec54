"""An archive carried elsewhere and back, as a bag (BagIt 0.97, the folder format of libraries; RFC 8493).

In: an archive, and files that go with it. Out: a folder that any BagIt tool can check and any person can
read:

    BAG/bag-info.txt           what this is, how many receipts, the digest of the log's head
    BAG/manifest-sha256.txt    the SHA-256 of every file below data/
    BAG/data/archive/…         the whole archive
    BAG/data/rulings/…         what people decided, where they did
    BAG/data/…                 the files that go with it: dossier/dossier.json, reports.json, …

The Library of Congress's `bagit` makes and checks the bag. A bag from elsewhere is hostile until it is
checked: links, paths that lead out of it and lists of files to fetch are refused; nothing is ever fetched.
Back in an empty store the archive is the same byte for byte; a store that holds receipts receives those of
the bag again, with the name of the bag, the time at which they first came, and the digest of their entry.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path, PurePosixPath

import bagit

from crosswire.errors import UsageError
from crosswire.store.archive import Archive, Receipt
from crosswire.store.bag_check import DATA, check_bag
from crosswire.store.custody import RECEIVED, WITHDRAWN, Entry
from crosswire.store.durable import flush_folder, reading, writing
from crosswire.store.layout import (
    ARCHIVE,
    FORMAT,
    HEAD_FILE,
    LOG_FILE,
    MARKER_FILE,
    NEW,
    RULINGS,
    blob_name,
    pieces_name,
)
from crosswire.store.making import remove_unused, software
from crosswire.store.rulings import bring_rulings, copy_rulings, has_rulings
from crosswire.store.standing import BAG_ENTRY, CAME
from crosswire.store.verify import verify_store

EXPORTED = "exported"


def write_bag(
    archive: Archive, folder: Path | str, *, extra: Mapping[str, bytes], organization: str | None = None
) -> Path:
    """Writes the archive, open for writing, and the `extra` files ("dossier/dossier.json") as a bag; `organization` is who
    hands it over, a line.

    Returns the folder. Its making stands in the custody log, and so in the bag. Raises UsageError where the
    archive is damaged, `folder` holds something, or it cannot be written; then there is no bag.
    """
    target = Path(os.path.abspath(folder))
    _check_target(target, archive)
    for name in extra:
        _check_name(name)
    _check_sound(archive.folder)
    archive.record(EXPORTED, how={"bag": _shown(target.name), "software": software()})
    draft = target.with_name(f".{target.name}.{os.getpid()}")
    with writing(target):
        try:
            draft.mkdir(parents=True)
            _copy_archive(archive, draft / ARCHIVE)
            if has_rulings(archive.folder):
                copy_rulings(archive.folder, draft)
            for name, data in extra.items():
                (draft / name).parent.mkdir(parents=True, exist_ok=True)
                (draft / name).write_bytes(data)
            _make(draft, _info(archive, organization))
            os.replace(draft, target)
            flush_folder(target.parent)
        finally:
            shutil.rmtree(draft, ignore_errors=True)
    return target


def open_bag(folder: Path | str) -> Archive:
    """The archive in a bag, for reading, checked wholly. Raises UsageError where anything is not as it was."""
    folder = Path(folder)
    check_bag(folder)
    data = folder / DATA
    if not (data / ARCHIVE).is_dir():
        raise UsageError(f"{folder}: is a bag, but not of an archive; give its folder {data} to be read.")
    _check_sound(data)
    return Archive.open(data, write=False)


def read_bag(folder: Path | str, archive: Archive) -> Iterator[Receipt]:
    """Brings the archive in a bag back, into one open for writing; its receipts, each when it is durable.

    An archive that holds nothing yet becomes that of the bag, byte for byte. Else each receipt is received
    again, and one that is here already is not `new`. Raises UsageError where anything in the bag is not as
    it was, or it cannot be written.
    """
    folder = Path(folder)
    with open_bag(folder) as bag:
        bring_rulings(bag.folder, archive.folder)
        if archive.is_new:
            _restore(bag, archive)
            yield from (replace(receipt, new=True) for receipt in archive.receipts())
            return
        name = _shown(os.path.basename(os.path.abspath(folder)))
        known = _known(archive.entries())
        for entry in bag.entries():
            identity = entry.told(BAG_ENTRY) or entry.digest
            if identity in known:
                if entry.what == RECEIVED:
                    yield archive.receipt(known[identity])
                continue
            receipt = _take(entry, bag, archive, {"bag": name, BAG_ENTRY: identity})
            if receipt is not None:
                yield receipt


def _check_target(target: Path, archive: Archive) -> None:
    if target.is_relative_to(os.path.abspath(archive.folder / ARCHIVE)):
        raise UsageError(f"{target}: lies inside the archive; choose a folder outside.")
    if not os.path.lexists(target):
        return
    if target.is_symlink() or not target.is_dir():
        raise UsageError(f"{target}: is not a folder; choose another for the bag.")
    with reading(target):
        if any(target.iterdir()):
            raise UsageError(f"{target}: holds something already; choose a new folder for the bag.")


def _check_name(name: str) -> None:
    path = PurePosixPath(name)
    if path.is_absolute() or not path.parts or ".." in path.parts or path.parts[0] in (ARCHIVE, RULINGS):
        raise ValueError(f"{name!r} is no place for a file that goes with an archive.")


def _check_sound(folder: Path) -> None:
    faults = verify_store(folder).faults
    if faults:
        more = f" ({len(faults) - 1} more)" if len(faults) > 1 else ""
        raise UsageError(f"{folder}: is damaged, and no bag is made of it or read: {faults[0]}{more}")


def _copy_archive(archive: Archive, target: Path) -> None:
    """Copies what the log speaks of; what a stopped run left is not part of it. Raises OSError."""
    names = {MARKER_FILE, LOG_FILE, HEAD_FILE}
    for receipt in archive.receipts():
        names |= {blob_name(receipt.sha256), pieces_name(receipt.sha256)}
    for name in sorted(names):
        path = target / name
        path.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(archive.folder / ARCHIVE / name, path)
    _flush(target)


def _flush(folder: Path) -> None:
    for parent, _, files in os.walk(folder):
        for path in (*(Path(parent) / name for name in files), Path(parent)):
            handle = os.open(path, os.O_RDONLY)
            os.fsync(handle)
            os.close(handle)


def _make(draft: Path, info: dict[str, str]) -> None:
    """Makes a bag of a folder in place, and flushes it. Raises OSError."""
    here = Path.cwd()
    try:
        bagit.make_bag(os.fspath(draft), bag_info=info, processes=1, checksums=["sha256"])
    except bagit.BagError as error:
        raise UsageError(f"{draft}: cannot be made a bag ({error}); choose another folder.") from error
    finally:
        os.chdir(here)
    _flush(draft)


def _info(archive: Archive, organization: str | None) -> dict[str, str]:
    kinds = [entry.what for entry in archive.entries()]
    return {
        **({"Source-Organization": " ".join(organization.split())} if organization else {}),
        "External-Identifier": f"{FORMAT}:{archive.head}",
        "External-Description": "Reports as they were received, and their chain of custody.",
        "Bagging-Date": datetime.now(UTC).date().isoformat(),
        "Bag-Software-Agent": f"{software()}, bagit-python {version('bagit')}",
        "Crosswire-Entries": str(len(kinds)),
        "Crosswire-Receipts": str(kinds.count(RECEIVED)),
        "Crosswire-Head": archive.head,
    }


def _restore(bag: Archive, archive: Archive) -> None:
    """Puts a copy of the bag's archive in the place of one that holds nothing, once it is proved sound."""
    made = archive.folder / NEW
    with writing(made):
        remove_unused(archive.folder)
        _copy_archive(bag, made / ARCHIVE)
    _check_sound(made)
    archive.adopt(made / ARCHIVE)


def _known(entries: Iterator[Entry]) -> dict[str, int]:
    """Which entry here is which: by its own digest, and by that which it had where it was first made."""
    known: dict[str, int] = {}
    for entry in entries:
        known[entry.digest] = entry.n
        known.setdefault(entry.told(BAG_ENTRY) or entry.digest, entry.n)
    return known


def _take(entry: Entry, bag: Archive, archive: Archive, how: dict[str, str]) -> Receipt | None:
    """One event of the bag's log, anew in this one; those about the bag's archive itself stay there."""
    told = {**dict(entry.how), **how, CAME: entry.told(CAME) or entry.at}
    if entry.what == WITHDRAWN and entry.source is not None:
        archive.record(WITHDRAWN, source=entry.source, how=told)
    if entry.what != RECEIVED or entry.source is None or entry.sha256 is None:
        return None
    with bag.open_blob(entry.sha256) as stream:
        return archive.receive(stream, source=entry.source, how=told, given=entry.given, sha256=entry.sha256)


def _shown(name: str) -> str:
    return os.fsencode(name).decode("utf-8", "replace")
