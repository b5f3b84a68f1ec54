"""Lines of a PDF's pages to paragraphs: what belongs together, what is headline, what repeats on each page.

In: the pages' regions. Out: paragraphs with the pages on which their words stand. A paragraph ends at a
wider space, before an indent, at a change of size, and after a short line that ends a sentence; it goes on
over columns and pages where its sentence does. A hyphen at a line's end is taken away where small letters
stand on both sides, unless the text has the word with its hyphen elsewhere. All of this is judged by
shape; no standard says what a paragraph of a PDF is.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from crosswire.read.office.pdf_lines import Line, Region

# Multiples: of the usual distance of lines, from which on a paragraph ends; of the type's size, for an
# indent, at least and at most, and for the room at a paragraph's end.
_SPACE, _INDENT, _INDENT_MOST, _SHORT = 1.3, 0.7, 4.0, 1.0
# A distance of lines, in sizes of the type, that is either a space or that of a text set wide: there a
# paragraph ends where a sentence does.
_WIDE = 1.5
# How much larger than the article's type a headline is set, and how far sizes of one paragraph differ.
_LARGER, _ALIKE = 1.2, 0.12
# Lines among which the headline is sought, and its characters at most.
_HEAD_LINES, _HEAD_LENGTH = 15, 300
# Rows at the top and the bottom of a page among which what repeats is sought, and the space, in sizes of
# the type, that parts them from the article.
_MARGIN, _PARTED = 2, 1.6
_NUMBER = re.compile(
    r"[\W_]*(?:(?:page|p\.?|seite|página|page n[o°])\s*)?\d{1,4}(?:\s*(?:/|of|von|de|sur)\s*\d{1,4})?[\W_]*",
    re.I,
)
_ENDS = re.compile(r"[.!?…:][\"”’»)\]]*$|[\"”»]$")
_HYPHEN = re.compile(r"([^\W_]+)[-\u00ad\u2010]$")
_GOES_ON = re.compile(r"([^\W\d_]+)")


@dataclass(slots=True, kw_only=True)
class PagedParagraph:
    """A paragraph: its words with the page of each piece, and what it is if it is not the article."""

    pieces: list[tuple[int, str]] = field(default_factory=list)
    kind: str | None = None

    @property
    def page(self) -> int:
        """The page on which it begins."""
        return self.pieces[0][0]


def find_margins(pages: Sequence[Sequence[Region]]) -> dict[tuple[int, Line], str]:
    """The lines that are no article since they repeat on the pages' margins: by page and line, what kind."""
    margins = [(n, line) for n, page in enumerate(pages) for line in _edges(page)]
    seen = Counter(key for key in {(n, _shape(line)) for n, line in margins})
    repeats = Counter(shape for _, shape in seen)
    needed = max(2, (len(pages) + 1) // 2)
    found = {}
    for n, line in margins:
        if _NUMBER.fullmatch(line.text):
            found[n, line] = "page_number"
        elif len(pages) > 1 and repeats[_shape(line)] >= needed:
            found[n, line] = "site_name"
    return found


def _edges(page: Sequence[Region]) -> list[Line]:
    """The few lines at the top and at the bottom that a wide space parts from the others."""
    lines = sorted((line for region in page for line in region.lines), key=lambda x: (-x.base, x.left))
    return [*_until_space(lines), *_until_space(lines[::-1])]


def _until_space(lines: Sequence[Line]) -> Sequence[Line]:
    rows = 1
    for n, (line, after) in enumerate(pairwise(lines), start=1):
        step = abs(line.base - after.base)
        if step > _PARTED * max(line.size, after.size):
            return lines[:n]
        rows += step > _ALIKE * line.size
        if rows > _MARGIN:
            return ()
    return ()


def _shape(line: Line) -> str:
    return re.sub(r"\d+", "#", " ".join(line.text.split())).casefold()


def find_title(page: Sequence[Region], stated: str | None) -> list[Line]:
    """The lines of the headline on the first page: those that the document states as its title, or the
    first that are set in clearly larger type than the article; none where there are none."""
    lines = [line for region in page for line in region.lines]
    head = lines[:_HEAD_LINES]
    if stated:
        for start in range(len(head)):
            for end in range(start + 1, min(start + 6, len(head)) + 1):
                if _fold(" ".join(x.text for x in head[start:end])) == _fold(stated):
                    return head[start:end]
    letters = [x.size for x in lines for _ in x.text]
    usual = median(letters)
    largest = max((x.size for x in head), default=0.0)
    if largest < _LARGER * usual:
        return []
    first = next(n for n, x in enumerate(head) if _alike(x.size, largest))
    last = first
    while last < len(head) and _alike(head[last].size, largest):
        last += 1
    found = head[first:last]
    return found if len(found) < len(lines) and sum(len(x.text) for x in found) <= _HEAD_LENGTH else []


def _fold(text: str) -> str:
    return re.sub(r"\W+", "", text).casefold()


def _alike(size: float, other: float) -> bool:
    return abs(size - other) <= _ALIKE * max(size, other)


def join_lines(pages: Sequence[Sequence[Region]]) -> list[PagedParagraph]:
    """The paragraphs of pages whose margins and headline have been taken out."""
    known = _written_with_hyphen(pages)
    found: list[PagedParagraph] = []
    last: Line | None = None
    edge = 0.0
    for number, page in enumerate(pages, start=1):
        for region in page:
            left = min(x.left for x in region.lines)
            for line, why in _beginnings(region):
                indented = line.left - left >= _INDENT * line.size
                goes_on = why == "column" and not indented and last and _continues(last, line, edge)
                if last is None or (why and not goes_on):
                    found.append(PagedParagraph(pieces=[(number, line.text)]))
                else:
                    _append(found[-1], number, line.text, known)
                last = line
            edge = max(x.right for x in region.lines)
    return found


def _beginnings(region: Region) -> Iterator[tuple[Line, str]]:
    """Each line, and why a paragraph begins with it: "column" at its top, "" where it does not."""
    lines = region.lines
    left, right = min(x.left for x in lines), max(x.right for x in lines)
    steps = [a.base - b.base for a, b in pairwise(lines) if a.base > b.base and _alike(a.size, b.size)]
    # The lower half of the distances: where most paragraphs have one line, spaces are as many as lines.
    usual = sorted(steps)[len(steps) // 4] if steps else 0.0
    yield lines[0], "column"
    for before, line in pairwise(lines):
        size = max(before.size, line.size)
        indent = line.left - left
        if not _alike(before.size, line.size):
            yield line, "size"
        elif before.base - line.base > _SPACE * usual or (
            before.base - line.base > _WIDE * size and _ENDS.search(before.text)
        ):
            yield line, "space"
        elif _INDENT * size <= indent <= _INDENT_MOST * size and before.left - left < _INDENT * size:
            yield line, "indent"
        elif _ENDS.search(before.text) and right - before.right > _room(before, line):
            yield line, "short"
        else:
            yield line, ""


def _room(before: Line, line: Line) -> float:
    """The room that the next line's first word would have needed, and some: with less, the line had to end."""
    word = len(line.text.split(maxsplit=1)[0]) + 1
    return max(_SHORT * line.size, 1.25 * word * (before.right - before.left) / len(before.text))


def _continues(before: Line, line: Line, edge: float) -> bool:
    """Whether a paragraph goes on in the next column: its sentence does, or its last line is full, since a
    full line that ends a sentence ends its paragraph less often than not. `edge` is where lines end."""
    if not _alike(before.size, line.size):
        return False
    return _ENDS.search(before.text) is None or edge - before.right <= _room(before, line)


def _written_with_hyphen(pages: Sequence[Sequence[Region]]) -> frozenset[str]:
    """Words that the text has with a hyphen inside a line."""
    return frozenset(
        word.casefold()
        for page in pages
        for region in page
        for line in region.lines
        if "-" in line.text
        for word in re.findall(r"[^\W\d_]+-[^\W\d_]+", line.text)
    )


def _append(paragraph: PagedParagraph, page: int, text: str, known: frozenset[str]) -> None:
    """Adds a line to a paragraph, with a blank or, where a word was parted, without."""
    number, before = paragraph.pieces[-1]
    parted, goes_on = _HYPHEN.search(before), _GOES_ON.match(text)
    if parted is None:
        gap = " "
    elif goes_on is None:
        gap = "" if text[:1].isdigit() else " "
    else:
        gap = ""
        start = parted[1]
        whole = f"{start}-{goes_on[1]}".casefold()
        small = start[-1].islower() and goes_on[1][:1].islower()
        if before.endswith("\u00ad") or (small and whole not in known):
            paragraph.pieces[-1] = (number, before[:-1])
    if number == page:
        paragraph.pieces[-1] = (page, paragraph.pieces[-1][1] + gap + text)
    else:
        paragraph.pieces.append((page, gap + text))
