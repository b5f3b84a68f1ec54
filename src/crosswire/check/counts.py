"""Every number of a text with what stands around it: how it is meant, and what it counts.

In: a text or report with its annotations. Out: `Count`s in text order. A number that the figures of the
annotations carry has their meaning; any other (inside a quotation, "three times", "more than ten") has
what its own words give. Parts of dates, clock times, names and labels are none.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from crosswire.annotate.numbers import NumberPhrase, find_numbers
from crosswire.check.words import general, persons, tokens
from crosswire.types import Annotations, Figure, Qualifier, Report, Scalar, Span

_CLOCK = re.compile(r"(?:[01]?\d|2[0-3])[.:][0-5]\d(?!\d)")
_HALF = re.compile(r"\s*(?:[ap]\.?\s?m\b|o['’]clock\b)", re.I)
# "4." at the head of a line numbers a paragraph.
_LISTED = re.compile(r"[.)]\s")
_OF_THEM = re.compile(
    r"\s+(?:(?:of (?:them|these|those|whom|the \w+)\s+)?(?:are|were|is|was|being)|of (?:them|these|those|whom))\b",
    re.I,
)
_CLAUSE = re.compile(r"[.;:!?,()\n–—]")
# Words behind a number among which its noun is sought, and letters that they may take.
_NOUN_WORDS, _NOUN_REACH = 4, 60
# One is an article or a pronoun as often as a number.
_SMALLEST = 2
_YEARS = range(1800, 2100)
HARM = frozenset({"killed", "injured", "missing", "detained", "displaced", "rescued"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """A number: `span` with its qualifier, `core` alone, what its words allow, what it counts.

    `nouns` are the keys of the words that say what is counted, the head last; empty where it is left out
    ("of these, 600 were let go"). `figure` is the annotated figure behind it, if there is one.
    """

    span: Span
    core: Span
    value: Scalar | None
    low: Scalar | None
    high: Scalar | None
    qualifier: Qualifier
    unit: str | None
    nouns: tuple[str, ...]
    figure: Figure | None

    @property
    def measure(self) -> str | None:
        """What befell those counted, where the annotation says so."""
        measure = self.figure.measure if self.figure else None
        return measure if measure in HARM else None


def counts_of(report: Report, said: Annotations, limit: int = 200_000) -> tuple[Count, ...]:
    """The numbers of a report's article, in text order."""
    text = report.text[:limit]
    times = [(t.span.start, t.span.end) for t in said.times]
    named = [(m.span.start, m.span.end) for m in said.mentions if m.kind == "name"]
    figures = sorted(said.figures, key=lambda f: (f.number_span.start, f.span.end - f.span.start))
    found = []
    for phrase in find_numbers(text):
        if not _counts(text, phrase) or not report.is_article(phrase.start, phrase.end):
            continue
        if any(a < phrase.core_end and phrase.core_start < b for a, b in times):
            continue
        if any(a <= phrase.core_start and phrase.core_end <= b for a, b in named) and phrase.words:
            continue
        found.append(_count(report, phrase, figures))
    return tuple(found)


def _counts(text: str, phrase: NumberPhrase) -> bool:
    """Whether a number is said to count something, not a part of a date, a clock's or a label."""
    if phrase.kind in ("part", "score") or (phrase.value is None and phrase.low is None):
        return False
    core = text[phrase.core_start : phrase.core_end]
    if isinstance(phrase.value, int | float) and phrase.value < _SMALLEST and phrase.kind == "count":
        return phrase.value not in (0, 1) and not phrase.words
    if _LISTED.match(text, phrase.core_end) and text[: phrase.start].rsplit("\n", 1)[-1].strip(" #*-") == "":
        return False
    if _HALF.match(text, phrase.core_end) or _clock(text, phrase, core):
        return False
    if phrase.words and core[:1].isupper() and _in_title(text, phrase.core_start):
        return False
    bare = phrase.qualifier == "exact" and core.isdecimal()
    if bare and len(core) == 4 and int(core) in _YEARS:
        return False
    before = text[phrase.core_start - 1 : phrase.core_start]
    return not (before in ("-", "/", "#", "_") and bare)


def _clock(text: str, phrase: NumberPhrase, core: str) -> bool:
    """Whether "3.20" is the clock's: after "at", "about", "by", or as a line of its own."""
    if not _CLOCK.fullmatch(core):
        return False
    before = text[max(0, phrase.core_start - 14) : phrase.core_start].casefold()
    return bool(re.search(r"(?:\bat|\bby|\bfrom|\buntil|\bsince|about|towards|[,|]|\d{4})\s*$", before))


def _in_title(text: str, start: int) -> bool:
    """Whether the word before begins with a capital in the same line: "Gate Two"."""
    before = re.search(r"([^\W\d_]+)[ \-]$", text[max(0, start - 24) : start])
    return bool(before and before[1][0].isupper())


def _count(report: Report, phrase: NumberPhrase, figures: Sequence[Figure]) -> Count:
    core = report.span(phrase.core_start, phrase.core_end)
    figure = next((f for f in figures if f.number_span.overlaps(core)), None)
    nouns = _nouns(report.text, phrase.end)
    if figure is not None and figure.label:
        labelled = tuple(t.key for t in tokens(figure.label) if t.key)
        nouns = labelled or nouns
    return Count(
        span=report.span(phrase.start, phrase.end),
        core=core,
        value=phrase.value,
        low=phrase.low,
        high=phrase.high,
        qualifier=phrase.qualifier,
        unit=phrase.unit or (figure.unit if figure else None),
        nouns=nouns,
        figure=figure,
    )


def _nouns(text: str, end: int) -> tuple[str, ...]:
    """The content words right behind a number, up to the first function word but "of", "the", "its"."""
    stop = _CLAUSE.search(text, end, end + _NOUN_REACH)
    last = stop.start() if stop else min(len(text), end + _NOUN_REACH)
    of_them = _OF_THEM.match(text, end)
    if of_them:
        # "eleven of them are children", "three are guards": a noun of persons there says who they are.
        first = next((t.key for t in tokens(text, of_them.end(), last)), None)
        return (first,) if first in persons() else ()
    found: list[str] = []
    for token in tokens(text, end, last):
        if token.key is None:
            if found or token.folded not in ("of", "the", "its", "their", "more", "other", "further", "such"):
                break
            continue
        found.append(token.key)
        if len(found) == _NOUN_WORDS - 1:
            break
    return tuple(found)


def is_general(nouns: Sequence[str]) -> bool:
    """Whether the counted are named by no more than "people" or "bodies", or not at all."""
    return not nouns or set(nouns) <= general() or nouns[0] in general()
