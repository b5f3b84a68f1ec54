"""Denials: somebody says that a statement is untrue, or its own source takes it back.

In: one sentence as a tree and a word of it. Out: a `Found` with the statement that is denied and who denies it,
or None. To deny bail, to reject an offer and to dismiss an employee deny no statement.
"""

from __future__ import annotations

from crosswire.annotate.caveats_words import Found, Sentence, Stretch, listed

_OBJECTS = ("dobj", "dative", "obj")
# "Rejected … as false": the word stands so far behind the verb at most.
_AS = 14
_REPORT = frozenset({"story", "news", "information", "charge", "charges", "number", "numbers", "theory", "notion", "account", "letter", "document", "documents", "data", "role", "ties", "links", "link", "connection", "connections", "message", "messages", "death", "deaths", "cause", "truth", "intent", "intention", "intentions", "post", "posts", "image", "images", "video", "videos", "photo", "photos", "evidence"})  # fmt: skip


def denial_at(s: Sentence, i: int) -> Found | None:
    """The denial whose telling word is word `i`."""
    w = s.w
    low = w.low[i]
    if low in listed("denial", "deny"):
        return _noun(s, i) if low.startswith("denial") else _deny(s, i)
    if low in listed("denial", "refute") and w.pos[i] == "VERB":
        return _made(s, i, s.kid(i, "dobj", "ccomp", "nsubjpass"))
    if low in listed("denial", "withdraw") and w.pos[i] == "VERB":
        return _withdrawn(s, i)
    if low in listed("denial", "untrue"):
        found = _called(s, i) or _is_untrue(s, i)
        if found is not None:
            return found
    if low in listed("denial", "reject") and w.pos[i] == "VERB":
        return _reject(s, i)
    if low == "not" and i + 1 < s.end and w.pos[i + 1] == "NUM":
        return Found(
            first=i, end=i + 1, kind="denied", scope=(i + 1, i + 2)
        )  # "thirty-seven is not fourteen"
    if low == "true" and s.negated(w.head[i]):
        return _is_untrue(s, i)
    if low in listed("denial", "nothing_in") and w.low[i - 1] in ("no", "any", "without"):
        return _nothing_in(s, i)
    return None


def _undone(s: Sentence, i: int) -> bool:
    """Whether the denial is itself denied: "did not deny", "refused to deny", "cannot be denied"."""
    w = s.w
    node = i
    for _ in range(3):
        if s.negated(node) or any(
            w.low[c] in listed("denial", "undone") for c in s.children.get(node, ()) if c < i
        ):
            return True
        own = w.dep[node] == "conj" and s.kid(node, "nsubj", "nsubjpass") is not None
        if own or w.dep[node] not in ("xcomp", "conj", "prep", "pcomp"):
            return False
        node = w.head[node]
        if w.low[node] in listed("denial", "undone"):
            return True
    return False


def _deny(s: Sentence, i: int) -> Found | None:
    w = s.w
    if (
        w.pos[i] not in ("VERB", "AUX")
        or _undone(s, i)
        or any(w.low[k] in ("nor", "neither") for k in range(max(s.start, i - 4), i))
    ):
        return None
    passive = s.kid(i, "nsubjpass")
    clause = s.kid(i, "ccomp", "xcomp")
    thing = next((c for c in s.kids(i, *_OBJECTS) if c > i), None)
    if passive is not None or s.kid(i, "auxpass") is not None:
        if thing is not None or passive is None or w.low[passive] in listed("denial", "refused"):
            return None  # "was denied bail", "visas were denied"
        by = s.kid(i, "agent") is not None and w.low[passive] in listed("claims", "pronouns")
        return _made(s, i, passive) if by or w.low[passive] in listed("claims", "nouns") else None
    if clause is not None and clause > i:
        return _made(s, i, clause)
    if thing is None:
        tail = s.kid(i, "advcl", "nsubj", "conj", "dep", "npadvmod")
        return _made(s, i, tail) if tail is not None and tail > i and w.pos[tail] in ("VERB", "AUX") else None
    if (
        w.low[thing] in listed("denial", "refused")
        or s.kid(i, "dative") is not None
        or len(s.kids(i, "dobj")) > 1
    ):
        return None
    if w.low[thing] in (
        "us",
        "him",
        "them",
        "me",
        "you",
        "her",
        "himself",
        "themselves",
        "herself",
        "itself",
        "people",
        "everyone",
        "anyone",
    ):
        return None
    if w.tag[i] in ("VBN",) and w.dep[i] in ("acl", "amod"):
        return None  # "residents denied services"
    return _made(s, i, thing)


