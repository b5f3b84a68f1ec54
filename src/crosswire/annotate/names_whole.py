"""Names that hold other names: what stands in brackets behind one, a possessor before one, a place in one.

Comes in: the parts and mentions found so far. Goes out: "Union of Ports (UP)" as two names that expand
each other, with the bracketed whole where it stands inside a longer name; "Kestria's Ports Ministry" as
one name beside "Kestria"; the countries and places inside longer names.
"""

from __future__ import annotations

import itertools
import re
from dataclasses import replace
from typing import Literal

from rapidfuzz.distance import OSA

from crosswire.annotate.names_lexicon import Lexicon, folded
from crosswire.annotate.names_split import Part
from crosswire.annotate.names_words import Word
from crosswire.text.names import initials
from crosswire.types import EntityType, Mention, Report

_BRACKET = re.compile(r"\s?\((?:the )?([^()\n]{2,40})(?:\)|,|;)")


def brackets(report: Report, found: list[Mention], lex: Lexicon) -> list[Mention]:
    """The mentions, with `expands` set where one stands in brackets behind another, and such wholes added."""
    by_span = {_at(m): m for m in found}
    by_end: dict[int, list[Mention]] = {}
    for mention in found:
        if mention.type not in ("PERSON", "NORP"):
            by_end.setdefault(mention.span.end, []).append(mention)
    wholes: list[Mention] = []
    for end, outer in sorted(by_end.items()):
        match = _BRACKET.match(report.text, end)
        inner = by_span.get(match.span(1)) if match is not None else None
        if match is None or inner is None:
            continue
        full = _expanded(outer, inner, lex)
        if full is None:
            continue
        kind: Literal["acronym", "name"] = "acronym" if _capitals(inner) else "name"
        by_span[_at(inner)] = replace(inner, type="ORG", kind=kind, expands=full.span.text)
        by_span[_at(full)] = replace(full, type="ORG", expands=inner.span.text)
        longest = min(outer, key=lambda m: m.span.start)
        if report.text[match.end() - 1] == ")" and (longest is not full or not _capitals(inner)):
            wholes.append(Mention(span=report.span(longest.span.start, match.end()), type="ORG", kind="name"))
    return [*by_span.values(), *wholes]


def _at(mention: Mention) -> tuple[int, int]:
    return mention.span.start, mention.span.end


def _capitals(mention: Mention) -> bool:
    return mention.span.text.upper() == mention.span.text


def _expanded(outer: list[Mention], inner: Mention, lex: Lexicon) -> Mention | None:
    """Which of the names that end before the bracket the bracketed name stands for, if any.

    The one with just its initials, else the longest; a lone word before an agency's letters is a dateline.
    """
    if inner.kind != "acronym" and inner.type not in ("ORG", "OTHER"):
        return None
    ranked = sorted(outer, key=lambda m: m.span.start)
    letters = inner.span.text.replace(".", "").lower()
    exact = [m for m in ranked if initials(m.span.text) == letters]
    if exact:
        return exact[0]
    first = ranked[0]
    word = folded(inner.span.text)
    if word in lex.countries or (word in lex.agencies and first.type in ("GPE", "OTHER", "PERSON")):
        return None
    long_enough = " " in first.span.text or first.kind == "acronym"
    return first if long_enough and first.type in ("ORG", "OTHER", "GPE") else None


def possessive_wholes(
    report: Report, words: tuple[Word, ...], parts: list[Part], lex: Lexicon
) -> list[Mention]:
    """Organisations whose owner stands before them: "Kestria's Ports Ministry"."""
    out: list[Mention] = []
    for left, right in itertools.pairwise(parts):
        owner = words[left.end - 1]
        if left.end != right.start or not owner.possessive or right.type not in ("ORG", "FAC"):
            continue
        if left.type not in ("GPE", "NORP", "ORG"):
            continue
        start, end = words[left.start].start, words[right.end - 1].end
        out.append(Mention(span=report.span(start, end), type=right.type, kind="name"))
    return out


