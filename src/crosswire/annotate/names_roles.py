"""The title or office printed beside a person's name: before it, or after it between commas.

"the minister of waters, Jorun Maltesk", "Kestrian President Jorun Maltesk", "Jorun Maltesk, head of the
council," each give the words of the office without the article.
"""

from __future__ import annotations

from crosswire.annotate.names_lexicon import Lexicon
from crosswire.annotate.names_split import Part
from crosswire.annotate.names_words import Word

_BEFORE = 16
_AFTER = 10
_LINKS = frozenset({"of", "for", "at", "in", "to", "on", "the", "and", "its", "his", "her", "their", "s"})
_ARTICLES = frozenset({"the", "a", "an", "its", "his", "her", "their", "our"})
_STOP = frozenset({"VERB", "AUX", "PRON", "SCONJ"})


def role_of(text: str, words: tuple[Word, ...], part: Part, lex: Lexicon) -> str | None:
    """The office printed with the person's name, as printed, or None."""
    if part.role_start is not None and part.role_end is not None:
        start = _leftwards(words, part.role_start, lex)
        return _office(text, words, start, part.role_end, lex)
    before = _before(words, part.start, lex)
    if before is not None:
        return _office(text, words, before, part.start, lex)
    after = _after(words, part.end, lex)
    if after is not None:
        return _office(text, words, part.end, after, lex)
    return None


def has_role_before(words: tuple[Word, ...], name: int, lex: Lexicon) -> bool:
    """Whether an office stands before the name, next to it or behind a comma."""
    return _before(words, name, lex) is not None


def has_role_after(words: tuple[Word, ...], end: int, lex: Lexicon) -> bool:
    """Whether an office stands behind the name between commas."""
    return _after(words, end, lex) is not None


def _office(text: str, words: tuple[Word, ...], start: int, end: int, lex: Lexicon) -> str | None:
    while start < end and words[start].folded in _ARTICLES:
        start += 1
    named = [w.folded for w in words[start:end]]
    if not any(w in lex.roles or w in lex.occupations for w in named):
        return None
    return " ".join(text[words[start].start : words[end - 1].end].split())


def _leftwards(words: tuple[Word, ...], start: int, lex: Lexicon) -> int:
    """The start of the words that widen a title to the left: modifiers, nationalities, more titles."""
    wide = lex.role_modifiers | lex.roles | lex.adjectives | lex.occupations
    while start > 0 and words[start - 1].folded in wide and words[start].gap in (" ", "-", "\u00a0"):
        start -= 1
    return start


def _before(words: tuple[Word, ...], name: int, lex: Lexicon) -> int | None:
    """Where the office before the name begins: next to it, or behind a comma with all that it rules."""
    if name == 0:
        return None
    titles = lex.roles | lex.occupations
    gap = words[name].gap
    last = words[name - 1]
    if gap.strip(" \u00a0") == "" and last.folded in titles:
        return _leftwards(words, name - 1, lex)
    if gap.strip() != ",":
        return None
    for k in range(name - 1, max(-1, name - _BEFORE), -1):
        if words[k].pos in _STOP or (
            k < name - 1 and words[k + 1].gap.strip(" \u00a0") not in ("", "(", ")")
        ):
            return None
        if words[k].folded in titles and (k == name - 1 or words[k + 1].folded in _LINKS):
            return _leftwards(words, k, lex)
    return None


def _names_another(words: tuple[Word, ...], k: int) -> bool:
    """Whether the office at `k` stands before a further name, whose office it then is."""
    return k + 1 < len(words) and words[k + 1].capital and words[k + 1].gap == " "


def _after(words: tuple[Word, ...], end: int, lex: Lexicon) -> int | None:
    """Where the office behind the name ends, if a comma opens one."""
    if end >= len(words) or words[end].gap.strip() != ",":
        return None
    seen = False
    for k in range(end, min(len(words), end + _AFTER)):
        word = words[k]
        if k > end and word.gap.strip(" \u00a0-–'’") != "" and not word.gap.startswith("-"):
            return k if seen else None
        if word.pos in _STOP or word.folded in {"that", "when", "where"}:
            return k if seen and k > end else None
        if word.folded in lex.roles or word.folded in lex.occupations:
            if _names_another(words, k):
                return None
            seen = True
        if not seen and k - end > 5:
            return None
    return None
