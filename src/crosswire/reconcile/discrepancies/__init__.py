"""Where accounts part: every kind of discrepancy in the contract, gravest first.

Each finder takes the context and gives discrepancies with both sides in the reports' own words:
`numbers` (values, parts against wholes, labels, voices, verification), `names`, `dates`, `speakers`,
`wording`, `membership`. None decides who is right unless the reports themselves show it.
"""

from __future__ import annotations

from dataclasses import replace

from crosswire.reconcile.context import Context
from crosswire.reconcile.discrepancies.dates import date_discrepancies
from crosswire.reconcile.discrepancies.membership import membership_discrepancies
from crosswire.reconcile.discrepancies.names import name_discrepancies
from crosswire.reconcile.discrepancies.numbers import number_discrepancies
from crosswire.reconcile.discrepancies.speakers import speaker_discrepancies
from crosswire.reconcile.discrepancies.wording import wording_discrepancies
from crosswire.types import Discrepancy, Tally, Utterance

_GRAVITY = ("high", "medium", "low")


def find_discrepancies(
    context: Context, tallies: tuple[Tally, ...], utterances: tuple[Utterance, ...]
) -> tuple[Discrepancy, ...]:
    """All discrepancies, ordered by severity, with ids d1, d2, …"""
    found = [
        *number_discrepancies(context, tallies),
        *name_discrepancies(context),
        *date_discrepancies(context, utterances),
        *membership_discrepancies(context),
        *speaker_discrepancies(context, utterances),
        *wording_discrepancies(context, utterances),
    ]
    found = [d for d in found if len(d.sides) >= 2]
    found.sort(key=lambda d: (_GRAVITY.index(d.severity), -_breadth(d)))
    return tuple(replace(d, id=f"d{n}") for n, d in enumerate(found, 1))


def _breadth(discrepancy: Discrepancy) -> int:
    return len({e.report for side in discrepancy.sides for e in side.evidence})
