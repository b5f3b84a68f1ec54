"""How each report descends, in words and numbers: which originals it stands in, how, by how many passages."""

from __future__ import annotations

from collections.abc import Sequence

from .edition import Edition, Witness
from .lines import Strand
from .numbers import join_words, plural, small
from .originals import NOT_IN_HAND, Mark, Original


def loose(book: Edition) -> frozenset[str]:
    """The letters of originals of which only passages are known, and neither an agency nor who had them first."""
    whole = {s.original.letter for s in book.lines.all if s.whole}
    return frozenset(o.letter for o in book.originals.all if o.unnamed and o.letter not in whole)


def counted(book: Edition) -> str:
    """How many originals there are, in a few words."""
    uncertain = len(loose(book))
    text = f"{len(book.originals.all) - uncertain} independent of one another"
    return text + (f"; {small(uncertain)} more may be among them" if uncertain else "")


def finding(book: Edition) -> str:
    """How many originals there are, in sentences."""
    uncertain = loose(book)
    firm = [o for o in book.originals.all if o.letter not in uncertain]
    lost = [o.name for o in firm if o.root is None and not o.unnamed]
    reports, originals = len(book.witnesses), len(firm)
    text = (
        f"{small(reports).capitalize()} {'report' if reports == 1 else 'reports'}, "
        f"{small(originals)} independent {'original' if originals == 1 else 'originals'}."
    )
    if lost:
        text += f" Not in hand {'is' if len(lost) == 1 else 'are'} {join_words(lost[:4])}."
    if len(uncertain) == 1:
        text += " What else several print comes from one of them, or from one more that is not in hand; nobody can tell."
    elif uncertain:
        text += (
            f" {small(len(uncertain)).capitalize()} groups of passages that several print come from one of them, or "
            "from others not in hand; nobody can tell."
        )
    return text


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
    if (original.letter, report) in book.lines.translated:
        return (
            f"{siglum}, retranslated"
            if book.by_report[report].report.provenance.machine_translated
            else f"{siglum}, translated"
        )
    return f"copy of {siglum}"


def passages_words(strand: Strand) -> str:
    """How much of the original the report has, where that is known."""
    return plural(strand.passages, "passage") if strand.passages else ""
