"""A new archive, made whole under another name and then put in its place; and what killed runs left.

In: a store folder of which the caller holds the lock. Out: an archive whose log has one entry, "created".
"""

from __future__ import annotations

import os
import shutil
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from crosswire.store.custody import Entry, Head, encode, now, sealed
from crosswire.store.durable import flush_folder, write_file, writing
from crosswire.store.layout import ARCHIVE, BLOBS, INCOMING, LOG_FILE, MARKER, MARKER_FILE, NEW, OLD
from crosswire.store.log import write_head


def software() -> str:
    """The name and version of this program, as the log and bags state it."""
    try:
        return f"crosswire {version('crosswire')}"
    except PackageNotFoundError:
        return "crosswire"


def make_archive(store: Path) -> None:
    """Makes an empty archive in a store folder. Raises UsageError where it cannot be written."""
    folder = store / NEW
    with writing(folder):
        remove_unused(store)
        (folder / BLOBS).mkdir(parents=True)
        write_file(folder / MARKER_FILE, MARKER, draft=folder / f"{INCOMING}marker")
        entry = sealed(Entry(n=1, at=now(), what="created", how=(("software", software()),)))
        line = encode(entry) + b"\n"
        write_file(folder / LOG_FILE, line, draft=folder / f"{INCOMING}log")
        write_head(folder, Head(count=1, bytes=len(line), digest=entry.digest))
        put_in_place(store, folder)


def put_in_place(store: Path, folder: Path) -> None:
    """Makes a whole archive that of the store. Raises OSError."""
    flush_folder(folder)
    os.replace(folder, store / ARCHIVE)
    flush_folder(store)


def exchange(store: Path, folder: Path) -> None:
    """Puts a whole archive in the place of one that has no receipt. Raises OSError.

    A run that is killed in between leaves a store without an archive, which has lost nothing.
    """
    os.replace(store / ARCHIVE, store / OLD)
    put_in_place(store, folder)
    shutil.rmtree(store / OLD)


def remove_leftovers(store: Path) -> None:
    """Removes files that a killed run was still making; nothing of them was ever acknowledged."""
    with writing(store):
        for path in (store / ARCHIVE).glob(f"{INCOMING}*"):
            path.unlink()
        remove_unused(store)


def remove_unused(store: Path) -> None:
    """Removes an archive that was never put in its place, or had no receipt. Raises OSError."""
    for name in (NEW, OLD):
        if (store / name).exists():
            shutil.rmtree(store / name)
