"""The figures of a chart as entries: each with its day, copies merged where there are many.

In: figures with their citations. Out: entries in the chart's order.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from crosswire.types import Figure

from .dates import day_of
from .edition import Citation, Edition

# Copies are drawn one by one up to this many marks in a chart, merged with a count beyond.
_MANY = 14
# More marks than this are merged by what they say, whoever says it.
_CROWD = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A figure under its day; it stands for `copies` copies, or for `more` others that say the same."""

    figure: Figure
    citation: Citation
    day: date | None
    copies: int = 0
    more: int = 0


def entries_of(book: Edition, cited: Sequence[tuple[Figure, Citation]]) -> list[Entry]:
    """The entries of a chart, by day and then in the page's order."""
    entries = _merged([Entry(figure=f, citation=c, day=_day(book, f)) for f, c in cited])
    entries.sort(key=lambda e: (e.day is None, e.day or date.min, e.citation.number, e.citation.span.start))
    return entries


def _day(book: Edition, figure: Figure) -> date | None:
    """The day a figure speaks of: the end of its interval, else the day of its report."""
    if figure.as_of is not None:
        found = day_of(figure.as_of.end) or day_of(figure.as_of.start)
        if found is not None:
            return found
    return book.by_report[figure.span.report].day


def _merged(entries: list[Entry]) -> list[Entry]:
    """Where there are many marks, copies of one original's figure on one day become one with a count."""
    if len(entries) <= _MANY:
        return entries
    kept: dict[tuple[object, ...], Entry] = {}
    for n, e in enumerate(entries):
        mark = e.citation.mark
        bounds = (e.figure.low, e.figure.high, e.figure.qualifier, e.figure.modality)
        key = (mark.letter, e.day, bounds) if mark.copy else ("first", n)
        held = kept.get(key)
        kept[key] = (
            replace(held, copies=held.copies + 1) if held else replace(e, copies=1 if mark.copy else 0)
        )
    return list(kept.values()) if len(kept) <= _CROWD else _crowded(entries)


def _crowded(entries: list[Entry]) -> list[Entry]:
    """One mark for all figures that say the same of one day, the first report's, with a count."""
    kept: dict[tuple[object, ...], Entry] = {}
    for e in entries:
        key = (e.day, e.figure.low, e.figure.high, e.figure.qualifier, e.figure.modality)
        held = kept.get(key)
        kept[key] = replace(held, more=held.more + 1) if held else e
    return list(kept.values())
