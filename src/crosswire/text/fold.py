"""Folding of text for comparison: case, accents, punctuation. Never used on text that is shown."""

from __future__ import annotations

import re
import unicodedata

_NOT_WORD = re.compile(r"[^\w ]+")
_NOT_LATIN = re.compile(r"(?![\u0000-\u036F\u1E00-\u1EFF\u2C60-\u2C7F\uA720-\uA7FF])[^\W\d_]")
_SPACES = re.compile(r"\s+")


def strip_accents(text: str) -> str:
    """The text without combining marks: "Tórvane" gives "Torvane".

    >>> strip_accents("Tórvane")
    'Torvane'
    """
    if text.isascii():
        return text
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def fold(text: str) -> str:
    """Lower case, no accents, punctuation as single spaces.

    >>> fold("  The Hallin–dam’s  gates ")
    'the hallin dam s gates'
    """
    return _SPACES.sub(" ", _NOT_WORD.sub(" ", strip_accents(text).casefold())).strip()


def is_latin(text: str) -> bool:
    """Whether all letters of a text are Latin.

    >>> is_latin("Tórvane’s 2nd"), is_latin("Торван")
    (True, False)
    """
    return text.isascii() or _NOT_LATIN.search(text) is None
