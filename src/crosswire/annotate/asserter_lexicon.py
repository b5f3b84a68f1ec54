"""The words by which somebody asserts a figure, built once from `asserters.toml`, `figures.toml`, `quotes.toml`.

In: the tables. Out: verb forms, phrases, and who can speak at all.
"""

from __future__ import annotations

from functools import cache

from crosswire.annotate.figure_words import Words
from crosswire.annotate.party_lexicon import person_nouns, plural
from crosswire.lang import table

_IRREGULAR = {
    "say": "said", "tell": "told", "put": "put", "show": "showed", "write": "wrote", "quote": "quoted",
}  # fmt: skip


@cache
def say_forms() -> dict[str, str]:
    """Forms of the verbs of saying, to their base."""
    found: dict[str, str] = {}
    for verb in table("en", "figures")["reporting"]["verbs"]:
        stem = verb[:-1] if verb.endswith("e") else verb
        past = stem[:-1] + "ied" if verb.endswith("ny") else stem + "ed"
        third = (
            verb[:-1] + "ies" if verb.endswith("ny") else verb + ("es" if verb.endswith(("s", "sh")) else "s")
        )
        found.update({verb: verb, third: verb, _IRREGULAR.get(verb, past): verb, stem + "ing": verb})
    return found


@cache
def asserting(*path: str) -> frozenset[str]:
    """A list of `asserters.toml` as a set."""
    part = table("en", "asserters")
    for key in path:
        part = part[key]
    return frozenset(part)


@cache
def phrases(*path: str) -> tuple[tuple[str, ...], ...]:
    """A list of `asserters.toml` as word tuples, longest first."""
    return tuple(sorted((tuple(p.split()) for p in asserting(*path)), key=lambda p: (-len(p), p)))


@cache
def speaking_nouns() -> frozenset[str]:
    """Common nouns that can assert something: persons, bodies, papers; singular and plural."""
    speakers = table("en", "quotes")["speakers"]
    nouns = table("en", "quotes")["nouns"]
    bodies = {*asserting("bodies", "nouns"), *speakers["bodies"], *nouns["cue"], *nouns["document"]}
    return frozenset(form for noun in bodies for form in (noun, plural(noun))) | person_nouns()


def may_assert(w: Words, first: int, end: int) -> bool:
    """Whether the phrase of words `first`..`end` can assert something: its head is a name or a speaking noun."""
    head = next((i for i in range(first, end) if not first <= w.head[i] < end or w.head[i] == i), first)
    if w.pos[head] == "PRON" or w.low[head] in ("he", "she", "it", "they", "we", "i"):
        return w.low[head] in (
            "he",
            "she",
            "it",
            "they",
            "we",
            "i",
            "who",
            "which",
            "one",
            "some",
            "others",
            "many",
        )
    if w.low[head] in speaking_nouns() or w.phrase(head - 1, head + 1) in speaking_nouns():
        return True
    return w.pos[head] == "PROPN" or w.tag[head] in ("NNP", "NNPS")
