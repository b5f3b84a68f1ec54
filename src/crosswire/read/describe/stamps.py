"""The dates that a report carries about itself: labelled stamps, lone date lines, datelines.

In: a report's lines. Out: `Stamp` values with the offsets of what must be set apart. Which of them is
the day the report speaks from is settled later, against the other reports.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Literal

from crosswire.lang import table
from crosswire.read.describe.credits import agency_pattern
from crosswire.read.describe.lines import Line
from crosswire.text.dates import CalendarDate, compile_dates, read_clock, read_match

StampKind = Literal["published", "updated", "page", "dateline"]

# Lines from the top and the bottom of a text in which a lone date is the page's own.
_HEAD, _TAIL = 12, 8
# Lines from the top in which a first paragraph with a dateline may stand.
_DATELINES = 6
# Characters that a stamp line may have besides its label, date and time ("| 3 min read", a byline).
_REST = 60
# Characters of a first line within which headline, agency and date may have run together.
_RUN_TOGETHER = 220

_TIME_BEFORE = re.compile(
    r"(?:at\s+)?\d{1,2}[:.h]\d\d(?::\d\d)?\s*(?:[ap]\.?\s?m\b\.?)?\s*\(?(?:[A-Z]{2,4})?\)?\s*(?:on|,|\||-|–)?\s*",
    re.I,
)
_AFTER = re.compile(r"[\s,|/–—-]*(?:at\s+|T)?", re.I)
# "at 0914", "2037 UTC": four digits are a time only with such a word beside them.
_BARE_CLOCK = re.compile(
    r"[\s,|–—-]*(?:at\s+([01]\d|2[0-3])([0-5]\d)\b|([01]\d|2[0-3])([0-5]\d)(?=\s*(?:GMT|UTC|hrs)))", re.I
)
_ZONE = re.compile(
    r"\s*\(?(?:GMT|UTC|BST|CET|CEST|EET|EST|EDT|ET|CST|CDT|PST|PDT|MSK|IST|JST|local time|hrs|Z|h)\b\)?(?:\s*[+-]\d{1,2}(?::?\d\d)?)?"
)
_BYLINE = re.compile(
    r"(?:(?:by\s+)?[A-Z][\w.'’-]+(?:\s+[A-Z][\w.'’-]+){0,3}\s*[|]|(?:by\s+)?[A-Z][\w.'’-]+(?:\s+[A-Z][\w.'’-]+){1,3}\s*[,–—-])\s*$"
)
# A dateline's place, in capitals, perhaps with its region; what ends a dateline.
_PLACE = re.compile(
    r"[A-Z][A-Z.'’-]+(?: [A-Z][A-Z.'’-]+){0,3}(?:\s\([A-Z][A-Za-z .'’-]{1,30}\))?"
    r"(?:,\s+[A-Z][\w.'’-]+(?:\s[A-Z][\w.'’-]+)?)??,?\s+\(?"
)
_DATELINE_END = re.compile(r"\)?\s*(?:[./:]|–|—|-|\()")
# Years in two digits from this one on are of the last century.
_PIVOT = 50
_READING = re.compile(r"[\s,|·•–—-]*(?:\d+\s*(?:min(?:ute)?s?)\s*(?:of\s+)?read(?:ing)?)?[\s.|]*$", re.I)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stamp:
    """A date the report carries: ISO day or date-time, kind, and what to set apart (None: nothing)."""

    date: str
    kind: StampKind
    start: int
    end: int
    furniture: bool


@cache
def _grammar() -> tuple[re.Pattern[str], Mapping[str, int], re.Pattern[str]]:
    months = table("en", "times")["months"]
    labels = {
        label: kind for kind in ("published", "updated") for label in table("en", "furniture")["stamps"][kind]
    }
    names = "|".join(
        re.escape(name).replace(r"\ ", r"\s+") for name in sorted(labels, key=lambda n: (-len(n), n))
    )
    days = "|".join(sorted(table("en", "times")["weekdays"], key=lambda d: (-len(d), d)))
    head = re.compile(rf"(?:(?P<label>{names})\b\s*:?\s*)?(?:(?P<weekday>{days})\b\.?\s*,?\s*)?", re.I)
    return compile_dates(months), months, head


def find_stamps(text: str, lines: Sequence[Line]) -> tuple[Stamp, ...]:
    """The stamps of a text, in order."""
    found: list[Stamp] = []
    edge = set(range(min(_HEAD, len(lines)))) | set(range(max(0, len(lines) - _TAIL), len(lines)))
    for index in sorted(edge):
        line = lines[index]
        stamp = (
            _line_stamp(text, line)
            or ((_glued_stamp(text, line) or _agency_stamp(text, line)) if index < 2 else None)
            or (_dateline_stamp(text, line) if index < _DATELINES else None)
        )
        if stamp is not None:
            found.append(stamp)
    return tuple(found)


def _line_stamp(text: str, line: Line) -> Stamp | None:
    """The stamp that fills a whole line, or None."""
    if line.end - line.start > 160:
        return None
    read = _read(text, line.start, line.end)
    if read is None:
        return None
    stamp, label = read
    before = text[line.start : stamp.start]
    if before.strip() and not _BYLINE.match(before):
        return None
    after = text[stamp.end : line.end]
    if not _READING.match(after) and not _labelled(label, after):
        return None
    return Stamp(date=stamp.date, kind=stamp.kind, start=line.start, end=line.end, furniture=True)


def _labelled(label: str, after: str) -> bool:
    """Whether what follows a date on its line may stand there: a little, after or with a label."""
    if len(after) > _REST or after.lstrip()[:1] not in ("|", ",", ";", "("):
        return False
    again = _grammar()[2].match(after.lstrip(" |,;-–"))
    return bool(label or (again and again["label"]))


def _agency_stamp(text: str, line: Line) -> Stamp | None:
    """A stamp inside a first line that ran together: "Dam breaks AGENCY Friday 4 May 2031 The dam ..."."""
    match = _agency().search(text, line.start, min(line.end, line.start + _RUN_TOGETHER))
    if match is None:
        return None
    read = _read(text, match.end(), min(line.end, match.end() + 60), anywhere=False)
    if read is None or not text[read[0].end : line.end].lstrip()[:1].isalnum():
        return None
    return Stamp(date=read[0].date, kind="dateline", start=match.start(), end=read[0].end, furniture=True)


def _dateline_stamp(text: str, line: Line) -> Stamp | None:
    """A full date in the dateline of the first paragraph: "TORVANE, 4 May 2031. The dam ...". It stays
    part of the article."""
    place = _PLACE.match(text, line.start, min(line.end, line.start + _RUN_TOGETHER))
    if place is None:
        return None
    read = _read(text, place.end(), min(line.end, place.end() + 60), anywhere=False)
    if read is None or not _DATELINE_END.match(text, read[0].end, line.end):
        return _short_dateline(text, place.end(), line)
    return Stamp(date=read[0].date, kind="dateline", start=read[0].start, end=read[0].end, furniture=False)


def _short_dateline(text: str, at: int, line: Line) -> Stamp | None:
    """A dateline with the year in two digits, as agencies print it: "TORVANE, 4 MAY 91 (ECA) --"."""
    match = _short_date().match(text, at, line.end)
    if match is None or not _DATELINE_END.match(text, match.end(), line.end):
        return None
    year = int(match["year"])
    year += 1900 if year >= _PIVOT else 2000
    try:
        month = _grammar()[1][(match["month"] or match["first"]).lower()]
        day = date(year, month, int(match["day"] or match["date"]))
    except ValueError:
        return None
    return Stamp(date=day.isoformat(), kind="dateline", start=match.start(), end=match.end(), furniture=False)


@cache
def _short_date() -> re.Pattern[str]:
    months = "|".join(sorted(_grammar()[1], key=lambda m: (-len(m), m)))
    named = rf"(?P<month>{months})\.?"
    return re.compile(
        rf"(?:(?P<day>\d{{1,2}})\s+{named}|{named.replace('month', 'first')}\s+(?P<date>\d{{1,2}}),?)\s+['’]?(?P<year>\d\d)(?!\d)",
        re.I,
    )


@cache
def _agency() -> re.Pattern[str]:
    return re.compile(rf"{agency_pattern()}[\s,|–—-]+(?=(?:[A-Z][a-z]+,?\s+)?\d)")


def _glued_stamp(text: str, line: Line) -> Stamp | None:
    """A stamp run into the first sentence: "date 2031-05-04 The dam ..."."""
    read = _read(text, line.start, min(line.end, line.start + 120), anywhere=False)
    if read is None:
        return None
    stamp, label = read
    rest = text[stamp.end : line.end].lstrip(" \t|:–—-\u00a0")
    if label and rest.startswith("by "):
        rest = rest[3:]
    if not rest or not (rest[0].isupper() or rest[0].isdigit() or rest[0] in "“\"'‘("):
        return None
    if stamp.start > line.start and not label and text[line.start : stamp.start].strip():
        return None
    end = line.end - len(rest)
    # Blanks before the first line of all go with the stamp.
    start = 0 if not text[: line.start].strip() else line.start
    return Stamp(date=stamp.date, kind=stamp.kind, start=start, end=end, furniture=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Read:
    date: str
    kind: StampKind
    start: int
    end: int


def _read(text: str, start: int, end: int, *, anywhere: bool = True) -> tuple[_Read, str] | None:
    """The first full date of a stretch with its label; `start` of the result is where label or date begin."""
    pattern, months, head = _grammar()
    match = pattern.search(text, start, end)
    if match is None:
        return None
    day = read_match(match, months)
    if day is None or day.iso is None:
        return None
    lead = _lead(text, start, day, head)
    if lead is None or (not anywhere and lead[0] > start):
        return None
    begin, label = lead
    bare = _BARE_CLOCK.match(text, day.end, end)
    clock = (f"{bare[1] or bare[3]}:{bare[2] or bare[4]}", bare.end()) if bare else None
    clock = clock or read_clock(text, _AFTER.match(text, day.end).end())  # type: ignore[union-attr]
    stop = day.end
    iso = day.iso
    if clock is not None and clock[1] <= end:
        iso, stop = f"{iso}T{clock[0]}", clock[1]
        zone = _ZONE.match(text, stop, end)
        stop = zone.end() if zone else stop
    return _Read(date=iso, kind=_kind(label), start=begin, end=stop), label


def _lead(text: str, start: int, day: CalendarDate, head: re.Pattern[str]) -> tuple[int, str] | None:
    """Where the label (or weekday, or date) before a date begins, and the label."""
    for begin in range(start, day.start + 1):
        if begin > start and text[begin - 1].isalnum():
            continue
        match = head.match(text, begin, day.start)
        if match is None:
            continue
        between = match.end()
        if between < day.start and match["label"]:
            time = _TIME_BEFORE.match(text, between, day.start)
            between = time.end() if time else between
        if between == day.start:
            return begin, (match["label"] or "").lower()
    return None


def _kind(label: str) -> StampKind:
    if not label:
        return "page"
    return (
        "updated" if " ".join(label.split()) in table("en", "furniture")["stamps"]["updated"] else "published"
    )
