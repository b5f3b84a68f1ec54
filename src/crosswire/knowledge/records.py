"""What the readers of knowledge give: entities, names that belong to one, bad lines; and how a value is cleaned."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import Final

from crosswire.knowledge.lines import Bad
from crosswire.types import EntityType, KnownEntity, KnownName

# Characters of one name, role or note that are kept.
_LONGEST = 300


@dataclass(frozen=True, slots=True)
class Also:
    """A further name of an entity that another line, or another file, has."""

    id: str
    name: KnownName


@dataclass(frozen=True, slots=True)
class Passed:
    """A line that tells of nothing that is taken; no fault of it."""


PASSED: Final = Passed()
Found = KnownEntity | Also | Bad | Passed


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What of a file is taken: types of entities and languages of names; None is all of them."""

    types: frozenset[EntityType] | None = None
    languages: frozenset[str] | None = None

    def language(self, code: str | None) -> bool:
        """Whether names of a language are taken; a name without one always is."""
        if self.languages is None or not code:
            return True
        return code in self.languages or code.partition("-")[0] in self.languages

    def words(self) -> str | None:
        """What is taken, in words; None for everything."""
        said = [
            f"{what}: {', '.join(sorted(chosen))}"
            for what, chosen in (("types", self.types), ("languages", self.languages))
            if chosen is not None
        ]
        return "; ".join(said) or None


def clean(text: str) -> str:
    """A value on one line: composed (NFC), without controls or halves of UTF-16 pairs, clipped.

    >>> clean("  Jorun\\x00\\nMaltesk ")
    'Jorun Maltesk'
    """
    if text.isascii() and text.isprintable():
        return " ".join(text.split())[:_LONGEST]
    kept = "".join(" " if c.isspace() or unicodedata.category(c) in ("Cc", "Cs") else c for c in text)
    return " ".join(unicodedata.normalize("NFC", kept).split())[:_LONGEST]


def text_of(value: object) -> str:
    """The cleaned text of a value; empty where it is none."""
    return clean(value) if isinstance(value, str) else ""


def number_of(text: str | None) -> float | None:
    """A number in a cell; None where there is none.

    >>> number_of("47,25"), number_of("n/a")
    (47.25, None)
    """
    try:
        found = float((text or "").strip().replace(",", "."))
    except ValueError:
        return None
    return found if abs(found) < 1e12 else None
