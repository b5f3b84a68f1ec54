"""What a report tells of who, what, where and when, as weighted terms: all that stories are found by.

In: one report and its annotations (names and times; nothing else is asked of them). Out: `StoryTerms`,
a few kilobytes that can be pickled: codes of words, names, numbers and ages with weights, and the days that
the text tells. Terms of the headline and the first words weigh more. How rare a term is over many reports,
and which reports tell of one event, is decided in `story_stream`.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from itertools import accumulate

import numpy as np
from numpy.typing import NDArray

from crosswire.lang import table
from crosswire.text.fold import strip_accents
from crosswire.text.shingles import word_code
from crosswire.text.tokens import WORD
from crosswire.types import Annotations, Report

KINDS = ("word", "person", "place", "organisation", "number", "age")
WORD_, PERSON, PLACE, ORGANISATION, NUMBER, AGE = range(len(KINDS))
# The most terms of a report that are kept: the weightiest names and numbers, and words.
_MOST_NAMES, _MOST_WORDS = 64, 80
_MOST_DAYS = 8
# The power of a term's count: what is told often weighs more, though less than in proportion.
_DAMPED = 0.75
# Article words that count as the lead, and what a term counts there, in the headline and further down.
_LEAD_WORDS = 60
_TITLE, _LEAD, _BODY = 3.0, 2.0, 1.0
# Words of an article that are read; a long page adds little to what its event is.
_READ_WORDS = 1200
_KIND_OF = {
    "PERSON": PERSON,
    "GPE": PLACE,
    "LOC": PLACE,
    "FAC": PLACE,
    "NORP": ORGANISATION,
    "ORG": ORGANISATION,
    "OTHER": ORGANISATION,
}
_AGE = re.compile(r"\b(\d{1,3})[-‐– ](?:year|yr|month)s?[-‐– ]old\b|,\s(\d{1,3}),|\b[Aa]ged?\s(\d{1,3})\b")
_NUMBER = re.compile(
    r"(?<![\w.,/:-])\d{1,3}(?:,\d{3})+(?![\w,])|(?<![\w.,/:-])\d+(?:\.\d+)?(?![\w:/-]|[.,]\d)"
)
_CLITIC = re.compile(r"[’'](?:s|t|re|ve|ll|d|m)?$")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class StoryTerms:
    """The terms of one report. The arrays run beside `texts`, in the order of the codes.

    `day` is the day the report speaks from, `days` are those that its text tells, the weightiest first, all
    as proleptic ordinals (`datetime.date.toordinal`). `kinds` index `KINDS`; `weights` are damped counts; `leads` marks
    terms of the headline or the first words.
    """

    report: str
    stamp: str | None
    day: int | None
    days: tuple[int, ...]
    codes: NDArray[np.uint64]
    kinds: NDArray[np.uint8]
    weights: NDArray[np.float32]
    leads: NDArray[np.bool_]
    texts: tuple[str, ...]
    title: str | None = None


def story_terms(report: Report, annotations: Annotations) -> StoryTerms:
    """The terms of one report, by what its annotations name; the same for the same report, whatever else is read."""
    counts: dict[tuple[int, str], float] = {}
    leads: set[str] = set()
    for kind, text, weight in _found(report, annotations):
        counts[kind, text] = counts.get((kind, text), 0.0) + weight
        if weight > _BODY:
            leads.add(_key(kind, text))
    kept = _kept(counts)
    ordered = sorted(
        (word_code(_key(kind, text)), kind, text, weight) for (kind, text), weight in kept.items()
    )
    return StoryTerms(
        report=report.id,
        stamp=report.published,
        day=_ordinal(annotations.anchor or report.published),
        days=_days(report, annotations),
        codes=np.array([code for code, *_ in ordered], dtype=np.uint64),
        kinds=np.array([kind for _, kind, *_ in ordered], dtype=np.uint8),
        weights=np.array([weight**_DAMPED for *_, weight in ordered], dtype=np.float32),
        leads=np.array([_key(kind, text) in leads for _, kind, text, _ in ordered], dtype=np.bool_),
        texts=tuple(text for _, _, text, _ in ordered),
        title=report.title,
    )


def _key(kind: int, text: str) -> str:
    """A name is one term whatever it was taken for: reports of one event are often typed differently."""
    return f"{KINDS[kind]} {text}" if kind in (NUMBER, AGE) else text


def _kept(counts: dict[tuple[int, str], float]) -> dict[tuple[int, str], float]:
    """The weightiest terms, each under one kind: that which most of its weight has."""
    best: dict[str, tuple[float, int]] = {}
    total: dict[str, float] = {}
    for (kind, text), weight in counts.items():
        key = _key(kind, text)
        # What is a name anywhere is one throughout: sentence starts and capitals hide names among words.
        rank = (weight if kind != WORD_ else 0.0, kind)
        best[key] = max(best.get(key, rank), rank)
        total[key] = total.get(key, 0.0) + weight
    merged = {(best[_key(k, t)][1], t): total[_key(k, t)] for k, t in counts}
    ranked = sorted(merged, key=lambda t: (-merged[t], t))
    words = [t for t in ranked if t[0] == WORD_][:_MOST_WORDS]
    others = [t for t in ranked if t[0] != WORD_][:_MOST_NAMES]
    return {t: merged[t] for t in (*words, *others)}


def _found(report: Report, annotations: Annotations) -> Iterator[tuple[int, str, float]]:
    """Every term where it stands: its kind, its folded text, what it counts there."""
    named = _named(annotations)
    barred = _Spans([(x.start, x.end) for x in report.excluded])
    ages = [m for m in _AGE.finditer(report.text) if not barred.touches(*m.span())]
    taken = _Spans([*((t.span.start, t.span.end) for t in annotations.times), *(m.span() for m in ages)])
    article = [m for m in WORD.finditer(report.text) if not barred.touches(*m.span())][:_READ_WORDS]
    lead_end = article[:_LEAD_WORDS][-1].end() if article else 0
    title = _Spans([(report.title_span.start, report.title_span.end)] if report.title_span else [])

    def weight(start: int, end: int) -> float:
        return _TITLE if title.touches(start, end) else _LEAD if start < lead_end else _BODY

    if report.title and report.title_span is None:
        for match in WORD.finditer(report.title):
            yield from _term(match.group(), named, _TITLE)
    for match in article:
        if not taken.touches(*match.span()):
            yield from _term(match.group(), named, weight(*match.span()))
    for match in ages:
        yield AGE, next(g for g in match.groups() if g), weight(*match.span())
    for match in _NUMBER.finditer(report.text):
        if not barred.touches(*match.span()) and not taken.touches(*match.span()):
            yield NUMBER, match.group().replace(",", ""), weight(*match.span())
    for kind, name, span in _full_names(annotations):
        if not barred.touches(*span):
            yield kind, name, weight(*span)


def _full_names(annotations: Annotations) -> Iterator[tuple[int, str, tuple[int, int]]]:
    """The last two words of each name of several words, as one term: rarer than either alone."""
    for mention in annotations.mentions:
        if mention.kind == "name":
            parts = [_folded(m.group()) for m in WORD.finditer(mention.span.text) if m.group()[0].isupper()]
            if len(parts) > 1 and all(parts[-2:]):
                yield _KIND_OF[mention.type], " ".join(parts[-2:]), (mention.span.start, mention.span.end)


def _term(printed: str, named: dict[str, int], weight: float) -> Iterator[tuple[int, str, float]]:
    """The term of a printed word, none where it tells nothing; a name is printed with a capital."""
    text = _folded(printed)
    if len(text) < 2 or text[0].isdigit() or text in _stopwords():
        return
    if text in _numbers():
        yield NUMBER, _numbers()[text], weight
        return
    kind = named.get(text, WORD_) if printed[0].isupper() else WORD_
    if kind != WORD_:
        yield kind, text, weight
    elif len(text) > 2:
        yield WORD_, stem(text), weight


class _Spans:
    """Stretches of a text, asked whether they touch others."""

    def __init__(self, spans: list[tuple[int, int]]) -> None:
        self._spans = sorted(spans)
        self._starts = [start for start, _ in self._spans]
        ends = accumulate((end for _, end in self._spans), max)
        self._ends = list(ends)

    def touches(self, start: int, end: int) -> bool:
        """Whether any stretch shares a character with `start`..`end`."""
        last = bisect_left(self._starts, end)
        return last > 0 and self._ends[last - 1] > start


def _named(annotations: Annotations) -> dict[str, int]:
    """The kind of each word of a name: that which most of the mentions with it have."""
    votes: dict[str, dict[int, int]] = {}
    for mention in annotations.mentions:
        if mention.kind not in ("name", "acronym"):
            continue
        for match in WORD.finditer(mention.span.text):
            if match.group()[:1].isupper():
                of = votes.setdefault(_folded(match.group()), {})
                kind = _KIND_OF[mention.type]
                of[kind] = of.get(kind, 0) + 1
    return {text: max(of, key=lambda k: (of[k], -k)) for text, of in votes.items()}


@lru_cache(maxsize=65536)
def _folded(word: str) -> str:
    return _CLITIC.sub("", strip_accents(word).casefold())


@cache
def _stopwords() -> frozenset[str]:
    return frozenset(table("en", "stopwords")["words"])


@cache
def _numbers() -> dict[str, str]:
    """The digits of number words from two on."""
    known = table("en", "numbers")
    listed = (*known["units"].items(), *known["teens"].items(), *known["tens"].items())
    return {word: str(value) for word, value in listed if value > 1}


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """One form for the inflections of an English word; others' words come through nearly as they are.

    >>> stem("shootings"), stem("killed"), stem("stories"), stem("firing")
    ('shoot', 'kill', 'story', 'fir')
    """
    if len(word) > 4 and word.endswith(("ies", "ied")):
        return word[:-3] + "y"
    for ending in ("s", "ed", "ing"):
        if word.endswith(ending) and len(word) - len(ending) > 2 and not word.endswith(("ss", "us", "is")):
            word = word[: -len(ending)]
            if ending != "s" and word[-1] == word[-2] and word[-1] not in "ls":
                word = word[:-1]
    return word[:-1] if word.endswith("e") and len(word) > 3 else word


def _days(report: Report, annotations: Annotations) -> tuple[int, ...]:
    """The days told, those told early and often first."""
    weights: dict[int, float] = {}
    for time in annotations.times:
        if time.interval is None or not report.is_article(time.span.start, time.span.end):
            continue
        start, end = _ordinal(time.interval.start), _ordinal(time.interval.end)
        if start is not None and end is not None and end - start <= 1:
            gain = 1.0 / (1.0 + time.span.start / 400)
            for day in range(start, end + 1):
                weights[day] = weights.get(day, 0.0) + gain
    return tuple(sorted(weights, key=lambda d: (-weights[d], d))[:_MOST_DAYS])


def _ordinal(stamp: str | None) -> int | None:
    try:
        return date.fromisoformat(stamp[:10]).toordinal() if stamp else None
    except ValueError:
        return None
