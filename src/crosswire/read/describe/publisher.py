"""Who publishes a text that has no metadata, where its own prompts name them.

In: a text and what was set apart. Out: a name, or None. "Join THE COURIER to read without limits"
names the outlet; credits of pictures and agencies do not.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from crosswire.lang import table
from crosswire.read.describe.credits import agency_forms
from crosswire.types import Excluded

_JOINED = re.compile(
    r"\s*(?:Join|Subscribe to|Support|Sign up (?:for|to)|Log in to|Register (?:with|at))\s+((?:(?:[A-ZÀ-Þ][\w'’.-]*|of|the|and|&)\s+){1,5})(?:to|and|on|for|without|now|today)\b"
)


def find_publisher(text: str, excluded: Sequence[Excluded]) -> str | None:
    """The outlet that the text's prompts ask the reader to join."""
    for passage in excluded:
        if passage.kind not in ("subscription", "follow"):
            continue
        match = _JOINED.match(text, passage.start, passage.end)
        name = match[1].strip() if match else ""
        words = {word.lower() for word in name.split()}
        if (
            name
            and words.isdisjoint(table("en", "furniture")["outlets"]["not_names"])
            and name not in agency_forms()
        ):
            return name
    return None
