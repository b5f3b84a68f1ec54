"""Numbers that stand without their noun, and what their sentence says that they count.

In: the words and the place of a number behind which nothing is counted. Out: an `Elided`: the measure and
party that its subject names ("the number of arrests has risen to 40", "the deceased are 12"), the noun that is
said of it ("three were guards"), or that it is a count told before ("the ministry stands by 14", "up from 12").
Which count told before is left to `figure_drafts`.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from crosswire.annotate.counted import find_counted
from crosswire.annotate.figure_lexicon import measure_nouns, verb_forms, words
from crosswire.annotate.figure_words import QUOTES, Words
from crosswire.annotate.numbers import NumberPhrase
from crosswire.annotate.parties import party_of
from crosswire.lang import table
from crosswire.types import Group, Measure

# A subject stands at most this many words before its number: "the number of people detained … has fallen to".
_REACH = 16
# "bringing the total number of the dead in the valley to": the verb stands this far before at most.
_SUM_REACH = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Elided:
    """What a number without a noun counts: either `measure` with `group`, or `told` (a count told before),
    or `predicate`, the words (first, end) of the noun said of it, a part of a count told before."""

    measure: Measure | None = None
    group: Group | None = None
    label: tuple[int, int] | None = None
    told: bool = False
    predicate: tuple[int, int] | None = None


@cache
def _cues(*path: str) -> tuple[tuple[str, ...], ...]:
    """A list of the table as word tuples, longest first."""
    part = table("en", "figure_relations")
    for key in path:
        part = part[key]
    return tuple(sorted({tuple(cue.split()) for cue in part}, key=lambda c: (-len(c), c)))


@cache
def cue_words(*path: str) -> frozenset[str]:
    """A list of the table as a set of words."""
    return frozenset(" ".join(cue) for cue in _cues(*path))


def ends_with(w: Words, begin: int, start: int, *path: str) -> bool:
    """Whether the words before word `begin`, from `start` on, end with one of the table's cues."""
    return any(begin - len(cue) >= start and w.low[begin - len(cue) : begin] == cue for cue in _cues(*path))


def starts_with(w: Words, i: int, end: int, *path: str) -> int:
    """How many words at `i` are one of the table's cues; 0 for none."""
    return next((len(c) for c in _cues(*path) if i + len(c) <= end and w.low[i : i + len(c)] == c), 0)


def find_elided(
    w: Words, phrase: NumberPhrase, first: int, last: int, *, protests: bool, within: bool
) -> Elided | None:
    """What the number of words `first`..`last` counts, which has no noun of its own, or None.

    `within` says whether persons were counted before in the same sentence.
    """
    start, end = w.sentence[first]
    if phrase.value is not None and phrase.value != int(phrase.value):
        return None  # nobody counts persons in fractions; "at 3.20" is a time
    begin = w.before(phrase.start)
    while begin > start and w.low[begin - 1] in QUOTES:
        begin -= 1
    found = _subject_of(w, begin, start, phrase, protests=protests)
    if found is not None:
        return found
    found = _predicate(w, phrase, last, end, protests=protests) if within else None
    if found is not None:
        return found
    return Elided(told=True) if _is_told(w, begin, start, last, end) else None


def _subject_of(w: Words, begin: int, start: int, phrase: NumberPhrase, *, protests: bool) -> Elided | None:
    """ "The number of NOUN has risen to N", "the NOUN are N"."""
    i = begin - 1
    while i > start and (w.low[i] in cue_words("verbs", "linking") or w.low[i] in QUOTES):
        i -= 1
    linked = w.low[i + 1 : begin]
    if not linked:
        return None
    copula = any(x in cue_words("verbs", "copulas") for x in linked)
    moved = any(x in ("to", "at", "reached", "hit", "passed", "exceeded", "topped", "by") for x in linked)
    for k in range(i, max(start, i - _REACH) - 1, -1):
        if w.low[k] in (",", ";", ":") or w.low[k] in words("stops", "report"):
            return None
        counted_of = w.low[k] in cue_words("nouns", "of") and k + 1 <= i and w.low[k + 1] in ("of", "for")
        if counted_of and (copula or moved):
            noun = k + 2
            while noun <= i and (
                w.low[noun] in ("the", "all", "those", "its", "their") or w.low[noun] in QUOTES
            ):
                noun += 1
            return _named(w, noun, i + 1, phrase, protests=protests)
    opened = _opening_nominal(w, i, start)
    return _nominal(w, opened, i + 1, phrase, protests=protests) if opened is not None and copula else None


