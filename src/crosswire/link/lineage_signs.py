"""Signs in two texts and their publishers of which was there first, each with its own weight.

Takes two reports laid out for lineage; gives `Sign`s. A weight above 0 speaks for the left, below 0 for the right.
Signs: number forms and turns of phrase that one report's language has not (it was translated word by word), names
written with the letters of one of two languages, a publisher that is an agency or the very body that speaks, a
paper of the place. None of them is proof; `lineage_direction` adds them up. Knows English best.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from crosswire.lang import table
from crosswire.link.lineage_text import ReportText
from crosswire.text.fold import fold, strip_accents

# What the signs of word-by-word translation weigh at most, and what the weakest does.
TRANSLATED = 3.5
SEEMS_TRANSLATED = 0.8
NAMES = 0.8
AGENCY = 1.0
BODY = 1.2
LOCAL = 0.6
# Names in both reports, the share of them with letters of its own that makes a text's language theirs.
_NAMES_COMMON, _NAMES_ACCENTED, _NAMES_PLAIN = 6, 0.12, 0.04
_CAPITAL = re.compile(r"(?<![\w’'-])[^\W\d_]{3,}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sign:
    """`weight` above 0 speaks for the left report, below 0 for the right."""

    weight: float
    why: str


@cache
def _data() -> Mapping[str, Any]:
    return table("en", "descent")


def text_signs(left: ReportText, right: ReportText) -> Iterator[Sign]:
    """All signs that speak for one of the two."""
    for one, other, side in ((left, right, 1.0), (right, left, -1.0)):
        mine, theirs = one.turned, other.turned
        if mine > theirs and mine > 0:
            weight = min(TRANSLATED, SEEMS_TRANSLATED + (mine - theirs))
            yield Sign(weight=-side * weight, why="the other reads like a translation, word by word")
        if _kind(one, "agencies") and not _kind(other, "agencies"):
            yield Sign(weight=side * AGENCY, why="published by an agency")
        elif _kind(one, "bodies") and not _kind(other, "bodies"):
            yield Sign(weight=side * BODY, why="published by the body that speaks")
        # A local paper prints agencies' copy as it comes, but is seldom the one that translates.
        abroad = one.report.language != other.report.language
        if abroad and _is_local(one) and not _is_local(other):
            yield Sign(weight=side * LOCAL, why="published in the place")
    language = _names_language(left, right)
    if language is not None:
        yield Sign(weight=NAMES if language is left else -NAMES, why="its names are written in its language")


def _kind(text: ReportText, kind: str) -> bool:
    name = f" {(text.report.publisher or '').casefold()} "
    return any(f" {word} " in name for word in _data()["publishers"][kind])


def _is_local(text: ReportText) -> bool:
    """Whether the publisher's name holds a name that the text tells of."""
    generic = {"the", "and", "news", "daily"}
    names = {w for w in fold(text.report.publisher or "").split() if len(w) > 3 and w not in generic}
    counts = [
        sum(w.folded == name and text.report.text[w.start].isupper() for w in text.words) for name in names
    ]
    return any(n >= 2 for n in counts)


def _names_language(left: ReportText, right: ReportText) -> ReportText | None:
    """Of two reports in two languages, the one whose language the names in both are written in."""
    if left.report.language == right.report.language:
        return None
    mine, theirs = _names(left), _names(right)
    common = mine.keys() & theirs.keys()
    if len(common) < _NAMES_COMMON:
        return None
    english = [t for t in (left, right) if t.report.language == "en"]
    share = sum(any(not f.isascii() for f in (*mine[n], *theirs[n])) for n in common) / len(common)
    other = right if left in english else left
    if len(english) == 1 and other.report.language in _data()["accented"]["languages"]:
        return other if share >= _NAMES_ACCENTED else english[0] if share <= _NAMES_PLAIN else None
    return None


def _names(text: ReportText) -> dict[str, set[str]]:
    """The words with a capital, folded, with the forms in which they are printed."""
    found: dict[str, set[str]] = {}
    for match in _CAPITAL.finditer(text.report.text):
        form = match.group()
        if form[0].isupper():
            found.setdefault(strip_accents(form).casefold(), set()).add(form)
    return found
