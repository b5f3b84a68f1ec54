"""In what way readings of one stretch of an utterance differ.

Takes the words that renderings have at one place; gives the kind of their difference, gravest first, or None
where only inflection, spelling, contractions or function words differ. A difference has a direction, from the
first reading to the second: what is stronger there is a hardening. Nothing is known here of which is right.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Mapping, Sequence
from functools import cache
from itertools import pairwise

from rapidfuzz.fuzz import ratio

from crosswire.lang import table
from crosswire.lang.words import bases, is_past, number_words, plain_words, same_sense, stem
from crosswire.types import DivergenceKind

# Longer readings differ in too much to say that it is a negation or a number that parts them.
_NEAR = 10
# Names whose letters agree so far (per cent) are one name, spelt otherwise.
_SPELT = 55
_UN = re.compile(r"^(?:un|in|im|il|ir|dis|non)(?=\w{4})")


def kind_of(readings: Sequence[Sequence[str]], names: Sequence[frozenset[str]]) -> DivergenceKind | None:
    """The kind of difference between readings, given as folded words; `names` are the proper names in each."""
    plain = [plain_words([p for w in r for p in w.split("-")]) for r in readings]
    if len(plain) < 2 or len({"".join(p).replace(".", "") for p in plain}) == 1:
        return None
    if max(map(len, plain)) <= _NEAR:
        grave = _grave(plain, names)
        if grave is not None:
            return grave
    shift = _shift(plain)
    if shift is not None:
        return shift
    content = [_content(p) for p in plain]
    if all(c == content[0] for c in content[1:]):
        return "tense" if any(_other_time(plain[0], p) for p in plain[1:]) else None
    if not all(content):
        least = min(plain, key=len)
        return "omission" if all(set(least) <= set(p) for p in plain) else "wording"
    if all(_meet(_faces(plain[0]), _faces(p)) for p in plain[1:]):
        return "synonym"
    return "wording"


def _grave(plain: Sequence[Sequence[str]], names: Sequence[frozenset[str]]) -> DivergenceKind | None:
    if any(_denied(plain[0], p) for p in plain[1:]):
        return "negation"
    checks: tuple[tuple[DivergenceKind, Callable[[Sequence[str]], Hashable]], ...] = (
        ("number", _numbers),
        ("condition", _condition),
    )
    for kind, value in checks:
        if len({value(p) for p in plain}) > 1:
            return kind
    days = [frozenset(p) & _set("day") for p in plain]
    if all(days) and len(set(days)) > 1:
        return "date"
    if all(names) and any(_other_name(names[0], n) for n in names[1:]):
        return "name"
    persons = [frozenset(_persons()[w] for w in p if w in _persons()) for p in plain]
    return "subject" if all(persons) and len(set(persons)) > 1 else None


def _denied(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether one reading denies what the other asserts."""
    mine, theirs = _left_over(one, other), _left_over(other, one)
    opposed = sum(_opposed(a, b) for a in mine for b in theirs)
    plain = sum(w in _set("deny") for w in one), sum(w in _set("deny") for w in other)
    if opposed and not any(plain):
        return True
    wide = (
        plain[0] + _quiet_denials(mine, theirs, plain[1]),
        plain[1] + _quiet_denials(theirs, mine, plain[0]),
    )
    return (wide[0] + wide[1]) % 2 == 1


def _quiet_denials(mine: Sequence[str], theirs: Sequence[str], denials: int) -> int:
    """Words that deny by their sense: "refuse", where nothing but denials stands against it, and "unarmed",
    where "armed" does."""
    content = [w for w in theirs if w not in _set("stop") and w not in _set("deny")]
    found = 0
    for word in mine:
        base = _UN.sub("", word)
        if (base != word and (denials or any(same_sense(base, t) for t in theirs))) or (
            bases(word) & _set("refuse") and (denials or not content)
        ):
            found += 1
    return found


def _left_over(one: Sequence[str], other: Sequence[str]) -> list[str]:
    return [w for w in one if w not in other]


def _numbers(plain: Sequence[str]) -> tuple[str, ...]:
    values = number_words()
    return tuple(
        sorted(values.get(w, w) for w in plain if w in values or w[0].isdecimal() or w in _set("amount"))
    )


def _condition(plain: Sequence[str]) -> bool:
    """Whether a reading puts something under a condition; the conjunction alone makes none."""
    return bool(_set("condition") & set(plain)) and bool(_content(plain) - _set("condition"))


def _other_name(one: frozenset[str], other: frozenset[str]) -> bool:
    return all(ratio(a, b) < _SPELT for a in one for b in other)


