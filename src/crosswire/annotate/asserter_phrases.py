"""Sources of figures that no verb with a clause names: "according to", "Ministry: 12 killed", "its figure of 40".

In: the report, its words, the place of a number. Out: an `Asserter` without the name it resolves to, or None.
"""

from __future__ import annotations

from crosswire.annotate.asserter_grammar import (
    Asserter,
    phrase_after,
    phrase_before,
    span_of,
    subject_of,
    subtree,
)
from crosswire.annotate.asserter_lexicon import asserting, may_assert, phrases, say_forms, speaking_nouns
from crosswire.annotate.figure_elided import cue_words
from crosswire.annotate.figure_words import QUOTES, Words
from crosswire.types import Report

# A headline's source is short: "Ministry of Waters: 12 dead".
_LABEL = 6
# "its figure of the dead in the valley at 40": the owner stands this far before the number at most.
_OWNER = 9
_BREAKS = frozenset({";"})
_OWNERS = frozenset({"its", "their", "his", "her"})


def by_phrase(report: Report, w: Words, at: int) -> Asserter | None:
    """ "According to NP", "per NP", "citing NP", "by NP's count", "for NP the dead are 12"."""
    start, end = w.sentence[at]
    for i in range(start, end - 1):
        cue = next((p for p in phrases("phrases", "before") if w.low[i : i + len(p)] == p), None)
        if cue is not None:
            found = _handed(report, w, at, i, i + len(cue), " ".join(cue))
            if found is not None:
                return found
        if w.low[i] in ("by", "in", "on") and (found := _owned_count(report, w, at, i)) is not None:
            return found
    return _for_body(report, w, at)


def _handed(report: Report, w: Words, at: int, cue: int, first: int, text: str) -> Asserter | None:
    """The phrase behind a handing preposition, unless the number lies in it or beyond a turn."""
    end = w.sentence[at][1]
    if _turned(w, at, cue) or (text == "per" and w.pos[first : first + 1] != ("PROPN",)):
        return None
    named = phrase_after(w, first, end)
    if named is None or named[0] <= at < named[1] or w.low[first] in ("him", "her", "them", "which", "whom"):
        return None
    if text not in ("according to",) and not may_assert(w, *named):
        return None
    return Asserter(source=span_of(report, w, *named), speaker=None, cue=text)


def _turned(w: Words, at: int, cue: int) -> bool:
    """Whether a semicolon, "but" or "while" lies between the number and the cue."""
    low, high = min(at, cue), max(at, cue)
    return any(w.low[k] in (";", "but", "while", "whereas", "although", "though") for k in range(low, high))


def _owned_count(report: Report, w: Words, at: int, i: int) -> Asserter | None:
    """ "By the ministry's count", "in the army's version", "on the union's figures"."""
    end = min(w.sentence[at][1], i + 9)
    owner = next((k for k in range(i + 1, end) if w.tag[k] == "POS"), None)
    if owner is None or owner + 1 >= end or _turned(w, at, i):
        return None
    noun = next(
        (k for k in range(owner + 1, min(owner + 4, end)) if w.low[k] in asserting("phrases", "nouns")), None
    )
    if noun is None or not may_assert(w, i + 1, owner) or i < at < noun:
        return None
    return Asserter(source=span_of(report, w, i + 1, owner), speaker=None, cue=w.shown[noun])


def _for_body(report: Report, w: Words, at: int) -> Asserter | None:
    """ "For the ministry the deceased are 12": a body behind "for" that opens the sentence."""
    start, end = w.sentence[at]
    if w.low[start] != "for" or start + 2 >= at:
        return None
    named = phrase_after(w, start + 1, min(at, end))
    if named is None:
        return None
    second = next(
        (
            k
            for k in range(named[0] + 1, named[1])
            if w.low[k] == "the" and w.low[k - 1] not in ("of", "for", "and")
        ),
        None,
    )
    first, last = named[0], second or named[1]
    bodied = any(w.low[k] in asserting("bodies", "nouns") for k in range(first, last))
    return Asserter(source=span_of(report, w, first, last), speaker=None, cue="for") if bodied else None


def by_passive(report: Report, w: Words, at: int) -> Asserter | None:
    """ "Twelve deaths were confirmed by the ministry", "figures released by the union put …"."""
    start, end = w.sentence[at]
    for i in range(start, end - 2):
        if w.low[i] not in asserting("verbs", "passive") or w.tag[i] not in ("VBN", "VBD"):
            continue
        by = next((k for k in range(i + 1, min(i + 4, end - 1)) if w.low[k] == "by"), None)
        if by is None or _turned(w, at, i) or w.low[i - 1] in ("has", "have", "had"):
            continue
        if not (at < i and i - at < 14) and not (i < at and at - i < 14):
            continue
        named = phrase_after(w, by + 1, end)
        if named is not None and may_assert(w, *named) and not named[0] <= at < named[1]:
            return Asserter(source=span_of(report, w, *named), speaker=None, cue=w.shown[i])
    return None


def by_headline(report: Report, w: Words, at: int) -> Asserter | None:
    """ "Ministry: 12 killed", "12 killed: police", "12 killed - hospital", "12 killed, police say"."""
    start, end = w.sentence[at]
    if end - start > 24 or (end and w.low[end - 1] == "."):
        return None
    for i in range(start + 1, min(start + 1 + _LABEL, at)):
        if w.low[i] in (":", "–", "—", "-") and _spaced(w, i) and _is_label(w, start, i):
            return Asserter(source=span_of(report, w, start, i), speaker=None, cue=None)
    for i in range(end - 1, max(at, end - 2 - _LABEL), -1):
        if w.low[i] in (":", "–", "—", "-") and _spaced(w, i) and _is_label(w, i + 1, end):
            return Asserter(source=span_of(report, w, i + 1, end), speaker=None, cue=None)
    return None


