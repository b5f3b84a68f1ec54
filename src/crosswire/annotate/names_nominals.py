"""Phrases without a name that stand for an organisation: "the Kestrian government", "its harbour council".

Comes in: the words of a report. Goes out: mentions of kind "nominal", with their article or possessive,
as printed. A phrase that is an institution's whole name in small letters ("foreign ministry") stands
without the article.
"""

from __future__ import annotations

from crosswire.annotate.names_lexicon import Lexicon
from crosswire.annotate.names_words import Word
from crosswire.types import Mention, Report

_DETERMINERS = frozenset({"the", "its", "their", "his", "her", "our", "this"})
_SPAN = 5


def find_nominals(report: Report, words: tuple[Word, ...], lex: Lexicon) -> list[Mention]:
    """The nominal mentions, in order."""
    out: list[Mention] = []
    for k, word in enumerate(words):
        if word.folded not in lex.nominal_heads and word.folded not in lex.bound_heads:
            continue
        span = _phrase(words, k, lex)
        if span is not None:
            start, end = span
            out.append(
                Mention(span=report.span(words[start].start, words[end - 1].end), type="ORG", kind="nominal")
            )
    return out


def _phrase(words: tuple[Word, ...], head: int, lex: Lexicon) -> tuple[int, int] | None:
    """The words of the phrase whose head stands at `head`, or None."""
    if head + 1 < len(words) and _compound_goes_on(words, head, lex):
        return None
    start = head
    bound = False
    owned = False
    while start > 0 and head - start < _SPAN and _joined(words, start):
        left = words[start - 1]
        if left.folded in lex.bound_modifiers and not left.capital:
            bound = True
        elif left.folded in lex.adjectives or left.folded in lex.countries:
            owned = True
        else:
            break
        start -= 1
    end = _of_country(words, head + 1, lex)
    determined = start > 0 and _joined(words, start) and words[start - 1].folded in _DETERMINERS
    own = determined and words[start - 1].folded != "the"
    place_owner = start > 0 and words[start - 1].possessive and words[start - 1].capital
    return _accept(
        words,
        head,
        start,
        end,
        bound=bound,
        owned=owned,
        determined=determined,
        own=own,
        owner=place_owner,
        lex=lex,
    )


def _accept(
    words: tuple[Word, ...],
    head: int,
    start: int,
    end: int,
    *,
    bound: bool,
    owned: bool,
    determined: bool,
    own: bool,
    owner: bool,
    lex: Lexicon,
) -> tuple[int, int] | None:
    free = words[head].folded in lex.nominal_heads
    if words[head].capital and start == head and not determined and end == head + 1:
        return None
    first = start - 1 if determined else start
    if owned:
        return (first, end) if free or bound or words[head].folded in lex.bound_heads else None
    if bound and not free and not own and not _general(words, start, head):
        return (
            (start, end)
            if not determined or words[head].folded not in {"authorities", "government"}
            else (first, end)
        )
    if bound and free and not determined:
        return (start, end)
    if bound and words[start].folded == "presidential":
        return (start, end)
    if bound or end > head + 1:
        return (first, end) if determined or owner or end > head + 1 else None
    if free and determined:
        return (first, end)
    if free and words[head].folded == "authorities" and head == start:
        return (start, end)
    return None


def _general(words: tuple[Word, ...], start: int, head: int) -> bool:
    """Whether the modifier says only where ("the city council"), not which ("the supreme court")."""
    return words[start].folded in {
        "city",
        "town",
        "local",
        "municipal",
        "regional",
        "provincial",
        "district",
        "village",
        "county",
        "state",
    }


def _joined(words: tuple[Word, ...], k: int) -> bool:
    return words[k].gap.strip(" \u00a0") == "" and "\n" not in words[k].gap and not words[k - 1].possessive


def _compound_goes_on(words: tuple[Word, ...], head: int, lex: Lexicon) -> bool:
    """Whether a further noun follows, so that the head is a modifier ("government buildings")."""
    after = words[head + 1]
    if after.gap.strip(" \u00a0") != "" or words[head].possessive:
        return False
    if after.folded in lex.bound_heads | lex.nominal_heads | lex.roles | lex.occupations:
        return True
    return (after.pos in ("NOUN", "PROPN") and not after.capital) or after.gap == "" or after.gap == "-"


def _of_country(words: tuple[Word, ...], at: int, lex: Lexicon) -> int:
    """The end of "of Kestria" behind the head, else `at`."""
    if at + 1 < len(words) and words[at].folded == "of" and words[at].gap == " ":
        k = at + 1
        if words[k].folded == "the" and k + 1 < len(words):
            k += 1
        for n in range(min(4, len(words) - k), 0, -1):
            if " ".join(w.folded for w in words[k : k + n]) in lex.countries:
                return k + n
    return at
