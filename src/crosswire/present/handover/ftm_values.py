"""Entities as FollowTheMoney has them: an id, a schema, and lists of strings under the names of its properties.

In: values by property. Out: an `FtmEntity` whose values its type of property takes as they stand: names and texts
without controls and within their length, days and moments of UTC, codes that it knows; what does not fit is left
out. After the model of FollowTheMoney 4.11 (`followthemoney/schema`, `followthemoney/types`; MIT). Ids are digests of
what an entity is, so that the same dossier gives the same ids.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache
from hashlib import blake2b
from importlib.resources import files
from typing import Any

from crosswire.present.handover.json_text import to_line
from crosswire.present.page.plain import clamp, safe_address, shown

# Half of a UTF-16 pair that a sidecar may smuggle in: UTF-8 cannot hold it.
_SURROGATE = re.compile("[\ud800-\udfff]")
# The longest value of a type of property, in characters.
_NAME, _STRING, TEXT_LENGTH, _ADDRESS = 384, 1024, 65_000, 250
_QUOTES = "\"'"


@dataclass(frozen=True, slots=True, kw_only=True)
class FtmEntity:
    """One entity: `properties` in the order of their names, each with at least one value."""

    id: str
    schema: str
    properties: Mapping[str, tuple[str, ...]]

    def line(self) -> str:
        """The entity as a line of JSON, with its end."""
        held = {"id": self.id, "schema": self.schema, "properties": self.properties}
        return to_line(held) + "\n"


Given = str | float | None | Iterable[str | float | None]


def ftm_id(*key: str) -> str:
    """The id of what `key` names: its kind, then what tells it from others of the kind."""
    return "cw-" + blake2b("\x1f".join(key).encode("utf-8", "replace"), digest_size=16).hexdigest()


def ftm_entity(id: str, schema: str, **given: Given) -> FtmEntity:
    """The entity with what of the given values its properties take, each value once, in the given order."""
    properties: dict[str, tuple[str, ...]] = {}
    for name in sorted(given):
        clean = _CLEAN.get(name, _string)
        values = dict.fromkeys(v for raw in _each(given[name]) if (v := clean(raw)))
        if values:
            properties[name] = tuple(values)
    return FtmEntity(id=id, schema=schema, properties=properties)


def _each(given: Given) -> list[str]:
    if given is None:
        return []
    if isinstance(given, str | int | float):
        return [str(given)]
    return [str(value) for value in given if value is not None]


def _string(text: str) -> str | None:
    return clamp(" ".join(shown(text).split()), _STRING - 2) or None


def _name(text: str) -> str | None:
    name = " ".join(shown(text).split())
    if len(name) > 1 and name[0] == name[-1] and name[0] in _QUOTES:
        name = name[1:-1].strip()
    return clamp(name, _NAME - 2) or None


def _text(text: str) -> str | None:
    return clamp(shown(text).strip(), TEXT_LENGTH - 2) or None


def _body(text: str) -> str | None:
    """A whole text: as it was read, but for half pairs and NUL, which no receiver can store."""
    return _SURROGATE.sub("\ufffd", text).replace("\x00", "\ufffd") or None


def _place(text: str) -> str | None:
    return (
        clamp(", ".join(" ".join(p.split()) for p in shown(text).split(";")).strip(" ,"), _ADDRESS - 2)
        or None
    )


def _moment(stamp: str) -> str | None:
    """A day, or a moment of UTC; of a moment whose zone is not known, the day that it names."""
    try:
        if len(stamp) <= 10:
            return date.fromisoformat(stamp).isoformat()
        moment = datetime.fromisoformat(stamp)
    except ValueError:
        return None
    if moment.tzinfo is None:
        return moment.date().isoformat()
    try:
        return moment.astimezone(UTC).replace(tzinfo=None, microsecond=0).isoformat()
    except OverflowError:
        return None


def _country(code: str) -> str | None:
    return code.lower() if re.fullmatch("[A-Za-z]{2}", code) else None


def _language(tag: str) -> str | None:
    known: str | None = codes()["languages"].get(tag.split("-")[0].lower())
    return known


def _number(text: str) -> str | None:
    return text if re.fullmatch(r"-?\d{1,9}(\.\d{1,9})?", text) else None


def _wikidata(text: str) -> str | None:
    return text if re.fullmatch(r"Q[1-9]\d{0,9}", text) else None


def _known(text: str) -> str | None:
    return text


# How values of a property are made fit; all others are plain strings.
_CLEAN: Mapping[str, Callable[[str], str | None]] = {
    "name": _name, "alias": _name, "weakAlias": _name, "peopleMentioned": _name, "companiesMentioned": _name,
    "description": _text, "summary": _text, "notes": _text, "bodyText": _body,
    "full": _place, "location": _place, "locationMentioned": _place,
    "date": _moment, "startDate": _moment, "endDate": _moment, "publishedAt": _moment, "modifiedAt": _moment,
    "country": _country, "language": _language, "latitude": _number, "longitude": _number,
    "sourceUrl": safe_address, "wikidataId": _wikidata,
    "proof": _known, "document": _known, "resolved": _known, "entity": _known, "involved": _known,
    "subject": _known, "object": _known, "addressEntity": _known, "detectedSchema": _known, "mimeType": _known,
}  # fmt: skip


@cache
def codes() -> Mapping[str, Any]:
    """The tables of codes beside this module: `languages`, `media`, `bodies`."""
    return tomllib.loads((files(__package__) / "codes.toml").read_text(encoding="utf-8"))
