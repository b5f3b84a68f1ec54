"""What goes with a hand-over and no dossier knows: the day, who sends it, where the dossier stands.

In: what a person gave. Out: a `Cover`, checked. Nothing is filled in: what was not given is not said.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from crosswire.errors import UsageError
from crosswire.present.page.plain import safe_address, shown

# A desk's name is a line, not a page.
_LONGEST = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Cover:
    """`day` (ISO 8601) on which it is handed over, `desk` that hands it over, `address` (http or https) at which
    the dossier can be read. Raises UsageError for what is none of these."""

    day: str | None = None
    desk: str | None = None
    address: str | None = None

    def __post_init__(self) -> None:
        if self.day is not None:
            _check_day(self.day)
        if self.desk is not None and (not self.desk.strip() or len(self.desk) > _LONGEST):
            raise UsageError(f"The name of a desk is 1 to {_LONGEST} characters.")
        if self.address is not None and safe_address(self.address) is None:
            raise UsageError(f"{shown(self.address)}: is no web address; give one with http:// or https://.")

    @property
    def given(self) -> tuple[str, ...]:
        """The names of what was given."""
        return tuple(name for name in ("day", "desk", "address") if getattr(self, name) is not None)


def _check_day(day: str) -> None:
    try:
        date.fromisoformat(day)
    except ValueError as error:
        raise UsageError(f"{shown(day)}: is no day; write it as 2031-05-09.") from error
    if len(day) != len("2031-05-09"):
        raise UsageError(f"{shown(day)}: is no day; write it as 2031-05-09.")
