"""Words as the full-text index has them: taken out of a text with their offsets, folded alike for both databases.

In: text. Out: its words in order, each folded (no case, no accents, digits of any script as 0 to 9) with where it stands. SQLite
and PostgreSQL would each take words out in their own way; so it is done here, and they are handed words alone. Scripts
that are written without blanks are taken sign by sign, so that a word in them is found as a phrase. Nothing is stemmed:
reports come in many languages.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache

from crosswire.text.fold import strip_accents

# Letters kept of a word, and bytes of different words kept of a text: PostgreSQL takes a megabyte of them.
LETTERS, BYTES = 64, 900_000
# Written without blanks: Thai, Lao, Burmese, Khmer, Japanese, Chinese.
_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_ASCII = re.compile("[A-Za-z0-9]+")
_ALONE = re.compile(f"[{_UNSPACED}]")
# Letters with a stroke or a ligature, which have no accent that could be taken off.
_PLAIN = str.maketrans(
    {"ø": "o", "đ": "d", "ð": "d", "ł": "l", "ı": "i", "ħ": "h", "ŧ": "t", "æ": "ae", "œ": "oe", "þ": "th"}
)
_SOFT = "\u00ad\u0640"  # hyphens that may be printed, and the stretching of Arabic letters


def words_in(text: str) -> Iterator[tuple[str, int, int]]:
    """The folded words of a text with their offsets in it, code points, half-open; several may stand at one place.

    >>> list(words_in("Łódź’s weir"))
    [('lodz', 0, 4), ('s', 5, 6), ('weir', 7, 11)]
    """
    pattern = _ASCII if text.isascii() else _pattern()
    for found in pattern.finditer(text):
        for word in _folded(found.group()):
            yield word, found.start(), found.end()


def folded(text: str) -> tuple[str, ...]:
    """The folded words of a text alone."""
    return tuple(word for word, _, _ in words_in(text))


def bounded(words: Iterable[str], limit: int = BYTES) -> list[str]:
    """As many of some words as both databases can index: all, of any report that a person wrote."""
    seen: set[str] = set()
    kept: list[str] = []
    for word in words:
        if word not in seen:
            limit -= len(word.encode()) + 1
            if limit < 0:
                break
            seen.add(word)
        kept.append(word)
    return kept


def is_alone(word: str) -> bool:
    """Whether a word is one sign of a script that is written without blanks."""
    return len(word) == 1 and _ALONE.match(word) is not None


@lru_cache(maxsize=1 << 16)
def _folded(word: str) -> tuple[str, ...]:
    plain = strip_accents(word).casefold().translate(_PLAIN)
    if not plain.isascii():
        # Case folding can bring accents back; whatever has the value of a digit is that digit.
        plain = "".join(_digit(c) for c in strip_accents(plain) if c not in _SOFT)
    return tuple(part[:LETTERS] for part in _pattern().findall(plain))


def _digit(sign: str) -> str:
    value = unicodedata.decimal(sign, None)
    return sign if value is None else str(value)


@cache
def _pattern() -> re.Pattern[str]:
    """A word: one sign of a script without blanks, else letters, digits and the marks that belong to them."""
    marks = "".join(
        re.escape(chr(n)) for n in range(0x300, 0x1E000) if unicodedata.category(chr(n)) in ("Mn", "Mc")
    )
    letters = rf"(?:(?![{_UNSPACED}_])[\w{marks}{_SOFT}])+"
    return re.compile(f"[{_UNSPACED}]|{letters}")
