"""Who says the words in quotation marks: the cue and the source as printed.

Takes the frame of a report; gives, for each marked stretch, what its own sentence, the sentence
beside it or an earlier quotation of its paragraph says about its source. A quotation that stands
alone in its paragraph is left without one. To which name a source resolves is left to `speakers`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from crosswire.annotate.attribution_beside import beside, inherited, shared_later
from crosswire.annotate.attribution_cues import (
    according_to,
    is_cue,
    may_speak,
    noun_phrase_after,
    noun_phrase_before,
    owner,
)
from crosswire.annotate.attribution_signed import signed
from crosswire.annotate.attribution_source import (
    CUES,
    SIGNATURE,
    SPOKEN,
    Source,
    by_verb,
    has_words,
    segments,
    source_of,
)
from crosswire.annotate.marks_text import cue_after, cue_forms
from crosswire.annotate.quotes_frame import Frame, cue_nouns, documents
from crosswire.annotate.quotes_grammar import climb, is_finite, subject

if TYPE_CHECKING:
    from spacy.tokens import Token

# How many words from the marks a cue is looked for. On every eighth text of PolNeAR train direct F1
# is .878 at 6, .879 at 10, .880 at 16 and 24, .880 (a hair lower) at 40.
_REACH = 16
_PLACES = ("GPE", "LOC", "NORP", "FAC")
_DASHES = ("-", "–", "—", "―", "--")


def attribute(frame: Frame) -> tuple[Source | None, ...]:
    """The source of each marked stretch of the frame, or None."""
    found: list[Source | None] = []
    for index in range(len(frame.marked)):
        source = _own(frame, index) or inherited(frame, index, found) or beside(frame, index)
        found.append(source)
    return shared_later(frame, found)


def _own(frame: Frame, index: int) -> Source | None:
    """What the quotation's own sentence says."""
    before, after = segments(frame, index)
    leading = not has_words(before)
    rules: tuple[Callable[[Frame, int, Sequence[Any], Sequence[Any]], Source | None], ...]
    if leading:
        rules = (_taken_up, _governed, _across)
    elif before[-1].tag_ in ("POS", "PRP$"):
        rules = (_possessed, _governed, _introduced, _taken_up, _across, _doer)
    elif before[-1].text in (",", ":") and _closed_by_comma(frame, index, after):
        rules = (_taken_up, _introduced, _governed, _across)
    elif before[-1].text in (",", ":", "(") or is_cue(before[-1], SPOKEN):
        rules = (_introduced, _taken_up, _governed, _across)
    else:
        rules = (_governed, _introduced, _taken_up, _across, _doer)
    for rule in rules:
        source = rule(frame, index, before, after)
        if source is not None:
            return source
    return signed(frame, index) or _led_up_to(frame, before)


def _closed_by_comma(frame: Frame, index: int, after: Sequence[Token]) -> bool:
    """Whether the stretch ends with a comma and a cue follows: then that one takes it up."""
    m = frame.marked[index]
    ends = frame.text[m.start : m.end].endswith((",", "?", "!"))
    return ends and bool(after) and cue_after(frame.text, m.outer_end)


def _led_up_to(frame: Frame, before: Sequence[Token]) -> Source | None:
    """“She returned to her old promise: “…””: without any cue, who acts in the words before a colon."""
    if not before or before[-1].text != ":":
        return None
    for token in reversed(before):
        if token.pos_ in ("VERB", "AUX") and is_finite(token):
            source = by_verb(frame, token)
            if source is not None and may_speak(source.head) and source.head.ent_type_ not in _PLACES:
                return replace(source, rule="colon")
    return None


def _taken_up(frame: Frame, index: int, before: Sequence[Token], after: Sequence[Token]) -> Source | None:
    """“…,” said NP · “…,” NP said · “…,” according to NP."""
    words = [t for t in after if not (t.is_punct or t.is_quote)]
    if not words:
        return None
    if after[0].text in _DASHES and words[0].pos_ in ("PROPN", "NOUN") and len(words) <= SIGNATURE:
        return source_of(frame, noun_phrase_after(after[0], after) or words[0], None, "signature")
    handed = according_to(words[:4])
    if handed is not None and not any(is_cue(t, SPOKEN) for t in words[:3]):
        return source_of(frame, handed, words[0], "according")
    first = words[0]
    lead = first if is_cue(first, CUES) or first.lower_ == "said" else None
    if lead is None and first.tag_ == "RB" and len(words) > 1 and is_cue(words[1], SPOKEN):
        lead = words[1]
    if lead is not None:
        head = _inside(subject(lead), after, lead.i) or noun_phrase_after(lead, after)
        if head is not None:
            return source_of(frame, head, lead, "verb-first")
    for token in words[1:_REACH]:
        if is_cue(token, SPOKEN) and (is_finite(token) or token.tag_ in ("VBN", "NNS", "NN")):
            head = _inside(subject(token), after, after[0].i - 1, token.i) or noun_phrase_before(token, after)
            head = head or _apposed(after, words, token)
            if head is not None and head.i != token.i:
                return source_of(frame, head, token, "noun-first")
        if token.pos_ == "VERB" and is_finite(token):
            break
    return None


def _apposed(after: Sequence[Token], words: Sequence[Token], cue: Token) -> Token | None:
    """NAME, a fishmonger from Torvane, said · NAME (party), said: the name right behind the marks."""
    if cue.doc[cue.i - 1].text not in (",", ")") or words[0].pos_ not in ("PROPN", "NOUN", "DET", "ADJ"):
        return None
    return noun_phrase_after(words[0].nbor(-1), after)


