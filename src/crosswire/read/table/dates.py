"""Dates as tables write them, brought to ISO 8601.

In: the value of one cell. Out: a day or a date-time with the zone that stands there, or why there is none.
Read are ISO 8601 and what differs from it by blanks, RFC 2822, seconds and milliseconds since 1970, and
dates that are written out or have one possible order. "04/05/2031" has two, and is not guessed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime
from functools import cache
from typing import Any, Literal

from crosswire.lang import table
from crosswire.text.dates import compile_dates, find_dates, is_day, is_iso_time

_LONGEST = 80
_ISO = re.compile(
    r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})"
    r"(?:(?:[Tt]|\s+)(\d{1,2}:\d{2})(:\d{2})?(?:[.,](\d{1,9}))?\s*(Z|z|UTC|GMT|[+-]\d{2}(?::?\d{2})?)?(?:\s+UTC)?)?"
)
_RFC = re.compile(
    r"(?:[A-Za-z]{3},?\s+)?\d{1,2}[\s-][A-Za-z]{3}[\s-]\d{4}\s+\d{1,2}:\d{2}(?::\d{2})?(?:\s.{0,40})?"
)
_ORDERLESS = re.compile(r"\s*\d{1,2}[/.-]\d{1,2}[/.-](?:\d{4}|\d{2})(?!\d).*", re.S)
_EPOCH = re.compile(r"(\d{10})(?:\d{3})?(?:\.\d{1,9})?")
_MILLISECONDS = 13
_COMPACT = re.compile(r"((?:19|20|21)\d{2})(\d{2})(\d{2})")


@dataclass(frozen=True, slots=True, kw_only=True)
class TableDate:
    """What a cell says: the date, or why it is none ("orderless", "unknown"); both None for an empty one."""

    iso: str | None = None
    why: Literal["orderless", "unknown"] | None = None


def read_date(value: Any) -> TableDate:
    """The date in a cell.

    >>> read_date("2031-05-04 16:30:00 +0200").iso, read_date(1935671400).iso, read_date("04/05/2031").why
    ('2031-05-04T16:30:00+02:00', '2031-05-04T14:30:00+00:00', 'orderless')
    """
    if isinstance(value, datetime | date):
        return TableDate(iso=value.isoformat())
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        value = int(value)
    text = str(value).strip() if isinstance(value, str | int | float) and not isinstance(value, bool) else ""
    if not text or text.lower() in _NOTHING:
        return TableDate()
    iso = None if len(text) > _LONGEST else _iso(text) or _epoch(text) or _rfc(text) or _written(text)
    if iso is not None:
        return TableDate(iso=iso)
    return TableDate(why="orderless" if _ORDERLESS.fullmatch(text[:_LONGEST]) else "unknown")


# What libraries write for an empty cell.
_NOTHING = frozenset({"nan", "nat", "none", "null", "n/a"})


def _iso(text: str) -> str | None:
    match = _ISO.fullmatch(text)
    if match is None:
        return datetime.fromisoformat(text).isoformat() if is_iso_time(text) else None
    year, month, day, clock, seconds, fraction, zone = match.groups()
    if not is_day(int(year), int(month), int(day)):
        return None
    written = f"{year}-{int(month):02d}-{int(day):02d}"
    if clock is None:
        return written
    zone = {"Z": "+00:00", "UTC": "+00:00", "GMT": "+00:00", None: ""}.get(zone and zone.upper(), zone)
    small = f".{fraction[:6].ljust(6, '0')}" if fraction and seconds else ""
    try:
        return datetime.fromisoformat(
            f"{written}T{clock.zfill(5)}{seconds or ':00'}{small}{zone}"
        ).isoformat()
    except ValueError:
        return None


def _epoch(text: str) -> str | None:
    """Seconds or milliseconds since 1970, of as many digits as those of 2001 to 2286; eight are a day."""
    day = _COMPACT.fullmatch(text)
    if day:
        return f"{day[1]}-{day[2]}-{day[3]}" if is_day(int(day[1]), int(day[2]), int(day[3])) else None
    if not _EPOCH.fullmatch(text):
        return None
    whole = text.partition(".")[0]
    return datetime.fromtimestamp(int(whole[:10]), UTC).isoformat() if len(whole) <= _MILLISECONDS else None


def _rfc(text: str) -> str | None:
    if not _RFC.fullmatch(text):
        return None
    try:
        return parsedate_to_datetime(text).isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _written(text: str) -> str | None:
    """The day of a date that is written out, or whose order shows ("13/05/2031")."""
    pattern, months = _grammar()
    found = [d.iso for d in find_dates(text, pattern, months)]
    return found[0] if len(found) == 1 else None


@cache
def _grammar() -> tuple[re.Pattern[str], dict[str, int]]:
    months = dict(table("en", "times")["months"])
    return compile_dates(months), months
