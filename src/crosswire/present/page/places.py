"""The places of the reports: resolved ones as rows and points, the rest by name.

In: an edition. Out: a row for each place with how exactly it is known, how many originals name it, the events that
lie there and the first words of each report; and the maps. One place is what has one entry of the gazetteer, else
what has one name and one position.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from crosswire.lang import table
from crosswire.types import Dossier, Place, Span

from .edition import Citation, Edition
from .map import Maps, Spot, maps
from .marks import PLACES, Statement
from .numbers import plural
from .plain import clamp

# Rows in full before the rest are folded away; sigla and events a row shows.
_SHOWN, _SIGLA, _EVENTS = 14, 6, 6
# UCDP's where_prec in words. 6 and 7 are countries and what is wider, which no point stands for.
_EXACTLY = {
    1: "the place itself",
    2: "near it",
    3: "its district",
    4: "its province",
    5: "an area or a line",
    6: "the country",
    7: "at sea, or wider than a country",
}
_DRAWN = (None, 1, 2, 3, 4, 5)
# Of what is known by an area or a line, these are too wide for a mark.
_WIDE = ("region", "continent", "country")


@dataclass(frozen=True, slots=True, kw_only=True)
class At:
    """A link from the timeline to a place."""

    id: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A place: `inside` is where it lies, `exactly` how exactly it is known, `times` links to the timeline."""

    id: str
    number: int
    name: str
    inside: str
    exactly: str
    why: str
    originals: str
    times: tuple[tuple[str, str], ...]
    more_times: int
    counted: bool
    citations: tuple[Citation, ...]
    more: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Places:
    """The section: the maps, rows of what they show, wider areas, and names without a position."""

    maps: Maps | None
    rows: tuple[Row, ...]
    folded: tuple[Row, ...]
    wider: tuple[Row, ...]
    unknown: tuple[str, ...]


@dataclass(slots=True, kw_only=True)
class _Group:
    """The namings of one place, while they are gathered."""

    places: list[Place]
    originals: set[str]
    events: list[str]
    counted: bool = False

    @property
    def best(self) -> Place:
        """The naming that says most exactly where it is."""
        return min(self.places, key=lambda p: (p.precision or 9, p.near is True))

    @property
    def known(self) -> bool:
        """Whether it has a position on the globe."""
        latitude, longitude = self.best.latitude, self.best.longitude
        return (
            latitude is not None and longitude is not None and abs(latitude) <= 90 and abs(longitude) <= 180
        )

    @property
    def drawn(self) -> bool:
        """Whether a point can stand for it."""
        best = self.best
        wide = best.kind in _WIDE and best.precision not in (1, 2, 3)
        return self.known and best.precision in _DRAWN and not wide

    @property
    def weight(self) -> int:
        """How much the map should show it."""
        return len(self.originals) + 2 * len(self.events) + 2 * self.counted


def places(book: Edition, events: Iterable[tuple[str, str]]) -> Places:
    """The section; `events` are the timeline's entries: the event's id and the entry's."""
    groups = _groups(book, dict(events))
    known = sorted(
        (g for g in groups if g.known),
        key=lambda g: (-g.weight, min(book.key(p.span) for p in g.places)),
    )
    drawn = [g for g in known if g.drawn]
    rows = [_row(book, g, n) for n, g in enumerate([*drawn, *(g for g in known if not g.drawn)], start=1)]
    return Places(
        maps=maps([_spot(g, r) for g, r in zip(drawn, rows, strict=False)]),
        rows=tuple(rows[: min(_SHOWN, len(drawn))]),
        folded=tuple(rows[min(_SHOWN, len(drawn)) : len(drawn)]),
        wider=tuple(rows[len(drawn) :]),
        unknown=_unknown(groups),
    )


def links(section: Places) -> dict[str, tuple[At, ...]]:
    """By entry of the timeline the places that are rows of the section."""
    found: dict[str, list[At]] = {}
    for row in (*section.rows, *section.folded):
        for id, _ in row.times:
            found.setdefault(id, []).append(At(id=row.id, name=row.name))
    return {id: tuple(ats) for id, ats in found.items()}


