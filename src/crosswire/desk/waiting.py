"""What of a dossier waits for a person, and what a review of each of its statements is about: rows for the queue and targets.

In: a `Dossier` and its JSON. Out: the rows of the table `queue` without the story and variant that they belong to, and plain
values for `versions.targets`, by "KIND ID". Ids are those of the JSON.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from operator import itemgetter
from typing import Any

from crosswire.review.anchors import targets
from crosswire.review.queue import queue
from crosswire.review.table import target_table
from crosswire.types import Dossier

_CHARACTERS = 300
Texts = Mapping[str, Mapping[str, Any]]


def queue_rows(dossier: Dossier, told: Mapping[str, Any]) -> list[dict[str, Any]]:
    """What waits for a person, the most pressing first."""
    texts = _texts(told)
    return [
        {
            "kind": one.kind,
            "target": one.id,
            "weight": one.weight,
            "best": one.changes_best,
            "disputed": one.disputed,
            "text": _short(texts.get(one.kind, {}).get(one.id) or one.id),
            "why": one.why,
            "body": json.dumps({"now": one.now, "then": one.then}),
        }
        for one in queue(dossier)
    ]


def targets_told(dossier: Dossier) -> dict[str, Any]:
    """What a review of each statement is about."""
    return {f"{kind} {id}": target_table(target) for (kind, id), target in targets(dossier).items()}


def _texts(told: Mapping[str, Any]) -> Texts:
    """By kind and id, a statement in few words."""
    names = {r["id"]: r["publisher"] or r["title"] or r["source"] for r in told["reports"]}
    figures = (*told["figures"], *told["individuals"])
    say = itemgetter("text")
    found: dict[str, dict[str, Any]] = {
        "figure": {f["id"]: say(f) for f in figures},
        "quote": {q["id"]: say(q) for q in told["quotes"]},
        "event": {e["id"]: say(e) for e in told["events"]},
        "name": {e["id"]: e["name"] for e in told["entities"]},
        "tally": {t["id"]: _tally(t) for t in told["tallies"]},
        "discrepancy": {d["id"]: d["summary"] for d in told["discrepancies"]},
        "brief": {f"b{n}": say(b) for n, b in enumerate(told["brief"], start=1)},
        "utterance": {u["id"]: say(u["members"][0]) for u in told["utterances"] if u["members"]},
        "story": {s["id"]: s["title"] for s in told["stories"]},
        "report": names,
        "link": {},
    }
    for link in told["lineage"]:
        left, right = sorted((link["left"], link["right"]))
        found["link"][f"{left}~{right}"] = f"{names.get(left, left)} and {names.get(right, right)}"
    return found


def _tally(tally: Mapping[str, Any]) -> str:
    what = " ".join(str(tally[k]).replace("_", " ") for k in ("group", "label", "measure") if tally[k])
    return f"{what}: {tally['best']:,}" if tally["best"] is not None else what


def _short(text: str) -> str:
    words = " ".join(str(text).split())
    return words if len(words) <= _CHARACTERS else words[:_CHARACTERS].rsplit(" ", 1)[0] + " …"
