"""Whether the clause around a time looks ahead or back, from the parser's tags.

In: a parsed text and the offsets of a time. Out: "future", "past" or None. A guess of the parser's
quality: only bare weekdays and months, which may lie on either side of the report's day, ask for it.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Literal

from crosswire.lang import table

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

Tense = Literal["future", "past"]

# How far up the tree the governing verb is looked for; clauses nest hardly deeper.
_CLIMB = 6
# Tokens before a time that still opens its sentence: "By early Monday".
_OPENING = 2


@dataclass(frozen=True, slots=True)
class _Words:
    future: frozenset[str]
    planning: frozenset[str]
    arranging: frozenset[str]
    scheduled: frozenset[str]


@cache
def _words() -> _Words:
    data = table("en", "times")["tense"]
    return _Words(*(frozenset(data[name]) for name in ("future", "planning", "arranging", "scheduled")))


def tense_at(doc: Doc, start: int, end: int) -> Tense | None:
    """The tense of the verb that governs `start`..`end`."""
    verb = _verb_at(doc, start, end)
    return None if verb is None else _tense(verb)


def is_past_perfect(doc: Doc, start: int, end: int) -> bool:
    """Whether the clause around looks back from its own day, or opens with the time: "By Monday, they ..."."""
    verb = _verb_at(doc, start, end)
    if verb is None:
        return False
    had = any(child.lower_ == "had" for child in verb.children)
    span = doc.char_span(start, end, alignment_mode="expand")
    opens = span is not None and span.start - span.sent.start <= _OPENING
    return had or (opens and _tense(verb) == "past")


def happened(doc: Doc, start: int, end: int) -> bool:
    """Whether the time is said right with a plain past verb ("broke on 9 May"), and nothing arranged."""
    span = doc.char_span(start, end, alignment_mode="expand")
    if span is None or not len(span):
        return False
    token = span.root
    verb = token.head.head if token.dep_ == "pobj" and token.head.dep_ == "prep" else token.head
    if (
        token.dep_ not in ("pobj", "npadvmod")
        or (token.dep_ == "pobj" and token.head.lower_ not in ("on", "in"))
        or verb.pos_ != "VERB"
        or verb.lemma_ in _words().planning | _words().arranging | _words().scheduled
    ):
        return False
    helpers = [child for child in verb.children if child.dep_ in ("aux", "auxpass")]
    plain = verb.tag_ == "VBD" and not helpers
    passive = verb.tag_ == "VBN" and [h.lower_ for h in helpers] in (["was"], ["were"])
    return plain or passive


def has_future_helper(doc: Doc, start: int, end: int) -> bool:
    """Whether the governing verb stands with "will" or its like."""
    verb = _verb_at(doc, start, end)
    return verb is not None and any(child.lower_ in _words().future for child in verb.children)


def _verb_at(doc: Doc, start: int, end: int) -> Token | None:
    span = doc.char_span(start, end, alignment_mode="expand")
    if span is None or not len(span):
        return None
    return _governor(span.root)


def _governor(token: Token) -> Token | None:
    for _ in range(_CLIMB):
        if token.pos_ in ("VERB", "AUX"):
            return token
        if token.head.i == token.i:
            return None
        token = token.head
    return token if token.pos_ in ("VERB", "AUX") else None


def _tense(verb: Token, depth: int = 0) -> Tense | None:
    words = _words()
    helpers = [child for child in verb.children if child.dep_ in ("aux", "auxpass")]
    lower = {helper.lower_ for helper in helpers}
    if lower & words.future or verb.lower_ in words.future or _reported_future(verb, lower):
        return "future"
    if "had" in lower:
        return "past"
    if verb.lemma_ in words.arranging and verb.tag_ in ("VBD", "VBN"):
        return "future"
    if "to" in lower:
        return _planned(verb, depth)
    if verb.tag_ in ("VBD", "VBN") or any(
        helper.tag_ in ("VBD", "VBN") or helper.lemma_ == "have" for helper in helpers
    ):
        return "past"
    if verb.tag_ == "VBG" and any(helper.lemma_ == "be" for helper in helpers):
        return "future"
    if verb.tag_ in ("VBZ", "VBP"):
        return "future" if verb.lemma_ in words.scheduled else "past"
    return None


def _reported_future(verb: Token, helpers: set[str]) -> bool:
    """Whether the verb says what was still to come when it was told: "announced that it would begin on Monday"."""
    return "would" in helpers and verb.dep_ == "ccomp" and verb.head.tag_ in ("VBD", "VBN")


def _planned(verb: Token, depth: int) -> Tense | None:
    """The tense of an infinitive: ahead where something planned governs it or it hangs on a noun."""
    head = verb.head
    if any(child.lower_ == "had" for child in head.children):
        return "past"
    if head.lemma_ in _words().planning or head.lemma_ == "be" or head.pos_ in ("NOUN", "PROPN"):
        return "future"
    if head.i != verb.i and head.pos_ in ("VERB", "AUX") and depth < _CLIMB:
        return _tense(head, depth + 1)
    return None
