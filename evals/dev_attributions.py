"""All attributions against PolNeAR: who says what, quoted or told, with breakdowns by kind.

    python -m evals.dev_attributions --part dev|tune|fresh [--errors KIND]

PolNeAR (Newell, Margolin and Ruths 2018) annotates source, cue and content of every attribution in news
texts; it comes without a licence, is measured against here and never shipped. The first annotator by id
counts. Parts: `dev`, the development files; `tune`, the train files whose place in the sorted list is 1, 2 or
3 modulo 8, on which rules are tuned; `fresh`, those at 5 modulo 8, whose errors are never printed.

A content is the set of its word positions, all its pieces together; a system content inside another is
dropped before scoring. Pairs are made one to one, greedily by intersection over union (IoU). Token F1:
the overlap of pairs over all words. Exact: equal sets after one leading "that" or "as" is dropped. Source
right: it shares a non-function word with the annotated one, over pairs of IoU at least .5. Prints what was
measured; exit status 3 where the data is absent.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from crosswire.annotate.names import find_mentions
from crosswire.annotate.quotes import find_quotes
from crosswire.lang import table
from crosswire.types import Attribution, Report
from evals.dev_polnear import FUNCTION, in_marks, positions
from evals.dev_reports import AbsentError, needed, not_run, parsed

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

PARTS = {"dev": ("dev", ()), "tune": ("train", (1, 2, 3)), "fresh": ("train", (5,))}
_EVERY = 8
_HALF = 0.5
_MARKS = frozenset('"“”„«»')

Spans = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Relation:
    """One attribution as word positions: `words` of the content, `bare` without a leading "that"."""

    words: frozenset[int]
    bare: frozenset[int]
    source: frozenset[int]
    pieces: Spans
    sources: Spans
    cues: Spans
    kind: str


def relation(text: str, pieces: Spans, sources: Spans, cues: Spans, kind: str = "") -> Relation:
    """An attribution from its stretches; `kind` is told from the marks where it is not given."""
    ordered = tuple(sorted(pieces))
    found = [w for s, e in ordered for w in positions(text, s, e)]
    bare = found[1:] if found and found[0][1] in ("that", "as") else found
    source = frozenset(p for s, e in sources for p, _ in positions(text, s, e))
    if not kind:
        direct = all(in_marks(text, s, e) for s, e in ordered)
        mixed = any(c in _MARKS for s, e in ordered for c in text[s:e])
        kind = "direct" if direct else "mixed" if mixed else "indirect"
    words = frozenset(p for p, _ in found)
    return Relation(words, frozenset(p for p, _ in bare), source, ordered, tuple(sources), tuple(cues), kind)


def gold_relations(text: str, annotation: str) -> list[Relation]:
    """The attributions of an annotation file in brat's standoff form, those without a content left out."""
    spans: dict[str, Spans] = {}
    lines = annotation.split("\n")
    for line in lines:
        name, _, rest = line.partition("\t")
        if name[:1] == "T" and name[1:].isdigit():  # a text may run over a line end
            pairs = rest.split("\t")[0].split(" ", 1)[1].split(";")
            spans[name] = tuple((int(a), int(b)) for a, b in (p.split() for p in pairs))
    found = []
    for line in lines:
        if line[:1] == "E" and "\t" in line:
            parts = [p.split(":") for p in line.split("\t")[1].split()]
            held: dict[str, Spans] = {
                role: tuple(s for k, v in parts if k.startswith(role) for s in spans[v])
                for role in ("Content", "Source", "Cue")
            }
            found.append(relation(text, held["Content"], held["Source"], held["Cue"]))
    return [g for g in found if g.words]


def system_relations(text: str, attributions: Iterable[Attribution]) -> list[Relation]:
    """The product's attributions, those inside another dropped."""
    made = []
    for a in attributions:
        pieces = tuple((s.start, s.end) for s in (a.content, *a.more))
        source = ((a.source.start, a.source.end),) if a.source else ()
        made.append(relation(text, pieces, source, ((a.cue.start, a.cue.end),) if a.cue else (), a.kind))
    made = sorted((r for r in made if r.words), key=lambda r: (-len(r.words), r.pieces))
    kept: list[Relation] = []
    for r in made:
        if not any(r.words <= k.words for k in kept):
            kept.append(r)
    return kept


def iou(a: frozenset[int], b: frozenset[int]) -> float:
    """Intersection over union of two sets, not both empty."""
    return len(a & b) / len(a | b)


def paired(gold: Sequence[Relation], system: Sequence[Relation]) -> list[tuple[int, int, float]]:
    """One-to-one pairs (gold, system, IoU), greedily from the highest IoU down."""
    scored = [(iou(g.words, s.words), -i, -j) for i, g in enumerate(gold) for j, s in enumerate(system)]
    pairs, left, right = [], set(), set()
    for value, i, j in sorted((x for x in scored if x[0] > 0), reverse=True):
        if -i not in left and -j not in right:
            left.add(-i)
            right.add(-j)
            pairs.append((-i, -j, value))
    return pairs


