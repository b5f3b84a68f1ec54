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
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from crosswire.reconcile.houses import House, house_of_family
from crosswire.reconcile.sentences import Held
from crosswire.types import Family, Lineage, Origin, Report, Span

Claim = tuple[Span, str | None]
NO_HOUSES: Mapping[str, House] = MappingProxyType({})
NO_REPORTS: Mapping[str, Report] = MappingProxyType({})
# A report of which less than this part is its own is put together from others. Stitched copies have a headline
# and a line of their own, papers that take in a paragraph of an agency most of their text.
OWN_TEXT = 0.3

_NUMBER = re.compile(r"\d[\d.,]*")


def originals_behind(
    spans: Iterable[Span], families: Sequence[Family], lineage: Sequence[Lineage] = ()
) -> tuple[str, ...]:
    """The ids of the originals that the passages at `spans` descend from, sorted.

    A span of a report that no family knows counts for nothing. `lineage` is taken for symmetry with
    `origins_behind`; the families already carry what it says.
    """
    held = families_by_report(families)
    return tuple(sorted({f for span in spans for f in originals_at(span, held)}))


def families_by_report(families: Iterable[Family]) -> Held:
    """For each report the originals it stands in, each with the passages of it there (none: the whole)."""
    held: dict[str, list[tuple[str, tuple[Span, ...]]]] = {}
    for family in families:
        for report in family.reports:
            passages = tuple(p for p in family.passages if p.report == report)
            held.setdefault(report, []).append((family.id, passages))
    return held


def originals_at(span: Span, held: Held) -> tuple[str, ...]:
    """The originals of one passage: those whose passages hold most of it, else the report's own."""
    taken, own = [], []
    for family, passages in held.get(span.report, ()):
        if not passages:
            own.append(family)
        elif any(_holds(p, span) for p in passages):
            taken.append(family)
    return tuple(taken or own)


def loose_originals(
    families: Sequence[Family],
    lineage: Sequence[Lineage] = (),
    reports: Mapping[str, Report] = NO_REPORTS,
) -> dict[str, frozenset[str]]:
    """The originals of single passages that may be no others than the carriers' own, by their id, those others.

    A passage that two reports share, neither made of it, is the one's that is known to have had it first; where
    that is not known, or all credit one agency, a third's. But where a carrier has hardly a text of its own, it
    has copied the others, credits and all, and the passage may be any carrier's.
    """
    own: dict[str, list[str]] = {}
    for family in families:
        for report in set(family.reports) - {p.report for p in family.passages}:
            own.setdefault(report, []).append(family.id)
    later = {(x.left, x.right) for x in lineage if x.direction == "right-first"}
    later |= {(x.right, x.left) for x in lineage if x.direction == "left-first"}
    found = {}
    for family in families:
        if not family.passages or set(family.reports) - {p.report for p in family.passages}:
            continue
        every = {o for r in family.reports for o in own.get(r, ())}
        if not any(_made_of_others(reports[r], families) for r in family.reports if r in reports):
            first = [r for r in family.reports if not any((r, other) in later for other in family.reports)]
            first = first if family.root is None else [family.root]
            every = {o for r in first for o in own.get(r, ())}
            every = set() if family.agency or len(every) > 1 else every
        found[family.id] = frozenset(every)
    return found


def _made_of_others(report: Report, families: Iterable[Family]) -> bool:
    """Whether little of a report's article lies outside the passages that it has in common with others."""
    article = len(report.text) - sum(x.end - x.start for x in report.excluded)
    shared, at = 0, 0
    for p in sorted(p for f in families for p in f.passages if p.report == report.id):
        shared += max(0, p.end - max(p.start, at))
        at = max(at, p.end)
    return article - shared < OWN_TEXT * article


def fewest(told: Iterable[Sequence[str]], loose: Mapping[str, frozenset[str]]) -> tuple[str, ...]:
    """The fewest originals that explain passages which tell one thing; each passage given by its originals.

    A report that tells it in a passage that others share, and again in its own words, is one original, as
    it was before the others copied the passage: a copy raises no count. Sorted.
    """
    waiting = [
        (set(held), {o for h in held for o in loose.get(h, ())}) for held in sorted(set(map(tuple, told)))
    ]
    waiting = [w for w in waiting if w[0]]
    chosen: set[str] = set()
    while waiting:
        counts: Counter[str] = Counter()
        plain: Counter[str] = Counter()
        for held, others in waiting:
            counts.update(held | others)
            plain.update(held)
        forced = [min(held) for held, others in waiting if len(held | others) == 1]
        best = min(forced) if forced else min(counts, key=lambda o: (-counts[o], -plain[o], o))
        chosen.add(best)
        waiting = [w for w in waiting if best not in w[0] | w[1]]
    return tuple(sorted(chosen))


