"""Whether two groups of reports are one story: the test by which stories are merged and split.

In: reports as the stream weighed them. Out: how well two groups fit each other, and the two halves into which a group
falls most readily. Which groups are tested, and what follows, is decided in `story_stream`.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from crosswire.link.story_score import Centroid, Floats, Weighed, fit

# The reports of a group that stand for it, spread evenly over it.
_STANDING_IN = 8
_ROUNDS = 3


def likeness(left: Sequence[Weighed], right: Sequence[Weighed], whole: Centroid | None = None) -> float:
    """The mean log odds that a report of the smaller group tells of the event of the larger, whose centroid
    may be given as `whole`."""
    large, small = (left, right) if len(left) >= len(right) else (right, left)
    centroid = whole if whole is not None and whole.reports == len(large) else Centroid.of(large)
    step = max(1, len(small) // _STANDING_IN)
    chosen = small[::step][:_STANDING_IN]
    return sum(fit(report, centroid) for report in chosen) / len(chosen)


def halves(reports: Sequence[Weighed]) -> tuple[list[int], list[int]] | None:
    """The positions of the two groups into which reports fall most readily; None where they do not."""
    side = _side(_similarities(reports))
    for _ in range(_ROUNDS):
        groups = [np.flatnonzero(side == s).tolist() for s in (False, True)]
        if not all(groups):
            return None
        centroids = [Centroid.of([reports[n] for n in group]) for group in groups]
        fits = np.array([[fit(r, c) for c in centroids] for r in reports])
        again = fits[:, 1] > fits[:, 0]
        if bool((again == side).all()):
            break
        side = again
    first, second = np.flatnonzero(~side).tolist(), np.flatnonzero(side).tolist()
    return (first, second) if first and second else None


def _similarities(reports: Sequence[Weighed]) -> Floats:
    """The cosines of all pairs."""
    codes, where = np.unique(np.concatenate([r.terms.codes for r in reports]), return_inverse=True)
    table = np.zeros((len(reports), len(codes)))
    rows = np.repeat(np.arange(len(reports)), [len(r.values) for r in reports])
    table[rows, where] = np.concatenate([r.values for r in reports])
    return table @ table.T


def _side(similarities: Floats) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """On which side of the main direction in which reports differ each lies."""
    centred = similarities - similarities.mean(0) - similarities.mean(1)[:, None] + similarities.mean()
    _, vectors = np.linalg.eigh(centred)
    main = vectors[:, -1]
    return np.asarray(main > 0) if main[np.abs(main).argmax()] > 0 else np.asarray(main < 0)
