"""Whose original a passage is: the letter, hue and shape that stand for it all over the page.

In: the reports in order, families and lineage. Out: for any span its original and whether it is a copy.
A report in no family is an original of its own. How families were found is left to the link stage.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from crosswire.types import Chain, Family, Lineage, Report, Span

# Shapes and hues that stay apart in both schemes, on paper and for the colour-blind; more would not.
HUES = "ABCDEF"
# Shared passages are looked up by stretches of this many characters, about three sentences.
_STRETCH = 512
# How an original that is neither in hand nor named is called, and how its name begins.
NOT_IN_HAND = "an original not in hand"
BEHIND = "the original behind "


@dataclass(frozen=True, slots=True, kw_only=True)
class Original:
    """An original: `key` names its hue and shape ("X" for the grey ones, told apart by letter)."""

    key: str
    letter: str
    name: str
    family: str | None
    reports: tuple[str, ...]
    root: str | None

    @property
    def unnamed(self) -> bool:
        """Whether it is neither in hand nor known by an agency's name."""
        return self.root is None and self.name.startswith(BEHIND)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """What is drawn for a report's passage: the original's sign, filled or (for a copy) hollow."""

    key: str
    letter: str
    copy: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Originals:
    """All originals in order of their first report, and the look-ups from spans to them."""

    all: tuple[Original, ...]
    by_family: dict[str, Original]
    of_report: dict[str, tuple[Original, ...]]
    passages: dict[str, tuple[tuple[int, int, Original], ...]]
    shared: dict[tuple[str, int], tuple[tuple[int, int, str], ...]]
    order: dict[str, int]
    rests: dict[Span, Span]

    def of(self, span: Span, behind: Sequence[str] = ()) -> Original:
        """The original that a span's words descend from, or rest on where they came through somebody else.

        `behind` are the families that a statement stands on: of two originals that may be one, the one
        that is counted there is meant.
        """
        found = self._of(self.rests.get(span, span))
        if not behind or found.family in behind:
            return found
        counted = [self.by_family[f] for f in behind if f in self.by_family]
        near = [o for o in counted if span.report in o.reports]
        near = near or [o for o in counted if not set(o.reports).isdisjoint(found.reports)]
        return near[0] if near else found

    def _of(self, span: Span) -> Original:
        best: Original | None = None
        most = 0
        for start, end, original in self.passages.get(span.report, ()):
            common = min(end, span.end) - max(start, span.start)
            if common > most:
                best, most = original, common
        if best is not None:
            return best
        standing = self.of_report[span.report]
        partial = {o.letter for _, _, o in self.passages.get(span.report, ())}
        whole = [o for o in standing if o.letter not in partial]
        return next((o for o in (*whole, *standing) if o.root == span.report), (*whole, *standing)[0])

    def is_copy(self, span: Span, behind: Sequence[str] = ()) -> bool:
        """Whether another report carried these words before."""
        if self.rests.get(span, span).report != span.report:
            return True
        original = self.of(span, behind)
        if original.root is not None:
            return original.root != span.report
        return self.twin(span, original) is not None

    def aligned(self, span: Span) -> frozenset[str]:
        """The reports of which some passage is laid beside these words."""
        return frozenset(
            other
            for stretch in _stretches(span.start, span.end)
            for start, end, other in self.shared.get((span.report, stretch), ())
            if start < span.end and span.start < end
        )

    def twin(self, span: Span, original: Original) -> str | None:
        """The earliest report of an original that carries the same passage before this one, or None."""
        here = self.order[span.report]
        earlier = [r for r in self.aligned(span) if self.order[r] < here and r in original.reports]
        return min(earlier, key=lambda r: self.order[r], default=None)

    def mark(self, span: Span, behind: Sequence[str] = ()) -> Mark:
        """The sign of a span; `behind` as in `of`."""
        original = self.of(span, behind)
        return Mark(key=original.key, letter=original.letter, copy=self.is_copy(span, behind))