def _made(s: Sentence, i: int, thing: int | None) -> Found | None:
    if thing is None:
        return None
    w = s.w
    source = s.speaker(i)
    scope = _statement(s, thing)
    first = i
    if source is not None and source[0] <= i < source[1]:
        source = None
    return (
        _pointed(s, Found(first=first, end=i + 1, kind="denied", scope=scope, source=source), thing)
        if w.low[thing]
        else None
    )


def _statement(s: Sentence, thing: int) -> Stretch:
    """The statement that a thing denied is: what "the claim that" says, else the thing with all it has."""
    w = s.w
    clause = next(
        (c for c in s.kids(thing, "acl", "ccomp", "relcl") if w.low[thing] in listed("claims", "nouns")), None
    )
    if (
        clause is not None
        and w.dep[clause] != "relcl"
        and any(w.low[c] == "that" for c in s.children.get(clause, ()))
    ):
        return _bare(s, s.below(clause, _comments(s, clause)))
    if clause is None and w.pos[thing] in ("VERB", "AUX"):
        return _bare(s, s.below(thing, _comments(s, thing)))
    return s.below(thing, _clauses_with(s, thing))


def _comments(s: Sentence, clause: int) -> frozenset[int]:
    """What the denier adds, hung on the clause: "denied that …, calling it absurd"."""
    return frozenset(
        c
        for c in s.kids(clause, "advcl", "conj")
        if c > clause and s.w.tag[c] == "VBG" and s.w.low[c] in listed("denial", "adding")
    )


def _clauses_with(s: Sentence, noun: int) -> frozenset[int]:
    """What is joined to a noun and is a clause of its own: "denied responsibility and blamed"."""
    out = [c for c in s.kids(noun, "conj") if any(s.w.pos[k] in ("VERB", "AUX") for k in range(*s.below(c)))]
    out += [c for c in s.kids(noun, "advcl", "acl") if s.w.low[c] in listed("denial", "adding")]
    return frozenset(out + ([c for c in s.kids(noun, "cc") if c > noun] if out else []))


def _bare(s: Sentence, scope: Stretch) -> Stretch:
    first, end = scope
    while first < end - 1 and s.w.dep[first] == "mark":
        first += 1
    return s.trimmed(first, end)


def _pointed(s: Sentence, found: Found, thing: int) -> Found:
    """The denial of "the claim", "it" or "that" is one of what was told before."""
    w = s.w
    if w.low[thing] in listed("claims", "pronouns") and w.pos[thing] in ("PRON", "DET", "SCONJ"):
        if w.low[thing] == "which" or (w.low[thing] == "that" and w.dep[found.first] == "relcl"):
            return _of_which(s, found)
        return Found(
            first=found.first,
            end=found.end,
            kind=found.kind,
            scope=found.scope,
            source=found.source,
            back="one",
        )
    bare = not any(c > thing for c in s.kids(thing, "acl", "ccomp", "relcl", "prep"))
    points = any(w.low[c] in listed("claims", "pointing") for c in s.kids(thing, "det", "poss", "predet"))
    named = any(w.pos[c] == "PROPN" for c in s.kids(thing, "compound", "nmod"))
    if bare and points and not named and w.low[thing] in listed("claims", "told"):
        many = w.tag[thing] == "NNS"
        return Found(
            first=found.first, end=found.end, kind=found.kind, scope=found.scope, source=found.source,
            back="all" if many else "one", counts=w.low[thing] in listed("claims", "counts"),
        )  # fmt: skip
    return found


