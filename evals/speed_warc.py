"""How fast a web archive is read beside bare warcio and trafilatura, and in how much memory.

    python -m evals.speed_warc                     both measures on a sample of 40 MB of pages (minutes)
    python -m evals.speed_warc --megabytes 1024    memory over a WARC of a whole gigabyte (about ten minutes)

The pages are articles about an event that did not happen, each in its own words, put into the layouts of
`evals/pages` with all that news sites put around them, 30 to 60 KB of HTML each. They are written to a plain
WARC and to one gzipped by record, in a temporary folder that is deleted afterwards.

- Speed: the median, over turns, of the time that crosswire's whole chain takes for a piece of the archive over
  the time that a bare loop takes for it (warcio's ArchiveIterator, trafilatura.extract on each payload), in
  one process, taking turns.
- Memory: the peak resident memory of a child process that reads the whole file and keeps nothing.

Bars: at least 60 % of the bare loop's speed, under 300 MB.
"""

from __future__ import annotations

import argparse
import gzip
import io
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import trafilatura
from warcio.archiveiterator import ArchiveIterator

from crosswire.read import read_each, unpack
from crosswire.types import Report
from evals.cases import ROOT
from evals.pages import modern
from evals.pages.parts import Article

MEGABYTE = 1024 * 1024
FASTEST, MOST_MEMORY = 0.60, 300
SAMPLE = 40
# Pages in one turn: some seconds for each side.
TURN = 100
SEED = 7
CHILD = """
import resource, sys
from crosswire.read import read_each, unpack
from crosswire.types import Report
count = problems = characters = 0
with open(sys.argv[1], "rb") as stream:
    for found in read_each(unpack(stream, sys.argv[1])):
        if isinstance(found, Report):
            count += 1
            characters += len(found.text)
        else:
            problems += 1
print(count, problems, characters, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
"""

LAYOUTS = (
    modern.amp, modern.drupal, modern.commented, modern.newsletters, modern.op_ed, modern.wire_copy,
    modern.aggregated, modern.factbox, modern.hashed_classes, modern.author_class,
)  # fmt: skip
PLACES = ("Torvane", "Hallin", "Ost Kell", "Mirrow", "Saltby", "Upper Venn", "Drosk", "Lower Hallin")
PEOPLE = ("Jorun Maltesk", "Ilse Varrow", "Teodor Brann", "Mira Okset", "Anselm Ruud", "Perrin Sollig")
OFFICES = ("minister of waters", "mayor", "chief engineer", "head of the rescue service", "district governor")
THINGS = ("dam", "weir", "bridge", "pumping station", "lower town", "ferry landing", "spillway", "old quay")
VERBS = (
    "gave way",
    "was flooded",
    "held",
    "was cleared",
    "was closed",
    "reopened",
    "was damaged",
    "was inspected",
)
TIMES = (
    "before dawn on Friday",
    "late on Saturday",
    "within an hour",
    "overnight",
    "on Sunday morning",
    "at noon",
)
OPENERS = (
    "Officials said",
    "Residents said",
    "The ministry confirmed",
    "Engineers reported",
    "A witness said",
)


def sentence(random: random.Random) -> str:
    """One sentence, with a figure or a quote in some."""
    pick = random.choice
    kind = random.randrange(4)
    if kind == 0:
        return f"{pick(OPENERS)} that the {pick(THINGS)} at {pick(PLACES)} {pick(VERBS)} {pick(TIMES)}, after {random.randrange(2, 40)} hours of rain in the hills above the reservoir."
    if kind == 1:
        return f"At least {random.randrange(3, 900)} people were moved from {pick(PLACES)} {pick(TIMES)}, said {pick(PEOPLE)}, the {pick(OFFICES)}, and {random.randrange(2, 60)} were still missing."
    if kind == 2:
        return f"“We heard the {pick(THINGS)} go {pick(TIMES)}, and then the water stood {random.randrange(1, 5)} metres high in the street,” {pick(PEOPLE)} told the Torvane Courier."
    return f"The {pick(THINGS)} was built {random.randrange(20, 120)} years ago and had last been inspected in the spring, according to papers that the district of {pick(PLACES)} keeps."


def article(number: int) -> Article:
    """The article of this number, which depends on it alone: 5 to 15 paragraphs of one to three sentences."""
    chance = random.Random(SEED * 1_000_003 + number)
    blocks = (
        " ".join(sentence(chance) for _ in range(chance.randrange(1, 4)))
        for _ in range(chance.randrange(5, 16))
    )
    return Article(
        key=str(number),
        title=f"{chance.choice(PLACES)} {chance.choice(THINGS)} {chance.choice(VERBS)}, report {number}",
        section="World",
        author=chance.choice(PEOPLE),
        language="en",
        blocks=tuple(blocks),
    )


