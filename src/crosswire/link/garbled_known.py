"""What all reports say of a name: who prints its words, and whether it is introduced as somebody of its own."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence

from crosswire.link.entities_forms import Naming
from crosswire.link.entities_lexicon import lexicon
from crosswire.link.garbled_pages import Page
from crosswire.text.names import sound
from crosswire.types import Lineage


class Known:
    """The words of names by report, and which of them are introduced in full or with an office."""

    __slots__ = ("_introduced", "_kin", "_words")

    def __init__(
        self, pages: Iterable[Page], namings: Sequence[Naming], lineage: Sequence[Lineage] = ()
    ) -> None:
        self._kin: dict[str, set[str]] = defaultdict(set)
        for link in lineage:
            if link.relation == "republished":
                self._kin[link.left].add(link.right)
                self._kin[link.right].add(link.left)
        self._words: dict[str, set[str]] = defaultdict(set)
        self._introduced: dict[tuple[str, str], int] = defaultdict(int)
        for page in pages:
            for token in page.tokens:
                if token.capital:
                    for key in token.sounds:
                        self._words[key].add(page.report.id)
        for naming in namings:
            if naming.type == "PERSON" and (len(naming.words) > 1 or naming.mention.role):
                for word in naming.words:
                    self._introduced[naming.report, sound(word)] += 1

    def stands_in(self, naming: Naming, words: Sequence[str], report: str) -> bool:
        """Whether a report prints the words that tell this name from another."""
        return all(report in self._words[sound(w)] for w in words)

    def elsewhere(self, words: Sequence[str], besides: Collection[str]) -> bool:
        """Whether a report beside these prints the words."""
        return bool(set.intersection(*(self._words[sound(w)] for w in words)) - set(besides))

    def kin(self, report: str) -> frozenset[str]:
        """The report and those that print the same text."""
        return frozenset({report, *self._kin[report]})

    def introduced(self, naming: Naming) -> bool:
        """Whether its own report gives a lone name in full or with an office elsewhere."""
        if len(naming.words) > 1:
            return self._introduced[naming.report, sound(naming.words[-1])] > 1
        return self._introduced[naming.report, sound(naming.words[-1])] > 0

    def is_place(self, naming: Naming) -> bool:
        """Whether the name is a country's or its people's."""
        lex = lexicon()
        return naming.key in lex.countries or naming.key in lex.nationalities