def small_heads(report: Report, words: tuple[Word, ...], parts: list[Part], lex: Lexicon) -> list[Mention]:
    """Names completed by a noun in small letters: "Torvane airport", "the province of Torvane"."""
    out: list[Mention] = []
    for part in parts:
        if part.type not in ("GPE", "LOC", "FAC", "OTHER", "ORG"):
            continue
        last = words[part.end - 1]
        after = words[part.end] if part.end < len(words) else None
        if (
            after is not None
            and after.gap == " "
            and (
                after.folded in lex.small_facilities
                or (
                    after.folded in lex.named_facilities
                    and (part.type != "GPE" or _has_article(words, part.start))
                )
            )
            and not last.possessive
        ):
            out.append(_mention(report, words, part.start, part.end + 1, "FAC"))
        of_place = after is not None and after.folded in lex.small_place_heads and part.type == "GPE"
        goes_on = part.end + 1 < len(words) and words[part.end + 1].folded in ("of", "council", "hall")
        if (
            of_place
            and after is not None
            and after.gap == " "
            and not (last.possessive or after.capital or goes_on)
        ):
            out.append(_mention(report, words, part.start, part.end + 1, "GPE"))
        start = part.start
        if (
            start > 1
            and part.type == "GPE"
            and words[start - 1].folded == "of"
            and words[start].gap == words[start - 1].gap == " "
            and words[start - 2].folded in lex.place_heads - {"capital", "port", "state", "islands", "coast"}
            and not words[start - 2].capital
        ):
            article = start > 2 and words[start - 3].folded == "the" and words[start - 2].gap == " "
            out.append(_mention(report, words, start - (3 if article else 2), part.end, "GPE"))
    return out


def _has_article(words: tuple[Word, ...], start: int) -> bool:
    return start > 0 and words[start - 1].folded == "the" and words[start].gap == " "


def nested(report: Report, words: tuple[Word, ...], parts: list[Part], lex: Lexicon) -> list[Mention]:
    """The countries, places and organisations named inside longer names."""
    out: list[Mention] = []
    for part in parts:
        if part.type not in ("ORG", "FAC", "GPE", "LOC") or part.end - part.start < 2:
            continue
        out += _countries_inside(report, words, part, lex)
        out += _place_in_front(report, words, part, lex)
        out += _behind_of(report, words, part, lex)
    return out


def _mention(report: Report, words: tuple[Word, ...], start: int, end: int, kind: EntityType) -> Mention:
    return Mention(span=report.span(words[start].start, words[end - 1].end), type=kind, kind="name")


def _countries_inside(report: Report, words: tuple[Word, ...], part: Part, lex: Lexicon) -> list[Mention]:
    out: list[Mention] = []
    k = part.start
    while k < part.end:
        width = next(
            (
                n
                for n in (4, 3, 2, 1)
                if k + n <= part.end
                and n < part.end - part.start
                and (text := " ".join(w.folded for w in words[k : k + n])) in lex.countries | lex.adjectives
            ),
            0,
        )
        if width:
            text = " ".join(w.folded for w in words[k : k + width])
            kind: EntityType = "GPE" if text in lex.countries else "NORP"
            out.append(_mention(report, words, k, k + width, kind))
        k += max(width, 1)
    return out


def _place_in_front(report: Report, words: tuple[Word, ...], part: Part, lex: Lexicon) -> list[Mention]:
    """ "Torvane" in "Torvane airport", where the parser or the rest of the report takes it for a place."""
    if part.type != "FAC" or part.end - part.start != 2:
        return []
    head = words[part.end - 1].folded
    if not any(head == w or (len(head) > 7 and OSA.distance(head, w) == 1) for w in lex.placed_facilities):
        return []
    word = words[part.start]
    if (
        word.possessive
        or word.folded in lex.compass
        or word.folded in lex.adjectives
        or word.folded in lex.countries
        or word.pos not in ("PROPN", "NOUN")
    ):
        return []
    return [_mention(report, words, part.start, part.start + 1, "GPE")]


def _behind_of(report: Report, words: tuple[Word, ...], part: Part, lex: Lexicon) -> list[Mention]:
    """ "Commonwealth of Ports" in "Committee for the Affairs of the Commonwealth of Ports"."""
    out: list[Mention] = []
    for k in range(part.start + 1, part.end - 1):
        starts = (
            words[k].capital
            and words[k].folded in lex.organisation_starts
            and words[k].folded not in {"general", "state", "national"}
        )
        if starts and words[k - 1].folded in {"the", "of", "for"} and words[k + 1].folded in {"of", "for"}:
            out.append(_mention(report, words, k, part.end, "ORG"))
    return out
