"""What is doubted of the times of a dossier, in the order in which it is shown, and in a sentence."""

from __future__ import annotations

from crosswire.text.days import day_in_words
from crosswire.types import Dossier, TimeDoubt


def doubts_in_order(dossier: Dossier) -> tuple[TimeDoubt, ...]:
    """Every doubt, in the order of the reports and of their texts; what has no place in a text comes first."""
    order = {report.id: n for n, report in enumerate(dossier.reports)}
    every = [*dossier.links.doubts, *(d for a in dossier.annotations for d in a.doubts)]
    return tuple(
        sorted(every, key=lambda d: (order.get(d.report, len(order)), d.span.start if d.span else -1, d.kind))
    )


def doubt_in_words(doubt: TimeDoubt) -> str:
    """What is wrong with a time and why, for a reader.

    >>> doubt_in_words(TimeDoubt(report="r", kind="day", span=None, what="no such day", why="May has 31", likely=None))
    'Date: no such day; May has 31.'
    """
    meant = (
        f" Probably {day_in_words(doubt.likely)} is meant." if doubt.likely and doubt.kind != "stamp" else ""
    )
    return f"Date: {doubt.what}; {doubt.why}.{meant}"
