"""What befell single persons: who was killed, hurt, held, lost or saved, by the words that say so.

In: the tree of a report. Out: `Harm`s: a measure, the head words of those it befell, the words that carry it.
Verbs give their object, or the subject of a passive; states ("dead", "in custody") what they are said of;
nouns ("the death of") what they name. Left undone: which head words are persons, and who is whom.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from crosswire.annotate.individuals_lexicon import harm_nouns, listed, multiples, verbs
from crosswire.annotate.individuals_tree import Tree
from crosswire.types import Measure

_REFLEXIVE = frozenset(["himself", "herself", "themself", "themselves"])
_BE = frozenset(["be", "is", "was", "are", "were", "been", "being", "remain", "remains", "remained", "'s", "'re", "lay", "lies", "lying"])
_REACH = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Harm:
    """A measure, the head words of whom it befell, and the words (first, end) that say it.

    `event` is how many dead a word for the event alone implies ("double homicide"), where it names nobody.
    `zero`: the words deny it of everybody ("no arrests"). `denied`: of the person named.
    """

    measure: Measure
    patients: tuple[int, ...]
    first: int
    end: int
    event: int = 0
    zero: bool = False
    denied: bool = False
    self_inflicted: bool = False


def find_harms(tree: Tree, title_end: int) -> list[Harm]:
    """What befell persons, in the order of the words that say so; words before `title_end` are a headline."""
    found: list[Harm] = []
    handlers = _handlers()
    for i, low in enumerate(tree.w.low):
        for handler in handlers.get(low, ()):
            harm = handler(tree, i, i < title_end)
            if harm is not None:
                found.append(harm)
                break
    return found


Handler = Callable[[Tree, int, bool], Harm | None]


def _handlers() -> dict[str, tuple[Handler, ...]]:
    if not _HANDLERS:
        made: dict[str, list[Handler]] = {}
        for words, handler in (
            (verbs(), _verb),
            (frozenset(["dead", "injured", "wounded", "missing", "deceased", "lifeless", "unconscious", "unresponsive", "slain"]), _state),
            (harm_nouns(), _noun),
            (listed("harm_nouns", "deaths") | listed("harm_nouns", "suicides") | listed("harm_nouns", "fatal_with"), _event),
            (listed("states", "hospital"), _hospital),
            (listed("states", "wounds"), _wound),
            (frozenset(["condition"]), _condition),
            (listed("states", "recovering"), _recovering),
            (listed("states", "custody"), _custody),
            (listed("states", "charges"), _charges),
            (listed("states", "yielding"), _yielding),
            (listed("states", "lives"), _life),
            (frozenset(["arrests", "injuries", "fatalities", "deaths", "suspects"]), _none),
        ):  # fmt: skip
            for word in sorted(words):
                made.setdefault(word, []).append(handler)
        _HANDLERS.update({k: tuple(v) for k, v in made.items()})
    return _HANDLERS


_HANDLERS: dict[str, tuple[Handler, ...]] = {}


def _is_unreal(tree: Tree, i: int) -> bool:
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
        if any(w.dep[c] == "neg" or w.low[c] in ("never", "n't") for c in tree.children[i] if c < i):
            return True
        if w.dep[i] not in ("conj", "xcomp", "oprd", "acomp", "prep", "pobj") or w.head[i] == i or w.low[w.head[i]] in listed("states", "finding"):
            return False
        if w.dep[i] == "conj":
            return False
        i = w.head[i]
    return False


def _said(tree: Tree, measure: Measure, patient: int | None, first: int, end: int, verb: int) -> Harm | None:
    if patient is None or _is_unreal(tree, verb):
        return None
    w = tree.w
    self_inflicted = False
    if w.low[patient] in _REFLEXIVE:
        self_inflicted = True
        doer = tree.subject(w.head[patient])
        if doer is None:
            return None
        patient = doer
    zero = w.low[patient] in listed("nouns", "nobody") or (
        w.low[patient] == "one" and patient > 0 and w.low[patient - 1] == "no"
    ) or any(w.low[c] == "no" and w.dep[c] == "det" for c in tree.children[patient])
    if zero:
        near = set(w.low[max(patient - 2, 0) : patient + 3])
        if near & listed("nouns", "further"):
            return None
    return Harm(
        measure=measure, patients=tree.joined(patient), first=first, end=end, zero=zero,
        denied=not zero and _is_negated(tree, verb), self_inflicted=self_inflicted,
    )  # fmt: skip


def _verb(tree: Tree, i: int, headline: bool) -> Harm | None:
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
        patient = tree.subject(i) if v.subject else _undergoer(tree, i, v.past, headline)
        harm = _said(tree, measure, patient, i, end, i)
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
    return bool(near) and near[0] not in ("at", "toward", "towards", "into", "$") or not near


def _is_fatal(tree: Tree, i: int) -> bool:
    w = tree.w
    if any(w.low[c] in ("fatally", "mortally") for c in tree.children[i]):
        return True
    behind = w.low[i + 1 : i + 3]
    return behind[:1] == ("dead",) or behind == ("to", "death") or w.low[i - 1 : i] == ("fatally",)


def _undergoer(tree: Tree, i: int, past: bool, headline: bool) -> int | None:
    """Whom the transitive verb `i` befalls."""
    w = tree.w
    dep, head = w.dep[i], w.head[i]
    if not past:
        if w.low[i].endswith("ing") and tree.child(i, "auxpass") is None and dep == "amod":
            return None
        return tree.object(i)
    if dep == "amod" and head != i:
        return head
    if tree.is_passive(i):
        return tree.subject(i)
    given = tree.object(i)
    if given is not None:
        return given
    subject = tree.child(i, "nsubj")
    if subject is None and w.tag[i] in ("VBN", "VBD", "JJ"):
        if dep in ("acl", "relcl") and w.pos[head] not in ("VERB", "AUX"):
            return head
        if dep in ("xcomp", "oprd", "acomp", "ccomp") and w.low[head] in listed("states", "finding") | _BE | {"get", "got", "gets", "getting"}:
            return tree.child(head, "dobj") if not tree.is_passive(head) and tree.child(head, "dobj") is not None else tree.subject(head)
        if dep == "advcl":
            return tree.subject(i)
        if dep == "conj" and (headline or w.tag[i] == "VBN"):
            return _undergoer(tree, head, True, headline) if w.low[head] in verbs() else None
        if dep in ("ccomp", "dep", "ROOT") and headline:
            return _left_person(tree, i)
        return None
    if subject is not None and not any(w.dep[c] == "dobj" for c in tree.children[i]):
        joined = any(w.dep[c] == "conj" and tree.child(c, "dobj") is not None for c in tree.children[i])
        bare = not any(w.dep[c] == "aux" for c in tree.children[i])
        small = w.dep[i] == "ccomp" and w.low[head] in listed("states", "finding")
        if bare and not joined and (headline or small):
            return subject
    return None


def _left_person(tree: Tree, i: int) -> int | None:
    """In a headline: the noun right before the participle."""
    return i - 1 if i > tree.w.sentence[i][0] and tree.w.is_noun(i - 1) else None


def _state(tree: Tree, i: int, headline: bool) -> Harm | None:
    w = tree.w
    measures: dict[str, Measure] = {"injured": "injured", "wounded": "injured", "missing": "missing", "unconscious": "injured", "unresponsive": "injured"}
    measure: Measure = measures.get(w.low[i], "killed")
    return _said(tree, measure, _bearer(tree, i, headline), i, i + 1, i)


def _bearer(tree: Tree, i: int, headline: bool) -> int | None:
    """Of whom the state of word `i` is said."""
    w = tree.w
    dep, head = w.dep[i], w.head[i]
    if w.is_noun(i) and i + 1 < len(w.low) and dep != "amod" and i > 0 and w.low[i - 1] in ("the", "of"):
        return None
    if dep in ("amod", "acl", "nmod", "compound") and w.is_noun(head):
        return head
    own = tree.child(i, "nsubj", "nsubjpass")
    if own is not None:
        return own
    if dep in ("acomp", "oprd", "xcomp", "advmod", "attr", "ccomp", "advcl", "conj", "prep", "dep", "npadvmod", "dobj"):
        if dep == "conj":
            return _bearer(tree, head, headline) if w.pos[head] in ("ADJ", "NOUN") else tree.subject(head)
        given = tree.child(head, "dobj")
        if w.low[head] in listed("states", "finding") | verbs().keys() and given is not None and given != i and not tree.is_passive(head):
            return given
        return tree.subject(head)
    if headline and dep == "ROOT":
        return _left_person(tree, i)
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


def _hospital(tree: Tree, i: int, headline: bool) -> Harm | None:
    w = tree.w
    prep = w.head[i]
    if w.dep[i] != "pobj" or w.low[prep] not in ("to", "at", "in", "by"):
        return None
    patient, on = _held_by(tree, i)
    if w.low[i] in ("center", "centre") and "medical" not in w.low[max(i - 3, 0) : i] and "trauma" not in w.low[max(i - 3, 0) : i]:
        return None
    if w.low[prep] == "to" and w.low[on] in listed("states", "taken"):
        return _said(tree, "injured", patient, on, i + 1, on)
    if w.low[prep] in ("in", "at") and w.low[on] in ("treated", "recovering", "hospitalized", "remains", "remained", "is", "was"):
        return _said(tree, "injured", patient, on, i + 1, on)
    return None


def _wound(tree: Tree, i: int, headline: bool) -> Harm | None:
    w = tree.w
    if w.dep[i] == "compound":
        return None
    owner = tree.child(i, "poss")
    if owner is not None and w.low[owner] in ("his", "her"):
        return _said(tree, "injured", owner, owner, i + 1, i)
    if w.dep[i] == "dobj" and w.low[w.head[i]] in listed("states", "suffering"):
        return _said(tree, "injured", tree.subject(w.head[i]), w.head[i], i + 1, w.head[i])
    if w.dep[i] == "pobj" and w.low[w.head[i]] in ("with", "from"):
        patient, on = _held_by(tree, i)
        if w.low[on] in ("dead", "died", "dies"):
            return None
        return _said(tree, "injured", patient, i, i + 1, on)
    return None


def _condition(tree: Tree, i: int, headline: bool) -> Harm | None:
    w = tree.w
    if w.low[w.head[i]] != "in" or not {w.low[c] for c in tree.children[i]} & listed("states", "conditions"):
        return None
    patient, on = _held_by(tree, i)
    return _said(tree, "injured", patient, i - 1, i + 1, on)


def _recovering(tree: Tree, i: int, headline: bool) -> Harm | None:
    w = tree.w
    if w.low[i] == "recovering" or w.low[w.head[i]] in ("expected", "likely"):
        return _said(tree, "injured", tree.subject(i), i, i + 1, i)
    return None


def _custody(tree: Tree, i: int, headline: bool) -> Harm | None:
    w = tree.w
    prep = w.head[i]
    if w.low[prep] not in listed("states", "custody_at") or w.dep[i] != "pobj":
        return None
    if w.low[i] in ("charges", "prison") and w.low[prep] not in ("on", "in", "to"):
        return None
    patient, on = _held_by(tree, i)
    return _said(tree, "detained", patient, prep, i + 1, on)


def _charges(tree: Tree, i: int, headline: bool) -> Harm | None:
    """ "Faces two counts of murder", "charges against"."""
    w = tree.w
    on = w.head[i]
    if w.dep[i] in ("dobj", "npadvmod") and w.low[on] in listed("states", "facing"):
        return _said(tree, "detained", tree.subject(on), on, i + 1, on)
    return None


def _yielding(tree: Tree, i: int, headline: bool) -> Harm | None:
    w = tree.w
    given = tree.child(i, "dobj")
    if given is None or w.low[given] not in _REFLEXIVE or not set(w.low[given + 1 : given + 2]) & listed("states", "yielding_to"):
        return None
    return _said(tree, "detained", tree.subject(i), i, given + 2, i)


def _life(tree: Tree, i: int, headline: bool) -> Harm | None:
    """ "Took her own life", "claimed the life of"."""
    w = tree.w
    on = w.head[i]
    if w.dep[i] not in ("dobj", "nsubjpass") or w.low[on] not in listed("states", "life_taken"):
        return None
    owner = tree.child(i, "poss")
    if owner is None:
        return _said(tree, "killed", _behind_of(tree, i), on, i + 1, on)
    own = "own" in w.low[owner:i] or w.low[on] in ("lose", "loses", "lost", "losing")
    return _said(tree, "killed", tree.subject(on) if own else owner, on, i + 1, on)


def _behind_of(tree: Tree, i: int) -> int | None:
    of = next((c for c in tree.children[i] if tree.w.dep[c] == "prep" and tree.w.low[c] == "of"), None)
    return tree.child(of, "pobj") if of is not None else None


def _noun(tree: Tree, i: int, headline: bool) -> Harm | None:
    """ "The death of Alder", "her killing", "the body of a man", "Alder's arrest"."""
    w = tree.w
    if not w.is_noun(i) and w.tag[i] != "VBG":
        return None
    measure = harm_nouns()[w.low[i]]
    if w.low[i - 1] in ("attempted", "no") or w.low[i] in ("wound", "wounds", "injuries", "injury"):
        return None
    if measure == "injured" and _named_fatal(tree, i):
        measure = "killed"
    patient = _behind_of(tree, i) or tree.child(i, "poss")
    if patient is None:
        return None
    if measure == "injured" and w.low[patient] in ("his", "her") and w.low[i] in ("shooting", "stabbing"):
        return None
    return _said(tree, measure, patient, min(i, patient), max(i, patient) + 1, i)


def _named_fatal(tree: Tree, i: int) -> bool:
    return any(tree.w.low[c] in listed("harm_nouns", "fatal") for c in tree.children[i]) or (
        i + 1 < len(tree.w.low) and tree.w.low[i + 1] in ("death", "deaths")
    )


def _event(tree: Tree, i: int, headline: bool) -> Harm | None:
    """ "Double homicide", "murder-suicide", "a fatal shooting": the dead whom a word for the event implies."""
    w = tree.w
    low, before = w.low[i], w.low[i - 1] if i else ""
    if low in listed("harm_nouns", "suicides") or (low == "murder" and w.low[i + 1 : i + 3] in (("-", "suicide"), ("/", "suicide"))):
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
    if _is_unreal(tree, w.head[i]) or (w.tag[i] == "NNS" and not times):
        return None
    return Harm(measure="killed" if deadly else "injured", patients=(), first=i, end=i + 1, event=times or 1)


def _none(tree: Tree, i: int, headline: bool) -> Harm | None:
    """ "No arrests have been made", "without injuries"."""
    w = tree.w
    measures: dict[str, Measure] = {"arrests": "detained", "suspects": "detained", "injuries": "injured"}
    before = w.low[max(i - 2, w.sentence[i][0]) : i]
    if "no" not in before or set(before) & listed("nouns", "further"):
        return None
    if w.low[i] == "suspects" and not {"custody", "arrested"} & set(w.low[i : w.sentence[i][1]]):
        return None
    return Harm(measure=measures.get(w.low[i], "killed"), patients=(), first=max(i - 2, w.sentence[i][0]) + before.index("no"), end=i + 1, zero=True)
