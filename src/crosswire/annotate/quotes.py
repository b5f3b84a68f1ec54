"""Quotations and reported statements of one report, each with its source.

Takes the report, its parse and its mentions; gives `Quote` values in text order and an
`Attribution` for each quotation with a source and each reported statement. Words in marks that
are a title, a nickname or furniture are left out. What other reports know of the speaker is not
used here.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal

from crosswire.annotate.attribution import attribute
from crosswire.annotate.attribution_source import Source
from crosswire.annotate.marks import find_marked
from crosswire.annotate.quotes_alone import standing
from crosswire.annotate.quotes_frame import Frame, lay_out
from crosswire.annotate.quotes_headline import headlines
from crosswire.annotate.quotes_kind import is_title_of_work, kind_of
from crosswire.annotate.quotes_nested import nested
from crosswire.annotate.quotes_reported import Reported, reported
from crosswire.annotate.quotes_unmarked import Spoken, is_verbatim, spoken
from crosswire.annotate.relations import Relation, find_relations
from crosswire.annotate.speakers import resolve_all
from crosswire.types import Attribution, Mention, Quote, QuoteKind, Report, Span

if TYPE_CHECKING:
    from spacy.tokens import Doc

_Kind = Literal["direct", "indirect", "mixed"]
_FURNITURE = frozenset({"related_link", "subscription", "site_name", "credit_line", "duplicate", "follow"})


def find_quotes(
    report: Report, doc: Doc, mentions: Sequence[Mention]
) -> tuple[tuple[Quote, ...], tuple[Attribution, ...]]:
    """The quotations of the report, and who says what in it, both in text order."""
    text = doc.text  # as the parser got it: passages in capitals in running letters, offsets the same
    skip = [(x.start, x.end) for x in report.excluded if x.kind in _FURNITURE]
    marked = list(find_marked(text, skip=skip))
    frame = lay_out(doc, text, marked, skip)
    direct = attribute(frame)
    # What stands in marks word for word is found there already.
    told = tuple(r for r in reported(frame, skip) if r.own_words or not r.mixed)
    bare = spoken(frame, skip)
    works = [is_title_of_work(frame, index, source) for index, source in enumerate(direct)]
    words = [None if work else source for work, source in zip(works, direct)]
    relations = find_relations(frame, words, standing(frame, direct, told, works), skip)
    sources: list[Source | None] = [*direct, *(r.source for r in told), *(b.source for b in bare)]
    resolved = resolve_all(
        frame, mentions, sources, [(r.start, r.end) for r in told], also=[r.source for r in relations]
    )
    spans = [None if s is None else report.span(*s) for s in resolved]
    rows = _rows(report, frame, direct, spans[: len(direct)], works)
    rows += nested(report, frame, mentions, spans[: len(direct)])
    rows += headlines(report, frame, mentions, rows)
    rows += [q for q in _indirect(report, frame, told, spans[len(direct) :]) if not _is_within(q, bare)]
    spoken_by = spans[len(direct) + len(told) : len(sources)]
    rows += [_row(report, b.start, b.end, "direct", b.source, s) for b, s in zip(bare, spoken_by)]
    rows.sort(key=lambda q: (q.span.start, q.span.end))
    quotes = tuple(
        Quote(id=f"{report.id}:q{n}", span=q.span, kind=q.kind, source=q.source, speaker=q.speaker, cue=q.cue)
        for n, q in enumerate(rows, start=1)
    )
    return quotes, _attributions(report, frame, relations, spans[len(sources) :])


def _rows(
    report: Report,
    frame: Frame,
    sources: Sequence[Source | None],
    speakers: Sequence[Span | None],
    works: Sequence[bool],
) -> list[Quote]:
    return [
        _row(report, m.start, m.end, kind_of(report, frame, index, source), source, speaker)
        for index, (m, source, speaker) in enumerate(zip(frame.marked, sources, speakers))
        if not works[index]
    ]


def _row(
    report: Report, start: int, end: int, kind: QuoteKind, source: Source | None, speaker: Span | None
) -> Quote:
    """A quotation, without its id."""
    return Quote(
        id="",
        span=report.span(start, end),
        kind=kind,
        source=None if source is None else report.span(source.start, source.end),
        speaker=speaker,
        cue=None if source is None or source.cue is None else source.cue.text,
    )


def _indirect(
    report: Report, frame: Frame, told: Sequence[Reported], speakers: Sequence[Span | None]
) -> list[Quote]:
    return [
        _row(report, r.start, r.end, "direct" if is_verbatim(frame, r) else "indirect", r.source, speaker)
        for r, speaker in zip(told, speakers)
        if r.finite
    ]


def _is_within(quote: Quote, bare: Sequence[Spoken]) -> bool:
    """Whether a reported statement is part of what a name and a colon bring in."""
    return any(b.start <= quote.span.start and quote.span.end <= b.end for b in bare)


def _attributions(
    report: Report,
    frame: Frame,
    relations: Sequence[Relation],
    speakers: Sequence[Span | None],
) -> tuple[Attribution, ...]:
    found = []
    for r, speaker in zip(relations, speakers, strict=True):
        content, *more = (report.span(*piece) for piece in r.pieces)
        found.append(
            Attribution(
                content=content,
                source=None if r.source is None else report.span(r.source.start, r.source.end),
                speaker=speaker,
                cue=None if r.cue is None else report.span(r.cue.idx, r.cue.idx + len(r.cue)),
                kind=_kind_of(frame, r),
                more=tuple(more),
                form=r.form,
            )
        )
    return tuple(sorted(found, key=lambda a: (a.content.start, a.content.end)))


def _kind_of(frame: Frame, relation: Relation) -> _Kind:
    """direct where the words in marks stand alone, indirect where none are in marks."""
    if relation.form == "marks":
        return "direct"
    inside = any(m.outer_start < e and s < m.outer_end for m in frame.marked for s, e in relation.pieces)
    return "mixed" if inside else "indirect"
