"""Where the words of a quotation part from those of a report, and whether it matters.

In: the draft's words and a stretch of a report. Out: the part of the stretch that renders them, how alike both are,
and the differences. Inflection, articles and other function words alone are light; a content word, a number, a
name, a negation, a person or the force of a statement is grave. In a direct quotation every word counts.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache

from crosswire.check.words import key_of
from crosswire.lang import table
from crosswire.text.tokens import Word, words
from crosswire.types import Report, Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One difference: the report's words for the draft's, as shown to people; `grave` where it matters."""

    shown: str
    grave: bool


def differences(mine: Sequence[str], held: Span, report: Report) -> tuple[Span, float, list[Difference]]:
    """The words of `held` from the first to the last that the draft shares, their likeness (0 to 1), and what
    differs between."""
    theirs = [
        Word(w.start + held.start, w.end + held.start, w.folded.replace("’", "'")) for w in words(held.text)
    ]
    matcher = SequenceMatcher(None, list(mine), [w.folded for w in theirs], autojunk=False)
    codes = matcher.get_opcodes()
    while codes and codes[0][0] == "insert":
        codes = codes[1:]
    while codes and codes[-1][0] == "insert":
        codes = codes[:-1]
    equal = sum(b - a for kind, a, b, _, _ in codes if kind == "equal")
    if not codes or not equal:
        return held, 0.0, []
    first, last = codes[0][3], codes[-1][4]
    span = report.span(theirs[first].start, theirs[max(first, last - 1)].end)
    ratio = equal / max(len(mine), last - first)
    found = [_difference(mine[a:b], theirs[c:d], report) for kind, a, b, c, d in codes if kind != "equal"]
    return span, ratio, found


def _difference(mine: Sequence[str], theirs: Sequence[Word], report: Report) -> Difference:
    printed = report.text[theirs[0].start : theirs[-1].end] if theirs else ""
    said = " ".join(mine)
    shown = (
        f"“{printed}” for “{said}”"
        if printed and said
        else (f"“{printed}” too" if printed else f"no “{said}”")
    )
    return Difference(shown=" ".join(shown.split()), grave=_grave(mine, [w.folded for w in theirs]))


def _grave(mine: Sequence[str], theirs: Sequence[str]) -> bool:
    if _denials(mine) != _denials(theirs):
        return True
    left, right = ({key_of(w) or w for w in side if _telling(w)} for side in (mine, theirs))
    return left != right


def _telling(word: str) -> bool:
    """Whether a word carries sense: content words, numbers, persons, and words of force."""
    data = table("en", "renderings")
    return key_of(word) is not None or word[0].isdigit() or word in data["subject"] or word in data["force"]


def _denials(side: Sequence[str]) -> bool:
    return sum(w in denying() or w.endswith("n't") for w in side) % 2 == 1


@cache
def denying() -> frozenset[str]:
    """The words that deny."""
    return frozenset(table("en", "negation")["words"])
