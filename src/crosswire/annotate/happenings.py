"""What happens in a report: the verbs and nouns that tell of a deed or an occurrence, who does it, to whom, when.

In: a report, its parse, its times, quotes and attributions. Out: `Happening`s in text order: those that a time
expression dates, whatever they are, and those without one that tell of something done. Each has the plainest whole
clause around it, its category after PLOVER where the words name one, and whether it is told as past, to come or
unreal. Left undone: pronouns (a pronoun is no actor), which happenings of two sentences are one, and the day of
one that no time expression dates.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from crosswire.annotate.happenings_clauses import clause_of, noun_phrase, own_stretch
from crosswire.annotate.happenings_types import (
    contexts_of,
    is_strike,
    listed,
    mode_of,
    noun_category,
    officials,
    verb_category,
)
from crosswire.types import EventCategory, Happening, HappeningTense, Quote, Report, Span, TimeExpression

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_SUBJECTS = ("nsubj", "nsubjpass", "csubj", "expl")
_OBJECTS = ("dobj", "attr", "dative", "oprd")
# Prepositions behind a noun of doing that lead to whom it was done to, and behind a verb without an object.
_TO_WHOM = ("on", "against", "at", "of", "with", "upon", "to")
_CLIMB = 8


def find_happenings(
    report: Report, doc: Doc, times: Sequence[TimeExpression] = (), quotes: Sequence[Quote] = ()
) -> tuple[Happening, ...]:
    """The happenings of a report."""
    dated = _dated(report, doc, times)
    spoken = [q.span for q in quotes if q.kind in ("direct", "partial")]
    title = report.title_span.end if report.title_span and report.title_span.start == 0 else 0
    found: list[Happening] = []
    for token in doc:
        when = dated.get(token.i, ())
        if not when and not _tells(token, token.idx < title):
            continue
        if not _is_article(report, token) or (not when and _inside(token.idx, spoken)):
            continue
        happening = _happening(report, token, when, spoken)
        if happening is not None:
            found.append(happening)
    return tuple(found)


def _inside(offset: int, spans: Sequence[Span]) -> bool:
    return any(s.start <= offset < s.end for s in spans)


def _is_article(report: Report, token: Token) -> bool:
    return all(x.kind == "caption" or not x.start <= token.idx < x.end for x in report.excluded)


def _dated(report: Report, doc: Doc, times: Sequence[TimeExpression]) -> dict[int, tuple[Span, ...]]:
    """The times by the word that they date: the nearest verb, or noun of doing, above them."""
    found: dict[int, tuple[Span, ...]] = {}
    for time in times:
        if time.interval is None:
            continue
        span = doc.char_span(time.span.start, time.span.end, alignment_mode="expand")
        if span is None or not len(span):
            continue
        token = _governor(span.root)
        if token is not None:
            found[token.i] = (*found.get(token.i, ()), time.span)
    return found


def _governor(token: Token) -> Token | None:
    for _ in range(_CLIMB):
        if token.head.i == token.i:
            break
        if token.dep_ == "amod" and token.head.pos_ in ("NOUN", "PROPN"):
            token = token.head
            continue
        below, token = token, token.head
        if token.pos_ not in ("VERB", "AUX") or token.dep_ in ("aux", "auxpass", "amod"):
            continue
        if not _leans(token) and not _begins_behind(token, below):
            return token
    if token.pos_ in ("VERB", "AUX"):
        return token
    return token if token.pos_ in ("NOUN", "PROPN") and _is_doing(token) else None


def _begins_behind(verb: Token, time: Token) -> bool:
    """Whether a clause begins only behind a time that the parser gave it: "said on Friday he had ordered"."""
    if verb.dep_ not in ("ccomp", "advcl") or verb.head.i > time.i or verb.head.i == verb.i:
        return False
    opening = [c.i for c in verb.children if c.dep_ in (*_SUBJECTS, "mark", "advmod") and c.i != time.i]
    return bool(opening) and min(opening) > time.i and verb.i > time.i


def _leans(verb: Token) -> bool:
    """Whether a verb only says to what end, or while what, the verb above it was done: the time is that one's."""
    if verb.dep_ not in ("acl", "advcl") or verb.head.i == verb.i:
        return False
    if any(c.dep_ in _SUBJECTS for c in verb.children):
        return False
    return any(c.lower_ == "to" and c.dep_ == "aux" for c in verb.children) or (
        verb.dep_ == "advcl" and verb.tag_ == "VBG"
    )


