"""Number phrases against the English specs of Microsoft's Recognizers: how many are read with the right value.

    python -m evals.dev_numbers [--show] [--beside FOLDER]

Reads `recognizers_specs/Specs/Number/English/` (NumberModel, PercentModel, NumberRangeModel; MIT licence) of the
folder that CROSSWIRE_DATA names (default `.data`); where it is absent the evaluation says so and counts as not
run (exit status 3). `--beside` names a folder of packages that holds quantulum3 (MIT licence), which is then
measured on the same texts, in the same run; where it is not installed the table says so.

Every case counts, those that expect nothing included. A case is right where exactly the expected values are
found, in order. Apart from that, single values: how many of those expected are found, and how many are found
beside them. What is compared:

- numbers and fractions: the value, within a millionth. A number glued to its unit ("29km") is a dimension in
  the specs' terms and no number: such phrases are left out. A range found in a number's text gives both ends.
- percentages: the value of phrases in per cent. The specs' bare "percent" without a number expects no value.
- ranges: both ends, and whether each is open, over the whole numbers where ends are whole ("more than 30" is 31
  and up, and so is "(30,)"). The specs write the upper end of a plain range ("20 to 30") as open; ours is closed, since
  "20 to 30 died" allows 30: there only the ends' values are compared. Numbers that nothing qualifies are no ranges.
"""

from __future__ import annotations

import argparse
import importlib
import json
import re
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from crosswire.annotate.numbers import NumberPhrase, find_numbers
from evals.dev_reports import data_folder, not_run

FILES = {"NumberModel": "numbers", "PercentModel": "percentages", "NumberRangeModel": "ranges"}
KINDS = ("cardinals", "fractions", "percentages", "ranges", "nothing")
# Rounds of the whole set that are timed, so that a slow moment of the machine weighs little.
ROUNDS = 5

