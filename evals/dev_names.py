"""Dev evaluation of names on public reports that a reader annotated: found, typed and grouped.

    python -m evals.dev_names [--show open]

In: `evals/annotated/names*.jsonl` (stand-off, see its README) and the sets they draw on, in the folder that
CROSSWIRE_DATA names (default `.data`). A report is scored only where its text as read is the one annotated; where
none is there the evaluation says so and exits 3.
Out, for the open half, the closed half and all: precision, recall and F1 of the names, by their span and by span and
type, of crosswire and of the bare parser on the same texts; how many phrases that stand for a named holder
("the ministry") are joined to it; and B-cubed over the namings of each report, or of the reports of one event
together. `--show open` lists the errors of the open half; those of the closed half are never listed.
"""

from __future__ import annotations

import argparse
import hashlib
import sys
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from crosswire.annotate.report import annotate_parsed
from crosswire.link.entities import find_entities
from crosswire.link.lineage import find_lineage
from crosswire.types import Annotations, Entity, Mention, Report
from evals.dev_annotated import GOLD, HALVES
from evals.dev_reports import data_folder, not_run, parsed, read_rows, rows_of
from evals.matching import Items, counted, harmonic, ratio
from evals.names_rows import rows

Place = tuple[int, int]
_BARE = {"PERSON": "PERSON", "ORG": "ORG", "GPE": "GPE", "LOC": "LOC", "FAC": "FAC"}
_BARE |= dict.fromkeys(("PRODUCT", "EVENT", "WORK_OF_ART", "LAW"), "OTHER")


@dataclass(slots=True)
class Tally:
    """Counts of one system: names reported, wanted, with the right span, with the right type too."""

    reported: int = 0
    wanted: int = 0
    spans: int = 0
    exact: int = 0

    def add(self, other: Tally) -> None:
        """Sums."""
        self.reported += other.reported
        self.wanted += other.wanted
        self.spans += other.spans
        self.exact += other.exact

    def line(self, name: str) -> str:
        """Both F1s with what they come from."""
        p, r, f = counted(self.exact, self.reported, self.wanted)
        sp, sr, sf = counted(self.spans, self.reported, self.wanted)
        return f"{name} {f:.3f} P {p:.3f} R {r:.3f}; by span alone {sf:.3f} P {sp:.3f} R {sr:.3f} ({self.wanted} names)"


def score_names(found: Mapping[Place, str], gold: Items, within: frozenset[Place] = frozenset()) -> Tally:
    """Found spans and types against the annotated names. Optional names cost nothing either way, nor do found
    ones `within` a right one."""
    core = {(g["start"], g["end"]): g["type"].split("|") for g in gold if g["tier"] == "core"}
    free = {(g["start"], g["end"]) for g in gold if g["tier"] != "core"}
    right = [s for s in found if s in core]
    typed = [s for s in right if found[s] in core[s]]
    wrong = [s for s in found if s not in core and s not in free and s not in within]
    wrong = [s for s in wrong if not any(s[0] < e and b < s[1] for b, e in free)]
    return Tally(reported=len(right) + len(wrong), wanted=len(core), spans=len(right), exact=len(typed))


def ours_of(mentions: Iterable[Mention], gold: Items) -> tuple[dict[Place, str], frozenset[Place]]:
    """Crosswire's names by span, and those that stand within a longer right one or hold two in brackets."""
    names = [m for m in mentions if m.kind in ("name", "acronym") and m.type != "NORP"]
    found = {(m.span.start, m.span.end): str(m.type) for m in names}
    core = {(g["start"], g["end"]) for g in gold}
    spans = sorted(found)
    within = {
        s for s in spans if any(b <= s[0] and s[1] <= e and (b, e) != s for b, e in core & found.keys())
    }
    texts = {(m.span.start, m.span.end): m.span.text for m in names}
    within |= {s for s in spans if texts[s].endswith(")") and "(" in texts[s]}
    # "the village of Khatab": a phrase in small letters that ends in a right name.
    within |= {s for s in spans if texts[s][0].islower() and any(s[0] < b and e == s[1] for b, e in core)}
    return found, frozenset(within)