def _of_which(s: Sentence, found: Found) -> Found:
    """ "…, which the ministry denied": what stands before in the sentence."""
    before = s.trimmed(s.start, max(s.start + 1, min(found.first, _comma_before(s, found.first))))
    return Found(first=found.first, end=found.end, kind=found.kind, scope=before, source=found.source)


def _comma_before(s: Sentence, i: int) -> int:
    return next((k for k in range(i - 1, s.start, -1) if s.w.low[k] in (",", "–", "—", "-")), i)


def _noun(s: Sentence, i: int) -> Found | None:
    """ "A denial that", "denials of involvement"."""
    w = s.w
    clause = s.kid(i, "acl", "ccomp")
    of = next((c for c in s.kids(i, "prep") if w.low[c] == "of" and c == i + 1), None)
    thing = clause if clause is not None else s.kid(of, "pobj", "pcomp") if of is not None else None
    if thing is None or w.low[thing] in listed("denial", "refused"):
        return None
    owner = s.kid(i, "poss")
    source = (
        s.below(owner)
        if owner is not None and w.pos[owner] != "PRON"
        else (owner, owner + 1)
        if owner is not None
        else None
    )
    return Found(first=i, end=i + 1, kind="denied", scope=_statement(s, thing), source=source)


def _reject(s: Sentence, i: int) -> Found | None:
    """ "Rejected reports that", "dismissed the claim"; what else is rejected is no statement."""
    w = s.w
    if _undone(s, i):
        return None
    thing = s.kid(i, "dobj", "nsubjpass")
    if thing is None or w.low[thing] not in listed("claims", "nouns"):
        return None
    of = (
        any(w.low[c] in ("of", "that") for c in s.children.get(thing, ()))
        or s.kid(thing, "acl", "ccomp") is not None
    )
    clause = s.kid(i, "ccomp")
    if clause is not None and clause > thing and s.has_low(clause, frozenset({"that"})):
        return _made(s, i, clause)  # the parser hung the claim's clause on the verb
    if w.low[thing] in _REPORT and not of:
        return None
    if w.low[i] in (
        "slam",
        "slammed",
        "denounce",
        "denounced",
        "ridicule",
        "ridiculed",
        "deride",
        "derided",
        "challenge",
        "challenged",
        "challenges",
        "downplay",
        "discount",
        "discounted",
    ):
        return None
    if w.low[thing] in ("charge", "charges") and w.low[i].startswith(("dismiss", "contest", "challeng")):
        return None
    return _made(s, i, thing)


def _called(s: Sentence, i: int) -> Found | None:
    """ "Dismissed the video as fake", "called the report a fabrication"."""
    w = s.w
    verb = next(
        (
            k
            for k in range(i - 1, max(s.start, i - _AS) - 1, -1)
            if w.low[k] in listed("denial", "calling") and w.pos[k] == "VERB"
        ),
        None,
    )
    if verb is None or _undone(s, verb):
        return None
    between = w.low[verb + 1 : i]
    if any(x in (";", "said", "that") for x in between):
        return None
    calls = w.low[verb].startswith(("call", "brand", "label", "term", "dub", "declar", "deem"))
    if not calls and "as" not in between:
        return None
    if (
        w.dep[i] in ("amod", "compound")
        and w.is_noun(w.head[i])
        and w.low[w.head[i]] not in listed("denial", "untrue")
        and w.low[w.head[i]] not in listed("claims", "nouns")
    ):
        return None
    thing = s.kid(verb, "dobj", "nsubjpass")
    if thing is None and calls:
        inner = s.kid(verb, "ccomp", "oprd", "xcomp")
        thing = None if inner is None else s.kid(inner, "nsubj")
    if thing is None or thing >= i:
        return None
    if w.pos[thing] in ("PROPN",) or w.low[thing] in ("him", "her", "me", "us", "you", "himself"):
        return None
    found = _made(s, verb, thing)
    if found is None:
        return None
    scope = found.scope
    if scope[0] <= i < scope[1]:
        at = next((k for k in range(thing, i) if w.low[k] == "as"), i)
        scope = s.trimmed(scope[0], max(at, scope[0] + 1))
    return Found(
        first=found.first,
        end=i + 1,
        kind="denied",
        scope=scope,
        source=found.source,
        back=found.back,
        counts=found.counts,
    )


