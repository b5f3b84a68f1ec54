"""Places against LGL and GeoVirus: which toponyms are found, and whether they are put where they lie.

    python -m evals.dev_places [--show N] [--closed] [--limit N]

In: `geoparsing/data/Corpora/lgl.xml` and `GeoVirus.xml` of the folder that CROSSWIRE_DATA names; said plainly where
they are absent. Recognition is precision, recall and F1 of exact spans (of overlapping ones beside it). Of the gold
toponyms that are recognised and have coordinates, `accuracy@161` is the share put within 161 km (100 miles), where
unresolved is wrong; the median error is over those resolved. Beside it, in the same run, stand the parser's own
labels and the most populous place of the name. Articles are halved by a hash of their name: the errors shown are
of the open half alone, and totals of the other half only with `--closed`.
"""

from __future__ import annotations

import argparse
import hashlib
import statistics
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from math import asin, cos, radians, sin, sqrt
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree

from crosswire import gazetteer
from crosswire.annotate.names import find_mentions
from crosswire.annotate.places import find_places
from crosswire.types import Place, Report
from evals.dev_reports import AbsentError, needed, not_run, parsed

if TYPE_CHECKING:
    from spacy.tokens import Doc

NEAR_KM = 161.0
_EARTH_KM = 6371.0
_LABELS = ("GPE", "LOC", "FAC")


@dataclass(frozen=True, slots=True, kw_only=True)
class Gold:
    """An annotated toponym; without coordinates it counts for recognition alone."""

    start: int
    end: int
    text: str
    at: tuple[float, float] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """A report and its toponyms; `open` is the half whose errors may be read."""

    report: Report
    gold: tuple[Gold, ...]
    open: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A place as some finder gives it."""

    start: int
    end: int
    at: tuple[float, float] | None
    note: str = ""


@dataclass(slots=True)
class Score:
    """Counts over articles, and the errors in kilometres of what was put somewhere."""

    counts: Counter[str] = field(default_factory=Counter)
    errors: list[float] = field(default_factory=list)

    def add(self, other: Score) -> None:
        """Takes in the counts of other articles."""
        self.counts += other.counts
        self.errors += other.errors

    def lines(self, name: str) -> Iterator[str]:
        """The figures in words: names found, and names put where they are."""
        c = self.counts
        shown = []
        for kind in ("exact", "overlap"):
            precision, recall = c[f"{kind} found"] / max(c["found"], 1), c[f"{kind} gold"] / max(c["gold"], 1)
            f1 = 2 * precision * recall / max(precision + recall, 1e-9)
            shown.append((f1, f"P {precision:.3f} R {recall:.3f}"))
        (exact, split), (overlap, whole) = shown
        median = statistics.median(self.errors) if self.errors else float("nan")
        yield (
            f"{name}.recognition {exact:.3f} F1, exact spans ({split}; overlapping {overlap:.3f} {whole}; "
            f"{c['gold']} gold, {c['found']} found)"
        )
        near = c["near"] / max(c["placed"], 1)
        yield f"{name}.within161 {near:.3f} ({c['near']} of {c['placed']}; median error {median:.0f} km)"


def kilometres(one: tuple[float, float], other: tuple[float, float]) -> float:
    """The great-circle distance between two places in degrees."""
    a, b, c, d = map(radians, (*one, *other))
    return 2 * _EARTH_KM * asin(sqrt(sin((c - a) / 2) ** 2 + cos(a) * cos(c) * sin((d - b) / 2) ** 2))


def lgl(path: Path, *, addressed: bool = False) -> Iterator[Article]:
    """The articles of LGL; with `addressed` they have their web addresses, as a report that was fetched has."""
    for n, node in enumerate(ElementTree.parse(path).getroot().iter("article")):
        text = node.findtext("text") or ""
        gold = [
            _gold(
                text,
                t.findtext("start"),
                t.findtext("end"),
                t.findtext("gaztag/lat"),
                t.findtext("gaztag/lon"),
            )
            for t in node.iter("toponym")
        ]
        article = _article(f"lgl{n}", node.get("docid") or "", text, gold, node.findtext("dltime"))
        report = replace(article.report, address=node.findtext("url") if addressed else None)
        yield replace(article, report=report)


def geovirus(path: Path) -> Iterator[Article]:
    """The articles of GeoVirus."""
    for n, node in enumerate(ElementTree.parse(path).getroot().iter("article")):
        text = node.findtext("text") or ""
        gold = [
            _gold(text, *_aligned(text, t), t.findtext("lat"), t.findtext("lon"))
            for t in node.iter("location")
        ]
        yield _article(f"geovirus{n}", node.findtext("source") or "", text, gold, None)


def _aligned(text: str, node: ElementTree.Element) -> tuple[str, str]:
    """The offsets of a location, which in some articles of GeoVirus are a letter or two off its name."""
    name, start = node.findtext("name") or "", int(node.findtext("start") or 0)
    for shift in (0, -1, 1, -2, 2):
        if text.startswith(name, max(0, start + shift)):
            return str(start + shift), str(start + shift + len(name))
    return str(start), node.findtext("end") or "0"


def _gold(text: str, start: str | None, end: str | None, lat: str | None, lon: str | None) -> Gold:
    first, last = int(start or 0), int(end or 0)
    return Gold(
        start=first, end=last, text=text[first:last], at=(float(lat), float(lon)) if lat and lon else None
    )


def _article(id: str, name: str, text: str, gold: Sequence[Gold], when: str | None) -> Article:
    digest = hashlib.sha256(name.encode()).digest()
    report = Report(id=id, source=id, text=text, sha256="", published=(when or "")[:10] or None)
    return Article(report=report, gold=tuple(gold), open=digest[0] % 2 == 0)


def ours(article: Article, doc: Doc) -> list[Found]:
    """The product's places that have names, but for facilities, which the gold leaves out."""
    places = find_places(article.report, doc, find_mentions(article.report, doc))
    return [
        Found(start=p.span.start, end=p.span.end, at=_at(p), note=_note(p))
        for p in places
        if p.form != "nominal" and p.kind != "facility"
    ]


