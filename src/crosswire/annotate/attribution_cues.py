"""Cues of saying, read from tokens: verbs, "according to", nouns with an owner, and the noun phrase
that stands beside a cue where the parser found no subject.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from spacy.tokens import Token

from crosswire.annotate.marks_text import cue_forms
from crosswire.annotate.quotes_frame import cues
from crosswire.lang import table

_NOUNS = ("NOUN", "PROPN", "PRON")
_INSIDE_NAME = ("of", "for", "and", "the", "de", "von", "van", "der", "al", "bin", "&")
# The longest noun phrase read without a parse, in words: an office with its holder.
_LONGEST = 14


def is_cue(token: Token, kinds: Sequence[str]) -> bool:
    """Whether a token is a cue verb of the given classes."""
    if token.lemma_.lower() not in cues(*kinds):
        return token.lower_ in ("said", "says")
    if token.pos_ in ("VERB", "AUX"):
        return True
    return token.lower_ in cue_forms() and token.pos_ not in ("ADP", "DET", "ADV") and token.tag_ != "NN"


def according_to(tokens: Sequence[Token]) -> Token | None:
    """The head of the noun phrase that "according to" and the like hand the words to."""
    lowered = [t.lower_ for t in tokens]
    for words in _handing():
        size = len(words)
        for at in range(len(lowered) - size + 1):
            if tuple(lowered[at : at + size]) == words:
                last = tokens[at + size - 1]
                head = next((c for c in last.children if c.dep_ in ("pobj", "pcomp")), None)
                return head if head is not None and head.pos_ in _NOUNS else noun_phrase_after(last)
    return None


@cache
def _handing() -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(p.split()) for p in table("en", "quotes")["patterns"]["according"])


def owner(noun: Token) -> Token | None:
    """Whose statement a noun of saying is: its possessive, or who it is by, of or from."""
    for child in noun.children:
        if child.dep_ == "poss" and child.pos_ in _NOUNS:
            return child
    for child in noun.children:
        if child.dep_ in ("prep", "agent") and child.lower_ in ("by", "from"):
            return next((c for c in child.children if c.dep_ == "pobj"), None)
    return None


def noun_phrase_after(cue: Token, segment: Sequence[Token] = ()) -> Token | None:
    """The head of the noun phrase that begins right after a cue."""
    doc, last = cue.doc, segment[-1].i if segment else min(len(cue.doc) - 1, cue.i + _LONGEST)
    run: list[Token] = []
    for token in doc[cue.i + 1 : min(last, cue.i + _LONGEST) + 1]:
        if token.pos_ in (*_NOUNS, "DET", "ADJ", "NUM") or (run and token.lower_ in _INSIDE_NAME):
            run.append(token)
        elif token.tag_ == "POS" or (token.pos_ == "ADV" and not run):
            continue
        else:
            break
    return _head(run)


def noun_phrase_before(cue: Token, segment: Sequence[Token]) -> Token | None:
    """The head of the noun phrase that ends right before a cue."""
    run: list[Token] = []
    first = segment[0].i if segment else 0
    for token in reversed(cue.doc[max(first, cue.i - _LONGEST) : cue.i]):
        if token.pos_ in (*_NOUNS, "DET", "ADJ", "NUM") or (run and token.lower_ in _INSIDE_NAME):
            run.insert(0, token)
        elif token.pos_ in ("ADV", "AUX") and not run:
            continue
        else:
            break
    return _head(run)


def _head(run: Sequence[Token]) -> Token | None:
    """The head of a run of nominal tokens: the one that the others hang on, else a last name."""
    nouns = [t for t in run if t.pos_ in _NOUNS]
    if not nouns:
        return None
    inside = {t.i for t in run}
    heads = [t for t in nouns if t.head.i not in inside]
    return heads[0] if heads else nouns[-1]
