"""Dev evaluation of events: which dated happenings are found, over how many tellings, of what type and kind.

    python -m evals.dev_events [--show]

In: `evals/annotated/events.jsonl` (stand-off, see the README there) and the sets it draws on, in the folder
that CROSSWIRE_DATA names (default `.data`); a story is scored only where its texts as read are those
annotated. Where none is there the evaluation says so and exits 3. The dossier is the product's
(`pipeline.build` over the reports of one story); only the parser's work is taken from the cache.
Out, for the open half, the closed half and both:

- recall: of the `core` happenings, those of which an event has a day in common and evidence that overlaps;
- precision: of the events, those of which the same holds with any annotated happening, `other` ones too;
- merged: B-cubed F1 over the annotated clauses of `core` happenings, each given to the event whose evidence
  overlaps it most; a clause that no event has stands alone;
- type, kind, actor, target: of the found, the share right. An actor is right where its words overlap those
  annotated, are a form of the same entity, or share a word that is not common with them.

`--show` lists the errors of the open half; those of the closed half are never listed.
"""

from __future__ import annotations

import argparse
import hashlib
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from crosswire import Dossier
from crosswire.lang import table
from crosswire.text.tokens import words
from crosswire.types import Event, Report, Span
from evals.dev_fakes_events import built
from evals.dev_reports import data_folder, not_run, parsed, read_rows, rows_of
from evals.events_rows import every_row

GOLD = Path(__file__).parent / "annotated"
Item = dict[str, Any]


@dataclass(slots=True, kw_only=True)
class Score:
    """Hits and totals by measure, and the shares of B-cubed."""

    counts: dict[str, list[int]] = field(default_factory=lambda: defaultdict(lambda: [0, 0]))
    cubed: list[tuple[float, float]] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def put(self, name: str, right: bool) -> bool:
        """Counts one; gives it back."""
        self.counts[name][0] += right
        self.counts[name][1] += 1
        return right

    def lines(self, half: str) -> Iterator[str]:
        """The figures as printed."""
        for name, (hits, all_) in sorted(self.counts.items()):
            yield f"{half}.{name} {hits / all_:.3f} ({hits} of {all_})"
        precision, recall = (sum(x[n] for x in self.cubed) / len(self.cubed) for n in (0, 1))
        f1 = 2 * precision * recall / (precision + recall)
        yield f"{half}.merged {f1:.3f} (P {precision:.3f} R {recall:.3f} over {len(self.cubed)} clauses)"

    def add(self, other: Score) -> None:
        """Takes in another's counts."""
        for name, (hits, all_) in other.counts.items():
            self.counts[name][0] += hits
            self.counts[name][1] += all_
        self.cubed += other.cubed


def stories() -> Iterator[tuple[str, str, dict[str, Report], Dossier]]:
    """Key and half of each story that is there, its reports by key, and its dossier."""
    listed = rows_of(GOLD / "events_reports.jsonl")
    rows = {(r["set"], r["id"]): r for r in every_row()}
    held = [g for g in listed if (g["set"], g["id"]) in rows]
    reports = read_rows([rows[g["set"], g["id"]] for g in held])
    whole: dict[str, list[tuple[Item, Report, Any]]] = defaultdict(list)
    for gold, report, doc in zip(held, reports, parsed(reports, "events"), strict=True):
        whole[gold["key"][:3]].append((gold, report, doc))
    for key, members in sorted(whole.items()):
        wrong = [
            g["key"] for g, r, _ in members if hashlib.sha256(r.text.encode()).hexdigest() != g["sha256"]
        ]
        if wrong:
            print(f"Left out: {key}: the text of {', '.join(wrong)} as read is not the one annotated")
            continue
        dossier = built([r for _, r, _ in members], [d for _, _, d in members])
        yield key, members[0][0]["half"], {g["key"]: r for g, r, _ in members}, dossier


