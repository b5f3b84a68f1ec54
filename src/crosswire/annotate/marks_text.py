"""What quotation marks need to know of the bare text: paragraphs, sentence ends, neighbours, cues.

Works on offsets of a string, without a parser; the sentence rule is a plain one (a stop, space and a
capital, no abbreviation) and serves only to mend marks that lack their partner.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache

from crosswire.lang import table

_BLANK = re.compile(r"\n[^\S\n]*\n|\r\n\s*\r\n")
_LINE = re.compile(r"[^\r\n]+")
_STOP = re.compile(r"[.!?…]+[\"”’')\]»]*(?=\s+[\"“‘'(\[«]?[A-ZÀ-ÞΑ-ΩА-Я0-9])")
_LAST_WORD = re.compile(r"[\w.]+$")
_BEFORE_OPEN = "([{“„«「—–-/…‘'’\u00a0:"
_AFTER_CLOSE = ".,;:!?)]}—–-…’'\u00a0"
# Characters that print nothing: writing direction, joiners, soft hyphens, byte order marks.
INVISIBLE = (
    "\u00ad\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff"
)
# Wrapped lines: at least three in a block, all but the last within these lengths (e-mail and
# wire copy wrap at 60 to 80 characters; a paragraph a line is nearly never so even).
_WRAP_MINIMUM, _WRAP_MAXIMUM, _WRAP_LINES = 50, 90, 3


def paragraphs(text: str, skip: Iterable[tuple[int, int]] = ()) -> list[tuple[int, int]]:
    """Offsets of the paragraphs: lines, or blocks of lines where a block is wrapped."""
    blocked = sorted(skip)
    found: list[tuple[int, int]] = []
    at = 0
    for end in [*(m.start() for m in _BLANK.finditer(text)), len(text)]:
        lines = [m.span() for m in _LINE.finditer(text, at, end) if m.group().strip()]
        if _is_wrapped(lines):
            lines = [(lines[0][0], lines[-1][1])]
        for line in lines:
            found.extend(_without(line, blocked))
        at = end
    return [(s, e) for s, e in found if text[s:e].strip()]


def _is_wrapped(lines: list[tuple[int, int]]) -> bool:
    lengths = [e - s for s, e in lines]
    return len(lines) >= _WRAP_LINES and all(_WRAP_MINIMUM <= n <= _WRAP_MAXIMUM for n in lengths[:-1])


def _without(line: tuple[int, int], blocked: list[tuple[int, int]]) -> list[tuple[int, int]]:
    start, end = line
    pieces = []
    for s, e in blocked:
        if s < end and start < e:
            if s > start:
                pieces.append((start, s))
            start = max(start, e)
    if start < end:
        pieces.append((start, end))
    return pieces


def neighbours(text: str, start: int, end: int) -> tuple[str, str]:
    """The visible characters before and after a stretch; empty at the edges of the text."""
    while start > 0 and text[start - 1] in INVISIBLE:
        start -= 1
    while end < len(text) and text[end] in INVISIBLE:
        end += 1
    return text[max(0, start - 1) : start], text[end : end + 1]


def looks_open(text: str, start: int, end: int) -> bool:
    """Whether the neighbours of a mark are those of an opening one."""
    before, after = neighbours(text, start, end)
    free = not before or before.isspace() or before in _BEFORE_OPEN
    return free and bool(after) and not after.isspace() and after not in ".,;:!?)"


def looks_close(text: str, start: int, end: int) -> bool:
    """Whether the neighbours of a mark are those of a closing one."""
    before, after = neighbours(text, start, end)
    return bool(before) and not before.isspace() and (not after or after.isspace() or after in _AFTER_CLOSE)


@cache
def _abbreviations() -> frozenset[str]:
    return frozenset(table("en", "quotes")["abbreviations"])


def sentence_stops(text: str, start: int, end: int) -> list[int]:
    """Offsets after which a new sentence begins, between two offsets."""
    stops = []
    for match in _STOP.finditer(text, start, end):
        word = _LAST_WORD.search(text, max(start, match.start() - 12), match.start())
        last = word.group().lower() if word else ""
        single = match.group()[0] == "." and len(match.group()) == 1
        if single and (last in _abbreviations() or len(last) == 1 or re.fullmatch(r"(?:\w\.)+\w", last)):
            continue
        stops.append(match.end())
    return stops


def sentence_start(text: str, start: int, at: int) -> int:
    """Where the sentence that holds `at` begins, not before `start`; after a cue that opens it."""
    stops = [s for s in sentence_stops(text, start, at) if s < at - 1]
    first = stops[-1] if stops else start
    while first < at and (text[first].isspace() or text[first] in '”"’»'):
        first += 1
    introduced = _introduction().match(text, first, at)
    return introduced.end() if introduced else first


def sentence_end(text: str, start: int, limit: int) -> int:
    """Where words opened at `start` end: before a cue that follows them, else with their sentence."""
    stops = sentence_stops(text, start, limit)
    first = stops[0] if stops else limit
    reach = limit if text[start : start + 1].isupper() else first
    cue = _following().search(text, start, reach)
    return cue.start() + 1 if cue else first


@cache
def cue_forms() -> Mapping[str, str]:
    """The present and past forms of the verbs of speech ("says", "said"), each with its lemma."""
    verbs = table("en", "quotes")["verbs"]
    forms: dict[str, str] = {}
    for lemma in (*verbs["say"], *verbs["manner"]):
        for form in (lemma + "s", *sorted(_past(lemma))):
            forms[form] = lemma
    return forms


def _any_cue() -> str:
    return "|".join(sorted(cue_forms()))


def _past(lemma: str) -> set[str]:
    irregular = table("en", "quotes")["irregular"]
    if lemma in irregular:
        return {irregular[lemma]}
    if lemma.endswith("e"):
        return {lemma + "d"}
    if lemma.endswith("y") and lemma[-2] not in "aeiou":
        return {lemma[:-1] + "ied"}
    return {lemma + "ed", lemma + lemma[-1] + "ed"}


@cache
def _pronouns() -> str:
    return "|".join(table("en", "quotes")["words"]["subjects"])


@cache
def _determiners() -> str:
    return "|".join(table("en", "quotes")["words"]["determiners"])


@cache
def _after() -> re.Pattern[str]:
    named = r"(?:[A-Z][\w.'’-]*\s+){1,4}"
    nominal = rf"(?:{_determiners()})\s+(?:[\w.'’-]+\s+){{1,4}}?"
    return re.compile(rf"\s*(?:(?:{_pronouns()})\s+|{nominal}|{named})?(?:{_any_cue()})\b")


@cache
def _following() -> re.Pattern[str]:
    named = rf"(?:(?:{_determiners()})\s+)?(?:[A-Z][\w.'’-]*\s+){{1,4}}"
    before = rf"(?:(?:{_pronouns()})\s+|{named})(?:{_any_cue()})\b"
    after = rf"(?:{_any_cue()})\s+(?:[A-Z]|{_pronouns()}|{_determiners()})"
    return re.compile(rf"[,?!]\s+(?:{before}|{after})")


@cache
def _introduction() -> re.Pattern[str]:
    return re.compile(rf"[^.!?]{{0,160}}?\b(?:{_any_cue()})\b[^.!?,:]{{0,60}}[,:]\s+")


def cue_after(text: str, at: int) -> bool:
    """Whether a cue of speech stands right at an offset: "said", "he said", "Jorun Maltesk said"."""
    return bool(_after().match(text, at))


def cue_within(text: str, start: int, limit: int) -> bool:
    """Whether the first sentence after an opening mark already says who speaks: "We stay, she said."."""
    stops = sentence_stops(text, start, limit)
    return bool(_told().search(text, start, stops[0] if stops else limit))


@cache
def _told() -> re.Pattern[str]:
    return re.compile(
        rf"[,?!]\s+(?:(?:{_pronouns()})|(?:(?:{_determiners()})\s+)?(?:[A-Z][\w.'’-]*\s?){{1,4}})\s*(?:{_any_cue()})[.,]"
    )
