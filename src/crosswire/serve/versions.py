"""The versions of a story as pages and twins tell them: since when each stood, what brought it, what was new in it.

In: `desk.history`'s versions, and what was asked for in an address. Out: frozen values, moments.
"""

from __future__ import annotations

from datetime import UTC, datetime, tzinfo

from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy import Connection

from crosswire.config import SETTINGS
from crosswire.desk import history
from crosswire.desk.history import Version
from crosswire.desk.making import program_of
from crosswire.serve.lines import Change, Summary
from crosswire.store.database.viewer import Viewer

# Versions between two that are shown and drawn; of more, the latest.
MOST = 400


class CausedBy(BaseModel):
    """A report or a decision that made a version new."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    id: str = ""
    name: str = ""
    action: str = ""
    by: str = ""


class Cause(BaseModel):
    """What made a version new: reports that came or went, decisions, or another version of the program."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    reports: tuple[CausedBy, ...] = ()
    gone: tuple[str, ...] = Field((), description="ids of reports that were in the version before")
    decisions: tuple[CausedBy, ...] = ()
    program: str | None = None


class VersionTold(BaseModel, frozen=True):
    """A version of a story."""

    id: str
    at: str = Field(description="since when it stood, UTC")
    made_by: str = Field(description="the version of the program that made it")
    settings: dict[str, str] = Field(description="the settings under which it was made, by name")
    cause: Cause
    changes: tuple[Change, ...] = Field(description="what was new in it, against the version before")
    summary: Summary

    @property
    def unusual(self) -> tuple[str, ...]:
        """The settings that were not as they are by default, as options of the command line."""
        found = ((s, self.settings.get(s.name, str(s.default))) for s in SETTINGS)
        return tuple(f"{s.flag} {value}" for s, value in found if value != str(s.default))


def told(version: Version) -> VersionTold:
    """A version as pages and twins have it."""
    return VersionTold(
        id=version.id,
        at=version.at,
        made_by=program_of(version.made_by),
        settings=dict(version.settings),
        cause=Cause.model_validate(version.cause),
        changes=tuple(Change.model_validate(one) for one in version.changes),
        summary=Summary.model_validate(version.summary),
    )


def between(
    connection: Connection, viewer: Viewer, story: str, start: Version | None, end: Version | None
) -> list[Version]:
    """The versions behind one (or all) up to another (or the last), in order."""
    found = history.versions_of(connection, viewer, story, limit=MOST)
    after, until = (start.at if start else ""), (end.at if end else "~")
    return [one for one in reversed(found) if after < one.at <= until]


def stamp(moment: datetime) -> str:
    """A moment as the store writes it, so that both compare."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def moment_of(text: str, place: tzinfo, *, field: str) -> datetime:
    """The moment that was asked for; without a zone it is `place`'s. Refused as a wrong query where it is none."""
    try:
        # The plus of a zone is a blank in an address where nobody wrote it as %2B.
        found = datetime.fromisoformat(text.replace(" ", "+") if "T" in text else text)
        return (found if found.tzinfo else found.replace(tzinfo=place)).astimezone(UTC)
    except (ValueError, OverflowError):
        wrong = {
            "type": "value_error",
            "loc": ("query", field),
            "msg": "is no time in ISO 8601",
            "input": text,
        }
        raise RequestValidationError([wrong]) from None
