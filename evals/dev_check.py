"""Dev evaluation of `crosswire check`: planted faults found, true claims left alone, over drafts of both halves.

    python -m evals.dev_check [--show open] [--only NN…]

In: `evals/drafts` (see its README) and the samples it draws on. Each draft is checked as a user would: the
file, and the dossier of the sample's reports. `NAME.docx.txt` is given as DOCX.
Out: faults found and true claims flagged, over all, by half and by class; the share of flagged statements that
meet no fault; seconds per draft. `--show open` lists what was missed and what was flagged for nothing in
the open half. Of the closed half only totals are ever printed. Exits 3 where the check is not there.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from functools import cache
from pathlib import Path
from typing import Any

import crosswire

HERE = Path(__file__).parent
DRAFTS = HERE / "drafts"
NOT_RUN = 3
FLAGGED = frozenset({"departs", "nowhere"})

# Which flagged statements tell a reader of a fault: those of its own kind and those that its words also are.
FITTING: dict[str, frozenset[str]] = {
    "figure": frozenset({"figure", "attribution", "date"}),
    "quotation": frozenset({"quotation", "attribution", "figure", "name", "date"}),
    "name": frozenset({"name", "attribution"}),
    "date": frozenset({"date", "figure"}),
    "attribution": frozenset({"attribution", "quotation", "name", "figure"}),
}
# A figure at the wrong party or place may be told by the place's name.
FITTING_CLASS = {"figure-party": frozenset({"figure", "name", "attribution"})}

Item = dict[str, Any]
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Said:
    """One statement of a check as the scorer needs it: offsets into the draft's file, kind, standing, reason."""

    start: int
    end: int
    kind: str
    standing: str
    reason: str = ""

    @property
    def flagged(self) -> bool:
        """Whether the check tells its reader to look."""
        return self.standing in FLAGGED


@dataclass(slots=True)
class Score:
    """What was counted over some drafts."""

    faults: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    own_kind: Counter[str] = field(default_factory=Counter)
    true: Counter[str] = field(default_factory=Counter)
    wrongly: Counter[str] = field(default_factory=Counter)
    unread: Counter[str] = field(default_factory=Counter)
    statements: int = 0
    flags: int = 0
    noise: int = 0

    def add(self, other: Score) -> None:
        """Adds what was counted elsewhere."""
        for name in ("faults", "found", "own_kind", "true", "wrongly", "unread"):
            getattr(self, name).update(getattr(other, name))
        self.statements, self.flags, self.noise = (
            self.statements + other.statements,
            self.flags + other.flags,
            self.noise + other.noise,
        )


def _meets(said: Said, spans: Iterable[Sequence[int]]) -> bool:
    return any(said.start < end and start < said.end for start, end in spans)


def _spans(item: Item) -> list[Sequence[int]]:
    return [(item["start"], item["end"]), *item["content"]]


def tells(said: Said, item: Item) -> bool:
    """Whether a statement, where flagged, would point a reader at this fault."""
    fitting = FITTING_CLASS.get(item["class"]) or FITTING[item["kind"]]
    return said.kind in fitting and _meets(said, _spans(item))


def score(
    items: Sequence[Item], statements: Sequence[Said], show: Callable[[str], None] | None = None
) -> Score:
    """Counts one draft; `show` gets a line for each error."""
    told = Score(statements=len(statements))
    flags = [s for s in statements if s.flagged]
    faults = [i for i in items if i["truth"] == "fault"]
    idle = [s for s in flags if not any(tells(s, fault) for fault in faults)]
    told.flags, told.noise = len(flags), len(idle)
    for item in items:
        if item["truth"] == "fault":
            told.faults[item["class"]] += 1
            hits = [s for s in flags if tells(s, item)]
            told.found[item["class"]] += bool(hits)
            told.own_kind[item["class"]] += any(s.kind == item["kind"] for s in hits)
            if not hits and show:
                near = [f"{s.kind} {s.standing}" for s in statements if _meets(s, _spans(item))]
                show(f"missed   {item['class']:17} {item['text']!r} ({item['why']}); the check has {near}")
            continue
        told.true[item["kind"]] += 1
        over = [s for s in statements if s.kind == item["kind"] and _meets(s, [(item["start"], item["end"])])]
        told.unread[item["kind"]] += not over
        wrong = [s for s in idle if s.kind == item["kind"] and _meets(s, _spans(item))]
        told.wrongly[item["kind"]] += bool(wrong)
        if wrong and show:
            show(f"flagged  {item['kind']:17} {item['text']!r}: {wrong[0].standing}, {wrong[0].reason}")
    for s in idle:
        if show and not any(_meets(s, _spans(item)) and s.kind == item["kind"] for item in items):
            show(f"noise    {s.kind:17} {s.standing}, {s.reason}")
    return told


_WORD = re.compile(r"\w+|[^\w\s]")


