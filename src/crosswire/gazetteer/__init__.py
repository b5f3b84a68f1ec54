"""The places of the world by name: what could a name be, where does that lie, and in what.

In: a name. Out: `Entry`s, every place that bears it. The table is `places.sqlite` beside this module, made by
`python -m evals.make_gazetteer` from GeoNames (https://www.geonames.org, licence CC BY 4.0: NOTICE) and from
`nature.toml`; it is opened at the first look-up and read a page at a time, so nothing is loaded that nobody
asks for. Which of several places a report means is not decided here.
"""

from __future__ import annotations

import os
import re
import sqlite3
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Literal

from crosswire.text.fold import strip_accents

__all__ = [
    "KINDS",
    "LARGE",
    "Entry",
    "bare_key_of",
    "candidates",
    "capital_of",
    "country_entry",
    "is_capital",
    "is_known",
    "key_of",
    "large_cities",
    "skeleton_of",
    "sounding_like",
]

Kind = Literal["country", "admin1", "admin2", "city", "region", "continent", "water", "mountain"]
# As the table numbers them.
KINDS: tuple[Kind, ...] = (
    "country",
    "admin1",
    "admin2",
    "city",
    "region",
    "continent",
    "water",
    "mountain",
)
# From how many inhabitants on a city is one of `large_cities`.
LARGE = 15_000
# Words that are written short in some names and in full in others.
_SHORT = {"st": "saint", "ste": "sainte", "mt": "mount", "ft": "fort"}
# Arabic articles, and letters that transliterations write one for another or leave out.
_ARTICLES = frozenset(
    {"al", "el", "ar", "as", "ash", "ad", "adh", "an", "at", "az", "the", "ul", "ud", "ed", "es", "esh"}
)
_ALIKE = str.maketrans(
    {"q": "k", "c": "k", "g": "k", "z": "s", "v": "f", "p": "b", "j": "y", "x": "k", "d": "t"}
)
_ALIKE_RUN = re.compile(r"(.)\1+")
_NOT_SOUNDED = re.compile(r"[aeiouyhw]")
# Fewer consonants than these say nothing.
_SKELETON = 3
_COLUMNS = (
    "p.id, p.name, p.kind, p.country, a.name, b.name, p.latitude, p.longitude, p.population, n.rank"
    " FROM name n JOIN place p ON p.id = n.place"
    " LEFT JOIN area a ON a.id = p.admin1 LEFT JOIN area b ON b.id = p.admin2"
)
# Coordinates are whole ten-thousandths of a degree (11 metres) in the table.
_DEGREE = 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A place that bears a name.

    `id` is GeoNames' number, None for what it has none of here (counties of few inhabitants, waters). `admin1`
    and `admin2` are the names of the province or state and of the district or county that it lies in (of
    itself, where it is one). Degrees are WGS 84, of areas a point in their midst. `rank` is how it bears the
    name: 0 as its own, 1 with an article or a word for its kind left out, 2 as another or an older name.
    """

    id: int | None
    name: str
    kind: Kind
    country: str | None
    admin1: str | None
    admin2: str | None
    latitude: float
    longitude: float
    population: int
    rank: int


def key_of(name: str) -> str:
    """A name as the table holds it: small letters, no accents or points, "st" and the like in full.

    >>> key_of("St. John’s")
    "saint john's"
    """
    plain = (
        strip_accents(name).casefold().replace("’", "'").replace(".", "").replace("-", " ").replace(",", " ")
    )
    return " ".join(_SHORT.get(word, word) for word in plain.split())


def skeleton_of(name: str) -> str:
    """The consonants of a name as different transliterations share them: no vowels, articles, doubled or breathed letters.

    >>> skeleton_of("Khan al-Asal"), skeleton_of("Khān al ‘Asal")
    ('kn sl', 'kn sl')
    """
    heard = (
        _NOT_SOUNDED.sub("", _ALIKE_RUN.sub(r"\1", w.translate(_ALIKE))) for w in bare_key_of(name).split()
    )
    return " ".join(filter(None, heard))


def bare_key_of(name: str) -> str:
    """The key of a name without Arabic articles and marks.

    >>> bare_key_of("Ra’s al ‘Ayn")
    'ras ayn'
    """
    letters = "".join(c for c in key_of(name) if c.isalpha() or c == " ").split()
    return " ".join([w for w in letters if w not in _ARTICLES] or letters)


@lru_cache(maxsize=5_000)
def sounding_like(name: str) -> tuple[Entry, ...]:
    """Towns of countries that write in other letters whose name in Latin ones could be a spelling of this one."""
    skeleton = skeleton_of(name)
    if len(skeleton.replace(" ", "")) < _SKELETON:
        return ()
    rows = _table(os.getpid()).execute(
        f"SELECT {_COLUMNS.replace('n.rank', '3').replace('name n', 'sound n')} WHERE n.key = ?", (skeleton,)
    )
    return tuple(sorted((_entry(row) for row in rows), key=lambda e: (-e.population, e.name, e.latitude)))


@lru_cache(maxsize=20_000)
def candidates(name: str) -> tuple[Entry, ...]:
    """Every place that bears the name, those whose own it is first, then by inhabitants."""
    rows = _table(os.getpid()).execute(f"SELECT {_COLUMNS} WHERE n.key = ?", (key_of(name),))
    found = [_entry(row) for row in rows]
    return tuple(sorted(found, key=lambda e: (e.rank, -e.population, e.name, e.latitude)))


@cache
def country_entry(code: str) -> Entry | None:
    """The country of an ISO 3166-1 alpha-2 code."""
    rows = _table(os.getpid()).execute(
        "SELECT p.id, p.name, p.kind, p.country, NULL, NULL, p.latitude, p.longitude, p.population, 0"
        " FROM place p WHERE p.kind = 0 AND p.country = ?",
        (code,),
    )
    return next((_entry(row) for row in rows), None)


def capital_of(code: str) -> Entry | None:
    """The capital of the country of an ISO 3166-1 alpha-2 code; None where it has none or several."""
    number = _capitals().get(code)
    return None if number is None else _place(number)


def is_capital(entry: Entry) -> bool:
    """Whether a place is the capital of its country."""
    return entry.id is not None and _capitals().get(entry.country or "") == entry.id


@cache
def _capitals() -> Mapping[str, int]:
    data = tomllib.loads((files(__package__) / "capitals.toml").read_text(encoding="utf-8"))
    capitals: Mapping[str, int] = data["capitals"]
    return capitals


@cache
def _place(number: int) -> Entry | None:
    rows = _table(os.getpid()).execute(
        "SELECT p.id, p.name, p.kind, p.country, a.name, b.name, p.latitude, p.longitude, p.population, 0 FROM place p"
        " LEFT JOIN area a ON a.id = p.admin1 LEFT JOIN area b ON b.id = p.admin2 WHERE p.id = ?",
        (number,),
    )
    return next((_entry(row) for row in rows), None)


def is_known(name: str) -> bool:
    """Whether any place bears the name: quicker than `candidates`."""
    return _is_known(key_of(name))


@lru_cache(maxsize=20_000)
def _is_known(key: str) -> bool:
    return (
        _table(os.getpid()).execute("SELECT 1 FROM name WHERE key = ? LIMIT 1", (key,)).fetchone() is not None
    )


def large_cities() -> Iterator[tuple[str, int]]:
    """The keys of cities of `LARGE` or more inhabitants under their own names, with their inhabitants."""
    yield from _table(os.getpid()).execute("SELECT key, population FROM city ORDER BY key")


def _entry(row: tuple[int, str, int, str | None, str | None, str | None, int, int, int, int]) -> Entry:
    number, name, kind, country, admin1, admin2, latitude, longitude, population, rank = row
    return Entry(
        id=number if number > 0 else None,
        name=name,
        kind=KINDS[kind],
        country=country,
        admin1=admin1,
        admin2=admin2,
        latitude=latitude / _DEGREE,
        longitude=longitude / _DEGREE,
        population=population,
        rank=rank,
    )


@cache
def _table(process: int) -> sqlite3.Connection:
    """The open table of a process: SQLite forbids to carry one over a fork."""
    path = str(files(__package__) / "places.sqlite").replace("?", "%3f").replace("#", "%23")
    return sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True, check_same_thread=False)
