"""Who says what in one report: one relation for each act of saying, after PARC.

Takes the frame of a report and the sources of its words in marks; gives relations of a source, a cue and
a content in pieces. Told clauses, infinitives, noun phrases and predicates are read from the parse;
words in marks join the content that their cue takes. To whom a source resolves is left to `speakers`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from crosswire.annotate.attribution_cues import according_to, owner
from crosswire.annotate.attribution_source import Source, source_of
from crosswire.annotate.quotes_frame import Frame
from crosswire.annotate.quotes_grammar import subject
from crosswire.annotate.quotes_reported import reporter
from crosswire.annotate.relations_content import Content, left_to, of_adjective, of_noun, of_passive, of_verb
from crosswire.annotate.relations_cues import listed, takes
from crosswire.annotate.relations_join import barred_by, closed, expanded, joined, pieces_of, span_of
from crosswire.types import ContentForm

if TYPE_CHECKING:
    from spacy.tokens import Token

# A name with a colon at the head of a text, and what follows it in its line.
_LABEL = re.compile(r"\s*([A-Z][\w.'’-]*(?: +[A-Z][\w.'’-]*){0,3}): +(\S[^\n]*)")
_LEAST = 3
_NO_SPEAKERS = ("GPE", "LOC", "DATE", "EVENT", "WORK_OF_ART")
_NOUNS = ("NOUN", "PROPN", "PRON")


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """One act of saying: `pieces` are offsets in order, `stretches` the words in marks among them by
    index, `form` what the cue takes ("marks" where it is words in marks alone)."""

    pieces: tuple[tuple[int, int], ...]
    source: Source | None
    cue: Token | None
    form: ContentForm
    stretches: tuple[int, ...] = ()


def find_relations(
    frame: Frame,
    direct: Sequence[Source | None],
    alone: Sequence[bool],
    skip: Sequence[tuple[int, int]] = (),
) -> tuple[Relation, ...]:
    """The relations of a text in its order; those cued in a skipped passage are left out.

    `direct` has the source of each stretch in marks, `alone` whether it is all that its source says there.
    """
    told = [r for r in _told(frame, skip) if r.pieces]
    by_cue = {r.cue.i: r for r in told if r.cue is not None}
    groups: dict[object, list[int]] = {}
    for index, source in enumerate(direct):
        if source is not None:
            key = source.cue.i if source.cue is not None else (source.start, source.end)
            groups.setdefault(key, []).append(index)
    found = []
    for key, indexes in groups.items():
        relation = by_cue.pop(key, None) if isinstance(key, int) else None
        found.append(_with_marks(frame, relation, indexes, direct, alone))
    found += by_cue.values()
    found += [r for r in told if r.cue is None]
    return tuple(sorted(found, key=lambda r: (r.pieces, r.cue.i if r.cue is not None else -1)))


def _with_marks(
    frame: Frame,
    relation: Relation | None,
    indexes: Sequence[int],
    direct: Sequence[Source | None],
    alone: Sequence[bool],
) -> Relation:
    """A relation with the words in marks that share its cue; where they stand alone, these and no more."""
    source = next(s for i in indexes if (s := direct[i]) is not None)
    barred = barred_by(frame, source, source.cue)
    spans = [(frame.marked[i].start, frame.marked[i].end) for i in indexes]
    form: ContentForm = "marks"
    if not all(alone[i] for i in indexes):
        told = source.cue is not None and takes(source.cue, "clause")
        form = relation.form if relation is not None else "clause" if told else "thing"
        spans = [
            s if alone[i] else expanded(frame, i, source, barred) for i, s in zip(indexes, spans, strict=True)
        ]
        if relation is not None:
            spans += relation.pieces
    return Relation(
        pieces=joined(frame, spans, barred),
        source=source,
        cue=source.cue,
        form=form,
        stretches=tuple(indexes),
    )


def _told(frame: Frame, skip: Sequence[tuple[int, int]]) -> list[Relation]:
    found = []
    for token in frame.doc:
        if token.i in frame.quoted or token.is_space or any(s <= token.idx < e for s, e in skip):
            continue
        if token.lower_ == "according":
            relation = _by_according(frame, token)
        elif token.pos_ == "VERB":
            relation = _by_verb(frame, token)
        elif token.pos_ == "NOUN":
            relation = _by_noun(frame, token)
        elif token.pos_ == "ADJ":
            relation = _by_adjective(frame, token)
        else:
            continue
        if relation is not None:
            found.append(relation)
    return found + _by_label(frame)


def _by_label(frame: Frame) -> list[Relation]:
    """ "NAME: words" at the head of a text."""
    m = _LABEL.match(frame.text)
    heads = [] if m is None else frame.tokens(m.start(1), m.end(1))
    if m is None or not heads or any(t.pos_ != "PROPN" or t.ent_type_ in _NO_SPEAKERS for t in heads):
        return []
    inside = [t.i for t in frame.tokens(m.start(2), m.end(2))]
    span = None if any(i in frame.quoted for i in inside) else span_of(frame, inside)
    if span is None or len(inside) < _LEAST:
        return []
    source = source_of(frame, heads[-1], None, "label")
    return [Relation(pieces=(span,), source=source, cue=None, form="clause")]


def _made(frame: Frame, cue: Token, content: Content, source: Source | None) -> Relation | None:
    barred = barred_by(frame, source, cue)
    pieces = pieces_of(frame, content, cue, barred)
    if not pieces:
        return None
    if source is not None and any(s <= source.start < e for s, e in pieces):
        return None
    return Relation(pieces=closed(frame, pieces), source=source, cue=cue, form=content.form)


def _by_verb(frame: Frame, verb: Token) -> Relation | None:
    passive = _is_passive(verb)
    content = of_passive(verb) if passive else of_verb(verb)
    if content is None or all(i in frame.quoted for i in content.tokens):
        return None
    if content.form == "seeming":
        return _made(frame, verb, content, None)
    if passive and not any(c.dep_ == "agent" for c in verb.children):
        return _made(frame, verb, content, None)
    head = reporter(_governing(verb))
    if head is None or head.i in frame.quoted or head.dep_ == "expl":
        return None
    return _made(frame, verb, content, source_of(frame, head, verb, "reported"))


def _is_passive(verb: Token) -> bool:
    if any(c.dep_ in ("nsubjpass", "auxpass") for c in verb.children):
        return True
    return (
        verb.tag_ == "VBN"
        and verb.dep_ in ("acl", "advcl")
        and not any(c.dep_ == "aux" for c in verb.children)
    )


def _governing(verb: Token) -> Token:
    """The verb whose subject says it: a cue joined to a told clause goes on with the cue of that."""
    root = verb
    while root.dep_ == "conj":
        root = root.head
        cue = root.head
        if root.dep_ == "ccomp" and cue.pos_ == "VERB" and any(t.i == verb.i for t in left_to(cue, root)):
            return cue
    root, cue = verb.head, verb.head.head
    aside = verb.dep_ == "advcl" and verb.tag_ == "VBG" and root.dep_ == "ccomp" and cue.pos_ == "VERB"
    if aside and any(t.i == verb.i for t in left_to(cue, root)):
        return cue
    return verb


def _by_noun(frame: Frame, noun: Token) -> Relation | None:
    content = of_noun(noun)
    if content is None or all(i in frame.quoted for i in content.tokens):
        return None
    head = _holder(noun)
    if head is None or head.i in frame.quoted or head.i in content.tokens or head.dep_ == "expl":
        return None
    return _made(frame, noun, content, source_of(frame, head, noun, "noun"))


def _holder(noun: Token) -> Token | None:
    """Whose claim or hope it is: its owner, those it is among, or the subject of "made the claim"."""
    head = owner(noun)
    if head is not None:
        return head
    for child in noun.children:
        if child.dep_ == "prep" and child.lower_ == "among":
            return next((c for c in child.children if c.dep_ == "pobj"), None)
    verb = noun.head
    if noun.dep_ in ("dobj", "attr") and verb.lemma_.lower() in listed("nouns", "light"):
        return subject(verb)
    return None


def _by_adjective(frame: Frame, word: Token) -> Relation | None:
    content = of_adjective(word)
    if content is None or all(i in frame.quoted for i in content.tokens):
        return None
    verb = word.head
    if word.dep_ not in ("acomp", "conj", "oprd") or verb.pos_ not in ("AUX", "VERB", "ADJ"):
        return None
    head = subject(verb if verb.pos_ != "ADJ" else verb.head)
    if (
        head is None
        or head.i in frame.quoted
        or head.dep_ == "expl"
        or head.lower_ in ("it", "there", "that", "this")
    ):
        return None
    return _made(frame, word, content, source_of(frame, head, word, "adjective"))


def _by_according(frame: Frame, token: Token) -> Relation | None:
    """ "According to NP, …" and "…, according to NP": the rest of the sentence."""
    if token.i + 1 >= len(frame.doc):
        return None
    head = according_to(list(frame.doc[token.i : token.i + 2]))
    if head is None:
        return None
    source = source_of(frame, head, token, "according")
    sentence = token.sent
    if token.i - sentence.start <= 2:
        behind = max(t.i for t in head.subtree) + 1 if head.i > token.i else head.i + 1
        start = frame.doc[behind].idx if behind < len(frame.doc) else sentence.end_char
        start, end = max(source.end, min(start, sentence.end_char)), sentence.end_char
    else:
        start, end = sentence.start_char, token.idx
    inside = frozenset(t.i for t in frame.tokens(start, end))
    return _made(frame, token, Content(inside, "clause"), source) if len(inside) > 2 else None
