"""How alike short texts are: tf-idf over words and over groups of four characters, one process, no model.

Takes lists of sentences (or parts of quotations); gives matrices of cosines. The weight of a word or
a group of characters depends only on the two lists that are compared, so adding a third report changes
nothing between two others. Numbers, names and negation are not looked at apart: a cosine hardly sees
a changed figure.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log, sqrt

import numpy as np
from numpy.typing import NDArray

from crosswire.text.fold import fold
from crosswire.text.shingles import word_codes

Matrix = NDArray[np.float64]
Vector = Mapping[int, float]


@dataclass(frozen=True, slots=True, eq=False)
class Features:
    """Sparse counts of one kind of feature over `size` texts, entries ordered by code.

    Entry k says that text `rows[k]` holds its code `counts[k]` times; code `codes[n]` has `spread[n]`
    entries from `first[n]` on.
    """

    size: int
    rows: NDArray[np.int64]
    counts: Matrix
    codes: NDArray[np.uint64]
    first: NDArray[np.int64]
    spread: NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Profile:
    """The features of a list of texts: its words and its groups of four characters."""

    words: Features
    grams: Features


def profile(texts: Sequence[str]) -> Profile:
    """The features of texts, ready to be compared with another profile."""
    folded = [fold(t) for t in texts]
    return Profile(
        words=_features([word_codes(t.split()) for t in folded]),
        grams=_features([_gram_codes(t) for t in folded]),
    )


def similarity(left: Profile, right: Profile, *, word_share: float = 0.5) -> Matrix:
    """Cosine of every left with every right text, 0 to 1: words and character groups, weighted.

    `word_share` is the weight of the words' cosine; the rest is the character groups'. Half and half
    was as good as any mixture on renderings of quotations and on retranslated sentences.

    >>> m = similarity(profile(["The dam broke."]), profile(["The dam broke.", "Nobody came."]))
    >>> m.round(2).tolist()
    [[1.0, 0.0]]
    """
    total = np.zeros((left.words.size, right.words.size))
    if word_share > 0:
        total += word_share * _cosines(left.words, right.words)
    if word_share < 1:
        total += (1 - word_share) * _cosines(left.grams, right.grams)
    return np.clip(total, 0.0, 1.0)


def code_features(lists: Sequence[NDArray[np.uint64]]) -> Features:
    """The features of texts that are given as lists of codes."""
    return _features(lists)


def gram_features(folded: Sequence[str]) -> Features:
    """The groups of four characters of texts that are folded already."""
    return _features([_gram_codes(t) for t in folded])


def feature_similarity(left: Features, right: Features) -> Matrix:
    """Cosine of every left with every right text by one kind of feature, 0 to 1."""
    return np.clip(_cosines(left, right), 0.0, 1.0)


def contained(left: Profile, right: Profile) -> Matrix:
    """How much of every left text's words (by weight) stands in every right text, 0 to 1."""
    weights, _ = _weights(left.words, right.words)
    sums = np.bincount(left.words.rows, weights=weights, minlength=left.words.size)
    shared = _products(left.words, right.words, weights, np.ones(len(right.words.rows)))
    share: Matrix = shared / np.where(sums > 0, sums, 1.0)[:, None]
    return share


def vectors(texts: Sequence[Sequence[int]]) -> tuple[Vector, ...]:
    """Unit tf-idf vectors of texts given as lists of feature codes, sparse, weighted over all of them.

    For many short texts of which few pairs are worth comparing; the dense `similarity` is for two lists.
    """
    counted = [Counter(t) for t in texts]
    frequency = Counter(code for c in counted for code in c)
    weight = {code: log((1 + len(texts)) / (1 + n)) + 1.0 for code, n in frequency.items()}
    out = []
    for counts in counted:
        raw = {code: log(1 + n) * weight[code] for code, n in sorted(counts.items())}
        norm = sqrt(sum(v * v for v in raw.values()))
        out.append({code: v / norm for code, v in raw.items()})
    return tuple(out)


