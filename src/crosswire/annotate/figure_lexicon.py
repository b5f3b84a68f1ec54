"""The tables of `figures.toml` and `numbers.toml` as sets and maps, with the inflected forms of their verbs.

In: the tables. Out: lookups, built once. A verb's regular forms are made here; irregular ones stand in the table.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from itertools import product
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


def alternatives(phrase: str) -> list[str]:
    """The phrases that "{a|b}" in an entry stands for.

    >>> alternatives("in {|police} {custody|cells}")
    ['in custody', 'in cells', 'in police custody', 'in police cells']
    """
    parts = [part.split("|") for part in re.split(r"[{}]", phrase)]
    return [" ".join("".join(chosen).split()) for chosen in product(*parts)]


@cache
def _befallen() -> Mapping[Measure, Mapping[str, tuple[str, ...]]]:
    """What each measure has of verbs, states, nouns and phrases before a number, of both tables."""
    kinds = ("transitive", "intransitive", "states", "nouns", "before")
    found: dict[Measure, Mapping[str, tuple[str, ...]]] = {}
    for measure, parts in table("en", "figures")["verbs"].items():
        more = table("en", "befallen").get(measure, {})
        lists = {
            kind: [*parts[kind], *(a for entry in more.get(kind, ()) for a in alternatives(entry))]
            for kind in kinds
        }
        lists["states"] += [
            phrase for entry in more.get("phrasal", ()) for phrase in _phrasal_participle(entry)
        ]
        lists["states"] += [
            phrase for entry in more.get("phrasal_intransitive", ()) for phrase, _ in _phrasal(entry)
        ]
        found[measure] = MappingProxyType(
            {kind: tuple(dict.fromkeys(entries)) for kind, entries in lists.items()}
        )
    return MappingProxyType(found)


def _phrasal(entry: str) -> list[tuple[str, Form]]:
    """The forms of a verb with its particle: "gunned down", "gunning down"."""
    particle = entry.split("+", 1)[1]
    return [(f"{word} {particle}", form) for word, form in inflected(entry)]


def _phrasal_participle(entry: str) -> list[str]:
    forms = [phrase for phrase, form in _phrasal(entry) if form == "past"]
    return forms[-1:]


@cache
def verb_forms() -> Mapping[str, tuple[VerbForm, ...]]:
    """Every inflected form of a verb that carries a measure."""
    found: dict[str, list[VerbForm]] = {}
    for measure, parts in _befallen().items():
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
    pairs = [(s, m) for m, parts in _befallen().items() for s in parts["states"]]
    return tuple(sorted(pairs, key=lambda p: (-len(p[0]), p[0])))


@cache
def _states_by_head() -> Mapping[str, Mapping[tuple[str, ...], Measure]]:
    """`states` as tuples of words, longest first, by their first word."""
    found: dict[str, dict[tuple[str, ...], Measure]] = {}
    for phrase, measure in states():
        words_of_phrase = tuple(phrase.split())
        found.setdefault(words_of_phrase[0], {}).setdefault(words_of_phrase, measure)
    return MappingProxyType(found)


@cache
def _state_lengths() -> Mapping[str, tuple[int, ...]]:
    return MappingProxyType(
        {
            head: tuple(sorted({len(p) for p in kept}, reverse=True))
            for head, kept in _states_by_head().items()
        }
    )


def longest_state(low: tuple[str, ...], i: int, end: int) -> tuple[Measure, int] | None:
    """The measure of the longest state that stands at word `i`, and the word behind it; None where none does."""
    for n in _state_lengths().get(low[i], ()):
        if i + n <= end and (measure := _states_by_head()[low[i]].get(low[i : i + n])) is not None:
            return measure, i + n
    return None


def is_state_word(word: str) -> bool:
    """Whether the word alone is a state ("dead")."""
    return (word,) in _states_by_head().get(word, {})


@cache
def measure_nouns() -> Mapping[str, Measure]:
    """Nouns that carry a measure themselves ("deaths", "detainees")."""
    return MappingProxyType({n: m for m, parts in _befallen().items() for n in parts["nouns"]})


@cache
def measures_before() -> tuple[tuple[str, Measure], ...]:
    """Phrases before a number that carry its measure ("death toll"), longest first."""
    pairs = [(s, m) for m, parts in _befallen().items() for s in parts["before"]]
    return tuple(sorted(pairs, key=lambda p: (-len(p[0]), p[0])))


@cache
def verb_phrases() -> tuple[tuple[str, Measure], ...]:
    """Verbs of more than one word right before a number ("shot dead 12"), longest first."""
    pairs = [(s, m) for m, entries in table("en", "figures")["verb_phrases"].items() for s in entries]
    for measure in _befallen():
        more = table("en", "befallen").get(measure, {}).get("phrasal", ())
        pairs += [(phrase, measure) for entry in more for phrase, _ in _phrasal(entry)]
    return tuple(sorted(pairs, key=lambda p: (-len(p[0]), p[0])))


@cache
def parties() -> Mapping[str, Group]:
    """Nouns of parties; a singular in the table covers its regular plural."""
    return MappingProxyType({n: g for g, ns in table("en", "figures")["parties"].items() for n in ns})


@cache
def also_things() -> frozenset[str]:
    """Verb forms that befall things as often as persons ("burned")."""
    return frozenset(table("en", "befallen")["also_things"]["verbs"])


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