def _named(w: Words, noun: int, stop: int, phrase: NumberPhrase, *, protests: bool) -> Elided | None:
    """The measure and party of the noun phrase that starts at `noun` and ends before `stop`."""
    if noun >= stop:
        return None
    counted = find_counted(w, noun - 1, noun, phrase, stop)
    measure: Measure | None = None
    carrier = counted.head
    for i in range(noun, stop):
        own = measure_nouns().get(w.low[i])
        if own is not None:
            measure, carrier = own, i
            break
        verb = next((v for v in verb_forms().get(w.low[i], ()) if v.transitive and v.form == "past"), None)
        if verb is not None and verb.measure in words("person_measures", "names"):
            measure = verb.measure
            break
    group = party_of(w, counted, protests=protests)
    if measure is None or measure not in words("person_measures", "names"):
        return None
    if group is None or w.low[counted.head or 0] in measure_nouns():
        group = _among(w, noun, stop, phrase, protests=protests) or group or "people"
    return Elided(measure=measure, group=group, label=None if carrier is None else (carrier, carrier + 1))


def _among(w: Words, noun: int, stop: int, phrase: NumberPhrase, *, protests: bool) -> Group | None:
    """The party behind "among the" in a subject: "the injured among the police"."""
    for i in range(noun, stop - 1):
        if w.low[i] in ("among", "amongst"):
            j = i + 2 if w.low[i + 1] in ("the", "its", "their") else i + 1
            return party_of(w, find_counted(w, i, j, phrase, stop), protests=protests)
    return None


def _opening_nominal(w: Words, i: int, start: int) -> int | None:
    """The word behind "the" of a nominal such as "the deceased", "the injured among the police"."""
    for k in range(i, max(start, i - 6) - 1, -1):
        if w.low[k] in ("the", "its", "their") and k + 1 <= i and measure_nouns().get(w.low[k + 1]):
            return k + 1
        if w.low[k] in (",", ";", ":"):
            return None
    return None


def _nominal(w: Words, noun: int, stop: int, phrase: NumberPhrase, *, protests: bool) -> Elided | None:
    measure = measure_nouns()[w.low[noun]]
    if measure not in words("person_measures", "names"):
        return None
    group = _among(w, noun, stop, phrase, protests=protests) or "people"
    return Elided(measure=measure, group=group, label=(noun, noun + 1))


def _predicate(w: Words, phrase: NumberPhrase, last: int, end: int, *, protests: bool) -> Elided | None:
    """ "Three were members of the guard": the noun behind a copula."""
    i = last
    if i >= end or w.low[i] not in ("are", "were", "was", "is"):
        return None
    i += 1
    while i < end and w.low[i] in ("a", "an", "the", "of", "all", "only", "also", "believed", "to", "be"):
        i += 1
    if i >= end or not (w.is_noun(i) or w.pos[i] == "ADJ"):
        return None
    behind = find_counted(w, i - 1, i, phrase, end)
    group = party_of(w, behind, protests=protests)
    if group is None or behind.head is None or w.low[behind.head] in measure_nouns():
        return None
    return Elided(group=group, predicate=(behind.first, behind.end))


def _is_told(w: Words, begin: int, start: int, last: int, end: int) -> bool:
    """Whether the words around say that the number is a count told before, or told elsewhere."""
    if ends_with(w, begin, start, "previous", "before") or ends_with(w, begin, start, "verbs", "speaking"):
        return _closes(w, last, end)
    moved = set(w.low[start:begin]) & cue_words("previous", "rising")
    if ends_with(w, begin, start, "previous", "from") and moved:
        return True
    if begin - 1 > start and w.low[begin - 1] in ("to", "at") and (moved or _sums(w, begin, start)):
        return bool(set(w.low[max(start, begin - _SUM_REACH) : begin]) & cue_words("nouns", "counts"))
    if (
        begin - 2 >= start
        and w.low[begin - 1] in ("at", "of")
        and w.low[begin - 2] in cue_words("nouns", "counts")
    ):
        return _closes(w, last, end)
    return begin - 2 >= start and w.phrase(begin - 2, begin) in ("of whom", "of them", "all but")


def _sums(w: Words, begin: int, start: int) -> bool:
    return bool(set(w.low[max(start, begin - _SUM_REACH) : begin]) & cue_words("verbs", "summing"))


def _closes(w: Words, last: int, end: int) -> bool:
    """Whether the number ends its phrase: nothing that it might count follows."""
    i = last
    while i < end and w.low[i] in QUOTES:
        i += 1
    return i >= end or w.pos[i] in (
        "PUNCT",
        "CCONJ",
        "SCONJ",
        "ADP",
        "AUX",
        "VERB",
        "PRON",
        "ADV",
        "DET",
        "PART",
    )
