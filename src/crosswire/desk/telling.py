"""What is told of a story's dossier beside it: the line of the list, what it is filtered by, and why a version is new.

In: a `Dossier` with its JSON, and what went into it before. Out: plain values for the columns of `versions` and `shown`,
and the rows of `facets`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from crosswire.standing import day_of
from crosswire.text.fold import fold
from crosswire.types import Dossier, Family, Report
from crosswire.watch.changes import Alarm

# Lines of the list of stories: the heaviest tallies, alarms, places and outlets.
_TALLIES, _ALARMS, _PLACES, _OUTLETS = 6, 8, 8, 40
_TALLY = (
    "id", "measure", "group", "label", "unit", "place", "low", "best", "high", "status", "independent", "families",
    "reports", "why",
)  # fmt: skip
_ALARMING = frozenset({"disputed", "revised"})


def summary(told: Mapping[str, Any], dossier: Dossier, withdrawn: Iterable[Report]) -> dict[str, Any]:
    """The line of the list of stories."""
    languages = Counter(r.language for r in dossier.reports if r.language)
    outlets = dict.fromkeys(r.publisher for r in dossier.reports if r.publisher)
    return {
        "tallies": [{key: tally.get(key) for key in _TALLY} for tally in told["tallies"][:_TALLIES]],
        "alarms": list(_alarms(told, withdrawn))[:_ALARMS],
        "languages": dict(sorted(languages.items())),
        "places": _places(told)[:_PLACES],
        "outlets": list(outlets)[:_OUTLETS],
    }


def days(dossier: Dossier) -> tuple[str | None, str | None]:
    """The first and the last day from which the reports speak."""
    found = sorted(
        day
        for report, said in zip(dossier.reports, dossier.annotations, strict=True)
        if (day := day_of(said.anchor) or day_of(report.published))
    )
    return (found[0], found[-1]) if found else (None, None)


def originals(families: Iterable[Family]) -> int:
    """How many texts were not copied from another: those of which a report has the whole, and those of agencies of which only
    passages are in hand. A passage that reports share beside is no text of its own: nobody knows of which one it is."""
    return sum(
        1
        for f in families
        if set(f.reports) - {p.report for p in f.passages} or (f.agency is not None and f.root is None)
    )


def facets(told: Mapping[str, Any], dossier: Dossier) -> Iterator[tuple[str, str]]:
    """What the list of stories is filtered by: kind and folded value, each once."""
    found = [("place", name) for name in _places(told)]
    found += [("measure", t["measure"]) for t in told["tallies"]]
    found += [("language", r.language) for r in dossier.reports if r.language]
    found += [("publisher", r.publisher) for r in dossier.reports if r.publisher]
    yield from sorted({(kind, fold(value)[:200]) for kind, value in found if fold(value)})


def changes(alarms: Sequence[Alarm]) -> list[dict[str, Any]]:
    """What changed, as a version says it of itself."""
    return [{k: v for k, v in asdict(a).items() if k not in ("story", "title")} for a in alarms]


def told(dossier: Dossier, title: str) -> dict[str, Any]:
    """What a version states beside what a watch tells: its title, its reports, and the decisions that stand."""
    anchors = {a.report: a.anchor for a in dossier.annotations}
    decisions = {
        r.decision.id: {
            "action": r.decision.verdict,
            "kind": r.decision.about,
            "by": r.decision.by,
            "reason": r.decision.reason,
        }
        for r in dossier.rulings
        if r.holds
    }
    decisions |= {
        r.review.id: {
            "action": r.review.action,
            "kind": r.review.target.kind,
            "by": r.review.by,
            "reason": r.review.reason,
        }
        for r in dossier.reviews
    }
    return {
        "title": title,
        "reports": {
            r.id: {
                "title": r.title,
                "publisher": r.publisher,
                "source": r.source,
                "day": anchors.get(r.id) or day_of(r.published),
            }
            for r in dossier.reports
        },
        "decisions": decisions,
    }


def cause(dossier: Dossier, before: Mapping[str, Any] | None, program: str | None) -> dict[str, Any]:
    """What made a version new: the reports and decisions that the one before had not, and a program that was another."""
    had = {r["id"] for r in before["reports"]} if before else set()
    decided = {d["id"] for d in (*before["decisions"], *before.get("reviews", ()))} if before else set()
    rulings = [(r.decision.id, r.decision.verdict, r.decision.by) for r in dossier.rulings]
    reviews = [(r.review.id, r.review.action, r.review.by) for r in dossier.reviews]
    now = {r.id for r in dossier.reports}
    return {
        "reports": [
            {"id": r.id, "name": r.publisher or r.title or r.source}
            for r in dossier.reports
            if r.id not in had
        ],
        "gone": sorted(had - now),
        "decisions": [
            {"id": id, "action": action, "by": by}
            for id, action, by in dict.fromkeys((*rulings, *reviews))
            if id not in decided
        ],
        "undone": sorted(decided - {id for id, *_ in (*rulings, *reviews)}),
        "program": program,
    }


def _alarms(told: Mapping[str, Any], withdrawn: Iterable[Report]) -> Iterator[dict[str, Any]]:
    """What should alarm who sees it: numbers that part or were revised, grave discrepancies, what was withdrawn."""
    for name in dict.fromkeys(report.title or report.source for report in withdrawn):
        yield {"kind": "withdrawn", "severity": "high", "text": f"Withdrawn: {name}"}
    for one in told["discrepancies"]:
        if one["severity"] == "high":
            yield {"kind": "discrepancy", "severity": "high", "text": one["summary"]}
    for tally in told["tallies"]:
        if tally["status"] in _ALARMING and tally["part_of"] is None:
            what = " ".join(str(tally[k]).replace("_", " ") for k in ("group", "measure") if tally[k])
            yield {"kind": "tally", "severity": None, "text": f"{what}: {tally['status']}"}


def _places(told: Mapping[str, Any]) -> list[str]:
    """The places that the story's events and tallies name, the most named first."""
    names = {e["id"]: e["name"] for e in told["entities"]}
    counts = Counter(names.get(p, p) for event in told["events"] for p in event["places"])
    counts.update(t["place"] for t in told["tallies"] if t["place"])
    return [name for name, _ in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))]