@dataclass
class Counts:
    """What was found over all texts: words and attributions, and each breakdown."""

    overlap: int = 0
    gold_words: int = 0
    system_words: int = 0
    both: int = 0
    gold_covered: int = 0
    system_covered: int = 0
    exact: int = 0
    gold: int = 0
    system: int = 0
    right: int = 0
    sourced: int = 0
    by_kind: Counter[tuple[str, str]] = field(default_factory=Counter)
    missed: Counter[str] = field(default_factory=Counter)
    spurious: Counter[str] = field(default_factory=Counter)
    bounds: Counter[str] = field(default_factory=Counter)


@dataclass(frozen=True, slots=True)
class Error:
    """One error: its class, and where it stands."""

    kind: str
    text: str
    gold: Relation | None
    system: Relation | None

    def shown(self) -> str:
        """The passage with the annotated content in {} and the system's in []."""
        spans = [s for r in (self.gold, self.system) if r is not None for s in r.pieces]
        start, end = max(0, min(s for s, _ in spans) - 90), max(e for _, e in spans) + 70
        marks: list[tuple[int, str]] = []
        for r, (a, b) in ((self.gold, "{}"), (self.system, "[]")):
            for s, e in r.pieces if r is not None else ():
                marks += [(s, a), (e, b)]
        out, at = [], start
        for offset, mark in sorted(marks):
            out += [self.text[at:offset], mark]
            at = offset
        shown = "".join([*out, self.text[at:end]]).replace("\n", "/")
        named = [self.text[s:e] for r in (self.gold, self.system) if r for s, e in (*r.sources, *r.cues)]
        return f"{self.kind:34} {shown}  | {named}"


def score(
    text: str, doc: Doc, gold: Sequence[Relation], system: Sequence[Relation], c: Counts
) -> list[Error]:
    """Adds one text's counts and gives its errors."""
    pairs = paired(gold, system)
    g_all, s_all = (frozenset().union(*(r.words for r in rows)) for rows in (gold, system))
    c.both += len(g_all & s_all)
    c.gold_covered += len(g_all)
    c.system_covered += len(s_all)
    c.gold_words += sum(len(g.words) for g in gold)
    c.system_words += sum(len(s.words) for s in system)
    c.gold += len(gold)
    c.system += len(system)
    errors: list[Error] = []
    starts = {t.idx: t for t in doc}
    for g in gold:
        c.by_kind[g.kind, "gold"] += 1
    for s in system:
        c.by_kind[s.kind, "system"] += 1
    for i, j, value in pairs:
        g, s = gold[i], system[j]
        c.overlap += len(g.words & s.words)
        same = g.bare == s.bare
        c.exact += same
        c.by_kind[g.kind, "exact"] += same
        if value >= _HALF:
            c.by_kind[g.kind, "found"] += 1
            errors += _sources(text, g, s, c)
            if not same:
                kind = _bounds(g, s)
                c.bounds[kind] += 1
                errors.append(Error(kind, text, g, s))
    halves = {i for i, _, v in pairs if v >= _HALF}, {j for _, j, v in pairs if v >= _HALF}
    for i, g in enumerate(gold):
        if i not in halves[0]:
            kind = f"missed: {cue_kind(g, starts)} + {content_form(g, starts)}"
            c.missed[kind] += 1
            errors.append(Error(kind, text, g, None))
    for j, s in enumerate(system):
        if j not in halves[1]:
            kind = f"spurious: {cue_kind(s, starts)} + {content_form(s, starts)}"
            c.spurious[kind] += 1
            errors.append(Error(kind, text, None, s))
    return errors


def _sources(text: str, g: Relation, s: Relation, c: Counts) -> Iterator[Error]:
    wanted = frozenset(p for a, b in g.sources for p, w in positions(text, a, b) if w not in FUNCTION)
    if wanted:
        c.sourced += 1
        right = bool(wanted & s.source)
        c.right += right
        if not right:
            yield Error("source", text, g, s)


def _bounds(g: Relation, s: Relation) -> str:
    """Which bound of a content is off: its start first, then its end, then a gap within."""
    if min(s.bare) != min(g.bare):
        return "starts late" if min(s.bare) > min(g.bare) else "starts early"
    if max(s.bare) != max(g.bare):
        return "too long" if max(s.bare) > max(g.bare) else "too short"
    return "holes"


def cue_kind(r: Relation, starts: dict[int, Token]) -> str:
    """What kind of cue an attribution has, by the parse: a listed verb, another, a noun, …"""
    tokens = [t for s, e in r.cues for o in range(s, e) if (t := starts.get(o)) is not None]
    if not tokens:
        return "no cue"
    quotes = table("en", "quotes")
    listed = {v for name, kind in quotes["verbs"].items() if name != "count" for v in kind}
    if any(t.lower_ in ("according",) for t in tokens):
        return "according"
    verbs = [t for t in tokens if t.pos_ in ("VERB", "AUX") and t.dep_ not in ("aux", "auxpass")]
    if any(t.lemma_.lower() in listed for t in verbs):
        return "verb listed"
    if any(t.pos_ == "NOUN" for t in tokens) and all(
        t.lemma_ in ("have", "be", "make", "give") for t in verbs
    ):
        return "noun"
    if any(t.pos_ == "ADJ" for t in tokens) and all(t.lemma_ in ("be", "feel") for t in verbs):
        return "adjective"
    return "verb other" if verbs else "other"


