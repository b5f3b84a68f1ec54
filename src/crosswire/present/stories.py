"""Stories on the terminal and as JSON: one line each, and why two reports are in one or not.

In: story lines with the reports in hand; or the reasons for two of them. Out: Rich renderables, or the text of
`crosswire.stories/1`. What comes from a report is cleaned before a terminal sees it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from crosswire.present.json_decisions import decision_rows
from crosswire.present.terminal import clean
from crosswire.text.rulings import told
from crosswire.types import Interval, Problem, Report, Ruling, StoryLine, StoryReasons, StoryTerm

SCHEMA = "crosswire.stories/1"
_SCORE_DIGITS = 4
# Outlets named in a line; terms shown of an explanation, for and against together.
_OUTLETS, _TERMS = 3, 30
_WIDE = 100


def stories_table(lines: Sequence[StoryLine], *, width: int = 80) -> Table:
    """A line a story; a terminal of a `width` below 100 characters has no room for the outlets."""
    wide = width >= _WIDE
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim")
    table.add_column("story", no_wrap=True)
    table.add_column("title", min_width=20, overflow="fold")
    table.add_column("days", no_wrap=True)
    table.add_column("reports", justify="right", no_wrap=True)
    table.add_column("originals", justify="right", no_wrap=True)
    if wide:
        table.add_column("outlets", overflow="fold")
    for line in lines:
        table.add_row(
            line.story.id,
            Text(clean(line.story.title, limit=120), style="bold"),
            days_words(line.days),
            f"{len(line.story.reports):,}",
            f"{line.originals:,}",
            *([_outlets(line.outlets)] if wide else []),
        )
    return table


def stories_in_full(lines: Sequence[StoryLine], *, reports: Mapping[str, Report]) -> Group:
    """Every story with its counts and outlets, and its reports below it, a line each."""
    sigla = {id: f"R{n}" for n, id in enumerate(reports, start=1)}
    parts: list[RenderableType] = []
    for line in lines:
        counts = [
            days_words(line.days),
            _many(len(line.story.reports), "report"),
            _many(line.originals, "original"),
        ]
        parts.append(Text.assemble(f"{line.story.id}  ", (clean(line.story.title, limit=120), "bold")))
        parts.append(Text("  " + " · ".join([*counts, _outlets(line.outlets)]), style="dim"))
        for id in line.story.reports:
            day = (reports[id].published or "undated")[:10]
            parts.append(Text(f"  {sigla[id]:<4} {day}  {_named(reports[id])}"))
    return Group(*parts)


def days_words(days: Interval | None) -> str:
    """The days of a story, in a few characters.

    >>> days_words(Interval(start="2031-05-04", end="2031-05-06"))
    '2031-05-04 to 05-06'
    """
    if days is None or days.start is None:
        return "undated"
    start, end = days.start, days.end or days.start
    if start == end:
        return start
    return f"{start} to {end[5:] if start[:4] == end[:4] else end}"


def stories_json(
    lines: Sequence[StoryLine],
    *,
    reports: Mapping[str, Report],
    rulings: Sequence[Ruling] = (),
    problems: Sequence[Problem] = (),
) -> str:
    """The stories as JSON text with a line end: the same bytes for the same reports and rulings."""
    told: dict[str, Any] = {
        "schema": SCHEMA,
        "stories": [_row(line, reports) for line in lines],
        "decisions": decision_rows(rulings),
        "problems": [{"report": p.report, "stage": p.stage, "message": p.message} for p in problems],
    }
    return json.dumps(told, ensure_ascii=False, indent=1, allow_nan=False) + "\n"


def reasons_json(reasons: StoryReasons) -> str:
    """Why two reports are in one story or not, as JSON text with a line end."""
    rows = decision_rows([reasons.ruling] if reasons.ruling else [])
    told: dict[str, Any] = {
        "left": reasons.left,
        "right": reasons.right,
        "stories": list(reasons.stories),
        "same": reasons.same,
        "score": round(reasons.score, _SCORE_DIGITS),
        "bar": round(reasons.bar, _SCORE_DIGITS),
        "terms": [
            {"kind": t.kind, "text": t.text, "weight": round(t.weight, _SCORE_DIGITS)} for t in reasons.terms
        ],
        "chain": list(reasons.chain),
        "decision": rows[0] if rows else None,
    }
    return json.dumps(told, ensure_ascii=False, indent=1, allow_nan=False) + "\n"


def reasons_shown(
    reasons: StoryReasons, *, reports: Mapping[str, Report], titles: Mapping[str, str]
) -> Group:
    """Why two reports are in one story or not: the finding, what binds them, and the terms by weight."""
    parts: list[RenderableType] = [
        Text(_named(reports[reasons.left])),
        Text(_named(reports[reasons.right])),
        _finding(reasons, titles),
    ]
    if reasons.ruling is not None:
        parts.append(Text(clean(told(reasons.ruling), limit=400), style="yellow"))
    if reasons.chain:
        through = ", ".join(_named(reports[id], short=True) for id in reasons.chain[1:-1])
        parts.append(Text(f"They met through: {through}."))
    elif reasons.same and reasons.ruling is None and reasons.score < reasons.bar:
        parts.append(Text("They were put together when less was known, and nothing parted them since."))
    parts += [_sum(reasons), Text(""), _terms(reasons.terms)]
    return Group(*parts)


def _finding(reasons: StoryReasons, titles: Mapping[str, str]) -> Text:
    first, second = (f"{id} “{clean(titles.get(id, ''), limit=100)}”" for id in reasons.stories)
    if reasons.same:
        return Text(f"are in one story: {first}.", style="bold")
    return Text(f"are in two stories: {first}, and {second}.", style="bold")


def _sum(reasons: StoryReasons) -> Text:
    passes = reasons.score >= reasons.bar
    verdict = "enough" if passes else "not enough"
    return Text(
        f"The two alone come to {reasons.score:+.2f}, where {reasons.bar:+.2f} is enough to be one story: {verdict}.",
        style="green" if passes else "red",
    )


def _terms(terms: Sequence[StoryTerm]) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim")
    table.add_column("kind", no_wrap=True)
    table.add_column("term", overflow="fold")
    table.add_column("for", justify="right", no_wrap=True)
    table.add_column("against", justify="right", no_wrap=True)
    ordered = sorted(terms, key=lambda t: (-abs(t.weight), t.kind, t.text))
    for term in ordered[:_TERMS]:
        weight = f"{term.weight:+.2f}"
        table.add_row(
            term.kind,
            clean(term.text, limit=80),
            Text(weight, style="green") if term.weight > 0 else "",
            Text(weight, style="red") if term.weight <= 0 else "",
        )
    rest = ordered[_TERMS:]
    if rest:
        gains, losses = (sum(t.weight for t in rest if (t.weight > 0) is side) for side in (True, False))
        table.add_row("", f"… and {len(rest)} more", f"{gains:+.2f}", f"{losses:+.2f}", style="dim")
    return table


def _row(line: StoryLine, reports: Mapping[str, Report]) -> dict[str, Any]:
    days = {"start": line.days.start, "end": line.days.end} if line.days else None
    return {
        "id": line.story.id,
        "title": line.story.title,
        "days": days,
        "originals": line.originals,
        "outlets": list(line.outlets),
        "reports": [
            {
                "id": r.id,
                "source": r.source,
                "title": r.title,
                "publisher": r.publisher,
                "published": r.published,
            }
            for r in (reports[id] for id in line.story.reports)
        ],
    }


def _outlets(outlets: Sequence[str]) -> str:
    named = ", ".join(clean(o, limit=40) for o in outlets[:_OUTLETS])
    more = len(outlets) - _OUTLETS
    return f"{named} and {more} more" if more > 0 else named or "not told"


def _many(count: int, noun: str) -> str:
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"


def _named(report: Report, *, short: bool = False) -> str:
    source = clean(report.source, limit=80)
    if short:
        return source
    title = clean(report.title or "", limit=80)
    return f"{source}  {title}" if title else source
