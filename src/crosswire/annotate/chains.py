"""Through whom a source's word came to a report: those who were told it, those who quote or carry it.

In: the words, a source as printed, the mentions. Out: the media as spans, the nearest to the source first:
"X, quoted by N, told M that" gives M, N. One place for attributions, quotations and figures. Only who passes
words on counts: a medium by its noun or name, or whoever cites another; "told parliament" names none. Left
undone: which of the reports in hand a medium's is, and who the source is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from crosswire.annotate.asserter_grammar import phrase_before, span_of, subject_of, subtree
from crosswire.annotate.asserter_lexicon import asserting, may_assert
from crosswire.annotate.figure_words import QUOTES, Words, words_of
from crosswire.lang import table
from crosswire.types import Attribution, Mention, Quote, Report, Span

if TYPE_CHECKING:
    from spacy.tokens import Doc

# The longest name of a medium in words, and how far behind its verb or noun the medium stands.
_LONGEST, _REACH = 8, 5
# How far above a participle the verb stands whose subject cites.
_CLIMB = 4
_NOUNS = ("NOUN", "PROPN", "ADJ", "DET", "NUM", "X")


@cache
def _listed(name: str) -> frozenset[str]:
    return frozenset(table("en", "chains")[name])


def with_chains(
    report: Report,
    doc: Doc,
    quotes: Sequence[Quote],
    attributions: Sequence[Attribution],
    mentions: Sequence[Mention],
) -> tuple[tuple[Quote, ...], tuple[Attribution, ...]]:
    """Quotations and attributions with those who passed their words on."""
    w = words_of(doc)
    names = _Names(mentions)
    known: dict[Span, tuple[Span, ...]] = {}

    def chain(source: Span) -> tuple[Span, ...]:
        if source not in known:
            known[source] = _through(report, w, source, names)
        return known[source]

    told = [replace(a, via=chain(a.source)) if a.source else a for a in attributions]
    outer = [a for a in told if a.source is not None and _reports(w, a.source, names)]
    told = [_nested(a, outer) for a in told]
    by_source = {a.source: a.via for a in told if a.source is not None and a.via}
    spoken = (replace(q, via=by_source.get(q.source) or chain(q.source)) if q.source else q for q in quotes)
    return tuple(spoken), tuple(told)


def through(report: Report, w: Words, source: Span, mentions: Sequence[Mention]) -> tuple[Span, ...]:
    """Those who passed on the word of a source, the nearest to it first."""
    return _through(report, w, source, _Names(mentions))


def is_medium_name(text: str) -> bool:
    """Whether a name or a noun phrase is a medium's: "Halcyon Wire", "state television", "the daily"."""
    shown = text.replace("’s", "").split()
    words = [x.casefold().strip(".,") for x in shown]
    if not words:
        return False
    if len(words) > 1 and words[-1] in asserting("bodies", "media_names"):
        return True
    # "A social media user" is none: what stands last is, or bears the medium's name behind its noun.
    last = words[-1] in _listed("media") or shown[-1][:1].isupper()
    return last and any(x in _listed("media") for x in words)


class _Names:
    """The mentions of a report, asked for what stands in a stretch."""

    def __init__(self, mentions: Sequence[Mention]) -> None:
        self.named = [m for m in mentions if m.kind in ("name", "acronym")]

    def within(self, start: int, end: int) -> list[Mention]:
        return [m for m in self.named if m.span.start < end and start < m.span.end]


def _through(report: Report, w: Words, source: Span, names: _Names) -> tuple[Span, ...]:
    at = w.at(source.start)
    if at >= len(w.low):
        return ()
    first, end = w.sentence[at]
    own = at, max(at + 1, w.before(source.end))
    found: list[tuple[int, int, tuple[int, int]]] = []
    for i in range(first, end - 1):
        for rank, rule in enumerate((_told, _talked, _carried, _quoted, _citing)):
            stretch = rule(w, i, own, end)
            if stretch is None or (stretch[0] < own[1] and own[0] < stretch[1]):
                continue
            if rule is _citing or (_passes_on(w, *stretch, names) and not _is_own_channel(w, *stretch)):
                found.append((rank, i, stretch))
            break
    spans = [span_of(report, w, *stretch) for _, _, stretch in sorted(found)]
    kept: list[Span] = []
    for span in spans:
        if not any(span.overlaps(k) for k in kept) and not span.overlaps(source):
            kept.append(span)
    return tuple(kept)


