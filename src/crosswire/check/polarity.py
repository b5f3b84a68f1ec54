"""Which of the words that two tellings share the one denies and the other does not.

In: the words of a clause or sentence, and the keys that both tellings share. Out: the keys that stand denied. "Not",
"never", "nobody" deny all of their clause, "without" and "no" what comes right behind them, "denied" what
follows it in the sentence. Words that deny by their sense alone ("refused", "failed") make a clause unsure.
Irony and double negation are not understood.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from crosswire.check.words import Token, tokens
from crosswire.lang import table

_CLAUSE = re.compile(
    r"[,;:–—“”\"()]|\b(?:but|and|while|although|whereas|because|that|who|which|when|after|before|until)\b",
    re.I,
)
# Words behind "without" and "no" that they reach.
_REACH = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Polarity:
    """The keys that are said and those that are denied; in `unsure` are those of clauses that deny by their sense."""

    said: frozenset[str]
    denied: frozenset[str]
    unsure: frozenset[str]


def polarity(text: str, start: int, end: int) -> Polarity:
    """What stands denied between two offsets."""
    said: set[str] = set()
    denied: set[str] = set()
    unsure: set[str] = set()
    edges = [start, *(m.end() for m in _CLAUSE.finditer(text, start, end)), end]
    flipped = False
    for a, b in pairwise(edges):
        found = tokens(text, a, b)
        folded = [t.folded for t in found]
        whole = sum(w in _whole() or w.endswith("n't") for w in folded) % 2 == 1
        near = _near(found)
        soft = any(w in _soft() for w in folded)
        for n, token in enumerate(found):
            if token.folded in _denying():
                flipped = not flipped
            elif token.key:
                no = (whole or n in near) != flipped
                (unsure if soft else denied if no else said).add(token.key)
        if text[max(a, b - 1) : b] in (";", ":"):
            flipped = False
    return Polarity(
        said=frozenset(said - denied - unsure), denied=frozenset(denied - unsure), unsure=frozenset(unsure)
    )


def contrary(mine: Polarity, theirs: Polarity, weights: Mapping[str, float]) -> float:
    """The share of the weight of common words that one of both denies and the other says, 0 to 1."""
    if bool(mine.denied) == bool(theirs.denied):
        return 0.0  # both deny something, or neither does: how far a "not" reaches is too unsure to part them
    opposed = (mine.said & theirs.denied) | (mine.denied & theirs.said)
    agreed = (mine.said & theirs.said) | (mine.denied & theirs.denied)
    against, both = (sum(weights.get(k, 0.0) for k in sorted(ks)) for ks in (opposed, agreed))
    return against / (against + both) if against else 0.0


def _near(found: tuple[Token, ...]) -> set[int]:
    """The words that "without" and "no" reach."""
    return {
        n + k
        for n, token in enumerate(found)
        if token.folded in ("without", "no", "neither")
        for k in range(1, _REACH + 1)
    }


@cache
def _whole() -> frozenset[str]:
    return frozenset(table("en", "negation")["words"]) - _denying() - {"no", "without", "neither"}


@cache
def _denying() -> frozenset[str]:
    return frozenset(table("en", "negation")["denying"])


@cache
def _soft() -> frozenset[str]:
    return frozenset(table("en", "negation")["soft"])
