"""Reviews of links and stories, as decisions about pairs of reports: the ones that lineage and stories already follow.

In: reviews and the reports in hand. Out: `Decision`s same or different about an original or a story, which
`link.rulings` settles among all others, and how each review bears. To accept that two reports share passages decides
nothing: they have no original in common. What the decisions change is not looked at here.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from crosswire.review.ground import Ground, ground_of
from crosswire.review.pairs import Bearings, Bond, Says, settle_pairs
from crosswire.review.settling import by_age
from crosswire.text.named import name_of
from crosswire.types import Decision, Named, Question, Report, Review, Target


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Of:
    """A report and the question about it: an original and a story are settled apart."""

    about: Question
    report: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruled:
    """What reviews of links and stories come to: decisions, and how each review bears on the reports in hand."""

    decisions: tuple[Decision, ...]
    bearings: Bearings


def decisions_of(reviews: Sequence[Review], reports: Sequence[Report]) -> tuple[Decision, ...]:
    """The decisions that reviews of links and stories come to for these reports, oldest first."""
    return rule(reviews, ground_of(reports)).decisions


def rule(reviews: Sequence[Review], ground: Ground) -> Ruled:
    """The decisions that reviews come to, and how each of them bears."""
    mine = [r for r in by_age(reviews) if r.target.kind in ("link", "story")]
    kept, bearings = settle_pairs([bond for one in mine for bond in _bonds(one, ground)])
    found: dict[str, list[Bond[Of]]] = {}
    for bond in _enough(kept, ground):
        found.setdefault(bond.review.id, []).append(bond)
    decisions = tuple(
        _decision(bond, ground, id if len(bonds) == 1 else f"{id}.{n}")
        for id, bonds in found.items()
        for n, bond in enumerate(bonds, 1)
    )
    return Ruled(decisions=decisions, bearings=bearings)


def review_of(decision: Decision) -> str:
    """The id of the review that came to a decision, which is the decision's own up to a point."""
    return decision.id.partition(".")[0]


def _bonds(one: Review, ground: Ground) -> Iterator[Bond[Of]]:
    if one.target.kind == "link":
        says = _says(one)
        for left, right in _pairs(one.target, ground):
            if says:
                yield _bond(one, "original", left, right, says)
    elif one.action == "merge":
        mine = _here(one.target, ground)
        theirs = [id for other in one.others for id in _here(other, ground) if id not in mine]
        # Every pair is said, so that what was said of any of them before is taken back.
        yield from (_bond(one, "story", a, b, "same") for a in mine for b in theirs)
    elif one.action == "split":
        gone = list(dict.fromkeys(id for t in one.others for id in _here(t, ground)))
        rest = [id for id in _here(one.target, ground) if id not in gone]
        yield from (_bond(one, "story", a, b, "same") for a, b in pairwise(gone))
        yield from (_bond(one, "story", a, b, "different") for a in gone for b in rest)


def _enough(kept: Sequence[Bond[Of]], ground: Ground) -> Iterator[Bond[Of]]:
    """The bonds that decide something; of a merger of stories one for each story, since the rest follows."""
    joined: set[tuple[str, int]] = set()
    story_of: dict[str, dict[str, int]] = {}
    for bond in kept:
        one = bond.review
        if one.action == "merge" and one.target.kind == "story":
            if one.id not in story_of:
                story_of[one.id] = {id: n for n, t in enumerate(one.others) for id in _here(t, ground)}
            key = one.id, story_of[one.id][bond.second.report]
            if key in joined:
                continue
            joined.add(key)
        if bond.says in ("same", "different"):
            yield bond


def _says(one: Review) -> Says | Literal[""]:
    shares = dict(one.target.key).get("relation") == "shared-passages"
    return {
        "accept": "shares" if shares else "same",
        "merge": "same",
        "reject": "different",
        "split": "different",
        "unsure": "unsure",
    }.get(one.action, "")


def _bond(one: Review, about: Question, left: str, right: str, says: Says) -> Bond[Of]:
    first, second = Of(about=about, report=left), Of(about=about, report=right)
    return Bond(review=one, first=first, second=second, says=says)


def _pairs(target: Target, ground: Ground) -> list[tuple[str, str]]:
    if len(target.reports) != 2:
        return []
    left, right = (ground.reports_named(n) for n in target.reports)
    return sorted({(min(a, b), max(a, b)) for a in left for b in right if a != b})


def _here(target: Target, ground: Ground) -> list[str]:
    """The reports of a target that are in hand, in the target's order."""
    return list(dict.fromkeys(id for n in target.reports for id in ground.reports_named(n)))


def _decision(bond: Bond[Of], ground: Ground, id: str) -> Decision:
    left, right = sorted((name_of(ground.reports[end.report]) for end in bond.pair), key=_order)
    return Decision(
        id=id,
        about=bond.first.about,
        verdict="same" if bond.says == "same" else "different",
        left=left,
        right=right,
        by=bond.review.by,
        at=bond.review.at,
        reason=bond.review.reason,
    )


def _order(name: Named) -> tuple[str, ...]:
    return name.id, name.sha256 or "", name.source or "", name.address or ""
