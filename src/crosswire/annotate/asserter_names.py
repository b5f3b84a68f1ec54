"""To which name the source of a figure resolves, inside one report, and through whom it spoke.

In: a source as printed, the mentions, the sources met before, the words. Out: the span of the name, or
None. A name beside the source, the one who spoke last before "he" or "it", the body that "the ministry" means.
"""

from __future__ import annotations

import re

from crosswire.annotate.asserter_grammar import span_of, subtree
from crosswire.annotate.asserter_lexicon import asserting, speaking_nouns
from crosswire.annotate.figure_lexicon import words as figure_words
from crosswire.annotate.figure_words import Words
from crosswire.annotate.party_lexicon import person_nouns
from crosswire.types import Mention, Report, Span

# A source as printed, and the name that it resolved to.
Said = tuple[Span, Span | None]
_KNOWN = frozenset({"ministry", "agency", "department", "observatory", "committee", "office", "service", "organization", "organisation", "council", "authority", "army", "police"})  # fmt: skip
_PERSON = frozenset({"he", "she", "him", "her", "his"})
_BODY = frozenset({"it", "its", "they", "their", "them"})
PRONOUNS = _PERSON | _BODY
# The name that a pronoun stands for is told within so many characters before it: three sentences of news.
_BACK = 600
_BACK_WORDS = 60
_ARTICLE = re.compile(r"^(?:the|this|that)\s+", re.I)


def resolve_name(
    report: Report,
    w: Words,
    source: Span,
    *,
    mentions: tuple[Mention, ...],
    said: tuple[Said, ...],
) -> Span | None:
    """The name that a source as printed stands for; None where the report does not say.

    `said` are the sources met before in the report, with the names they resolve to.
    """
    low = source.text.casefold()
    before = [s for s in said if source.start - _BACK < s[0].start < source.start]
    if low in _PERSON:
        return _person_before(source, mentions, before)
    if low in _BODY:
        return _body_before(report, w, source, mentions, before)
    beside = _name_beside(report, source, mentions)
    if beside is not None:
        return beside
    return _same_body(source, mentions) or _meant_body(report, w, source)


def _name_beside(report: Report, source: Span, mentions: tuple[Mention, ...]) -> Span | None:
    """The person named right behind an office: "its director, Palle Norring, told"; or the name inside."""
    for m in mentions:
        if m.type != "PERSON" or m.kind != "name":
            continue
        if source.start <= m.span.start and m.span.end <= source.end:
            return (
                m.span
                if m.span.end == source.end or report.text[m.span.end : m.span.end + 1] in ",;"
                else None
            )
        gap = report.text[source.end : m.span.start]
        if 0 < len(gap) <= 3 and gap.strip() in ("", ",") and "\n" not in gap:
            behind = report.text[m.span.end : m.span.end + 1]
            return m.span if gap.strip() == "" or behind in (",", " ") else None
    return None


def _person_before(source: Span, mentions: tuple[Mention, ...], said: list[Said]) -> Span | None:
    """Who spoke last before, unless another person was named since."""
    named = [
        m.span for m in mentions
        if m.type == "PERSON" and m.kind == "name" and source.start - _BACK < m.span.start < source.start
        and not is_medium(m.span.text)
    ]  # fmt: skip
    spoke = [name or printed for printed, name in said if _is_person(name or printed, mentions)]
    last = max(spoke, key=lambda s: s.start, default=None)
    later = [s for s in named if last is None or s.start > last.end]
    return later[-1] if later else last


def is_medium(name: str) -> bool:
    """Whether a name is a medium's by its last word: "Halcyon Wire"."""
    return name.casefold().rsplit(None, 1)[-1].strip(".,") in asserting("bodies", "media_names")


def _is_person(name: Span, mentions: tuple[Mention, ...]) -> bool:
    return not is_medium(name.text) and any(m.type == "PERSON" and m.span.overlaps(name) for m in mentions)


def _body_before(
    report: Report, w: Words, source: Span, mentions: tuple[Mention, ...], said: list[Said]
) -> Span | None:
    """The body that "it" means: the one that spoke last before, or the last that was a sentence's subject."""
    bodies = [name or printed for printed, name in said if _is_body(name or printed, mentions)]
    here = w.sentence[w.at(source.start)][0]
    for i in range(max(0, here - _BACK_WORDS), w.at(source.start)):
        if w.dep[i] == "nsubj" and (w.low[i] in speaking_nouns() or w.pos[i] == "PROPN"):
            span = span_of(report, w, *subtree(w, i))
            if span.end <= source.start and _is_body(span, mentions):
                bodies.append(_name_in(span, mentions) or span)
    return max(bodies, key=lambda s: s.start, default=None)


def _is_body(name: Span, mentions: tuple[Mention, ...]) -> bool:
    """Whether a source can be "it": a body by its name or its noun, no person and no pronoun."""
    words = name.text.casefold().split()
    if not words or words[0] in _PERSON | _BODY or _is_person(name, mentions):
        return False
    if any(m.type in ("ORG", "GPE") and m.span.overlaps(name) for m in mentions):
        return True
    head = next(
        (k for k, word in enumerate(words) if k and word in ("of", "for", "in", "at", "to")), len(words)
    )
    return words[head - 1] in speaking_nouns() and words[head - 1] not in person_nouns()


def _name_in(span: Span, mentions: tuple[Mention, ...]) -> Span | None:
    return next(
        (m.span for m in mentions if m.kind == "name" and m.type == "ORG" and span.contains(m.span)), None
    )


def _meant_body(report: Report, w: Words, source: Span) -> Span | None:
    """What "the agency" stands for where no name bears the noun: the last body named in the sentences before."""
    words = source.text.casefold().split()
    if words[0] not in ("the", "this", "that") or len(words) != 2 or words[1] not in _anaphors():
        return None
    here = w.at(source.start)
    for i in range(w.sentence[here][0] - 1, max(0, w.sentence[here][0] - 80), -1):
        if w.pos[i] == "PROPN" and w.dep[i] in ("nsubj", "pobj", "nsubjpass", "dobj", "ROOT"):
            first, last = subtree(w, i)
            if _KNOWN & set(w.low[first:last]):
                return span_of(report, w, first, last)
    return None


def _anaphors() -> frozenset[str]:
    return figure_words("reporting", "anaphors")


def _same_body(source: Span, mentions: tuple[Mention, ...]) -> Span | None:
    """The full name before that "the ministry" or "the agency" means: the last body that bears the noun."""
    bare = _ARTICLE.sub("", source.text.casefold())
    if bare == source.text.casefold() or " " in bare or bare not in speaking_nouns():
        return None
    bearing = [
        m.span for m in mentions
        if m.type == "ORG" and m.kind == "name" and m.span.start < source.start
        and bare in m.span.text.casefold().split() and len(m.span.text.split()) > 1
    ]  # fmt: skip
    return bearing[-1] if bearing else None


def is_own_voice(report: Report, source: Span) -> bool:
    """Whether the source is the report itself: "this newspaper", or its publisher by name."""
    low = source.text.casefold().strip()
    if low in asserting("bodies", "own"):
        return True
    publisher = (report.publisher or "").casefold()
    bare = _ARTICLE.sub("", low)
    return bool(publisher) and len(bare) > 3 and (bare == publisher or publisher.endswith(" " + bare))
