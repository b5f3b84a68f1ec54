"""The tables of `parties.toml` and the nationalities of `countries.toml` as look-ups, built once.

In: the tables. Out: sets and maps of folded words, regular plurals made here.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Literal

from crosswire.annotate.names_lexicon import folded
from crosswire.lang import table

# Adjectives that several countries share ("Congolese") name none.
_CODE_LETTERS = 2
Detail = Literal["civilian", "combatant", "child", "adult", "female", "male"]
_LISTS: tuple[tuple[str, Detail], ...] = (
    ("standing", "civilian"),
    ("standing", "combatant"),
    ("age", "child"),
    ("age", "adult"),
    ("sex", "female"),
    ("sex", "male"),
)


def plural(noun: str) -> str:
    """The plural of a noun of persons.

    >>> plural("gunman"), plural("lorry driver"), plural("coach")
    ('gunmen', 'lorry drivers', 'coaches')
    """
    known: dict[str, str] = table("en", "parties")["plurals"]
    if noun in known:
        return known[noun]
    if noun.endswith("man") and not noun.endswith("human"):
        return noun[:-2] + "en"
    if noun.endswith(("s", "sh", "ch", "x")):
        return noun + "es"
    return noun[:-1] + "ies" if noun.endswith("y") and noun[-2] not in "aeiou" else noun + "s"


@cache
def details() -> Mapping[str, frozenset[Detail]]:
    """What a noun, singular or plural, says of those it names."""
    found: dict[str, set[Detail]] = {}
    for part, detail in _LISTS:
        for noun in table("en", "parties")[part][detail]:
            for form in (noun, plural(noun)):
                found.setdefault(form, set()).add(detail)
    return MappingProxyType({form: frozenset(said) for form, said in found.items()})


@cache
def modifier_details() -> Mapping[str, frozenset[Detail]]:
    """What a word before a noun says of those whom the noun names."""
    found: dict[str, set[Detail]] = {}
    for part, detail in _LISTS:
        for word in table("en", "parties")[part].get(f"{detail}_modifiers", ()):
            found.setdefault(word, set()).add(detail)
    return MappingProxyType({word: frozenset(said) for word, said in found.items()})


@cache
def persons() -> frozenset[str]:
    """Nouns of persons in the singular: trades, offices, states, kin."""
    lists = table("en", "parties")
    speakers = table("en", "quotes")["speakers"]
    known = {*lists["persons"]["nouns"], *speakers["roles"], *speakers["groups"]}
    for part, detail in _LISTS:
        known |= set(lists[part][detail])
    return frozenset(known) - frozenset(lists["persons"]["not_persons"])


@cache
def person_nouns() -> frozenset[str]:
    """Nouns of persons, singular and plural."""
    return frozenset(form for noun in persons() for form in (noun, plural(noun)))


@cache
def unsettling() -> frozenset[str]:
    """Words before a civil noun that take its civil sense away ("armed villagers")."""
    return frozenset(table("en", "parties")["standing"]["unsettling"])


@cache
def attackers() -> frozenset[str]:
    """Nouns of those who did it, singular and plural."""
    return frozenset(f for n in table("en", "parties")["attackers"]["nouns"] for f in (n, plural(n)))


@cache
def attacker_cues() -> Mapping[str, tuple[tuple[tuple[str, ...], Literal["included", "excluded"]], ...]]:
    """Cues that take the attackers into a toll or leave them out, by first word, longest first."""
    found: dict[str, list[tuple[tuple[str, ...], Literal["included", "excluded"]]]] = {}
    sides: tuple[Literal["included", "excluded"], ...] = ("included", "excluded")
    for side in sides:
        for cue in table("en", "parties")["attackers"][side]:
            spaced = tuple(cue.replace("doesn't", "does n't").replace("didn't", "did n't").split())
            found.setdefault(spaced[0], []).append((spaced, side))
    return MappingProxyType({k: tuple(sorted(v, key=lambda c: (-len(c[0]), c))) for k, v in found.items()})


@cache
def tolls() -> tuple[tuple[str, ...], ...]:
    """Subjects by which a sentence speaks of the toll just given, longest first."""
    return tuple(
        sorted((tuple(t.split()) for t in table("en", "parties")["attackers"]["toll"]), key=lambda t: -len(t))
    )


@cache
def nationalities() -> Mapping[str, str | None]:
    """Folded nationality words, singular and plural, to ISO codes; None where several countries share one.

    Two-word adjectives stand with a space. The parts of a country count as the country.
    """
    found: dict[str, str | None] = {}
    for data in table("en", "countries")["countries"].values():
        code = data["code"][:_CODE_LETTERS]
        for adjective in data["adjectives"]:
            for form in {folded(adjective), _people(folded(adjective))}:
                found[form] = code if found.get(form, code) == code else None
    return MappingProxyType(found)


@cache
def country_codes() -> Mapping[str, str]:
    """Folded country names to ISO codes."""
    return MappingProxyType(
        {
            folded(name): data["code"][:_CODE_LETTERS]
            for country, data in table("en", "countries")["countries"].items()
            for name in (country, *data["also"])
        }
    )


def _people(word: str) -> str:
    if word.endswith(("ese", "ch", "sh", "ss", "men", "s")):
        return word
    return word[:-2] + "en" if word.endswith("man") and word not in {"german", "roman"} else word + "s"
