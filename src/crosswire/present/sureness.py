"""How sure something is, in words with a count of ten: percentages would promise more than is known."""

from __future__ import annotations

# From these confidences on the word is said.
_WORDS = ((0.9, "almost certain"), (0.75, "very likely"), (0.0, "likely"))


def sureness(confidence: float) -> str:
    """A confidence from 0 to 1 in words.

    >>> sureness(0.83), sureness(0.64)
    ('very likely, about 8 in 10', 'likely, about 6 in 10')
    """
    word = next(word for least, word in _WORDS if confidence >= least)
    tenths = round(10 * confidence)
    return f"{word}, more than 9 in 10" if tenths > 9 else f"{word}, about {tenths} in 10"
