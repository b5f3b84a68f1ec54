"""The section of descent: which originals stand behind the reports, drawn, said in words, and line by line.

In: the edition. Out: two drawings (none where no two reports share text), the finding in words, and a list of all
lines with the passages side by side, which is what a page without script has. Where reports are many, the copies
of one original stand together ("and 23 more copies") and those that share nothing are only named.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from .beside import Panel, panels
from .descent import descents, finding, passages_words
from .edition import Edition, Witness
from .lines import Strand
from .numbers import join_words, plural, small
from .originals import Mark, Original
from .stemma_layout import Graph, Row, Told, narrow, wide

# Beyond this many rows the graph is a wall: the copies of one original are put together.
_ROWS = 24
# So many copies of one original are drawn where they are put together, and stand open in the list.
_KEPT, _OPEN = 3, 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A strand in the list: the report, what it has of the original, and the panel, its own or another's."""

    id: str
    witness: Witness
    marks: tuple[Mark, ...]
    note: str
    panel: Panel | None
    elsewhere: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """The lines of one original; `more` are folded."""

    id: str
    mark: Mark
    name: str
    note: str
    lines: tuple[Line, ...]
    more: tuple[Line, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stemma:
    """The section."""

    wide: Graph | None
    narrow: Graph | None
    finding: str
    words: str
    alone: str
    groups: tuple[Group, ...]


def stemma(book: Edition) -> Stemma:
    """The descent of the reports."""
    strands = book.lines.all
    if not strands:
        return Stemma(wide=None, narrow=None, finding="", words=_unshared(book), alone="", groups=())
    said = descents(book)
    groups = _groups(book, panels(book) if book.texts else {})
    rows, alone, left = _rows(book, said)
    told = _told(book, rows, said)
    return Stemma(
        wide=wide(book, rows, told),
        narrow=narrow(book, rows, told),
        finding=finding(book),
        words=_in_words(book, said),
        alone=_alone(alone, left),
        groups=groups,
    )


def _unshared(book: Edition) -> str:
    count = len(book.witnesses)
    if count == 1:
        return "There is one report, and so nothing to descend from."
    return f"No two of the {small(count)} reports share a passage: each is an original of its own."


def _rows(book: Edition, said: Mapping[str, str]) -> tuple[list[Row], list[Witness], int]:
    """The rows, the reports that share nothing and are not drawn, and how many originals are left out."""
    linked = {s.report for s in book.lines.all} | {s.original.root for s in book.lines.all}
    many = len(linked) > _ROWS
    rows: list[Row] = []
    placed: set[str] = set()
    single: list[Row] = []
    for original in book.originals.all:
        members = [book.by_report[r] for r in original.reports if r not in placed]
        if not any(s.original == original for s in book.lines.all):
            members = [w for w in members if len(book.originals.of_report[w.report.id]) == 1]
            placed |= {w.report.id for w in members}
            single += [_row(original, w, said) for w in members]
            continue
        if original.root is None:
            rows.append(_lost(book, original))
        copies = [w for w in members if w.report.id != original.root and _plain(book, w)]
        together = copies[_KEPT:] if many and len(copies) > _KEPT + 1 else []
        rows += [_row(original, w, said) for w in members if w not in together]
        if together:
            rows.append(_together(original, together))
        placed |= {w.report.id for w in members}
    if len(rows) + len(single) <= _ROWS:
        rows, single = rows + single, []
    kept = rows[: 2 * _ROWS]
    return kept, [r.witness for r in single if r.witness], len(rows) - len(kept)


def _plain(book: Edition, witness: Witness) -> bool:
    """Whether a report stands in one original only."""
    return len(book.originals.of_report[witness.report.id]) == 1


def _row(original: Original, witness: Witness, said: Mapping[str, str]) -> Row:
    return Row(original=original, witness=witness, name=witness.name, note=said[witness.report.id])


def _lost(book: Edition, original: Original) -> Row:
    name = "an original" if original.unnamed else original.name
    return Row(original=original, witness=None, name=name, note=_where(book, original))


def _where(book: Edition, original: Original) -> str:
    """What is known of an original without a first carrier: "not in hand", "R1 or R2, or one not in hand"."""
    if not original.unnamed:
        return "not in hand"
    first = [
        book.by_report[s.report].siglum for s in book.lines.all if s.original == original and not s.directed
    ]
    return f"{' or '.join(first)}, or one not in hand" if 0 < len(first) < 4 else "not in hand"


def _together(original: Original, copies: Sequence[Witness]) -> Row:
    sigla = [w.siglum for w in copies]
    shown = ", ".join(sigla[:5]) + (" …" if len(sigla) > 5 else "")
    return Row(
        original=original,
        witness=None,
        copies=tuple(copies),
        name=f"and {len(copies)} more copies",
        note=shown,
    )


def _told(book: Edition, rows: Sequence[Row], said: Mapping[str, str]) -> Told:
    """What nodes and lines say, and where they lead."""
    edges = {s.id: (f"#{s.panel}-p", s.panel, _edge_words(book, s)) for s in book.lines.all}
    nodes = {}
    for row in rows:
        if row.copies:
            nodes[row.key] = (
                f"#g{row.original.letter.lower()}-more",
                "",
                f"{row.name} of {row.original.name}",
            )
            continue
        mine = [
            s
            for s in book.lines.all
            if (
                row.witness.report.id in (s.report, s.other)
                if row.witness is not None
                else s.original == row.original
            )
        ]
        lay = list(dict.fromkeys(s.panel for s in mine if s.panel))[:24]
        if row.witness is None:
            words = f"{row.name}, {row.note}"
        else:
            words = f"{row.witness.siglum} {row.name}: {said[row.witness.report.id]}"
        href = f"#{lay[0]}-p" if lay else f"#{row.witness.id}" if row.witness else "#descent"
        nodes[row.key] = (href, " ".join(lay), words + (". Show the passages side by side" if lay else ""))
    return Told(nodes=nodes, edges=edges)


def _edge_words(book: Edition, strand: Strand) -> str:
    """A line for those who do not see it."""
    return f"{_source(book, strand.original)} to {book.by_report[strand.report].siglum}: {_manner(strand)}. Show the passages side by side"


def _source(book: Edition, original: Original) -> str:
    if original.root is not None:
        return book.by_report[original.root].siglum
    return "an original" if original.unnamed else original.name


def _manner(strand: Strand) -> str:
    """What a report has of an original: "the whole text, translated, in 22 passages; who was first is not known"."""
    count = passages_words(strand)
    text = "the whole text" if strand.whole else count or "passages"
    if strand.translated:
        text += ", translated"
    if strand.whole and count:
        text += f", in {count}"
    return text + ("" if strand.directed else "; who was first is not known")


def _groups(book: Edition, held: Mapping[str, Panel]) -> tuple[Group, ...]:
    groups = []
    for original in book.originals.all:
        strands = [s for s in book.lines.all if s.original == original]
        if not strands:
            continue
        made = tuple(_line(book, s, held) for s in strands)
        cut = _OPEN if len(made) > _OPEN + 1 else len(made)
        root = book.by_report[original.root] if original.root is not None else None
        groups.append(
            Group(
                id=f"g{original.letter.lower()}",
                mark=Mark(key=original.key, letter=original.letter, copy=root is None),
                name=f"{root.siglum} {root.name}"
                if root
                else "An original"
                if original.unnamed
                else original.name,
                note="" if root else _where(book, original),
                lines=made[:cut],
                more=made[cut:],
            )
        )
    return tuple(groups)


def _line(book: Edition, strand: Strand, held: Mapping[str, Panel]) -> Line:
    witness = book.by_report[strand.report]
    original = strand.original
    return Line(
        id=strand.id,
        witness=witness,
        marks=(
            Mark(
                key=original.key,
                letter=original.letter,
                copy=strand.directed or original.reports[0] != strand.report,
            ),
        ),
        note=_manner(strand),
        panel=held.get(strand.id),
        elsewhere="" if strand.panel == strand.id or strand.other is None else strand.panel,
    )


def _in_words(book: Edition, said: Mapping[str, str]) -> str:
    """The graph for those who do not see it."""
    parts = [f"{w.siglum}: {said[w.report.id]}" for w in book.witnesses]
    return "Descent of the reports. " + "; ".join(parts[:60]) + "."


def _alone(alone: Sequence[Witness], left: int) -> str:
    more = f" {plural(left, 'more row')} stand in the list only." if left else ""
    if not alone:
        return more.strip()
    sigla = [w.siglum for w in alone]
    shown = join_words(sigla) if len(sigla) < 13 else f"{', '.join(sigla[:12])} and {len(sigla) - 12} more"
    stand = plural(len(alone), "report stands", "reports stand")
    return f"{stand} alone, sharing no passage with any other: {shown}.{more}"
