"""Which sentences of two reports tell the same, by the senses of their words; names that lack a counterpart.

Comes in: two pages. Goes out: groups of sentences that stand for one another, and in each group the names of
either side whose words the other side has not got. The likeness of two sentences is the weight of the words that
have a counterpart by form, synonym or number, over the weight of all; rare words of the two reports weigh more.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import log

import numpy as np

from crosswire.link.entities_groups import Groups
from crosswire.link.garbled_pages import Name, Page, Token, generic
from crosswire.text.align import Matrix, align_in_order, reciprocal_best
from crosswire.text.names import sound

# Sentences in order tell the same from this likeness on, out of order from the second; a sentence left over belongs
# to a neighbour's counterpart that has this part of it. Read off the open half of the garbling set.
ALIKE = 0.2
ALIKE_BETWEEN = 0.1
ALIKE_MOVED = 0.36
PART = 0.5
# What a synonym counts against the word itself.
_SYNONYM = 0.7
_FEWEST = 3


@dataclass(frozen=True, slots=True)
class Twins:
    """Sentences of the left and of the right report that tell the same, and how alike they are (0 to 1)."""

    left: tuple[int, ...]
    right: tuple[int, ...]
    likeness: float


def twins(left: Page, right: Page) -> list[Twins]:
    """The groups of sentences of two pages that tell the same, in the left's order."""
    scores = _likenesses(left, right)
    chain = align_in_order(scores, ALIKE)
    pairs = {pair: float(scores[pair]) for pair in chain}
    taken_left, taken_right = {i for i, _ in chain}, {j for _, j in chain}
    for i, j in reciprocal_best(scores, ALIKE_MOVED):
        if i not in taken_left and j not in taken_right:
            pairs[i, j] = float(scores[i, j])
    _add_between(pairs, scores)
    _add_parts(pairs, left, right)
    return _grouped(pairs, left, right)


def _likenesses(left: Page, right: Page) -> Matrix:
    weights = _weights(left, right)
    rows = [[t for t in left.tokens[a:b] if not t.small] for a, b in left.sentences]
    columns = [[t for t in right.tokens[a:b] if not t.small] for a, b in right.sentences]
    out = np.zeros((len(rows), len(columns)))
    shown = [(_keys(c), sum(weights[t.folded] for t in c)) for c in columns]
    for i, row in enumerate(rows):
        mine, total = _keys(row), sum(weights[t.folded] for t in row)
        for j, ((own, keys), other) in enumerate(shown):
            if not len(row) or not total + other or mine[1].isdisjoint(keys):
                continue
            shared = _shared(row, own, keys, weights) + _shared(columns[j], *mine, weights)
            out[i, j] = shared / (total + other)
    return out


def _keys(tokens: Sequence[Token]) -> tuple[frozenset[str], frozenset[str]]:
    own = frozenset(k for t in tokens for k in t.own) | frozenset(k for t in tokens for k in t.sounds)
    return own, own | frozenset(k for t in tokens for k in t.keys)


def _shared(
    tokens: Sequence[Token], own: frozenset[str], keys: frozenset[str], weights: dict[str, float]
) -> float:
    total = 0.0
    for t in tokens:
        if not t.own.isdisjoint(own) or not t.sounds.isdisjoint(own):
            total += weights[t.folded]
        elif not t.keys.isdisjoint(keys):
            total += weights[t.folded] * _SYNONYM
    return total


def _weights(left: Page, right: Page) -> dict[str, float]:
    spread: Counter[str] = Counter()
    count = len(left.sentences) + len(right.sentences)
    for page in (left, right):
        for a, b in page.sentences:
            spread.update({t.folded for t in page.tokens[a:b]})
    return {w: log(1 + count / n) for w, n in spread.items()}


