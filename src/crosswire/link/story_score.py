"""How well a report fits a story, as a sum of signals each of which rests on terms that can be shown.

In: the terms of a report weighted by how rare they are, and what a story's reports come to. Out: the value of
every signal, their weighted sum (log odds that the report tells of the story's event), and for two reports the
same sum term by term. The signals are a few cosines (all terms; persons, places, numbers apart), the rare
names shared, the distance of the stamps and the days told. Which stories are compared is decided in
`story_stream`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from math import exp, log1p, sqrt
from typing import Any

import numpy as np
from numpy.typing import NDArray

from crosswire.lang import table
from crosswire.link.story_terms import AGE, NUMBER, StoryTerms, stem

Floats = NDArray[np.floating[Any]]

# The weight of each signal, fitted by `python -m evals.dev_stories --fit` (logistic regression over five sets of
# reports whose stories are known, each set counted alike; held-out figures in docs/evaluation.md).
WEIGHTS: dict[str, float] = {
    "all": 5.99,
    "word": -1.89,
    "person": 1.95,
    "place": 0.96,
    "number": 3.29,
    "no_person": 0.56,
    "no_place": 0.52,
    "no_number": 0.26,
    "clash": -1.04,
    "rare_persons": 0.72,
    "rare_names": 1.12,
    "stamped": -0.71,
    "days_3": 1.44,
    "days_14": 2.67,
    "told": 1.29,
    "no_told": 0.79,
    "length": -1.37,
}
BASE = -2.20
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
    "rare_names",
    "stamped",
    "days_3",
    "days_14",
    "told",
    "no_told",
    "length",
)
# The signal groups of the kinds of terms: words, persons, places, organisations, numbers with ages.
_GROUP = np.array([0, 1, 2, 3, 4, 4], dtype=np.int64)
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
_MOST_TERMS, _COMPACT_TERMS = 600, 400
_MOST_DAYS = 40


@dataclass(frozen=True, slots=True, eq=False)
class Weighed:
    """The terms of one report as the stream weighed them when it came: values of unit length."""

    terms: StoryTerms
    values: Floats
    rarity: Floats

    @property
    def groups(self) -> NDArray[np.int64]:
        """The group of signals of each term."""
        return _GROUP[self.terms.kinds]


class Vocabulary:
    """How many reports of the stream hold each term, beside how common it is in English at large."""

    def __init__(self) -> None:
        self.reports = 0
        self._rows: dict[int, int] = {}
        self._texts: list[str] = []
        self._kinds: list[int] = []
        self._held = np.zeros(1024)

    def weigh(self, terms: StoryTerms) -> Weighed:
        """Counts the terms of one report and weighs them: damped counts times rarity, of unit length."""
        self.reports += 1
        rows = self._known(terms)
        self._held[rows] += 1.0
        return self.weighed(terms)

    def weighed(self, terms: StoryTerms) -> Weighed:
        """Weighs the terms of one report without counting them."""
        rows = self._known(terms)
        rarity = np.log((_PRIOR_REPORTS + self.reports + 1.0) / (self._held[rows] + 0.3))
        values = terms.weights * rarity
        length = sqrt(float(values @ values))
        unit = values / length if length else values
        return Weighed(terms, unit.astype(np.float32), rarity.astype(np.float32))

    def _known(self, terms: StoryTerms) -> NDArray[np.int64]:
        rows = []
        for code, kind, text in zip(terms.codes.tolist(), terms.kinds.tolist(), terms.texts, strict=True):
            row = self._rows.get(code)
            if row is None:
                row = self._rows[code] = len(self._rows)
                if row == len(self._held):
                    self._held = np.concatenate([self._held, np.zeros(row)])
                self._held[row] = _PRIOR_REPORTS * _share(kind, text)
            rows.append(row)
        return np.array(rows, dtype=np.int64)


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
    groups: NDArray[np.int64]
    held: NDArray[np.int32]
    reports: int = 0
    norms: Floats = field(default_factory=lambda: np.zeros(_GROUPS))
    stamps: list[int] = field(default_factory=list)
    told: dict[int, float] = field(default_factory=dict)

    @classmethod
    def of(cls, reports: Sequence[Weighed]) -> Centroid:
        """The centroid of some reports."""
        made = cls(np.zeros(0, np.uint64), np.zeros(0), np.zeros(0, np.int64), np.zeros(0, np.int32))
        for report in reports:
            made.add(report)
        return made

    def add(self, report: Weighed) -> None:
        """Adds one report."""
        self.reports += 1
        if self.reports == 1:
            self.codes, self.groups = report.terms.codes, report.groups
            self.values, self.held = report.values, np.ones(len(report.values), np.int32)
        else:
            self._sum(report)
        squares = self.values.astype(np.float64) ** 2
        self.norms = np.bincount(self.groups, squares, minlength=_GROUPS).astype(np.float64)
        day = report.terms.day
        if day is not None and day not in self.stamps:
            self.stamps = [*self.stamps, day][-_MOST_DAYS:]
        for n, told in enumerate(report.terms.days[:6]):
            self.told[told] = self.told.get(told, 0.0) + 1.0 / (1 + n)
        if len(self.told) > 2 * _MOST_DAYS:
            kept = sorted(self.told, key=lambda d: (-self.told[d], d))[:_MOST_DAYS]
            self.told = {d: self.told[d] for d in kept}

    def _sum(self, report: Weighed) -> None:
        codes = np.concatenate([self.codes, report.terms.codes])
        values = np.concatenate([self.values, report.values])
        groups = np.concatenate([self.groups, report.groups])
        held = np.concatenate([self.held, np.ones(len(report.values), np.int32)])
        order = np.argsort(codes, kind="stable")
        codes = codes[order]
        first = np.flatnonzero(np.concatenate(([True], codes[1:] != codes[:-1])))
        self.codes, self.groups = codes[first], groups[order][first]
        self.values = np.add.reduceat(values[order], first)
        self.held = np.add.reduceat(held[order], first)
        if len(self.codes) > _MOST_TERMS:
            kept = np.sort(np.argsort(-self.values, kind="stable")[:_COMPACT_TERMS])
            self.codes, self.values = self.codes[kept], self.values[kept]
            self.groups, self.held = self.groups[kept], self.held[kept]


@dataclass(frozen=True, slots=True)
class Shared:
    """The terms that a report shares with a story: positions in the report, and products of values."""

    at: NDArray[np.int64]
    products: Floats


def shared(report: Weighed, story: Centroid) -> Shared:
    """The terms in common."""
    found: NDArray[np.int64] = np.searchsorted(story.codes, report.terms.codes)
    found[found == len(story.codes)] = 0
    at = np.flatnonzero(story.codes[found] == report.terms.codes)
    return Shared(at, report.values[at] * story.values[found[at]])


def signals(report: Weighed, story: Centroid, both: Shared | None = None) -> Floats:
    """The value of each of `SIGNALS` for a report and a story that has at least one report."""
    both = both or shared(report, story)
    of_own = report.groups
    groups = of_own[both.at]
    dots = np.bincount(groups, both.products, minlength=_GROUPS)
    own = np.bincount(of_own, report.values * report.values, minlength=_GROUPS)
    norm = sqrt(float(story.norms.sum()))
    cosines, absent = [], []
    for group in _COMPARED:
        square = float(own[group] * story.norms[group])
        cosines.append(min(1.0, float(dots[group]) / sqrt(square)) if square > 0 else 0.0)
        absent.append(0.0 if square > 0 else 1.0)
    clash = (1.0 - cosines[1] - absent[1]) * (1.0 - cosines[2] - absent[2])
    rare = np.maximum(report.rarity[both.at] - RARE, 0.0)
    persons = float(rare[groups == PERSONS].sum())
    names = float(rare[(groups == PLACES) | (groups == ORGANISATIONS)].sum())
    days, stamps = report.terms.days, story.stamps
    times = (0.0, 0.0, 0.0)
    if report.terms.day is not None and stamps:
        away = min(abs(report.terms.day - d) for d in stamps)
        times = (1.0, exp(-away / 3), exp(-away / 14))
    told = told_share(days, story.told) if days and story.told else None
    return np.array(
        [
            float(dots.sum()) / norm if norm else 0.0,
            *cosines,
            *absent[1:],
            clash,
            log1p(persons),
            log1p(names),
            *times,
            told or 0.0,
            float(told is None),
            log1p(min(len(report.values), len(story.codes))),
        ]
    )


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
    return float(signals(report, story) @ _weights()) + BASE


@cache
def _weights() -> Floats:
    return np.array([WEIGHTS.get(name, 0.0) for name in SIGNALS])