def origins_behind(
    claims: Iterable[Claim],
    families: Sequence[Family],
    lineage: Sequence[Lineage] = (),
    houses: Mapping[str, House] = NO_HOUSES,
    held: Held | None = None,
    loose: Mapping[str, frozenset[str]] | None = None,
) -> tuple[Origin, ...]:
    """Whose word the claims (span, entity id that says it or None) are, without repeats, sorted.

    A claim with an entity is that entity's word; one without is its original's own voice, unless the
    same original elsewhere gives the same number to an entity, a twin's aligned sentence does, or the
    original is that entity's own paper. Originals of one publisher are one voice. `held` are the originals
    by report where more is known of them than the families tell; `loose` what `loose_originals` finds.
    """
    known = sorted(set(claims), key=lambda c: (c[0], c[1] or ""))
    held = families_by_report(families) if held is None else held
    said = _Said.of([span for span, entity in known if entity is not None], held, lineage, houses)
    entities = {entity for _, entity in known if entity is not None}
    loose = loose_originals(families, lineage) if loose is None else loose
    bare = [originals_at(span, held) for span, entity in known if entity is None and not said.again(span)]
    voices = set(fewest(bare, loose))
    by_id = {f.id: house_of_family(f, houses) for f in families if f.id in voices}
    own = {voice for voice in voices if not by_id[voice].entities & entities}
    origins = [Origin(entity=e, voice_of=None) for e in sorted(entities)]
    return tuple(origins + [Origin(entity=None, voice_of=f) for f in one_a_house(own, by_id)])


def one_a_house(voices: Iterable[str], houses: Mapping[str, House]) -> list[str]:
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


def _holds(passage: Span, span: Span) -> bool:
    """Whether at least half of a span lies in a passage of its report."""
    shared = min(passage.end, span.end) - max(passage.start, span.start)
    return shared > 0 and 2 * shared >= span.end - span.start


@dataclass(frozen=True, slots=True, kw_only=True)
class _Said:
    """The attributed claims, to be looked up by the number that they print and by their report."""

    by_number: Mapping[tuple[str, ...], frozenset[str]]
    by_report: Mapping[str, tuple[Span, ...]]
    twins: Mapping[str, tuple[Lineage, ...]]
    held: Held
    houses: Mapping[str, House]

    @staticmethod
    def of(
        spans: Sequence[Span], held: Held, lineage: Sequence[Lineage], houses: Mapping[str, House]
    ) -> _Said:
        numbers: dict[tuple[str, ...], set[str]] = {}
        reports: dict[str, list[Span]] = {}
        for span in spans:
            reports.setdefault(span.report, []).append(span)
            printed = tuple(_NUMBER.findall(span.text))
            if printed:
                marks = numbers.setdefault(printed, set())
                marks |= _marks(span, held, houses)
        twins: dict[str, list[Lineage]] = {}
        for record in lineage:
            for here, there in ((record.left, record.right), (record.right, record.left)):
                if there in reports:
                    twins.setdefault(here, []).append(record)
        return _Said(
            by_number={k: frozenset(v) for k, v in numbers.items()},
            by_report={k: tuple(v) for k, v in reports.items()},
            twins={k: tuple(v) for k, v in twins.items()},
            held=held,
            houses=houses,
        )

    def again(self, span: Span) -> bool:
        """Whether a bare claim is only an attributed one again: in its own original, in another message of
        its house, or in a twin's sentence."""
        printed = tuple(_NUMBER.findall(span.text))
        if _marks(span, self.held, self.houses) & self.by_number.get(printed, frozenset()):
            return True
        return any(
            _aligned(span, other, record)
            for record in self.twins.get(span.report, ())
            for other in self.by_report[record.right if record.left == span.report else record.left]
        )


def _marks(span: Span, held: Held, houses: Mapping[str, House]) -> set[str]:
    """By what a passage is known as one telling: its originals, and the names of its report's house."""
    names = houses[span.report].names if span.report in houses else frozenset()
    return {*(f"o:{o}" for o in originals_at(span, held)), *(f"n:{n}" for n in names)}


def _aligned(one: Span, other: Span, record: Lineage) -> bool:
    """Whether two spans stand in sentences that render each other."""
    left, right = (one, other) if record.left == one.report else (other, one)
    return any(_holds(p.left, left) and _holds(p.right, right) for p in record.evidence)
