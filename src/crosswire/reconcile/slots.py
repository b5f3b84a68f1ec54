"""Which figures count the same thing: slots of measure, party and unit, and of place where it parts them.

In: the figures of one story and the context. Out: `Slot`s, each to become one tally. Casualties share a
slot a party whatever their value, since difference is what reconciliation is for. Within a report, counts
that are not its toll of that party are set apart (`own_counts`): those of a named place become a slot of
that place. Other measures (participants, deployed, …) share a slot where their values fit, or where
they count one gathering: two gatherings are no dispute. Does not judge values.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

from crosswire.reconcile.context import Context
from crosswire.reconcile.intervals import fits
from crosswire.reconcile.own_counts import OwnCounts, own_counts
from crosswire.reconcile.scopes import NOBODY, Scope, is_part, scope_of
from crosswire.text.days import days_in_words
from crosswire.text.fold import fold
from crosswire.types import Annotations, Figure, Measure, Party, Scalar, Span

CUMULATIVE: frozenset[Measure] = frozenset(
    {"killed", "injured", "detained", "missing", "displaced", "rescued"}
)
SEPARATE: frozenset[Measure] = frozenset({"participants", "deployed", "established", "cost"})
# Equal exact numbers of at least this size are taken for the same count even where one report names
# the party and the other says "people": two unrelated tolls rarely agree to three digits.
TELLING_NUMBER = 100
# A passage pair below this score is not held to render the same text (chosen with the lineage rule).
TWIN_SCORE = 0.25

Twins = Callable[[Figure, Figure], bool]
Key = tuple[str, str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """Figures that count one thing. `of` are the ids of figures of which these are told as parts; `place`
    or `days` (in words) are set where these alone part them from the count of all; `tolls` are ids of reports' own tolls."""

    measure: Measure
    key: str
    figures: tuple[Figure, ...]
    label: str | None = None
    party: Party = NOBODY
    place: str | None = None
    days: str | None = None
    of: frozenset[str] = frozenset()
    tolls: frozenset[str] = frozenset()


def slots(annotations: Iterable[Annotations], context: Context) -> tuple[Slot, ...]:
    """The slots of one story, by measure and party; only those in which something is asserted."""
    told = [f for a in annotations for f in a.figures if _counts(f)]
    scopes = {f.id: s for f in told if (s := _scope(f)) is not None}
    by_key: dict[Key, list[Figure]] = defaultdict(list)
    for figure in told:
        if figure.id in scopes and not is_part(figure):
            by_key[_key(figure, scopes[figure.id])].append(figure)
    _unite_parties(by_key, _twins(context), lambda fs: len(context.originals_of(fs)))
    wholes = {key: own_counts(key[0], key[1], by_key[key], context) for key in sorted(by_key) if by_key[key]}
    outside = {f.id for own in wholes.values() for f in own.others}
    inside = {f.id: key for key, own in wholes.items() for f in own.kept}
    parents = {f.id: _parent(f, told, context) for f in told if is_part(f)}
    by_id = {f.id: f for f in told}
    parts: dict[Key, list[Figure]] = defaultdict(list)
    apart: dict[tuple[Key, str, str], list[Figure]] = defaultdict(list)
    for figure in (f for f in told if is_part(f)):
        parent = parents[figure.id]
        if parent in outside:
            continue
        if figure.id in scopes and not _same_party(figure, parent, scopes):
            parts[_key(figure, scopes[figure.id])].append(figure)
        elif parent in inside and (mark := _set_apart(figure, by_id[parent])):
            apart[inside[parent], *mark].append(figure)
    found: list[Slot] = []
    for key in sorted({*wholes, *parts}):
        own = wholes.get(key, OwnCounts())
        figures = [*own.kept, *parts.get(key, ())]
        of = frozenset(p for f in figures if (p := parents.get(f.id)))
        found += [_slot(key, g, scopes, of=of, tolls=own.tolls) for g in _groups(key, figures)]
    found += [s for key, own in wholes.items() for s in _places(key, own.others, scopes)]
    for (key, place, days), figures in sorted(apart.items()):
        of = frozenset(p for f in figures if (p := parents[f.id]))
        found.append(replace(_slot(key, figures, scopes, of=of, place=place or None), days=days or None))
    return tuple(s for s in found if any(f.modality != "denied" for f in s.figures))


