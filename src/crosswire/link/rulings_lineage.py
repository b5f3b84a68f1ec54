"""Lineage and originals as people ruled: links put in, links taken out.

Takes the reports, their lineage and the rulings; gives lineage and families in which reports ruled to have one
original share one, and reports ruled independent share none, also not through third reports: of the links
that would join them the weakest goes. Every ruling that changed something says what.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from crosswire.link.families import find_families
from crosswire.link.lineage_direction import report_direction
from crosswire.link.rulings import Pair
from crosswire.text.rulings import told
from crosswire.types import Family, Lineage, Report, Ruling

Found = tuple[tuple[Lineage, ...], tuple[Family, ...], tuple[Ruling, ...]]


def rule_lineage(
    reports: Sequence[Report],
    lineage: tuple[Lineage, ...],
    families: tuple[Family, ...],
    rulings: tuple[Ruling, ...],
) -> Found:
    """Lineage, families and rulings, all as they are once the rulings about originals hold."""
    bound = {(r.left, r.right): r for r in rulings if _binds(r)}
    if not bound:
        return lineage, families, rulings
    ordered = sorted(reports, key=lambda r: r.id)
    effects: dict[Pair, str] = {}
    links = {(x.left, x.right): x for x in lineage}
    for pair, ruling in bound.items():
        link = links.pop(pair, None)
        if ruling.verdict == "different":
            effects[pair] = _taken_out(link)
        else:
            links[pair], effects[pair] = _put_in(link, ruling, ordered)
    links, families = _hold_apart(ordered, links, bound, effects)
    shown = tuple(replace(r, effect=effects[r.left, r.right]) if _binds(r) else r for r in rulings)
    return tuple(links[pair] for pair in sorted(links)), families, shown


def _binds(ruling: Ruling) -> bool:
    return ruling.holds and ruling.decision.about == "original" and ruling.verdict != "unsure"


def _taken_out(link: Lineage | None) -> str:
    if link is None:
        return ""
    return f"took out the link “{link.relation}”, score {link.score:.2f} ({link.why})"


def _put_in(link: Lineage | None, ruling: Ruling, reports: Sequence[Report]) -> tuple[Lineage, str]:
    if link is not None and link.relation != "shared-passages":
        return link, ""
    by_id = {r.id: r for r in reports}
    first, sign = report_direction(by_id[ruling.left], by_id[ruling.right])
    why = f"{told(ruling)}; {sign}" if sign else told(ruling)
    made = Lineage(
        left=ruling.left,
        right=ruling.right,
        relation="same-original",
        direction=first,
        score=1.0,
        evidence=link.evidence if link else (),
        why=why,
    )
    return made, "put in a link" if link is None else "made one original of shared passages"


def _hold_apart(
    reports: Sequence[Report], links: dict[Pair, Lineage], bound: dict[Pair, Ruling], effects: dict[Pair, str]
) -> tuple[dict[Pair, Lineage], tuple[Family, ...]]:
    """Takes out the weakest links until no family holds two reports that were ruled independent."""
    apart = sorted(pair for pair, ruling in bound.items() if ruling.verdict == "different")
    ruled = {pair for pair, ruling in bound.items() if ruling.verdict == "same"}
    while True:
        families = find_families(reports, [links[pair] for pair in sorted(links)])
        wrong = next(((f, p) for f in families for p in apart if set(p) <= set(f.reports)), None)
        if wrong is None:
            return links, families
        family, pair = wrong
        cut = _weakest(pair, [x for key, x in links.items() if set(key) <= set(family.reports)], ruled)
        if cut is None:
            return links, families
        link = links.pop(cut)
        also = f"{_taken_out(link)} of {' and '.join(_sources(cut, reports))}, which would have joined both"
        effects[pair] = "; ".join(filter(None, [effects[pair], also]))


def _weakest(pair: Pair, links: Iterable[Lineage], ruled: set[Pair]) -> Pair | None:
    """The link without which the strongest chain between two reports breaks; ruled links never."""
    group: dict[str, str] = {}

    def top(id: str) -> str:
        while group.get(id, id) != id:
            id = group[id]
        return id

    ordered = sorted(links, key=lambda x: ((x.left, x.right) not in ruled, -x.score, x.left, x.right))
    for link in ordered:
        a, b = top(link.left), top(link.right)
        if {a, b} == {top(pair[0]), top(pair[1])} and a != b:
            return None if (link.left, link.right) in ruled else (link.left, link.right)
        group[max(a, b)] = min(a, b)
    return None


def _sources(pair: Pair, reports: Iterable[Report]) -> list[str]:
    names = {r.id: r.source for r in reports}
    return [names[id] for id in pair]
