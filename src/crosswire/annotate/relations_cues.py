"""Cues of attribution as words: which verbs, nouns and adjectives take what as the thing said.

Takes tokens; tells whether they are cues and of which list of the table `cues`. What is said, and by
whom, is left to `relations_content` and `relations`.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from crosswire.lang import table

if TYPE_CHECKING:
    from spacy.tokens import Token


@cache
def listed(part: str, *kinds: str) -> frozenset[str]:
    """The lemmas of some lists of one part ("verbs", "nouns", "adjectives") of the table."""
    rows = table("en", "cues")[part]
    return frozenset(lemma for kind in kinds for lemma in rows[kind])


@cache
def prepositions(part: str, lemma: str) -> frozenset[str]:
    """The prepositions that a cue hands its content over with: "about", "of" for "talk"."""
    rows = table("en", "cues")[part]
    return frozenset(name for name, lemmas in rows.items() if name not in _FORMS and lemma in lemmas)


_FORMS = frozenset({"clause", "infinitive", "light"})


@cache
def _verbs() -> frozenset[str]:
    cues = table("en", "cues")
    return frozenset(v for part in ("verbs", "prepositions") for rows in cues[part].values() for v in rows)


def lemma_of(token: Token) -> str:
    """The lemma of a token; a verb's that lost its "e" ("hop" for "hoping") is mended from the lists."""
    lemma: str = token.lemma_.lower()
    if token.tag_ in ("VBG", "VBD", "VBN", "VBZ") and lemma not in _verbs() and lemma + "e" in _verbs():
        return lemma + "e"
    return lemma


def takes(token: Token, *kinds: str) -> bool:
    """Whether a verb takes one of the given forms of content."""
    return lemma_of(token) in listed("verbs", *kinds)
