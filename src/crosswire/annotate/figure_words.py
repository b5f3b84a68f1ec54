"""The words of a parsed report as plain tuples, for reading figures: lower-case forms, offsets, tags, sentences.

In: a spaCy `Doc`. Out: `Words`. White space tokens are dropped; nothing else is changed.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc


QUOTES = frozenset("“”\"'‘’«»„``''") | {"``", "''"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """Parallel tuples, one entry a word. `sentence` gives each word's (first, end) word numbers."""

    text: str
    shown: tuple[str, ...]
    low: tuple[str, ...]
    start: tuple[int, ...]
    end: tuple[int, ...]
    pos: tuple[str, ...]
    tag: tuple[str, ...]
    head: tuple[int, ...]
    dep: tuple[str, ...]
    sentence: tuple[tuple[int, int], ...]

    def at(self, offset: int) -> int:
        """The number of the first word that ends behind a text offset."""
        return bisect_right(self.end, offset)

    def before(self, offset: int) -> int:
        """The number of the first word that starts at or behind a text offset."""
        return bisect_left(self.start, offset)

    def is_noun(self, i: int) -> bool:
        """Whether the tagger holds word `i` for a noun or a name."""
        return i < len(self.pos) and self.pos[i] in ("NOUN", "PROPN")

    def phrase(self, i: int, j: int) -> str:
        """Words `i`..`j` in lower case, one space between."""
        return " ".join(self.low[max(i, 0) : j])


# Several readers of one report ask for its words one after another; only the last report's are kept.
@lru_cache(maxsize=1)
def words_of(doc: Doc) -> Words:
    """The words of a parsed text, which must not change afterwards."""
    tokens = [t for t in doc if not t.is_space]
    number = {t.i: n for n, t in enumerate(tokens)}
    bounds: list[tuple[int, int]] = []
    for sentence in doc.sents:
        inside = [number[t.i] for t in sentence if t.i in number]
        bounds.extend([(inside[0], inside[-1] + 1)] * len(inside) if inside else [])
    return Words(
        text=doc.text,
        shown=tuple(t.text for t in tokens),
        low=tuple(t.lower_.replace("’", "'") for t in tokens),
        start=tuple(t.idx for t in tokens),
        end=tuple(t.idx + len(t) for t in tokens),
        pos=tuple(t.pos_ for t in tokens),
        tag=tuple(t.tag_ for t in tokens),
        head=tuple(number.get(t.head.i, n) for n, t in enumerate(tokens)),
        dep=tuple(t.dep_ for t in tokens),
        sentence=tuple(bounds),
    )
