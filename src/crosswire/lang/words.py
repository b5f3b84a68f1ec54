"""Words in their forms and senses: contractions taken apart, spellings made one, base forms, synonyms.

Takes folded words; gives folded words, and whether two words can mean the same. English only. No parser:
a form that could come from two bases gives both, and which sense a word has in its sentence is not told.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache

from crosswire.lang import table

_ISE = re.compile(r"(?<=[a-z]{3}[^aeiou])is(?=(?:e|es|ed|ing|ation|ations|er|ers)$)")
# A base of fewer letters is another word ("bed" is not the past of "b").
_SHORTEST = 3
# Inflected forms meet in their first letters: five keep "destroyed" with "destroy" and part most others.
_STEM = 5
_ENDINGS = ("s", "es", "ed", "ing", "er", "ers", "ly", "'s")


@cache
def plain(word: str) -> tuple[str, ...]:
    """A folded word with straight apostrophes, taken apart and in American spelling.

    >>> plain("can't"), plain("we'll"), plain("harbours"), plain("mobilise")
    (('can', 'not'), ('we', 'will'), ('harbors',), ('mobilize',))
    """
    parts = table("en", "inflections")["contractions"]
    spelling = table("en", "inflections")["spelling"]
    if word in parts:
        return tuple(parts[word].split())
    for ending in ("n't", "'ll", "'re", "'ve", "'m", "'s", "'d"):
        if word.endswith(ending) and len(word) > len(ending):
            return (*plain(word[: -len(ending)]), *parts[ending].split())
    return (_ISE.sub("iz", spelling.get(word, word)),)


def plain_words(words: Sequence[str]) -> list[str]:
    """All words of a text, each as `plain` gives it."""
    return [p for w in words for p in plain(w)]


@cache
def bases(word: str) -> frozenset[str]:
    """The words of which this can be a form, itself among them.

    >>> sorted(bases("taken")), sorted(bases("cities"))
    (['take', 'taken'], ['citi', 'citie', 'cities', 'city'])
    """
    found = {word, *_irregular().get(word, ())}
    if word.endswith(("ies", "ied")) and len(word) > _SHORTEST + 1:
        found.add(word[:-3] + "y")
    for ending in _ENDINGS:
        stem = word.removesuffix(ending)
        if stem == word or len(stem) < _SHORTEST:
            continue
        found.add(stem)
        if ending[0] != "s" and ending != "ly":
            found.add(stem + "e")
            if stem[-1] == stem[-2]:
                found.add(stem[:-1])
    return frozenset(found)


def same_sense(one: str, other: str) -> bool:
    """Whether two words can mean the same: forms of one word, or of two words of one set of synonyms.

    >>> same_sense("destroyed", "ruin"), same_sense("destroyed", "built")
    (True, False)
    """
    return not meanings(one).isdisjoint(meanings(other))


@cache
def meanings(word: str) -> frozenset[str]:
    """What a word can mean, as keys: its bases, and the numbers of the sets of synonyms that hold one."""
    own = bases(word)
    return own | {n for base in sorted(own) for n in _sets().get(base, ())}


@cache
def is_past(word: str) -> bool:
    """Whether a word can be a past tense or a past participle.

    >>> is_past("dismissed"), is_past("shot"), is_past("shoot")
    (True, True, False)
    """
    return word in _irregular() or (
        word.endswith("ed") and len(word) > _SHORTEST + 1 and len(bases(word)) > 1
    )


@cache
def stem(word: str) -> str:
    """The first letters of a plain word's base, in which its regular forms meet too.

    >>> stem("destroying") == stem("destroyed"), stem("given")
    (True, 'give')
    """
    return min(_irregular().get(word, (word,)))[:_STEM]


@cache
def number_words() -> Mapping[str, str]:
    """Number words, each with its digits; "one" is left out, being a pronoun as often."""
    data = table("en", "numbers")
    parts = ("units", "zeros", "teens", "tens", "scales")
    found = {w: str(n) for part in parts for w, n in data[part].items()}
    return {w: n for w, n in found.items() if w not in {"one", "score"}}


@cache
def _irregular() -> Mapping[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for base, forms in table("en", "inflections")["irregular"].items():
        for form in forms.split():
            found[form] = (*found.get(form, ()), base)
    return found


@cache
def _sets() -> Mapping[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    lines = [*table("en", "senses")["sets"].split("\n"), *table("en", "near_synonyms")["sets"].split("\n")]
    for n, line in enumerate(lines):
        for word in plain_words(line.split()):
            found[word] = (*found.get(word, ()), str(n))
    return found
