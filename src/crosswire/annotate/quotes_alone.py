"""Whether a marked stretch is the whole of what its source says there, or a piece of something told.

Takes the frame, the stretches and their sources; gives for each whether it stands alone (an attribution of
kind direct) or goes on with the narrator's own words (kind mixed). After PARC, what somebody says in one
breath is one content: a fragment in a told clause ("said the dam was “gone”"), words that run on outside the
marks, a sentence in marks that goes on with a told one under the same cue. What a stretch is by itself, and
whether it is a quotation at all, is left to `quotes_kind`.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

from crosswire.annotate.attribution_cues import is_cue
from crosswire.annotate.attribution_source import SPOKEN, Source, has_words, segments
from crosswire.annotate.quotes_frame import Frame
from crosswire.annotate.quotes_grammar import is_finite
from crosswire.annotate.quotes_reported import Reported
from crosswire.lang import table

if TYPE_CHECKING:
    from spacy.tokens import Token

_JOINS = ("and", "or", "but", "as well as", "")
_ADDRESSING = ("tell", "inform", "assure", "remind", "ask")
_DASHES = ("-", "–", "—", "―", "--")
# Rules that read the source right behind the marks.
_SURFACE = ("verb-first", "noun-first", "signature", "brackets")
_ENDS = (".", ",", "!", "?", "…", ";", ":", "-", "–", "—")


def standing(
    frame: Frame, sources: Sequence[Source | None], told: Sequence[Reported], works: Sequence[bool]
) -> tuple[bool, ...]:
    """For each stretch, whether it stands alone; False where it has no source or is part of something told.

    `works` says of each whether it is the title of a work.
    """
    found: list[bool] = []
    for index, source in enumerate(sources):
        alone = source is not None and stands_alone(frame, index, source)
        if alone and source is not None:
            alone = not any(_holds(frame, r, index, source) for r in told)
        if alone and source is not None and source.inherited:
            alone = not _goes_on(frame, index, source, sources, found, works)
        found.append(alone)
    return tuple(found)


def _holds(frame: Frame, told: Reported, index: int, source: Source) -> bool:
    """Whether a reported content holds the stretch between words of the narrator's own.

    The sources and cues of both are no such words, nor is what follows words that a comma or stop closes.
    """
    m = frame.marked[index]
    if not (told.start <= m.start and m.end <= told.end):
        return False
    last = m.outer_start if frame.text[m.start : m.end].endswith(_ENDS) else told.end
    named = [(x.start, x.end) for x in (told.source, source)]
    cues = {x.cue.i for x in (told.source, source) if x.cue is not None}
    return any(
        t.is_alpha and t.i not in cues and not any(start <= t.idx < end for start, end in named)
        for t in frame.narrative(told.start, last)
    )


def stands_alone(frame: Frame, index: int, source: Source) -> bool:
    """Whether the stretch's own sentence makes it the whole of what its source says."""
    m, sentence = frame.marked[index], frame.sentences[frame.home[index]]
    cue = source.cue
    if source.rule in ("signature", "brackets") and m.ends_sentence:
        return True
    others = [frame.marked[i] for i in sentence.quotes if i != index]
    for other in others:
        between = frame.text[min(m.outer_end, other.outer_end) : max(m.outer_start, other.outer_start)]
        if between.strip(" ,.;").lower() in _JOINS:
            return not between.strip() and not _lower(frame, index)
    if _runs_out(frame, index, source) or _completed(frame, index, source):
        return False
    if cue is not None and sentence.start <= cue.idx < m.outer_start:
        return _after_cue(frame, index, source, cue)
    floor = max([sentence.start, *(o.outer_end for o in others if o.start < m.start)])
    before = frame.tokens(floor, m.outer_start)
    words = [t for t in before if t.is_alpha]
    return not words or before[-1].text == ":" or _lead_in(frame, index, before, words)


def _lead_in(frame: Frame, index: int, before: Sequence[Token], words: Sequence[Token]) -> bool:
    """Whether narrator's words before a stretch whose cue follows it only lead up to it."""
    if before[-1].text == ",":
        return not _lower(frame, index)  # "With so many gates, “there is no one key,” she said": one clause
    return bool(words[-1].lower_ == "as")


def _after_cue(frame: Frame, index: int, source: Source, cue: Token) -> bool:
    """Whether a stretch that follows its cue is all that the cue brings in."""
    m, sentence = frame.marked[index], frame.sentences[frame.home[index]]
    between = frame.tokens(cue.idx + len(cue), m.outer_start)
    quoted_before = any(frame.marked[i].end <= cue.idx for i in sentence.quotes)
    if not quoted_before:
        if _aside(frame, index, source, cue) or _told_already(between, cue):
            return False
        if cue.lemma_.lower() in _naming() and not _clause(frame, index):
            return False  # "called it “a disgrace”": a name for something that is told
    if between and between[-1].text in (",", ":", *_DASHES):
        lowered = [t.lower_ for t in between]
        if lowered[-2:-1] == ["that"]:
            return False
        return quoted_before or not (_lower(frame, index) and "that" in lowered)
    if between and between[-1].lower_ == "that":
        return False  # "said that “we stay”": the narrator's clause, somebody's words in it
    if between and between[-1].lower_ == "of" and between[-1].head.lemma_.lower() in _called_out():
        return True
    if quoted_before and between and between[-1].text.endswith(".") and not _lower(frame, index):
        return True  # a sentence of its own behind an abbreviation
    asked = cue.lemma_.lower() in _ADDRESSING and frame.text[m.start : m.start + 1].isupper()
    return not any(t.is_alpha and not _addressed(t, cue, asked=asked) for t in between)


