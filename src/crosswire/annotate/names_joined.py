"""What a name may hold besides capitals: a possessor, a number, an ordinal, the words of a title in marks.

Comes in: the words of a report. Goes out: whether a run goes on over a possessive or a number, and the titles
printed in quotation marks. Decides no types.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from crosswire.annotate.names_lexicon import Lexicon
from crosswire.annotate.names_words import Word

_NUMBER = re.compile(r"\d{1,3}")
_ORDINAL = re.compile(r"\d{1,3}(?:st|nd|rd|th|d)", re.I)
_OPENED = re.compile(r"[\"“”‘'][ \u00a0]?$")
_CLOSED = re.compile(r"[,.!?]?[\"”’'](?!\w)")
# A title in marks has at most so many words; in a headline, whose words all have capitals, fewer.
_TITLE, _LOUD_TITLE = 7, 4
_SMALL = frozenset(["of", "the", "and", "in", "a", "an", "to", "for", "on", "at", "with", "from", "&"])
_WHOLES = frozenset({"ORG", "FAC", "WORK_OF_ART", "EVENT", "LAW", "PRODUCT"})


def owns_name(words: tuple[Word, ...], at: int, lex: Lexicon) -> bool:
    """Whether the possessive word at `at` is part of a name with what follows: "Harbour Workers’ League".

    A plural, or a common noun ("Children's Hospital"), before an institution's noun; another name only where
    the parser takes both for one organisation ("Orvin's Club").
    """
    owner, head = words[at], words[at + 1]
    if not owner.possessive or not head.capital or head.shout or owner.folded in lex.countries:
        return False
    if not re.fullmatch(r"['’ʼ`´]?s?[ \u00a0]|['’ʼ`´][sS]?[ \u00a0]", head.gap):
        return False
    institution = any(
        w.folded in lex.organisation_heads or w.folded in lex.facility_heads or w.folded in lex.owned_heads
        for w in words[at + 1 : at + 3]
        if w.capital
    )
    common = owner.known and (owner.folded in lex.owner_nouns or owner.text.endswith(("s", "S")))
    one = owner.label == head.label in ("ORG", "FAC")
    return institution and (common or one)


def takes_number(words: tuple[Word, ...], at: int, lex: Lexicon) -> bool:
    """Whether the number at `at` ends the name before it: "Channel 4", "Gate two", "KXLB 11"."""
    word, before = words[at], words[at - 1]
    spelled = word.folded in lex.small_numbers
    if word.gap != " " or before.possessive or not (spelled or _NUMBER.fullmatch(word.text)):
        return False
    if before.folded in lex.numbered_heads:
        return before.capital
    after = words[at + 1] if at + 1 < len(words) else None
    counts = after is not None and after.gap == " " and (after.pos == "NOUN" or after.capital)
    alone = before.upper and 3 <= len(before.text) <= 5 and before.label == "ORG"
    one = before.label == word.label and before.label in _WHOLES
    return not spelled and not counts and (one or alone)


def is_ordinal(word: Word) -> bool:
    """Whether the word is an ordinal in figures, which may begin a name ("1st Infantry Brigade")."""
    return bool(_ORDINAL.fullmatch(word.text))


def one_whole(words: tuple[Word, ...], start: int, end: int) -> bool:
    """Whether the parser takes all the words `start`..`end` for one thing that is no person and no place."""
    labels = {w.label for w in words[start:end]}
    return len(labels) == 1 and labels <= _WHOLES


def titles(text: str, words: tuple[Word, ...]) -> Iterator[tuple[int, int]]:
    """The titles in quotation marks: stretches whose words all have capitals but for small ones inside."""
    for start, first in enumerate(words):
        if not first.capital or not _OPENED.search(first.gap):
            continue
        end = start + 1
        while end < len(words) and end - start < _TITLE and _goes_on(words[end]):
            end += 1
        last = words[end - 1]
        capitals = sum(w.capital for w in words[start:end])
        short = not first.shout or end - start <= _LOUD_TITLE
        if last.capital and capitals >= 2 and short and _CLOSED.match(text, last.end):
            yield start, end


def _goes_on(word: Word) -> bool:
    plain = word.gap.strip(" \u00a0") in ("", ":") and "\n" not in word.gap
    return plain and (word.capital or word.folded in _SMALL or word.text.isdigit())
