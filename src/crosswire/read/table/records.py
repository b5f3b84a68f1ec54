"""One row of a table to one report: its text with the headline above it, and what its columns say of it.

In: the values of a row, and what each column holds. Out: a `Part`, or a `Problem`. HTML in the text column is
told by its block tags. Only tables with a column of ids have items; an id that is no URI holds within
its table. Formulas, links and mark-up in cells are data, and never followed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from hashlib import blake2b
from typing import Any

from crosswire.errors import ReadError, UsageError
from crosswire.read.bodies import as_fragment, as_text
from crosswire.read.document import INSIDE, Metadata, Part
from crosswire.read.table.columns import Columns
from crosswire.read.table.dates import read_date
from crosswire.types import Item, Problem

# Characters of a name, a section, an agency: what is longer is a text in the wrong column.
_LONGEST, _LONGEST_ID = 1_000, 200
# Ids that are remembered, so that no two reports have one name; beyond, all names have their row.
_REMEMBERED = 500_000
# Rows without text that are told one by one, and rows in which a column is looked for that a person named.
_TOLD, _LOOKED = 1_000, 100
_BLOCK = re.compile(
    r"</?(?:p|div|br|h[1-6]|li|ul|ol|blockquote|section|article|table|tr|td)\b[^<>]{0,500}>", re.I
)
_PAGE = re.compile(r"\s*(?:<!doctype\s+html|<html[\s>])", re.I)
# Block tags from which on a text is HTML: two if it begins with a tag, else more, since texts quote them.
_TAGS_AT_START, _TAGS_WITHIN = 2, 4
_LANGUAGE = re.compile(r"([a-z]{2,3})(?:[-_][a-z0-9]+)*", re.I)
_GLOBAL_ID = re.compile(r"(?:urn|tag|https?|[a-z][a-z0-9+.-]{2,30}):\S+", re.I)
_UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.I)
_AND = re.compile(r"\s*[;,]\s*")


class Records:
    """The rows of one table, one after another: what has been said of the table as a whole, and which
    names are taken. `name` is the table's, `limit` the bytes of one report."""

    def __init__(self, name: str, columns: Columns, limit: int) -> None:
        self._table = name
        self._columns = columns
        self._limit = limit
        self._matched: dict[tuple[str, ...], dict[str, str]] = {}
        self._missing = dict(columns.named)
        self._seen = 0
        self._ids: set[bytes] = set()
        self._told: set[str] = set()
        self._empty = 0
        self._given = False

    def read(self, row: Mapping[str, Any], number: int) -> Iterator[Part | Problem]:
        """The report in a row, and what is wrong with it. Raises UsageError where no row has a column that
        a person named, ReadError where the first thousand rows have no text."""
        place = f"row {number}"
        found = self._match(row)
        cells = {key: row[column] for key, column in found.items()}
        title, text = plain(cells.get("title")), plain(cells.get("text"), joint="\n")
        if not text or not text.strip():
            self._empty += 1
            if self._empty > _TOLD and not self._given:
                raise ReadError(
                    f"{self._table}: none of the first {_TOLD:,} rows has a text; is it a table of reports?"
                )
            if self._empty <= _TOLD:
                yield _problem(place, _without_text(found, row))
            return
        data, format = _data(title, text)
        if len(data) > self._limit:
            yield _problem(place, f"holds a text larger than {self._limit >> 20} MB; give it alone.")
            return
        self._given = True
        id = _short(cells.get("id"), _LONGEST_ID)
        yield from self._dates_told(cells, place)
        metadata = self._describe(cells, title, id)
        yield Part(name=self._name(id, place), data=data, metadata=metadata, format=format, charset="utf-8")

    def finish(self) -> Iterator[Problem]:
        """What remains to be said when there are no more rows. Raises as `read`."""
        if self._seen and self._missing:
            self._refuse(())
        if self._empty > _TOLD:
            yield _problem(None, f"{self._empty - _TOLD:,} more rows have no text.")

    def require(self, names: tuple[str, ...]) -> dict[str, str]:
        """What each column holds, where all rows have the same. Raises UsageError as `Columns.match`."""
        self._missing = {}
        self._matched[names] = self._columns.match(names)
        return self._matched[names]

    def _match(self, row: Mapping[str, Any]) -> dict[str, str]:
        """What the columns of a row hold; rows of JSON Lines may each have others."""
        names = tuple(row)
        self._seen += 1
        known = self._matched.get(names)
        if known is None:
            known = self._columns.match_some(names)
            if len(self._matched) < _LOOKED and len(names) < _LOOKED:
                self._matched[names] = known
        self._missing = {k: c for k, c in self._missing.items() if k not in known}
        if self._missing and self._seen >= _LOOKED:
            self._refuse(names)
        return known

    def _refuse(self, names: tuple[str, ...]) -> None:
        key, column = next(iter(self._missing.items()))
        columns = names or next(iter(self._matched), ())
        raise UsageError(
            f"{self._table}: no row has the column {column!r} for {key!r}; its columns are: {', '.join(columns)[:500]}."
        )

    def _name(self, id: str | None, place: str) -> str:
        if id is None or INSIDE in id:
            return place
        mark = blake2b(id.encode("utf-8", "replace"), digest_size=8).digest()
        if mark in self._ids or len(self._ids) >= _REMEMBERED:
            return f"{id} ({place})"
        self._ids.add(mark)
        return id

    def _dates_told(self, cells: Mapping[str, Any], place: str) -> Iterator[Problem]:
        """That a column's dates cannot be read, once for each column and reason."""
        for key in ("published", "updated"):
            why = read_date(cells.get(key)).why
            if why is None or f"{key} {why}" in self._told:
                continue
            self._told.add(f"{key} {why}")
            shown = str(cells[key])[:40]
            reason = "may be day or month first" if why == "orderless" else "is in no form that is known here"
            yield _problem(
                place,
                f"its date {shown!r} {reason}; it and others like it are left out. Write dates as 2031-05-04.",
            )

    def _describe(self, cells: Mapping[str, Any], title: str | None, id: str | None) -> Metadata:
        published, updated = read_date(cells.get("published")).iso, read_date(cells.get("updated")).iso
        language = _LANGUAGE.fullmatch(_short(cells.get("language")) or "")
        address = _short(cells.get("address"), 4_000)
        item = Item(uri=self._uri(id), version=updated or published or "1") if id else None
        return Metadata(
            title=_short(title),
            byline=_short(cells.get("byline")),
            publisher=_short(cells.get("publisher")),
            published=published,
            updated=updated,
            address=address if address and address.lower().startswith(("http://", "https://")) else None,
            language=language[1].lower() if language else None,
            section=_short(cells.get("section")),
            credits=tuple(filter(None, _AND.split(_short(cells.get("credits")) or ""))),
            item=item,
        )

    def _uri(self, id: str) -> str:
        """An id that names one thing everywhere as it is; another after the table that gives it."""
        return id if _GLOBAL_ID.fullmatch(id) or _UUID.fullmatch(id) else f"{self._table}#{id}"


