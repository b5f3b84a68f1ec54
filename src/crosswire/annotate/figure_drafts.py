"""Figures in the making, and what a figure takes from its neighbours and its sentence.

In: the words, a draft read alone, the drafts before it. Out: the draft completed: an elided party, a shared
measure, parts of a whole, limits, forces from abroad. Left undone: whose word it is, when and where it holds.
"""

from __future__ import annotations

from dataclasses import replace

from crosswire.annotate.counted import Counted, find_counted
from crosswire.annotate.figure_alone import Draft
from crosswire.annotate.figure_elided import find_elided
from crosswire.annotate.figure_lexicon import measure_nouns, verb_forms, words
from crosswire.annotate.figure_parts import as_part, as_predicate, part_before, predicated, whole_before
from crosswire.annotate.figure_words import QUOTES, Words
from crosswire.annotate.measure_words import state_at
from crosswire.annotate.parties import is_foreign, party_of
from crosswire.types import Group

# From this many on, soldiers or officers counted without a verb are a force in the field; smaller
# counts in the development texts were of persons who spoke, watched or were named one by one.
_FORCE = 50
# "He was shot dead along with two others": the verb stands at most this many words before the number.
_WITH = 10
# "The ministry speaks of 14" is of the count told within so many words before its sentence, else of the report's toll.
_NEAR = 40


def _siblings(w: Words, draft: Draft, drafts: list[Draft]) -> list[Draft]:
    """Earlier counts of the same sentence, nearest first."""
    sentence = w.sentence[draft.first]
    return [d for d in reversed(drafts) if w.sentence[d.first] == sentence and d.unit == "persons"]


# Measures that the form of a number gives; no neighbour adds to them.
_COMPLETE = ("age", "duration", "cost", "population", "share")


def completed(w: Words, draft: Draft, drafts: list[Draft], *, protests: bool) -> Draft:
    """The draft with what its neighbours and the sentence add: elided party, shared measure, parts, limits."""
    if draft.phrase.unit in ("percent",) or draft.measure in _COMPLETE:
        return draft
    before = _siblings(w, draft, drafts)
    draft = as_part(w, draft, before, drafts)
    if draft.unit != "persons" and draft.measure in words("person_measures", "names") and _nounless(w, draft):
        draft = _elided(w, draft, before, protests=protests)
    if draft.measure is None and draft.group and before and _joined_to(w, before[0], draft):
        draft = replace(draft, measure=before[0].measure)
    if draft.measure is None and (draft.group or draft.counted.head is None):
        draft = _on_top(w, draft, before)
    if draft.counted.head is None and draft.measure is None and not draft.phrase.unit:
        draft = _copular(w, draft, protests=protests)
    draft = _counted_elsewhere(w, draft, before, drafts, protests=protests)
    draft = predicated(w, draft, protests=protests)
    draft = _limited(w, draft)
    if draft.measure is None and protests and _confronted(w, draft):
        draft = replace(draft, measure="participants")
    if draft.group == "protesters" and draft.measure in (None, "deployed"):  # who arrives by themselves
        draft = replace(draft, measure="participants")
    if protests and draft.measure == "participants" and draft.group == "people":
        draft = replace(draft, group="protesters")
    return _foreign(w, draft)


def _confronted(w: Words, draft: Draft) -> bool:
    """Whether persons are counted as those whom somebody faces: "his men had been facing some 2,500 people"."""
    start, begin = w.sentence[draft.first][0], w.before(draft.phrase.start)
    return draft.group == "people" and any(
        _ends_with(w, start, begin, cue) for cue in words("confronted", "before")
    )


def _joined_to(w: Words, left: Draft, right: Draft) -> bool:
    between = w.low[left.end : w.before(right.phrase.start)]
    return len(between) <= 5 and all(word in words("joining", "words") or word in QUOTES for word in between)


def _on_top(w: Words, draft: Draft, before: list[Draft]) -> Draft:
    """ "Killed two guards from Tamsel as well as six miners", "30 died in Tamsel and another five in Hallin",
    "he was killed along with two others": the verb of the count or the person told before."""
    start, begin = w.sentence[draft.first][0], w.before(draft.phrase.start)
    cue = next((c for c in words("joining", "on_top") if _ends_with(w, start, begin, c)), None)
    another = w.low[begin - 1] == "another" and w.low[begin - 2] in ("and", ",", "with", "while")
    if cue is None and not another:
        return draft
    persons = words("person_measures", "names")
    told = next((d for d in before if d.measure in persons and not d.subset), None)
    if told is not None:
        # What stands between may not be another predicate: only names, places and what they are of.
        last = max(told.end, (told.carrier or 0) + 1)
        if any(w.pos[i] == "VERB" and w.tag[i] not in ("VBG", "VBN") for i in range(last, begin)):
            return draft
        return replace(draft, measure=told.measure, group=draft.group or told.group, unit="persons")
    if draft.group is None or cue is None:
        return draft
    for i in range(begin - cue.count(" ") - 1, max(start, begin - _WITH), -1):
        state = state_at(w, i, begin)
        if state and state.measure in persons:
            return replace(draft, measure=state.measure)
        for v in verb_forms().get(w.low[i], ()):
            if v.transitive and v.form == "past" and v.measure in persons:
                return replace(draft, measure=v.measure)
    return draft


