"""What a careful reader should know of the characters of a text: damage and hidden marks.

In: a text and the name of its encoding. Out: notices, each a sentence that says what, where and what next.
The text itself is never altered here.
"""

from __future__ import annotations


def find_damage(text: str, encoding: str) -> tuple[str, ...]:
    """To be written."""
    return ()
