"""How many sources really stand behind a statement.

Takes spans of evidence, the originals (families) and the lineage; gives the originals behind the spans,
whose word the claims are, and how many of those do not rest on one another. It is decided passage by
passage: in a stitched report a span belongs to the original whose passage holds it, and otherwise to
the report's own. Ten papers with one agency's paragraph are one original; four originals that print one
ministry's number are one origin. Nothing is guessed: "authorities" and "the ministry" stay two origins
unless they are one entity, and a report that says a thing in its own voice stands for itself, except
where its own text, or a twin's aligned sentence, says whose word it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from crosswire.types import Family, Lineage, Origin, Span

Claim = tuple[Span, str | None]

_NUMBER = re.compile(r"\d[\d.,]*")


def originals_behind(
    spans: Iterable[Span], families: Sequence[Family], lineage: Sequence[Lineage] = ()
) -> tuple[str, ...]:
    """The ids of the originals that the passages at `spans` descend from, sorted.

    A span of a report that no family knows counts for nothing. `lineage` is taken for symmetry with
    `origins_behind`; the families already carry what it says.
    """
    return tuple(sorted({f for span in spans for f in _originals(span, families)}))


def origins_behind(
    claims: Iterable[Claim], families: Sequence[Family], lineage: Sequence[Lineage] = ()
) -> tuple[Origin, ...]:
    """Whose word the claims (span, entity id that says it or None) are, without repeats, sorted.

    A claim with an entity is that entity's word; one without is its original's own voice, unless the
    same original elsewhere gives the same number to an entity, or a twin's aligned sentence does.
    """
    known = sorted(set(claims), key=lambda c: (c[0], c[1] or ""))
    attributed = [(span, entity) for span, entity in known if entity is not None]
    entities = {entity for _, entity in attributed}
    voices: set[str] = set()
    for span, entity in known:
        if entity is None and not _said_elsewhere(span, attributed, families, lineage):
            voices.update(_originals(span, families))
    origins = [Origin(entity=e, voice_of=None) for e in sorted(entities)]
    return tuple(origins + [Origin(entity=None, voice_of=f) for f in sorted(voices)])


def count_independent(origins: Iterable[Origin]) -> int:
    """How many of the origins do not rest on one another: entities, and originals in their own voice."""
    return len({(o.entity, o.voice_of) for o in origins if o.entity or o.voice_of})


def _originals(span: Span, families: Sequence[Family]) -> tuple[str, ...]:
    """The originals of one passage: those whose passages hold most of it, else the report's own."""
    taken, own = [], []
    for family in families:
        if span.report not in family.reports:
            continue
        passages = [p for p in family.passages if p.report == span.report]
        if not passages:
            own.append(family.id)
        elif any(_holds(p, span) for p in passages):
            taken.append(family.id)
    return tuple(taken or own)


def _holds(passage: Span, span: Span) -> bool:
    """Whether at least half of a span lies in a passage of its report."""
    shared = min(passage.end, span.end) - max(passage.start, span.start)
    return shared > 0 and 2 * shared >= span.end - span.start


def _said_elsewhere(
    span: Span, attributed: Sequence[Claim], families: Sequence[Family], lineage: Sequence[Lineage]
) -> bool:
    """Whether a bare claim is only an attributed one again: in its own original, or in a twin's sentence."""
    numbers, originals = _NUMBER.findall(span.text), set(_originals(span, families))
    for other, _ in attributed:
        same_number = numbers and numbers == _NUMBER.findall(other.text)
        if same_number and originals & set(_originals(other, families)):
            return True
    twins = [other for other, _ in attributed if other.report != span.report]
    return any(_aligned(span, other, lineage) for other in twins)


def _aligned(one: Span, other: Span, lineage: Sequence[Lineage]) -> bool:
    """Whether two spans stand in sentences that render each other."""
    for record in lineage:
        if {record.left, record.right} != {one.report, other.report}:
            continue
        left, right = (one, other) if record.left == one.report else (other, one)
        if any(_holds(p.left, left) and _holds(p.right, right) for p in record.evidence):
            return True
    return False
