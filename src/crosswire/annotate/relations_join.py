"""The pieces of a content: where it begins and ends, what interrupts it, what joins it.

Takes the frame, token indexes or offsets, and the words of the source and cue that may not be part of
it; gives offsets in order. Which words a cue takes is left to `relations_content`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from crosswire.annotate.attribution_source import Source
from crosswire.annotate.quotes_frame import Frame
from crosswire.annotate.relations_content import Content, subtree

if TYPE_CHECKING:
    from spacy.tokens import Token

_COMPLEMENTS = frozenset(
    {"dobj", "ccomp", "xcomp", "oprd", "attr", "acomp", "pobj", "pcomp", "nsubjpass", "advcl"}
)


def barred_by(frame: Frame, source: Source | None, cue: Token | None) -> frozenset[int]:
    """The tokens of a source and a cue with its helpers, which no content of theirs holds."""
    found: set[int] = set()
    if source is not None:
        found.update(t.i for t in frame.tokens(source.start, source.end))
    if cue is not None:
        found.add(cue.i)
        found.update(c.i for c in cue.children if c.dep_ in ("aux", "auxpass", "neg", "prt"))
        if cue.lower_ == "according" and cue.i + 1 < len(cue.doc) and cue.nbor().lower_ == "to":
            found.add(cue.i + 1)
    return frozenset(found)


def pieces_of(
    frame: Frame, content: Content, cue: Token, barred: frozenset[int]
) -> tuple[tuple[int, int], ...]:
    """The stretches of a content's tokens, without source and cue."""
    tokens = content.tokens - barred
    if content.form == "clause":
        tokens = _with_opening(frame, tokens, cue, barred)
    spans = [span_of(frame, run) for run in _runs(frame, sorted(tokens), barred)]
    return tuple(s for s in spans if s is not None)


def _with_opening(frame: Frame, tokens: frozenset[int], cue: Token, barred: frozenset[int]) -> frozenset[int]:
    """A told clause with what opens its sentence, where the cue stands behind it or within it."""
    if not tokens:
        return tokens
    doc, start, end = frame.doc, cue.sent.start, cue.sent.end
    told_from = min([i for i in barred if i >= start], default=cue.i)
    told_to = max([i for i in barred if i < end], default=cue.i)
    within = (
        told_from > start
        and doc[told_from - 1].text == ","
        and told_to + 1 < end
        and doc[told_to + 1].text == ","
        and told_to - told_from <= _SIGN
        and not any(i in frame.quoted for i in range(told_to + 2, min(told_to + 4, end)))
        and not (told_to + 2 < end and doc[told_to + 2].tag_ == "VBG")  # ", she said, adding that …"
    )
    top = cue.sent.root
    if within and (min(tokens) < told_from or cue.i == top.i):
        return tokens | {i for i in range(start, end) if i not in barred}
    if (min(tokens) < told_from and (cue.i == top.i or cue.head.i == top.i)) or within:
        return tokens | {i for i in range(start, told_from) if i not in barred}
    return tokens


# Marks that belong together, and what stands between the last word of a quotation and its closing mark.
_PAIRS = (("“", "”"), ('"', '"'), ("«", "»"), ("„", "“"))
_BEHIND = re.compile(r"[.,!?…]?[”\"»“]")
# Tokens between the start of a source and its cue where they are put into the middle of a clause.
_SIGN = 14


def _runs(frame: Frame, indexes: Sequence[int], barred: frozenset[int]) -> list[list[int]]:
    """Runs of tokens, gaps filled where neither source nor cue stands in them."""
    runs: list[list[int]] = []
    for i in indexes:
        if runs and not any(k in barred for k in range(runs[-1][-1] + 1, i)):
            runs[-1].append(i)
        else:
            runs.append([i])
    return runs


def span_of(frame: Frame, run: Sequence[int]) -> tuple[int, int] | None:
    """Offsets of a run without the punctuation and spaces at its ends."""
    first, last = run[0], run[-1]
    while first <= last and not _word(frame.doc[first]):
        first += 1
    while last > first and (not _word(frame.doc[last]) or _leads_on(frame, last)):
        last -= 1
    if first > last:
        return None
    return frame.doc[first].idx, frame.doc[last].idx + len(frame.doc[last])


def _leads_on(frame: Frame, last: int) -> bool:
    """Whether a word joins what comes after and is no end: "and", "but"."""
    token = frame.doc[last]
    joining = (token.tag_ == "CC" and token.lower_ not in ("both", "either")) or token.lower_ == "as"
    return joining and token.i not in frame.quoted


def _word(token: Token) -> bool:
    return any(c.isalnum() for c in token.text) or token.text in ("$", "£", "€", "#", "@", "'s", "’s", "%")


def closed(frame: Frame, pieces: Sequence[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """Pieces with the other mark of the words in marks that they begin or end inside of: “A” and more."""
    found = []
    for start, end in pieces:
        inside, behind = frame.text[start:end], _BEHIND.match(frame.text, end)
        for opening, closing in _PAIRS:
            lacking = inside.count(opening) - inside.count(closing)
            odd = opening == closing and inside.count(opening) % 2 == 1
            if (lacking > 0 or odd) and behind is not None and behind[0].endswith(closing):
                end = behind.end()
            elif (lacking < 0 or odd) and frame.text[start - 1 : start] == opening:
                start -= 1
        found.append((start, end))
    return tuple(found)


def joined(
    frame: Frame, spans: Iterable[tuple[int, int]], barred: frozenset[int]
) -> tuple[tuple[int, int], ...]:
    """Stretches in order, those joined that overlap or have only their sentence's own words between."""
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and (start <= merged[-1][1] or _may_join(frame, merged[-1][1], start, barred)):
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)


def _may_join(frame: Frame, left: int, right: int, barred: frozenset[int]) -> bool:
    between = [t for t in frame.tokens(left, right) if _word(t)]
    if any(t.i in barred for t in between):
        return False
    if not between:
        return "\n" not in frame.text[left:right]
    home = next((s for s in frame.sentences if s.start <= left <= s.end), None)
    return home is not None and home.start <= right <= home.end


def expanded(frame: Frame, index: int, source: Source, barred: frozenset[int]) -> tuple[int, int]:
    """A stretch in marks with the rest of the phrase that its cue takes, where it is a fragment of it."""
    m = frame.marked[index]
    cue = source.cue
    if cue is None or source.inherited:
        return m.start, m.end
    inside = frame.tokens(m.start, m.end)
    node = next((t for t in inside if not m.start <= t.head.idx < m.end), None)
    while node is not None and node.head.i != node.i and node.head.i != cue.i:
        if node.i in barred:
            return m.start, m.end
        node = node.head
    if node is None or node.head.i != cue.i or node.i == cue.i:
        return m.start, m.end
    roots = [c for c in node.children if c.dep_ in ("pobj", "pcomp")] if node.dep_ == "prep" else [node]
    if node.dep_ != "prep" and node.dep_ not in _COMPLEMENTS:
        return m.start, m.end
    tokens = sorted(subtree(roots) - barred)
    for run in _runs(frame, tokens, barred):
        span = span_of(frame, run)
        if span is not None and span[0] <= m.start and m.end <= span[1] + 2:
            return span[0], max(span[1], m.end)
    return m.start, m.end
