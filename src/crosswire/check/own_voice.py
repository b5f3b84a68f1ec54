"""What the draft tells in its own voice where the reports have the contrary, or only somebody's contested word.

In: a draft, the passages of the reports. Out: a `Verdict` for each such clause. What all reports that tell it give as
somebody's word is no fact of theirs: the draft has lost whose word it is. Where another report denies it, or the
source's word is marked as a claim, the draft has lost what was said with it, and the reason says so.
"""

from __future__ import annotations

from collections.abc import Iterator

from crosswire.check.attributions import CONTRARY, Row, opposed, rows_of
from crosswire.check.draft import Draft, Verdict
from crosswire.check.passages import Passages, query_of
from crosswire.check.polarity import contrary, polarity
from crosswire.check.sources import Sources
from crosswire.check.told import speech_forms, told_in
from crosswire.types import Span

# How much of a clause a report's sentence must hold to tell the same; words that a clause needs to be told by.
_SAME, _WORDS = 0.5, 3
# Sentences so near to the best one tell it too; those as near as this may be about it.
_ALSO, _ABOUT = 0.8, 0.5


def check_own_voice(draft: Draft, book: Passages) -> list[Verdict]:
    """A verdict for each clause of the draft's own voice that departs from the reports."""
    sources = Sources(book)
    taken = [t.whole(draft) for t in told_in(draft)] + [q.span for q in draft.said.quotes]
    found = []
    for clause in _clauses(draft):
        if any(t.overlaps(clause) for t in taken):
            continue
        verdict = _check(draft, clause, sources, book)
        if verdict is not None:
            found.append(verdict)
    return found


def _clauses(draft: Draft) -> Iterator[Span]:
    """The sentences' clauses, each once."""
    for sentence in draft.sentences:
        at = sentence.start
        while at < sentence.end:
            start, end = draft.clause(draft.report.span(at, min(at + 1, sentence.end)))
            text = draft.report.text[start:end]
            trimmed = draft.report.span(start + len(text) - len(text.lstrip()), start + len(text.rstrip()))
            if trimmed.end > trimmed.start:
                yield trimmed
            at = max(end, at) + 1


def _check(draft: Draft, clause: Span, sources: Sources, book: Passages) -> Verdict | None:
    place = draft.place(clause.start)
    inside = {t.key for t in draft.words[place] if t.key and clause.start <= t.start < clause.end}
    query = {k: w for k, w in query_of(draft.words, place, (clause.start, clause.end)).items() if k in inside}
    if len(query) < _WORDS:
        return None
    rows = rows_of(query, book)
    if not rows or rows[0].own < _SAME:
        return None
    against = opposed(draft, clause, rows, query, book)
    if against is not None:
        return Verdict(
            span=clause,
            kind="attribution",
            standing="departs",
            reason=f"the reports have the contrary ({book.cite([against.span])})",
            likely=" ".join(against.span.text.split()),
            evidence=(against.span,),
        )
    weights = {k: w * book.weight(k) for k, w in query.items()}
    mine = polarity(draft.report.text, clause.start, clause.end)
    for row in rows:
        span = row.passage.span
        theirs = polarity(row.passage.report.text, span.start, span.end)
        if row.own >= _ALSO * rows[0].own and contrary(mine, theirs, weights) >= CONTRARY:
            return Verdict(
                span=clause,
                kind="attribution",
                standing="departs",
                reason=f"the reports part on this: one has the contrary ({book.cite([span])})",
                evidence=(span, rows[0].passage.span),
                caveats=("told in the draft’s own voice",),
            )
    if any(t.folded in speech_forms() or t.folded == "according" for t in draft.words[place]):
        return None  # somebody says it in the draft too, though whose words they are was not read
    return _bare(draft, clause, rows, query, sources, book)


def _bare(
    draft: Draft, clause: Span, rows: list[Row], query: dict[str, float], sources: Sources, book: Passages
) -> Verdict | None:
    """Where all sentences that tell it give it as somebody's contested word."""
    same = [r for r in rows if r.own >= _ALSO * rows[0].own]
    theirs = [sources.told(r.passage, frozenset(query)) for r in same]
    if not all(theirs):
        return None
    first = next(s for s in theirs if s)
    contested = any(s.claimed for s in theirs if s) or _disputed(draft, clause, rows, query, book)
    evidence = tuple(r.passage.span for r in same[:4])
    reason = f"the reports have this only as the word of {first.source.name} ({book.cite(evidence)})"
    after = ", and it is contested" if contested else "; the draft tells it as its own"
    return Verdict(
        span=clause,
        kind="attribution",
        standing="departs",
        reason=reason + after,
        likely=None,
        evidence=evidence,
        caveats=("told in the draft’s own voice",),
    )


def _disputed(draft: Draft, clause: Span, rows: list[Row], query: dict[str, float], book: Passages) -> bool:
    """Whether a sentence about it denies it."""
    mine = polarity(draft.report.text, clause.start, clause.end)
    weights = {k: w * book.weight(k) for k, w in query.items()}
    for row in rows:
        span = row.passage.span
        if row.own < _ABOUT * rows[0].own:
            continue
        theirs = polarity(row.passage.report.text, span.start, span.end)
        if contrary(mine, theirs, weights) >= CONTRARY or theirs.unsure & set(query):
            return True
    return False
