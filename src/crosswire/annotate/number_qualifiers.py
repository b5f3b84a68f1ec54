"""Words around a number that say how it is meant: "about", "no fewer than", "or more", ">=".

In: a text and where a number stands in it. Out: the qualifier and how far it reaches. What a window holds is
looked up, not searched, so the work for a number is bounded. Left undone: what the numbers allow (`numbers`).
"""

from __future__ import annotations

import re
from functools import cache
from typing import Literal, NamedTuple

from crosswire.annotate.number_atoms import alternatives
from crosswire.lang import table

# "nearly" is less than the number, yet near it; the figure's qualifier for it is "less_than".
Meaning = Literal["about", "more_than", "at_least", "nearly", "less_than", "at_most", "exact", "or_equal"]

# Characters and words before a number that hold the longest qualifier, a determiner and a quotation mark.
_WINDOW, _MOST_WORDS = 48, 6
# "10 and more than 40", "20 and up to 40": the words belong to what follows.
_THAN = re.compile(r"\s+(?:than|to)\b", re.I)
_DETERMINERS = frozenset(["the", "a", "an"])
_SIGNS = re.compile(r"^[\W_]+")
_QUOTES = "“\"'‘«"
_SIGN = re.compile(r"(?<![<>=])([<>]\s?=?|≥|≤)\s*$")


class Qualified(NamedTuple):
    """A meaning and where its words begin (before a number) or end (behind one)."""

    meaning: Meaning
    at: int


@cache
def _before() -> tuple[dict[str, Meaning], dict[str, Meaning]]:
    """Qualifiers, and verbs of passing a mark, each with its meaning."""
    data = table("en", "numbers")
    found: dict[str, Meaning] = {w: m for m, ws in data["qualifiers_before"].items() for w in ws}
    for meaning, words in data["comparatives"].items():
        for word in words:
            forms = (
                "{} or equal than",
                "{} or equal to",
                "{} than or equal to",
                "equal to or {} than",
                "equal or {} than",
            )
            found.update({form.format(word): meaning for form in forms})
    return found, {w: m for m, ws in data["passing"].items() for w in ws}


@cache
def _last_words() -> frozenset[str]:
    """The words that a qualifier may close with, and the determiners that may stand behind one."""
    qualifiers, verbs = _before()
    return frozenset(w.split()[-1] for w in (*qualifiers, *verbs)) | _DETERMINERS


@cache
def _after() -> tuple[re.Pattern[str], dict[str, Meaning]]:
    data = table("en", "numbers")["qualifiers_after"]
    meanings: dict[str, Meaning] = {w.strip(): m for m, ws in data.items() for w in ws}
    return re.compile(
        rf"\s{{0,3}}({alternatives(w for ws in data.values() for w in ws)})(?!\w)", re.I
    ), meanings


def before(text: str, start: int, *, passing: bool) -> Qualified | None:
    """The qualifier right before `start`; with `passing`, a verb of passing a mark too."""
    begin = max(0, start - _WINDOW)
    head = text[begin:start]
    if match := _SIGN.search(head):
        sign = match[1].replace(" ", "")
        return Qualified(_before()[0][sign], begin + match.start())
    if not head[-1:].isspace():
        head = head.rstrip(_QUOTES)
        if head[-1:].strip():
            return None
    near = head.split()[-1:]
    if not near or _bare(near[0].casefold()) not in _last_words():
        return None
    # A word that the window cuts is no word.
    spans = [m.span() for m in re.finditer(r"\S+", head)]
    if begin and spans and spans[0][0] == 0 and not text[begin - 1].isspace():
        spans = spans[1:]
    spans = spans[-_MOST_WORDS:]
    words = [head[a:b].casefold() for a, b in spans]
    if words and words[-1] in _DETERMINERS:
        spans, words = spans[:-1], words[:-1]
    qualifiers, verbs = _before()
    for n in range(len(words)):
        first = _bare(words[n])
        form = " ".join([first, *words[n + 1 :]])
        meaning = qualifiers.get(form) or (verbs.get(form) if passing else None)
        if meaning and not _is_other(meaning, words[:n]):
            return Qualified(meaning, begin + spans[n][1] - len(first))
    return None


def _bare(word: str) -> str:
    """A word without quotation marks, brackets and other signs before it."""
    return _SIGNS.sub("", word)


def _is_other(meaning: Meaning, head: list[str]) -> bool:
    """Whether "over" and "under" are parts of another word joined by a hyphen, or of "all over"."""
    return meaning == "more_than" and head[-1:] == ["all"]


def behind(text: str, end: int, following: int | None) -> Qualified | None:
    """The qualifier right behind `end`; none where the next number, at `following` (None: there
    is none), follows at once."""
    pattern, meanings = _after()
    match = pattern.match(text, end)
    if not match:
        return None
    word = " ".join(match[1].casefold().split())
    if following is not None and not text[match.end() : following].strip():
        return None
    if text[match.end() : match.end() + 1] == "-" or _THAN.match(text, match.end()):
        return None
    return Qualified(meanings[word], match.end())
