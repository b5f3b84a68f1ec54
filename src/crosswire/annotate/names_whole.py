"""Names that hold other names: what stands in brackets behind one, a possessor before one, a place in one.

Comes in: the parts and mentions found so far. Goes out: "Union of Ports (UP)" as two names that expand
each other, with the bracketed whole where it stands inside a longer name; "Kestria's Ports Ministry" as
one name beside "Kestria"; the countries and places inside longer names.
"""

from __future__ import annotations

import itertools
import re
from dataclasses import replace

from crosswire.annotate.names_lexicon import Lexicon
from crosswire.annotate.names_split import Part
from crosswire.annotate.names_words import Word
from crosswire.types import EntityType, Mention, Report

_BRACKET = re.compile(r"\s?\((?:the )?([^()\n]{2,40})(?:\)|,|;)")


def brackets(report: Report, found: list[Mention], words: tuple[Word, ...]) -> list[Mention]:
    """The mentions, with `expands` set where one stands in brackets behind another, and such wholes added."""
    by_start = {m.span.start: m for m in found}
    changed: dict[tuple[int, int], Mention] = {}
    wholes: list[Mention] = []
    for mention in found:
        if mention.type not in ("ORG", "OTHER", "GPE", "LOC", "FAC"):
            continue
        match = _BRACKET.match(report.text, mention.span.end)
        if match is None or (inner := by_start.get(match.start(1))) is None or inner.span.end != match.end(1):
            continue
        if not _glosses(mention.span.text, inner):
            continue
        changed[_at(inner)] = replace(
            inner, type="ORG", kind="acronym" if _capitals(inner) else "name", expands=mention.span.text
        )
        changed[_at(mention)] = replace(mention, type="ORG", expands=inner.span.text)
        if report.text[match.end() - 1] == ")" and (" of " in mention.span.text or not _capitals(inner)):
            wholes.append(Mention(span=report.span(mention.span.start, match.end()), type="ORG", kind="name"))
    return [changed.get(_at(m), m) for m in found] + wholes


def _at(mention: Mention) -> tuple[int, int]:
    return mention.span.start, mention.span.end


def _capitals(mention: Mention) -> bool:
    return mention.span.text.upper() == mention.span.text


def _glosses(full: str, inner: Mention) -> bool:
    """Whether the bracketed name may stand for the one before it, not for its place or agency."""
    if len(full.split()) < 2 and inner.kind != "acronym":
        return False
    return inner.kind == "acronym" or inner.type in ("ORG", "OTHER")


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
    word = words[part.start]
    if (
        word.folded in lex.compass
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
