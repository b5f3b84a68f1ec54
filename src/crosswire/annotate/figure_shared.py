"""Numbers that stand alone and share the noun and the verb of another count.

In: the words, the draft of a bare number, the drafts before it or the one behind. Out: the draft with the noun,
party and measure of that count, or the draft unchanged. "Twenty people were held in the north, 14 in the south
and nine in the port"; "two on the way to hospital"; "a further six were recovered"; "two Polish and four Czech
engineers". Left undone: numbers told as a count known before ("rose to 14", "the ministry speaks of 14").
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from crosswire.annotate.counted import Counted
from crosswire.annotate.figure_alone import Draft
from crosswire.annotate.figure_lexicon import words
from crosswire.annotate.figure_words import QUOTES, Words
from crosswire.annotate.measures import forward
from crosswire.annotate.names_lexicon import folded
from crosswire.annotate.numbers import bounds
from crosswire.annotate.parties import party_of
from crosswire.annotate.party_lexicon import nationalities
from crosswire.lang import table

# An elliptical clause has at most so many words behind its number.
_CLAUSE = 14
# A place told before its number has at most so many words: "in the old town of Sarrow 500".
_PLACE = 6
# The noun that a number behind it counts stands at most this far before: "guards from Lysania, 300 in number".
_NOUN = 8
# "Two young Polish": words that say of which kind, before the noun that comes behind the next number.
_KINDS = 3
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
_FINITE = ("VBD", "VBZ", "VBP", "MD")
_CLAUSE_ENDS = frozenset([",", ";", ".", ":", ")", "who", "which", "that", "where", "whose", "and"])
# Prepositions of a place or a time, on both sides of such a pair.
_PLACED = frozenset(["in", "at", "near", "on", "outside", "from", "around", "inside"])
_APART = ("age", "duration", "cost", "share", "population", "limit")


@cache
def _list(name: str) -> frozenset[str]:
    return frozenset(table("en", "shared_counts")[name])


def is_bare(w: Words, draft: Draft) -> bool:
    """Whether the number stands without noun, measure and unit; "two others" is bare too."""
    phrase, head = draft.phrase, draft.counted.head
    if draft.measure or phrase.unit or phrase.kind not in ("count", "vague"):
        return False
    return (head is None and draft.group is None) or (head is not None and w.low[head] == "others")


def shared(w: Words, draft: Draft, drafts: Sequence[Draft], spoken: int) -> Draft:
    """The draft with noun, party and measure of a count before it, where the words between say that it shares them.

    `spoken` is the word behind the last number before this one, whether that counts anything or not.
    """
    if not is_bare(w, draft):
        return _gapped(w, _died_later(w, draft, drafts), drafts, spoken)
    begin = w.before(draft.phrase.start)
    here = w.sentence[draft.first]
    told = _told(w, drafts, here)
    if told is not None and _linked(w, draft, begin, spoken, told):
        i = draft.counted.end if draft.counted.head is not None else draft.last
        verb = _own_verb(w, i, here[1])
        if verb is None and i < here[1] and w.low[i] in _list("behind"):
            return _as(draft, told)
        if verb is not None and told.unit == "persons" and _counts_who(w, i, verb):
            return replace(_as(draft, told), measure=None)
    if told is not None and _placed_before(w, draft, begin):
        return _as(draft, told)
    if _is_further(w, draft, begin):
        near = told or _told(w, drafts, w.sentence[here[0] - 1]) if here[0] else told
        if (
            near is not None
            and near.measure in words("person_measures", "names")
            and _neutral(w, draft, begin)
        ):
            return _as(draft, near)
    return draft


def _gapped(w: Words, draft: Draft, drafts: Sequence[Draft], spoken: int) -> Draft:
    """ "Raids killed five guards in Varn and 11 farmers in Sarrow": the verb of the first serves the second."""
    here = w.sentence[draft.first]
    told = _told(w, drafts, here) if draft.measure is None and draft.group is not None else None
    if told is None or told.unit != "persons" or told.measure not in words("person_measures", "names"):
        return draft
    begin, i = w.before(draft.phrase.start), draft.counted.end
    placed = i < here[1] and w.low[i] in _PLACED and w.pos[i] == "ADP"
    between = any(w.low[k] in _PLACED for k in range(told.counted.end, begin))
    if not (placed and between and _linked(w, draft, begin, spoken, told)):
        return draft
    if any(w.tag[k] == "VBG" for k in range(i, min(i + _PLACE, here[1]))):
        return draft  # "40 soldiers in uniform standing by"
    if (
        _own_verb(w, i, here[1]) is not None
        or _own_verb(w, max(told.end, told.counted.end), begin) is not None
    ):
        return draft
    return replace(draft, measure=told.measure)


def _told(w: Words, drafts: Sequence[Draft], sentence: tuple[int, int]) -> Draft | None:
    """The nearest count of a sentence that others may share, wholes before parts."""
    there = [d for d in reversed(drafts) if w.sentence[d.first] == sentence and d.measure not in _APART]
    there = [d for d in there if d.unit is not None and d.phrase.kind in ("count", "vague")]
    return next((d for d in there if not d.subset), there[0] if there else None)


def _as(draft: Draft, told: Draft) -> Draft:
    return replace(
        draft, measure=told.measure, group=told.group, unit=told.unit, label=draft.label or told.label
    )


def _linked(w: Words, draft: Draft, begin: int, spoken: int, told: Draft) -> bool:
    """ "…, 14 in the south", "and nine ran": a link stands before the number, not one of a list of names."""
    start = w.sentence[draft.first][0]
    while begin > start and w.low[begin - 1] in QUOTES:
        begin -= 1
    if begin - 1 <= start or told.last > begin:
        return False
    if w.low[begin - 1] not in _list("links") and w.phrase(begin - 2, begin) not in _list("links"):
        return False
    # "On lines 3 and 14 in the north": the number before counts nothing either.
    return not (spoken == begin - 1 and told.last < spoken and not _YEAR.fullmatch(w.low[spoken - 1]))


def _own_verb(w: Words, i: int, end: int) -> int | None:
    """A verb of the number's own that follows before its clause ends."""
    for j in range(i, min(i + _CLAUSE, end)):
        if w.low[j] in _CLAUSE_ENDS or w.pos[j] == "SCONJ" or w.low[j] in words("stops", "clause"):
            return None
        if w.low[j] in words("stops", "report"):
            return None  # "and 14 in the south the ministry said"
        taken = w.tag[j] == "VBN" and w.dep[j] not in ("acl", "amod", "relcl")
        if taken or w.tag[j] in _FINITE or (w.pos[j] == "AUX" and w.low[j] in words("stops", "be")):
            return j
    return None


