"""The sentences of public reports that the judgements of caveats draw on, and the rule by which they were drawn.

In: the development reports of five sets in English, cut into sentences at full stops followed by a capital.
Out: 100 sentences that hold a word which may take something back from a statement (at most `EACH` for one
word, so that the common ones do not fill the sample), 60 that hold none, and 40 more with a word that mostly
does so (at most twice `EACH` for one), by turns open and closed. The
rule looks at words alone, never at what is extracted. Judges nothing.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from crosswire.types import Report
from evals.annotated_rows import Row, rows
from evals.dev_reports import read_rows, rows_of

WITH, WITHOUT, STRONG, EACH, PER_SET = 100, 60, 40, 5, 60
# Words that mostly do take something back; few sentences of the first sample hold one.
TELLING = re.compile(
    r"\b(reportedly|allegedly|alleged|denied|denies|denying|unconfirmed|verif\w+|believed to|thought to|(?:may|might|could)"
    r" have|could not (?:be )?(?:immediately |independently )?(?:confirm|reach)\w*|purported\w*|no truth|untrue|apparently)\b",
    re.I,
)
CUE = re.compile(
    r"\b(den(?:y|ies|ied|ying|ial|ials)|reject(?:s|ed|ing)?|dismiss(?:es|ed|ing)?|refut\w+|disput\w+|apparent(?:ly)?"
    r"|reported(?:ly)?|alleg\w+|believed|thought|may|might|could|unconfirmed|appear(?:s|ed)?|seem(?:s|ed|ingly)?"
    r"|suspect(?:ed|s)?|verif\w+|confirm\w*|rumou?r\w*|purported(?:ly)?|supposed(?:ly)?|possibl[ey]|probabl[ey]|likely"
    r"|perhaps|claim(?:s|ed|ing)?|feared|presum\w+|unclear|truth|fake|false|untrue|fabricat\w+|baseless|independently)\b",
    re.I,
)
VERIFYING = re.compile(r"\b(verif\w+|confirm\w*|corroborat\w+|den(?:y|ies|ied)|unconfirmed)\b", re.I)
NEGATION = re.compile(
    r"\b(not|no|nor|unable|cannot|independent\w*|immediate\w*|yet|unconfirmed|den(?:y|ies|ied))\b", re.I
)
_CUT = re.compile(r"(?<=[.!?])[”\"’']?\s+(?=[“\"‘'A-Z])|\n+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """A sentence of a report: the row, the report as read, its offsets, and the half it is of."""

    row: Row
    report: Report
    start: int
    end: int
    half: str
    cued: bool


def pool(folder: Path) -> list[Row]:
    """Sixty reports of each set, in an order that hangs on their ids alone."""
    every = [*rows(folder)]
    path = folder / "events" / "fakes_other_reports.jsonl"
    every += [{**r, "set": "fakes"} for r in rows_of(path)] if path.is_file() else []
    count: Counter[str] = Counter()
    kept = []
    for row in sorted(every, key=lambda r: _draw(f"{r['set']}:{r['id']}")):
        count[row["set"]] += 1
        if count[row["set"]] <= PER_SET:
            kept.append(row)
    return kept


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """Offsets of the stretches between full stops and line ends, 40 to 400 characters long."""
    start = 0
    for cut in [*(m.span() for m in _CUT.finditer(text)), (len(text), len(text))]:
        if 40 <= cut[0] - start <= 400:
            yield start, cut[0]
        start = cut[1]


def chosen(folder: Path) -> list[Chosen]:
    """The sentences that the rule takes, in the order drawn."""
    kept = pool(folder)
    drawn = []
    for row, report in zip(kept, read_rows(kept), strict=True):
        for start, end in sentences(report.text):
            if report.is_article(start, end):
                key = _draw(f"{row['set']}:{row['id']}:{start}")
                drawn.append((key, row, report, start, end))
    drawn.sort(key=lambda d: d[0])
    count: Counter[str] = Counter()
    taken: list[Chosen] = []
    seen: set[str] = set()
    left = {True: WITH, False: WITHOUT}
    for _, row, report, start, end in drawn:
        text = report.text[start:end]
        cue = CUE.search(text)
        cued = cue is not None
        stem = cue[0].casefold()[:5] if cue else ""
        if not left[cued] or text in seen or (cued and count[stem] >= EACH):
            continue
        seen.add(text)
        count[stem] += 1
        left[cued] -= 1
        half = "closed" if left[cued] % 2 else "open"
        taken.append(Chosen(row=row, report=report, start=start, end=end, half=half, cued=cued))
    more = STRONG
    count.clear()
    for _, row, report, start, end in drawn:
        text = report.text[start:end]
        cue = TELLING.search(text)
        stem = cue[0].casefold()[:5] if cue else ""
        if not more or cue is None or text in seen or count[stem] >= 2 * EACH:
            continue
        seen.add(text)
        count[stem] += 1
        more -= 1
        half = "closed" if more % 2 else "open"
        taken.append(Chosen(row=row, report=report, start=start, end=end, half=half, cued=True))
    return taken


def doubting(folder: Path) -> list[Chosen]:
    """Thirty more with a word of verifying and a negation, two a source at most, from all reports of one war:
    doubts are told there, and hardly elsewhere."""
    path = folder / "events" / "fakes_other_reports.jsonl"
    kept = [{**r, "set": "fakes"} for r in rows_of(path)] if path.is_file() else []
    drawn = []
    for row, report in zip(kept, read_rows(kept), strict=True):
        for start, end in sentences(report.text):
            text = report.text[start:end]
            if report.is_article(start, end) and VERIFYING.search(text) and NEGATION.search(text):
                drawn.append((_draw(f"doubt:{row['id']}:{start}"), row, report, start, end))
    drawn.sort(key=lambda d: d[0])
    count: Counter[str] = Counter()
    taken: list[Chosen] = []
    seen: set[str] = set()
    for _, row, report, start, end in drawn:
        text, source = report.text[start:end], str(row["source"])
        if len(taken) == 30 or text in seen or count[source] >= 3:
            continue
        seen.add(text)
        count[source] += 1
        half = "closed" if len(taken) % 2 else "open"
        taken.append(Chosen(row=row, report=report, start=start, end=end, half=half, cued=True))
    return taken


def _draw(key: str) -> str:
    return hashlib.sha256(f"caveats:{key}".encode()).hexdigest()
