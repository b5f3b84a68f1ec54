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
from collections.abc import Iterable, Iterator
from pathlib import Path

from crosswire.errors import UsageError
from crosswire.store.custody import Entry as LogEntry
from crosswire.store.custody import pairs
from crosswire.store.decision import Entry, from_table, standing, to_table
from crosswire.store.durable import writing
from crosswire.store.layout import LOG_FILE, RULINGS, RULINGS_LOCK, RULINGS_NEW
from crosswire.store.side_log import SideLog
from crosswire.types import Decision, Withdrawal

RULED, WITHDRAWN = "ruled", "ruling-withdrawn"
LOG = SideLog(
    folder=RULINGS,
    new=RULINGS_NEW,
    lock=RULINGS_LOCK,
    busy="another run of crosswire is writing a decision here; run it again.",
)
_SAYS = "says"


def has_rulings(store: Path | str) -> bool:
    """Whether anything was ever decided in a store."""
    return LOG.exists(Path(store))


def read_rulings(store: Path | str) -> Iterator[Entry]:
    """Everything that was decided and withdrawn in a store, in order. Raises UsageError where it is damaged."""
    for entry in LOG.read(Path(store)):
        if entry.what in (RULED, WITHDRAWN):
            where = f"{Path(store) / RULINGS / LOG_FILE}: entry {entry.n}"
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
    added = 0
    with LOG.adding(folder) as log:
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
    LOG.copy(store, target)


def bring_rulings(source: Path, store: Path) -> None:
    """Brings the decisions of another store: the whole log where this one has none, else what it lacks."""
    if not has_rulings(source):
        return
    if has_rulings(store):
        add_rulings(store, tuple(read_rulings(source)))
        return
    with writing(store / RULINGS), LOG.locked(store):
        copy_rulings(source, store)


def _log_entry(entry: Entry) -> LogEntry:
    what = WITHDRAWN if isinstance(entry, Withdrawal) else RULED
    says = json.dumps(to_table(entry), sort_keys=True, ensure_ascii=False)
    return LogEntry(n=0, at="", what=what, how=pairs({_SAYS: says}))
