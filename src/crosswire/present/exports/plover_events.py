"""The timeline's events in PLOVER's fields: what has a category, who did it, to whom, when, where.

In: a `Held`. Out: rows for the table of `plover`. Only what happened: neither background nor what is announced or
merely possible. REQUEST is written DEMAND and INVESTIGATE as ACCUSE with its mode, as the codebook of the export
has them. An event that a record of counts tells already (an arrest with its number) is left to that record.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import Any

from crosswire.present.held import Held, Item
from crosswire.present.occurrence import Where, resolved

_NAMES = {"REQUEST": ("DEMAND", None), "INVESTIGATE": ("ACCUSE", "investigate")}
# PLOVER's quad categories: verbal and material cooperation, verbal and material conflict.
_QUADS = (
    {"AGREE", "CONSULT", "SUPPORT", "CONCEDE"},
    {"COOPERATE", "AID", "RETREAT"},
    {"DEMAND", "ACCUSE", "REJECT", "THREATEN", "SANCTION"},
    {"PROTEST", "MOBILIZE", "COERCE", "ASSAULT"},
)
_SECTORS = {
    "police": "COP", "policemen": "COP", "officers": "COP", "army": "MIL", "troops": "MIL", "soldiers": "MIL",
    "forces": "MIL", "rebels": "REB", "insurgents": "REB", "militants": "REB", "government": "GOV",
    "ministry": "GOV", "minister": "GOV", "president": "GOV", "civilians": "CVL", "journalists": "JRN",
}  # fmt: skip


def event_rows(
    held: Held, counted: Collection[tuple[str, str, int, int]], cite: Callable[[Item], Item]
) -> list[dict[str, Any]]:
    """A row for each event with a category. `counted` are category, report and offsets of what records of
    counts rest on; `cite` writes a report as it is cited."""
    rows = []
    for event in held.contract["events"]:
        if event.get("type") is None or event.get("status", "event") != "event":
            continue
        if any(_meets(event, *c) for c in counted):
            continue
        rows.append(_row(held, event, cite))
    return rows


def _meets(event: Item, category: str, report: str, start: int, end: int) -> bool:
    return event["type"] == category and any(
        e["report"] == report and e["start"] < end and start < e["end"] for e in event["evidence"]
    )


def _row(held: Held, event: Item, cite: Callable[[Item], Item]) -> dict[str, Any]:
    name, mode = _NAMES.get(event["type"], (event["type"], None))
    mode = mode or event.get("mode")
    when = event["when"] or {}
    start, end = (when.get(k) and when[k][:10] for k in ("start", "end"))
    reports = list(dict.fromkeys(e["report"] for e in event["evidence"]))
    return {
        "id": event["id"],
        "has_event": True,
        "date": start,
        "enddate": end if end != start else None,
        "source": _actors(held, event, "actor"),
        "recipient": _actors(held, event, "target"),
        "event": [name],
        "event_loc": _where(held, event),
        "event_text": [" ".join(e["text"].split()) for e in event["evidence"]],
        "quad_code": next(n for n, names in enumerate(_QUADS, start=1) if name in names),
        "mode": [mode] if mode else None,
        "context": list(event.get("contexts", ())) or None,
        "link": held.story_of.get(reports[0]),
        "text_info": [
            {"report": e["report"], "start": e["start"], "end": e["end"]} for e in event["evidence"]
        ],
        "cite_info": [cite(held.reports[r]) for r in reports],
        "comment": event.get("why") or None,
    }


def _actors(held: Held, event: Item, role: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    for side in event.get("sides", ()):
        if side["role"] != role:
            continue
        entity = held.entities.get(side["entity"] or "")
        words = side["text"].casefold().split()
        actor = {
            "code": None,
            "sector": _SECTORS.get(words[-1]) if words else None,
            "actor_text": entity["name"] if entity else " ".join(side["text"].split()),
        }
        if actor not in found:
            found.append(actor)
    return found


def _where(held: Held, event: Item) -> Where:
    """The place that most clauses of the event name; what is named first among equals."""
    votes: dict[Where, int] = {}
    for clause in event["evidence"]:
        for place in _inside(held.places.get(clause["report"], ()), clause):
            votes[place] = votes.get(place, 0) + 1
    return max(votes, key=lambda w: votes[w], default=Where())


def _inside(places: Sequence[Item], clause: Item) -> list[Where]:
    return list(
        dict.fromkeys(
            resolved(p) for p in places if clause["start"] <= p["start"] and p["end"] <= clause["end"]
        )
    )
