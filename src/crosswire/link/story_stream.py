"""Stories as reports come in: each joins the story whose event it tells of, or founds one.

In: the `StoryTerms` of one report after another, and people's rulings on pairs of reports. Out: where each was
placed and why, the stories so far, and for any two reports the terms that speak for and against one event.
A report is held against the few stories that share its rarest terms; a report that fits two stories joins them
where their reports fit one another. A story's id comes from the report that founded it and stays. The same reports
in the same order give the same stories; `stories.find_stories` gives them in the order of their stamps.
"""

from __future__ import annotations

import hashlib
from collections.abc import Container, Iterable
from dataclasses import dataclass, field
from heapq import nsmallest
from math import log

import numpy as np

from crosswire.link.rulings import bonds
from crosswire.link.story_explain import StoryLink, explain
from crosswire.link.story_score import Centroid, Floats, Vocabulary, Weighed, fit
from crosswire.link.story_terms import StoryTerms
from crosswire.link.story_upkeep import halves, likeness
from crosswire.text.shingles import Codes
from crosswire.types import Ruling

# The log odds from which a report joins a story; those from which two groups of reports are one story, where they
# stand in two, and those below which they are two, where they stand in one. A first guess may be generous, as a
# story that grows is looked at again.
SAME_STORY = -1.6
MERGED_FROM = -0.35
SPLIT_BELOW = 0.3
# A story that no report joined below these log odds since it was last looked at is not tried for two.
SURE = 1.0
# What few stories add to a score: the number of stories at which nothing is added or taken away, and that below
# which no more is added.
CROWD = 2.0
NEUTRAL = 200
FEWEST = 20
# The rarest terms of a report by which stories are looked up, the newest stories that are looked up by one term,
# how many lookups are made in all, and how many stories are then compared.
_LOOKUP_TERMS, _LOOKUP_STORIES, _LOOKUPS = 32, 48, 500
_LOOKED_UP = 12
_COMPARED = 6
# A story is looked at again when it has grown by this factor: with how many near it, and from how few to how many
# reports it may be split.
_GROWTH = 1.25
_NEAR = 3
_LEAST_TO_SPLIT, _MOST_TO_SPLIT = 4, 48
# Reports of a story that stand for it when stories are held against one another.
_STANDING_IN = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Placement:
    """Where a report was placed: the story, whether it founded it, and the log odds that it tells of its event.

    `score` is None where no story was compared. `merged` are the ids of stories that became part of `story`
    by this report; `StoryStream.why` gives the terms.
    """

    report: str
    story: str
    founded: bool
    score: float | None = None
    merged: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Grown:
    """A story as the stream holds it, all that is needed to go on from there: its number in order of founding, its
    reports in the order in which they joined (none: it is gone), and what is known of looking at it again."""

    number: int
    id: str
    reports: tuple[str, ...]
    tidied: int = 1
    doubted: bool = False


@dataclass(slots=True, eq=False)
class _Story:
    id: str
    number: int
    centroid: Centroid
    reports: list[str] = field(default_factory=list)
    tidied: int = 1
    doubted: bool = False


def story_id(report: str) -> str:
    """The id of the story that a report founds."""
    return "s" + hashlib.sha256(report.encode()).hexdigest()[:10]


