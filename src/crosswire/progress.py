"""Telling on standard error how far a run is: a moving line on a terminal, plain lines elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from crosswire.pipeline import Progress as Tell

_DOING = {
    "fetch": "Fetching",
    "read": "Reading",
    "verify": "Checking",
    "annotate": "Finding figures, quotes and names",
    "link": "Holding reports against each other",
    "reconcile": "Reconciling",
    "group": "Finding stories",
    "story": "Making dossiers",
    "check": "Holding the draft against them",
    "knowledge": "Taking names, line",
    "write": "Writing",
}


@contextmanager
def progress(console: Console, *, quiet: bool) -> Iterator[Tell]:
    """A function that takes (stage, done, total) and shows it; shows nothing where `quiet`."""
    if quiet:
        yield lambda stage, done, total: None
    elif console.is_terminal:
        with _bar(console) as bar:
            task = bar.add_task("", total=None, count="")

            def move(stage: str, done: int, total: int) -> None:
                several = total if total > 1 else None
                count = f"{done}/{total}" if several else f"{done:,}" if done and not total else ""
                bar.update(
                    task, description=_DOING.get(stage, stage), completed=done, total=several, count=count
                )

            yield move
    else:
        told: set[str] = set()

        def line(stage: str, done: int, total: int) -> None:
            if stage not in told:
                told.add(stage)
                count = f" ({total})" if total > 1 else ""
                console.print(f"{_DOING.get(stage, stage)}{count}", markup=False, highlight=False)

        yield line


def _bar(console: Console) -> Progress:
    return Progress(
        TextColumn("{task.description}", markup=False),
        BarColumn(bar_width=24),
        TextColumn("{task.fields[count]}", markup=False),
        TimeElapsedColumn(),
        console=console,
        transient=True,
    )
