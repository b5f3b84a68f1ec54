"""Sentences that several reports print word for word: passages of one original, whatever else they share.

In: the annotations in order, and the originals that each report stands in. Out: the same with each such
sentence given to one original, that of its first report. Lineage asks for more than a sentence or two
before it binds reports; for whose number a number is, one long sentence is enough. Only sentences with a
figure are looked at. Short ones are not: two hands may well write "Nine people died."
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence

from crosswire.text.fold import fold
from crosswire.types import Annotations, Span

Held = Mapping[str, Sequence[tuple[str, tuple[Span, ...]]]]

# Words that a sentence must have; agencies' stock sentences of a toll have eight or nine.
LONG_ENOUGH = 10


def with_shared_sentences(held: Held, annotations: Sequence[Annotations]) -> Held:
    """The originals by report, sentences of several reports given to the first's original."""
    printed: dict[str, list[Span]] = {}
    for said in annotations:
        for sentence in _with_figures(said):
            words = fold(sentence.text)
            if words.count(" ") + 1 >= LONG_ENOUGH:
                printed.setdefault(words, []).append(sentence)
    found = {report: list(rows) for report, rows in held.items()}
    for spans in printed.values():
        first = spans[0].report
        if len({s.report for s in spans}) < 2 or first not in held:
            continue
        original = _original(spans[0], held)
        for span in spans:
            mine = _original(span, held)
            if original is not None and mine is not None and mine != original:
                found[span.report].append((original, (span,)))
    return found


def _with_figures(said: Annotations) -> list[Span]:
    """The sentences of a report that hold a figure, in order."""
    starts = [s.start for s in said.sentences]
    held: dict[int, Span] = {}
    for figure in said.figures:
        n = bisect_right(starts, figure.number_span.start) - 1
        if n >= 0 and said.sentences[n].contains(figure.number_span):
            held[n] = said.sentences[n]
    return [held[n] for n in sorted(held)]


def _original(span: Span, held: Held) -> str | None:
    """The one original of a sentence as already known: that whose passage holds it, else the report's own."""
    rows = held.get(span.report, ())
    taken = [f for f, passages in rows if any(p.overlaps(span) for p in passages)]
    own = [f for f, passages in rows if not passages]
    known = taken or own
    return known[0] if len(known) == 1 else None
