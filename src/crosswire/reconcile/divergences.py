"""Where renderings of one utterance part, word by word, and in what way.

Takes spans that render the same words, with their quotes' ids; gives `Divergence` values. The rendering
that is most like all others is the yardstick: every other is aligned with it, and stretches of it where
any of them differs become one divergence with all readings. What a partial quotation leaves out before
its first or after its last word is no divergence. Inflection and function words alone make none either.
Synonyms are not told from other wording.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from crosswire.lang import table
from crosswire.text.align import Edit, word_edits
from crosswire.text.tokens import Word, words
from crosswire.types import Divergence, Reading, Span

# Inflected forms meet in their first letters, as in the linking of utterances.
_STEM = 5
# Differences with at most so many equal words between them are read as one.
_GAP = 1
# A quotation that holds this share of the yardstick's words is no mere fragment of it.
_LONG = 0.4
# Longer readings differ in too much to say that it is a negation or a number that parts them.
_NEAR = 10
_CONTRACTION = re.compile(r"'(?:s|d|m|ll|re|ve)$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendering:
    """One rendering: where it stands, the quote that holds it, its words."""

    span: Span
    quote: str
    words: tuple[Word, ...]

    def text(self, start: int, end: int) -> str:
        """The printed words from position `start` to `end`; empty where there are none."""
        if start >= end:
            return ""
        offset = self.span.start
        return self.span.text[self.words[start].start - offset : self.words[end - 1].end - offset]


def rendering(span: Span, quote: str) -> Rendering:
    """The words of one rendering, at offsets of its report."""
    found = words(span.text)
    moved = tuple(Word(w.start + span.start, w.end + span.start, w.folded.replace("’", "'")) for w in found)
    return Rendering(span=span, quote=quote, words=moved)


def divergences(renderings: Sequence[Rendering]) -> tuple[Divergence, ...]:
    """The divergences in the order of the yardstick's words; none where all print the same."""
    if len(renderings) < 2:
        return ()
    pivot = _yardstick(renderings)
    edits = {n: _edits(pivot, other) for n, other in enumerate(renderings) if other is not pivot}
    found = []
    for start, end in _stretches([e for row in edits.values() for e in row]):
        readings: dict[str, tuple[str, list[str]]] = {}
        _read(readings, pivot, start, end)
        for n, row in edits.items():
            place = _place(row, start, end, len(renderings[n].words))
            if place is not None:
                _read(readings, renderings[n], *place)
        divergence = _divergence(readings)
        if divergence is not None:
            found.append(divergence)
    return tuple(found)


def _yardstick(renderings: Sequence[Rendering]) -> Rendering:
    """The rendering that shares most words with all others; the longer, then the first, of equals."""
    sets = [{w.folded for w in r.words} for r in renderings]
    weight = [sum(len(s & o) for o in sets) for s in sets]
    best = max(range(len(sets)), key=lambda n: (weight[n], len(renderings[n].words), -n))
    return renderings[best]


def _edits(pivot: Rendering, other: Rendering) -> list[Edit]:
    """The differences, without what a partial quotation leaves out at its ends."""
    edits = list(word_edits([w.folded for w in pivot.words], [w.folded for w in other.words]))
    size = len(other.words)
    long = size >= _LONG * len(pivot.words)
    outer = [
        e
        for e in edits
        if e.kind == "delete"
        and (e.right_start == 0 or e.right_end == size)
        and not (long and _conditional(pivot, e))
    ]
    return [e for e in edits if e not in outer] + [_silence(e) for e in outer]


def _conditional(pivot: Rendering, edit: Edit) -> bool:
    """Whether what is left out holds a condition: a long quotation without it says something else."""
    return any(w.folded in _lexicon("condition") for w in pivot.words[edit.left_start : edit.left_end])


def _silence(edit: Edit) -> Edit:
    """An outer omission, marked: it covers no words of the other rendering and starts before them."""
    return Edit(edit.kind, edit.left_start, edit.left_end, -1, -1)


def _stretches(edits: Sequence[Edit]) -> list[tuple[int, int]]:
    """Where the yardstick is contradicted, near and overlapping places joined."""
    places = sorted((e.left_start, e.left_end) for e in edits if e.right_start >= 0)
    joined: list[tuple[int, int]] = []
    for start, end in places:
        if joined and start - joined[-1][1] <= _GAP:
            joined[-1] = (joined[-1][0], max(joined[-1][1], end))
        else:
            joined.append((start, end))
    return joined


