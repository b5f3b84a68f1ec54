"""What happened to the counted: which measure the words around a number carry.

In: the words, one number with its noun, where the neighbouring numbers stand. Out: a `Reading` or
None. Verbs are read forwards (passive, participle, intransitive, adjective) and backwards (active
verb, "death toll of"); the number's own participle beats the verb before it, and a verb separated
by qualifiers alone beats a later one. Left undone: what coordinated figures take from each other.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from crosswire.annotate.counted import Counted
from crosswire.annotate.figure_lexicon import (
    measure_nouns,
    measures_before,
    number_words,
    parties,
    state_heads,
    verb_forms,
    verb_phrases,
    words,
)
from crosswire.annotate.figure_words import QUOTES, Words
from crosswire.types import Measure

# Words that a forward or backward reading may cross; chosen on the development texts, where longer
# reaches read the verb of another clause more often than the number's own.
_FORWARD = 16
_BACKWARD = 14


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A measure and the word (first, end) that carries it."""

    measure: Measure
    first: int
    end: int


def _state_at(w: Words, i: int, end: int) -> Reading | None:
    for phrase, measure in state_heads().get(w.low[i], ()):
        n = phrase.count(" ") + 1
        if i + n <= end and w.phrase(i, i + n) == phrase:
            return Reading(measure=measure, first=i, end=i + n)
    return None


# An aside behind the counted noun is at most this long; longer ones were other clauses.
_ASIDE = 16


def _skip_aside(w: Words, i: int, end: int) -> int | None:
    """From a comma, the word where the main clause goes on; None where it does not."""
    if i + 1 >= end:
        return None
    nxt = w.low[i + 1]
    if nxt in ("who", "was", "were", "had", "have", "has", "are"):
        return i + 1
    if nxt in words("asides", "openings") or w.is_noun(i + 1) or w.pos[i + 1] == "NUM" or nxt.isdigit():
        for j in range(i + 2, min(i + _ASIDE, end)):
            if w.low[j] == "," and j + 1 < end and _goes_on(w, j + 1):
                return j + 1
    return None


def _goes_on(w: Words, i: int) -> bool:
    """Whether a predicate of the counted starts at `i`: "were", "who", "died"."""
    if w.low[i] in words("stops", "be") | {"who"}:
        return True
    return any(not v.transitive and v.form == "past" for v in verb_forms().get(w.low[i], ()))


def _skip_brackets(w: Words, i: int, end: int) -> int | None:
    """From an opening bracket, the word behind the closing one; None where none follows soon."""
    return next((j + 1 for j in range(i + 1, min(i + _ASIDE, end)) if w.low[j] in (")", "]")), None)


def _starts_object(w: Words, i: int, end: int) -> bool:
    """Whether a noun phrase starts at `i`, so that a past form before it is active."""
    while i < end and w.low[i] in QUOTES:
        i += 1
    if i >= end:
        return False
    if w.low[i] in (
        "the",
        "a",
        "an",
        "his",
        "her",
        "their",
        "its",
        "them",
        "him",
        "another",
        "themselves",
        "himself",
    ):
        return True
    if w.pos[i] == "NUM" or w.low[i].isdigit() or w.low[i] in words("asides", "unnumbered"):
        return not _own_participle(w, i + 1, end)
    if w.tag[i] == "VBG" or (w.low[i].endswith("ing") and not w.is_noun(i + 1)):
        return False  # "killed fighting in the hills"
    described = (
        w.pos[i] == "ADJ"
        and w.low[i] not in ("last", "next", "early", "late", "overnight")
        and w.is_noun(i + 1)
    )
    return described or (w.is_noun(i) and w.low[i] not in _TIMES and not w.is_noun(i - 1))


# Finite auxiliaries: behind an aside they go on with the main clause.
_FINITE = frozenset(["was", "were", "has", "have", "had", "are", "is"])
_TIMES = frozenset(
    [
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "today",
        "yesterday",
        "overnight",
        "tonight",
    ]
)


def _own_participle(w: Words, i: int, end: int) -> bool:
    for j in range(i, min(i + 3, end)):
        if any(v.form == "past" and v.transitive for v in verb_forms().get(w.low[j], ())) or w.low[j] in (
            "dead",
            "wounded",
        ):
            return True
        if not w.is_noun(j) and w.pos[j] != "ADJ":
            return False
    return False


