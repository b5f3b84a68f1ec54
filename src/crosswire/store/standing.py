"""Which receipts stand: of every source the last one, as the custody log tells it entry by entry.

In: entries in the order of the log. Out: for each source the entry that stands, and which bytes are held.
An address that is fetched again replaces its earlier state; a withdrawn source has none. A receipt that was
brought from a bag keeps the time at which it first came, and does not stand over one that came later.
"""

from __future__ import annotations

from crosswire.store.custody import RECEIVED, WITHDRAWN, Entry

# What `how` of a receipt from a bag says: when the bytes first came, and the digest of that entry.
CAME, BAG_ENTRY = "came", "bag-entry"


class Standing:
    """What stands after the entries noted so far."""

    def __init__(self) -> None:
        self._last: dict[str, Entry] = {}
        self._receipts: dict[int, Entry] = {}
        self._held: set[str] = set()

    def note(self, entry: Entry) -> None:
        """Takes the next entry of the log."""
        if entry.what not in (RECEIVED, WITHDRAWN) or entry.source is None:
            return
        if entry.sha256 is not None:
            self._held.add(entry.sha256)
            self._receipts[entry.n] = entry
        before = self._last.get(entry.source)
        if before is None or not _is_older(entry, before):
            self._last[entry.source] = entry

    def of(self, source: str) -> Entry | None:
        """The receipt of a source that stands."""
        last = self._last.get(source)
        return last if last is not None and last.what == RECEIVED else None

    def receipt(self, n: int) -> Entry | None:
        """The receipt with this number, whether it stands or not."""
        return self._receipts.get(n)

    def holds(self, sha256: str) -> bool:
        """Whether some receipt has these bytes."""
        return sha256 in self._held

    def entries(self) -> tuple[Entry, ...]:
        """The receipts that stand, sorted by source."""
        found = (self._last[source] for source in sorted(self._last))
        return tuple(entry for entry in found if entry.what == RECEIVED)


def _is_older(entry: Entry, before: Entry) -> bool:
    """Whether something from a bag came before what is here; only then do clocks decide."""
    came = entry.told(CAME)
    return came is not None and came < (before.told(CAME) or before.at)
