"""Quotations cut into the parts that can render one act of speech.

Takes annotations; gives `Unit` values: sentences of quotations with their weighted words. A long quotation
holds several utterances, and another report may print only one of them. Reported speech claims to give the
sense, not the words: its parts are units of their own kind, asked for apart. An interjection ("What
nonsense!") goes with the sentence that follows it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise
from math import log, sqrt

from crosswire.lang import table
from crosswire.lang.words import meanings, number_words, plain_words, stem
from crosswire.text.similarity import Vector, gram_codes, vectors
from crosswire.text.tokens import WORD, words
from crosswire.types import Annotations, Quote, Report, Span

_END = re.compile(r"[.!?…]+[\"”’')\]]*(?=\s)|\(…\)|\(\.\.\.\)|\[…\]|\[\.\.\.\]")
# A sentence of fewer words is an interjection or a tag.
_INTERJECTION = 4
# Fewer content words, in fewer words, are a label in quotation marks ("bandits"), not an utterance.
_CONTENT, _WORDS = 2, 4
# Reported speech of fewer content words says too little to be known again.
_REPORTED = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Printing:
    """One place where a part of a quotation is printed."""

    span: Span
    quote: str
    headline: bool


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Unit:
    """The words of a part of a quotation, one speaker's, with every place that prints just them.

    `stems` are the content words, `sequence` all words in order, cut alike; `weights` gives every stem its
    weight in a vector of length one, `faces` one word for each stem of a content word, `senses` the stems by
    what their faces can mean. Places that print
    the same words are one unit, so that a further copy of a report changes nothing in how the others are
    linked.
    """

    printings: tuple[Printing, ...]
    speaker: str | None
    stems: frozenset[str]
    sequence: tuple[str, ...]
    numbers: frozenset[str]
    negated: bool
    weights: Mapping[str, float]
    faces: Mapping[str, str]
    senses: Mapping[str, tuple[str, ...]]
    grams: Vector

    @property
    def quotes(self) -> frozenset[str]:
        """The ids of the quotes that print it."""
        return frozenset(p.quote for p in self.printings)


def units_of(
    reports: Sequence[Report],
    annotations: Sequence[Annotations],
    speakers: Mapping[str, str],
    *,
    reported: bool = False,
) -> tuple[Unit, ...]:
    """The parts of all quotations that say something, by their words and speaker; where `reported`, those of
    reported speech instead."""
    by_id = {r.id: r for r in reports}
    places: dict[tuple[str, str], list[Printing]] = {}
    for annotation in sorted(annotations, key=lambda a: a.report):
        for quote in sorted(annotation.quotes, key=lambda q: (q.span, q.id)):
            if (quote.kind == "indirect") != reported:
                continue
            for part in _parts(by_id[annotation.report], quote):
                key = (" ".join(_words(part.text)), speakers.get(quote.id, ""))
                printing = Printing(span=part, quote=quote.id, headline=quote.kind == "headline")
                places.setdefault(key, []).append(printing)
    keys = sorted(places)
    gram_vectors = vectors([gram_codes(text) for text, _ in keys])
    return tuple(
        _unit(key, places[key], weights, grams)
        for key, weights, grams in zip(keys, _weights([text for text, _ in keys]), gram_vectors)
    )


def _unit(
    key: tuple[str, str], printings: Sequence[Printing], weights: Mapping[str, float], grams: Vector
) -> Unit:
    text, speaker = key
    plain = text.split()
    values = number_words()
    faces = {stem(w): w for w in sorted(plain) if w not in _stopwords()}
    senses: dict[str, tuple[str, ...]] = {}
    for one, face in faces.items():
        for meaning in meanings(face):
            senses[meaning] = (*senses.get(meaning, ()), one)
    return Unit(
        printings=tuple(printings),
        speaker=speaker or None,
        stems=content(text),
        sequence=tuple(stem(w) for w in plain),
        numbers=frozenset(values.get(w, w) for w in plain if w in values or w[0].isdecimal()),
        negated=sum(w in _negations() for w in plain) % 2 == 1,
        weights=weights,
        faces=faces,
        senses=senses,
        grams=grams,
    )


def _weights(texts: Sequence[str]) -> Iterator[Mapping[str, float]]:
    """Unit vectors over the stems of texts, a stem the heavier the fewer of the texts hold it."""
    counted = [Counter(stem(w) for w in text.split()) for text in texts]
    frequency = Counter(s for c in counted for s in c)
    weight = {s: log((1 + len(texts)) / (1 + n)) + 1.0 for s, n in frequency.items()}
    for counts in counted:
        raw = {s: log(1 + n) * weight[s] for s, n in sorted(counts.items())}
        norm = sqrt(sum(v * v for v in raw.values()))
        yield {s: v / norm for s, v in raw.items()}


def _parts(report: Report, quote: Quote) -> list[Span]:
    fewest = _REPORTED if quote.kind == "indirect" else 0
    return [
        p for p in parts_of(report, quote.span) if _says_something(p.text) and len(content(p.text)) >= fewest
    ]


def parts_of(report: Report, span: Span) -> tuple[Span, ...]:
    """The sentences of a quotation, with a short one joined to the next."""
    ends = [m.end() for m in _END.finditer(report.text, span.start, span.end)]
    edges = [span.start, *(e for e in ends if e < span.end), span.end]
    pieces: list[tuple[int, int]] = []
    held: int | None = None
    for start, end in pairwise(edges):
        first = start if held is None else held
        if len(WORD.findall(report.text, start, end)) < _INTERJECTION and end != edges[-1]:
            held = first
            continue
        pieces.append((first, end))
        held = None
    return tuple(_trimmed(report, a, b) for a, b in pieces if report.text[a:b].strip())


@lru_cache(maxsize=4096)
def content(text: str) -> frozenset[str]:
    """The stems of a text's content words; numbers are not words."""
    return frozenset(stem(w) for w in _words(text) if w not in _stopwords() and not w.isdecimal())


def _says_something(text: str) -> bool:
    stems = content(text)
    return len(stems) >= _CONTENT or (bool(stems) and len(_words(text)) >= _WORDS)


def _trimmed(report: Report, start: int, end: int) -> Span:
    text = report.text[start:end]
    return report.span(start + len(text) - len(text.lstrip()), end - len(text) + len(text.rstrip()))


@lru_cache(maxsize=4096)
def _words(text: str) -> tuple[str, ...]:
    """Plain words: folded, contractions taken apart, one spelling."""
    return tuple(plain_words([w.folded.replace("’", "'") for w in words(text)]))


@cache
def _negations() -> frozenset[str]:
    return frozenset(table("en", "negation")["words"])


@cache
def _stopwords() -> frozenset[str]:
    return frozenset(table("en", "stopwords")["words"])
