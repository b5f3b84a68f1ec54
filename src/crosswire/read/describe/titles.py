"""A plain text's headline and the name of its site, where they stand at its top.

In: lines and what is already set apart. Out: where the headline stands, and the site's name. A text
that begins with its first sentence has no title; none is made up.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from crosswire.lang import table
from crosswire.read.describe.captions import is_caption
from crosswire.read.describe.credits import agency_forms
from crosswire.read.describe.furniture import is_section, is_site_name, line_kind, sentence_kind
from crosswire.read.describe.lines import Line
from crosswire.text.fold import fold
from crosswire.text.tokens import words
from crosswire.types import Excluded

# Headlines: from three words (shorter lines are sections or names) to about thirty.
_FEWEST, _MOST, _LONGEST = 3, 32, 240
# Lines looked at for a headline or site name.
_HEAD = 8
# A suffix such as " | World" or " - The Torvane Courier" has at most this many words.
_SUFFIX_WORDS = 5

# A masthead's words hardly recur in the article, a headline's do (words compared by their first
# letters); read off own texts with slogans above the headline.
_FOREIGN, _OWN, _STEM = 0.45, 0.5, 5

_SUFFIX = re.compile(r"\s+[|–—-]\s+([^|]{2,60})$|\s*\|\s*([^|]{2,60})$")
_MARKS = re.compile(r"[#*=\s]*(?:(?:title|headline|subject)\s*:\s*)?", re.I)


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """Where the headline stands (None: no headline), the site's name, and lines that are neither."""

    title: tuple[int, int] | None
    publisher: str | None
    furniture: tuple[Excluded, ...]


def find_heading(text: str, lines: Sequence[Line], taken: Sequence[Excluded], known: str | None) -> Heading:
    """The headline and site name at the top of a text; `known` is a title that is given."""
    busy = {(x.start, x.end) for x in taken}
    publisher: str | None = None
    furniture: list[Excluded] = []
    for index, line in enumerate(lines[:_HEAD]):
        if (line.start, line.end) in busy:
            continue
        if index + 1 < len(lines) and (is_section(line) or is_site_name(line)):
            if publisher is None and is_site_name(line):
                publisher = line.text.strip("|-–—:* ")
            furniture.append(Excluded(start=line.start, end=line.end, kind="site_name"))
            continue
        if known and fold(line.text) == fold(known):
            return Heading(title=(line.start, line.end), publisher=publisher, furniture=tuple(furniture))
        start, end, suffix = trim_title(text, line)
        bare = Line(start=start, end=end, text=text[start:end])
        short = bare.word_count < _FEWEST and bare.text.istitle()
        if known is None and (short or _is_title(bare)) and _body_follows(lines[index + 1 :]):
            if _is_masthead(text, bare, lines[index + 1 :], busy):
                publisher = publisher or _named_in(line.text) or (bare.text if short else None)
                furniture.append(Excluded(start=line.start, end=line.end, kind="site_name"))
                continue
            if not short:
                return Heading(title=(start, end), publisher=publisher or suffix, furniture=tuple(furniture))
        break
    return Heading(title=None, publisher=publisher, furniture=tuple(furniture))


def _is_masthead(text: str, line: Line, below: Sequence[Line], busy: set[tuple[int, int]]) -> bool:
    """Whether a first line tells of the outlet, not of the article: hardly any of its words recur in
    the body, while a headline below it has words that do."""
    other = next((x for x in below[:_HEAD] if (x.start, x.end) not in busy and _is_title(x)), None)
    if other is None:
        return False
    start, end, _ = trim_title(text, other)
    body = {w.folded[:_STEM] for x in below if _ends_sentence(x) for w in words(x.text)}
    return _recurring(line.text, body) < _FOREIGN and _recurring(text[start:end], body) >= _OWN


def _recurring(heading: str, body: set[str]) -> float:
    """The share of a heading's content words that stand in the article."""
    stop = frozenset(table("en", "stopwords")["words"])
    own = {w.folded[:_STEM] for w in words(heading) if w.folded not in stop}
    return len(own & body) / len(own) if own else 0.0


def _named_in(line: str) -> str | None:
    """The outlet's name at the head of a masthead line: what stands before its colon, bar or dash."""
    name = re.split(r"\s*[:|]\s|\s+[–—-]\s+", line, maxsplit=1)[0].strip()
    return name if name and name != line.strip() and len(name.split()) <= _SUFFIX_WORDS else None


def trim_title(text: str, line: Line) -> tuple[int, int, str | None]:
    """A headline's offsets without marks and site suffix, and the suffix where it names an outlet."""
    marks = _MARKS.match(text, line.start, line.end)
    start, end = (marks.end() if marks else line.start), line.end
    match = _SUFFIX.search(text, start, end)
    if match is None:
        return start, end, None
    group = 1 if match[1] else 2
    suffix = Line(start=match.start(group), end=match.end(group), text=match[group].strip())
    named = is_site_name(suffix) or suffix.text in agency_forms()
    if (named or is_section(suffix) or match[2]) and suffix.word_count <= _SUFFIX_WORDS:
        return start, match.start(), suffix.text if named else None
    return start, end, None


def _is_title(line: Line) -> bool:
    if not _FEWEST <= line.word_count <= _MOST or len(line.text) > _LONGEST:
        return False
    if line.text[-1:] in ".,;:" and not line.text.endswith("..."):
        return False
    return (
        line_kind(line) in (None, "related_link")
        and sentence_kind(line.text) is None
        and not is_caption(line.text)
    )


def _body_follows(rest: Sequence[Line]) -> bool:
    """Whether an article comes after: a line with a sentence's end in it."""
    return any(_ends_sentence(line) for line in rest[:12])


def _ends_sentence(line: Line) -> bool:
    return line.text.rstrip("\"”’'»)")[-1:] in (".", "!", "?")