def offsets(read: str, written: str) -> Callable[[int, int], Span | None]:
    """From spans of a draft as read to spans of its file, by the words that both share.

    >>> offsets("Two boats", "<p>Two <b>boats</b></p>")(4, 9)
    (10, 15)
    """
    if read == written:
        return lambda start, end: (start, end)
    left, right = list(_WORD.finditer(read)), list(_WORD.finditer(written))
    matcher = SequenceMatcher(None, [m[0] for m in left], [m[0] for m in right], autojunk=False)
    pairs = [(left[b.a + k], right[b.b + k]) for b in matcher.get_matching_blocks() for k in range(b.size)]

    def moved(start: int, end: int) -> Span | None:
        held = [b for a, b in pairs if a.start() < end and start < a.end()]
        return (held[0].start(), held[-1].end()) if held else None

    return moved


def as_docx(text: str, path: Path) -> None:
    """Writes a draft as a Word document, a paragraph a line."""
    from docx import Document

    document = Document()
    for line in text.splitlines():
        document.add_paragraph(line)
    document.save(str(path))


def sample(name: str) -> Path:
    """The folder of a sample's reports."""
    own = DRAFTS / "samples" / name
    return own if own.exists() else HERE.parent / "examples" / name


@cache
def _dossier(name: str) -> Any:
    """The dossier of a sample's reports, built once."""
    return crosswire.dossier([sample(name)])


def checked(name: str, against: str) -> tuple[list[Said], float]:
    """What the check says of a draft, and the seconds it took beside the reports' own reading."""
    reports = _dossier(against)
    path = DRAFTS / name
    written = path.read_bytes().decode("utf-8")
    with tempfile.TemporaryDirectory() as folder:
        if name.endswith(".docx.txt"):
            path = Path(folder) / name.removesuffix(".txt")
            as_docx(written, path)
        begun = time.perf_counter()
        result = crosswire.check(path, reports)
        took = time.perf_counter() - begun
    move, statements = offsets(result.draft.text, written), []
    for statement in result.statements:
        if span := move(statement.span.start, statement.span.end):
            statements.append(Said(*span, str(statement.kind), str(statement.standing), statement.reason))
    return statements, took


def items() -> list[Item]:
    """All claims of all drafts."""
    return [json.loads(line) for line in (DRAFTS / "items.jsonl").read_text(encoding="utf-8").splitlines()]


def report(name: str, told: Score, *, classes: bool) -> str:
    """The printed lines of a score."""
    faults, true = sum(told.faults.values()), sum(told.true.values())
    found, own, wrong = sum(told.found.values()), sum(told.own_kind.values()), sum(told.wrongly.values())
    unread = sum(told.unread.values())
    lines = [
        f"check.{name}.faults.found {found / max(faults, 1):.3f} {found} of {faults} faults ({own} by their own kind)",
        f"check.{name}.true.left {1 - wrong / max(true, 1):.3f} {wrong} of {true} true claims flagged, {unread} not seen",
        f"check.{name}.flags.noise {told.noise / max(told.flags, 1):.3f} {told.noise} of {told.flags} flags meet no fault",
    ]
    if classes:
        lines += [f"  {c:17} {told.found[c]:3} of {n:3}" for c, n in sorted(told.faults.items())]
        for kind, n in sorted(told.true.items()):
            lines.append(
                f"  true {kind:12} {told.wrongly[kind]:3} of {n:3} flagged, {told.unread[kind]:3} not seen as {kind}"
            )
    return "\n".join(lines)


def main() -> int:
    """Runs the evaluation; the exit status."""
    options = _options()
    if not hasattr(crosswire, "check"):
        print("not run: crosswire.check is not there")
        return NOT_RUN
    by_draft: dict[str, list[Item]] = {}
    for item in items():
        by_draft.setdefault(item["draft"], []).append(item)
    halves, times = {"open": Score(), "closed": Score()}, list[float]()
    for draft, held in by_draft.items():
        if options.only and not draft.startswith(tuple(options.only)):
            continue
        statements, took = checked(draft, held[0]["against"])
        times.append(took)
        half = held[0]["half"]
        lines: list[str] = []
        halves[half].add(score(held, statements, lines.append))
        if options.show and half == "open":
            print(f"\n{draft}", *lines, sep="\n  ")
    whole = Score()
    for half, told in halves.items():
        whole.add(told)
        if told.faults:
            print("\n" + report(half, told, classes=half == "open"))
    print("\n" + report("all", whole, classes=False))
    print(f"seconds a draft: mean {sum(times) / len(times):.2f}, most {max(times):.2f}")
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m evals.dev_check", description=(__doc__ or "").splitlines()[0]
    )
    parser.add_argument("--show", choices=["open"], help="list the errors of the open half")
    parser.add_argument("--only", nargs="*", help="drafts whose names begin so")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
