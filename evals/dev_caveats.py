"""Caveats (denials, hedges, doubts) against judgements of sentences of public reports.

In: `annotated/caveats.jsonl` (offsets, kinds and scopes; no words) and the development data, whose reports are
found again by set and id and checked by the sentence's digest. Out: precision, recall and F1 of caveats, paired
where their words overlap and their kind is one; of the paired, the share whose scope overlaps the judged one by
half or more of both together. For both halves and all; rules were tuned on the open half alone. The sentences
were drawn by the rule in `caveat_rows`; each was judged before any rule had been run on it.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from collections import Counter
from pathlib import Path
from typing import Any

from crosswire.annotate.report import annotate_parsed
from crosswire.types import Caveat, Report
from evals.caveat_rows import doubting, pool
from evals.dev_reports import data_folder, not_run, parsed, read_rows

GOLD = Path(__file__).parent / "annotated" / "caveats.jsonl"
Judged = dict[str, Any]


def overlap(one: tuple[int, int], other: tuple[int, int]) -> float:
    """Intersection over union of two stretches."""
    shared = min(one[1], other[1]) - max(one[0], other[0])
    return max(shared, 0) / (max(one[1], other[1]) - min(one[0], other[0]))


def is_scoped(caveat: Caveat, judged: Judged, start: int) -> bool:
    """Whether the scope is the judged one; where that is what was told before, whether it lies before `start`."""
    if judged["scope"] is None:
        return caveat.scope.end <= start
    return overlap((caveat.scope.start, caveat.scope.end), tuple(judged["scope"])) >= 0.5


def pairs(found: list[Caveat], judged: list[Judged]) -> list[tuple[Caveat, Judged]]:
    """Each judged caveat with the first found one of its kind whose words overlap its own."""
    left, made = list(found), []
    for want in judged:
        hit = next(
            (c for c in left if c.kind == want["kind"] and c.span.start < want["end"] and want["start"] < c.span.end),
            None,
        )  # fmt: skip
        if hit is not None:
            left.remove(hit)
            made.append((hit, want))
    return made


def _show(report: Report, row: Judged, found: list[Caveat], made: list[tuple[Caveat, Judged]]) -> None:
    hits, wanted = [c for c, _ in made], [w for _, w in made]
    text = report.text
    lines = [f"  extra {c.kind}: {c.span.text} | {c.scope.text}" for c in found if c not in hits]
    lines += [
        f"  missed {w['kind']}: {text[w['start'] : w['end']]}" for w in row["caveats"] if w not in wanted
    ]
    for c, w in made:
        if not is_scoped(c, w, row["start"]):
            judged = text[slice(*w["scope"])] if w["scope"] else "what was told before"
            lines.append(f"  scope of {c.span.text}: {c.scope.text} | judged {judged}")
    if lines:
        print("\n" + " ".join(text[row["start"] : row["end"]].split()), *lines, sep="\n")


def score(counts: Counter[str]) -> str:
    """The figures of one half in words."""
    hits, found, judged = counts["hits"], counts["found"], counts["judged"]
    f1 = 2 * hits / (found + judged) if found + judged else 1.0
    scope = counts["scoped"] / hits if hits else 1.0
    precision, recall = hits / found if found else 1.0, hits / judged if judged else 1.0
    return (
        f"F1 {f1:.3f} (P {precision:.3f} R {recall:.3f}; {judged} judged, {found} found), scope {scope:.3f}"
    )


def main() -> int:
    """Prints the figures of both halves, of each kind, and of the sentences without a cue."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--show", action="store_true", help="print the errors of the open half")
    show = arguments.parse_args().show
    folder = data_folder()
    if not (rows := pool(folder)):
        return not_run(folder / "events")
    gold = [json.loads(line) for line in GOLD.read_text(encoding="utf-8").splitlines()]
    wanted = {(g["set"], g["id"]) for g in gold}
    more = {(c.row["set"], c.row["id"]): c.row for c in doubting(folder)}
    rows = [r for r in rows if (r["set"], r["id"]) in wanted and (r["set"], r["id"]) not in more]
    rows += [more[key] for key in sorted(more)]
    reports = read_rows(rows)
    docs = parsed(reports, "caveats")
    known = {
        (row["set"], row["id"]): (report, annotate_parsed(report, doc, anchor=report.published).caveats)
        for row, report, doc in zip(rows, reports, docs, strict=True)
    }
    counts: dict[str, Counter[str]] = {}
    for row in gold:
        report, caveats = known[row["set"], row["id"]]
        sentence = report.text[row["start"] : row["end"]]
        if hashlib.sha256(sentence.encode()).hexdigest()[:16] != row["sha256"]:
            raise ValueError(f"{row['set']} {row['id']}: another text than was judged")
        found = [c for c in caveats if row["start"] <= c.span.start < row["end"]]
        made = pairs(found, row["caveats"])
        for key in (row["half"], "all", *(() if row["cued"] else ("no cue",))):
            counts.setdefault(key, Counter()).update(
                hits=len(made), found=len(found), judged=len(row["caveats"]),
                scoped=sum(is_scoped(c, w, row["start"]) for c, w in made),
            )  # fmt: skip
        for kind in ("denied", "hedged", "unverified"):
            counts.setdefault(kind, Counter()).update(
                hits=sum(c.kind == kind for c, _ in made), found=sum(c.kind == kind for c in found),
                judged=sum(w["kind"] == kind for w in row["caveats"]),
                scoped=sum(c.kind == kind and is_scoped(c, w, row["start"]) for c, w in made),
            )  # fmt: skip
        if show and row["half"] == "open":
            _show(report, row, found, made)
    for key in ("open", "closed", "all", "denied", "hedged", "unverified", "no cue"):
        print(f"caveats.{key}: {score(counts[key])}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