def content_form(r: Relation, starts: dict[int, Token]) -> str:
    """What form a content has, by the parse: a clause, an infinitive, a noun phrase, words in marks."""
    if r.kind == "direct":
        return "direct"
    inside = {o for s, e in r.pieces for o in range(s, e)}
    tokens = [t for o in sorted(inside) if (t := starts.get(o)) is not None and not t.is_punct]
    tops = [t for t in tokens if t.head.i == t.i or t.head.idx not in inside]
    verbs = [t for t in tops if t.pos_ in ("VERB", "AUX")]
    for t in verbs:
        if any(c.dep_ in ("nsubj", "nsubjpass", "expl") and c.idx in inside for c in t.children):
            return "clause"
    if verbs and any(c.tag_ == "TO" for c in verbs[0].children):
        return "infinitive"
    if any(t.tag_ == "VBG" for t in verbs):
        return "gerund"
    if verbs:
        return "clause"
    if any(t.pos_ in ("NOUN", "PROPN", "PRON", "NUM") for t in tops):
        return "noun phrase"
    return "fragment" if tops else "none"


def texts_of(part: str) -> list[tuple[str, list[Relation]]]:
    """The texts of a part with their annotated attributions. Raises AbsentError where the data is absent."""
    folder, places = PARTS[part]
    root = needed("polnear", "data", folder)
    found = []
    for place, path in enumerate(sorted((root / "text").glob("*.txt"))):
        files = sorted((root / "attributions").glob(path.stem + "_*.ann"))
        if files and (not places or place % _EVERY in places):
            text = path.read_text(encoding="utf-8")
            found.append((text, gold_relations(text, files[0].read_text(encoding="utf-8"))))
    return found


def run(part: str) -> tuple[Counts, list[Error]]:
    """The product over a part: its counts and its errors."""
    rows = texts_of(part)
    reports = [Report(id=f"r{n}", source="", text=text, sha256="") for n, (text, _) in enumerate(rows)]
    counts, errors = Counts(), []
    for report, doc, (text, gold) in zip(reports, parsed(reports, "polnear"), rows, strict=True):
        attributions = find_quotes(report, doc, find_mentions(report, doc))[1]
        errors += score(text, doc, gold, system_relations(text, attributions), counts)
    return counts, errors


def _f1(hit: int, system: int, gold: int) -> str:
    p, r = hit / max(1, system), hit / max(1, gold)
    return f"{2 * p * r / max(1e-9, p + r):.3f}  P {p:.3f} R {r:.3f}"


def printed(c: Counts) -> Iterator[str]:
    """The lines of a result."""
    yield f"token.f1.paired  {_f1(c.overlap, c.system_words, c.gold_words)}"
    yield f"token.f1.binary  {_f1(c.both, c.system_covered, c.gold_covered)}"
    yield f"exact.f1         {_f1(c.exact, c.system, c.gold)}  of {c.gold} annotated, {c.system} found"
    yield f"source.accuracy  {c.right / max(1, c.sourced):.3f}  of {c.sourced} found with IoU >= .5"
    for kind in ("direct", "mixed", "indirect"):
        gold, found = c.by_kind[kind, "gold"], c.by_kind[kind, "found"]
        yield (
            f"  {kind:9} annotated {gold}, found {found / max(1, gold):.3f},"
            f" exact {c.by_kind[kind, 'exact'] / max(1, gold):.3f}; system {c.by_kind[kind, 'system']}"
        )
    for name, counter in (("missed", c.missed), ("spurious", c.spurious), ("bounds", c.bounds)):
        listed = ", ".join(
            f"{k.split(': ')[-1]} {n}" for k, n in sorted(counter.items(), key=lambda x: (-x[1], x[0]))
        )
        yield f"  {name} {sum(counter.values())}: {listed}"


def main() -> int:
    """Scores the part asked for; 0 when run, 3 when the data is absent."""
    parser = argparse.ArgumentParser(description="All attributions against PolNeAR.")
    parser.add_argument("--part", default="dev", choices=tuple(PARTS))
    parser.add_argument("--errors", metavar="KIND", help="print the errors whose kind begins so")
    options = parser.parse_args()
    try:
        counts, errors = run(options.part)
    except AbsentError:
        return not_run(Path(os.environ.get("CROSSWIRE_DATA", ".data")) / "polnear")
    print("\n".join(printed(counts)))
    if options.errors is not None and options.part != "fresh":
        print("\n".join(e.shown() for e in errors if e.kind.startswith(options.errors)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
