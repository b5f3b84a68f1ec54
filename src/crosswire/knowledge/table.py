"""A desk's own table of names: CSV or TSV with a header, one entity a row, or several rows of one id.

In: numbered lines of text. Out: `KnownEntity`s and `Bad` rows. Columns are told by their heads in any order and
case: those that `crosswire knowledge formats` lists, OpenSanctions' `targets.simple.csv` and its tables of names, and
answers of Wikidata's query service among them. Several names stand in one cell with semicolons or bars between.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from crosswire.errors import UsageError
from crosswire.knowledge.ftm import SCHEMATA, countries
from crosswire.knowledge.lines import Bad
from crosswire.knowledge.records import Found, clean, number_of
from crosswire.types import EntityType, KnownEntity, KnownName

# What a column may be called, in small letters without spaces, lines and underscores.
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "id": ("id", "entityid", "item", "qid", "key"),
    "name": ("name", "caption", "itemlabel", "label", "fullname"),
    "aliases": ("aliases", "alias", "alsoknownas", "aka", "altlabel", "itemaltlabel", "othernames", "names"),
    "weak": ("weakaliases", "weakalias"),
    "previous": ("previousnames", "previousname", "formernames", "formername", "oldname", "oldnames"),
    "type": ("type", "schema", "kind"),
    "country": ("country", "countries", "countrycode", "nationality"),
    "role": ("role", "roles", "position", "positions", "title", "office"),
    "born": ("born", "birthdate", "dateofbirth", "birthday", "founded"),
    "died": ("died", "deathdate", "dateofdeath", "dissolved"),
    "latitude": ("lat", "latitude"),
    "longitude": ("lon", "lng", "long", "longitude"),
    "since": ("validfrom", "from", "since"),
    "until": ("validuntil", "validto", "until"),
    "language": ("language", "lang"),
    "note": ("note", "notes", "comment", "remark"),
}
TYPES: Mapping[str, EntityType] = {
    **{name.lower(): kind for name, kind in SCHEMATA.items()},
    "person": "PERSON",
    "people": "PERSON",
    "org": "ORG",
    "organisation": "ORG",
    "organization": "ORG",
    "body": "ORG",
    "place": "GPE",
    "gpe": "GPE",
    "city": "GPE",
    "town": "GPE",
    "village": "GPE",
    "country": "GPE",
    "loc": "LOC",
    "river": "LOC",
    "region": "LOC",
    "fac": "FAC",
    "facility": "FAC",
    "building": "FAC",
    "other": "OTHER",
}
_SEVERAL = re.compile(r"[;|]")
_DAY = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?")
_ENTITY = re.compile(r"https?://www\.wikidata\.org/entity/")


@dataclass(slots=True)
class _Rows:
    """The lines of a table as the `csv` module wants them; bad ones are set aside for the row that they end."""

    lines: Iterator[tuple[int, str | Bad]]
    number: int = 0
    bad: list[Bad] = field(default_factory=list)

    def __iter__(self) -> Iterator[str]:
        for number, text in self.lines:
            self.number = number
            if isinstance(text, Bad):
                self.bad.append(text)
            else:
                yield text.replace("\0", "")


def read_table(
    lines: Iterable[tuple[int, str | Bad]], name: str, *, head: str, default: EntityType | None = None
) -> Iterator[Found]:
    """The entities of a table; `head` is the beginning of it, `default` the type of rows that tell none.

    Raises UsageError where the first line names no column of names.
    """
    rows = _Rows(iter(lines))
    reader = csv.reader(iter(rows), delimiter=delimiter(head), strict=False)
    columns: dict[int, str] | None = None
    while True:
        start = rows.number + 1
        try:
            cells = next(reader)
        except StopIteration:
            break
        except csv.Error as error:
            yield Bad(start, f"cannot be read as a row ({error}); a quotation mark may be missing")
            continue
        yield from rows.bad
        rows.bad.clear()
        if not any(cell.strip() for cell in cells):
            continue
        if columns is None:
            columns = columns_of(cells, name)
        else:
            yield _row(start, cells, columns, default)
    yield from rows.bad
    if columns is None:
        raise UsageError(
            f"{name}: is empty; a table begins with a line of column names such as id,name,aliases."
        )


def delimiter(head: str) -> str:
    """What stands between the columns, by the first line: a tab, a semicolon or a comma."""
    first = next((line for line in head.splitlines() if line.strip()), "")
    return max("\t;,", key=lambda c: (first.count(c), c == ","))


def columns_of(cells: list[str], name: str) -> dict[int, str]:
    """Which column holds what. Raises UsageError where none holds names."""
    known = {spelling: what for what, every in COLUMNS.items() for spelling in every}
    found: dict[int, str] = {}
    for place, cell in enumerate(cells):
        what = known.get(re.sub(r"[\s_\-?]", "", clean(cell).lower()))
        if what is not None and what not in found.values():
            found[place] = what
    if "name" not in found.values():
        shown = ", ".join(clean(cell)[:30] for cell in cells[:12])
        raise UsageError(
            f"{name}: its first line names no column of names (it reads: {shown}); call one of them name, and "
            "others id, aliases, type, country, role, born, lat, lon, note as you have them."
        )
    return found


def _row(number: int, cells: list[str], columns: Mapping[int, str], default: EntityType | None) -> Found:
    told = {what: cells[place] for place, what in columns.items() if place < len(cells)}
    name = clean(told.get("name", ""))
    if not name:
        return Bad(number, "has no name")
    stated = clean(told.get("type", ""))
    kind = TYPES.get(stated.lower()) or default
    if kind is None:
        if stated:
            return Bad(
                number, f"has the type {stated!r}; types are person, organisation, place, facility, other"
            )
        return Bad(number, "tells no type; add a column type, or say --type for the whole file")
    latitude, longitude = number_of(told.get("latitude")), number_of(told.get("longitude"))
    if (latitude is None) != (longitude is None) or not _on_earth(latitude, longitude):
        shown = f"{clean(told.get('latitude', ''))}, {clean(told.get('longitude', ''))}"
        return Bad(number, f"has no sound coordinates ({shown})")
    return KnownEntity(
        id=_ENTITY.sub("", clean(told.get("id", ""))) or name,
        type=kind,
        name=name,
        names=(KnownName(text=name, language=clean(told.get("language", "")) or None), *_more_names(told)),
        countries=countries(_several(told.get("country"))),
        roles=tuple(_several(told.get("role"))),
        born=_day(told.get("born")),
        died=_day(told.get("died")),
        since=_day(told.get("since")),
        until=_day(told.get("until")),
        latitude=latitude,
        longitude=longitude,
        note=clean(told.get("note", "")) or None,
    )


def _more_names(told: Mapping[str, str]) -> Iterator[KnownName]:
    for text in _several(told.get("aliases")):
        yield KnownName(text=text, kind="alias", language=clean(told.get("language", "")) or None)
    for text in _several(told.get("previous")):
        yield KnownName(text=text, kind="previous")
    for text in _several(told.get("weak")):
        yield KnownName(text=text, kind="weak")


def _several(cell: str | None) -> list[str]:
    return [x for x in (clean(part) for part in _SEVERAL.split(cell or "")) if x]


def _day(cell: str | None) -> str | None:
    match = _DAY.match((cell or "").strip())
    return match[0] if match else None


def _on_earth(latitude: float | None, longitude: float | None) -> bool:
    return latitude is None or longitude is None or (abs(latitude) <= 90 and abs(longitude) <= 180)
