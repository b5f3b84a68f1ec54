"""Scores of the figures: found, and read right in number, qualifier, measure, party, source and day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

from evals.matching import (
    SAME_NUMBER,
    Error,
    Item,
    Items,
    Outcome,
    any_word,
    counted,
    fold,
    jaccard,
    located,
    names_of,
    one_to_one,
    precision_recall,
    ratio,
    shared,
)

# "More than" and "at least" differ by one; so do "less than" and "at most". A reader may take either.
ALIKE = {"at_least": "more_than", "at_most": "less_than"}
CHECKED = ("qualifier", "measure", "group", "source", "as_of")


def score_figures(dossier: Item, gold: Item, keys: Mapping[str, str]) -> tuple[Outcome, dict[str, str]]:
    """The figures' scores, and the gold id of each found figure's id (tallies are scored by it)."""
    found, wanted = located(dossier.get("figures", []), keys), gold["figures"]
    pairs = _pair(found, wanted)
    core = [j for j, g in enumerate(wanted) if g["tier"] == "core"]
    hits = [j for j in core if j in pairs]
    taken = {i: j for j, i in pairs.items()}
    held = [i for i, f in enumerate(found) if not _is_free(f, taken.get(i), wanted)]
    outcome = Outcome()
    p, r, f1 = counted(len(hits), len(held), len(core))
    detail = f"hits {len(hits)} of {len(core)} gold, {len(held)} reported"
    outcome.put("figures.found.f1", f1, precision_recall(p, r, detail))
    names, right, asked, strict = names_of(dossier), Counter[str](), Counter[str](), 0
    for j in hits:
        checks = _checks(found[pairs[j]], wanted[j], names)
        asked.update(checks.keys())
        right.update(k for k, good in checks.items() if good)
        strict += all(good for k, good in checks.items() if k in ("qualifier", "measure", "group"))
        outcome.errors += [_wrong(k, found[pairs[j]], wanted[j]) for k, good in checks.items() if not good]
    f1 = counted(strict, len(held), len(core))[2]
    outcome.put("figures.strict.f1", f1, "number, qualifier, measure and group all right")
    for k in CHECKED:
        if asked[k]:
            detail = f"{right[k]} of {asked[k]} found figures"
            outcome.put(f"figures.{k}.accuracy", ratio(right[k], asked[k]), detail)
    outcome.errors += [_missed(wanted[j], found) for j in core if j not in pairs]
    outcome.errors += [
        Error(kind="figure spurious", span=found[i], found=_told(found[i])) for i in held if i not in taken
    ]
    return outcome, {found[i]["id"]: wanted[j]["id"] for i, j in taken.items() if "id" in found[i]}


def _pair(found: Items, wanted: Items) -> dict[int, int]:
    """Core figures choose first, then the closer span."""
    return one_to_one(
        ((float(g["tier"] == "core"), jaccard(f, g)), i, j)
        for i, f in enumerate(found)
        for j, g in enumerate(wanted)
        if f["report"] == g["report"] and shared(f, g) and _same_value(f, g)
    )


def _same_value(f: Item, g: Item) -> bool:
    if g["number"] is None or g["qualifier"] == "vague":
        return f.get("number") is None or f.get("qualifier") == "vague"
    if f.get("number") is None:
        return False
    wanted = float(g["number"])
    return abs(float(f["number"]) - wanted) <= SAME_NUMBER * max(1.0, abs(wanted))


def _is_free(f: Item, j: int | None, wanted: Items) -> bool:
    """A figure that costs nothing: an unmatched vague one, or one that gold leaves open."""
    return f.get("qualifier") == "vague" if j is None else wanted[j]["tier"] != "core"


def _checks(f: Item, g: Item, names: Mapping[str, str]) -> dict[str, bool]:
    checks = {
        "qualifier": _alike(f.get("qualifier")) == _alike(g["qualifier"]),
        "measure": f.get("measure") in g["measure"].split("|"),
    }
    if g.get("group"):
        checks["group"] = f.get("group") in g["group"].split("|")
    said = fold(names.get(f.get("attributed_to") or "", "") + " " + (f.get("attributed_text") or ""))
    checks["source"] = _source_right(said, g)
    if g.get("as_of"):
        checks["as_of"] = _day_right(f.get("as_of") or {}, g["as_of"])
    return checks


def _alike(qualifier: Any) -> str:
    return ALIKE.get(str(qualifier), str(qualifier))


def _source_right(said: str, g: Item) -> bool:
    if not g.get("source"):
        return not said
    return any_word(g["source"], said) or (bool(g.get("source_optional")) and not said)


def _day_right(interval: Item, wanted: str) -> bool:
    """Whether the two intervals meet; a year or month alone stands for all its days."""
    first, _, last = wanted.partition("/")
    start, end = interval.get("start"), interval.get("end") or interval.get("start")
    if not start or not end:
        return False
    low, high = _padded(first, "0000-01-01"), _padded(last or first, "0000-12-31")
    return bool(start[:10] <= high and end[:10] >= low)


def _padded(day: str, pattern: str) -> str:
    return day[:10] + pattern[len(day[:10]) :]


def _told(f: Item) -> str:
    keys = ("number", "qualifier", "unit", "measure", "group", "attributed_text", "as_of")
    return ", ".join(f"{k}={f[k]}" for k in keys if f.get(k) is not None)


def _wrong(check: str, f: Item, g: Item) -> Error:
    key = {"source": "attributed_text"}.get(check, check)
    found = f"{f.get(key)} ({_told(f)})"
    return Error(kind=f"figure {check}", span=g, expected=str(g.get(check)), found=found)


def _missed(g: Item, found: Items) -> Error:
    near = [f for f in found if f["report"] == g["report"] and shared(f, g)]
    seen = "; ".join(f"{f.get('text')!r}: {_told(f)}" for f in near) or "nothing here"
    expected = f"{g['number']} {g['qualifier']} {g['measure']} {g['group']}"
    return Error(kind="figure missed", span=g, expected=expected, found=seen)
