"""Which of the places that bear a name a report means.

In: the toponyms of a report. Out: a `Sense` each: the gazetteer's entry, or None, and why in words. A place said to lie
in another ("X, Texas") is looked for there; a name has one sense in a report unless it is said to lie in two; of
the rest, those near the other places of the report go before others, and inhabitants decide last. How much each
of this counts is fitted on annotated articles (`place_weights.toml`).
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from rapidfuzz.distance import Indel

from crosswire.annotate.places_senses import is_postal, prominence, senses, words
from crosswire.annotate.places_spans import Toponym
from crosswire.gazetteer import Entry, bare_key_of, country_entry, is_capital, key_of, sounding_like
from crosswire.lang import table

Features = dict[str, float]
# Between a place and the one that it is said to lie in.
_COMMA = re.compile(r"\s*,\s*(?:in\s+)?\Z")
_BRACKET = re.compile(r"\s*\(\s*\Z")
_WITHIN = re.compile(r"\s*,?\s+(?:in|of)\s+(?:the\s+)?(?:[a-z]+(?:ern)?\s+){0,3}\Z")
_LISTED = re.compile(r"\s*(?:,|,?\s+and|,?\s+or|,\s+and)\s*\Z")
_NEXT_WORD = re.compile(r"[ \u00a0]([^\W\d_]+)")
_OF_WHAT = re.compile(r"([^\W\d_]+)[ \u00a0]of[ \u00a0](?:the[ \u00a0])?\Z")
# A town goes before the district or province that is called after it and lies around it.
# A name in capitals longer than this is no short form: it opens a report, or stands in a loud line.
_LOUD = 4
# A name borne by more places than this has the rest left out, which have the fewest inhabitants.
_MOST = 40
# Places are told to lie near each other up to here.
_NEAR_KM = 200.0
# How alike two spellings of one town are at least (Indel, 0 to 1), beyond the consonants that they share.
_SPELT = 0.75
_AROUND_KM = 100.0
# It must be a town that the district may be called after, and not a hamlet of the name.
_SEAT = 50
_EARTH_KM = 6371.0
# How often the report is gone over: the second time every place knows the others as the first left them.
_ROUNDS = 3
_WIDE = ("country", "admin1", "continent", "region", "water")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sense:
    """What a toponym is taken to be; `within` is the name that it is said to lie in, `why` the reason in words."""

    entry: Entry | None
    within: str | None = None
    why: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """The places of a report where one name, said to lie in one place or in none, stands."""

    name: str
    within: str | None
    entries: tuple[Entry, ...]
    parents: tuple[Entry, ...]
    count: int
    unit: bool
    loud: bool


def resolve(text: str, toponyms: Sequence[Toponym], home: str | None = None) -> tuple[Sense, ...]:
    """A sense for each toponym, in their order. `home` is the code of the country from which the report comes, where
    that is known from outside it."""
    groups, of = grouped(text, toponyms)
    chosen: list[Entry | None] = [g.entries[0] if g.entries else None for g in groups]
    entry = country_entry(home) if home else None
    hinted = (entry,) if entry is not None else ()
    scores: list[list[float]] = []
    for turn in range(_ROUNDS):
        context = Context.of(groups, chosen, hinted, first=turn == 0)
        weights = weights_of("first" if turn == 0 else "sense")
        scores = [
            [sum(weights.get(n, 0.0) * v for n, v in features(g, e, context, k).items()) for e in g.entries]
            for k, g in enumerate(groups)
        ]
        chosen = [
            _settlement(max(zip(points, g.entries, strict=True), key=lambda p: (p[0], p[1].population))[1], g)
            if g.entries
            else None
            for points, g in zip(scores, groups, strict=True)
        ]
    context = Context.of(groups, chosen, hinted, first=False)
    whys = [_why(g, e, context, k) for k, (g, e) in enumerate(zip(groups, chosen, strict=True))]
    for k, group in enumerate(groups):
        if not group.entries and (spelt := _spelt(group.name, context)) is not None:
            chosen[k], whys[k] = spelt, f"a spelling of {spelt.name}, in a country of which the report tells"
    return tuple(Sense(entry=chosen[k], within=groups[k].within, why=whys[k]) for k in of)


def _spelt(name: str, context: Context) -> Entry | None:
    """The one town of the report's country that the name may be a spelling of, as transliterations differ."""
    land = max(context.lands, key=lambda code: (context.lands[code], code), default=None)
    alike = [
        e
        for e in sounding_like(name)
        if e.country == land and Indel.normalized_similarity(bare_key_of(name), bare_key_of(e.name)) >= _SPELT
    ]
    return alike[0] if len({e.id for e in alike}) == 1 else None


