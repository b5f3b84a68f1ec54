"""The clusters of reports in which events are annotated, and the rule that drew them.

In: the folder of development data. Out: rows (set, id, event, title, text, source, date), and, run as
`python -m evals.events_rows`, the ids that the rule chooses: stories of `news69` and the events of FA-KES of
which at least two outlets print a short report, the shortest differing texts first, in the order of a hash of
the story's name; by turns open and closed. The rule looks at lengths and outlets, never at what is
extracted. Judges nothing.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from evals.dev_reports import data_folder, not_run, rows_of

Row = dict[str, Any]
WORDS = (70, 330)
MOST = 3  # reports of one story
# How many stories of which set.
STORIES = (("news69", 10), ("fakes", 4))


def every_row() -> list[Row]:
    """The rows of both sets that tell a story of several reports."""
    folder = data_folder() / "events"
    found = [
        {**r, "set": "news69", "event": f"{r['event_id']} {r['event']}"}
        for r in rows_of(folder / "news69_dev.jsonl")
    ]
    for file in sorted(folder.glob("fakes_*.json")):
        told = json.loads(file.read_text(encoding="utf-8"))["reports"]
        found += [{**r, "set": "fakes", "event": file.stem} for r in told]
    return found


def chosen(rows: Sequence[Row]) -> list[tuple[str, str, list[Row]]]:
    """The stories drawn: key, half and rows."""
    stories: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in rows:
        stories[row["set"], row["event"]].append(row)
    taken: list[tuple[str, str, list[Row]]] = []
    for wanted, count in STORIES:
        drawn = sorted((s for s in stories if s[0] == wanted), key=lambda s: _draw(s[1]))
        held = [(s, kept) for s in drawn if len(kept := _short(stories[s])) > 1][:count]
        for _, kept in held:
            taken.append((f"e{len(taken):02}", "open" if len(taken) % 2 == 0 else "closed", kept))
    return taken


def _short(rows: Sequence[Row]) -> list[Row]:
    """The drawn reports of one story: short, of different outlets, not of one text."""
    kept: list[Row] = []
    for row in sorted(rows, key=lambda r: _draw(r["id"])):
        words = row["text"].split()
        if not WORDS[0] <= len(words) <= WORDS[1] or any(row["source"] == k["source"] for k in kept):
            continue
        if all(len(set(words) & set(k["text"].split())) < 0.8 * len(set(words)) for k in kept):
            kept.append(row)
    return kept[:MOST]


def _draw(name: str) -> str:
    return hashlib.sha256(f"events {name}".encode()).hexdigest()


def main() -> int:
    """Prints the choice."""
    folder = data_folder() / "events"
    if not folder.is_dir():
        return not_run(folder)
    for key, half, rows in chosen(every_row()):
        for row in rows:
            print(key, half, row["set"], row["event"], row["id"], len(row["text"].split()), row["date"])
    return 0


if __name__ == "__main__":
    sys.exit(main())
