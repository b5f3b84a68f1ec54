"""Writes the measured tables into docs/evaluation.md, between two markers; the rest is people's."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

PAGE = Path(__file__).parent.parent / "docs" / "evaluation.md"
BEGIN, END = "<!-- gate: begin -->", "<!-- gate: end -->"

Scores = Mapping[str, tuple[float, str]]

START = f"""# Evaluation

`python -m evals.gate` builds a dossier of each set below, scores it against what a careful reader
annotated, and fails where a figure lies below its floor. The tables are written by
`python -m evals.gate --write`. `hallin-dam` and `tamsel-port` are the invented samples in `examples/`;
`seeds` are five real reports that are not part of the project.

{BEGIN}
{END}
"""


def write_page(
    results: Mapping[str, Scores],
    floors: Mapping[str, Mapping[str, float]],
    absent: Sequence[str],
    page: Path = PAGE,
) -> None:
    """Puts the tables between the markers; begins the page where it is not there.

    Raises ValueError where the page has lost its markers.
    """
    text = page.read_text(encoding="utf-8") if page.is_file() else START
    if text.count(BEGIN) != 1 or text.count(END) != 1:
        raise ValueError(f"{page}: the markers {BEGIN} and {END} must each stand once.")
    before, rest = text.split(BEGIN)
    after = rest.split(END)[1]
    tables = "\n".join(_table(name, scores, floors.get(name, {})) for name, scores in results.items())
    missing = "".join(f"\n{line}\n" for line in absent)
    page.parent.mkdir(exist_ok=True)
    page.write_text(f"{before}{BEGIN}\n\n{tables}{missing}\n{END}{after}", encoding="utf-8")


def _table(name: str, scores: Scores, floors: Mapping[str, float]) -> str:
    rows = "".join(
        f"| {figure} | {value:.3f} | {_floor(floors.get(figure))} | {detail} |\n"
        for figure, (value, detail) in sorted(scores.items())
    )
    return f"### {name}\n\n| figure | value | floor | detail |\n| --- | --- | --- | --- |\n{rows}"


def _floor(floor: float | None) -> str:
    return "" if floor is None else f"{floor:.2f}"