def _counts_who(w: Words, i: int, verb: int) -> bool:
    """Whether the number is the subject of the verb: nothing but a place or a time stands between."""
    return verb == i or w.low[i] in _list("behind")


def _placed_before(w: Words, draft: Draft, begin: int) -> bool:
    """ "2,000 marched in Hallin, in Sarrow 500": the place before its number, nothing behind it."""
    start, end = w.sentence[draft.first]
    if (
        draft.last < end
        and w.low[draft.last] not in (".", ",", ";", "and", ")", "!")
        and w.low[draft.last] not in QUOTES
    ):
        return False
    for i in range(begin - 1, max(start, begin - 1 - _PLACE), -1):
        if w.pos[i] == "ADP":
            return (
                i < begin - 1
                and w.low[i] in ("in", "at", "near", "on", "from")
                and w.low[i - 1] in _list("links")
            )
        if w.pos[i] not in ("PROPN", "NOUN", "DET", "ADJ"):
            return False
    return False


def _is_further(w: Words, draft: Draft, begin: int) -> bool:
    behind = w.low[draft.last] if draft.last < len(w.low) else ""
    before = w.low[begin - 1] if begin else ""
    return (
        behind in _list("more")
        or before in _list("another")
        or w.phrase(begin - 2, begin) in _list("another")
        or w.phrase(begin, draft.first) in _list("another")
    )


