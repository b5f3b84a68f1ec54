"""Who says it in the draft, and who in the reports; and whether they say it or the contrary.

In: a draft, the passages of the reports, and what was found of the draft's quotations. Out: a `Verdict` for each
statement that the draft gives to somebody. A source is the same where the reports' sentence, or one beside it,
names the same bearer, office or body. What the draft tells in its own voice, `own_voice` asks.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from crosswire.check.draft import Draft, Verdict
from crosswire.check.passages import Passage, Passages, query_of
from crosswire.check.polarity import contrary, polarity
from crosswire.check.sources import Source, Sources
from crosswire.check.told import Told, told_in
from crosswire.types import Span

# How well a report's sentence must hold what is said for it to be that statement; and to be sure that it is.
KNOWN, SURE = 0.3, 0.45
# Sentences so near to the best one are it too, where they are the source's; and where they are anybody's.
_BESIDE_OWN, _BESIDE_BEST = 0.6, 0.75
_ROWS = 8
# Sentences before a pronoun in which the one it means is named.
_MEANT = 4
# How much of what is said the source's own sentence must hold.
_OWN = 0.48
# From this share of the common words on, denied by one and said by the other, two sentences are contrary.
CONTRARY = 0.34


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A report's sentence beside a statement: how well it holds it with its neighbours, and by itself."""

    passage: Passage
    score: float
    own: float

    @property
    def rank(self) -> float:
        """What sentences are ordered by: the sentence itself counts more than its neighbours."""
        return (self.score + self.own) / 2


def check_attributions(draft: Draft, book: Passages, quotations: Sequence[Verdict]) -> list[Verdict]:
    """A verdict for each attributed statement of the draft."""
    sources = Sources(book)
    found = []
    for told in told_in(draft):
        source = sources.of_draft(draft, told.source, told.speaker)
        quoted = [v for v in quotations if any(c.overlaps(v.span) for c in told.content)]
        verdict = (
            _check_quoted(told, source, quoted, sources, book)
            if quoted
            else _check_told(draft, told, source, sources, book)
        )
        if verdict is not None:
            found.append(verdict)
    return found


def _check_quoted(
    told: Told, source: Source, quoted: Sequence[Verdict], sources: Sources, book: Passages
) -> Verdict | None:
    """Whose words the reports say a quotation is."""
    evidence = tuple(e for v in quoted for e in v.evidence)
    theirs = [(e, s) for e in evidence for s in sources.behind(e)]
    if not theirs:
        return None
    same = tuple(dict.fromkeys(e for e, s in theirs if sources.same(source, s)))
    if same or not source.known:
        name = source.name if same else theirs[0][1].name
        return Verdict(
            span=told.span,
            kind="attribution",
            standing="found" if same else "fits",
            reason=f"the reports have these words of {name} ({book.cite(same or evidence)})",
            evidence=same or tuple(dict.fromkeys(evidence)),
        )
    return _other(told, source, theirs, sources, book)


def _other(
    told: Told, source: Source, theirs: Sequence[tuple[Span, Source]], sources: Sources, book: Passages
) -> Verdict:
    """The reports have it from another; where they say no more than "she", it may be the same."""
    first = next((s for _, s in theirs if s.known), theirs[0][1])
    name = first.name
    rows = tuple(dict.fromkeys(e for e, s in theirs if s.name == name))
    if not first.known and _may_be(first, source, rows[0], sources, book):
        return Verdict(
            span=told.span,
            kind="attribution",
            standing="fits",
            reason=f"the reports have this from “{name}” ({book.cite(rows)}), who may be {source.name}",
            evidence=rows,
        )
    return Verdict(
        span=told.span,
        kind="attribution",
        standing="departs",
        reason=f"the reports have this from {name} ({book.cite(rows)}), not from {source.name}",
        likely=name,
        evidence=rows,
    )


def _may_be(theirs: Source, mine: Source, span: Span, sources: Sources, book: Passages) -> bool:
    """Whether a report's pronoun may stand for a source: the report names it shortly before."""
    passage = book.at(span)
    near = book.around(passage, _MEANT, 0) if passage is not None else ()
    return sources.fits_pronoun(mine, theirs.name) and any(mine.keys & p.keys for p in near)


def _check_told(draft: Draft, told: Told, source: Source, sources: Sources, book: Passages) -> Verdict | None:
    """The gravest of the verdicts on the parts of what is said."""
    parts = [v for part in _parts(draft, told) if (v := _check_part(draft, part, source, sources, book))]
    order = {"departs": 0, "nowhere": 1, "fits": 2, "found": 3}
    return min(parts, key=lambda v: order[v.standing], default=None)


