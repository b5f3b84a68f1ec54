"""What the parts of a document share: citations, verdicts, words of reports in their own language, what is left out.

In: rows of the contract. Out: runs of text.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from crosswire.present.handover.statements import line
from crosswire.present.handover.word import Run, Word
from crosswire.present.held import Held, Item
from crosswire.present.page.numbers import plural, small
from crosswire.present.page.plain import language_tag

# Reports cited after one statement; who wants them all has the tables.
_CITED = 12
_MARKS = tuple('“"«„‘')


def anchor(held: Held, report: str) -> str:
    """The bookmark of a report in the list of sources: of our own making, whatever the report says."""
    return f"source{held.order[report] + 1}"


def siglum(held: Held, report: str) -> str:
    """R1, R2, … as the page names it."""
    return f"R{held.order[report] + 1}"


def cite(held: Held, reports: Iterable[str]) -> list[Run | str]:
    """Reports in brackets, each leading to its place in the list of sources: "[R1, R4]"."""
    known = sorted({r for r in reports if r in held.order}, key=held.order.__getitem__)
    if not known:
        return []
    runs: list[Run | str] = ["["]
    for n, report in enumerate(known[:_CITED]):
        if n:
            runs.append(", ")
        runs.append(Run(text=siglum(held, report), to=anchor(held, report)))
    runs.append(f" and {len(known) - _CITED} more]" if len(known) > _CITED else "]")
    return runs


def quoted(held: Held, report: str, text: str, *, limit: int = 400) -> Run:
    """Words of a report in its own language, between marks, unless they have marks of their own."""
    tag = language_tag(held.reports[report]["language"])
    words = line(text, limit)
    marked = words if words[:1] in _MARKS else f"“{words}”"
    return Run(text=marked, language=None if tag in (None, "en") else tag)


def verdict_words(held: Held, found: Item) -> str:
    """On how much a statement stands: "corroborated: 2 independent sources", "one source"."""
    count = found.get("independent", 0)
    if found.get("corroborated"):
        return f"corroborated: {plural(count, 'independent source')}"
    if count < 2:
        return "one source" if count else "no source of its own"
    return plural(count, "independent source")


def left_out(word: Word, count: int, what: str) -> None:
    """A line that counts what is left out, where anything is."""
    if count > 0:
        word.paragraph(Run(text=f"{small(count).capitalize()} more {what}: see the dossier’s page or its tables.", italic=True))  # fmt: skip


def sigla_of(spans: Sequence[Item]) -> list[str]:
    """The reports of spans, each once."""
    return list(dict.fromkeys(s["report"] for s in spans))