def scored(gold: Sequence[Item], reports: dict[str, Report], dossier: Dossier) -> Score:
    """The scores of one story."""
    score = Score()
    ids = {r.id: key for key, r in reports.items()}
    events = dossier.findings.events
    for event in events:
        if not score.put("precision", any(_tells(event, g, ids) for g in gold)):
            score.errors.append(f"wrong {_shown(event)}")
    for g in gold:
        if g["tier"] != "core":
            continue
        found = max((e for e in events if _tells(e, g, ids)), key=lambda e: _met(e, g, ids), default=None)
        if not score.put("recall", found is not None):
            score.errors.append(f"missed {g['id']} {g['start']}..{g['end']} {g['what']}")
        if found is not None:
            _qualities(score, g, found, dossier, ids, reports)
    _cube(score, [g for g in gold if g["tier"] == "core"], events, ids)
    return score


def _qualities(
    score: Score, g: Item, e: Event, dossier: Dossier, ids: dict[str, str], reports: dict[str, Report]
) -> None:
    named = "type" if None not in g["type"] else "type.none" if g["type"] == [None] else "type.open"
    if not score.put(named, e.type in g["type"]):
        score.errors.append(f"type {g['id']} {g['type']} {e.type} | {_shown(e)}")
    kind = e.status
    if not score.put("kind", kind in g["kind"]):
        score.errors.append(f"kind {g['id']} {g['kind']} {kind} | {_shown(e)}")
    for side in ("actor", "target"):
        if g[side] is None:
            continue
        wanted = reports[g[side]["report"]].span(g[side]["start"], g[side]["end"])
        sides = [s for s in e.sides if s.role == side]
        if not score.put(side, any(_same_party(s, wanted, dossier) for s in sides)):
            score.errors.append(
                f"{side} {g['id']} {wanted.text!r} {[s.span.text for s in sides]} | {_shown(e)}"
            )


def _same_party(side: Any, wanted: Span, dossier: Dossier) -> bool:
    if side.span.overlaps(wanted):
        return True
    entity = next((x for x in dossier.links.entities if x.id == side.entity), None)
    if entity is not None and any(f.span.overlaps(wanted) for f in entity.forms):
        return True
    stop = frozenset(table("en", "stopwords")["words"])
    return bool({w.folded for w in words(side.span.text)} & {w.folded for w in words(wanted.text)} - stop)


def _cube(score: Score, gold: Sequence[Item], events: Sequence[Event], ids: dict[str, str]) -> None:
    items = [(g["id"], x) for g in gold for x in g["evidence"]]
    homes = []
    for n, (_, x) in enumerate(items):
        shares = [(max((_overlap(s, x, ids) for s in e.evidence), default=0), e.id) for e in events]
        best, home = max(shares, key=lambda s: s[0], default=(0, ""))
        homes.append(home if best else f"alone {n}")
    for n, (name, _) in enumerate(items):
        same = [m for m, home in enumerate(homes) if home == homes[n]]
        right = [m for m in same if items[m][0] == name]
        score.cubed.append((len(right) / len(same), len(right) / sum(i[0] == name for i in items)))


def _tells(event: Event, g: Item, ids: dict[str, str]) -> bool:
    when = event.when
    start, end = (when.start or when.end, when.end or when.start) if when else (None, None)
    if start and end and not (start[:10] <= g["end"] and g["start"] <= end[:10]):
        return False
    return _met(event, g, ids) > 0


def _met(event: Event, g: Item, ids: dict[str, str]) -> int:
    return sum(any(_overlap(s, x, ids) for s in event.evidence) for x in g["evidence"])


def _overlap(span: Span, x: Item, ids: dict[str, str]) -> int:
    return max(0, min(span.end, x["end"]) - max(span.start, x["start"])) * (ids[span.report] == x["report"])


def _shown(event: Event) -> str:
    when = f"{event.when.start}..{event.when.end}" if event.when else "undated"
    return f"{when} x{len(event.evidence)} {event.text!r}"


def main() -> int:
    """Prints the scores of both halves and of all."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    arguments.add_argument("--show", action="store_true", help="list the errors of the open half")
    options = arguments.parse_args()
    if not (data_folder() / "events").is_dir():
        return not_run(data_folder() / "events")
    gold = rows_of(GOLD / "events.jsonl")
    totals = {half: Score() for half in ("open", "closed", "all")}
    for key, half, reports, dossier in stories():
        score = scored([g for g in gold if g["story"] == key], reports, dossier)
        for name in (half, "all"):
            totals[name].add(score)
        if options.show and half == "open":
            print(*(f"{key} {e}" for e in score.errors), sep="\n")
    for half, score in totals.items():
        print(*score.lines(half), sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
