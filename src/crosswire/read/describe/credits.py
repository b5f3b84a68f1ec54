"""News agencies that a report credits for its text: in its dateline, its byline or its last lines.

In: a text and its lines. Out: canonical agency names and the offsets of stretches that hold nothing
but credits. Credits of pictures are no credits of the text; agencies quoted inside the article are
none either.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from crosswire.lang import table
from crosswire.read.describe.lines import Line

# A sign-off line is short: agency names and a few joining words.
_LONGEST_LINE = 120
# Lines from the top in which a byline or dateline stands (headline, deck, date and caption come
# first), and from the bottom for sign-offs (share buttons and notices come last).
_HEAD, _TAIL = 10, 14
# Characters at the end of a line in which a notice of rights or of contributors is sought.
_RIGHTS = 600
# Words inside the brackets of a dateline: agencies, sometimes with a station's name.
_BRACKET_WORDS = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Credits:
    """Agencies credited, in order of print; `lines` are the stretches that hold nothing but credits."""

    agencies: tuple[str, ...]
    lines: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Patterns:
    name: re.Pattern[str]
    sign_off: re.Pattern[str]
    dateline: re.Pattern[str]
    bare_dateline: re.Pattern[str]
    unlisted_line: re.Pattern[str]
    unlisted_dateline: re.Pattern[str]
    tail: re.Pattern[str]
    bare_tail: re.Pattern[str]
    rights: re.Pattern[str]


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
def _unlisted() -> str:
    """A regular expression of the names of agencies that no list knows, by their last words."""
    heads = table("en", "agencies")["unlisted"]["heads"]
    either = "|".join(re.escape(head) for head in sorted(heads, key=lambda head: (-len(head), head)))
    return (
        rf"(?<!\w)(?:(?:[A-Z][\w’'&.-]*[^\W_][ ]){{1,3}}(?:{either})"
        rf"|(?:[A-Z][A-Z’'&.-]*[ ]){{1,3}}(?:{either.upper()}))(?!\w)"
    )


@cache
def _patterns() -> _Patterns:
    name = agency_pattern()
    joint = r"(?:\s*(?:,|/|;|\||&|\+|-|–|—|and|AND|with|y|et|und)\s*)"
    several = rf"(?:the |The )?{name}(?:{joint}(?:the |The )?{name})*"
    lead = (
        r"(?:(?:[Ss]ource|SOURCE|[Cc]ontributing|[Cc]redit|[Bb]y|BY|[Ff]rom|[Aa]gencies|"
        r"[Ww]ith(?: (?:inputs?|files|reporting|additional reporting|contributions?|information|data) (?:from|of|by))?)\s*:?\s*)?"
    )
    others = rf"(?:{joint}(?:other )?(?:[Aa]gencies|[Ss]taff|[Ww]riters?|[Rr]eporters?))?"
    return _Patterns(
        name=re.compile(name),
        sign_off=re.compile(
            rf"[\s(\[–—\-*]*(?:[a-z]{{2,4}}(?:/[a-z]{{2,4}})*\s*)?[(\[]?{lead}{several}{others}[\s)\].–—\-*]*$"
        ),
        dateline=re.compile(
            r"\W{0,3}(?:[^\W\d_][^()\[\]]{1,70}?\s*)?[(\[]([^()\[\]]{2,60})[)\]]\s*(?:[-–—:|_]+|(?=[A-Z]{3}))"
        ),
        bare_dateline=re.compile(
            rf"\W{{0,3}}(?:[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){{0,3}},\s*(?:[\w. ]{{2,30}},\s*)?)?({name})\s*[-–—:|]+\s"
        ),
        unlisted_line=re.compile(rf"[\s(\[–—\-*]*{lead}({_unlisted()})[\s)\].–—\-*]*$"),
        # "TORVANE, 3 May (Northern Wire) –": a place, a day, and whose the text is.
        unlisted_dateline=re.compile(
            r"\W{0,3}[A-Z][\w.’'-]*(?:[ ,]+(?:[A-Z][\w.’'-]*|de|la|\d{1,2})){0,5}[ ,]*"
            r"[(\[]((?:[A-Z][\w’'&.-]*[a-z][\w’'&.-]*)(?:[ ](?:[A-Z][\w’'&.-]*|of|the|de)){0,3})[)\]]\s*[-–—]+\s"
        ),
        tail=re.compile(rf"[.!?”\"]\s*(?:[-–—*]+\s*{several}|[(\[]\s*{lead}{several}\s*[)\]])\s*\.?\s*$"),
        bare_tail=re.compile(rf"[.!?”\"]\s+{several}\s*$"),
        rights=re.compile(
            rf"(?:(?:[Cc]opyright|©|\([Cc]\))[\s©]*(?:\d{{4}}\s*)?(?:by )?{several}"
            rf"|{several}[^.!?]{{0,60}}\bcontributed(?:\W*$| to (?:this|the) (?:report|story|article|post)))"
        ),
    )


def find_credits(text: str, lines: Sequence[Line], body: int) -> Credits:
    """The agencies that the report credits; `body` is where the article begins."""
    agencies: list[str] = []
    alone: list[tuple[int, int]] = []
    for line in lines[:_HEAD]:
        agencies += _dateline(text, max(body, line.start) if body < line.end else line.start, line.end)
    last = lines[max(_HEAD, len(lines) - _TAIL) :]
    for line in lines[-_TAIL:]:
        short = line.start > body and line.end - line.start <= _LONGEST_LINE
        if short and (found := _patterns().unlisted_line.match(line.text)):
            agencies.append(_shown(found[1]))
            alone.append((line.start, line.end))
    for line in (*lines[:_HEAD], *last):
        if line.end - line.start <= _LONGEST_LINE and _patterns().sign_off.match(line.text):
            agencies += _names(line.text)
            alone.append((line.start, line.end))
    for line in lines[-_TAIL:]:
        for start, credit in _endings(text, line, line is lines[-1]):
            agencies += _names(credit)
            if start is not None:
                alone.append((start, line.end))
    return Credits(agencies=tuple(dict.fromkeys(agencies)), lines=tuple(sorted(set(alone))))


def _dateline(text: str, start: int, end: int) -> list[str]:
    """The agencies in the dateline with which a line begins."""
    patterns = _patterns()
    match = patterns.dateline.match(text, start, end)
    if (
        match
        and len(match[1].replace("/", " ").split()) <= _BRACKET_WORDS
        and text[start : start + 6].strip()
        and (names := _names(match[1]))
    ):
        return names
    if match := patterns.unlisted_dateline.match(text, start, end):
        return [match[1]]
    match = patterns.bare_dateline.match(text, start, end)
    return _names(match[1]) if match else []


def _endings(text: str, line: Line, last: bool) -> Iterator[tuple[int | None, str]]:
    """Credits at the end of one of the last lines: where a bare sign-off begins, and its words."""
    patterns, window = _patterns(), max(line.start, line.end - _LONGEST_LINE)
    match = patterns.tail.search(text, window, line.end)
    if match is None and last:  # elsewhere a bare agency after a sentence credits a picture
        match = patterns.bare_tail.search(text, window, line.end)
    if match:
        yield match.start() + 1, match.group()
    start = max(line.start, line.end - _RIGHTS)
    if any(word in text[start : line.end] for word in ("opyright", "©", "(c)", "(C)", "contributed")):
        for rights in patterns.rights.finditer(text, start, line.end):
            yield None, rights.group()


def _shown(name: str) -> str:
    """The name of an agency that no list knows, capitals made a name's: "NORTHERN WIRE" is "Northern Wire"."""
    return name.title() if name.isupper() else name


def _names(text: str) -> list[str]:
    forms = agency_forms()
    return [forms[match.group()] for match in _patterns().name.finditer(text)]
