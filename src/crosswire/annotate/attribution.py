"""Who says the words in quotation marks: the cue and the source as printed.

Takes the frame of a report; gives, for each marked stretch, what its own sentence, the sentence
beside it or an earlier quotation of its paragraph says about its source. A quotation that stands
alone in its paragraph is left without one. To which name a source resolves is left to `speakers`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Token

from crosswire.annotate.attribution_cues import (
    according_to,
    is_cue,
    may_speak,
    noun_phrase_after,
    noun_phrase_before,
    owner,
)
from crosswire.annotate.quotes_frame import Frame, cue_nouns, documents
from crosswire.annotate.quotes_grammar import climb, is_finite, phrase, subject
from crosswire.lang import table

# A cue verb further than this many words from the marks belongs to other words more often than
# not (chosen on an eighth of PolNeAR train: 10 to 20 score alike, 30 loses).
_REACH = 16
# “…” — NP: what follows a dash and is no longer than this many words is a signature.
_SIGNATURE = 12
_TITLED = re.compile(r"\.?(?:[^\S\n][A-Z][\w’'-]+)+")
_DASHES = ("-", "–", "—", "―", "--")
_SPOKEN = ("say", "manner")
_ALL = ("say", "manner", "judge", "mind")


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """The source of a quotation as printed: its offsets, its head, the cue, and the rule that found it."""

    start: int
    end: int
    head: Token
    cue: Token | None
    rule: str
    inherited: bool = False


def attribute(frame: Frame) -> tuple[Source | None, ...]:
    """The source of each marked stretch of the frame, or None."""
    found: list[Source | None] = []
    for index in range(len(frame.marked)):
        source = _own(frame, index) or _inherited(frame, index, found) or _beside(frame, index)
        found.append(source)
    return _shared_later(frame, found)


def _segments(frame: Frame, index: int) -> tuple[list[Token], list[Token]]:
    """The narrator's words in the sentence before the stretch and after it, up to the next quotation."""
    m, sentence = frame.marked[index], frame.sentences[frame.home[index]]
    earlier = [frame.marked[i].outer_end for i in sentence.quotes if i < index]
    later = [frame.marked[i].outer_start for i in sentence.quotes if i > index]
    before = frame.tokens(max([sentence.start, *earlier]), m.outer_start)
    after = frame.tokens(m.outer_end, min([sentence.end, *later]))
    return before, after


def _has_words(tokens: Sequence[Token]) -> bool:
    return any(t.is_alpha or t.like_num for t in tokens)


def _own(frame: Frame, index: int) -> Source | None:
    """What the quotation's own sentence says."""
    before, after = _segments(frame, index)
    leading = not _has_words(before)
    if leading:
        rules = (_taken_up, _governed, _across)
    elif before[-1].tag_ in ("POS", "PRP$"):
        rules = (_possessed, _governed, _introduced, _taken_up, _across, _doer)
    elif before[-1].text in (",", ":", "(") or is_cue(before[-1], _SPOKEN):
        rules = (_introduced, _taken_up, _governed, _across)
    else:
        rules = (_governed, _introduced, _taken_up, _across, _doer)
    for rule in rules:
        source = rule(frame, index, before, after)
        if source is not None:
            return source
    return None


def _make(frame: Frame, head: Token, cue: Token | None, rule: str) -> Source:
    start, end = phrase(head, frame.quoted)
    titled = _TITLED.match(frame.text, end)
    short = table("en", "quotes")["abbreviations"]
    if titled and frame.text[start:end].rsplit(None, 1)[-1].lower() in short:
        end = titled.end()  # the parser ended its sentence after "Lt."
    return Source(start=start, end=end, head=head, cue=cue, rule=rule)


