"""What is believed, rumoured or told without a name behind it: "are believed to have", "reports of", "unconfirmed".

In: one sentence as a tree and a word of it. Out: a `Found` with what is so hedged, or None.
"""

from __future__ import annotations

from crosswire.annotate.caveats_scopes import around, of_clause
from crosswire.annotate.caveats_words import Found, Sentence, listed

_BE = frozenset({"is", "are", "was", "were", "be", "been", "being", "'s", "'re", "’s"})


def believed(s: Sentence, i: int) -> Found | None:
    """ "Is believed to have", "brothels believed to be", "feared dead", "it is thought that"."""
    w = s.w
    nxt = w.low[i + 1] if i + 1 < s.end else ""
    passive = (
        w.low[i - 1] in _BE
        or any(w.dep[c] == "auxpass" for c in s.children.get(i, ()))
        or w.dep[i] in ("acl", "relcl")
    )
    described = (
        nxt == "to"
        and w.is_noun(i - 1)
        and w.tag[i + 2 : i + 3] == ("VB",)
        and w.low[i] in listed("hedge", "bare")
    )
    if described and s.kid(i, "nsubj") is not None:  # "Jets thought to belong to", taken for the active
        return Found(first=i, end=i + 2, kind="hedged", scope=s.trimmed(*s.below(i)))
    if not passive and w.dep[i] not in ("amod", "advcl", "conj", "ROOT"):
        return None
    active = s.kid(i, "nsubj") is not None and s.kid(i, "auxpass") is None
    if active or (s.negated(i) and nxt == "to"):
        return None
    subject = s.kid(i, "nsubjpass", "nsubj", "expl")
    if (
        subject is not None
        and w.low[subject] == "it"
        and (clause := s.kid(i, "ccomp")) is not None
        and passive
    ):
        if s.has_low(clause, listed("hedge", "future")) or w.low[i] in (
            "said",
            "reported",
            "claimed",
            "held",
            "considered",
        ):
            return None
        return Found(first=i, end=i + 1, kind="hedged", scope=around(s, s.below(clause)))
    if nxt == "to" and passive:
        verb = s.kid(i, "xcomp", "ccomp", "oprd", "advcl")
        if w.low[i] in (
            "said",
            "reported",
            "claimed",
            "held",
            "considered",
            "assumed",
        ) and not _past_or_state(s, i):
            return None
        return None if verb is not None and w.low[verb] in ("to",) else _passive(s, i, i + 2)
    if w.low[i] in listed("hedge", "bare") and passive and nxt in listed("hedge", "states"):
        return _passive(s, i, i + 1)
    if (
        w.low[i] in listed("hedge", "bare")
        and nxt in listed("hedge", "states")
        and w.low[i] in ("feared", "presumed", "believed")
    ):
        return _passive(s, i, i + 1)
    return None


def _past_or_state(s: Sentence, i: int) -> bool:
    """ "Said to have fled", "said to be hiding": told of what is or was, and by nobody named."""
    return s.w.low[i + 2 : i + 3] in (("have",), ("be",)) and s.kid(i, "agent") is None


def _passive(s: Sentence, i: int, end: int) -> Found:
    """What a passive hedges: its clause, or the noun that it describes with it."""
    w = s.w
    if w.dep[i] in ("acl", "relcl") and w.head[i] < i:
        noun = w.head[i]
        first = s.below(noun, frozenset({i}))[0]
        return Found(first=i, end=end, kind="hedged", scope=s.trimmed(first, s.below(i)[1]))
    return of_clause(s, i, end, i)


def believing(s: Sentence, i: int) -> Found | None:
    """ "Police believe that 12 died": what somebody holds and does not know."""
    w = s.w
    clause = s.kid(i, "ccomp")
    subject = s.kid(i, "nsubj")
    if w.pos[i] != "VERB" or clause is None or subject is None or clause < i or s.negated(i):
        return None
    if w.low[subject] in ("i", "we", "you", "who") or s.has_low(clause, listed("hedge", "future")):
        return None
    if not (
        s.has_low(clause, frozenset({"was", "were", "had", "has", "have", "is", "are", "been"}))
        or w.tag[clause] in ("VBD", "VBZ", "VBP")
    ):
        return None
    return Found(first=i, end=i + 1, kind="hedged", scope=around(s, s.below(clause)), source=s.speaker(i))


def rumour(s: Sentence, i: int) -> Found | None:
    """ "Rumours that", "there were reports of": what goes round without a name behind it."""
    w = s.w
    clause = s.kid(i, "acl", "relcl", "ccomp")
    of = next((c for c in s.kids(i, "prep") if w.low[c] in ("of", "about") and c == i + 1), None)
    plain = w.low[i] in listed("hedge", "rumours")
    if not plain:
        there = w.dep[i] == "attr" and any(w.low[c] == "there" for c in s.children.get(w.head[i], ()))
        amid = w.low[i - 1] in ("amid", "amidst", "following", "after") or (
            w.low[i - 1] in ("some", "conflicting") and i - 1 > s.start
        )
        if not there and not amid:
            return None
    if (clause is not None and w.low[i + 1 : i + 2] in (("that",), ("of",))) or (
        clause is not None and plain
    ):
        return Found(first=i, end=i + 1, kind="hedged", scope=around(s, s.below(clause)))
    if of is not None:
        thing = s.kid(of, "pobj", "pcomp")
        return None if thing is None else Found(first=i, end=i + 1, kind="hedged", scope=s.below(thing))
    verb = w.head[i]
    if (
        plain
        and w.dep[i] == "nsubj"
        and w.low[verb]
        in (
            "include",
            "included",
            "say",
            "said",
            "suggest",
            "suggested",
            "has",
            "had",
            "claim",
            "claimed",
            "put",
        )
    ):
        thing = s.kid(verb, "dobj", "ccomp")
        return None if thing is None else Found(first=i, end=i + 1, kind="hedged", scope=s.below(thing))
    return None


def unconfirmed(s: Sentence, i: int) -> Found | None:
    """ "Unconfirmed reports that": what they say; "an unconfirmed nominee" takes nothing back."""
    w = s.w
    noun = w.head[i]
    if w.dep[i] in ("acomp", "attr", "oprd"):
        subject = s.subject(noun)
        if subject is None or w.low[subject] not in listed("claims", "unconfirmed"):
            return None
        return Found(first=i, end=i + 1, kind="hedged", scope=s.below(subject))
    if w.dep[i] != "amod" or w.low[noun] not in listed("claims", "unconfirmed"):
        return None
    clause = s.kid(noun, "acl", "relcl", "ccomp")
    of = next((c for c in s.kids(noun, "prep") if w.low[c] in ("of", "about")), None)
    thing = clause if clause is not None else s.kid(of, "pobj", "pcomp") if of is not None else None
    if thing is None and w.low[noun] in listed("hedge", "reports") and w.dep[noun] == "nsubj":
        thing = s.kid(w.head[noun], "ccomp")
    if thing is None and w.dep[noun] == "pobj" and w.low[w.head[noun]] == "to":
        verb = s.clause_of(w.head[noun])  # "according to unconfirmed reports"
        return of_clause(s, i, i + 1, verb)
    scope = s.noun_phrase(noun) if thing is None else around(s, s.below(thing))
    return Found(first=i, end=i + 1, kind="hedged", scope=scope)
