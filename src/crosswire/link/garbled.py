"""Names that translation or a slip replaced, found by holding reports against each other.

Comes in: the namings of all reports and the lineage between them. Goes out: which namings stand where another
belongs, with a plain reason and a confidence. Reports of one original are compared in pairs, and of the others those
that have most in common: sentences that tell the same are laid beside each other, a name without a counterpart beside
the names that have none on the other side, and each such pair is weighed by fitted signals, over all places where it
recurs and together with what else the two reports garble (`garbled_score`). What only one report shows (an acronym
that its full name does not fit, a lone surname like the one introduced) is added by `garbled_marks`. A rare name is
never mended because it resembles a known one: without a sentence of another report that has another name in its place
nothing is touched.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from crosswire.link.entities_forms import Naming
from crosswire.link.garbled_known import Known
from crosswire.link.garbled_marks import Garble, marked, variants
from crosswire.link.garbled_pages import Page, lay_out
from crosswire.link.garbled_score import THRESHOLD, Weighed, reason, weigh
from crosswire.link.garbled_signals import Candidate, candidates
from crosswire.link.garbled_twins import twins
from crosswire.text.names import sound
from crosswire.types import Annotations, Lineage, Report

__all__ = ["Found", "Garble", "find_garbled", "lay_out_all", "opposed"]

_LINKED = frozenset({"same-original", "republished"})
# Reports without a common original are compared with so many others each, those that share most rare words: they prove
# little, and comparing all took a third of the time that parsing takes.
_NEAREST = 2
# Nor do two such reports prove a garble short of this confidence: nothing in the open half of the garbling set is lost,
# and nothing in reports that nobody garbled is flagged.
_APART = 0.9


@dataclass(frozen=True, slots=True)
class Found:
    """All namings, with those that only the search proposed and that were found garbled; the garbles, by naming.

    `within` are the namings that lie inside such a proposed one and are no names of their own.
    """

    namings: tuple[Naming, ...]
    garbles: tuple[Garble, ...]
    within: frozenset[int]


def find_garbled(
    reports: Sequence[Report],
    annotations: Sequence[Annotations],
    lineage: Sequence[Lineage],
    namings: Sequence[Naming],
) -> Found:
    """The garbled namings; at most one reason each."""
    if len(reports) < 2:
        return Found(tuple(namings), (), frozenset())
    pages = lay_out_all(reports, annotations, namings)
    known = Known(pages.values(), namings, lineage)
    weighed = [w for link, some in opposed(pages, lineage, known) for w in weigh(some, link)]
    every = {n.naming.index: n.naming for p in pages.values() for n in p.names} | {
        n.index: n for n in namings
    }
    found = _chosen(weighed)
    spread = _everywhere(found, every)
    for garble in [*marked(namings, spread, known), *variants(weighed, spread)]:
        spread.setdefault(garble.wrong, garble)
    return _found(namings, every, spread)


def lay_out_all(
    reports: Sequence[Report], annotations: Sequence[Annotations], namings: Sequence[Naming]
) -> dict[str, Page]:
    """The reports with annotations as pages, by id."""
    said = {a.report: a for a in annotations}
    by_report: dict[str, list[Naming]] = defaultdict(list)
    for naming in namings:
        by_report[naming.report].append(naming)
    pages: dict[str, Page] = {}
    index = len(namings)
    for report in sorted(reports, key=lambda r: r.id):
        if report.id in said:
            page = lay_out(report, said[report.id], by_report[report.id], index)
            pages[report.id] = page
            index = max([index, *(n.naming.index + 1 for n in page.names)])
    return pages


def opposed(
    pages: dict[str, Page], lineage: Sequence[Lineage], known: Known
) -> Iterator[tuple[Lineage | None, list[Candidate]]]:
    """For each pair of reports worth comparing, its lineage and the names that stand opposite each other."""
    links = {(link.left, link.right): link for link in lineage}
    for left, right in _compared(pages, links):
        link = links.get((left, right))
        linked = link is not None and link.relation in _LINKED
        groups = twins(pages[left], pages[right])
        yield link, candidates(pages[left], pages[right], groups, known, linked=linked)


def _compared(pages: dict[str, Page], links: dict[tuple[str, str], Lineage]) -> Iterator[tuple[str, str]]:
    """The pairs of reports worth comparing, by id; none where one report renders the other in a second language."""
    words = {i: frozenset(k for t in p.tokens if t.capital for k in t.sounds) for i, p in pages.items()}
    near = _near(pages)
    for left, right in combinations(sorted(pages), 2):
        link = links.get((left, right))
        if link is not None and link.manner == "translated":
            continue
        linked = link is not None and link.relation in _LINKED
        if (linked or (left, right) in near) and words[left] - words[right] and words[right] - words[left]:
            yield left, right


def _near(pages: dict[str, Page]) -> frozenset[tuple[str, str]]:
    """For each report the others with which it shares most rare words."""
    holders: dict[str, set[str]] = defaultdict(set)
    for i, page in pages.items():
        for token in page.tokens:
            if not token.small:
                holders[token.folded].add(i)
    shared: Counter[tuple[str, str]] = Counter()
    for ids in holders.values():
        if 1 < len(ids) <= max(2, len(pages) // 2):
            for pair in combinations(sorted(ids), 2):
                shared[pair] += 1
    best: dict[str, list[tuple[int, tuple[str, str]]]] = defaultdict(list)
    for pair, count in shared.items():
        for i in pair:
            best[i].append((-count, pair))
    return frozenset(pair for ranked in best.values() for _, pair in sorted(ranked)[:_NEAREST])


def _chosen(weighed: Sequence[Weighed]) -> list[tuple[Weighed, Garble]]:
    """The surest candidate for every naming; what is held garbled is no better name of another."""
    wrong: set[tuple[str, str]] = set()
    right: set[tuple[str, str]] = set()
    taken: set[tuple[str, int]] = set()
    out = []
    for found in sorted(weighed, key=lambda w: (-w.confidence, w.wrong.index, w.right.index)):
        here, there = (found.wrong.report, found.gone), (found.right.report, found.meant)
        if (
            found.confidence < (THRESHOLD if found.linked else _APART)
            or here in wrong
            or here in right
            or there in wrong
        ):
            continue
        if any((found.wrong.report, i) in taken for i in found.opposite):
            continue
        wrong.add(here)
        right.add(there)
        taken.update((found.wrong.report, i) for i in found.opposite)
        out.append(
            (found, Garble(found.wrong.index, found.right.index, reason(found), confidence=found.confidence))
        )
    return out


def _everywhere(found: Sequence[tuple[Weighed, Garble]], every: dict[int, Naming]) -> dict[int, Garble]:
    """What is garbled once in a report is garbled wherever that report prints the same words, in full or in short."""
    by_report: dict[str, list[Naming]] = defaultdict(list)
    for _, naming in sorted(every.items()):
        if naming.mention.kind != "nominal":
            by_report[naming.report].append(naming)
    out: dict[int, Garble] = {}
    for weighed, garble in found:
        for place in weighed.places:
            out.setdefault(place.index, _again(garble, place.index))
    for weighed, garble in found:
        gone = {sound(w) for w in weighed.gone.split()}
        said = {sound(w) for w in weighed.wrong.words} | gone
        for naming in by_report[weighed.wrong.report]:
            own = [sound(w) for w in naming.words]
            if gone.intersection(own) and (said.issuperset(own) or (own[-1] in gone and gone.issubset(own))):
                out.setdefault(naming.index, _again(garble, naming.index))
    return {i: g for i, g in out.items() if not any(_inside(every[i], every[k]) for k in out if k != i)}


def _inside(naming: Naming, other: Naming) -> bool:
    """Whether a naming is a part of a longer one."""
    inner, outer = naming.mention.span, other.mention.span
    return outer.contains(inner) and (outer.start, outer.end) != (inner.start, inner.end)


def _again(garble: Garble, index: int) -> Garble:
    return Garble(index, garble.right, garble.reason, garble.corrupted, garble.confidence)


def _found(namings: Sequence[Naming], every: dict[int, Naming], garbles: dict[int, Garble]) -> Found:
    """Proposed names that were found garbled are numbered after the others; the rest are dropped."""
    named = {i for g in garbles.values() for i in (g.wrong, g.right) if i is not None and i >= len(namings)}
    added = [every[i] for i in sorted(named)]
    number = {n.index: len(namings) + k for k, n in enumerate(added)}
    kept = [
        *namings,
        *(Naming(number[n.index], n.mention, n.key, n.words, n.type) for n in added),
    ]
    out = [
        Garble(
            number.get(g.wrong, g.wrong),
            None if g.right is None else number.get(g.right, g.right),
            g.reason,
            g.corrupted,
            g.confidence,
        )
        for g in garbles.values()
    ]
    within = frozenset(
        n.index
        for n in namings
        if n.index not in garbles and any(a.index in garbles and _inside(n, a) for a in added)
    )
    return Found(tuple(kept), tuple(sorted(out, key=lambda g: g.wrong)), within)
