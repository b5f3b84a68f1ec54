"""Pairs of names that stand in one slot of twin sentences, and what is known of a name elsewhere.

Comes in: the aligned passages of two linked reports. Goes out: `Slot`s, the pairs of namings without a
counterpart in the other passage, with how alike the words around them are. What such a pair means is
decided by the caller.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from crosswire.link.entities_forms import Naming
from crosswire.link.entities_lexicon import lexicon, plain
from crosswire.text.align import word_edits
from crosswire.text.names import sound
from crosswire.text.tokens import words
from crosswire.types import Lineage, Span

# So many words on either side of a name make its surroundings.
_WINDOW = 4


@dataclass(frozen=True, slots=True)
class Slot:
    """Two namings, one of each report, and the likeness of what surrounds them (0 to 1)."""

    left: Naming
    right: Naming
    context: float


class Known:
    """What the namings of all reports say of a name: who prints it, and whether it is introduced."""

    __slots__ = ("_full", "_keys", "_sounds", "_surnames")

    def __init__(self, namings: Sequence[Naming]) -> None:
        self._keys: dict[str, set[str]] = defaultdict(set)
        self._sounds: dict[str, set[str]] = defaultdict(set)
        self._full: dict[tuple[str, str], int] = defaultdict(int)
        self._surnames: dict[tuple[str, str], int] = defaultdict(int)
        for naming in namings:
            if naming.mention.kind == "nominal":
                continue
            self._keys[naming.key].add(naming.report)
            for word in naming.words:
                self._sounds[sound(word)].add(naming.report)
            if naming.type == "PERSON" and naming.words:
                self._surnames[naming.report, sound(naming.words[-1])] += 1
                if len(naming.words) > 1 or naming.mention.role:
                    for word in naming.words:
                        self._full[naming.report, sound(word)] += 1

    def person_in(self, naming: Naming, report: str) -> bool:
        """Whether the report names a person of this surname."""
        return self._surnames[report, sound(naming.words[-1])] > 0

    def elsewhere(self, naming: Naming, *, besides: str) -> bool:
        """Whether another report prints this name or a word that sounds like it."""
        return bool(self._sounds[sound(naming.words[-1])] - {besides})

    def introduced(self, naming: Naming) -> bool:
        """Whether its own report gives the name in full or with an office."""
        return self._full[naming.report, sound(naming.words[-1])] > 0

    def printed_in(self, naming: Naming, report: str) -> bool:
        """Whether the report prints just this name."""
        return report in self._keys[naming.key]

    def surname_elsewhere(self, naming: Naming, slot: Slot) -> int:
        """How many reports beside the two of the slot print this surname."""
        return len(self._sounds[sound(naming.words[-1])] - {slot.left.report, slot.right.report})

    def is_place(self, naming: Naming) -> bool:
        """Whether the name is a country's."""
        return naming.key in lexicon().countries


def slots(link: Lineage, namings: Sequence[Naming], texts: Mapping[str, str], known: Known) -> list[Slot]:
    """The pairs of namings without counterpart in the linked reports' twin passages."""
    by_report: dict[str, list[Naming]] = defaultdict(list)
    for naming in namings:
        if naming.mention.kind != "nominal" and naming.report in (link.left, link.right):
            by_report[naming.report].append(naming)
    out: list[Slot] = []
    for pair in link.evidence:
        left, right = _inside(by_report[link.left], pair.left), _inside(by_report[link.right], pair.right)
        out += _changed_words(left, right, pair.left, pair.right, texts)
        lone_left = [n for n in left if not any(_counterpart(n, m) for m in right)]
        lone_right = [n for n in right if not any(_counterpart(n, m) for m in left)]
        for a in lone_left:
            for b in lone_right:
                if _could_be(a, b):
                    context = _likeness(_around(a, texts), _around(b, texts))
                    out.append(Slot(a, b, context))
    return out


def _changed_words(
    left: Sequence[Naming],
    right: Sequence[Naming],
    left_span: Span,
    right_span: Span,
    texts: Mapping[str, str],
) -> list[Slot]:
    """The names that differ where two nearly equal passages differ in a few words only."""
    a = words(texts[left_span.report], left_span.start, left_span.end)
    b = words(texts[right_span.report], right_span.start, right_span.end)
    out: list[Slot] = []
    for edit in word_edits([w.folded for w in a], [w.folded for w in b]):
        if (
            edit.kind != "replace"
            or max(edit.left_end - edit.left_start, edit.right_end - edit.right_start) > 2
        ):
            continue
        from_left = _covering(left, a[edit.left_start].start, a[edit.left_end - 1].end)
        from_right = _covering(right, b[edit.right_start].start, b[edit.right_end - 1].end)
        for one, other in zip(from_left, from_right):
            if not _counterpart(one, other) and _could_be(one, other):
                out.append(Slot(one, other, _likeness(_around(one, texts), _around(other, texts))))
    return out


def _covering(namings: Sequence[Naming], start: int, end: int) -> list[Naming]:
    """The longest naming that touches the stretch, as a list of one or none."""
    touched = [n for n in namings if n.mention.span.start < end and start < n.mention.span.end]
    return sorted(touched, key=lambda n: (n.mention.span.start - n.mention.span.end, n.index))[:1]


def _inside(namings: Sequence[Naming], span: Span) -> list[Naming]:
    start = bisect_left(namings, span.start, key=lambda n: n.mention.span.start)
    out: list[Naming] = []
    for naming in namings[start:]:
        if naming.mention.span.start >= span.end:
            break
        if naming.mention.span.end <= span.end:
            out.append(naming)
    return out


def _counterpart(left: Naming, right: Naming) -> bool:
    """Whether two namings print one name: the same words by sound, a surname alone, a country's adjective."""
    if left.key == right.key:
        return True
    lex = lexicon()
    a, b = plain(left.text), plain(right.text)
    country = lex.countries.get(a) or lex.nationalities.get(a)
    if country and country == (lex.countries.get(b) or lex.nationalities.get(b)):
        return True
    sounds_left, sounds_right = [sound(w) for w in left.words], [sound(w) for w in right.words]
    if not sounds_left or not sounds_right:
        return False
    short, long = sorted((sounds_left, sounds_right), key=len)
    return all(s in long for s in short) if len(short) > 1 else short[0] in (long[0], long[-1])


def _could_be(left: Naming, right: Naming) -> bool:
    """Whether the kinds of name allow one to stand for the other: like with like, or a lone word for a person."""
    if left.type == right.type:
        return True
    if {"PERSON"} & {left.type, right.type}:
        return True
    return {left.type, right.type} <= {"ORG", "FAC", "OTHER"}


def _around(naming: Naming, texts: Mapping[str, str]) -> list[str]:
    text = texts[naming.report]
    span = naming.mention.span
    before = [w.folded for w in words(text, max(0, span.start - 60), span.start)][-_WINDOW:]
    after = [w.folded for w in words(text, span.end, min(len(text), span.end + 60))][:_WINDOW]
    return before + after


def _likeness(left: Sequence[str], right: Sequence[str]) -> float:
    """The share of surrounding words that the two have in common."""
    a, b = set(left), set(right)
    return len(a & b) / max(1, min(len(a), len(b)))