def bcubed(
    gold: Mapping[tuple[str, Place], str], ours: Mapping[tuple[str, Place], str]
) -> tuple[float, float, int]:
    """Summed precision and recall over the namings, and how many; one that is not found is alone."""
    wanted, made = defaultdict(set), defaultdict(set)
    for at, entity in gold.items():
        wanted[entity].add(at)
        made[ours.get(at, repr(at))].add(at)
    p = r = 0.0
    for at, entity in gold.items():
        common = len(wanted[entity] & made[ours.get(at, repr(at))])
        p += common / len(made[ours.get(at, repr(at))])
        r += common / len(wanted[entity])
    return p, r, len(gold)


def entity_at(entities: Sequence[Entity]) -> dict[tuple[str, Place], str]:
    """The entity of every form by its report and span."""
    return {(f.span.report, (f.span.start, f.span.end)): e.id for e in entities for f in e.forms}


def read_annotated() -> tuple[dict[str, Report], dict[str, str]]:
    """The annotated reports that are there, by key, and the half of each."""
    held = {(row["set"], row["id"]): row for row in rows(data_folder())}
    found, halves = {}, {}
    for g in rows_of(GOLD / "names_reports.jsonl"):
        row = held.get((g["set"], g["id"]))
        report = read_rows([row])[0] if row else None
        if report is None or hashlib.sha256(report.text.encode()).hexdigest() != g["sha256"]:
            print(f"{g['key']} ({g['set']} {g['id']}): not there as it was annotated")
            continue
        found[g["key"]], halves[g["key"]] = replace(report, id=g["key"]), g["half"]
    return found, halves


def _bare(reports: Sequence[Report]) -> list[dict[Place, str]]:
    import spacy

    from crosswire.annotate.parse import MODEL

    nlp = spacy.load(MODEL)
    out = []
    for report in reports:
        found = {}
        for ent in nlp(report.text).ents:
            start = ent.start_char + (4 if ent.text[:4].lower() == "the " else 0)
            end = ent.end_char - (2 if ent.text[-2:] in ("'s", "’s") else 0)
            if ent.label_ in _BARE and start < end:
                found[start, end] = _BARE[ent.label_]
        out.append(found)
    return out


@dataclass(slots=True)
class Half:
    """What one half of the reports comes to."""

    ours: Tally
    bare: Tally
    grouping: list[float]
    holders: list[int]

    def show(self, name: str) -> None:
        """Prints it."""
        p, r = ratio(self.grouping[0], self.grouping[2]), ratio(self.grouping[1], self.grouping[2])
        print(self.ours.line(f"names.{name}"))
        print(self.bare.line(f"bare parser, {name}:"))
        print(
            f"grouping.{name} {harmonic(p, r):.3f} P {p:.3f} R {r:.3f} over {int(self.grouping[2])} namings"
        )
        print(f"holders.{name} {ratio(*self.holders):.3f} {self.holders[0]} of {self.holders[1]} phrases\n")


def main() -> int:
    """Prints the figures; see the module's head."""
    parser = argparse.ArgumentParser(
        prog="python -m evals.dev_names", description=(__doc__ or "").splitlines()[0]
    )
    parser.add_argument("--show", choices=["open"])
    options = parser.parse_args()
    if not (data_folder() / "events").is_dir():
        return not_run(data_folder() / "events")
    reports, half_of = read_annotated()
    gold: dict[str, Items] = defaultdict(list)
    for g in rows_of(GOLD / "names.jsonl"):
        gold[g["report"]].append(g)
    keys = list(reports)
    docs = dict(zip(keys, parsed([reports[k] for k in keys], "names"), strict=True))
    notes = {k: annotate_parsed(reports[k], docs[k], anchor=reports[k].published) for k in keys}
    bare = dict(zip(keys, _bare([reports[k] for k in keys]), strict=True))
    halves = {name: Half(Tally(), Tally(), [0.0, 0.0, 0.0], [0, 0]) for name in (*HALVES, "all")}
    for key in keys:
        found, within = ours_of(notes[key].mentions, gold[key])
        names = [g for g in gold[key] if g["kind"] == "name"]
        for name in (half_of[key], "all"):
            halves[name].ours.add(score_names(found, names, within))
            halves[name].bare.add(score_names(bare[key], names))
        if options.show == half_of[key]:
            _list(reports[key], found, names, within)
    for together in _events(keys):
        p, r, n, joined, asked = _grouped(
            together, reports, notes, gold, options.show == half_of[together[0]]
        )
        for name in (half_of[together[0]], "all"):
            half = halves[name]
            half.grouping = [a + b for a, b in zip(half.grouping, (p, r, n), strict=True)]
            half.holders = [half.holders[0] + joined, half.holders[1] + asked]
    for name, half in halves.items():
        half.show(name)
    return 0


