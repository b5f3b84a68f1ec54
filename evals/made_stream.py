"""A stream of invented reports in stories, with copies among them, as if each had been annotated.

Takes a number; gives reports with annotations in order of publication. A story has persons, places, figures
and words of its own, is told by one to some hundred reports within two weeks, and most tell it anew: its own
terms among stretches of the development texts (`evals.made_many`). A third of the reports after a story's
first are copies of an earlier one: whole, cut, under a new head, or a paragraph in a text of their own. Every
report ends with the furniture of its outlet. How well stories are found cannot be told from such reports;
they are for speed and memory.
"""

from __future__ import annotations

import heapq
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from crosswire.types import Annotations, Interval, Mention, Report, Span, TimeExpression
from evals.made_many import USES, printed_stretches

DAYS = 60
OUTLETS = 400
COPIED = 0.33
# The newest reports of a story that others copy.
KEPT = 8
_FIRST = date(2031, 1, 1).toordinal()
_SYLLABLES = ("bar", "del", "mor", "tan", "vel", "kis", "lor", "ney", "sul", "gra", "pon", "hei", "ra", "zim")
_TYPES = ("PERSON", "GPE")


@dataclass(slots=True)
class _Story:
    persons: list[str]
    places: list[str]
    figures: list[int]
    words: list[str]
    told: list[list[str]] = field(default_factory=list)


class Invented:
    """Makes the reports of a stream, always the same for the same number and seed."""

    def __init__(self, number: int, *, seed: int = 11) -> None:
        self.number = number
        self._rng = random.Random(seed)
        self._pool = printed_stretches()
        self._uses = [0] * len(self._pool)
        self._feet = [f"{self._name()} {' '.join(self._stretch() for _ in range(4))}" for _ in range(OUTLETS)]

    def reports(self) -> Iterator[tuple[Report, Annotations]]:
        """The reports in order of publication, each with what annotating it would have found."""
        for n, (day, story) in enumerate(self._calendar()):
            told = self._told(story)
            story.told = [*story.told, told][-KEPT:]
            yield self._report(n, day, story, told)

    def _calendar(self) -> Iterator[tuple[int, _Story]]:
        """A day for every report, and the story that it tells, in order."""
        rng, made, queue = self._rng, 0, []
        while made < self.number:
            # Half of the stories have one or two reports; one in a hundred has a hundred and more.
            size = min(self.number - made, max(1, min(400, int(rng.paretovariate(0.9)))))
            start = rng.uniform(0, DAYS)
            story = _Story(
                [f"{self._name()} {self._name()}" for _ in range(3)],
                [self._name() for _ in range(3)],
                [rng.randrange(3, 4000) for _ in range(4)],
                [rng.choice(self._stretch().split()) for _ in range(12)],
            )
            for _ in range(size):
                heapq.heappush(queue, (start + min(14.0, rng.expovariate(0.5)), made, story))
                made += 1
        for _ in range(len(queue)):
            when, _, story = heapq.heappop(queue)
            yield _FIRST + int(when), story

    def _told(self, story: _Story) -> list[str]:
        """The sentences of one report."""
        rng = self._rng
        if story.told and rng.random() < COPIED:
            source = rng.choice(story.told)
            kind = rng.randrange(4)
            if kind == 0:
                return source
            if kind == 1:
                return source[: max(3, int(len(source) * rng.uniform(0.4, 0.9)))]
            if kind == 2:
                return [self._sentence(story), *source[1:]]
            own = self._own(story)
            start = rng.randrange(max(1, len(source) - 4))
            return [*own[: len(own) // 2], *source[start : start + 4], *own[len(own) // 2 :]]
        return self._own(story)

    def _own(self, story: _Story) -> list[str]:
        return [
            self._sentence(story) for _ in range(int(min(60, max(4, self._rng.lognormvariate(2.5, 0.6)))))
        ]

    def _sentence(self, story: _Story) -> str:
        rng = self._rng
        parts = [self._stretch(), self._stretch()]
        chosen = (story.persons, story.places, story.words, story.words, [str(f) for f in story.figures])
        if rng.random() < 0.7:
            parts.insert(1, rng.choice(rng.choice(chosen)))
        return " ".join(parts)

    def _stretch(self) -> str:
        n = self._rng.randrange(len(self._pool))
        self._uses[n] += 1
        if self._uses[n] <= USES:
            return self._pool[n]
        found = self._pool[n].split()
        found[len(found) // 2] = self._rng.choice(self._rng.choice(self._pool).split())
        return " ".join(found)

    def _name(self) -> str:
        return "".join(self._rng.choices(_SYLLABLES, k=self._rng.randint(2, 4))).capitalize()

    def _report(self, n: int, day: int, story: _Story, told: Sequence[str]) -> tuple[Report, Annotations]:
        outlet = self._rng.randrange(OUTLETS)
        published = date.fromordinal(day).isoformat()
        text = f"On {published} in {story.places[0]}. {'. '.join(told)}. {self._feet[outlet]}."
        id = f"r{n:06}"
        report = Report(
            id=id,
            source=id,
            text=text,
            sha256="",
            title=f"{story.persons[0]} {' '.join(story.words[:4])}",
            publisher=f"Outlet {outlet}",
            published=published,
            language="en",
        )
        mentions = tuple(
            Mention(span=span, type=_TYPES[kind], kind="name")
            for kind, names in enumerate((story.persons, story.places))
            for name in names
            for span in _spans(report, name)
        )
        when = TimeExpression(
            span=report.span(3, 13),
            interval=Interval(start=published, end=published),
            basis="",
            relative=False,
        )
        return report, Annotations(report=id, anchor=published, mentions=mentions, times=(when,))


def _spans(report: Report, name: str) -> Iterator[Span]:
    at = report.text.find(name)
    while at >= 0:
        yield report.span(at, at + len(name))
        at = report.text.find(name, at + 1)
