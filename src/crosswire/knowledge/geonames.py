"""GeoNames' dumps: places with their names, coordinates, countries and regions (https://www.geonames.org, CC BY 4.0).

In: numbered lines of `allCountries.txt`, `XX.txt`, `cities*.txt` (19 columns), of `alternateNamesV2.txt`, of
`admin1CodesASCII.txt`; each as the readme of the dumps describes it. Out: `KnownEntity`s, further names of them,
regions by their codes. Codes of airports and posts, and links, are no names.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from crosswire.knowledge.lines import Bad
from crosswire.knowledge.records import PASSED, Also, Found, Wanted, clean, number_of
from crosswire.types import EntityType, KnownEntity, KnownName

# Feature classes: administrative areas and populated places, waters, parks and areas, roads, spots, heights, sea
# floors, woods.
_CLASSES: Mapping[str, EntityType] = {
    "A": "GPE",
    "P": "GPE",
    "H": "LOC",
    "L": "LOC",
    "R": "FAC",
    "S": "FAC",
    "T": "LOC",
    "U": "LOC",
    "V": "LOC",
}
_MAIN = 19
# What stands for a language in the file of alternate names and is a language, or an abbreviation.
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z]{2,4})?")
_NO_LANGUAGES = frozenset({"post", "iata", "icao", "faac", "link", "wkdt", "unlc", "tcid", "phon", "piny"})
_AIRPORT = re.compile(r"[A-Z]{3}")
Regions = Mapping[str, str]


def read_places(lines: Iterable[tuple[int, bytes | Bad]], regions: Regions) -> Iterator[Found]:
    """The places of a main file; `regions` as `read_regions` gives them."""
    for number, line in lines:
        cells = _cells(number, line, _MAIN)
        yield cells if isinstance(cells, Bad) else _place(number, cells, regions)


def read_regions(lines: Iterable[tuple[int, bytes | Bad]]) -> Iterator[tuple[str, str] | Bad]:
    """Codes ("XX.07") and names of first-level regions."""
    for number, line in lines:
        cells = _cells(number, line, 4)
        yield cells if isinstance(cells, Bad) else (cells[0], clean(cells[1]))


def read_alternates(lines: Iterable[tuple[int, bytes | Bad]], wanted: Wanted) -> Iterator[Found]:
    """Further names of places, by the places' ids."""
    for number, line in lines:
        cells = _cells(number, line, 8)
        if isinstance(cells, Bad):
            yield cells
            continue
        language, text = cells[2], clean(cells[3])
        known = (
            not language
            or language == "abbr"
            or (_LANGUAGE.fullmatch(language) and language not in _NO_LANGUAGES)
        )
        if not text or not known or not wanted.language(language if language != "abbr" else None):
            yield PASSED
            continue
        past, colloquial = cells[7] == "1", cells[6] == "1"
        kind = "previous" if past else "weak" if colloquial or language == "abbr" else "alias"
        name = KnownName(text=text, kind=kind, language=language or None)  # type: ignore[arg-type]
        yield Also(cells[1], name)


def _cells(number: int, line: bytes | Bad, least: int) -> list[str] | Bad:
    if isinstance(line, Bad):
        return line
    try:
        cells = line.decode("utf-8").split("\t")
    except UnicodeDecodeError:
        return Bad(number, "is not UTF-8")
    if len(cells) < least:
        return Bad(number, f"has {len(cells)} columns where {least} belong")
    return cells


def _place(number: int, cells: list[str], regions: Regions) -> Found:
    kind = _CLASSES.get(cells[6])
    name = clean(cells[1])
    latitude, longitude = number_of(cells[4]), number_of(cells[5])
    if not cells[0].isdigit() or not name or latitude is None or longitude is None:
        return Bad(number, "has no id, no name or no coordinates where they belong")
    if kind is None:
        return PASSED
    others = dict.fromkeys(clean(x) for x in (cells[2], *cells[3].split(",")))
    also = (KnownName(text=x, kind="alias") for x in others if x and x != name and not _AIRPORT.fullmatch(x))
    return KnownEntity(
        id=cells[0],
        type=kind,
        name=name,
        names=(KnownName(text=name), *also),
        countries=(cells[8],) if len(cells[8]) == 2 else (),
        latitude=latitude,
        longitude=longitude,
        population=int(number_of(cells[14]) or 0) or None,
        region=regions.get(f"{cells[8]}.{cells[10]}"),
        place_code=cells[7] or None,
    )
