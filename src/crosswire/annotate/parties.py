"""Which party a counted noun names, in coarse terms that take no side.

In: the words, the counted noun, whether the report is of protests. Out: a `Group` or None.
The report's own noun is kept elsewhere (`Figure.label`); the names that authorities give their
opponents ("bandits") mean the protest side in a report of protests and armed groups elsewhere.
What the words say of the counted beyond that (age, sex, nationality …) is `party_details`' work.
"""

from __future__ import annotations

from crosswire.annotate.counted import Counted
from crosswire.annotate.figure_lexicon import number_words, parties, words
from crosswire.annotate.figure_words import Words
from crosswire.annotate.names_lexicon import folded
from crosswire.annotate.party_details import describe_party
from crosswire.annotate.party_lexicon import nationalities, person_nouns
from crosswire.lang import table
from crosswire.types import Group, Measure

__all__ = ["describe_party", "is_foreign", "is_of_protests", "party_of"]

# A report is of protests where it has at least this many words of protest and more of them than of
# war; chosen by hand on reports of riots and of wars, where the two counts lie far apart.
_PROTEST_WORDS = 3


def is_of_protests(w: Words) -> bool:
    """Whether the report tells of protests rather than of war."""
    protest = sum(word in words("party_words", "protest_words") for word in w.low)
    war = sum(word in words("party_words", "war_words") for word in w.low)
    return protest >= _PROTEST_WORDS and protest > war


def _noun_party(word: str, *, protests: bool) -> Group | None:
    if word in words("party_words", "hostile"):
        return "protesters" if protests else "militants"
    if (found := parties().get(word)) is not None:
        return found
    return None


def _modifier_party(phrase: str) -> Group | None:
    padded = f" {phrase} "
    for group, forms in table("en", "figures")["party_words"]["modifiers"].items():
        if any(f" {form} " in padded for form in forms):
            found: Group = group
            return found
    return None


def _looks_like_persons(w: Words, i: int) -> bool:
    low = w.low[i]
    if low in words("party_words", "not_persons") or w.tag[i] not in ("NNS", "NNPS") or len(low) < 5:
        return False
    if w.shown[i][:1].isupper() and folded(low) in nationalities():
        return True
    return low.endswith(tuple(words("party_words", "person_endings"))) or (
        w.shown[i][:1].isupper() and low.endswith(("is", "ans", "ese", "ish", "ites"))
    )


def _is_person_noun(w: Words, head: int) -> bool:
    low = w.low[head]
    return w.tag[head] in ("NN", "NNS", "NNP", "NNPS") and (
        low in person_nouns() or w.phrase(head - 1, head + 1) in person_nouns()
    )


def party_of(w: Words, counted: Counted, *, protests: bool) -> Group | None:
    """The party of the counted noun, or None where it counts no persons."""
    if counted.head is None:
        return None
    if w.low[counted.head] in number_words("time_units"):
        return None
    heads = (counted.of[-1],) if counted.of else (counted.head,)
    head = heads[0]
    phrase = w.phrase(counted.first, counted.end).replace(" - ", "-")
    own = _noun_party(w.low[head], protests=protests)
    if own is None and counted.of:
        own = _noun_party(w.low[counted.head], protests=protests)
    if own is None and _is_person_noun(w, head):
        own = "people"
    if own is None:
        return "people" if _looks_like_persons(w, head) else None
    if head > counted.first and w.low[head - 1] == "-" and own == "militants":
        return "people"
    if w.low[head] not in words("party_words", "generic"):
        return own
    before = w.phrase(counted.first, head).replace(" - ", "-")
    return _generic_party(w, counted, before, phrase, own, protests=protests)


def _generic_party(
    w: Words, counted: Counted, before: str, phrase: str, own: Group, *, protests: bool
) -> Group:
    """The party of a noun such as "men" or "members", by what stands before it."""
    modifier = _modifier_party(before)
    last = w.low[counted.of[-1] if counted.of else counted.head or 0]
    if modifier in ("aid_workers", "journalists", "officials") and last not in words(
        "party_words", "aid_nouns"
    ):
        modifier = None
    if modifier:
        return modifier
    for i in reversed(counted.nouns[:-1] if not counted.of else counted.of[:-1]):
        inner = _noun_party(w.low[i], protests=protests)
        if inner is not None and inner != "people":
            return inner
    for i in reversed(counted.modifiers):
        inner = _noun_party(w.low[i], protests=protests)
        if inner is not None:
            return inner
    return own


def is_foreign(w: Words, first: int, measure: Measure) -> bool:
    """Whether the force counted in this sentence comes from abroad, by signs in the sentence."""
    start, end = w.sentence[first]
    sentence = f" {w.phrase(start, end)} "
    if (
        any(f" {sign} " in sentence for sign in words("party_words", "to_the_country"))
        and measure == "deployed"
    ):
        return True
    return any(f" {sign} " in sentence for sign in words("party_words", "foreign"))
