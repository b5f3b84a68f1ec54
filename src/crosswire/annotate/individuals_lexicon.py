"""The tables of `individuals.toml`, with the verbs of `figures.toml` that befall single persons, as maps and sets.

In: the tables. Out: lookups, built once.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Literal, NamedTuple

from crosswire.annotate.figure_lexicon import inflected, verb_forms, words
from crosswire.lang import table
from crosswire.types import Measure

Sex = Literal["female", "male"]
Age = Literal["child", "adult"]
Role = Literal["victim", "suspect"]
MEASURES: tuple[Measure, ...] = ("killed", "injured", "detained", "missing", "rescued")


class Noun(NamedTuple):
    """What a noun for one person says of sex, age and part played; `persons` is how many it names."""

    sex: Sex | None
    age: Age | None
    role: Role | None
    persons: int = 1


class Verb(NamedTuple):
    """A verb form of harm or custody. `subject`: what befalls, befalls the subject."""

    measure: Measure
    subject: bool
    past: bool
    particle: str | None


@cache
def listed(*path: str) -> frozenset[str]:
    """A list of `individuals.toml` as a set."""
    part = table("en", "individuals")
    for key in path:
        part = part[key]
    return frozenset(part)


@cache
def nouns() -> Mapping[str, Noun]:
    """Singular nouns of persons, and nouns of pairs."""
    lists = table("en", "individuals")["nouns"]
    female, male, child, adult = (frozenset(lists[k]) for k in ("female", "male", "child", "adult"))
    victim, suspect = frozenset(lists["victim"]), frozenset(lists["suspect"])
    known = female | male | child | adult | victim | suspect | set(lists["youth"]) | set(lists["other"])
    found = {
        word: Noun(
            "female" if word in female else "male" if word in male else None,
            "child" if word in child else "adult" if word in adult else None,
            "victim" if word in victim else "suspect" if word in suspect else None,
        )
        for word in sorted(known)
    }
    found.update((word, Noun(None, None, None, 2)) for word in lists["pairs"])
    return MappingProxyType(found)


@cache
def noun_of(word: str) -> Noun | None:
    """What a singular noun says of a person; None where it names none. Nouns of agents ("baker") are
    known by their ending."""
    found = nouns().get(word)
    if found is not None or len(word) < 5 or "-" in word:
        return found
    endings = table("en", "individuals")["nouns"]["endings"]
    things = listed("nouns", "things") | words("party_words", "not_persons")
    if word.endswith(tuple(endings)) and word not in things and word + "s" not in things:
        sex: Sex | None = "female" if word.endswith("woman") else "male" if word.endswith("man") else None
        return Noun(sex, None, None)
    return None


@cache
def verbs() -> Mapping[str, tuple[Verb, ...]]:
    """Every form of a verb that kills, injures, holds, loses or saves one person."""
    found: dict[str, list[Verb]] = {}
    own = table("en", "individuals")["verbs"]
    skipped = {form for entry in own["not_of_one"] for form, _ in inflected(entry)}
    for word, readings in verb_forms().items():
        for r in readings:
            if r.measure in MEASURES and word not in skipped:
                found.setdefault(word, []).append(
                    Verb(r.measure, not r.transitive, r.form == "past", r.particle)
                )
    for measure in MEASURES:
        for entry in own.get(measure, ()):
            particle = next((x[1:] for x in entry.split() if x.startswith("+")), None)
            subject = entry in own["detained_subjects"]
            for form, kind in inflected(entry):
                found.setdefault(form, []).append(Verb(measure, subject, kind == "past", particle))
    return MappingProxyType({k: tuple(dict.fromkeys(v)) for k, v in found.items()})


@cache
def _given_names(sex: Sex) -> frozenset[str]:
    return frozenset(table("en", "given_names")[sex])


def sex_of_name(given: str) -> Sex | None:
    """The sex that a given name, in lower case, is borne by as a rule."""
    return "male" if given in _given_names("male") else "female" if given in _given_names("female") else None


@cache
def harm_nouns() -> Mapping[str, Measure]:
    """Nouns of what befell a person ("the death of")."""
    lists = table("en", "individuals")["harm_nouns"]
    return MappingProxyType({n: m for m in MEASURES for n in lists.get(m, ())})


@cache
def multiples() -> Mapping[str, int]:
    """Adjectives that count the dead of one event ("double homicide")."""
    return MappingProxyType(dict(table("en", "individuals")["multiples"]))