def _events(keys: Sequence[str]) -> list[list[str]]:
    """Keys of the reports that are read together: those that share what precedes the point."""
    together = defaultdict(list)
    for key in keys:
        together[key.split(".")[0]].append(key)
    return list(together.values())


def _grouped(
    keys: Sequence[str],
    reports: Mapping[str, Report],
    notes: Mapping[str, Annotations],
    gold: Mapping[str, Items],
    show: bool,
) -> tuple[float, float, int, int, int]:
    """B-cubed sums over the core namings of some reports, and how many phrases got their holder of how many."""
    given = tuple(reports[k] for k in keys)
    annotations = tuple(notes[k] for k in keys)
    entities = find_entities(given, annotations, find_lineage(given, annotations)[0])
    ours = entity_at(entities)
    core = [g for k in keys for g in gold[k] if g["tier"] == "core"]
    at = {(g["report"], (g["start"], g["end"])): g["entity"] for g in core if g["kind"] == "name"}
    p, r, n = bcubed(at, ours)
    named = {at[place]: found for place, found in ours.items() if place in at}
    # A phrase is annotated with its article or without; ours have it.
    ours |= {(s.report, (s.start, s.end)): e.id for e in entities for s in e.nominals}
    ours |= {(s.report, (s.start + 4, s.end)): e.id for e in entities for s in e.nominals}
    phrases = [g for g in core if g["kind"] == "nominal"]
    joined = [
        g for g in phrases if ours.get((g["report"], (g["start"], g["end"]))) == named.get(g["entity"], 0)
    ]
    if show:
        _list_groups(at, ours, reports, [g for g in phrases if g not in joined])
    return p, r, n, len(joined), len(phrases)


def _list(report: Report, found: Mapping[Place, str], gold: Items, within: frozenset[Place]) -> None:
    core = {(g["start"], g["end"]): g for g in gold if g["tier"] == "core"}
    free = [(g["start"], g["end"]) for g in gold if g["tier"] != "core"]
    for start, end in sorted({*core, *found} - within):
        words, around = report.text[start:end], report.text[max(0, start - 25) : end + 25].replace("\n", " ")
        kind = found.get((start, end))
        if (start, end) not in found:
            print(f"  missed {report.id} [{words}] {core[start, end]['type']} … {around}")
        elif (start, end) not in core and not any(start < e and b < end for b, e in free):
            print(f"  added  {report.id} [{words}] {kind} … {around}")
        elif (start, end) in core and kind not in core[start, end]["type"].split("|"):
            print(f"  type   {report.id} [{words}] {kind}, not {core[start, end]['type']} … {around}")


def _list_groups(
    at: Mapping[tuple[str, Place], str],
    ours: Mapping[tuple[str, Place], str],
    reports: Mapping[str, Report],
    left: Items,
) -> None:
    wanted, made = defaultdict(set), defaultdict(set)
    for place, entity in at.items():
        if place in ours:
            text = reports[place[0]].text[place[1][0] : place[1][1]]
            wanted[entity].add((ours[place], text))
            made[ours[place]].add((entity, text))
    key = next(iter(at))[0].split(".")[0] if at else ""
    for entity, parts in wanted.items():
        if len({p for p, _ in parts}) > 1:
            print(f"  split  {key} {entity}: {sorted(parts)}")
    for parts in made.values():
        if len({e for e, _ in parts}) > 1:
            print(f"  merged {key}: {sorted(parts)}")
    for g in left:
        print(f"  holder {g['report']} [{reports[g['report']].text[g['start'] : g['end']]}] {g['entity']}")


if __name__ == "__main__":
    sys.exit(main())
