"""The draft's quotations held against the words that the reports print.

In: a draft and the passages of the reports. Out: a `Verdict` for each pair of quotation marks. Marks, case, spaces,
accents and what brackets and dots leave out are no difference; any other word is. Whose words they are,
`attributions` asks.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from crosswire.check.differences import Difference, differences
from crosswire.check.draft import Draft, Verdict
from crosswire.check.passages import Passages
from crosswire.check.words import keys
from crosswire.text.tokens import Word, words
from crosswire.types import Quote, Report, Span

# What an editor left out or put in: dots, brackets.
_CUT = re.compile(r"\[[^\]]*\]|\([.…]+\)|…|\.{3,}")
# Share of the draft's content words that a report's words must hold to be a rendering of one utterance.
_RENDERING = 0.5
# A word or two in marks are a label as often as speech; they need not stand in marks in the report.
_LABEL = 2
# The gap that may lie between the pieces of a quotation with something left out, in words.
_GAP = 60


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Text:
    """A report's words in order, with where each folded word stands, and its quotations."""

    report: Report
    words: tuple[Word, ...]
    at: Mapping[str, tuple[int, ...]]
    quotes: tuple[Quote, ...]

    def find(self, piece: Sequence[str], after: int = 0) -> Iterator[int]:
        """Where the words stand in a row, from a word on."""
        for n in self.at.get(piece[0], ()):
            if n >= after and all(
                n + k < len(self.words) and self.words[n + k].folded == w for k, w in enumerate(piece)
            ):
                yield n

    def span(self, first: int, last: int) -> Span:
        return self.report.span(self.words[first].start, self.words[last].end)


def check_quotations(draft: Draft, book: Passages) -> list[Verdict]:
    """A verdict for each quotation of the draft, in its order."""
    quotes = [q for q in draft.said.quotes if q.kind in ("direct", "partial") and keys(q.span.text)]
    if not quotes:
        return []
    held = [(r, a, keys(r.text)) for r, a in zip(book.dossier.reports, book.dossier.annotations, strict=True)]
    made: dict[str, _Text] = {}
    found = []
    for quote in quotes:
        wanted, texts = keys(quote.span.text), []
        for report, said, theirs in held:
            # A report without most of the words can neither print nor render them.
            if len(wanted & theirs) < _RENDERING * len(wanted):
                continue
            if report.id not in made:
                made[report.id] = _text(report, said.quotes)
            texts.append(made[report.id])
        found.append(_check(quote, texts, book))
    return found


def _text(report: Report, quotes: Sequence[Quote]) -> _Text:
    found = tuple(Word(w.start, w.end, w.folded.replace("’", "'")) for w in _split(report.text))
    at: dict[str, list[int]] = defaultdict(list)
    for n, word in enumerate(found):
        at[word.folded].append(n)
    return _Text(report=report, words=found, at={k: tuple(v) for k, v in at.items()}, quotes=tuple(quotes))


def _split(text: str) -> Iterator[Word]:
    """The words of a text, hyphens opened."""
    for word in words(text):
        if "-" not in word.folded:
            yield word
            continue
        start = word.start
        for part in word.folded.split("-"):
            yield Word(start, start + len(part), part)
            start += len(part) + 1


def _pieces(text: str) -> list[list[str]]:
    """The draft's words between what was left out."""
    found = [[w.folded.replace("’", "'") for w in _split(part)] for part in _CUT.split(text)]
    return [p for p in found if p]


