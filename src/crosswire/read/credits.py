"""News agencies that a report credits for its text: in its dateline, its first line or its last.

In: a text and its lines. Out: canonical agency names and the offsets of lines that hold nothing else.
Credits of pictures are no credits of the text; agencies quoted inside the article are none either.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from crosswire.lang import table
from crosswire.read.lines import Line

# A sign-off line is short: agency names and a few joining words.
_LONGEST_LINE = 120


@dataclass(frozen=True, slots=True, kw_only=True)
class Credits:
    """Agencies credited, in order of print; `lines` are the stretches that hold nothing but credits."""

    agencies: tuple[str, ...]
    lines: tuple[tuple[int, int], ...]


@cache
def agency_forms() -> Mapping[str, str]:
    """Every form under which an agency is credited, with the name to show."""
    return {
        form: name for name, forms in table("en", "agencies")["agencies"].items() for form in (*forms, name)
    }


@cache
def agency_pattern() -> str:
    """A regular expression that matches one agency's name, case by case."""
    forms = sorted(agency_forms(), key=lambda form: (-len(form), form))
    return r"(?<!\w)(?:" + "|".join(map(re.escape, forms)) + r")(?!\w)"


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    name = agency_pattern()
    joint = r"(?:\s*(?:,|/|;|\||&|\+|-|–|—|and|AND|with|y|et|und)\s*)"
    several = rf"{name}(?:{joint}{name})*"
    lead = r"(?:(?:[Ss]ource|SOURCE|[Cc]redit|[Bb]y|BY|[Ww]ith (?:inputs?|files|reporting|additional reporting|contributions?) from|[Ff]rom|[Aa]gencies|©|\(c\)|[Cc]opyright)\s*:?\s*(?:\d{4}\s*)?)?"
    sign_off = re.compile(
        rf"[\s(\[–—\-*]*{lead}(?:the )?{several}(?:{joint}(?:agencies|Agencies|other agencies))?[\s)\].–—\-*]*$"
    )
    place = r"[A-Z][\w.'’-]*(?:[ /-][A-Z(][\w.'’)-]*){0,4}"
    dateline = re.compile(
        rf"\s*(?:{place}(?:,\s*[\w.'’ ]{{2,40}}){{0,3}}\s*)?[(\[]\s*({several})\s*[)\]]\s*(?:[-–—:_.]+|(?=[A-Z“\"]))|\s*{place}(?:,\s*[\w. ]{{2,30}}){{0,2}},\s*({name})\s*[-–—:]+|\s*({name})\s*[-–—:]+\s"
    )
    tail = re.compile(
        rf"[.!?”\"]\s*(?:[-–—]+\s*({several})|[(\[]\s*(?:[Ww]ith inputs? from )?({several})\s*[)\]])\s*\.?\s*$"
    )
    return sign_off, dateline, tail, re.compile(name)


def find_credits(text: str, lines: Sequence[Line], body: int) -> Credits:
    """The agencies that the report credits; `body` is where the article begins."""
    sign_off, dateline, tail, name = _patterns()
    agencies: list[str] = []
    alone: list[tuple[int, int]] = []
    first = next((line for line in lines if line.end > body), None)
    if first is not None:
        match = dateline.match(text, max(body, first.start), first.end)
        if match:
            agencies += _names(match.group(), name)
    for line in (*lines[:6], *lines[max(6, len(lines) - 12) :]):
        if line.end - line.start <= _LONGEST_LINE and sign_off.match(line.text):
            agencies += _names(line.text, name)
            alone.append((line.start, line.end))
    for line in lines[-4:]:
        match = tail.search(text, max(line.start, line.end - _LONGEST_LINE), line.end)
        if match:
            agencies += _names(match.group(), name)
            alone.append((match.start() + 1, line.end))
    return Credits(agencies=tuple(dict.fromkeys(agencies)), lines=tuple(sorted(set(alone))))


def _names(text: str, name: re.Pattern[str]) -> list[str]:
    forms = agency_forms()
    return [forms[match.group()] for match in name.finditer(text)]
