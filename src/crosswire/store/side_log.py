"""A log beside an archive, chained as the custody log is, with a lock of its own: of decisions, of knowledge.

In: a store folder and the names under which such a log lies in it. Out: its entries, in order, and new ones added. It
has a lock of its own, so that people can add to it while a watch keeps the archive open.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from crosswire.errors import UsageError
from crosswire.store.custody import Entry, Head, encode, now, sealed
from crosswire.store.durable import flush_folder, lock, write_file, writing
from crosswire.store.layout import HEAD_FILE, INCOMING, LOG_FILE, has_archive
from crosswire.store.log import Log, read_head, read_log, write_head
from crosswire.store.making import software


@dataclass(frozen=True, slots=True, kw_only=True)
class SideLog:
    """Where a log lies in a store: its folder, that folder in the making, its lock; what to say while it is held."""

    folder: str
    new: str
    lock: str
    busy: str

    def exists(self, store: Path) -> bool:
        """Whether there is such a log in a store."""
        return os.path.isdir(store / self.folder)

    def read(self, store: Path) -> Iterator[Entry]:
        """Its entries in order. Raises UsageError where it is damaged."""
        if self.exists(store):
            folder = store / self.folder
            yield from read_log(folder, read_head(folder))

    @contextmanager
    def locked(self, store: Path) -> Iterator[None]:
        """Held by one process at a time. Raises UsageError where another has it."""
        handle = lock(store, self.lock, busy=self.busy)
        try:
            yield
        finally:
            os.close(handle)

    @contextmanager
    def adding(self, store: Path) -> Iterator[Log]:
        """The log, locked and open for adding, made if need be; what a killed run left is seen to.

        Raises UsageError where the folder is no store or another process adds to it.
        """
        if not has_archive(store):
            raise UsageError(f"{store}: holds no archive; name the folder that was given as --store.")
        with self.locked(store), closing(self._open(store)) as log:
            yield log

    def copy(self, store: Path, target: Path) -> None:
        """Puts a copy of a store's log into a folder that has none. Raises OSError."""
        folder = target / self.new
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        for name in (LOG_FILE, HEAD_FILE):
            data = (store / self.folder / name).read_bytes()
            write_file(folder / name, data, draft=folder / f"{INCOMING}{name}")
        flush_folder(folder)
        os.replace(folder, target / self.folder)
        flush_folder(target)

    def _open(self, store: Path) -> Log:
        folder = store / self.folder
        if not self.exists(store):
            with writing(folder):
                self._make(store)
        log = Log(folder, read_head(folder))
        log.recover(lambda entry: True)
        return log

    def _make(self, store: Path) -> None:
        folder = store / self.new
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        entry = sealed(Entry(n=1, at=now(), what="created", how=(("software", software()),)))
        line = encode(entry) + b"\n"
        write_file(folder / LOG_FILE, line, draft=folder / f"{INCOMING}log")
        write_head(folder, Head(count=1, bytes=len(line), digest=entry.digest))
        os.replace(folder, store / self.folder)
        flush_folder(store)