def _place(edits: Sequence[Edit], start: int, end: int, size: int) -> tuple[int, int] | None:
    """The words of another rendering that stand for the yardstick's `start`..`end`; None if silent."""
    whole = end - start
    silent = [(e.left_start, e.left_end) for e in edits if e.right_start < 0]
    if any(a <= start and end <= b for a, b in silent):
        return None
    spoken = sorted((e for e in edits if e.right_start >= 0), key=lambda e: (e.left_start, e.right_start))
    skipped = next((b for a, b in silent if a == 0), 0)
    start = max(start, skipped)
    end = min(end, next((a for a, _ in silent if a >= start and a > 0), end))
    if 2 * (end - start) < whole:
        return None
    first, last = start - skipped, end - skipped
    for edit in spoken:
        grown = (edit.right_end - edit.right_start) - (edit.left_end - edit.left_start)
        if edit.left_end <= start and (edit.left_end, edit.left_start) != (start, start):
            first, last = first + grown, last + grown
        elif edit.left_start <= end and start <= edit.left_end:
            last += grown
    return (max(0, first), min(size, max(first, last)))


def _read(readings: dict[str, tuple[str, list[str]]], source: Rendering, start: int, end: int) -> None:
    """Adds one rendering's reading of a stretch; equal folded words are one reading."""
    key = " ".join(w.folded for w in source.words[start:end])
    _, quotes = readings.setdefault(key, (source.text(start, end), []))
    if source.quote not in quotes:
        quotes.append(source.quote)


def _divergence(readings: Mapping[str, tuple[str, list[str]]]) -> Divergence | None:
    kind = _kind([key.split() for key in readings])
    if kind is None:
        return None
    ordered = sorted(readings.values(), key=lambda r: (-len(r[1]), sorted(r[1]), r[0]))
    return Divergence(
        readings=tuple(Reading(text=text, quotes=tuple(sorted(quotes))) for text, quotes in ordered),
        kind=kind,
    )


def _kind(readings: Sequence[Sequence[str]]) -> str | None:
    """How readings differ, gravest first; None where only inflection or function words differ."""
    if len(readings) < 2:
        return None
    for kind, values in _grave(readings) if max(map(len, readings)) <= _NEAR else ():
        if any(v != values[0] for v in values[1:]):
            return kind
    strong = [_force(r) for r in readings]
    if None not in strong and len(set(strong)) > 1:
        return "softening" if (strong[0] or 0) > (strong[1] or 0) else "hardening"
    content = [
        frozenset(_values().get(w, w[:_STEM]) for w in r if w not in _lexicon("stop")) for r in readings
    ]
    if all(c == content[0] for c in content[1:]):
        return None
    return "omission" if not all(content) else "wording"


def _content(reading: Sequence[str]) -> frozenset[str]:
    """The stems of the content words, contracted verbs taken off, number words as digits."""
    plain = [_CONTRACTION.sub("", w) for w in reading]
    return frozenset(_values().get(w, w[:_STEM]) for w in plain if w not in _lexicon("stop"))


def _grave(readings: Sequence[Sequence[str]]) -> Iterator[tuple[str, list[Hashable]]]:
    """What each reading denies, counts, puts under a condition and speaks of."""
    yield "negation", [_denials(r) for r in readings]
    yield "number", [_numbers(r) for r in readings]
    yield "condition", [bool(_lexicon("condition") & set(r)) for r in readings]
    persons = [_persons(r) for r in readings]
    if all(persons):
        yield "subject", [*persons]


def _denials(reading: Sequence[str]) -> bool:
    return sum(w in _lexicon("deny") or w.endswith(("n't", "n’t")) for w in reading) % 2 == 1


def _numbers(reading: Sequence[str]) -> tuple[str, ...]:
    return tuple(sorted(_values().get(w, w) for w in reading if w.isdecimal() or w in _values()))


def _persons(reading: Sequence[str]) -> frozenset[str]:
    persons = table("en", "renderings")["subject"]
    return frozenset(persons[w] for w in reading if w in persons)


def _force(reading: Sequence[str]) -> int | None:
    force = table("en", "renderings")["force"]
    return max((force[w] for w in reading if w in force), default=None)


@cache
def _lexicon(name: str) -> frozenset[str]:
    if name == "stop":
        return frozenset(table("en", "stopwords")["words"]) - frozenset(table("en", "negation")["words"])
    return frozenset(table("en", "negation")["words"] if name == "deny" else table("en", "renderings")[name])


@cache
def _values() -> Mapping[str, str]:
    """Number words, each with its digits; "one" is left out, being a pronoun as often."""
    data = table("en", "numbers")
    found = {
        w: str(n) for part in ("units", "zeros", "teens", "tens", "scales") for w, n in data[part].items()
    }
    return {w: n for w, n in found.items() if w not in {"one", "score"}}
