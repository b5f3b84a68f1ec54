"""Times as feeds and mails state them, to ISO 8601.

In: a time as printed, after RFC 5322 ("Sun, 4 May 2031 16:30:00 +0200"), RFC 3339 or W3C-DTF. Out: ISO 8601
with the zone that is stated, without one where none is; None where no day can be read. Letters for zones
are understood where they mean one offset only; with others ("IST") the clock time stands without a zone.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from crosswire.text.dates import is_iso_time

# Zones by letters beyond those of RFC 5322 that name one offset wherever they are used.
_ZONES = {
    "CET": "+0100", "CEST": "+0200", "EET": "+0200", "EEST": "+0300", "MSK": "+0300", "WEST": "+0100",
    "WET": "+0000", "JST": "+0900", "KST": "+0900", "AEST": "+1000", "AEDT": "+1100", "NZST": "+1200",
    "NZDT": "+1300", "UTC": "+0000", "AKST": "-0900", "AKDT": "-0800", "BRT": "-0300", "HKT": "+0800",
}  # fmt: skip
_LETTERS = re.compile(r"\b([A-Z]{2,5})$")
_ISO = re.compile(r"\d{4}-\d\d-\d\d")
# Characters of the longest time worth reading.
_LONGEST = 80


def read_time(printed: object) -> str | None:
    """The time that is stated, in ISO 8601, or None.

    >>> read_time("Sun, 04 May 2031 16:30:00 +0200"), read_time("2031-05-04T14:30:00Z")
    ('2031-05-04T16:30:00+02:00', '2031-05-04T14:30:00+00:00')
    >>> read_time("2031-05-04"), read_time("soon")
    ('2031-05-04', None)
    """
    text = " ".join(printed.split()) if isinstance(printed, str) and len(printed) <= _LONGEST else ""
    if _ISO.match(text):
        return _iso(text)
    text = _LETTERS.sub(lambda m: _ZONES.get(m[1], m[1]), text)
    try:
        return parsedate_to_datetime(text).isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _iso(text: str) -> str | None:
    text = re.sub(r"(?<=\d) (?=[+-]\d\d:?\d\d$|Z$)", "", text)
    if not is_iso_time(text):
        return text[:10] if is_iso_time(text[:10]) else None
    return text if len(text) == 10 else datetime.fromisoformat(text).isoformat()


def in_order(time: str) -> str:
    """A time in ISO 8601 such that, of two, the later sorts after the earlier whatever their zones.

    >>> in_order("2031-05-04T16:30:00+02:00")
    '2031-05-04T14:30:00+00:00'
    """
    moment = datetime.fromisoformat(time)
    try:
        return moment.astimezone(UTC).isoformat() if moment.tzinfo else time
    except OverflowError:
        return time
