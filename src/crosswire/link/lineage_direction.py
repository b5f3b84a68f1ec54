"""Which of two reports that share a text had it first.

Takes two reports; gives "left-first", "right-first" or None. Signs, strongest first: one is the very
agency that the other credits; one names the other's publisher as its own and was passed on by somebody
else; their publication stamps; only one of them is a machine translation.
Whatever stays unsure is None: a text cannot tell by itself which of two renderings is older.
"""

from __future__ import annotations

from crosswire.text.fold import fold
from crosswire.types import Direction, Report

_DAY = len("2031-05-04")


def direction(left: Report, right: Report) -> tuple[Direction | None, str]:
    """Who was first, and the sign that says so."""
    for found, why in (
        (_by_credit(left, right), "one credits the agency that published the other"),
        (_by_carrier(left, right), "one was passed on from the publisher of the other"),
        (_by_stamp(left, right), "published earlier"),
        (_by_translation(left, right), "only one is a machine translation"),
    ):
        if found is not None:
            return found, why
    return None, ""


def earlier(first: str | None, second: str | None) -> bool | None:
    """Whether one publication stamp is surely earlier than another; None where it cannot be said.

    Stamps of one day can only be compared if both carry a time of the same form.
    """
    if not first or not second:
        return None
    if first[:_DAY] != second[:_DAY]:
        return first[:_DAY] < second[:_DAY]
    comparable = len(first) == len(second) > _DAY and first[19:] == second[19:] and first != second
    return first < second if comparable else None


def _by_stamp(left: Report, right: Report) -> Direction | None:
    before = earlier(left.published, right.published)
    if before is None:
        return None
    return "left-first" if before else "right-first"


def _by_credit(left: Report, right: Report) -> Direction | None:
    left_owes, right_owes = _credits(left, right), _credits(right, left)
    if left_owes == right_owes:
        return None
    return "right-first" if left_owes else "left-first"


def _credits(report: Report, other: Report) -> bool:
    """Whether a report credits the other's publisher."""
    return bool(other.publisher) and fold(other.publisher or "") in {fold(c) for c in report.credits}


def _by_carrier(left: Report, right: Report) -> Direction | None:
    if not left.publisher or not right.publisher or fold(left.publisher) != fold(right.publisher):
        return None
    if bool(left.carrier) == bool(right.carrier):
        return None
    return "right-first" if left.carrier else "left-first"


def _by_translation(left: Report, right: Report) -> Direction | None:
    signs = (left.provenance.machine_translated, right.provenance.machine_translated)
    if signs == (False, True):
        return "left-first"
    if signs == (True, False):
        return "right-first"
    return None