def _taken_up(frame: Frame, index: int, before: Sequence[Token], after: Sequence[Token]) -> Source | None:
    """“…,” said NP · “…,” NP said · “…,” according to NP."""
    words = [t for t in after if not (t.is_punct or t.is_quote)]
    if not words:
        return None
    if after[0].text in _DASHES and words[0].pos_ in ("PROPN", "NOUN") and len(words) <= _SIGNATURE:
        return _make(frame, noun_phrase_after(after[0], after) or words[0], None, "signature")
    handed = according_to(words[:4])
    if handed is not None:
        return _make(frame, handed, words[0], "according")
    first = words[0]
    lead = first if is_cue(first, _ALL) or first.lower_ == "said" else None
    if lead is None and first.tag_ == "RB" and len(words) > 1 and is_cue(words[1], _SPOKEN):
        lead = words[1]
    if lead is not None:
        head = _inside(subject(lead), after, lead.i) or noun_phrase_after(lead, after)
        if head is not None:
            return _make(frame, head, lead, "verb-first")
    for token in words[1:_REACH]:
        if is_cue(token, _SPOKEN) and (is_finite(token) or token.tag_ in ("VBN", "NNS", "NN")):
            head = _inside(subject(token), after, after[0].i - 1, token.i) or noun_phrase_before(token, after)
            if head is not None and head.i != token.i:
                return _make(frame, head, token, "noun-first")
        if token.pos_ == "VERB" and is_finite(token):
            break
    return None


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
        return _make(frame, before[-2], None, "brackets")
    for token in reversed(before[-_REACH:]):
        if is_cue(token, _ALL) and token.pos_ != "NOUN":
            source = _by_verb(frame, token)
            if source is not None:
                return source
        if token.lemma_.lower() in cue_nouns() and token.pos_ == "NOUN":
            head = owner(token)
            if head is not None and head.i not in frame.quoted:
                return _make(frame, head, token, "noun")
    handed = according_to([t for t in before if not t.is_punct])
    if handed is not None:
        return _make(frame, handed, None, "according")
    if before and before[-1].text == ":" and len(before) > 1:
        names = [t for t in before[:-1] if t.pos_ in ("PROPN", "NOUN", "PRON")]
        if names and len(before) <= 8 and not any(t.pos_ == "VERB" for t in before):
            return _make(frame, names[-1], None, "colon")
    return None


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
            spoken = other is verb.sent.root or is_cue(other, _SPOKEN)
            told = subject(other) if spoken and is_finite(other) else None
            if told is not None and may_speak(told) and told.i < verb.i:
                return told
    return head


def _by_verb(frame: Frame, verb: Token) -> Source | None:
    head = _speaking_subject(verb)
    if head is None or head.i in frame.quoted or head.dep_ == "expl":
        return None
    agent = any(c.dep_ == "agent" for c in verb.children)
    if verb.tag_ == "VBN" and verb.dep_ == "acl" and not agent:
        return None  # "people believed to be …" name no speaker
    passive = any(c.dep_ in ("nsubjpass", "auxpass") for c in verb.children)
    if passive and head.dep_ == "nsubjpass" and verb.lemma_ not in ("quote", "cite", "report"):
        return None
    return _make(frame, head, verb, "subject")


def _possessed(frame: Frame, index: int, before: Sequence[Token], after: Sequence[Token]) -> Source | None:
    """NP's “…” order: the owner of a noun of saying that follows the marks."""
    nouns = [t for t in after[:3] if t.lemma_.lower() in cue_nouns()]
    head = before[-1] if before[-1].tag_ == "PRP$" else before[-1].head
    if not nouns or (nouns[0].i != after[0].i and nouns[0].i != after[0].i + 1):
        return None
    return _make(frame, head, nouns[0], "noun") if head.i not in frame.quoted else None


def _doer(frame: Frame, index: int, before: Sequence[Token], after: Sequence[Token]) -> Source | None:
    """Without any cue: who does what the words are about, if that is somebody who can speak."""
    m = frame.marked[index]
    inside = frame.tokens(m.start, m.end)
    root = next((t for t in inside if not m.start <= t.head.idx < m.end), None)
    for node in climb(root) if root is not None else []:
        if node.pos_ == "VERB" and node.i not in frame.quoted:
            source = _by_verb(frame, node)
            if source is None or source.start > m.start:
                return None
            person = may_speak(source.head) and source.head.ent_type_ not in ("GPE", "LOC", "NORP", "FAC")
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
                return _make(frame, head, node, "noun")
        if node.pos_ in ("VERB", "AUX"):
            source = _by_verb(frame, node)
            if source is None or not is_cue(node, _ALL):
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
        return _make(frame, handed, None, "according")
    for token in sorted(own, key=lambda t: (abs(t.idx - frame.marked[index].start), t.i)):
        if is_cue(token, _SPOKEN) and is_finite(token):
            source = _by_verb(frame, token)
            if source is not None and may_speak(source.head):
                return source
    return None


