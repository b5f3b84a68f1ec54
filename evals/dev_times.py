"""Times against TimeBank and AQUAINT (TempEval-3): which of their dates are found, and with the right value.

    python -m evals.dev_times [--show] [--limit N]

Reads the TimeML files under `tempeval3/` of the folder that CROSSWIRE_DATA names (default `.data`);
says so plainly where they are absent. Every text is read against its own creation time. A value is
right where our interval equals the annotated day, week, month, quarter or year; an interval that we
cut at the report's day ("this year") counts as its unit's own. Annotated dates that name no day
(PRESENT_REF, seasons of business) are left out.
"""

from __future__ import annotations

import argparse
import os
import re
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from xml.etree import ElementTree

from crosswire.annotate.parse import load, parse
from crosswire.annotate.times import find_times
from crosswire.types import Report, TimeExpression


@dataclass(frozen=True, slots=True, kw_only=True)
class Gold:
    """One annotated date: its offsets, its value and the words."""

    start: int
    end: int
    value: str
    text: str


def read_timeml(path: Path) -> tuple[str, str, list[Gold]]:
    """The text of a TimeML file, its creation day, and its dates."""
    root = ElementTree.fromstring(path.read_text(encoding="utf-8"))
    created = root.find("DCT/TIMEX3")
    body = root.find("TEXT")
    assert created is not None
    assert body is not None
    pieces: list[str] = []
    found: list[Gold] = []
    _walk(body, pieces, found)
    return "".join(pieces), created.get("value", "")[:10], found


def _walk(node: ElementTree.Element, pieces: list[str], found: list[Gold]) -> None:
    start = sum(map(len, pieces))
    pieces.append(node.text or "")
    for child in node:
        _walk(child, pieces, found)
        pieces.append(child.tail or "")
    if node.tag == "TIMEX3" and node.get("type") in ("DATE", "TIME"):
        text = "".join(pieces)[start:]
        found.append(Gold(start=start, end=start + len(text), value=node.get("value", ""), text=text))


def days_of(value: str) -> tuple[date, date] | None:
    """The first and last day of a TIMEX3 value, or None where it names none."""
    if match := re.match(r"(\d{4})-(\d\d)-(\d\d)", value):
        day = date(*map(int, match.groups()))
        return day, day
    if match := re.fullmatch(r"(\d{4})-W(\d\d)(-WE)?", value):
        monday = date.fromisocalendar(int(match[1]), max(1, min(52, int(match[2]))), 1)
        return (
            (monday + timedelta(days=5), monday + timedelta(days=6))
            if match[3]
            else (monday, monday + timedelta(days=6))
        )
    if match := re.fullmatch(r"(\d{4})-(\d\d)", value):
        year, month = int(match[1]), int(match[2])
        after = date(year + month // 12, month % 12 + 1, 1)
        return date(year, month, 1), after - timedelta(days=1)
    if match := re.fullmatch(r"(\d{4})-Q([1-4])", value):
        first = 3 * int(match[2]) - 2
        return days_of(f"{match[1]}-{first:02d}")[0], days_of(f"{match[1]}-{first + 2:02d}")[1]  # type: ignore[index]
    if match := re.fullmatch(r"(\d{4})", value):
        return date(int(match[1]), 1, 1), date(int(match[1]), 12, 31)
    return None


def granularity(value: str) -> str:
    """The unit of a TIMEX3 value."""
    for name, pattern in (
        ("day", r"\d{4}-\d\d-\d\d"),
        ("week", r"\d{4}-W"),
        ("quarter", r"\d{4}-Q"),
        ("month", r"\d{4}-\d\d$"),
        ("year", r"\d{4}$"),
    ):
        if re.match(pattern, value):
            return name
    return "other"


def agrees(found: TimeExpression, gold: Gold, created: date) -> bool:
    """Whether our interval is the annotated one, or its part up to the report's day."""
    wanted = days_of(gold.value)
    if wanted is None or found.interval is None:
        return False
    start = date.fromisoformat(found.interval.start) if found.interval.start else None
    end = date.fromisoformat(found.interval.end) if found.interval.end else None
    lead = re.match(
        r"(?i)since|until|till|through|up to|from|between|as of|starting|beginning|by", found.span.text
    )
    if lead:  # the annotation leaves the preposition out: compare the end that the words name
        return start == wanted[0] or end == wanted[1] or start == wanted[1]
    if (start, end) == wanted:
        return True
    return end == created and start == wanted[0] and wanted[0] <= created <= wanted[1]


def evaluate(root: Path, limit: int | None, show: bool) -> Iterator[tuple[str, str]]:
    """Yields (unit, outcome) for each annotated date, and ("spurious", "") for each day of ours beside them."""
    nlp = load()
    paths = sorted(root.glob("**/*.tml"))
    for path in paths[:: max(1, len(paths) // limit)] if limit else paths:
        text, created, gold = read_timeml(path)
        if not re.fullmatch(r"\d{4}-\d\d-\d\d", created):
            continue
        report = Report(id=path.stem, source=path.name, text=text, sha256="")
        times = find_times(report, parse(report, nlp), anchor=created)
        for item in gold:
            unit = granularity(item.value)
            over = [t for t in times if t.span.start < item.end and item.start < t.span.end]
            good = any(agrees(t, item, date.fromisoformat(created)) for t in over)
            outcome = "right" if good else "wrong" if over else "missed"
            if show and unit != "other" and outcome != "right":
                around = " ".join(text[max(0, item.start - 60) : item.end + 30].split())
                ours = [(t.span.text, t.interval and (t.interval.start, t.interval.end)) for t in over]
                print(unit, outcome, created, repr(item.text), item.value, ours, "|", around)
            yield unit, outcome
        for time in times:
            if (
                time.interval
                and time.interval.start
                and not any(time.span.start < g.end and g.start < time.span.end for g in gold)
            ):
                if show:
                    print(
                        "spurious",
                        repr(time.span.text),
                        "|",
                        " ".join(text[max(0, time.span.start - 40) : time.span.end + 30].split()),
                    )
                yield "spurious", ""


def main() -> int:
    """Prints a line a unit; exit status 3 where the data are absent."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--show", action="store_true")
    parser.add_argument("--limit", type=int)
    options = parser.parse_args()
    root = Path(os.environ.get("CROSSWIRE_DATA", ".data")) / "tempeval3"
    if not root.is_dir():
        print(
            f"not run: {root} is absent; set CROSSWIRE_DATA to the folder of development data",
            file=sys.stderr,
        )
        return 3
    counts = Counter(evaluate(root, options.limit, options.show))
    for unit in ("day", "week", "month", "quarter", "year"):
        right, wrong, missed = (counts[(unit, outcome)] for outcome in ("right", "wrong", "missed"))
        total = right + wrong + missed
        if total:
            found = max(1, right + wrong)
            print(
                f"{unit:8s} found {(right + wrong) / total:.3f}  value of found {right / found:.3f}  right of all {right / total:.3f}  ({total})"
            )
    print(f"beside any annotation: {counts[('spurious', '')]}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
