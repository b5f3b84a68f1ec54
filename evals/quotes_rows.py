"""The reports in which quotations, their speakers and utterances are annotated, and the rule that drew them.

In: the folder of development data, by way of `evals/annotated_rows.py`. Out, run as
`python -m evals.quotes_rows`: the single reports rich in quotations, and the events told by three outlets
each. The rule looks at lengths, outlets and marks, and at whether outlets print the same run of words
within marks; never at what crosswire extracts. Judges nothing.
"""

from __future__ import annotations

import hashlib
import re
import sys
from collections import defaultdict
from collections.abc import Callable, Sequence
from itertools import combinations

from evals.annotated_rows import GOLD_REPORTS, Row, rows
from evals.dev_reports import data_folder, not_run, rows_of
from evals.matching import Items

RUN = 5  # words that two outlets print alike within marks
_MARKED = re.compile(r"[“\"]([^“”\"\n]{10,800})[”\"]")
_SINGLE = re.compile(r"(?:(?<=\s)|^)[‘'](?=\w)", re.M)
_DOUBLE = re.compile(r"[“”\"]")

# How many single reports under which condition, in this order.
STRATA: tuple[tuple[int, Callable[[Row], bool]], ...] = (
    (3, lambda row: row["set"] == "news69" and _single(row) >= 5 and _marks(row) <= 4),
    (3, lambda row: row["set"] == "news69" and _marks(row) >= 12 and _uneven(row)),
    (2, lambda row: row["set"] == "news69" and _marks(row) >= 12 and "“" in row["text"]),
    (2, lambda row: row["set"] == "basil" and _marks(row) >= 12 and _uneven(row)),
    (2, lambda row: row["set"] == "ecb" and _marks(row) >= 10 and _uneven(row)),
    (2, lambda row: row["set"] == "ecb" and _marks(row) >= 10),
    (2, lambda row: row["set"] == "meantime" and _marks(row) >= 8),
)
# How many events of which set, and whether the outlets must share words within marks; in this order.
EVENTS: tuple[tuple[int, str, bool], ...] = (
    (4, "news69", True),
    (5, "basil", True),
    (1, "news69", False),
    (2, "basil", False),
)


def _marks(row: Row) -> int:
    return len(_DOUBLE.findall(row["text"]))


def _single(row: Row) -> int:
    return len(_SINGLE.findall(row["text"]))


def _uneven(row: Row) -> bool:
    """Whether a paragraph opens marks that it does not close."""
    lines = row["text"].split("\n")
    return any(line.count('"') % 2 or line.count("“") != line.count("”") for line in lines)


def _words(row: Row) -> int:
    return len(row["text"].split())


def singles(every: Sequence[Row]) -> list[Row]:
    """The single reports rich in quotations, one an event and an outlet, in order; by turns open and closed."""
    known = {(g["set"], g["id"]) for g in rows_of(GOLD_REPORTS)}
    pool = sorted((r for r in every if 200 <= _words(r) <= 800), key=lambda r: _draw("quotes", r["id"]))
    gone = {r["event"] for r in every if (r["set"], r["id"]) in known}
    outlets: set[str] = set()
    taken: list[Row] = []
    for quota, wanted in STRATA:
        for row in pool:
            if quota and row["event"] not in gone and row["source"] not in outlets and wanted(row):
                gone.add(row["event"])
                outlets |= {row["source"]} if row["source"] and row["set"] != "basil" else set()
                taken.append(row)
                quota -= 1
    return taken


def events(every: Sequence[Row]) -> list[tuple[str, list[Row]]]:
    """The events with three reports of three outlets each, in order; by turns open and closed."""
    gone = {r["event"] for r in singles(every)}
    told: dict[str, list[Row]] = defaultdict(list)
    for row in sorted(every, key=lambda r: _draw("utterances", r["id"])):
        known = {r["source"] for r in told[row["event"]]}
        if row["source"] and row["source"] not in known and 150 <= _words(row) <= 900 and _marks(row) >= 8:
            told[row["event"]].append(row)
    pool = sorted(told, key=lambda event: _draw("events", event))
    taken: list[tuple[str, list[Row]]] = []
    for quota, name, shared in EVENTS:
        for event in pool:
            three = told[event][:3]
            fit = event not in gone and len(three) == 3 and three[0]["set"] == name
            if quota and fit and (not shared or _shared(three)):
                gone.add(event)
                taken.append((event, three))
                quota -= 1
    return taken


def _shared(reports: Items) -> bool:
    """Whether each of the reports prints a run of words within marks that another prints within marks."""
    runs = [{run for said in _MARKED.findall(r["text"]) for run in _runs(said)} for r in reports]
    pairs = [{a, b} for a, b in combinations(range(len(runs)), 2) if runs[a] & runs[b]]
    return set().union(*pairs) == set(range(len(runs)))


def _runs(said: str) -> list[tuple[str, ...]]:
    words = re.findall(r"\w+", said.lower())
    return [tuple(words[n : n + RUN]) for n in range(len(words) - RUN + 1)]


def _draw(what: str, name: str) -> str:
    return hashlib.sha256(f"crosswire {what} {name}".encode()).hexdigest()


def main() -> int:
    """Prints half, set and id of every report that the rule takes, the events after the single ones."""
    folder = data_folder()
    if not (every := list(rows(folder))):
        return not_run(folder / "events")
    for n, row in enumerate(singles(every)):
        print("closed" if n % 2 else "open", row["set"], row["id"])
    for n, (event, reports) in enumerate(events(every)):
        for row in reports:
            print("closed" if n % 2 else "open", row["set"], row["id"], event)
    return 0


if __name__ == "__main__":
    sys.exit(main())
