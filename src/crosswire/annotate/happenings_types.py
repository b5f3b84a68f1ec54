"""Which of PLOVER's categories a word names, in which mode and context.

In: the lemmas of a verb or noun and of the words that stand with it. Out: a category or None, a mode, contexts.
The words are in `lang/en/plover.toml`. A weak word ("hit", "kill") names an assault only where arms or those who
bear them stand beside it: floods, ships and blows of fate kill too, and are no category's.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from typing import get_args

from crosswire.lang import table
from crosswire.types import EventCategory


@cache
def _lists(kind: str) -> Mapping[str, EventCategory]:
    """The category of each word or phrase of a list ("verbs", "nouns", "weak"), the first that has it."""
    found: dict[str, EventCategory] = {}
    for name in get_args(EventCategory):
        for word in table("en", "plover")[name].get(kind, ()):
            found.setdefault(word, name)
    return found


@cache
def listed(name: str) -> frozenset[str]:
    """A list of `lang/en/happenings.toml`."""
    return frozenset(table("en", "happenings")[name])


@cache
def arms() -> frozenset[str]:
    """Words for weapons and for those who bear them."""
    return frozenset(table("en", "plover")["arms"]["words"])


@cache
def officials() -> frozenset[str]:
    """Words for those who hold office and for the bodies that do."""
    return frozenset(table("en", "plover")["officials"]["words"])


def verb_category(lemma: str, beside: Iterable[str], company: frozenset[str]) -> EventCategory | None:
    """The category of a verb. `beside` are its particles and prepositions, `company` the lemmas of its
    subject, object and agent."""
    verbs = _lists("verbs")
    for word in beside:
        if (found := verbs.get(f"{lemma} {word}")) is not None:
            return found
    if lemma in verbs:
        return verbs[lemma]
    return None if arms().isdisjoint(company) else _lists("weak").get(lemma)


def noun_category(lemma: str, before: str) -> EventCategory | None:
    """The category of a noun that names a happening; `before` is the lemma that modifies it, or empty."""
    nouns = _lists("nouns")
    return nouns.get(f"{before} {lemma}") or nouns.get(lemma)


def is_strike(lemma: str, company: frozenset[str]) -> bool:
    """Whether "strike", "blast" or "explosion" stands with arms, and not alone."""
    return lemma in ("strike", "blast", "explosion", "raid") and not (arms() - {lemma}).isdisjoint(company)


@cache
def _modes(category: EventCategory) -> tuple[tuple[str, frozenset[str]], ...]:
    rows = table("en", "plover")["modes"].get(category, {})
    return tuple((mode, frozenset(words)) for mode, words in rows.items())


def mode_of(category: EventCategory, cue: frozenset[str], company: frozenset[str]) -> str | None:
    """The mode that the cue's own words make plain, else that of the words beside it."""
    for words in (cue, company):
        for mode, cues in _modes(category):
            if not cues.isdisjoint(words):
                return mode
    return None


@cache
def _contexts() -> tuple[tuple[str, frozenset[str]], ...]:
    return tuple((name, frozenset(words)) for name, words in table("en", "plover")["contexts"].items())


def contexts_of(company: frozenset[str]) -> tuple[str, ...]:
    """The contexts of which a word stands in the clause."""
    return tuple(name for name, words in _contexts() if not words.isdisjoint(company))
