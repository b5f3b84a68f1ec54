"""How each report descends, in words and numbers: which originals it stands in, how, by how many passages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from .edition import Edition, Witness
from .numbers import join_words, plural, small
from .originals import NOT_IN_HAND, Mark, Original

# Passages that make up this share of a report are the whole of it, and are counted pair by pair instead.
_WHOLE = 0.9


@dataclass(frozen=True, slots=True, kw_only=True)
class Strand:
    """One line of descent: from an original (a report in hand, or one that is not) to a report."""

    original: Original
    report: str
    passages: int
    translated: bool


def strands(book: Edition) -> tuple[Strand, ...]:
    """All lines of descent, by original and then by report."""
    counts = _counts(book)
    out = []
    for original in book.originals.all:
        for report in original.reports:
            if report == original.root:
                continue
            out.append(
                Strand(
                    original=original,
                    report=report,
                    passages=_passages(book, original, report, counts),
                    translated=_translated(book, original, report),
                )
            )
    return tuple(out)


def descents(book: Edition) -> dict[str, str]:
    """By report, a few words: "original", "copy of R1", "carries Halcyon Wire", "stitched from …"."""
    return {w.report.id: _in_words(book, w) for w in book.witnesses}


def signs(book: Edition, witness: Witness) -> tuple[Mark, ...]:
    """The marks of a report: one for each original that it stands in, hollow where others came before."""
    report = witness.report.id
    return tuple(
        Mark(key=o.key, letter=o.letter, copy=o.root != report if o.root else o.reports[0] != report)
        for o in book.originals.of_report[report]
    )


def _counts(book: Edition) -> dict[tuple[str, str], int]:
    counts: dict[tuple[str, str], int] = {}
    for line in book.dossier.links.lineage:
        counts[line.left, line.right] = counts[line.right, line.left] = len(line.evidence)
    return counts


def _passages(book: Edition, original: Original, report: str, counts: dict[tuple[str, str], int]) -> int:
    family = next((f for f in book.dossier.links.families if f.id == original.family), None)
    own = [p for p in family.passages if p.report == report] if family else []
    if own and sum(p.end - p.start for p in own) < _WHOLE * len(book.by_report[report].report.text):
        return len(own)
    if original.root is not None:
        return counts.get((original.root, report), 0)
    return max((counts.get((other, report), 0) for other in original.reports if other != report), default=0)


def _translated(book: Edition, original: Original, report: str) -> bool:
    here = book.by_report[report].report
    head = book.by_report[original.root or original.reports[0]].report
    return bool(here.provenance.machine_translated) or (
        here.language is not None and head.language is not None and here.language != head.language
    )


def _in_words(book: Edition, witness: Witness) -> str:
    report = witness.report.id
    standing = book.originals.of_report[report]
    mine = [o for o in standing if o.root == report]
    others = [_of(book, o, report) for o in standing if o.root != report]
    if mine and not others:
        return "original"
    if mine:
        taken = _labels(book, [o for o in standing if o.root != report])
        partly = any(o.letter == mine[0].letter for _, _, o in book.originals.passages.get(report, ()))
        return (
            f"stitched from {taken}, and passages of its own"
            if partly
            else f"original, with passages of {taken}"
        )
    if len(others) == 1:
        return others[0]
    return f"stitched from {_labels(book, standing)}"


def _labels(book: Edition, originals: Sequence[Original]) -> str:
    """Originals in a row, those without a name counted: "R1, Halcyon Wire and two originals not in hand"."""
    named = [
        book.by_report[o.root].siglum if o.root else NOT_IN_HAND if o.unnamed else o.name for o in originals
    ]
    lost = named.count(NOT_IN_HAND)
    known = [n for n in named if n != NOT_IN_HAND]
    if lost:
        known.append(NOT_IN_HAND if lost == 1 else f"{small(lost)} originals not in hand")
    return join_words(known)


def _of(book: Edition, original: Original, report: str) -> str:
    if original.root is None:
        return f"shares {NOT_IN_HAND}" if original.unnamed else f"carries {original.name}"
    siglum = book.by_report[original.root].siglum
    if _translated(book, original, report):
        return (
            f"{siglum}, retranslated"
            if book.by_report[report].report.provenance.machine_translated
            else f"{siglum}, translated"
        )
    return f"copy of {siglum}"


def passages_words(strand: Strand) -> str:
    """How much of the original the report has, where that is known."""
    return plural(strand.passages, "passage") if strand.passages else ""