def cosine(left: Vector, right: Vector) -> float:
    """The cosine of two unit vectors, 0 to 1.

    >>> round(cosine({1: 0.6, 2: 0.8}, {2: 1.0}), 2)
    0.8
    """
    if len(right) < len(left):
        left, right = right, left
    return min(1.0, sum(value * right[code] for code, value in left.items() if code in right))


def gram_codes(text: str) -> list[int]:
    """The codes of a text's groups of four characters, folded."""
    return [int(code) for code in _gram_codes(fold(text))]


def _gram_codes(folded: str) -> NDArray[np.uint64]:
    """The groups of four characters of a folded text, each packed into 64 bits, spaces at both ends."""
    points = np.frombuffer(f" {folded} ".encode("utf-32-le"), dtype=np.uint32).astype(np.uint64)
    points &= np.uint64(0xFFFF)
    count = len(points) - 3
    if count <= 0 or not folded:
        return np.zeros(0, dtype=np.uint64)
    out = np.zeros(count, dtype=np.uint64)
    for k in range(4):
        out = (out << np.uint64(16)) | points[k : k + count]
    return out


def _features(lists: Sequence[NDArray[np.uint64]]) -> Features:
    unique = [np.unique(items, return_counts=True) for items in lists]
    rows = np.repeat(np.arange(len(lists)), [len(c) for c, _ in unique])
    every = np.concatenate([np.zeros(0, np.uint64), *(c for c, _ in unique)])
    counts = np.concatenate([np.zeros(0, np.int64), *(n for _, n in unique)])
    order = np.argsort(every, kind="stable")
    codes, first, spread = np.unique(every[order], return_index=True, return_counts=True)
    return Features(
        size=len(lists),
        rows=rows[order].astype(np.int64),
        counts=counts[order].astype(np.float64),
        codes=codes,
        first=first,
        spread=spread,
    )


def _weights(left: Features, right: Features) -> tuple[Matrix, Matrix]:
    """The inverse frequency, over both lists together, of every entry's code."""
    _, at_left, at_right = np.intersect1d(left.codes, right.codes, assume_unique=True, return_indices=True)
    found = []
    for one, here, other, there in ((left, at_left, right, at_right), (right, at_right, left, at_left)):
        frequency = one.spread.copy()
        frequency[here] += other.spread[there]
        weight = np.log((1 + left.size + right.size) / (1 + frequency)) + 1.0
        found.append(np.repeat(weight, one.spread))
    return found[0], found[1]


def _products(left: Features, right: Features, of_left: Matrix, of_right: Matrix) -> Matrix:
    """The sums, over common codes, of left times right values, for every pair of texts.

    A join of the sparse entries: a fraction of the dense product's work, always in one order.
    """
    _, at_left, at_right = np.intersect1d(left.codes, right.codes, assume_unique=True, return_indices=True)
    wide, deep = right.spread[at_right], left.spread[at_left]
    each = wide * deep
    code = np.repeat(np.arange(len(each)), each)
    step = np.arange(len(code)) - np.repeat(np.cumsum(each) - each, each)
    i = left.first[at_left][code] + step // wide[code]
    j = right.first[at_right][code] + step % wide[code]
    cells = left.rows[i] * right.size + right.rows[j]
    sums = np.bincount(cells, weights=of_left[i] * of_right[j], minlength=left.size * right.size)
    out: Matrix = sums.astype(np.float64).reshape(left.size, right.size)
    return out


def _cosines(left: Features, right: Features) -> Matrix:
    weights = _weights(left, right)
    a, b = (_unit(one, np.log1p(one.counts) * w) for one, w in zip((left, right), weights))
    return _products(left, right, a, b)


def _unit(features: Features, values: Matrix) -> Matrix:
    """The values of entries, scaled so that those of each text have length one."""
    squares = np.bincount(features.rows, weights=values * values, minlength=features.size)
    norms = np.sqrt(np.where(squares > 0, squares, 1.0))
    out: Matrix = values / norms[features.rows]
    return out
