"""The tallies and the tolls, a row each.

In: a `Held`. Out: a `Table`: the tallies of every measure and party with low, best and high, their status
and the reason for it; or the tolls, what each story comes to as a whole.
"""

from __future__ import annotations

import json
from typing import Any

from crosswire.present.exports.columns import Column, Table, table
from crosswire.present.held import PARTY, Held, Item, joined, story_of_claim

COLUMNS = (
    Column(name="id", filled="the tally's id"),
    Column(name="story", filled="the id of its story"),
    Column(name="measure", filled="killed, injured, detained, …"),
    Column(name="group", filled="the party counted, in coarse terms"),
    Column(name="label", filled="who was counted, in plain words, where the group is too coarse"),
    Column(name="standing", filled="civilian or combatant"),
    Column(name="age", filled="child or adult"),
    Column(name="sex", filled="female or male"),
    Column(name="nationality", filled="ISO 3166-1 alpha-2"),
    Column(name="attackers", filled="whether those who did it were counted: only, included or excluded"),
    Column(name="unit", filled="persons, a currency code, percent, or the counted noun"),
    Column(name="place", filled="the place, where its figures name one"),
    Column(name="part_of", filled="the id of the tally of which it is a part, never to be added to it"),
    Column(name="relation", filled="among, side, place or period: how it is a part"),
    Column(name="low", kind="number", filled="the lowest reliable number; empty where open"),
    Column(name="best", kind="number", filled="the best supported"),
    Column(name="high", kind="number", filled="the highest reliable; empty where open"),
    Column(name="status", filled="single-source, agreed, compatible, revised or disputed"),
    Column(name="why", filled="the reason in words"),
    Column(name="reports", kind="whole", filled="how many reports give it"),
    Column(name="families", kind="whole", filled="how many originals stand behind those"),
    Column(name="independent", kind="whole", filled="how many sources behind it do not rest on one another"),
    Column(name="origins", filled="whose word it is: entities by name, originals in their own voice by id"),
    Column(name="figures", filled="the ids of its figures"),
    Column(name="series", filled="what stood on each day, as JSON: as_of, low, best, high"),
)
TOLL_COLUMNS = (
    Column(name="id", filled="the toll's id"),
    Column(name="story", filled="the id of its story"),
    Column(name="measure", filled="killed, injured, detained, …"),
    Column(name="party", filled="all, children, women, civilians or combatants"),
    Column(name="number", kind="number", filled="the value held to be the whole"),
    Column(name="low", kind="number", filled="the least that the accounts allow; empty where open"),
    Column(name="high", kind="number", filled="the most that they allow; empty where open"),
    Column(name="implied", kind="flag", filled="true where no number was printed and individuals were counted"),
    Column(name="figures", filled="the ids of the figures and individuals that it rests on, the telling one first"),
    Column(name="why", filled="the reason in words"),
)  # fmt: skip


def tallies(held: Held, *, with_text: bool) -> Table:
    """A row a tally, in the dossier's order: the weightiest first."""
    rows = [
        {
            **{c.name: tally[c.name] for c in COLUMNS if c.name in tally},
            **{name: (tally.get("party") or {}).get(name) for name in PARTY},
            "story": story_of_claim(tally, held.figures, held.story_of),
            "origins": joined(_origin(held, o) for o in tally["origins"]),
            "figures": joined(tally["figures"]),
            "series": _series(tally),
        }
        for tally in held.contract["tallies"]
    ]
    return table("tallies", COLUMNS, rows, with_text=with_text)


def tolls(held: Held, *, with_text: bool) -> Table:
    """A row a toll, in the dossier's order."""
    rows = [
        {
            **{c.name: toll[c.name] for c in TOLL_COLUMNS if c.name in toll},
            "story": story_of_claim(toll, held.figures, held.story_of),
            "figures": joined(toll["figures"]),
        }
        for toll in held.contract.get("tolls", ())
    ]
    return table("tolls", TOLL_COLUMNS, rows, with_text=with_text)


def _origin(held: Held, origin: Item) -> str | None:
    entity = held.entities.get(origin["entity"] or "")
    return str(entity["name"]) if entity else origin["voice_of"]


def _series(tally: Item) -> str:
    points: list[dict[str, Any]] = [
        {name: point[name] for name in ("as_of", "low", "best", "high")} for point in tally["series"]
    ]
    return json.dumps(points, separators=(",", ":"))