def _is_untrue(s: Sentence, i: int) -> Found | None:
    """ "The report is false", "that is not true"; "the false claim that"."""
    w = s.w
    head = w.head[i]
    if w.dep[i] in ("amod", "compound") and w.low[head] in listed("claims", "nouns"):
        clause = s.kid(head, "acl", "ccomp")
        if (
            clause is not None
            and w.low[i] in listed("denial", "untrue")
            and any(w.low[c] == "that" for c in s.children.get(clause, ()))
        ):
            return Found(first=i, end=i + 1, kind="denied", scope=_bare(s, s.below(clause)))
        if w.dep[head] not in ("attr", "oprd"):
            return None
        head = w.head[head]
    elif w.dep[i] not in ("acomp", "attr", "oprd"):
        return None
    if w.low[i] != "true" and (w.low[i] not in listed("denial", "plainly") or s.negated(head)):
        return None
    subject = s.kid(head, "nsubj", "nsubjpass")
    if subject is None:
        return None
    low = w.low[subject]
    if low not in listed("claims", "nouns") and low not in (
        "it",
        "this",
        "that",
        "these",
        "they",
        "all",
        "which",
        "allegation",
    ):
        return None
    found = Found(first=i, end=i + 1, kind="denied", scope=_statement(s, subject), source=_sayer(s, head))
    return _pointed(s, found, subject)


def _sayer(s: Sentence, verb: int) -> Stretch | None:
    """Who says so: the subject of the verb of which a clause is the content."""
    if s.w.dep[verb] == "ccomp" and s.w.head[verb] != verb:
        return s.speaker(s.w.head[verb])
    aside = next((c for c in s.children.get(verb, ()) if s.w.dep[c] in ("parataxis",)), None)
    return s.speaker(aside) if aside is not None else None


def _nothing_in(s: Sentence, i: int) -> Found | None:
    """ "There is no truth to the reports that", "without any foundation"."""
    w = s.w
    if w.low[i] in ("evidence", "proof"):
        return None
    joint = next((c for c in s.kids(i, "prep") if w.low[c] in ("to", "in", "for", "behind")), None)
    if joint is None:
        return None
    thing = s.kid(joint, "pobj")
    if thing is None or (
        w.low[thing] not in listed("claims", "nouns") and w.low[thing] not in listed("claims", "pronouns")
    ):
        return None
    verb = s.clause_of(i)
    found = Found(first=i - 1, end=i + 1, kind="denied", scope=_statement(s, thing), source=_sayer(s, verb))
    return _pointed(s, found, thing)


def _withdrawn(s: Sentence, i: int) -> Found | None:
    """ "Has withdrawn its figure of 40": a count or a claim that its own source takes back."""
    w = s.w
    thing = s.kid(i, "dobj", "nsubjpass")
    if thing is None or _undone(s, i):
        return None
    first, end = s.below(thing)
    counted = any(w.pos[k] == "NUM" for k in range(first, end))
    if not counted and w.low[thing] not in listed("claims", "counts") | listed("denial", "taken_back"):
        return None
    return _made(s, i, thing)
