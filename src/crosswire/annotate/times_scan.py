"""Patterns of time run only where one of their words stands, over one pass of a text's words.

In: a text and `Rule`s, each with the classes of words without which it cannot match ("month", "unit", "number").
Out: their matches. A pattern over a whole text costs as much as half a percent of parsing it, and there are
sixty of them; near their words they cost a tenth of that, and no long odd text can be walked twice.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from crosswire.lang import table

# Characters around a word in which an expression that holds it lies: the longest of TimeBank has 52.
_REACH = 70
_WORD = re.compile(r"[^\W\d_]+|\d+")
# Words that stand for themselves as a class.
_OWN = (
    "ago", "half", "quarter", "period", "every", "each", "per", "fiscal", "century", "later", "earlier", "before",
    "after", "afterward", "afterwards", "end", "clock", "time", "now", "nineteen", "twenty", "thousand", "day", "year",
    "weekend", "tonight", "today", "yesterday", "tomorrow",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Rule:
    """A kind of expression: its name, its pattern, and the classes of words one of which it must hold."""

    name: str
    pattern: re.Pattern[str]
    near: tuple[str, ...]


Places = Mapping[str, Sequence[tuple[int, int]]]


@cache
def _classes() -> Mapping[str, tuple[str, ...]]:
    """The classes of each word, in lower case."""
    times, timex = table("en", "times"), table("en", "timex")
    units = [u for unit in timex["units"] for u in (unit, f"{unit}s")]
    forms = [form for forms in timex["references"].values() for form in forms]
    members: dict[str, Iterable[str]] = {
        "month": times["months"],
        "weekday": times["weekdays"],
        "weekdays": (f"{day}s" for day in times["weekdays"]),
        "unit": (*units, "centuries"),
        "part": {*timex["parts"], "tonight"},
        "season": times["seasons"],
        "holiday": times["holidays"],
        "set": timex["sets"],
        "tens": timex["tens"],
        "reference": forms,
        "vague": times["vague"]["forms"],
        "half_day": ("m", "am", "pm"),
        "zone": timex["zones"]["words"],
        **{word: (word, f"{word}s") for word in _OWN},
    }
    found: dict[str, list[str]] = {}
    for name, words in members.items():
        for word in words:
            last = _WORD.findall(word.lower())[-1]
            if name not in found.setdefault(last, []):
                found[last].append(name)
    return {word: tuple(names) for word, names in found.items()}


def scan(text: str) -> Places:
    """Where the words of each class stand. Numbers are "number" (of four digits, a year), "colon" (before ":"),
    "tens" (before an "s") and "ordinal" (before "th" and its like)."""
    classes = _classes()
    places: dict[str, list[tuple[int, int]]] = {}
    for match in _WORD.finditer(text):
        word = match[0]
        names = classes.get(word.lower(), ()) if word[0] > "9" else _numeral(text, match)
        for name in names:
            places.setdefault(name, []).append(match.span())
    return places


def _numeral(text: str, match: re.Match[str]) -> Iterator[str]:
    end = match.end()
    size, after = end - match.start(), text[end : end + 2]
    if size == 4 and match[0][0] in "12":
        yield "number"
    if size <= 2 and after[:1] == ":":
        yield "colon"
    if size == 2 and (after[:1] == "s" or after in ("'s", "’s")):
        yield "tens"
    if size <= 2 and after in ("th", "st", "nd", "rd"):
        yield "ordinal"


def matches(text: str, places: Places, rules: Sequence[Rule]) -> Iterator[tuple[int, Rule, re.Match[str]]]:
    """Every match of every rule, with the rule's number; rule after rule, each in the text's order."""
    windows: dict[tuple[str, ...], list[tuple[int, int]]] = {}
    for order, rule in enumerate(rules):
        if rule.near not in windows:
            windows[rule.near] = _windows(text, [p for name in rule.near for p in places.get(name, ())])
        for start, end in windows[rule.near]:
            for match in rule.pattern.finditer(text, start, end):
                yield order, rule, match


def _windows(text: str, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The stretches around some words, joined where they meet, cut between words."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        first, last = _blank_before(text, start - _REACH), _blank_after(text, end + _REACH)
        if joined and first <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(last, joined[-1][1]))
        else:
            joined.append((first, last))
    return joined


def _blank_before(text: str, at: int) -> int:
    at, least = max(0, at), max(0, at - _REACH)
    while at > least and not text[at - 1].isspace():
        at -= 1
    return at


def _blank_after(text: str, at: int) -> int:
    at, most = min(len(text), at), min(len(text), at + _REACH)
    while at < most and not text[at].isspace():
        at += 1
    return at
