"""Whether the clause around a time looks ahead or back, from the parser's tags.

In: a parsed text and the offsets of a time. Out: "future", "past" or None. A guess of the parser's
quality: only bare weekdays and months, which may lie on either side of the report's day, ask for it.
"""

from __future__ import annotations

from functools import cache
from typing import Literal

from spacy.tokens import Doc, Token

from crosswire.lang import table

Tense = Literal["future", "past"]

# How far up the tree the governing verb is looked for; clauses nest hardly deeper.
_CLIMB = 6


@cache
def _words() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    data = table("en", "times")["tense"]
    return frozenset(data["future"]), frozenset(data["planning"]), frozenset(data["scheduled"])


def tense_at(doc: Doc, start: int, end: int) -> Tense | None:
    """The tense of the verb that governs `start`..`end`."""
    span = doc.char_span(start, end, alignment_mode="expand")
    if span is None or not len(span):
        return None
    verb = _governor(span.root)
    return None if verb is None else _tense(verb)


def _governor(token: Token) -> Token | None:
    for _ in range(_CLIMB):
        if token.pos_ in ("VERB", "AUX"):
            return token
        if token.head.i == token.i:
            return None
        token = token.head
    return token if token.pos_ in ("VERB", "AUX") else None


def _tense(verb: Token) -> Tense | None:
    future, planning, scheduled = _words()
    helpers = [child for child in verb.children if child.dep_ in ("aux", "auxpass")]
    if any(helper.lower_ in future for helper in helpers) or verb.lower_ in future:
        return "future"
    if any(helper.lower_ == "to" for helper in helpers):
        return _planned(verb, planning)
    if verb.tag_ == "VBD" or any(helper.tag_ in ("VBD", "VBN") for helper in helpers):
        return "past"
    if any(helper.lemma_ == "have" for helper in helpers):
        return "past"
    if verb.tag_ == "VBN":
        return "past"
    if verb.tag_ == "VBG" and any(helper.lemma_ == "be" for helper in helpers):
        return "future"
    if verb.tag_ in ("VBZ", "VBP"):
        return "future" if verb.lemma_ in scheduled else "past"
    if verb.tag_ == "VB":
        return "future"
    return None


def _planned(verb: Token, planning: frozenset[str]) -> Tense | None:
    """The tense of an infinitive: ahead where something planned governs it or it hangs on a noun."""
    head = verb.head
    if head.lemma_ in planning or head.lower_ in planning or head.pos_ in ("NOUN", "PROPN"):
        return "future"
    if head.i != verb.i and head.pos_ in ("VERB", "AUX"):
        return _tense(head) if head.dep_ != verb.dep_ or head.i < verb.i else None
    return None
