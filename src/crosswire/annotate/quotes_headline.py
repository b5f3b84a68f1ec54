"""Words given as somebody's in a title, a heading or a pull quote, with no marks around them.

Takes the quotations found in the body; an unmarked heading is taken for words only where the body
has them in marks, or where a title reads "NAME: words in the first person".
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from crosswire.annotate.marks_text import paragraphs
from crosswire.annotate.quotes_frame import Frame
from crosswire.text.fold import fold
from crosswire.types import Mention, Quote, Report

_COLON = re.compile(r":\s+(?=[\w¿¡])")
# A pull quote repeats its original nearly word by word; a title says it in a few other words. Set
# by hand; no annotated set of headline quotations was at hand to tune them on.
_PULLED, _TITLED = 0.85, 0.6
_LEAST_WORDS = 5
# Headings are short; a longer paragraph is told, not pulled.
_LONGEST = 400


def headlines(
    report: Report, frame: Frame, mentions: Sequence[Mention], quotes: Sequence[Quote]
) -> list[Quote]:
    """The unmarked headings of the report that give somebody's words, without ids."""
    found: list[Quote] = []
    seen: set[str] = set()
    bodies = [(q, fold(q.span.text).split()) for q in quotes]
    for start, end in paragraphs(frame.text, [(x.start, x.end) for x in report.excluded]):
        text = frame.text[start:end].strip()
        marked = any(m.outer_start < end and start < m.outer_end for m in frame.marked)
        if marked or text in seen or len(text) > _LONGEST:
            continue
        seen.add(text)
        quote = _pulled(report, frame, start, end, bodies) or _titled(report, frame, start, end, bodies)
        if quote is not None:
            found.append(quote)
    return found


def _strip(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _share(part: Sequence[str], whole: Sequence[str]) -> float:
    """The share of the first words that the second hold, each counted once, in a window as long."""
    if not part or not whole:
        return 0.0
    size, best = len(part) + 2, 0
    for at in range(max(1, len(whole) - size + 1)):
        window = list(whole[at : at + size])
        hits = 0
        for word in part:
            if word in window:
                window.remove(word)
                hits += 1
        best = max(best, hits)
    return best / len(part)


def _pulled(
    report: Report, frame: Frame, start: int, end: int, bodies: Sequence[tuple[Quote, list[str]]]
) -> Quote | None:
    start, end = _strip(frame.text, start, end)
    words = fold(frame.text[start:end]).split()
    if len(words) < _LEAST_WORDS:
        return None
    scored = [(_share(words, body), -q.span.start, q) for q, body in bodies if len(body) >= len(words) - 2]
    best = max(scored, key=lambda x: x[:2], default=None)
    if best is None or best[0] < _PULLED:
        return None
    return _as_headline(report, start, end, best[2])


def _titled(
    report: Report, frame: Frame, start: int, end: int, bodies: Sequence[tuple[Quote, list[str]]]
) -> Quote | None:
    text = frame.text[start:end].rstrip()
    colons = list(_COLON.finditer(text))
    if len(colons) != 1 or text.endswith((".", ":")) or "\n" in text.strip():
        return None
    a, b = _strip(frame.text, start + colons[0].end(), end)
    words = fold(frame.text[a:b]).split()
    if len(words) < _LEAST_WORDS:
        return None
    scored = [(_best_sentence(words, q.span.text), -q.span.start, q) for q, _ in bodies]
    best = max(scored, key=lambda x: x[:2], default=None)
    if best is None or best[0] < _TITLED:
        return None
    return _as_headline(report, a, b, best[2])


def _best_sentence(words: Sequence[str], text: str) -> float:
    pieces = [fold(p).split() for p in re.split(r"(?<=[.!?])\s+", text)]
    return max((_share(words, p) for p in pieces if p), default=0.0)


def _as_headline(report: Report, start: int, end: int, body: Quote) -> Quote:
    return Quote(
        id="",
        span=report.span(start, end),
        kind="headline",
        source=body.source,
        speaker=body.speaker,
        cue=None,
    )
