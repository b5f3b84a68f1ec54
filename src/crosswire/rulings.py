"""Whose decisions hold for what was given: those of the stores and bags among it, and those handed over.

In: paths and addresses as a person gave them, a store that is written to, decisions or a file of them. Out: the
decisions that stand, each once, in the order of when they were made. What they mean for the reports in hand is
left to `link.rulings`.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from crosswire.errors import UsageError
from crosswire.store import (
    DATA,
    Withdrawal,
    is_bag,
    is_store,
    read_rulings,
    read_rulings_file,
    standing,
)
from crosswire.types import Decision


def decisions_for(
    given: Iterable[str | Path],
    *,
    store: Path | None = None,
    rulings: str | Path | Sequence[Decision] = (),
) -> tuple[Decision, ...]:
    """The decisions that hold. One withdrawn anywhere is withdrawn. Raises UsageError where any cannot be read."""
    return standing(_every(given, store, rulings))


def _every(
    given: Iterable[str | Path], store: Path | None, rulings: str | Path | Sequence[Decision]
) -> Iterator[Decision | Withdrawal]:
    for folder in sorted({_folder(Path(path)) for path in given} | ({store} if store else set()), key=str):
        yield from read_rulings(folder)
    if isinstance(rulings, str | Path):
        yield from read_rulings_file(rulings)
        return
    for decision in rulings:
        if not isinstance(decision, Decision):
            raise UsageError(
                f"{decision!r} is no decision; make one with `crosswire.decide`, or name a file of them."
            )
        yield decision


def _folder(path: Path) -> Path:
    """The folder beside whose archive decisions may lie: a store, or what a bag carries."""
    return path / DATA if os.path.isdir(path) and not is_store(path) and is_bag(path) else path
