"""The texts of some weeks in the lineage stream, and the indexes over them.

Takes the terms of texts; keeps each once, with all reports of the same words, under its fingerprints, its
MinHash bands and its anchors. What is common is decided here: fingerprints that many texts of one publisher,
or very many texts, hold. Whom a text meets, and what that means, is `lineage_stream`'s.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

import numpy as np

from crosswire.link.lineage_terms import LineageTerms
from crosswire.text.postings import Postings

# A fingerprint held by more distinct texts of one publisher, or by more distinct texts at all, is common.
# A band of MinHash slots may hold more: whole stories are carried by hundreds.
HOUSE, TEXTS, VERSIONS = 16, 256, 1024
# An anchor held by more texts of one language is no rare one.
RARE = 128

By = Literal["whole", "band", "fingerprints", "anchors"]
Place = tuple[int | None, int]


class Member(NamedTuple):
    """A report that carries a text."""

    report: str
    day: int | None
    house: int | None


class Meeting(NamedTuple):
    """How two texts met, and how many shingles and fingerprints they share."""

    by: By
    shared: int = 0
    prints: int = 0


class Kept(NamedTuple):
    """A text as it is saved: its terms, and the reports that carry it."""

    terms: LineageTerms
    members: tuple[Member, ...]


class Tie(NamedTuple):
    """Two texts, by their numbers among those kept, and how they met."""

    one: int
    other: int
    how: Meeting


@dataclass(slots=True)
class Text:
    """One text, all reports of these very words, and the texts it met."""

    terms: LineageTerms
    members: tuple[Member, ...]
    met: dict[Place, Meeting] | None = None

    def meet(self, other: Place, meeting: Meeting) -> None:
        """Notes that the two met."""
        if self.met is None:
            self.met = {}
        self.met[other] = meeting


class Segment:
    """The texts of `window` days, and the indexes over them."""

    def __init__(self) -> None:
        self.texts: list[Text] = []
        self.by_whole: dict[int, list[int]] = {}
        self.passages = Postings(HOUSE, self._furniture)
        self.bands = Postings(VERSIONS)
        self.spoken: dict[str, list[int]] = {}
        self._anchors: dict[str, Postings] = {}

    def put(self, terms: LineageTerms, members: tuple[Member, ...]) -> int:
        """Room for a text; gives its row."""
        row = len(self.texts)
        self.texts.append(Text(terms, members))
        if terms.whole is not None:
            self.by_whole.setdefault(terms.whole, []).append(row)
        return row

    def index(self, terms: LineageTerms, row: int) -> None:
        """Puts a text into the indexes, whoever shares its codes."""
        self.bands.put(terms.bands, row)
        self.passages.put(terms.fingerprints, row)
        self.index_anchors(terms, row)

    def index_anchors(self, terms: LineageTerms, row: int) -> None:
        """Notes the language of a text where it is known, and puts it under its anchors if they are asked for."""
        if terms.language is not None:
            self.spoken.setdefault(terms.language, []).append(row)
            if terms.language in self._anchors:
                self._anchors[terms.language].put(terms.anchors, row)

    def same(self, terms: LineageTerms) -> int | None:
        """The row of a text of the same words, sketched alike."""
        rows = self.by_whole.get(terms.whole, ()) if terms.whole is not None else ()
        return next((row for row in rows if _alike(self.texts[row].terms, terms)), None)

    def anchored(self, language: str) -> Postings:
        """The index of one language's anchors; made when a text in another language first asks."""
        if language not in self._anchors:
            made = self._anchors[language] = Postings(RARE)
            for row in self.spoken.get(language, ()):
                made.put(self.texts[row].terms.anchors, row)
        return self._anchors[language]

    @property
    def read(self) -> int:
        """Entries of posting lists read."""
        return sum(index.read for index in (self.passages, self.bands, *self._anchors.values()))

    def _furniture(self, rows: Sequence[int]) -> bool:
        if len(rows) > TEXTS:
            return True
        houses: Counter[int] = Counter()
        for row in rows:
            houses.update({m.house for m in self.texts[row].members if m.house is not None})
        return bool(houses) and max(houses.values()) > HOUSE


def _alike(one: LineageTerms, other: LineageTerms) -> bool:
    """Whether two texts of the same words also agree in what stands in quotations and what is a name."""
    agree = (one.language, one.size) == (other.language, other.size)
    arrays = ((one.shingles, other.shingles), (one.anchors, other.anchors))
    return agree and all(np.array_equal(a, b) for a, b in arrays)