@cache
def weights_of(part: str, language: str = "en") -> Mapping[str, float]:
    """The fitted weights of a pass."""
    weights: Mapping[str, float] = table(language, "place_weights")[part]
    return weights


def grouped(text: str, toponyms: Sequence[Toponym]) -> tuple[list[Group], list[int]]:
    """The toponyms by name and container, and the group of each."""
    within = _containers(text, toponyms)
    units = [_names_unit(text, t) for t in toponyms]
    said: dict[str, set[str]] = defaultdict(set)
    for toponym, parent in zip(toponyms, within, strict=True):
        if parent is not None:
            said[key_of(toponym.text)].add(parent)
    groups: dict[tuple[str, str | None, bool], list[Toponym]] = defaultdict(list)
    keys = []
    for toponym, parent, unit in zip(toponyms, within, units, strict=True):
        name = key_of(toponym.text)
        if parent is None and len(said[name]) == 1:
            parent = next(iter(said[name]))
        keys.append((name, parent, unit))
        groups[name, parent, unit].append(toponym)
    order = {key: n for n, key in enumerate(groups)}
    made = [
        Group(
            name=held[0].text,
            within=parent,
            entries=_entries(held[0].text, unit=unit),
            parents=tuple(e for e in senses(parent) if e.kind in _WIDE or e.kind == "admin2")[:6]
            if parent
            else (),
            count=len(held),
            unit=unit,
            loud=held[0].text.isupper() and len(held[0].text) > _LOUD,
        )
        for (_, parent, unit), held in groups.items()
    ]
    return made, [order[key] for key in keys]


def _entries(name: str, *, unit: bool = False) -> tuple[Entry, ...]:
    """What a name may mean. A country's capital goes before states and districts of its name, for news writes "Washington
    state" where it means that."""
    found = senses(name)[:_MOST]
    if unit:
        return tuple(e for e in found if e.kind in ("admin1", "admin2")) or found
    if any(e.rank == 0 and is_capital(e) for e in found):
        return tuple(e for e in found if e.kind not in ("admin1", "admin2"))
    return found


def _names_unit(text: str, toponym: Toponym) -> bool:
    """Whether a province or the like is named: "Lamar County", "Helmand province", "the province of Helmand"."""
    last = toponym.text.rpartition(" ")[2].casefold()
    after = _NEXT_WORD.match(text, toponym.end)
    before = _OF_WHAT.search(text, max(0, toponym.start - 30), toponym.start)
    near = {last, after[1].casefold() if after else "", before[1].casefold() if before else ""}
    return not near.isdisjoint(words("unit_ends"))


def _containers(text: str, toponyms: Sequence[Toponym]) -> list[str | None]:
    """For each toponym the next one, where it is said to lie in that: "X, Texas", "X (Texas)", "X in Texas"."""
    found: list[str | None] = [None] * len(toponyms)
    for k in range(len(toponyms) - 1):
        one, other = toponyms[k], toponyms[k + 1]
        between = text[one.end : other.start]
        if len(between) > 30 or "\n" in between:
            continue
        wide = [e for e in senses(other.text) if e.kind in ("country", "admin1", "admin2", "region")]
        if not wide or key_of(one.text) == key_of(other.text):
            continue
        inside = any(_lies_in(e, w) for e in _entries(one.text) for w in wide)
        if (inside and (_COMMA.match(between) or _BRACKET.match(between) or _WITHIN.match(between))) or (
            _COMMA.match(between) and is_postal(other.text)
        ):
            found[k] = other.text
    return found


def _settlement(entry: Entry, group: Group) -> Entry:
    """The town of the same name within a district or province, unless it is the unit that is named."""
    if group.unit or entry.kind not in ("admin1", "admin2"):
        return entry
    towns = [
        e
        for e in group.entries
        if e.kind == "city"
        and e.rank <= max(1, entry.rank)
        and e.country == entry.country
        and kilometres(e, entry) < _AROUND_KM
    ]
    large = [t for t in towns if _SEAT * t.population >= entry.population]
    return max(large, key=lambda t: t.population, default=entry)


def _lies_in(entry: Entry, wide: Entry) -> bool:
    if wide.kind in ("country", "region", "admin1", "admin2") and wide.country != entry.country:
        return False
    if entry.kind == "country":
        return False
    if wide.kind == "country":
        return True
    if wide.kind == "admin1":
        return entry.admin1 is not None and entry.admin1 == wide.admin1 and entry.kind != "admin1"
    if wide.kind == "admin2":
        return (
            entry.kind == "city"
            and entry.admin2 is not None
            and (entry.admin1, entry.admin2) == (wide.admin1, wide.admin2)
        )
    return entry.kind == "city" and kilometres(entry, wide) < 400


