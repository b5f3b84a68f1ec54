"""Who wrote a report, as its byline says.

In: a text, its lines and what is set apart. Out: the name or names as printed, or None.
"""

from __future__ import annotations

from collections.abc import Sequence

from crosswire.read.lines import Line
from crosswire.types import Excluded


def find_byline(text: str, lines: Sequence[Line], excluded: Sequence[Excluded]) -> str | None:
    """To be written."""
    return None
