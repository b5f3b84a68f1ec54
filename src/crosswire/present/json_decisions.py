"""What people decided of the dossier's reports, as the contract has it.

In: rulings. Out: their rows, oldest first, each with whether it holds and what it changed.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from crosswire.types import Ruling


def decision_rows(rulings: Iterable[Ruling]) -> list[dict[str, Any]]:
    """The rows of `decisions`."""
    return [
        {
            "id": r.decision.id,
            "about": r.decision.about,
            "verdict": r.decision.verdict,
            "reports": [r.left, r.right],
            "by": r.decision.by,
            "at": r.decision.at,
            "reason": r.decision.reason,
            "holds": r.holds,
            "effect": r.effect,
        }
        for r in rulings
    ]
