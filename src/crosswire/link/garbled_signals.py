"""The signals by which one name is held to stand where another belongs, and their sum.

Comes in: two pages with their twin sentences, and what all reports say of names. Goes out: `Candidate`s, one for
each name of a report and each name of the other report in whose place it was found, with the value of every
signal over all places where the two stand opposite each other; and the log odds by the fitted weights. Nothing is
decided here.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import log

from rapidfuzz.distance import JaroWinkler

from crosswire.lang.words import bases, meanings
from crosswire.link.entities_forms import Naming
from crosswire.link.entities_lexicon import lexicon, plain_words
from crosswire.link.garbled_known import Known
from crosswire.link.garbled_pages import COMMON, Name, Page, Token, generic, zipf
from crosswire.link.garbled_spellings import one_name, rendered, spellings
from crosswire.link.garbled_twins import Twins, lacking
from crosswire.text.names import sound

# Words on either side of a name that make its surroundings, and what a small word among them weighs.
_WINDOW = 6
_SMALL = 0.25
# Words that differ more than by the first likeness are other words; from the second on they may be one, spelt twice.
_UNLIKE, _NEAR = 0.75, 0.88
# From this share of an office on, two persons of one given name have one office.
_SAME_OFFICE = 0.5
# Words within which the office of one name is looked for beside the other.
_OFFICE = 8


@dataclass(frozen=True, slots=True)
class Candidate:
    """The name `wrong` of one report may stand where `right` of the other belongs.

    They differ in the words `gone` and `meant`; `places` are all namings of `wrong` that stand so, `opposite` those of
    `right`.
    """

    wrong: Naming
    right: Naming
    gone: str
    meant: str
    places: list[Naming]
    opposite: list[Naming]
    signals: dict[str, float]


@dataclass(frozen=True, slots=True)
class _Slot:
    """Two names that stand opposite each other in one group of twin sentences."""

    left: Name
    right: Name
    left_gone: tuple[str, ...]
    right_gone: tuple[str, ...]
    signals: Mapping[str, float]


def candidates(
    left: Page, right: Page, groups: Sequence[Twins], known: Known, *, linked: bool
) -> list[Candidate]:
    """Each pair of names that stand opposite each other, in both directions.

    In reports of one original two full names of persons stand opposite each other wherever they stand, if they share
    the given name and the office, and each other name is one report's alone. Two spellings of one name never do.
    """
    gathered: dict[tuple[str, str], list[_Slot]] = defaultdict(list)
    for group in groups:
        for slot in _slots(left, right, group):
            gathered[" ".join(slot.left_gone), " ".join(slot.right_gone)].append(slot)
    for slot in _namesakes(left, right) if linked else ():
        gathered.setdefault((" ".join(slot.left_gone), " ".join(slot.right_gone)), [slot])
    out = []
    for _, slots in sorted(gathered.items()):
        shared = _gathered(slots)
        lefts, rights = [s.left.naming for s in slots], [s.right.naming for s in slots]
        one, other = max(lefts, key=_fullness), max(rights, key=_fullness)
        gone, meant = slots[0].left_gone, slots[0].right_gone
        for w, r, g, m, here, there in (
            (one, other, gone, meant, lefts, rights),
            (other, one, meant, gone, rights, lefts),
        ):
            if (
                not _wholly_generic(g)
                and not _spelt(w, r, g, m)
                and (shared["shared"] or not known.stands_in(w, g, r.report))
            ):
                signals = shared | _of_wrong(w, r, g, m, shared, known)
                out.append(Candidate(w, r, " ".join(g), " ".join(m), here, there, signals))
    return out


def _fullness(naming: Naming) -> tuple[int, int]:
    return len(naming.words), -naming.index


def _slots(left: Page, right: Page, group: Twins) -> Iterator[_Slot]:
    names = [
        [n for k in group.left if not left.shouted(k) for n in left.names_in(k)],
        [n for k in group.right if not right.shouted(k) for n in right.names_in(k)],
    ]
    tokens = [_tokens(left, group.left), _tokens(right, group.right)]
    lone_left = lacking(names[0], left, tokens[1])
    lone_right = lacking(names[1], right, tokens[0])
    for a, gone_a in lone_left:
        for b, gone_b in lone_right:
            differing = _differing(left, a, right, b, gone_a, gone_b)
            if differing is not None:
                few = 1.0 / max(len(lone_left), len(lone_right))
                yield _slot(left, a, right, b, differing, {"sentence": group.likeness, "few": few})


def _namesakes(left: Page, right: Page) -> Iterator[_Slot]:
    """Persons of one given name whose other names only one report prints."""
    full = [
        [n for n in p.names if n.naming.type == "PERSON" and len(n.naming.words) > 1] for p in (left, right)
    ]
    lone = lacking(full[0], left, right.tokens), lacking(full[1], right, left.tokens)
    for a, gone_a in lone[0]:
        for b, gone_b in lone[1]:
            given = left.tokens[a.first], right.tokens[b.first]
            differing = _differing(left, a, right, b, gone_a, gone_b)
            if differing is None or not differing[2] or not given[0].sounds & given[1].sounds:
                continue
            slot = _slot(left, a, right, b, differing, {"sentence": 0.0, "few": 1.0})
            if slot.signals["office"] >= _SAME_OFFICE:
                yield slot


def _slot(
    left: Page,
    a: Name,
    right: Page,
    b: Name,
    differing: tuple[tuple[str, ...], tuple[str, ...], bool],
    signals: dict[str, float],
) -> _Slot:
    one, other, shared = differing
    around = {
        "slot": _around(left, a, right, b),
        "edges": _edges(left, a, right, b),
        "office": _office(left, a, right, b),
        "shared": float(shared),
    }
    return _Slot(a, b, one, other, signals | around)


def _tokens(page: Page, sentences: Sequence[int]) -> list[Token]:
    return [t for k in sentences for t in page.tokens[slice(*page.sentences[k])]]


def _differing(
    left: Page, a: Name, right: Page, b: Name, gone_a: Sequence[Token], gone_b: Sequence[Token]
) -> tuple[tuple[str, ...], tuple[str, ...], bool] | None:
    """The words in which two names differ, and whether they share others; None where they cannot be one name.

    Two names that share words must differ on one side of them: "Anna Dorel" and "Anna Dorn" do, "Dorel Street" and
    "Rue Dorel" do not.
    """
    if "acronym" in (a.naming.mention.kind, b.naming.mention.kind):
        return None
    said = [
        [t for t in p.tokens[n.first : n.last] if t.capital and not t.small]
        for p, n in ((left, a), (right, b))
    ]
    places = [
        (i, j)
        for i, s in enumerate(said[0])
        for j, t in enumerate(said[1])
        if s.sounds & t.sounds and s.folded not in generic()
    ]
    if not places:
        kept = [
            [t for t in s if t not in g and t.folded not in generic()] for s, g in zip(said, (gone_a, gone_b))
        ]
        if kept[0] or kept[1]:
            return None
        return tuple(t.folded for t in gone_a), tuple(t.folded for t in gone_b), False
    (i, j), (k, m) = places[-1], places[0]
    after = [t for t in said[0][i + 1 :] if t in gone_a], [t for t in said[1][j + 1 :] if t in gone_b]
    before = [t for t in said[0][:k] if t in gone_a], [t for t in said[1][:m] if t in gone_b]
    size = min(map(len, before))
    if all(after):
        one, other = after
    elif size:
        one, other = before[0][-size:], before[1][-size:]
    else:
        return None
    return tuple(t.folded for t in one), tuple(t.folded for t in other), True


def _gathered(slots: Sequence[_Slot]) -> dict[str, float]:
    """Over all places where two names stand opposite each other: the best of each signal, and how often."""
    best = {k: max(s.signals[k] for s in slots) for k in slots[0].signals}
    best["again"] = log(len({(s.left.first, s.right.first) for s in slots}))
    return best


def _around(left: Page, a: Name, right: Page, b: Name) -> float:
    """The share of the words around two names that have a counterpart around the other."""
    one, other = _window(left, a), _window(right, b)
    keys = [frozenset(k for t in w for k in t.keys) for w in (one, other)]
    matched = sum(_weight(t) for t in one if not t.keys.isdisjoint(keys[1]))
    matched += sum(_weight(t) for t in other if not t.keys.isdisjoint(keys[0]))
    total = sum(map(_weight, one)) + sum(map(_weight, other))
    return matched / total if total else 0.0


def _window(page: Page, name: Name, size: int = _WINDOW) -> list[Token]:
    return [*page.tokens[max(0, name.first - size) : name.first], *page.tokens[name.last : name.last + size]]


def _weight(token: Token) -> float:
    return _SMALL if token.small else 1.0


def _edges(left: Page, a: Name, right: Page, b: Name) -> float:
    """Of the words next to either name (the two before, the two after), the share that the two have in common."""
    found = 0
    for side in (-1, 1):
        words = []
        for page, name in ((left, a), (right, b)):
            near = (
                page.tokens[max(0, name.first - 2) : name.first]
                if side < 0
                else page.tokens[name.last : name.last + 2]
            )
            words.append(frozenset(k for t in near if not t.small for k in t.keys))
        found += not words[0].isdisjoint(words[1])
    return found / 2


def _office(left: Page, a: Name, right: Page, b: Name) -> float:
    """The part of one name's office that stands beside the other; below 0 where both have one and they differ."""
    shares = []
    for name, other_page, other in ((a, right, b), (b, left, a)):
        role = name.naming.mention.role
        if not role:
            continue
        near = {k for t in _window(other_page, other, _OFFICE) for k in t.keys}
        words = [w for w in plain_words(role) if w not in lexicon().smalls]
        if words:
            shares.append(sum(not _keys(w).isdisjoint(near) for w in words) / len(words))
    if not shares:
        return 0.0
    return max(shares) if max(shares) > 0 else (-1.0 if len(shares) == 2 else 0.0)


