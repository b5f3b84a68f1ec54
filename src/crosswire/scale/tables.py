"""The tables of a batch, written as Parquet from rows that come story by story, never all held at once.

In: rows, and the place to write to. Out: reports.parquet, stories.parquet, lineage.parquet, tallies.parquet and
problems.parquet. The same rows give the same bytes. Each is written to a temporary file first and put into its
place when all are whole.
"""

from __future__ import annotations

import io
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from typing import Any, BinaryIO, cast

from crosswire.present.exports.columns import Column, Row
from crosswire.present.exports.write import ParquetWriting
from crosswire.scale.columns import TABLES
from crosswire.scale.place import Place

# Rows of a row group: some megabytes.
GROUP = 20_000


def write_tables(to: Place, rows: Iterator[Mapping[str, Sequence[Mapping[str, Any]]]]) -> None:
    """Writes all tables. `rows` gives rows by table, again and again, in the tables' order."""
    with ExitStack() as open_things:
        held = {
            name: _Growing(name, columns, cast(BinaryIO, open_things.enter_context(tempfile.TemporaryFile())))
            for name, columns in TABLES.items()
        }
        for some in rows:
            for name, more in some.items():
                held[name].add(more)
        for table in held.values():
            table.finish()
        for name, table in held.items():
            table.out.seek(0)
            to.write_from(f"{name}.parquet", table.out)


class _Growing:
    """A table that is being written, a row group at a time."""

    def __init__(self, name: str, columns: Sequence[Column], out: BinaryIO) -> None:
        self.out = out
        self._names = [c.name for c in columns]
        self._waiting: list[Row] = []
        self._writing = ParquetWriting(out, name, columns)

    def add(self, rows: Sequence[Mapping[str, Any]]) -> None:
        """Takes rows; what a row does not say is empty."""
        self._waiting += [{n: row.get(n) for n in self._names} for row in rows]
        while len(self._waiting) >= GROUP:
            self._writing.group(self._waiting[:GROUP])
            del self._waiting[:GROUP]

    def finish(self) -> None:
        """Writes what is left, and the end of the file."""
        if self._waiting:
            self._writing.group(self._waiting)
        self._writing.close()


def ids_in(to: Place, name: str) -> tuple[str, ...]:
    """The ids in a table of an earlier run; none where there is no such table or it cannot be read."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    data = to.read(f"{name}.parquet")
    if data is None:
        return ()
    try:
        found = pq.read_table(io.BytesIO(data), columns=["id"]).column("id").to_pylist()
    except (pa.ArrowException, OSError, ValueError, KeyError):
        return ()
    return tuple(str(id) for id in found if id)
