"""The log of decisions recomputed, as that of custody is: which line, which byte, which order is not as it was.

In: a store folder. Out: a `Chain` with the sound entries, faults and remarks; empty where nothing was ever
decided. Nothing is written.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from crosswire.store.chain import RESTORE, Chain, Fault, check_chain
from crosswire.store.durable import reading
from crosswire.store.layout import ARCHIVE, HEAD_FILE, INCOMING, LOG_FILE, RULINGS


def check_rulings(store: Path) -> Chain:
    """Recomputes the log of decisions of a store. Raises UsageError where it cannot be read."""
    folder = store / RULINGS
    if not folder.is_dir():
        return Chain()
    with reading(folder):
        names = {path.name for path in folder.iterdir()}
        missing = [name for name in (LOG_FILE, HEAD_FILE) if name not in names]
        chain = Chain() if missing else check_chain(folder)
    chain.faults = [_here(fault) for fault in chain.faults]
    chain.remarks = [_here(remark) for remark in chain.remarks]
    chain.faults += [_fault(name, f"is not there; {RESTORE}.") for name in missing]
    odd = sorted(n for n in names - {LOG_FILE, HEAD_FILE} if not n.startswith(INCOMING))
    chain.faults += [_fault(n, "does not belong to the decisions; take it out of here.") for n in odd]
    return chain


def _here(fault: Fault) -> Fault:
    """A fault of a chain that names the file in this folder."""
    return replace(fault, file=fault.file.replace(f"{ARCHIVE}/", f"{RULINGS}/", 1))


def _fault(name: str, message: str) -> Fault:
    return Fault(file=f"{RULINGS}/{name}", message=message)
