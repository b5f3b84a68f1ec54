"""Passages of an original in the copies of a report that took them in.

In: the originals that each report stands in, with the passages of each, and the lineage. Out: the same, with the
passages of reports that render such a report whole: where a paper took in an agency's paragraph and another
translates the paper, the translated paragraph is the agency's too. Only sentences that lineage laid side by side
are followed, one step.
"""

from __future__ import annotations

from collections.abc import Sequence

from crosswire.reconcile.sentences import Held
from crosswire.types import Lineage, Span


def with_twins(held: Held, lineage: Sequence[Lineage]) -> Held:
    """The originals by report, passages of an original given to it in the copies of who took them in."""
    found = {report: list(rows) for report, rows in held.items()}
    for record in lineage:
        if record.relation == "shared-passages":
            continue
        for pair in record.evidence:
            for here, there in ((pair.left, pair.right), (pair.right, pair.left)):
                known = {family for family, passages in held.get(there.report, ()) if passages}
                for family, passages in held.get(here.report, ()):
                    if family not in known and any(_lies_in(here, p) for p in passages):
                        found.setdefault(there.report, []).append((family, (there,)))
    return found


def _lies_in(span: Span, passage: Span) -> bool:
    """Whether most of a span lies in a passage of its report."""
    shared = min(passage.end, span.end) - max(passage.start, span.start)
    return 2 * shared > span.end - span.start