def _inside(
    head: Token | None, segment: Sequence[Token], above: int, below: int | None = None
) -> Token | None:
    """The head, if it stands in the segment between two token indexes."""
    if head is None or not segment:
        return None
    last = segment[-1].i + 1 if below is None else below
    return head if above < head.i < last else None


def _introduced(frame: Frame, index: int, before: Sequence[Token], after: Sequence[Token]) -> Source | None:
    """NP said: “…” · NP told somebody that “…” · NP: “…” · NAME (“…”)."""
    if len(before) > 1 and before[-1].text == "(" and before[-2].pos_ == "PROPN":
        return source_of(frame, before[-2], None, "brackets")
    if len(before) > 1 and before[-1].tag_ == "NNS" and before[-1].lower_ in cue_forms():
        head = noun_phrase_before(before[-1], before)  # a title's "Mayor orders “…”", taken for a plural
        if head is not None and before[-2].tag_ in ("NN", "NNP", "NNS", "NNPS"):
            return source_of(frame, head, before[-1], "title")
    for token in reversed(before[-_REACH:]):
        if is_cue(token, CUES) and token.pos_ != "NOUN":
            source = by_verb(frame, token)
            if source is None and is_cue(token, SPOKEN) and token.i == before[0].i:
                head = noun_phrase_after(token, before)  # "Said NAME: “…”"
                if head is not None:
                    source = source_of(frame, head, token, "verb-first")
                    source = replace(source, start=max(source.start, token.nbor().idx))
            if source is not None:
                return source
        if token.lemma_.lower() in cue_nouns() and token.pos_ == "NOUN":
            head = owner(token)
            if head is not None and head.i not in frame.quoted:
                return source_of(frame, head, token, "noun")
    handed = according_to([t for t in before if not t.is_punct])
    if handed is not None:
        return source_of(frame, handed, None, "according")
    if before and before[-1].text == ":" and len(before) > 1:
        names = [t for t in before[:-1] if t.pos_ in ("PROPN", "NOUN", "PRON")]
        if names and len(before) <= 8 and not any(t.pos_ == "VERB" for t in before):
            return source_of(frame, names[-1], None, "colon")
    return None


def _possessed(frame: Frame, index: int, before: Sequence[Token], after: Sequence[Token]) -> Source | None:
    """NP's “…” order: the owner of a noun of saying that follows the marks."""
    nouns = [t for t in after[:3] if t.lemma_.lower() in cue_nouns()]
    head = before[-1] if before[-1].tag_ == "PRP$" else before[-1].head
    if not nouns or (nouns[0].i != after[0].i and nouns[0].i != after[0].i + 1):
        return None
    return source_of(frame, head, nouns[0], "noun") if head.i not in frame.quoted else None


def _doer(frame: Frame, index: int, before: Sequence[Token], after: Sequence[Token]) -> Source | None:
    """Without any cue: who does what the words are about, if that is somebody who can speak."""
    m = frame.marked[index]
    inside = frame.tokens(m.start, m.end)
    root = next((t for t in inside if not m.start <= t.head.idx < m.end), None)
    for node in climb(root) if root is not None else []:
        if node.pos_ == "VERB" and node.i not in frame.quoted:
            source = by_verb(frame, node)
            if source is None or source.start > m.start:
                return None
            person = may_speak(source.head) and source.head.ent_type_ not in _PLACES
            return replace(source, rule="doer") if person else None
    return None


def _governed(frame: Frame, index: int, before: Sequence[Token], after: Sequence[Token]) -> Source | None:
    """The cue verb or noun of saying that governs the quoted words in the parse."""
    m, sentence = frame.marked[index], frame.sentences[frame.home[index]]
    inside = frame.tokens(m.start, m.end)
    if not inside:
        return None
    root = next((t for t in inside if not m.start <= t.head.idx < m.end), inside[0])
    fallback: Source | None = None
    for node in climb(root):
        if not sentence.start <= node.idx < sentence.end:
            break
        if node.i in frame.quoted:
            continue
        if node.lemma_.lower() in cue_nouns() and node.pos_ == "NOUN":
            head = owner(node)
            if head is not None and head.i not in frame.quoted:
                return source_of(frame, head, node, "noun")
        if node.pos_ in ("VERB", "AUX"):
            source = by_verb(frame, node)
            if source is None or not is_cue(node, CUES):
                continue
            told = source.head.lemma_.lower() in cue_nouns() | documents()
            if told or may_speak(source.head) or source.head.lower_ == "who":
                return source
            fallback = fallback or source
    return fallback


def _across(frame: Frame, index: int, before: Sequence[Token], after: Sequence[Token]) -> Source | None:
    """A cue elsewhere in the sentence: "…, NP said in a speech", "according to NP, …"."""
    sentence = frame.sentences[frame.home[index]]
    own = list(frame.narrative(sentence.start, sentence.end))
    handed = according_to([t for t in own if not t.is_punct])
    if handed is not None:
        return source_of(frame, handed, None, "according")
    for token in sorted(own, key=lambda t: (abs(t.idx - frame.marked[index].start), t.i)):
        if is_cue(token, SPOKEN) and is_finite(token):
            source = by_verb(frame, token)
            if source is not None and may_speak(source.head):
                return source
    return None
