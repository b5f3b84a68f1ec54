"""A run of capitalised words cut into the names it holds: "Kestrian President Jorun Maltesk" has two.

Comes in: one run. Goes out: its parts, each with a type where the words themselves tell it (a country,
a nationality, an organisation's head noun, a title before a person) and the title read off.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from rapidfuzz.distance import OSA

from crosswire.annotate.names_lexicon import Lexicon
from crosswire.annotate.names_words import Word, pieces
from crosswire.types import EntityType

# Numbered things that are places: "Route 9", "Gate Two".
_PLACED = frozenset(
    {"route", "gate", "berth", "hangar", "platform", "checkpoint", "dock", "building", "block", "shaft"}
)
# Misspelt nouns are recognised from this length on.
_LONG = 8


@dataclass(frozen=True, slots=True)
class Part:
    """Words `start`..`end` that are one name; `type` None where the words alone do not tell.

    `role_start` is the position where the title before a person begins (None: no title).
    """

    start: int
    end: int
    type: EntityType | None
    role_start: int | None = None
    role_end: int | None = None


def split_run(words: tuple[Word, ...], start: int, end: int, lex: Lexicon) -> list[Part]:
    """The names in a run, left to right."""
    if end <= start:
        return []
    if whole := _whole(words, start, end, lex):
        return [whole]
    if portfolio := _portfolio(words, start, end, lex):
        rest = split_run(words, portfolio, end, lex)
        if rest and rest[0].type in (None, "PERSON"):
            rest[0] = replace(rest[0], type="PERSON", role_start=start - 2, role_end=portfolio)
        return rest
    title = _title(words, start, end, lex)
    if title is not None:
        begin, stop = title
        left = split_run(words, start, begin, lex) if begin > start else []
        if stop == end:
            return left
        right = split_run(words, stop, end, lex)
        if right and right[0].start == stop and right[0].type in (None, "PERSON"):
            right[0] = replace(right[0], type="PERSON", role_start=start, role_end=stop)
        return left + right
    if _is_organisation(words, start, end, lex):
        return [Part(start, end, "ORG")]
    kind = _by_head(words, start, end, lex)
    if kind:
        return [Part(start, end, kind)]
    return _nationality_first(words, start, end, lex)


def _text(words: tuple[Word, ...], start: int, end: int) -> str:
    return " ".join(w.folded for w in words[start:end])


def _whole(words: tuple[Word, ...], start: int, end: int, lex: Lexicon) -> Part | None:
    text = _text(words, start, end)
    if text in lex.countries:
        return Part(start, end, "GPE")
    if text in lex.regions and (end - start > 1 or text not in {"west", "gulf"}):
        return Part(start, end, "LOC")
    if text in lex.adjectives or (end - start == 1 and all(p in lex.adjectives for p in text.split("-"))):
        return Part(start, end, "NORP")
    return None


def _title(words: tuple[Word, ...], start: int, end: int, lex: Lexicon) -> tuple[int, int] | None:
    """Where a title inside the run begins and ends, the name standing behind it; None without one."""
    for k in range(end - 1, start - 1, -1):
        key = words[k].folded
        occupied = key in lex.occupations and (k == start or words[k - 1].folded in lex.role_modifiers)
        if key not in lex.roles and key not in lex.honorifics and not occupied:
            continue
        after = [w.folded for w in words[k + 1 : end]]
        if any(_is_head(a, lex) for a in after) or (after and after[0] in lex.organisation_starts):
            continue
        if (
            len(after) > 5
            or (after and not words[k + 1].capital)
            or (key in {"general", "major", "justice"} and k == start and not after)
        ):
            continue
        if key == "justice" and k > start and words[k - 1].folded == "of":
            continue
        begin = k
        while begin > start and (
            words[begin - 1].folded in lex.role_modifiers or words[begin - 1].folded in lex.roles
        ):
            begin -= 1
        if (
            not after
            and begin == start
            and k > start
            and words[k - 1].folded not in lex.role_modifiers | lex.roles
        ):
            continue
        return begin, k + 1
    return None


def _portfolio(words: tuple[Word, ...], start: int, end: int, lex: Lexicon) -> int:
    """The end of what a title before the run governs: "State" in "Secretary of State Jorun Maltesk", else 0."""
    if start < 2 or words[start - 1].folded != "of" or words[start - 2].folded not in lex.roles:
        return 0
    k = start
    while k < end - 1 and words[k].folded in lex.role_modifiers:
        k += 1
    return k if k > start else 0


def _is_head(word: str, lex: Lexicon) -> bool:
    return word in lex.organisation_heads or word in lex.facility_heads


def _is_organisation(words: tuple[Word, ...], start: int, end: int, lex: Lexicon) -> bool:
    keys = [p for w in words[start:end] for p in (x.casefold() for x in pieces(w.text))]
    if len(keys) < 2:
        return False
    if keys[-1] in lex.organisation_heads and keys[-1] not in lex.facility_heads:
        return True
    linked = any(k in {"of", "for", "on"} for k in keys)
    first_linked = next((i for i, k in enumerate(keys) if k in {"of", "for", "on"}), 0)
    if (
        linked
        and first_linked
        and (
            keys[first_linked - 1] in lex.organisation_starts
            or keys[first_linked - 1] in lex.organisation_heads
        )
    ):
        return True
    return (
        len(keys) > 2
        and len(pieces(words[start].text)) > 1
        and any(k in lex.organisation_starts for k in keys)
    )


def _nearly(word: str, nouns: frozenset[str]) -> bool:
    """Whether a long word is one letter off a noun of the list; short words are too near to one another."""
    return len(word) >= _LONG and any(len(n) == len(word) and OSA.distance(n, word) == 1 for n in nouns)


def _by_head(words: tuple[Word, ...], start: int, end: int, lex: Lexicon) -> EntityType | None:
    last, first = words[end - 1].folded, words[start].folded
    if end - start < 2:
        return None
    if last.isdigit() or last in lex.small_numbers:
        head = words[end - 2].folded
        numbered: EntityType = "FAC" if head in lex.facility_heads or head in _PLACED else "ORG"
        return numbered if head in lex.numbered_heads else None
    if first in lex.event_starts or last in lex.event_heads:
        return "OTHER"
    if last in lex.facility_heads or _nearly(last, lex.facility_heads):
        return "FAC"
    if last in lex.natural_heads or first in lex.natural_starts:
        return "LOC"
    if last in lex.place_heads:
        return "GPE"
    if first in lex.place_heads and words[start + 1].folded == "of":
        return "GPE"
    if first in lex.compass and words[start + 1].folded in lex.regions | lex.countries:
        return "LOC"
    return None


def _is_agency(word: Word) -> bool:
    """Whether the word looks like an acronym: two to five capitals."""
    return word.upper and 2 <= len(word.text) <= 5 and word.text.isalpha()


def _nationality_first(words: tuple[Word, ...], start: int, end: int, lex: Lexicon) -> list[Part]:
    """A nationality or an agency's letters before a name that the parser takes for a person stand apart."""
    if end - start > 2 and _is_agency(words[start]) and not words[start + 1].upper:
        labels = {words[start + 1].label, words[start + 2].label}
        if "PERSON" in labels:
            return [Part(start, start + 1, "ORG"), *split_run(words, start + 1, end, lex)]
    for width in (2, 1):
        if end - start > width and _text(words, start, start + width) in lex.adjectives:
            rest = words[start + width]
            if rest.label in ("PERSON", "GPE") or (words[start].label == "NORP" and rest.label != "NORP"):
                return [Part(start, start + width, "NORP"), *split_run(words, start + width, end, lex)]
    if end - start > 1 and _text(words, end - 1, end) in lex.adjectives and words[end - 1].label == "NORP":
        return [*split_run(words, start, end - 1, lex), Part(end - 1, end, "NORP")]
    return [Part(start, end, None)]