class StoryStream:
    """The stories of the reports so far. Reports are placed one by one; a report is placed once."""

    def __init__(self, rulings: Iterable[Ruling] = ()) -> None:
        self._vocabulary = Vocabulary()
        self._reports: dict[str, Weighed] = {}
        self._story_of: dict[str, int] = {}
        self._stories: dict[int, _Story] = {}
        self._founded = 0
        self._holding: dict[int, list[int]] = {}
        self._changed: dict[int, str] = {}
        # With all that follows from them, so that no later report can force together what must stay apart.
        self._joined, self._apart = bonds(rulings, "story")

    @classmethod
    def grown(
        cls, terms: Iterable[StoryTerms], stories: Iterable[Grown], rulings: Iterable[Ruling] = ()
    ) -> StoryStream:
        """The stream that had placed these terms, in this order, into these stories: nothing is compared again."""
        made = cls(rulings)
        every = sorted(stories, key=lambda s: s.number)
        at = {report: story.number for story in every for report in story.reports}
        for one in terms:
            made._reports[one.report] = made._vocabulary.weigh(one)
            made._story_of[one.report] = at[one.report]
        for story in every:
            reports = [made._reports[id] for id in story.reports]
            made._stories[story.number] = _Story(
                story.id, story.number, Centroid.of(reports), list(story.reports), story.tidied, story.doubted
            )
            made._founded = story.number + 1
        for id, report in made._reports.items():
            made._look_up_by(report, at[id])
        return made

    def changed(self) -> tuple[Grown, ...]:
        """The stories that gained or lost reports since this was asked last, in order of founding."""
        found = [
            Grown(number=n, id=s.id, reports=tuple(s.reports), tidied=s.tidied, doubted=s.doubted)
            if (s := self._stories.get(n)) is not None
            else Grown(number=n, id=id, reports=())
            for n, id in sorted(self._changed.items())
        ]
        self._changed.clear()
        return tuple(found)

    def ask(self, terms: StoryTerms, barred: Container[str] = ()) -> str | None:
        """The id of the story that a report would join, but for those `barred`; None where it would found one. The stream
        stays as it is, and no later report can tell that this one was asked for."""
        report = self._vocabulary.weighed(terms)
        ranked = [(score, story) for score, story in self._ranked(report) if story.id not in barred]
        return ranked[0][1].id if ranked and ranked[0][0] + self._leaning() >= SAME_STORY else None

    def rule(self, rulings: Iterable[Ruling]) -> None:
        """Makes these the rulings that hold. The stories of reports that they bind otherwise than before are taken apart
        and their reports placed again; no other story is touched, but what they join."""
        before = (self._joined, self._apart)
        self._joined, self._apart = bonds(rulings, "story")
        pairs = zip(before, (self._joined, self._apart), strict=True)
        bound = {r for old, new in pairs for r in (*old, *new) if old.get(r) != new.get(r)}
        self._place_again({self._story_of[r] for r in bound if r in self._story_of})

    def release(self, reports: Iterable[str]) -> None:
        """Takes reports out, as if they had not come; what is left of their stories is placed again."""
        gone = {r for r in reports if r in self._reports}
        stories = {self._story_of[r] for r in gone}
        for report in gone:
            self._vocabulary.forget(self._reports[report].terms)
        self._place_again(stories, gone)

    def _place_again(self, numbers: Iterable[int], gone: Container[str] = ()) -> None:
        """Takes stories apart and places their reports again, in the order in which they came, but those that are gone."""
        apart = [self._stories.pop(n) for n in sorted(numbers)]
        founders = {s.reports[0]: s for s in apart}
        waiting = {id for s in apart for id in s.reports}
        for story in apart:
            self._changed[story.number] = story.id
        ordered = [id for id in self._reports if id in waiting] if waiting else []
        for id in ordered:
            del self._story_of[id]
        for id in ordered:
            if id in gone:
                del self._reports[id]
            else:
                self._put(self._reports[id], founders.get(id))

    def place(self, terms: StoryTerms) -> Placement:
        """Places one report. A report that was placed before stays where it is."""
        if terms.report in self._reports:
            return Placement(report=terms.report, story=self._of(terms.report).id, founded=False)
        report = self._vocabulary.weigh(terms)
        return self._put(report)

    def _put(self, report: Weighed, again: _Story | None = None) -> Placement:
        """Puts a weighed report into a story; one that it founds takes the place of that which it founded before."""
        terms = report.terms
        ranked = self._ranked(report)
        ruled = self._ruled(terms.report)
        fitting = [story for score, story in ranked if score + self._leaning() >= SAME_STORY]
        story = ruled or (fitting[0] if fitting else self._found(terms.report, again))
        founded = not story.reports
        self._add(report, story)
        story.doubted |= not founded and (not fitting or ranked[0][0] + self._leaning() < SURE)
        merged = []
        for other in fitting[:3]:
            if other.number in self._stories and other is not story and self._one(story, other):
                story, gone = sorted((story, other), key=lambda s: s.number)
                merged.append(self._merge(story, gone))
        story, more = self._tidy(story)
        merged += more
        return Placement(
            report=terms.report,
            story=self._of(terms.report).id,
            founded=founded,
            score=ranked[0][0] if ranked else None,
            merged=tuple(merged),
        )

    def explain(self, left: str, right: str) -> StoryLink:
        """What speaks for and against two reports telling of one event. Raises KeyError for an unknown report."""
        return explain(self._reports[left], self._reports[right], bar=self.bar)

    @property
    def bar(self) -> float:
        """The log odds from which a report joins a story now; among few stories less is enough."""
        return SAME_STORY - self._leaning()

    def why(self, report: str) -> StoryLink | None:
        """What binds a report to the nearest of the newest others of its story; None where it stands alone."""
        others = [r for r in self._of(report).reports if r != report][-_STANDING_IN:]
        links = [self.explain(other, report) for other in others]
        return max(links, key=lambda link: (link.score, link.left), default=None)

    def stories(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """Each story's id and reports, in the order in which stories were founded and reports came."""
        order = {report: n for n, report in enumerate(self._reports)}
        return tuple(
            (s.id, tuple(sorted(s.reports, key=order.__getitem__))) for _, s in sorted(self._stories.items())
        )

    def fit(self, report: str) -> float:
        """Log odds that a report tells of the event of the story that it stands in, itself among its reports."""
        return fit(self._reports[report], self._of(report).centroid)

    def story_of(self, report: str) -> str | None:
        """The id of the story that a report stands in; None where it was not placed."""
        return self._of(report).id if report in self._story_of else None

    def _leaning(self) -> float:
        """Log odds added to every score: among few stories, two that are alike are sooner one than among many."""
        return CROWD * (1.0 - log(max(FEWEST, len(self._stories))) / log(NEUTRAL))

    def _of(self, report: str) -> _Story:
        return self._stories[self._story_of[report]]

    def _ruled(self, report: str) -> _Story | None:
        """The story that people's rulings put a report into: all that they put together came there before."""
        found = {self._story_of[r] for r in self._joined.get(report, ()) if r in self._story_of}
        return self._stories[min(found)] if found else None

    def _ranked(self, report: Weighed) -> list[tuple[float, _Story]]:
        """The likeliest stories with their scores, the best first."""
        scored = [(fit(report, story.centroid), story) for story in self._likeliest(report)]
        return sorted(scored, key=lambda pair: (-pair[0], pair[1].number))

    def _likeliest(self, report: Weighed) -> list[_Story]:
        """The stories that share most of a report's rarest terms; none that a ruling bars."""
        barred = {self._story_of[r] for r in self._apart.get(report.terms.report, ()) if r in self._story_of}
        live = [n for n in self._looked_up(report.terms.codes, report.values) if n not in barred]
        return [self._stories[n] for n in live[:_COMPARED]]

    def _looked_up(self, codes: Codes, values: Floats) -> list[int]:
        """The numbers of the stories that hold the weightiest of some terms, those with most of them first."""
        counts: dict[int, float] = {}
        left = _LOOKUPS
        for at in np.argsort(-values, kind="stable")[:_LOOKUP_TERMS].tolist():
            holding = self._holding.get(int(codes[at]))
            if not holding:
                continue
            square = float(values[at]) ** 2
            for number in holding[-_LOOKUP_STORIES:]:
                counts[number] = counts.get(number, 0.0) + square
            left -= min(len(holding), _LOOKUP_STORIES)
            if left <= 0:
                break
        live = ((-gain, number) for number, gain in counts.items() if number in self._stories)
        return [number for _, number in nsmallest(_LOOKED_UP, live)]

    def _found(self, report: str, again: _Story | None = None) -> _Story:
        number = self._founded if again is None else again.number
        story = _Story(story_id(report), number, Centroid.of(()))
        self._stories[story.number] = story
        self._founded = max(self._founded, number + 1)
        return story

    def _add(self, report: Weighed, story: _Story) -> None:
        id = report.terms.report
        self._reports[id] = report
        self._story_of[id] = story.number
        self._hold(report, story)
        story.reports.append(id)

    def _hold(self, report: Weighed, story: _Story) -> None:
        """Adds a report to a story's centroid, and the story to those that hold the report's terms."""
        self._changed[story.number] = story.id
        self._look_up_by(report, story.number)
        story.centroid.add(report)

    def _look_up_by(self, report: Weighed, number: int) -> None:
        """From now on a story is found by the weightiest terms of a report."""
        for at in np.argsort(-report.values, kind="stable")[:_LOOKUP_TERMS].tolist():
            holding = self._holding.setdefault(int(report.terms.codes[at]), [])
            if not holding or holding[-1] != number:
                holding.append(number)
                if len(holding) > 4 * _LOOKUP_STORIES:
                    del holding[: 2 * _LOOKUP_STORIES]

    def _one(self, story: _Story, other: _Story) -> bool:
        """Whether the reports of the smaller of two stories fit the larger, and no ruling keeps them apart."""
        if any(
            self._story_of.get(r) == other.number for id in story.reports for r in self._apart.get(id, ())
        ):
            return False
        large, small = (story, other) if len(story.reports) >= len(other.reports) else (other, story)
        whole = [self._reports[id] for id in large.reports]
        return (
            likeness(whole, [self._reports[id] for id in small.reports], large.centroid) + self._leaning()
            >= MERGED_FROM
        )

    def _tidy(self, story: _Story) -> tuple[_Story, list[str]]:
        """A story that has grown by `_GROWTH` is split where it has come to hold two, else merged with those near it."""
        if len(story.reports) < story.tidied * _GROWTH:
            return story, []
        story.tidied = len(story.reports)
        if story.doubted and _LEAST_TO_SPLIT <= len(story.reports) <= _MOST_TO_SPLIT:
            story.doubted = False
            if self._split(story):
                return story, []
        merged = []
        for other in self._near(story):
            if self._one(story, other):
                story, gone = sorted((story, other), key=lambda s: s.number)
                merged.append(self._merge(story, gone))
        return story, merged

    def _near(self, story: _Story) -> list[_Story]:
        """The stories that share most of the rarest terms of a story."""
        centroid = story.centroid
        found = self._looked_up(centroid.codes, centroid.values)
        return [self._stories[n] for n in found if n != story.number][:_NEAR]

    def _split(self, story: _Story) -> bool:
        """Splits a story into two where its halves do not fit each other; whether it was split."""
        ids = story.reports
        reports = [self._reports[id] for id in ids]
        found = halves(reports)
        if found is None:
            return False
        first, second = ([reports[n] for n in half] for half in found)
        if likeness(first, second) + self._leaning() >= SPLIT_BELOW:
            return False
        leaving = second if ids.index(story.reports[0]) in found[0] else first
        gone = [r.terms.report for r in leaving]
        if any(
            j in story.reports and (j in gone) != (id in gone)
            for id in gone
            for j in self._joined.get(id, ())
        ):
            return False
        other = self._found(gone[0])
        self._changed[story.number] = story.id
        story.reports = [id for id in story.reports if id not in set(gone)]
        story.centroid = Centroid.of([self._reports[id] for id in story.reports])
        story.tidied = len(story.reports)
        for report in leaving:
            self._story_of[report.terms.report] = other.number
            self._hold(report, other)
            other.reports.append(report.terms.report)
        other.tidied = len(other.reports)
        return True

    def _merge(self, story: _Story, other: _Story) -> str:
        """Puts the reports of `other` into `story`; the id that is gone."""
        story.doubted = True
        for id in other.reports:
            self._story_of[id] = story.number
            self._hold(self._reports[id], story)
            story.reports.append(id)
        del self._stories[other.number]
        self._changed[other.number] = other.id
        return other.id
