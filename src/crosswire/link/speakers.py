"""Whose word each quote and figure is, over all reports: quote or figure id to entity id.

Takes the annotations, the entities with every form of their names, and the lineage. A speaker is the
entity whose form the speaker's span overlaps. Where a report lost its speaker, or names one that no
other report knows or that it garbles wherever it names it, the aligned passage of a twin report (one text, two routes) may still tell. What
neither tells stays out of the result.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from crosswire.text.fold import fold
from crosswire.types import Annotations, Entity, Figure, Lineage, Quote, Report, Span

_TWINS = ("same-original", "republished")
# Two renderings of one quotation share at least this part of their words (Dice): .3 inside an
# aligned passage, .5 elsewhere in the twin. Read off one pair of retranslated reports, so not
# proven elsewhere: eight of nine renderings share .48 to .93, other quotations at most .23.
_ALIGNED, _ANYWHERE = 0.3, 0.5
# A name must fill this part of a printed source to be its bearer: "Maltesk" in "Maltesk, 54", not
# in "a lawyer for Maltesk's neighbours".
_FILLED = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class _Forms:
    """The name forms of one report in text order, with their entities."""

    starts: tuple[int, ...]
    rows: tuple[tuple[int, int, str], ...]
    longest: int

    def overlapping(self, span: Span) -> list[tuple[int, int, str]]:
        first = bisect_left(self.starts, span.start - self.longest)
        last = bisect_left(self.starts, span.end)
        return [r for r in self.rows[first:last] if r[1] > span.start]


def resolve_speakers(
    reports: Sequence[Report],
    annotations: Sequence[Annotations],
    entities: Sequence[Entity],
    lineage: Sequence[Lineage],
) -> tuple[tuple[str, str], ...]:
    """(quote or figure id, entity id) pairs, sorted; an id without a known speaker is left out."""
    forms = _forms_by_report(entities)
    homes = {e.id: {f.span.report for f in e.forms if not f.corrupted} for e in entities}
    persons = frozenset(e.id for e in entities if e.type == "PERSON")
    by_report = {a.report: a for a in sorted(annotations, key=lambda a: a.report)}
    own: dict[str, str] = {}
    for annotation in by_report.values():
        known = forms.get(annotation.report)
        if known is not None:
            own |= _own(annotation, known)
    resolved = dict(own)
    for report, annotation in by_report.items():
        for quote in annotation.quotes:
            mine = own.get(quote.id)
            known_of = homes.get(mine or "", set())
            far = mine is not None and _another_between(quote, mine, forms[report], persons)
            if report in known_of and known_of != {report} and not far:
                continue
            theirs = _from_twins(quote, by_report, lineage, own)
            if far and report not in homes.get(theirs or "", set()):
                continue
            if theirs is not None and homes.get(theirs, set()) - {report}:
                resolved[quote.id] = theirs
    return tuple(sorted(resolved.items()))


def _another_between(quote: Quote, speaker: str, forms: _Forms, persons: frozenset[str]) -> bool:
    """Whether another person is named between the speaker and the words: a "he" may then mean that one."""
    said = quote.speaker
    if said is None or said.end >= quote.span.start:
        return False
    return any(
        said.end <= start and end <= quote.span.start and entity in persons and entity != speaker
        for start, end, entity in forms.rows
    )


def _forms_by_report(entities: Sequence[Entity]) -> dict[str, _Forms]:
    rows: dict[str, list[tuple[int, int, str]]] = {}
    for entity in entities:
        for form in entity.forms:
            rows.setdefault(form.span.report, []).append((form.span.start, form.span.end, entity.id))
    found = {}
    for report, listed in rows.items():
        ordered = tuple(sorted(listed))
        longest = max(end - start for start, end, _ in ordered)
        found[report] = _Forms(starts=tuple(r[0] for r in ordered), rows=ordered, longest=longest)
    return found


def _own(annotation: Annotations, forms: _Forms) -> dict[str, str]:
    """What the report itself says of its speakers."""
    found: dict[str, str] = {}
    items: tuple[Quote | Figure, ...] = (*annotation.quotes, *annotation.figures)
    for item in items:
        entity = _bearer(item, forms)
        if entity is not None:
            found[item.id] = entity
    return found


def _bearer(item: Quote | Figure, forms: _Forms) -> str | None:
    if item.speaker is not None:
        return _largest(item.speaker, forms.overlapping(item.speaker))
    if item.source is None:
        return None
    source = item.source
    rows = [r for r in forms.overlapping(source) if _stands_for(source, r[0], r[1])]
    return _largest(source, rows)


def _stands_for(source: Span, start: int, end: int) -> bool:
    """Whether a name is what a printed source means, not a word inside it ("a Maltesk aide")."""
    if min(end, source.end) - max(start, source.start) < _FILLED * (source.end - source.start):
        return False
    beyond = source.text[max(0, end - source.start) :].lstrip()
    return not beyond or beyond.startswith((",", "(", "of "))


def _largest(span: Span, rows: Sequence[tuple[int, int, str]]) -> str | None:
    """The entity whose form covers most of the span."""
    scored = [(min(end, span.end) - max(start, span.start), -start, entity) for start, end, entity in rows]
    best = max(scored, key=lambda x: x[:2], default=None)
    return None if best is None else best[2]


def _from_twins(
    quote: Quote, by_report: Mapping[str, Annotations], lineage: Sequence[Lineage], own: Mapping[str, str]
) -> str | None:
    """The entity that the same words have in a twin report."""
    words = _words(quote.span)
    best: tuple[float, str, str] | None = None
    for link in sorted(lineage, key=lambda x: (x.left, x.right)):
        report = quote.span.report
        if link.relation not in _TWINS or report not in (link.left, link.right):
            continue
        twin = link.right if link.left == report else link.left
        if twin not in by_report:
            continue
        aligned = _aligned(quote.span, link)
        for other in by_report[twin].quotes:
            if other.id not in own:
                continue
            share = _share(words, _words(other.span))
            floor = _ALIGNED if any(other.span.overlaps(a) for a in aligned) else _ANYWHERE
            if share >= floor and (best is None or (share, other.id) > best[:2]):
                best = (share, other.id, own[other.id])
    return None if best is None else best[2]


def _aligned(span: Span, link: Lineage) -> list[Span]:
    """The twin's passages that stand against the passages which the span touches."""
    found = []
    for pair in link.evidence:
        if pair.left.overlaps(span):
            found.append(pair.right)
        elif pair.right.overlaps(span):
            found.append(pair.left)
    return found


def _words(span: Span) -> frozenset[str]:
    return frozenset(fold(span.text).split())


def _share(left: frozenset[str], right: frozenset[str]) -> float:
    """Dice's coefficient of two sets of words."""
    return 2 * len(left & right) / (len(left) + len(right)) if left and right else 0.0
