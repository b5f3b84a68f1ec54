"""Scores of what the claims add up to: tallies, dated events, discrepancies."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from evals.matching import SAME_NUMBER, Error, Item, Items, Outcome, counted, located, touch

# A tally stands for a gold tally when their figures agree at least by half (F1).
SAME_TALLY = 0.5


def score_tallies(dossier: Item, gold: Item, figures: Mapping[str, str]) -> Outcome:
    """Each gold tally against the one that shares most figures; `figures` maps found ids to gold ids."""
    outcome = Outcome()
    wanted = gold.get("tallies")
    if not wanted:
        return outcome
    right, overlap = Counter[str](), 0.0
    for g in wanted:
        tally, score = _closest(g, dossier.get("tallies", []), figures)
        overlap += score
        if tally is None or score < SAME_TALLY:
            outcome.errors.append(
                Error(kind="tally missed", span=None, expected=g["what"], found=f"{score:.2f}")
            )
            continue
        checks = {
            "best": tally.get("best") is not None and abs(tally["best"] - g["best"]) < SAME_NUMBER,
            "families": tally.get("families") == g["families"],
            "status": tally.get("status") in g["status"],
        }
        right.update(k for k, good in checks.items() if good)
        outcome.errors += [
            Error(
                kind=f"tally {k}",
                span=None,
                expected=f"{g['what']}: {g[k]}",
                found=f"{tally.get(k)} (members {score:.2f})",
            )
            for k, good in checks.items()
            if not good
        ]
    outcome.put("tallies.members.f1", overlap / len(wanted), f"mean over {len(wanted)} key tallies")
    for k in ("best", "families", "status"):
        outcome.put(f"tallies.{k}.accuracy", right[k] / len(wanted), f"{right[k]} of {len(wanted)}")
    return outcome


def _closest(g: Item, tallies: Items, figures: Mapping[str, str]) -> tuple[Item | None, float]:
    want, top, best = set(g["figures"]), None, 0.0
    for tally in tallies:
        have = {figures[i] for i in tally.get("figures", []) if i in figures}
        f1 = counted(len(have & want), len(have), len(want))[2]
        if f1 > best:
            top, best = tally, f1
    return top, best


def score_events(dossier: Item, gold: Item, keys: Mapping[str, str]) -> Outcome:
    """Dated events: some found event holds the day and touches the evidence."""
    outcome = Outcome()
    if not gold.get("events"):
        return outcome
    found = [
        (e["when"], located(e.get("evidence", []), keys)) for e in dossier.get("events", []) if e.get("when")
    ]
    for g in gold["events"]:
        hit = any(_holds(when, g["date"]) and _meet(spans, g["evidence"]) for when, spans in found)
        if not hit:
            dated = [f"{w.get('start')}/{w.get('end')}" for w, spans in found if _meet(spans, g["evidence"])]
            expected = f"{g['date']} {g['what']}"
            seen = "dated " + ", ".join(dated) if dated else "no event on these words"
            outcome.errors.append(
                Error(kind="event missed", span=g["evidence"][0], expected=expected, found=seen)
            )
    hits = len(gold["events"]) - len(outcome.errors)
    detail = f"{hits} of {len(gold['events'])} dated events"
    outcome.put("events.recall", hits / len(gold["events"]), detail)
    return outcome


def _holds(when: Item, day: str) -> bool:
    start = when.get("start")
    end = when.get("end") or start
    return bool(start and end and start[:10] <= day <= end[:10])


def _meet(spans: Items, others: Items) -> bool:
    return any(touch(a, b) for a in spans for b in others)


def score_discrepancies(dossier: Item, gold: Item, keys: Mapping[str, str]) -> Outcome:
    """An annotated discrepancy is found where two sides of a reported one touch two of its spans."""
    outcome = Outcome()
    if not gold.get("discrepancies"):
        return outcome
    found = [
        [located(side.get("evidence", []), keys) for side in d.get("sides", [])]
        for d in dossier.get("discrepancies", [])
    ]
    hit, asked, used = Counter[str](), Counter[str](), set[int]()
    for g in gold["discrepancies"]:
        asked[g["severity"]] += 1
        matches = {k for k, sides in enumerate(found) if _part_alike(sides, g["sides"])}
        used |= matches
        if matches:
            hit[g["severity"]] += 1
        else:
            outcome.errors.append(
                Error(
                    kind=f"discrepancy missed, {g['severity']}",
                    span=g["sides"][0],
                    expected=f"{g['kind']}: {g['what']}",
                )
            )
    for severity in asked:
        detail = f"{hit[severity]} of {asked[severity]}"
        outcome.put(f"discrepancies.{severity}.recall", hit[severity] / asked[severity], detail)
    if found:
        detail = f"{len(used)} of {len(found)} reported match an annotated one (the rest: judge by eye)"
        outcome.put("discrepancies.precision", len(used) / len(found), detail)
    for k, d in enumerate(dossier.get("discrepancies", [])):
        if k not in used:
            span = next((s for side in found[k] for s in side), None)
            told = f"{d.get('kind')} {d.get('severity')}: {d.get('summary')}"
            outcome.errors.append(Error(kind="discrepancy unmatched", span=span, found=told))
    return outcome


def _part_alike(sides: list[Items], spans: Items) -> bool:
    ours = {i for i, side in enumerate(sides) if _meet(side, spans)}
    theirs = {j for j, span in enumerate(spans) if any(touch(x, span) for side in sides for x in side)}
    return len(ours) >= 2 and len(theirs) >= 2
