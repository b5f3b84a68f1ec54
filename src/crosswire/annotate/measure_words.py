"""A measure with the words that carry it, and the phrases that carry one by themselves ("lost their lives").

In: the words and a place among them. Out: a `Reading` or None. Left undone: whose measure it is.
"""

from __future__ import annotations

from dataclasses import dataclass

from crosswire.annotate.figure_lexicon import longest_state
from crosswire.annotate.figure_words import Words
from crosswire.types import Measure


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A measure and the word (first, end) that carries it."""

    measure: Measure
    first: int
    end: int


def state_at(w: Words, i: int, end: int) -> Reading | None:
    """The state phrase that starts at word `i` and ends before `end`, longest first."""
    found = longest_state(w.low, i, end)
    return Reading(measure=found[0], first=i, end=found[1]) if found else None
