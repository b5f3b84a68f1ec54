"""The plainest whole clause around a word that tells of something, and the noun phrase of a side.

In: a parsed token. Out: stretches of text. A clause is whole where a finite verb with a subject that names
something heads it; where the word's own clause is not ("who stepped down", "before being flown"), the next
one above is taken, with what leads to the word. Asides that stand at its edges are left out.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from crosswire.annotate.happenings_types import listed

if TYPE_CHECKING:
    from spacy.tokens import Token

_CLIMB = 8
_EDGE = frozenset(",;:–—-.!?|")
_MARKS = frozenset('“”„«»"')
_TRAILING = frozenset(",;:–—-")


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """A stretch of text (offsets) with its words; `whole` says that it stands by itself."""

    bounds: tuple[int, int]
    tokens: tuple[Token, ...]
    whole: bool


def clause_of(token: Token) -> Clause | None:
    """The clause in which a word tells of something; None where nothing but it stands there."""
    head, whole = _whole(token)
    kept = _trimmed(_kept(head, token), head)
    if len(kept) < 2:
        return None
    if any(t.tag_ in ("WDT", "WP", "WP$") for t in kept[:2]):
        whole = False
    return Clause(bounds=(kept[0].idx, kept[-1].idx + len(kept[-1])), tokens=tuple(kept), whole=whole)


def own_stretch(token: Token) -> tuple[int, int] | None:
    """The stretch of text that tells just this: what hangs on the word, without clauses coordinated with it."""
    kept = _trimmed(_kept(token, token, alone=True), token)
    return (kept[0].idx, kept[-1].idx + len(kept[-1])) if len(kept) > 1 else None


def _trimmed(kept: list[Token], head: Token) -> list[Token]:
    """Without the marks, conjunctions and openers ("Likewise,") at its edges."""
    while kept and (kept[0].is_space or kept[0].text in _EDGE or _opens(kept[0], head)):
        kept = kept[1:]
    while kept and (kept[-1].is_space or kept[-1].text in _TRAILING or kept[-1].dep_ == "cc"):
        kept = kept[:-1]
    marks = sum(t.text in _MARKS for t in kept)
    if kept and marks == 1:  # the other of the pair stands outside
        kept = kept[kept[0].text in _MARKS : len(kept) - (kept[-1].text in _MARKS)]
    return kept


def _opens(token: Token, head: Token) -> bool:
    if token.head.i != head.i:
        return False
    # "when gas exploded" tells of its own that gas exploded.
    subordinator = token.tag_ == "WRB" and head.dep_ == "advcl"
    opener = token.dep_ == "advmod" and (subordinator or token.lower_ in listed("openers"))
    return opener or token.dep_ in ("cc", "mark")


def _whole(token: Token) -> tuple[Token, bool]:
    """The verb of the nearest clause that stands by itself, from the word upwards."""
    at = token
    for _ in range(_CLIMB):
        if at.pos_ in ("VERB", "AUX") and _stands(at) and not _is_told_by(at):
            return at, True
        if at.head.i == at.i:
            return at, False
        at = at.head
    return at, False


def _is_told_by(verb: Token) -> bool:
    """A told clause about "he" needs who tells it: "the minister said he had ordered it"."""
    subject = next((c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")), None)
    return verb.dep_ in ("ccomp", "advcl") and subject is not None and subject.pos_ == "PRON"


def _stands(verb: Token) -> bool:
    """Whether a clause stands by itself: a finite verb with a subject of its own, and no relative clause."""
    if verb.dep_ in ("relcl", "acl"):
        return False
    subject = next((c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass", "expl", "csubj")), None)
    if subject is None or subject.tag_ in ("WDT", "WP", "WP$"):
        return False
    helpers = [c for c in verb.children if c.dep_ in ("aux", "auxpass")]
    finite = ("VBD", "VBZ", "VBP", "MD")
    return verb.tag_ in finite or any(h.tag_ in finite for h in helpers)


def _kept(head: Token, token: Token, *, alone: bool = False) -> list[Token]:
    """The words of a clause, without the asides that do not lead to `token`; one stretch around it. `alone`
    leaves out verbs that share its subject, too."""
    path = {token.i, *(a.i for a in token.ancestors)}
    dropped: set[int] = set()
    for inner in head.subtree:
        if inner.i == head.i or inner.i in path:
            continue
        own_clause = inner.dep_ == "conj" and inner.pos_ in ("VERB", "AUX") and (alone or _stands(inner))
        if own_clause or inner.dep_ in ("parataxis",):
            dropped.update(t.i for t in inner.subtree)
    first, last = min(head.i, token.i), max(head.i, token.i)
    inside = sorted(t.i for t in head.subtree)
    doc = head.doc
    kept = [i for i in inside if i not in dropped]
    if not kept:
        return []
    lower = max((i for i in inside if i in dropped and i < first), default=kept[0] - 1)
    upper = min((i for i in inside if i in dropped and i > last), default=kept[-1] + 1)
    return [doc[i] for i in range(max(kept[0], lower + 1), min(kept[-1], upper - 1) + 1)]


def noun_phrase(head: Token) -> tuple[int, int]:
    """The stretch of a noun phrase without the clauses and appositions that hang on it."""
    dropped: set[int] = set()
    for inner in head.subtree:
        if inner.i != head.i and (
            inner.dep_ in ("relcl", "acl", "advcl")
            or (inner.dep_ == "appos" and inner.pos_ != "PROPN")
            or (inner.dep_ == "prep" and inner.head.i == head.i and inner.lower_ not in ("of", "for"))
        ):
            dropped.update(t.i for t in inner.subtree)
    by_index = {t.i: t for t in head.subtree if t.i not in dropped}
    run = [head]
    i = head.i - 1
    while i in by_index:
        run.insert(0, by_index[i])
        i -= 1
    i = head.i + 1
    while i in by_index:
        run.append(by_index[i])
        i += 1
    while len(run) > 1 and (run[-1].is_punct or run[-1].is_space or run[-1].dep_ in ("cc", "prep")):
        run.pop()
    while len(run) > 1 and (run[0].is_punct or run[0].is_space):
        run.pop(0)
    return run[0].idx, run[-1].idx + len(run[-1])
