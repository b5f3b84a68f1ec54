"""Reported statements without marks: "officials said the bridge had gone", "according to NP, …".

Takes the frame of a report; gives the content of each cue verb's clause with its source. Wishes,
acts and noun objects ("seeks a deal") are left out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from crosswire.annotate.attribution_cues import according_to, is_cue
from crosswire.annotate.attribution_source import Source
from crosswire.annotate.quotes_frame import Frame
from crosswire.annotate.quotes_grammar import is_finite, phrase, subject, trimmed
from crosswire.lang import table

if TYPE_CHECKING:
    from spacy.tokens import Token

_KINDS = ("say", "manner", "mind", "stance")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reported:
    """The content of a reported statement and its source; `mixed` where part of it stands in marks,
    `own_words` where part of it does not."""

    start: int
    end: int
    source: Source
    finite: bool
    mixed: bool
    own_words: bool = True
    via: Token | None = None


def reported(frame: Frame, skip: Sequence[tuple[int, int]] = ()) -> tuple[Reported, ...]:
    """The reported statements of a text, in order; those cued in a skipped passage are left out."""
    found: list[Reported] = []
    for token in frame.doc:
        if token.i in frame.quoted or token.is_space or any(s <= token.idx < e for s, e in skip):
            continue
        verbal = token.pos_ == "VERB" and token.lower_ != "according"
        item = _by_verb(frame, token) if verbal else _by_according(frame, token)
        if item is not None:
            found.append(item)
    return tuple(sorted(found, key=lambda r: (r.start, r.end)))


def _by_verb(frame: Frame, verb: Token) -> Reported | None:
    if not is_cue(verb, _KINDS):
        return None
    content = _content(verb)
    head = reporter(verb)
    if content is None or head is None or head.i in frame.quoted or head.dep_ == "expl":
        return None
    if content.i in frame.quoted and not any(t.i not in frame.quoted and t.is_alpha for t in content.subtree):
        return None
    start, end = _extent(content, verb, head)
    if end - start < 3:
        return None
    source_start, source_end = phrase(head, frame.quoted)
    if start <= source_start < end:
        return None
    source = Source(start=source_start, end=source_end, head=head, cue=verb, rule="reported")
    clear = content.dep_ != "dobj" and is_finite(content) and is_cue(verb, ("say", "manner"))
    return _made(frame, start, end, source, finite=clear, via=_medium(verb, head))


def _content(verb: Token) -> Token | None:
    """What is told: a clause, the clause that "as NP said" belongs to, or a counted or found thing."""
    for child in verb.children:
        if child.dep_ in ("ccomp", "parataxis") and child.pos_ not in ("PUNCT", "SPACE"):
            return child
    aside = verb.dep_ == "advcl" and any(c.dep_ == "mark" and c.lower_ == "as" for c in verb.children)
    if verb.dep_ == "parataxis" or aside:
        return verb.head
    if verb.lemma_.lower() in counting():
        return next((c for c in verb.children if c.dep_ == "dobj" and is_counted(c)), None)
    return None


def is_counted(noun: Token) -> bool:
    """Whether a number stands in a noun phrase, in figures or words."""
    return any(t.like_num or t.lemma_.lower() in _large() for t in noun.subtree)


@cache
def _large() -> frozenset[str]:
    return frozenset(table("en", "quotes")["patterns"]["counts"])


@cache
def counting() -> frozenset[str]:
    """The verbs whose bare object is told where it holds a number."""
    return frozenset(table("en", "quotes")["verbs"]["count"])


def reporter(verb: Token) -> Token | None:
    """Who tells; for "NP reported, citing NP" the cited one. A passive without an agent names nobody."""
    for child in verb.children:
        if child.lower_ in ("citing", "quoting"):
            cited = next((c for c in child.children if c.dep_ == "dobj"), None)
            if cited is not None:
                return cited
    passive = any(c.dep_ in ("nsubjpass", "auxpass") for c in verb.children)
    agent = any(c.dep_ == "agent" for c in verb.children)
    if (passive and not agent) or (verb.tag_ == "VBN" and verb.dep_ == "acl" and not agent):
        return None
    return subject(verb)


def _medium(verb: Token, head: Token) -> Token | None:
    """Through whom it was said: "told NAME", or the reporter of a cited source."""
    if head.head.lower_ in ("citing", "quoting"):
        return subject(verb)
    if verb.lemma_ != "tell":
        return None
    return next((c for c in verb.children if c.dep_ in ("dobj", "dative") and c.pos_ == "PROPN"), None)


def _extent(content: Token, verb: Token, head: Token) -> tuple[int, int]:
    """Offsets of a clause, without the cue, its subject and what stands beyond them."""
    beyond = {t.i for t in verb.subtree} if content.i == verb.head.i else set()
    barred = {verb.i, *(t.i for t in head.subtree), *beyond}
    inside = sorted(t.i for t in content.subtree if t.i not in barred)
    side = [i for i in inside if i > verb.i] if content.i > verb.i else [i for i in inside if i < verb.i]
    if not side:
        return (0, 0)
    first, last = side[0], side[-1]
    while first < last and content.doc[first].lower_ in ("that", "as") and content.doc[first].tag_ == "IN":
        first += 1
    return trimmed(content.doc, first, last)


def _by_according(frame: Frame, token: Token) -> Reported | None:
    """ "According to NP, …" and "…, according to NP": the rest of the sentence."""
    if token.lower_ != "according" or token.i + 1 >= len(frame.doc):
        return None
    head = according_to(list(frame.doc[token.i : token.i + 2]))
    if head is None:
        return None
    source_start, source_end = phrase(head, frame.quoted)
    sentence = token.sent
    left, right = sentence.start_char, sentence.end_char
    if token.i - sentence.start <= 2:
        start, end = source_end, right
    else:
        start, end = left, token.idx
    inside = [t for t in frame.tokens(start, end) if not t.is_space]
    if len(inside) < 3:
        return None
    start, end = trimmed(frame.doc, inside[0].i, inside[-1].i)
    source = Source(start=source_start, end=source_end, head=head, cue=token, rule="according")
    return _made(frame, start, end, source, finite=True)


def _made(
    frame: Frame, start: int, end: int, source: Source, *, finite: bool, via: Token | None = None
) -> Reported:
    mixed = any(m.outer_start < end and start < m.outer_end for m in frame.marked)
    own = any(t.is_alpha for t in frame.narrative(start, end))
    return Reported(start=start, end=end, source=source, finite=finite, mixed=mixed, own_words=own, via=via)
