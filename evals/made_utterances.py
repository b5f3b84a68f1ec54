"""Utterances and discrepancies of speaker and wording on ten invented events of three reports each.

    python -m evals.made_utterances [--show]

In: `evals/made_utterances.toml`, which goes through the whole pipeline as plain texts. Out: pairs of renderings
(precision, recall, F1, as `evals/score_quotes.py` counts them); the planted discrepancies of kind speaker and
wording that are found (two sides touch), all and those of high severity; the share of the reported high ones of
these kinds that were planted; look-alikes that were put together. `--show` lists the errors.
"""

from __future__ import annotations

import argparse
import json
import tomllib
from pathlib import Path

from crosswire import dossier
from crosswire.types import Report
from evals.matching import Item, Items, ratio, touch
from evals.score_quotes import score_utterances

EVENTS = Path(__file__).parent / "made_utterances.toml"
KINDS = ("speaker", "wording")


def built(event: Item, number: int) -> Item:
    """The dossier of an event; reports are known by the event's number and their letter."""
    reports = [
        Report(
            id=f"{number}{letter}",
            source=f"{number}{letter}.txt",
            title=event[letter].partition("\n")[0],
            text=event[letter],
            sha256=f"{number}{letter}",
            language="en",
            published="2031-05-05",
        )
        for letter in "abc"
    ]
    found: Item = json.loads(dossier(reports).to_json())
    return found


def place(event: Item, number: int, words: tuple[str, str]) -> Item:
    """The span of some words of a report; the last place, since a title may print them too."""
    letter, text = words
    start = event[letter].rindex(text)
    return {"report": f"{number}{letter}", "start": start, "end": start + len(text), "text": text}


def hit(found: Item, one: Item, other: Item) -> bool:
    """Whether different sides of a discrepancy touch two spans."""
    sides = found["sides"]
    mine = {n for n, s in enumerate(sides) if any(touch(e, one) for e in s["evidence"])}
    theirs = {n for n, s in enumerate(sides) if any(touch(e, other) for e in s["evidence"])}
    return bool(mine) and bool(theirs) and len(mine | theirs) > 1


def main() -> int:
    """Prints the figures."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--show", action="store_true", help="list the errors")
    show = parser.parse_args().show
    events: Items = tomllib.loads(EVENTS.read_text(encoding="utf-8"))["event"]
    every = {f"{n}{letter}": f"{n}{letter}" for n in range(len(events)) for letter in "abc"}
    quotes: Items = []
    groups: Items = []
    gold: Items = []
    planted: list[tuple[bool, bool]] = []
    high: list[bool] = []
    joined: list[bool] = []
    for n, event in enumerate(events):
        said = built(event, n)
        quotes += said["quotes"]
        groups += said["utterances"]
        gold += [{"members": [place(event, n, m) for m in group]} for group in event["same"]]
        told = [d for d in said["discrepancies"] if d["kind"] in KINDS]
        wanted = [(p, place(event, n, p[2]), place(event, n, p[3])) for p in event["parted"]]
        for p, one, other in wanted:
            ok = any(d["kind"] == p[0] and hit(d, one, other) for d in told)
            planted.append((p[1] == "high", ok))
            if show and not ok:
                print(f"{event['name']}: not found: {p}")
        for d in told:
            if d["severity"] == "high":
                ok = any(hit(d, one, other) for _, one, other in wanted)
                high.append(ok)
                if show and not ok:
                    print(f"{event['name']}: not planted: {d['kind']} {d['summary']}")
        for words in event["apart"]:
            one, other = (place(event, n, w) for w in words)
            ok = any(
                any(touch(m, one) for m in u["members"]) and any(touch(m, other) for m in u["members"])
                for u in said["utterances"]
            )
            joined.append(ok)
            if show and ok:
                print(f"{event['name']}: put together: {words}")
    outcome = score_utterances({"quotes": quotes, "utterances": groups}, {"utterances": gold}, every)
    if show:
        for error in outcome.errors:
            print(error.kind, error.span and (error.span["report"], error.span.get("text")), error.found)
    for name, (value, detail) in outcome.scores.items():
        print(f"made.{name} {value:.3f} {detail}")
    found = [ok for _, ok in planted]
    grave = [ok for is_high, ok in planted if is_high]
    print(f"made.planted.recall {ratio(sum(found), len(found)):.3f} {sum(found)} of {len(found)}")
    print(f"made.planted.high.recall {ratio(sum(grave), len(grave)):.3f} {sum(grave)} of {len(grave)}")
    print(f"made.high.precision {ratio(sum(high), len(high)):.3f} {sum(high)} of {len(high)} reported")
    apart = len(joined) - sum(joined)
    print(f"made.apart.kept {ratio(apart, len(joined)):.3f} {apart} of {len(joined)} look-alikes")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
