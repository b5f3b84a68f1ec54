"""What can be searched, put into the database and taken out again: the text as it is shown, and its words as they are found.

In: a connection that writes, and `Passage`s. Out: rows, and with them the database's own index. Asking is left to `search`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from itertools import islice
from typing import Any

from sqlalchemy import Connection

from crosswire.store.database.chains import storable
from crosswire.store.database.derived import passages
from crosswire.store.database.marks import VALUES, day_marks, kind_mark, number_marks, value_marks
from crosswire.store.database.words import BYTES, bounded, folded
from crosswire.text.named import clean

# Rows put at once.
_PORTION = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """Something to be found: its `kind` as in `marks.KINDS`, the text that is shown, and what it is filtered by.

    A report's has `report` and the `seal` on its source; a statement's, person's or figure's the `story` and `variant` of
    the dossier, and `target`, its id there. `day` is ISO 8601.
    """

    kind: str
    text: str
    title: str | None = None
    story: str | None = None
    variant: str | None = None
    report: str | None = None
    seal: str | None = None
    target: str | None = None
    day: str | None = None
    language: str | None = None
    publisher: str | None = None
    measure: str | None = None
    place: str | None = None
    number: float | None = None
    status: str | None = None


def put(connection: Connection, found: Iterable[Passage]) -> None:
    """Adds passages, which can be found once the transaction is."""
    rows = map(_row, found)
    while portion := list(islice(rows, _PORTION)):
        connection.execute(passages.insert(), portion)


def drop(
    connection: Connection,
    *,
    report: str | None = None,
    story: str | None = None,
    variant: str | None = None,
) -> None:
    """Takes out the passage of a report, or those of a story's variant."""
    if report is not None:
        connection.execute(passages.delete().where(passages.c.report == report))
    if story is not None and variant is not None:
        connection.execute(passages.delete().where(passages.c.story == story, passages.c.variant == variant))


def _row(passage: Passage) -> dict[str, Any]:
    told = {k: _storable(v) if isinstance(v, str) else v for k, v in asdict(passage).items()}
    marks = (
        kind_mark(passage.kind),
        *value_marks(**{key: told[key] for key in VALUES}),
        *day_marks(passage.day),
        *number_marks(passage.number),
    )
    heading = folded(told["title"] or "")
    kept = bounded((*marks, *heading))
    room = BYTES - sum(len(word.encode()) + 1 for word in kept)
    words = bounded(folded(told["text"]), room)
    return told | {
        "marks": " ".join(marks),
        "heading": " ".join(kept[len(marks) :]),
        "words": " ".join(words),
    }


def _storable(text: str) -> str:
    """Text of the same length that both databases can hold."""
    return storable(clean(text))