@cache
def _keys(word: str) -> frozenset[str]:
    return meanings(word)


def _wholly_generic(words: Sequence[str]) -> bool:
    return all(w in generic() for w in words)


def _of_wrong(
    wrong: Naming,
    right: Naming,
    gone: tuple[str, ...],
    meant: tuple[str, ...],
    slots: Mapping[str, float],
    known: Known,
) -> dict[str, float]:
    """What speaks for `wrong` being the garbled one of the two."""
    a, b = "".join(gone), "".join(meant)
    common = max(map(zipf, gone)) >= COMMON
    return {
        "like": _alike(gone, meant),
        "unlike": float(slots["shared"] > 0 and _alike(gone, meant) < _UNLIKE),
        "near": float(_alike(gone, meant) >= _NEAR and not common),
        "kin": float(_alike(gone, meant) >= _UNLIKE and spellings(wrong.text, right.text)),
        "lax": float(_lax(a) == _lax(b)),
        "spelt": float(_lax(a) == _lax(b) and not common),
        "surname": float(slots["shared"] and wrong.type == "PERSON" and wrong.words[-1] in gone),
        "unseen": float(wrong.mention.type == "OTHER"),
        "word": float(common),
        "initial": float(sound(a)[:1] == sound(b)[:1]),
        "type": float(wrong.type == right.type),
        "person": float(right.type == "PERSON" and wrong.type != "PERSON"),
        "country": float(known.is_place(wrong)),
        "common": _clipped(max(map(zipf, gone)) - max(map(zipf, meant))),
        "dictionary": float(any(map(_in_dictionary, gone))) - float(any(map(_in_dictionary, meant))),
        "full": float(not slots["shared"] and min(len(wrong.words), len(right.words)) > 1),
        "lone": float(len(wrong.words) == 1),
        "knows": float(known.stands_in(right, meant, wrong.report)),
        "twinned": float(known.stands_in(wrong, gone, right.report)),
        "own": float(known.introduced(wrong)),
        "others_wrong": float(known.elsewhere(gone, {right.report, *known.kin(wrong.report)})),
        "others_right": float(known.elsewhere(meant, {wrong.report, right.report})),
        "head": float(_is_head(meant) and not _is_head(gone)),
        "variant": float(_same_sense(gone, meant)),
    }


