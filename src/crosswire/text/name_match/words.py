"""A name taken apart into its words, each with what comparing needs of it.

Takes a name as printed, in any script; gives its words in order, folded to plain Latin letters. Titles and
particles are told apart from the words that carry the name; initials and patronymics are marked.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

from anyascii import anyascii

from crosswire.text.fold import is_latin, strip_accents
from crosswire.text.name_match.concepts import meaning
from crosswire.text.name_match.sounds import loose, sound
from crosswire.text.name_match.tables import word_tables

# Latin; other scripts that keep the vowels of foreign names; Han and Hangul; all others.
Script = Literal["latin", "vowelled", "syllables", "far"]
WordKind = Literal["word", "initial", "patronymic", "particle", "title"]

# A word is whatever stands between spaces and marks; vowel signs of Indic and Khmer letters are no word
# characters to the regular expressions, hence the list of what parts words rather than of what makes them.
_TOKEN = re.compile(
    r"[^\s!-&(-/:-@\[-_{-~\u00a1-\u00bf\u2010-\u2017\u201a-\u205e\u3000-\u3003\u3008-\u3011\u30a0\u30fb\uff01-\uff0f]+\.?"
)
# Dots between the syllables of a name from elsewhere, in Chinese and Japanese print.
_MIDDLE_DOT = re.compile(r"[·•・‧]")
_APOSTROPHE = re.compile(r"['’ʼ`´‘ʻ]")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_LETTERS = re.compile(r"[^a-z0-9]+")
# Scripts that keep the vowels of foreign names: Latin, Greek, Cyrillic, Armenian, Georgian.
_VOWELLED = re.compile(r"[\u0000-\u058F\u10A0-\u10FF\u1C90-\u1CBF\u1E00-\u1FFF\u2C60-\u2DFF\uA640-\uA7FF]+")
_HAN = re.compile(r"[\u3400-\u9FFF\uAC00-\uD7AF\uF900-\uFAFF]")
# Letters that both halves of two names run together must have.
_RUN_TOGETHER = 4
# The shortest word that an ending of a patronymic can close: "Novich" is a surname, "Petrovich" is not.
_PATRONYMIC = 7


@dataclass(frozen=True, slots=True)
class NameWord:
    """One word of a name: as printed, folded, its keys, and what it is."""

    printed: str
    plain: str
    sound: str
    loose: str
    kind: WordKind
    script: Script
    meaning: str | None = None


@dataclass(frozen=True, slots=True)
class NameWords:
    """A name's words in order: those that carry it, and those that stand beside."""

    core: tuple[NameWord, ...]
    beside: tuple[NameWord, ...]
    comma: bool


def split_name(name: str, *, body: bool = False) -> NameWords:
    """The words of a name. Of the name of a `body` or a place legal forms stand beside, and words that have a
    meaning in several languages ("ministry", "ports") carry it.

    >>> [w.plain for w in split_name("Dr. Anna-Lena van der Veld Jr.").core]
    ['anna', 'lena', 'veld']
    """
    whole = _MIDDLE_DOT.search(name) is not None
    words = [w for token in _TOKEN.findall(name) for w in _words(token, whole) if w.plain]
    if body:
        words = [replace(w, meaning=meaning(w.plain), kind=_body_kind(w)) for w in words]
    core = tuple(w for w in words if w.kind not in ("particle", "title"))
    beside = tuple(w for w in words if w.kind in ("particle", "title"))
    if not core or all(w.kind == "initial" for w in core):
        # A name of titles and particles alone ("Saint King", "An Ho") is carried by these.
        core, beside = tuple(words), ()
    return NameWords(core, beside, "," in name)


@lru_cache(maxsize=65536)
def _words(token: str, whole: bool) -> tuple[NameWord, ...]:
    text = _APOSTROPHE.sub("", token.removesuffix("."))
    spelled = spell(text)
    if not _HAN.search(text):
        # Two names run together ("KasimDorel") are two; a lone prefix stays ("McDorel", "DeVeld").
        parts = [p for p in _CAMEL.split(text) if p]
        if len(parts) > 1 and all(len(p) >= _RUN_TOGETHER for p in parts):
            return tuple(make_word(p, spell(p)) for p in parts)
    elif not whole:
        return tuple(make_word(c, spell(c), short=False) for c in text)
    return (make_word(text, spelled, short=len(text) == 1 or (token.endswith(".") and len(text) == 2)),)


def _body_kind(word: NameWord) -> WordKind:
    """Titles and patronymics are persons'; a legal form is to a company what a title is to them."""
    if word.plain in word_tables().legal_forms:
        return "title"
    return word.kind if word.kind in ("particle", "initial") else "word"


def spell(text: str) -> str:
    """A text in plain Latin letters, capitals kept."""
    return text if text.isascii() else str(anyascii(strip_accents(text)))


def make_word(printed: str, spelled: str, *, short: bool = False) -> NameWord:
    """One word with its keys; `short` where it may be an initial."""
    plain = _LETTERS.sub("", spelled.casefold())
    key = sound(plain)
    return NameWord(
        printed=printed,
        plain=plain,
        sound=key,
        loose=loose(key),
        kind=_kind(plain, short=short),
        script=_script(printed),
    )


def _script(text: str) -> Script:
    if is_latin(text):
        return "latin"
    if _HAN.search(text):
        return "syllables"
    return "vowelled" if _VOWELLED.fullmatch(text) else "far"


def _kind(plain: str, *, short: bool) -> WordKind:
    tables = word_tables()
    if plain in tables.titles:
        return "title"
    if short:
        return "initial"
    if plain in tables.particles:
        return "particle"
    if len(plain) >= _PATRONYMIC and plain.endswith(tables.patronymics):
        return "patronymic"
    return "word"
