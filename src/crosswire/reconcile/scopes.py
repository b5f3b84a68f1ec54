"""Whom one figure counts: the key under which figures of one story are the same count, and its words.

In: a figure. Out: its `Scope`, or None where a part has no name of its own ("nine of them gravely").
Children and women are always counts of their own; civilians, nationals and those of one calling only where
they are told as a part, since "18 civilians died" is mostly all that died. Places and days are left to `slots`.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from crosswire.lang import table
from crosswire.text.fold import fold
from crosswire.types import Figure, Group, Party

WHOLE = "people"
NOBODY = Party()
SIDES: frozenset[Group | None] = frozenset({"protesters", "security_forces", "foreign_forces", "militants"})
_AMONG: frozenset[Group | None] = frozenset({"officials", "journalists", "aid_workers"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """A party: its key, and, where the coarse group is too wide for it, its words and finer terms."""

    key: str
    label: str | None = None
    party: Party = NOBODY


def is_part(figure: Figure) -> bool:
    """Whether the words tell the figure as a part of another."""
    return figure.subset or figure.relation == "part"


def scope_of(figure: Figure) -> Scope | None:
    """The party that the figure counts; None for a part that no word names."""
    party = figure.party
    if party.attackers == "only":
        return Scope(key="attackers", label="attackers", party=Party(attackers="only"))
    if figure.group == "children" or party.age == "child":
        if party.sex == "female" and party.age is None:
            return Scope(key="women and children", label="women and children")
        return Scope(key="children", label="children", party=Party(age="child"))
    if party.sex == "female":
        return Scope(key="women", label="women", party=Party(age=party.age, sex="female"))
    if figure.group in SIDES or figure.group in _AMONG:
        return Scope(key=str(figure.group))
    return _named_part(figure) if is_part(figure) else Scope(key=WHOLE)


def _named_part(figure: Figure) -> Scope | None:
    party = figure.party
    if party.nationality:
        label = f"nationals of {_countries().get(party.nationality, party.nationality)}"
        return Scope(key=label, label=label, party=Party(nationality=party.nationality))
    if party.sex == "male":
        return Scope(key="men", label="men", party=Party(age=party.age, sex="male"))
    label = fold(figure.label or "")
    noun = label.partition(" of ")[0].rpartition(" ")[2]
    if not noun or noun in _generic():
        return None
    if noun in ("civilian", "civilians"):
        return Scope(key="civilians", label="civilians", party=Party(standing="civilian"))
    return Scope(key=f"noun {noun.removesuffix('s')}", label=label, party=Party(standing=party.standing))


@cache
def _generic() -> frozenset[str]:
    """Nouns that name no party: "people", "victims", "bodies"."""
    return frozenset(table("en", "figures")["party_words"]["generic"])


@cache
def _countries() -> dict[str, str]:
    return {data["code"]: name for name, data in table("en", "countries")["countries"].items()}
