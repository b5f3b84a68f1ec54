"""Noun phrases around verbs and prepositions, for finding who asserts a figure.

In: the words. Out: stretches of words (first, end) that name a source. Decides nothing about figures.
"""

from __future__ import annotations

from dataclasses import dataclass

from crosswire.annotate.figure_words import QUOTES, Words
from crosswire.types import Report, Span

# The longest source as printed that is still one noun phrase.
_LONGEST = 14
_STOPS = frozenset({",", ".", ";", ":", "(", ")", "are", "is", "were", "was", "that", "who", "while", "on", "which", "–", "—", "-", "|", "has", "have", "had", "said", "says", "but", "as", "after", "before", "when", "where"})  # fmt: skip
_DEEPEST = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Asserter:
    """The source as printed, the name that it resolves to, the cue, the medium through which it spoke."""

    source: Span
    speaker: Span | None
    cue: str | None
    via: tuple[Span, ...] = ()


def span_of(report: Report, w: Words, first: int, end: int) -> Span:
    """The report's span of words `first`..`end`, without marks at its edges."""
    while first < end - 1 and (w.low[first] in QUOTES or w.low[first] in (",", "(", "–", "—", "-")):
        first += 1
    while end - 1 > first and (
        w.low[end - 1] in QUOTES or w.low[end - 1] in (",", ".", ":", ")", "'s", "'", ";")
    ):
        end -= 1
    return report.span(w.start[first], w.end[end - 1])


def subject_of(w: Words, verb: int) -> int | None:
    """The subject of a verb; its antecedent where it is relative, the governing verb's where it has none."""
    start, end = w.sentence[verb]
    for i in range(start, end):
        if w.head[i] == verb and w.dep[i] in ("nsubj", "nsubjpass") and w.low[i] not in ("it", "there"):
            if w.low[i] in ("which", "who", "that"):
                return w.head[verb] if w.dep[verb] == "relcl" else None
            return i
        if w.head[i] == verb and w.dep[i] == "nsubj" and w.low[i] == "it":
            return i
    return None


def subtree(w: Words, root: int, *, relative: bool = False) -> tuple[int, int]:
    """The stretch of words around `root` that depend on it; with the clauses behind it where `relative`."""
    start, end = w.sentence[root]
    cut = () if relative else ("relcl", "appos", "punct")
    inside = {root}
    for _ in range(6):
        grown = {
            i for i in range(start, end)
            if w.head[i] in inside and not (w.dep[i] in cut and i > root)
        }  # fmt: skip
        if grown <= inside:
            break
        inside |= grown
    first = last = root
    while first - 1 in inside and w.low[first - 1] not in (";", ":"):
        first -= 1
    while last + 1 in inside and w.low[last + 1] not in (";", ":"):
        last += 1
    return first, last + 1


def governs(w: Words, verb: int, at: int) -> bool:
    """Whether word `at` depends on `verb`."""
    i = at
    for _ in range(_DEEPEST):
        if i == verb:
            return True
        if w.head[i] == i:
            return False
        i = w.head[i]
    return False


def takes_object(w: Words, verb: int, at: int) -> bool:
    """Whether word `at` lies in the direct object of `verb`."""
    i = at
    for _ in range(_DEEPEST):
        if w.head[i] == verb:
            return w.dep[i] in ("dobj", "obj", "attr", "oprd")
        if w.head[i] == i:
            return False
        i = w.head[i]
    return False


def phrase_after(w: Words, i: int, end: int) -> tuple[int, int] | None:
    """The noun phrase that begins at word `i`."""
    j = i
    while (
        j < end
        and not (j > i + 1 and w.pos[j] == "DET" and w.pos[j - 1] == "PROPN")
        and w.low[j] not in _STOPS
        and w.low[j] not in QUOTES
        and j - i < _LONGEST
    ):
        j += 1
    return (i, j) if j > i else None


def phrase_before(w: Words, i: int, start: int) -> tuple[int, int] | None:
    """The noun phrase that ends before word `i`, adverbs and auxiliaries between left out."""
    end = i
    while end > start and (
        w.pos[end - 1] in ("ADV", "AUX", "PART")
        or w.low[end - 1] in ("also", "later", "earlier", "has", "had", "have")
    ):
        end -= 1
    j = end
    while j > start and end - j < _LONGEST:
        k = j - 1
        joins = (
            w.low[k] in ("of", "for", "and", "'s", "’s", "the", "a", "an", "-", "'", "to")
            or w.tag[k] == "POS"
        )
        if w.pos[k] in ("NOUN", "PROPN", "ADJ", "DET") or joins or (w.pos[k] == "PRON" and j == end):
            j = k
            if w.low[k] in ("the", "a", "an") and (
                k == start or w.low[k - 1] not in ("of", "for", "and", "to")
            ):
                break
            continue
        break
    while j < end and w.low[j] in ("and", "of", "for", "-", "to"):
        j += 1
    return (j, end) if j < end else None
