"""The dossier in a few screens of terminal text: tallies, gravest discrepancies, mended names, problems.

In: a `Dossier` and where its files lie. Out: Rich renderables; printing them is left to the caller.
What comes from a report is hostile until `clean`ed: it could move the cursor, paint over what stands
above, or turn the direction of reading. Nothing of it is read as Rich's own mark-up.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from crosswire.present.doubts import doubt_in_words, doubts_in_order
from crosswire.present.sureness import sureness
from crosswire.present.terminal_events import timeline
from crosswire.present.terminal_grounds import brief, said
from crosswire.present.terminal_known import linked
from crosswire.present.terminal_reviews import Judged, judged, reviews
from crosswire.text.rulings import told
from crosswire.types import Discrepancy, Dossier, Problem, Ruling, Scalar, Side, Span, Tally

# What fits on one screen of a terminal together; the page has everything.
_TALLIES, _DISCREPANCIES, _NAMES, _PROBLEMS, _RULINGS, _DOUBTS = 16, 5, 8, 20, 8, 6
_SIDES = 3
# Characters of one printed passage: three lines of a terminal; of one side of a discrepancy, two.
_CLIP, _SIDE_CLIP = 240, 140
# The counts behind a tally; a terminal narrower than all of them need shows those that have a short name.
_COUNTS = {"reports": None, "families": "fam", "origins": None, "independent": "ind"}
_WIDE = 110
_SEVERITY = {"high": "bold red", "medium": "yellow", "low": "dim"}
_ORDER = {"high": 0, "medium": 1, "low": 2}
_STATUS = {"disputed": "bold red", "revised": "yellow", "agreed": "green", "compatible": "green"}
# Joiners that shape letters in many scripts; all other format characters are taken out.
_JOINERS = frozenset("\u200c\u200d")
_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})


def clean(text: str, *, limit: int = _CLIP) -> str:
    """The text on one line without controls, escapes, direction marks or lone surrogates, clipped.

    >>> clean("The \\x1b[31mdam\\u202e\\nbroke")
    'The [31mdam broke'
    """
    kept = []
    for character in islice(text, 20 * limit):
        if character.isspace():
            kept.append(" ")
        elif character in _JOINERS or unicodedata.category(character) not in _HIDDEN:
            kept.append(character)
    line = " ".join("".join(kept).split())
    return line if len(line) <= limit else line[: limit - 1].rstrip() + "…"


def summary(dossier: Dossier, files: Sequence[Path] = (), *, width: int = 80) -> Group:
    """What the dossier establishes, in the order in which an editor asks for it; `width` in characters."""
    sigla = {report.id: f"R{n}" for n, report in enumerate(dossier.reports, start=1)}
    parts: list[RenderableType] = [_head(dossier)]
    said_of = judged(dossier, clean)
    parts += brief(dossier.findings.brief, clean, said_of)
    parts += _tallies(dossier.findings.tallies, width, _threshold(dossier), said_of)
    parts += timeline(dossier.findings.events, sigla, clean)
    parts += _discrepancies(dossier.findings.discrepancies, sigla)
    parts += said(dossier, clean)
    parts += _mended(dossier, sigla)
    parts += _doubted(dossier, sigla)
    parts += linked(dossier.links.entities, clean)
    parts += _rulings(dossier.rulings, sigla)
    parts += reviews(dossier, clean)
    parts += problems(dossier.problems, sigla)
    if files:
        parts += [Text("\nFiles", style="bold"), *(_indented(Text(clean(str(f)))) for f in files)]
    return Group(*parts)


def problems(found: Sequence[Problem], sigla: Mapping[str, str] | None = None) -> list[RenderableType]:
    """What could not be done, one line each; nothing where all went well."""
    if not found:
        return []
    lines: list[RenderableType] = [Text("\nProblems", style="bold")]
    for problem in found[:_PROBLEMS]:
        where = (sigla or {}).get(problem.report or "", problem.report) or "all reports"
        message = problem.message.removeprefix(f"{problem.report}: ")
        lines.append(_indented(Text.assemble((clean(where), "yellow"), ": ", clean(message))))
    return lines + _rest(len(found) - _PROBLEMS)


def _doubted(dossier: Dossier, sigla: Mapping[str, str]) -> list[RenderableType]:
    """Times that cannot be as printed, one line each."""
    found = doubts_in_order(dossier)
    if not found:
        return []
    lines: list[RenderableType] = [Text("\nDates in doubt", style="bold")]
    for doubt in found[:_DOUBTS]:
        words = doubt_in_words(doubt).removeprefix("Date: ")
        lines.append(_indented(Text.assemble((sigla.get(doubt.report, ""), "yellow"), ": ", clean(words))))
    return lines + _rest(len(found) - _DOUBTS)


def _head(dossier: Dossier) -> RenderableType:
    titles = [clean(story.title) for story in dossier.findings.stories if story.title]
    first = dossier.reports[0]
    title = titles[0] if titles else clean(first.title or first.source)
    reports, originals = len(dossier.reports), len(dossier.links.families)
    counts = f"{_many(reports, 'report')}, {_many(originals, 'original')}"
    more = f", {len(titles)} stories" if len(titles) > 1 else ""
    return Group(Text(title, style="bold"), Text(counts + more, style="dim"))


def _threshold(dossier: Dossier) -> str:
    """How many independent sources corroborate, as the settings record it."""
    return dict(dossier.settings).get("corroboration_threshold", "")


def _tallies(tallies: Sequence[Tally], width: int, threshold: str, said_of: Judged) -> list[RenderableType]:
    if not tallies:
        return [Text("\nNo figures that could be reconciled.")]
    table = Table(box=None, pad_edge=False, padding=(0, 1, 0, 0), header_style="dim")
    table.add_column("measure", no_wrap=True)
    table.add_column("party", min_width=15)
    for name in ("low", "best", "high"):
        table.add_column(name, justify="right", no_wrap=True)
    shown = {name: name if width >= _WIDE else short for name, short in _COUNTS.items()}
    for head in filter(None, shown.values()):
        table.add_column(head, justify="right", no_wrap=True)
    table.add_column("status", no_wrap=True)
    for tally in tallies[:_TALLIES]:
        counts = {
            "reports": tally.reports,
            "families": tally.families,
            "origins": len(tally.origins),
            "independent": f"{tally.independent}*" if tally.corroborated else tally.independent,
        }
        table.add_row(
            clean(tally.measure),
            _party(tally),
            *(_number(n) for n in (tally.low, tally.best, tally.high)),
            *(str(counts[name]) for name, head in shown.items() if head),
            _status(tally, said_of),
        )
    named = [f"{short} {name}" for name, short in _COUNTS.items() if short and width < _WIDE]
    legend = ", ".join([*named, "* corroborated" + (f": {threshold} or more" if threshold else "")])
    key = [_indented(Text(legend, style="dim"))]
    return [
        Text("\nTallies", style="bold"),
        Padding(table, (0, 0, 0, 1)),
        *_rest(len(tallies) - _TALLIES),
        *key,
    ]


def _status(tally: Tally, said_of: Judged) -> Text:
    status = Text(tally.status, style=_STATUS.get(tally.status, ""))
    return Text.assemble(status, "; ", said_of[tally.id]) if tally.id in said_of else status


def _party(tally: Tally) -> Text:
    party = (tally.label or tally.group or tally.unit or "not told").replace("_", " ")
    return Text(clean(f"{party}, {tally.place}" if tally.place else party, limit=40))


def _number(number: Scalar | None) -> str:
    if number is None:
        return "open"
    return f"{int(number) if number == int(number) else number:,}"


def _discrepancies(found: Sequence[Discrepancy], sigla: Mapping[str, str]) -> list[RenderableType]:
    if not found:
        return []
    gravest = sorted(found, key=lambda d: _ORDER[d.severity])
    parts: list[RenderableType] = [Text("\nWhere accounts part", style="bold")]
    for discrepancy in gravest[:_DISCREPANCIES]:
        mark = (discrepancy.severity, _SEVERITY[discrepancy.severity])
        parts.append(_indented(Text.assemble(mark, " ", clean(discrepancy.summary))))
        for n, side in enumerate(discrepancy.sides[:_SIDES]):
            likely = " (likely)" if n == discrepancy.likely else ""
            parts.append(_indented(_side(side, sigla, likely), 4))
        parts += _rest(len(discrepancy.sides) - _SIDES, 4)
    return parts + _rest(len(found) - _DISCREPANCIES)


def _side(side: Side, sigla: Mapping[str, str], likely: str) -> Text:
    return Text.assemble(
        (f"{_carriers(side.evidence, sigla)} ", "cyan"),
        clean(side.reading, limit=_SIDE_CLIP),
        (likely, "green"),
    )


def _carriers(evidence: Sequence[Span], sigla: Mapping[str, str]) -> str:
    found = {sigla.get(span.report, "?") for span in evidence}
    return " ".join(sorted(found, key=lambda siglum: (len(siglum), siglum)))


def _mended(dossier: Dossier, sigla: Mapping[str, str]) -> list[RenderableType]:
    lines = list(dict.fromkeys(_mendings(dossier, sigla)))
    if not lines:
        return []
    shown = [
        _indented(
            Text.assemble(
                (garbled, "red"),
                " → ",
                (name, "green"),
                f"  {reason}",
                (f"  {sure}" if sure else "", "dim"),
                (f"  {where}", "cyan"),
            )
        )
        for garbled, name, reason, sure, where in lines[:_NAMES]
    ]
    return [Text("\nNames mended", style="bold"), *shown, *_rest(len(lines) - _NAMES)]


def _mendings(dossier: Dossier, sigla: Mapping[str, str]) -> Iterator[tuple[str, str, str, str, str]]:
    for entity in dossier.links.entities:
        for form in entity.forms:
            if form.corrupted:
                where = sigla.get(form.span.report, "?")
                sure = "" if form.confidence is None else sureness(form.confidence)
                yield clean(form.span.text), clean(entity.name), clean(form.reason or ""), sure, where


def _rulings(rulings: Sequence[Ruling], sigla: Mapping[str, str]) -> list[RenderableType]:
    """What people decided and holds; what does not hold stands among the problems."""
    held = [ruling for ruling in rulings if ruling.holds]
    if not held:
        return []
    lines = [
        _indented(
            Text.assemble(
                (f"{sigla.get(r.left, '?')} {sigla.get(r.right, '?')} ", "cyan"),
                clean(f"{told(r)}; {r.effect}" if r.effect else told(r)),
            )
        )
        for r in held[:_RULINGS]
    ]
    return [Text("\nDecisions", style="bold"), *lines, *_rest(len(held) - _RULINGS)]


def _rest(count: int, by: int = 2) -> list[RenderableType]:
    return [_indented(Text(f"… and {count} more on the page", style="dim"), by)] if count > 0 else []


def _many(count: int, noun: str) -> str:
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"


def _indented(text: Text, by: int = 2) -> Padding:
    return Padding(text, (0, 0, 0, by), expand=False)
