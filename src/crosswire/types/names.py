"""Names known beforehand, in sets of knowledge, and what holding two names against each other gives."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from crosswire.types.said import EntityType

# What two names that are compared name.
NameSchema = Literal["PERSON", "ORG", "GPE", "FAC", "LOC", "OTHER"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """An entry of a set of knowledge that an entity is (`sure`) or may be, with what spoke for it and against.

    `set` and `id` name the entry, `name` is its name there, `score` how probably the names alone are one's (`NameMatch`).
    `address` is where the set's publisher shows the entry; nothing is fetched from there. `latitude` and `longitude` as
    the entry has them.
    """

    set: str
    id: str
    name: str
    score: float
    sure: bool
    why: str
    address: str | None = None
    latitude: float | None = None
    longitude: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownName:
    """One name of a `KnownEntity`: its own, an alias, one that it had before, or a weak one that others bear too."""

    text: str
    kind: Literal["name", "alias", "previous", "weak"] = "name"
    language: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownEntity:
    """Somebody or something as a set of knowledge has it, or a part of what it has.

    `countries` are ISO 3166-1 alpha-2 codes; `born`, `died`, `since`, `until` ISO 8601 days, months or years;
    `latitude` and `longitude` degrees (WGS 84), `place_code` the kind of a place in its set (GeoNames' code). `address` is where the set's publisher shows it.
    """

    set: str = ""
    id: str
    type: EntityType
    name: str
    names: tuple[KnownName, ...] = ()
    countries: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    born: str | None = None
    died: str | None = None
    since: str | None = None
    until: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    population: int | None = None
    region: str | None = None
    place_code: str | None = None
    note: str | None = None
    address: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class KnowledgeSet:
    """A set of knowledge: its name, the files that it was taken from and their SHA-256, how many `entities`
    were taken under how many `names`, its `version` and the `licence` as given."""

    name: str
    source: str
    sha256: str
    format: str
    entities: int
    names: int
    version: str | None = None
    licence: str | None = None
    taken: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NameReason:
    """One reason for or against two names being one bearer's: two words, or a word that the other name lacks.

    `weight` is what it adds to the log-odds; all weights and the base give the score.
    """

    kind: str
    says: str
    weight: float
    left: str | None = None
    right: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NameMatch:
    """Whether two names are one bearer's: a probability, a verdict, and why."""

    score: float
    same: bool
    reasons: tuple[NameReason, ...]
