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
from crosswire.annotate.quotes_alone import stands_alone
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
    capitalised = any(w[0].isupper() for w in content) and all(
        w[0].isupper() or w[0].isdigit() for w in content
    )
    around = frame.text[max(0, m.outer_start - 200) : m.outer_end + 200]
    if not capitalised or len(words) > _TITLE_WORDS or not any(c.islower() for c in around):
        return False
    if _is_nickname(before, after):
        return True
    lemmas = {t.lemma_.lower() for t in before[-3:]} | {t.lower_ for t in before[-3:]}
    if lemmas & _works() or (after and after[0].lemma_.lower() in _works()):
        return True
    if source is not None and source.rule == "doer":
        return True  # without a cue of saying, capitals are a name
    if len(content) < 2 or (inner.rstrip().endswith(("!", "?")) and source is not None):
        return False
    if (
        before
        and (before[-1].tag_ == "POS" or before[-1].lower_ in ("on", "in"))
        and _speaks_before(m.outer_start, source)
    ):
        return True  # "said on “Evening Round”", "told the station's “Evening Round”"
    if source is not None and source.inherited and _alone_in_paragraph(frame, index):
        return True  # a heading in marks
    said = source is not None and source.cue is not None and is_cue(source.cue, ("say", "manner", "judge"))
    return not said or (source is not None and not stands_alone(frame, index, source))


def _speaks_before(at: int, source: Source | None) -> bool:
    return source is not None and source.cue is not None and source.cue.idx < at


def _alone_in_paragraph(frame: Frame, index: int) -> bool:
    m = frame.marked[index]
    line = frame.text.rfind("\n", 0, m.outer_start) + 1
    end = frame.text.find("\n", m.outer_end)
    return not (frame.text[line : m.outer_start] + frame.text[m.outer_end : end if end >= 0 else None]).strip(
        " ."
    )


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
