"""A checked draft on a terminal: a line for each statement that needs a look, in the draft's order, then the counts.

In: a `DraftCheck` and where its files lie. Out: Rich renderables; printing them is left to the caller. What comes
from the draft and the reports is `clean`ed.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from crosswire.present.check import STANDINGS, place
from crosswire.present.terminal import clean, problems
from crosswire.types import Checked, DraftCheck

_STYLE = {"found": "green", "fits": "cyan", "departs": "bold red", "nowhere": "yellow"}
_SHAPE = {"found": "=", "fits": "~", "departs": "≠", "nowhere": "?"}
_CLIP, _REASON = 70, 220


def check_summary(check: DraftCheck, files: Sequence[Path] = (), *, every: bool = False) -> Group:
    """What departs from the reports and what is nowhere in them; with `every` also what is found and fits."""
    shown = [s for s in check.statements if every or s.standing in ("departs", "nowhere")]
    parts: list[RenderableType] = [
        Text(clean(check.draft.title or check.draft.source), style="bold"),
        _counts(check),
    ]
    if shown:
        parts.append(Text())
        parts += [line for s in shown for line in _statement(s, check)]
    elif check.statements:
        parts.append(Text("\nNothing departs from the reports, and nothing is in none of them."))
    else:
        parts.append(
            Text("\nThe draft states no figure, quotation, name, date or source that could be checked.")
        )
    parts += problems((*check.problems, *check.dossier.problems), _sigla(check))
    if files:
        parts += [Text("\nFiles", style="bold"), *(Padding(Text(clean(str(f))), (0, 0, 0, 2)) for f in files)]
    return Group(*parts)


def _sigla(check: DraftCheck) -> dict[str, str]:
    return {check.draft.id: "the draft"} | {r.id: f"R{n}" for n, r in enumerate(check.dossier.reports, 1)}


def _counts(check: DraftCheck) -> Text:
    number = len(check.dossier.reports)
    text = Text(
        f"{len(check.statements):,} statements against {number:,} report{'s' if number != 1 else ''}: ",
        style="dim",
    )
    for n, standing in enumerate(STANDINGS):
        count = sum(s.standing == standing for s in check.statements)
        text.append(", " if n else "", style="dim")
        text.append(f"{count:,} {standing}", style=_STYLE[standing] if count else "dim")
    return text


def _statement(statement: Checked, check: DraftCheck) -> list[RenderableType]:
    line, column = place(check.draft, statement.span.start)
    head = Text.assemble(
        (f"{line}:{column}".ljust(8), "dim"),
        (f"{_SHAPE[statement.standing]} {statement.standing}".ljust(10), _STYLE[statement.standing]),
        (statement.kind.ljust(12), ""),
        (clean(statement.span.text, limit=_CLIP), "bold"),
    )
    reason = Text(clean(statement.reason, limit=_REASON))
    if statement.likely and clean(statement.likely) not in reason.plain:
        reason.append(f" → {clean(statement.likely, limit=_CLIP)}", style="green")
    behind = _behind(statement)
    if behind:
        reason.append(f" [{behind}]", style="dim")
    return [head, Padding(reason, (0, 0, 0, 8), expand=False)]


def _behind(statement: Checked) -> str:
    parts = []
    if statement.evidence:
        sources = "source" if statement.independent == 1 else "sources"
        parts.append(f"{statement.independent} independent {sources}")
    parts += [clean(c) for c in statement.caveats if c != "single source"]
    return "; ".join(parts)
