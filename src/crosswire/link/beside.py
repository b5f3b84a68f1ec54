"""What one story keeps of lineage and originals that were found with reports of other stories beside it.

In: lineage and families over a story's reports and those of others that share their text, and the ids of the
story's own. Out: the pairs within the story, the pairs that lead out of it, and the families as seen in it: two
members that descend from one report filed elsewhere stay in one family, whose root is then not in hand.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace

from crosswire.types import Family, Lineage


def lineage_within(
    lineage: Iterable[Lineage], members: Collection[str]
) -> tuple[tuple[Lineage, ...], tuple[Lineage, ...]]:
    """The pairs of which both reports are members, and those of which one is."""
    every = tuple(lineage)
    return (
        tuple(x for x in every if x.left in members and x.right in members),
        tuple(x for x in every if (x.left in members) != (x.right in members)),
    )


def families_within(families: Iterable[Family], members: Collection[str]) -> tuple[Family, ...]:
    """The families that members stand in, with nothing of the others in them."""
    found = []
    for family in families:
        reports = tuple(r for r in family.reports if r in members)
        if len(reports) == len(family.reports):
            found.append(family)
        elif reports:
            passages = tuple(p for p in family.passages if p.report in members)
            root = family.root if family.root in members else None
            found.append(replace(family, reports=reports, passages=passages, root=root))
    return tuple(sorted(found, key=lambda f: (f.reports[0], f.root is None, f.reports, f.id)))
