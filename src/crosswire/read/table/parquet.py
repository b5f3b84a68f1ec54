"""Apache Parquet tables of reports, row group by row group, in bounded memory.

In: a stream that can seek, and what its columns hold. Out: a `Part` for each row with a text. Follows Apache
Parquet 2 as pyarrow reads it; only the columns that hold something of a report are read. Times that have a zone are
given as the instant in UTC, since that is what the format keeps; times without one stay without. Columns of
lists and of columns are left out, since a few bytes of them may stand for any number of values.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal
from typing import Any, BinaryIO

import pyarrow as pa
import pyarrow.parquet as pq

from crosswire.errors import ReadError
from crosswire.read.document import Part
from crosswire.read.limits import MEGABYTE, Budget
from crosswire.read.table.columns import Columns
from crosswire.read.table.records import Records
from crosswire.types import Problem

# Rows that are decoded at once: a few hundred articles take some megabytes.
_BATCH = 256
# Bytes that a row costs at least, so that a small file cannot claim rows without end.
_ROW = 64
# Bytes of names and statistics in a file's footer, and how many of them there may be.
_NAMES, _COUNT = 16 * MEGABYTE, 1_000_000
_OFFSET = re.compile(r"([+-])(\d{2}):?(\d{2})")
_UNITS = {"s": 1_000_000, "ms": 1_000, "us": 1}
# What pyarrow raises on damage.
FAULTS = (pa.ArrowException, OSError, ValueError, KeyError, IndexError, OverflowError)


def unpack_parquet(stream: BinaryIO, name: str, columns: Columns, budget: Budget) -> Iterator[Part | Problem]:
    """The report in each row; a row group that cannot be read is a `Problem`.

    Raises ReadError where it is no Parquet, is encrypted, or has no column for the text, UsageError where it
    lacks a column that a person named.
    """
    records = Records(name, columns, budget.limits.report)
    file, wanted = _open(stream, name, records)
    size = stream.seek(0, io.SEEK_END)
    most = budget.limits.free + budget.limits.ratio * size
    number = 0
    for group in range(file.metadata.num_row_groups):
        after = number + max(0, file.metadata.row_group(group).num_rows)
        rows = _rows(file, group, wanted, most)
        while True:
            try:
                row = next(rows, None)
            except FAULTS as error:
                yield _damaged(group, number, error)
                number = max(number, after)
                break
            if row is None:
                break
            number += 1
            budget.grow(_ROW + sum(len(v) for v in row.values() if isinstance(v, str | bytes)))
            yield from records.read(row, number)
    yield from records.finish()


def _open(stream: BinaryIO, name: str, records: Records) -> tuple[Any, tuple[str, ...]]:
    """The file, and the columns that are wanted of it."""
    bounds = {"thrift_string_size_limit": _NAMES, "thrift_container_size_limit": _COUNT}
    try:
        # pyarrow closes what it is given; the stream is another's.
        file = pq.ParquetFile(pa.PythonFile(stream, mode="r"), pre_buffer=False, **bounds)
        schema = file.schema_arrow
        names = tuple(f.name for f in schema if not pa.types.is_nested(f.type))
    except FAULTS as error:
        raise ReadError(f"{name}: is a damaged Parquet file ({_brief(error)}); ask for it again.") from error
    found = records.require(names)
    if "text" not in found:
        raise ReadError(
            f"{name}: is a table without a known column for the text; name it, as in --columns text={(*names, 'NAME')[0]}; "
            f"its columns are: {', '.join(names)[:500]}."
        )
    wanted = tuple(dict.fromkeys(found.values()))
    # Texts that many rows share are held once.
    shared = [n for n in wanted if names.count(n) == 1 and _is_words(schema.field(n).type)]
    file = pq.ParquetFile(
        pa.PythonFile(stream, mode="r"),
        metadata=file.metadata,
        pre_buffer=False,
        read_dictionary=shared,
        **bounds,
    )
    return file, wanted


def _rows(file: Any, group: int, wanted: tuple[str, ...], most: int) -> Iterator[dict[str, Any]]:
    """The rows of a row group. Raises one of `FAULTS` where it is damaged, or promises to expand to more
    than `most` bytes.

    What the footer says of single columns is not asked for: pyarrow ends the process where it is damaged.
    """
    if file.metadata.row_group(group).total_byte_size > most:
        raise ValueError("it expands beyond all measure, as a decompression bomb does")
    batches = file.iter_batches(
        batch_size=_BATCH, row_groups=[group], columns=list(wanted), use_threads=False
    )
    for batch in batches:
        columns = [(n, batch.column(i)) for i, n in enumerate(batch.schema.names) if n in wanted]
        for index in range(batch.num_rows):
            yield {name: _cell(column, index) for name, column in reversed(columns)}


def _is_words(kind: Any) -> bool:
    return any(test(kind) for test in (pa.types.is_string, pa.types.is_large_string, pa.types.is_binary))


def _cell(column: Any, index: int) -> Any:
    """The value in a cell, times in ISO 8601; None for what no report holds."""
    kind = column.type
    if pa.types.is_dictionary(kind):
        place = column.indices[index].as_py()
        if place is None:
            return None
        if not 0 <= place < len(column.dictionary):
            raise ValueError(f"row {index} of a batch points at no value")
        return _cell(column.dictionary, place)
    cell = column[index]
    if not cell.is_valid:
        return None
    if pa.types.is_timestamp(kind):
        return _moment(cell.value, kind.unit, kind.tz)
    try:
        value = cell.as_py()
    except UnicodeDecodeError:
        return cell.as_buffer().to_pybytes().decode("utf-8", "replace") if _is_words(kind) else None
    except (ValueError, OverflowError, KeyError, pa.ArrowException):
        return None
    return str(value) if isinstance(value, Decimal) else value


def _moment(count: int, unit: str, zone: str | None) -> str | None:
    """A count of units since 1970 in ISO 8601; None beyond the calendar."""
    microseconds = count // 1000 if unit == "ns" else count * _UNITS[unit]
    try:
        moment = datetime(1970, 1, 1) + timedelta(microseconds=microseconds)
        if zone is None:
            return moment.isoformat()
        offset = _OFFSET.fullmatch(zone)
        seconds = (int(offset[2]) * 60 + int(offset[3])) * (-60 if offset[1] == "-" else 60) if offset else 0
        return moment.replace(tzinfo=UTC).astimezone(timezone(timedelta(seconds=seconds))).isoformat()
    except (OverflowError, ValueError):
        return None


def _damaged(group: int, number: int, error: Exception) -> Problem:
    return Problem(
        report=f"row {number + 1}",
        stage="read",
        message=f"this row and the rest of row group {group + 1} cannot be read ({_brief(error)}); ask for the file again.",
    )


def _brief(error: Exception) -> str:
    """The first words of what a library says."""
    return " ".join(str(error).split())[:160].rstrip(".") or type(error).__name__
