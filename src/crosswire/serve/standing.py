"""How a statement stands by what people said of it: confirmed, rejected, corrected, unsure, or disputed among them.

In: the reviews of one statement, as rows. Out: one word, and those whose words part. Only what was not taken back counts, of
each person the last; a note says nothing for or against. The dossier's own judgement is made by `review` when the story is made
anew: this is what can be told at once.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from crosswire.serve.decided import ReviewRow

_WORDS = {"accept": "confirmed", "reject": "rejected", "correct": "corrected", "unsure": "unsure"}


def last_words(rows: Iterable[ReviewRow]) -> tuple[ReviewRow, ...]:
    """What each person said last that stands and says something for or against, the latest first."""
    last: dict[str, ReviewRow] = {}
    for row in sorted(rows, key=lambda r: (r.at, r.id)):
        if row.withdrawn is None and row.action != "annotate":
            last[row.user or row.by] = row
    return tuple(sorted(last.values(), key=lambda r: (r.at, r.id), reverse=True))


def parted(rows: Iterable[ReviewRow]) -> tuple[ReviewRow, ...]:
    """The last words of those who disagree; empty where nobody does. Who is unsure disagrees with nobody."""
    sure = tuple(r for r in last_words(rows) if r.action != "unsure")
    return sure if len({_stance(r) for r in sure}) > 1 else ()


def standing(rows: Sequence[ReviewRow]) -> str:
    """How the statement stands; empty where nobody said anything that counts."""
    if parted(rows):
        return "disputed"
    said = last_words(rows)
    sure = next((r for r in said if r.action != "unsure"), None)
    told = sure or next(iter(said), None)
    return _WORDS.get(told.action, "reviewed") if told is not None else ""


def _stance(row: ReviewRow) -> tuple[Any, ...]:
    """What somebody holds: two corrections agree where they set the same."""
    told = tuple(sorted(row.values.items())) if row.action == "correct" else ()
    return row.action, told, row.others if row.action in ("merge", "split") else ()
