"""The one ordered pass: reports into stories, and who shares text with whom, also across stories.

In: the terms of every report, made on the workers from that report alone. Out: a `Filed` for each story: its
members in order, and who stands beside it. The pass goes through the reports by their publication stamps, then
ids, so the order in which workers finish changes nothing. It is all that is done in one place, and it holds terms,
never texts.

A copy that is filed under another story is still a copy: `beside` names the reports of other stories that share
text with a story's members, directly or through one another. Whoever reconciles the story holds them against its
members, so that two members which both descend from a report filed elsewhere count as one original.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from crosswire.link.stories import SAME_STORY, report_vector
from crosswire.types import Annotations, Report


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Terms:
    """All that the ordered pass needs of one report."""

    report: str
    stamp: str | None
    where: NDArray[np.int64]
    weights: NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Filed:
    """A story: its id, its reports in order of time, the reports of other stories that share text with them, and the
    states of withdrawn items that do."""

    id: str
    members: tuple[str, ...]
    beside: tuple[str, ...] = ()
    withdrawn: tuple[str, ...] = ()


def terms_of(report: Report, annotations: Annotations) -> Terms:
    """The terms of one report; pure."""
    vector = report_vector(report)
    (where,) = np.nonzero(vector)
    return Terms(report=report.id, stamp=report.published, where=where, weights=vector[where])


def group(terms: Iterable[Terms]) -> tuple[Filed, ...]:
    """The stories, in the order in which they begin."""
    ordered = sorted(terms, key=lambda t: (t.stamp is None, t.stamp or "", t.report))
    stories = _stories(ordered)
    beside = _beside({r: id for id, members in stories for r in members}, ())
    return tuple(Filed(id=id, members=members, beside=beside.get(id, ())) for id, members in stories)


def _stories(ordered: Sequence[Terms]) -> list[tuple[str, tuple[str, ...]]]:
    founder: dict[int, int] = {}
    holders: dict[int, list[tuple[int, float]]] = {}
    for number, terms in enumerate(ordered):
        scores: dict[int, float] = {}
        for word, weight in zip(terms.where.tolist(), terms.weights.tolist(), strict=True):
            for other, theirs in holders.setdefault(word, []):
                scores[other] = scores.get(other, 0.0) + weight * theirs
            holders[word].append((number, weight))
        near = [founder[o] for o, score in sorted(scores.items()) if score >= SAME_STORY]
        founder[number] = min(near, default=number)
    groups: dict[int, list[str]] = {}
    for number, terms in enumerate(ordered):
        groups.setdefault(founder[number], []).append(terms.report)
    return [(f"s{members[0][1:]}", tuple(members)) for members in groups.values()]


def _beside(story_of: dict[str, str], pairs: Sequence[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    """For each story the reports of others that hang together with its members by shared text."""
    parent = {r: r for pair in pairs for r in pair}

    def top(report: str) -> str:
        while parent[report] != report:
            parent[report] = parent[parent[report]]
            report = parent[report]
        return report

    for left, right in pairs:
        low, high = sorted((top(left), top(right)))
        parent[high] = low
    together: dict[str, list[str]] = {}
    for report in sorted(parent):
        together.setdefault(top(report), []).append(report)
    found: dict[str, set[str]] = {}
    for reports in together.values():
        stories = {story_of[r] for r in reports}
        if len(stories) > 1:
            for story in stories:
                found.setdefault(story, set()).update(r for r in reports if story_of[r] != story)
    return {story: tuple(sorted(reports)) for story, reports in found.items()}
