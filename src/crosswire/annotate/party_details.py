"""Who was counted, in finer terms: standing, age, sex, nationality, and whether those who did it count.

In: the words, the counted noun and its place. Out: a `Party`, None wherever the words do not say: a
noun's own meaning, what stands before it, "all of them …" behind it, and what a toll says of the attackers.
Left undone: the coarse party (`parties`), and what a part inherits from its whole.
"""

from __future__ import annotations

from typing import Literal, TypeVar

from crosswire.annotate.counted import Counted
from crosswire.annotate.figure_words import QUOTES, Words
from crosswire.annotate.names_lexicon import folded
from crosswire.annotate.party_lexicon import (
    Detail,
    attacker_cues,
    attackers,
    country_codes,
    details,
    modifier_details,
    nationalities,
    tolls,
    unsettling,
)
from crosswire.types import Party

T = TypeVar("T")
_ALL_OF_THEM = (
    ("all", "of", "them"), ("all", "of", "whom"), ("both", "of", "them"), ("all", "were"), ("all", "are"),
    ("they", "were", "all"), ("all",), ("both",),
)  # fmt: skip
# "All of them children" stands this near behind the count; farther off it is said of another.
_ASIDE = 8
# Between "including" and the attackers stand a number, an article and a word or two.
_BETWEEN = 5
_OPENERS = frozenset({"the", "a", "an", "its", "their", "one", "two", "three", "four", "five", "six", "suspected", "alleged", "suicide", "lone", "armed", "teenage", "female", "male", "both", "all", "at", "least", "himself", "any", "of", "other", "dead"})  # fmt: skip


def describe_party(
    w: Words, counted: Counted, *, label: tuple[int, int] | None, first: int, end: int
) -> Party:
    """The party of the count whose number is word `first` and whose phrase ends before word `end`.

    `label` are the words (first, end) of the counted noun phrase where it is not `counted`'s own
    ("Eleven of them are children").
    """
    begin, stop = label or (counted.first, counted.end if counted.head is not None else counted.first)
    nouns = _nouns(w, begin, stop, counted if label is None or label[0] == counted.first else None)
    said = [_said(w, begin, n) for n in nouns]
    behind = _all_of_them(w, max(end, stop))
    if behind is not None:
        said = [s | behind for s in said] or [behind]
    only = any(w.low[n] in attackers() and not _is_compound(w, n) for n in nouns)
    return Party(
        standing=_one(said, "civilian", "combatant"),
        age=_one(said, "child", "adult"),
        sex=_one(said, "female", "male"),
        nationality=_nationality(w, begin, stop),
        attackers="only" if only else _attackers_of_toll(w, first, max(counted.end, first + 1)),
    )


def _nouns(w: Words, begin: int, stop: int, counted: Counted | None) -> list[int]:
    """The nouns that one number counts: the head, and those joined to it without a number of their own."""
    inside = counted.of or counted.nouns if counted is not None else tuple(range(begin, stop))
    heads = [i for i in inside if _ends_phrase(w, i, stop)]
    if not heads:
        return []
    i = stop
    end = w.sentence[begin][1]
    while i + 1 < end and w.low[i] in (",", "and", "or"):
        nxt = i + 1 if w.low[i + 1] not in ("and", "or") else i + 2
        while nxt < end and w.pos[nxt] == "ADJ" and w.low[nxt] not in details():
            nxt += 1
        if nxt >= end or w.low[nxt] not in details() or w.pos[nxt] not in ("NOUN", "PROPN", "ADJ"):
            break
        heads.append(nxt)
        i = nxt + 1
    return heads


def _ends_phrase(w: Words, i: int, stop: int) -> bool:
    """Whether the noun at `i` is a head: the phrase ends with it, or "and", "of" and the like follow."""
    return (w.is_noun(i) and (i + 1 >= stop or not w.is_noun(i + 1))) or w.low[i] in ("elderly", "displaced")


def _is_compound(w: Words, n: int) -> bool:
    """ "Suspect vehicles", "a bomber jacket": the noun only describes another."""
    return n + 1 < len(w.low) and w.is_noun(n + 1) and w.tag[n + 1] in ("NNS", "NN") and w.tag[n] == "NN"


def _said(w: Words, begin: int, n: int) -> frozenset[Detail]:
    """What a noun and the words before it say."""
    pair = w.phrase(n - 1, n + 1)
    said = set(details().get(pair) or details().get(w.low[n], frozenset()))
    before = [w.low[i] for i in range(max(begin, n - 5), n) if w.low[i] not in QUOTES]
    for word in before:
        said |= modifier_details().get(word, frozenset())
    if "civilian" in said and unsettling() & set(before):
        said.discard("civilian")
    if "combatant" in said and w.low[n] not in ("soldiers", "soldier") and "civilian" in said:
        said -= {"civilian", "combatant"}
    return frozenset(said)


