"""Reports kept as evidence: unaltered bytes, how they came, and the proof that nothing was changed.

`Archive` takes bytes and acknowledges them once they are durable; `verify_store` recomputes everything and names
the first byte, entry or order that is not as it was; `write_bag` and `read_bag` carry an archive
elsewhere and back, identical (BagIt). What the bytes hold is left to `crosswire.read`.
"""

from __future__ import annotations

from crosswire.store.archive import Archive, Receipt
from crosswire.store.bag import open_bag, read_bag, write_bag
from crosswire.store.bag_check import is_bag
from crosswire.store.chain import Fault
from crosswire.store.custody import Entry
from crosswire.store.layout import is_store
from crosswire.store.verify import Verified, verify_store

__all__ = [
    "Archive",
    "Entry",
    "Fault",
    "Receipt",
    "Verified",
    "is_bag",
    "is_store",
    "open_bag",
    "read_bag",
    "verify_store",
    "write_bag",
]
