"""How sure it is that one name stands where another belongs: the signals weighed, first alone, then together.

Comes in: the candidates of two reports. Goes out: each with its log odds and a confidence from 0 to 1. Alone, a
candidate is weighed by `SIGNALS`; then by what the other candidates of the two reports say of which of them garbles
(translation spoils many names of one report, seldom one of each), by a better rival for the same name, by the same two
names taken the other way round, and by which of the reports derives from the other. The weights are fitted.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import exp, log, tanh

from crosswire.link.entities_forms import Naming
from crosswire.link.garbled_signals import Candidate
from crosswire.link.garbled_weights import ALONE, ALONE_BASE, THRESHOLD, TOGETHER, TOGETHER_BASE
from crosswire.types import Lineage

__all__ = ["SIGNALS", "THRESHOLD", "Weighed", "alone", "reason", "together", "weigh"]

_LINKED = frozenset({"same-original", "republished"})
SIGNALS = tuple(ALONE)
# What a name alone says of which report garbles, where nothing takes it the other way round: log odds.
_UNOPPOSED = -3.0
# Evidence on which report garbles counts for no more than so much: log odds, softly bounded.
_BOUND = 3.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighed:
    """The name `wrong` may stand where `right` belongs; `gone` and `meant` are the words in which they differ."""

    wrong: Naming
    right: Naming
    gone: str
    meant: str
    places: tuple[Naming, ...]
    opposite: frozenset[int]
    signals: Mapping[str, float]
    alone: float
    linked: bool
    confidence: float = 0.0


def weigh(candidates: Sequence[Candidate], link: Lineage | None) -> list[Weighed]:
    """The candidates of two reports with their confidences; `link` is what is known of the two."""
    linked = link is not None and link.relation in _LINKED
    first = [alone(c.signals | {"linked": float(linked)}) for c in candidates]
    return [
        Weighed(
            wrong=c.wrong,
            right=c.right,
            gone=c.gone,
            meant=c.meant,
            places=tuple(c.places),
            opposite=frozenset(n.index for n in c.opposite),
            signals=c.signals,
            alone=first[k],
            linked=linked,
            confidence=_chance(_sum(values, TOGETHER, TOGETHER_BASE)),
        )
        for k, (c, values) in enumerate(zip(candidates, together(candidates, first, link), strict=True))
    ]


def alone(signals: Mapping[str, float]) -> float:
    """The log odds of a candidate by its own signals."""
    return _sum(signals, ALONE, ALONE_BASE)


def together(
    candidates: Sequence[Candidate], first: Sequence[float], link: Lineage | None
) -> list[dict[str, float]]:
    """For each candidate of two reports, whose log odds alone are `first`, what the others say of it."""
    chances = [_chance(x) for x in first]
    at = {(c.wrong.report, c.gone, c.meant): k for k, c in enumerate(candidates)}
    back = [at.get((c.right.report, c.meant, c.gone)) for c in candidates]
    taken = [frozenset(n.index for n in (*c.places, *c.opposite)) for c in candidates]
    out = []
    for k, c in enumerate(candidates):
        side, rival = 0.0, 0.0
        for m, other in enumerate(candidates):
            if m == k or m == back[k]:
                continue
            mirrored = other.wrong.report != c.wrong.report
            if taken[m] & taken[k] or c.gone == (other.meant if mirrored else other.gone):
                rival = max(rival, 0.0 if mirrored else chances[m])
                continue
            opposite = back[m]
            if opposite is not None and opposite < m:
                continue  # the two directions of one pair of names count once
            against = first[opposite] if opposite is not None else _UNOPPOSED
            weight = max(chances[m], chances[opposite] if opposite is not None else 0.0)
            side += (-1 if mirrored else 1) * (first[m] - against) * weight
        turned = back[k]
        out.append(
            {
                "alone": first[k],
                "report": tanh(side / _BOUND),
                "rival": rival,
                "reverse": chances[turned] if turned is not None else 0.0,
                "later": _later(c.wrong.report, link),
            }
        )
    return out


def _later(report: str, link: Lineage | None) -> float:
    """1 where the report derives from the other, -1 where the other does from it, 0 where that is not known."""
    if link is None or link.direction is None:
        return 0.0
    return -1.0 if (link.direction == "left-first") == (report == link.left) else 1.0


def _sum(values: Mapping[str, float], weights: Mapping[str, float], base: float) -> float:
    return base + sum(weight * values.get(name, 0.0) for name, weight in weights.items())


def _chance(odds: float) -> float:
    return 1.0 / (1.0 + exp(-max(-30.0, min(30.0, odds))))


def reason(found: Weighed) -> str:
    """In plain words, where the name stands and what else speaks for it."""
    whose = "a report of the same original" if found.linked else "another report of the event"
    s = found.signals
    said = [f"“{found.wrong.text}” stands where {whose} prints “{found.right.text}”"]
    if s["again"] >= log(2):
        said.append(f"{round(2.718281828 ** s['again'])} times")
    if s["office"] >= 0.5 and found.right.mention.role:
        said.append(f"with the same office ({found.right.mention.role})")
    elif s["shared"]:
        said.append("the rest of the name is the same")
    if s["knows"]:
        said.append("and prints that name elsewhere")
    return ", ".join(said)
