"""Whether words say a thing or deny it.

In: a text, stretches of it, and the keys that both tellings share. Out: whether the clause that holds them is denied;
None where it cannot be told (a verb that denies by its sense: "refused", "failed"). Irony and double negation are
not understood.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from functools import cache

from crosswire.check.words import tokens
from crosswire.lang import table

_CLAUSE = re.compile(r"[,;:–—“”\"()]|\b(?:but|and|while|although|whereas|because|that)\b")


def denied(text: str, stretches: Sequence[tuple[int, int]], shared: frozenset[str]) -> bool | None:
    """Whether the clause with most of the shared keys is denied."""
    best: tuple[int, bool | None] | None = None
    for start, end in stretches:
        edges = [start, *(m.end() for m in _CLAUSE.finditer(text, start, end)), end]
        for a, b in itertools.pairwise(edges):
            found = tokens(text, a, b)
            held = len({t.key for t in found if t.key} & shared)
            if best is None or held > best[0]:
                best = (held, _way([t.folded for t in found]))
    return best[1] if best else None


def _way(words: Sequence[str]) -> bool | None:
    if any(k in _soft() for k in (w for w in words)):
        return None
    return sum(w in _denying() or w.endswith("n't") for w in words) % 2 == 1


@cache
def _denying() -> frozenset[str]:
    return frozenset(table("en", "negation")["words"]) - {"denied", "denies", "deny"}


@cache
def _soft() -> frozenset[str]:
    return frozenset(table("en", "negation")["soft"])
