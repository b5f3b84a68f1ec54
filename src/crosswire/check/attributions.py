"""Who says it in the draft, and who in the reports; and whether they say it or the contrary.

In: a draft, the passages of the reports, and what was found of the draft's quotations. Out: a `Verdict` for each
statement that the draft gives to somebody, and for what it tells in its own voice where the reports have the contrary.
A source is the same where the reports' sentence, or the one before it, names the same bearer, office or body.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from crosswire.check.draft import Draft, Verdict
from crosswire.check.passages import Passage, Passages, query_of
from crosswire.check.polarity import denied
from crosswire.check.sources import Source, Sources
from crosswire.types import Attribution, Span

# How well a report's sentence must hold what is said for it to be that statement; and to be sure that it is.
_KNOWN, _SURE = 0.3, 0.45
# Sentences so near to the best one are it too.
_BESIDE_BEST = 0.75
# A statement of fewer content words cannot be told from others.
_WORDS = 2
_JOIN = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class _Said:
    """A statement of the draft with its source."""

    span: Span
    source: Source
    content: tuple[Span, ...]
    attribution: Attribution


def check_attributions(draft: Draft, book: Passages, quotations: Sequence[Verdict]) -> list[Verdict]:
    """A verdict for each attributed statement of the draft."""
    sources = Sources(book)
    found = []
    for said in _statements(draft, sources):
        quoted = [v for v in quotations if any(c.overlaps(v.span) for c in said.content)]
        verdict = (
            _check_quoted(said, quoted, sources, book) if quoted else _check_told(draft, said, sources, book)
        )
        if verdict is not None:
            found.append(verdict)
    return found


def _statements(draft: Draft, sources: Sources) -> list[_Said]:
    """One for each source and cue, with all that it says; the draft's own order."""
    found: dict[tuple[int, int], _Said] = {}
    for a in sorted(draft.said.attributions, key=lambda a: (a.content.start, -a.content.end)):
        if a.source is None:
            continue
        span = _frame(draft, a)
        key = (span.start, span.end)
        content = (a.content, *a.more)
        if key in found:
            held = found[key]
            more = tuple(c for c in content if not any(h.overlaps(c) for h in held.content))
            found[key] = _Said(
                span=span, source=held.source, content=(*held.content, *more), attribution=held.attribution
            )
            continue
        found[key] = _Said(span=span, source=sources.of_draft(draft, a), content=content, attribution=a)
    return [found[k] for k in sorted(found)]


def _frame(draft: Draft, a: Attribution) -> Span:
    """The source with its cue where they stand together."""
    source, cue = a.source or a.content, a.cue
    if cue is None:
        return source
    start, end = min(source.start, cue.start), max(source.end, cue.end)
    between = draft.report.text[min(source.end, cue.end) : max(source.start, cue.start)]
    crosses = any(start < c.end and c.start < end for c in (a.content, *a.more))
    return source if crosses or len(between) > _JOIN else draft.report.span(start, end)


def _check_quoted(said: _Said, quoted: Sequence[Verdict], sources: Sources, book: Passages) -> Verdict | None:
    """Whose words the reports say a quotation is."""
    evidence = tuple(e for v in quoted for e in v.evidence)
    theirs = [(e, s) for e in evidence for s in sources.at(e)]
    if not theirs:
        return None
    same = [e for e, s in theirs if sources.same(said.source, s)]
    if same or not said.source.known:
        return Verdict(
            span=said.span,
            kind="attribution",
            standing="found" if same else "fits",
            reason=f"the reports have these words of {theirs[0][1].name if not same else said.source.name}"
            f" ({book.cite(same or evidence)})",
            evidence=tuple(dict.fromkeys(same or evidence)),
        )
    return _other(said, theirs, book)


def _other(said: _Said, theirs: Sequence[tuple[Span, Source]], book: Passages) -> Verdict:
    name = theirs[0][1].name
    rows = tuple(dict.fromkeys(e for e, s in theirs if s.name == name))
    return Verdict(
        span=said.span,
        kind="attribution",
        standing="departs",
        reason=f"the reports have this from {name} ({book.cite(rows)}), not from {said.source.name}",
        likely=name,
        evidence=rows,
    )


def _check_told(draft: Draft, said: _Said, sources: Sources, book: Passages) -> Verdict | None:
    """Whose statement the reports say it is, and whether it is this or its contrary."""
    query = _query(draft, said)
    if len(query) < _WORDS:
        return None
    scores = book.scores(query)
    best = max(scores.values(), default=0.0)
    if best < _KNOWN:
        return Verdict(
            span=said.span,
            kind="attribution",
            standing="nowhere",
            reason=f"no report has {said.source.name} saying this",
        )
    near = sorted(
        (i for i, s in scores.items() if s >= max(_KNOWN, _BESIDE_BEST * best)), key=lambda i: (-scores[i], i)
    )
    rows = [book.items[i] for i in near[:12]]
    same = [p for p in rows if sources.speaks(said.source, p)]
    if not same and said.source.known:
        theirs = [(p.span, s) for p in rows for s in sources.at(p.span)]
        if best >= _SURE and theirs:
            return _other(said, theirs, book)
        return Verdict(
            span=said.span,
            kind="attribution",
            standing="departs" if best >= _SURE else "nowhere",
            reason=f"the reports tell this in their own voice ({book.cite([rows[0].span])}), not as {said.source.name}’s word"
            if best >= _SURE
            else f"no report has {said.source.name} saying this",
            evidence=(rows[0].span,) if best >= _SURE else (),
        )
    held = same or rows
    contrary = _contrary(draft, said.content, held, query, book)
    if contrary is not None:
        return Verdict(
            span=said.span,
            kind="attribution",
            standing="departs",
            reason=f"the reports have the contrary ({book.cite([contrary.span])})",
            likely=" ".join(contrary.span.text.split()),
            evidence=(contrary.span,),
        )
    evidence = tuple(p.span for p in held[:4])
    return Verdict(
        span=said.span,
        kind="attribution",
        standing="found" if same else "fits",
        reason=f"the reports have this from {said.source.name} ({book.cite(evidence)})"
        if same
        else f"the reports have this ({book.cite(evidence)}); whose word it is in the draft is not clear",
        evidence=evidence,
    )


def _query(draft: Draft, said: _Said) -> dict[str, float]:
    """The keys of what is said."""
    found: dict[str, float] = {}
    for content in said.content:
        place = draft.place(content.start)
        query = query_of(draft.words, place, (content.start, content.end), (said.span,))
        inside = {t.key for t in draft.words[place] if t.key and content.start <= t.start < content.end}
        found |= {k: w for k, w in query.items() if k in inside}
    return found


def _contrary(
    draft: Draft, content: Iterable[Span], rows: Sequence[Passage], query: dict[str, float], book: Passages
) -> Passage | None:
    """The report's sentence that denies what the draft says, or says what it denies; None where one agrees."""
    mine = denied(draft.report.text, [(c.start, c.end) for c in content], frozenset(query))
    if mine is None:
        return None
    ways = [(p, denied(p.report.text, [(p.span.start, p.span.end)], frozenset(query))) for p in rows[:3]]
    if any(way is None or way == mine for _, way in ways):
        return None
    return ways[0][0] if ways else None
