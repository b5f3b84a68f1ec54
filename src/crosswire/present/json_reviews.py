"""What people said of single statements, as the contract has it.

In: a dossier with reviews and its contract. Out: the rows of `reviews`, and a `review` beside every statement that can
have one: null where nobody said anything that holds. A dossier without reviews has none of this.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from crosswire.types import Dossier, Judgement, Review, Reviewed

# The parts of a contract whose rows have an id of their own.
_WITH_ID = (
    "stories",
    "tallies",
    "discrepancies",
    "events",
    "utterances",
    "entities",
    "reports",
    "figures",
    "individuals",
    "quotes",
)


def add_reviews(contract: dict[str, Any], dossier: Dossier) -> None:
    """Puts the reviews into the contract of their dossier."""
    judged = {j.of: _judgement_row(j) for j in dossier.judgements}
    contract["reviews"] = [_row(r) for r in dossier.reviews]
    for part in _WITH_ID:
        _beside(contract[part], judged, lambda row: row["id"])
    for part in contract["set_aside"].values():
        _beside(part, judged, lambda row: row["id"])
    _beside(contract["lineage"], judged, lambda row: "~".join(sorted((row["left"], row["right"]))))
    for n, row in enumerate(contract["brief"], 1):
        row["review"] = judged.get(f"b{n}")
    for entity in contract["entities"]:
        for form in entity["forms"]:
            form["review"] = judged.get(f"{entity['id']}#{form['report']}:{form['start']}")


def _beside(
    rows: list[dict[str, Any]], judged: Mapping[str, Any], key: Callable[[dict[str, Any]], str]
) -> None:
    for row in rows:
        row["review"] = judged.get(key(row))


def _judgement_row(judgement: Judgement) -> dict[str, Any]:
    return {"standing": judgement.standing, "by": list(judgement.by), "was": dict(judgement.was)}


def _row(reviewed: Reviewed) -> dict[str, Any]:
    review = reviewed.review
    return {
        "id": review.id,
        "action": review.action,
        "kind": review.target.kind,
        "found": list(reviewed.found),
        "words": _words(review),
        "by": review.by,
        "at": review.at,
        "reason": review.reason,
        "values": dict(review.values),
        "bearing": reviewed.bearing,
        "effect": reviewed.effect,
    }


def _words(review: Review) -> str | None:
    """The first words that a review is about, by which a person knows it where it is not found."""
    return review.target.words[0].text if review.target.words else None