def _tells(token: Token, titled: bool) -> bool:
    """Whether a word without a time tells of something done. Headlines (`titled`) tell it in the present."""
    if token.pos_ != "VERB" or token.dep_ in ("aux", "auxpass", "amod", "compound", "pcomp"):
        return False
    if token.tag_ not in ("VBD", "VBN", "VBZ", "VBP", "VB", "VBG"):
        return False
    lemma = token.lemma_.lower()
    if any(c.dep_ == "neg" for c in token.children):
        return False
    category = _verb_category(token)
    if category is None and _carried(token) is None:
        told = _is_told(token) or (titled and token.tag_ in ("VBZ", "VBP", "VBN"))
        return told and not any(lemma in listed(name) for name in ("states", "light", "saying"))
    return True


def _is_told(token: Token) -> bool:
    """Whether a verb is told as done: past, perfect, or a headline's participle, with a subject of its own."""
    helpers = {c.lemma_.lower() for c in token.children if c.dep_ in ("aux", "auxpass")}
    finite = token.tag_ == "VBD" or (token.tag_ in ("VBN", "VBG") and bool(helpers & {"be", "have", "get"}))
    return finite and _subject(token) is not None


def _happening(
    report: Report, token: Token, when: tuple[Span, ...], spoken: Sequence[Span]
) -> Happening | None:
    clause = clause_of(token)
    if clause is None:
        return None
    tense = _tense(token)
    noun = _carried(token) if token.pos_ in ("VERB", "AUX") else token
    category = _verb_category(token) if token.pos_ in ("VERB", "AUX") else None
    own = category is not None
    if category is None and noun is not None:
        category = _noun_category(noun)
    cue = token if own or noun is None else noun
    company = frozenset(t.lemma_.lower() for t in clause.tokens)
    actor, target = _sides(token, noun, own=own)
    actor = actor or _sayer(token)
    lemmas = frozenset(
        t.lemma_.lower() for t in (cue, *cue.children) if t.dep_ in ("prt", "compound", "amod") or t is cue
    )
    stretch = _stretch(token, clause.bounds, when)
    return Happening(
        span=report.span(*stretch),
        clause=report.span(*clause.bounds),
        cue=report.span(cue.idx, cue.idx + len(cue)),
        lemma=cue.lemma_.lower(),
        category=category,
        mode=mode_of(category, lemmas, company) if category else None,
        contexts=contexts_of(company),
        actor=_span(report, actor),
        target=_span(report, target),
        times=when,
        tense=tense,
        whole=clause.whole,
        quoted=_inside(token.idx, spoken),
        negated=any(c.dep_ == "neg" for c in token.children),
        saying=not own and noun is None and token.lemma_.lower() in listed("saying"),
        state=category is None and noun is None and token.lemma_.lower() in listed("states"),
        words=_words(token, (stretch, actor, target), when),
    )


def _words(
    token: Token, stretches: Sequence[tuple[int, int] | None], when: Sequence[Span]
) -> tuple[tuple[int, str], ...]:
    """Offset and lemma of the words in some stretches of the token's sentence, times left out."""
    return tuple(
        (t.idx, t.lemma_.lower())
        for t in token.sent
        if (t.is_alpha or t.like_num or t.pos_ == "NUM")
        and any(s and s[0] <= t.idx < s[1] for s in stretches)
        and not _inside(t.idx, when)
    )


def _stretch(token: Token, clause: tuple[int, int], when: Sequence[Span]) -> tuple[int, int]:
    """The stretch that tells a happening and its times."""
    start, end = own_stretch(token) or clause
    return min([start, *(t.start for t in when)]), max([end, *(t.end for t in when)])


def _span(report: Report, phrase: tuple[int, int] | None) -> Span | None:
    return report.span(*phrase) if phrase else None


