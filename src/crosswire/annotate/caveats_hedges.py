"""Hedges: words by which a text does not vouch for what it tells ("reportedly", "is believed to", "may have").

In: one sentence as a tree and a word of it. Out: a `Found` with the clause or noun phrase that is hedged, or
None. What may happen one day is a forecast and no hedge; neither is what could have happened and did not.
"""

from __future__ import annotations

from crosswire.annotate.caveats_beliefs import believed, believing, rumour, unconfirmed
from crosswire.annotate.caveats_scopes import around, of_clause, of_noun
from crosswire.annotate.caveats_words import Found, Sentence, Stretch, listed

_WINDOW = 8


def hedge_at(s: Sentence, i: int) -> Found | None:
    """The hedge whose telling word is word `i`."""
    w = s.w
    low = w.low[i]
    if low in listed("hedge", "modals"):
        return _modal(s, i)
    if low in listed("hedge", "adverbs"):
        return _adverb(s, i)
    if low in listed("hedge", "likely"):
        return _likelihood(s, i)
    if low in listed("hedge", "appear"):
        return _appearance(s, i)
    if low in listed("hedge", "adjectives") and (found := _adjective(s, i)) is not None:
        return found
    if low in listed("hedge", "apparent") and w.dep[i] == "amod" and _happening(s, w.head[i]):
        return of_noun(s, i, w.head[i])
    if low in listed("hedge", "believed") and w.tag[i] in ("VBN", "VBD", "JJ"):
        return believed(s, i)
    if low in listed("hedge", "believing"):
        return believing(s, i)
    if low in listed("hedge", "rumours") or (low in listed("hedge", "reports") and w.tag[i] == "NNS"):
        return rumour(s, i)
    if low == "unconfirmed":
        return unconfirmed(s, i)
    return None


def _adverb(s: Sentence, i: int) -> Found | None:
    w = s.w
    head = w.head[i]
    if head == i:
        return Found(first=i, end=i + 1, kind="hedged", scope=s.whole())
    if w.pos[head] not in ("VERB", "AUX") and w.dep[head] not in ("acomp", "attr"):
        return Found(first=i, end=i + 1, kind="hedged", scope=s.trimmed(*_from(s, i, s.below(head))))
    verb = s.clause_of(head)
    return of_clause(s, i, i + 1, verb)


def _from(s: Sentence, i: int, scope: Stretch) -> Stretch:
    """What an adverb before a phrase governs begins with it."""
    return (i + 1, scope[1]) if scope[0] <= i < scope[1] - 1 else scope


def _likelihood(s: Sentence, i: int) -> Found | None:
    w = s.w
    head = w.head[i]
    if w.low[i] == "likely" and w.dep[i] in ("acomp", "amod", "oprd", "xcomp"):
        return _likely_to(s, i) if w.dep[i] != "amod" else None
    verb = s.clause_of(i)
    near = range(max(s.start, verb - 4), verb + 1)
    if s.has_low(verb, listed("hedge", "future")) or any(w.low[k] in listed("hedge", "future") for k in near):
        return None
    if s.has_low(verb, frozenset({"could", "might", "may", "to"})) and w.low[i] != "perhaps":
        return None
    if w.low[i] in ("perhaps", "maybe", "possibly") and w.pos[head] not in ("VERB", "AUX") and head != i:
        scope = s.below(head)
        return Found(
            first=i, end=i + 1, kind="hedged", scope=_from(s, i, (max(scope[0], i), max(scope[1], i + 1)))
        )
    return _adverb(s, i)


def _likely_to(s: Sentence, i: int) -> Found | None:
    """ "Are likely to have died": what is over; not "is likely to rise"."""
    w = s.w
    to = next((c for c in s.kids(i, "xcomp", "ccomp") if s.has_low(c, frozenset({"have"}))), None)
    if to is None:
        return None
    verb = s.clause_of(w.head[i])
    return of_clause(s, i, i + 1, verb)


def _modal(s: Sentence, i: int) -> Found | None:
    w = s.w
    if w.tag[i] != "MD":
        return None
    verb = w.head[i] if w.dep[i] in ("aux", "auxpass") else i
    after = range(i + 1, min(i + 5, s.end))
    have = next((k for k in after if w.low[k] in ("have", "'ve") and w.dep[k] == "aux"), None)
    if have is not None and have < verb:
        return None if _counterfactual(s, i, verb) else of_clause(s, i, have + 1, verb)
    be = next((k for k in after if w.low[k] == "be"), None)
    if be is None or any(w.pos[k] not in ("ADV", "PART", "AUX") for k in range(i + 1, be)):
        return None
    if w.low[i] == "could" and s.negated(verb):
        return None
    if not _is_state(s, be, verb, w.low[i]):
        return None
    return of_clause(s, i, be + 1, verb)