def _named(w: Words, i: int, end: int) -> tuple[int, int] | None:
    """The noun phrase of a medium that begins at word `i`: no further than its own name."""
    j = i
    while j < min(end, i + _LONGEST):
        low = w.low[j]
        if low in QUOTES or (w.pos[j] in ("VERB", "AUX", "PRON", "ADV", "PUNCT") and low != "-"):
            break
        if j > i and (low in _listed("ends") or (w.pos[j] == "DET" and w.low[j - 1] not in ("of", "for"))):
            break
        if (
            j > i
            and low in _listed("carried")
            and w.low[j + 1 : j + 2]
            and w.low[j + 1] in _listed("carried_joins")
        ):
            break
        if w.pos[j] not in _NOUNS and low not in ("of", "for", "-", "'s", "&", "'"):
            break
        j += 1
    while j > i and w.low[j - 1] in ("of", "for", "'s", "-", "'"):
        j -= 1
    if j <= i:
        return None
    # "The state news agency, Norrgate Wire, that": the name stands for the noun.
    if j + 1 < end and w.low[j] == "," and w.pos[j + 1] == "PROPN" and w.low[j - 1] in _listed("media"):
        named = _named(w, j + 1, end)
        if named is not None and w.low[named[1] : named[1] + 1] == (",",):
            return named
    return i, j


def _passes_on(w: Words, first: int, end: int, names: _Names) -> bool:
    """Whether a phrase is somebody who passes words on to the public."""
    low = w.low[first:end]
    if low[0] in ("this", "our", "us", "me") or is_medium_name(_printed(w, first, end)):
        return True
    if low[0] in _listed("ends"):
        return False
    if set(low) & _listed("audience") or not any(w.pos[k] == "PROPN" for k in range(first, end)):
        return len(low) > 1 and low[-1] in asserting("bodies", "media_names") and w.pos[end - 1] == "PROPN"
    held = names.within(w.start[first], w.end[end - 1])
    if any(m.role for m in held):
        return False
    if low[-1] in asserting("bodies", "media_names"):
        return True
    return not any(m.type in ("PERSON", "GPE", "LOC", "NORP", "FAC") for m in held)


def _printed(w: Words, first: int, end: int) -> str:
    """Words as printed, one space between."""
    return " ".join(w.shown[first:end])


def _is_own_channel(w: Words, first: int, end: int) -> bool:
    """Whether something was put on a page of one's own: "on the group's website"."""
    return w.low[end - 1] in _listed("own") and w.low[first - 1] in ("on", "in")


def _reports(w: Words, source: Span, names: _Names) -> bool:
    """Whether a source is a medium by its noun or its name's last word, so that what it tells of others is theirs."""
    return is_medium_name(source.text)


def _told(w: Words, i: int, own: tuple[int, int], end: int) -> tuple[int, int] | None:
    """ "NP told N", "told N on condition of anonymity"."""
    if w.low[i] not in _listed("tell") or w.low[i - 1] in _listed("passive"):
        return None
    return _named(w, i + 1, end) if _is_of(w, i, own) else None


def _talked(w: Words, i: int, own: tuple[int, int], end: int) -> tuple[int, int] | None:
    """ "In an interview with N", "in comments to N", "speaking to N", "speaking on N"."""
    nxt = w.low[i + 1]
    if w.low[i] in _listed("speaking") and nxt in _listed("speaking_joins"):
        return _named(w, i + 2, end) if _is_of(w, i, own) else None
    if w.low[i] not in _listed("talks") or nxt not in _listed("talk_joins") or w.pos[i] == "VERB":
        return None
    if nxt in ("in", "on", "for") and not _is_named_medium(w, i + 2, end):
        return None
    if not any(w.low[k] in _listed("talk_leads") for k in range(max(w.sentence[i][0], i - _REACH), i)):
        return None
    return None if _turned(w, i, own) else _named(w, i + 2, end)


def _is_named_medium(w: Words, i: int, end: int) -> bool:
    """Whether a medium's name or noun begins at word `i`: "in an interview in June" has none."""
    named = _named(w, i, end)
    if named is None:
        return False
    shown = w.shown[named[1] - 1]
    return is_medium_name(w.phrase(*named)) or (len(shown) > 1 and shown.isupper())


