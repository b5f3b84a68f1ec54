"""A PDF with a text layer: its headline and paragraphs, with the page on which each stands.

In: bytes of a PDF (ISO 32000). Out: a `Document`. pdfium gives letters and where they stand; lines, columns
and paragraphs are made of them here. What repeats on the margins of pages stays in the text and is set apart.
The date on which the file was made is not the date of the report and is not taken. Pictures of text,
forms, notes and attachments are not read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass
from threading import Lock
from typing import Any

import pypdfium2

from crosswire.errors import ReadError
from crosswire.read.agency.iptc import words
from crosswire.read.document import Document, Metadata, compose
from crosswire.read.office.pdf_bombs import refuse_bombs
from crosswire.read.office.pdf_lines import Region, order_pages, read_lines
from crosswire.read.office.pdf_paragraphs import PagedParagraph, find_margins, find_title, join_lines
from crosswire.types import Excluded, Location

# Pages and characters that are read: a long report is some dozens of pages, and a character costs some
# ten microseconds.
_PAGES, _CHARACTERS = 500, 300_000
# pdfium keeps state of its own and must not be entered twice at a time.
_ONE_AT_A_TIME = Lock()
_FAR_PAGES = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class _Pages:
    """What pdfium gives: the regions of each page, the title that the file states, what was left out."""

    pages: tuple[tuple[Region, ...], ...]
    stated: str | None
    notices: tuple[str, ...]


def read_pdf(data: bytes, source: str, charset: str | None) -> Document:
    """The text of a PDF.

    Raises ReadError where it is broken or encrypted, and where it holds pictures of text only.
    """
    refuse_bombs(data, source)
    with _ONE_AT_A_TIME:
        found = _read(data, source)
    margins = find_margins(found.pages)
    pages = [_without(page, {line for n, line in margins if n == at}) for at, page in enumerate(found.pages)]
    first = next((n for n, page in enumerate(pages) if page), None)
    if first is None:
        pages, margins, first = [list(page) for page in found.pages], {}, 0
    heading = find_title(pages[first], found.stated)
    pages[first] = _without(pages[first], set(heading))
    title = words(" ".join(line.text for line in heading))
    paragraphs = join_lines(pages)
    for (n, line), kind in margins.items():
        paragraphs.append(PagedParagraph(pieces=[(n + 1, line.text)], kind=kind))
    paragraphs.sort(key=lambda p: p.page)
    return _compose(title, first + 1, paragraphs, found.notices)


def _read(data: bytes, source: str) -> _Pages:
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise ReadError(f"{source}: is an encrypted PDF; save it without its password.") from error
        raise ReadError(f"{source}: is a PDF that is broken ({error}); ask for it again.") from error
    with closing(document):
        count = len(document)
        if not count:
            raise ReadError(f"{source}: is a PDF without pages; ask for it again.")
        left, pages, notices, unread, empty = _CHARACTERS, [], [], [], []
        for number in range(min(count, _PAGES)):
            if left <= 0:
                break
            try:
                lines, taken = _lines(document, number, left)
            except pypdfium2.PdfiumError:
                lines, taken = [], 0
                unread.append(number + 1)
            left -= taken
            if not lines and number + 1 not in unread:
                empty.append(number + 1)
            pages.append(lines)
        stated = words(document.get_metadata_value("Title"))
    if len(pages) < count or left <= 0:
        notices.append(
            f"Only the first {len(pages):,} of {count:,} pages and {_CHARACTERS:,} characters were read; split the PDF."
        )
    if not any(pages):
        why = "cannot be parsed; ask for it again" if unread else "hold pictures of text only; run OCR first"
        raise ReadError(f"{source}: is a PDF whose pages {why}.")
    if unread:
        notices.append(f"Pages that are broken ({_listed(unread)}) are left out; ask for the PDF again.")
    if empty:
        notices.append(
            f"Pages without text ({_listed(empty)}) may hold pictures of text; run OCR to read them."
        )
    return _Pages(pages=tuple(order_pages(pages)), stated=stated, notices=tuple(notices))


def _lines(document: Any, number: int, most: int) -> tuple[Any, int]:
    """The lines of one page, and the letters that they cost."""
    with closing(document[number]) as page, closing(page.get_textpage()) as text:
        count = min(text.count_chars(), most)
        return read_lines(text.raw, count), count


def _listed(numbers: Sequence[int]) -> str:
    more = f" and {len(numbers) - _FAR_PAGES} more" if len(numbers) > _FAR_PAGES else ""
    return ", ".join(map(str, numbers[:_FAR_PAGES])) + more


def _without(page: Iterable[Region], lines: set[Any]) -> list[Region]:
    kept = (tuple(line for line in region.lines if line not in lines) for region in page)
    return [Region(lines=left) for left in kept if left]


def _compose(
    title: str | None, page: int, paragraphs: Sequence[PagedParagraph], notices: tuple[str, ...]
) -> Document:
    """The text, and where in it each page and each passage that is not the article stands."""
    head = compose(title, ())
    text = head
    places = [(0, len(head), page)] if head else []
    excluded: list[Excluded] = []
    for paragraph in paragraphs:
        gap = "\n\n" if text and text == head else "\n" if text else ""
        start = len(text) + len(gap)
        line = ""
        pieces = [(n, re.sub(r"[ \t\r\n\f\v]+", " ", piece)) for n, piece in paragraph.pieces]
        for number, piece in pieces:
            piece = piece if line else piece.lstrip()
            places.append((start + len(line), start + len(line) + len(piece), number))
            line += piece
        if not line.strip():
            continue
        text += gap + line
        if paragraph.kind:
            excluded.append(Excluded(start=start, end=start + len(line), kind=paragraph.kind))
    return Document(
        text=text,
        metadata=Metadata(title=title),
        excluded=tuple(excluded),
        locations=_locations(places),
        notices=notices,
    )


def _locations(places: Iterable[tuple[int, int, int]]) -> tuple[Location, ...]:
    """Stretches of the text by page, those that follow each other put together."""
    found: list[Location] = []
    for start, end, page in places:
        label = f"page {page}"
        if found and found[-1].label == label:
            found[-1] = Location(start=found[-1].start, end=end, label=label)
        elif end > start:
            found.append(Location(start=start, end=end, label=label))
    return tuple(found)
