"""All statements of a draft, checked, in its order, with the sources behind each.

In: the draft as a report with its annotations, the dossier, and a function that says how many originals and
independent sources stand behind evidence. Out: `Checked` values.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from hashlib import blake2b

from crosswire.check.acts import check_acts
from crosswire.check.attributions import check_attributions
from crosswire.check.dates import check_dates
from crosswire.check.draft import Verdict, draft_of
from crosswire.check.figures import check_figures
from crosswire.check.misplaced import check_places
from crosswire.check.names import check_names
from crosswire.check.own_voice import check_own_voice
from crosswire.check.passages import passages_of
from crosswire.check.quotations import check_quotations
from crosswire.types import Annotations, Checked, Dossier, Report, Span

# The originals behind evidence, and how many sources of it do not rest on one another.
Support = Callable[[Sequence[Span]], tuple[int, int]]


def check_draft(
    report: Report, said: Annotations, dossier: Dossier, *, support: Support
) -> tuple[Checked, ...]:
    """Every statement of the draft that can be checked, in its order."""
    draft, book = draft_of(report, said), passages_of(dossier)
    quotations = check_quotations(draft, book)
    verdicts = [
        *check_figures(draft, book),
        *quotations,
        *check_places(draft, book, check_names(draft, book)),
        *check_dates(draft, book),
        *check_acts(draft, book, check_attributions(draft, book, quotations)),
        *check_own_voice(draft, book),
    ]
    ordered = sorted(verdicts, key=lambda v: (v.span.start, v.span.end, v.kind, v.reason))
    return tuple(_checked(v, support) for v in ordered)


def _checked(verdict: Verdict, support: Support) -> Checked:
    families, independent = support(verdict.evidence) if verdict.evidence else (0, 0)
    caveats = list(verdict.caveats)
    if verdict.standing in ("found", "fits") and independent == 1:
        caveats.append("single source")
    place = f"{verdict.kind}\x1f{verdict.span.start}-{verdict.span.end}\x1f{verdict.span.text}"
    return Checked(
        id="c" + blake2b(place.encode(), digest_size=5).hexdigest(),
        span=verdict.span,
        kind=verdict.kind,
        standing=verdict.standing,
        reason=verdict.reason,
        likely=verdict.likely,
        evidence=verdict.evidence,
        families=families,
        independent=independent,
        caveats=tuple(caveats),
    )
