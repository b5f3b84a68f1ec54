"""Which word of one name answers to which of the other, and what is left over on either side.

Takes the words of two names; gives pairs with their relations, the likest first chosen, and the words
without a counterpart. Words printed apart on one side and together on the other are brought together.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from crosswire.text.name_match.relation import LIKE, Relation, relate
from crosswire.text.name_match.words import NameWord, NameWords, make_word

# A joined pair is taken for one word only where it is at least a slip of the other.
_JOINED = 0.85
# Letters that a word must have for two of the other name to be read as one.
_LEAST_JOINED = 4


@dataclass(frozen=True, slots=True)
class WordPair:
    """Two words that answer to each other, with their places among the words of their names."""

    left: NameWord
    right: NameWord
    relation: Relation
    left_place: int
    right_place: int


@dataclass(frozen=True, slots=True)
class Alignment:
    """The pairs in the order of the left name, and what has no counterpart."""

    pairs: tuple[WordPair, ...]
    left_only: tuple[NameWord, ...]
    right_only: tuple[NameWord, ...]
    crossed: bool
    last_differ: bool


def align(left: NameWords, right: NameWords) -> Alignment:
    """The best answers, one to one."""
    a, b = _brought_together(left.core, right.core)
    a, b = _once(a, b), _once(b, a)
    found = []
    for i, one in enumerate(a):
        for k, other in enumerate(b):
            relation = relate(one, other)
            if relation.closeness >= LIKE and relation.kind != "differs":
                near = -abs((i - len(a)) - (k - len(b)))
                found.append((relation.closeness, near, -i, -k, relation))
    found.sort(key=lambda f: f[:4], reverse=True)
    used_left: set[int] = set()
    used_right: set[int] = set()
    pairs = []
    for _, _, i, k, relation in found:
        if -i not in used_left and -k not in used_right:
            used_left.add(-i)
            used_right.add(-k)
            pairs.append(WordPair(a[-i], b[-k], relation, -i, -k))
    pairs.sort(key=lambda p: p.left_place)
    places = [p.right_place for p in pairs]
    return Alignment(
        pairs=tuple(pairs),
        left_only=tuple(w for i, w in enumerate(a) if i not in used_left),
        right_only=tuple(w for k, w in enumerate(b) if k not in used_right),
        crossed=places != sorted(places),
        last_differ=len(a) - 1 not in used_left and len(b) - 1 not in used_right,
    )


def _once(words: tuple[NameWord, ...], other: Sequence[NameWord]) -> tuple[NameWord, ...]:
    """A word printed twice counts once, unless the other name too has more words than that."""
    if len({w.plain for w in words}) == len(words):
        return words
    kept: list[NameWord] = []
    spare = len(words) - len(other)
    for word in words:
        if spare > 0 and any(word.plain == k.plain for k in kept):
            spare -= 1
        else:
            kept.append(word)
    return tuple(kept)


def _brought_together(
    left: tuple[NameWord, ...], right: tuple[NameWord, ...]
) -> tuple[tuple[NameWord, ...], tuple[NameWord, ...]]:
    """Neighbours of one name joined where they are one word of the other: "Jong un" for "Jongun"."""
    if len(left) == len(right) == 1:
        return left, right
    own = {w.plain for w in left}
    others = {w.plain for w in right}
    return _joined(left, others - own, right), _joined(right, own - others, left)


def _joined(words: tuple[NameWord, ...], alone: set[str], others: Sequence[NameWord]) -> tuple[NameWord, ...]:
    """`words` with those neighbours joined that together are a word in `alone`, or a slip of one."""
    if len(words) < 2 or not alone:
        return words
    for other in others:
        if other.plain not in alone or len(other.plain) < _LEAST_JOINED:
            continue
        for start in range(len(words) - 1):
            width = _width(words, start, other)
            if width > 1 and not any(
                relate(w, other).closeness >= _JOINED for w in words[start : start + width]
            ):
                part = words[start : start + width]
                whole = make_word("".join(w.printed for w in part), "".join(w.plain for w in part))
                if relate(whole, other).closeness >= _JOINED:
                    return _joined((*words[:start], whole, *words[start + width :]), alone, others)
    return words


def _width(words: tuple[NameWord, ...], start: int, other: NameWord) -> int:
    """How many words from `start` on have, together, about as many letters as the other word; else none."""
    if words[start].plain[:1] != other.plain[:1]:
        return 0
    length = 0
    for k in range(start, len(words)):
        length += len(words[k].plain)
        if length >= len(other.plain) - 1:
            return k - start + 1 if length <= len(other.plain) + 1 else 0
    return 0