def _set_apart(part: Figure, whole: Figure) -> tuple[str, str] | None:
    """The place, or else the days in words, that alone set a part apart from its whole; None where neither does."""
    if part.place and fold(part.place) != fold(whole.place or ""):
        return part.place, ""
    dated = part.basis is not None and part.basis.startswith("“") and part.as_of != whole.as_of
    days = days_in_words(part.as_of.start, part.as_of.end) if part.as_of and dated else ""
    return ("", days) if days else None


def _slot(
    key: Key,
    figures: Iterable[Figure],
    scopes: Mapping[str, Scope],
    *,
    of: frozenset[str] = frozenset(),
    tolls: frozenset[str] = frozenset(),
    place: str | None = None,
) -> Slot:
    ordered = tuple(sorted(figures, key=lambda f: f.id))
    known = [scopes.get(f.id, Scope(key=key[1])) for f in ordered]
    scope = next((s for s in known if s.key == key[1]), known[0])
    named = key[0] in CUMULATIVE
    return Slot(
        measure=ordered[0].measure,
        key=key[1],
        figures=ordered,
        label=scope.label if named else None,
        party=scope.party if named else NOBODY,
        place=place,
        of=of,
        tolls=tolls,
    )


def _groups(key: Key, figures: list[Figure]) -> list[list[Figure]]:
    if not figures:
        return []
    return _by_value(figures) if key[0] in SEPARATE else [figures]


def _places(key: Key, others: Iterable[Figure], scopes: Mapping[str, Scope]) -> list[Slot]:
    """Counts that the place alone sets apart, a slot for each place."""
    by_place: dict[str, list[Figure]] = defaultdict(list)
    for figure in others:
        if figure.place and figure.relation in (None, "total") and figure.modality != "denied":
            by_place[fold(figure.place)].append(figure)
    return [_slot(key, fs, scopes, place=fs[0].place) for _, fs in sorted(by_place.items())]


def _counts(figure: Figure) -> bool:
    if figure.measure not in CUMULATIVE | SEPARATE or not figure.part_of_event or figure.cumulative:
        return False
    if figure.measure in CUMULATIVE:
        return True
    return figure.number != 0 and not is_part(figure)


def _scope(figure: Figure) -> Scope | None:
    if figure.measure in CUMULATIVE:
        return scope_of(figure)
    return Scope(key=figure.group or "")


def _key(figure: Figure, scope: Scope) -> Key:
    unit = "persons" if figure.measure in CUMULATIVE else fold(figure.unit or "")
    return figure.measure, scope.key, unit


def _parent(figure: Figure, told: Iterable[Figure], context: Context) -> str | None:
    """The figure of which this is told as a part: the one named, else the nearest before it in its sentence,
    else the nearest behind it there."""
    if figure.relates_to is not None:
        return figure.relates_to
    sentence = next(
        (s for s in context.annotations[figure.span.report].sentences if s.contains(figure.number_span)), None
    )
    if sentence is None:
        return None
    same = [
        f for f in told if f.measure == figure.measure and not is_part(f) and sentence.contains(f.number_span)
    ]
    before = [f for f in same if f.span.start < figure.span.start]
    after = [f for f in same if f.span.start > figure.span.start]
    return before[-1].id if before else after[0].id if after else None


def _same_party(part: Figure, parent: str | None, scopes: Mapping[str, Scope]) -> bool:
    """Whether a part is of its whole's own party: "five of them gravely" of "31 guards" """
    return parent is not None and parent in scopes and scopes[parent].key == scopes[part.id].key