def _ends_with(w: Words, start: int, begin: int, cue: str) -> bool:
    return w.phrase(max(start, begin - cue.count(" ") - 1), begin) == cue


def _nounless(w: Words, draft: Draft) -> bool:
    """Whether no noun is counted: none stands there, only "others", or a name run on from a headline."""
    head = draft.counted.head
    return head is None or w.low[head] == "others" or w.tag[head] == "NNP"


def shared_backwards(w: Words, left: Draft, right: Draft, *, protests: bool) -> Draft:
    """ "16 farmhands and three children have been killed": the left count shares the verb behind the right."""
    if left.measure == "share":  # "two thirds of the 90": a share stays one
        return left
    left = whole_before(w, part_before(w, left, right, protests=protests), right)
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
    if draft.last < end and w.low[draft.last] in ("are", "were"):
        named = as_predicate(w, draft, draft.last, protests=protests)
        if named is not draft:
            return named  # "three are guards who gave their lives"
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
        # "12 people, three of them children, died and five were hurt": five people, not five children.
        group = next((d for d in before if not d.subset), before[0]).group
        if group == "children" and draft.counted.head is not None and w.low[draft.counted.head] == "others":
            group = "people"
    return replace(draft, group=group or "people", unit="persons")


def _copular(w: Words, draft: Draft, *, protests: bool) -> Draft:
    """ "The rioters, who are 20,000": the noun is the antecedent."""
    begin = w.before(draft.phrase.start) - 1
    start = w.sentence[draft.first][0]
    while begin > start and w.low[begin] in QUOTES:
        begin -= 1
    if w.low[begin] not in ("are", "were", "number", "numbered", "numbering", "total", "totalled", "totaled"):
        return draft
    if begin > start and w.low[begin - 1] in measure_nouns():
        return draft  # "the dead are 12": what the subject says
    for i in range(begin, start - 1, -1):
        single = Counted(head=i, nouns=(i,), modifiers=(), first=i, end=i + 1)
        group = party_of(w, single, protests=protests) if w.tag[i] == "NNS" else None
        if group:
            return replace(draft, group=group, unit="persons", label=(i, i + 1))
    return draft


def _counted_elsewhere(
    w: Words, draft: Draft, before: list[Draft], drafts: list[Draft], *, protests: bool
) -> Draft:
    """A number without a noun whose sentence says what it counts, or that it is a count told before."""
    if draft.measure or draft.counted.head is not None or draft.phrase.unit:
        return draft
    found = find_elided(w, draft.phrase, draft.first, draft.last, protests=protests, within=bool(before))
    if found is None:
        return draft
    if found.predicate is not None:
        return replace(
            draft,
            subset=True,
            measure=before[0].measure,
            group=found.group,
            unit="persons",
            label=found.predicate,
        )
    if found.told:
        return as_told(w, draft, drafts) or replace(draft, pending=True)
    return replace(draft, measure=found.measure, group=found.group, unit="persons", label=found.label)


def as_told(w: Words, draft: Draft, drafts: list[Draft]) -> Draft | None:
    """ "The government puts the figure at 22", "withdrew the figure of 40", "up from 12": measure and party
    of the count told before, of that with the same number where there is one; None where none is."""
    counts = [
        d for d in drafts if d.group and d.measure in words("person_measures", "names") and not d.pending
    ]
    if not counts:
        return None
    near = [
        d for d in counts
        if d.measure != "rescued" and not d.subset and w.sentence[draft.first][0] - d.first < _NEAR
    ]  # fmt: skip
    same = [d for d in counts if d.phrase.value == draft.phrase.value and not d.subset]
    begin = w.before(draft.phrase.start)
    taken_back = bool(set(w.low[max(begin - 7, 0) : begin]) & words("reporting", "denying"))
    main = next((d for d in counts if d.measure == "killed" and not d.subset), counts[-1])
    told = same[-1] if same else near[-1] if near else main
    if taken_back and not same:  # what is taken back is the report's toll, not the count told last
        told = main
    return replace(draft, measure=told.measure, group=told.group, unit="persons", pending=False, told=True)


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
