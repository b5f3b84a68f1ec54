"""Quotations inside quotations: “He told me, ‘Go home,’” she said — what he told stands under his name.

Takes the frame of a report and its outer stretches; gives the inner stretches that the outer's own words hand
to somebody, with that source. Inner marks that nobody in the outer words speaks (a term, a title, a word held
at a distance) are left in the outer quotation. Resolving goes no further than a name printed there, and the
outer speaker for "I": a pronoun inside somebody's words is no matter for the narrator's names.
"""

from __future__ import annotations

from collections.abc import Sequence

from crosswire.annotate.attribution import attribute
from crosswire.annotate.attribution_cues import is_cue
from crosswire.annotate.attribution_source import SPOKEN, Source
from crosswire.annotate.marks import Marked, find_nested
from crosswire.annotate.quotes_frame import Frame, lay_out
from crosswire.annotate.quotes_kind import is_title_of_work, kind_of
from crosswire.types import Mention, Quote, Report, Span

_FIRST = frozenset({"i", "me", "we", "us"})
_NAMES = ("PERSON", "ORG", "GPE", "NORP")
# Rules that read a source from a sentence beside the stretch, too far for words inside words.
_FAR = frozenset({"before", "deictic", "doer"})


def nested(
    report: Report, frame: Frame, mentions: Sequence[Mention], speakers: Sequence[Span | None]
) -> list[Quote]:
    """The quotations inside the frame's stretches, without ids; `speakers` are those of the stretches."""
    inner: list[tuple[int, Marked]] = [
        (index, m) for index, outer in enumerate(frame.marked) for m in find_nested(frame.text, outer)
    ]
    if not inner:
        return []
    within = lay_out(frame.doc, frame.text, [m for _, m in inner], _outside(frame, {i for i, _ in inner}))
    found = []
    for position, ((index, m), source) in enumerate(zip(inner, attribute(within), strict=True)):
        outer = frame.marked[index]
        if source is None or not _speaks(source, outer) or is_title_of_work(within, position, source):
            continue
        kind = kind_of(report, within, position, source)
        if kind != "direct":
            continue
        found.append(
            Quote(
                id="",
                span=report.span(m.start, m.end),
                kind=kind,
                source=report.span(source.start, source.end),
                speaker=_speaker(source, mentions, speakers[index]),
                cue=None if source.cue is None else source.cue.text,
            )
        )
    return found


def _outside(frame: Frame, holding: set[int]) -> list[tuple[int, int]]:
    """The text around the stretches that hold inner ones, as passages to leave unread."""
    gaps, at = [], 0
    for index in sorted(holding):
        outer = frame.marked[index]
        gaps.append((at, outer.start))
        at = outer.end
    return [*gaps, (at, len(frame.text))]


def _speaks(source: Source, outer: Marked) -> bool:
    """Whether a source and its cue stand in the outer words, beside the inner ones."""
    inside = outer.start <= source.start and source.end <= outer.end
    spoken = source.cue is not None and is_cue(source.cue, SPOKEN)
    return inside and spoken and not source.inherited and source.rule not in _FAR


def _speaker(source: Source, mentions: Sequence[Mention], outer: Span | None) -> Span | None:
    if source.head.lower_ in _FIRST:
        return outer if source.head.lower_ in ("i", "me") else None
    for mention in mentions:
        named = mention.type in _NAMES and mention.kind != "pronoun"
        if named and mention.span.start < source.end and source.start < mention.span.end:
            return mention.span
    return None
