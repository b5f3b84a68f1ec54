"""Whom verbs of harm and custody befall: the object, or the subject of a passive.

In: the tree, the word of a verb, whether it stands in a headline. Out: a `Harm` or None.
"""

from __future__ import annotations

from crosswire.annotate.individuals_lexicon import listed, verbs
from crosswire.annotate.individuals_said import Harm, left_person, said
from crosswire.annotate.individuals_tree import Tree
from crosswire.types import Measure

_BE = frozenset(
    [
        "be",
        "is",
        "was",
        "are",
        "were",
        "been",
        "being",
        "remain",
        "remains",
        "remained",
        "'s",
        "'re",
        "lay",
        "lies",
        "lying",
    ]
)


def verb_harm(tree: Tree, i: int, headline: bool) -> Harm | None:
    w = tree.w
    if w.pos[i] not in ("VERB", "AUX", "ADJ") and not (headline and w.pos[i] in ("PROPN", "NOUN")):
        return None
    for v in verbs()[w.low[i]]:
        end = i + 1
        if v.particle:
            if v.particle not in w.low[i + 1 : i + 3]:
                continue
            end = w.low.index(v.particle, i + 1) + 1
        if w.low[i] in ("charge", "charged", "charging", "book", "booked") and not _is_of_court(tree, i):
            continue
        measure: Measure = v.measure
        if measure == "injured" and _is_fatal(tree, i):
            measure = "killed"
        patient = tree.subject(i) if v.subject else undergoer(tree, i, v.past, headline)
        harm = said(tree, measure, patient, i, end, i)
        if harm is not None:
            return harm
    return None


def _is_of_court(tree: Tree, i: int) -> bool:
    """Whether "charged" or "booked" is of a crime: not "charged at", "charged $5", "booked a room"."""
    w = tree.w
    given = tree.child(i, "dobj")
    if given is not None and w.low[given] in ("it", "fee", "money", "card", "fees"):
        return False
    near = w.low[i + 1 : i + 4]
    return (bool(near) and near[0] not in ("at", "toward", "towards", "into", "$")) or not near


def _is_fatal(tree: Tree, i: int) -> bool:
    w = tree.w
    if any(w.low[c] in ("fatally", "mortally") for c in tree.children[i]):
        return True
    behind = w.low[i + 1 : i + 3]
    return behind[:1] == ("dead",) or behind == ("to", "death") or w.low[i - 1 : i] == ("fatally",)


def undergoer(tree: Tree, i: int, past: bool, headline: bool) -> int | None:
    """Whom the transitive verb `i` befalls."""
    w = tree.w
    dep, head = w.dep[i], w.head[i]
    if not past:
        if w.low[i].endswith("ing") and tree.child(i, "auxpass") is None and dep == "amod":
            return None
        return tree.object(i)
    if dep == "amod" and head != i:
        # "A convicted felon" tells of another time.
        return None if w.low[i] in ("convicted", "indicted", "jailed", "imprisoned") else head
    if tree.is_passive(i):
        return tree.subject(i)
    given = tree.object(i)
    if given is not None and not (headline and w.low[i + 1 : i + 2] == (",",)):
        return given
    subject = tree.child(i, "nsubj")
    if subject is None and w.tag[i] in ("VBN", "VBD", "JJ"):
        if dep in ("acl", "relcl") and w.pos[head] not in ("VERB", "AUX"):
            return head
        if dep in ("xcomp", "oprd", "acomp", "ccomp") and w.low[head] in listed("states", "finding") | _BE | {
            "get",
            "got",
            "gets",
            "getting",
        }:
            return (
                tree.child(head, "dobj")
                if not tree.is_passive(head) and tree.child(head, "dobj") is not None
                else tree.subject(head)
            )
        if dep == "advcl":
            return tree.subject(i)
        if dep == "conj" and (headline or w.tag[i] == "VBN"):
            return undergoer(tree, head, True, headline) if w.low[head] in verbs() else None
        if dep in ("ccomp", "dep", "ROOT") and headline:
            return left_person(tree, i)
        return None
    if subject is not None and not any(w.dep[c] == "dobj" for c in tree.children[i]):
        joined = any(w.dep[c] == "conj" and tree.child(c, "dobj") is not None for c in tree.children[i])
        bare = not any(w.dep[c] == "aux" for c in tree.children[i])
        small = w.dep[i] == "ccomp" and w.low[head] in listed("states", "finding")
        if bare and not joined and (headline or small):
            return subject
    return None
