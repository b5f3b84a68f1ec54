"""Direct quotations against PolNeAR: F1 of their words, accuracy of their sources as printed.

    python -m evals.dev_polnear [--part dev|train|fresh] [--show] [--beside FOLDER]

Reads `polnear/data/` in the directory named by CROSSWIRE_DATA (default `.data`); says plainly when it is
not there, and then counts as not run. Parts, over the texts in the order of their names:

- dev: the 84 development texts, looked at while rules are made.
- train: every eighth training text from the first (105 texts), looked at as well.
- fresh: every eighth training text from the sixth (105 texts). No rule is made by it, so its errors are
  never printed.

Definitions. A word is `\\w+(?:[’'.-]\\w+)*`; a content is the set of its words' positions, a leading
"that" or "as" dropped. A gold attribution (first annotator by file name) is direct where each of its pieces
opens and closes with a mark or touches one just outside; the unit is one piece. A piece is found where the
sets are equal. PolNeAR annotates one attribution a word, so a direct content inside another is left out. A
source is right where it shares a word that is no function word with the gold source; it is scored over found
pieces whose gold names one.

`--beside` names a folder of packages that holds textacy (Apache-2.0), whose direct quotations are then
measured on the same parses, in the same run; where it is not installed the table says so. textacy refuses
texts with an odd number of marks; they count as texts in which it finds nothing, and the texts that it
answers are scored apart as well.
"""

from __future__ import annotations

import argparse
import importlib
import re
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from crosswire.annotate.names import find_mentions
from crosswire.annotate.quotes import find_quotes
from crosswire.types import Report
from evals.dev_reports import data_folder, not_run, parsed

if TYPE_CHECKING:
    from spacy.tokens import Doc

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
# Each part's folder, its first text and its step.
PARTS = {"dev": ("dev", 0, 1), "train": ("train", 0, 8), "fresh": ("train", 5, 8)}

Words = frozenset[int]
Answer = tuple[int, int, tuple[int, int] | None]  # a content and its source
Reader = Callable[[Report, "Doc"], "list[Answer] | None"]


@dataclass(frozen=True)
class Gold:
    """One piece of an attribution: its words, those of the whole content and of the source."""

    words: Words
    whole: Words
    source: Words
    direct: bool


@dataclass(frozen=True)
class Case:
    """One annotated text."""

    report: Report
    gold: tuple[Gold, ...]


@dataclass
class Counts:
    """What was found over all texts, and the errors by their kind, each with the words."""

    hit: int = 0
    gold: int = 0
    reported: int = 0
    source: int = 0
    sourced: int = 0
    refused: int = 0
    errors: list[tuple[str, str]] = field(default_factory=list)


def positions(text: str, start: int, end: int) -> list[tuple[int, str]]:
    """The words of a stretch: where each begins in the whole text, and its lower-cased form."""
    return [(m.start(), m.group().lower()) for m in WORD.finditer(text) if start <= m.start() < end]


def content(text: str, start: int, end: int) -> Words:
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
    """The pieces of all attributions of an annotation file in brat's standoff form."""
    spans: dict[str, list[tuple[int, int]]] = {}
    found = []
    for line in annotation.splitlines():
        fields = line.split("\t")
        if line.startswith("T") and len(fields) > 2:
            spans[fields[0]] = [
                (int(p.split()[0]), int(p.split()[1])) for p in fields[1].split(" ", 1)[1].split(";")
            ]
    for line in annotation.splitlines():
        if not line.startswith("E"):
            continue
        parts = [p.split(":") for p in line.split("\t")[1].split()]
        contents = [s for k, v in parts if k.startswith("Content") for s in spans.get(v, [])]
        sources = [s for k, v in parts if k.startswith("Source") for s in spans.get(v, [])]
        direct = bool(contents) and all(in_marks(text, s, e) for s, e in contents)
        source = frozenset(p for s, e in sources for p, w in positions(text, s, e) if w not in FUNCTION)
        whole = frozenset[int]().union(*(content(text, s, e) for s, e in contents))
        found += [Gold(content(text, s, e), whole, source, direct) for s, e in contents]
    return [g for g in found if g.words]


def read_cases(folder: Path, first: int, step: int) -> list[Case]:
    """The annotated texts of a folder, in the order of their names."""
    cases = []
    for path in sorted((folder / "text").glob("*.txt"))[first::step]:
        files = sorted((folder / "attributions").glob(path.stem + "_*.ann"))
        if files:
            text = path.read_text(encoding="utf-8")
            report = Report(id="r", source="", text=text, sha256="")
            cases.append(Case(report, tuple(gold_of(text, files[0].read_text(encoding="utf-8")))))
    return cases


def ours(report: Report, doc: Doc) -> list[Answer]:
    """The contents of kind direct that crosswire finds."""
    attributions = find_quotes(report, doc, find_mentions(report, doc))[1]
    return [
        (piece.start, piece.end, a.source and (a.source.start, a.source.end))
        for a in attributions
        if a.kind == "direct"
        for piece in (a.content, *a.more)
    ]


