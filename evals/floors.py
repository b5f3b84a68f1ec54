"""Floors: what each figure has reached and may not fall below, in `floors.toml`.

A floor is only ever raised (`python -m evals.gate --raise`), to what was measured, rounded down to two
decimals. Where less is better it is a ceiling, rounded up and only lowered.
"""

from __future__ import annotations

import math
import tomllib
from collections.abc import Mapping
from pathlib import Path

from evals.score import LOWER_IS_BETTER

FILE = Path(__file__).parent / "floors.toml"
HEAD = """# What the gate holds: a figure below its floor fails the build. Raised by `python -m evals.gate --raise`,
# never lowered. boilerplate.content_lost is a ceiling: less is better.
"""

Floors = dict[str, dict[str, float]]
Scores = Mapping[str, tuple[float, str]]

# A score is printed with four decimals; what differs beyond them is rounding.
TOLERANCE = 5e-5


def load(file: Path = FILE) -> Floors:
    """The floors by case and figure; empty where the file is not there."""
    return tomllib.loads(file.read_text(encoding="utf-8")) if file.is_file() else {}


def write(floors: Floors, file: Path = FILE) -> None:
    """Writes the floors in a fixed order."""
    tables = (
        f"\n[{case}]\n" + "".join(f'"{name}" = {floors[case][name]:.2f}\n' for name in sorted(floors[case]))
        for case in sorted(floors)
    )
    file.write_text(HEAD + "".join(tables), encoding="utf-8")


def holds(name: str, value: float, floor: float) -> bool:
    """Whether a figure keeps its floor.

    >>> holds("quotes.found.f1", 0.92, 0.9), holds("boilerplate.content_lost", 0.03, 0.01)
    (True, False)
    """
    return value <= floor + TOLERANCE if name in LOWER_IS_BETTER else value >= floor - TOLERANCE


def raised(old: Mapping[str, float], scores: Scores) -> dict[str, float]:
    """The floors after a run: what was beaten moves up to it, all else stays.

    >>> raised({"a": 0.9}, {"a": (0.8, ""), "b": (0.999, "")})
    {'a': 0.9, 'b': 0.99}
    """
    new = dict(old)
    for name, (value, _) in scores.items():
        if name in LOWER_IS_BETTER:
            reached = math.ceil(value * 100 - 1e-6) / 100
            new[name] = min(old.get(name, 1.0), reached)
        else:
            reached = math.floor(value * 100 + 1e-6) / 100
            new[name] = max(old.get(name, 0.0), reached)
    return new
