"""Which entities are entries of knowledge, for the terminal: the sure ones, with their reasons.

In: entities, and what cleans text for a terminal. Out: Rich renderables; nothing where none is linked.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from rich.console import RenderableType
from rich.padding import Padding
from rich.text import Text

from crosswire.types import Entity

_SHOWN = 8


def linked(entities: Iterable[Entity], clean: Callable[[str], str]) -> list[RenderableType]:
    """A line for each entity that is an entry for sure, those named most first."""
    ordered = sorted(entities, key=lambda e: (-len(e.forms), e.id))
    lines = [(e, k) for e in ordered for k in e.known if k.sure]
    if not lines:
        return []
    shown: list[RenderableType] = [
        Padding(
            Text.assemble(
                (clean(e.name), "green"), f" is {clean(f'{k.set} {k.id}')}  ", (clean(k.why), "dim")
            ),
            (0, 0, 0, 2),
            expand=False,
        )
        for e, k in lines[:_SHOWN]
    ]
    more = len(lines) - _SHOWN
    rest = [Padding(Text(f"… and {more} more on the page", style="dim"), (0, 0, 0, 2))] if more > 0 else []
    return [Text("\nNames known", style="bold"), *shown, *rest]
