"""Which column of a table holds what: the text of a report, its title, its date.

In: the names of columns, and what a person says of them. Out: a `Columns`. Column names are compared in
lower case without blanks and underscores; a name that a person gives wins over the usual ones.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from crosswire.errors import UsageError
from crosswire.text.fold import fold

# The usual names of columns, by what they hold; the first that a table has is taken.
USUAL: Mapping[str, tuple[str, ...]] = {
    "text": ("text", "body", "content", "fulltext", "articletext", "articlebody", "maintext", "story"),
    "title": ("title", "headline"),
    "byline": ("byline", "author", "authors", "creator"),
    "publisher": ("publisher", "outlet", "newspaper", "source", "sitename", "sourcename"),
    "published": (
        "published",
        "publishedat",
        "date",
        "datepublished",
        "publicationdate",
        "pubdate",
        "datetime",
    ),
    "updated": ("updated", "updatedat", "modified", "datemodified"),
    "address": ("address", "url", "link", "href"),
    "language": ("language", "lang"),
    "section": ("section", "category"),
    "credits": ("credits", "agency", "agencies"),
    "id": ("id", "guid", "uri", "uuid"),
}
_SEPARATORS = ",;\t"
# Columns that a table has at least to be told from a text by its content alone.
_FEWEST = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """What a person says of columns: pairs of (what it holds, the column's name); empty: the usual."""

    named: tuple[tuple[str, str], ...] = ()

    def match(self, names: Sequence[str]) -> dict[str, str]:
        """What each column of a table holds: from a key of `USUAL` to the table's own name.

        Raises UsageError where a column that was named is not in the table.
        """
        folded = {_fold(name): name for name in reversed(names)}
        found: dict[str, str] = {}
        for key, usual in USUAL.items():
            column = next((folded[name] for name in usual if name in folded), None)
            if column is not None:
                found[key] = column
        for key, column in self.named:
            if _fold(column) not in folded:
                raise UsageError(
                    f"The table has no column {column!r} for {key!r}; its columns are: {', '.join(names)}."
                )
            found[key] = folded[_fold(column)]
        return found


def parse_columns(text: str) -> Columns:
    """The mapping in an option such as "text=Body,title=Headline".

    Raises UsageError where a pair is malformed or names no kind of content.

    >>> parse_columns("text=Body, published=Day").named
    (('text', 'Body'), ('published', 'Day'))
    """
    pairs = []
    for piece in filter(str.strip, text.split(",")):
        key, equals, column = (x.strip() for x in piece.partition("="))
        if not equals or not column or key not in USUAL:
            raise UsageError(
                f"Columns are given as KIND=COLUMN, such as text=Body,title=Headline, not {piece.strip()!r}; "
                f"kinds are: {', '.join(USUAL)}."
            )
        pairs.append((key, column))
    return Columns(named=tuple(pairs))


def is_table(head: bytes, name: str) -> bool:
    """Whether bytes begin like a table of texts: a line of column names, one of them usual for texts.

    A name that ends in .csv or .tsv makes one column enough.
    """
    line = (
        re.split(rb"[\r\n]", head.lstrip(b"\xef\xbb\xbf"), maxsplit=1)[0].decode("utf-8", "replace").strip()
    )
    if not line or len(line) > 2_000:
        return False
    named = name.lower().removesuffix(".gz").endswith((".csv", ".tsv"))
    names = split_header(line)
    known = {_fold(n) for n in names}
    fits = len(names) >= _FEWEST and not known.isdisjoint(USUAL["text"]) and len(known & _EVERY) >= _FEWEST
    return fits or (named and (len(names) >= _FEWEST or not known.isdisjoint(USUAL["text"])))


def separator(line: str) -> str:
    """What separates the columns of a header line: the sign that stands there most often."""
    return max(_SEPARATORS, key=lambda sign: (line.count(sign), -_SEPARATORS.index(sign)))


def split_header(line: str) -> list[str]:
    """The column names of a header line."""
    try:
        return next(csv.reader([line], delimiter=separator(line)), [])
    except csv.Error:
        return []


def _fold(name: str) -> str:
    return fold(name).replace("_", "").replace(" ", "").replace("-", "")


_EVERY = frozenset(name for usual in USUAL.values() for name in usual)
