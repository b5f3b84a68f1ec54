"""What a story comes to in a few lines: its tallies and alarms, as the store's summaries have them.

In: the JSON of a version's summary, or of its changes. Out: frozen values for pages and their twins. A summary written by
another version of the program may lack a field; then it is unknown, which is null, and never a guess.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

# Fields beyond those named are left out.
_CONFIG = ConfigDict(frozen=True, extra="ignore")
Number = int | float | None


class TallyLine(BaseModel):
    """What the figures of one measure and party add up to: low, best and high after UCDP, null where nothing bounds it."""

    model_config = _CONFIG

    measure: str
    group: str | None = None
    label: str | None = Field(None, description="who was counted, where `group` is too coarse")
    unit: str | None = None
    place: str | None = None
    low: Number = None
    best: Number = None
    high: Number = None
    status: str = Field("", description="single-source, agreed, compatible, revised or disputed")
    independent: int = Field(0, description="sources that do not rest on one another")
    families: int = Field(0, description="originals: texts that others copy")
    reports: int = 0

    @property
    def bounded(self) -> bool:
        """Whether low and high say more than the best figure does."""
        return not self.low == self.best == self.high

    @property
    def counted(self) -> str:
        """The unit, where it is not persons."""
        return self.unit if self.unit and self.unit != "persons" else ""


class AlarmLine(BaseModel):
    """Something of weight that changed or that stands: a tally, a discrepancy, a withdrawal, a merge."""

    model_config = _CONFIG

    kind: str
    text: str
    severity: str | None = None


class Change(BaseModel):
    """What stood before and what stands now; null where there was or is nothing."""

    model_config = _CONFIG

    id: str
    kind: str
    text: str
    before: Mapping[str, Any] | None = None
    now: Mapping[str, Any] | None = None

    @property
    def was(self) -> TallyLine | None:
        """The tally that stood before."""
        return TallyLine.model_validate(self.before) if self.kind == "tally" and self.before else None

    @property
    def stands(self) -> TallyLine | None:
        """The tally that stands now."""
        return TallyLine.model_validate(self.now) if self.kind == "tally" and self.now else None


class Summary(BaseModel):
    """What lists show of a story."""

    model_config = _CONFIG

    tallies: tuple[TallyLine, ...] = ()
    alarms: tuple[AlarmLine, ...] = ()
    languages: Mapping[str, int] = Field(default_factory=dict, description="how many reports are in each")
    places: tuple[str, ...] = ()
    outlets: tuple[str, ...] = ()


def summary_of(told: str) -> Summary:
    """The summary in a store's JSON."""
    return Summary.model_validate(json.loads(told))


def changes_of(told: str) -> tuple[Change, ...]:
    """The changes in a store's JSON."""
    return tuple(Change.model_validate(one) for one in json.loads(told))
