"""Doubts: somebody could not verify or confirm a statement, or nobody has.

In: one sentence as a tree and a word of it. Out: a `Found` with what could not be verified, or None. "Could not
be reached for comment" is no doubt; a nominee whom the senate has not confirmed is none either.
"""

from __future__ import annotations

from dataclasses import replace

from crosswire.annotate.caveats_words import Found, Sentence, Stretch, listed

# A negation stands so far before its verb at most ("was not immediately able to independently verify").
_BEFORE = 8


def doubt_at(s: Sentence, i: int) -> Found | None:
    """The doubt whose telling word is word `i`."""
    low = s.w.low[i]
    if low in listed("doubt", "verbs"):
        return _verb(s, i)
    if low in listed("doubt", "nouns"):
        return _noun(s, i)
    if low in listed("doubt", "unverified"):
        return _adjective(s, i)
    return None


def _negation(s: Sentence, i: int) -> int | None:
    """The word that negates a verb of verifying, or None."""
    w = s.w
    for k in range(i - 1, max(s.start, i - _BEFORE) - 1, -1):
        low = w.low[k]
        if low == "no" and w.low[k + 1] not in listed("doubt", "no_what"):
            continue
        if low in listed("doubt", "negations") or (low == "to" and w.low[k - 1] == "yet"):
            return k
        other = w.pos[k] == "VERB" and low != "able" and w.head[i] != k and w.head[k] != w.head[i]
        if other or low in (";", ":", "that", "but", "which", "who"):
            return None
    return None


def _verb(s: Sentence, i: int) -> Found | None:
    """ "Could not be independently verified", "was unable to confirm", "has not confirmed that"."""
    w = s.w
    no = _negation(s, i)
    if no is None or w.pos[i] not in ("VERB", "ADJ", "AUX") or not _is_of_knowing(s, i, no):
        return None
    first = (
        no - 1 if w.low[no] == "to" or (no > s.start and w.low[no - 1] in listed("doubt", "leads")) else no
    )
    source = _doubter(s, i, no)
    thing = _thing(s, i)
    found = Found(first=first, end=i + 1, kind="unverified", scope=s.whole(), source=source, back="one")
    if thing is None:
        return found
    return _pointed(s, replace(found, scope=_statement(s, thing), back=None), thing)


def _is_of_knowing(s: Sentence, i: int, no: int) -> bool:
    """Whether a negated verb speaks of what is known, not of an office, a booking or a comparison."""
    w = s.w
    low = w.low[i]
    near = w.low[no:i]
    independently = any(x.startswith("independent") for x in w.low[no : i + _BEFORE])
    if low not in listed("doubt", "strict") and not independently:
        return False
    if w.low[no] == "without" and not low.endswith("ing"):
        return False
    if w.low[no] in ("hard", "difficult", "impossible") and "to" not in near:
        return False
    return not (
        low.startswith("confirm") and not listed("doubt", "offices").isdisjoint(w.low[s.start : s.end])
    )


def _thing(s: Sentence, i: int) -> int | None:
    """What was not verified: the passive's subject, the object, the clause behind; None where none is said."""
    w = s.w
    subject = s.kid(i, "nsubjpass")
    if subject is not None:
        return subject
    thing = s.kid(i, "dobj", "ccomp")
    aim = next((c for c in s.kids(i, "prep") if w.low[c] == "for"), None)
    if thing is None and aim is not None:
        thing = s.kid(aim, "pobj")
    if thing is None or (thing < i and w.dep[thing] != "dobj"):
        thing = s.kid(i, "ccomp", "xcomp", "advcl")
    if thing is None and w.tag[i] == "VBN" and w.dep[i] in ("relcl", "ccomp", "ROOT", "conj", "xcomp"):
        thing = s.subject(i)
    return thing


def _doubter(s: Sentence, i: int, no: int) -> Stretch | None:
    """Who could not verify it: the subject above; nobody is nobody."""
    w = s.w
    if s.kid(i, "nsubjpass", "auxpass") is not None and s.kid(i, "agent") is None:
        return None
    source = s.speaker(i)
    if source is None or source[0] <= i < source[1]:
        return None
    low = w.low[source[0]]
    if low == "it":
        return source if w.low[no] == "not" else None
    return None if low in ("nobody", "no", "none", "neither", "there", "which", "that") else source


