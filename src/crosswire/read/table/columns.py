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
    "text": (
        "text", "body", "content", "fulltext", "articletext", "articlebody", "maintext", "bodytext",
        "articlecontent", "story", "article",
    ),
    "title": ("title", "headline", "heading"),
    "byline": ("byline", "author", "authors", "creator"),
    "publisher": ("publisher", "outlet", "newspaper", "publication", "source", "sitename", "sourcename"),
    "published": (
        "published", "publishedat", "date", "datepublished", "datepublish", "publisheddate", "publishdate",
        "publicationdate", "pubdate", "publishedutc", "publishtime", "datetime", "timestamp", "createdat",
    ),
    "updated": ("updated", "updatedat", "modified", "datemodified", "datemodify", "lastmodified"),
    "address": ("address", "url", "link", "href", "articleurl"),
    "language": ("language", "lang"),
    "section": ("section", "category"),
    "credits": ("credits", "agency", "agencies"),
    "id": ("id", "guid", "uri", "uuid", "articleid"),
}  # fmt: skip
SEPARATORS = ",;\t|"
# Columns that a table has at least to be told from a text by its content alone, and characters of its
# longest header.
_FEWEST, _LONGEST = 2, 4_000
# Longest column name, in words and characters: what is longer is a clause between commas.
_NAME_WORDS, _NAME = 4, 60
_MARKS = ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"), (b"\xef\xbb\xbf", "utf-8"))
_SENTENCE = re.compile(r"[.!?:](?:\s|$)")
# The first line by which a table may tell a spreadsheet its separator.
SEPARATOR_LINE = re.compile(r'"?sep=(.)"?', re.I)


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """What a person says of columns: pairs of (what it holds, the column's name); empty: the usual."""

    named: tuple[tuple[str, str], ...] = ()

    def match(self, names: Sequence[str]) -> dict[str, str]:
        """What each column of a table holds: from a key of `USUAL` to the table's own name.

        Raises UsageError where a column that was named is not in the table.
        """
        found = self.match_some(names)
        for key, column in self.named:
            if key not in found or _fold(found[key]) != _fold(column):
                raise UsageError(
                    f"The table has no column {column!r} for {key!r}; its columns are: {', '.join(names)[:500]}."
                )
        return found

    def match_some(self, names: Sequence[str]) -> dict[str, str]:
        """As `match`, where rows may each have columns of their own: what was named and is absent is left
        out, and nothing else is taken in its place.

        >>> Columns(named=(("text", "Body"),)).match_some(["title", "TEXT"])
        {'title': 'title'}
        """
        exact, named = set(names), dict(self.named)
        folded = {_fold(name): name for name in reversed(names)}
        found: dict[str, str] = {}
        for key, usual in USUAL.items():
            wanted = (named[key],) if key in named else usual
            column = next((folded[_fold(name)] for name in wanted if _fold(name) in folded), None)
            if column is not None:
                found[key] = named[key] if named.get(key) in exact else column
        return found


def parse_columns(text: str) -> Columns:
    """The mapping in an option such as "text=Body,title=Headline".

    Raises UsageError where a pair is malformed or names no kind of content.

    >>> parse_columns("text=Body, published=Day").named
    (('text', 'Body'), ('published', 'Day'))
    """
    pairs: list[tuple[str, str]] = []
    for piece in filter(str.strip, text.split(",")):
        key, equals, column = (x.strip() for x in piece.partition("="))
        if not equals or not column or key not in USUAL:
            raise UsageError(
                f"Columns are given as KIND=COLUMN, such as text=Body,title=Headline, not {piece.strip()!r}; "
                f"kinds are: {', '.join(USUAL)}."
            )
        if key in dict(pairs):
            raise UsageError(f"Columns are given once for each kind; {key!r} is given twice.")
        pairs.append((key, column))
    return Columns(named=tuple(pairs))


def is_table(head: bytes, name: str) -> bool:
    """Whether bytes begin like a table of texts: a line of column names, one of them usual for texts.

    A name that ends in .csv or .tsv makes one column enough, or two of any name. A line that has a
    sentence in it is no line of column names, whatever the words between its commas.

    >>> is_table(b"id;title;text", ""), is_table(b"Text, body, story: all was lost.", "")
    (True, False)
    """
    line, below = _first_lines(head)
    if not line or len(line) > _LONGEST:
        return False
    sign, names = separator(line), split_header(line)
    if any(len(n) > _NAME or len(n.split()) > _NAME_WORDS or _SENTENCE.search(n) for n in names):
        return False
    known = [_fold(n) for n in names]
    usual = not set(known).isdisjoint(USUAL["text"])
    if name.lower().removesuffix(".gz").endswith((".csv", ".tsv")):
        return usual or len(names) >= _FEWEST
    if not usual or len(set(known) & _EVERY) < _FEWEST or len(set(known)) < len(known):
        return False
    # Commas in prose have a blank after them, and the next line need not have any.
    listed = line.count(sign) == line.count(sign + " ") and any(" " in n for n in names)
    return not listed and (not below or sign in below or '"' in below)


def _first_lines(head: bytes) -> tuple[str, str]:
    """The line of column names with which bytes begin, in UTF-8 or UTF-16, and the next that is not empty;
    "" where there is none."""
    encoding = next((e for mark, e in _MARKS if head.startswith(mark)), "utf-8")
    text = head[: 4 * _LONGEST + 4].decode(encoding, "replace").lstrip("\ufeff")
    lines = [line.strip(" \r") for line in re.split(r"[\r\n]+", text, maxsplit=3)]
    if SEPARATOR_LINE.fullmatch(lines[0]):
        lines = lines[1:]
    return (*lines[:2], "", "")[0], (*lines[:2], "", "")[1]


def separator(line: str) -> str:
    """What separates the columns of a header line: the sign that stands there most often outside quotes.

    >>> separator('id;"text, title, or both";date')
    ';'
    """
    bare = re.sub(r'"[^"]*"', "", line)
    return max(SEPARATORS, key=lambda sign: (bare.count(sign), -SEPARATORS.index(sign)))


def split_header(line: str) -> list[str]:
    """The column names of a header line."""
    try:
        return [name.strip() for name in next(csv.reader([line], delimiter=separator(line)), [])]
    except csv.Error:
        return []


def _fold(name: str) -> str:
    return fold(name).replace("_", "").replace(" ", "").replace("-", "")


_EVERY = frozenset(name for usual in USUAL.values() for name in usual)
