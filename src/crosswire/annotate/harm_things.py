"""What befell things: which words say that a house burned, that a bridge was blown up, that a bus was hijacked.

In: the tree of a report. Out: `Befallen`: an effect, the head words of what it befell, the words that say it.
Verbs give their object, or the subject of a passive; "damage to", "set fire to", "in ruins" what they are said
of. What could or should happen is left out. Left undone: how many things a head word names.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

from crosswire.annotate.harm_lexicon import abstract_endings, listed, nouns, thing_of, verbs
from crosswire.annotate.individuals_lexicon import noun_of
from crosswire.annotate.individuals_tree import Tree
from crosswire.annotate.individuals_verbs import undergoer
from crosswire.annotate.lists import listed_with
from crosswire.annotate.unreal import is_unreal
from crosswire.types import Effect

# "Caused damage to", "damage was caused to": the place may hang on the verb; how many words on it stands.
_NEAR = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Befallen:
    """An effect, the head words of whom or what it befell, and the words (first, end) that say it.

    `zero`: nothing or nobody was so befallen ("no damage"). `persons`: it is of persons.
    """

    effect: Effect
    patients: tuple[int, ...]
    first: int
    end: int
    zero: bool = False
    persons: bool = False


def find_befallen_things(tree: Tree) -> Iterator[Befallen]:
    """What befell things, in the order of the words that say so."""
    handlers = _handlers()
    for i, low in enumerate(tree.w.low):
        for handler in handlers.get(low, ()):
            found = handler(tree, i)
            if found is not None:
                yield found
                break


@cache
def _handlers() -> dict[str, tuple[Callable[[Tree, int], Befallen | None], ...]]:
    made: dict[str, list[Callable[[Tree, int], Befallen | None]]] = {}
    for words, handler in (
        (listed("fire", "set"), _set_on_fire),
        (listed("fire", "catching"), _caught_fire),
        (frozenset(verbs()), _by_verb),
        (listed("projectiles", "verbs"), _by_projectile),
        (frozenset(nouns()), _by_noun),
        (listed("fire", "ruins"), _in_ruins),
    ):
        for word in sorted(words):
            made.setdefault(word, []).append(handler)
    return {k: tuple(v) for k, v in made.items()}


def _is_thing(tree: Tree, i: int, *, sure: bool) -> bool:
    """Whether word `i` heads a phrase for a thing; behind a `sure` verb any noun but a person's or a time's."""
    w = tree.w
    if not w.is_noun(i):
        return False
    if thing_of(w.low[i]) is not None:
        return True
    if w.pos[i] == "PROPN" and any(thing_of(w.low[k]) for k in range(max(i - 2, 0), i) if w.head[k] == i):
        return True
    if w.pos[i] != "NOUN" or w.low[i] in _NOT_THINGS or noun_of(w.low[i].removesuffix("s")) is not None:
        return False
    if w.low[i] in listed("abstract", "words"):
        return False
    return sure or not w.low[i].endswith(abstract_endings())


_NOT_THINGS = frozenset(
    ["man", "men", "woman", "women", "child", "children", "people", "person", "persons", "body", "bodies", "alive", "victim", "victims", "hand", "hands", "face", "leg", "legs", "himself", "herself", "day", "night", "fire", "bomb", "bombs", "explosives", "dynamite", "charge", "charges", "grenade", "grenades", "silence", "record", "hopes", "hope", "myth", "illusion", "illusions", "peace", "calm", "rule", "rules", "law"]
)  # fmt: skip


def _things(tree: Tree, i: int | None, *, sure: bool, by: int | None = None) -> tuple[int, ...]:
    """The heads of the things that word `i` and what a list joins to it name; of parts and amounts the whole."""
    if i is None:
        return ()
    found = (_whole(tree, k) for k in listed_with(tree, i, i if by is None else by))
    return tuple(dict.fromkeys(k for k in found if k is not None and _is_thing(tree, k, sure=sure)))


def _whole(tree: Tree, i: int) -> int | None:
    """What a part belongs to ("windows of the bank", "the bank's windows"), or is counted ("one of the buses")."""
    w = tree.w
    part = _part_of(w.low[i])
    if not part and w.low[i] not in _AMOUNTS:
        return i
    for prep in tree.children[i]:
        if (
            w.low[prep] in ("of", "in", "at", "on")
            and prep > i
            and (inner := tree.child(prep, "pobj")) is not None
        ):
            return _whole(tree, inner)
    if not part:
        return i
    before = tree.child(i, "poss", "compound")
    return before if before is not None and thing_of(w.low[before]) is not None else None


def _part_of(word: str) -> bool:
    parts = listed("things", "parts")
    return word in parts or word.removesuffix("s") in parts or word.removesuffix("es") in parts


_AMOUNTS = frozenset(
    ["one", "some", "several", "many", "all", "most", "part", "parts", "each", "number", "dozens", "hundreds", "row", "pair", "series", "sections", "rest", "any", "half", "majority", "couple", "group"]
)  # fmt: skip


def _made(
    tree: Tree, effect: Effect, patients: tuple[int, ...], first: int, end: int, verb: int
) -> Befallen | None:
    if not patients or is_unreal(tree, verb):
        return None
    w = tree.w
    if effect == "destroyed" and any(w.low[c] in listed("partly", "words") for c in tree.children[verb]):
        effect = "damaged"
    none = any(w.low[c] == "no" for p in patients for c in tree.children[p])
    denied = none or any(w.dep[c] == "neg" for c in tree.children[verb])
    return Befallen(effect="unharmed" if denied else effect, patients=patients, first=first, end=end)


def _by_verb(tree: Tree, i: int) -> Befallen | None:
    w = tree.w
    if w.pos[i] not in ("VERB", "AUX", "ADJ"):
        return None
    for v in verbs()[w.low[i]]:
        end = i + 1
        if v.particle:
            if v.particle not in w.low[i + 1 : i + 6]:
                continue
            at = w.low.index(v.particle, i + 1)
            if w.dep[at] not in ("prt", "advmod", "prep") or w.head[at] != i:
                continue
            end = at + 1 if at == i + 1 else end
        patient = undergoer(tree, i, v.past, False)
        patients = _things(tree, patient, sure=v.sure, by=i)
        if not patients and patient is None and v.effect != "taken" and _happens_to_subject(tree, i):
            patients = _things(tree, tree.subject(i), sure=False)
        found = _made(tree, v.effect, patients, i, end, i)
        if found is not None:
            return found
    return None


def _by_projectile(tree: Tree, i: int) -> Befallen | None:
    """ "A grenade hit the car", "the house was struck by a shell"."""
    w = tree.w
    if w.pos[i] != "VERB":
        return None
    passive = tree.is_passive(i)
    by = next((c for c in tree.children[i] if w.low[c] == "by"), None)
    doer = tree.child(by, "pobj") if by is not None else None if passive else tree.subject(i)
    if doer is None or w.low[doer] not in listed("projectiles", "nouns"):
        return None
    hit = undergoer(tree, i, w.low[i] in ("hit", "struck"), False)
    return _made(tree, "damaged", _things(tree, hit, sure=False, by=i), i, i + 1, i)


def _happens_to_subject(tree: Tree, i: int) -> bool:
    """ "The ship sank", "the warehouse burned"."""
    return (
        tree.w.tag[i] in ("VBD", "VBN")
        and tree.child(i, "dobj") is None
        and tree.child(i, "nsubj") is not None
    )


def _set_on_fire(tree: Tree, i: int) -> Befallen | None:
    w = tree.w
    fire = next((k for k in range(i + 1, min(i + _NEAR, w.sentence[i][1])) if w.low[k] == "fire"), None)
    state = next(
        (k for k in range(i + 1, min(i + _NEAR, w.sentence[i][1])) if w.low[k] in listed("fire", "states")),
        None,
    )
    if fire is not None and w.low[fire - 1] != "on":
        to = next((k for k in range(fire + 1, min(fire + 3, len(w.low))) if w.low[k] == "to"), None)
        target = tree.child(to, "pobj") if to is not None else None
        if target is None and tree.is_passive(i):
            target = None
        return _made(tree, "damaged", _things(tree, target, sure=True), i, fire + 1, i)
    end = fire if fire is not None else state
    if end is None:
        return None
    patient = tree.subject(i) if tree.is_passive(i) else tree.object(i)
    if patient is None:
        patient = next((k for k in range(end - 1, i, -1) if w.is_noun(k)), None)
    return _made(tree, "damaged", _things(tree, patient, sure=True), i, end + 1, i)


def _caught_fire(tree: Tree, i: int) -> Befallen | None:
    if tree.w.low[i + 1 : i + 2] != ("fire",):
        return None
    return _made(tree, "damaged", _things(tree, tree.subject(i), sure=False), i, i + 2, i)


def _in_ruins(tree: Tree, i: int) -> Befallen | None:
    w = tree.w
    if w.low[i - 1] not in ("in", "to", "into"):
        return None
    verb = tree.governor(i)
    if w.low[verb] not in listed("fire", "reducing"):
        return None
    patient = tree.subject(verb) if tree.child(verb, "dobj") is None else tree.child(verb, "dobj")
    return _made(tree, "destroyed", _things(tree, patient, sure=False), verb, i + 1, verb)


def _by_noun(tree: Tree, i: int) -> Befallen | None:
    w = tree.w
    if not w.is_noun(i) or w.dep[i] == "compound":
        return None
    effect = nouns()[w.low[i]]
    verb = w.head[i]
    placed = [c for c in tree.children[i] if w.dep[c] == "prep" and w.low[c] in listed("nouns", "behind")]
    patients: tuple[int, ...] = ()
    for prep in placed:
        if w.low[prep] in ("in", "at", "on") and effect != "damaged":
            continue
        patients = patients or _things(tree, tree.child(prep, "pobj"), sure=False)
    does = w.low[verb] in listed("nouns", "causing") | listed("nouns", "suffering")
    if not patients and does and w.low[verb] in listed("nouns", "suffering"):
        patients = _things(tree, tree.subject(verb), sure=False)
    if not patients and does:
        for prep in tree.children[verb]:
            if (
                w.dep[prep] in ("prep", "dative")
                and w.low[prep] in ("to", "in", "at", "on")
                and 0 < prep - i < _NEAR
            ):
                patients = patients or _things(tree, tree.child(prep, "pobj"), sure=False)
    found = _made(tree, effect, patients, i, i + 1, verb if does else i)
    if found is None or not any(w.low[c] in ("no", "any", "without") for c in tree.children[i]):
        return found
    return Befallen(effect="unharmed", patients=found.patients, first=i, end=i + 1)
