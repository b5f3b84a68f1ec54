"""Tables as bytes: CSV that no spreadsheet runs, JSON Lines, Parquet. The same table gives the same bytes.

CSV is RFC 4180 in UTF-8 with a line feed at every line's end; an empty cell is an unknown value. A cell of
text that a spreadsheet would take for a formula (one that begins with = + - @, tab, carriage return or line
feed, or a full-width form of the signs) begins with an apostrophe; numbers stay numbers. Control characters,
which could speak to a terminal, become U+FFFD.
"""

from __future__ import annotations

import csv
import io
import json
import re
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, BinaryIO

from crosswire.errors import UsageError
from crosswire.present.exports.columns import Column, Row, Table

if TYPE_CHECKING:
    import pyarrow as pa

_FORMULA = re.compile("[=+\\-@\t\r\n\uff1d\uff0b\uff0d\uff20]")
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
# Half of a UTF-16 pair that a sidecar may smuggle in: UTF-8 cannot hold it.
_SURROGATE = re.compile("[\ud800-\udfff]")
_REPLACEMENT = "\ufffd"
# Whole numbers of Parquet are 64 bits; a greater one is a slip or a joke.
_LARGEST = 2**63 - 1
_GREATEST = sys.float_info.max


def to_csv(table: Table) -> bytes:
    """The table as CSV, its header first. Raises UsageError where it has nested values."""
    _check_flat(table.name, table.columns, "csv")
    lines = _Lines()
    writer = csv.writer(lines, lineterminator=_Lines.END)
    writer.writerow(c.name for c in table.columns)
    for row in table.rows:
        writer.writerow(_cell(row[c.name]) for c in table.columns)
    return _SURROGATE.sub(_REPLACEMENT, "".join(lines.held)).encode("utf-8")


class _Lines:
    """Takes the lines of a CSV writer, which puts into quotes what holds a character of its line end: with
    CR LF that is both, as it must be, though the lines are to end with LF alone."""

    END = "\r\n"

    def __init__(self) -> None:
        self.held: list[str] = []

    def write(self, line: str) -> None:
        self.held.append(line.removesuffix(self.END) + "\n")


def _cell(value: Any) -> str:
    """A value as a cell: numbers as they are, text so that nothing runs."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return repr(value)
    text = _CONTROLS.sub(_REPLACEMENT, str(value))
    return "'" + text if _FORMULA.match(text) else text


def to_jsonl(table: Table) -> bytes:
    """The table as JSON Lines: an object a row, all its columns in order."""
    lines = (
        json.dumps({c.name: row[c.name] for c in table.columns}, ensure_ascii=False, allow_nan=False)
        for row in table.rows
    )
    text = "".join(line + "\n" for line in lines)
    return _SURROGATE.sub(lambda m: f"\\u{ord(m[0]):04x}", text).encode("utf-8")


def to_parquet(table: Table) -> bytes:
    """The table as Apache Parquet. Raises UsageError where it has nested values.

    Its metadata name the table and nothing of the day, the machine or the input; `created_by` is that of the
    locked pyarrow.
    """
    out = io.BytesIO()
    writing = ParquetWriting(out, table.name, table.columns)
    writing.group(table.rows)
    writing.close()
    return out.getvalue()


class ParquetWriting:
    """A table as `to_parquet` makes it that need not be held whole: a row group at a time, into a stream."""

    def __init__(self, out: BinaryIO, name: str, columns: Sequence[Column]) -> None:
        _check_flat(name, columns, "parquet")
        import pyarrow as pa
        import pyarrow.parquet as pq

        self._name, self._columns = name, columns
        self._schema = pa.schema([pa.field(c.name, _type(c), nullable=True) for c in columns])
        self._writer = pq.ParquetWriter(
            out, self._schema, compression="zstd", version="2.6", store_schema=False
        )

    def group(self, rows: Sequence[Row]) -> None:
        """Writes one row group."""
        import pyarrow as pa

        arrays = [pa.array([_plain(row[c.name], c) for row in rows], type=_type(c)) for c in self._columns]
        self._writer.write_table(pa.Table.from_arrays(arrays, schema=self._schema))

    def close(self) -> None:
        """Ends the file; the stream stays open."""
        self._writer.add_key_value_metadata({"crosswire.export": self._name})
        self._writer.close()


def _type(column: Column) -> pa.DataType:
    import pyarrow as pa

    types = {"text": pa.string(), "whole": pa.int64(), "number": pa.float64(), "flag": pa.bool_()}
    return types[column.kind]


def _plain(value: Any, column: Column) -> Any:
    if value is None:
        return None
    if column.kind == "text":
        return _SURROGATE.sub(_REPLACEMENT, str(value))
    if column.kind == "whole":
        return value if -_LARGEST <= value <= _LARGEST else None
    if column.kind == "number":
        return float(value) if -_GREATEST <= value <= _GREATEST else None
    return value


def _check_flat(name: str, columns: Sequence[Column], format: str) -> None:
    if any(c.kind == "deep" for c in columns):
        raise UsageError(f"{name} has nested values, which {format} cannot hold; use jsonl.")
