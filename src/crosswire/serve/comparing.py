"""Two reports side by side, sentence by sentence: what both tell, what only one does, where figures, names and words differ.

In: two reports that the viewer may see. Out: a page and its twin. Who has text of whom is judged as a story's lineage is, from
these two alone; the alignment is worked out when it is asked for, from what was kept when the reports were read.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import BaseModel, Field
from sqlalchemy import Connection

from crosswire.link.laid import lay_beside
from crosswire.present import comparison
from crosswire.present.comparison import Cell, Comparison
from crosswire.serve.asked import Blank
from crosswire.serve.looking import Looking, not_there
from crosswire.serve.reports import said_of
from crosswire.serve.story import NOT_THERE
from crosswire.serve.twin import Store, twin
from crosswire.store.database import visible
from crosswire.store.database.viewer import Viewer
from crosswire.types import Annotations, Lineage, Report

router = APIRouter(tags=["reports"])
# Characters of both together beyond which they are not laid beside each other while a page waits: some seconds of work.
_LONGEST = 400_000


class Side(BaseModel, frozen=True):
    """One of the two reports."""

    id: str
    name: str
    title: str | None
    language: str | None
    day: str | None
    story: str | None


class BitTold(BaseModel, frozen=True):
    """A bit of a sentence: "same", "other" (the other side has other words), "only" (it has nothing here), "strong" (a number
    or a name that it lacks), "alone" (the whole sentence stands on this side only)."""

    kind: str
    text: str


class CellTold(BaseModel, frozen=True):
    """Sentences of one report, half-open in code points of its text."""

    paragraph: int | None = Field(description="null: the title")
    start: int
    end: int
    bits: tuple[BitTold, ...]


class RowTold(BaseModel, frozen=True):
    """What both tell, or only one."""

    kind: str = Field(description="both, left or right")
    same: bool = Field(description="the two differ in no word")
    left: CellTold | None
    right: CellTold | None


class Compared(BaseModel, frozen=True):
    """Two reports side by side."""

    left: Side
    right: Side
    relation: str | None = Field(
        description="same-original, republished, shared-passages; null: no shared text"
    )
    direction: str | None = Field(description="left-first, right-first; null: unknown")
    why: str = ""
    compared: bool = Field(description="false for two languages: only numbers and names are compared")
    too_long: bool = Field(False, description="the two are too long to be laid beside each other here")
    rows: tuple[RowTold, ...]
    both: int
    only_left: int
    only_right: int
    differing: int = Field(description="rows of both in which a number or a name differs")


AskedReport = Annotated[Annotated[str, Field(max_length=64)] | None, Blank]


@twin(router, "/compare", "compare.html.j2", summary="Two reports side by side", responses=NOT_THERE)
def compare(
    database: Store,
    viewer: Looking,
    left: Annotated[AskedReport, Query(description="the id of a report")] = None,
    right: Annotated[AskedReport, Query(description="the id of another")] = None,
) -> Compared:
    """Every sentence of both, aligned."""
    with database.read() as connection:
        one, here = _report(connection, viewer, left)
        other, there = _report(connection, viewer, right)
    if one is None or other is None:
        raise not_there()
    if len(one[0].text) + len(other[0].text) > _LONGEST:
        return _told(here, there, None, None)
    lineage, pairs = lay_beside(*one, *other)
    compared = one[0].language == other[0].language or None in (one[0].language, other[0].language)
    laid = comparison.compare(*one, *other, pairs, compared=compared)
    return _told(here, there, lineage, laid)


def _report(
    connection: Connection, viewer: Viewer, id: str | None
) -> tuple[tuple[Report, Annotations] | None, Side]:
    row = visible.report(connection, viewer, id) if id else None
    said = said_of(connection, row.id) if row is not None else None
    if row is None or said is None:
        raise not_there()
    variant = visible.story(connection, viewer, row.story) if row.story else None
    return said, Side(
        id=row.id,
        name=row.publisher or row.title or row.source,
        title=row.title,
        language=row.language,
        day=row.day,
        story=row.story if variant is not None else None,
    )


def _told(left: Side, right: Side, lineage: Lineage | None, laid: Comparison | None) -> Compared:
    rows = laid.rows if laid else ()
    return Compared(
        left=left,
        right=right,
        relation=lineage.relation if lineage else None,
        direction=lineage.direction if lineage else None,
        why=lineage.why if lineage else "",
        compared=laid.compared if laid else False,
        too_long=laid is None,
        rows=tuple(RowTold(kind=r.kind, same=r.same, left=_cell(r.left), right=_cell(r.right)) for r in rows),
        both=laid.count("both") if laid else 0,
        only_left=laid.count("left") if laid else 0,
        only_right=laid.count("right") if laid else 0,
        differing=sum(_stands_out(c for c in (r.left, r.right) if c) for r in rows if r.kind == "both"),
    )


def _cell(cell: Cell | None) -> CellTold | None:
    if cell is None:
        return None
    return CellTold(
        paragraph=cell.paragraph,
        start=cell.start,
        end=cell.end,
        bits=tuple(BitTold(kind=bit.kind, text=bit.text) for bit in cell.bits),
    )


def _stands_out(cells: Iterable[Cell]) -> bool:
    return any(bit.kind == "strong" for cell in cells for bit in cell.bits)
