"""How a statement stands by all that people said of it, and how each of their reviews bears on it.

In: the reviews of one statement and what the machine reads there. Out: the standing, who stands behind it, the values
that hold, and the bearing of every review. The rule, in full:

- Of one person the last review counts ("accept", "reject", "correct", "unsure"); it replaces that person's earlier ones.
- "unsure" says nothing for or against; it stands where nobody else says anything.
- Who rejects and who does not, disagree. So do two who have one field otherwise: who corrects it sets it, who accepts has
  it as the review says that it stood then, or as the machine has it. Fields that only one of them speaks of are no matter.
- Where people disagree the statement is disputed, and the machine's own reading stands until they agree.
- Where they agree, corrections hold, those of several people together.
- To accept changes nothing. What was accepted as it read then and reads otherwise now is no longer confirmed.

Times decide between one person's reviews only, never between two people: who spoke last is not right for that.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from crosswire.text.moments import moment
from crosswire.types import Bearing, Field, Judgement, Review, Reviewed, ReviewStanding, Scalar

Value = Scalar | str | None
Values = Mapping[str, Value]
JUDGING = ("accept", "reject", "correct", "unsure")


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A review of one statement: its values, as far as they can be compared, and the statement's ids."""

    review: Review
    values: Values


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """How one statement stands: `values` are what corrections set, `was` what the machine has in their place."""

    standing: ReviewStanding | None = None
    by: tuple[str, ...] = ()
    values: tuple[Field, ...] = ()
    was: tuple[Field, ...] = ()
    bearings: tuple[tuple[str, Bearing, str], ...] = ()

    @property
    def rejected(self) -> bool:
        """Whether it leaves the reckoning."""
        return self.standing == "rejected"