def _spaced(w: Words, i: int) -> bool:
    """Whether a dash parts clauses: no word is joined by it."""
    return w.low[i] == ":" or (
        w.start[i] > w.end[i - 1] and i + 1 < len(w.start) and w.start[i + 1] > w.end[i]
    )


def _is_label(w: Words, first: int, end: int) -> bool:
    """Whether a headline's label is somebody who can speak, not a place or a subject matter."""
    if (
        end <= first
        or end - first > _LABEL
        or any(w.pos[k] in ("VERB", "AUX", "NUM") for k in range(first, end))
    ):
        return False
    return any(w.low[k] in speaking_nouns() for k in range(first, end))


def by_count_noun(report: Report, w: Words, at: int) -> Asserter | None:
    """ "Its figure of 40", "the league's list of 40", "the figure of 40 that an aide had given"."""
    start, end = w.sentence[at]
    given = _given_behind(report, w, at, end)
    if given is not None:
        return given
    noun = next(
        (
            k
            for k in range(at - 1, max(start, at - _OWNER) - 1, -1)
            if w.low[k] in cue_words("nouns", "counts")
        ),
        None,
    )
    if noun is None or noun == start or any(w.low[k] in (";", ",") for k in range(noun, at)):
        return None
    owner = next(
        (
            k
            for k in range(noun - 1, max(start, noun - 4) - 1, -1)
            if w.tag[k] == "POS" or w.low[k] in _OWNERS
        ),
        None,
    )
    if owner is not None and w.tag[owner] == "POS":
        named = phrase_before(w, owner, start)
        if named is not None and may_assert(w, *named):
            return Asserter(source=span_of(report, w, *named), speaker=None, cue=w.shown[noun])
        return None
    if owner is None:
        return _giver_of(report, w, noun, start)
    for v in range(owner - 1, start - 1, -1):  # "The league has withdrawn its figure"
        subject = subject_of(w, v) if w.pos[v] == "VERB" else None
        if subject is not None and subject < owner:
            first, last = subtree(w, subject)
            return (
                Asserter(source=span_of(report, w, first, last), speaker=None, cue=w.shown[noun])
                if may_assert(w, first, last)
                else None
            )
    return Asserter(source=span_of(report, w, owner, owner + 1), speaker=None, cue=w.shown[noun])


def _giver_of(report: Report, w: Words, noun: int, start: int) -> Asserter | None:
    """ "The league, which spread the number of 40", "the ministry raised the count to 14"."""
    verb = next(
        (v for v in range(noun - 1, max(start, noun - 4), -1) if w.low[v] in asserting("verbs", "own_count")),
        None,
    )
    subject = subject_of(w, verb) if verb is not None else None
    if verb is None or subject is None:
        return None
    stretch = subtree(w, subject)
    if stretch[1] > verb or not may_assert(w, *stretch):
        return None
    return Asserter(source=span_of(report, w, *stretch), speaker=None, cue=w.shown[verb])


def _given_behind(report: Report, w: Words, at: int, end: int) -> Asserter | None:
    """ "… that an aide had given on Thursday", "… which the union published"."""
    for i in range(at + 1, min(at + 4, end)):
        if (
            w.low[i] in ("that", "which", "given", "published", "released", "reported", "put")
            and w.low[i] not in QUOTES
        ):
            verb = next(
                (
                    v
                    for v in range(i + 1, min(i + 9, end))
                    if w.low[v] in asserting("verbs", "own_count") or w.low[v] in say_forms()
                ),
                None,
            )
            if w.low[i] not in ("that", "which") or verb is None:
                return None
            named = phrase_before(w, verb, i + 1)
            if named is not None and may_assert(w, *named):
                return Asserter(source=span_of(report, w, *named), speaker=None, cue=w.shown[verb])
            return None
        if w.pos[i] in ("VERB", "AUX", "PUNCT"):
            return None
    return None


def by_heading(report: Report, w: Words, at: int) -> Asserter | None:
    """A sentence before that hands what follows to its subject: "The ministry gave the following figures."."""
    start = w.sentence[at][0]
    for _ in range(4):
        if not start:
            return None
        first, end = w.sentence[start - 1]
        if "\n\n" in w.text[w.end[end - 1] : w.start[start]] and w.low[end - 1] != ":":
            return None
        handing = any(
            w.low[i : i + len(p)] == p for i in range(first, end) for p in phrases("phrases", "following")
        )
        if handing and (w.low[end - 1] in (":", ".") or end == start):
            verb = next(
                (
                    v
                    for v in range(first, end)
                    if (w.low[v] in say_forms() or w.low[v] in asserting("verbs", "own_count"))
                    and subject_of(w, v) is not None
                ),
                None,
            )
            subject = subject_of(w, verb) if verb is not None else None
            if verb is None or subject is None:
                return None
            stretch = subtree(w, subject)
            return (
                Asserter(source=span_of(report, w, *stretch), speaker=None, cue=w.shown[verb])
                if may_assert(w, *stretch)
                else None
            )
        start = first
    return None
