"""Lineage over all reports: who shares text with whom, and which originals stand behind them.

Takes reports with their annotations; gives one `Lineage` a pair that shares text and the `Family`
values. The result does not depend on the order of the reports. A pair is judged by its own two texts
alone, so a further report never changes what was said of two others. Reports in one language are compared
by their words and sentences, reports in two by what survives translation.
"""

from __future__ import annotations

from crosswire.link.families import find_families
from crosswire.link.lineage_candidates import candidate_pairs
from crosswire.link.lineage_pair import judge
from crosswire.link.lineage_text import lay_out
from crosswire.types import Annotations, Family, Lineage, Report


def find_lineage(
    reports: tuple[Report, ...], annotations: tuple[Annotations, ...]
) -> tuple[tuple[Lineage, ...], tuple[Family, ...]]:
    """The pairs of reports that share text, by id, and the originals behind all reports."""
    by_report = {a.report: a for a in annotations}
    ordered = sorted(reports, key=lambda r: r.id)
    texts = [lay_out(r, by_report.get(r.id, Annotations(report=r.id, anchor=None))) for r in ordered]
    judged = (judge(texts[i], texts[j]) for i, j in candidate_pairs(texts))
    lineage = tuple(record for record in judged if record is not None)
    return lineage, find_families(ordered, lineage)
