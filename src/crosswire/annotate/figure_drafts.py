"""Figures in the making, and what a figure takes from its neighbours and its sentence.

In: the words, a draft read alone, the drafts before it. Out: the draft completed: an elided party, a shared
measure, parts of a whole, limits, forces from abroad. Left undone: whose word it is, when and where it holds.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from crosswire.annotate.counted import Counted, find_counted
from crosswire.annotate.figure_lexicon import words
from crosswire.annotate.figure_words import QUOTES, Words
from crosswire.annotate.numbers import NumberPhrase
from crosswire.annotate.parties import is_foreign, party_of
from crosswire.types import Group, Measure

_FIGURE_AT = frozenset(f"{noun} at" for noun in ("figure", "number", "total", "count", "toll", "it", "tally"))
_FIGURE_OF = frozenset(f"{noun} of" for noun in ("figure", "number", "total", "count", "toll", "tally"))
# From this many on, soldiers or officers counted without a verb are a force in the field; smaller
# counts in the development texts were of persons who spoke, watched or were named one by one.
_FORCE = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A figure in the making: its phrase, words, noun, measure and party."""

    phrase: NumberPhrase
    first: int
    last: int
    counted: Counted
    measure: Measure | None
    group: Group | None
    unit: str | None
    carrier: int | None
    end: int
    label: tuple[int, int] | None = None
    subset: bool = False


def _siblings(w: Words, draft: Draft, drafts: list[Draft]) -> list[Draft]:
    """Earlier counts of the same sentence, nearest first."""
    sentence = w.sentence[draft.first]
    return [d for d in reversed(drafts) if w.sentence[d.first] == sentence and d.unit == "persons"]


def completed(w: Words, draft: Draft, drafts: list[Draft], *, protests: bool) -> Draft:
    """The draft with what its neighbours and the sentence add: elided party, shared measure, parts, limits."""
    if draft.phrase.unit in ("percent",) or draft.measure in ("age", "duration", "cost", "population"):
        return draft
    before = _siblings(w, draft, drafts)
    draft = _as_part(w, draft, before, drafts[-1] if drafts else None)
    if draft.unit != "persons" and draft.measure in words("person_measures", "names") and _nounless(w, draft):
        draft = _elided(w, draft, before, protests=protests)
    if draft.measure is None and draft.group and before and _joined_to(w, before[0], draft):
        draft = replace(draft, measure=before[0].measure)
    if draft.counted.head is None and draft.measure is None and not draft.phrase.unit:
        draft = _copular(w, draft, protests=protests)
    draft = _put_at(w, draft, before, drafts)
    draft = _predicated(w, draft, protests=protests)
    draft = _limited(w, draft)
    if draft.measure is None and draft.group == "protesters":
        draft = replace(draft, measure="participants")
    if protests and draft.measure == "participants" and draft.group == "people":
        draft = replace(draft, group="protesters")
    return _foreign(w, draft)


def _as_part(w: Words, draft: Draft, before: list[Draft], last: Draft | None) -> Draft:
    begin = w.before(draft.phrase.start)
    head = w.phrase(max(w.sentence[draft.first][0], begin - 4), begin)
    behind = w.phrase(draft.last, draft.last + 3)
    opening = w.phrase(w.sentence[draft.first][0], begin)
    tail = w.low[max(w.sentence[draft.first][0], begin - 6) : begin]
    inside = "including" in tail and "," not in tail and not set(tail) & words("stops", "be")
    marked = (
        inside
        or opening.startswith(("among the", "among those", "the dead include", "the victims include"))
        or any(head.endswith(cue) for cue in words("subset", "strong"))
        or any(behind.startswith(cue) for cue in words("subset", "after"))
    )
    if not marked or (draft.group is None and draft.counted.head is not None):
        if not (before and before[0].subset and w.phrase(before[0].end, begin) in ("and", ",", ", and", "")):
            return draft
        if draft.group is None or (draft.carrier is not None and draft.carrier >= draft.last):
            return draft
    if not before:
        return replace(draft, subset=True, measure=draft.measure or (last.measure if last else None))
    whole = next((d for d in before if not d.subset), before[0])
    own = (
        draft.measure
        if draft.carrier is not None and draft.carrier <= draft.counted.end and draft.carrier >= draft.last
        else None
    )
    return replace(
        draft, subset=True, measure=own or whole.measure, group=draft.group or whole.group, unit="persons"
    )


def _joined_to(w: Words, left: Draft, right: Draft) -> bool:
    between = w.low[left.end : w.before(right.phrase.start)]
    return len(between) <= 5 and all(word in words("joining", "words") or word in QUOTES for word in between)


def _nounless(w: Words, draft: Draft) -> bool:
    """Whether no noun is counted: none stands there, only "others", or a name run on from a headline."""
    head = draft.counted.head
    return head is None or w.low[head] == "others" or w.tag[head] == "NNP"


