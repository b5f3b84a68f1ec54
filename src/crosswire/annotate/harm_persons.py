"""What befell persons where the measures have no word for it: unharmed, threatened, abducted.

In: the tree of a report. Out: `Befallen` as for things, with `persons` set; and whether words tell of an
abduction. What could or should happen is left out, but for the deed that a threat threatens with.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache

from crosswire.annotate.figure_lexicon import parties, verb_forms
from crosswire.annotate.harm_lexicon import listed, thing_of
from crosswire.annotate.harm_things import Befallen
from crosswire.annotate.individuals_tree import Tree
from crosswire.annotate.individuals_verbs import undergoer
from crosswire.annotate.lists import listed_with
from crosswire.annotate.unreal import is_unreal
from crosswire.types import Effect

_Handler = Callable[[Tree, int], Befallen | None]


def find_befallen_persons(tree: Tree) -> Iterator[Befallen]:
    """Who was left unharmed or was threatened, in the order of the words that say so."""
    handlers = _handlers()
    for i, low in enumerate(tree.w.low):
        handler = handlers.get(low)
        found = handler(tree, i) if handler else None
        if found is not None:
            yield found


@cache
def _handlers() -> dict[str, _Handler]:
    made: dict[str, _Handler] = {}
    for words, handler in (
        (listed("persons", "unharmed"), _unharmed),
        (listed("persons", "sound"), _safe_and_sound),
        (listed("persons", "without"), _without_injury),
        (listed("persons", "threatening"), _threatened),
        (listed("persons", "threats"), _threats),
        (listed("persons", "escaping"), _escaped),
        (listed("none", "persons") | listed("none", "things"), _none),
    ):
        for word in sorted(words):
            made.setdefault(word, handler)
    return made


def tells_abduction(tree: Tree, first: int, end: int) -> bool:
    """Whether the words that tell of persons held tell of an abduction: by the word, or by who holds them."""
    w = tree.w
    if not listed("persons", "abducting").isdisjoint(w.low[first:end]):
        return True
    for i in range(first, end):
        if w.pos[i] == "VERB" and any(v.measure == "detained" for v in verb_forms().get(w.low[i], ())):
            doer = _doer(tree, i)
            return doer is not None and _is_captor(tree, doer)
    return False


def _doer(tree: Tree, verb: int) -> int | None:
    by = next((c for c in tree.children[verb] if tree.w.dep[c] == "agent"), None)
    if by is not None:
        return tree.child(by, "pobj")
    return None if tree.is_passive(verb) else tree.subject(verb)


def _is_captor(tree: Tree, i: int) -> bool:
    w = tree.w
    phrase = [w.low[i], *(w.low[c] for c in tree.children[i] if c < i)]
    held = tree.child(next((c for c in tree.children[i] if w.low[c] == "of"), i), "pobj")
    if held is not None:
        phrase.append(w.low[held])
    return any(
        word in listed("persons", "captors") or parties().get(word) == "militants" for word in phrase
    ) or ("armed" in phrase and w.low[i] in ("men", "individuals", "persons", "people", "man"))


def _escaped(tree: Tree, i: int) -> Befallen | None:
    """ "Escaped an attempt on his life"."""
    w = tree.w
    if w.low[i] not in ("escape", "escaped", "escapes"):
        return None
    given = tree.child(i, "dobj")
    if given is None or w.low[given] not in listed("persons", "attempts"):
        return None
    return _made(tree, "unharmed", tree.subject(i), i, given + 1, i)


def _made(
    tree: Tree, effect: Effect, patient: int | None, first: int, end: int, verb: int, *, persons: bool = True
) -> Befallen | None:
    if patient is None or is_unreal(tree, verb):
        return None
    patients = listed_with(tree, patient, verb)
    return Befallen(effect=effect, patients=patients, first=first, end=end, persons=persons)


def _unharmed(tree: Tree, i: int) -> Befallen | None:
    w = tree.w
    if w.dep[i] == "amod" and w.is_noun(w.head[i]):
        return _made(tree, "unharmed", w.head[i], i, i + 1, i)
    verb = _governing(tree, i)
    return _made(tree, "unharmed", _whom(tree, verb, i), min(verb, i), max(verb, i) + 1, verb)


def _governing(tree: Tree, i: int) -> int:
    """The verb that an adjective of state hangs on."""
    verb = tree.governor(i)
    for _ in range(3):
        if tree.w.pos[verb] in ("VERB", "AUX") or tree.w.head[verb] == verb:
            break
        verb = tree.w.head[verb]
    return verb


def _whom(tree: Tree, verb: int, i: int) -> int | None:
    """Whom a state is said of: the object before it ("left them unharmed"), or else the subject."""
    given = tree.child(verb, "dobj")
    if (
        given is not None
        and verb < given < i
        and tree.w.low[verb] in ("left", "leave", "leaving", "found", "released", "freed")
    ):
        return given
    inner = tree.child(i, "nsubj")
    return inner if inner is not None else tree.subject(verb)


def _safe_and_sound(tree: Tree, i: int) -> Befallen | None:
    if tree.w.low[i : i + 3] != ("safe", "and", "sound"):
        return None
    verb = _governing(tree, i)
    return _made(tree, "unharmed", _whom(tree, verb, i), min(verb, i), i + 3, verb)


def _without_injury(tree: Tree, i: int) -> Befallen | None:
    w = tree.w
    if "without" not in w.low[max(i - 3, 0) : i]:
        return _none(tree, i) if w.low[i] in listed("none", "persons") else None
    at = i - 1 - w.low[max(i - 3, 0) : i][::-1].index("without")
    verb = w.head[at]
    if w.low[verb] not in listed("persons", "escaping"):
        return None
    return _made(tree, "unharmed", tree.subject(verb), verb, i + 1, verb)


def _threatened(tree: Tree, i: int) -> Befallen | None:
    w = tree.w
    if w.pos[i] != "VERB":
        return None
    deed = next(
        (c for c in tree.children[i] if w.dep[c] == "xcomp" and w.low[c] in listed("persons", "deeds")), None
    )
    if deed is not None:
        given = tree.object(deed)
        thing = given is not None and thing_of(w.low[given]) is not None
        return _made(tree, "threatened", given, i, deed + 1, i, persons=not thing)
    past = w.low[i] == "threatened"
    patient = undergoer(tree, i, past, False)
    return _made(tree, "threatened", patient, i, i + 1, i)


def _threats(tree: Tree, i: int) -> Befallen | None:
    w = tree.w
    deadly = any(w.low[c] in listed("persons", "with_death") for c in tree.children[i] if c < i)
    against = next((c for c in tree.children[i] if w.low[c] == "against"), None)
    if not deadly and against is None:
        return None
    against = (
        against
        if against is not None
        else next((c for c in tree.children[i] if w.low[c] in listed("persons", "threats_to")), None)
    )
    if against is not None:
        return _made(tree, "threatened", tree.child(against, "pobj"), i, i + 1, i)
    if w.low[w.head[i]] in listed("persons", "receiving"):
        return _made(tree, "threatened", tree.subject(w.head[i]), i, i + 1, w.head[i])
    return None


def _none(tree: Tree, i: int) -> Befallen | None:
    """ "There were no casualties", "no damage was reported"."""
    w = tree.w
    without = any(w.low[c] in ("no", "any") and w.dep[c] == "det" for c in tree.children[i])
    if not without or not w.is_noun(i):
        return None
    near = w.low[max(w.sentence[i][0], i - 8) : min(w.sentence[i][1], i + 8)]
    negated = "no" in w.low[max(i - 3, 0) : i] or {"not", "n't", "without"} & set(near)
    if not negated or listed("none", "reporting").isdisjoint(near):
        return None
    persons = w.low[i] in listed("none", "persons")
    return Befallen(effect="unharmed", patients=(), first=i, end=i + 1, zero=True, persons=persons)
