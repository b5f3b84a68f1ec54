"""The word lists of name finding, loaded once and ready for look-up (folded, small letters).

Comes from `names.toml`, `countries.toml`, `given_names.toml` and `agencies.toml` of the language; decides nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from crosswire.lang import table
from crosswire.text.fold import strip_accents

Words = frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """Sets of folded words; `places` holds countries and great regions, `adjectives` nationalities."""

    honorifics: Words
    roles: Words
    occupations: Words
    role_modifiers: Words
    organisation_heads: Words
    organisation_starts: Words
    facility_heads: Words
    place_heads: Words
    natural_heads: Words
    natural_starts: Words
    compass: Words
    particles: Words
    suffixes: Words
    nominal_heads: Words
    bound_heads: Words
    bound_modifiers: Words
    openers: Words
    calendar: Words
    say: Words
    place_prepositions: Words
    countries: Words
    regions: Words
    adjectives: Words
    hyphen_endings: Words
    placed_facilities: Words
    small_facilities: Words
    capitalised_nouns: Words
    named_facilities: Words
    small_place_heads: Words
    owned_heads: Words
    owner_nouns: Words
    numbered_heads: Words
    small_numbers: Words
    event_starts: Words
    event_heads: Words
    given: Words
    agencies: Words


def folded(text: str) -> str:
    """A word as the lists hold it: no accents, small letters, straight apostrophes.

    >>> folded("Türkiye’s")
    "turkiye's"
    """
    return strip_accents(text).casefold().replace("’", "'")


@cache
def lexicon(language: str = "en") -> Lexicon:
    """The lists of one language."""
    names, countries = table(language, "names"), table(language, "countries")["countries"]

    def words(key: str) -> Words:
        return frozenset(folded(w) for w in names[key])

    adjectives = [a for c in countries.values() for a in c["adjectives"]] + list(names["region_adjectives"])
    every = [*countries, *(a for c in countries.values() for a in c["also"])]
    return Lexicon(
        honorifics=words("honorifics"),
        roles=words("roles"),
        occupations=words("occupations"),
        role_modifiers=words("role_modifiers"),
        organisation_heads=words("organisation_heads"),
        organisation_starts=words("organisation_starts"),
        facility_heads=words("facility_heads"),
        place_heads=words("place_heads"),
        natural_heads=words("natural_heads"),
        natural_starts=words("natural_starts"),
        compass=words("compass"),
        particles=words("particles"),
        suffixes=words("name_suffixes"),
        nominal_heads=words("nominal_heads"),
        bound_heads=words("bound_heads"),
        bound_modifiers=words("bound_modifiers"),
        openers=words("openers"),
        calendar=words("calendar"),
        say=frozenset(form for w in names["say"] for form in _verb_forms(folded(w), names["say_irregular"])),
        place_prepositions=words("place_prepositions"),
        countries=frozenset(folded(c) for c in every),
        regions=words("regions"),
        hyphen_endings=words("hyphen_endings"),
        placed_facilities=words("placed_facilities"),
        small_facilities=words("small_facilities"),
        capitalised_nouns=words("capitalised_nouns"),
        named_facilities=words("named_facilities"),
        small_place_heads=words("small_place_heads"),
        owned_heads=words("owned_heads"),
        owner_nouns=words("owner_nouns"),
        numbered_heads=words("numbered_heads"),
        small_numbers=words("small_numbers"),
        event_starts=words("event_starts"),
        event_heads=words("event_heads"),
        given=frozenset(folded(n) for key in ("male", "female") for n in table(language, "given_names")[key]),
        agencies=frozenset(
            folded(form) for forms in table(language, "agencies")["agencies"].values() for form in forms
        ),
        adjectives=frozenset(form for a in adjectives for form in (folded(a), _plural(folded(a)))),
    )


def _plural(word: str) -> str:
    if word.endswith(("ese", "ch", "sh", "ss", "men")):
        return word
    return word[:-3] + "men" if word.endswith("man") and word not in {"german", "roman"} else word + "s"


def _verb_forms(verb: str, irregular: Mapping[str, list[str]]) -> tuple[str, ...]:
    if verb in irregular:
        return (verb, *irregular[verb])
    stem = verb + "d" if verb.endswith("e") else verb + "ed"
    return (verb, stem, verb + ("es" if verb.endswith(("s", "sh", "ch")) else "s"))