def shared_backwards(w: Words, left: Draft, right: Draft) -> Draft:
    """ "16 farmhands and three children have been killed": the left count shares the verb behind the right."""
    among = w.phrase(w.before(right.phrase.start) - 2, w.before(right.phrase.start)) == "among the"
    if among and left.group and left.measure is None and w.sentence[left.first] == w.sentence[right.first]:
        return replace(left, measure=right.measure, subset=True)
    behind = right.carrier is not None and right.carrier >= right.last
    weak = left.measure is None or (left.measure == "participants" and left.carrier is None)
    if not (weak and left.group and behind and right.measure in words("person_measures", "names")):
        return left
    if w.sentence[left.first] != w.sentence[right.first] or not _joined_to(w, left, right):
        return left
    return replace(left, measure=right.measure)


def _elided(w: Words, draft: Draft, before: list[Draft], *, protests: bool) -> Draft:
    """Party of a number without a noun: behind "among", else its left neighbour's, else people."""
    end = w.sentence[draft.first][1]
    group: Group | None = None
    for i in range(draft.end, min(draft.end + 8, end)):
        if w.low[i] in ("among", "amongst", "in") and i + 1 < end:
            noun = (
                i + 2 if w.low[i + 1] in ("the", "their", "its", "these", "those") and i + 2 < end else i + 1
            )
            tail = find_counted(w, i, noun, draft.phrase, end)
            group = party_of(w, tail, protests=protests) if w.low[i] != "in" else None
            break
        if w.low[i] in (".", ";", ",") and i > draft.end:
            break
    begin = w.before(draft.phrase.start)
    if group is None and before and w.phrase(begin - 2, begin) != "among the":
        group = before[0].group
    return replace(draft, group=group or "people", unit="persons")


def _copular(w: Words, draft: Draft, *, protests: bool) -> Draft:
    """ "The rioters, who are 20,000": the noun is the antecedent."""
    begin = w.before(draft.phrase.start) - 1
    start = w.sentence[draft.first][0]
    while begin > start and w.low[begin] in QUOTES:
        begin -= 1
    if w.low[begin] not in ("are", "were", "number", "numbered", "numbering", "total", "totalled", "totaled"):
        return draft
    for i in range(begin, start - 1, -1):
        single = Counted(head=i, nouns=(i,), modifiers=(), first=i, end=i + 1)
        group = party_of(w, single, protests=protests) if w.tag[i] == "NNS" else None
        if group:
            return replace(draft, group=group, unit="persons", label=(i, i + 1))
    return draft


def _put_at(w: Words, draft: Draft, before: list[Draft], drafts: list[Draft]) -> Draft:
    """ "The government puts the figure at 22", "withdrew the figure of 40": measure and party of the
    count told before."""
    begin = w.before(draft.phrase.start)
    told = before[0] if before else drafts[-1] if drafts else None
    if draft.measure or draft.counted.head is not None or draft.phrase.unit or not told or not told.group:
        return draft
    named = w.phrase(begin - 2, begin)
    taken_back = named in _FIGURE_OF and bool(set(w.low[max(begin - 7, 0) : begin]) & _denying())
    if named not in _FIGURE_AT and not taken_back:
        return draft
    if taken_back:  # what is taken back is the report's toll, not the count told last
        told = next((d for d in drafts if d.measure == "killed" and not d.subset), told)
    return replace(draft, measure=told.measure, group=told.group, unit="persons")


def _denying() -> frozenset[str]:
    return words("reporting", "denying")


def _predicated(w: Words, draft: Draft, *, protests: bool) -> Draft:
    """ "Eleven of them are children", "three of the dead were officers": the party is the noun behind."""
    end = w.sentence[draft.first][1]
    i = draft.last
    if w.phrase(i, i + 2) in words("subset", "of_these"):
        i += 2
    elif w.phrase(i, i + 3) in words("subset", "of_these"):
        i += 3
    else:
        return draft
    while i < end and w.low[i] in (",", "are", "were", "was", "is", "being"):
        i += 1
    if i >= end or not (w.is_noun(i) or w.pos[i] == "ADJ"):
        return draft
    behind = find_counted(w, i - 1, i, draft.phrase, end)
    group = party_of(w, behind, protests=protests)
    if group is None or behind.head is None:
        return draft
    return replace(draft, group=group, unit="persons", label=(behind.first, behind.end), subset=True)


def _limited(w: Words, draft: Draft) -> Draft:
    if draft.phrase.qualifier not in ("more_than", "at_most") or draft.group is None:
        return draft
    start, end = w.sentence[draft.first]
    near = w.low[max(start, draft.first - 12) : min(end, draft.end + 5)]
    if draft.measure in (None, "participants") and any(word in words("limit", "words") for word in near):
        return replace(draft, measure="limit")
    return draft


def _foreign(w: Words, draft: Draft) -> Draft:
    """A force from abroad, and a force counted without a verb in a sentence of a mission."""
    generic = draft.group == "people" and draft.measure == "deployed"
    if draft.group not in ("security_forces",) and not generic:
        if draft.group == "people" and draft.measure is None and is_foreign(w, draft.first, "deployed"):
            start, end = w.sentence[draft.first]
            if {"force", "troops", "contingent", "soldiers", "army"} & set(w.low[start:end]):
                return replace(draft, group="foreign_forces", measure="deployed")
        return draft
    if draft.measure in ("deployed", None) and is_foreign(w, draft.first, draft.measure or "other"):
        return replace(draft, group="foreign_forces", measure="deployed")
    if draft.measure is None and (draft.phrase.low or 0) >= _FORCE:
        return replace(draft, measure="deployed")
    return draft
