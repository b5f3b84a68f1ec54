"""What nouns of harm say: of whom ("the death of Alder"), of how many ("a double homicide"), of nobody ("no arrests").

In: the tree, the word of the noun, whether it stands in a headline. Out: a `Harm` or None.
"""

from __future__ import annotations

from crosswire.annotate.individuals_lexicon import harm_nouns, listed, multiples
from crosswire.annotate.individuals_said import Harm, behind_of, is_unreal, said
from crosswire.annotate.individuals_tree import Tree
from crosswire.types import Measure

# From a noun of harm up to the verb that governs it.
_CLIMB = 5


def noun_harm(tree: Tree, i: int, headline: bool) -> Harm | None:
    """ "The death of Alder", "her killing", "the body of a man", "Alder's arrest"."""
    w = tree.w
    if not w.is_noun(i) and w.tag[i] != "VBG":
        return None
    measure = harm_nouns()[w.low[i]]
    if w.low[i - 1] in ("attempted", "no") or w.low[i] in ("wound", "wounds", "injuries", "injury"):
        return None
    if measure == "injured" and _named_fatal(tree, i):
        measure = "killed"
    patient = behind_of(tree, i) or tree.child(i, "poss")
    if w.low[i] in listed("harm_nouns", "of_the_living") and not _is_found(tree, i):
        return None
    if patient is None or _is_averted(tree, i):
        return None
    if measure == "injured" and w.low[patient] in ("his", "her") and w.low[i] in ("shooting", "stabbing"):
        return None
    return said(tree, measure, patient, min(i, patient), max(i, patient) + 1, i)


def _is_found(tree: Tree, i: int) -> bool:
    """Whether a body is a dead one: found, taken away or buried, and no part of it named."""
    w = tree.w
    if any(
        w.dep[c] == "amod" and w.low[c] not in listed("harm_nouns", "dead_bodies") for c in tree.children[i]
    ):
        return False
    if behind_of(tree, i) is not None and w.low[w.head[i]] not in ("in", "to", "on", "through", "from"):
        return True
    head = w.head[i]
    return w.low[head] in listed("harm_nouns", "finding_bodies") or w.low[w.head[head]] in listed(
        "harm_nouns", "finding_bodies"
    )


def _is_averted(tree: Tree, i: int) -> bool:
    """Whether the noun of harm tells what was stopped or will not be: "an end to the killing of", "there will be no"."""
    w = tree.w
    at = i
    for _ in range(_CLIMB):
        head, dep = w.head[at], w.dep[at]
        if head == at or dep not in ("conj", "pobj", "prep", "attr", "dobj", "nsubj", "nsubjpass"):
            return False
        at = head
        if w.low[at] in listed("unreal", "averting"):
            return True
        if w.pos[at] in ("VERB", "AUX"):
            helpers = {w.low[c] for c in tree.children[at] if w.dep[c] in ("aux", "neg")}
            return w.low[at] in listed("unreal", "coming") and bool(
                helpers & (listed("unreal", "modals") | {"will"})
            )
    return False


def _named_fatal(tree: Tree, i: int) -> bool:
    return any(tree.w.low[c] in listed("harm_nouns", "fatal") for c in tree.children[i]) or (
        i + 1 < len(tree.w.low) and tree.w.low[i + 1] in ("death", "deaths")
    )


def event_harm(tree: Tree, i: int, headline: bool) -> Harm | None:
    """ "Double homicide", "murder-suicide", "a fatal shooting": the dead whom a word for the event implies."""
    w = tree.w
    low, before = w.low[i], w.low[i - 1] if i else ""
    if before in listed("harm_nouns", "unless_before") - {"of", "to"} and low not in listed(
        "harm_nouns", "fatal_with"
    ):
        return None
    if low in listed("harm_nouns", "suicides") or (
        low == "murder" and w.low[i + 1 : i + 3] in (("-", "suicide"), ("/", "suicide"))
    ):
        return Harm(measure="killed", patients=(), first=i, end=i + 1, event=2, self_inflicted=True)
    times = next((multiples()[w.low[k]] for k in range(max(i - 2, 0), i) if w.low[k] in multiples()), 0)
    deadly = low in listed("harm_nouns", "deaths") or _named_fatal(tree, i)
    if low in listed("harm_nouns", "deaths"):
        if before in listed("harm_nouns", "unless_before") and not times:
            return None
        if i + 1 < len(w.low) and w.low[i + 1] in listed("harm_nouns", "unless_behind"):
            return None
        if not w.is_noun(i):
            return None
    if not deadly and not (times and low in ("shooting", "stabbing")):
        return None
    if is_unreal(tree, w.head[i]) or (w.tag[i] == "NNS" and not times):
        return None
    return Harm(measure="killed" if deadly else "injured", patients=(), first=i, end=i + 1, event=times or 1)


def denied_harm(tree: Tree, i: int, headline: bool) -> Harm | None:
    """ "No arrests have been made", "without injuries"."""
    w = tree.w
    measures: dict[str, Measure] = {"arrests": "detained", "suspects": "detained", "injuries": "injured"}
    before = w.low[max(i - 2, w.sentence[i][0]) : i]
    if "no" not in before or set(before) & listed("nouns", "further"):
        return None
    if w.low[i] == "suspects" and not {"custody", "arrested"} & set(w.low[i : w.sentence[i][1]]):
        return None
    return Harm(
        measure=measures.get(w.low[i], "killed"),
        patients=(),
        first=max(i - 2, w.sentence[i][0]) + before.index("no"),
        end=i + 1,
        zero=True,
    )