def _is_state(s: Sentence, be: int, verb: int, modal: str) -> bool:
    """Whether "may be" says how things are: "may be hiding", "may be dead"; not "may be repealed"."""
    w = s.w
    nxt = next((k for k in range(be + 1, min(be + 4, s.end)) if w.pos[k] not in ("ADV", "PART")), None)
    if nxt is None or w.low[nxt] in (
        "able",
        "possible",
        "necessary",
        "needed",
        "required",
        "asked",
        "used",
        "ready",
        "better",
        "worse",
        "good",
    ):
        return False
    if w.tag[nxt] == "VBG":
        return modal != "could" or w.low[nxt] in listed("hedge", "states")
    if w.tag[nxt] == "VBN":
        return w.low[nxt] in listed("hedge", "states")
    subject = s.subject(verb)
    if subject is None or w.low[subject] in ("it", "this", "that", "there", "what"):
        return False
    if modal == "could":
        return (
            w.low[nxt] in listed("hedge", "states")
            or w.low[nxt] == "as"
            or w.low[nxt] in ("behind", "linked")
        )
    return w.pos[nxt] in ("ADJ", "ADP", "NOUN", "DET", "NUM", "PROPN")


def _counterfactual(s: Sentence, i: int, verb: int) -> bool:
    """ "Could have been saved if", "however good it may have been", "only he could have built"."""
    w = s.w
    near = {w.low[k] for k in range(max(s.start, i - _WINDOW), i)}
    if w.low[i] == "may" and near & listed("hedge", "conceding"):
        return True
    if w.low[i] == "may":
        return False
    if w.dep[verb] == "relcl" and w.low[i] == "could":
        return True
    words = {w.low[k] for k in range(max(s.start, i - _WINDOW), s.end)} | {
        w.low[k] for k in range(s.start, s.end) if w.low[k] in ("if", "without", "had")
    }
    if w.low[i] == "might":
        return bool(words & {"if", "otherwise", "without"})
    return bool(words & listed("hedge", "counterfactual")) or s.negated(verb) or "should" in words


def _appearance(s: Sentence, i: int) -> Found | None:
    """ "Appears to have fled", "it seems that", "appeared intent on"; not "appeared in court"."""
    w = s.w
    if w.pos[i] not in ("VERB", "AUX") or s.has_low(i, listed("hedge", "future")):
        return None
    subject = s.kid(i, "nsubj", "expl")
    dummy = subject is not None and w.low[subject] in ("it", "there")
    clause = s.kid(i, "ccomp", "xcomp", "oprd", "acomp", "advcl")
    if w.dep[i] in ("parataxis", "ccomp", "intj") and clause is None and dummy and w.head[i] != i:
        return Found(
            first=i,
            end=i + 1,
            kind="hedged",
            scope=s.trimmed(*s.below(w.head[i], frozenset(range(subject or i, i + 1)))),
        )
    if clause is None or clause < i:
        return None
    if w.low[clause] == "like" or any(w.low[k] in ("like", "as") for k in range(i + 1, min(i + 3, s.end))):
        return None
    whose = s.kid(clause, "nsubj", "nsubjpass")
    if dummy:
        if w.pos[clause] == "ADJ" and whose is None:
            return None
        return Found(first=i, end=i + 1, kind="hedged", scope=around(s, s.below(clause)))
    to = any(w.low[c] == "to" for c in s.children.get(clause, ()) if c < clause) or w.low[i + 1] == "to"
    if not to and w.pos[clause] not in ("ADJ", "VERB") and whose is None:
        return None
    if w.low[i + 1 : i + 2] == ("in",) or w.low[clause] in ("to",):
        return None
    if w.dep[i] in ("relcl", "csubj", "pcomp", "dobj") and subject is not None and w.low[subject] == "what":
        return Found(first=i, end=i + 1, kind="hedged", scope=s.trimmed(*_what(s, i, clause)))
    return of_clause(s, i, i + (2 if w.low[i + 1 : i + 2] == ("to",) else 1), i)


def _what(s: Sentence, i: int, clause: int) -> Stretch:
    """ "What appears to be an unrelated inquiry": the thing."""
    first, end = s.below(clause)
    while first < end - 1 and (first <= i or s.w.low[first] in ("to", "be", "have", "been")):
        first += 1
    return first, end


def _adjective(s: Sentence, i: int) -> Found | None:
    w = s.w
    noun = w.head[i]
    before = w.dep[i] in ("amod", "nmod", "compound") and noun > i
    if (
        not before
        and i + 1 < s.end
        and w.tag[i] in ("VBN", "JJ")
        and w.is_noun(i + 1)
        and w.dep[i] not in ("ROOT", "relcl", "ccomp")
    ):
        before, noun = True, i + 1
    if not before or (w.low[i] == "supposed" and w.low[i + 1] == "to"):
        return None
    return of_noun(s, i, noun)


def _happening(s: Sentence, noun: int) -> bool:
    return s.w.low[noun] in listed("hedge", "happenings")
