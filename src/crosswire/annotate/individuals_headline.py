"""Headlines read word by word, where the parse of their clipped grammar fails: "Boy, 3, shot by brother".

In: the words, the persons, where the headline ends, what the parse gave, the figures' measures. Out: those with the `Harm`s that it missed.
Only a bare noun or a name with a participle or a state right behind it, adverbs between; nouns joined by a
comma, "and" or "&" share what stands behind the last.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise

from crosswire.annotate.figure_words import Words
from crosswire.annotate.individuals_lexicon import MEASURES, listed, verbs
from crosswire.annotate.individuals_persons import Person, Persons
from crosswire.annotate.individuals_said import REFLEXIVE, Harm
from crosswire.types import Measure

# Words between a noun and its participle ("accidentally", "critically", "is", "found") are few.
_REACH = 4
# "Himself" stands at most this many words behind the others.
_ASIDE = 14
_JOINING = frozenset([",", "and", "&", "plus"])
_STATES: dict[str, Measure] = {
    "dead": "killed",
    "slain": "killed",
    "missing": "missing",
    "injured": "injured",
    "wounded": "injured",
}


def headline_harms(
    w: Words, persons: Persons, title_end: int, found: list[Harm], measures: Mapping[str, Measure]
) -> list[Harm]:
    """What the headline says of persons, with `found`; `measures` are those of the figures."""
    heads: list[Person] = []
    for i in range(title_end):
        person = persons.at(i)
        if person is not None and person.kind != "pronoun" and (not heads or person.head != heads[-1].head):
            heads.append(person)
    more: list[Harm] = []
    shared: Harm | None = None
    for n in range(len(heads) - 1, -1, -1):
        person = heads[n]
        harm = _behind(w, person, title_end)
        if harm is None and n + 1 < len(heads) and shared is not None and _joined(w, person, heads[n + 1]):
            harm = Harm(measure=shared.measure, patients=(person.head,), first=person.first, end=shared.end)
        harm = harm or _with_number(w, person, persons, title_end, measures)
        shared = harm or next((h for h in found if person.head in h.patients), None)
        if harm is None:
            continue
        if harm.self_inflicted:
            # The parse may take another for "himself".
            found = [h for h in found if not (h.self_inflicted and harm.end - 2 <= h.end <= harm.end + 1)]
        more.append(harm)
    return [*found, *more, *_listed_behind(w, heads, [*found, *more])]


def _with_number(
    w: Words, person: Person, persons: Persons, limit: int, measures: Mapping[str, Measure]
) -> Harm | None:
    """ "Girl, two others wounded": the person shares what the number joined to it tells."""
    i = _after_age(w, person.end, limit)
    while i < limit and w.low[i] in _JOINING:
        i += 1
    if i == person.end or i >= limit or i not in persons.counted or w.low[i - 1] not in _JOINING:
        return None
    measure = measures[persons.counted[i]]
    if measure not in MEASURES:
        return None
    return Harm(measure=measure, patients=(person.head,), first=person.first, end=person.end)


def _listed_behind(w: Words, heads: list[Person], found: list[Harm]) -> list[Harm]:
    """ "Father kills wife, son, then himself": those listed behind whom an active verb acts upon."""
    fate = {p: h for h in found for p in h.patients}
    more: list[Harm] = []
    for left, right in pairwise(heads):
        harm = fate.get(left.head)
        if harm is None or right.head in fate or harm.first > left.first or harm.end > left.end:
            continue
        if harm.first < left.first and _joined(w, left, right):
            told = Harm(measure=harm.measure, patients=(right.head,), first=harm.first, end=right.end)
            fate[right.head] = told
            more.append(told)
    for harm in [h for h in (*found, *more) if h.measure in ("killed", "injured")]:
        own = _and_himself(w, heads, harm)
        if own is not None and own.patients[0] not in fate:
            fate[own.patients[0]] = own
            more.append(own)
    return more


def _and_himself(w: Words, heads: list[Person], harm: Harm) -> Harm | None:
    """ "… then himself", "… and self" behind whom an active verb acts upon: the doer as well."""
    before = [p for p in heads if p.end <= harm.first]
    end = w.sentence[harm.first][1]
    if heads and harm.first > heads[-1].end:
        return None
    if not before or harm.self_inflicted:
        return None
    for i in range(harm.end, min(harm.end + _ASIDE, end)):
        if w.low[i] in REFLEXIVE and (w.low[i - 1] in _JOINING or w.low[i - 1] == "then"):
            doer = before[-1]
            return Harm(
                measure=harm.measure, patients=(doer.head,), first=doer.first, end=i + 1, self_inflicted=True
            )
    return None


def _after_age(w: Words, end: int, limit: int) -> int:
    """The word behind an age between commas."""
    aged = end + 2 < limit and w.low[end] in (",", "(") and w.low[end + 1].isdigit()
    return end + 3 if aged and w.low[end + 2] in (",", ")") else end


def _behind(w: Words, person: Person, limit: int) -> Harm | None:
    begin = _after_age(w, person.end, limit)
    for i in range(begin, min(begin + _REACH, limit)):
        low = w.low[i]
        if low in _STATES:
            return Harm(measure=_STATES[low], patients=(person.head,), first=person.first, end=i + 1)
        for v in verbs().get(low, ()):
            if v.particle or w.pos[i] not in ("VERB", "AUX", "ADJ", "NOUN", "PROPN"):
                continue
            own = not v.subject and w.low[i + 1 : i + 2] and w.low[i + 1] in REFLEXIVE
            if not (v.past or v.subject or own):
                continue
            if not v.subject and not own and _has_object(w, i + 1, limit):
                return None
            measure: Measure = v.measure
            if measure == "injured" and ("fatally" in w.low[begin:i] or _dies(w, i + 1, limit)):
                measure = "killed"
            return Harm(
                measure=measure,
                patients=(person.head,),
                first=person.first,
                end=i + 1,
                self_inflicted=bool(own),
            )
        if w.pos[i] not in ("ADV", "AUX") and low not in listed("states", "finding"):
            return None
    return None


def _dies(w: Words, i: int, limit: int) -> bool:
    """Whether "dead", "to death" or a second verb of killing follows."""
    for j in range(i, min(i + 3, limit)):
        if w.low[j] in ("dead", "death") or any(
            v.measure == "killed" and v.past for v in verbs().get(w.low[j], ())
        ):
            return True
    return False


def _has_object(w: Words, i: int, limit: int) -> bool:
    """Whether whom the verb acted upon stands right behind it."""
    return (
        i < limit
        and (w.is_noun(i) or w.pos[i] in ("PRON", "DET", "NUM"))
        and w.low[i] not in ("dead", "overnight", "multiple", "several", "twice")
        and w.tag[i] != "NNPS"
        and not _is_time(w, i)
    )


def _is_time(w: Words, i: int) -> bool:
    return w.low[i].endswith("day") or w.low[i] in (
        "today",
        "tonight",
        "yesterday",
        "while",
        "times",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
    )


def _joined(w: Words, left: Person, right: Person) -> bool:
    between = w.low[_after_age(w, left.end, right.first) : right.first]
    return bool(between or w.low[left.end : right.first]) and all(
        x in _JOINING or x in ("his", "her") for x in between
    )
