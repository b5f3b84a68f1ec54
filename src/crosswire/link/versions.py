"""Which state of each item stands: the latest, unless its agency has withdrawn it.

Takes all reports, in any order; gives those that stand, and a `Problem` for each that does not, with the
reason. A report without an `Item` always stands.
"""

from __future__ import annotations

from crosswire.types import Problem, Report


def settle_versions(reports: tuple[Report, ...]) -> tuple[tuple[Report, ...], tuple[Problem, ...]]:
    """To be written."""
    return reports, ()
