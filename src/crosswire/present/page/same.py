"""Why several reports count as one: where the passages that a statement rests on are the same, side by side.

In: the spans of a statement. Out: pairs of reports ("R1 = R4") with the id of the passage in the section of descent.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from crosswire.types import Span

from .edition import Edition, sorted_spans

# So many are shown with a statement; the section of descent has all.
_SHOWN = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Same:
    """Two reports that have one passage, and the id of its row."""

    id: str
    left: str
    right: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sames:
    """Those shown, and how many more there are."""

    shown: tuple[Same, ...]
    more: int


def sames(book: Edition, spans: Iterable[Span]) -> Sames:
    """The pairs of reports in which a statement's passages are the same, in the reports' order."""
    ordered = sorted_spans(book, spans)
    reports = {s.report for s in ordered}
    found: dict[tuple[int, int], str] = {}
    for span in ordered:
        laid = book.lines.same(span, reports)
        if laid is not None and laid[1] in reports:
            here, there = book.by_report[span.report].number, book.by_report[laid[1]].number
            found.setdefault((min(here, there), max(here, there)), laid[0])
    pairs = tuple(Same(id=id, left=f"R{a}", right=f"R{b}") for (a, b), id in sorted(found.items()))
    return Sames(shown=pairs[:_SHOWN], more=max(0, len(pairs) - _SHOWN))