def _neutral(w: Words, draft: Draft, begin: int) -> bool:
    """Whether the verb beside a further number tells nothing of its own: "were recovered", "it took four more"."""
    start, end = w.sentence[draft.first]
    if any(w.low[i] in _list("taking") for i in range(max(start, begin - 2), begin)):
        return True
    verbs = [j for j in range(draft.last, min(draft.last + _CLAUSE, end)) if w.tag[j] in (*_FINITE, "VBN")]
    return bool(verbs) and all(w.low[j] in _list("neutral") | words("stops", "be") for j in verbs[:3])


def _died_later(w: Words, draft: Draft, drafts: Sequence[Draft]) -> Draft:
    """ "Six died at once, two on the way to hospital": where they died, not that they were hurt."""
    if draft.measure != "injured" or draft.counted.head is not None or draft.carrier is None:
        return draft
    if draft.carrier < draft.last or not any(
        w.phrase(draft.last, draft.last + n) in _list("dying") for n in (2, 3)
    ):
        return draft
    begin = w.before(draft.phrase.start)
    told = _told(w, drafts, w.sentence[draft.first])
    linked = begin and w.low[begin - 1] in (",", "and", ";", "or")
    return replace(draft, measure="killed") if told and told.measure == "killed" and linked else draft


def noun_shared(w: Words, left: Draft, right: Draft) -> Draft:
    """ "Two Polish and four Czech engineers": the left number counts the noun behind the right one."""
    described = left.counted.head
    if described is not None and folded(w.low[described]) in nationalities() and left.measure is None:
        between = range(left.last, described + 1)
    elif is_bare(w, left):
        between = range(left.last, w.before(right.phrase.start))
    else:
        return left
    noun = right.counted.head if right.counted.head is not None or right.label is None else right.label[1] - 1
    link = w.before(right.phrase.start) - 1
    if noun is None or right.unit is None or right.measure in _APART or w.low[link] not in ("and", ",", "or"):
        return left
    if w.sentence[left.first] != w.sentence[right.first]:
        return left
    kinds = [i for i in between if w.low[i] not in (",", "and", "or", "-")]
    if not 0 < len(kinds) <= _KINDS or link - left.last > _KINDS + 2:
        return left
    if not all(w.pos[i] in ("ADJ", "PROPN", "ADV") or i == described for i in kinds):
        return left
    return replace(left, group=right.group, unit=right.unit, label=(noun, noun + 1), end=kinds[-1] + 1)


def open_ended(w: Words, draft: Draft) -> Draft:
    """ "Nine people, possibly more": the number is the least."""
    phrase = draft.phrase
    if phrase.qualifier not in ("exact", "about") or phrase.value is None or phrase.kind != "count":
        return draft
    for i in {draft.counted.end, draft.end, draft.last}:
        j = i + 1 if i < len(w.low) and w.low[i] in (",", "(", "–", "—", "-") else i
        if any(w.phrase(j, j + n) in _list("open") for n in (2, 3, 4)):
            low, high = bounds(phrase.value, "at_least")
            return replace(draft, phrase=replace(phrase, qualifier="at_least", low=low, high=high))
    return draft


def postposed(w: Words, draft: Draft, *, protests: bool) -> Draft:
    """ "Guards from Lysania, 300 in number, arrived": the noun before, and the verb behind the aside."""
    if not is_bare(w, draft) or not any(
        w.phrase(draft.last, draft.last + n) in _list("postposed") for n in (1, 2)
    ):
        return draft
    begin = w.before(draft.phrase.start)
    start, end = w.sentence[draft.first]
    if begin - 1 <= start or w.low[begin - 1] not in (",", "(", "–", "—"):
        return draft
    for i in range(begin - 2, max(start, begin - 2 - _NOUN) - 1, -1):
        if w.low[i] in (",", ";"):
            return draft
        noun = Counted(head=i, nouns=(i,), modifiers=(), first=i, end=i + 1)
        if w.tag[i] in ("NNS", "NNPS") and (group := party_of(w, noun, protests=protests)) is not None:
            closing = next(
                (j for j in range(draft.last, min(draft.last + 4, end)) if w.low[j] in (",", ")")), None
            )
            reading = None if closing is None else forward(w, replace(noun, end=closing + 1), limit=end)
            measure = reading.measure if reading else None
            return replace(draft, group=group, unit="persons", measure=measure, label=(i, i + 1))
    return draft