def _check(quote: Quote, texts: Sequence[_Text], book: Passages) -> Verdict:
    pieces = _pieces(quote.span.text)
    verbatim = [span for text in texts for span in _verbatim(pieces, text)]
    marked = [s for s in verbatim if _in_marks(s, texts)]
    if marked:
        return _found(quote, marked, book)
    if verbatim:
        return _unmarked(quote, pieces, verbatim, book)
    rendering = _nearest(quote, pieces, texts)
    if rendering is None:
        return Verdict(
            span=quote.span,
            kind="quotation",
            standing="nowhere",
            reason="no report has these words or a rendering of them",
        )
    span, found = rendering
    graver = [d for d in found if d.grave]
    shown = "; ".join(d.shown for d in (graver or found)[:3])
    marked_there = _in_marks(span, texts)
    return Verdict(
        span=quote.span,
        kind="quotation",
        standing="departs" if graver or not marked_there else "fits",
        reason=f"the reports print {shown} ({book.cite([span])})"
        + ("" if marked_there else "; not printed as a quotation there"),
        likely=" ".join(span.text.split()),
        evidence=(span,),
    )


def _found(quote: Quote, spans: Sequence[Span], book: Passages) -> Verdict:
    first = tuple({s.report: s for s in reversed(spans)}.values())
    ordered = tuple(sorted(first, key=lambda s: list(book.sigla).index(s.report)))
    return Verdict(
        span=quote.span,
        kind="quotation",
        standing="found",
        reason=f"printed word for word ({book.cite(ordered)})",
        evidence=ordered,
    )


def _unmarked(
    quote: Quote, pieces: Sequence[Sequence[str]], spans: Sequence[Span], book: Passages
) -> Verdict:
    size = sum(len(p) for p in pieces)
    evidence = tuple(spans[:4])
    return Verdict(
        span=quote.span,
        kind="quotation",
        standing="fits" if size <= _LABEL else "departs",
        reason=f"the reports have these words, but not as a quotation ({book.cite(evidence)})",
        evidence=evidence,
    )


def _verbatim(pieces: Sequence[Sequence[str]], text: _Text) -> Iterator[Span]:
    """Where a report prints all pieces in order, near together."""
    for first in text.find(pieces[0]):
        last = first + len(pieces[0]) - 1
        for piece in pieces[1:]:
            place = next(text.find(piece, last + 1), None)
            if place is None or place - last > _GAP:
                break
            last = place + len(piece) - 1
        else:
            yield text.span(first, last)


def _in_marks(span: Span, texts: Sequence[_Text]) -> bool:
    """Whether a stretch of a report stands in quotation marks there, or most of it."""
    text = next(t for t in texts if t.report.id == span.report)
    for quote in text.quotes:
        shared = min(quote.span.end, span.end) - max(quote.span.start, span.start)
        if quote.kind != "indirect" and 2 * shared > span.end - span.start:
            return True
    before = text.report.text[max(0, span.start - 2) : span.start].strip()
    return before[-1:] in ("“", '"', "«", "„", "‘", "»")


def _nearest(
    quote: Quote, pieces: Sequence[Sequence[str]], texts: Sequence[_Text]
) -> tuple[Span, list[Difference]] | None:
    """The stretch of a report most like the draft's words, with the differences; None where none is near."""
    mine = [w for p in pieces for w in p]
    wanted = keys(quote.span.text)
    best: tuple[float, Span, list[Difference]] | None = None
    for text in texts:
        for held in _stretches(text, wanted):
            share = len(wanted & keys(held.text)) / max(1, len(wanted))
            if share < _RENDERING:
                continue
            span, ratio, found = differences(mine, held, text.report)
            score = ratio + 0.1 * _in_marks(held, [text])
            if best is None or score > best[0]:
                best = (score, span, found)
    if best is None or best[0] < _RENDERING:
        return None
    return best[1], best[2]


def _stretches(text: _Text, wanted: frozenset[str]) -> Iterator[Span]:
    """The report's quotations, and sentences, that share enough words with the draft's."""
    for quote in text.quotes:
        if quote.kind != "indirect" and wanted & keys(quote.span.text):
            yield quote.span
    for match in re.finditer(r"[^.!?\n]+", text.report.text):
        held = text.report.span(match.start(), match.end())
        if 2 * len(wanted & keys(held.text)) >= len(wanted):
            yield held
