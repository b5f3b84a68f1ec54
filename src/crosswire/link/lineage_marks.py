"""What of a report survives translation: its numbers, its names, cognate words and the lengths of its sentences.

Takes a report, no parser and no knowledge of its language; gives `Marks`. A number is coded by its
significant digits, a word by the first consonants of its Latin transliteration, so that "Präsident",
"presidente" and "президент" meet, and most spellings of a name do. Sentences are cut at marks of punctuation and
line ends. Left undone: numbers written as words, and names in scripts written without vowels or spaces, whose
transliteration is another word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from crosswire.text.names import ascii_fold
from crosswire.text.shingles import Codes, distinct, word_code
from crosswire.text.similarity import Features, code_features, gram_features
from crosswire.types import Report, Span

_END = re.compile(
    r"(?<=[.!?…])[\"”’'»“]*\s+(?=[\W\d]*[^\W\d_a-z])|\s*\n+\s*|(?<=[。！？؟])[”」』»]*\s*",
)
_TOKEN = re.compile(r"\d+(?:[.,\u00a0\u202f’' ]\d{3})*(?:[.,:]\d+)?|[^\W\d_]+")
_DECIMAL = re.compile(r"(\d+)[.,:](\d{1,2})")
# Quotation marks of the languages of news; what stands between them is somebody's words, which two reports
# may translate without one resting on the other.
_QUOTED = re.compile(
    r"“[^“”\n]{8,}[“”]|„[^„“”\n]{8,}[“”]|«[^«»\n]{8,}»|「[^「」\n]{4,}」|\"[^\"\n]{8,}\"|``.{8,}?''"
)
_SPELLINGS = (
    ("sch", "s"), ("tsch", "s"), ("sh", "s"), ("ch", "s"), ("zh", "s"), ("cz", "s"), ("sz", "s"), ("ts", "s"),
    ("tz", "s"), ("ph", "f"), ("kh", "h"), ("gh", "g"), ("ck", "k"), ("qu", "k"), ("ks", "s"),
)  # fmt: skip
_SOFT_C = re.compile(r"c(?=[eiy])")
_ONE = str.maketrans({"c": "k", "q": "k", "z": "s", "x": "s", "w": "v", "j": "i", "y": "i", "h": ""})
_DOUBLE = re.compile(r"(.)\1+")
_VOWELS = re.compile(r"[aeiou]")
# Consonants that make up a word's code, and the fewest that a word needs to have one.
CONSONANTS = 4
FEWEST = 3


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Marks:
    """`sentences` of the article with `lengths` (letters in Latin script) and `own` (those outside quotation
    marks). `anchors` are the codes of numbers and of words with a capital, `words` those of all numbers and
    words, both in order; `codes` and `grams` are features of each sentence: its codes, and its groups of four
    letters in Latin script."""

    sentences: tuple[Span, ...]
    lengths: NDArray[np.float64]
    own: NDArray[np.float64]
    anchors: tuple[int, ...]
    words: tuple[int, ...]
    codes: Features
    grams: Features

    @property
    def names(self) -> Codes:
        """The distinct anchors, sorted."""
        return np.unique(np.array(self.anchors, dtype=np.uint64))


def marks(report: Report) -> Marks:
    """The marks of a report's article."""
    sentences = tuple(_sentences(report))
    latin = [ascii_fold(s.text) for s in sentences]
    quoted = [sum(len(ascii_fold(m.group())) for m in _QUOTED.finditer(s.text)) for s in sentences]
    tokens = [_tokens(s.text) for s in sentences]
    lengths = np.array([len(x) for x in latin], dtype=np.float64)
    return Marks(
        sentences=sentences,
        lengths=lengths,
        own=np.maximum(lengths - np.array(quoted, dtype=np.float64), 0.0),
        anchors=tuple(code for one in tokens for code, capital in one if capital),
        words=tuple(code for one in tokens for code, _ in one),
        codes=code_features([np.array([code for code, _ in one], dtype=np.uint64) for one in tokens]),
        grams=gram_features(latin),
    )


def anchor_codes(report: Report) -> Codes:
    """The distinct codes of a report's numbers and names, sorted: what reports in two languages have in common
    if one renders the other: the names of its marks, without the rest. For an index of candidates."""
    tokens = (token for sentence in _sentences(report) for token in _tokens(sentence.text))
    return distinct(np.array([code for code, capital in tokens if capital], dtype=np.uint64))


def _sentences(report: Report) -> Iterator[Span]:
    """The sentences of the article, without blanks at their ends."""
    text, start = report.text, 0
    for end in (*(m.end() for m in _END.finditer(text)), len(text)):
        part = text[start:end]
        lead, tail = len(part) - len(part.lstrip()), len(part.rstrip())
        if tail > lead and report.is_article(start + lead, start + tail):
            yield report.span(start + lead, start + tail)
        start = end


def _tokens(text: str) -> list[tuple[int, bool]]:
    """The codes of a sentence's numbers and words; whether each is a number or has a capital."""
    found = []
    for match in _TOKEN.finditer(text):
        token = match.group()
        if token[0].isdigit():
            found.append((word_code(f"={number_key(token)}"), True))
        elif code := _word_code(token):
            found.append((code, token[0].isupper()))
    return found


@lru_cache(maxsize=65536)
def _word_code(token: str) -> int | None:
    key = consonants(token)
    if len(key) >= FEWEST:
        return word_code(key[:CONSONANTS])
    if token[0].isupper() and len(token) > 1 and len(key) == FEWEST - 1:
        return word_code(f"~{ascii_fold(token)[:CONSONANTS]}")
    return None


def number_key(token: str) -> str:
    """A number's significant digits: thousands whole or as zeros are one, for "40 billion" is "40.000 millones".

    >>> number_key("40.000"), number_key("40"), number_key("1,250"), number_key("7,5"), number_key("7.50")
    ('40', '40', '1250', '7.5', '7.5')
    """
    if match := _DECIMAL.fullmatch(token):
        whole, part = match.group(1).lstrip("0") or "0", match.group(2).rstrip("0")
        return f"{whole}.{part}" if part else whole
    digits = re.sub(r"\D", "", token)
    while len(digits) > 3 and digits.endswith("000"):
        digits = digits[:-3]
    return digits.lstrip("0") or "0"


def consonants(word: str) -> str:
    """The consonants of a word in Latin script, spellings of one sound made one.

    >>> consonants("Präsident") == consonants("президент") == consonants("presidente")
    True
    """
    key = re.sub(r"[^a-z]", "", ascii_fold(word))
    for spelling, one in _SPELLINGS:
        key = key.replace(spelling, one)
    key = _SOFT_C.sub("s", key).translate(_ONE)
    return _VOWELS.sub("", _DOUBLE.sub(r"\1", key))
