"""Tables as the exports make them: columns with a kind and a reason, and rows that hold nothing else.

In: columns and rows. Out: a `Table`, checked: every column says what fills it or why it is left empty, and
a column that is left empty is empty. A value is None where it is not known, never 0 and never a guess.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

# text is a string, whole an integer, number an integer or a float, flag true or false, deep a list or a
# mapping that only JSON Lines can hold.
Kind = Literal["text", "whole", "number", "flag", "deep"]
Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column. `filled` says from what; where nothing fills it, `left` says why. `words` marks a column
    of the reports' own wording, which stands in an export only where it was asked for."""

    name: str
    kind: Kind = "text"
    filled: str = ""
    left: str = ""
    words: bool = False

    def __post_init__(self) -> None:
        if bool(self.filled) == bool(self.left):
            raise ValueError(f"column {self.name}: says what fills it, or why it is left empty")


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Rows under columns, in order; every row has all the columns' names and no others."""

    name: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]


def table(name: str, columns: Sequence[Column], rows: Sequence[Row], *, with_text: bool) -> Table:
    """The table of `rows`: columns that a row lacks are None, and without `with_text` so are those of words.

    Raises ValueError for a value in a column that does not exist or is said to be left empty.
    """
    known = {c.name: c for c in columns}
    made: list[Row] = []
    for row in rows:
        for key, value in row.items():
            if key not in known or (value is not None and known[key].left):
                raise ValueError(f"{name}: nothing is to stand in a column {key!r}")
        made.append({c.name: None if c.words and not with_text else row.get(c.name) for c in columns})
    return Table(name=name, columns=tuple(columns), rows=tuple(made))
