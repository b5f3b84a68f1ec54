"""What befell the counted by the parser's word: the verb whose subject or object their noun is.

In: the words with their grammar and a counted noun. Out: a `Reading` or None. Asked only where the words around
a number carry no measure: the parser misreads headlines and text without commas more often than the linear
reading does, but it sees a verb that stands far off. Left undone: which of two readings is right.
"""

from __future__ import annotations

from dataclasses import replace

from crosswire.annotate.figure_lexicon import measure_nouns, verb_forms, words
from crosswire.annotate.figure_words import Words
from crosswire.annotate.measure_words import Reading, state_at
from crosswire.types import Measure

# Links of a chain of "and"s followed up to its first noun.
_CHAIN = 8
# How far behind a form of "to be" the state of its subject may start.
_STATE = 6
# How far behind a verb its object may start, and a verb that it opens.
_OBJECT = 5
_REACH = 12
_SUBJECTS = ("nsubj", "nsubjpass")
_OBJECTS = ("dobj", "obj")


def by_grammar(w: Words, head: int) -> Reading | None:
    """The measure of the verb, state or noun that the counted noun `head` belongs to."""
    i = head
    for _ in range(_CHAIN):
        if w.dep[i] != "conj" or w.head[i] == i or not w.is_noun(w.head[i]):
            break
        i = w.head[i]
    verb = w.head[i]
    if verb == i:
        return None
    if w.dep[i] in _SUBJECTS:
        return _of_subject(w, verb, passive=w.dep[i] == "nsubjpass")
    if w.dep[i] in _OBJECTS:
        return _of_toll(w, verb) or _of_verb(w, verb, transitive=True, passive=False)
    if w.dep[i] == "pobj" and w.low[verb] in ("of", "to", "against") and w.is_noun(w.head[verb]):
        return _of_noun(w, w.head[verb])
    return None


def _of_subject(w: Words, verb: int, *, passive: bool) -> Reading | None:
    """The verb, or one that it opens or is joined to: "are feared to have died", "were hit and died"."""
    for i in _verbs(w, verb):
        if _has_object(w, i):
            continue
        found = state_at(w, i, w.sentence[i][1])
        if found and any(_has_object(w, k) for k in range(found.first, found.end)):
            continue  # "shot and killed a clerk"
        if found is None and passive and (i == verb or w.tag[i] == "VBN"):
            found = _of_verb(w, i, transitive=True, passive=True)
        if found is None and (i != verb or not passive):
            found = _of_verb(w, i, transitive=False, passive=False)
        if found is None and w.low[i] in words("stops", "be"):
            found = _predicate(w, i)
        if found and _counts(found.measure):
            return found
    return None


def _has_object(w: Words, verb: int) -> bool:
    end = min(verb + _OBJECT, w.sentence[verb][1])
    return any(w.head[k] == verb and w.dep[k] in _OBJECTS for k in range(verb + 1, end))


def _verbs(w: Words, verb: int) -> list[int]:
    """The verb, what it opens and what is joined to it without a subject of its own."""
    found = [verb]
    for i in range(verb + 1, min(verb + _REACH, w.sentence[verb][1])):
        opened = w.dep[i] in ("xcomp", "conj") and w.head[i] in found and w.pos[i] in ("VERB", "AUX")
        if opened and not any(w.head[k] == i and w.dep[k] in _SUBJECTS for k in range(verb, i)):
            found.append(i)
    return found


def _predicate(w: Words, be: int) -> Reading | None:
    """ "Were dead", "were among the 40 dead"."""
    end = w.sentence[be][1]
    for i in range(be + 1, min(be + 1 + _STATE, end)):
        if (found := state_at(w, i, end)) and _counts(found.measure):
            return found
        if w.low[i] in ("among", "amongst") and w.head[i] == be:
            for k in range(i + 1, min(i + 6, end)):
                noun = measure_nouns().get(w.low[k])
                told = Reading(measure=noun, first=be, end=be + 1) if noun else None
                told = told or _of_verb(w, k, transitive=True, passive=True)
                if told and _counts(told.measure):
                    return replace(told, first=be, end=be + 1)
    return None


def _of_verb(w: Words, verb: int, *, transitive: bool, passive: bool) -> Reading | None:
    for v in verb_forms().get(w.low[verb], ()):
        if v.transitive != transitive or not _counts(v.measure) or (passive and v.form != "past"):
            continue
        if v.particle and w.low[verb + 1 : verb + 2] != (v.particle,):
            continue
        return Reading(measure=v.measure, first=verb, end=verb + 1)
    return None


def _of_toll(w: Words, verb: int) -> Reading | None:
    """ "The death toll from the two raids has reached 20 people"."""
    if w.low[verb] not in words("tolls", "linking"):
        return None
    for i in range(w.sentence[verb][0], verb):
        if w.head[i] == verb and w.dep[i] == "nsubj" and w.low[i] in words("tolls", "far"):
            measure: Measure = measure_nouns().get(w.low[i], "killed")
            return Reading(measure=measure, first=i, end=i + 1)
    return None


def _of_noun(w: Words, noun: int) -> Reading | None:
    found = measure_nouns().get(w.low[noun])
    return Reading(measure=found, first=noun, end=noun + 1) if found and _counts(found) else None


def _counts(measure: Measure) -> bool:
    return measure in words("person_measures", "names")
