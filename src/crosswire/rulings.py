"""Whose decisions hold for what was given: those of the stores and bags among it, and those handed over.

In: paths and addresses as a person gave them, a store that is written to, decisions or a file of them. Out: the
decisions that stand, each once, in the order of when they were made; and which of them contradict each other.
What they mean for the reports in hand is left to `link.rulings`.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from crosswire.errors import UsageError
from crosswire.link.rulings import set_aside, settle
from crosswire.store import (
    DATA,
    Withdrawal,
    is_bag,
    is_store,
    read_rulings,
    read_rulings_file,
    standing,
)
from crosswire.types import Decision, Named, Report


def decisions_for(
    given: Iterable[str | Path],
    *,
    store: Path | None = None,
    rulings: str | Path | Sequence[Decision] = (),
) -> tuple[Decision, ...]:
    """The decisions that hold. One withdrawn anywhere is withdrawn. Raises UsageError where any cannot be read."""
    return standing(_every(given, store, rulings))


def contradictions(decisions: Sequence[Decision], known: Iterable[Named] = ()) -> tuple[str, ...]:
    """What is to be said of decisions that do not hold beside later ones, in words.

    `known` are the reports that they are about, as far as they are known; without them reports are told apart
    by the names in the decisions.
    """
    names = {n for d in decisions for n in (d.left, d.right)} | set(known)
    by_key = {(n.sha256 or n.address or n.id, n.source or ""): n for n in sorted(names, key=repr)}
    stubs = [
        Report(id=f"{n.id}#{k}", source=n.source or n.id, text="", sha256=n.sha256 or "", address=n.address)
        for k, n in enumerate(by_key.values())
    ]
    return tuple(p.message for p in set_aside(settle(decisions, stubs)))


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
