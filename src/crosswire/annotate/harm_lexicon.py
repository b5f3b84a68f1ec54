"""The tables of `harm.toml` as maps and sets: things, the verbs and nouns of what befalls them.

In: the table. Out: lookups, built once.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import NamedTuple

from crosswire.annotate.figure_lexicon import inflected
from crosswire.lang import table
from crosswire.types import Effect

THING_EFFECTS: tuple[Effect, ...] = ("destroyed", "damaged", "taken")


class Verb(NamedTuple):
    """A form of a verb that befalls things. `sure`: whatever it befalls is a thing."""

    effect: Effect
    sure: bool
    past: bool
    particle: str | None


@cache
def listed(*path: str) -> frozenset[str]:
    """A list of `harm.toml` as a set."""
    part = table("en", "harm")
    for key in path:
        part = part[key]
    return frozenset(part)


@cache
def things() -> frozenset[str]:
    """Nouns of things, in the singular."""
    lists = table("en", "harm")["things"]
    kinds = ("buildings", "goods", "vehicles", "works")
    return frozenset(word for kind in kinds for word in lists[kind])


@cache
def abstract_endings() -> tuple[str, ...]:
    """Endings of nouns that name no thing."""
    return tuple(table("en", "harm")["abstract"]["endings"])


def thing_of(word: str) -> str | None:
    """The singular of a noun that names a thing; None for other words.

    >>> thing_of("buses"), thing_of("warehouse"), thing_of("peace")
    ('bus', 'warehouse', None)
    """
    if word in things():
        return word
    plural: Mapping[str, str] = table("en", "harm")["things"]["plural"]
    if word in plural:
        return plural[word]
    single = word[:-3] + "y" if word.endswith("ies") else word[:-1]
    if word.endswith("s") and single in things():
        return single
    return word[:-2] if word.endswith("es") and word[:-2] in things() else None


@cache
def verbs() -> Mapping[str, tuple[Verb, ...]]:
    """Every form of a verb that befalls things, those with a particle first."""
    found: dict[str, list[Verb]] = {}
    for effect in THING_EFFECTS:
        lists = table("en", "harm")["verbs"][effect]
        for kind in ("sure", "other"):
            for entry in lists[kind]:
                particle = next((x[1:] for x in entry.split() if x.startswith("+")), None)
                for form, tense in inflected(entry):
                    found.setdefault(form, []).append(Verb(effect, kind == "sure", tense == "past", particle))
    return MappingProxyType(
        {w: tuple(sorted(set(vs), key=lambda v: (v.particle is None, v))) for w, vs in found.items()}
    )


@cache
def nouns() -> Mapping[str, Effect]:
    """Nouns of what befell a thing ("the destruction of")."""
    lists = table("en", "harm")["nouns"]
    return MappingProxyType({n: e for e in THING_EFFECTS for n in lists[e]})
