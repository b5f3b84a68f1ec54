"""Reports kept as evidence: unaltered bytes, how they came, and the proof that nothing was changed.

`Archive` takes bytes and acknowledges them once they are durable; `verify_store` recomputes everything and names
the first byte, entry or order that is not as it was; `write_bag` and `read_bag` carry an archive
elsewhere and back, identical (BagIt). `add_ruling` and `read_decisions` keep what people decided, beside the
archive or in a file of its own. What the bytes hold is left to `crosswire.read`.
"""

from __future__ import annotations

from crosswire.store.archive import Archive, Receipt
from crosswire.store.bag import open_bag, read_bag, write_bag
from crosswire.store.bag_check import DATA, is_bag
from crosswire.store.chain import Fault
from crosswire.store.custody import Entry
from crosswire.store.decision import decide, standing, to_table
from crosswire.store.layout import is_store
from crosswire.store.places import (
    add_entry,
    entries_in,
    folder_of,
    hidden_password,
    holds_store,
    is_database,
    opened,
    verify_any,
)
from crosswire.store.rulings import add_ruling, read_decisions, read_rulings
from crosswire.store.rulings_file import add_to_file, read_rulings_file
from crosswire.store.verify import Verified, verify_store
from crosswire.text.moments import now as decided_now
from crosswire.types import Withdrawal

__all__ = [
    "DATA",
    "Archive",
    "Entry",
    "Fault",
    "Receipt",
    "Verified",
    "Withdrawal",
    "add_entry",
    "add_ruling",
    "add_to_file",
    "decide",
    "decided_now",
    "entries_in",
    "folder_of",
    "hidden_password",
    "holds_store",
    "is_bag",
    "is_database",
    "is_store",
    "open_bag",
    "opened",
    "read_bag",
    "read_decisions",
    "read_rulings",
    "read_rulings_file",
    "standing",
    "to_table",
    "verify_any",
    "verify_store",
    "write_bag",
]
