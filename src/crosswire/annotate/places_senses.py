"""What a name of a place may mean: the countries of the language's table, short forms of states, the gazetteer.

In: a name as printed. Out: `Entry`s of the gazetteer, the likeliest by itself first. The report is not looked at.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, lru_cache
from types import MappingProxyType

from crosswire import gazetteer
from crosswire.annotate.names_lexicon import folded
from crosswire.gazetteer import Entry
from crosswire.lang import table

# As many inhabitants as a sea, a river or a part of the world counts for: those of a province.
_NATURAL = 5_000_000


@cache
def words(key: str, language: str = "en") -> frozenset[str]:
    """A list of `places.toml` as a set."""
    return frozenset(table(language, "places")[key])


@cache
def countries(language: str = "en") -> Mapping[str, str]:
    """Country codes by folded name."""
    return MappingProxyType(
        {
            folded(name): str(data["code"])
            for country, data in table(language, "countries")["countries"].items()
            for name in (country, *data["also"])
        }
    )


@cache
def abbreviations(language: str = "en") -> Mapping[str, tuple[str, str]]:
    """Country code and state by short form, points and capitals as printed."""
    return MappingProxyType(
        {
            short: (country, state)
            for country, states in table(language, "places")["abbreviations"].items()
            for state, shorts in states.items()
            for short in shorts
        }
    )


def country_of(name: str) -> str | None:
    """The code of the country that the name is, by the language's own table."""
    return countries().get(folded(" ".join(name.split())))


def is_postal(name: str) -> bool:
    """Whether a name is a short form without a point ("TX"), a state only where one must stand."""
    return name in abbreviations() and "." not in name and name.isupper()


@lru_cache(maxsize=20_000)
def senses(name: str) -> tuple[Entry, ...]:
    """Every place that a printed name may mean."""
    code = country_of(name)
    if code is not None:
        entry = gazetteer.country_entry(code)
        if entry is not None and (_is_short(name) or "." in name):
            return (entry,)
        # Whoever means a state or town in a country of the same name says so ("the state of").
        others = tuple(e for e in gazetteer.candidates(name) if e.kind != "country" and e.country != code)
        return others if entry is None else (entry, *others)
    state = abbreviations().get(name)
    if state is not None:
        return tuple(
            e for e in gazetteer.candidates(state[1]) if e.kind == "admin1" and e.country == state[0]
        )[:1]
    return gazetteer.candidates(name)


def prominence(entry: Entry) -> int:
    """How large a place is held to be: its inhabitants; seas, rivers and the like have none and are well known."""
    natural = entry.id is None and entry.kind in ("continent", "region", "water", "mountain")
    return max(entry.population, _NATURAL) if natural else entry.population


def is_place_name(name: str) -> bool:
    """Whether any place bears the name."""
    return name in abbreviations() or country_of(name) is not None or gazetteer.is_known(name)


def _is_short(name: str) -> bool:
    return len(name) <= 4 and name.isupper()
