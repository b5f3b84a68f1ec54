"""What in a text is not the article: captions, prompts, pointers, site names, notices, repeats.

In: a text, its lines, and the passages that other readers already set apart. Out: `Excluded` passages
in order, not overlapping; nothing is cut. Judged by shape and by the vocabulary of
`lang/en/furniture.toml`, a line or a sentence at a time; where in doubt a passage stays article.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from crosswire.lang import table
from crosswire.read.describe.captions import is_caption, trailing_credit
from crosswire.read.describe.lines import Line, split_sentences
from crosswire.types import Excluded

# Longest prompt and pointer in words: those of real pages run to about thirty, a sentence of an
# article that happens to begin alike is usually longer.
_PROMPT_WORDS, _POINTER_WORDS = 40, 35
# Longest line that opens like a credit and is one: a name or two, an agency.
_SHORT_WORDS = 12
# Headlines under a "more news" heading: at most this many words, at most this many lines.
_HEADLINE_WORDS, _HEADLINE_LINES = 22, 20
# Words that alone make no outlet's own name: "News, Weather & Sports".
_GENERIC = frozenset(
    {"the", "of", "and", "&", "|", "-", "", "weather", "breaking", "latest", "your", "our", "more"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Vocabulary:
    prompts: tuple[tuple[str, re.Pattern[str], re.Pattern[str]], ...]
    marked: re.Pattern[str]
    bare: re.Pattern[str]
    headings: frozenset[str]
    furniture: frozenset[str]
    sections: frozenset[str]
    outlets: frozenset[str]
    strong: frozenset[str]
    notices: re.Pattern[str]
    endings: re.Pattern[str]
    telling: tuple[str, ...]
    short: re.Pattern[str]
    shapes: re.Pattern[str]


@cache
def _vocabulary() -> _Vocabulary:
    data = table("en", "furniture")
    prompts = tuple(
        (
            p["kind"],
            re.compile(rf"[\W_]*{_either(p['verbs'])}(?!\w)", re.I),
            re.compile(rf"(?<!\w){_either(p['objects'])}(?!\w)", re.I),
        )
        for p in data["prompts"]
    )
    marked = _either(data["related"]["marked"])
    return _Vocabulary(
        prompts=prompts,
        marked=re.compile(rf"[\s>»*•(\[►▶–—-]*{marked}\s*[:|»►▶>]\s*\S", re.I),
        bare=re.compile(rf"[\s>»*•(\[►▶–—-]*{_either(data['related']['bare'])}[\s:|»►▶>]+\S", re.I),
        headings=frozenset(data["related"]["headings"]),
        furniture=frozenset(data["lines"]["furniture"]),
        sections=frozenset(data["lines"]["sections"]),
        outlets=frozenset(data["outlets"]["words"]),
        strong=frozenset(data["outlets"]["strong"]),
        notices=re.compile(rf"[\W_]*?{_either(data['notices']['openings'])}", re.I),
        endings=re.compile(rf".*{_either(data['notices']['endings'])}(?:\W+\w+){{0,4}}\W*$", re.I | re.S),
        telling=tuple(sorted({max(x.split(), key=len) for x in data["notices"]["endings"]})),
        short=re.compile(rf"[\W_]*?{_either(data['notices']['short'])}(?!\w)", re.I),
        shapes=re.compile("(?:" + "|".join(data["lines"]["shapes"]) + ")"),
    )


def _either(forms: Iterable[str]) -> str:
    return "(?:" + "|".join(re.escape(f) for f in sorted(set(forms), key=lambda f: (-len(f), f))) + ")"


def find_furniture(
    text: str, lines: Sequence[Line], taken: Sequence[Excluded], title: tuple[int, int] | None
) -> tuple[Excluded, ...]:
    """The passages of `text` that are not the article, those already `taken` with them; never the title."""
    found = list(taken)
    busy = {(x.start, x.end) for x in taken}
    if title is not None:
        busy.update((line.start, line.end) for line in lines if line.start <= title[0] < line.end)
    last = {end: start for start, end in sorted(busy)}
    headlines = 0
    for index, line in enumerate(lines):
        if (line.start, line.end) in busy:
            continue
        if headlines and _is_headline(line):
            headlines -= 1
            found.append(Excluded(start=line.start, end=line.end, kind="related_link"))
            continue
        headlines = 0
        if _plain(line.text) in _vocabulary().headings and index:
            headlines = _HEADLINE_LINES
            found.append(Excluded(start=line.start, end=line.end, kind="related_link"))
            continue
        found.extend(_judge(text, line, signed=line.start < last.get(line.end, -1)))
    return settle(found)


def _judge(text: str, line: Line, signed: bool) -> Iterator[Excluded]:
    """What of one line is furniture: all of it, some of its sentences, or nothing.

    `signed` says that an agency's name ends it which credits the text, so that it is no caption.
    """
    kind = line_kind(line)
    if kind is not None and not (kind == "caption" and signed):
        yield Excluded(start=line.start, end=line.end, kind=kind)
        return
    sentences = list(split_sentences(text, line))
    prompted: str | None = None
    for sentence in sentences:
        kind = sentence_kind(sentence.text)
        if kind is None and not signed and len(sentences) > 1 and is_caption(sentence.text):
            kind = "caption"
        if kind is None and prompted and _plain(sentence.text) in _vocabulary().furniture:
            kind = prompted
        prompted = kind if kind in ("subscription", "follow") else None
        if kind is not None:
            yield Excluded(start=sentence.start, end=sentence.end, kind=kind)
    credit = trailing_credit(line.text)
    if credit is not None:
        yield Excluded(start=line.start + credit, end=line.end, kind="caption")


def line_kind(line: Line) -> str | None:
    """What kind of furniture a whole line is, or None."""
    plain = _plain(line.text)
    words = _vocabulary()
    if plain in words.furniture or words.shapes.fullmatch(line.text):
        return "page_furniture"
    if line.word_count <= _SHORT_WORDS and words.short.match(line.text) and line.text[-1:] != ".":
        return "credit_line"
    if is_caption(line.text):
        return "caption"
    if line.word_count <= _POINTER_WORDS and (words.bare.match(line.text) or words.marked.match(line.text)):
        return "related_link"
    return None


def sentence_kind(sentence: str) -> str | None:
    """What kind of furniture one sentence is (prompt, pointer in brackets, notice), or None."""
    words = _vocabulary()
    count = len(sentence.split())
    if count <= _PROMPT_WORDS:
        for kind, verb, thing in words.prompts:
            opened = verb.match(sentence)
            if opened and thing.search(sentence, opened.end() - 1):
                return kind
        if words.notices.match(sentence) or _ends_as_notice(sentence):
            return "credit_line"
    if count <= _POINTER_WORDS and sentence[:1] in "([" and words.marked.match(sentence):
        return "related_link"
    return None


def _ends_as_notice(sentence: str) -> bool:
    """Whether a sentence ends as notices do; it is searched only if it has a word that one of them has."""
    words, folded = _vocabulary(), sentence.lower()
    return any(word in folded for word in words.telling) and words.endings.match(sentence) is not None


def is_site_name(line: Line) -> bool:
    """Whether a lone line names a newspaper, site or station: two to six capitalised words."""
    pieces = line.text.strip("|-–—:* ").split()
    if not 2 <= len(pieces) <= 6 or line.text[-1:] in ".!?…:;,":
        return False
    folded = [piece.lower().strip("|-–—.,") for piece in pieces]
    capitals = all(
        p[:1].isupper() or p[:1].isdigit() or p.lower() in ("of", "the", "and", "&", "|", "-") for p in pieces
    )
    words = _vocabulary()
    own = set(folded) - words.outlets - words.sections - _GENERIC
    return capitals and bool(own) and bool(words.strong.intersection(folded))


def is_section(line: Line) -> bool:
    """Whether a lone line is a section of the page: "World", "International"."""
    return _plain(line.text) in _vocabulary().sections


def settle(found: Iterable[Excluded]) -> tuple[Excluded, ...]:
    """The passages in order without overlap: of two that overlap the earlier or longer stays whole.

    >>> [(x.start, x.end) for x in settle([Excluded(start=3, end=9, kind="b"), Excluded(start=0, end=5, kind="a")])]
    [(0, 5), (5, 9)]
    """
    settled: list[Excluded] = []
    for item in sorted(found, key=lambda x: (x.start, -x.end, x.kind)):
        start = max(item.start, settled[-1].end) if settled else item.start
        if start < item.end:
            settled.append(Excluded(start=start, end=item.end, kind=item.kind))
    return tuple(settled)


def _is_headline(line: Line) -> bool:
    return line.word_count <= _HEADLINE_WORDS and line.text[-1:] not in ".:;,"


def _plain(text: str) -> str:
    return " ".join(text.lower().strip(" \t*•·|:>»►▶–—-[]()").split())
