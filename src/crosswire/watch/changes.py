"""What changed in a story: its dossier of now held against what was told of it before.

In: a `Dossier` and the `Told` of the round before. Out: the `Alarm`s, and the `Told` of now. An alarm is
raised when a tally appears or changes (its numbers, its status, the independent sources behind it), when a
discrepancy appears, when an item is withdrawn, and when another story became part of this one; it names what
stood before and what stands now.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Literal

from crosswire.types import Discrepancy, Dossier, Report, Tally

AlarmKind = Literal["tally", "discrepancy", "withdrawn", "merged"]
Told = Mapping[str, Mapping[str, Any]]
NOTHING_MERGED: Mapping[str, str] = MappingProxyType({})
# What of a tally is a change when it is another; its label and reason stand beside these, for people.
_STATED = ("measure", "group", "unit", "place", "low", "best", "high", "status", "independent")
NOTHING_TOLD: Told = {"tallies": {}, "discrepancies": {}, "withdrawn": {}, "merged": {}}


@dataclass(frozen=True, slots=True, kw_only=True)
class Alarm:
    """Something that changed in a story. `before` and `now` are plain values, None where there was or is
    nothing. `id` is the same for the same change, so that a receiver can tell a repetition."""

    id: str
    kind: AlarmKind
    story: str
    title: str
    text: str
    before: Mapping[str, Any] | None = None
    now: Mapping[str, Any] | None = field(default=None)


def compare(
    story: str,
    title: str,
    dossier: Dossier | None,
    withdrawn: Iterable[Report],
    told: Told,
    merged: Mapping[str, str] = NOTHING_MERGED,
) -> tuple[tuple[Alarm, ...], Told]:
    """The alarms of a story since `told`, in order of weight, and what is told of it now.

    `dossier` is None where everything in the story was withdrawn: then its tallies are gone. `merged` are the
    stories that became part of it, by id, with their titles.
    """
    now: Told = {
        "tallies": _tallies(dossier.findings.tallies) if dossier else {},
        "discrepancies": _discrepancies(dossier.findings.discrepancies) if dossier else {},
        "withdrawn": {
            r.item.uri if r.item else r.id: _item(r) for r in sorted(withdrawn, key=lambda r: r.id)
        },
        "merged": {id: {"story": id, "title": merged[id]} for id in sorted(merged)},
    }
    found: list[tuple[AlarmKind, str, Any, Any]] = [
        ("withdrawn", f"Withdrawn: {_named(new)}", None, new)
        for key, new in now["withdrawn"].items()
        if key not in told["withdrawn"]
    ]
    found += [
        ("merged", f"{new['title']} ({key}) is part of this story now", new, None)
        for key, new in now["merged"].items()
        if key not in told.get("merged", {})
    ]
    for key in sorted({*told["tallies"], *now["tallies"]}):
        old, new = _stated(told["tallies"].get(key)), _stated(now["tallies"].get(key))
        if old != new:
            found.append(("tally", _tally_text(old, new), old, new))
    for key, new in now["discrepancies"].items():
        if key not in told["discrepancies"]:
            found.append(("discrepancy", f"{new['severity']} discrepancy: {new['summary']}", None, new))
    return tuple(_alarm(story, title, *one) for one in found), now


def _stated(tally: Mapping[str, Any] | None) -> dict[str, Any] | None:
    return {name: tally[name] for name in _STATED} if tally is not None else None


def _alarm(story: str, title: str, kind: AlarmKind, text: str, old: Any, new: Any) -> Alarm:
    key = json.dumps([story, kind, old, new], sort_keys=True, ensure_ascii=True)
    digest = hashlib.sha256(key.encode()).hexdigest()[:24]
    return Alarm(id=f"a{digest}", kind=kind, story=story, title=title, text=text, before=old, now=new)


def _tallies(tallies: Iterable[Tally]) -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {}
    for tally in sorted(
        tallies,
        key=lambda t: (t.measure, t.group or "", t.label or "", t.unit or "", t.place or "", _size(t)),
    ):
        # A whole stays itself when its place becomes known; of parts the place may be all that tells them apart.
        what = [tally.measure, tally.group, tally.unit, tally.place if tally.part_of else None]
        if tally.label is not None:
            what.append(tally.label)
        stem = key = json.dumps(what, ensure_ascii=False)
        number = 1
        while key in found:
            number += 1
            key = f"{stem} {number}"
        found[key] = {
            "measure": tally.measure,
            "group": tally.group,
            "unit": tally.unit,
            "place": tally.place,
            "low": tally.low,
            "best": tally.best,
            "high": tally.high,
            "status": tally.status,
            "independent": tally.independent,
            "label": tally.label,
            "why": tally.why,
        }
    return found


def _size(tally: Tally) -> tuple[float, float]:
    """By what tallies of one thing keep their order when another is added."""
    return tuple(float("inf") if n is None else float(n) for n in (tally.best, tally.low))  # type: ignore[return-value]


def _discrepancies(found: Iterable[Discrepancy]) -> dict[str, dict[str, Any]]:
    told = {}
    for one in found:
        readings = sorted(" ".join(side.reading.split()).casefold() for side in one.sides)
        key = hashlib.sha256(json.dumps([one.kind, readings]).encode()).hexdigest()[:16]
        told[key] = {"kind": one.kind, "severity": one.severity, "summary": one.summary}
    return told


def _item(report: Report) -> dict[str, Any]:
    item = report.item
    return {
        "uri": item.uri if item else None,
        "status": item.status if item else None,
        "title": report.title,
        "publisher": report.publisher,
        "source": report.source,
    }


def _named(item: Mapping[str, Any]) -> str:
    name = item["title"] or item["uri"] or item["source"]
    by = f" ({item['publisher']})" if item["publisher"] else ""
    return f"{name}{by}" + (f", {item['status']}" if item["status"] else "")


def _tally_text(old: Mapping[str, Any] | None, new: Mapping[str, Any] | None) -> str:
    some = new or old or {}
    subject = " ".join(str(some[k]).replace("_", " ") for k in ("group", "measure") if some.get(k))
    place = f" in {some['place']}" if some.get("place") else ""
    unit = f" {some['unit']}" if some.get("unit") not in (None, "persons") else ""
    if new is None:
        return f"{subject}{place}: {_numbers(some)}{unit} no longer stands"
    was = f", was {_numbers(old)}{_changed_status(old, new)}" if old else ", new"
    sources = "source" if new["independent"] == 1 else "sources"
    return (
        f"{subject}{place}: {_numbers(new)}{unit}{was}; {new['status']}, "
        f"{new['independent']} independent {sources}"
    )


def _changed_status(old: Mapping[str, Any], new: Mapping[str, Any]) -> str:
    return f" ({old['status']})" if old["status"] != new["status"] else ""


def _numbers(tally: Mapping[str, Any]) -> str:
    low, best, high = (tally[k] for k in ("low", "best", "high"))
    if best is not None and low == best == high:
        return f"{best:,}"
    shown = f"{best:,}" if best is not None else "no best figure"
    if low is None and high is None:
        return shown
    return f"{shown} ({_bound(low)} to {_bound(high)})"


def _bound(value: int | float | None) -> str:
    return "open" if value is None else f"{value:,}"
