"""What every part of the scorer shares: spans held against spans, names folded, counts to precision.

In: plain JSON values of a dossier and of gold. Out: numbers, and `Outcome`s that carry the errors
behind them. Standard library only.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Any

Item = dict[str, Any]
Items = list[Item]

# Two renderings of one number may differ in the last bit ("88 million" as a product).
SAME_NUMBER = 1e-6


@dataclass(frozen=True, slots=True, kw_only=True)
class Error:
    """One thing wrong: what kind, where, what was expected and what was found."""

    kind: str
    span: Item | None
    expected: str = ""
    found: str = ""


@dataclass(slots=True, kw_only=True)
class Outcome:
    """Figures of merit by name (value, detail), and the errors behind them."""

    scores: dict[str, tuple[float, str]] = field(default_factory=dict)
    errors: list[Error] = field(default_factory=list)

    def put(self, name: str, value: float, detail: str = "") -> None:
        """Records a figure, rounded to four decimals."""
        self.scores[name] = (round(value, 4), detail)


def fold(text: str | None) -> str:
    """Lowercase letters, digits and single-purpose spaces: no accents, no punctuation.

    >>> fold("José O’Hara")
    'jose o hara'
    """
    plain = unicodedata.normalize("NFKD", text or "")
    bare = "".join(c for c in plain if not unicodedata.combining(c))
    return re.sub(r"[^\w ]+", " ", bare.lower()).strip()


def shared(a: Item, b: Item) -> int:
    """How many characters two spans of one report share."""
    return int(max(0, min(a["end"], b["end"]) - max(a["start"], b["start"])))


def jaccard(a: Item, b: Item) -> float:
    """Shared characters over all characters of two spans of one report."""
    common = shared(a, b)
    return common / (a["end"] - a["start"] + b["end"] - b["start"] - common) if common else 0.0


def touch(a: Item, b: Item) -> bool:
    """Whether two spans lie in one report and share a character."""
    return bool(a["report"] == b["report"] and shared(a, b))


def ratio(part: float, whole: float) -> float:
    """`part` of `whole`, 0 where there is no whole."""
    return part / whole if whole else 0.0


def harmonic(precision: float, recall: float) -> float:
    """The F1 of precision and recall."""
    return ratio(2 * precision * recall, precision + recall)


def counted(hits: float, reported: int, wanted: int) -> tuple[float, float, float]:
    """Precision, recall and F1 of counts."""
    p, r = ratio(hits, reported), ratio(hits, wanted)
    return p, r, harmonic(p, r)


def report_keys(dossier: Item, gold: Item) -> dict[str, str]:
    """The dossier's report ids to the gold's report keys, by file name."""
    keys = {entry["file"]: key for key, entry in gold["reports"].items()}
    named = {r["id"]: PurePosixPath(r.get("source") or "").name for r in dossier["reports"]}
    return {i: keys[name] for i, name in named.items() if name in keys}


def located(items: Iterable[Item], keys: Mapping[str, str]) -> Items:
    """The items that lie in annotated reports, under the gold's report keys."""
    return [{**item, "report": keys[item["report"]]} for item in items if item.get("report") in keys]


def one_to_one(candidates: Iterable[tuple[tuple[float, ...], int, int]]) -> dict[int, int]:
    """Found index by wanted index: best rank first, ties as listed, each used once."""
    by_wanted: dict[int, int] = {}
    used: set[int] = set()
    for _, found, wanted in sorted(candidates, key=lambda c: tuple(-x for x in c[0])):
        if found not in used and wanted not in by_wanted:
            used.add(found)
            by_wanted[wanted] = found
    return by_wanted


def names_of(dossier: Item) -> dict[str, str]:
    """Entity names by id."""
    return {e["id"]: e.get("name") or "" for e in dossier.get("entities", [])}


def precision_recall(p: float, r: float, rest: str) -> str:
    """The detail that follows an F1."""
    return f"P {p:.3f} R {r:.3f} {rest}"


def any_word(words: Sequence[str], said: str) -> bool:
    """Whether any of the folded words stands in what was said."""
    return any(word in said for word in words)
