"""Whether a finding is corroborated, in words: how many independent sources, against the threshold in force.

In: what a finding stands on, and the dossier's settings. Out: a few words, and whether the mark is to be drawn.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from crosswire.types import Dossier, Origin

from .numbers import plural, small


class Grounded(Protocol):
    """What tallies, utterances, events and sentences of the brief have in common."""

    @property
    def families(self) -> int: ...
    @property
    def originals(self) -> tuple[str, ...]: ...
    @property
    def origins(self) -> tuple[Origin, ...]: ...
    @property
    def independent(self) -> int: ...
    @property
    def corroborated(self) -> bool: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """`marked` where the finding is corroborated."""

    words: str
    marked: bool


def verdict(found: Grounded, threshold: int | None) -> Verdict:
    """The mark of a finding: "corroborated: 3 independent sources", "one source"."""
    count = found.independent
    if found.corroborated:
        sources = "source" if count == 1 else "sources"
        return Verdict(words=f"corroborated: {count:,} independent {sources}", marked=True)
    if count < 2:
        return Verdict(words="one source" if count else "no source of its own", marked=False)
    needed = f", {small(threshold)} would corroborate" if threshold and threshold > count else ""
    return Verdict(words=f"{plural(count, 'independent source')}{needed}", marked=False)


def threshold_of(dossier: Dossier) -> int | None:
    """How many independent sources corroborate, as the dossier's settings record it."""
    value = dict(dossier.settings).get("corroboration_threshold", "")
    return int(value) if value.isdecimal() else None
