"""Quotations and reported statements of one report, each with its source.

Takes the report, its parse and its mentions; gives `Quote` values in text order and an
`Attribution` for each quotation with a source and each reported statement. Words in marks that
are a title, a nickname or furniture are left out. What other reports know of the speaker is not
used here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Literal

from crosswire.annotate.attribution import attribute
from crosswire.annotate.attribution_source import Source
from crosswire.annotate.marks import find_marked
from crosswire.annotate.quotes_alone import standing
from crosswire.annotate.quotes_frame import Frame, lay_out
from crosswire.annotate.quotes_headline import headlines
from crosswire.annotate.quotes_kind import is_title_of_work, kind_of
from crosswire.annotate.quotes_reported import Reported, reported
from crosswire.annotate.relations import Relation, find_relations
from crosswire.annotate.speakers import resolve_all
from crosswire.types import Attribution, Mention, Quote, Report, Span

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
    told = reported(frame, skip)
    sources: list[Source | None] = [*direct, *(r.source for r in told)]
    speakers = resolve_all(frame, mentions, sources, [(r.start, r.end) for r in told])
    spans = [None if s is None else report.span(*s) for s in speakers]
    rows = _rows(report, frame, direct, spans[: len(direct)])
    rows += headlines(report, frame, mentions, rows)
    rows += _indirect(report, told, spans[len(direct) :])
    rows.sort(key=lambda q: (q.span.start, q.span.end))
    quotes = tuple(
        Quote(id=f"{report.id}:q{n}", span=q.span, kind=q.kind, source=q.source, speaker=q.speaker, cue=q.cue)
        for n, q in enumerate(rows, start=1)
    )
    words = [None if is_title_of_work(frame, i, source) else source for i, source in enumerate(direct)]
    alone = standing(frame, direct, told=[(r.start, r.end) for r in told if r.own_words])
    relations = find_relations(frame, words, alone, skip)
    named = resolve_all(
        frame, mentions, [None if r.source is None else replace(r.source, inherited=True) for r in relations]
    )
    bearers = [None if s is None else report.span(*s) for s in named]
    return quotes, _attributions(report, frame, relations, bearers)


def _rows(
    report: Report, frame: Frame, sources: Sequence[Source | None], speakers: Sequence[Span | None]
) -> list[Quote]:
    rows = []
    for index, (m, source, speaker) in enumerate(zip(frame.marked, sources, speakers)):
        if is_title_of_work(frame, index, source):
            continue
        rows.append(
            Quote(
                id="",
                span=report.span(m.start, m.end),
                kind=kind_of(report, frame, index, source),
                source=None if source is None else report.span(source.start, source.end),
                speaker=speaker,
                cue=None if source is None or source.cue is None else source.cue.text,
            )
        )
    return rows


def _indirect(report: Report, told: Sequence[Reported], speakers: Sequence[Span | None]) -> list[Quote]:
    return [
        Quote(
            id="",
            span=report.span(r.start, r.end),
            kind="indirect",
            source=report.span(r.source.start, r.source.end),
            speaker=speaker,
            cue=r.source.cue.text if r.source.cue is not None else None,
        )
        for r, speaker in zip(told, speakers)
        if r.finite
    ]


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