def _parts(draft: Draft, told: Told) -> Iterator[Told]:
    """A statement cut where a semicolon ends one thing said and another begins."""
    for content in told.content:
        start = content.start
        for n, piece in enumerate(content.text.split(";")):
            span = draft.report.span(start, start + len(piece))
            start += len(piece) + 1
            if piece.strip():
                yield told if n == 0 and piece == content.text else replace(told, content=(span,))


def _check_part(draft: Draft, told: Told, source: Source, sources: Sources, book: Passages) -> Verdict | None:
    """Whose statement the reports say it is, and whether it is this or its contrary."""
    query = content_query(draft, told)
    rows = rows_of(query, book)
    if not query:
        return None
    best = rows[0].score if rows else 0.0
    mine = [r for r in rows if r.score >= _BESIDE_OWN * best and sources.speaks(source, r.passage)]
    if told.act is not None and not any(
        told.act in p.keys for r in mine for p in book.around(r.passage, 1, 1)
    ):
        return _nowhere(told, source)
    if (
        best < KNOWN
        or (mine and max(r.own for r in mine) < _OWN)
        or (not mine and best < SURE and source.known)
    ):
        return _nowhere(told, source)
    if not mine and source.known:
        theirs = [(r.passage.span, s) for r in rows[:1] for s in sources.behind(r.passage.span)]
        if theirs:
            return _other(told, source, theirs, sources, book)
        if rows[0].own < SURE:
            return _nowhere(told, source)
        span = rows[0].passage.span
        return Verdict(
            span=told.span,
            kind="attribution",
            standing="departs",
            reason=f"the reports tell this in their own voice ({book.cite([span])}), not as {source.name}’s word",
            evidence=(span,),
        )
    held = mine or [r for r in rows if r.score >= _BESIDE_BEST * best]
    against = opposed(draft, told.whole(draft), held, query, book)
    if against is not None:
        return Verdict(
            span=told.span,
            kind="attribution",
            standing="departs",
            reason=f"the reports have the contrary ({book.cite([against.span])})",
            likely=" ".join(against.span.text.split()),
            evidence=(against.span,),
        )
    evidence = tuple(r.passage.span for r in held[:4])
    told_by = f"the reports have this from {source.name} ({book.cite(evidence)})"
    unclear = f"the reports have this ({book.cite(evidence)}); whose word it is in the draft is not clear"
    return Verdict(
        span=told.span,
        kind="attribution",
        standing="found" if mine and source.known else "fits",
        reason=told_by if mine and source.known else unclear,
        evidence=evidence,
    )


def _nowhere(told: Told, source: Source) -> Verdict:
    return Verdict(
        span=told.span,
        kind="attribution",
        standing="nowhere",
        reason=f"no report has {source.name} saying this",
    )


def rows_of(query: dict[str, float], book: Passages) -> list[Row]:
    """The sentences that hold most of what is said, the best first."""
    scores = book.scores(query)
    near = sorted(scores, key=lambda i: (-scores[i], i))[: 5 * _ROWS]
    rows = [Row(passage=book.items[i], score=scores[i], own=book.own(query, book.items[i])) for i in near]
    return sorted(rows, key=lambda r: (-r.rank, r.passage.index))[:_ROWS]


def content_query(draft: Draft, told: Told) -> dict[str, float]:
    """The keys of what is said."""
    found: dict[str, float] = {}
    for content in told.content:
        place = draft.place(content.start)
        query = query_of(draft.words, place, (content.start, content.end), (told.span,))
        inside = {t.key for t in draft.words[place] if t.key and content.start <= t.start < content.end}
        found |= {k: w for k, w in query.items() if k in inside}
    return found


def opposed(
    draft: Draft, told: Span, rows: Sequence[Row], query: dict[str, float], book: Passages
) -> Passage | None:
    """The report's sentence that denies what the draft says, or says what it denies; None where one agrees."""
    mine = polarity(draft.report.text, told.start, told.end)
    weights = {k: w * book.weight(k) for k, w in query.items()}
    top = [r for r in rows if r.own >= _BESIDE_BEST * rows[0].own]
    ways = []
    for row in top[:3]:
        span = row.passage.span
        ways.append(contrary(mine, polarity(row.passage.report.text, span.start, span.end), weights))
    if not ways or min(ways) < CONTRARY:
        return None
    return top[0].passage
