"""What people decided of the reports in hand, and which of it holds where they decided against each other.

Takes decisions and reports; gives `Ruling` values with the reports' ids. A report is found by the digest of
its bytes, else by its address, so that a decision outlives a rebuild and another scheme of ids. "Same" joins
groups, "different" holds groups apart; where decisions contradict each other, straight or through others
(A = B, B = C, A ≠ C), the later ones hold, and the one set aside says which. The two questions, one story
and one original, are settled apart.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import product

from crosswire.text.moments import moment
from crosswire.text.named import find_named
from crosswire.text.rulings import what
from crosswire.types import Decision, Problem, Question, Report, Ruling

Pair = tuple[str, str]
Bonds = dict[str, set[str]]


def settle(decisions: Iterable[Decision], reports: Sequence[Report]) -> tuple[Ruling, ...]:
    """The decisions about `reports`, oldest first, each saying whether it holds.

    A decision of which a report is not in hand is left out; one about bytes that came twice becomes several.
    """
    by_age = sorted({d.id: d for d in decisions}.values(), key=lambda d: (moment(d.at), d.id))
    found = [r for d in by_age for r in _resolve(d, reports)]
    names = {r.id: _name(r.source) for r in reports}
    settled = [r for about in ("story", "original") for r in _settle_one(about, found, names)]
    place = {d.id: n for n, d in enumerate(by_age)}
    return tuple(sorted(settled, key=lambda r: (place[r.decision.id], r.left, r.right)))


def bonds(rulings: Iterable[Ruling], about: Question) -> tuple[Bonds, Bonds]:
    """For each report those that it must be with, and those that it must not, all that follows included.

    A = B and A ≠ C bar B from C too, though nobody said so of these two.
    """
    bound = [r for r in rulings if r.holds and r.decision.about == about and r.verdict != "unsure"]
    group = {id: {id} for r in bound for id in (r.left, r.right)}
    for ruling in bound:
        if ruling.verdict == "same" and group[ruling.left] is not group[ruling.right]:
            group[ruling.left] |= group[ruling.right]
            for id in group[ruling.right]:
                group[id] = group[ruling.left]
    apart: Bonds = {}
    for ruling in bound:
        if ruling.verdict == "different":
            left, right = group[ruling.left], group[ruling.right]
            for id in left:
                apart.setdefault(id, set()).update(right)
            for id in right:
                apart.setdefault(id, set()).update(left)
    return {id: members - {id} for id, members in group.items() if len(members) > 1}, apart


def ruled_apart(rulings: Iterable[Ruling]) -> tuple[Pair, ...]:
    """The pairs of reports that have no original in common, by people's rulings and what follows from them."""
    _, apart = bonds(rulings, "original")
    return tuple(sorted((id, other) for id in apart for other in apart[id] if id < other))


def set_aside(rulings: Iterable[Ruling]) -> tuple[Problem, ...]:
    """What a person must know of decisions that contradict each other; that somebody became unsure is none."""
    every = tuple(rulings)
    unsure = {(r.decision.about, r.left, r.right) for r in every if r.holds and r.verdict == "unsure"}
    return tuple(
        Problem(report=None, stage="rulings", message=f"Decision {r.decision.id} {r.effect}")
        for r in every
        if not r.holds and (r.decision.about, r.left, r.right) not in unsure
    )


def _resolve(decision: Decision, reports: Sequence[Report]) -> list[Ruling]:
    left, right = find_named(decision.left, reports), find_named(decision.right, reports)
    pairs = sorted({(min(p), max(p)) for p in product(left, right) if p[0] != p[1]})
    return [Ruling(decision=decision, left=a, right=b) for a, b in pairs]


def _settle_one(about: str, found: Sequence[Ruling], names: dict[str, str]) -> list[Ruling]:
    """The rulings on one question: the latest of each pair, and of those, newest first, what still fits."""
    ruled = [r for r in found if r.decision.about == about]
    latest = {(r.left, r.right): r for r in ruled}
    groups, settled = Groups(), []
    for ruling in reversed(ruled):
        last = latest[ruling.left, ruling.right]
        if ruling.verdict != last.verdict:
            settled.append(_aside(ruling, [last], names))
        elif against := groups.against(ruling):
            settled.append(_aside(ruling, against, names))
        else:
            groups.take(ruling)
            settled.append(ruling)
    return settled


class Groups:
    """Reports joined and held apart by rulings that do not contradict each other."""

    def __init__(self) -> None:
        self._same: dict[str, list[tuple[str, Ruling]]] = defaultdict(list)
        self._apart: list[Ruling] = []

    def take(self, ruling: Ruling) -> None:
        """Adds a ruling against which nothing stands."""
        if ruling.verdict == "same":
            self._same[ruling.left].append((ruling.right, ruling))
            self._same[ruling.right].append((ruling.left, ruling))
        elif ruling.verdict == "different":
            self._apart.append(ruling)

    def against(self, ruling: Ruling) -> list[Ruling]:
        """The rulings that together contradict this one; none where it fits."""
        if ruling.verdict == "different":
            return self._path(ruling.left, ruling.right) or []
        if ruling.verdict != "same":
            return []
        for apart in self._apart:
            for a, b in ((apart.left, apart.right), (apart.right, apart.left)):
                first, second = self._path(a, ruling.left), self._path(ruling.right, b)
                if first is not None and second is not None:
                    return [apart, *first, *second]
        return []

    def _path(self, start: str, goal: str) -> list[Ruling] | None:
        """The shortest chain of "same" from one report to another; None where there is none."""
        came: dict[str, list[Ruling]] = {start: []}
        waiting = [start]
        for here in waiting:
            if here == goal:
                return came[here]
            for there, ruling in self._same.get(here, ()):
                if there not in came:
                    came[there] = [*came[here], ruling]
                    waiting.append(there)
        return None


def _aside(ruling: Ruling, against: Sequence[Ruling], names: dict[str, str]) -> Ruling:
    pair = " and ".join(names[id] for id in (ruling.left, ruling.right))
    others = " and ".join(f"{r.decision.id} by {r.decision.by}" for r in against)
    stand = "is later and has" if len(against) == 1 else "are later and have"
    after = "" if against[0].verdict == "unsure" else " Withdraw what is wrong."
    effect = (
        f"by {ruling.decision.by} ({pair}: {what(ruling.decision)}) does not hold: {others} {stand} it "
        f"otherwise.{after}"
    )
    return replace(ruling, holds=False, effect=effect)


def _name(source: str) -> str:
    """The last part of a path; an address whole."""
    return source if "://" in source else source.rstrip("/").rpartition("/")[2] or source
