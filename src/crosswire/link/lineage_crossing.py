"""Whether one of two reports in different languages renders the other.

Takes the marks of both; gives `Crossing`: the sentences that render each other, in order, and how much of the
shorter report they make up. No language is known: sentences are held alike by their numbers, names, cognate
words and groups of letters, and must be of like length once the whole texts' lengths are set off (Gale and
Church, 1993, aligned sentences of translations by length alone). Two reports of one event name the same things,
but neither in one order throughout nor in sentences of like length; that is what is measured.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import exp, log

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import LCSseq

from crosswire.link.lineage_marks import Marks
from crosswire.link.lineage_order import content_order
from crosswire.text.align import align_in_order, longest_in_order, reciprocal_best
from crosswire.text.similarity import feature_similarity

Matrix = NDArray[np.float64]
Pair = tuple[int, int]

# Weights of codes and of groups of letters in the likeness of two sentences.
CODES = 0.7
LIKENESS = 0.12
# A sentence and its rendering differ in length by no more than this factor.
LENGTHS = 1.8
# A report renders another if this sum is reached: of rarer codes in one order, by the codes of the shorter; of
# sentences that render each other; of numbers and names in order, by the shorter list and by those that both have
# (few of them count as the usual share); of the codes in common. Weights by logistic regression on 110 pairs in two
# languages whose history is known, 300 translations of 50 articles with 150 pairs with independent reports of their
# events and a part of the pairs of two articles, and 5,951 pairs of Slavic reports of two stories; of these 2 pass.
CODES_IN_ORDER, COVERAGE, WITNESS, AGREED, SHARED = 17.5, 6.0, 3.2, 21.0, 1.37
NEEDED = 21.6
WITNESS_USUAL, WITNESS_PRIOR = 0.25, 8
AGREED_USUAL, AGREED_PRIOR = 0.5, 6
MOST = 3
SOME_SENTENCES = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Crossing:
    """`pairs` of sentences that render each other, in the left's order, with their likeness; `share` of the
    shorter report's letters outside quotations, and `longer` of the longer's, that lie in them; `order`, the
    share of counterparts that stand in order; `anchors`, the longest common run in order of numbers and names, by
    the shorter list; `agreed`, the same by the number of those that both have."""

    pairs: tuple[tuple[int, int, float], ...]
    share: float
    longer: float
    order: float
    anchors: float
    agreed: float
    common: int


def cross(left: Marks, right: Marks) -> Crossing:
    """How far one of two texts renders the other."""
    common, anchors, agreed = _anchors_in_order(left, right)
    likeness = CODES * feature_similarity(left.codes, right.codes)
    likeness += (1 - CODES) * feature_similarity(left.grams, right.grams)
    best = reciprocal_best(likeness, LIKENESS)
    chain = align_in_order(likeness, LIKENESS)
    pairs = _like_lengths(chain, left.lengths, right.lengths)
    share, longer = _covered(pairs, left, right)
    return Crossing(
        pairs=tuple((i, j, float(likeness[i, j])) for i, j in pairs),
        share=share,
        longer=longer,
        order=len(longest_in_order(best)) / len(best) if best else 0.0,
        anchors=anchors,
        agreed=agreed,
        common=common,
    )


def _anchors_in_order(left: Marks, right: Marks) -> tuple[int, float, float]:
    """Codes in common, and their longest run in order: by the shorter list of anchors, and by what both have."""
    common = (set(left.anchors) & set(right.words)) | (set(right.anchors) & set(left.words))
    a, b = [c for c in left.words if c in common], [c for c in right.words if c in common]
    run = LCSseq.similarity(a, b)
    shorter = min(len(left.anchors), len(right.anchors))
    return len(common), min(run / max(shorter, 1), 1.0), run / max(len(a), len(b), 1)


def _like_lengths(chain: Iterable[Pair], left: Matrix, right: Matrix) -> list[Pair]:
    """The pairs whose lengths fit, once the longer wording of one language is set off."""
    found = list(chain)
    if not found:
        return []
    ratios = np.array([np.log(left[i] / right[j]) for i, j in found])
    usual = float(np.clip(np.median(ratios), -np.log(1.4), np.log(1.4)))
    return [pair for pair, r in zip(found, ratios, strict=True) if abs(r - usual) <= np.log(LENGTHS)]


def _covered(pairs: list[Pair], left: Marks, right: Marks) -> tuple[float, float]:
    shares = (
        sum(float(left.own[i]) for i, _ in pairs) / max(float(left.own.sum()), 1.0),
        sum(float(right.own[j]) for _, j in pairs) / max(float(right.own.sum()), 1.0),
    )
    return shares if left.own.sum() <= right.own.sum() else (shares[1], shares[0])


def rendering(left: Marks, right: Marks, found: Crossing) -> float:
    """How surely one text renders the other, 0 to 1; from .5 on it is held to."""
    order = content_order(left.words, right.words, most=MOST)
    fewer = min(len(left.anchors), len(right.anchors))
    witness = (found.anchors * fewer + WITNESS_USUAL * WITNESS_PRIOR) / (fewer + WITNESS_PRIOR)
    agreed = (found.agreed * found.common + AGREED_USUAL * AGREED_PRIOR) / (found.common + AGREED_PRIOR)
    total = (
        CODES_IN_ORDER * order.share
        + COVERAGE * found.share * min(1.0, len(found.pairs) / SOME_SENTENCES)
        + WITNESS * witness
        + AGREED * agreed
        + SHARED * log(max(order.shared, 1))
    )
    return 1 / (1 + exp(NEEDED - total))
