"""Why two reports are taken for one story, or are not: every term with its weight in the score.

In: two reports as the stream weighed them. Out: `StoryLink`: the log odds, and the terms that they are the sum of,
those for one event positive, those against it negative. Where a signal rests on several terms (a cosine, the
rare names shared) its weight is shared out among them by what each brings in. What holds of any two reports, and
a bar that they must pass, stand as terms of kind "base".
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np

from crosswire.link.story_score import (
    NUMBERS,
    ORGANISATIONS,
    PERSONS,
    PLACES,
    SIGNALS,
    WEIGHTS,
    WORDS,
    Centroid,
    Weighed,
    fit,
    shared,
    signals,
)
from crosswire.link.story_terms import AGE, KINDS, StoryTerms

_SMALLEST = 0.005
# The signals of each group of terms: its cosine, and the one that is set where a side has no such term.
_OF_GROUP = {
    WORDS: ("word", None),
    PERSONS: ("person", "no_person"),
    PLACES: ("place", "no_place"),
    NUMBERS: ("number", "no_number"),
}
_TIMES = ("stamped", "days_3", "days_14")


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkTerm:
    """A term of a link: a word, person, place, organisation, number, age, day, "time" (between the stamps) or "base".

    `weight` is its part of the log odds: positive for one event, negative against.
    """

    kind: str
    text: str
    weight: float


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryLink:
    """Two reports, the log odds that they tell of one event, whether that passes, and all that it comes from."""

    left: str
    right: str
    score: float
    same: bool
    terms: tuple[LinkTerm, ...]


def explain(left: Weighed, right: Weighed, *, bar: float) -> StoryLink:
    """The link between two reports, held against each other as if the other alone were the story."""
    if right.terms.report < left.terms.report:
        left, right = right, left
    story = Centroid.of([left])
    values = signals(right, story)
    score = fit(right, story)
    terms = [*_of_terms(right, left, story, values), *_of_days(left.terms, right.terms, values)]
    rest = score - sum(t.weight for t in terms)
    terms.append(LinkTerm(kind="base", text="what any two reports start from", weight=rest))
    ordered = sorted(terms, key=lambda t: (-abs(t.weight), t.kind, t.text))
    return StoryLink(
        left=left.terms.report,
        right=right.terms.report,
        score=score,
        same=score >= bar,
        terms=tuple(t for t in ordered if abs(t.weight) >= _SMALLEST),
    )


def _of_terms(report: Weighed, other: Weighed, story: Centroid, values: list[float]) -> list[LinkTerm]:
    """What the shared terms bring in, and the names and numbers that one side alone has."""
    gains = np.zeros(len(report.values))
    if not len(story.codes):
        return []
    both = shared(report, story)
    value = dict(zip(SIGNALS, values, strict=True))
    cosine = value["all"]
    if cosine > 0:
        gains[both.at] += both.products * (WEIGHTS["all"] * cosine / float(both.products.sum()))
    own = report.groups[both.at]
    leads = report.leads[both.at] * story.leads[both.there]
    for chosen, signal in ((own >= WORDS, "lead"), (own != WORDS, "lead_near")):
        total = float(leads[chosen].sum())
        if total > 0:
            gains[both.at[chosen]] += leads[chosen] * (WEIGHTS[signal] * value[signal] / total)
    for group, (signal, _) in _OF_GROUP.items():
        chosen = own == group
        total = float(both.products[chosen].sum())
        if total > 0:
            gains[both.at[chosen]] += both.products[chosen] * (WEIGHTS[signal] * value[signal] / total)
    rare = report.rareness[both.at].astype(np.float64)
    for chosen, weight in (
        (own == PERSONS, sum(WEIGHTS[s] * value[s] for s in ("rare_persons", "many_persons"))),
        (report.terms.kinds[both.at] == AGE, WEIGHTS["rare_ages"] * value["rare_ages"]),
        ((own == PLACES) | (own == ORGANISATIONS), WEIGHTS["rare_names"] * value["rare_names"]),
    ):
        total = float(rare[chosen].sum())
        if total > 0:
            gains[both.at[chosen]] += rare[chosen] * (weight / total)
    found = [_term(report, at, gain) for at, gain in enumerate(gains.tolist()) if gain]
    return [*found, *_unshared(report, other, value), *_unshared(other, report, value)]


def _unshared(report: Weighed, other: Weighed, value: dict[str, float]) -> list[LinkTerm]:
    """Names and numbers of one side that the other, which has some of that kind, lacks: half of what
    it would have brought to have none at all is taken back on each side."""
    own = np.isin(report.terms.codes, other.terms.codes)
    found = []
    for group, (_, absent) in _OF_GROUP.items():
        alone = np.flatnonzero((report.groups == group) & ~own)
        squares = report.values[alone].astype(np.float64) ** 2
        if absent is None or value[absent] or not len(alone):
            continue
        against = WEIGHTS[absent] + (
            WEIGHTS["clash"] * -value["clash"] / 2 if group in (PERSONS, PLACES) else 0.0
        )
        share = -against / 2 / float(squares.sum())
        found += [_term(report, int(at), float(s * share)) for at, s in zip(alone, squares, strict=True)]
    return found


def _term(report: Weighed, at: int, weight: float) -> LinkTerm:
    return LinkTerm(kind=KINDS[report.terms.kinds[at]], text=report.terms.texts[at], weight=weight)


def _of_days(left: StoryTerms, right: StoryTerms, values: list[float]) -> list[LinkTerm]:
    """The distance of the stamps, and the days that both tell."""
    value = dict(zip(SIGNALS, values, strict=True))
    found = []
    if left.day is not None and right.day is not None:
        away = abs(left.day - right.day)
        text = "the same day" if away == 0 else f"{away} day{'s' if away > 1 else ''} apart"
        found.append(LinkTerm(kind="time", text=text, weight=sum(WEIGHTS[s] * value[s] for s in _TIMES)))
    common = [d for d in right.days if d in left.days] or [
        d for d in right.days if d - 1 in left.days or d + 1 in left.days
    ]
    gain = WEIGHTS["told"] * value["told"]
    for day in common:
        weight = gain / len(common)
        found.append(LinkTerm(kind="day", text=date.fromordinal(day).isoformat(), weight=weight))
    if not value["no_told"]:
        for day in sorted({*right.days[:2], *left.days[:2]} - {*right.days} & {*left.days}):
            against = -WEIGHTS["no_told"] / 4
            found.append(LinkTerm(kind="day", text=date.fromordinal(day).isoformat(), weight=against))
    return found
