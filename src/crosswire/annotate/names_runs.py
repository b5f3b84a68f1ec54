"""Runs of capitalised words that may be one name: which words they hold, before it is known what they name.

Comes in: the words of a report. Goes out: half-open ranges of word positions. Capitals that only open a
sentence or belong to a headline are taken off here; what kind of name a run is, is decided later.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from crosswire.annotate.names_cuts import cut_at_names, cut_headline, repeated
from crosswire.annotate.names_joined import is_ordinal, one_whole, owns_name, takes_number, titles
from crosswire.annotate.names_lexicon import Lexicon
from crosswire.annotate.names_words import Word, pieces

_PLAIN_GAP = re.compile(r"[ \u00a0]{1,2}")
_DOT_GAP = re.compile(r"\. ?")
_NAMED = frozenset({"PERSON", "ORG", "GPE", "LOC", "FAC", "NORP", "PRODUCT", "EVENT", "WORK_OF_ART", "LAW"})
_FUNCTION = frozenset({"DET", "ADP", "PRON", "CCONJ", "SCONJ", "AUX", "ADV", "INTJ", "PART", "NUM", "VERB"})
# Openers that begin names too: "New Torvane", "First Bank of Torvane".
_BEGINS_NAMES = frozenset({"new", "first", "second", "third", "last"})
# Bodies whose names go on with "on": "Committee on Ports".
_TAKE_ON = frozenset({"committee", "commission", "conference", "convention", "subcommittee", "group"})
_OF = frozenset({"of", "for", "on", "de"})
# Months that are surnames or given names too; behind a given name they are no month.
_MONTH_NAMES = frozenset({"may", "march", "june", "august", "april"})
_SHORT = frozenset(
    {
        "mr",
        "mrs",
        "ms",
        "dr",
        "prof",
        "st",
        "gen",
        "col",
        "lt",
        "capt",
        "sgt",
        "maj",
        "rev",
        "sen",
        "rep",
        "gov",
        "jr",
    }
)


@dataclass(frozen=True, slots=True)
class Casing:
    """How often each word of the report stands in small letters, and with a capital that means something."""

    small: Counter[str]
    capital: Counter[str]


def casing(words: tuple[Word, ...]) -> Casing:
    """The counts over one report; capitals count where no sentence opens and no headline shouts."""
    return Casing(
        small=Counter(w.folded for w in words if not w.capital),
        capital=Counter(w.folded for w in words if w.capital and not w.opens and not w.shout),
    )


def find_runs(text: str, words: tuple[Word, ...], lex: Lexicon) -> list[tuple[int, int]]:
    """The runs in order; none overlaps another. `text` is the text that the words are of."""
    seen = casing(words)
    titled = dict(titles(text, words))
    runs: list[tuple[int, int]] = []
    whole: list[tuple[int, int]] = []
    i = 0
    while i < len(words):
        if i in titled:
            whole.append((i, titled[i]))
            i = titled[i]
            continue
        if not _may_start(words[i], lex):
            i += 1
            continue
        j = _extend(words, i, lex)
        for low, high in _cut(words, i, j, lex, seen):
            first, last = _trim(words, low, high, lex, seen)
            if last > first:
                runs.append((_with_ordinal(words, first, last, lex), last))
        i = max(j, i + 1)
    return repeated(words, sorted([*cut_at_names(words, runs, lex), *whole]))


def _cut(
    words: tuple[Word, ...], start: int, end: int, lex: Lexicon, seen: Casing
) -> Iterator[tuple[int, int]]:
    """The run taken apart where a capital inside it begins something else."""
    for low, high in _at_broken_heads(words, start, end, lex):
        for left, right in _at_shouts(words, low, high):
            yield from cut_headline(words, left, right, lex, seen.capital, seen.small)


def _with_ordinal(words: tuple[Word, ...], start: int, end: int, lex: Lexicon) -> int:
    """The start of the run with the ordinal before it, where it names a body, a building or a road."""
    if not start or not is_ordinal(words[start - 1]) or not adjacent(words, start - 1, start):
        return start
    last = words[end - 1].folded
    return start - 1 if last in lex.organisation_heads or last in lex.facility_heads else start


def adjacent(words: tuple[Word, ...], left: int, right: int) -> bool:
    """Whether two neighbouring words are held together by nothing but a space (or an initial's dot)."""
    gap = words[right].gap
    if words[left].possessive:
        return False
    if _PLAIN_GAP.fullmatch(gap):
        return True
    short = (len(words[left].text) == 1 and words[left].capital) or words[left].folded in _SHORT
    return short and bool(_DOT_GAP.fullmatch(gap))


def _may_start(word: Word, lex: Lexicon) -> bool:
    return word.capital and word.folded not in lex.calendar and not word.text[0].isdigit()


def _extend(words: tuple[Word, ...], start: int, lex: Lexicon) -> int:
    """Where the run that begins at `start` ends."""
    end = start + 1
    while end < len(words):
        if owns_name(words, end - 1, lex):
            end += 1
            continue
        if not adjacent(words, end - 1, end):
            break
        month = (
            words[end].capital and words[end].folded in lex.calendar and words[end - 1].folded in lex.given
        )
        if month and words[end].folded in _MONTH_NAMES:
            end += 1
            continue
        if takes_number(words, end, lex):
            end += 1
            continue
        if _may_start(words[end], lex):
            if words[end].opens and words[end].folded in lex.openers:
                break
            end += 1
            continue
        reach = _over_joiners(words, start, end, lex)
        if reach is None:
            break
        end = reach
    return end


def _over_joiners(words: tuple[Word, ...], start: int, at: int, lex: Lexicon) -> int | None:
    """The position after the small words at `at` and the capitalised word behind them, if they belong."""
    k = at
    while k < len(words) and k - at < 3 and not words[k].capital and adjacent(words, k - 1, k):
        k += 1
    if k == at or k >= len(words) or not adjacent(words, k - 1, k) or not _may_start(words[k], lex):
        return None
    small = [w.folded for w in words[at:k]]
    if all(s in lex.particles for s in small) and words[at - 1].folded not in lex.organisation_starts:
        return k + 1
    if small[0] == "on" and words[at - 1].folded not in _TAKE_ON:
        return None
    linked = small[0] in _OF and all(s in ("the", "la", "del") for s in small[1:])
    whole = linked and not words[start].shout and one_whole(words, at - 1, k + 1)
    whole = whole and words[at - 1].known and (small[0] == "of" or at - 1 == start)
    if linked and (whole or _takes_of(words, start, at, lex)):
        return k + 1
    if small == ["and"] and _takes_and(words, start, at, k, lex):
        return k + 1
    return None


def _takes_of(words: tuple[Word, ...], start: int, at: int, lex: Lexicon) -> bool:
    """Whether the word before "of" makes a name with what follows ("Ministry of", "Bank of", "Gulf of")."""
    head = words[at - 1].folded
    owned = any(w.folded in _OF for w in words[start:at])
    institution = any(w.folded in lex.organisation_starts for w in words[start:at])
    if owned and institution and _is_country(words, at, lex):
        return True
    if owned and head not in lex.organisation_starts and head != "affairs":
        return False
    if head in lex.roles and head not in {"general"}:
        return False
    if head == "general":
        return at - 2 >= start and words[at - 2].folded in {"consulate", "prosecutor", "assembly"}
    kinds = lex.organisation_starts | lex.organisation_heads | lex.natural_heads | lex.place_heads
    return head in kinds or head in {"affairs", "republic", "kingdom", "isle", "horn", "chamber"}


def _is_country(words: tuple[Word, ...], at: int, lex: Lexicon) -> bool:
    """Whether a country's name stands behind "of" or "of the" at `at`."""
    k = at + 1
    if k < len(words) and words[k].folded == "the":
        k += 1
    return any(" ".join(w.folded for w in words[k : k + n]) in lex.countries for n in (1, 2, 3, 4))


def _takes_and(words: tuple[Word, ...], start: int, at: int, k: int, lex: Lexicon) -> bool:
    """Whether "and" stands inside an organisation's name ("Ministry of Ports and Roads")."""
    inside = [w.folded for w in words[start:at]]
    opened = any(w in lex.organisation_starts for w in inside[:-1]) and any(w in _OF for w in inside)
    one_entity = words[at].label == "ORG" == words[k].label and words[at - 1].label == "ORG"
    return (
        opened and inside[-1] not in lex.countries and words[k].folded not in lex.organisation_starts
    ) or one_entity


def _at_broken_heads(words: tuple[Word, ...], start: int, end: int, lex: Lexicon) -> list[tuple[int, int]]:
    """The run cut where an opener in capitals stands inside ("the UN However …" has two)."""
    out: list[tuple[int, int]] = []
    begin = start
    for k in range(start, end):
        inner = (
            words[k].folded in lex.openers
            and words[k].capital
            and words[k].pos not in ("PROPN", "NOUN", "ADJ")
        )
        inner = inner and not (k > start and takes_number(words, k, lex))
        shouted = words[k].upper and words[k].folded in lex.openers and _in_shout(words, k, start, end)
        if (inner and not words[k].upper) or shouted or words[k].text in ("AND", "OR", "VIA"):
            if k > begin:
                out.append((begin, k))
            begin = k + 1
    if end > begin:
        out.append((begin, end))
    return out


def _in_shout(words: tuple[Word, ...], k: int, start: int, end: int) -> bool:
    """Whether a neighbour in the run is written in capitals too, beyond an acronym's length."""
    near = [words[i] for i in (k - 1, k + 1) if start <= i < end]
    return any(w.upper and len(w.text) > 3 for w in near)


def _at_shouts(words: tuple[Word, ...], start: int, end: int) -> list[tuple[int, int]]:
    """The run cut where two or more long words in capitals meet words that are not."""
    loud = [w.upper and len(w.text) > 2 for w in words[start:end]]
    if sum(loud) < 2 or all(loud):
        return [(start, end)]
    cuts = [start]
    for k in range(start + 1, end):
        here, before = loud[k - start], loud[k - 1 - start]
        block = loud[k - start : k - start + 2] if here else loud[max(0, k - 2 - start) : k - start]
        if here != before and all(block) and len(block) == 2:
            cuts.append(k)
    return list(zip(cuts, [*cuts[1:], end]))


def _trim(words: tuple[Word, ...], start: int, end: int, lex: Lexicon, seen: Casing) -> tuple[int, int]:
    """The run without capitals that mean nothing at its edges; empty where none is left."""
    # What the parser takes for one body from end to end keeps its first word ("Democracy for Torvane").
    whole = any(not w.capital for w in words[start:end]) and one_whole(words, start, end)
    while not whole and start < end and _is_empty(words[start], lex, seen, alone=end - start == 1):
        start += 1
    while (
        end > start
        and not takes_number(words, end - 1, lex)
        and (
            not words[end - 1].capital
            or (
                _is_empty(words[end - 1], lex, seen, alone=False)
                and end - start > 1
                and words[end - 1].folded in lex.openers
            )
        )
    ):
        end -= 1
    if end - start == 1 and _is_empty(words[start], lex, seen, alone=True):
        return start, start
    return start, end


def _is_empty(word: Word, lex: Lexicon, seen: Casing, *, alone: bool) -> bool:
    """Whether a capital is only the place's (a sentence's start, a headline, emphasis), not a name's."""
    if not word.capital:
        return True
    key = word.folded
    known = key in lex.countries or key in lex.adjectives or key in lex.regions
    if known and word.text != "us":
        return False
    if key in lex.openers:
        named = word.label in _NAMED and (word.upper or word.pos == "PROPN")
        return not (named and len(word.text) > 1 and (word.upper or not word.opens or key in _BEGINS_NAMES))
    if len(pieces(word.text)) > 1 or seen.capital[key] > seen.small[key]:
        return alone and word.pos in _FUNCTION and word.label not in _NAMED
    if (word.opens or word.shout) and not word.known and word.pos in ("PROPN", "NOUN"):
        return False
    if word.opens or word.shout:
        common = seen.small[key] > 0 or word.pos != "PROPN"
        return common and (word.label not in _NAMED or seen.small[key] > 0)
    return alone and word.pos in _FUNCTION and word.label not in _NAMED and not word.upper
