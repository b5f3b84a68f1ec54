"""Wikidata's JSON dumps and answers of its query service: labels and aliases in all languages.

In: numbered lines of a dump (one item a line, in an array or not), or the whole of a SPARQL answer in JSON
(`application/sparql-results+json`; one in CSV or TSV is a table, see `table`). Out: `KnownEntity`s. Taken are items
whose class (P31) stands in `wikidata.toml`, with citizenship or country (P27, P17), birth, death, beginning and end
(P569, P570, P571, P576), offices (P39, in words where the office's own item is in the file) and coordinates (P625).

Dumps: https://www.wikidata.org/wiki/Wikidata:Database_download (CC0).
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from crosswire.knowledge.lines import Bad
from crosswire.knowledge.records import PASSED, Found, Wanted, clean, text_of
from crosswire.types import EntityType, KnownEntity, KnownName

# What marks a role as the id of an office, until its words are known.
OFFICE = "\x1f"
_ITEM = re.compile(r"Q[1-9]\d*")
_TIME = re.compile(r"\+?(\d{4})-(\d\d)-(\d\d)T")
_YEAR, _MONTH, _DAY = 9, 10, 11
# Languages whose label names an item, the first that it has one in.
_FIRST = ("en", "mul", "fr", "de", "es", "ru")


@dataclass(frozen=True, slots=True)
class _Tables:
    types: Mapping[str, EntityType]
    countries: Mapping[str, str]


@cache
def _tables() -> _Tables:
    data = tomllib.loads((files("crosswire") / "knowledge" / "wikidata.toml").read_text("utf-8"))
    types = {item: kind for kind, items in data["classes"].items() for item in items}
    return _Tables(MappingProxyType(types), MappingProxyType(data["countries"]))


def read_dump(lines: Iterable[tuple[int, bytes | Bad]], wanted: Wanted) -> Iterator[Found]:
    """The items of a dump."""
    for number, line in lines:
        if isinstance(line, Bad):
            yield line
            continue
        body = line.strip().rstrip(b",")
        if body in (b"[", b"]", b""):
            continue
        if b'"P31"' not in body:
            yield PASSED
            continue
        try:
            data = json.loads(body)
        except (ValueError, RecursionError):
            yield Bad(number, "is no JSON object")
            continue
        if not isinstance(data, dict) or not _ITEM.fullmatch(text_of(data.get("id"))):
            yield Bad(number, "is no item of Wikidata")
            continue
        yield _item(number, data, wanted)


def _item(number: int, data: Mapping[str, Any], wanted: Wanted) -> Found:
    tables = _tables()
    claims = data.get("claims")
    if not isinstance(claims, dict):
        return PASSED
    kinds = sorted(tables.types[x] for x in _items(claims, "P31") if x in tables.types)
    if not kinds:
        return PASSED
    names = tuple(_names(data, wanted))
    if not names:
        return PASSED
    lands = (tables.countries[x] for p in ("P27", "P17") for x in _items(claims, p) if x in tables.countries)
    latitude, longitude = _coordinates(claims)
    label = next(
        (n.text for x in _FIRST for n in names if n.language == x and n.kind == "name"), names[0].text
    )
    return KnownEntity(
        id=data["id"],
        type=kinds[0],
        name=label,
        names=names,
        countries=tuple(sorted(set(lands))),
        roles=tuple(sorted({OFFICE + x for x in _items(claims, "P39")})),
        born=_time(claims, "P569") or _time(claims, "P571"),
        died=_time(claims, "P570") or _time(claims, "P576"),
        latitude=latitude,
        longitude=longitude,
    )


def _names(data: Mapping[str, Any], wanted: Wanted) -> Iterator[KnownName]:
    labels, aliases = data.get("labels"), data.get("aliases")
    for language, label in sorted(labels.items()) if isinstance(labels, dict) else ():
        text = text_of(label.get("value")) if isinstance(label, dict) else ""
        if text and wanted.language(language):
            yield KnownName(text=text, language=language)
    for language, several in sorted(aliases.items()) if isinstance(aliases, dict) else ():
        for alias in several if isinstance(several, list) and wanted.language(language) else ():
            if isinstance(alias, dict) and (text := text_of(alias.get("value"))):
                yield KnownName(text=text, kind="alias", language=language)


def _values(claims: Mapping[str, Any], of: str) -> Iterator[Any]:
    """The values of a property that are not deprecated."""
    statements = claims.get(of)
    for statement in statements if isinstance(statements, list) else ():
        if not isinstance(statement, dict) or statement.get("rank") == "deprecated":
            continue
        snak = statement.get("mainsnak")
        value = snak.get("datavalue") if isinstance(snak, dict) else None
        if isinstance(value, dict):
            yield value.get("value")


def _items(claims: Mapping[str, Any], of: str) -> Iterator[str]:
    for value in _values(claims, of):
        if isinstance(value, dict) and _ITEM.fullmatch(text_of(value.get("id"))):
            yield value["id"]


def _time(claims: Mapping[str, Any], of: str) -> str | None:
    """The earliest value of a time, as precise as it is; None before the year 1."""
    found = []
    for value in _values(claims, of):
        match = _TIME.match(text_of(value.get("time"))) if isinstance(value, dict) else None
        precision = value.get("precision") if isinstance(value, dict) else None
        if match and isinstance(precision, int) and precision >= _YEAR:
            parts = 1 + (precision >= _MONTH) + (precision >= _DAY)
            found.append("-".join(match.groups()[:parts]))
    return min(found, default=None)


def _coordinates(claims: Mapping[str, Any]) -> tuple[float | None, float | None]:
    for value in _values(claims, "P625"):
        if isinstance(value, dict) and value.get("globe") in (None, "http://www.wikidata.org/entity/Q2"):
            pair = value.get("latitude"), value.get("longitude")
            if all(isinstance(x, int | float) for x in pair):
                return pair
    return None, None


def read_answer(data: bytes, kind: EntityType) -> Iterator[Found]:
    """The items of a SPARQL answer in JSON with the variables `item`, `itemLabel` or `label`, and `alias`.

    `kind` is the type of all of them, which an answer does not tell.
    """
    try:
        rows = json.loads(data)["results"]["bindings"]
        bound = [{k: v for k, v in row.items() if isinstance(v, dict)} for row in rows]
    except (ValueError, RecursionError, LookupError, TypeError, AttributeError):
        yield Bad(1, "is no answer of a SPARQL query")
        return
    for number, row in enumerate(bound, start=1):
        id = text_of(row.get("item", {}).get("value")).rpartition("/")[2]
        names = [
            KnownName(text=text, kind=alias, language=row[name].get("xml:lang"))  # type: ignore[arg-type]
            for name, alias in (
                ("itemLabel", "name"),
                ("label", "name"),
                ("alias", "alias"),
                ("itemAltLabel", "alias"),
            )
            if name in row
            for text in _split(row[name].get("value"), name)
        ]
        if not id or not names:
            yield Bad(number, "binds no item or no name (variables item, itemLabel or label, alias)")
            continue
        yield KnownEntity(id=id, type=kind, name=names[0].text, names=tuple(names))


def _split(value: object, variable: str) -> list[str]:
    """The names in a value: the service joins all alternative labels by commas."""
    text = text_of(value)
    every = text.split(", ") if variable == "itemAltLabel" else [text]
    return [x for x in map(clean, every) if x]