def _verb_category(token: Token) -> EventCategory | None:
    objects = [c.lemma_.lower() for c in token.children if c.dep_ in ("dobj", "nsubjpass")]
    if not listed("harmless").isdisjoint(objects):
        return None
    kinds = ("prt", "prep", "advmod", "acomp", "oprd")
    beside = [*(c.lemma_.lower() for c in token.children if c.dep_ in kinds), *objects]
    company = frozenset(_company(token))
    found = verb_category(token.lemma_.lower(), beside, company)
    if found in ("CONSULT", "SUPPORT", "COOPERATE", "AGREE") and not _is_public(token, company):
        return None
    return found


def _is_public(token: Token, company: frozenset[str]) -> bool:
    """Whether those who meet or praise are states, bodies or those who hold office: not a family's visit."""
    return not officials().isdisjoint(company) or any(
        t.ent_type_ in ("GPE", "NORP") for a in _arguments(token) for t in (a, *a.children)
    )


def _company(token: Token) -> Iterator[str]:
    """The lemmas of a verb's subject, object and agent, with what stands before their heads."""
    for child in _arguments(token):
        yield child.lemma_.lower()
        for inner in child.children:
            if inner.dep_ in ("compound", "amod", "nmod", "conj", "poss", "nummod"):
                yield inner.lemma_.lower()


def _arguments(token: Token) -> Iterator[Token]:
    subject = _subject(token)
    if subject is not None:
        yield subject
    for child in token.children:
        if child.dep_ in _OBJECTS:
            yield child
        elif child.dep_ in ("agent", "prep") and child.lower_ in (
            "by",
            "in",
            "during",
            "with",
            "after",
            "of",
            "when",
        ):
            yield from (c for c in child.children if c.dep_ == "pobj")


def _subject(token: Token) -> Token | None:
    """The subject of a verb, or of the verb that it is coordinated with or depends on without one of its own."""
    for _ in range(_CLIMB):
        own = next((c for c in token.children if c.dep_ in _SUBJECTS), None)
        if own is not None:
            return own.head.head if own.tag_ in ("WDT", "WP") and own.head.dep_ == "relcl" else own
        if token.dep_ == "acl" and token.head.pos_ in ("NOUN", "PROPN"):
            return token.head
        if token.dep_ not in ("conj", "xcomp", "advcl") or token.head.pos_ not in ("VERB", "AUX"):
            return None
        token = token.head
    return None


def _carried(token: Token) -> Token | None:
    """The noun that names the happening behind a verb that only carries it: "carried out a raid"."""
    if token.lemma_.lower() not in listed("carriers"):
        return None
    return next((t for t in _arguments(token) if _is_doing(t)), None)


def _is_doing(token: Token) -> bool:
    return token.pos_ in ("NOUN", "PROPN") and (
        _noun_category(token) is not None or token.lemma_.lower() in listed("other_nouns")
    )


def _noun_category(token: Token) -> EventCategory | None:
    before = [c.lemma_.lower() for c in token.children if c.dep_ in ("compound", "amod", "nmod")]
    lemma = token.lemma_.lower()
    if is_strike(lemma, frozenset(before)):
        return "ASSAULT"
    of = [
        p.lemma_.lower() for c in token.children if c.lower_ == "of" for p in c.children if p.dep_ == "pobj"
    ]
    return noun_category(
        f"{lemma} of {of[0]}" if of and lemma == "state" else lemma, before[-1] if before else ""
    )


def _sides(
    token: Token, noun: Token | None, *, own: bool
) -> tuple[tuple[int, int] | None, tuple[int, int] | None]:
    """Who does it and to whom, as stretches of text."""
    subject = _subject(token) if token.pos_ in ("VERB", "AUX") else None
    agent = next(
        (p for c in token.children if c.dep_ == "agent" for p in c.children if p.dep_ == "pobj"), None
    )
    passive = _is_passive(token)
    objects = [c for c in token.children if c.dep_ in ("dobj", "dative", "oprd")]
    if noun is not None and not own:
        doer, whom = _of_noun(noun)
        if subject is not None and noun.i != subject.i and not passive:
            doer = doer or subject
        elif noun.i == (subject.i if subject is not None else -1) and not passive:
            whom = whom or next((o for o in objects), None)
        return _phrase(doer), _phrase(whom)
    if passive:
        return _phrase(agent), _phrase(subject)
    if token.lemma_.lower() in listed("befalling"):
        return None, _phrase(subject)
    whom = next(iter(objects), None) or _prepositional(token)
    return _phrase(subject), _phrase(whom)