def _verb_forward(
    w: Words, i: int, end: int, *, passive: bool, counted_end: int
) -> tuple[bool, Reading | None]:
    """Reads word `i` as a verb of the counted: (whether the reading stops here, the reading)."""
    for v in verb_forms().get(w.low[i], ()):
        after = i + 1
        if v.particle and not (after < end and w.low[after] == v.particle):
            continue
        reading = Reading(measure=v.measure, first=i, end=i + 1)
        if not v.transitive:
            if w.is_noun(i) and v.measure == "participants":
                continue
            return True, reading
        if v.form == "past":
            if passive or not _starts_object(w, i + 1, end):
                return True, reading
            return True, None
        if v.form == "gerund" and passive:
            return True, reading
        if v.form == "base" and w.low[i - 1] in ("to", "be"):
            return w.low[i - 1] != "be", None
        if w.pos[i] in ("VERB", "AUX") and v.measure in words("person_measures", "names"):
            return True, None
    return False, None


def forward(w: Words, counted: Counted, *, limit: int) -> Reading | None:
    """The measure that the words behind the counted noun carry, up to word `limit`."""
    i, end = counted.end, min(w.sentence[counted.end - 1][1], limit)
    passive = False
    begin = i
    while i < end and i - begin < _FORWARD:
        low = w.low[i]
        if low in words("stops", "be"):
            passive = True
            if (
                low in ("believed", "feared", "presumed", "reported", "confirmed", "found", "left")
                and not passive
            ):
                return None
        state = _state_at(w, i, end)
        if state and not (
            w.is_noun(i + 1) and i + 1 < end and not passive and i > counted.end and state.end == i + 1
        ):
            return state
        stop, reading = _verb_forward(w, i, end, passive=passive, counted_end=counted.end)
        if stop:
            return reading
        if low == ",":
            onward = _skip_aside(w, i, w.sentence[i][1])
            if onward is None:
                return None
            end = w.sentence[i][1] if onward >= end else end
            i = onward
            continue
        if low in ("(", "["):
            onward = _skip_brackets(w, i, end)
            if onward is None:
                return None
            i = onward
            continue
        if low == "including":
            onward = next(
                (j for j in range(i + 1, min(i + 14, w.sentence[i][1])) if w.low[j] in _FINITE), None
            )
            if onward is None:
                return None
            i, end = onward, w.sentence[i][1]
            continue
        if (
            low in words("stops", "clause")
            or low in (";", ":", ")", "–", "—")
            or (low in words("stops", "report") and not passive)
        ):
            return None
        i += 1
    return None


def _toll_before(w: Words, first: int) -> Reading | None:
    """A phrase such as "death toll" that ends, with a preposition or verb of rising, right before."""
    begin = max(w.sentence[first][0], first - _BACKWARD)
    i = first - 1
    linking = ("of", "to", "at", "is", "was", "has", "reached", "stood", "stands", "stand", "rose", "rises", "risen", "climbed", "climbs", "from", "are", "were", ":", "by", "now", "reaches", "hit", "hits", "had", "been", "put", "the", "that", "a", "more", "jumped", "soared", "increased", "grew", "as", "for", "total", "totalling", "totaled", "passed", "-", "–")  # fmt: skip
    while i > begin and (w.low[i] in linking or w.low[i] in QUOTES):
        i -= 1
    text = f" {w.phrase(begin, i + 1)}"
    linked = i < first - 1
    plain = w.phrase(begin, first)
    for phrase, measure in verb_phrases():
        if plain.endswith(phrase):
            return Reading(measure=measure, first=i, end=i + 1)
    for phrase, measure in measures_before():
        exact = (
            f"{w.phrase(begin, first)}".endswith(phrase)
            if phrase.endswith(" of")
            else text.endswith(" " + phrase)
        )
        if exact and (linked or phrase.endswith(" of")):
            return Reading(measure=measure, first=i, end=i + 1)
    if linked and w.low[first - 1] in (
        "to",
        "at",
        "of",
        "is",
        "was",
        "reached",
        ":",
        "reaches",
        "hit",
        "hits",
    ):
        for phrase, measure in measures_before():
            if (
                phrase in ("death toll", "toll", "fatalities", "injuries", "deaths")
                and f" {phrase} " in text + " "
            ):
                return Reading(measure=measure, first=i, end=i + 1)
    return None


