"""The reports in which names are annotated, and the rule that drew them.

In: the folder of development data. Out, run as `python -m evals.names_rows`: the ids of 36 short single
reports of five sets, one an event and few an outlet, and six events told by two or three outlets in short
reports; by turns open and closed. The rule looks at lengths and outlets alone. Judges nothing.
"""

from __future__ import annotations

import hashlib
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from urllib.parse import urlsplit

from evals.annotated_rows import Row
from evals.annotated_rows import rows as english_rows
from evals.dev_reports import data_folder, not_run, rows_of

# How many single reports of which set, in this order.
STRATA = (("news69", 9), ("fakes", 8), ("gva", 6), ("ecb", 7), ("muc4", 6))
SINGLE = (55, 150)  # words of a single report
EVENTS = 6
TOLD = (60, 190)  # words of a report of an event told by several
PER_OUTLET = 2


def rows(folder: Path) -> Iterator[Row]:
    """Every English report of the five sets that is there: set, id, event, source, date, title, text."""
    events = folder / "events"
    yield from (row for row in english_rows(folder) if row["set"] in ("news69", "ecb"))
    for row in rows_of(events / "fakes_other_reports.jsonl"):
        yield {**row, "set": "fakes", "event": f"fakes:{row['id']}"}
    for incident in rows_of(events / "gva_dev_incidents.jsonl"):
        for row in incident["reports"]:
            source = urlsplit(row["uri"].split("/http", 1)[-1].lstrip("s:")).netloc
            event = f"gva:{incident['incident']}"
            yield {**row, "set": "gva", "event": event, "source": source or None, "date": row["dct"]}
    for row in rows_of(events / "muc4_dev.jsonl"):
        yield {**row, "set": "muc4", "event": f"muc4:{row['id']}", "title": None}


def singles(every: Sequence[Row]) -> list[Row]:
    """The single reports that the rule takes, in order."""
    taken: list[Row] = []
    for name, quota in STRATA:
        outlets: Counter[str | None] = Counter()
        events: set[str] = set()
        for row in sorted((r for r in every if r["set"] == name), key=_draw):
            outlet = row.get("source")
            full = outlet is not None and outlets[outlet] >= PER_OUTLET
            if len(events) == quota or row["event"] in events or full or not _fits(row, SINGLE):
                continue
            events.add(row["event"])
            outlets[outlet] += 1
            taken.append(row)
    return taken


def told(every: Sequence[Row], singly: Sequence[Row]) -> list[list[Row]]:
    """The events told by several outlets that the rule takes: up to three short reports each."""
    used = {row["event"] for row in singly}
    by_event: dict[str, list[Row]] = defaultdict(list)
    for row in sorted((r for r in every if r["set"] == "news69"), key=_draw):
        others = {r["source"] for r in by_event[row["event"]]}
        if row["event"] not in used and _fits(row, TOLD) and row["source"] not in others:
            by_event[row["event"]].append(row)
    return [found[:3] for found in by_event.values() if len(found) > 1][:EVENTS]


def keyed(every: Sequence[Row]) -> list[tuple[str, str, Row]]:
    """Key, half and row of every report that is taken; reports of one event share what precedes the point."""
    single = singles(every)
    out = [(f"n{k:02}", "closed" if k % 2 else "open", row) for k, row in enumerate(single)]
    for k, found in enumerate(told(every, single)):
        half = "closed" if k % 2 else "open"
        out += [(f"m{k:02}.{letter}", half, row) for letter, row in zip("abc", found, strict=False)]
    return out


def _draw(row: Row) -> str:
    return hashlib.sha256(f"crosswire names {row['id']}".encode()).hexdigest()


def _fits(row: Row, bounds: tuple[int, int]) -> bool:
    return bounds[0] <= len(row["text"].split()) <= bounds[1]


def main() -> int:
    """Prints key, half, set and id of the reports that the rule takes."""
    folder = data_folder()
    if not (folder / "events").is_dir():
        return not_run(folder / "events")
    for key, half, row in keyed(list(rows(folder))):
        print(key, half, row["set"], row["id"], row.get("source"), row["event"])
    return 0


if __name__ == "__main__":
    sys.exit(main())
