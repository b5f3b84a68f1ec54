"""Whether a number that two texts share is told of one thing: whom it counts, for what, how often.

In: a number of the draft and one of a report that agree. Out: whether the words beside them exclude one another:
another rate ("a month", "a year"), another side of a contrast ("burns", "gunshot wounds"), others counted by
"two of them", a purpose that no sentence near the report's number has. Only words beside the number are asked;
what a longer clause says otherwise is left to other checks.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from crosswire.check.counts import Count
from crosswire.check.draft import Draft
from crosswire.check.passages import Passage, Passages
from crosswire.check.words import keys, keys_of, persons
from crosswire.lang import table

# Letters behind a number within which its rate, its purpose and the words that part it stand; and before it.
_BEHIND, _BEFORE = 70, 40
_END = re.compile(r"[.;:!?,()\n–—]\s|\s(?:and|but|while|whereas)\s|[;()\n–—]")
_RATE = re.compile(r"\b(?:an?|per|each|every)\s+([^\W\d_]+)|\b([^\W\d_]+ly)\b", re.I)
# "for burns": from "for" to the end of its noun phrase.
_FOR = re.compile(r"\bfor\s+((?:(?:the|their|its|his|her|a|an|of|and|or|such)\s+|[^\W\d_]+\s*){1,4})", re.I)
_NOUN_REACH = 45
# Letters before a bare number in which those counted are named.
_NAMED_BEFORE = 240


def parted(draft: Draft, count: Count, other: Count, passage: Passage, book: Passages) -> bool:
    """Whether the draft's number and the report's, though they agree, are told of different things."""
    return (
        _rates_part(draft, count, other, passage)
        or _contrast(draft, count, passage)
        or _others_counted(draft, count, other, passage, book)
        or _other_purpose(draft, count, passage, book)
    )


def _beside(text: str, count: Count) -> tuple[int, int]:
    """From the number to the end of its part of the clause."""
    stop = _END.search(text, count.span.end, count.span.end + _BEHIND)
    return count.span.end, stop.start() if stop else min(len(text), count.span.end + _BEHIND)


def _rates_part(draft: Draft, count: Count, other: Count, passage: Passage) -> bool:
    mine, theirs = _rate(draft.report.text, count), _rate(passage.report.text, other)
    return mine is not None and theirs is not None and mine != theirs


def _rate(text: str, count: Count) -> str | None:
    """How often, where the words behind a number say so."""
    start, end = _beside(text, count)
    for match in _RATE.finditer(text, start, end):
        word = (match[1] or match[2]).casefold()
        if word in _rates():
            return _rates()[word]
    return None


def _contrast(draft: Draft, count: Count, passage: Passage) -> bool:
    """Whether the words behind the draft's number name one side of a contrast, and the report's sentence another alone."""
    start, end = _beside(draft.report.text, count)
    row = draft.words[draft.place(count.span.start)]
    mine = {t.key for t in row if t.key and start <= t.start < end}
    nouns = frozenset(count.nouns)
    for by_noun, sides in _contrasts():
        held = [s for s in sides if s & (nouns if by_noun else mine)]
        if len(held) != 1:
            continue
        there = [s for s in sides if s & passage.keys]
        if there and held[0] not in there:
            return True
    return False


def _others_counted(draft: Draft, count: Count, other: Count, passage: Passage, book: Passages) -> bool:
    """Whether both numbers count persons of different parties, where at least one names them only before: "two of them"."""
    bare = not count.nouns or not other.nouns
    if not bare:
        return False
    mine = _party_of(draft.report.text, count, draft.counts)
    said = [c for p in book.around(passage, 1, 0) for c in p.counts]
    theirs = _party_of(passage.report.text, other, said)
    return bool(mine and theirs and not mine & theirs)


def _party_of(text: str, count: Count, counts: Iterable[Count]) -> frozenset[str]:
    """The party of persons that a number counts: its own noun, or that of the number before, in reach."""
    own = frozenset(count.nouns) & persons()
    if count.nouns:
        return own
    before = [
        c
        for c in counts
        if c.core.end <= count.core.start and count.core.start - c.core.end < _NAMED_BEFORE and c.nouns
    ]
    if not before or "." in text[before[-1].core.end : count.core.start]:
        return frozenset()
    return frozenset(before[-1].nouns) & persons()


def _other_purpose(draft: Draft, count: Count, passage: Passage, book: Passages) -> bool:
    """Whether the draft says for what or whom right behind the number, and no sentence near the report's has a word of it."""
    text = draft.report.text
    start, end = _beside(text, count)
    match = _FOR.search(text, start, min(end, start + _NOUN_REACH))
    if match is None:
        return False
    mine = {k for k in keys(match[1]) if book.known(k)}
    near = {k for p in book.around(passage, 1, 1) for k in p.keys}
    return bool(mine) and not mine & near


@cache
def _rates() -> dict[str, str]:
    return {w: row.split()[0] for row in table("en", "contrasts")["rates"] for w in row.split()}


@cache
def _contrasts() -> tuple[tuple[bool, tuple[frozenset[str], ...]], ...]:
    """The sets of sides, with whether only the noun behind a number is asked."""
    return tuple(
        (part == "counted", tuple(keys_of(side.split()) for side in row.split("|")))
        for part in ("harms", "counted", "ways")
        for row in table("en", "contrasts")[part]
    )
