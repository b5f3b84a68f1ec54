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
from crosswire.annotate.quotes_grammar import phrase
from crosswire.annotate.quotes_headline import headlines
from crosswire.annotate.quotes_kind import is_title_of_work, kind_of
from crosswire.annotate.quotes_reported import Reported, reported
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
    return quotes, _attributions(report, frame, direct, told, spans)


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
    direct: Sequence[Source | None],
    told: Sequence[Reported],
    speakers: Sequence[Span | None],
) -> tuple[Attribution, ...]:
    found = []
    alone = standing(frame, direct, told=[(r.start, r.end) for r in told if r.own_words])
    for index, (m, source) in enumerate(zip(frame.marked, direct)):
        if source is not None and not is_title_of_work(frame, index, source):
            kind: _Kind = "direct" if alone[index] else "mixed"
            found.append(_attribution(report, (m.start, m.end), source, speakers[index], kind))
    for r, speaker in zip(told, speakers[len(direct) :]):
        kind = "mixed" if r.mixed else "indirect"
        told_as = _attribution(report, (r.start, r.end), r.source, speaker, kind)
        via = () if r.via is None else (report.span(*phrase(r.via, frame.quoted)),)
        found.append(replace(told_as, via=via))
    return tuple(sorted(found, key=lambda a: (a.content.start, a.content.end)))


def _attribution(
    report: Report, content: tuple[int, int], source: Source, speaker: Span | None, kind: _Kind
) -> Attribution:
    cue = source.cue
    return Attribution(
        content=report.span(*content),
        source=report.span(source.start, source.end),
        speaker=speaker,
        cue=None if cue is None else report.span(cue.idx, cue.idx + len(cue)),
        kind=kind,
    )
