"""Who acts on whom, read off the order of the words, in two renderings of one sentence.

Takes the plain folded words of two sentences that render each other; says where a noun that acts in one is
acted upon in the other, or where two nouns have changed places. No parser: only a noun right before or behind
its verb is seen, and of verbs only forms of the past, participles and forms in -ing. What it does not see, it
does not judge.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from crosswire.lang import table
from crosswire.lang.words import bases, is_past, same_sense, stem


@dataclass(frozen=True, slots=True)
class Role:
    """A noun, the verb beside it, and what the noun does; `others` are joined to it by "and"."""

    noun: str
    verb: str
    part: Literal["acts", "undergoes", "before"]
    others: frozenset[str] = frozenset()


def exchanged(left: Sequence[str], right: Sequence[str]) -> str | None:
    """The noun whose part in what happened is another in the other sentence; None where none is seen.

    >>> exchanged("the mayor dismissed the clerk".split(), "the mayor was dismissed".split())
    'mayor'
    >>> exchanged("guards shot the miners".split(), "the miners were shot by guards".split())
    """
    mine, theirs = roles_of(left), roles_of(right)
    for one in mine:
        for other in theirs:
            if not same_sense(one.verb, other.verb):
                continue
            if one.noun == other.noun and {one.part, other.part} == {"acts", "undergoes"}:
                return one.noun
            if one.part == other.part and _places_changed(one, other, left, right):
                return one.noun
    return None


def _places_changed(one: Role, other: Role, left: Sequence[str], right: Sequence[str]) -> bool:
    """Whether both sentences hold both nouns, and yet another of them stands by the verb."""
    if one.noun == other.noun or same_sense(one.noun, other.noun):
        return False
    if one.noun not in right or other.noun not in left or stem(one.verb) != stem(other.verb):
        return False
    return other.noun not in one.others or one.noun not in other.others


def roles_of(words: Sequence[str]) -> list[Role]:
    """The parts that nouns have by the verbs beside them, in order."""
    found: list[Role] = []
    for n, word in enumerate(words):
        if _noun(word):
            role = _before_verb(words, n) or _behind_verb(words, n)
            found += [role] if role else []
    return found


def _before_verb(words: Sequence[str], n: int) -> Role | None:
    """The part of the noun at `n` by the verb that follows it."""
    at = n + 1
    passive = False
    while at < len(words) and (words[at] in _skipped() or words[at].endswith("ly") or words[at] in _be()):
        passive = passive or words[at] in _be()
        at += 1
    if at >= len(words) or not is_past(words[at]) or words[at] in _list("inverted"):
        return None
    others = _joined(words, n)
    if passive:
        return Role(words[n], words[at], "undergoes", others)
    if at + 1 < len(words) and words[at + 1] in _list("determiners"):
        return Role(words[n], words[at], "acts", others)
    return Role(words[n], words[at], "before", others)


def _behind_verb(words: Sequence[str], n: int) -> Role | None:
    """The part of the noun at `n` by the verb before it: "dismissed the mayor", "praising the mayor"."""
    at = n - 1
    if at < 1 or words[at] not in _list("determiners"):
        return None
    verb = words[at - 1]
    if verb in _list("inverted") or not (is_past(verb) or (verb.endswith("ing") and len(bases(verb)) > 1)):
        return None
    return Role(words[n], verb, "undergoes", frozenset())


def _joined(words: Sequence[str], n: int) -> frozenset[str]:
    """The nouns that "and" joins before the noun at `n`, itself among them."""
    found = {words[n]}
    while n >= 2 and words[n - 1] in ("and", "or"):
        n -= 2
        found.add(words[n])
    return frozenset(found)


def _noun(word: str) -> bool:
    """Whether a word can be a noun here: no function word, no adverb, no form of a verb."""
    if word in _stop() or word in _list("inverted") or not word.isalpha() or len(word) < 3:
        return False
    return not word.endswith("ly") and not is_past(word)


@cache
def _list(name: str) -> frozenset[str]:
    return frozenset(table("en", "renderings")["roles"][name])


@cache
def _be() -> frozenset[str]:
    return _list("be")


@cache
def _skipped() -> frozenset[str]:
    return _list("have") | _list("relative") | _list("adverbs")


@cache
def _stop() -> frozenset[str]:
    return frozenset(table("en", "stopwords")["words"]) | _list("determiners")