def _groups(book: Edition, entries: dict[str, str]) -> list[_Group]:
    """The places, without those inside the name of something else and those that stand for a
    garbled name, nor what the same report means by them elsewhere ("the city")."""
    groups: dict[tuple[object, ...], _Group] = {}
    at: dict[tuple[str, int], _Group] = {}
    garbled = {(f.span.report, f.span.start) for e in book.entities.values() for f in e.forms if f.corrupted}
    for said in book.dossier.annotations:
        wrong = {_key(p) for p in said.places if (p.span.report, p.span.start) in garbled}
        for place in said.places:
            if place.form == "part" or _key(place) in wrong:
                continue
            group = groups.setdefault(_key(place), _Group(places=[], originals=set(), events=[]))
            group.places.append(place)
            group.originals.add(book.original_of(place.span).letter)
            at[place.span.report, place.span.start] = group
    _with_counts(book.dossier, groups.values())
    _with_events(book, at, entries)
    return list(groups.values())


def _key(place: Place) -> tuple[object, ...]:
    if place.geonameid is not None:
        return ("id", place.geonameid)
    position = (place.latitude, place.longitude)
    return ("name", " ".join(place.name.split()).casefold(), place.country, position)


def _with_counts(dossier: Dossier, groups: Iterable[_Group]) -> None:
    counted = {
        (f.span.report, f.place.casefold())
        for a in dossier.annotations
        for f in a.figures
        if f.place is not None
    }
    for group in groups:
        group.counted = any((p.span.report, p.span.text.casefold()) in counted for p in group.places)


def _with_events(book: Edition, at: dict[tuple[str, int], _Group], entries: dict[str, str]) -> None:
    """An event lies where a place is named, among the names of the event's places, in its own words."""
    for event in book.dossier.findings.events:
        entry = entries.get(event.id)
        if entry is None:
            continue
        forms = [f.span for id in event.places if id in book.entities for f in book.entities[id].forms]
        for span in forms:
            group = at.get((span.report, span.start))
            told = group is not None and any(span.overlaps(e) for e in event.evidence)
            if group is not None and told and entry not in group.events:
                group.events.append(entry)


def _row(book: Edition, group: _Group, number: int) -> Row:
    id = f"pl{number}"
    best = group.best
    statement = Statement(rank=PLACES + number, id=id, label=f"Place {number}")
    spans: dict[str, Span] = {}
    for place in sorted(group.places, key=lambda p: book.key(p.span)):
        spans.setdefault(place.span.report, place.span)
    citations = tuple(book.cite(s, statement) for s in spans.values())
    return Row(
        id=id,
        number=number,
        name=" ".join(best.name.split()),
        inside=_inside(best),
        exactly=_EXACTLY.get(best.precision or 0, ""),
        why=clamp(best.basis, 160),
        originals=plural(len(group.originals), "original"),
        times=tuple((e, f"Time {e[1:]}") for e in sorted(group.events, key=_number)[:_EVENTS]),
        more_times=max(0, len(group.events) - _EVENTS),
        counted=group.counted,
        citations=citations[:_SIGLA],
        more=max(0, len(citations) - _SIGLA),
    )


def _number(entry: str) -> int:
    return int(entry[1:])


def _inside(place: Place) -> str:
    held = (place.admin1, _country(place.country))
    names = [n for n in held if n and n.casefold() != place.name.casefold()]
    return ", ".join(dict.fromkeys(names))


def _country(code: str | None) -> str | None:
    return None if code is None else _countries().get(code, code)


@cache
def _countries() -> dict[str, str]:
    """Names of countries by code, the first of each."""
    out: dict[str, str] = {}
    for name, entry in table("en", "countries")["countries"].items():
        out.setdefault(entry["code"], name)
    return out


def _spot(group: _Group, row: Row) -> Spot:
    best = group.best
    events = plural(len(group.events), "event")
    said = [f"{row.name}, named by {row.originals}"]
    said += [f"{events} there"] if group.events else []
    said += [f"known by {row.exactly}"] if best.precision not in (None, 1) else []
    return Spot(
        id=row.id,
        number=row.number,
        name=clamp(row.name, 26),
        said="; ".join(said),
        longitude=best.longitude or 0.0,
        latitude=best.latitude or 0.0,
        precision=best.precision,
        size=len(group.originals),
        full=bool(group.events) or group.counted,
        weight=group.weight,
        country=best.country,
    )


def _unknown(groups: Iterable[_Group]) -> tuple[str, ...]:
    names = [" ".join(g.best.name.split()) for g in groups if not g.known]
    return tuple(dict.fromkeys(names))