def _spelt(wrong: Naming, right: Naming, gone: tuple[str, ...], meant: tuple[str, ...]) -> bool:
    """Whether the two are one name in two spellings, and neither is a word that stands for the other."""
    word = any(map(_in_dictionary, gone)) and not any(map(_in_dictionary, meant))
    return not word and (one_name(wrong.text, right.text) or rendered(wrong.text, right.text, gone, meant))


def _in_dictionary(word: str) -> bool:
    """Whether the tables of senses hold a word, so that it is no name alone."""
    return len(_keys(word)) > len(bases(word))


def _alike(gone: tuple[str, ...], meant: tuple[str, ...]) -> float:
    a, b = "".join(gone), "".join(meant)
    return float(max(JaroWinkler.similarity(a, b), JaroWinkler.similarity(sound(a), sound(b))))


# Letters that ways of writing one name put for one another, beyond `sound`; vowels are left out.
_LAX = str.maketrans(
    {"b": "v", "p": "f", "J": "g", "h": "g", "x": "k", "S": "s", "C": "s", "z": "s", "d": "t"}
)


@cache
def _lax(word: str) -> str:
    """The consonants of a word, in classes that transliteration mixes."""
    key = "".join(c for c in sound(word).replace("dj", "g") if c not in "aeiou").translate(_LAX)
    return re.sub(r"(.)\1+", r"\1", key)


def _same_sense(gone: tuple[str, ...], meant: tuple[str, ...]) -> bool:
    """Whether the differing words are common nouns of names, synonyms, or forms of one word."""
    if _is_head(gone) and _is_head(meant):
        return True
    return any(
        not _keys(a).isdisjoint(_keys(b))
        or (len(a) > 3 and a[:4] == b[:4] and {zipf(a) >= COMMON, zipf(b) >= COMMON} == {True})
        for a in gone
        for b in meant
    )


def _clipped(value: float) -> float:
    return max(-1.0, min(1.0, value / 3.0))


def _is_head(words: Sequence[str]) -> bool:
    lex = lexicon()
    return any(w in lex.heads or w in lex.facilities or w in lex.places for w in words)