def originals(
    reports: Sequence[Report],
    families: Sequence[Family],
    lineage: Sequence[Lineage],
    figured: Iterable[Span],
    chains: Sequence[Chain] = (),
) -> Originals:
    """The originals behind `reports` (in the page's order); `figured` are the spans of all tallied figures."""
    order = {r.id: n for n, r in enumerate(reports)}
    by_id = {r.id: r for r in reports}
    kept = [f for f in families if any(r in order for r in f.reports)]
    known = {r for f in kept for r in f.reports}
    groups: list[Family] = [
        *kept,
        *(Family(id="", reports=(r.id,), root=r.id) for r in reports if r.id not in known),
    ]
    groups.sort(key=lambda f: (_first(f, order), f.root is None, f.id))
    counts = Counter(_claims(span, groups) for span in figured)
    busiest = sorted(range(len(groups)), key=lambda n: (-counts[n], n))[: len(HUES)]
    hued = iter(HUES)
    letters = iter(range(len(HUES), len(HUES) + len(groups)))
    made = []
    for n, f in enumerate(groups):
        key = next(hued) if n in busiest else "X"
        letter = key if key != "X" else _letter(next(letters))
        made.append(_original(f, key, letter, order, by_id))
    rests = {c.words: c.on for c in chains if c.on.report in order}
    return _looked_up(tuple(made), groups, lineage, order, rests)


def _first(family: Family, order: dict[str, int]) -> int:
    return min(order[r] for r in family.reports if r in order)


def _claims(span: Span, groups: Sequence[Family]) -> int:
    """Which group a span belongs to, for counting only."""
    standing = [n for n, f in enumerate(groups) if span.report in f.reports]
    for n in standing:
        if any(p.overlaps(span) for p in groups[n].passages):
            return n
    return standing[0] if standing else -1


def _letter(n: int) -> str:
    """The n-th letter, counting A as 0: … Y, Z, AA, AB."""
    return (_letter(n // 26 - 1) if n > 25 else "") + chr(65 + n % 26)


def _original(
    family: Family, key: str, letter: str, order: dict[str, int], by_id: dict[str, Report]
) -> Original:
    members = tuple(sorted((r for r in family.reports if r in order), key=lambda r: order[r]))
    head = by_id[family.root if family.root in by_id else members[0]]
    name = family.agency or head.publisher or f"R{order[head.id] + 1}"
    if family.root is None and family.agency is None:
        numbers = [order[r] + 1 for r in members]
        name = f"{BEHIND}{', '.join(f'R{n}' for n in numbers[:3])}" + (" …" if len(numbers) > 3 else "")
    root = family.root if family.root in by_id else None
    return Original(key=key, letter=letter, name=name, family=family.id or None, reports=members, root=root)


def _looked_up(
    made: tuple[Original, ...],
    groups: Sequence[Family],
    lineage: Sequence[Lineage],
    order: dict[str, int],
    rests: dict[Span, Span],
) -> Originals:
    passages: dict[str, list[tuple[int, int, Original]]] = {}
    of_report: dict[str, list[Original]] = {}
    for original, family in zip(made, groups, strict=True):
        for report in original.reports:
            of_report.setdefault(report, []).append(original)
        for p in family.passages:
            passages.setdefault(p.report, []).append((p.start, p.end, original))
    shared: dict[tuple[str, int], list[tuple[int, int, str]]] = {}
    for line in lineage:
        for pair in line.evidence:
            for here, there in ((pair.left, pair.right), (pair.right, pair.left)):
                if there.report in order:
                    for stretch in _stretches(here.start, here.end):
                        found = shared.setdefault((here.report, stretch), [])
                        found.append((here.start, here.end, there.report))
    return Originals(
        all=made,
        by_family={o.family: o for o in made if o.family is not None},
        of_report={r: tuple(os) for r, os in of_report.items()},
        passages={r: tuple(ps) for r, ps in passages.items()},
        shared={place: tuple(found) for place, found in shared.items()},
        order=order,
        rests=rests,
    )


def _stretches(start: int, end: int) -> range:
    """The numbers of the stretches of text that `start`..`end` touches."""
    return range(start // _STRETCH, max(start, end - 1) // _STRETCH + 1)
