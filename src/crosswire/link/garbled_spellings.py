"""Whether two names are one in two spellings, which no garble is.

Takes names as printed; says yes where their words differ as transliterations, diacritics, pet forms or renderings of one
name do. Whether the two bear one name by chance is not asked.
"""

from __future__ import annotations

import re
from functools import cache

from crosswire.text.name_match import match_names
from crosswire.text.names import ascii_fold, initials

_STOPPED = re.compile(r"(?:[A-Z]\.){2,}|[A-Z]{2,6}")
# In these ways two words of names are one, spelt in two manners.
_ONE_NAME = frozenset(
    {"equal", "transliteration", "diacritics", "spelling", "romanised", "nickname", "language"}
)
_DIGRAPHS = re.compile("zh|sh|ch")
_VOWELS = re.compile(r"[aeiouyw]|(.)(?=\1)")
# Particles by which a romanised Arabic name is known.
_ARABIC = re.compile(r"(?<![^\W_])(?:al|el|ul|bin|ibn|bint|abu|abd)(?:[-\s]|(?=ul))", re.IGNORECASE)


def spellings(one: str, other: str) -> bool:
    """Whether two names differ as spellings, transliterations and case endings of one name do."""
    return bool(_compared(one, other)) and (_ONE_NAME | {"inflected"}).issuperset(_compared(one, other))


def rendered(one: str, other: str, gone: tuple[str, ...], meant: tuple[str, ...]) -> bool:
    """Whether the differing words are one in two manners of rendering: carons written as digraphs or dropped ("zh", "z"),
    and short vowels of Arabic, which its script leaves out and each romanisation fills in anew; or words and their first
    letters ("Harbour Works Council", "HWC").
    """
    for words, letters in ((gone, meant), (meant, gone)):
        if len(words) > 1 and len(letters) == 1 and letters[0] == "".join(w[0] for w in words):
            return True
    arabic = all(_ARABIC.search(name) for name in (one, other))
    keys = [_DIGRAPHS.sub(lambda m: m[0][0], ascii_fold("".join(words))) for words in (gone, meant)]
    if arabic:
        keys = [_VOWELS.sub("", key) for key in keys]
    return keys[0] == keys[1] and len(keys[0]) > 1


def one_name(one: str, other: str) -> bool:
    """Whether two names are spellings, transliterations or pet forms of one."""
    if any(_letters(a) and _letters(a) in initials(b) for a, b in ((one, other), (other, one))):
        return True
    if max(len(one), len(other)) > 2 * min(len(one), len(other)) + 4:
        return False
    return bool(_compared(one, other)) and _ONE_NAME.issuperset(_compared(one, other))


def _letters(name: str) -> str:
    """The letters of a name's first word where it is written in capitals with stops ("L.A. Police" gives "la")."""
    first = name.split()[0]
    return "".join(c for c in first.casefold() if c.isalpha()) if _STOPPED.fullmatch(first) else ""


@cache
def _compared(one: str, other: str) -> tuple[str, ...]:
    """How the words of two names that answer each other differ; nothing where a word has no answer."""
    reasons = match_names(one, other).reasons
    lone = any(bool(r.left) != bool(r.right) for r in reasons)
    return () if lone else tuple(r.kind for r in reasons if r.left and r.right)
