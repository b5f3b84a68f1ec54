"""Where each count of persons is of, as printed: a city's count is not the country's.

In: the words, the mentions and the finished figures of one report, their relations set. Out: the same figures
with `place`. A place counts for a figure where a preposition of place binds it into the figure's sentence; a part
or an earlier state takes the place of the count that it belongs to; a title and a lead share theirs. Places of
speakers, hospitals and homes are left out. None is unknown. Left undone: what lies inside what.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache

from crosswire.annotate.asserter_lexicon import say_forms, speaking_nouns
from crosswire.annotate.figure_lexicon import words
from crosswire.annotate.figure_words import QUOTES, Words
from crosswire.annotate.names_lexicon import folded, lexicon
from crosswire.lang import table
from crosswire.types import Figure, Mention, Report, Span

_PLACES = frozenset({"GPE", "LOC", "FAC"})
# Between a preposition and the name stand at most so many words: "in the southern port city of".
_BETWEEN = 6
# A verb of saying this near before a place makes it the speaker's: "told reporters in Torvane".
_SAID = 5
# A noun this near before the preposition makes the place its own: "a hospital in Torvane".
_OF_ANOTHER = 2
# The title and so many sentences behind it tell of one place, where they name no other.
_LEAD = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class _Spot:
    """A place bound into a sentence: its name as printed, its words; `going` where somebody went there."""

    name: str
    first: int
    end: int
    going: bool = False


def place_figures(
    report: Report, w: Words, figures: tuple[Figure, ...], mentions: tuple[Mention, ...]
) -> tuple[Figure, ...]:
    """The figures with the places that they are counts of; the order stays."""
    names = [m for m in mentions if m.type in _PLACES and m.kind == "name"]
    other = [m for m in mentions if m.type not in _PLACES]
    persons = [f for f in figures if _has_place(f)]
    if not persons:
        return figures
    spots = _spots(report, w, _stretches(report, w, names, other), figures)
    whole = _country(names)
    numbers = sorted(w.at(f.number_span.start) for f in persons)
    placed: dict[str, str] = {}
    for f in persons:
        found = _own(w, f, spots, numbers, whole)
        if found is not None:
            placed[f.id] = found
    lead = _lead(report, w, persons, placed, spots)
    by_id = {f.id: f for f in figures}
    return tuple(_placed(f, placed, by_id, lead.get(f.id)) for f in figures)


def _has_place(f: Figure) -> bool:
    harmed = words("person_measures", "names") | {"participants", "deployed"}
    return f.unit == "persons" and f.measure in harmed


def _placed(f: Figure, placed: Mapping[str, str], by_id: Mapping[str, Figure], lead: str | None) -> Figure:
    """The figure with its own place, else that of the count it belongs to, else the lead's."""
    own = placed.get(f.id)
    kin = by_id.get(f.relates_to or "")
    if own is None and kin is not None:
        own = placed.get(kin.id)
    if own is None and _has_place(f) and f.part_of_event:
        own = lead
    return f if own is None else replace(f, place=own)


def _country(names: list[Mention]) -> str | None:
    """The one country that the report names, as first printed; None where it names none or several."""
    known = lexicon().countries
    found = {folded(m.span.text): m.span.text for m in reversed(names) if folded(m.span.text) in known}
    return next(iter(found.values())) if len(found) == 1 else None


def _stretches(
    report: Report, w: Words, names: list[Mention], other: list[Mention]
) -> list[tuple[Span, bool]]:
    """What may name a place, and whether it is known to: places, bodies taken for such by a slip, other capitals."""
    found = [(_whole_name(report, w, m.span), True) for m in names]
    found += [
        (m.span, False) for m in other
        if m.type in ("ORG", "OTHER") and m.kind == "name" and not _is_body(m.span.text)
    ]  # fmt: skip
    taken = sorted((m.span.start, m.span.end) for m in (*names, *other))
    starts = [t[0] for t in taken]
    i = 0
    while i < len(w.low):
        if w.pos[i] != "PROPN" or not w.shown[i][:1].isupper():
            i += 1
            continue
        j = i + 1
        while j < w.sentence[i][1] and w.shown[j][:1].isupper() and w.pos[j] in ("PROPN", "NUM", "NOUN"):
            j += 1
        k = bisect_left(starts, w.end[j - 1])
        if not any(start < w.end[j - 1] and w.start[i] < end for start, end in taken[max(0, k - 4) : k]):
            found.append((report.span(w.start[i], w.end[j - 1]), False))
        i = j
    return sorted(found, key=lambda f: f[0].start)


def _whole_name(report: Report, w: Words, span: Span) -> Span:
    """A name with the capitals and numbers that go on with it: "Gate Two" where only "Gate" was found.

    A country's name is whole, and a word that the report has in small letters too is no part of a name.
    """
    if folded(span.text) in lexicon().countries:
        return span
    end = w.before(span.end)
    last = end
    while last < len(w.low) and w.shown[last][:1].isupper() and _goes_on(w, last):
        last += 1
    return span if last == end or last > w.sentence[end - 1][1] else report.span(span.start, w.end[last - 1])


def _goes_on(w: Words, i: int) -> bool:
    return w.pos[i] == "NUM" or (w.pos[i] == "PROPN" and w.low[i] not in w.shown)


def _is_body(name: str) -> bool:
    """Whether a name is a body's by one of its words, or letters alone ("CSS")."""
    parts = name.casefold().split()
    return name.isupper() or any(p.strip(".,") in speaking_nouns() for p in parts)


