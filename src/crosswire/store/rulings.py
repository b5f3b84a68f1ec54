"""The decisions of people beside an archive: a log of their own, chained as the custody log is.

    STORE/rulings.lock             held by whoever decides, for a moment only
    STORE/rulings/custody.jsonl    one entry a decision or withdrawal, each sealing all before it
    STORE/rulings/head             how much of it is acknowledged

In: a store folder. Out: what was decided and withdrawn, in order, and which decisions stand. It has a lock of
its own, so that a desk can decide while a watch keeps the archive open. What an entry says is never altered;
`verify_store` recomputes the chain, and a bag carries it.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from crosswire.errors import UsageError
from crosswire.store.custody import Entry as LogEntry
from crosswire.store.custody import Head, encode, pairs, sealed
from crosswire.store.custody import now as log_now
from crosswire.store.decision import Entry, Withdrawal, from_table, standing, to_table
from crosswire.store.durable import flush_folder, lock, write_file, writing
from crosswire.store.layout import INCOMING, LOG_FILE, RULINGS, RULINGS_LOCK, RULINGS_NEW, has_archive
from crosswire.store.log import Log, read_head, read_log, write_head
from crosswire.store.making import software
from crosswire.types import Decision

RULED, WITHDRAWN = "ruled", "ruling-withdrawn"
_SAYS = "says"


def has_rulings(store: Path | str) -> bool:
    """Whether anything was ever decided in a store."""
    return os.path.isdir(Path(store) / RULINGS)


def read_rulings(store: Path | str) -> Iterator[Entry]:
    """Everything that was decided and withdrawn in a store, in order. Raises UsageError where it is damaged."""
    folder = Path(store) / RULINGS
    if not has_rulings(store):
        return
    for entry in read_log(folder, read_head(folder)):
        if entry.what in (RULED, WITHDRAWN):
            where = f"{folder / LOG_FILE}: entry {entry.n}"
            yield from_table(json.loads(entry.told(_SAYS) or "null"), where)


def read_decisions(store: Path | str) -> tuple[Decision, ...]:
    """The decisions of a store that stand, in the order of when they were made."""
    return standing(read_rulings(store))


def add_ruling(store: Path | str, entry: Entry) -> bool:
    """Adds a decision or a withdrawal; returns when it is durable, False where it stands there already.

    Raises UsageError where the folder is no store, cannot be written, or the withdrawn decision is unknown.
    """
    return add_rulings(store, (entry,)) == 1


def add_rulings(store: Path | str, entries: Iterable[Entry]) -> int:
    """Adds those of the entries that are not there yet; how many were added. Raises as `add_ruling`."""
    folder = Path(store)
    if not has_archive(folder):
        raise UsageError(f"{folder}: holds no archive; name the folder that was given as --store.")
    added = 0
    with _locked(folder), closing(_open(folder)) as log:
        known = list(read_rulings(folder))
        for entry in entries:
            if entry in known:
                continue
            check_withdrawal(entry, known, str(folder))
            log.append(_log_entry(entry))
            known.append(entry)
            added += 1
    return added


def check_withdrawal(entry: Entry, known: Iterable[Entry], where: str) -> None:
    """Raises UsageError where a withdrawal names no decision that stands."""
    if not isinstance(entry, Withdrawal):
        return
    every = list(known)
    if entry.withdraws in {d.id for d in standing(every)}:
        return
    was = any(isinstance(e, Decision) and e.id == entry.withdraws for e in every)
    what = "was withdrawn already" if was else "is not there"
    raise UsageError(
        f"{where}: decision {entry.withdraws} {what}; `crosswire rule list` shows those that stand."
    )


def copy_rulings(store: Path, target: Path) -> None:
    """Puts a copy of a store's decisions into a folder that has none. Raises OSError."""
    folder = target / RULINGS_NEW
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for name in (LOG_FILE, "head"):
        write_file(folder / name, (store / RULINGS / name).read_bytes(), draft=folder / f"{INCOMING}{name}")
    flush_folder(folder)
    os.replace(folder, target / RULINGS)
    flush_folder(target)


def bring_rulings(source: Path, store: Path) -> None:
    """Brings the decisions of another store: the whole log where this one has none, else what it lacks."""
    if not has_rulings(source):
        return
    if has_rulings(store):
        add_rulings(store, tuple(read_rulings(source)))
        return
    with writing(store / RULINGS), _locked(store):
        copy_rulings(source, store)


@contextmanager
def _locked(store: Path) -> Iterator[None]:
    handle = lock(
        store, RULINGS_LOCK, busy="another run of crosswire is writing a decision here; run it again."
    )
    try:
        yield
    finally:
        os.close(handle)


def _open(store: Path) -> Log:
    """The log, open for adding, made if need be; what a killed run left is seen to."""
    folder = store / RULINGS
    if not has_rulings(store):
        with writing(folder):
            _make(store)
    log = Log(folder, read_head(folder))
    log.recover(lambda entry: True)
    return log


def _make(store: Path) -> None:
    folder = store / RULINGS_NEW
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    entry = sealed(LogEntry(n=1, at=log_now(), what="created", how=(("software", software()),)))
    line = encode(entry) + b"\n"
    write_file(folder / LOG_FILE, line, draft=folder / f"{INCOMING}log")
    write_head(folder, Head(count=1, bytes=len(line), digest=entry.digest))
    os.replace(folder, store / RULINGS)
    flush_folder(store)


def _log_entry(entry: Entry) -> LogEntry:
    what = WITHDRAWN if isinstance(entry, Withdrawal) else RULED
    says = json.dumps(to_table(entry), sort_keys=True, ensure_ascii=False)
    return LogEntry(n=0, at="", what=what, how=pairs({_SAYS: says}))
