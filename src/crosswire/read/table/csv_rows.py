"""The rows of a table in text, one by one, in bounded memory.

In: pieces of a text and the separator. Out: `Row`s with the line in which they begin. Follows RFC 4180, with
any of the usual separators and line ends. What careless writers make is read as they meant it: a quotation
mark within a quotation that ends no cell is a character. A quotation that is never closed, or that runs
into the next rows, costs its own line only. The standard library's `csv` is not used, since its limit on the
size of a cell is one for the whole process, and since it lets such a quotation swallow the file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

# Characters after a mark that are looked at: blanks and what stands behind them.
_NEAR = 24
# Cells of a row: tables of reports have tens.
_CELLS = 10_000
_EMPTY_LINES = re.compile(r"(?:\r\n|\n)+|\r+(?=[^\r\n])")
# Characters of quotations that are gone through in vain, since they run into the next rows: each costs its
# line only, and may reach to the end of the table. A second for some 50 million.
_VAIN = 100_000_000
_LINE_END = re.compile(r"\r\n|\r|\n")


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """The cells of a row, and the line in which it begins; `fault` says why it cannot be read."""

    line: int
    cells: tuple[str, ...] = ()
    fault: str | None = None


class CsvRows:
    """The rows of a table, the line of column names first. `limit` is the characters of one row."""

    def __init__(self, pieces: Iterator[str], separator: str, limit: int) -> None:
        self._pieces = pieces
        self._separator = separator
        self._limit = limit
        sign = re.escape(separator)
        self._bare = re.compile(rf"[^{sign}\r\n]*")
        self._mark = re.compile(rf'"(?=[ \t]{{0,20}}(?:[{sign}\r\n]|\Z))|""')
        self._after = re.compile(rf"(?:(?!{sign})[ \t]){{0,20}}")
        # In a later line than the one in which a quotation began, a mark that opens a cell.
        self._anew = re.compile(rf'[\r\n][^\r\n]*?{sign}"[^"{sign}\r\n]')
        self._text, self._at, self._line, self._ended = "", 0, 1, False
        self._width: int | None = None
        self._runs_on, self._crowded = False, False
        # A quotation that was not seen to end: where it begins, and up to where it has been searched.
        self._open, self._searched = 0, 0
        self._vain = 0

    def __iter__(self) -> Iterator[Row]:
        while self._at < len(self._text) or self._more():
            row = self._row()
            if row is None or (row.fault is None and row.cells == ("",)):
                continue
            if self._width is None and row.fault is None:
                self._width = len(row.cells)
            yield row

    def _row(self) -> Row | None:
        """The next row; None where more has been read first."""
        self._skip_empty()
        if self._at >= len(self._text):
            return None
        self._runs_on, self._crowded = False, False
        found = self._cells()
        if self._crowded:
            return self._first_line(f"has more than {_CELLS:,} cells")
        if found is None:
            if len(self._text) - self._at > self._limit:
                return self._first_line(
                    f"is longer than {self._limit:,} characters, or opens a quotation that is never closed"
                )
            return None if self._more() else self._first_line("opens a quotation that is never closed")
        cells, end = found
        lines = _line_ends(self._text, self._at, end)
        too_many = self._width is not None and any(cells[self._width :])
        if lines > 1 and (self._runs_on or too_many):
            self._vain += end - self._at
            if self._vain > _VAIN:
                return self._give_up()
            return self._first_line("opens a quotation that runs into the next rows")
        row = Row(line=self._line, cells=tuple(cells))
        self._line, self._at = self._line + lines, end
        return row

    def _skip_empty(self) -> None:
        """Goes past lines that hold nothing."""
        match = _EMPTY_LINES.match(self._text, self._at)
        if match:
            self._line += _line_ends(self._text, self._at, match.end())
            self._at = match.end()

    def _cells(self) -> tuple[list[str], int] | None:
        """The cells of the row that begins here and where it ends; None where its end is not in sight."""
        text, position = self._text, self._at
        cells: list[str] = []
        while True:
            if text.startswith('"', position):
                closed = self._quoted(position + 1)
                if closed is None:
                    return None
                cell, position = closed
            else:
                match = self._bare.match(text, position)
                end = match.end() if match else position
                cell, position = text[position:end], end
            cells.append(cell)
            if len(cells) > _CELLS:
                self._crowded = True
                return None
            if position >= len(text):
                return (cells, position) if self._ended else None
            sign, position = text[position], position + 1
            if sign == "\r":
                if position >= len(text) and not self._ended:
                    return None
                position += text.startswith("\n", position)
            if sign != self._separator:
                return cells, position

    def _quoted(self, start: int) -> tuple[str, int] | None:
        """The words of a quotation that begins at `start`, and where its cell ends; None where that is not
        in sight. What has been searched in vain is not searched again for a quotation that begins in it."""
        position = max(start, self._searched) if start >= self._open else start
        while match := self._mark.search(self._text, position):
            if match[0] == '""':
                position = match.end()
                continue
            after = self._after.match(self._text, match.end())
            end = after.end() if after else match.end()
            if end >= len(self._text) and not self._ended:
                position = match.start()
                break
            cell = self._text[start : match.start()]
            if '"' in cell:
                self._runs_on = self._runs_on or self._anew.search(cell) is not None
                cell = cell.replace('""', '"')
            return cell, end
        else:
            # A mark near the very end may yet turn out to end the cell.
            position = max(position, len(self._text) - _NEAR)
        self._open, self._searched = start, position
        return None

    def _first_line(self, fault: str) -> Row:
        """Goes past one line of a row that cannot be read."""
        row = Row(line=self._line, fault=fault)
        self._at = self._next_line(self._at)
        self._line += 1
        return row

    def _give_up(self) -> Row:
        """Goes past all that is left."""
        fault = "opens a quotation that runs into the next rows, as many before; what follows is not read"
        self._at, self._pieces, self._ended = len(self._text), iter(()), True
        return Row(line=self._line, fault=fault)

    def _next_line(self, position: int) -> int:
        """Where the line after `position` begins; what stands before is let go while it is sought."""
        while not (match := _LINE_END.search(self._text, position)):
            self._at = position = len(self._text)
            if not self._more():
                return len(self._text)
            position = self._at
        return match.end()

    def _more(self) -> bool:
        """Reads on, as much again as is held, so that no row is gone through more than twice its size."""
        held = len(self._text) - self._at
        pieces: list[str] = []
        taken = 0
        while not self._ended and taken <= min(held, max(0, self._limit - held)):
            piece = next(self._pieces, None)
            self._ended = piece is None
            pieces.append(piece or "")
            taken += len(piece or "")
        self._open, self._searched = max(0, self._open - self._at), max(0, self._searched - self._at)
        self._text, self._at = self._text[self._at :] + "".join(pieces), 0
        return bool(taken) or bool(pieces and held)


def _line_ends(text: str, start: int, end: int) -> int:
    return text.count("\n", start, end) or text.count("\r", start, end)
