"""Of whom states are said: "dead", "in custody", "in critical condition", "taken to hospital", "suffered burns".

In: the tree, the word that carries the state, whether it stands in a headline. Out: a `Harm` or None.
"""

from __future__ import annotations

from crosswire.annotate.individuals_lexicon import listed, verbs
from crosswire.annotate.individuals_said import REFLEXIVE, Harm, behind_of, left_person, said
from crosswire.annotate.individuals_tree import Tree
from crosswire.types import Measure


def state_harm(tree: Tree, i: int, headline: bool) -> Harm | None:
    w = tree.w
    measures: dict[str, Measure] = {
        "injured": "injured",
        "wounded": "injured",
        "missing": "missing",
        "unconscious": "injured",
        "unresponsive": "injured",
    }
    measure: Measure = measures.get(w.low[i], "killed")
    return said(tree, measure, _bearer(tree, i, headline), i, i + 1, i)


def _bearer(tree: Tree, i: int, headline: bool) -> int | None:
    """Of whom the state of word `i` is said."""
    w = tree.w
    dep, head = w.dep[i], w.head[i]
    if (
        dep in ("dobj", "pobj", "nsubj", "nsubjpass", "conj")
        and i > 0
        and w.low[i - 1] in listed("states", "nominal")
    ):
        return None  # "the wounded" are persons, of whom nobody says that they are wounded
    if dep in ("amod", "acl", "nmod", "compound") and w.is_noun(head):
        return head
    own = tree.child(i, "nsubj", "nsubjpass")
    if own is not None:
        return own
    if dep in (
        "acomp",
        "oprd",
        "xcomp",
        "advmod",
        "attr",
        "ccomp",
        "advcl",
        "conj",
        "prep",
        "dep",
        "npadvmod",
        "dobj",
    ):
        if dep == "conj":
            return _bearer(tree, head, headline) if w.pos[head] in ("ADJ", "NOUN") else tree.subject(head)
        given = tree.child(head, "dobj")
        if (
            w.low[head] in listed("states", "finding") | verbs().keys()
            and given is not None
            and given != i
            and not tree.is_passive(head)
        ):
            return given
        return tree.subject(head)
    if headline and dep == "ROOT":
        return left_person(tree, i)
    return None


def _held_by(tree: Tree, i: int) -> tuple[int | None, int]:
    """Of whom the phrase with the prepositional object `i` is said, and the word that it hangs on."""
    w = tree.w
    prep = w.head[i]
    if w.dep[i] != "pobj" or w.dep[prep] != "prep":
        return None, i
    on = w.head[prep]
    if w.dep[on] == "prep":
        on = w.head[on]
    if w.pos[on] in ("VERB", "AUX"):
        given = tree.child(on, "dobj")
        if given is not None and not tree.is_passive(on):
            return given, on
        if w.dep[on] == "acl" and w.tag[on] == "VBN":
            return w.head[on], on
        return tree.subject(on), on
    return on, on


def hospital_harm(tree: Tree, i: int, headline: bool) -> Harm | None:
    w = tree.w
    prep = w.head[i]
    if w.dep[i] != "pobj" or w.low[prep] not in ("to", "at", "in", "by"):
        return None
    patient, on = _held_by(tree, i)
    if (
        w.low[i] in ("center", "centre")
        and "medical" not in w.low[max(i - 3, 0) : i]
        and "trauma" not in w.low[max(i - 3, 0) : i]
    ):
        return None
    if w.low[prep] == "to" and w.low[on] in listed("states", "taken"):
        return said(tree, "injured", patient, on, i + 1, on)
    if w.low[prep] in ("in", "at") and w.low[on] in (
        "treated",
        "recovering",
        "hospitalized",
        "remains",
        "remained",
        "is",
        "was",
    ):
        return said(tree, "injured", patient, on, i + 1, on)
    return None


def wound_harm(tree: Tree, i: int, headline: bool) -> Harm | None:
    w = tree.w
    if w.dep[i] == "compound":
        return None
    owner = tree.child(i, "poss")
    if owner is not None and w.low[owner] in ("his", "her"):
        return said(tree, "injured", owner, owner, i + 1, i)
    if w.dep[i] == "dobj" and w.low[w.head[i]] in listed("states", "suffering"):
        harm = said(tree, "injured", tree.subject(w.head[i]), w.head[i], i + 1, w.head[i])
        return _not_of_a_kind(tree, i, harm)
    if w.dep[i] == "pobj" and w.low[w.head[i]] in ("with", "from"):
        patient, on = _held_by(tree, i)
        if w.low[on] in ("dead", "died", "dies"):
            return None
        return _not_of_a_kind(tree, i, said(tree, "injured", patient, i, i + 1, on))
    return None


def _not_of_a_kind(tree: Tree, i: int, harm: Harm | None) -> Harm | None:
    """Nothing, where only wounds of one kind are denied ("nobody had life-threatening injuries")."""
    kind = any(tree.w.dep[c] in ("amod", "compound") for c in tree.children[i])
    return None if harm is not None and harm.zero and kind else harm


def condition_harm(tree: Tree, i: int, headline: bool) -> Harm | None:
    w = tree.w
    if w.low[w.head[i]] != "in" or not {w.low[c] for c in tree.children[i]} & listed("states", "conditions"):
        return None
    patient, on = _held_by(tree, i)
    return said(tree, "injured", patient, i - 1, i + 1, on)


def recovering_harm(tree: Tree, i: int, headline: bool) -> Harm | None:
    w = tree.w
    if w.low[i] == "recovering" or w.low[w.head[i]] in ("expected", "likely"):
        return said(tree, "injured", tree.subject(i), i, i + 1, i)
    return None


def custody_harm(tree: Tree, i: int, headline: bool) -> Harm | None:
    w = tree.w
    prep = w.head[i]
    if w.low[prep] not in listed("states", "custody_at") or w.dep[i] != "pobj":
        return None
    if w.low[i] in ("charges", "prison") and w.low[prep] not in ("on", "in", "to"):
        return None
    patient, on = _held_by(tree, i)
    return said(tree, "detained", patient, prep, i + 1, on)


def charges_harm(tree: Tree, i: int, headline: bool) -> Harm | None:
    """ "Faces two counts of murder", "charges against"."""
    w = tree.w
    on = w.head[i]
    if w.dep[i] in ("dobj", "npadvmod") and w.low[on] in listed("states", "facing"):
        return said(tree, "detained", tree.subject(on), on, i + 1, on)
    return None


def yielding_harm(tree: Tree, i: int, headline: bool) -> Harm | None:
    w = tree.w
    given = tree.child(i, "dobj")
    if (
        given is None
        or w.low[given] not in REFLEXIVE
        or not set(w.low[given + 1 : given + 2]) & listed("states", "yielding_to")
    ):
        return None
    return said(tree, "detained", tree.subject(i), i, given + 2, i)


def life_harm(tree: Tree, i: int, headline: bool) -> Harm | None:
    """ "Took her own life", "claimed the life of"."""
    w = tree.w
    on = w.head[i]
    if w.dep[i] not in ("dobj", "nsubjpass") or w.low[on] not in listed("states", "life_taken"):
        return None
    owner = tree.child(i, "poss")
    if owner is None:
        return said(tree, "killed", behind_of(tree, i), on, i + 1, on)
    own = "own" in w.low[owner:i] or w.low[on] in ("lose", "loses", "lost", "losing")
    return said(tree, "killed", tree.subject(on) if own else owner, on, i + 1, on)