def _one(said: list[frozenset[Detail]], left: T, right: T) -> T | None:
    """Which of two holds of every noun; None where none is said, or both."""
    if said and all(left in s and right not in s for s in said):
        return left
    return right if said and all(right in s and left not in s for s in said) else None


def _all_of_them(w: Words, end: int) -> frozenset[Detail] | None:
    """What an aside says of all: "five people, all of them children"."""
    stop = min(w.sentence[end - 1][1], end + _ASIDE)
    for i in range(end, stop):
        if w.pos[i] == "NUM" or w.low[i] in (";", "including", "among"):
            return None
        if w.low[i] not in ("all", "both", "they") or w.low[i - 1] not in (",", "-", "–", "—", "("):
            continue
        for opening in _ALL_OF_THEM:
            if w.low[i : i + len(opening)] == opening:
                return _noun_after(w, i + len(opening), w.sentence[end - 1][1])
    return None


def _noun_after(w: Words, i: int, stop: int) -> frozenset[Detail] | None:
    while i < stop and w.low[i] in ("but", "were", "are", "was", "being", "believed", "to", "be"):
        i += 1
    for j in range(i, min(i + 4, stop)):
        if w.low[j] in details():
            joined = (
                j + 1 < stop
                and w.low[j + 1] in ("and", "or", ",")
                and j + 2 < stop
                and w.low[j + 2] in details()
            )
            return None if joined else _said(w, i, j)
        if w.pos[j] not in ("ADJ", "NOUN", "PROPN", "ADV", "DET"):
            return None
    return None


def _nationality(w: Words, begin: int, stop: int) -> str | None:
    """The one nationality in the counted phrase, or behind "from" and "of" right after "nationals"."""
    known = nationalities()
    found: set[str | None] = set()
    for i in range(begin, stop):
        shown = w.shown[i]
        if not shown[:1].isupper():
            continue
        if i + 1 < len(w.low) and w.low[i + 1] == "-":  # "Kenyan-born"
            continue
        two = folded(" ".join(w.shown[i : i + 2]))
        word = folded(shown)
        if i and folded(" ".join(w.shown[i - 1 : i + 1])) in known and word in known and i - 1 >= begin:
            continue  # the second word of "South Korean"
        if two in known and i + 1 < stop:
            found.add(known[two])
        elif word in known and (word != "us" or shown == "US"):
            found.add(known[word])
    if not found and stop > begin and w.low[stop - 1] in ("nationals", "citizens", "national", "citizen"):
        found |= _of_country(w, stop)
    return next(iter(found)) if len(found) == 1 else None


def _of_country(w: Words, i: int) -> set[str | None]:
    if i >= len(w.low) or w.low[i] not in ("of", "from"):
        return set()
    i += 2 if i + 1 < len(w.low) and w.low[i + 1] == "the" else 1
    for n in (4, 3, 2, 1):
        code = country_codes().get(folded(" ".join(w.shown[i : i + n])))
        if code:
            return {code}
    return set()


def _attackers_of_toll(w: Words, first: int, end: int) -> Literal["included", "excluded"] | None:
    """What the count's sentence, or one behind it on "the toll", says of those who did it."""
    stop = w.sentence[first][1]
    begin = w.sentence[first][0]
    for i in range(max(begin, first - 10), first):  # "apart from the bomber, nine people died"
        found = _cue_at(w, i, first)
        if found == "excluded":
            return found
    here = _cue_between(w, end, stop)
    if here is not None or stop >= len(w.low):
        return here
    then, last = w.sentence[stop]
    opening = next((t for t in tolls() if w.low[then : then + len(t)] == t), None)
    if opening is None or _has_count(w, end, stop):
        return None
    return _cue_between(w, then + len(opening), last)


def _has_count(w: Words, i: int, stop: int) -> bool:
    return any(w.pos[j] == "NUM" for j in range(i, stop))


def _cue_between(w: Words, i: int, stop: int) -> Literal["included", "excluded"] | None:
    for j in range(i, stop):
        found = _cue_at(w, j, stop)
        if found is not None:
            return found
        if w.pos[j] == "NUM" or w.low[j] == ";":
            return None
        if w.low[j] in attackers() and w.phrase(j + 1, j + 4) in ("was among the", "were among the"):
            return "included"
    return None


def _cue_at(w: Words, i: int, stop: int) -> Literal["included", "excluded"] | None:
    """The side of a cue that begins at word `i`, where attackers stand right behind it."""
    for cue, side in attacker_cues().get(w.low[i], ()):
        if w.low[i : i + len(cue)] != cue:
            continue
        if side == "included" and i and w.low[i - 1] in ("not", "n't", "without"):
            side = "excluded"
        for j in range(i + len(cue), min(i + len(cue) + _BETWEEN, stop)):
            if w.low[j] in attackers() and not _is_compound(w, j) and w.low[j + 1 : j + 2] != ("'s",):
                return side
            if w.low[j] not in _OPENERS and w.pos[j] not in ("NUM", "ADJ"):
                break
        return None
    return None
