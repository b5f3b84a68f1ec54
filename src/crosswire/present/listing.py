"""One report, or one problem, as lines of a terminal: what a reading shows as it goes.

In: a `Report` or a `Problem`. Out: Rich text; what comes from a report is cleaned first.
"""

from __future__ import annotations

from rich.text import Text

from crosswire.present.terminal import clean
from crosswire.types import Problem, Report

# Characters of a title, of a source, and of the text that stands for a missing title.
_TITLE, _SOURCE, _BEGINNING = 120, 160, 80


def listed(report: Report) -> Text:
    """Title; where it was read and as what; who, when; what to know of how it was read."""
    title = report.title or f"({clean(report.text, limit=_BEGINNING)})"
    who = [report.publisher, f"by {report.byline}" if report.byline else None]
    who += [f"passed on by {report.carrier}" if report.carrier else None]
    who += [f"credits {', '.join(report.credits)}" if report.credits else None]
    when = [report.published, f"updated {report.updated}" if report.updated else None]
    withdrawn = report.item.status if report.item and report.item.status != "usable" else None
    what = [report.format, report.language, report.section, f"{len(report.text):,} characters", withdrawn]
    lines = [Text(clean(title, limit=_TITLE), style="bold"), _dim([report.source, *what])]
    if any((*who, *when)):
        lines.append(_dim([*when, *who]))
    lines += [Text("  note: " + clean(notice, limit=400), style="yellow") for notice in report.notices]
    if report.provenance.machine_translated:
        lines.append(Text("  machine-translated: " + clean(report.provenance.why), style="yellow"))
    return Text("\n").join(lines)


def problem_line(problem: Problem) -> Text:
    """Where, and what to do next."""
    where = problem.report or "all reports"
    message = problem.message.removeprefix(f"{where}: ")
    return Text.assemble(("problem ", "red"), clean(where, limit=_SOURCE), ": ", clean(message, limit=600))


def _dim(parts: list[str | None]) -> Text:
    return Text("  " + " · ".join(clean(part, limit=_SOURCE) for part in parts if part), style="dim")