def plain(value: Any, joint: str = ", ") -> str | None:
    """The words in a cell: of a list those of its members, of an object its name; None for none.

    >>> plain(["A. Brodd", {"name": "Ilva Torrent"}]), plain(float("nan")), plain(7)
    ('A. Brodd, Ilva Torrent', None, '7')
    """
    if isinstance(value, list | tuple):
        return joint.join(filter(None, (_one(x) for x in value))) or None
    return _one(value)


def _one(value: Any) -> str | None:
    if isinstance(value, dict):
        value = value.get("name")
    if isinstance(value, bytes):
        value = value.decode("utf-8", "replace")
    if isinstance(value, bool) or value != value:
        return None
    return str(value) or None if isinstance(value, str | int | float) else None


def _short(value: Any, limit: int = _LONGEST) -> str | None:
    """A cell's words on one line; None where they are too many for what they should be."""
    text = plain(value)
    return " ".join(text.split()) or None if text and len(text) <= limit else None


def _data(title: str | None, text: str) -> tuple[bytes, str]:
    if _PAGE.match(text):
        return text.encode("utf-8", "replace"), "page"
    if is_html(text):
        return as_fragment(title, text), "fragment"
    return as_text(title, text), "text"


def is_html(text: str) -> bool:
    """Whether a text is plainly a piece of HTML: several block tags in it.

    >>> is_html("<p>It broke.</p>"), is_html("Put <p> before and </p> behind.")
    (True, False)
    """
    enough = _TAGS_AT_START if text.lstrip()[:1] == "<" else _TAGS_WITHIN
    return "<" in text and sum(1 for _, _ in zip(_BLOCK.finditer(text), range(enough))) >= enough


def _without_text(found: Mapping[str, str], row: Mapping[str, Any]) -> str:
    if "text" in found:
        return f"has no text in its column {found['text']!r}; it is passed over."
    names = ", ".join(map(str, row))[:200]
    return f"has no column for the text among: {names}; name it with --columns text=NAME."


def _problem(place: str | None, message: str) -> Problem:
    return Problem(report=place, stage="read", message=message)
