"""Where renderings of one utterance part, word by word, and in what way.

Takes spans that render the same words, with their quotes' ids; gives `Divergence` values. The rendering
that is most like all others is the yardstick: every other is aligned with it, and stretches of it where
any of them differs become one divergence with all readings. What a partial quotation leaves out before
its first or after its last word is no divergence. Inflection and function words alone make none either. How
the readings differ, `divergence_kinds` says, and `roles` whether who acts and who is acted upon have changed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from crosswire.lang import table
from crosswire.lang.words import plain_words
from crosswire.reconcile.divergence_kinds import kind_of
from crosswire.reconcile.roles import exchanged
from crosswire.text.align import Edit, word_edits
from crosswire.text.tokens import Word, words
from crosswire.types import Divergence, DivergenceKind, Reading, Span

# Differences with at most so many equal words between them are read as one.
_GAP = 1
# A quotation that holds this share of the yardstick's words is no mere fragment of it.
_LONG = 0.4
# Words of the shortest clause.
_CLAUSE = 3
# What stands before a noun at the head of its clause, and what behind it.
_FEW = 2


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


@dataclass(slots=True)
class _Read:
    """One reading as it is gathered: as first printed, its quotes, the proper names in it."""

    text: str
    names: frozenset[str]
    quotes: list[str] = field(default_factory=list)


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
    turned = {n for n in edits if exchanged(_plain(pivot.words), _plain(renderings[n].words)) is not None}
    found = []
    for start, end in _stretches([e for row in edits.values() for e in row]):
        readings: dict[str, _Read] = {}
        _read(readings, pivot, start, end)
        for n, row in edits.items():
            place = _place(row, start, end, len(renderings[n].words))
            if place is not None:
                _read(readings, renderings[n], *place)
        divergence = _divergence(readings, _heads_clause(pivot, start, end), bool(turned))
        if divergence is not None:
            turned = set() if divergence.kind == "subject" else turned
            found.append(divergence)
    return tuple(found)


def _plain(found: Sequence[Word]) -> list[str]:
    return plain_words([w.folded for w in found])


def _heads_clause(pivot: Rendering, start: int, end: int) -> bool:
    """Whether a short stretch stands where the subject of a clause does: right before an auxiliary verb,
    with nothing or a determiner before it."""
    if end - start > _FEW or end >= len(pivot.words) or start >= end:
        return False
    before = pivot.words[start - 1].folded if start else "the"
    auxiliary = _lexicon("roles", "be") | _lexicon("roles", "have") | _lexicon("force")
    return before in _lexicon("roles", "determiners") and pivot.words[end].folded in auxiliary


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
    # A rendering that starts with the yardstick's first words and breaks off is a sentence cut, no fragment.
    cut = size >= _CLAUSE and [w.folded for w in other.words] == [w.folded for w in pivot.words[:size]]
    long = cut or size >= _LONG * len(pivot.words)
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
    left_out = [w.folded for w in pivot.words[edit.left_start : edit.left_end]]
    return len(left_out) > 1 and bool(_lexicon("condition").intersection(left_out))


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


def _read(readings: dict[str, _Read], source: Rendering, start: int, end: int) -> None:
    """Adds one rendering's reading of a stretch; equal folded words are one reading."""
    key = " ".join(w.folded for w in source.words[start:end])
    if key not in readings:
        readings[key] = _Read(source.text(start, end), _names(source, start, end))
    if source.quote not in readings[key].quotes:
        readings[key].quotes.append(source.quote)


def _names(source: Rendering, start: int, end: int) -> frozenset[str]:
    """The folded capitalised words of a stretch that do not stand at the head of a sentence."""
    found = set()
    offset = source.span.start
    for n in range(max(start, 1), end):
        word = source.words[n]
        printed = source.span.text[word.start - offset : word.end - offset]
        between = source.span.text[source.words[n - 1].end - offset : word.start - offset]
        if printed[0].isupper() and len(printed) > 1 and not any(c in between for c in '.!?:“"‘'):
            found.add(word.folded)
    return frozenset(found) - _lexicon("day")


def _divergence(readings: Mapping[str, _Read], heads_clause: bool, turned: bool) -> Divergence | None:
    ordered = sorted(readings.items(), key=lambda r: (-len(r[1].quotes), sorted(r[1].quotes), r[1].text))
    kind = kind_of([key.split() for key, _ in ordered], [r.names for _, r in ordered])
    if len(ordered) > 1 and (turned or heads_clause) and kind in _slight(turned):
        kind = "subject"
    if kind is None:
        return None
    return Divergence(
        readings=tuple(Reading(text=r.text, quotes=tuple(sorted(r.quotes))) for _, r in ordered),
        kind=kind,
    )


def _slight(turned: bool) -> tuple[DivergenceKind | None, ...]:
    """Kinds beside which another subject weighs more."""
    return (None, "omission", "wording", "synonym") if turned else ("wording",)


@cache
def _lexicon(name: str, part: str | None = None) -> frozenset[str]:
    found = table("en", "renderings")[name]
    return frozenset(found[part] if part else found)
