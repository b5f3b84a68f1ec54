"""The source of a quotation from beside it: the quotation before or after, the sentence next to it.

Takes the frame and what the quotations' own sentences said; gives a source or None. Does not look
beyond the paragraph, but for a deictic sentence, a colon, and quotations that run on.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from crosswire.annotate.attribution_cues import is_cue, may_speak, noun_phrase_after
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
from crosswire.annotate.quotes_frame import Frame
from crosswire.annotate.quotes_grammar import is_finite, subject
from crosswire.lang import table


def inherited(frame: Frame, index: int, found: Sequence[Source | None]) -> Source | None:
    """The source of the quotation before, where this one goes on with it.

    It does in the same sentence, in the same paragraph after a finished sentence, and where a
    quotation runs on from an earlier paragraph.
    """
    previous = found[index - 1] if index else None
    if previous is None:
        return None
    m = frame.marked[index]
    here, there = frame.sentences[frame.home[index]], frame.sentences[frame.home[index - 1]]
    if m.continues:
        return replace(previous, inherited=True)
    if here.paragraph != there.paragraph:
        return replace(previous, inherited=True) if _takes_over(frame, index, previous) else None
    if here == there or not has_words(segments(frame, index)[0]):
        between = frame.home[index] - frame.home[index - 1]
        if between <= 1:
            return replace(previous, inherited=True)
    return None


def _takes_over(frame: Frame, index: int, previous: Source) -> bool:
    """Whether a paragraph that is nothing but a quotation goes on with the paragraph right before.

    That one must end with its quotation and at most a short "NP said". Of eight such paragraphs
    in a sixth of PolNeAR train with a known source, seven go on with it; there direct F1 gains .002
    by this, while carrying on into every unattributed paragraph loses .012 and .027 of the sources.
    """
    m, earlier = frame.marked[index], frame.marked[index - 1]
    before, after = segments(frame, index)
    here, there = frame.sentences[frame.home[index]], frame.sentences[frame.home[index - 1]]
    if has_words(before) or has_words(after) or here.paragraph - there.paragraph != 1:
        return False
    told = frame.narrative(earlier.outer_end, m.outer_start)
    alone = len(frame.text[here.start : here.end].strip()) <= m.outer_end - m.outer_start + 2
    spoken = previous.cue is not None and is_cue(previous.cue, SPOKEN) and earlier.ends_sentence | bool(told)
    runs_on = index + 1 < len(frame.marked) and frame.marked[index + 1].continues
    whole = m.ends_sentence and earlier.closed and (m.closed or runs_on)
    return alone and spoken and len(told) <= SIGNATURE and whole


def beside(frame: Frame, index: int) -> Source | None:
    """What the sentence before or after says of a quotation that stands alone."""
    home = frame.home[index]
    sentence = frame.sentences[home]
    before, after = segments(frame, index)
    if home + 1 < len(frame.sentences):
        source = _deictic(frame, home + 1)
        if source is not None and not has_words(after):
            return source
    told = any(
        t.pos_ in ("VERB", "AUX") and is_finite(t) for t in frame.narrative(sentence.start, sentence.end)
    )
    if home == 0 or (has_words(before) and told):
        return None
    earlier = frame.sentences[home - 1]
    colon = frame.text[earlier.start : earlier.end].rstrip().endswith(":")
    if earlier.paragraph == sentence.paragraph or colon:
        tokens = frame.narrative(earlier.start, earlier.end)
        for token in reversed(tokens):
            if is_cue(token, CUES if colon else ("say", "manner", "judge")) and is_finite(token):
                source = by_verb(frame, token)
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
                return source_of(frame, head, token, "deictic")
    return None


def shared_later(frame: Frame, found: list[Source | None]) -> tuple[Source | None, ...]:
    """A fragment without a source takes that of the next quotation of its own sentence."""
    for index in range(len(found) - 2, -1, -1):
        follower = found[index + 1]
        if (found[index] is None and follower is not None and frame.home[index] == frame.home[index + 1]) or (
            found[index] is None and follower is not None and frame.marked[index + 1].continues
        ):
            found[index] = replace(follower, inherited=True)
    return tuple(found)
