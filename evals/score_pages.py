"""Main text and metadata of annotated pages, beside trafilatura, and the time of both.

    python -m evals.score_pages [--rounds N] [--each] [--write DIRECTORY]

The pages (`evals/pages/`) are invented. Half of them, by a hash of their names, were set aside before anything
was tuned; "late" pages were written afterwards, "blind" ones by somebody who had not seen the reader (.946 in
order then; the reader was tuned on their errors since), "second" ones before that. All are printed. `bag` is the F1 of words as a multiset, `order` that of the longest
common sequence of words, means over pages. crosswire's text is without what it set apart as no article; the
headline is taken off both, since formats differ in whether they hold it. Times are the processor's, in one process, in turns.
"""

from __future__ import annotations

import argparse
import re
import statistics
import sys
import time
import zlib
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import trafilatura
from rapidfuzz.distance import LCSseq

from crosswire.errors import ReadError
from crosswire.read import read_bytes
from crosswire.read.stated import read_time
from crosswire.types import Report
from evals.pages import blind, late, modern, older, second
from evals.pages.modern import Page

FIELDS = (
    "title",
    "byline",
    "publisher",
    "carrier",
    "published",
    "updated",
    "language",
    "section",
    "address",
    "credits",
)
HALVES = ("tuned on", "held out", "late", "blind", "second")
_WORD = re.compile(r"\w+")


def words(text: str) -> list[str]:
    """The words of a text, without case."""
    return _WORD.findall(text.lower())


def without_title(text: str, title: str) -> str:
    """A text without the first line that is its title."""
    lines = text.split("\n")
    wanted = words(title)
    for index, line in enumerate(lines[:4]):
        if words(line) == wanted:
            return "\n".join(lines[:index] + lines[index + 1 :])
    return text


def article_of(report: Report) -> str:
    """A report's text without what is set apart."""
    pieces, start = [], 0
    for passage in report.excluded:
        pieces.append(report.text[start : passage.start])
        start = passage.end
    return "".join([*pieces, report.text[start:]])


def scores(found: str, gold: Sequence[str]) -> tuple[float, float]:
    """F1 of the words as a bag and as a sequence."""
    ours, wanted = words(found), words("\n".join(gold))
    size = len(ours) + len(wanted)
    common = sum((Counter(ours) & Counter(wanted)).values())
    return (2 * common / size, 2 * LCSseq.similarity(ours, wanted) / size) if size else (1.0, 1.0)


def read(page: Page) -> Report | None:
    """The page as crosswire reads it."""
    try:
        return read_bytes(page.data, source=f"{page.name}.html", id="r1")
    except ReadError:
        return None


def theirs(page: Page) -> str:
    """The page's text as trafilatura extracts it."""
    return trafilatura.extract(page.data, include_comments=False, include_tables=True) or ""


def half_of(page: Page) -> str:
    """Which part a page is of: tuned on, set aside by a hash of its name, or written after the tuning."""
    if page.name.startswith("blind-"):
        return HALVES[3]
    if page.name.startswith("second-"):
        return HALVES[4]
    if page.late:
        return HALVES[2]
    return HALVES[zlib.crc32(page.name.encode()) % 2]


def right(report: Report | None, page: Page, field: str) -> bool:
    """Whether a field is as in the gold, where None is as right as a value."""
    value: Any = getattr(report, field, None)
    gold = page.metadata.get(field)
    if field in ("published", "updated"):
        gold, value = read_time(gold), read_time(value)
    if field == "credits":
        return set(value or ()) == set(gold or ())
    return bool(value == gold)


def texts(pages: Sequence[Page], each: bool) -> None:
    """Prints the figures of text."""
    sums: dict[str, list[tuple[float, float, float, float]]] = defaultdict(list)
    for page in pages:
        report = read(page)
        ours = scores(without_title(article_of(report), page.title) if report else "", page.lines)
        other = scores(without_title(theirs(page), page.title), page.lines)
        sums[half_of(page)].append((*ours, *other))
        if each and half_of(page) == HALVES[0]:
            print(f"  {page.name:24} {ours[0]:.3f}  {ours[1]:.3f}    {other[0]:.3f}  {other[1]:.3f}")
    print(f"{'':26} crosswire        trafilatura\n{'':26} bag    order    bag    order")
    for name, half in (*sorted(sums.items()), ("all", [row for rows in sums.values() for row in rows])):
        means = [statistics.fmean(column) for column in zip(*half)]
        print(
            f"  {name:12} {len(half):3} pages  {means[0]:.3f}  {means[1]:.3f}    {means[2]:.3f}  {means[3]:.3f}"
        )