def _shift(plain: Sequence[Sequence[str]]) -> DivergenceKind | None:
    """Whether the second reading says more, or less, than the first."""
    first, second = plain[0], next((p for p in plain[1:] if list(p) != list(plain[0])), plain[1])
    mine, theirs = _left_over(first, second), _left_over(second, first)
    steps = _steps(theirs, mine) or _force(theirs) - _force(mine)
    if not steps and not _plain_content(mine) and not _plain_content(theirs):
        steps = _weight(theirs) - _weight(mine)
    return "hardening" if steps > 0 else "softening" if steps < 0 else None


def _steps(high: Sequence[str], low: Sequence[str]) -> int:
    """How many steps of a scale the one reading's words stand above the other's; 0 where none tells."""
    for scale in _scales():
        up, down = _step(scale, high), _step(scale, low)
        if up is not None and down is not None and up != down:
            return up - down
    # "to kill" is added or left out beside "shoot": what is added is the stronger.
    harm = _scales()[0]
    up, down = _step(harm, high), _step(harm, low)
    only_harm = not _plain_content([w for w in (*high, *low) if _step(harm, [w]) is None])
    if only_harm and (up is None) != (down is None):
        return 1 if up is not None else -1
    return 0


def _step(scale: Mapping[str, int], words: Sequence[str]) -> int | None:
    found = [scale[b] for w in words for b in sorted(bases(w)) if b in scale]
    return max(found, default=None)


def _force(words: Sequence[str]) -> int:
    """How strongly a reading binds; 0 where it has no word for it."""
    force = table("en", "renderings")["force"]
    found = [force[w] for w in words if w in force]
    found += [force[f"{a} {b}"] for a, b in pairwise(words) if f"{a} {b}" in force]
    return max(found, default=0)


def _weight(words: Sequence[str]) -> int:
    """Boosters less hedges."""
    return sum(w in _set("boosters") for w in words) - sum(w in _set("hedges") for w in words)


def _plain_content(words: Sequence[str]) -> bool:
    """Whether there are content words beside hedges and boosters."""
    return any(
        w not in _set("stop") and w not in _set("hedges") and w not in _set("boosters") and w.isalpha()
        for w in words
    )


def _other_time(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether one verb stands in the past in one reading and not in the other, without auxiliaries."""
    mine, theirs = _left_over(one, other), _left_over(other, one)
    verbs = [w for w in mine if w not in _set("stop")], [w for w in theirs if w not in _set("stop")]
    if len(mine) != 1 or len(theirs) != 1 or not all(verbs):
        return False
    return is_past(mine[0]) != is_past(theirs[0]) and not any(w.endswith("ing") for w in (*mine, *theirs))


def _content(plain: Sequence[str]) -> frozenset[str]:
    """The stems of the content words, number words as digits."""
    return frozenset(_faces(plain))


def _faces(plain: Sequence[str]) -> dict[str, str]:
    """The content words by their stems."""
    values = number_words()
    return {values.get(w, stem(w)): w for w in plain if w not in _set("stop")}


def _meet(one: Mapping[str, str], other: Mapping[str, str]) -> bool:
    """Whether the content words that only one reading has pair off with synonyms in the other."""
    theirs = [other[s] for s in sorted(other.keys() - one.keys())]
    for word in (one[s] for s in sorted(one.keys() - other.keys())):
        twin = next((t for t in theirs if same_sense(word, t)), None)
        if twin is None:
            return False
        theirs.remove(twin)
    return not theirs


def _opposed(one: str, other: str) -> bool:
    pairs = _antonyms()
    return any((a, b) in pairs for a in bases(one) for b in bases(other))


@cache
def _antonyms() -> frozenset[tuple[str, str]]:
    rows = [row.split() for row in table("en", "renderings")["antonyms"]]
    return frozenset((a, b) for row in rows for a, b in (row, row[::-1]))


@cache
def _scales() -> tuple[Mapping[str, int], ...]:
    return tuple(
        {w: n for n, step in enumerate(scale.split("<")) for w in plain_words(step.split())}
        for scale in table("en", "renderings")["scales"]
    )


@cache
def _persons() -> Mapping[str, str]:
    found: Mapping[str, str] = table("en", "renderings")["subject"]
    return found


@cache
def _set(name: str) -> frozenset[str]:
    if name == "stop":
        return frozenset(table("en", "stopwords")["words"]) - frozenset(table("en", "negation")["words"])
    return frozenset(table("en", "negation")["words"] if name == "deny" else table("en", "renderings")[name])