def kilometres(one: Entry, other: Entry) -> float:
    """The great-circle distance."""
    a, b = math.radians(one.latitude), math.radians(other.latitude)
    h = (
        math.sin((b - a) / 2) ** 2
        + math.cos(a) * math.cos(b) * math.sin(math.radians(other.longitude - one.longitude) / 2) ** 2
    )
    return 2 * _EARTH_KM * math.asin(math.sqrt(min(h, 1.0)))


@dataclass(frozen=True, slots=True)
class Context:
    """The places of a report as one pass has them: who is chosen, and how much of the report lies where."""

    chosen: tuple[Entry | None, ...]
    counts: tuple[int, ...]
    lands: Mapping[str, float]
    states: Mapping[tuple[str, str], float]
    every: float
    hints: tuple[Entry, ...]

    @staticmethod
    def of(
        groups: Sequence[Group], chosen: Sequence[Entry | None], hints: tuple[Entry, ...], *, first: bool
    ) -> Context:
        """From what is chosen; at first only from what can hardly be anything else: countries and their states."""
        kept = [
            e if e is not None and (not first or e.kind in ("country", "admin1") or g.parents) else None
            for g, e in zip(groups, chosen, strict=True)
        ]
        lands: Counter[str] = Counter()
        states: Counter[tuple[str, str]] = Counter()
        weights = [min(g.count, 3) for g in groups]
        for e, n in [*zip(kept, weights, strict=True), *((h, 2) for h in hints)]:
            if e is not None and e.country is not None:
                lands[e.country] += n
                if e.admin1 is not None:
                    states[e.country, e.admin1] += n
        return Context(
            tuple(kept), tuple(weights), lands, states, float(sum(weights) + 2 * len(hints)), hints
        )


def features(group: Group, entry: Entry, context: Context, k: int) -> Features:
    """What speaks for an entry as the sense of a group; the group's own vote in the context is left out."""
    own = context.chosen[k]
    weight = context.counts[k]

    def share(held: float, mine: bool) -> float:
        return min(1.0, max(0.0, held - (weight if mine else 0)) / max(1.0, context.every - weight))

    land = entry.country or ""
    state = (land, entry.admin1 or "")
    of_land = share(context.lands.get(land, 0.0), own is not None and own.country == land)
    of_state = share(context.states.get(state, 0.0), own is not None and (own.country, own.admin1) == state)
    near = [
        kilometres(entry, other)
        for n, other in enumerate(context.chosen)
        if other is not None and n != k and other.kind in ("city", "admin2")
    ]
    nearest = min(near, default=5_000.0)
    out: Features = {
        "inhabitants": math.log10(prominence(entry) + 1) / 7,
        "own name": float(entry.rank == 0),
        "other name": float(entry.rank == 2),
        f"is {entry.kind}": 1.0,
        "is the capital": float(is_capital(entry)),
        "share of the land": of_land,
        "some of the land": float(of_land > 0),
        "share of the state": of_state,
        "some of the state": float(of_state > 0),
        "log of the nearest": math.log10(nearest + 10) / 4,
        "within 60 km": min(3, sum(d < 60 for d in near)) / 3,
        "within 200 km": min(3, sum(d < 200 for d in near)) / 3,
        "unit named": float(group.unit and entry.kind in ("admin1", "admin2")),
        "in capitals": float(group.loud and entry.kind == "city"),
        "unit not named": float(not group.unit and entry.kind in ("admin1", "admin2")),
    }
    if group.parents:
        inside = any(_lies_in(entry, p) for p in group.parents)
        out["said to lie there"] = float(inside)
        out["said to lie elsewhere"] = float(not inside)
    if key_of(entry.name) == key_of(group.name):
        out["written so"] = 1.0
    return out


def _why(group: Group, entry: Entry | None, context: Context, k: int) -> str:
    """In words, what decided."""
    if entry is None:
        return "the gazetteer has no place of this name"
    if group.parents and any(_lies_in(entry, p) for p in group.parents):
        return f"said to lie in {group.within}"
    if entry.kind in ("country", "continent"):
        return f"a {entry.kind}'s name"
    if len(group.entries) == 1:
        return "the only place of this name"
    near = [
        other
        for n, other in enumerate(context.chosen)
        if n != k
        and other is not None
        and other.kind in ("city", "admin2")
        and other.name != entry.name
        and kilometres(entry, other) < _NEAR_KM
    ]
    if near:
        return f"near {near[0].name}, also named"
    if any(
        n != k and o is not None and (o.country, o.admin1) == (entry.country, entry.admin1) and o.admin1
        for n, o in enumerate(context.chosen)
    ):
        return f"in {entry.admin1}, of which the report tells"
    if entry.country and any(
        n != k and o is not None and o.country == entry.country for n, o in enumerate(context.chosen)
    ):
        return "in a country of which the report tells"
    return "the largest place of this name"