def page(number: int) -> bytes:
    """The HTML of the page of this number."""
    return LAYOUTS[number % len(LAYOUTS)](article(number)).data


def address(number: int) -> str:
    """Where the page of this number stood."""
    return f"https://courier.example/news/{number}"


def record(number: int) -> bytes:
    """The WARC record of one page."""
    block = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + page(number)
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {address(number)}\r\nWARC-Date: 2031-05-05T00:00:00Z\r\n"
        f"WARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-{number:012}>\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(block)}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"


def write(folder: Path, megabytes: int) -> tuple[Path, Path, int]:
    """A plain archive of at least that size, the same gzipped by record, and how many pages they hold."""
    plain, packed, number = folder / "pages.warc", folder / "pages.warc.gz", 0
    with plain.open("wb") as left, packed.open("wb") as right:
        while left.tell() < megabytes * MEGABYTE:
            data = record(number)
            left.write(data)
            right.write(gzip.compress(data, 6, mtime=0))
            number += 1
    return plain, packed, number


def pieces(megabytes: int) -> Iterator[bytes]:
    """Archives of `TURN` pages each, gzipped by record, of so many megabytes of pages in all."""
    done = number = 0
    while done < megabytes * MEGABYTE:
        records = [record(k) for k in range(number, number + TURN)]
        done += sum(map(len, records))
        number += TURN
        yield b"".join(gzip.compress(r, 6, mtime=0) for r in records)


def bare(data: bytes) -> int:
    """What many write by hand: how many pages have a text."""
    records = (r for r in ArchiveIterator(io.BytesIO(data)) if r.rec_type == "response")
    return sum(bool(trafilatura.extract(r.content_stream().read())) for r in records)


def chain(data: bytes) -> int:
    """What crosswire does: how many pages have a report."""
    return sum(isinstance(x, Report) for x in read_each(unpack(io.BytesIO(data), "pages.warc.gz")))


def timed(work: Callable[[bytes], int], data: bytes) -> float:
    """Seconds of this process that `work` takes; every page of the piece must give something."""
    start = time.process_time()
    count = work(data)
    seconds = time.process_time() - start
    if count != TURN:
        raise AssertionError(f"{work.__name__} read {count} of {TURN} pages")
    return seconds


def compare(megabytes: int) -> tuple[float, float]:
    """Seconds of the bare loop and of the chain, medians of the turns but the first, which warms both."""
    rows = []
    for turn, data in enumerate(pieces(megabytes)):
        sides = (bare, chain) if turn % 2 else (chain, bare)
        seconds = {side: timed(side, data) for side in sides}
        rows.append((seconds[bare], seconds[chain]))
    counted = rows[1:] or rows
    return statistics.median(b for b, _ in counted), statistics.median(c for _, c in counted)


def measure(path: Path, pages: int) -> int:
    """The peak megabytes of a child process that reads the file; every page must give a report."""
    start = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-c", CHILD, str(path)], check=True, capture_output=True, text=True, cwd=ROOT
    )
    count, problems, characters, peak = map(int, done.stdout.split())
    seconds = time.perf_counter() - start
    print(
        f"{path.name:15} {path.stat().st_size / MEGABYTE:7,.0f} MB, {count:,} of {pages:,} pages, {problems} problems, "
        f"{characters / 1e6:.0f} million characters in {seconds:,.0f} s, peak {peak} MB"
    )
    return peak if count == pages else MOST_MEMORY


def main(arguments: Sequence[str]) -> int:
    """Prints both measures; the status is 1 where one misses its bar."""
    parser = argparse.ArgumentParser(
        prog="python -m evals.speed_warc", description=(__doc__ or "").splitlines()[0]
    )
    parser.add_argument("--megabytes", type=int, default=SAMPLE, help="size of the archive read for memory")
    parser.add_argument(
        "--sample", type=int, default=SAMPLE, help="megabytes of pages read for speed; 0: none"
    )
    parser.add_argument(
        "--form", choices=("plain", "gzip", "both"), default="both", help="archives read for memory"
    )
    options = parser.parse_args(arguments)
    fits = True
    if options.sample:
        alone, whole = compare(options.sample)
        fits = alone / whole >= FASTEST
        print(
            f"speed           {alone / whole:.0%} of warcio and trafilatura ({alone:.2f} s / {whole:.2f} s for {TURN} pages)"
        )
    with tempfile.TemporaryDirectory() as folder:
        plain, packed, pages = write(Path(folder), options.megabytes)
        paths = {"plain": [plain], "gzip": [packed], "both": [plain, packed]}[options.form]
        peaks = [measure(path, pages) for path in paths]
    return 0 if fits and max(peaks) < MOST_MEMORY else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