def _note(p: Place) -> str:
    return f"{p.name}, {p.admin1}, {p.country} ({p.kind}; {p.basis})"


def _at(place: Place) -> tuple[float, float] | None:
    return None if place.latitude is None or place.longitude is None else (place.latitude, place.longitude)


def parser_alone(article: Article, doc: Doc) -> list[Found]:
    """The parser's labels, each put at the most populous place of that name, countries first."""
    out = []
    for ent in doc.ents:
        if ent.label_ in _LABELS:
            text = ent.text.removeprefix("the ").removeprefix("The ").removesuffix("'s").removesuffix("’s")
            start = ent.start_char + ent.text.index(text)
            known = gazetteer.candidates(text)
            best = max(known, key=lambda e: (e.kind == "country", e.population), default=None)
            at = (best.latitude, best.longitude) if best else None
            out.append(Found(start=start, end=start + len(text), at=at))
    return out


def count(article: Article, found: Sequence[Found], score: Score) -> list[tuple[str, str, str]]:
    """Adds an article to the score; gives its errors as kind, words and note."""
    wrong: list[tuple[str, str, str]] = []
    gold = {(g.start, g.end): g for g in article.gold}
    ours = {(f.start, f.end): f for f in found}
    c = score.counts
    c["gold"] += len(gold)
    c["found"] += len(ours)
    for span, f in ours.items():
        meets = any(g.start < f.end and f.start < g.end for g in article.gold)
        c["exact found"] += span in gold
        c["overlap found"] += meets
        if span not in gold:
            wrong.append(("edge" if meets else "false", _around(article.report.text, f.start, f.end), f.note))
    for span, g in gold.items():
        meets = any(g.start < f.end and f.start < g.end for f in found)
        c["exact gold"] += span in ours
        c["overlap gold"] += meets
        if span not in ours:
            if not meets:
                wrong.append(("missed", _around(article.report.text, g.start, g.end), str(g.at)))
        elif g.at is not None:
            c["placed"] += 1
            at = ours[span].at
            if at is None:
                wrong.append(("unresolved", g.text, str(g.at)))
                continue
            error = kilometres(at, g.at)
            score.errors.append(error)
            c["near"] += error <= NEAR_KM
            if error > NEAR_KM:
                wrong.append(("far", g.text, f"{error:.0f} km from {g.at}: {ours[span].note}"))
    return wrong


def _around(text: str, start: int, end: int) -> str:
    return f"{text[max(0, start - 30) : start]}[{text[start:end]}]{text[end : end + 30]}".replace("\n", " ")


CORPORA: dict[str, Any] = {"lgl": ("lgl.xml", lgl), "geovirus": ("GeoVirus.xml", geovirus)}


def read(name: str, limit: int | None = None, *, addressed: bool = False) -> tuple[list[Article], list[Doc]]:
    """The articles of a corpus with their parses. Raises AbsentError where it is not there."""
    file, reader = CORPORA[name]
    if addressed and name == "lgl":
        reader = partial(reader, addressed=True)
    articles = list(reader(needed("geoparsing", "data", "Corpora", file)))[:limit]
    return articles, parsed([a.report for a in articles], f"geo_{name}")


def main() -> int:
    """Prints the figures; with --show N, N errors of each kind of the open half."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--show", type=int, default=0)
    parser.add_argument("--closed", action="store_true", help="the totals of the closed half as well")
    parser.add_argument("--limit", type=int)
    parser.add_argument("--addresses", action="store_true", help="articles of LGL with their web addresses")
    parser.add_argument("--corpus", choices=sorted(CORPORA), action="append")
    given = parser.parse_args()
    for name in given.corpus or CORPORA:
        try:
            articles, docs = read(name, given.limit, addressed=given.addresses)
        except AbsentError as absent:
            return not_run(Path(str(absent).removesuffix(" is absent")))
        total, alone_total = Score(), Score()
        for half in ("open", "closed") if given.closed else ("open",):
            score, alone = Score(), Score()
            wrong: list[tuple[str, str, str, str]] = []
            for article, doc in zip(articles, docs, strict=True):
                if article.open == (half == "open"):
                    wrong += [(*w, article.report.id) for w in count(article, ours(article, doc), score)]
                    count(article, parser_alone(article, doc), alone)
            print(*score.lines(f"places.{name}.{half}"), sep="\n")
            print(*alone.lines(f"  {name}, the parser and the most populous, {half}"), sep="\n")
            total.add(score)
            alone_total.add(alone)
            if half == "open":
                _show(wrong, given.show)
        if given.closed:
            print(*total.lines(f"places.{name}.all"), sep="\n")
            print(*alone_total.lines(f"  {name}, the parser and the most populous, all"), sep="\n")
    return 0


def _show(wrong: Sequence[tuple[str, str, str, str]], most: int) -> None:
    kinds = Counter(kind for kind, *_ in wrong)
    print("  " + ", ".join(f"{kind} {n}" for kind, n in sorted(kinds.items())))
    for kind in sorted(kinds) if most else ():
        of_kind = sorted(
            (w for w in wrong if w[0] == kind), key=lambda w: hashlib.sha256(repr(w).encode()).digest()
        )
        for _, words, note, id in of_kind[:most]:
            print(f"  {kind:10} {words} | {note} | {id}")


if __name__ == "__main__":
    sys.exit(main())