def by_age(reviews: Iterable[Review]) -> tuple[Review, ...]:
    """The reviews, each once, the oldest first; the order in which they came tells nothing."""
    return tuple(sorted({r.id: r for r in reviews}.values(), key=lambda r: (moment(r.at), r.id)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Ways:
    """How one kind of statement is settled: what rejecting it does, in words; what follows from a correction; and
    the names of entities that are values by their ids."""

    rejected: str = "set aside"
    complete: Callable[[Values], Values] = dict
    names: Mapping[str, str] = field(default_factory=dict)


PLAIN = Ways()


def settle(said: Sequence[Said], machine: Values, ways: Ways = PLAIN) -> Settled:
    """How the statement stands of which `said` are the reviews, by the rule above."""
    ordered = sorted(said, key=lambda s: (moment(s.review.at), s.review.id))
    last = {s.review.by: s for s in ordered}
    replaced = [_replaced(s, last[s.review.by]) for s in ordered if s is not last[s.review.by]]
    unsure = [s for s in last.values() if s.review.action == "unsure"]
    meant = [s for s in last.values() if s.review.action != "unsure"]
    if not meant:
        quiet = tuple(_bearing(s, "in-force", "") for s in unsure)
        standing: ReviewStanding | None = "unsure" if unsure else None
        return Settled(standing=standing, by=_people(unsure), bearings=(*replaced, *quiet))
    settled = _opposed(meant, machine) or _agreed(meant, machine, ways)
    doubts = tuple(_bearing(s, "in-force", "") for s in unsure)
    return replace(settled, bearings=(*replaced, *doubts, *settled.bearings))


def told(key: str, before: Value, after: Value, names: Mapping[str, str] | None = None) -> str:
    """A change of one field in words.

    >>> told("number", 12, 1400), told("as_of", None, "2031-05-06")
    ('number 12 → 1,400', 'as of unknown → 2031-05-06')
    """
    shown = [(names or {}).get(str(v), _shown(v)) for v in (before, after)]
    return f"{key.replace('_', ' ')} {shown[0]} → {shown[1]}"


def judgement(id: str, settled: Settled) -> Judgement | None:
    """How the statement with an id stands; None where nobody said anything of it that holds."""
    if settled.standing is None:
        return None
    return Judgement(of=id, standing=settled.standing, by=settled.by, was=settled.was)


def bearing_on(
    settled: Settled, reviews: Iterable[Review], ids: Mapping[str, tuple[str, ...]]
) -> list[Reviewed]:
    """The reviews of one statement as they bear on it; `ids` are those found for each review."""
    by_id = {r.id: r for r in reviews}
    return [
        Reviewed(review=by_id[id], found=ids.get(id, ()), bearing=bearing, effect=effect)
        for id, bearing, effect in settled.bearings
    ]


def _opposed(meant: Sequence[Said], machine: Values) -> Settled | None:
    """The dispute that people are in; None where they agree."""
    against = {
        one.review.id: sorted({o.review.by for o in meant if o is not one and _differ(one, o, machine)})
        for one in meant
    }
    if not any(against.values()):
        return None
    bearings = tuple(_bearing(s, "disputed", _against(against[s.review.id])) for s in meant)
    return Settled(standing="disputed", by=_people(meant), bearings=bearings)


def _against(names: Sequence[str]) -> str:
    who = f"{_and(names)} {'has' if len(names) == 1 else 'have'} it otherwise" if names else "others disagree"
    return f"{who}; crosswire’s own reading stands"


def _differ(one: Said, other: Said, machine: Values) -> bool:
    if "reject" in (one.review.action, other.review.action):
        return one.review.action != other.review.action
    fields = {key for s in (one, other) if s.review.action == "correct" for key in s.values}
    return any(
        key in mine and key in theirs and mine[key] != theirs[key]
        for mine, theirs in [(_position(one, machine), _position(other, machine))]
        for key in fields
    )


def _position(said: Said, machine: Values) -> Values:
    """What a person has each field to be, as far as that person speaks of it."""
    return {**machine, **said.values} if said.review.action == "accept" else said.values


def _agreed(meant: Sequence[Said], machine: Values, ways: Ways) -> Settled:
    if meant[0].review.action == "reject":
        bearings = tuple(_bearing(s, "in-force", ways.rejected) for s in meant)
        return Settled(standing="rejected", by=_people(meant), bearings=bearings)
    set_to = ways.complete(
        {key: value for s in meant if s.review.action == "correct" for key, value in s.values.items()}
    )
    now = {**machine, **set_to}
    changed = {k: v for k, v in sorted(set_to.items()) if machine.get(k) != v}
    holding = [s for s in meant if s.review.action == "correct" or _still(s, now)]
    bearings = tuple(
        _bearing(s, "in-force", _effect(s, machine, ways.names))
        if s in holding
        else _bearing(s, "without-effect", _stale(s, now, ways.names))
        for s in meant
    )
    if not holding:
        return Settled(bearings=bearings)
    return Settled(
        standing="corrected" if changed else "confirmed",
        by=_people(holding),
        values=tuple(sorted(set_to.items())),
        was=tuple((key, machine.get(key)) for key in changed),
        bearings=bearings,
    )


def _still(said: Said, now: Values) -> bool:
    """Whether what was accepted reads as it did."""
    return all(now.get(key) == value for key, value in said.values.items())


def _effect(said: Said, machine: Values, names: Mapping[str, str]) -> str:
    if said.review.action != "correct":
        return ""
    return "; ".join(
        told(k, machine.get(k), v) for k, v in sorted(said.values.items()) if machine.get(k) != v
    )


def _stale(said: Said, now: Values, names: Mapping[str, str]) -> str:
    changed = [(k, v) for k, v in sorted(said.values.items()) if now.get(k) != v]
    other = "; ".join(told(k, v, now.get(k), names) for k, v in changed)
    return f"it reads otherwise now than when it was accepted: {other}"


def _replaced(said: Said, by: Said) -> tuple[str, Bearing, str]:
    return _bearing(said, "replaced", f"replaced by {by.review.id} of {by.review.at[:10]}")


def _bearing(said: Said, bearing: Bearing, effect: str) -> tuple[str, Bearing, str]:
    return said.review.id, bearing, effect


def _people(said: Iterable[Said]) -> tuple[str, ...]:
    return tuple(sorted({s.review.by for s in said}))


def _and(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def _shown(value: Value) -> str:
    if value is None:
        return "unknown"
    if isinstance(value, bool):
        return "yes" if value else "no"
    return value if isinstance(value, str) else f"{value:,}"