def textacy(folder: Path | None) -> Reader | None:
    """textacy's direct quotations in the same form, or None where it is not installed."""
    if folder:
        sys.path.append(str(folder))
    try:
        triples = importlib.import_module("textacy.extract.triples")
    except ImportError:
        return None

    def read(report: Report, doc: Doc) -> list[Answer] | None:
        try:
            found = list(triples.direct_quotations(doc))
        except ValueError:
            return None
        return [
            (q.content.start_char, q.content.end_char, (q.speaker[0].idx, q.speaker[-1].idx + 1))
            for q in found
        ]

    return read


def score(case: Case, answers: Sequence[Answer] | None, counts: Counts) -> None:
    """Adds one text's counts."""
    text = case.report.text
    left = {g.words: g for g in case.gold if g.direct}
    counts.gold += len(left)
    if answers is None:
        counts.refused += 1
        return
    outer = [q for q in answers if not any(q[:2] != o[:2] and o[0] <= q[0] and q[1] <= o[1] for o in answers)]
    counts.reported += len(outer)
    spurious = []
    for start, end, source in outer:
        words = content(text, start, end)
        gold = left.pop(words, None)
        if gold is None:
            spurious.append((start, end, words))
            continue
        counts.hit += 1
        if gold.source:
            found = {p for p, _ in positions(text, *source)} if source else set[int]()
            counts.sourced += 1
            counts.source += bool(found & gold.source)
            if not found & gold.source:
                said = text[slice(*source)] if source else None
                counts.errors.append(("source", f"{_shown(text, start - 60, end + 60)} | {said}"))
    for start, end, words in spurious:
        counts.errors.append((_spurious(words, case.gold), _shown(text, start - 80, end + 50)))
    reached = frozenset[int]().union(*(w for _, _, w in spurious))
    for gold in left.values():
        kind = "missed: other bounds" if gold.words & reached else "missed"
        counts.errors.append((kind, _shown(text, min(gold.words) - 80, max(gold.words) + 60)))


def _spurious(words: Words, gold: Sequence[Gold]) -> str:
    """What a content reported beside the gold ones is."""
    touching = [g for g in gold if g.words & words]
    if not touching:
        return "spurious: nothing annotated"
    if any(g.words == words for g in touching):
        alone = any(g.words == words == g.whole for g in touching)
        return "spurious: gold lacks its mark" if alone else "spurious: one piece of a mixed content"
    if any(words < g.whole and not g.direct for g in touching):
        return "spurious: inside a longer mixed content"
    return "spurious: other bounds"


def _shown(text: str, start: int, end: int) -> str:
    return text[max(0, start) : end].replace("\n", "/")


def _f1(counts: Counts) -> str:
    precision, recall = counts.hit / max(1, counts.reported), counts.hit / max(1, counts.gold)
    f1 = 2 * precision * recall / max(1e-9, precision + recall)
    return f"{f1:.3f}  P {precision:.3f} R {recall:.3f} over {counts.gold} pieces"


def run(name: str, read: Reader, cases: Sequence[Case], docs: Sequence[Doc]) -> Counts:
    """Scores one reader on all texts and prints its figures."""
    counts, answered = Counts(), Counts()
    for case, doc in zip(cases, docs, strict=True):
        answers = read(case.report, doc)
        score(case, answers, counts)
        if answers is not None:
            score(case, answers, answered)
    print(f"{name}: {len(cases)} texts" + (f", {counts.refused} refused" if counts.refused else ""))
    print(f"  direct.f1        {_f1(counts)}")
    print(
        f"  source.accuracy  {counts.source / max(1, counts.sourced):.3f}  of {counts.sourced} found pieces"
    )
    if counts.refused:
        print(f"  answered alone   {_f1(answered)}")
    return counts


def main() -> int:
    """Scores the part asked for; 0 when run, 3 when the data is absent."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--part", default="dev", choices=tuple(PARTS))
    parser.add_argument("--show", action="store_true", help="print the errors (never of the fresh part)")
    parser.add_argument("--beside", type=Path, help="folder of packages that holds textacy")
    options = parser.parse_args()
    if options.show and options.part == "fresh":
        parser.error("errors of the fresh part are not printed: no rule is made by it")
    folder, first, step = PARTS[options.part]
    root = data_folder() / "polnear" / "data" / folder
    if not root.is_dir():
        return not_run(root)
    cases = read_cases(root, first, step)
    docs = parsed([case.report for case in cases], "polnear")
    counts = run("crosswire", ours, cases, docs)
    if options.part != "fresh":
        for kind, number in sorted(Counter(kind for kind, _ in counts.errors).items()):
            print(f"    {number:4} {kind}")
    other = textacy(options.beside)
    if other is None:
        print("textacy: not installed here, not measured (--beside FOLDER).")
    else:
        run("textacy", other, cases, docs)
    if options.show:
        for kind, words in sorted(counts.errors):
            print(f"{kind}\t{words}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
