"""Captions of pictures and films: a scene with a credit, or words that only a caption says.

In: one line or sentence. Out: whether it is a caption, or where the credit after it begins. A line
that names an agency as the source of news ("he told AFP") is none.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from crosswire.lang import table
from crosswire.read.describe.credits import agency_forms, agency_pattern

# Longest caption in words: archive captions that tell the whole story reach about seventy.
_CAPTION_WORDS = 75
# Longest line in which a word such as "(left)" alone makes a caption.
_CUE_WORDS = 50
_WORD = re.compile(r"\w+")


@cache
def _credits() -> re.Pattern[str]:
    """A credit at the end of a line."""
    data = table("en", "furniture")["captions"]
    pictures = table("en", "agencies")["pictures"]["forms"]
    label = _either(data["labels"], "i")
    name = "(?:" + agency_pattern() + r"|(?<!\w)" + _either(pictures) + r"(?!\w))"
    person = r"[^\W\d_][\w .,'’&-]{0,50}"
    return re.compile(
        rf"(?:(?:^|[.!?”\"’)\]|/(\[–—-]\s*|\s{{2,}}){label}\s*(?::|\bby\b|\bvia\b|/)\s*(?:[^.!?\n]|(?<=\b[A-Z])\.){{1,90}}[.)\]]?"
        rf"|[(\[][^()\[\]]{{0,60}}{name}\s*(?:[Pp]hotos?|[Vv]ideo|[Ff]ile)\b[^()\[\]]{{0,60}}[)\]]\.?"
        rf"|[(\[]\s*(?:via|through|{label}\s*(?::|by|/)?)\s*{name}[^()\[\]]{{0,60}}[)\]]\.?"
        rf"|[(\[]?{person}(?:/|\s\|\s){name}(?:\s*(?:/|via|-|–|\|)\s*{person})*[)\]]?\.?"
        rf"|(?:\||©|/|[.!?”\"]\s*[–—-])\s*{name}(?:\s*/\s*{person})*[)\]]?\.?"
        rf"|{name}\s*/\s*{person}[)\]]?\.?"
        rf"|(?:[.!?”\"’]|\bvia)\s+{name}(?:\s*(?:/|,|-|and)\s*{name})*"
        rf"|[^.!?\s]\s*[(\[]\s*{name}(?:\s*(?:/|,|-|and)\s*{name})*\s*[)\]]"
        rf"|{name}\s+[Pp]hoto(?:s|graph)?(?:\s*(?:/|by|:)\s*{person})?"
        rf"|^{name}(?:\s*(?:/|,|-|and)\s*{name})*"
        r"|[–—-]\s*©\s*[^.!?\n]{1,60}"
        r")\s*$"
    )


@dataclass(frozen=True, slots=True)
class _Telling:
    """Words of which a text must have one to be searched for a credit or a cue: looking words up takes a
    tenth of the search's time. From each form the longest word, since it is the rarest; forms of single
    letters ("A.P.") stand whole."""

    names: frozenset[str]
    initials: tuple[str, ...]
    labels: frozenset[str]
    cues: frozenset[str]


@cache
def _telling() -> _Telling:
    data = table("en", "furniture")["captions"]
    names = (*agency_forms(), *table("en", "agencies")["pictures"]["forms"])
    return _Telling(
        names=frozenset(word for name in names if len(word := _longest(name)) > 1),
        initials=tuple(sorted(name for name in names if len(_longest(name)) <= 1)),
        labels=frozenset(_longest(label.lower()) for label in data["labels"]),
        cues=frozenset(_longest(cue.lower()) for cue in data["cues"]),
    )


def _longest(form: str) -> str:
    return max(_WORD.findall(form), key=len, default="")


def _may_credit(text: str, words: Sequence[str], folded: Sequence[str]) -> bool:
    """Whether a text, of these words, has anything that `_credits` needs: a name, or a label and what
    joins a label to its name."""
    telling = _telling()
    if "©" in text or not telling.names.isdisjoint(words) or any(x in text for x in telling.initials):
        return True
    joined = ":" in text or "/" in text or "by" in words or "via" in words
    return joined and not telling.labels.isdisjoint(folded)


@cache
def _cues() -> tuple[re.Pattern[str], re.Pattern[str]]:
    data = table("en", "furniture")["captions"]
    cue = re.compile(r"(?<!\w)" + _either(data["cues"]) + r"(?!\w)", re.I)
    opening = re.compile(r"\W{0,3}" + _either(data["openings"]), re.I)
    return cue, opening


def is_caption(text: str) -> bool:
    """Whether a line (or a sentence) is a caption.

    >>> is_caption("The dam at dusk on Monday. Photo: J. Rell (AP)"), is_caption("He told AFP on Monday.")
    (True, False)
    """
    count = text.count(" ") + 1
    if count > _CAPTION_WORDS or len(text) > 700:
        return False
    cue, opening = _cues()
    if opening.match(text):
        return True
    words = _WORD.findall(text)
    folded = [word.lower() for word in words]
    if _may_credit(text, words, folded) and _credits().search(text):
        return True
    if count > _CUE_WORDS or text[:1] in "“\"'‘" or _telling().cues.isdisjoint(folded):
        return False
    return cue.search(text) is not None


def trailing_credit(text: str) -> int | None:
    """Where a picture credit after a long paragraph begins, or None; only credits in brackets count."""
    window = max(0, len(text) - 160)
    end = text[max(0, window - 1) :]
    words = _WORD.findall(end)
    if not _may_credit(end, words, [word.lower() for word in words]):
        return None
    match = _credits().search(text, window)
    if match is None or text[match.start() : match.start() + 1] not in "([":
        return None
    return match.start()


def _either(forms: list[str], flags: str = "") -> str:
    body = "|".join(re.escape(f) for f in sorted(set(forms), key=lambda f: (-len(f), f)))
    return f"(?{flags}:{body})" if flags else f"(?:{body})"
