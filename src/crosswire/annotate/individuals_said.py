"""What the words say befell persons, as a value, unless they only say that it could, should or was meant to.

In: the tree, a word that carries a measure, the head word of whom it befell. Out: a `Harm`, or None where
nothing happened. Left undone: which head words are persons.
"""

from __future__ import annotations

from dataclasses import dataclass

from crosswire.annotate.figure_lexicon import number_words
from crosswire.annotate.individuals_lexicon import listed
from crosswire.annotate.individuals_tree import Tree
from crosswire.annotate.lists import listed_with
from crosswire.types import Measure

REFLEXIVE = frozenset(["himself", "herself", "themself", "themselves", "self"])


_REACH = 6
# "Of" may stand so many words behind the noun that it belongs to.
_FAR = 9


@dataclass(frozen=True, slots=True, kw_only=True)
class Harm:
    """A measure, the head words of whom it befell, and the words (first, end) that say it.

    `event` is how many dead a word for the event alone implies ("double homicide"), where it names nobody.
    `zero`: the words deny it of everybody ("no arrests"). `denied`: of the person named. `doer` is the one of several patients who did it to himself as well.
    `also`: the words say that it befell somebody else before.
    """

    measure: Measure
    patients: tuple[int, ...]
    first: int
    end: int
    event: int = 0
    zero: bool = False
    denied: bool = False
    self_inflicted: bool = False
    doer: int | None = None
    also: bool = False


def is_unreal(tree: Tree, i: int) -> bool:
    """Whether the clause of word `i` tells what could, should or was meant to happen."""
    w = tree.w
    for _ in range(_REACH):
        low = {w.low[c] for c in tree.children[i] if w.dep[c] in ("aux", "mark")}
        if low & listed("unreal", "modals") or low & listed("unreal", "conditions"):
            return True
        head, dep = w.head[i], w.dep[i]
        if dep in ("xcomp", "ccomp", "pcomp") and w.low[head] in listed("unreal", "trying"):
            return True
        if dep not in ("conj", "xcomp", "pcomp", "prep", "oprd", "acomp") or head == i:
            return False
        i = head
    return False


def _is_negated(tree: Tree, i: int) -> bool:
    w = tree.w
    for _ in range(3):
        if any(
            w.dep[c] == "neg" or w.low[c] in ("never", "n't")
            for c in tree.children[i]
            if c < i or w.pos[i] == "AUX"
        ):
            return True
        if (
            w.dep[i] not in ("conj", "xcomp", "oprd", "acomp", "prep", "pobj")
            or w.head[i] == i
            or w.low[w.head[i]] in listed("states", "finding")
        ):
            return False
        if w.dep[i] == "conj":
            return False
        i = w.head[i]
    return False


def said(tree: Tree, measure: Measure, patient: int | None, first: int, end: int, verb: int) -> Harm | None:
    if patient is None or is_unreal(tree, verb) or is_habit(tree, verb, patient):
        return None
    w = tree.w
    self_inflicted = False
    if w.low[patient] in REFLEXIVE:
        self_inflicted = True
        doer = tree.subject(w.head[patient])
        if doer is None:
            return None
        patient = doer
    zero = (
        w.low[patient] in listed("nouns", "nobody")
        or (w.low[patient] == "one" and patient > 0 and w.low[patient - 1] == "no")
        or any(w.low[c] == "no" and w.dep[c] == "det" for c in tree.children[patient])
    )
    if zero:
        near = set(w.low[max(patient - 2, 0) : patient + 3])
        if near & listed("nouns", "further"):
            return None
    if w.low[end : end + 1] == ("dead",):
        end += 1
    elif w.low[end : end + 2] == ("to", "death"):
        end += 2
    patients = listed_with(tree, patient, verb)
    doer = tree.subject(verb) if len(patients) > 1 and any(w.low[p] in REFLEXIVE for p in patients) else None
    if doer is not None:
        # "Killed the boy and himself."
        patients = tuple(doer if w.low[p] in REFLEXIVE else p for p in patients)
    return Harm(
        measure=measure, patients=tuple(dict.fromkeys(patients)), first=first, end=end, zero=zero,
        denied=not zero and _is_negated(tree, verb), self_inflicted=self_inflicted, doer=doer,
        also=any(w.low[c] == "also" for c in tree.children[verb]),
    )  # fmt: skip


def behind_of(tree: Tree, i: int) -> int | None:
    of = next((c for c in tree.children[i] if tree.w.dep[c] == "prep" and tree.w.low[c] == "of"), None)
    if of is None:
        of = _far_of(tree, i)
    return tree.child(of, "pobj") if of is not None else None


def _far_of(tree: Tree, i: int) -> int | None:
    """The "of" behind a time or a named place: "the murder last night of a clerk", "the death in Torvane of two men"."""
    w = tree.w
    end = min(w.sentence[i][1], i + _FAR)
    if i + 1 >= end or w.low[i + 1] not in listed("places", "between"):
        return None
    for k in range(i + 1, end):
        if w.low[k] == "of":
            before = w.low[k - 1]
            timely = before in number_words("time_units") or before in listed("places", "times")
            return k if timely or w.pos[k - 1] == "PROPN" else None
        if w.pos[k] in ("VERB", "AUX", "PUNCT", "CCONJ"):
            return None
    return None


def is_habit(tree: Tree, verb: int, patient: int) -> bool:
    """Whether a sentence of running text tells what some do as a rule: "rebels kill farmers"."""
    w = tree.w
    if (
        w.tag[verb] not in ("VBP", "VBZ")
        or w.tag[patient] != "NNS"
        or w.low[w.sentence[verb][1] - 1] not in (".", "!")
    ):
        return False
    return not any(w.dep[c] in ("det", "nummod", "poss", "relcl") for c in tree.children[patient])


def left_person(tree: Tree, i: int) -> int | None:
    """In a headline: the noun right before the participle."""
    return i - 1 if i > tree.w.sentence[i][0] and tree.w.is_noun(i - 1) else None
