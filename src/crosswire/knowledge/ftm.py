"""FollowTheMoney entities, one JSON object a line, as OpenSanctions and Aleph export them.

In: numbered lines. Out: `KnownEntity`s and `Bad` lines. Taken are persons, organisations, vessels and aircraft,
and positions, with names, countries, roles and days; owners, sanctions, addresses and documents are passed over.
Model: https://followthemoney.tech (schemata `Person`, `LegalEntity`, …); OpenSanctions' `targets.nested.json` is
read as well, its nested entities left out.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any

from crosswire.knowledge.lines import Bad
from crosswire.knowledge.records import PASSED, Found, clean, text_of
from crosswire.lang import table
from crosswire.types import EntityType, KnownEntity, KnownName

SCHEMATA: Mapping[str, EntityType] = {
    "Person": "PERSON",
    "Organization": "ORG",
    "Company": "ORG",
    "PublicBody": "ORG",
    "LegalEntity": "ORG",
    "Vessel": "OTHER",
    "Airplane": "OTHER",
    "Position": "OTHER",
}
_NAMES = (
    ("name", "name"),
    ("alias", "alias"),
    ("abbreviation", "alias"),
    ("previousName", "previous"),
    ("weakAlias", "weak"),
)
_COUNTRIES = ("country", "nationality", "citizenship", "jurisdiction", "mainCountry", "flag")
_ROLES = ("position", "title")
_DAY = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?")


def read_ftm(lines: Iterable[tuple[int, bytes | Bad]]) -> Iterator[Found]:
    """The entities in lines of JSON."""
    for number, line in lines:
        if isinstance(line, Bad):
            yield line
        elif line.strip():
            yield _entity(number, line)


def _entity(number: int, line: bytes) -> Found:
    try:
        data = json.loads(line)
    except (ValueError, RecursionError):
        return Bad(number, "is no JSON object")
    if not isinstance(data, dict) or not isinstance(data.get("schema"), str):
        return Bad(number, 'is no entity: it has no "schema"')
    kind = SCHEMATA.get(data["schema"])
    if kind is None:
        return PASSED
    properties = data.get("properties")
    if not isinstance(properties, dict) or not (id := text_of(data.get("id"))):
        return Bad(number, 'is no entity: it has no "id" or no "properties"')
    names = _names(properties)
    if not names:
        return Bad(number, f"{id} has no name")
    caption = text_of(data.get("caption"))
    own = [n.text for n in names if n.kind == "name"] or [n.text for n in names]
    return KnownEntity(
        id=id,
        type=kind,
        name=caption if any(n.text == caption for n in names) and caption else min(own),
        names=names,
        countries=countries(v for name in _COUNTRIES for v in _values(properties, name)),
        roles=tuple(sorted({v for name in _ROLES for v in _values(properties, name)})),
        born=_day(properties, "birthDate", "incorporationDate"),
        died=_day(properties, "deathDate", "dissolutionDate"),
        note="; ".join(sorted(_values(properties, "topics"))) or None,
    )


def _names(properties: Mapping[str, Any]) -> tuple[KnownName, ...]:
    found = [
        KnownName(text=text, kind=kind)  # type: ignore[arg-type]  # the kinds of _NAMES
        for name, kind in _NAMES
        for text in _values(properties, name)
    ]
    if not any(n.kind == "name" for n in found):
        given, family = _values(properties, "firstName"), _values(properties, "lastName")
        if given and family:
            found.append(KnownName(text=f"{min(given)} {min(family)}"))
    return tuple(found)


def _values(properties: Mapping[str, Any], name: str) -> list[str]:
    values = properties.get(name)
    every = values if isinstance(values, list) else [values]
    return [text for value in every if (text := text_of(value))]


def _day(properties: Mapping[str, Any], *names: str) -> str | None:
    found = [m[0] for name in names for v in _values(properties, name) if (m := _DAY.match(v))]
    return min(found, default=None)


def countries(given: Iterable[str]) -> tuple[str, ...]:
    """ISO 3166-1 alpha-2 codes, in capitals and in order, of codes or names; parts of a country ("gb-sct") as their
    country's. What is neither is left out.

    >>> countries(["fr", "gb-sct", "suhh", "Norway"])
    ('FR', 'GB', 'NO')
    """
    found = set()
    for text in given:
        code = clean(text).partition("-")[0].upper()
        if len(code) == 2 and code.isascii() and code.isalpha():
            found.add(code)
        elif named := _country_names().get(clean(text).casefold()):
            found.add(named)
    return tuple(sorted(found))


@cache
def _country_names(language: str = "en") -> Mapping[str, str]:
    return {
        spelling.casefold(): data["code"]
        for name, data in table(language, "countries")["countries"].items()
        for spelling in (name, *data["also"])
    }
