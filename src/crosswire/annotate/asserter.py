"""Who asserts a figure inside the text.

In: the words, a figure's place, the attributions and quotes found elsewhere (may be empty). Out:
`Asserter` with the source as printed, the name it resolves to and the cue, or None: the report's own voice.
Where nobody else found a source: "according to N", the subject of a verb of saying that governs the
figure, the speaker named right behind a quotation. Joins no names over sentences but a body's ("the agency").
"""

from __future__ import annotations

from dataclasses import dataclass

from crosswire.annotate.figure_lexicon import words
from crosswire.annotate.figure_words import QUOTES, Words
from crosswire.lang import table
from crosswire.types import Attribution, Quote, Report, Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Asserter:
    """The source as printed, the name that it resolves to, the cue."""

    source: Span
    speaker: Span | None
    cue: str | None


def _from_given(
    at: Span, quotes: tuple[Quote, ...], attributions: tuple[Attribution, ...]
) -> Asserter | None:
    held = [a for a in attributions if a.source and a.content.contains(at)]
    if held:
        best = min(held, key=lambda a: (a.content.end - a.content.start, a.content.start))
        if best.source:
            return Asserter(source=best.source, speaker=best.speaker, cue=best.cue.text if best.cue else None)
    spoken = [q for q in quotes if q.source and q.span.contains(at)]
    if spoken:
        quote = min(spoken, key=lambda q: (q.span.end - q.span.start, q.span.start))
        if quote.source:
            return Asserter(source=quote.source, speaker=quote.speaker, cue=quote.cue)
    return None


def _say_forms() -> dict[str, str]:
    found: dict[str, str] = {}
    irregular = {
        "say": "said",
        "tell": "told",
        "put": "put",
        "show": "showed",
        "write": "wrote",
        "quote": "quoted",
    }
    for verb in table("en", "figures")["reporting"]["verbs"]:
        stem = verb[:-1] if verb.endswith("e") else verb
        past = stem[:-1] + "ied" if verb.endswith("ny") else stem + "ed"
        third = (
            verb[:-1] + "ies" if verb.endswith("ny") else verb + ("es" if verb.endswith(("s", "sh")) else "s")
        )
        found.update({verb: verb, third: verb, irregular.get(verb, past): verb, stem + "ing": verb})
    return found


_TURNS = frozenset({"although", "though", "while", "but", "whereas", ";"})
_SAY = _say_forms()


def _subject(w: Words, verb: int) -> int | None:
    start, end = w.sentence[verb]
    for i in range(start, end):
        if (
            w.head[i] == verb
            and w.dep[i] in ("nsubj", "nsubjpass")
            and w.low[i] not in ("that", "which", "who", "it", "there")
        ):
            return i
    return None


def _subtree(w: Words, root: int, *, stop_relative: bool = True) -> tuple[int, int]:
    """The stretch of words around `root` that depend on it, without relative clauses behind it."""
    start, end = w.sentence[root]
    inside = {root}
    for _ in range(6):
        grown = {
            i for i in range(start, end)
            if w.head[i] in inside and not (stop_relative and w.dep[i] in ("relcl", "appos", "punct", "cc", "conj") and i > root)
        }  # fmt: skip
        if grown <= inside:
            break
        inside |= grown
    first = last = root
    while first - 1 in inside:
        first -= 1
    while last + 1 in inside:
        last += 1
    return first, last + 1


def _governs(w: Words, verb: int, at: int) -> bool:
    i = at
    for _ in range(12):
        if i == verb:
            return True
        if w.head[i] == i:
            return False
        i = w.head[i]
    return False


def _span(report: Report, w: Words, first: int, end: int) -> Span:
    while first < end - 1 and (w.low[first] in QUOTES or w.low[first] == ","):
        first += 1
    while end - 1 > first and (w.low[end - 1] in QUOTES or w.low[end - 1] in (",", ".")):
        end -= 1
    return report.span(w.start[first], w.end[end - 1])


def _according(report: Report, w: Words, at: int) -> Asserter | None:
    start, end = w.sentence[at]
    for i in range(start, end - 2):
        if w.low[i] == "according" and w.low[i + 1] == "to":
            if i > at and any(w.low[k] in (";",) for k in range(at, i)):
                continue
            j = i + 2
            while (
                j < end
                and not (j > i + 3 and w.pos[j] == "DET" and w.pos[j - 1] == "PROPN")
                and w.low[j]
                not in (",", ".", ";", ":", "(", "are", "is", "were", "was", "that", "who", "while", "on")
                and w.low[j] not in QUOTES
                and j - i < 14
            ):
                j += 1
            if j > i + 2 and not i <= at < j:
                return Asserter(source=_span(report, w, i + 2, j), speaker=None, cue="according to")
    return None


def _verb_source(report: Report, w: Words, at: int) -> Asserter | None:
    start, end = w.sentence[at]
    best: tuple[int, int, int] | None = None
    for v in range(start, end):
        if w.low[v] not in _SAY or (w.is_noun(v) and w.dep[v] not in ("ROOT", "ccomp", "parataxis")):
            continue
        if _SAY[w.low[v]] == "claim" and not any(
            w.head[i] == v and w.dep[i] == "ccomp" for i in range(start, end)
        ):
            continue
        subject = _subject(w, v)
        if subject is None:
            continue
        first, last = _subtree(w, subject)
        if first <= at < last or any(w.pos[i] == "NUM" for i in range(first, last)):
            continue
        between = set(w.low[at:v])
        parenthetical = (
            not between & _TURNS
            and v > at
            and (w.dep[v] in ("ROOT", "parataxis", "ccomp", "conj", "advcl") or w.low[v] in ("said", "says"))
        )
        if not (_governs(w, v, at) or parenthetical):
            continue
        distance = abs(v - at)
        if best is None or distance < best[0]:
            best = (distance, v, subject)
    if best is None:
        return None
    _, v, subject = best
    first, last = _subtree(w, subject)
    return Asserter(
        source=_span(report, w, first, last), speaker=None, cue=report.text[w.start[v] : w.end[v]]
    )


def _body_before(report: Report, w: Words, source: Span) -> Span | None:
    """What "the agency" stands for: the last body named in the two sentences before."""
    head = source.text.split()[-1].casefold()
    if not source.text.casefold().startswith(("the ", "this ", "that ")) or head not in words(
        "reporting", "anaphors"
    ):
        return None
    if len(source.text.split()) > 2:
        return None
    here = w.at(source.start)
    lower = max(0, w.sentence[here][0] - 80)
    for i in range(w.sentence[here][0] - 1, lower, -1):
        if w.pos[i] == "PROPN" and w.dep[i] in ("nsubj", "pobj", "nsubjpass", "dobj", "ROOT"):
            first, last = _subtree(w, i)
            known = {
                "ministry",
                "agency",
                "department",
                "observatory",
                "committee",
                "office",
                "service",
                "organization",
            }
            if known & set(w.low[first:last]):
                return _span(report, w, first, last)
    return None


def find_asserter(
    report: Report, w: Words, at: int, *, quotes: tuple[Quote, ...], attributions: tuple[Attribution, ...]
) -> Asserter | None:
    """Who asserts the figure whose number is word `at`; None is the report's own voice."""
    place = report.span(w.start[at], w.end[at])
    found = _from_given(place, quotes, attributions)
    found = found or _according(report, w, at) or _verb_source(report, w, at)
    if found and found.speaker is None:
        body = _body_before(report, w, found.source)
        return Asserter(source=found.source, speaker=body, cue=found.cue) if body else found
    return found
