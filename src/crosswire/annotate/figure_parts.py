"""Which counts are parts of another, and what a part and its whole take from each other.

In: the words, a draft read alone, the drafts before it (or the one behind). Out: the draft marked as a part,
with the measure of its whole, or the whole with the measure that stands behind its part. A part is told behind
its whole ("12 people, including three children"), before it ("three children were among 12 dead", "three of
the 12 were children"), or of a whole that no number tells ("the dead included three children").
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from crosswire.annotate.counted import find_counted
from crosswire.annotate.figure_alone import Draft
from crosswire.annotate.figure_lexicon import measure_nouns, verb_forms, words
from crosswire.annotate.figure_words import Words
from crosswire.annotate.measures import forward
from crosswire.annotate.parties import party_of
from crosswire.types import Measure

# A part's own verb stands at most this many words behind its noun: "including three who were killed".
_OWN_VERB = 1
# What may befall persons who then die.
_BEFORE_DEATH = frozenset(["injured", "missing", "detained", "rescued"])
# How far before a part the words that name its whole may stand: "those killed in the blast included".
_NAMED = 12
# A whole is among so many counts before its part.
_TOLD = 4
# How far behind a count it may be said how badly they are hurt.
_GRAVE = 6
# Behind "among": the noun that names the whole.
_AMONG_REACH = 6


def as_part(w: Words, draft: Draft, before: list[Draft], told: Sequence[Draft]) -> Draft:
    """The draft marked as a part where words before or behind it say so. `before` are the earlier counts of
    persons of the sentence, nearest first, `told` all earlier counts of the report."""
    last = told[-1] if told else None
    begin = w.before(draft.phrase.start)
    named = _among_named(w, draft, begin)
    if named is not None and draft.group is not None:
        return replace(draft, subset=True, measure=named)
    if _graver(w, draft, told):
        return replace(draft, subset=True)
    counts_persons = draft.group is not None or draft.counted.head is None
    if not (_marked(w, draft, begin) and counts_persons):
        goes_on = before and before[0].subset and w.phrase(before[0].end, begin) in ("and", ",", ", and", "")
        own_verb = draft.carrier is not None and draft.carrier >= draft.last
        if not goes_on or draft.group is None or own_verb:
            return draft
    if not before:
        bare = draft.counted.head is None and draft.group is None
        if bare and last is not None and all(_exceeds(draft, d) for d in told[-_TOLD:]):
            # "There are 110,000 of them" behind two dead: of others, told of before as well.
            return replace(draft, group="people", unit="persons")
        measure = draft.measure or _named_whole(w, draft, begin) or (last.measure if last else None)
        if draft.counted.head is None and draft.group is None and last is not None and last.unit == "persons":
            persons = draft.measure in words("person_measures", "names")
            return replace(
                draft,
                subset=True,
                measure=draft.measure if persons else last.measure,
                group=last.group,
                unit="persons",
            )
        return replace(draft, subset=True, measure=measure)
    whole = next((d for d in before if not d.subset), before[0])
    behind = draft.carrier is not None and draft.carrier >= draft.last
    near = draft.carrier is not None and draft.carrier < draft.counted.end + _OWN_VERB
    # "Four were hurt; one of them later died": what befell the whole is told, this befell the part.
    later = draft.measure == "killed" and whole.measure in _BEFORE_DEATH and (whole.carrier or begin) < begin
    own = draft.measure if behind and (near or later) else None
    measure = own or whole.measure or (draft.measure if behind else None)
    return replace(draft, subset=True, measure=measure, group=draft.group or whole.group, unit="persons")


def _exceeds(part: Draft, whole: Draft) -> bool:
    """Whether a number is larger than all of whom it would be a part."""
    low, high = part.phrase.low, whole.phrase.high
    return whole.unit == "persons" and low is not None and high is not None and low > high


def _graver(w: Words, draft: Draft, told: Sequence[Draft]) -> bool:
    """Whether a count of the gravely hurt is smaller than one of the hurt that was told before: "25 were hurt. Police
    said four people with serious injuries were still in hospital"."""
    if draft.measure != "injured" or draft.phrase.high is None or draft.group != "people":
        return False
    start, end = w.sentence[draft.first]
    begin = max(start, w.before(draft.phrase.start) - 1)  # "another four"
    near = set(w.low[begin : min(draft.counted.end + _GRAVE, end)])
    if not near & words("subset", "grave") or near & words("subset", "others"):
        return False
    hurt = [d for d in told if d.measure == "injured" and d.unit == "persons" and not d.subset]
    return bool(hurt) and (hurt[-1].phrase.low or 0) > draft.phrase.high


def _among_named(w: Words, draft: Draft, begin: int) -> Measure | None:
    """The measure of a whole that words name on either side: "nine of the clan were among the dead", "among the
    killed villagers there are four children"."""
    start, end = w.sentence[draft.first]
    if draft.carrier is not None and draft.carrier >= draft.last:
        return draft.measure if w.low[draft.carrier] in _AMONG else None
    for i in range(draft.counted.end, min(draft.counted.end + _NAMED, end)):
        if w.low[i] in _AMONG and w.pos[i + 1 : i + 2] != ("NUM",):
            return _measure_in(w, i + 1, min(i + 1 + _AMONG_REACH, end))
        if w.low[i] in (",", ";", ":") or (w.pos[i] == "VERB" and w.low[i] not in words("stops", "be")):
            break
    for i in range(begin - 1, max(start, begin - _NAMED), -1):
        if w.low[i] in _AMONG and w.low[i + 1] in ("the", "those", "these") and w.low[begin - 1] in _BE:
            return _measure_in(w, i + 1, begin)
    return None