def _spots(
    report: Report, w: Words, stretches: list[tuple[Span, bool]], figures: tuple[Figure, ...]
) -> list[_Spot]:
    sources = [f.source for f in figures if f.source]
    spots = []
    for span, known in stretches:
        if any(s.contains(span) for s in sources):
            continue
        first, end = w.at(span.start), w.before(span.end)
        if first >= len(w.low) or (not known and _is_no_place(w, first, end)):
            continue
        bound = _bound_by(w, first)
        if bound is not None and not _of_another(w, bound) and (known or w.low[bound] in _cues("sure")):
            going = w.low[bound] in _cues("going")
            spots.append(_Spot(name=_bare(span.text), first=first, end=max(end, first + 1), going=going))
    return sorted(spots, key=lambda s: s.first)


def _is_no_place(w: Words, first: int, end: int) -> bool:
    """Whether a capitalised name is a day, a month, a people, or describes the noun behind it."""
    times = table("en", "times")
    word = w.low[first]
    if word in times["weekdays"] or word in times["months"] or folded(word) in lexicon().adjectives:
        return True
    return end < w.sentence[first][1] and w.pos[end] == "NOUN"


def _bare(name: str) -> str:
    """A name without the word for its kind: "Sarrow" for "the town of Sarrow"."""
    parts = name.split()
    k = next((n for n, part in enumerate(parts) if part == "of"), None)
    if (
        k is None
        or not 0 < k < len(parts) - 1
        or parts[k - 1].casefold() not in words("population", "places")
    ):
        return name
    return " ".join(parts[k + 1 :])


def _bound_by(w: Words, first: int) -> int | None:
    """The preposition of place, or verb of going, that binds the name at word `first`, or None."""
    start = w.sentence[first][0]
    for i in range(first - 1, max(start, first - 1 - _BETWEEN) - 1, -1):
        low = w.low[i]
        paired = i > start and w.low[i - 1] == "and"  # "in and around Torvane"
        if (low in _cues("prepositions") and (paired or w.pos[i] != "ADV")) or low in _cues("going"):
            return i
        if low in _cues("between") or low in QUOTES or w.pos[i] in ("ADJ",) or low == "-":
            continue
        if i + 1 < first and w.low[i + 1] == "of" and w.is_noun(i):
            continue
        return None
    return None


def _of_another(w: Words, preposition: int) -> bool:
    """Whether the place is a speaker's, a hospital's, a home's."""
    start = w.sentence[preposition][0]
    near = range(max(start, preposition - _OF_ANOTHER), preposition)
    if any(w.low[i] in _cues("others") for i in near):
        return True
    said = range(max(start, preposition - _SAID), preposition)
    return any(w.low[i] in say_forms() and w.pos[i] == "VERB" and w.low[i + 1] != "that" for i in said)


def _own(w: Words, f: Figure, spots: list[_Spot], numbers: list[int], whole: str | None) -> str | None:
    """The place that the figure's own sentence gives."""
    at = w.at(f.number_span.start)
    start, end = w.sentence[at]
    gathered = f.measure == "participants"
    here = [s for s in spots if start <= s.first < end and (gathered or not s.going)]
    if gathered and any(s.going for s in here):
        here = [s for s in here if s.going]
    wide = _nationwide(w, start, end)
    if not here:
        return whole if wide else None
    inside = [n for n in numbers if start <= n < end]
    before = [s for s in here if s.first < at and not _broken(w, s.end, at)]
    after = [s for s in here if s.first > at and not _broken(w, at, s.first)]
    if len(inside) > 1 and len(here) > 1:
        return _shared_out(w, at, inside, before, after)
    if after:
        return after[0].name
    return before[-1].name if before else None


def _shared_out(w: Words, at: int, inside: list[int], before: list[_Spot], after: list[_Spot]) -> str | None:
    """Several counts and several places: each count has the place on the side where the first has it."""
    behind = inside[bisect_right(inside, at)] if bisect_right(inside, at) < len(inside) else None
    ahead = inside[bisect_left(inside, at) - 1] if bisect_left(inside, at) else None
    own_after = [s for s in after if behind is None or s.first < behind]
    own_before = [s for s in before if ahead is None or s.first > ahead]
    if own_after and own_before:
        last = own_before[-1]
        # "In Torvane 5 died …": the place that opens the clause, not "12 in Torvane and 5 in Sarrow".
        opens = last.end >= at - 1 and "and" not in w.low[last.end : at]
        return last.name if opens else own_after[0].name
    if own_after or own_before:
        return (own_after or own_before[-1:])[0].name
    return after[0].name if after else before[-1].name if before else None


def _broken(w: Words, i: int, j: int) -> bool:
    """Whether a semicolon or a turn parts two words of a sentence."""
    return any(w.low[k] in (";", "while", "whereas", "but") for k in range(i, j))


def _nationwide(w: Words, start: int, end: int) -> bool:
    sentence = f" {w.phrase(start, end)} "
    return any(f" {cue} " in sentence for cue in _cues("nationwide"))


def _lead(
    report: Report, w: Words, persons: list[Figure], placed: Mapping[str, str], spots: list[_Spot]
) -> dict[str, str]:
    """The lead's place for counts of the title and the lead that name none, where those name one place only."""
    title_end = report.title_span.end if report.title_span else 0
    first = next((i for i in range(len(w.low)) if w.start[i] >= title_end), len(w.low))
    last, left = first, _LEAD
    while last < len(w.low) and left:
        last = w.sentence[last][1]
        left -= 1
    told = [s for s in spots if s.first < last and not s.going]
    if not told or len({folded(s.name) for s in told}) > 1:
        return {}
    return {f.id: told[0].name for f in persons if f.id not in placed and w.at(f.number_span.start) < last}


@cache
def _cues(name: str) -> frozenset[str]:
    return frozenset(table("en", "figure_places")["locative"][name])