def _statement(s: Sentence, thing: int) -> Stretch:
    """The statement that was not verified: a clause without its marker, else the noun with all it has."""
    w = s.w
    clause = thing if w.pos[thing] in ("VERB", "AUX") else s.kid(thing, "acl", "ccomp")
    if clause is not None and (clause == thing or s.has_low(clause, frozenset({"that"}))):
        first, end = s.below(clause)
        while first < end - 1 and (w.dep[first] == "mark" or w.low[first] == "whether"):
            first += 1
        return s.trimmed(first, end)
    return s.below(thing)


def _pointed(s: Sentence, found: Found, thing: int) -> Found:
    """A doubt about "the claim", "it" or "which" is one of what was told before."""
    w = s.w
    low = w.low[thing]
    relative = low == "that" and w.dep[w.head[thing]] == "relcl"
    at = s.kid(found.end - 1, "nsubjpass", "nsubj", "dobj")
    if low == "which" or relative or (at is not None and w.low[at] == "which"):
        end = next((k for k in range(found.first, s.start, -1) if w.low[k] == ","), found.first)
        return replace(found, scope=s.trimmed(s.start, max(s.start + 1, end)))
    if low in listed("claims", "pronouns") and w.pos[thing] in ("PRON", "DET"):
        return replace(found, back="one")
    full = any(c > thing for c in s.kids(thing, "acl", "ccomp", "relcl"))
    points = any(w.low[c] in listed("claims", "pointing") for c in s.kids(thing, "det", "poss", "predet"))
    bare = not s.kids(thing, "det", "poss", "amod", "compound", "nummod")
    if low in listed("claims", "told") and (points or bare) and not full:
        many = w.tag[thing] == "NNS" or low in ("information", "data")
        return replace(found, back="all" if many else "one", counts=low in listed("claims", "counts"))
    return found


def _noun(s: Sentence, i: int) -> Found | None:
    """ "There was no independent confirmation of the claim", "without official confirmation"."""
    w = s.w
    near = range(i - 1, max(s.start, i - 6) - 1, -1)
    no = next((k for k in near if w.low[k] in listed("doubt", "lacking")), None)
    if no is None:
        return None
    joint = next((c for c in s.kids(i, "prep") if w.low[c] in ("of", "for", "about", "on")), None)
    thing = s.kid(joint, "pobj") if joint is not None else s.kid(i, "acl", "ccomp")
    if joint is not None and w.low[joint] in ("about", "on"):
        thing = thing if thing is not None and w.low[thing] in listed("claims", "nouns") else None
    if thing is None:
        ahead = range(i + 1, min(i + 5, s.end))
        whether = next((k for k in ahead if w.low[k] in ("whether", "that")), None)
        thing = w.head[whether] if whether is not None and w.head[whether] > whether else None
    official = not listed("doubt", "offices").isdisjoint(w.low[s.start : s.end])
    if official and "independent" not in w.low[no:i]:
        return None
    first = no - 1 if no > s.start and w.low[no - 1] in listed("doubt", "leads") else no
    found = Found(first=first, end=i + 1, kind="unverified", scope=s.whole(), back="one")
    if thing is None:
        return found
    verb = s.clause_of(i)
    source = s.speaker(verb) if w.low[verb] in ("received", "had", "has", "found") else None
    return _pointed(s, replace(found, scope=_statement(s, thing), source=source, back=None), thing)


def _adjective(s: Sentence, i: int) -> Found | None:
    """ "Unverified footage", "the claims remain unverified"."""
    w = s.w
    if w.dep[i] == "amod":
        noun = w.head[i]
        if w.low[noun] not in listed("claims", "nouns") | listed("claims", "unconfirmed"):
            return None
        clause = s.kid(noun, "acl", "ccomp", "relcl")
        if clause is None and w.dep[noun] == "nsubj" and w.tag[noun] == "NNS":
            clause = s.kid(w.head[noun], "ccomp")
        scope = s.below(noun) if clause is None else _statement(s, clause)
        return Found(first=i, end=i + 1, kind="unverified", scope=scope)
    if w.dep[i] not in ("acomp", "attr", "oprd", "ROOT", "conj"):
        return None
    subject = s.subject(w.head[i])
    if subject is None or s.negated(w.head[i]):
        return None
    found = Found(first=i, end=i + 1, kind="unverified", scope=_statement(s, subject))
    return _pointed(s, found, subject)
