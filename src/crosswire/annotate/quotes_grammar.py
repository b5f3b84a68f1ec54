"""Subjects, noun phrases and governing verbs, read from a parsed sentence.

In go tokens of a spaCy `Doc`; out come tokens and offsets. Knows nothing of quotations.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


_SUBJECTS = ("nsubj", "csubj", "expl")
_UPWARD = frozenset({"conj", "xcomp", "advcl", "aux", "auxpass", "dep", "acomp", "prep", "pcomp"})
_CLAUSES = frozenset({"relcl", "acl", "advcl", "ccomp", "parataxis", "dep", "xcomp"})
_INSIDE = frozenset({"compound", "amod", "det", "poss", "nmod", "case"})
_NOUNS = frozenset({"NOUN", "PROPN", "PRON", "NUM"})
_FINITE = frozenset({"VBD", "VBZ", "VBP"})


def subject(verb: Token) -> Token | None:
    """Who does what the verb says: its subject, its agent, or that of the verb it hangs on."""
    node = verb
    for _ in range(5):
        own = _own_subject(node)
        if own is not None:
            return own
        if node.dep_ in ("acl", "relcl") and node.head.pos_ in _NOUNS:
            return node.head
        if node.dep_ not in _UPWARD or node.head.i == node.i:
            return None
        node = node.head
    return None


def _own_subject(verb: Token) -> Token | None:
    passive: Token | None = None
    for child in verb.children:
        if child.dep_ in _SUBJECTS and (child.text == "-" or _broken_off(child, verb)):
            continue
        if child.dep_ in _SUBJECTS and child.pos_ in _NOUNS:
            return child
        if child.dep_ in _SUBJECTS and child.tag_ in ("WP", "WDT", "DT", "JJ", "JJR"):
            return child
        if child.dep_ == "nsubjpass":
            passive = child
        if child.dep_ == "agent":
            return next((c for c in child.children if c.dep_ == "pobj"), None)
    return passive


def _broken_off(noun: Token, verb: Token) -> bool:
    """Whether a subject is the front of a hyphened word ("co" of "co-founder Maltesk") or a label before
    a colon ("UPDATE: Mayor Maltesk said"), and the verb has a further one that is the whole."""
    if noun.i + 1 >= len(noun.doc):
        return False
    after = noun.doc[noun.i + 1]
    front = after.text == "-" and not noun.whitespace_ and not after.whitespace_
    label = after.text == ":" and after.i < verb.i
    return (front or label) and any(
        c.dep_ in _SUBJECTS and c.i > after.i and c.pos_ in _NOUNS for c in verb.children
    )


def antecedent(token: Token) -> Token | None:
    """The noun that a relative pronoun stands for."""
    node = token
    for _ in range(4):
        if node.dep_ == "relcl":
            return node.head
        node = node.head
    return None


def phrase(head: Token, blocked: frozenset[int] = frozenset()) -> tuple[int, int]:
    """Offsets of the noun phrase around its head, without clauses that hang on it.

    `blocked` holds token indexes that may not be part of it (the words of quotations).
    """
    taken = {head.i}
    stack = [head]
    while stack:
        node = stack.pop()
        for child in node.children:
            if (
                child.dep_ in _CLAUSES
                or child.i in blocked
                or (child.dep_ in ("cc", "conj") and child.i in blocked)
            ):
                continue
            if child.dep_ == "appos" and child.i - node.i > 12:
                continue
            if child.dep_ == "prep" and child.i > head.i and head.doc[child.i - 1].text == ",":
                continue
            taken.add(child.i)
            stack.append(child)
    first = last = head.i
    while first - 1 in taken:
        first -= 1
    while last + 1 in taken:
        last += 1
    return trimmed(head.doc, _whole_word(head.doc, first, blocked), last)


def _whole_word(doc: Doc, first: int, blocked: frozenset[int]) -> int:
    """The first token of a phrase that the parser broke at a hyphen: "Halm co-founder Jorun Maltesk"."""
    if doc[first].text == "-" and first + 1 < len(doc):
        first += 1
    while (
        first > 1
        and doc[first - 1].text == "-"
        and not doc[first - 1].whitespace_
        and not doc[first - 2].whitespace_
        and not {first - 1, first - 2} & blocked
    ):
        first -= 2
        while first > 0 and doc[first - 1].dep_ in _INSIDE and first - 1 not in blocked:
            if not doc[first - 1].i < doc[first - 1].head.i <= first:
                break
            first -= 1
    return first


def trimmed(doc: Doc, first: int, last: int) -> tuple[int, int]:
    """Offsets of a run of tokens without outer punctuation, spaces, conjunctions or possessives."""
    loose = ("PUNCT", "SPACE", "CCONJ", "SCONJ")
    while first < last and (doc[first].pos_ in loose or doc[first].tag_ in ("POS", "RB")):
        first += 1
    while last > first and (doc[last].pos_ in (*loose, "ADP", "SYM") or doc[last].tag_ == "POS"):
        last -= 1
    if "(" in [t.text for t in doc[first : last + 1]] and last + 1 < len(doc) and doc[last + 1].text == ")":
        last += 1
    return doc[first].idx, doc[last].idx + len(doc[last])


def is_finite(verb: Token) -> bool:
    """Whether a verb stands in a finite form, itself or by its auxiliary."""
    if verb.tag_ in _FINITE:
        return True
    return any(c.dep_ in ("aux", "auxpass") and c.tag_ in (*_FINITE, "MD") for c in verb.children)


def climb(token: Token) -> list[Token]:
    """The tokens above one in its sentence, nearest first."""
    above = []
    node = token
    while node.head.i != node.i:
        node = node.head
        above.append(node)
    return above
