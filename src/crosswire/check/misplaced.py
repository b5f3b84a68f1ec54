"""Names that the reports know, but not of what the draft tells of them.

In: a draft, the passages of the reports, and the verdicts on its names. Out: a `Verdict` for each name that stands in
no report's sentence about what its clause tells, though some sentence tells it clearly: of another, whom it names.
"""

from __future__ import annotations

from crosswire.check.draft import Draft, Verdict
from crosswire.check.passages import Passage, Passages
from crosswire.check.words import keys
from crosswire.types import Span

# How much of the clause some sentence must hold without the name, and how little the best with it holds in comparison.
_CLEAR, _WITHOUT = 0.5, 0.6
# Words of the clause beside the name: fewer tell nothing.
_WORDS = 3
# What a name in the sentence beside is worth at least in the index of passages.
_BESIDE = 0.6


def check_places(draft: Draft, book: Passages, names: list[Verdict]) -> list[Verdict]:
    """The verdicts on names, those of misplaced ones replaced."""
    return [_check(draft, v, book) if v.standing == "found" else v for v in names]


def _check(draft: Draft, verdict: Verdict, book: Passages) -> Verdict:
    query = draft.clause_query(verdict.span)
    if len(query) < _WORDS:
        return verdict
    scores = book.scores(query)
    near = sorted(scores, key=lambda i: (-scores[i], i))[:40]
    rows = sorted(near, key=lambda i: (-(scores[i] + book.own(query, book.items[i])), i))
    if not rows:
        return verdict
    best = book.items[rows[0]]
    clear = (scores[rows[0]] + book.own(query, best)) / 2
    if clear < _CLEAR:
        return verdict
    words = _words(verdict, book)
    naming = {i for w in sorted(words) for i, worth in book.cover.get(w, {}).items() if worth >= _BESIDE}
    held = max((scores[i] for i in sorted(naming) if i in scores), default=0.0)
    if held >= _WITHOUT * scores[rows[0]]:
        return verdict
    others = _others(best, draft, verdict.span, book)
    if not others:
        return verdict
    return Verdict(
        span=verdict.span,
        kind="name",
        standing="departs",
        reason=f"the reports tell this of {others} ({book.cite([best.span])}), nowhere of {verdict.span.text}",
        likely=others,
        evidence=(best.span,),
    )


def _words(verdict: Verdict, book: Passages) -> frozenset[str]:
    """The words by which the bearer of a name is known in the reports."""
    mine = set(keys(verdict.span.text))
    bearers = {id for e in verdict.evidence for span, id in book.forms.get(e.report, ()) if span.overlaps(e)}
    for id in bearers:
        entity = book.entities[id]
        mine |= {w for f in entity.forms for w in keys(f.span.text)}
        for role in entity.roles:
            mine |= set(keys(role))
    return frozenset(mine)


def _others(best: Passage, draft: Draft, span: Span, book: Passages) -> str:
    """The bearers that the best sentence names and the draft's sentence does not."""
    sentence = draft.sentences[draft.place(span.start)].text
    mine = keys(sentence)
    found = []
    for place, id in book.forms.get(best.span.report, ()):
        name = book.entities[id].name
        if best.span.start <= place.start < best.span.end and not keys(name) & mine and name not in found:
            found.append(name)
    return ", ".join(found[:3])
