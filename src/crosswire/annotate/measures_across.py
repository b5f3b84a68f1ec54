"""What befell the counted where the verb stands far off or first, read from the parse and across asides.

In: the words and a count that the nearer reading (`measures`) gives nothing. Out: a `Reading` or None. "Seven
people, all of them of one family that had come for a wedding, died"; "Killed in the shelling were four
teachers"; "he killed, according to the prosecutor, three councillors". Left undone: what the count takes from
its neighbours (`figure_shared`).
"""

from __future__ import annotations

from dataclasses import replace

from crosswire.annotate.counted import Counted
from crosswire.annotate.figure_lexicon import parties, verb_forms, words
from crosswire.annotate.figure_words import QUOTES, Words
from crosswire.annotate.measure_grammar import by_grammar
from crosswire.annotate.measure_words import Reading, state_at
from crosswire.annotate.measures import forward
from crosswire.types import Measure

# An aside between a count and its verb has at most so many words.
_ASIDE = 30
# How far a participle that opens a sentence may stand before its "were": "Killed in the raid at dawn were".
_FRONTED = 24
# A subject before the verb of an object that opens its clause: "Two, the young guard later shot".
_SUBJECT = 7
_BE = frozenset(["was", "were", "is", "are", "been", "be"])
# Words that an aside behind a count opens with, beside participles.
_OPENING = frozenset(
    [
        "who", "which", "all", "most", "some", "many", "including", "among", "aged", "from", "both", "mostly",
        "mainly", "whose", "largely", "half", "none", "each", "ranging", "chiefly", "believed", "described",
        "identified", "named", "according", "only", "not", "nearly", "almost", "several", "members", "at", "in",
    ]
)  # fmt: skip


def across(w: Words, begin: int, counted: Counted, last: int) -> Reading | None:
    """The measure of the count that starts at word `begin`, or None."""
    found = _fronted(w, begin)
    if found is None and counted.head is None:
        found = by_grammar(w, last - 1)
    return found or _behind_aside(w, counted) or _object_first(w, counted) or _held(w, counted)


def _object_first(w: Words, counted: Counted) -> Reading | None:
    """ "Two, she shot and killed": the object opens the clause."""
    i, end = counted.end, w.sentence[counted.end - 1][1]
    if i + 2 >= end or w.low[i] != ",":
        return None
    for j in range(i + 1, min(i + _SUBJECT, end)):
        for v in verb_forms().get(w.low[j], ()):
            if j > i + 1 and v.transitive and v.form == "past" and _persons(v.measure) and _is_active(w, j):
                state = state_at(w, j, end)
                last = state.end if state else j + 1
                closed = last >= end or w.pos[last] in ("PUNCT", "ADP", "ADV", "CCONJ")
                return state or Reading(measure=v.measure, first=j, end=j + 1) if closed else None
        if w.pos[j] not in ("PRON", "DET", "NOUN", "PROPN", "AUX", "ADJ", "ADV"):
            return None
    return None


def _is_active(w: Words, i: int) -> bool:
    return w.tag[i] == "VBD" or (w.tag[i] == "VBN" and w.low[i - 1] in ("had", "have", "has"))


def _held(w: Words, counted: Counted) -> Reading | None:
    """ "Police held 30 men": who holds persons, where a hall holds them too."""
    head = counted.head
    if (
        head is None
        or w.dep[head] != "dobj"
        or w.low[w.head[head]] not in ("hold", "holds", "held", "holding")
    ):
        return None
    verb = w.head[head]
    who = next(
        (
            i
            for i in range(verb - 1, w.sentence[verb][0] - 1, -1)
            if w.head[i] == verb and w.dep[i] == "nsubj"
        ),
        None,
    )
    holder = who is not None and (parties().get(w.low[who]) or w.low[who] in words("reporting", "heads"))
    return Reading(measure="detained", first=verb, end=verb + 1) if holder else None


def _persons(measure: Measure) -> bool:
    return measure in words("person_measures", "names")


def _participle(w: Words, i: int) -> Measure | None:
    return next(
        (
            v.measure
            for v in verb_forms().get(w.low[i], ())
            if v.transitive and v.form == "past" and v.particle is None and _persons(v.measure)
        ),
        None,
    )


def _fronted(w: Words, begin: int) -> Reading | None:
    """ "Killed in the shelling were", "Also wounded was": the participle opens the sentence."""
    if begin < 2 or w.low[begin - 1] not in _BE:
        return None
    start = w.sentence[begin - 1][0]
    if begin - start > _FRONTED:
        return None
    for i in range(start, min(start + 3, begin - 1)):
        if w.low[i] in QUOTES or w.pos[i] in ("ADV", "CCONJ") or w.low[i] in ("among", "the", "those"):
            continue
        measure = _participle(w, i)
        if measure is None and (found := state_at(w, i, begin)) is not None and _persons(found.measure):
            measure = found.measure
        return Reading(measure=measure, first=i, end=i + 1) if measure else None
    return None


def _behind_aside(w: Words, counted: Counted) -> Reading | None:
    """The verb behind a closed aside: "two more, who had been guarding the depot, injured"."""
    i = counted.end
    end = w.sentence[i - 1][1]
    opening = w.low[i] if i < end else ""
    if opening not in (",", "(", "–", "—") or i + 2 >= end:
        return None
    told = w.low[i + 1] in _OPENING or w.tag[i + 1] in ("VBN", "VBG", "CD", "PRP$", "DT", "IN")
    if not told:
        return None
    closing = ")" if opening == "(" else opening
    for j in range(i + 2, min(i + _ASIDE, end - 1)):
        if w.low[j] == ";":
            return None
        if w.low[j] == closing and _goes_on(w, j + 1, end):
            return forward(w, replace(counted, end=j + 1), limit=end)
    return None


def _goes_on(w: Words, i: int, end: int) -> bool:
    """Whether a verb without a subject of its own stands at `i`, so that the clause before the aside goes on."""
    while i < end and w.pos[i] == "ADV":
        i += 1
    if i >= end:
        return False
    if w.low[i] in words("stops", "be"):
        return True
    measure = any(
        _persons(v.measure) and (v.form == "past" or not v.transitive) for v in verb_forms().get(w.low[i], ())
    )
    return measure and (i + 1 >= end or w.pos[i + 1] not in ("DET", "PRON", "NOUN", "PROPN"))
