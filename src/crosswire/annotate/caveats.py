"""What a report takes back from its statements: denials, hedges, marks that nobody could verify them.

In: the report, its parse, the attributions found. Out: `Caveat` values in text order: the words, the stretch
that they govern (a clause, a noun phrase, or the statements before that "the claim" points at), whose they are.
What follows for a figure or a statement is decided in `standing`. Left undone: irony, questions, and what
another report denies.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from itertools import chain
from typing import TYPE_CHECKING

from crosswire.annotate.asserter_grammar import span_of
from crosswire.annotate.caveats_denials import denial_at
from crosswire.annotate.caveats_doubts import doubt_at
from crosswire.annotate.caveats_hedges import hedge_at
from crosswire.annotate.caveats_words import Found, Sentence, Stretch, listed
from crosswire.annotate.figure_words import Words, words_of
from crosswire.lang import table
from crosswire.types import Attribution, Caveat, Report, Span

if TYPE_CHECKING:
    from spacy.tokens import Doc

# "These figures" may be those of so many sentences before: one paragraph of tolls.
_BACK = 3
# A title's last word, behind a colon or a dash: "Twelve killed in Torvane: report".
_TAIL = re.compile(r"[:–—-]\s*(\w+)\W*$")
_NUMBER = re.compile(r"\d")


def find_caveats(report: Report, doc: Doc, attributions: Sequence[Attribution] = ()) -> tuple[Caveat, ...]:
    """The caveats of a report, in text order."""
    w = words_of(doc)
    found: list[Caveat] = []
    start = 0
    while start < len(w.low):
        end = w.sentence[start][1]
        if not _triggers().isdisjoint(w.low[start:end]) and report.is_article(w.start[start], w.end[end - 1]):
            found += [_caveat(report, w, f, attributions) for f in _in_sentence(Sentence(w, start, end))]
        found += _title(report, w, start, end)
        start = end
    unique = {(c.span.start, c.span.end, c.kind): c for c in found if c.scope.end > c.scope.start}
    return tuple(sorted(unique.values(), key=lambda c: (c.span.start, c.span.end, c.kind)))


@cache
def _triggers() -> frozenset[str]:
    """Every word that some rule begins with."""
    hedge = (
        "modals",
        "adverbs",
        "likely",
        "appear",
        "adjectives",
        "apparent",
        "believed",
        "believing",
        "rumours",
        "reports",
    )
    doubt = ("verbs", "nouns", "unverified")
    denial = ("deny", "refute", "withdraw", "untrue", "reject", "nothing_in")
    parts = (("hedge", hedge), ("doubt", doubt), ("denial", denial))
    words = chain.from_iterable(listed(part, name) for part, names in parts for name in names)
    return frozenset(words) | {"true", "not", "unconfirmed", "salt", "proven"}


def _in_sentence(s: Sentence) -> list[Found]:
    found: list[Found] = []
    for i in range(s.start, s.end):
        if s.w.low[i] not in _triggers():
            continue
        for rule in (denial_at, doubt_at, hedge_at):
            one = rule(s, i)
            if one is not None:
                found.append(_again(one, found))
                break
    found += _phrases(s)
    denied = [f for f in found if f.kind == "denied"]
    return [f for f in found if f.kind == "denied" or not any(d.first <= f.first < d.end for d in denied)]


def _again(one: Found, found: Sequence[Found]) -> Found:
    """ "Denied that …, calling it absurd": the second denial is of what the first is."""
    first = next((f for f in found if f.kind == "denied"), None)
    if one.kind != "denied" or one.back is None or first is None:
        return one
    return replace(first, first=one.first, end=one.end)


def _phrases(s: Sentence) -> list[Found]:
    """Set phrases: "take it with a grain of salt", "if confirmed"."""
    low = s.w.low
    return [
        Found(
            first=i, end=i + len(p), kind="hedged", scope=_behind(s, i + len(p)) if "salt" in p else s.whole()
        )
        for p in _set_phrases()
        for i in range(s.start, s.end - len(p) + 1)
        if low[i] == p[0] and low[i : i + len(p)] == p
    ]


def _behind(s: Sentence, i: int) -> Stretch:
    """What stands behind "take it with a grain of salt", else the sentence."""
    scope = s.trimmed(i, s.end) if i < s.end else s.whole()
    return scope if scope[1] - scope[0] > 2 else s.whole()


@cache
def _set_phrases() -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(p.split()) for p in table("en", "caveats")["hedge"]["phrases"])


def _title(report: Report, w: Words, start: int, end: int) -> list[Caveat]:
    """The hedge of a title: "Twelve killed in Torvane: report"."""
    title = report.title_span
    if title is None or not (title.start <= w.start[start] and w.end[end - 1] <= title.end):
        return []
    text = report.text[w.start[start] : w.end[end - 1]]
    match = _TAIL.search(text)
    if match is None or match[1].casefold() not in listed("hedge", "headline"):
        return []
    first = w.start[start]
    cut = first + len(text[: match.start()].rstrip())
    scope = report.span(first, cut)
    return (
        [Caveat(span=report.span(first + match.start(1), first + match.end(1)), scope=scope, kind="hedged")]
        if cut > first
        else []
    )


def _caveat(report: Report, w: Words, f: Found, attributions: Sequence[Attribution]) -> Caveat:
    source = None if f.source is None else span_of(report, w, *f.source)
    speaker = next(
        (a.speaker for a in attributions if source and a.source and a.source.overlaps(source)), None
    )
    scope = _told_before(report, w, f) if f.back else None
    return Caveat(
        span=_span(report, w, f.first, f.end),
        scope=scope or _span(report, w, *f.scope),
        kind=f.kind,
        source=source,
        speaker=speaker,
    )


def _span(report: Report, w: Words, first: int, end: int) -> Span:
    return report.span(w.start[first], w.end[max(first, end - 1)])


def _told_before(report: Report, w: Words, f: Found) -> Span | None:
    """The statements before the sentence that "the claim" or "these figures" points at.

    One statement: the sentence before, of counts the nearest with a number; several: all of up to three
    sentences of text before it that stand in one run.
    """
    start = w.sentence[f.first][0]
    taken: list[Stretch] = []
    left = _BACK
    while start and left:
        first, end = w.sentence[start - 1]
        start = first
        if not report.is_article(w.start[first], w.end[end - 1]) or _is_title(report, w.start[first]):
            continue
        left -= 1
        counted = bool(_NUMBER.search(w.text[w.start[first] : w.end[end - 1]])) or any(
            w.pos[k] == "NUM" for k in range(first, end)
        )
        if f.counts and not counted:
            continue
        taken.append((first, end))
        if f.back == "one":
            break
    if not taken:
        return None
    return report.span(w.start[taken[-1][0]], w.end[taken[0][1] - 1])


def _is_title(report: Report, at: int) -> bool:
    return report.title_span is not None and report.title_span.start <= at < report.title_span.end
