"""What became of each person whom a report tells of without a number: the gravest of what it says.

In: the individuals of one report (`Annotations.individuals`) and its sentences. Out: a `Fate` for each person.
A person first hurt and then dead is among the dead alone; one hurt and held is among both. What is denied or
told as background counts for nothing, nor do persons that a count holds already. Left undone: persons over reports.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from crosswire.lang import table
from crosswire.types import Figure, Measure, Span

# Graver fates first: of one person only the first that is told counts.
_GRAVITY: tuple[Measure, ...] = ("killed", "missing", "injured", "rescued")


@dataclass(frozen=True, slots=True, kw_only=True)
class Fate:
    """One person's fate: the measure, how many the words name, the sentence (0 is the title) and the offset
    that tell of the person first, the ids of what tells it, whether the person did the harm, whether the words
    tell of a change (hurt, then dead). `rank` is 3 for "a third man": so many at least had this fate.
    """

    measure: Measure
    number: int
    sentence: int
    start: int
    figures: tuple[str, ...]
    attacker: bool = False
    later: bool = False
    rank: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Fates:
    """The persons of a report; `events` is how many dead (or hurt) words for the event imply at least, with
    their ids; `none` the measures of which the report says that there is nobody, with the ids."""

    persons: tuple[Fate, ...]
    events: tuple[tuple[Measure, int, int, str], ...]
    none: tuple[tuple[Measure, int, str], ...]

    def of(self, measure: Measure) -> tuple[Fate, ...]:
        """The persons with this fate, in the order of the text."""
        return tuple(f for f in self.persons if f.measure == measure)


def fates_of(individuals: Sequence[Figure], sentences: Sequence[Span], title_end: int) -> Fates:
    """The fates of a report's persons."""
    starts = [s.start for s in sentences]

    def sentence(figure: Figure) -> int:
        at = figure.number_span.start
        return 0 if at < title_end else bisect_right(starts, at)

    groups: dict[str, list[Figure]] = {}
    events: list[tuple[Measure, int, int, str]] = []
    none: list[tuple[Measure, int, str]] = []
    for f in individuals:
        if f.subset or f.modality == "denied" or not (f.part_of_event or f.span.end <= title_end):
            continue
        if f.number == 0:
            none.append((f.measure, sentence(f), f.id))
        elif f.qualifier == "at_least":
            events.append((f.measure, int(f.number or 1), sentence(f), f.id))
        else:
            groups.setdefault(f.id if f.relation else f.relates_to or f.id, []).append(f)
    persons: list[Fate] = []
    for group in groups.values():
        told = {f.measure for f in group}
        gravest = next((m for m in _GRAVITY if m in told), None)
        for measure in (gravest, "detained" if "detained" in told else None):
            if measure is not None:
                persons.append(_fate(measure, group, sentence))
    return Fates(persons=tuple(persons), events=tuple(events), none=tuple(none))


def _fate(measure: Measure, group: list[Figure], sentence: Callable[[Figure], int]) -> Fate:
    same = [f for f in group if f.measure == measure]
    first = min(group, key=lambda f: (sentence(f), f.span.start))
    return Fate(
        measure=measure,
        # Several without a number are two at least.
        number=max(int(f.number if f.number is not None else f.low or 2) for f in group),
        sentence=sentence(first),
        start=first.number_span.start,
        figures=tuple(f.id for f in (*same, *(f for f in group if f.measure != measure))),
        attacker=any(f.party.attackers == "only" for f in group),
        later=measure == "killed" and any(f.measure == "injured" for f in group),
        rank=max(_rank(f) for f in same),
    )


def _rank(figure: Figure) -> int:
    ordinals: Mapping[str, int] = table("en", "tolls")["ordinals"]
    words = figure.number_span.text.casefold().split()
    return max((ordinals.get(word, 1) for word in words), default=1)


def total(persons: Sequence[Fate]) -> int:
    """How many persons these are, at least: as many as the highest rank told."""
    return max([sum(p.number for p in persons), *(p.rank for p in persons)], default=0)