def _told_already(between: Sequence[Token], cue: Token) -> bool:
    """Whether a cue already has a clause of its own in the narrator's words: "said it was late: “…”"."""
    for child in cue.children:
        clause = child.dep_ == "ccomp" or (child.dep_ == "xcomp" and child.tag_ == "VBG")
        if clause and child.pos_ in ("VERB", "AUX") and any(t.i == child.i for t in between):
            return True
    return False


def _aside(frame: Frame, index: int, source: Source, cue: Token) -> bool:
    """“The gate, he said, “is gone””: whether source and cue only interrupt what is told before them."""
    start = frame.sentences[frame.home[index]].start
    before = frame.narrative(start, min(source.start, cue.idx))
    if not has_words(before) or before[-1].text != ",":
        return False
    return _lower(frame, index) and not all(t.lower_ in _joining() or not t.is_alpha for t in before)


def _runs_out(frame: Frame, index: int, source: Source) -> bool:
    """Whether the clause in marks goes on behind them: "“the best” of the season", "“a cut” for all"."""
    m = frame.marked[index]
    if not m.closed or frame.text[m.start : m.end].endswith(_ENDS) or source.rule in _SURFACE:
        return False
    after = segments(frame, index)[1]
    if not after or not after[0].is_alpha or is_cue(after[0], SPOKEN):
        return False
    if not _clause(frame, index) and not (source.cue is not None and is_cue(source.cue, ("manner",))):
        return after[0].lower_ not in ("and", "when", "while", "after")
    if not after[0].is_lower:
        return False
    if after[0].tag_ in ("IN", "TO"):
        return after[0].lower_ not in _subordinating()
    return after[0].pos_ in ("NOUN", "ADJ", "VERB", "AUX") and after[0].dep_ != "nsubj"


def _completed(frame: Frame, index: int, source: Source) -> bool:
    """“…,” she said, that the gate was gone."""
    if source.cue is None or source.cue.idx < frame.marked[index].outer_end:
        return False
    after = segments(frame, index)[1]
    return any(a.text == "," and b.lower_ == "that" and b.tag_ == "IN" for a, b in itertools.pairwise(after))


def _goes_on(
    frame: Frame,
    index: int,
    source: Source,
    sources: Sequence[Source | None],
    alone: Sequence[bool],
    works: Sequence[bool],
) -> bool:
    """Whether a stretch without a cue of its own goes on with something told.

    It does where the narrator's sentence before it tells, and where the stretch that it takes its source
    from is itself a piece of something told.
    """
    here = frame.sentences[frame.home[index]]
    if source.rule == "before":
        earlier = frame.sentences[frame.home[index] - 1]
        return not frame.text[earlier.start : earlier.end].rstrip().endswith(":")
    for at in range(index - 1, -1, -1):
        previous = sources[at]
        if frame.sentences[frame.home[at]].paragraph != here.paragraph:
            return False
        own = previous is not None and (not previous.inherited or at == 0)
        if own and previous is not None and previous.head.i == source.head.i and not works[at]:
            return not alone[at]
    return False


def _lower(frame: Frame, index: int) -> bool:
    m = frame.marked[index]
    return frame.text[m.start : m.start + 1].islower()


def _clause(frame: Frame, index: int) -> bool:
    m = frame.marked[index]
    return any(t.pos_ in ("VERB", "AUX") and is_finite(t) for t in frame.tokens(m.start, m.end))


@cache
def _naming() -> frozenset[str]:
    return frozenset(table("en", "quotes")["words"]["naming"])


@cache
def _called_out() -> frozenset[str]:
    return frozenset(table("en", "quotes")["nouns"]["called_out"])


@cache
def _joining() -> frozenset[str]:
    return frozenset(table("en", "quotes")["words"]["opening"])


@cache
def _subordinating() -> frozenset[str]:
    return frozenset(table("en", "quotes")["words"]["subordinating"])


def _addressed(token: Token, cue: Token, *, asked: bool) -> bool:
    """Whether a word between a cue and its words names whom they were said to, or joins them."""
    if token.lower_ in ("that", "as"):
        return True
    if asked and token.pos_ in ("DET", "ADJ", "NOUN", "PROPN", "PRON", "NUM"):
        return True
    node = token
    while node.head.i != node.i and node.head.i != cue.i:
        node = node.head
    return node.head.i == cue.i and (
        node.dep_ == "dative" or (node.dep_ == "dobj" and cue.lemma_ in _ADDRESSING)
    )
