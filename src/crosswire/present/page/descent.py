"""How each report descends, in words and numbers: which originals it stands in, how, by how many passages."""

from __future__ import annotations

from collections.abc import Collection, Sequence

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
    groups = "one group" if uncertain == 1 else f"{small(uncertain)} groups"
    return text + (f"; {groups} of shared passages may come from others" if uncertain else "")


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
        text += " What else several print comes from one of them, or from one more that is not in hand: the reports do not tell."
    elif uncertain:
        text += (
            f" {small(len(uncertain)).capitalize()} groups of passages that several print come from one of them, or "
            "from others not in hand: the reports do not tell."
        )
    return text


def descents(book: Edition) -> dict[str, str]:
    """By report, a few words: "original", "copy of R1", "carries Halcyon Wire", "stitched from …"."""
    uncertain = loose(book)
    directed = frozenset((s.original.letter, s.report) for s in book.lines.all if s.directed)
    return {w.report.id: _in_words(book, w, uncertain, directed) for w in book.witnesses}


def signs(book: Edition, witness: Witness) -> tuple[Mark, ...]:
    """The marks of a report: one for each original that it stands in, hollow where others came before."""
    report = witness.report.id
    return tuple(
        Mark(key=o.key, letter=o.letter, copy=o.root != report if o.root else o.reports[0] != report)
        for o in book.originals.of_report[report]
    )


def _in_words(
    book: Edition, witness: Witness, uncertain: frozenset[str], directed: frozenset[tuple[str, str]]
) -> str:
    report = witness.report.id
    standing = book.originals.of_report[report]
    firm = [o for o in standing if o.letter not in uncertain]
    text = _firmly(book, report, firm, directed)
    shared = [o for o in standing if o.letter in uncertain]
    twins = {r for o in firm for r in o.reports}
    fellows = {r for o in shared for r in o.reports} - twins
    if not fellows:
        return text
    if all((o.letter, report) in directed for o in shared):
        first = {r for o in shared for r in o.reports if (o.letter, r) not in directed} - twins
        return f"{text}; passages of {_sigla(book, first or fellows, ' or ')}"
    return f"{text}; shares passages with {_sigla(book, fellows, ' and ')}"


def _firmly(
    book: Edition, report: str, standing: Sequence[Original], directed: frozenset[tuple[str, str]]
) -> str:
    """What a report is by the originals that are surely ones of their own."""
    mine = [o for o in standing if o.root == report]
    others = [o for o in standing if o.root != report]
    if mine and not others:
        return "original"
    if mine:
        partly = any(o.letter == mine[0].letter for _, _, o in book.originals.passages.get(report, ()))
        taken = _labels(book, others)
        return (
            f"stitched from {taken}, and passages of its own"
            if partly
            else f"original, with passages of {taken}"
        )
    if len(others) == 1:
        return _of(book, others[0], report, directed)
    return f"stitched from {_labels(book, others)}"


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


def _of(book: Edition, original: Original, report: str, directed: frozenset[tuple[str, str]]) -> str:
    """A report of one original: "copy of R1", "carries Halcyon Wire", "one text with R2"."""
    if original.root is None and not original.unnamed:
        return f"carries {original.name}"
    if original.root is not None:
        source = book.by_report[original.root].siglum
    elif (original.letter, report) in directed:
        source = _sigla(book, {r for r in original.reports if (original.letter, r) not in directed}, " or ")
    else:
        return f"one text with {_sigla(book, set(original.reports) - {report}, ' and ')}"
    if (original.letter, report) in book.lines.translated:
        machine = book.by_report[report].report.provenance.machine_translated
        return f"{source}, {'retranslated' if machine else 'translated'}"
    return f"copy of {source}"


def _sigla(book: Edition, reports: Collection[str], last: str) -> str:
    """Up to four sigla in a row: "R1, R2 or R5", "R1, R2, R3 and 5 more"."""
    sigla = [f"R{n}" for n in sorted(book.by_report[r].number for r in reports)]
    if len(sigla) > 4:
        return f"{', '.join(sigla[:3])} and {len(sigla) - 3} more"
    return last.join(filter(None, (", ".join(sigla[:-1]), sigla[-1]))) if sigla else NOT_IN_HAND


def passages_words(strand: Strand) -> str:
    """How much of the original the report has, where that is known."""
    return plural(strand.passages, "passage") if strand.passages else ""
