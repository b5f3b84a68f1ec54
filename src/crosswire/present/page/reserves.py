"""What a report takes back from words that the page cites, in a few words to set beside them.

In: the caveats of a report and a span of it. Out: "hedged: “reportedly”", "not verified: “could not be
verified”", "denied by the ministry", or "" where nothing is taken back.
"""

from __future__ import annotations

from collections.abc import Sequence

from crosswire.types import Caveat, Span

from .plain import clamp

_SAID = {"hedged": "hedged", "unverified": "not verified"}
# The longest words of a caveat that are shown, in characters.
_SHOWN = 60


def reserves(caveats: Sequence[Caveat], span: Span) -> tuple[str, ...]:
    """The caveats over a span, each in words; without those that are to be read in the span itself."""
    over = [c for c in caveats if c.governs(span) and not span.contains(c.span)]
    return tuple(dict.fromkeys(_words(c) for c in over))


def _words(caveat: Caveat) -> str:
    if caveat.kind == "denied":
        if caveat.source is None:
            return f"denied: “{_shown(caveat.span)}”"
        first, _, rest = _shown(caveat.source).partition(" ")
        name = (
            f"{first.casefold()} {rest}"
            if first in ("The", "A", "An", "Its", "His", "Her", "Their")
            else f"{first} {rest}"
        )
        return f"denied by {name.strip()}"
    return f"{_SAID[caveat.kind]}: “{_shown(caveat.span)}”"


def _shown(span: Span) -> str:
    return clamp(" ".join(span.text.split()), _SHOWN)
