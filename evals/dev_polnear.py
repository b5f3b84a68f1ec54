"""Quotations against PolNeAR: direct F1 and source accuracy, on its development articles.

    python evals/dev_polnear.py [--part dev|train] [--every N] [--show]

Reads `polnear/data/` in the directory named by CROSSWIRE_DATA (default `.data`); says plainly when it
is not there, and then counts as not run. Definitions: a word is `\\w+(?:[’'.-]\\w+)*`; a gold
attribution is direct where each of its pieces opens and closes with a mark; the unit is one piece; a
piece is found where the sets of its words are equal, a leading "that" or "as" aside. A source is
right where it shares a word that is no function word with the gold source.
"""

from __future__ import annotations

import argparse
import os
import re
import sys
from dataclasses import dataclass
from pathlib import Path

from spacy.language import Language

from crosswire.annotate.names import find_mentions
from crosswire.annotate.parse import load, parse
from crosswire.annotate.quotes import find_quotes
from crosswire.types import Report

WORD = re.compile(r"\w+(?:[’'.-]\w+)*")
MARKS = "\"“”„«»'‘’"
FUNCTION = frozenset(
    [
        "a",
        "an",
        "the",
        "of",
        "and",
        "or",
        "in",
        "on",
        "at",
        "to",
        "for",
        "from",
        "by",
        "with",
        "is",
        "his",
        "her",
        "their",
        "its",
        "our",
        "my",
    ]
)


@dataclass(frozen=True)
class Gold:
    """One piece of a direct attribution: its words and those of its source."""

    words: frozenset[int]
    source: frozenset[int]
    start: int
    end: int


def positions(text: str, start: int, end: int) -> list[tuple[int, str]]:
    """The words of a stretch: where each begins in the whole text, and its lower-cased form."""
    return [(m.start(), m.group().lower()) for m in WORD.finditer(text) if start <= m.start() < end]


def content(text: str, start: int, end: int) -> frozenset[int]:
    """The word positions of a content, a leading "that" or "as" dropped."""
    found = positions(text, start, end)
    return frozenset(p for p, _ in (found[1:] if found and found[0][1] in ("that", "as") else found))


def in_marks(text: str, start: int, end: int) -> bool:
    """Whether a piece opens and closes with a mark, or touches one just outside."""
    piece = text[start:end].strip().rstrip(".,;:")
    opened = piece[:1] in MARKS or text[max(0, start - 1) : start] in tuple(MARKS)
    closed = piece[-1:] in MARKS or any(c in MARKS for c in text[end : end + 2].strip()[:2])
    return bool(piece) and opened and closed


def gold_of(text: str, annotation: str) -> list[Gold]:
    """The direct pieces of an annotation file in brat's standoff form."""
    spans: dict[str, list[tuple[int, int]]] = {}
    found = []
    for line in annotation.splitlines():
        fields = line.split("\t")
        if line.startswith("T"):
            spans[fields[0]] = [
                (int(p.split()[0]), int(p.split()[1])) for p in fields[1].split(" ", 1)[1].split(";")
            ]
    for line in annotation.splitlines():
        if not line.startswith("E"):
            continue
        parts = [p.split(":") for p in line.split("\t")[1].split()]
        contents = [s for k, v in parts if k.startswith("Content") for s in spans[v]]
        sources = [s for k, v in parts if k.startswith("Source") for s in spans[v]]
        if contents and all(in_marks(text, s, e) for s, e in contents):
            source = {p for s, e in sources for p, w in positions(text, s, e) if w not in FUNCTION}
            for s, e in contents:
                found.append(Gold(content(text, s, e), frozenset(source), s, e))
    return [g for g in found if g.words]


@dataclass
class Counts:
    """What was found over all texts."""

    hit: int = 0
    gold: int = 0
    reported: int = 0
    source: int = 0
    sourced: int = 0


def score(text: str, gold: list[Gold], nlp: Language, counts: Counts, *, show: bool) -> None:
    """Adds one text's counts."""
    report = Report(id="r", source="", text=text, sha256="")
    doc = parse(report, nlp)
    attributions = find_quotes(report, doc, find_mentions(report, doc))[1]
    quotes = [a for a in attributions if a.kind == "direct"]
    left = {g.words: g for g in gold}
    counts.gold += len(left)
    counts.reported += len(quotes)
    for q in quotes:
        g = left.pop(content(text, q.content.start, q.content.end), None)
        if g is None:
            if show:
                print("spurious", q.content.text[:90], "|", q.source and q.source.text)
            continue
        counts.hit += 1
        if g.source:
            counts.sourced += 1
            right = q.source is not None and any(
                p in g.source for p, _ in positions(text, q.source.start, q.source.end)
            )
            counts.source += right
            if show and not right:
                print(
                    "source",
                    text[g.start - 60 : g.end + 60].replace("\n", "/"),
                    "|",
                    q.source and q.source.text,
                )
    if show:
        for g in left.values():
            print("missed", text[g.start - 10 : g.end + 10].replace("\n", "/")[:110])


def main() -> int:
    """Scores the part asked for; 0 when run, 3 when the data is absent."""
    parser = argparse.ArgumentParser(description="Quotations against PolNeAR.")
    parser.add_argument("--part", default="dev", choices=("dev", "train"))
    parser.add_argument("--every", type=int, default=1)
    parser.add_argument("--show", action="store_true")
    options = parser.parse_args()
    root = Path(os.environ.get("CROSSWIRE_DATA", ".data")) / "polnear" / "data" / options.part
    if not root.is_dir():
        print(f"dev_polnear: not run, {root} is not there (set CROSSWIRE_DATA).")
        return 3
    nlp, counts = load(), Counts()
    for path in sorted((root / "text").glob("*.txt"))[:: options.every]:
        files = sorted((root / "attributions").glob(path.stem + "_*.ann"))
        if files:
            text = path.read_text(encoding="utf-8")
            gold = gold_of(text, files[0].read_text(encoding="utf-8"))
            score(text, gold, nlp, counts, show=options.show)
    precision, recall = counts.hit / max(1, counts.reported), counts.hit / max(1, counts.gold)
    f1 = 2 * precision * recall / max(1e-9, precision + recall)
    print(f"direct.f1        {f1:.3f}  P {precision:.3f} R {recall:.3f} over {counts.gold} pieces")
    print(f"source.accuracy  {counts.source / max(1, counts.sourced):.3f}  of {counts.sourced} found pieces")
    return 0


if __name__ == "__main__":
    sys.exit(main())