def _sayer(token: Token) -> tuple[int, int] | None:
    """Who "he" is in "the minister said he had ordered it": who says so."""
    own = next((c for c in token.children if c.dep_ == "nsubj"), None)
    if own is None or own.pos_ != "PRON" or token.dep_ != "ccomp" or _is_passive(token):
        return None
    if token.head.lemma_.lower() not in listed("saying"):
        return None
    return _phrase(_subject(token.head))


def _is_passive(verb: Token) -> bool:
    if any(c.dep_ in ("nsubjpass", "auxpass") for c in verb.children):
        return True
    if verb.tag_ != "VBN" or any(c.dep_ == "dobj" for c in verb.children):
        return False
    helped = any(c.dep_ == "aux" for c in verb.children)
    if verb.dep_ == "conj" and not helped:
        return _is_passive(verb.head)
    return not helped


def _of_noun(noun: Token) -> tuple[Token | None, Token | None]:
    doer: Token | None = None
    whom: Token | None = None
    for child in noun.children:
        if child.dep_ in ("prep", "agent"):
            inner = next((c for c in child.children if c.dep_ == "pobj"), None)
            if child.lower_ == "by":
                doer = inner
            elif child.lower_ in _TO_WHOM and whom is None:
                whom = inner
        elif doer is None and (child.dep_ == "poss" or child.ent_type_ in ("NORP", "GPE", "ORG")):
            doer = child
    return doer, whom


def _prepositional(token: Token) -> Token | None:
    for child in token.children:
        if child.dep_ == "prep" and child.lower_ in _TO_WHOM:
            return next((c for c in child.children if c.dep_ == "pobj"), None)
    return None


def _phrase(head: Token | None) -> tuple[int, int] | None:
    """The stretch of a noun phrase; None for pronouns and clauses."""
    if head is None or head.pos_ not in ("NOUN", "PROPN", "ADJ", "NUM") or head.ent_type_ in ("DATE", "TIME"):
        return None
    return noun_phrase(head)


def _tense(token: Token) -> HappeningTense:
    """Whether a happening is told as done or going on, to come, or unreal."""
    for _ in range(_CLIMB):
        helpers = [c for c in token.children if c.dep_ in ("aux", "auxpass")]
        low = {c.lower_ for c in helpers}
        if "would" in low and token.dep_ == "ccomp" and token.head.tag_ in ("VBD", "VBN"):
            return "future"  # "announced that an inquiry would begin"
        if low & listed("unreal") or any(
            c.dep_ == "mark" and c.lower_ in listed("conditions") for c in token.children
        ):
            return "unreal"
        if low & listed("future"):
            return "future"
        head = token.head
        if "to" in low and token.dep_ in ("xcomp", "ccomp", "acl", "advcl", "ROOT", "relcl", "conj"):
            if head.lemma_.lower() in listed("arranged") or (head.lemma_ == "be" and head.i != token.i):
                return "future" if not _is_past_plan(head) else "unreal"
            if head.lemma_.lower() == "go" and head.tag_ == "VBG":
                return "future"
            if head.lemma_.lower() in listed("asked") or token.dep_ == "acl":
                return "unreal"
            return _tense(head) if head.i != token.i and head.pos_ in ("VERB", "AUX") else "future"
        if token.dep_ in ("conj", "xcomp") and head.pos_ in ("VERB", "AUX") and not helpers:
            token = head
            continue
        if token.tag_ == "VBG" and "be" in {c.lemma_ for c in helpers}:
            return "present"
        if token.tag_ in ("VBZ", "VBP") and "have" not in {c.lemma_ for c in helpers}:
            return "present"
        return "past"
    return "past"


def _is_past_plan(head: Token) -> bool:
    return any(c.lower_ == "had" for c in head.children)