def _crossable(w: Words, i: int) -> bool:
    low = w.low[i]
    return (
        w.pos[i] in ("DET", "ADJ", "NUM", "ADV", "CCONJ", "PRON")
        or w.is_noun(i)
        or low in QUOTES
        or low
        in (
            ",",
            "of",
            "as",
            "least",
            "up",
            "to",
            "than",
            "-",
            "some",
            "about",
            "around",
            "over",
            "nearly",
            "another",
            "according",
            "injuring",
            "wounding",
            "group",
            "well",
        )
        or low in parties()
        or low in number_words("units")
    )


def backward(w: Words, first: int) -> tuple[Reading | None, bool]:
    """The measure of an active verb before the number, and whether only qualifiers lie between."""
    toll = _toll_before(w, first)
    if toll:
        return toll, True
    begin = w.sentence[first][0]
    near = True
    i = first - 1
    while i >= begin and first - i <= _BACKWARD:
        reading = _verb_backward(w, i, begin)
        if reading:
            return reading, near
        if not _crossable(w, i) or any(
            v.form == "past" and v.transitive for v in verb_forms().get(w.low[i], ())
        ):
            return None, False
        if w.is_noun(i) or w.low[i] in (",", "and"):
            near = False
        i -= 1
    return None, False


def _verb_backward(w: Words, i: int, begin: int) -> Reading | None:
    low = w.low[i]
    if low in words("losing", "killed"):
        return Reading(measure="killed", first=i, end=i + 1)
    for v in verb_forms().get(low, ()):
        if not v.transitive or (v.particle and w.low[i + 1] != v.particle):
            continue
        if (
            v.form == "past"
            and i > begin
            and w.low[i - 1] in words("stops", "be") - {"had", "have", "has", "left"}
        ):
            continue
        if (
            v.form == "past"
            and i > begin
            and (w.pos[i - 1] == "NUM" or w.low[i - 1] in ("people", "persons", "civilians"))
        ):
            continue
        if w.is_noun(i) and v.form == "base" and i > begin and w.pos[i - 1] in ("DET", "ADJ", "PRON", "ADP"):
            continue
        return Reading(measure=v.measure, first=i, end=i + 1)
    return None


def noun_measure(w: Words, counted: Counted) -> Reading | None:
    """The measure that the counted noun itself carries ("deaths", "3,811 detainees", "wounded soldiers")."""
    if counted.head is None:
        return None
    found = measure_nouns().get(w.low[counted.head])
    if found:
        return Reading(measure=found, first=counted.head, end=counted.head + 1)
    for i in counted.modifiers:
        for v in verb_forms().get(w.low[i], ()):
            if v.transitive and v.form == "past" and v.measure in words("person_measures", "names"):
                return Reading(measure=v.measure, first=i, end=i + 1)
        if w.low[i] in ("dead", "missing", "displaced", "homeless"):
            return _state_at(w, i, i + 1)
    return None


def _later_death(w: Words, counted: Counted, state: Reading, limit: int) -> Reading | None:
    """ "Two of the wounded died": the participle names the persons, the verb behind what became of them."""
    end = min(w.sentence[state.first][1], limit)
    if state.measure != "injured" or w.low[state.first - 1] not in ("the", "those", "these", "its", "their"):
        return None
    if state.end >= end or w.low[state.end - 1] in words("stops", "be"):
        return None
    behind = forward(w, replace(counted, end=state.end), limit=limit)
    return behind if behind and behind.measure == "killed" else None


def read_measure(w: Words, first: int, counted: Counted, *, limit: int) -> Reading | None:
    """The measure of one count of persons or things, or None where the words carry none."""
    adjacent = forward(w, counted, limit=min(limit, counted.end + 2))
    behind, near = backward(w, first)
    # "kill 83 injured 100": a participle right before another number is that number's verb.
    taken = behind and near and adjacent and adjacent.end < len(w.low) and w.pos[adjacent.end] == "NUM"
    if adjacent and adjacent.first == counted.end and not taken:
        return _later_death(w, counted, adjacent, limit) or adjacent
    if behind and near and behind.measure != "deployed":
        return behind
    if behind and near:
        # "sending three people to hospital": what became of persons beats being sent.
        further = forward(w, counted, limit=limit)
        return further if further and further.measure in words("person_measures", "names") else behind
    own = noun_measure(w, counted)
    ahead = forward(w, counted, limit=limit)
    # A noun of taking part ("protesters") and one of being held give way to what became of them.
    if own and not (ahead and own.measure in ("detained", "participants") and ahead.measure != own.measure):
        return own if own.measure != "participants" else behind or own
    return ahead or behind
