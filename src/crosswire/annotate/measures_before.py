"""What the words before a number say befell those it counts: an active verb, or a toll that leads up to it.

In: the words and the first word of a number phrase. Out: a `Reading` and whether only qualifiers lie between.
Left undone: what stands behind the number (`measures`).
"""

from __future__ import annotations

import re

from crosswire.annotate.figure_lexicon import (
    measures_before,
    number_words,
    parties,
    verb_forms,
    verb_phrases,
    words,
)
from crosswire.annotate.figure_words import QUOTES, Words
from crosswire.annotate.measure_words import Reading

# Words that a backward reading may cross; chosen on the development texts, where longer reaches read the
# verb of another clause more often than the number's own.
_BACKWARD = 14
# Between "lost" and who was lost: "lost more than a million young voters".
_LOST = 8
# An aside behind a toll's noun has at most so many words.
_ASIDE = 8
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")

# Words that open a number's own phrase and link it to the toll before them.
_OWN = frozenset(["estimated", "between", "from"])


def toll_before(w: Words, first: int) -> Reading | None:
    """A phrase such as "death toll" that ends, with a preposition or verb of rising, right before."""
    begin = max(w.sentence[first][0], first - _BACKWARD)
    i = first - 1
    linking = words("tolls", "linking")
    while i > begin and (w.low[i] in linking or w.low[i] in QUOTES):
        i -= 1
    i = _before_aside(w, i, begin)
    text = f" {w.phrase(begin, i + 1)}"
    # "Killed by six men": those behind "by" did it. "The toll between 12 and 15": the number's own word links it.
    linked = (i < first - 1 or w.low[first] in _OWN) and w.low[i + 1] != "by"
    last = (
        first - 1
        if w.low[first - 1] in ("the", "these", "those", "its", "his", "their", "all", "another")
        else first
    )
    plain = w.phrase(begin, last)
    for phrase, measure in verb_phrases():
        if plain.endswith(phrase):
            return Reading(measure=measure, first=i, end=i + 1)
    for phrase, measure in measures_before():
        direct = phrase.endswith((" of", " by"))
        exact = plain.endswith(phrase) if direct else text.endswith(" " + phrase)
        if exact and (linked or direct):
            return Reading(measure=measure, first=i, end=i + 1)
    if linked and w.low[first - 1] in words("tolls", "direct"):
        for phrase, measure in measures_before():
            if phrase in words("tolls", "far") and f" {phrase} " in text + " ":
                return Reading(measure=measure, first=i, end=i + 1)
    return None


def _before_aside(w: Words, i: int, begin: int) -> int:
    """From a comma, the word before the aside that it closes or opens, where that is a toll's noun: "the toll,
    initially 14, is now 16"."""
    if w.low[i] != ",":
        return i
    opening = next((j for j in range(i - 1, max(begin, i - _ASIDE), -1) if w.low[j] == ","), None)
    for end in (i, opening):
        if end is not None and w.phrase(begin, end).endswith(tuple(words("tolls", "far"))):
            return end - 1
    return i


def _crossable(w: Words, i: int) -> bool:
    low = w.low[i]
    return (
        w.pos[i] in ("DET", "ADJ", "NUM", "ADV", "CCONJ", "PRON")
        or w.is_noun(i)
        or low in QUOTES
        or low in words("tolls", "crossed")
        or low in parties()
        or low in number_words("units")
    )


def backward(w: Words, first: int) -> tuple[Reading | None, bool]:
    """The measure of an active verb before the number, and whether only qualifiers lie between."""
    toll = toll_before(w, first)
    if toll:
        return toll, True
    begin = w.sentence[first][0]
    near = True
    i = first - 1
    while i >= begin and first - i <= _BACKWARD:
        reading = _verb_backward(w, i, begin)
        if reading:
            return reading, near
        if not _crossable(w, i) or any(
            v.form == "past" and v.transitive for v in verb_forms().get(w.low[i], ())
        ):
            return None, False
        if w.is_noun(i) or w.low[i] in (",", "and"):
            near = False
        i -= 1
    return None, False


def _verb_backward(w: Words, i: int, begin: int) -> Reading | None:
    low = w.low[i]
    if low in words("losing", "killed"):
        if any(word in words("losing", "gone") for word in w.low[i + 1 : min(i + _LOST, w.sentence[i][1])]):
            return None
        return Reading(measure="killed", first=i, end=i + 1)
    for v in verb_forms().get(low, ()):
        if not v.transitive or (v.particle and w.low[i + 1] != v.particle):
            continue
        if (
            v.form == "past"
            and i > begin
            and w.low[i - 1] in words("stops", "be") - {"had", "have", "has", "left"}
        ):
            continue
        if (
            v.form == "past"
            and i > begin
            and (
                (w.pos[i - 1] == "NUM" and not _YEAR.fullmatch(w.low[i - 1]))
                or w.low[i - 1] in ("people", "persons", "civilians")
            )
        ):
            continue
        if w.is_noun(i) and v.form == "base" and i > begin and w.pos[i - 1] in ("DET", "ADJ", "PRON", "ADP"):
            continue
        return Reading(measure=v.measure, first=i, end=i + 1)
    return None
