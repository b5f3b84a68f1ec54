"""What happened when: dated clauses of the reports, merged into a timeline.

Takes time expressions that name a day or a few days, and the clause around each; gives events with
every clause that tells them. Two clauses tell one event if their days agree and they render one
passage, or share enough content words. Expressions longer than a month, and those over a year from
the report's day, are background and left out. Does not name event types.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import log

from crosswire.lang import table
from crosswire.reconcile.context import Context
from crosswire.reconcile.corroboration import of_passages
from crosswire.reconcile.reserves import modality_of
from crosswire.text.tokens import words
from crosswire.types import Annotations, Event, Interval, Report, Span, Story

MAX_DAYS = 31
MAX_DISTANCE_DAYS = 366
# Two clauses of one day tell one event where at least this share of the shorter one's content words,
# by weight, recurs, and at least two words do; read off pairs of invented and development reports by eye.
SHARED_WORDS = 0.4
_BREAK = re.compile(
    r"(?:[;:]\s+|,\s+(?=(?:which|who|whose|while|but|and|after|before|although|though|as|where|when)\b)|\s+[–—]\s+|\.\s+)"
)
_RELATIVE = re.compile(r"(?:which|who|whose|where)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """One dated clause of one report."""

    span: Span
    when: Interval
    content: frozenset[str]


def find_events(context: Context, stories: Sequence[Story]) -> tuple[Event, ...]:
    """Events of all stories in the order of time."""
    found: list[Event] = []
    for story in stories:
        clauses = [c for r in story.reports for c in _clauses(context.reports[r], context.annotations[r])]
        found.extend(_event(group, context) for group in _merge(clauses, context))
    return tuple(sorted(found, key=lambda e: (_start(e.when), e.id)))


def _start(when: Interval | None) -> str:
    return (when.start or when.end or "") if when else ""


def _clauses(report: Report, said: Annotations) -> list[Clause]:
    stop = frozenset(table("en", "stopwords")["words"])
    anchor = said.anchor
    kept = [
        x for x in said.times if x.interval and _is_day_like(x.interval, anchor) and _readable(report, x.span)
    ]
    clauses: list[Clause] = []
    for expression in kept:
        sentence = next((s for s in said.sentences if s.contains(expression.span)), None)
        if sentence is None or expression.interval is None:
            continue
        span = _clause(report, sentence, expression.span)
        content = frozenset(
            w.folded
            for w in words(report.text, span.start, span.end)
            if w.folded not in stop and not (expression.span.start <= w.start < expression.span.end)
        )
        if len(content) >= 2:
            clauses.append(Clause(span=span, when=expression.interval, content=content))
    return clauses


def _readable(report: Report, span: Span) -> bool:
    return all(x.kind == "caption" or x.end <= span.start or span.end <= x.start for x in report.excluded)


def _is_day_like(interval: Interval, anchor: str | None) -> bool:
    start = interval.start or interval.end
    end = interval.end or interval.start
    if not start or not end or len(start) < 10 or len(end) < 10:
        return False
    first, last = date.fromisoformat(start[:10]), date.fromisoformat(end[:10])
    near = anchor is None or abs((first - date.fromisoformat(anchor)).days) <= MAX_DISTANCE_DAYS
    return (last - first).days <= MAX_DAYS and near


def _clause(report: Report, sentence: Span, time: Span) -> Span:
    """The part of the sentence around the time, between its main breaks; never under six words."""
    cuts = [sentence.start]
    for match in _BREAK.finditer(report.text, sentence.start, sentence.end):
        cuts.append(match.end())
    cuts.append(sentence.end)
    first = max(n for n, c in enumerate(cuts[:-1]) if c <= time.start)
    last = min(n for n, c in enumerate(cuts) if c >= time.end)
    while len(words(report.text, cuts[first], cuts[last])) < 6 and (first > 0 or last < len(cuts) - 1):
        if last < len(cuts) - 1:
            last += 1
        else:
            first -= 1
    while first > 0 and _RELATIVE.match(report.text, cuts[first]):
        first -= 1
    start, end = cuts[first], cuts[last]
    while end > start and report.text[end - 1] in " \t\r\n,;:–—":
        end -= 1
    return report.span(start, end)


def _merge(clauses: list[Clause], context: Context) -> list[list[Clause]]:
    weights = _weights(clauses)
    aligned = [
        (p.left, p.right)
        for link in context.links.lineage
        if link.relation != "shared-passages"
        for p in link.evidence
    ]
    groups: list[list[Clause]] = []
    for clause in sorted(clauses, key=lambda c: (int(context.sigla[c.span.report][1:]), c.span.start)):
        home = next((g for g in groups if any(_same(clause, c, aligned, weights) for c in g)), None)
        if home is None:
            groups.append([clause])
        else:
            home.append(clause)
    return groups


def _weights(clauses: list[Clause]) -> dict[str, float]:
    """Rare words tell more: the name of the country stands in every clause of the story."""
    counts = Counter(w for c in clauses for w in c.content)
    return {word: log(1 + len(clauses) / count) for word, count in counts.items()}


def _same(one: Clause, other: Clause, aligned: list[tuple[Span, Span]], weights: dict[str, float]) -> bool:
    if one.span == other.span and one.when == other.when:
        return True
    if not _days_agree(one.when, other.when):
        return False
    if one.span.report != other.span.report and any(
        (a.overlaps(one.span) and b.overlaps(other.span)) or (a.overlaps(other.span) and b.overlaps(one.span))
        for a, b in aligned
    ):
        return True
    shared = one.content & other.content
    smaller = min(sum(weights[w] for w in c.content) for c in (one, other))
    return len(shared) >= 2 and sum(weights[w] for w in shared) >= SHARED_WORDS * smaller


def _days_agree(one: Interval, other: Interval) -> bool:
    return _start(one)[:10] == _start(other)[:10]


def _event(group: list[Clause], context: Context) -> Event:
    chosen = min(
        group,
        key=lambda c: (
            context.faults(c.span.report),
            -len([g for g in group if g.span.report != c.span.report and g.content & c.content]),
            int(context.sigla[c.span.report][1:]),
            c.span.start,
        ),
    )
    spans = tuple(dict.fromkeys(c.span for c in group))
    grounds = of_passages(context, spans)
    return Event(
        id=f"ev:{chosen.span.report}:{chosen.span.start}",
        when=_shortest([c.when for c in group]),
        text=" ".join(chosen.span.text.split()),
        places=_named(spans, context, places=True),
        actors=_named(spans, context, places=False),
        evidence=spans,
        families=grounds.families,
        originals=grounds.originals,
        origins=grounds.origins,
        independent=grounds.independent,
        corroborated=grounds.corroborated,
        modality=modality_of(context, spans),
    )


def _shortest(intervals: list[Interval]) -> Interval:
    return min(
        intervals, key=lambda i: ((i.end or i.start or "") > (i.start or ""), i.end or "", i.start or "")
    )


def _named(spans: tuple[Span, ...], context: Context, *, places: bool) -> tuple[str, ...]:
    wanted = ("GPE", "LOC", "FAC") if places else ("PERSON", "ORG")
    return tuple(
        e.id
        for e in context.links.entities
        if e.type in wanted and any(f.span.overlaps(s) for f in e.forms for s in spans)
    )
