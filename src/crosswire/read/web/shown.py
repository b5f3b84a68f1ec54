"""The times that a page shows beside its headline, with a time of day or in other languages than English.

In: lines between headline and text, the page's language. Out: ISO 8601 times without a zone, each with whether
the page calls it the time of a later version. "05/04/2031" is read only where the language or the numbers say
which is the day. Stamps in English are read by `stamps`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

from crosswire.lang import table
from crosswire.read.stated import read_time
from crosswire.read.web.blocks import Block
from crosswire.text.dates import is_day

# Characters of a line that may hold times and hardly anything else.
_LINE = 160
_YEAR = re.compile(r"(?:19|20)\d\d(?!\d)")
_ORIGINAL = re.compile(r"\boriginal|\bfirst published", re.I)
# The last number of a month.
_MONTHS = 12


@cache
def _tables() -> tuple[re.Pattern[str], dict[str, int], re.Pattern[str]]:
    data = table("en", "page_dates")
    months = {name: int(number) for number, names in data["months"].items() for name in names}
    months |= {name.lower(): number for name, number in table("en", "times")["months"].items()}
    names = "|".join(map(re.escape, sorted(months, key=lambda name: (-len(name), name))))
    clock = r"(?:[\s,|@–—-]*(?:à|a las|às|alle|um|om|kl|в|at|الساعة|г|год)?\.?[\s,]*(?P<hour>[01]?\d|2[0-3])\s?[:.h]\s?(?P<minute>[0-5]\d)(?!\d)(?:\s?(?P<half>[ap])\.?m\b)?)?"
    pattern = re.compile(
        rf"(?<!\d)(?:(?P<day>\d{{1,2}})(?:er|º|\.)?\s+(?:de\s+|d['’])?(?P<month>{names})\.?,?\s+(?:de\s+|del\s+)?(?P<year>(?:19|20)\d\d)"
        rf"|(?P<named>{names})\.?\s+(?P<second>\d{{1,2}}),?\s+(?P<then>(?:19|20)\d\d)"
        rf"|(?P<one>\d{{1,2}})(?P<mark>[./-])(?P<two>\d{{1,2}})(?P=mark)(?P<numbered>(?:19|20)\d\d))(?!\d){clock}",
        re.I,
    )
    words = sorted(data["labels"]["updated"], key=lambda word: (-len(word), word))
    return (
        pattern,
        months,
        re.compile("(?:" + "|".join(map(re.escape, words)) + r")\W*(?:\w+\W*){0,2}$", re.I),
    )


def find_times(lines: Sequence[str], language: str | None) -> Iterator[tuple[str, bool]]:
    """Each time that the lines show, and whether it is that of a later version.

    >>> list(find_times(["Publié le 4 mai 2031 à 18h45, mis à jour le 5 mai 2031 à 07h20"], "fr"))
    [('2031-05-04T18:45', False), ('2031-05-05T07:20', True)]
    """
    pattern, _, updated = _tables()
    for line in lines:
        if len(line) > _LINE or not _YEAR.search(line):
            continue
        start = 0
        for match in pattern.finditer(line):
            time = _iso(match, language)
            if time:
                yield time, updated.search(line, start, match.start()) is not None
            start = match.end()


def _iso(match: re.Match[str], language: str | None) -> str | None:
    months, part = _tables()[1], match.groupdict()
    if part["day"]:
        year, month, day = int(part["year"]), months[part["month"].lower()], int(part["day"])
    elif part["named"]:
        year, month, day = int(part["then"]), months[part["named"].lower()], int(part["second"])
    else:
        year, day, month = int(part["numbered"]), int(part["one"]), int(part["two"])
        if month > _MONTHS:
            day, month = month, day
        elif part["mark"] == "/" and day <= _MONTHS and day != month and language in (None, "en"):
            return None
    if not is_day(year, month, day):
        return None
    iso = f"{year}-{month:02}-{day:02}"
    if not part["hour"]:
        return iso
    hour = int(part["hour"])
    if part["half"]:
        hour = hour % 12 + (12 if part["half"].lower() == "p" else 0)
    return f"{iso}T{hour:02}:{part['minute']}" if hour < 24 else iso


def fuller_time(published: str | None, shown: Sequence[str], nodes: Sequence[Any]) -> str | None:
    """The time that says most among a day and what the page shows or marks up for the same day and minute."""
    if published is None or len(published) > len("2031-05-04T16:30"):
        return published
    stated = filter(None, (read_time(node.get("datetime")) for node in nodes[:40]))
    same = [time for time in (*shown, *stated) if time.startswith(published)]
    best = max(same, key=len, default=published)
    first = next((time for time in same if len(time) > len(published)), best)
    return max((time for time in same if time.startswith(first[:16])), key=len, default=published)


def marked_time(blocks: Sequence[Block]) -> str | None:
    """The first time that is marked up in a line beside the headline, one called the original before others, none
    that is called the time of a later version."""
    updated, found = _tables()[2], []
    for index, block in enumerate(blocks):
        nodes = block.element.iter("time") if len(block.text) <= _LINE else ()
        for node in nodes:
            words = " ".join("".join(node.itertext()).split())
            label = (
                f"{blocks[index - 1].text if index else ''} {block.text.partition(words)[0] if words else ''}"
            )
            time = read_time(node.get("datetime"))
            if time and not updated.search(label.strip()) and not updated.match(words.partition(":")[0]):
                found.append((_ORIGINAL.search(label) is None, time))
    return min(found, key=lambda pair: pair[0])[1] if found else None
