"""The tables of `figures.toml` and `numbers.toml` as sets and maps, with the inflected forms of their verbs.

In: the tables. Out: lookups, built once. A verb's regular forms are made here; irregular ones stand in the table.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Literal, NamedTuple

from crosswire.lang import table
from crosswire.types import Group, Measure

Form = Literal["base", "third", "past", "gerund"]


class VerbForm(NamedTuple):
    """One reading of a word as a verb that carries a measure."""

    measure: Measure
    transitive: bool
    form: Form
    particle: str | None


def inflected(entry: str) -> list[tuple[str, Form]]:
    """The forms of a verb entry of the tables: its base form alone, or all that are irregular."""
    words = [w for w in entry.split() if not w.startswith("+")]
    if len(words) > 1:
        kinds: tuple[Form, ...] = ("base", "third", "past", "past", "gerund")
        return list(dict.fromkeys(zip(words, kinds, strict=False)))
    base = words[0]
    stem = base[:-1] if base.endswith("e") else base
    third = base + ("es" if base.endswith(("s", "sh", "ch", "x")) else "s")
    gerund = base + "ing" if base.endswith("ee") else stem + "ing"
    return [(base, "base"), (third, "third"), (stem + "ed", "past"), (gerund, "gerund")]


@cache
def verb_forms() -> Mapping[str, tuple[VerbForm, ...]]:
    """Every inflected form of a verb that carries a measure."""
    found: dict[str, list[VerbForm]] = {}
    for measure, parts in table("en", "figures")["verbs"].items():
        for kind in ("transitive", "intransitive"):
            for entry in parts[kind]:
                particle = next((w[1:] for w in entry.split() if w.startswith("+")), None)
                for word, form in inflected(entry):
                    reading = VerbForm(measure, kind == "transitive", form, particle)
                    found.setdefault(word, []).append(reading)
    # Participles first: where a form is both ("hurt"), a passive reading is tried before an active one.
    return MappingProxyType(
        {word: tuple(sorted(readings, key=lambda r: r.form != "past")) for word, readings in found.items()}
    )


@cache
def states() -> tuple[tuple[str, Measure], ...]:
    """Words and phrases behind a noun that say what became of it, longest first."""
    pairs = [(s, m) for m, parts in table("en", "figures")["verbs"].items() for s in parts["states"]]
    return tuple(sorted(pairs, key=lambda p: (-len(p[0]), p[0])))


@cache
def state_heads() -> Mapping[str, tuple[tuple[str, Measure], ...]]:
    """`states`, by their first word."""
    found: dict[str, list[tuple[str, Measure]]] = {}
    for phrase, measure in states():
        found.setdefault(phrase.split()[0], []).append((phrase, measure))
    return MappingProxyType({word: tuple(pairs) for word, pairs in found.items()})


@cache
def measure_nouns() -> Mapping[str, Measure]:
    """Nouns that carry a measure themselves ("deaths", "detainees")."""
    return MappingProxyType(
        {n: m for m, parts in table("en", "figures")["verbs"].items() for n in parts["nouns"]}
    )


@cache
def measures_before() -> tuple[tuple[str, Measure], ...]:
    """Phrases before a number that carry its measure ("death toll"), longest first."""
    pairs = [(s, m) for m, parts in table("en", "figures")["verbs"].items() for s in parts["before"]]
    return tuple(sorted(pairs, key=lambda p: (-len(p[0]), p[0])))


@cache
def verb_phrases() -> tuple[tuple[str, Measure], ...]:
    """Verbs of more than one word right before a number ("shot dead 12"), longest first."""
    pairs = [(s, m) for m, entries in table("en", "figures")["verb_phrases"].items() for s in entries]
    return tuple(sorted(pairs, key=lambda p: (-len(p[0]), p[0])))


@cache
def parties() -> Mapping[str, Group]:
    """Nouns of parties; a singular in the table covers its regular plural."""
    return MappingProxyType({n: g for g, ns in table("en", "figures")["parties"].items() for n in ns})


@cache
def words(*path: str) -> frozenset[str]:
    """A list of `figures.toml` as a set: `words("stops", "be")`."""
    part = table("en", "figures")
    for key in path:
        part = part[key]
    return frozenset(part)


@cache
def number_words(*path: str) -> frozenset[str]:
    """A list, or the keys of a table, of `numbers.toml` as a set."""
    part = table("en", "numbers")
    for key in path:
        part = part[key]
    return frozenset(part)