def _twins(context: Context) -> Twins:
    pairs: dict[tuple[str, str], list[tuple[Span, Span]]] = {}
    for link in context.links.lineage:
        pairs[(link.left, link.right)] = [(p.left, p.right) for p in link.evidence if p.score >= TWIN_SCORE]

    def twins(one: Figure, other: Figure) -> bool:
        if not pairs:
            return False
        left, right = sorted((one.span, other.span), key=lambda s: s.report)
        aligned = pairs.get((left.report, right.report), [])
        return any(a.overlaps(left) and b.overlaps(right) for a, b in aligned)

    return twins


def _unite_parties(
    by_key: dict[Key, list[Figure]], twins: Twins, weight: Callable[[list[Figure]], int]
) -> None:
    """Moves a figure to another party's slot of its measure where both are plainly one count: they
    render one passage with one number, or agree exactly to three digits. The slot with fewer originals yields."""
    for measure in sorted({key[0] for key in by_key}):
        keys = sorted((k for k in by_key if k[0] == measure), key=lambda k: (weight(by_key[k]), k))
        known = {k: _by_number(by_key[k]) for k in keys}
        for small in keys:
            for figure in list(by_key[small]):
                if figure.number is None:
                    continue
                home = next(
                    (
                        k
                        for k in reversed(keys)
                        if k != small and _same_count(figure, known[k][figure.number], twins)
                    ),
                    None,
                )
                if home and weight(by_key[home]) >= weight(by_key[small]):
                    by_key[small].remove(figure)
                    by_key[home].append(figure)
                    known[small][figure.number].remove(figure)
                    known[home][figure.number].append(figure)


def _by_number(figures: Iterable[Figure]) -> defaultdict[Scalar, list[Figure]]:
    found: defaultdict[Scalar, list[Figure]] = defaultdict(list)
    for figure in figures:
        if figure.number is not None:
            found[figure.number].append(figure)
    return found


def _same_count(figure: Figure, others: Iterable[Figure], twins: Twins) -> bool:
    """Whether one of `others`, all of the figure's number, is plainly the same count."""
    same = [g for g in others if g.span.report != figure.span.report]
    exact = figure.qualifier == "exact" and (figure.number or 0) >= TELLING_NUMBER
    return any(twins(figure, g) or (exact and g.qualifier == "exact") for g in same)


def _by_value(members: list[Figure]) -> list[list[Figure]]:
    """Splits a slot into groups whose values fit or that count one gathering; vague words join the group
    with their own noun."""
    groups: list[list[Figure]] = []
    # Members stand in the order of the reports: ids, which hang on the reports' very bytes, decide nothing.
    ordered = sorted(members, key=lambda f: (f.number is None, f.qualifier != "exact"))
    for figure in ordered:
        home = next((g for g in groups if _belongs(figure, g)), None)
        if home is None:
            groups.append([figure])
        else:
            home.append(figure)
    return groups


def _belongs(figure: Figure, group: list[Figure]) -> bool:
    if figure.number is None:
        return any(g.number is None and fold(g.label or "") == fold(figure.label or "") for g in group)
    if any(_one_gathering(figure, g) or _one_number(figure, g) for g in group):
        return True
    numbers = [g.number for g in group if g.number is not None]
    return bool(numbers) and all(fits(figure, g) for g in group) and _near(figure.number, numbers)


def _one_gathering(one: Figure, other: Figure) -> bool:
    """Whether two figures of persons name one place and one day."""
    if one.measure != "participants" or not one.place or not other.place or not one.as_of or not other.as_of:
        return False
    return fold(one.place) == fold(other.place) and one.as_of == other.as_of


def _one_number(one: Figure, other: Figure) -> bool:
    """Whether two reports print one number, of no two places."""
    places = {fold(f.place) for f in (one, other) if f.place}
    return one.number == other.number and one.span.report != other.span.report and len(places) < 2


def _near(number: Scalar, numbers: list[Scalar]) -> bool:
    """Open-ended words fit anything above them; only numbers within half of one another are held to
    speak of the same thing."""
    return all(min(number, n) * 2 > max(number, n) for n in numbers)