def fields(pages: Sequence[Page], each: bool) -> None:
    """Prints the accuracy of metadata, by field and half."""
    print("\nmetadata, share right            " + "  ".join(HALVES))
    found = {page.name: read(page) for page in pages}
    for field in FIELDS:
        shares = []
        for half in HALVES:
            asked = [p for p in pages if half_of(p) == half]
            shares.append(statistics.fmean(right(found[p.name], p, field) for p in asked))
        print(f"  {field:30} " + "".join(f"{share:<10.2f}" for share in shares))
        for page in pages if each else ():
            if half_of(page) == HALVES[0] and not right(found[page.name], page, field):
                print(
                    f"      {page.name}: {getattr(found[page.name], field, None)!r}, gold {page.metadata.get(field)!r}"
                )


def measure() -> dict[str, tuple[float, str]]:
    """The figures that the gate holds: words in order by part, and each field of metadata over all pages."""
    pages = every_page()
    figures = {}
    for half in HALVES:
        part = [p for p in pages if half_of(p) == half]
        ours, other = [], []
        for page in part:
            report = read(page)
            ours.append(
                scores(without_title(article_of(report), page.title) if report else "", page.lines)[1]
            )
            other.append(scores(without_title(theirs(page), page.title), page.lines)[1])
        detail = f"trafilatura {statistics.fmean(other):.3f}, {len(part)} pages"
        figures[f"text.{half.replace(' ', '_')}.f1"] = (statistics.fmean(ours), detail)
    found = {page.name: read(page) for page in pages}
    for field in FIELDS:
        share = statistics.fmean(right(found[p.name], p, field) for p in pages)
        figures[f"metadata.{field}.accuracy"] = (share, f"of {len(pages)} pages")
    return figures


def every_page() -> list[Page]:
    """All annotated pages."""
    return [*modern.pages(), *older.pages(), *late.pages(), *blind.pages(), *second.pages()]


def times(pages: Sequence[Page], rounds: int) -> None:
    """Prints seconds over all pages: the least and the median of several rounds in turns."""
    ways: Mapping[str, Callable[[Page], object]] = {
        "crosswire, whole reader": read,
        "trafilatura, text": lambda p: trafilatura.extract(
            p.data, include_comments=False, include_tables=False
        ),
        "trafilatura, with metadata": lambda p: trafilatura.bare_extraction(
            p.data, include_comments=False, include_tables=False, with_metadata=True
        ),
    }
    taken: dict[str, list[float]] = defaultdict(list)
    for _ in range(rounds + 1):
        for name, way in ways.items():
            start = time.process_time()
            for page in pages:
                way(page)
            taken[name].append(time.process_time() - start)
    print(f"\nseconds for {len(pages)} pages, {sum(len(p.data) for p in pages) // 1024} KB    least  median")
    for name, seconds in taken.items():
        print(f"  {name:30} {min(seconds[1:]):.3f}  {statistics.median(seconds[1:]):.3f}")
    ours, other = (statistics.median(taken[name][1:]) for name in list(ways)[:2])
    print(f"  crosswire / trafilatura, text  {ours / other:.2f}")


def main(arguments: Sequence[str]) -> int:
    """Prints all figures; the exit status."""
    parser = argparse.ArgumentParser(
        prog="python -m evals.score_pages", description=(__doc__ or "").splitlines()[0]
    )
    parser.add_argument("--rounds", type=int, default=5, help="rounds of timing")
    parser.add_argument(
        "--each", action="store_true", help="print every page that is tuned on, and its wrong fields"
    )
    parser.add_argument("--write", type=Path, help="write the pages into this directory and do nothing else")
    options = parser.parse_args(arguments)
    pages = every_page()
    if options.write:
        options.write.mkdir(parents=True, exist_ok=True)
        for page in pages:
            (options.write / f"{page.name}.html").write_bytes(page.data)
        return 0
    texts(pages, options.each)
    fields(pages, options.each)
    if options.rounds:
        times(pages, options.rounds)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
