"""The cues of a WebVTT or SubRip file: when each is shown, and its words without mark-up.

In: the decoded text of a file. Out: `Cue`s in the order of time, and notices of what is damaged. Follows
W3C WebVTT (Candidate Recommendation, 4 April 2019); SubRip has no standard, and is read as players read it.
Where the two differ from what stands in a file, the words are kept: a cue whose times cannot be read
has none, and cues that follow without an empty line are told by their times. Where on the screen a cue
stands is left out.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

_STAMP = r"(?:(\d{1,4}):)?(\d{1,2}):(\d{2})(?:[.,](\d{1,3}))?"
_TIMES = re.compile(rf"\s*{_STAMP}\s*-->\s*{_STAMP}(?:\s.*)?")
_ARROW = "-->"
_COUNTER = re.compile(r"\s*\d{1,7}\s*")
_HEADER = re.compile("\ufeff?WEBVTT(?:[ \t].*)?")
_APART = re.compile(r"(?:NOTE|STYLE|REGION)(?:[ \t:].*)?")
_VOICE = re.compile(r"<v(?:\.[^\s<>]{0,200})?(?:\s([^<>]{0,300}))?>|</v\s*>")
# The tags of WebVTT, time codes within a cue, and in WebVTT every other tag, since "<" stands for itself
# nowhere there; in SubRip the tags that players know, and codes such as {\an8}.
_VTT_TAG = re.compile(r"<\d[\d:.]{0,20}>|</?[A-Za-z][^<>]{0,300}>|</?>")
_SRT_TAG = re.compile(r"</?(?:font|b|i|u|s|c|v)\b[^<>]{0,300}>|<\d[\d:.]{0,20}>|\{\\[^{}\n]{0,200}\}", re.I)
_REFERENCE = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});")
# Captions roll where at least this share of the cues begin with the line that the cue before ended with,
# and at least so many have a new line below it: in automatic captions nearly all begin so, in others a
# cry is repeated now and then.
_ROLLING_SHARE, _ROLLING = 0.5, 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line of a cue: who speaks, where the transcript says so, and the words."""

    voice: str | None
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """The lines shown from `start` to `end`, in milliseconds; None where the times cannot be read."""

    start: int | None
    end: int | None
    lines: tuple[Line, ...]


@dataclass(slots=True)
class _Raw:
    """A cue as it is being read; `part` counts transcripts that stand in one file, one after another."""

    times: tuple[int, int] | None
    part: int
    lines: list[str] = field(default_factory=list)


def find_cues(text: str, *, is_vtt: bool) -> tuple[tuple[Cue, ...], tuple[str, ...]]:
    """The cues with words, and a notice for each kind of damage."""
    raw, notices = _blocks(re.split("\r\n|\r|\n", text), is_vtt)
    ordered = sorted(_keyed(raw), key=lambda pair: pair[0])
    moved = sum(a is not b for (_, a), b in zip(ordered, raw))
    if moved:
        notices.append(f"{moved} cues do not stand in the order of their times; they are read in that order.")
    cues = [
        Cue(
            start=cue.times[0] if cue.times else None,
            end=cue.times[1] if cue.times else None,
            lines=tuple(_spoken("\n".join(cue.lines), is_vtt)),
        )
        for _, cue in ordered
    ]
    return tuple(_without_repeats([cue for cue in cues if cue.lines])), tuple(notices)


