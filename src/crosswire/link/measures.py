"""Figures whose verb was garbled, mended from the twin passage.

In linked reports a figure may keep its number and its party while translation has replaced the word
that says what befell them ("26 activists had been 'paid'"). Where the aligned passage of the other
report counts the same number of the same party as killed, injured, detained, missing, displaced or
rescued, and the figure itself says nothing of the kind, it takes that measure and the reason. Two
figures that both say what was counted, and differ, are left to stand against each other.
"""

from __future__ import annotations

from dataclasses import replace

from crosswire.types import Annotations, Figure, Lineage

_TELLING = frozenset({"killed", "injured", "detained", "missing", "displaced", "rescued"})
_EMPTY = frozenset({"other", "participants", "established"})
Twin = tuple[Figure, Figure]


def mend_measures(
    annotations: tuple[Annotations, ...], lineage: tuple[Lineage, ...]
) -> tuple[Annotations, ...]:
    """The same annotations, with mended figures; nothing else is touched."""
    by_report = {a.report: a for a in annotations}
    mended: dict[str, Figure] = {}
    for link in lineage:
        left, right = by_report[link.left].figures, by_report[link.right].figures
        for pair in link.evidence:
            here = [f for f in left if pair.left.overlaps(f.span)]
            there = [f for f in right if pair.right.overlaps(f.span)]
            for lost, kept in [*_pairs(here, there), *_pairs(there, here)]:
                mended.setdefault(lost.id, _mended(lost, kept))
    return tuple(replace(a, figures=tuple(mended.get(f.id, f) for f in a.figures)) for a in annotations)


def _pairs(ours: list[Figure], theirs: list[Figure]) -> list[Twin]:
    """Each figure that has lost its measure, with the one twin that can be meant."""
    found = []
    for figure in ours:
        if figure.measure not in _EMPTY or figure.number is None or figure.unit not in (None, "persons"):
            continue
        twins = [g for g in theirs if g.measure in _TELLING and _same_people(figure, g)]
        if len({(g.measure, g.group) for g in twins}) == 1:
            found.append((figure, twins[0]))
    return found


def _same_people(figure: Figure, twin: Figure) -> bool:
    same_number = figure.number == twin.number and figure.qualifier == twin.qualifier
    return same_number and (figure.group == twin.group or figure.group in (None, "people"))


def _mended(lost: Figure, kept: Figure) -> Figure:
    return replace(
        lost,
        measure=kept.measure,
        group=lost.group if lost.group not in (None, "people") else kept.group,
        unit=kept.unit,
        measure_basis=f"The aligned passage of the other report, “{kept.span.text}”, counts the same "
        f"number as {kept.measure}; the words here do not say what befell them.",
    )
