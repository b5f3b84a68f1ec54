"""Tables of reports in text, read row by row in bounded memory: JSON Lines and CSV.

In: a stream, and what its columns hold. Out: a `Part` for each row with a text. JSON Lines is read as
jsonlines.org has it (one JSON object of RFC 8259 in a line), CSV as RFC 4180, with any usual separator. A
broken row is a `Problem`, and the rest is read. What stands below the top of a JSON object is left out, but
for lists of words and the names of objects.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, islice
from typing import Any, BinaryIO

from crosswire.errors import ReadError
from crosswire.read.channel.json_stream import read_integer
from crosswire.read.document import Part
from crosswire.read.limits import MEGABYTE, Budget
from crosswire.read.table.columns import SEPARATOR_LINE, Columns, separator
from crosswire.read.table.csv_rows import CsvRows
from crosswire.read.table.records import Records
from crosswire.read.table.text_stream import read_pieces
from crosswire.types import Problem

# Characters of one row of CSV: room for any article, little for a quotation that is never closed.
_LONGEST_ROW = 16 * MEGABYTE
# Values in one line of JSON: each takes up to some hundred bytes once it is read.
_VALUES = 1_000_000
# Broken rows after which a source is taken for no table.
_BROKEN = 1_000
_DECODER = json.JSONDecoder(strict=False, parse_int=read_integer)


def unpack_jsonl(stream: BinaryIO, name: str, columns: Columns, budget: Budget) -> Iterator[Part | Problem]:
    """The report in each line.

    Raises ReadError where no encoding fits or nearly all lines are broken, UsageError where no line has a
    column that a person named.
    """
    records = Records(name, columns, budget.limits.report)
    broken = 0
    for line in _lines(read_pieces(stream, name), budget.limits.report):
        row = _object(line)
        if isinstance(row, str):
            broken += 1
            yield Problem(report=f"row {line.number}", stage="read", message=f"line {line.number} {row}")
            if broken >= _BROKEN:
                raise ReadError(
                    f"{name}: {_BROKEN:,} lines are broken; is it JSON Lines? The rest is not read."
                )
            continue
        yield from records.read(row, line.number)
    yield from records.finish()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Line:
    """A line that holds something: its number, counted from 1, and its text; None where it is too long."""

    number: int
    text: str | None


def _lines(pieces: Iterator[str], limit: int) -> Iterator[_Line]:
    """The lines of a text. Of one longer than `limit` characters no more than that is ever held."""
    held: list[str] = []
    size, number = 0, 1
    for piece in chain(pieces, ("\n",)):
        first, *rest = piece.split("\n")
        size += len(first)
        held.append(first)
        if size > limit:
            held = []
        for following in rest:
            text = "".join(held).strip(" \t\r\ufeff")
            if size > limit:
                yield _Line(number=number, text=None)
            elif text.strip("\x00"):
                yield _Line(number=number, text=text)
            held, size, number = [following], len(following), number + 1


def _object(line: _Line) -> dict[str, Any] | str:
    """The object in a line, or why there is none."""
    text = line.text
    if text is None:
        return "is too long to be a report; it is passed over."
    if text.count(",") + text.count("[") + text.count("{") > _VALUES:
        return f"has more than {_VALUES:,} values; it is passed over."
    try:
        value = _DECODER.decode(text)
    except json.JSONDecodeError as error:
        return f"is no JSON ({error.msg.removesuffix(' at')} at character {error.pos + 1:,}); mend it and read the file again."
    except RecursionError:
        return "is nested too deep to be a report; it is passed over."
    return (
        value if isinstance(value, dict) else "is no JSON object; give each report as an object of its own."
    )


def unpack_csv(stream: BinaryIO, name: str, columns: Columns, budget: Budget) -> Iterator[Part | Problem]:
    """The report in each row below the line of column names.

    Raises ReadError where no encoding fits, there is no column for the text or nearly all rows are broken,
    UsageError where the table lacks a column that a person named.
    """
    records = Records(name, columns, budget.limits.report)
    pieces, sign = _separated(read_pieces(stream, name))
    names: tuple[str, ...] = ()
    broken = 0
    for number, row in enumerate(CsvRows(pieces, sign, min(_LONGEST_ROW, budget.limits.report))):
        fault = row.fault
        if fault is None and not names:
            names = tuple(cell.strip() for cell in row.cells)
            _require_text(name, records, names)
            continue
        if fault is None and any(row.cells[len(names) :]):
            fault = f"has {len(row.cells)} cells and the table {len(names)} columns"
        if fault is not None:
            broken += 1
            message = f"in line {row.line} {fault}; it is passed over. Put cells with separators in quotation marks."
            yield Problem(report=f"row {number}", stage="read", message=message)
            if broken >= _BROKEN:
                raise ReadError(f"{name}: {_BROKEN:,} rows are broken; is it a table? The rest is not read.")
            continue
        # Of two columns with one name the first counts.
        yield from records.read(dict(reversed(list(zip(names, row.cells)))), number)
    yield from records.finish()


def _separated(pieces: Iterator[str]) -> tuple[Iterator[str], str]:
    """The text without a line that only tells the separator, and the separator."""
    head = "".join(islice(pieces, 2)).lstrip("\ufeff")
    first = re.split(r"[\r\n]", head, maxsplit=1)[0]
    told = SEPARATOR_LINE.fullmatch(first.strip())
    if told:
        return chain((head[len(first) :].lstrip("\r\n"),), pieces), told[1]
    return chain((head,), pieces), separator(first)


def _require_text(name: str, records: Records, names: tuple[str, ...]) -> None:
    if "text" not in records.require(names):
        raise ReadError(
            f"{name}: is a table without a known column for the text; name it, as in --columns text={names[0] or 'NAME'}; "
            f"its columns are: {', '.join(names)[:500]}."
        )
