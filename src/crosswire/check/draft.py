"""The draft as the checks see it: sentences, their words, clauses and numbers.

In: a draft read and annotated as a report is. Out: a `Draft`. It says what stands where; what it is worth is
left to the checks.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from crosswire.check.counts import Count, counts_of
from crosswire.check.passages import query_of, with_numbers
from crosswire.check.words import Token, tokens
from crosswire.types import Annotations, Report, Span, Standing, StatementKind

# Where one thing said ends and another begins inside a sentence.
_BOUND = re.compile(
    r"[;:–—(]|,\s+(?=(?:and|but|while|whereas|although|though|because|who|which|where|when|after|before|or|so|yet)\b)"
    r"|\s(?=(?:but|while|whereas|although|because)\s)|\)",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """How one statement stands, before its evidence is weighed."""

    span: Span
    kind: StatementKind
    standing: Standing
    reason: str
    likely: str | None = None
    evidence: tuple[Span, ...] = ()
    caveats: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Draft:
    """A draft taken apart. `sentences` and `words` go together."""

    report: Report
    said: Annotations
    sentences: tuple[Span, ...]
    words: tuple[tuple[Token, ...], ...]
    counts: tuple[Count, ...]

    def place(self, at: int) -> int:
        """The index of the sentence at an offset; the last that begins before it."""
        found = 0
        for n, sentence in enumerate(self.sentences):
            if sentence.start > at:
                break
            found = n
        return found

    def clause(self, span: Span) -> tuple[int, int]:
        """Where the clause around a span begins and ends, inside its sentence."""
        sentence = self.sentences[self.place(span.start)]
        start, end = sentence.start, max(sentence.end, span.end)
        for match in _BOUND.finditer(self.report.text, sentence.start, end):
            if match.end() <= span.start:
                start = match.end()
            elif match.start() >= span.end:
                end = match.start()
                break
        return start, end

    def query(self, span: Span, without: Iterable[Span] = ()) -> dict[str, float]:
        """The weighted keys of the words around a span, without those in it and in `without`."""
        return query_of(self.words, self.place(span.start), self.clause(span), (span, *without))

    def clause_query(self, span: Span) -> dict[str, float]:
        """The keys of the clause around a span, without those in it."""
        start, end = self.clause(span)
        row = self.words[self.place(span.start)]
        return {
            t.key: 1.0
            for t in row
            if t.key and start <= t.start < end and not (span.start <= t.start < span.end)
        }


def draft_of(report: Report, said: Annotations) -> Draft:
    """A draft taken apart."""
    sentences = tuple(s for s in said.sentences if any(c.isalnum() for c in s.text))
    counts = counts_of(report, said)
    return Draft(
        report=report,
        said=said,
        sentences=sentences,
        words=tuple(
            with_numbers(
                tokens(report.text, s.start, s.end), [c for c in counts if s.start <= c.core.start < s.end]
            )
            for s in sentences
        ),
        counts=counts,
    )