def _carried(w: Words, i: int, own: tuple[int, int], end: int) -> tuple[int, int] | None:
    """ "In a statement carried by N", "an interview broadcast on Monday on N"."""
    if w.low[i] not in _listed("carried") or w.tag[i] not in ("VBN", "VBD", "NN") or _turned(w, i, own):
        return None
    if w.tag[i] == "NN" and (w.low[i] != "broadcast" or w.low[i + 1] not in _listed("carried_joins")):
        return None
    if w.dep[i] not in ("acl", "relcl", "advcl", "amod") and w.low[i - 1] != "," and w.tag[i] != "NN":
        return None
    noun = w.head[i]
    near = any(w.low[k] in _listed("talks") for k in range(max(own[1], i - _LONGEST), i))
    if not near and not own[0] <= noun < own[1] and not (own[1] <= i and i - own[1] <= 2):
        return None
    return _behind(w, i, end, _listed("carried_joins"))


def _quoted(w: Words, i: int, own: tuple[int, int], end: int) -> tuple[int, int] | None:
    """ "NP, quoted by N", "NP was quoted as saying by N"."""
    if w.low[i] not in _listed("quoted") or w.tag[i] not in ("VBN", "VBD"):
        return None
    if not own[1] <= i <= own[1] + _REACH or _turned(w, i, own):
        return None
    return _behind(w, i, end, frozenset({"by", "in"}))


def _behind(w: Words, i: int, end: int, joins: frozenset[str]) -> tuple[int, int] | None:
    """The medium behind a participle and one of its prepositions, a day or "as saying" between."""
    for k in range(i + 1, min(i + 1 + _REACH, end - 1)):
        if w.low[k] in joins and w.low[k + 1] not in ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"):  # fmt: skip
            return _named(w, k + 1, end)
        if w.low[k] in (";", ":") or w.pos[k] == "AUX":
            return None
    return None


def _citing(w: Words, i: int, own: tuple[int, int], end: int) -> tuple[int, int] | None:
    """ "N, citing NP, reported", "N quoted NP as saying", "according to N, which cited NP"."""
    if w.low[i] not in _listed("citing") or not i < own[0] <= i + 2 or w.low[i - 1] in _listed("passive"):
        return None
    node = i
    for _ in range(_CLIMB):
        subject = subject_of(w, node)
        if subject is not None and not own[0] <= subject < own[1]:
            stretch = _without_tail(w, subtree(w, subject), i)
            return stretch if may_assert(w, *stretch) else None
        if w.head[node] == node:
            break
        node = w.head[node]
    start = w.sentence[i][0]
    before = i - 1 if i > start and w.low[i - 1] in (",", "who", "which") else i
    before = before - 1 if before > start and w.low[before - 1] == "," else before
    named = phrase_before(w, before, start)
    return named if named is not None and may_assert(w, *named) else None


def _without_tail(w: Words, stretch: tuple[int, int], before: int) -> tuple[int, int]:
    """A subject cut where the clause of the citing begins."""
    first, last = stretch
    last = min(last, before) if first < before else last
    while last - 1 > first and w.low[last - 1] in (",", "which", "who", "that"):
        last -= 1
    return first, last


def _is_of(w: Words, verb: int, own: tuple[int, int]) -> bool:
    """Whether a verb is the source's: its subject is, or it stands behind it with no other between."""
    subject = subject_of(w, verb)
    if subject is not None and own[0] <= subject < own[1]:
        return True
    if subject is not None and subject != own[0] and subject >= own[1]:
        return False
    return verb >= own[1] and not _turned(w, verb, own)


def _turned(w: Words, i: int, own: tuple[int, int]) -> bool:
    """Whether the sentence turns to another clause between a word and the source."""
    low, high = (own[1], i) if i >= own[1] else (i, own[0])
    return any(w.low[k] in _listed("turns") for k in range(low, high))


def _nested(told: Attribution, outer: Sequence[Attribution]) -> Attribution:
    """An attribution inside what a medium reports came through that medium."""
    if told.source is None:
        return told
    around = [
        o for o in outer
        if o.content.contains(told.source) and not _turns_in(o.content, told.source) and o.source is not None and not o.source.overlaps(told.source)
    ]  # fmt: skip
    via = list(told.via)
    for o in sorted(around, key=lambda o: (o.content.end - o.content.start, o.content.start)):
        for span in (o.source, *o.via):
            if span is not None and not any(span.overlaps(v) for v in via):
                via.append(span)
    return replace(told, via=tuple(via)) if via != list(told.via) else told


def _turns_in(content: Span, source: Span) -> bool:
    """Whether a content turns to another clause before a source that stands in it."""
    before = content.text[: source.start - content.start].casefold().replace(",", " ").split()
    return bool(_listed("turns") & set(before)) or ";" in content.text[: source.start - content.start]
