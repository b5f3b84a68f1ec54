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
    """Sparse counts of one kind of feature: entry k says text `rows[k]` holds `codes[k]` `counts[k]` times."""

    size: int
    rows: NDArray[np.int64]
    codes: NDArray[np.uint64]
    counts: Matrix


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


def contained(left: Profile, right: Profile) -> Matrix:
    """How much of every left text's words (by weight) stands in every right text, 0 to 1."""
    a, b, weights = _weighted(left.words, right.words)
    present = (b > 0).astype(np.float64)
    own = np.minimum(a, 1.0) * weights
    sums = own.sum(axis=1, keepdims=True)
    share: Matrix = (own @ present.T) / np.where(sums > 0, sums, 1.0)
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
    rows: list[NDArray[np.int64]] = []
    codes: list[NDArray[np.uint64]] = []
    counts: list[NDArray[np.int64]] = []
    for i, items in enumerate(lists):
        unique, times = np.unique(items, return_counts=True)
        rows.append(np.full(len(unique), i, dtype=np.int64))
        codes.append(unique)
        counts.append(times)
    return Features(
        size=len(lists),
        rows=np.concatenate([np.zeros(0, np.int64), *rows]),
        codes=np.concatenate([np.zeros(0, np.uint64), *codes]),
        counts=np.concatenate([np.zeros(0), *counts]).astype(np.float64),
    )


def _weighted(left: Features, right: Features) -> tuple[Matrix, Matrix, Matrix]:
    """Both lists as dense counts over one vocabulary, and the vocabulary's inverse frequencies."""
    every, place = np.unique(np.concatenate([left.codes, right.codes]), return_inverse=True)
    a, b = np.zeros((left.size, len(every))), np.zeros((right.size, len(every)))
    a[left.rows, place[: len(left.codes)]] = left.counts
    b[right.rows, place[len(left.codes) :]] = right.counts
    texts = left.size + right.size
    frequency = np.bincount(place, minlength=len(every))
    return a, b, np.log((1 + texts) / (1 + frequency)) + 1.0


def _cosines(left: Features, right: Features) -> Matrix:
    a, b, weights = _weighted(left, right)
    a, b = _unit(_damped(a) * weights), _unit(_damped(b) * weights)
    return a @ b.T


def _damped(counts: Matrix) -> Matrix:
    """A feature that stands twice weighs less than double."""
    return np.log1p(counts)


def _unit(rows: Matrix) -> Matrix:
    norms = np.sqrt((rows * rows).sum(axis=1, keepdims=True))
    out: Matrix = rows / np.where(norms > 0, norms, 1.0)
    return out
