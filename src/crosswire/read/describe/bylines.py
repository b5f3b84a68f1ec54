"""Who wrote a report, as its byline says.

In: a plain text, its lines and what is set apart; or a line that a page calls its byline. Out: the name or names
as printed, without "By" and what follows the names, or None. Agencies are no byline: they are credits. Where a
line may be something else (a dateline, a section, the beginning of a sentence) there is no byline.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from crosswire.lang import table
from crosswire.read.describe.credits import agency_forms
from crosswire.read.describe.lines import Line
from crosswire.types import Excluded

# Lines from the top in which a byline stands, words from which on a line is a paragraph (fewer
# if it ends as a sentence does), characters of the
# longest line with two or three names, and of the longest that a page calls its byline.
_HEAD, _PARAGRAPH, _SENTENCE, _LONGEST, _LINE = 8, 25, 12, 120, 200
# A name: two to four words with capitals, initials and particles between them.
_WORD = r"[^\W\d_a-zß-öø-ÿа-я][^\W\d_]*(?:[-'’][^\W\d_]+)*\.?"
_PARTICLE = r"(?:van|von|de|del|della|der|den|di|da|du|dos|la|le|al|el|bin|ibn|ben|ter|ten|y|e)"
_NAME = rf"{_WORD}(?:\s+(?:{_PARTICLE}\s+){{0,2}}{_WORD}){{1,3}}"
_SEVERAL = rf"{_NAME}(?:\s*,\s*{_NAME})*(?:\s*,?\s*(?:and|AND|&|y|et|und|e|и)\s+{_NAME})?"
_BY = re.compile(
    rf"(?:By|BY|by|Words by|Written by)\s*:?\s+(?P<names>{_SEVERAL})(?P<rest>\s*(?:[,|•·/–—-].{{0,60}}|\s(?:in|for|with)\s.{{0,50}})?)$"
)
_ROLE = re.compile(
    rf"(?P<names>{_NAME}(?:\s+(?:and|&)\s+{_NAME})?)\s*(?:,|\||–|—|-)\s+(?P<role>[^.!?]{{3,60}})$"
)
_ALONE = re.compile(_NAME + "$")
_CUT = re.compile(r"\s*[\n\r|•·]|\s+[–—-]\s+|\s*,\s*(?=[a-zа-я])|\s{3,}|\s*\((?=[^)]*$|[^)]*\)$)")
_TIMED = re.compile(r"\d[./:-]\d")
_DATED = re.compile(r"\s*\d")
_EMAIL = re.compile(r"\s*\S+@\S+.*$")


@cache
def _words() -> tuple[re.Pattern[str], re.Pattern[str], frozenset[str], frozenset[str], frozenset[str]]:
    data = table("en", "bylines")
    openings = sorted({*data["openings"]["english"], *data["openings"]["others"]}, key=lambda w: (-len(w), w))
    opening = re.compile(rf"\s*(?:{'|'.join(map(re.escape, openings))})(?:\s*:\s*|\s+)", re.I)
    joins = sorted(data["joins"]["words"], key=lambda w: (-len(w), w))
    join = re.compile(rf"\s+(?:{'|'.join(re.escape(j) for j in joins)})(?=\s|$)")
    days = table("en", "times")
    dated = {w.lower() for name in ("months", "weekdays") for w in days[name]}
    given = table("en", "given_names")
    names = {*given["male"], *given["female"]}
    return opening, join, frozenset(data["nobody"]["names"]), frozenset(dated), frozenset(names)


def find_byline(text: str, lines: Sequence[Line], excluded: Sequence[Excluded]) -> str | None:
    """The byline of a plain text, in the lines between its headline and its first paragraph."""
    apart = {(x.start, x.end) for x in excluded}
    seen = 0
    for line in lines[:_HEAD]:
        if line.word_count >= _PARAGRAPH or (line.word_count >= _SENTENCE and line.text[-1:] in '.!?”"'):
            return None
        if len(line.text) <= _LONGEST and (seen or line.text[:3].lower() == "by "):
            found = _signed(line.text, directly_below=seen == 1)
            if found is not None:
                return found
        seen += (line.start, line.end) not in apart
    return None


def _signed(line: str, *, directly_below: bool) -> str | None:
    """The names in a line that signs a text, or None."""
    match = _BY.match(line)
    if match is not None and _is_person(match["names"]):
        return _plain(match["names"])
    match = _ROLE.match(line)
    if match is not None and _is_role(match["role"]) and _is_person(match["names"]):
        return _plain(match["names"])
    if directly_below and line.isupper() and _ALONE.match(line):
        first, *others = line.lower().split()
        if first in _words()[4] and others and _is_person(line):
            return line
    return None


def _is_role(role: str) -> bool:
    roles = table("en", "bylines")["roles"]["words"]
    return len(role.split()) <= 6 and any(re.search(rf"\b{re.escape(word)}s?$", role, re.I) for word in roles)


def _is_person(names: str) -> bool:
    if agencies_in(names) or names.lower() in _words()[2]:
        return False
    return _words()[3].isdisjoint(word.strip(".,").lower() for word in names.split())


def _plain(names: str) -> str:
    return " ".join(names.split()).rstrip(" ,")


def clean_byline(printed: str | None) -> str | None:
    """The names in what a page calls its author or byline, or None where it names nobody.

    >>> clean_byline("By Mara Velnik, court reporter"), clean_byline("Par Clémence Aubrel avec AFP"), clean_byline("admin")
    ('Mara Velnik', 'Clémence Aubrel', None)
    """
    text = " ".join((printed or "").split())[:_LINE]
    opening, join, nobody, _, _ = _words()
    opened = opening.match(f"{text} ")
    text = _EMAIL.sub("", text[opened.end() :] if opened else text)
    text = _without_tail(text)
    cut = min(
        (m.start() for m in (_CUT.search(text), join.search(text)) if m and m.start() > 2), default=len(text)
    )
    text = text[:cut].strip(" ,;:|–—-")
    if not text or text.lower() in nobody or not any(letter.isalpha() for letter in text):
        return None
    if text.startswith(("http", "www.", "@", "{")) or any(digit.isdigit() for digit in text):
        return None
    return text


def is_opened(text: str) -> bool:
    """Whether a line begins with a word that opens a byline.

    >>> is_opened("By Mara Velnik"), is_opened("Mara Velnik")
    (True, False)
    """
    return _words()[0].match(text) is not None


def _without_tail(names: str) -> str:
    """Names without the date, the post or the outlet that a byline goes on with: ", News Editor", ", The Bell"."""
    dated = _DATED.search(names)
    if dated is not None and dated.start() > 2:
        words, after = names[: dated.start()].rstrip(" ,").split(" "), names[dated.start() :]
        count = len(words)
        while len(words) > 1 and words[-1].strip(".,").lower() in _words()[3]:
            words.pop()
        if len(words) < count or _TIMED.search(after) or not _words()[3].isdisjoint(after.lower().split()):
            names = " ".join(words).rstrip(" ,")
    head, comma, tail = names.partition(",")
    while comma and len(head.split()) > 1:
        if _is_post(tail.strip()):
            return head.strip()
        more, comma, tail = tail.partition(",")
        head = f"{head},{more}"
    return names


def _is_post(tail: str) -> bool:
    """Whether what follows a name is a post or an outlet."""
    outlets = table("en", "furniture")["outlets"]["strong"]
    last = tail.rpartition(" ")[2].lower()
    return _is_role(tail) or (" " in tail and (tail.lower().startswith("the ") or last in outlets))


def agencies_in(name: str) -> tuple[str, ...]:
    """The agencies that an author's name is made of: "Reuters Staff", "AFP and EFE"; none for a person's.

    >>> agencies_in("Reuters Staff"), agencies_in("AFP/EFE"), agencies_in("Mara Velnik")
    (('Reuters',), ('AFP', 'EFE'), ())
    """
    forms = agency_forms()
    endings = table("en", "bylines")["agencies"]["endings"]
    found = []
    for piece in re.split(r"\s*[/,;&+]\s*|\s+(?:and|y|et|und|with|avec|con)\s+", name.strip(" ()[].")):
        bare = piece
        for ending in endings:
            if bare.lower().endswith(f" {ending}") and bare not in forms:
                bare = bare[: -len(ending) - 1]
        if bare not in forms:
            return ()
        found.append(forms[bare])
    return tuple(dict.fromkeys(found))
