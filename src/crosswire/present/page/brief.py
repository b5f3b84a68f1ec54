"""The brief as the page shows it: each sentence, the words it rests on, how independent they are."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from .edition import Edition
from .marks import Statement
from .support import Passage, Support, origin_of, passages, support


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence of the brief with its evidence."""

    id: str
    text: str
    passages: tuple[Passage, ...]
    support: Support | None


def sentences(book: Edition) -> tuple[Sentence, ...]:
    """The sentences of the brief, in their order."""
    out = []
    for n, said in enumerate(book.dossier.findings.brief, start=1):
        statement = Statement(rank=n, id=f"b{n}", label=f"Brief {n}")
        drawn = support(
            book,
            said.evidence,
            whose=partial(origin_of, book, known=said.origins),
            found=said,
        )
        out.append(
            Sentence(
                id=statement.id,
                text=said.text,
                passages=passages(book, said.evidence, statement, said.originals),
                support=drawn if said.evidence else None,
            )
        )
    return tuple(out)
