"""The public reports that the annotation of figures draws on, and the rule by which it drew.

In: the folder of development data. Out: rows (set, id, event, title, text, source, date) of four sets in
English, and, run as `python -m evals.annotated_rows`, the ids that the rule chooses. The rule looks at
lengths and at how many numbers stand in a text and near words of harm, never at what is extracted.
A text whose first line repeats the title is given without that line; where that line is a sentence, the
set has no title of its own and none is given. Judges nothing.
"""

from __future__ import annotations

import hashlib
import json
import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from evals.dev_reports import data_folder, not_run, rows_of

Row = dict[str, Any]

_UNITS = "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
_MORE = "seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety half third quarter"
_LARGE = "dozens? hundreds? thousands? millions? billions?"
NUMBER = re.compile(
    r"\b(?!(?:19|20)\d\d\b)\d[\d,.]*|\b(?:" + "|".join(f"{_UNITS} {_MORE} {_LARGE}".split()) + r")\b", re.I
)
HARM = re.compile(r"kill|dead\b|died|injur|wound|hurt|arrest|detain|missing|evacuat|hospital", re.I)
LEAD = 120  # words
GOLD_REPORTS = Path(__file__).parent / "annotated" / "reports.jsonl"


def rows(folder: Path) -> Iterator[Row]:
    """Every English report of the sets that are there."""
    events = folder / "events"
    for name, file in (
        ("news69", "news69_dev.jsonl"),
        ("ecb", "ecb_dev_texts.jsonl"),
        ("meantime", "meantime_dev.jsonl"),
    ):
        for row in rows_of(events / file) if (events / file).is_file() else ():
            if row.get("lang", "en") == "en":
                event = row.get("event_id") or row.get("subtopic") or row.get("article")
                yield _given({**row, "set": name, "event": f"{name}:{event}"})
    for path in sorted((folder / "basil" / "articles").glob("*/*.json")):
        article = json.loads(path.read_text(encoding="utf-8"))
        body = "\n\n".join(" ".join(paragraph) for paragraph in article["body-paragraphs"])
        event = f"basil:{article['triplet-uuid']}"
        yield _given({**article, "set": "basil", "id": article["uuid"], "event": event, "text": body})


def _given(row: Row) -> Row:
    title, text = (row["title"] or "").strip(), row["text"].strip()
    first, _, rest = text.partition("\n")
    kept = {k: row.get(k) for k in ("set", "id", "event", "source", "date", "category")}
    kept["counted"] = row["text"]  # what the rule counts in: the text as the set gives it
    if first.strip() == title and rest.strip():
        if title.endswith("."):
            return {**kept, "title": None, "text": text}
        return {**kept, "title": title, "text": rest.strip()}
    return {**kept, "title": title, "text": text}


def numbers(text: str) -> int:
    """How many numbers stand in a text, in figures (years left out) or in words."""
    return len(NUMBER.findall(text))


def harmed(text: str, limit: int | None) -> int:
    """How many of the first `limit` words hold a number that stands near a word of harm."""
    words = text.split()[:limit]
    near = (" ".join(words[max(0, n - 4) : n + 6]) for n in range(len(words)))
    return sum(
        1 for word, around in zip(words, near, strict=True) if NUMBER.search(word) and HARM.search(around)
    )


# How many reports of which set, under which condition on the row and its text; in this order.
_WORLD = ("world", "business")
STRATA: tuple[tuple[int, Callable[[Row, str], bool]], ...] = (
    (11, lambda row, text: row["set"] == "ecb" and harmed(text, LEAD) >= 2),
    (4, lambda row, text: row["set"] == "news69" and row["category"] in _WORLD and harmed(text, LEAD) >= 1),
    (2, lambda row, text: row["set"] == "news69" and row["category"] in _WORLD and harmed(text, LEAD) < 1),
    (4, lambda row, text: row["set"] == "meantime" and harmed(text, LEAD) < 1),
    (3, lambda row, text: row["set"] == "basil"),
    (6, lambda row, text: row["set"] == "ecb" and _long(text) and harmed(text, None) >= 3),
    (4, lambda row, text: row["set"] == "news69" and row["category"] in _WORLD and _long(text)),
    (3, lambda row, text: row["set"] == "basil" and _long(text)),
)


def _long(text: str) -> bool:
    return len(text.split()) >= 300 and numbers(text) >= 15


def chosen(every: list[Row]) -> list[Row]:
    """The rows that the rule takes, one an event, in order; by turns open and closed."""
    pool = [(row, text) for row in sorted(every, key=_draw) if _fit(text := row["counted"])]
    events: set[str] = set()
    taken: list[Row] = []
    for quota, wanted in STRATA:
        for row, text in pool:
            if quota and row["event"] not in events and wanted(row, text):
                events.add(row["event"])
                taken.append(row)
                quota -= 1
    return taken


def _draw(row: Row) -> str:
    return hashlib.sha256(f"crosswire figures {row['id']}".encode()).hexdigest()


def _fit(text: str) -> bool:
    words, count = len(text.split()), numbers(text)
    return 80 <= words <= 900 and count >= 6 and 50 * count >= words


def main() -> int:
    """Prints half, set and id of the reports that the rule takes."""
    folder = data_folder()
    if not (every := list(rows(folder))):
        return not_run(folder / "events")
    for n, row in enumerate(chosen(every)):
        print("closed" if n % 2 else "open", row["set"], row["id"])
    return 0


if __name__ == "__main__":
    sys.exit(main())
