"""How well a report fits a story, as a sum of signals each of which rests on terms that can be shown.

In: the terms of a report weighted by how rare they are, and what a story's reports come to. Out: the value of
every signal, their weighted sum (log odds that the report tells of the story's event), and for two reports the
same sum term by term. The signals are a few cosines (all terms; persons, places, numbers apart), the rare
names shared, the distance of the stamps and the days told. Which stories are compared is decided in
`story_stream`.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from math import exp, log1p, sqrt
from operator import mul
from typing import Any

import numpy as np
from numpy.typing import NDArray

from crosswire.lang import table
from crosswire.link.story_terms import AGE, NUMBER, StoryTerms, stem

Floats = NDArray[np.floating[Any]]

# The weight of each signal, fitted by `python -m evals.fit_stories` (logistic regression over five sets of
# reports whose stories are known, each set counted alike; held-out figures in docs/evaluation.md).
WEIGHTS: dict[str, float] = {
    "all": 1.61,
    "word": -1.09,
    "person": 1.55,
    "place": 1.42,
    "number": 2.46,
    "no_person": 0.50,
    "no_place": 0.86,
    "no_number": 0.09,
    "clash": -0.51,
    "rare_persons": 0.19,
    "many_persons": 1.66,
    "rare_names": 0.97,
    "rare_ages": 0.56,
    "lead": 3.76,
    "stamped": -0.78,
    "days_3": 2.17,
    "days_14": 1.37,
    "lead_near": 3.70,
    "told": 1.69,
    "no_told": 0.99,
    "length": -1.24,
}
BASE = -2.77
SIGNALS = (
    "all",
    "word",
    "person",
    "place",
    "number",
    "no_person",
    "no_place",
    "no_number",
    "clash",
    "rare_persons",
    "many_persons",
    "rare_names",
    "rare_ages",
    "lead",
    "stamped",
    "days_3",
    "days_14",
    "lead_near",
    "told",
    "no_told",
    "length",
)
# The signal groups of the kinds of terms: words, persons, places, organisations, numbers with ages.
_GROUP = np.array([0, 1, 2, 3, 4, 4], dtype=np.int8)
_GROUPS = 5
WORDS, PERSONS, PLACES, ORGANISATIONS, NUMBERS = range(_GROUPS)
# The groups that have a cosine of their own.
_COMPARED = (WORDS, PERSONS, PLACES, NUMBERS)
# How many reports the general frequencies of English words weigh as much as, beside those of the stream.
_PRIOR_REPORTS = 80.0
# Words of a report of middle length, for the share of reports that hold a word of known frequency.
_REPORT_WORDS = 300
# Occurrences in a thousand million words of a word that the table of frequencies does not list.
_UNLISTED = 1e3
# Rarity (natural logarithm) from which a shared name counts as rare.
RARE = 2.0
# The sum of that by which shared persons are rarer, from which more adds nothing.
_MANY = 20.0
_MOST_TERMS, _COMPACT_TERMS = 600, 400
_MOST_DAYS = 40


@dataclass(frozen=True, slots=True, eq=False)
class Weighed:
    """The terms of one report as the stream weighed them when it came, beside `terms.codes`.

    `values` are damped counts times rarity, of unit length; `groups` the groups of signals; `rareness` how far the
    rarity passes `RARE`. `leads` are the values of the headline's and first words' terms, 0 for others. `norms` and
    `lead_norms` are the sums of the squares of both by group.
    """

    terms: StoryTerms
    values: Floats
    groups: NDArray[np.int8]
    rareness: Floats
    norms: tuple[float, ...]
    leads: Floats
    lead_norms: tuple[float, ...]


class Vocabulary:
    """How many reports of the stream hold each term, beside how common it is in English at large."""

    def __init__(self) -> None:
        self.reports = 0
        self._rows: dict[int, int] = {}
        self._held = np.zeros(1024)

    def weigh(self, terms: StoryTerms) -> Weighed:
        """Counts the terms of one report and weighs them: damped counts times rarity, of unit length."""
        self.reports += 1
        rows = self._known(terms)
        self._held[rows] += 1.0
        return self._weighed(terms, rows)

    def weighed(self, terms: StoryTerms) -> Weighed:
        """Weighs the terms of one report without counting them."""
        return self._weighed(terms, self._known(terms))

    def forget(self, terms: StoryTerms) -> None:
        """Takes back that the terms of one report were counted."""
        self.reports -= 1
        self._held[self._known(terms)] -= 1.0

    def _weighed(self, terms: StoryTerms, rows: NDArray[np.int64]) -> Weighed:
        rarity = np.log((_PRIOR_REPORTS + self.reports + 1.0) / (self._held[rows] + 0.3))
        values = terms.weights * rarity
        length = sqrt(float(values @ values))
        unit = values / length if length else values
        groups = _GROUP[terms.kinds]
        leads = unit * terms.leads
        return Weighed(
            terms=terms,
            values=unit.astype(np.float32),
            groups=groups,
            rareness=np.maximum(rarity - RARE, 0.0).astype(np.float32),
            norms=tuple(np.bincount(groups, unit * unit, minlength=_GROUPS).tolist()),
            leads=leads.astype(np.float32),
            lead_norms=tuple(np.bincount(groups, leads * leads, minlength=_GROUPS).tolist()),
        )

    def _known(self, terms: StoryTerms) -> NDArray[np.int64]:
        """The rows of terms in the table of those that hold them; a term that is new gets one."""
        codes = terms.codes.tolist()
        rows = list(map(self._rows.get, codes))
        if None in rows:
            for n, row in enumerate(rows):
                if row is None:
                    rows[n] = self._new(codes[n], int(terms.kinds[n]), terms.texts[n])
        return np.array(rows, dtype=np.int64)

    def _new(self, code: int, kind: int, text: str) -> int:
        row = self._rows[code] = len(self._rows)
        if row == len(self._held):
            self._held = np.concatenate([self._held, np.zeros(row)])
        self._held[row] = _PRIOR_REPORTS * _share(kind, text)
        return row


def _share(kind: int, text: str) -> float:
    """The share of reports of any kind that hold a term."""
    if kind == AGE:
        return 0.02
    if kind == NUMBER:
        value = float(text) if len(text) < 12 else 1e9
        return 0.3 / (1.0 + value) ** 0.7 if value < 1000 else 2e-3
    return 1.0 - exp(-_REPORT_WORDS * _frequencies().get(text, _UNLISTED) / 1e9)


@cache
def _frequencies() -> dict[str, float]:
    """Occurrences in a thousand million words, of English words and of their stems."""
    found: dict[str, float] = {}
    for band, listed in table("en", "frequencies")["bands"].items():
        often = 10 ** float(band)
        for word in listed.split():
            for form in {word, stem(word)}:
                found[form] = found.get(form, 0.0) + often
    return found


@dataclass(slots=True, eq=False)
class Centroid:
    """What the reports of a story come to: sums of their values by term, stamps and days told."""

    codes: NDArray[np.uint64]
    values: Floats
    groups: NDArray[np.int8]
    leads: Floats
    reports: int = 0
    norms: list[float] = field(default_factory=lambda: [0.0] * _GROUPS)
    lead_norms: list[float] = field(default_factory=lambda: [0.0] * _GROUPS)
    stamps: list[int] = field(default_factory=list)
    told: dict[int, float] = field(default_factory=dict)

    @classmethod
    def of(cls, reports: Sequence[Weighed]) -> Centroid:
        """The centroid of some reports."""
        made = cls(np.zeros(0, np.uint64), np.zeros(0), np.zeros(0, np.int8), np.zeros(0))
        for report in reports:
            made.add(report)
        return made

    def add(self, report: Weighed) -> None:
        """Adds one report."""
        self.reports += 1
        if self.reports == 1:
            self.codes, self.groups = report.terms.codes, report.groups
            self.values, self.leads = report.values, report.leads
        else:
            self._sum(report)
        squares = self.values.astype(np.float64) ** 2
        self.norms = np.bincount(self.groups, squares, minlength=_GROUPS).tolist()
        squares = self.leads.astype(np.float64) ** 2
        self.lead_norms = np.bincount(self.groups, squares, minlength=_GROUPS).tolist()
        day = report.terms.day
        if day is not None and day not in self.stamps:
            insort(self.stamps, day)
            del self.stamps[:-_MOST_DAYS]
        for n, told in enumerate(report.terms.days[:6]):
            self.told[told] = self.told.get(told, 0.0) + 1.0 / (1 + n)
        if len(self.told) > 2 * _MOST_DAYS:
            kept = sorted(self.told, key=lambda d: (-self.told[d], d))[:_MOST_DAYS]
            self.told = {d: self.told[d] for d in kept}

    def _sum(self, report: Weighed) -> None:
        codes = np.concatenate([self.codes, report.terms.codes])
        values = np.concatenate([self.values, report.values])
        groups = np.concatenate([self.groups, report.groups])
        leads = np.concatenate([self.leads, report.leads])
        order = np.argsort(codes, kind="stable")
        codes = codes[order]
        first = np.flatnonzero(np.concatenate(([True], codes[1:] != codes[:-1])))
        self.codes, self.groups = codes[first], groups[order][first]
        self.values = np.add.reduceat(values[order], first)
        self.leads = np.add.reduceat(leads[order], first)
        if len(self.codes) > _MOST_TERMS:
            kept = np.sort(np.argsort(-self.values, kind="stable")[:_COMPACT_TERMS])
            self.codes, self.values = self.codes[kept], self.values[kept]
            self.groups, self.leads = self.groups[kept], self.leads[kept]


@dataclass(frozen=True, slots=True)
class Shared:
    """The terms that a report shares with a story: where they stand in each, and the products of the values."""

    at: NDArray[np.int64]
    there: NDArray[np.int64]
    products: Floats


def shared(report: Weighed, story: Centroid) -> Shared:
    """The terms in common; the story must have some."""
    found = story.codes.searchsorted(report.terms.codes)
    found[found == len(story.codes)] = 0
    at = (story.codes[found] == report.terms.codes).nonzero()[0]
    there = found[at]
    return Shared(at, there, report.values[at] * story.values[there])


def signals(report: Weighed, story: Centroid) -> list[float]:
    """The value of each of `SIGNALS` for a report and a story that has at least one report."""
    if not len(story.codes):
        return [0.0] * len(SIGNALS)
    both = shared(report, story)
    groups = report.groups[both.at]
    dots = np.bincount(groups, both.products, minlength=_GROUPS).tolist()
    rareness = report.rareness[both.at]
    rare = np.bincount(groups, rareness, minlength=_GROUPS).tolist()
    products = report.leads[both.at] * story.leads[both.there]
    leads = np.bincount(groups, products, minlength=_GROUPS).tolist()
    ages = float(rareness[report.terms.kinds[both.at] == AGE].sum())
    cosines, absent = [], []
    for group in _COMPARED:
        cosines.append(_cosine(dots[group], report.norms[group], story.norms[group]))
        absent.append(0.0 if report.norms[group] * story.norms[group] > 0 else 1.0)
    told = told_share(report.terms.days, story.told) if report.terms.days and story.told else None
    times = _times(report.terms.day, story.stamps)
    return [
        _cosine(sum(dots), sum(report.norms), sum(story.norms)),
        *cosines,
        *absent[1:],
        (1.0 - cosines[1] - absent[1]) * (1.0 - cosines[2] - absent[2]),
        log1p(rare[PERSONS]),
        min(_MANY, rare[PERSONS]) / _MANY,
        log1p(rare[PLACES] + rare[ORGANISATIONS]),
        ages,
        _cosine(sum(leads), sum(report.lead_norms), sum(story.lead_norms)),
        *times,
        times[2] * _cosine(sum(leads[1:]), sum(report.lead_norms[1:]), sum(story.lead_norms[1:])),
        told or 0.0,
        float(told is None),
        log1p(min(len(report.values), len(story.codes))),
    ]


def _cosine(product: float, left: float, right: float) -> float:
    """The cosine of two vectors by their product and the squares of their lengths; 0 where one is empty."""
    return min(1.0, product / sqrt(left * right)) if left > 0 and right > 0 else 0.0


def _times(day: int | None, stamps: list[int]) -> tuple[float, float, float]:
    """Whether both are stamped, and how near the nearest stamp is, over days and over weeks."""
    if day is None or not stamps:
        return 0.0, 0.0, 0.0
    at = bisect_left(stamps, day)
    away = min(abs(day - s) for s in stamps[max(0, at - 1) : at + 1])
    return 1.0, exp(-away / 3), exp(-away / 14)


def told_share(days: tuple[int, ...], told: dict[int, float]) -> float:
    """How far the days that a report tells are those of the story; the next day counts half."""
    most = max(told.values())
    total = found = 0.0
    for n, day in enumerate(days[:6]):
        share = 1.0 / (1 + n)
        total += share
        beside = max(told.get(day - 1, 0.0), told.get(day + 1, 0.0))
        found += share * max(told.get(day, 0.0), 0.5 * beside) / most
    return found / total


def fit(report: Weighed, story: Centroid) -> float:
    """Log odds that the report tells of the story's event."""
    return sum(map(mul, signals(report, story), _weights()), BASE)


@cache
def _weights() -> tuple[float, ...]:
    return tuple(WEIGHTS.get(name, 0.0) for name in SIGNALS)
