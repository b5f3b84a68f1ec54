"""What a careful reader should know of the characters of a text: damage and hidden marks.

In: a text and the name of its encoding. Out: notices, each a sentence that says what, where and what next, places
being counted in characters from 0; or, where it is asked for, the text mended. A text is never altered unasked.

Text that was decoded in the wrong code page (mojibake) is told by ftfy for UTF-8 that was read as another page,
and here for Cyrillic pages that were read as Latin ones. Bidirectional controls after Unicode UAX #9 and
"Trojan Source" (CVE-2021-42574), tag characters after Unicode 16, 23.9.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

import ftfy

from crosswire.read.document import Document

# What the 64 bytes that continue a character of UTF-8 look like in the code pages in which it is misread.
_TAILS = bytes(range(0x80, 0xC0))


def _tails(*pages: str) -> str:
    return "".join(
        sorted({c for page in pages for c in _TAILS.decode(page, "ignore") if not c.isspace()} | {"\u00a0"})
    )


# A character that begins such a sequence, and one that goes on with it. Rare in good text, cheap to look for.
_SUSPECT = re.compile(
    f"[\u00c2-\u00f4][{re.escape(_tails('latin-1', 'cp1252'))}]"
    f"|[РС][{re.escape(_tails('cp1251'))}]|[\u0102\u00c2\u0393\u039e\u0391][{re.escape(_tails('cp1250', 'cp1253'))}]"
    "|[\u251c\u2500\u252c\u03a3\u0393\u00c3\u221a][\u2591-\u25a0\u00a0-\u00ff\u2310\u2500-\u257f\u2202-\u2265]"
)
# Words of Latin letters with marks alone: Cyrillic in a Latin page. Letters that a line must have, and their
# share; in Vietnamese, Icelandic or French fewer than four in ten have marks.
_MARKED = re.compile("[\u00c0-\u00ff\u00a8\u00b8\u00b3\u00b2\u00bf\u00af\u00ba\u00aa]+")
_MARKED_WORD = re.compile("[\u00c0-\u00ff\u00a8\u00b8\u00b3\u00bf\u00ba]{3,}")
_LETTERS = re.compile(r"[^\W\d_]+")
_FEWEST, _SHARE = 8, 0.7
_CYRILLIC = ("cp1251", "koi8_r", "iso8859_5")
# The commonest letters of Russian, Ukrainian and Bulgarian, a third and more of any text in them.
_COMMON = frozenset("оеаинтсрвіо")
# Lines looked at and characters of one: a text that is damaged is so in its first lines too.
_LINES, _LINE = 3_000, 5_000
# Characters shown of an example.
_SHOWN = 24

_HIDDEN = re.compile(
    "[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\ufffd\u202a-\u202e\u2066-\u2069\u200b-\u200d\u2060\ufeff\U000e0000-\U000e007f]"
)
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_TAGGED_FLAG = re.compile("\U0001f3f4[\U000e0020-\U000e007f]+")
_JOINED = re.compile(
    "(?<=[A-Za-z\u00c0-\u024f\u0370-\u052f])[\u200b-\u200d\u2060\ufeff]+(?=[A-Za-z\u00c0-\u024f\u0370-\u052f])"
)
_OVERRIDES, _OPENED, _CLOSED = "\u202d\u202e", "\u202a\u202b\u2066\u2067\u2068", "\u202c\u2069"
_BIDIRECTIONAL = re.compile(f"[{_OVERRIDES}{_OPENED}{_CLOSED}]")
_LINE_ENDS = re.compile(r"[^\n]*\n|[^\n]+")


def find_damage(text: str, encoding: str) -> tuple[str, ...]:
    """Notices on a text's characters; none for a sound text in any language.

    >>> find_damage("The townâ€™s dam", "utf-8")[0]
    '“townâ€™s” at character 4 seems to be “town’s”; --mend reads the text mended.'
    >>> find_damage("L’été à Zürich, čas, Đà Nẵng, утро", "utf-8")
    ()
    """
    if text.isascii() and text.isprintable():
        return ()
    notices = [] if text.isascii() else list(_mojibake(text))
    if _HIDDEN.search(text):
        notices += _hidden(text)
    return tuple(notices)


def mend(text: str) -> str:
    """The text with what was decoded in the wrong code page decoded anew; nothing else is changed.

    >>> mend("The townâ€™s dam. Ïðîðûâ ïëîòèíû.")
    'The town’s dam. Прорыв плотины.'
    """
    if text.isascii():
        return text
    return "".join(_mend_line(match.group()) for match in _LINE_ENDS.finditer(text))


def mend_document(document: Document) -> Document:
    """A document with its text and statements mended; passages and places move with the text."""
    marks = sorted(
        {0, len(document.text)}
        | {x for e in document.excluded for x in (e.start, e.end)}
        | {x for e in document.locations for x in (e.start, e.end)}
    )
    pieces, moved, length = [], {0: 0}, 0
    for start, end in itertools.pairwise(marks):
        pieces.append(mend(document.text[start:end]))
        length += len(pieces[-1])
        moved[end] = length
    text = "".join(pieces)
    data = document.metadata
    metadata = replace(
        data,
        title=mend(data.title) if data.title else None,
        byline=mend(data.byline) if data.byline else None,
        publisher=mend(data.publisher) if data.publisher else None,
        carrier=mend(data.carrier) if data.carrier else None,
        section=mend(data.section) if data.section else None,
    )
    if text == document.text and metadata == data:
        return document
    return replace(
        document,
        text=text,
        metadata=metadata,
        encoding=f"{document.encoding}, mended",
        excluded=tuple(replace(e, start=moved[e.start], end=moved[e.end]) for e in document.excluded),
        locations=tuple(replace(e, start=moved[e.start], end=moved[e.end]) for e in document.locations),
    )


def _mojibake(text: str) -> Iterator[str]:
    """One notice with the first example, if any line reads better in another code page."""
    seen = 0
    for line in _LINE_ENDS.finditer(text):
        if line.group().isascii():
            continue
        seen += 1
        if seen > _LINES:
            return
        piece = line.group()[:_LINE]
        if not (_SUSPECT.search(piece) or _MARKED_WORD.search(piece)):
            continue
        mended = _mend_line(piece)
        if mended != piece:
            start, before, after = _example(piece, mended)
            yield (
                f"“{before}” at character {line.start() + start} seems to be “{after}”; --mend reads the text mended."
            )
            return


def _mend_line(line: str) -> str:
    if line.isascii():
        return line
    if _SUSPECT.search(line):
        line = ftfy.fix_encoding(line)
    return _cyrillic(line) if _MARKED_WORD.search(line) else line


def _cyrillic(line: str) -> str:
    """A line of Cyrillic that was read in a Latin code page, read in its own."""
    marked = _MARKED_WORD.findall(line)
    beyond = sum(len(word) for word in _LETTERS.findall(line) if not word.isascii())
    if sum(map(len, marked)) < max(_FEWEST, _SHARE * beyond):
        return line
    likely = {page: _likely("".join(_reread(word, page) for word in marked)) for page in _CYRILLIC}
    page = max(_CYRILLIC, key=lambda name: likely[name])
    return _MARKED.sub(lambda match: _reread(match.group(), page), line) if likely[page] else line


def _reread(text: str, page: str) -> str:
    try:
        return text.encode("cp1252").decode(page)
    except UnicodeError:
        return text


def _likely(text: str) -> float:
    """How likely letters are to be Cyrillic text: the share of common ones, if they are in good order; else 0."""
    letters = [c for c in text if "\u0400" <= c <= "\u045f"]
    if len(letters) < 0.9 * len(text) or not letters:
        return 0.0
    lower = sum(c.islower() for c in letters) / len(letters)
    common = sum(c in _COMMON for c in letters) / len(letters)
    return common if lower > 0.6 and common > 0.33 else 0.0


def _example(before: str, after: str) -> tuple[int, str, str]:
    """The first word that differs: where it begins, and how it reads before and after."""
    first = next((i for i, (a, b) in enumerate(zip(before, after)) if a != b), min(len(before), len(after)))
    start = max(before.rfind(" ", 0, first), before.rfind("\u00a0", 0, first)) + 1
    start = max(start, first - _SHOWN)
    word = re.match(r"\S*", before[start:])
    old = (word.group() if word else "")[:_SHOWN]
    new = re.match(r"\S*", after[start:])
    return start, old, (new.group() if new else "")[:_SHOWN]


def _hidden(text: str) -> Iterator[str]:
    """A notice for each kind of character that does not show or that misleads."""
    bare = _TAGGED_FLAG.sub(lambda match: "\U0001f3f4" * len(match.group()), text)
    yield from _told(
        text,
        "NUL character",
        re.finditer("\x00", text),
        "the file may be cut or not a text; compare it with its source",
    )
    yield from _told(
        text,
        "control character",
        re.finditer("[\x01-\x08\x0b\x0e-\x1f\x7f-\x9f]", text),
        "compare the place with the source",
    )
    yield from _told(
        text,
        "unreadable character (U+FFFD)",
        re.finditer("\ufffd", text),
        "what stood there was lost; look at the source",
    )
    yield from _told(
        text,
        "bidirectional control",
        _misleading(text),
        "the order in which the words show may not be that in which they stand",
    )
    yield from _told(
        text,
        "zero-width character inside a word",
        _JOINED.finditer(text),
        "searches and comparisons miss such words; the text may be marked or disguised",
    )
    yield from _told(
        text,
        "tag character",
        re.finditer("[\U000e0000-\U000e007f]", bare),
        "they do not show and can carry a hidden message",
    )


def _told(text: str, what: str, found: Iterable[re.Match[str]], next_step: str) -> Iterator[str]:
    places = [match.start() for match in found]
    if places:
        noun, verb = (what, "stands") if len(places) == 1 else (_plural(what), "stand")
        first = "at" if len(places) == 1 else "the first at"
        yield f"{len(places):,} {noun} {verb} in the text, {first} character {places[0]:,}; {next_step}."


def _plural(what: str) -> str:
    return what.replace("character", "characters", 1) if "character" in what else f"{what}s"


def _misleading(text: str) -> Iterator[re.Match[str]]:
    """Overrides; embeddings and isolates where nothing is written from right to left, or left open."""
    for line in _LINE_ENDS.finditer(text):
        marks = list(_BIDIRECTIONAL.finditer(text, line.start(), line.end()))
        if not marks:
            continue
        opened = sum(mark.group() in _OPENED or mark.group() in _OVERRIDES for mark in marks)
        unbalanced = opened != len(marks) - opened
        latin = _RIGHT_TO_LEFT.search(text, line.start(), line.end()) is None
        for mark in marks:
            if unbalanced or latin or mark.group() in _OVERRIDES:
                yield mark