def _blocks(lines: Sequence[str], is_vtt: bool) -> tuple[list[_Raw], list[str]]:
    """The cues in the order of the file. `place` says what the line belongs to: a cue, nothing yet, or
    something that is passed over."""
    raw: list[_Raw] = []
    untimed, stray, part = [], [], 0
    place = "header" if is_vtt else "between"
    for number, line in enumerate(lines, start=1):
        following = lines[number] if number < len(lines) else ""
        times = _times(line) if _ARROW in line else None
        if times or (_ARROW in line and place != "apart"):
            if times is None:
                untimed.append(number)
            raw.append(_Raw(times, part))
            place = "cue"
        elif _ARROW in following and _COUNTER.fullmatch(line):
            part += not is_vtt and int(line) == 1 and bool(raw)
        elif is_vtt and place != "cue" and _HEADER.fullmatch(line):
            part += bool(raw)
            place = "header"
        elif not line or (not is_vtt and not line.strip()):
            place = "between"
        elif place == "cue" or (place == "between" and not is_vtt and raw):
            raw[-1].lines.append(line)
            place = "cue"
        elif place == "between" and _ARROW not in following:
            place = "apart"
            if not (is_vtt and _APART.fullmatch(line)):
                stray.append(number)
    return raw, list(_told(untimed, stray))


def _told(untimed: Sequence[int], stray: Sequence[int]) -> Iterator[str]:
    if untimed:
        yield (
            f"The times of {len(untimed)} cues cannot be read (first in line {untimed[0]}); "
            "their words stand in the text without a time."
        )
    if stray:
        yield (
            f"{len(stray)} passages belong to no cue (first in line {stray[0]}) and are not in the text; "
            "look at the file itself."
        )


def _times(line: str) -> tuple[int, int] | None:
    """The start and end of a cue in milliseconds, the end never before the start."""
    match = _TIMES.fullmatch(line)
    if match is None:
        return None
    start, end = _milliseconds(match.groups()[:4]), _milliseconds(match.groups()[4:])
    return (start, max(start, end)) if start is not None and end is not None else None


def _milliseconds(groups: Sequence[str | None]) -> int | None:
    hours, minutes, seconds, fraction = (int(g or 0) for g in (*groups[:3], (groups[3] or "").ljust(3, "0")))
    if minutes > 59 or seconds > 59:
        return None
    return ((hours * 60 + minutes) * 60 + seconds) * 1000 + fraction


def _keyed(raw: Sequence[_Raw]) -> Iterator[tuple[tuple[int, int, int], _Raw]]:
    """Each cue with its place in the order of time; one without times stays behind the one before it."""
    last = 0
    for index, cue in enumerate(raw):
        last = cue.times[0] if cue.times else last if index and raw[index - 1].part == cue.part else 0
        yield (cue.part, last, index), cue


def _spoken(payload: str, is_vtt: bool) -> Iterator[Line]:
    """The lines of a cue's words, without tags, by voice."""
    voice, position = None, 0
    for match in (*(_VOICE.finditer(payload) if is_vtt else ()), None):
        for line in payload[position : match.start() if match else len(payload)].split("\n"):
            words = _words(line, is_vtt)
            if words.strip():
                yield Line(voice=voice, text=words)
        if match:
            voice = _words(match[1] or "", is_vtt) or None
            position = match.end()


def _words(line: str, is_vtt: bool) -> str:
    bare = (_VTT_TAG if is_vtt else _SRT_TAG).sub("", line)
    return _REFERENCE.sub(lambda match: html.unescape(match[0]), bare)


def _without_repeats(cues: Sequence[Cue]) -> Iterator[Cue]:
    """The cues, each without the lines that it only goes on to show, if the captions roll."""
    repeated = [_repeated(a.lines, b.lines) for a, b in pairwise(cues)]
    rolling = sum(0 < count < len(cue.lines) for count, cue in zip(repeated, cues[1:]))
    if rolling < _ROLLING or sum(count > 0 for count in repeated) < _ROLLING_SHARE * len(repeated):
        yield from cues
        return
    for cue, count in zip(cues, [0, *repeated]):
        if cue.lines[count:]:
            yield Cue(start=cue.start, end=cue.end, lines=cue.lines[count:])


def _repeated(before: tuple[Line, ...], lines: tuple[Line, ...]) -> int:
    """How many lines of a cue are the last ones of the cue before it."""
    shown = [line.text.split() for line in before]
    now = [line.text.split() for line in lines]
    return next((n for n in range(min(len(shown), len(now)), 0, -1) if shown[-n:] == now[:n]), 0)
