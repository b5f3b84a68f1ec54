"""Scores of what binds reports: names grouped into entities, garbled names, lineage; and of passages
set aside, and of spans, which must equal their words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from evals.matching import (
    Error,
    Item,
    Outcome,
    counted,
    fold,
    harmonic,
    located,
    precision_recall,
    ratio,
)

LINKED = ("same-original", "republished")
Form = tuple[str, str]  # report key, folded name


def score_entities(dossier: Item, gold: Item, keys: Mapping[str, str]) -> Outcome:
    """Which name forms were found, and B-cubed over how they were grouped."""
    outcome = Outcome()
    if not gold.get("entities"):
        return outcome
    group_of, garbled = _forms(dossier, keys)
    name_of: dict[Form, str] = {}
    for entity in gold["entities"]:
        for report, forms in entity["forms"].items():
            for form in forms:
                name_of.setdefault((report, fold(form)), entity["name"])
    found = [f for f in name_of if f in group_of]
    detail = f"{len(found)} of {len(name_of)} name forms"
    outcome.put("entities.found.recall", len(found) / len(name_of), detail)
    _score_grouping(outcome, name_of, group_of, len(gold["entities"]))
    outcome.errors += [
        Error(kind="name not found", span=None, expected=f"{r}: {text} ({name})")
        for (r, text), name in name_of.items()
        if (r, text) not in group_of
    ]
    _score_garbled(outcome, gold, garbled)
    return outcome


def _forms(dossier: Item, keys: Mapping[str, str]) -> tuple[dict[Form, str], set[Form]]:
    """The entity of each form (the first by id where several claim it), and the forms held garbled."""
    groups: dict[Form, str] = {}
    garbled: set[Form] = set()
    for entity in dossier.get("entities", []):
        for form in located(entity.get("forms", []), keys):
            key = (form["report"], fold(form["text"]))
            groups[key] = min(groups.get(key, entity["id"]), entity["id"])
            if form.get("corrupted"):
                garbled.add(key)
    return groups, garbled


def _score_grouping(
    outcome: Outcome, name_of: dict[Form, str], group_of: dict[Form, str], entities: int
) -> None:
    """B-cubed: a form that was not found is alone, and recalls only itself."""
    together: dict[Any, set[Form]] = defaultdict(set)
    belongs: dict[str, set[Form]] = defaultdict(set)
    for form, name in name_of.items():
        together[group_of.get(form, form)].add(form)
        belongs[name].add(form)
    p = r = 0.0
    for form, name in name_of.items():
        mine, right = together[group_of.get(form, form)], belongs[name]
        p += len(mine & right) / len(mine)
        r += len(mine & right) / len(right)
    p, r = p / len(name_of), r / len(name_of)
    detail = precision_recall(p, r, f"over {len(name_of)} forms of {entities} entities")
    outcome.put("entities.bcubed.f1", harmonic(p, r), detail)
    for name, forms in belongs.items():
        parts = sorted({str(group_of[f]) for f in forms if f in group_of})
        if len(parts) > 1:
            outcome.errors.append(Error(kind="name split", span=None, expected=name, found=", ".join(parts)))
    for group, members in together.items():
        names = sorted({name_of[f] for f in members})
        if len(names) > 1:
            outcome.errors.append(
                Error(kind="names merged", span=None, expected=" | ".join(names), found=str(group))
            )


def _score_garbled(outcome: Outcome, gold: Item, garbled: set[Form]) -> None:
    wanted = {(c["report"], fold(c["text"])) for c in gold.get("corrupted", ())}
    if not wanted:
        return

    def same(a: Form, b: Form) -> bool:
        return a[0] == b[0] and (a[1] in b[1] or b[1] in a[1])

    missed = sorted(w for w in wanted if not any(same(w, c) for c in garbled))
    wrong = sorted(c for c in garbled if not any(same(w, c) for w in wanted))
    r, p = 1 - len(missed) / len(wanted), ratio(len(garbled) - len(wrong), len(garbled))
    detail = precision_recall(p, r, f"of {len(wanted)} garbled names")
    outcome.put("entities.corrupted.f1", harmonic(p, r), detail)
    for kind, forms in (("garbled, not flagged", missed), ("wrongly flagged as garbled", wrong)):
        outcome.errors += [Error(kind=kind, span=None, found=f"{r}: {text}") for r, text in forms]


def score_lineage(dossier: Item, gold: Item, keys: Mapping[str, str]) -> Outcome:
    """Pairs of reports that descend from one original; undecided ones are left out."""
    outcome = Outcome()
    if not gold.get("lineage"):
        return outcome
    linked = {
        frozenset((keys.get(x["left"]), keys.get(x["right"])))
        for x in dossier.get("lineage", [])
        if x.get("relation") in LINKED
    }
    decided = [g for g in gold["lineage"] if g["relation"] != "undecided"]
    wanted = [g for g in decided if g["relation"] in LINKED]
    found = [g for g in decided if frozenset((g["left"], g["right"])) in linked]
    hits = sum(g in wanted for g in found)
    p, r, f1 = counted(hits, len(found), len(wanted)) if wanted or found else (1.0, 1.0, 1.0)
    outcome.put("lineage.pairs.f1", f1, precision_recall(p, r, f"over {len(gold['lineage'])} pairs"))
    for g in decided:
        if (g in wanted) != (g in found):
            seen = "linked" if g in found else "not linked"
            where = f"{g['left']} and {g['right']}: {g['relation']}"
            outcome.errors.append(Error(kind="lineage", span=None, expected=where, found=seen))
    return outcome


def score_boilerplate(dossier: Item, gold: Item, keys: Mapping[str, str]) -> Outcome:
    """Characters that are not article, set aside; and article lost with them (lower is better)."""
    outcome = Outcome()
    if not gold.get("boilerplate"):
        return outcome
    covered = droppable = lost = article = 0
    for report in dossier["reports"]:
        key = keys.get(report["id"])
        if key is None:
            continue
        marked = [b for b in gold["boilerplate"] if b["report"] == key]
        every, drop = _characters(marked), _characters([b for b in marked if b["droppable"]])
        aside = _characters(report.get("excluded", []))
        covered += len(drop & aside)
        droppable += len(drop)
        lost += len(aside - every)
        article += report.get("length", 0) - len(every)
        for b in marked:
            if b["droppable"] and not _characters([b]) & aside:
                outcome.errors.append(Error(kind="kept, not article", span=b, expected=b["type"]))
        for e in report.get("excluded", []):
            if not _characters([e]) & every:
                span = {"report": key, "start": e["start"], "end": e["end"]}
                outcome.errors.append(Error(kind="article set aside", span=span, found=str(e.get("kind"))))
    outcome.put("boilerplate.recall", ratio(covered, droppable), "share of droppable characters set aside")
    lost_share = lost / article if article else 1.0
    outcome.put("boilerplate.content_lost", lost_share, "share of the article set aside; lower is better")
    return outcome


def _characters(spans: list[Item]) -> set[int]:
    return {c for s in spans for c in range(s["start"], s["end"])}


def score_spans(dossier: Item, texts: Mapping[str, str]) -> Outcome:
    """Whether every span in the dossier equals its report's text; `texts` by report id."""
    outcome = Outcome()
    spans = [s for s in _spans(dossier) if s["report"] in texts]
    wrong = [s for s in spans if texts[s["report"]][s["start"] : s["end"]] != s["text"]]
    outcome.errors += [Error(kind="span", span=s) for s in wrong]
    detail = f"{len(spans) - len(wrong)} of {len(spans)} spans equal the source text at their offsets"
    outcome.put("spans.exact", 1 - len(wrong) / len(spans) if spans else 0.0, detail)
    return outcome


def _spans(value: Any) -> Iterator[Item]:
    if isinstance(value, dict):
        if {"report", "start", "end", "text"} <= value.keys():
            yield value
        for inner in value.values():
            yield from _spans(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _spans(inner)