def _add_between(pairs: dict[tuple[int, int], float], scores: Matrix) -> None:
    """Two sentences left over beside one pair of twins, if they are a little alike."""
    lefts, rights = {i for i, _ in pairs}, {j for _, j in pairs}
    for i, j in sorted(pairs):
        for a, b in ((i + 1, j + 1), (i - 1, j - 1)):
            if (
                0 <= a < scores.shape[0]
                and 0 <= b < scores.shape[1]
                and a not in lefts
                and b not in rights
                and scores[a, b] >= ALIKE_BETWEEN
            ):
                pairs[a, b] = float(scores[a, b])
                lefts.add(a)
                rights.add(b)


def _add_parts(pairs: dict[tuple[int, int], float], left: Page, right: Page) -> None:
    """Sentences left over that are part of what stands opposite their neighbours."""
    forward, backward = dict(pairs.keys()), {j: i for i, j in pairs}
    for i in range(len(left.sentences)):
        if i not in forward:
            near = [forward[k] for k in (i - 1, i + 1) if k in forward]
            best = max(((_held(left, i, right, j), -j) for j in near), default=(0.0, 0))
            if best[0] >= PART:
                pairs[i, -best[1]] = best[0] * PART
    for j in range(len(right.sentences)):
        if j not in backward:
            near = [backward[k] for k in (j - 1, j + 1) if k in backward]
            best = max(((_held(right, j, left, i), -i) for i in near), default=(0.0, 0))
            if best[0] >= PART:
                pairs[-best[1], j] = best[0] * PART


def _held(page: Page, sentence: int, other: Page, opposite: int) -> float:
    """The share of a sentence's content words that its opposite has."""
    a, b = page.sentences[sentence]
    mine = [t for t in page.tokens[a:b] if not t.small]
    c, d = other.sentences[opposite]
    _, keys = _keys(other.tokens[c:d])
    if len(mine) < _FEWEST:
        return 0.0
    return sum(not t.keys.isdisjoint(keys) or not t.sounds.isdisjoint(keys) for t in mine) / len(mine)


def _grouped(pairs: dict[tuple[int, int], float], left: Page, right: Page) -> list[Twins]:
    """Pairs that share a sentence are one group."""
    shift = len(left.sentences)
    groups = Groups(shift + len(right.sentences))
    for i, j in pairs:
        groups.join(i, shift + j)
    best: dict[int, float] = defaultdict(float)
    for (i, _), score in pairs.items():
        best[groups.find(i)] = max(best[groups.find(i)], score)
    return [
        Twins(
            tuple(k for k in members if k < shift),
            tuple(k - shift for k in members if k >= shift),
            best[group],
        )
        for group, members in sorted(groups.members().items())
        if group in best
    ]


def lacking(
    names: Sequence[Name], page: Page, other: Sequence[Token]
) -> list[tuple[Name, tuple[Token, ...]]]:
    """The names with words that stand in none of the other side's, and these words.

    Only words with capitals are asked for, and only such answer; but an office or a common noun of names may answer
    in small letters ("Mayor", "the mayor"), as the very word may ("Leaving the scene"), and as any word may that is not
    all that a name lacks.
    """
    every = _heard(other)
    printed = {t.folded for t in other}
    capital = _heard([t for t in other if t.capital])
    joined = frozenset(sound(a.folded + b.folded) for a, b in pairwise(other) if a.capital)
    out = []
    for name in names:
        said = [
            t for t in page.tokens[name.first : name.last] if t.capital and not t.small and len(t.folded) > 1
        ]
        gone = [
            t
            for t in said
            if t.folded not in printed
            and (t.sounds | t.own).isdisjoint(every if t.folded in generic() else capital)
            and t.sounds.isdisjoint(joined)
        ]
        gone = [t for t in gone if (t.sounds | t.own).isdisjoint(every)] or gone
        if gone:
            out.append((name, tuple(gone)))
    return out


def _heard(tokens: Sequence[Token]) -> set[str]:
    return {k for t in tokens for k in t.sounds} | {k for t in tokens for k in t.own}
