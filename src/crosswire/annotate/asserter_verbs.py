"""The verbs by which somebody asserts a figure: "the league lists 40 dead", "NP said 12 had died".

In: the report, its words, the place of a number. Out: an `Asserter` without the name it resolves to, or None.
By the parse where it links verb and number, else by what stands beside the clause.
"""

from __future__ import annotations

from crosswire.annotate.asserter_grammar import (
    Asserter,
    governs,
    phrase_after,
    phrase_before,
    span_of,
    subject_of,
    subtree,
    takes_object,
)
from crosswire.annotate.asserter_lexicon import asserting, may_assert, say_forms
from crosswire.annotate.figure_elided import cue_words
from crosswire.annotate.figure_words import Words
from crosswire.types import Report

_TURNS = frozenset({"although", "though", "while", "but", "whereas", ";"})
_CLAUSES = ("ROOT", "parataxis", "ccomp", "conj", "advcl")


def by_verb(report: Report, w: Words, at: int) -> Asserter | None:
    """The subject of the nearest verb of saying or counting that governs the number."""
    start, end = w.sentence[at]
    beside = _right_before(report, w, at)
    if beside is not None:
        return beside
    best: tuple[int, int, tuple[int, int]] | None = None
    for v in range(start, end):
        if not _asserts(w, v, at, start, end):
            continue
        stretch = _speaker(w, v, at)
        if stretch is None:
            continue
        distance = abs(v - at)
        if best is None or distance < best[0]:
            best = (distance, v, stretch)
    if best is None:
        return None
    _, v, stretch = best
    return Asserter(source=span_of(report, w, *stretch), speaker=None, cue=w.shown[v])


def _right_before(report: Report, w: Words, at: int) -> Asserter | None:
    """ "League counts 40 dead", "the ministry speaks of 12": nothing but the verb between name and number."""
    start = w.sentence[at][0]
    v = at - 1
    while v > start and (
        w.low[v] in ("of", "by", "at", "least", "about", "some", "than", "more", "around", "over", "nearly")
        or w.pos[v] == "ADV"
    ):
        v -= 1
    low = w.low[v]
    of = low in asserting("verbs", "of") and w.low[v + 1] == "of"
    by = low in asserting("verbs", "by") and w.low[v + 1] == "by"
    if not (of or by or low in asserting("verbs", "giving")) or v == start:
        return None
    named = phrase_before(w, v, start)
    if named is None or w.low[v - 1] in (",", "and", "who", "which", "that") or not may_assert(w, *named):
        return None
    return Asserter(source=span_of(report, w, *named), speaker=None, cue=w.shown[v])


def _asserts(w: Words, v: int, at: int, start: int, end: int) -> bool:
    """Whether word `v` is a verb that may assert the number at word `at`."""
    low = w.low[v]
    nxt = w.low[v + 1] if v + 1 < end else ""
    if low in asserting("verbs", "of") and nxt == "of":
        return governs(w, v, at)
    if low in asserting("verbs", "by") and nxt == "by":
        return governs(w, v, at)
    if low in asserting("verbs", "own_count"):
        counted = any(w.low[k] in cue_words("nouns", "counts") for k in range(v + 1, at)) if v < at else False
        if counted and governs(w, v, at):
            return True
    if low in asserting("verbs", "giving") and v < at and takes_object(w, v, at):
        return True
    if low not in say_forms() or (w.is_noun(v) and w.dep[v] not in ("ROOT", "ccomp", "parataxis")):
        return False
    if say_forms()[low] == "claim" and not any(
        w.head[i] == v and w.dep[i] == "ccomp" for i in range(start, end)
    ):
        return False
    if governs(w, v, at):
        return True
    if low in asserting("verbs", "counting"):
        return False
    between = set(w.low[at:v])
    return not between & _TURNS and v > at and (w.dep[v] in _CLAUSES or low in ("said", "says"))


def _speaker(w: Words, v: int, at: int) -> tuple[int, int] | None:
    """The words of the verb's subject, where it can assert and does not hold the number itself."""
    subject = subject_of(w, v)
    if subject is None:
        return None
    wide = subtree(w, subject, relative=True)
    if wide[0] <= at < wide[1] and w.dep[v] != "relcl":
        return None
    first, last = subtree(w, subject)
    if first and w.low[first - 1] == "(" and w.low[last : last + 1] == (")",):
        return None  # "SARROW (Halcyon Wire) – …": a dateline says nothing
    if first <= at < last or any(w.pos[i] == "NUM" for i in range(first, last)):
        return None
    first, last = _before_verb(w, first, last, v)
    if w.low[v] in asserting("verbs", "showing") | asserting("verbs", "giving") | asserting(
        "verbs", "own_count"
    ):
        return (first, last) if may_assert(w, first, last) else None
    return (first, last) if w.low[first] not in ("all", "there") else None


def _before_verb(w: Words, first: int, last: int, v: int) -> tuple[int, int]:
    """The subject without a clause before it that the parser hung on it."""
    for k in range(last - 1, first, -1):
        if w.low[k] == "," and w.pos[k - 1] in ("VERB", "NUM"):
            return k + 1, last
    return first, last


def said_beside(report: Report, w: Words, at: int) -> Asserter | None:
    """What the parse does not link: "…, NP said", "…, said NP", "NP said …" in one sentence."""
    end = w.sentence[at][1]
    for v in range(at + 1, end):
        if w.low[v] not in say_forms() or w.pos[v] not in ("VERB", "AUX", "NOUN", "PROPN"):
            if w.low[v] in _TURNS:
                return None
            continue
        aside = v - 1 if w.low[v - 1] == "," else v  # "the coroner, Edda Morrow, said"
        before = phrase_before(w, aside, at + 1)
        if (
            before is not None
            and before[0] > at + 1
            and w.low[before[0] - 1] in (",", "–", "—", "-", "”", '"')
            and may_assert(w, *before)
        ):
            return Asserter(source=span_of(report, w, *before), speaker=None, cue=w.shown[v])
        after = phrase_after(w, v + 1, end) if w.low[v - 1] in (",", "”", '"') else None
        inverted = after is not None and (after[1] >= end or w.pos[after[1]] not in ("VERB", "AUX"))
        if after is not None and inverted and may_assert(w, *after):
            return Asserter(source=span_of(report, w, *after), speaker=None, cue=w.shown[v])
    return None
