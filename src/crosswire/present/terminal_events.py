"""The timeline on the terminal: the events that most accounts have, in the order of time.

In: the events of a dossier and the reports' sigla. Out: lines. Background and what only one original tells gives
way; the page has all.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from rich.console import RenderableType
from rich.padding import Padding
from rich.text import Text

from crosswire.types import Event

# So many events are shown, each clipped to so many characters.
_SHOWN, _CLIP = 8, 110


def timeline(
    events: Sequence[Event], sigla: Mapping[str, str], clean: Callable[..., str]
) -> list[RenderableType]:
    """A heading and a line an event; nothing where there is no event."""
    story = [e for e in events if e.status != "background" and e.when is not None]
    best = sorted(
        story, key=lambda e: (-e.families, -len({s.report for s in e.evidence}), e.precision == "story")
    )
    kept = {e.id for e in best[:_SHOWN]}
    if not kept:
        return []
    lines: list[RenderableType] = [Text("\nTimeline", style="bold")]
    for event in (e for e in events if e.id in kept):
        told = sorted({sigla.get(s.report, "?") for s in event.evidence}, key=lambda s: (len(s), s))
        parts: list[str | tuple[str, str]] = [(f"{_days(event)}  ", "cyan"), clean(event.text, limit=_CLIP)]
        marks = [m for m in (event.type, "announced" if event.status == "announced" else None) if m]
        marks += ["accounts part"] if event.accounts == "parting" else []
        if marks:
            parts.append((f"  {', '.join(marks)}", "yellow"))
        parts.append((f"  {' '.join(told)}", "dim"))
        lines.append(Padding(Text.assemble(*parts), (0, 0, 0, 2), expand=False))
    more = len(events) - len(kept)
    if more > 0:
        lines.append(Padding(Text(f"… and {more} more on the page", style="dim"), (0, 0, 0, 2), expand=False))
    return lines


def _days(event: Event) -> str:
    assert event.when is not None
    start, end = (event.when.start or "")[:10], (event.when.end or "")[:10]
    return start if start == end or not end else f"{start}/{end[5:] if end[:4] == start[:4] else end}"
