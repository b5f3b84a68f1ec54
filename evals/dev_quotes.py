"""Dev evaluation of quotations, their speakers and utterances on real reports that a reader annotated.

    python -m evals.dev_quotes [--show open]

In: `evals/annotated/` (stand-off, see its README) and the sets it draws on, in the folder that CROSSWIRE_DATA
names (default `.data`). Every single report, and every event of three reports, goes through the product's whole
pipeline. A report is scored only where its text as read is the one annotated; the others are named. Where none is
there the evaluation says so and exits 3.
Out, for the open half, the closed half and all: found quotations and their speakers as `evals/score_quotes.py`
counts them; the speakers by their resolved names alone; the share of found quotations that are given to a person
where the text names nobody (to be .02 or less; the gate holds what is left of 1); pairs of utterances, all and those of four
words and more. `--show open`
lists the errors of the open half; those of the closed half are never listed, so that no rule is fitted to it.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import sys
from collections.abc import Mapping, Sequence
from dataclasses import replace

from crosswire import dossier
from crosswire.types import Report
from evals.annotated_rows import rows
from evals.dev_annotated import GOLD, HALVES
from evals.dev_reports import data_folder, not_run, read_rows, rows_of
from evals.matching import Error, Item, Items, Outcome, any_word, fold, names_of, ratio
from evals.score_quotes import SHORT, matched, score_quotes, score_utterances


def read_annotated(*listings: str) -> tuple[dict[str, Report], Items, list[str]]:
    """The listed reports that are there, by key, which is their id too; what is listed; what is missing."""
    listed = [row for name in listings for row in rows_of(GOLD / name)]
    held = {(row["set"], row["id"]): row for row in rows(data_folder())}
    found, missing = {}, []
    for g in listed:
        row = held.get((g["set"], g["id"]))
        report = read_rows([row])[0] if row else None
        if report is None:
            missing.append(f"{g['key']} ({g['set']} {g['id']}): not in the data")
        elif hashlib.sha256(report.text.encode()).hexdigest() != g["sha256"]:
            missing.append(f"{g['key']} ({g['set']} {g['id']}): the text as read is not the one annotated")
        else:
            found[g["key"]] = replace(report, id=g["key"])
    return found, listed, missing


def told(reports: Sequence[Report]) -> Item:
    """The dossier of some reports of one event, with speakers by name and type instead of by entity."""
    built: Item = json.loads(dossier(reports).to_json())
    entities = {e["id"]: e for e in built["entities"]}
    quotes = [
        {
            **quote,
            "speaker": entities[quote["speaker"]]["name"] if quote.get("speaker") else None,
            "person": bool(quote.get("speaker")) and entities[quote["speaker"]]["type"] == "PERSON",
        }
        for quote in built["quotes"]
    ]
    named = sorted({q["speaker"] for q in quotes if q["speaker"]})
    return {
        "quotes": quotes,
        "utterances": built["utterances"],
        "entities": [{"id": name, "name": name} for name in named],
    }


def joined(parts: Sequence[Item]) -> Item:
    """Several dossiers as one; quotes are known by their report."""
    return {name: [x for part in parts for x in part[name]] for name in ("quotes", "utterances", "entities")}


def gold_quotes(keys: Sequence[str]) -> Items:
    """The annotated quotations of some reports, as the scorer wants them."""
    found = []
    for g in rows_of(GOLD / "quotes.jsonl"):
        if g["report"] in keys:
            asked = g["speaker"] if not g.get("optional") else None
            found.append({**g, "speaker_any": [fold(x) for x in asked.split("|")] if asked else None})
    return found


def scored_speakers(said: Item, gold: Items, keys: Mapping[str, str]) -> Outcome:
    """Speakers by resolved name alone, and persons named where the text names nobody."""
    outcome = Outcome()
    pairs = [(q, g) for q, g in matched(said, gold, keys) if g["tier"] == "core"]
    names = names_of(said)
    asked = [(q, g) for q, g in pairs if g["speaker_any"]]
    right = [q for q, g in asked if any_word(g["speaker_any"], fold(names.get(q["speaker"] or "")))]
    outcome.put(
        "quotes.speaker.resolved",
        ratio(len(right), len(asked)),
        f"{len(right)} of {len(asked)} by name alone",
    )
    open_ended = [(q, g) for q, g in pairs if g.get("unnamed")]
    wrong = [(q, g) for q, g in open_ended if q["person"]]
    outcome.errors += [
        Error(kind="person named", span=g, expected=g.get("noun") or "nobody", found=q["speaker"])
        for q, g in wrong
    ]
    share = ratio(len(wrong), len(pairs))
    outcome.put(
        "quotes.unnamed.kept",
        1 - share,
        f"{len(wrong)} of {len(pairs)} ({share:.3f}) given to a person, {len(open_ended)} name nobody",
    )
    return outcome


def gold_utterances(events: Mapping[str, Item], texts: Mapping[str, str]) -> Items:
    """The annotated utterances of some events, with the words of their members."""
    return [
        {**u, "members": [{**m, "text": texts[m["report"]][m["start"] : m["end"]]} for m in u["members"]]}
        for u in rows_of(GOLD / "utterances.jsonl")
        if u["event"] in events
    ]


def without_short(groups: Items) -> Items:
    """The same utterances, with pairs that hold a rendering of under four words neither asked nor counted."""
    long = [
        {**u, "members": [m for m in u["members"] if len(re.findall(r"\w+", m["text"])) >= SHORT]}
        for u in groups
    ]
    return [*long, *({**u, "optional": True} for u in groups)]


def scored_utterances(events: Mapping[str, Item], texts: Mapping[str, str]) -> Outcome:
    """Pairs of renderings over some events: all, and those of four words and more alone."""
    every = {f"{event}.{letter}": f"{event}.{letter}" for event in events for letter in "abc"}
    said, gold = joined(list(events.values())), gold_utterances(events, texts)
    outcome = score_utterances(said, {"utterances": gold}, every)
    long = score_utterances(said, {"utterances": without_short(gold)}, every)
    outcome.scores |= {f"{name}.long": value for name, value in long.scores.items()}
    return outcome


def score_half(
    singles: Mapping[str, Item], events: Mapping[str, Item], texts: Mapping[str, str]
) -> dict[str, Outcome]:
    """Every score of some single reports and some events, by key; `texts` by report."""
    keys = {key: key for key in singles}
    said, gold = joined(list(singles.values())), gold_quotes(list(keys))
    outcomes = {
        "quotes": score_quotes(said, {"quotes": gold}, keys),
        "speakers": scored_speakers(said, gold, keys),
    }
    if events:
        outcomes["utterances"] = scored_utterances(events, texts)
    return outcomes


def shown(outcomes: Mapping[str, Outcome], texts: Mapping[str, str]) -> list[str]:
    """The errors, one a line, with the words that they are about."""
    lines = []
    for error in (e for outcome in outcomes.values() for e in outcome.errors):
        span: Item = error.span or {}
        words = texts[span["report"]][span["start"] : span["end"]].replace("\n", " ")
        lines.append(f"{error.kind} {span['report']} {words!r} | expected {error.expected} | {error.found}")
    return sorted(lines)


def main() -> int:
    """Prints the scores of both halves and of all."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    arguments.add_argument("--show", choices=("open",), help="list the errors of the open half")
    options = arguments.parse_args()
    single, listed, missing = read_annotated("reports.jsonl", "quotes_reports.jsonl")
    several, of_events, absent = read_annotated("utterances_reports.jsonl")
    for line in (*missing, *absent):
        print(f"Left out: {line}")
    if not single:
        return not_run(data_folder() / "events")
    halves = {g["key"]: g["half"] for g in listed} | {g["key"][:-2]: g["half"] for g in of_events}
    singles = {key: told([report]) for key, report in sorted(single.items())}
    whole = sorted({key[:-2] for key in several if all(f"{key[:-2]}.{x}" in several for x in "abc")})
    events = {event: told([several[f"{event}.{x}"] for x in "abc"]) for event in whole}
    texts = {key: report.text for key, report in (single | several).items()}
    for half in (*HALVES, "all"):
        mine = [{k: v for k, v in x.items() if half in (halves[k], "all")} for x in (singles, events)]
        outcomes = score_half(mine[0], mine[1], texts)
        print(f"\n{half}: {len(mine[0])} reports, {len(mine[1])} events")
        for outcome in outcomes.values():
            for name, (value, detail) in outcome.scores.items():
                print(f"  {name:28} {value:.3f}  {detail}")
        if half == options.show:
            print(*shown(outcomes, texts), sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
