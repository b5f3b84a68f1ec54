"""Sentences that several reports print word for word: passages of one original, whatever else they share.

In: the annotations in order, and the originals that each report stands in. Out: the same with each such
sentence given to one original, that of its first report. Lineage asks for more than a sentence or two
before it binds reports; for whose telling a thing is, one long sentence is enough. Short ones are not: two
hands may well write "Nine people died." Words in quotation marks make no sentence long, unless it holds a
figure: reporters who stood side by side quote the same.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Mapping, Sequence

from crosswire.text.fold import fold
from crosswire.types import Annotations, Span

Held = Mapping[str, Sequence[tuple[str, tuple[Span, ...]]]]

# Words that a sentence must have; agencies' stock sentences of a toll have eight or nine.
LONG_ENOUGH = 10


def with_shared_sentences(
    held: Held, annotations: Sequence[Annotations], apart: Collection[tuple[str, str]] = ()
) -> Held:
    """The originals by report, sentences of several reports given to the first's original; not where two reports
    are `apart`: pairs (the smaller id first) that somebody who knows has ruled independent."""
    printed: dict[str, list[Span]] = {}
    for said in annotations:
        for sentence, own in _sentences(said):
            if own >= LONG_ENOUGH:
                printed.setdefault(fold(sentence.text), []).append(sentence)
    found = {report: list(rows) for report, rows in held.items()}
    for spans in printed.values():
        first = spans[0].report
        if len({s.report for s in spans}) < 2 or first not in held:
            continue
        original = _original(spans[0], held)
        for span in spans:
            if (min(first, span.report), max(first, span.report)) in apart:
                continue
            mine = _original(span, held)
            if original is not None and mine is not None and mine != original:
                found[span.report].append((original, (span,)))
    return found


def _sentences(said: Annotations) -> list[tuple[Span, int]]:
    """The sentences of a report in order, each with the number of its words; where no figure stands in it,
    of those outside quotation marks."""
    starts = [s.start for s in said.sentences]
    figured = set()
    for figure in said.figures:
        n = bisect_right(starts, figure.number_span.start) - 1
        if n >= 0 and said.sentences[n].contains(figure.number_span):
            figured.add(n)
    quoted: dict[int, list[Span]] = {}
    for quote in (q for q in said.quotes if q.kind != "indirect"):
        first = max(bisect_right(starts, quote.span.start) - 1, 0)
        for n in range(first, bisect_right(starts, quote.span.end - 1)):
            quoted.setdefault(n, []).append(quote.span)
    return [(s, _words(s, () if n in figured else quoted.get(n, ()))) for n, s in enumerate(said.sentences)]


def _words(sentence: Span, quoted: Sequence[Span]) -> int:
    """How many words of a sentence stand outside `quoted`."""
    text = sentence.text
    for quote in quoted:
        left, right = max(quote.start - sentence.start, 0), max(quote.end - sentence.start, 0)
        text = text[:left] + " " * (min(right, len(text)) - left) + text[right:]
    return len(fold(text).split())


def _original(span: Span, held: Held) -> str | None:
    """The one original of a sentence as already known: that whose passage holds it, else the report's own."""
    rows = held.get(span.report, ())
    taken = [f for f, passages in rows if any(p.overlaps(span) for p in passages)]
    own = [f for f, passages in rows if not passages]
    known = taken or own
    return known[0] if len(known) == 1 else None
