"""How far one text reads as if it had been translated word by word, by traces that the words alone show.

Takes a report and the words of its article; gives a number. Traces: numbers written as another language does, turns of
phrase and marks that English has not, accents on common words, too many or too few articles. Knows English best.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from crosswire.lang import table
from crosswire.text.tokens import Word
from crosswire.types import Report

# Words from which shares of small words are told.
_ENOUGH = 60
_FOREIGN_COMMA = re.compile(r"(?<![\d.,])\d{1,3}\.\d{3}(?![\d.])|(?<![\d.,])\d+,\d{1,2}(?![\d])")
_FOREIGN_POINT = re.compile(r"(?<![\d.,])\d{1,3},\d{3}(?![\d,])")
_MARKS = re.compile(r"[«»„]")


@cache
def _data() -> Mapping[str, Any]:
    return table("en", "descent")


@cache
def _turns() -> re.Pattern[str]:
    return re.compile("|".join(_data()["turns"]["patterns"]), re.I)


def word_by_word(report: Report, words: Sequence[Word]) -> float:
    """How far a text reads as if it had been turned into its language word by word: 0 not at all, 1 and above plainly."""
    language, body = report.language, report.text
    found = 0.0
    if language == "en":
        found += 0.5 * min(len(_FOREIGN_COMMA.findall(body)), 3)
        found += 0.5 * min(len(_turns().findall(body)), 3)
        found += 0.5 * bool(_MARKS.search(body))
        found += 0.5 * min(_strange_letters(body), 3)
        if len(words) >= _ENOUGH:
            low, high = _data()["articles"]["usual"]
            share = sum(w.folded in _data()["articles"]["words"] for w in words) / len(words)
            found += 1.0 if share > high + 0.02 or share < low else 0.5 if share > high else 0.0
    elif language in _data()["decimal_comma"]["languages"]:
        found += 0.5 * min(len(_FOREIGN_POINT.findall(body)), 2)
    return found


def _strange_letters(body: str) -> int:
    """Words in small letters with an accent, in a language that has none."""
    borrowed = set(_data()["borrowed"]["words"])
    words = (m.group() for m in re.finditer(r"(?<!\w)[^\W\d_]{3,}(?!\w)", body))
    return sum(w[0].islower() and not w.isascii() and w not in borrowed for w in words)
