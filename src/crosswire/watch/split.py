"""What of a story turns out to tell another, once its reports are held against each other.

In: the reports of a story by reference, oldest first, and the stories that their dossier finds among them.
Out: the references that belong elsewhere, a group for each other story. A report is placed by its own
words before any other stage has seen it; the dossier knows names over all reports and judges better.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from crosswire.types import Report
from crosswire.types import Story as Found


def strays(reports: Mapping[str, Report], stories: Sequence[Found]) -> tuple[tuple[str, ...], ...]:
    """Groups of references that belong elsewhere, in order; the story of the oldest report stays.

    A report that stands in no story (its item was superseded or withdrawn) goes with its item.
    """
    at = {report.id: n for n, story in enumerate(stories) for report in _members(story, reports)}
    by_item = {r.item.uri: at[r.id] for r in reports.values() if r.item is not None and r.id in at}
    stays = next((at[r.id] for r in reports.values() if r.id in at), 0)
    groups: dict[int, list[str]] = {}
    for reference, report in reports.items():
        uri = report.item.uri if report.item is not None else ""
        story = at.get(report.id, by_item.get(uri, stays))
        if story != stays:
            groups.setdefault(story, []).append(reference)
    return tuple(tuple(groups[n]) for n in sorted(groups))


def _members(story: Found, reports: Mapping[str, Report]) -> list[Report]:
    ids = set(story.reports)
    return [report for report in reports.values() if report.id in ids]