def _measure_in(w: Words, begin: int, end: int) -> Measure | None:
    persons = words("person_measures", "names")
    for i in range(begin, end):
        if w.pos[i] == "NUM" or w.low[i] in (",", ";", "."):
            return None
        found = measure_nouns().get(w.low[i])
        if found in persons:
            return found
        for verb in verb_forms().get(w.low[i], ()):
            if verb.transitive and verb.form == "past" and verb.measure in persons:
                return verb.measure
    return None


def _marked(w: Words, draft: Draft, begin: int) -> bool:
    start = w.sentence[draft.first][0]
    head = w.phrase(max(start, begin - 4), begin)
    behind = w.phrase(draft.last, draft.last + 3)
    opening = w.phrase(start, begin)
    tail = w.low[max(start, begin - 6) : begin]
    inside = "including" in tail and "," not in tail and not set(tail) & words("stops", "be")
    return (
        inside
        or any(opening.startswith(cue) for cue in words("subset", "openings"))
        or any(head.endswith(cue) for cue in words("subset", "strong"))
        or any(behind.startswith(cue) for cue in words("subset", "after"))
        or (draft.counted.head is not None and _behind_noun(w, draft.counted.end))
    )


def _behind_noun(w: Words, i: int) -> bool:
    """ "Six villagers were killed, four children among them", not "six villagers, among them four children"."""
    for n in (2, 3):
        if w.phrase(i, i + n) in words("subset", "after_noun"):
            return i + n >= len(w.low) or w.pos[i + n] in ("PUNCT", "ADP", "AUX", "VERB", "CCONJ")
    return False


def _named_whole(w: Words, draft: Draft, begin: int) -> Measure | None:
    """The measure of a whole that a noun or a participle names: "the dead included", "those hurt were"."""
    return _measure_in(w, max(w.sentence[draft.first][0], begin - _NAMED), begin)


def predicated(w: Words, draft: Draft, *, protests: bool) -> Draft:
    """ "Eleven of them are children", "three of the dead were officers": the party is the noun behind."""
    i = _behind_whole(w, draft)
    if i is None:
        return draft
    return as_predicate(w, draft, i, protests=protests)


def _behind_whole(w: Words, draft: Draft) -> int | None:
    for n in (2, 3):
        if w.phrase(draft.last, draft.last + n) in words("subset", "of_these"):
            return draft.last + n
    return None


def as_predicate(w: Words, draft: Draft, i: int, *, protests: bool) -> Draft:
    end = w.sentence[draft.first][1]
    while i < end and w.low[i] in (",", "are", "were", "was", "is", "being", "of"):
        i += 1
    if i >= end or not (w.is_noun(i) or w.pos[i] == "ADJ"):
        return draft
    behind = find_counted(w, i - 1, i, draft.phrase, end)
    group = party_of(w, behind, protests=protests)
    if group is None or behind.head is None:
        return draft
    return replace(draft, group=group, unit="persons", label=(behind.first, behind.end), subset=True)


def part_before(w: Words, left: Draft, right: Draft, *, protests: bool) -> Draft:
    """The left count as a part of the right one: "Two were among nine dead", "10 of 48 people shot were women"."""
    if w.sentence[left.first] != w.sentence[right.first] or right.unit != "persons":
        return left
    begin = w.before(right.phrase.start)
    if w.phrase(left.last, begin) in words("subset", "share_of"):
        part = replace(left, subset=True, measure=right.measure, group=right.group, unit="persons")
        if right.measure in _BEFORE_DEATH:
            died = forward(w, replace(right.counted, end=right.end), limit=w.sentence[left.first][1])
            if died and died.measure == "killed":
                part = replace(part, measure="killed", carrier=died.first)
        after = right.end
        be = next(
            (i for i in range(after, min(after + 8, w.sentence[left.first][1])) if w.low[i] in _BE), None
        )
        return part if be is None else as_predicate(w, part, be, protests=protests)
    among = w.low[begin - 1] in _AMONG or w.phrase(begin - 2, begin) in ("among the", "amongst the")
    named = left.carrier is not None and w.low[left.carrier] in _BE  # its measure is that of the whole
    if not among or (left.measure in words("person_measures", "names") - {"participants"} and not named):
        return left
    if left.group is None and not (left.counted.head is None and left.subset):
        return left
    return replace(left, measure=right.measure, group=left.group or "people", unit="persons", subset=True)


_AMONG = ("among", "amongst")
_BE = ("was", "were", "are", "is")


def whole_before(w: Words, left: Draft, right: Draft) -> Draft:
    """The left count with the verb behind its part: "Nine people, among them two guards, were killed"."""
    begin = w.before(right.phrase.start)
    aside = w.phrase(left.end, begin)
    opened = any(aside.endswith(cue) for cue in words("subset", "strong"))
    opened = opened and "VERB" not in w.pos[left.end : begin - 1]
    if not (right.subset and left.measure is None and left.group and opened):
        return left
    behind = right.carrier is not None and right.carrier >= right.last
    return replace(left, measure=right.measure) if behind else left
