"""Counts of persons that nobody says have been harmed: planned, threatened, conditional, possible, or a rate.

In: the tree of a report and its figures. Out: the figures; those of what has not happened are hedged and not of
the event ("threatened to kill ten judges", "could kill 200", "if two die"), those that are rates ("kills 30 a
year on average") not of the event. What "may" have happened stays, hedged: it is a claim about the event.
"""

from __future__ import annotations

from dataclasses import replace

from crosswire.annotate.figure_lexicon import verb_forms, words
from crosswire.annotate.harm_lexicon import listed
from crosswire.annotate.individuals_tree import Tree
from crosswire.types import Figure

# The verb of a count stands at most so many words before or behind it.
_BEFORE, _BEHIND = 8, 6
_REACH = 5


def without_unreal(tree: Tree, figures: tuple[Figure, ...]) -> tuple[Figure, ...]:
    """The figures, with those of what has not happened marked."""
    return tuple(_checked(tree, f) for f in figures)


def _checked(tree: Tree, f: Figure) -> Figure:
    if f.measure not in words("person_measures", "names") or f.measure in ("participants", "displaced"):
        return f
    w = tree.w
    first, end = w.at(f.number_span.start), w.before(f.span.end)
    if first >= len(w.low):
        return f
    begin, stop = w.sentence[first]
    sentence = f" {w.phrase(begin, stop)} "
    if any(f" {rate} " in sentence for rate in listed("unreal", "rates")):
        return replace(f, part_of_event=False)
    verb = _verb(tree, f, max(begin, first - _BEFORE), min(stop, end + _BEHIND), first)
    if verb is None or not is_unreal(tree, verb):
        return f
    return replace(f, part_of_event=False, modality="hedged" if f.modality == "asserted" else f.modality)


def _verb(tree: Tree, f: Figure, begin: int, end: int, number: int) -> int | None:
    """The nearest verb that carries the figure's measure."""
    w = tree.w
    near = [
        i
        for i in range(begin, end)
        if w.pos[i] in ("VERB", "AUX") and any(v.measure == f.measure for v in verb_forms().get(w.low[i], ()))
    ]
    return min(near, key=lambda i: (abs(i - number), i), default=None)


def is_unreal(tree: Tree, i: int) -> bool:
    """Whether the verb `i` tells what is planned, threatened, possible or conditional."""
    w = tree.w
    for _ in range(_REACH):
        helpers = {w.low[c] for c in tree.children[i] if w.dep[c] in ("aux", "mark")}
        if helpers & listed("unreal", "conditions"):
            return True
        if helpers & listed("unreal", "modals"):
            return True
        head, dep = w.head[i], w.dep[i]
        perfect = bool(helpers & listed("unreal", "perfect"))
        if "to" in helpers and not perfect and dep in ("xcomp", "acl", "advcl", "ccomp", "relcl"):
            return w.low[head] not in listed("unreal", "real")
        if dep not in ("conj", "xcomp", "pcomp", "prep") or head == i:
            return False
        i = head
    return False
