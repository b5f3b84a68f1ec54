"""The places that a report names, and where they lie.

Comes in: a report, its parse and its mentions. Goes out: a `Place` for every stretch that names a country, town or other
place, resolved where the gazetteer has the name, with how exact that is (UCDP's where_prec), and whether the words
before it say near it and not in it; then the facilities among the mentions, and places that are only described
("the capital") where the report's country tells which is meant. What the gazetteer lacks stays unresolved.

Gazetteer: GeoNames (https://www.geonames.org), licence CC BY 4.0 (`crosswire.gazetteer`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from crosswire.annotate.places_nominal import described
from crosswire.annotate.places_resolve import Sense, resolve
from crosswire.annotate.places_senses import words
from crosswire.annotate.places_spans import Toponym, find_toponyms, kind_of_part
from crosswire.gazetteer import Entry
from crosswire.lang import table
from crosswire.types import Mention, Place, Report

if TYPE_CHECKING:
    from spacy.tokens import Doc

# Characters before a name in which words of nearness and what stands between them and the name fit.
_LOOK_BACK = 60
# UCDP's where_prec by kind (UCDP GED Codebook 25.1, variable where_prec).
_PRECISION = {
    "city": 1,
    "mountain": 1,
    "admin2": 3,
    "admin1": 4,
    "region": 5,
    "water": 5,
    "country": 6,
    "continent": 7,
}
_NEAR = 2


def find_places(report: Report, doc: Doc, mentions: Iterable[Mention]) -> tuple[Place, ...]:
    """The places of a report, in their order."""
    held = tuple(mentions)
    toponyms = find_toponyms(report, doc, held)
    senses = resolve(report.text, toponyms, _home(report))
    found = [_place(report, t, s) for t, s in zip(toponyms, senses, strict=True)]
    found += described(report, doc, found)
    taken = {(p.span.start, p.span.end) for p in found}
    found += [
        Place(span=m.span, name=m.span.text, kind="facility", near=_near(report.text, m.span.start))
        for m in held
        if m.type == "FAC" and m.kind != "nominal" and (m.span.start, m.span.end) not in taken
    ]
    return tuple(sorted(found, key=lambda p: (p.span.start, -p.span.end)))


def _home(report: Report) -> str | None:
    """The country whose domain the report's address is in (".ie"), unless that domain is used all over the world."""
    host = urlsplit(report.address or "").hostname or ""
    last = host.rpartition(".")[2]
    if len(last) != 2 or last in words("worldwide_domains"):
        return None
    return "GB" if last == "uk" else last.upper()


def _place(report: Report, toponym: Toponym, sense: Sense) -> Place:
    span = report.span(toponym.start, toponym.end)
    near, form = _near(report.text, toponym.start), kind_of_part(toponym)
    entry = sense.entry
    if entry is None:
        return Place(span=span, name=span.text, near=near, within=sense.within, basis=sense.why, form=form)
    return Place(
        span=span,
        name=entry.name,
        country=entry.country,
        latitude=entry.latitude,
        longitude=entry.longitude,
        near=near,
        kind=entry.kind,
        precision=precision_of(entry, near=near),
        admin1=entry.admin1,
        admin2=entry.admin2,
        geonameid=entry.id,
        within=sense.within,
        basis=sense.why,
        form=form,
    )


def precision_of(entry: Entry, *, near: bool) -> int:
    """UCDP's where_prec of a place: 1 exact, 2 near it, 3 district, 4 province, 5 area or line, 6 country, 7 at sea
    or beyond countries."""
    code = _PRECISION[entry.kind]
    return _NEAR if near and code == 1 else code


def _near(text: str, start: int) -> bool:
    """Whether the words right before a place name set what is told beside the place: "12 km north of"."""
    return _beside().search(text, max(0, start - _LOOK_BACK), start) is not None


@cache
def _beside(language: str = "en") -> re.Pattern[str]:
    beside = sorted(table(language, "places")["beside"], key=len, reverse=True)
    phrases = "|".join(re.escape(w).replace(r"\ ", r"\s+") for w in beside)
    articles = "|".join(re.escape(w) for w in table(language, "places")["between"])
    return re.compile(rf"\b(?:{phrases})\s+(?:(?:{articles})\s+)*\Z", re.IGNORECASE)
