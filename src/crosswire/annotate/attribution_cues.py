"""Cues of saying, read from tokens: verbs, "according to", nouns with an owner, and the noun phrase
that stands beside a cue where the parser found no subject.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING

from crosswire.annotate.marks_text import cue_forms
from crosswire.annotate.quotes_frame import cues
from crosswire.lang import table

if TYPE_CHECKING:
    from spacy.tokens import Token

_NOUNS = ("NOUN", "PROPN", "PRON")
# The longest noun phrase read without a parse, in words: an office with its holder.
_LONGEST = 14


def is_cue(token: Token, kinds: Sequence[str]) -> bool:
    """Whether a token is a cue verb of the given classes."""
    if token.pos_ in ("VERB", "AUX") and token.lemma_.lower() in cues(*kinds):
        return True
    if token.lemma_.lower() in _phrasal() and "say" in kinds and _is_phrasal(token):
        return True
    if token.pos_ in ("ADP", "DET", "ADV", "PRON") or token.tag_ in ("NN", "NNS"):
        return False
    return cue_forms().get(token.lower_) in cues(*kinds)


@cache
def _phrasal() -> Mapping[str, frozenset[str]]:
    """The verbs that report speech only with a word behind them ("went on", "put it"), with those words."""
    found: dict[str, frozenset[str]] = {}
    for phrase in table("en", "quotes")["verbs"]["phrasal"]:
        verb, word = phrase.split()
        found[verb] = found.get(verb, frozenset()) | {word}
    return found


def _is_phrasal(token: Token) -> bool:
    following = token.i + 1 < len(token.doc) and token.nbor().lower_
    return token.pos_ == "VERB" and following in _phrasal()[token.lemma_.lower()]


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


def may_speak(head: Token) -> bool:
    """Whether a noun or pronoun can say something: a name, a person's pronoun, an office, a body."""
    if head.pos_ == "PROPN" or head.tag_ in ("WP", "NNP", "NNPS"):
        return True
    if head.pos_ == "PRON":
        return head.lower_ in ("he", "she", "they", "i", "we")
    return head.lemma_.lower() in offices()


@cache
def offices() -> frozenset[str]:
    """Offices, occupations and bodies: the common nouns that stand for those who speak."""
    speakers = table("en", "quotes")["speakers"]
    return frozenset((*speakers["roles"], *speakers["bodies"], *speakers["groups"]))


def owner(noun: Token) -> Token | None:
    """Whose statement a noun of saying is: its possessive, or who it is by, of or from."""
    for child in noun.children:
        if child.dep_ == "poss" and child.pos_ in _NOUNS:
            return child
    for child in noun.children:
        if child.dep_ in ("prep", "agent") and child.lower_ in ("by", "from"):
            return next((c for c in child.children if c.dep_ == "pobj"), None)
    return None


def author_of(noun: Token) -> Token | None:
    """Who made a statement that itself is the source: "figures published by NP", "a report from NP"."""
    direct = owner(noun)
    if direct is not None:
        return direct
    for child in noun.subtree:
        if child.dep_ == "agent" and child.head.dep_ == "acl":
            return next((c for c in child.children if c.dep_ == "pobj" and c.pos_ in _NOUNS), None)
    return None


def noun_phrase_after(cue: Token, segment: Sequence[Token] = ()) -> Token | None:
    """The head of the noun phrase that begins right after a cue."""
    doc, last = cue.doc, segment[-1].i if segment else min(len(cue.doc) - 1, cue.i + _LONGEST)
    run: list[Token] = []
    for token in doc[cue.i + 1 : min(last, cue.i + _LONGEST) + 1]:
        if token.pos_ in (*_NOUNS, "DET", "ADJ", "NUM") or (
            run and token.lower_ in table("en", "quotes")["words"]["inside_name"]
        ):
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
        if (
            token.pos_ in (*_NOUNS, "DET", "ADJ", "NUM")
            or (run and token.lower_ in table("en", "quotes")["words"]["inside_name"])
            or (run and token.tag_ == "HYPH")
            or (not run and _alike(token))
        ):
            run.insert(0, token)
        elif token.pos_ in ("ADV", "AUX") and not run:
            continue
        else:
            break
    return _head(run)


def _alike(token: Token) -> bool:
    """The last part of a compound that the tokeniser cut at its hyphen: "look-alike", "passer-by"."""
    return token.i > 1 and token.nbor(-1).tag_ == "HYPH" and not token.nbor(-1).whitespace_


def _head(run: Sequence[Token]) -> Token | None:
    """The head of a run of nominal tokens: the one that the others hang on, else a last name."""
    nouns = [t for t in run if t.pos_ in _NOUNS]
    if not nouns:
        return None
    inside = {t.i for t in run}
    heads = [t for t in nouns if t.head.i not in inside]
    return heads[0] if heads else nouns[-1]
