"""The source printed behind a quotation without a verb: a signature after a dash, a name in brackets.

“…” — NAME, a fishmonger · “…”, and on the next line: -NAME, PLACE · “…” [PAPER.] · “…” (NAME). Takes the
frame; gives the source or None. Read from the text, since the tokeniser glues dashes to marks and names.
"""

from __future__ import annotations

import re

from crosswire.annotate.attribution_source import SIGNATURE, Source
from crosswire.annotate.quotes_frame import Frame
from crosswire.annotate.quotes_grammar import is_finite

_NAME = r"[A-ZÀ-Þ][\w.'’-]*(?:[^\S\n](?:(?:of|the|de|del|der|van|von|al|bin|and|&)[^\S\n])*[A-ZÀ-Þ][\w.'’-]*){0,6}"
_DASHED = re.compile(
    rf"[^\S\n]*(?:\n\s*)?(?:--?|[–—―])[^\S\n]*({_NAME})(?=[,(\n]|[^\S\n]+\(|\.?\s*$|\.?[^\S\n]*\n)"
)
_BRACKETED = re.compile(rf"[^\S\n]*[\[(]({_NAME})[\])]\.?(?=\s*(?:\n|$))")


def signed(frame: Frame, index: int) -> Source | None:
    """Who signs the stretch, where its paragraph ends with it or with the signature."""
    m = frame.marked[index]
    dashed = _DASHED.match(frame.text, m.outer_end)
    match = dashed or _BRACKETED.match(frame.text, m.outer_end)
    if match is None:
        return None
    start, end = match.span(1)
    line = frame.text.find("\n", start)
    rest = frame.tokens(start, line if line >= 0 else len(frame.text))
    told = any(t.pos_ in ("VERB", "AUX") and is_finite(t) for t in rest)
    if told or len(rest) > SIGNATURE + 2:
        return None
    if frame.text[start:end].endswith(".") and match is not dashed:
        end -= 1
    head = frame.at(end - 1)
    if head is None:
        return None
    return Source(start=start, end=end, head=head, cue=None, rule="signature" if dashed else "brackets")
