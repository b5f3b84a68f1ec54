"""What happened to the counted: which measure the words around a number carry.

In: the words, one number with its noun, where the neighbouring numbers stand. Out: a `Reading` or
None. Verbs are read forwards (passive, participle, intransitive, adjective) and backwards (active
verb, "death toll of"); the number's own participle beats the verb before it, and a verb separated
by qualifiers alone beats a later one. Left undone: what coordinated figures take from each other.
"""

from __future__ import annotations

from dataclasses import replace

from crosswire.annotate.counted import Counted
from crosswire.annotate.figure_lexicon import measure_nouns, verb_forms, words
from crosswire.annotate.figure_words import QUOTES, Words
from crosswire.annotate.measure_grammar import by_grammar
from crosswire.annotate.measure_words import Reading, state_at
from crosswire.annotate.measures_before import backward

# Words that a forward reading may cross; chosen on the development texts, where longer reaches read the
# verb of another clause more often than the number's own.
_FORWARD = 16
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


def _behind_parts(w: Words, i: int) -> int | None:
    """From "including" or "among them", the word where the main clause goes on; None where it does not."""
    end = w.sentence[i][1]
    for j in range(i + 1, min(i + _ASIDE, end)):
        if w.low[j] in _FINITE and w.low[j - 1] not in ("who", "that", "which"):
            return j
        passive = any(v.form == "past" and v.transitive for v in verb_forms().get(w.low[j], ()))
        if passive and j > i + 1 and w.is_noun(j - 1) and not _starts_object(w, j + 1, end):
            return j  # a headline: "Four people including a child killed"
    return None


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
    if w.is_noun(i) and any(v.form == "past" and v.transitive for v in verb_forms().get(w.low[i], ())):
        return False  # "25 killed injured"
    if w.tag[i] == "VBG" or (w.low[i].endswith("ing") and not w.is_noun(i + 1)):
        return False  # "killed fighting in the hills"
    described = (
        w.pos[i] == "ADJ"
        and w.low[i] not in ("last", "next", "early", "late", "overnight")
        and w.is_noun(i + 1)
    )
    return described or (w.is_noun(i) and w.low[i] not in _TIMES and not w.is_noun(i - 1))


# How far behind a verb its object stands.
_OBJECT = 6
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


def _acts(w: Words, state: Reading) -> bool:
    """Whether the words of a state are an active verb with an object: "six men shot and killed a clerk"."""
    if not any(v.form == "past" and v.transitive for v in verb_forms().get(w.low[state.first], ())):
        return False
    end = min(w.sentence[state.first][1], state.end + _OBJECT)
    inside = range(state.first, state.end)
    return any(w.head[k] in inside and w.dep[k] in ("dobj", "obj") for k in range(state.end, end))


def _takes_count(w: Words, verb: int) -> bool:
    """Whether the next count is the verb's object: "three gunmen killed 12 people", not "5 killed 20 wounded"."""
    end = min(w.sentence[verb][1], verb + 1 + _OBJECT)
    counts = [k for k in range(verb + 1, end) if w.pos[k] == "NUM"]
    if not counts or _own_participle(w, counts[0] + 1, w.sentence[verb][1]):
        return False
    return any(w.head[k] == verb and w.dep[k] in ("dobj", "obj") for k in range(counts[0], end))


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
            having = w.low[i - 1] in (
                "have",
                "has",
                "had",
            )  # of the forms of passives, those that are active as well
            active = (having or not passive) and _takes_count(w, i)
            active = active or (not passive and _starts_object(w, i + 1, end))
            return True, None if active else reading
        if v.form == "gerund" and passive:
            return True, reading
        if v.form == "base" and w.low[i - 1] in ("to", "be"):
            return w.low[i - 1] != "be", None
        if w.pos[i] in ("VERB", "AUX") and v.measure in words("person_measures", "names"):
            return True, None
    return False, None


def _is_left(w: Words, counted: Counted) -> bool:
    """Whether "left" or "leaving" stands before the number: what follows is what they were left as."""
    start = w.sentence[counted.end - 1][0]
    return any(
        word in words("losing", "left") for word in w.low[max(start, counted.first - 5) : counted.first]
    )


def forward(w: Words, counted: Counted, *, limit: int) -> Reading | None:
    """The measure that the words behind the counted noun carry, up to word `limit`."""
    i, end = counted.end, min(w.sentence[counted.end - 1][1], limit)
    passive = _is_left(w, counted)
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
        state = state_at(w, i, w.sentence[i][1])
        if state and not (
            w.is_noun(i + 1) and i + 1 < end and not passive and i > counted.end and state.end == i + 1
        ):
            return None if not passive and _acts(w, state) else state
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
        if low == "including" or w.phrase(i, i + 2) in words("asides", "parts"):
            onward = _behind_parts(w, i)
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
            return state_at(w, i, i + 1)
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
    if own is None and ahead is None and behind is None and counted.head is not None:
        return by_grammar(w, counted.head)
    # A noun of taking part ("protesters") and one of being held give way to what became of them.
    if own and not (ahead and own.measure in ("detained", "participants") and ahead.measure != own.measure):
        return own if own.measure != "participants" else behind or own
    return ahead or behind
