"""A source as printed, and the steps that every rule of attribution takes to it.

Takes the frame and a cue or a head; gives a `Source`. Which rule applies is left to `attribution` and
`attribution_beside`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from crosswire.annotate.attribution_cues import is_cue, may_speak, noun_phrase_after
from crosswire.annotate.quotes_frame import Frame
from crosswire.annotate.quotes_grammar import is_finite, phrase, subject
from crosswire.lang import table

if TYPE_CHECKING:
    from spacy.tokens import Token

SPOKEN = ("say", "manner")
CUES = ("say", "manner", "judge", "mind")
# “…” — NP: what follows a dash and is no longer than this many words is a signature; the same
# bounds a short "NP said". On every eighth text of PolNeAR train 6 to 30 score alike.
SIGNATURE = 12
_DATELINE = re.compile(r"(?=[^\n]{0,30}\b[A-Z]{3,})[^\n—–“”\"]{2,50}?\s(—|–|--|-)\s")
_TITLED = re.compile(r"\.?(?:[^\S\n][A-Z][\w’'-]+)+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """The source of a quotation as printed: its offsets, its head, the cue, and the rule that found it."""

    start: int
    end: int
    head: Token
    cue: Token | None
    rule: str
    inherited: bool = False


def segments(frame: Frame, index: int) -> tuple[list[Token], list[Token]]:
    """The narrator's words in the sentence before the stretch and after it, up to the next quotation."""
    m, sentence = frame.marked[index], frame.sentences[frame.home[index]]
    earlier = [frame.marked[i].outer_end for i in sentence.quotes if i < index]
    later = [frame.marked[i].outer_start for i in sentence.quotes if i > index]
    before = frame.tokens(max([sentence.start, *earlier]), m.outer_start)
    after = frame.tokens(m.outer_end, min([sentence.end, *later]))
    return before, after


def has_words(tokens: Sequence[Token]) -> bool:
    return any(t.is_alpha or t.like_num for t in tokens)


def source_of(frame: Frame, head: Token, cue: Token | None, rule: str) -> Source:
    start, end = phrase(head, frame.quoted)
    line = frame.text.rfind("\n", 0, start) + 1
    dateline = _DATELINE.match(frame.text, line)
    if dateline and start < dateline.end():  # "TORVANE — A port official said": the place does not speak
        dash = frame.at(dateline.start(1))
        named = None if dash is None else noun_phrase_after(dash)
        if named is not None and named.i not in frame.quoted:
            head = named
            start, end = phrase(head, frame.quoted)
            start = max(start, dateline.end())
    titled = _TITLED.match(frame.text, end)
    short = table("en", "quotes")["abbreviations"]
    if titled and frame.text[start:end].rsplit(None, 1)[-1].lower() in short:
        end = titled.end()  # the parser ended its sentence after "Lt."
    return Source(start=start, end=end, head=head, cue=cue, rule=rule)


def _speaking_subject(verb: Token) -> Token | None:
    """The subject of a cue; where that cannot speak, a nearer one or the sentence's own that can.

    The parser hangs "…, stating" on the nearest verb, and a coordinated "and said" on the first.
    """
    head = subject(verb)
    if head is None or may_speak(head) or any(c.i == head.i for c in verb.children):
        return head
    nearer = [t for t in verb.doc[head.i + 1 : verb.i] if t.dep_ == "nsubj" and may_speak(t)]
    if nearer and head.lower_ in ("it", "there", "this", "that", "which"):
        return nearer[-1]
    if verb.tag_ == "VBG":
        for other in (*reversed(verb.doc[verb.sent.start : verb.i]), verb.sent.root):
            spoken = other is verb.sent.root or is_cue(other, SPOKEN)
            told = subject(other) if spoken and is_finite(other) else None
            if told is not None and may_speak(told) and told.i < verb.i:
                return told
    return head


def by_verb(frame: Frame, verb: Token) -> Source | None:
    head = _speaking_subject(verb)
    if head is None or head.i in frame.quoted or head.dep_ == "expl":
        return None
    agent = any(c.dep_ == "agent" for c in verb.children)
    if verb.tag_ == "VBN" and verb.dep_ == "acl" and not agent:
        return None  # "people believed to be …" name no speaker
    passive = any(c.dep_ in ("nsubjpass", "auxpass") for c in verb.children)
    if passive and head.dep_ == "nsubjpass" and verb.lemma_ not in ("quote", "cite", "report"):
        return None
    return source_of(frame, head, verb, "subject")