def _inherited(frame: Frame, index: int, found: Sequence[Source | None]) -> Source | None:
    """The source of the quotation before, where this one goes on with it.

    It does in the same sentence, in the same paragraph after a finished sentence, and where a
    quotation runs on from an earlier paragraph.
    """
    if index == 0 or found[index - 1] is None:
        return None
    previous, m = found[index - 1], frame.marked[index]
    here, there = frame.sentences[frame.home[index]], frame.sentences[frame.home[index - 1]]
    if m.continues:
        return replace(previous, inherited=True)
    if here.paragraph != there.paragraph:
        return replace(previous, inherited=True) if _takes_over(frame, index, previous) else None
    if here == there or not _has_words(_segments(frame, index)[0]):
        between = frame.home[index] - frame.home[index - 1]
        if between <= 1:
            return replace(previous, inherited=True)
    return None


def _takes_over(frame: Frame, index: int, previous: Source) -> bool:
    """Whether a paragraph that is nothing but a quotation goes on with the paragraph right before.

    That one must end with its quotation and at most a short "NP said". Of eight such paragraphs
    in a sixth of PolNeAR train with a known source, seven go on with it; any other unattributed
    paragraph is left without a source.
    """
    m, earlier = frame.marked[index], frame.marked[index - 1]
    before, after = _segments(frame, index)
    here, there = frame.sentences[frame.home[index]], frame.sentences[frame.home[index - 1]]
    if _has_words(before) or _has_words(after) or here.paragraph - there.paragraph != 1:
        return False
    told = frame.narrative(earlier.outer_end, m.outer_start)
    alone = len(frame.text[here.start : here.end].strip()) <= m.outer_end - m.outer_start + 2
    spoken = previous.cue is not None and is_cue(previous.cue, _SPOKEN) and earlier.ends_sentence | bool(told)
    runs_on = index + 1 < len(frame.marked) and frame.marked[index + 1].continues
    whole = m.ends_sentence and earlier.closed and (m.closed or runs_on)
    return alone and spoken and len(told) <= _SIGNATURE and whole


def _beside(frame: Frame, index: int) -> Source | None:
    """What the sentence before or after says of a quotation that stands alone."""
    home = frame.home[index]
    sentence = frame.sentences[home]
    before, after = _segments(frame, index)
    if home + 1 < len(frame.sentences):
        source = _deictic(frame, home + 1)
        if source is not None and not _has_words(after):
            return source
    told = any(
        t.pos_ in ("VERB", "AUX") and is_finite(t) for t in frame.narrative(sentence.start, sentence.end)
    )
    if home == 0 or (_has_words(before) and told):
        return None
    earlier = frame.sentences[home - 1]
    colon = frame.text[earlier.start : earlier.end].rstrip().endswith(":")
    if earlier.paragraph == sentence.paragraph or colon:
        tokens = frame.narrative(earlier.start, earlier.end)
        for token in reversed(tokens):
            if is_cue(token, _ALL if colon else ("say", "manner", "judge")) and is_finite(token):
                source = _by_verb(frame, token)
                if source is not None and may_speak(source.head):
                    return replace(source, rule="before", inherited=True)
    return None


def _deictic(frame: Frame, home: int) -> Source | None:
    """“…” With these words NP addressed …"""
    sentence = frame.sentences[home]
    opening = frame.text[sentence.start : sentence.end].lstrip(" ,").lower()
    if not any(opening.startswith(p) for p in table("en", "quotes")["patterns"]["deictic"]):
        return None
    for token in frame.narrative(sentence.start, sentence.end):
        if token.pos_ == "VERB" and is_finite(token):
            head = subject(token) or noun_phrase_after(token, frame.tokens(token.idx, sentence.end))
            if head is not None:
                return _make(frame, head, token, "deictic")
    return None


def _shared_later(frame: Frame, found: list[Source | None]) -> tuple[Source | None, ...]:
    """A fragment without a source takes that of the next quotation of its own sentence."""
    for index in range(len(found) - 2, -1, -1):
        follower = found[index + 1]
        if (found[index] is None and follower is not None and frame.home[index] == frame.home[index + 1]) or (
            found[index] is None and follower is not None and frame.marked[index + 1].continues
        ):
            found[index] = replace(follower, inherited=True)
    return tuple(found)
