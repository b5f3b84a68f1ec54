"""Quotations cut into the parts that can render one act of speech.

Takes annotations; gives `Unit` values: sentences of quotations with their vectors. A long quotation
holds several utterances, and another report may print only one of them. Indirect speech is left out:
it claims to give the sense, not the words. An interjection ("What nonsense!") goes with the sentence
that follows it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from crosswire.lang import table
from crosswire.text.shingles import word_code
from crosswire.text.similarity import Vector, gram_codes, vectors
from crosswire.text.tokens import WORD, words
from crosswire.types import Annotations, Report, Span

_END = re.compile(r"[.!?…]+[\"”’')\]]*(?=\s)|\(…\)|\(\.\.\.\)|\[…\]|\[\.\.\.\]")
# A sentence of fewer words is an interjection or a tag.
_INTERJECTION = 4
# Inflected forms meet in their first letters: five keep "destroyed" with "destroy" and part most others.
_STEM = 5
# Fewer content words, in fewer words, are a label in quotation marks ("bandits"), not an utterance.
_CONTENT, _WORDS = 2, 4
_NUMBER = re.compile(r"\d[\d.,]*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Printing:
    """One place where a part of a quotation is printed."""

    span: Span
    quote: str
    headline: bool


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Unit:
    """The words of a part of a quotation, one speaker's, with every place that prints just them.

    `stems` are the content words, `sequence` all words in order, cut alike; `words` and `grams` unit vectors. Places that print the same words
    are one unit, so that a further copy of a report changes nothing in how the others are linked.
    """

    printings: tuple[Printing, ...]
    speaker: str | None
    stems: frozenset[str]
    sequence: tuple[str, ...]
    numbers: frozenset[str]
    negated: bool
    words: Vector
    grams: Vector

    @property
    def quotes(self) -> frozenset[str]:
        """The ids of the quotes that print it."""
        return frozenset(p.quote for p in self.printings)


def units_of(
    reports: Sequence[Report], annotations: Sequence[Annotations], speakers: Mapping[str, str]
) -> tuple[Unit, ...]:
    """The parts of all quotations that say something, by their words and speaker."""
    by_id = {r.id: r for r in reports}
    places: dict[tuple[str, str], list[Printing]] = {}
    for annotation in sorted(annotations, key=lambda a: a.report):
        for quote in sorted(annotation.quotes, key=lambda q: (q.span, q.id)):
            marked = parts_of(by_id[annotation.report], quote.span) if quote.kind != "indirect" else ()
            for part in marked:
                if _says_something(part.text):
                    key = (" ".join(_words(part.text)), speakers.get(quote.id, ""))
                    printing = Printing(span=part, quote=quote.id, headline=quote.kind == "headline")
                    places.setdefault(key, []).append(printing)
    keys = sorted(places)
    word_vectors = vectors([[word_code(s) for s in _stems(text)] for text, _ in keys])
    gram_vectors = vectors([gram_codes(text) for text, _ in keys])
    return tuple(
        Unit(
            printings=tuple(places[text, speaker]),
            speaker=speaker or None,
            stems=content(text),
            sequence=tuple(_stems(text)),
            numbers=frozenset(_NUMBER.findall(places[text, speaker][0].span.text)),
            negated=_negated(text),
            words=by_word,
            grams=by_gram,
        )
        for (text, speaker), by_word, by_gram in zip(keys, word_vectors, gram_vectors)
    )


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


def content(text: str) -> frozenset[str]:
    """The stems of a text's content words; numbers are not words."""
    return frozenset(
        s for w, s in zip(_words(text), _stems(text)) if w not in _stopwords() and not w.isdecimal()
    )


def _says_something(text: str) -> bool:
    stems = content(text)
    return len(stems) >= _CONTENT or (bool(stems) and len(_words(text)) >= _WORDS)


def _trimmed(report: Report, start: int, end: int) -> Span:
    text = report.text[start:end]
    return report.span(start + len(text) - len(text.lstrip()), end - len(text) + len(text.rstrip()))


def _words(text: str) -> list[str]:
    return [w.folded.replace("’", "'") for w in words(text)]


def _stems(text: str) -> list[str]:
    return [w[:_STEM] for w in _words(text)]


def _negated(text: str) -> bool:
    """Whether an odd number of words deny."""
    deny = frozenset(table("en", "negation")["words"])
    return sum(w in deny or w.endswith("n't") for w in _words(text)) % 2 == 1


@cache
def _stopwords() -> frozenset[str]:
    return frozenset(table("en", "stopwords")["words"])
