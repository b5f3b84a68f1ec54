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
from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType

from crosswire.reconcile.houses import House, house_of_family
from crosswire.types import Family, Lineage, Origin, Span

Claim = tuple[Span, str | None]
NO_HOUSES: Mapping[str, House] = MappingProxyType({})

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
    claims: Iterable[Claim],
    families: Sequence[Family],
    lineage: Sequence[Lineage] = (),
    houses: Mapping[str, House] = NO_HOUSES,
) -> tuple[Origin, ...]:
    """Whose word the claims (span, entity id that says it or None) are, without repeats, sorted.

    A claim with an entity is that entity's word; one without is its original's own voice, unless the
    same original elsewhere gives the same number to an entity, a twin's aligned sentence does, or the
    original is that entity's own paper. Originals of one publisher are one voice.
    """
    known = sorted(set(claims), key=lambda c: (c[0], c[1] or ""))
    attributed = [(span, entity) for span, entity in known if entity is not None]
    entities = {entity for _, entity in attributed}
    voices: set[str] = set()
    for span, entity in known:
        if entity is None and not _said_elsewhere(span, attributed, families, lineage, houses):
            voices.update(_originals(span, families))
    by_id = {f.id: house_of_family(f, houses) for f in families if f.id in voices}
    own = {voice for voice in voices if not by_id[voice].entities & entities}
    origins = [Origin(entity=e, voice_of=None) for e in sorted(entities)]
    return tuple(origins + [Origin(entity=None, voice_of=f) for f in _one_a_house(own, by_id)])


def _one_a_house(voices: Iterable[str], houses: Mapping[str, House]) -> list[str]:
    """One voice for each house, the first by id. An original that several houses carry, nobody knows which
    first, adds nothing to any of them, nor does it make them one."""
    marks = {v: {f"n:{n}" for n in houses[v].names} | {f"e:{e}" for e in houses[v].entities} for v in voices}
    one: list[str] = []
    many: list[str] = []
    for voice in sorted(marks):
        (many if len(houses[voice].names) > 1 else one).append(voice)
    kept = _joined(one, marks)
    taken = {m for _, names in kept for m in names}
    return sorted(v for v, _ in [*kept, *_joined([v for v in many if not marks[v] & taken], marks)])


def _joined(voices: Iterable[str], marks: Mapping[str, set[str]]) -> list[tuple[str, set[str]]]:
    """Voices that share a mark as one, each with all its marks."""
    kept: list[tuple[str, set[str]]] = []
    for voice in voices:
        names = set(marks[voice])
        same = [k for k in kept if k[1] & names]
        for _, others in same:
            names |= others
        kept = [k for k in kept if k not in same] + [(min([voice, *(k[0] for k in same)]), names)]
    return kept


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
    span: Span,
    attributed: Sequence[Claim],
    families: Sequence[Family],
    lineage: Sequence[Lineage],
    houses: Mapping[str, House],
) -> bool:
    """Whether a bare claim is only an attributed one again: in its own original, in another message of its
    house, or in a twin's sentence."""
    numbers, originals = _NUMBER.findall(span.text), set(_originals(span, families))
    names = houses[span.report].names if span.report in houses else frozenset()
    for other, _ in attributed:
        same_number = numbers and numbers == _NUMBER.findall(other.text)
        if same_number and originals & set(_originals(other, families)):
            return True
        if same_number and other.report in houses and names & houses[other.report].names:
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
