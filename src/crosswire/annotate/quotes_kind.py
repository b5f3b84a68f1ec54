"""What kind of quotation a marked stretch is, and whether it is one at all.

Takes the frame, the stretch and its source. Titles of works, nicknames inside a name and labels of
things are no quotations; they are told by their capitals and the word before them.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from crosswire.annotate.attribution_cues import is_cue
from crosswire.annotate.attribution_source import Source
from crosswire.annotate.quotes_frame import Frame
from crosswire.annotate.quotes_grammar import is_finite
from crosswire.lang import table
from crosswire.types import QuoteKind, Report

if TYPE_CHECKING:
    from spacy.tokens import Token

_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
# A stretch of at least this many words with a finite verb is a clause of its own.
_CLAUSE_WORDS = 4
# Titles of works are seldom longer, in words.
_TITLE_WORDS = 10


def kind_of(report: Report, frame: Frame, index: int, source: Source | None) -> QuoteKind:
    """headline in a title, direct for whole clauses that stand for themselves, else partial."""
    m = frame.marked[index]
    title = report.title_span
    if title is not None and title.start <= m.start and m.end <= title.end:
        return "headline"
    sentence = frame.sentences[frame.home[index]]
    before = frame.text[sentence.start : m.outer_start].rstrip()
    tokens = frame.tokens(m.start, m.end)
    words = [t for t in tokens if t.is_alpha or t.like_num]
    clause = any(t.pos_ in ("VERB", "AUX") and is_finite(t) for t in tokens)
    utterance = bool(tokens) and (m.ends_sentence or tokens[-1].text in (",", "!", "?"))
    starts = not before or before[-1] in ',:.!?”"' or m.continues
    capital = frame.text[m.start : m.start + 1].isupper()
    if starts and ((clause and len(words) >= _CLAUSE_WORDS) or utterance) and (capital or not before):
        return "direct"
    if clause and capital and len(words) >= _CLAUSE_WORDS:
        return "direct"
    return "partial"


def stands_alone(frame: Frame, index: int, source: Source) -> bool:
    """Whether the stretch is the whole of what its source says there, not a piece of a told clause."""
    m, sentence = frame.marked[index], frame.sentences[frame.home[index]]
    cue = source.cue
    others = [frame.marked[i] for i in sentence.quotes if i != index]
    for other in others:
        between = frame.text[min(m.outer_end, other.outer_end) : max(m.outer_start, other.outer_start)]
        if between.strip(" ,.;").lower() in ("and", "or", "but", "as well as", ""):
            return not between.strip()
    if cue is not None and sentence.start <= cue.idx < m.outer_start:
        between_tokens = frame.tokens(cue.idx + len(cue), m.outer_start)
        if between_tokens and between_tokens[-1].text in (",", ":"):
            return True
        return not any(t.is_alpha and not _addressed(t, cue) for t in between_tokens)
    floor = max([sentence.start, *(o.outer_end for o in others if o.start < m.start)])
    before = frame.tokens(floor, m.outer_start)
    words = [t for t in before if t.is_alpha]
    return not words or before[-1].text in (":", ",") or words[-1].lower_ in ("that", "as")


def _addressed(token: Token, cue: Token) -> bool:
    """Whether a word between a cue and its words names whom they were said to, or joins them."""
    if token.lower_ in ("that", "as"):
        return True
    node = token
    while node.head.i != node.i and node.head.i != cue.i:
        node = node.head
    return node.head.i == cue.i and (
        node.dep_ == "dative"
        or (node.dep_ == "dobj" and cue.lemma_ in ("tell", "inform", "assure", "remind", "ask"))
    )


def is_title_of_work(frame: Frame, index: int, source: Source | None) -> bool:
    """Whether the stretch names a work, a nickname or a thing rather than giving words."""
    m = frame.marked[index]
    inner = frame.text[m.start : m.end]
    words = _WORD.findall(inner)
    if not words:
        return True
    if inner.rstrip()[-1] in ".!?" and len(words) > 6:
        return False
    before = frame.tokens(max(0, m.outer_start - 40), m.outer_start)
    after = frame.tokens(m.outer_end, m.outer_end + 25)
    content = [w for w in words if w.lower() not in _small()]
    capitalised = bool(content) and all(w[0].isupper() or w[0].isdigit() for w in content)
    around = frame.text[max(0, m.outer_start - 200) : m.outer_end + 200]
    if not capitalised or len(words) > _TITLE_WORDS or not any(c.islower() for c in around):
        return False
    if _is_nickname(before, after):
        return True
    lemmas = {t.lemma_.lower() for t in before[-3:]} | {t.lower_ for t in before[-3:]}
    if lemmas & _works() or (after and after[0].lemma_.lower() in _works()):
        return True
    if len(content) < 2 or (inner.rstrip().endswith(("!", "?")) and source is not None):
        return False
    said = source is not None and source.cue is not None and is_cue(source.cue, ("say", "manner", "judge"))
    return not said or (source is not None and not stands_alone(frame, index, source))


def _is_nickname(before: list[Token], after: list[Token]) -> bool:
    return (
        bool(before and after)
        and before[-1].pos_ == "PROPN"
        and after[0].pos_ == "PROPN"
        and before[-1].text[:1].isupper()
        and after[0].text[:1].isupper()
    )


@cache
def _small() -> frozenset[str]:
    return frozenset(table("en", "quotes")["words"]["small"])


@cache
def _works() -> frozenset[str]:
    return frozenset(table("en", "quotes")["nouns"]["work"])
