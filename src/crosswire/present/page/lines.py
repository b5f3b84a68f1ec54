"""Lines of descent: from each original to the reports that stand in it, with the passages laid beside each other.

In: a dossier and its originals. Out: a `Strand` for each report of an original but its first carrier. Passages are
those that lineage found between the report and the original's first carrier; where that is not in hand, between
the report and the earliest other that shares them. How passages differ is left to `beside`.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from crosswire.types import Dossier, Family, Lineage, Report, Span

from .originals import Original, Originals

# Passages that make up this share of a report are the whole of it, and are counted pair by pair instead.
_WHOLE = 0.9
# Pairs that overlap on one side are one passage, unless it would swallow so many characters in between.
_APART = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """A passage of the report (`here`) beside the same of the other (`there`)."""

    id: str
    there: Span
    here: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Strand:
    """A line from an original to a report. `other` is the report that its passages are laid beside; `panel`
    the id of the strand where they are shown, which may be the other's. `directed` where it is known that the
    original was first."""

    id: str
    original: Original
    report: str
    other: str | None
    panel: str
    passages: int
    whole: bool
    directed: bool
    translated: bool
    pairs: tuple[Pair, ...]
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Lines:
    """All strands by original and then by report, and where each report's passages are laid beside others:
    (start, end, the pair's id, the other report), by report; `translated` are letters of originals with the
    reports that have a translation of them."""

    all: tuple[Strand, ...]
    beside: Mapping[str, tuple[tuple[int, int, str, str], ...]]
    translated: frozenset[tuple[str, str]]

    def same(self, span: Span, reports: Collection[str] = ()) -> tuple[str, str] | None:
        """The pair that holds most of a span, and the other report; those of `reports` before others."""
        best: tuple[bool, int] = (False, 0)
        found = None
        for start, end, id, other in self.beside.get(span.report, ()):
            shared = min(end, span.end) - max(start, span.start)
            if shared > 0 and (other in reports, shared) > best:
                best, found = (other in reports, shared), (id, other)
        return found


@dataclass(frozen=True, slots=True, kw_only=True)
class _Shelf:
    reports: Mapping[str, Report]
    families: Mapping[str, Family]
    records: Mapping[tuple[str, str], Lineage]

    def evidence(self, other: str, report: str) -> list[tuple[Span, Span]]:
        """The passages of two reports, the other's first, in the report's order."""
        record = self.records.get((other, report))
        if record is None:
            return []
        pairs = [(p.left, p.right) if p.left.report == other else (p.right, p.left) for p in record.evidence]
        return sorted(pairs, key=lambda p: (p[1].start, p[1].end, p[0].start))

    def later(self, report: str, than: str) -> bool:
        """Whether a report is known to have come after another."""
        record = self.records.get((report, than))
        return record is not None and record.direction == (
            "left-first" if record.right == report else "right-first"
        )


def lines(dossier: Dossier, originals: Originals) -> Lines:
    """The strands of all originals."""
    records = {}
    for x in dossier.links.lineage:
        records[x.left, x.right] = records[x.right, x.left] = x
    shelf = _Shelf(
        reports={r.id: r for r in dossier.reports},
        families={f.id: f for f in dossier.links.families},
        records=records,
    )
    found: list[Strand] = []
    for original in originals.all:
        for report in original.reports:
            if report != original.root:
                found.append(_strand(shelf, original, report, f"s{len(found) + 1}"))
    held = {(s.original.letter, s.report): s for s in found}
    shared = tuple(_shared(s, held) for s in found)
    translated = frozenset((s.original.letter, s.report) for s in shared if s.translated)
    return Lines(all=shared, beside=_beside(shared), translated=translated)


def _strand(shelf: _Shelf, original: Original, report: str, id: str) -> Strand:
    passages = _own(shelf, original, report)
    whole = not passages
    other = _other(shelf, original, report, passages)
    pairs = _pairs(shelf, other, report, passages) if other is not None else []
    record = shelf.records.get((other, report)) if other is not None else None
    known = original.root is not None or not original.unnamed
    return Strand(
        id=id,
        original=original,
        report=report,
        other=other,
        panel=id,
        passages=len(passages) or len(pairs),
        whole=whole,
        directed=known or any(shelf.later(report, r) for r in original.reports if r != report),
        translated=_translated(shelf, original, report, record),
        pairs=tuple(Pair(id=f"{id}-{n}", there=a, here=b) for n, (a, b) in enumerate(pairs, start=1)),
        why=record.why if record is not None else "",
    )


def _own(shelf: _Shelf, original: Original, report: str) -> list[Span]:
    """The passages of a report that descend from an original; none where the whole does."""
    family = shelf.families.get(original.family or "")
    own = [p for p in family.passages if p.report == report] if family else []
    length = len(shelf.reports[report].text)
    return own if sum(p.end - p.start for p in own) < _WHOLE * length else []


def _other(shelf: _Shelf, original: Original, report: str, passages: Sequence[Span]) -> str | None:
    """The report to lay a report's passages beside: the first carrier, else the earliest that shares them."""
    place = original.reports.index(report)
    earlier, later = original.reports[:place], original.reports[place + 1 :]
    first = (original.root,) if original.root is not None else ()
    return next((r for r in (*first, *earlier, *later) if _pairs(shelf, r, report, passages)), None)


def _pairs(shelf: _Shelf, other: str, report: str, passages: Sequence[Span]) -> list[tuple[Span, Span]]:
    """The passages of two reports, those that overlap joined; of `passages` only, where there are any."""
    kept = [
        (a, b)
        for a, b in shelf.evidence(other, report)
        if not passages or any(p.overlaps(b) for p in passages)
    ]
    out: list[tuple[Span, Span]] = []
    for a, b in kept:
        if out and _one(out[-1], (a, b)):
            out[-1] = _joined(shelf, out[-1], (a, b))
        else:
            out.append((a, b))
    return out


def _one(first: tuple[Span, Span], second: tuple[Span, Span]) -> bool:
    (a, b), (c, d) = first, second
    overlap = a.overlaps(c) or b.overlaps(d)
    near = all(max(x.start, y.start) - min(x.end, y.end) <= _APART for x, y in ((a, c), (b, d)))
    return overlap and near


def _joined(shelf: _Shelf, first: tuple[Span, Span], second: tuple[Span, Span]) -> tuple[Span, Span]:
    left, right = (
        shelf.reports[x.report].span(min(x.start, y.start), max(x.end, y.end))
        for x, y in zip(first, second, strict=True)
    )
    return left, right


def _translated(shelf: _Shelf, original: Original, report: str, record: Lineage | None) -> bool:
    if record is not None and record.manner == "translated":
        return True
    here = shelf.reports[report]
    head = shelf.reports[original.root or original.reports[0]]
    return bool(here.provenance.machine_translated) or (
        here.language is not None and head.language is not None and here.language != head.language
    )


def _shared(strand: Strand, held: Mapping[tuple[str, str], Strand]) -> Strand:
    """Two reports that are each other's other show their passages once, with the later of them."""
    back = held.get((strand.original.letter, strand.other or ""))
    if back is None or back.other != strand.report:
        return strand
    members = strand.original.reports
    if members.index(strand.report) > members.index(back.report):
        return strand
    return replace(strand, panel=back.id, pairs=())


def _beside(strands: Sequence[Strand]) -> dict[str, tuple[tuple[int, int, str, str], ...]]:
    found: dict[str, list[tuple[int, int, str, str]]] = {}
    for strand in strands:
        for pair in strand.pairs:
            for mine, theirs in ((pair.here, pair.there), (pair.there, pair.here)):
                found.setdefault(mine.report, []).append((mine.start, mine.end, pair.id, theirs.report))
    return {report: tuple(rows) for report, rows in found.items()}
