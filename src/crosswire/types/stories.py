"""Stories, the lists that show them, and why two reports are in one."""

from __future__ import annotations

from dataclasses import dataclass

from crosswire.types.decisions import Ruling
from crosswire.types.report import Interval


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """Reports that tell of one event."""

    id: str
    title: str
    reports: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryLine:
    """A story with what a list tells of it.

    `days` are those from which its reports speak, the first and the last, None where no day is known;
    `originals` counts the texts behind its reports; `outlets` are its publishers, the busiest first.
    """

    story: Story
    days: Interval | None
    originals: int
    outlets: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryTerm:
    """A term by which two reports were held against each other: a word, person, place, organisation, number,
    age, day, "time" between them, or "base", what any two reports start from. `weight` is its part of the log
    odds: positive for one event, negative against."""

    kind: str
    text: str
    weight: float


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryReasons:
    """Why two reports are, or are not, in one story.

    `stories` are the ids of theirs. `score` is the log odds that the two alone tell of one event, the sum of
    the `terms`; from `bar` on they are taken to. `chain` leads from one to the other through reports of one
    story where the two alone would not have met; `ruling` is the decision that binds them, if there is one.
    """

    left: str
    right: str
    stories: tuple[str, str]
    score: float
    bar: float
    terms: tuple[StoryTerm, ...]
    chain: tuple[str, ...] = ()
    ruling: Ruling | None = None

    @property
    def same(self) -> bool:
        """Whether both are in one story."""
        return self.stories[0] == self.stories[1]
