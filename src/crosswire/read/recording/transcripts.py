"""Transcripts of recordings, WebVTT and SubRip: their words, each under the time at which it is said.

In: bytes of a file. Out: a `Document` with a `Location` for the words of each cue, labelled with the cue's
start ("00:01:12.500", hours always written). The text is the title, where the header of WebVTT has one, and
paragraphs. A new paragraph begins where another voice does (the turn then begins with the voice's name
and a colon, which lie in no location), at a line that begins with a dash or ">>", as those of a new
speaker do, and after a pause. Lines that captions only go on showing are read once. Sounds in brackets
and names that were typed into the words stay.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from crosswire.errors import ReadError
from crosswire.read.document import Document, Metadata, compose
from crosswire.read.plain import decode
from crosswire.read.recording.cues import Cue, find_cues
from crosswire.types import Location

# Milliseconds without a cue that end a paragraph. The BBC's Subtitle Guidelines ("Gaps") ask for gaps of a
# second and a half, or none: whoever makes captions closes shorter ones, which mean nothing.
PAUSE = 1_500
_TURN = re.compile(r"(?:[-–—‐]\s?(?=\S)|>>+)")
_HEADER_LINES = 100
_PAIR = re.compile(r"([A-Za-z][\w-]{0,30})\s*[:=]\s*(.*)")
_LANGUAGE = re.compile(r"([A-Za-z]{2,3})(?=$|[-_])")
# What stands after WEBVTT and is no title.
_NO_TITLE = frozenset({"file", "webvtt"})


def read_webvtt(data: bytes, source: str, charset: str | None) -> Document:
    """The transcript in a WebVTT file. Raises ReadError where it has no words."""
    text, encoding = decode(data, source, charset)
    return _read(text, encoding, source, is_vtt=True)


def read_srt(data: bytes, source: str, charset: str | None) -> Document:
    """The transcript in a SubRip file. Raises ReadError where it has no words."""
    text, encoding = decode(data, source, charset)
    return _read(text, encoding, source, is_vtt=False)


def _read(text: str, encoding: str, source: str, *, is_vtt: bool) -> Document:
    metadata = _header(text) if is_vtt else Metadata()
    cues, notices = find_cues(text, is_vtt=is_vtt)
    body, locations = _lay_out(cues, metadata.title)
    if not locations and not body:
        raise ReadError(
            f"{source}: is a transcript without words; ask for it again, or transcribe the recording."
        )
    return Document(text=body, metadata=metadata, encoding=encoding, locations=locations, notices=notices)


def _header(text: str) -> Metadata:
    """What stands before the first empty line of WebVTT: a title after its name, pairs of key and value."""
    lines = re.split("\r\n|\r|\n", text[:10_000].lstrip("\ufeff"), maxsplit=_HEADER_LINES)
    header = lines[: lines.index("")] if "" in lines else lines[:1]
    first = header[0].removeprefix("WEBVTT").strip(" \t-–—") if header else ""
    pairs = [match for line in (*first.split(";"), *header[1:]) if (match := _PAIR.fullmatch(line.strip()))]
    said = {match[1].lower(): match[2].strip() for match in reversed(pairs)}
    named = first if first.lower() not in _NO_TITLE and not _PAIR.fullmatch(first.split(";")[0]) else ""
    language = _LANGUAGE.match(said.get("language", ""))
    return Metadata(
        title=compose(said.get("title") or named, ()) or None,
        language=language[1].lower() if language else None,
    )


@dataclass(slots=True)
class _Turn:
    """One paragraph: the name that stands before it, and the lines of each cue in it with the cue's start."""

    name: str | None
    pieces: list[tuple[list[str], int | None]] = field(default_factory=list)


def _lay_out(cues: Sequence[Cue], title: str | None) -> tuple[str, tuple[Location, ...]]:
    """The text, and where in it the words of each cue stand."""
    head = compose(title, ())
    written: list[str] = [head, "\n\n"] if head else []
    position = sum(map(len, written))
    locations = []
    for number, turn in enumerate(_turns(cues)):
        opening = ("\n" if number else "") + (f"{turn.name}: " if turn.name else "")
        written.append(opening)
        position += len(opening)
        for place, (lines, start) in enumerate(turn.pieces):
            words = " ".join(lines)
            if place:
                written.append(" ")
                position += 1
            if start is not None:
                locations.append(Location(start=position, end=position + len(words), label=time_code(start)))
            written.append(words)
            position += len(words)
    return ("".join(written) if position > len(head) + 2 or not head else ""), tuple(locations)


def _turns(cues: Sequence[Cue]) -> Iterator[_Turn]:
    """The paragraphs of a transcript."""
    turn: _Turn | None = None
    voice: str | None = None
    shown: int | None = None
    for cue in cues:
        paused = cue.start is not None and shown is not None and cue.start - shown >= PAUSE
        fresh = True
        for line in cue.lines:
            words, said = compose(None, [line.text]), compose(None, [line.voice or ""]) or None
            if not words:
                continue
            if turn is None or said != voice or paused or _TURN.match(words):
                if turn is not None:
                    yield turn
                turn = _Turn(said if said != voice else None)
                fresh = True
            if fresh:
                turn.pieces.append(([words], cue.start))
            else:
                turn.pieces[-1][0].append(words)
            voice, paused, fresh = said, False, False
        shown = max(shown or 0, cue.end) if cue.end is not None else shown
    if turn is not None:
        yield turn


def time_code(milliseconds: int) -> str:
    """A time of a recording as WebVTT writes it, with hours.

    >>> time_code(72_500)
    '00:01:12.500'
    """
    seconds, fraction = divmod(milliseconds, 1000)
    return f"{seconds // 3600:02d}:{seconds // 60 % 60:02d}:{seconds % 60:02d}.{fraction:03d}"