Value = float | tuple[float | None, float | None]
Reader = Callable[[str, str], list[Value]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One text of the specs, its model's kind and the values expected in it."""

    text: str
    model: str
    kind: str
    expected: tuple[Value, ...]


@dataclass(slots=True)
class Score:
    """What one reader got of one kind: cases right, values right and beside."""

    cases: int = 0
    cases_right: int = 0
    values: int = 0
    right: int = 0
    beside: int = 0
    wrong: list[tuple[Case, list[Value]]] = field(default_factory=list)

    def add(self, case: Case, found: list[Value]) -> None:
        """Counts one case. Values are matched one to one, whatever their order."""
        hits = sum((Counter(map(_key, case.expected)) & Counter(map(_key, found))).values())
        good = list(map(_key, case.expected)) == list(map(_key, found))
        self.cases += 1
        self.cases_right += good
        self.values += len(case.expected)
        self.right += hits
        self.beside += len(found) - hits
        if not good:
            self.wrong.append((case, found))


def read_cases(folder: Path) -> list[Case]:
    """The cases of the three models, in the files' order."""
    cases = []
    for name, model in FILES.items():
        for row in json.loads((folder / f"{name}.json").read_text(encoding="utf-8-sig")):
            results = row["Results"]
            values = tuple(v for r in results if (v := _expected(r, model)) is not None)
            kind = model if model != "numbers" else "cardinals"
            if any(r["Resolution"].get("subtype") == "fraction" for r in results):
                kind = "fractions"
            kind = kind if values else "nothing"
            cases.append(Case(text=row["Input"], model=model, kind=kind, expected=values))
    return cases


def _expected(result: dict[str, Any], model: str) -> Value | None:
    value = result["Resolution"]["value"]
    if model == "ranges":
        return interval(value)
    return None if value in ("null", None) else float(str(value).rstrip("%"))


def interval(text: str) -> tuple[float | None, float | None]:
    """The specs' interval as the least and the most that it allows; None is open.

    >>> interval("(30,)"), interval("[20,30)"), interval("(,0.5]")
    ((31.0, None), (20.0, 30.0), (None, 0.5))
    """
    match = re.fullmatch(r"([\[(])([^,]*),([^,]*)([\])])", text)
    if not match:
        raise ValueError(f"no interval: {text}")
    low, high = (float(x) if x else None for x in match.group(2, 3))
    plain = match[1] == "[" and match[4] == ")" and low is not None
    if low is not None and match[1] == "(":
        low += low.is_integer()
    if high is not None and match[4] == ")" and not plain:
        high -= high.is_integer()
    return low, high


def ours(text: str, model: str) -> list[Value]:
    """The values that crosswire finds, as the specs' model would give them."""
    found: list[Value] = []
    for phrase in find_numbers(text):
        if model == "ranges":
            found += [_ends(phrase)] if _is_range(text, phrase) else []
        elif model == "percentages":
            found += _numbers(phrase) if phrase.kind == "percent" else []
        elif phrase.kind != "measure":
            found += _numbers(phrase)
    return found


def _numbers(phrase: NumberPhrase) -> list[Value]:
    if phrase.value is None:
        return []
    if phrase.qualifier == "range" and phrase.low is not None and phrase.high is not None:
        return [float(phrase.low), float(phrase.high)]
    return [float(phrase.value)]


def _is_range(text: str, phrase: NumberPhrase) -> bool:
    if phrase.kind in ("score", "part", "vague") or phrase.value is None:
        return False
    # "A dozen" is about twelve to us, a plain number to the specs.
    said = text[phrase.start : phrase.end].casefold().strip()
    return phrase.qualifier not in ("exact", "about") or said.startswith("equal")


def _ends(phrase: NumberPhrase) -> tuple[float | None, float | None]:
    low = None if phrase.low is None or phrase.qualifier == "less_than" else float(phrase.low)
    return low, None if phrase.high is None else float(phrase.high)


def _key(value: Value) -> Any:
    return tuple(map(_rounded, value)) if isinstance(value, tuple) else _rounded(value)


def _rounded(value: float | None) -> str:
    return "open" if value is None else f"{value:.6e}"


def quantulum(folder: Path | None) -> Reader | None:
    """quantulum3 as a reader of the same form, or None where it is not installed."""
    if folder:
        sys.path.append(str(folder))
    try:
        parser = importlib.import_module("quantulum3.parser")
    except ImportError:
        return None

    def read(text: str, model: str) -> list[Value]:
        found: list[Value] = []
        for q in parser.parse(text):
            percent = q.unit.name == "percentage"
            if model == "ranges":
                found += [(q.value - q.uncertainty, q.value + q.uncertainty)] if q.uncertainty else []
            elif model == "percentages":
                found += [float(q.value)] if percent else []
            elif q.unit.name == "dimensionless" or not re.search(r"\d[a-z]", q.surface):
                found.append(float(q.value))
        return found

    return read


def evaluate(cases: Iterable[Case], read: Reader) -> dict[str, Score]:
    """The scores of a reader by kind, and over all."""
    scores = {kind: Score() for kind in (*KINDS, "all")}
    for case in cases:
        found = read(case.text, case.model)
        scores[case.kind].add(case, found)
        scores["all"].add(case, found)
    return scores


def timed(cases: list[Case], read: Reader) -> float:
    """Seconds that a reader takes for all texts once, the best of a few rounds."""
    taken = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        for case in cases:
            read(case.text, case.model)
        taken.append(time.perf_counter() - start)
    return min(taken)


def _row(name: str, s: Score) -> str:
    share = f"{s.right / s.values:.3f}" if s.values else "  -  "
    return (
        f"  {name:12} cases {s.cases_right / max(s.cases, 1):.3f} ({s.cases_right} of {s.cases})   "
        f"values {share} ({s.right} of {s.values}), {s.beside} beside"
    )


def main() -> int:
    """Runs the evaluation and prints a table for each reader."""
    arguments = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0] if __doc__ else None)
    arguments.add_argument("--show", action="store_true", help="print the cases that are not right")
    arguments.add_argument("--beside", type=Path, help="folder of packages that holds quantulum3")
    given = arguments.parse_args()
    folder = data_folder() / "recognizers_specs" / "Specs" / "Number" / "English"
    if not folder.is_dir():
        return not_run(folder)
    cases = read_cases(folder)
    other = quantulum(given.beside)
    readers = {"crosswire": ours} | ({"quantulum3": other} if other else {})
    seconds = {}
    for name, read in readers.items():
        scores = evaluate(cases, read)
        seconds[name] = timed(cases, read)
        print(f"numbers.{name}")
        print("\n".join(_row(kind, scores[kind]) for kind in (*KINDS, "all")))
        if given.show:
            for case, found in scores["all"].wrong:
                print(f"    {case.kind}: {case.text!r}: {list(case.expected)} not {found}")
    if other:
        print(f"time, quantulum3 to crosswire: {seconds['quantulum3'] / seconds['crosswire']:.1f}")
    else:
        print("quantulum3: not installed here, not measured (--beside FOLDER).")
    return 0


if __name__ == "__main__":
    sys.exit(main())
