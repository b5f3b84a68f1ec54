"""Somebody's very words that stand without marks: lost in transport, told by a dash, or in an interview.

Takes the frame and the reported statements; says which of these are surely verbatim (words in the first person
taken up by a cue: "We have no boats, Maltesk said"; a paragraph that a dash opens: "— The gate holds, said
Maltesk"), and gives what a name and a colon bring in ("Maltesk: We have no boats."). What is not sure stays
reported speech. Resolves no names.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from crosswire.annotate.attribution_cues import is_cue, may_speak
from crosswire.annotate.attribution_source import SPOKEN, Source, source_of
from crosswire.annotate.marks_text import cue_forms, paragraphs, sentence_stops
from crosswire.annotate.quotes_frame import Frame
from crosswire.annotate.quotes_reported import Reported

_FIRST = frozenset({"i", "we"})
_FINITE = ("VBD", "VBZ", "VBP")
_DASH = re.compile(r"[^\S\n]*[–—―][^\S\n]*")
# "NAME, an office:" is at most so long, in characters.
_NAME_LENGTH = 80
_COLON = re.compile(rf"[^\S\n]*([^\n:;.!?\"“”«»]{{2,{_NAME_LENGTH}}}):[^\S\n]+(?=[A-ZÀ-Þ])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoken:
    """Words that a name and a colon bring in, with their source."""

    start: int
    end: int
    source: Source


def is_verbatim(frame: Frame, told: Reported) -> bool:
    """Whether a reported statement without marks gives somebody's very words."""
    cue = told.source.cue
    if told.mixed or not told.finite or cue is None or not is_cue(cue, SPOKEN):
        return False
    if told.end > min(cue.idx, told.source.start) or told.source.head.lower_ in (*_FIRST, "us"):
        return False
    after = frame.text[told.end : min(cue.idx, told.source.start)].strip()
    if after not in (",", "?", "!", ", ") and not after.startswith((",", "?", "!")):
        return False
    line = frame.text.rfind("\n", 0, told.start) + 1
    dash = _DASH.fullmatch(frame.text, line, told.start)
    return dash is not None or _first_person(frame, told.start, told.end)


def _first_person(frame: Frame, start: int, end: int) -> bool:
    return any(t.lower_ in _FIRST and t.dep_ in ("nsubj", "nsubjpass") for t in frame.tokens(start, end))


def spoken(frame: Frame, skip: Sequence[tuple[int, int]] = ()) -> tuple[Spoken, ...]:
    """What "NAME: …" and "NAME said: …" bring in without marks, sentence by sentence in the first person."""
    found = []
    for start, end in paragraphs(frame.text, skip):
        lead = _COLON.match(frame.text, start, end)
        if lead is None or any(m.outer_start < end and start < m.outer_end for m in frame.marked):
            continue
        source = _named(frame, *lead.span(1))
        stop = _spoken_until(frame, lead.end(), end)
        if source is not None and stop is not None:
            found.append(Spoken(start=lead.end(), end=stop, source=source))
    return tuple(found)


def _named(frame: Frame, start: int, end: int) -> Source | None:
    """Who is named before a colon, with nothing else said than a cue."""
    tokens = frame.tokens(start, end)
    verbs = [
        t for t in tokens if t.lower_ in cue_forms() or (t.tag_ in _FINITE and t.lower_ not in _joined())
    ]
    if len(verbs) > 1 or (verbs and not (verbs[0].i == tokens[-1].i and is_cue(verbs[0], SPOKEN))):
        return None
    nouns = [t for t in tokens if t not in verbs and (t.pos_ in ("PROPN", "PRON") or may_speak(t))]
    if not nouns or not may_speak(nouns[0]) or nouns[0].lower_ in _FIRST:
        return None
    head = next((t for t in nouns if t.head not in nouns), nouns[0])
    return source_of(frame, head, verbs[0] if verbs else None, "colon")


@cache
def _joined() -> frozenset[str]:
    return frozenset({"retired", "acting", "elected", "appointed"})


def _spoken_until(frame: Frame, start: int, end: int) -> int | None:
    """Where the sentences in the first person that begin at an offset end."""
    stop: int | None = None
    at = start
    for cut in [*sentence_stops(frame.text, start, end), end]:
        if not _first_person(frame, at, cut):
            break
        stop = at = cut
    return None if stop is None else len(frame.text[:stop].rstrip())
