"""Who a source names, inside one report: names, pronouns, offices, bodies.

Takes the names of a report and the sources found for its quotations and reported statements, in the
order of the text; gives for each the span of the fullest naming, or None where the report does not
say. Looks at no other report.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from crosswire.annotate.attribution_cues import author_of, is_cue, owner
from crosswire.annotate.attribution_source import Source
from crosswire.annotate.quotes_frame import Frame, cue_nouns, documents
from crosswire.annotate.quotes_grammar import antecedent, phrase, subject
from crosswire.annotate.speakers_names import Named, named_in
from crosswire.lang import table
from crosswire.types import Mention

if TYPE_CHECKING:
    from spacy.tokens import Token


# How far back, in words, the issuing of a statement is looked for: a paragraph or three.
_TOLD = 150

# How far back, in characters, "the airline" looks for its name: the paragraph before.
_LINES = 500


@dataclass(slots=True)
class Resolver:
    """Resolves the sources of one report; asked in text order.

    `sources` are those met so far: offset, bearer (None for "a neighbour"), sex where the noun tells.
    """

    frame: Frame
    names: tuple[Named, ...]
    told: tuple[tuple[int, int], ...] = ()  # where reported statements stand
    sources: list[tuple[int, Named | None, str | None]] = field(default_factory=list)
    strangers: tuple[
        tuple[int, None, str | None], ...
    ] = ()  # "a neighbour recalled": somebody without a name

    def resolve(self, source: Source) -> Named | None:
        """The bearer of the source, or None."""
        found = self._resolve(source.head, source.start, source.end)
        if not source.inherited and (found is not None or _somebody(source.head)):
            self.sources.append((source.start, found, _sex(source.head)))
        return found

    def _resolve(self, head: Token, start: int, end: int) -> Named | None:
        low = head.lower_
        words = table("en", "quotes")["speakers"]
        if low in words["relative"] and head.tag_ in ("WP", "WDT", "IN", "WP$"):
            noun = antecedent(head)
            if noun is None:
                return None
            a, b = phrase(noun, self.frame.quoted)
            return self._resolve(noun, a, b)
        for kind in ("he", "she", "it", "they"):
            if low in words[kind]:
                return self._pronoun(kind, head)
        if head.lemma_.lower() in documents() | _words("outlets"):
            return self._whose(head)
        last = self.frame.at(end - 1)
        if last is not None and last.lemma_.lower() in _words("roles"):
            named = self._apposed(end)
            if named is not None:
                return named
        found = self._by_name(head, start, end) or self._by_role(head, start, end)
        if found is None and head.lemma_.lower() in cue_nouns():
            return self._author(head)
        return found

    def _author(self, document: Token) -> Named | None:
        """Whose a statement is that itself speaks: its owner, or who put it out when the text last told of it.

        Only "the statement" looks back: "a statement" is a new one.
        """
        own = author_of(document)
        if own is not None:
            return self._resolve(own, *phrase(own, self.frame.quoted))
        if not any(c.lower_ in ("the", "this", "that") for c in document.children):
            return None
        lemma = document.lemma_.lower()
        for told in reversed(document.doc[max(0, document.i - _TOLD) : document.i]):
            if told.lemma_.lower() != lemma or told.i in self.frame.quoted:
                continue
            maker = owner(told) or _maker(told)
            return None if maker is None else self._resolve(maker, *phrase(maker, self.frame.quoted))
        return None

    def _whose(self, document: Token) -> Named | None:
        """Whose account, site or letter it is, where it says so: "its website", "the ministry's letter"."""
        for child in document.children:
            if child.dep_ == "poss":
                found = self._resolve(child, *phrase(child, self.frame.quoted))
                return found if found is not None and found.type != "PERSON" else None
        return None

    def _by_name(self, head: Token, start: int, end: int) -> Named | None:
        """The name that is the phrase's head, or stands beside it as title and holder do."""
        inside = [(s, e, n) for n in self.names for s, e in n.spans if s < end and start < e]
        holder = self._closing_name(start, end, inside)
        if holder is not None:
            return holder
        at = [n for s, e, n in inside if s <= head.idx < e]
        if at:
            return at[0]
        for s, e, n in sorted(inside, key=lambda x: (x[2].type != "PERSON", x[0])):
            top = next((t for t in self.frame.tokens(s, e) if not s <= t.head.idx < e), None)
            if top is None:
                continue
            beside = (top.dep_ == "appos" or s > head.idx) and n.type == "PERSON"  # not "a Maltesk aide"
            if (top.head.i == head.i and (beside or top.dep_ == "conj")) or top.i == head.i:
                return n
        return None

    def _closing_name(self, start: int, end: int, inside: list[tuple[int, int, Named]]) -> Named | None:
        """The holder whose name ends the phrase of an office: "the director of the port Jorun Maltesk".

        Not in "a lawyer for Mayor Maltesk", where the name has a title of its own, nor after "of".
        """
        for s, e, n in inside:
            before = self.frame.at(s - 2)
            if n.type != "PERSON" or e != end or s <= start or before is None or before.tag_ == "POS":
                continue
            tokens = self.frame.tokens(start, s)
            office = any(
                t.lemma_.lower() in _words("roles") and after.pos_ == "ADP" for t, after in pairwise(tokens)
            )
            titled = before.lemma_.lower() in _words("roles")
            if (before.pos_ in ("NOUN", "PROPN") and not (office and titled)) or before.text == ",":
                return n
        return None

    def _by_role(self, head: Token, start: int, end: int) -> Named | None:
        lemma = head.lemma_.lower()
        if head.pos_ not in ("NOUN", "PROPN") or not _definite(self.frame, head, start):
            return None
        wanted = _modifiers(self.frame, head, start, end)
        if lemma in _words("roles"):
            return self._apposed(end) or self._holder(lemma, wanted, head)
        found = self._body(lemma, wanted, start) if lemma in _words("bodies") else None
        if found is None and lemma in _words("kinds") and not wanted:
            return self._only_one(head.idx)
        return found

    def _apposed(self, end: int) -> Named | None:
        """The person named right after an office: "the head of the board (ECA), Jorun Maltesk"."""
        for n in self.names:
            for s, _ in n.spans:
                if end <= s <= end + 6 and n.type == "PERSON":
                    between = self.frame.text[end:s]
                    if between.strip() in ("", ".", ",", "),", ")") and "\n" not in between:
                        return n
        return None

    def _holder(self, lemma: str, wanted: set[str], head: Token) -> Named | None:
        """The most-mentioned holder of an office among those that fit what the phrase adds to it."""
        fresh = _introduced(head)
        persons = [
            n for n in self.names if n.type == "PERSON" and any(fresh < s < head.idx for s, _ in n.spans)
        ] or [n for n in self.names if n.type == "PERSON" and fresh < 0]
        holders = [n for n in persons if lemma in n.roles]
        if not holders and lemma in _words("leading"):
            holders = [n for n in persons if n.roles & _words("leaders")]
        fitting = [n for n in holders if _fits(wanted, n.role_words)]
        related = lemma in _words("relations")
        if not wanted or (not fitting and len(holders) == 1 and not related):
            fitting = holders
        return max(fitting, key=lambda n: (len(n.spans), -n.spans[0][0]), default=None)

    def _body(self, lemma: str, wanted: set[str], start: int) -> Named | None:
        """The body last named before that bears the noun and all that the phrase adds to it."""
        same = [
            (s, n)
            for n in self.names
            if lemma in n.words and n.type != "PERSON" and wanted <= n.words
            for s, _ in n.spans
            if s < start
        ]
        return max(same, key=lambda x: x[0])[1] if same else None

    def _only_one(self, at: int) -> Named | None:
        """The organisation that "the airline" is: the only one in the lines before, where it did something."""
        might = [n for n in self.names if n.type in ("ORG", "OTHER") or not (n.gender or n.roles)]
        near = [
            n
            for n in might
            if n.type not in ("GPE", "LOC", "NORP", "FAC") and any(at - _LINES <= s < at for s, _ in n.spans)
        ]
        acting = [
            n for n in near if any(at - _LINES <= s < at and not self._is_told(s, at) for s in n.subjects)
        ]
        return acting[0] if len(near) == 1 and acting and near[0].type == "ORG" else None

    def _is_told(self, offset: int, at: int) -> bool:
        """Whether an offset lies in a reported statement that ends before another."""
        return any(start <= offset < end <= at for start, end in self.told)

    def _pronoun(self, kind: str, head: Token) -> Named | None:
        at = head.idx
        if kind == "they":
            return None
        person = kind in ("he", "she")
        clash = {"he": "female", "she": "male"}.get(kind)
        fits = [n for n in self.names if (n.type == "PERSON") == person and n.gender != clash]
        if kind == "it":
            fits = [n for n in fits if n.type in ("ORG", "GPE")]
        if person:  # a lone word that nothing shows to be a person gives way to those who are
            fits = [n for n in fits if n.gender or n.roles or n.parts > 1] or fits
        known = {id(n) for n in fits}
        said: list[tuple[int, Named | None]] = [
            (offset, n)
            for offset, n, sex in (*self.sources, *self.strangers)
            if offset < at and (id(n) in known if n is not None else person and sex != clash)
        ]
        subjects = [(s, n) for n in fits for s in n.subjects if s < at and not self._is_told(s, at)]
        best = max((*said, *subjects), key=lambda x: x[0], default=None)
        if best is not None:
            return best[1]
        any_before = [(s, n) for n in fits for s, _ in n.spans if s < at]
        if any_before:
            return max(any_before, key=lambda x: x[0])[1]
        after = [(s, n) for n in fits for s, _ in n.spans if at < s < at + 120]
        return min(after, key=lambda x: x[0])[1] if after else None


def _maker(document: Token) -> Token | None:
    """Who put a document out: the subject of "issued a statement", "said in a statement", "his letter"."""
    verb = document.head
    if verb.pos_ == "ADP" and document.dep_ == "pobj" and verb.lower_ in ("in", "by", "through", "via"):
        verb = verb.head
        made = is_cue(verb, ("say",))
    else:
        made = document.dep_ == "dobj" and verb.lemma_.lower() in _words("issuing")
    return subject(verb) if made else None


@cache
def _words(kind: str) -> frozenset[str]:
    return frozenset(table("en", "quotes")["speakers"][kind])


def _somebody(head: Token) -> bool:
    """Whether a noun means one person without a name: "a neighbour", "the woman"."""
    if head.lower_ in _words("indefinite") and head.tag_ in ("CD", "NN", "PRP"):
        return True  # "one of the teenagers"
    return head.tag_ == "NN" and head.lemma_.lower() in _words("roles") | _words("groups")


def _strangers(frame: Frame) -> tuple[tuple[int, None, str | None], ...]:
    """Where the text brings in somebody without a name who says something, whatever it is."""
    return tuple(
        (t.idx, None, _sex(t))
        for t in frame.doc
        if t.dep_ == "nsubj"
        and t.i not in frame.quoted
        and _somebody(t)
        and is_cue(t.head, ("say", "manner", "judge", "mind", "stance"))
        and any(c.lower_ in _words("indefinite") for c in t.children)
    )


def _sex(head: Token) -> str | None:
    for sex in ("female", "male"):
        if head.lemma_.lower() in _words(f"{sex}_titles"):
            return sex
    return None


def _fits(wanted: set[str], near: frozenset[str]) -> bool:
    """Whether an office's attributes name the same land or domain: "Kestrian" and "of Kestria"."""
    return any(w == x or (len(w) > 4 and len(x) > 4 and w[:5] == x[:5]) for w in wanted for x in near)


def _definite(frame: Frame, head: Token, start: int) -> bool:
    """Whether the phrase means somebody known: "the minister", "Kestrian president", not "a spokesman"."""
    first = frame.at(start)
    if head.tag_ in ("NNS", "NNPS"):
        return False
    return first is None or first.lower_ not in _words("indefinite")


def _introduced(head: Token) -> int:
    """Where the text last brought in another of the kind ("another neighbour") before, or -1."""
    for token in reversed(head.doc[: head.i]):
        if token.lemma_ != head.lemma_ or token.tag_ != "NN" or token.dep_ in ("appos", "attr"):
            continue  # "Jorun Maltesk, a neighbour," brings in nobody new
        if any(c.lower_ in _words("indefinite") for c in token.children):
            return int(token.idx)
    return -1


def _modifiers(frame: Frame, head: Token, start: int, end: int) -> set[str]:
    words = (t for t in frame.tokens(start, end) if t.i != head.i and t.is_alpha)
    return {t.lower_ for t in words if t.pos_ in ("NOUN", "PROPN", "ADJ")}


def resolve_all(
    frame: Frame,
    mentions: Sequence[Mention],
    sources: Sequence[Source | None],
    told: Sequence[tuple[int, int]] = (),
    also: Sequence[Source | None] = (),
) -> tuple[tuple[int, int] | None, ...]:
    """For each source, then each of `also`, the offsets of the fullest naming of its bearer, or None.

    `told` are the stretches of reported statements: those named in them speak for nobody after. `also`
    are sources of other acts than speech: they are resolved, and resolve no pronoun after them.
    """
    names = named_in(frame, mentions, [s.head for s in sources if s is not None])
    resolver = Resolver(frame=frame, names=names, told=tuple(told), strangers=_strangers(frame))
    asked = [*sources, *(None if s is None else replace(s, inherited=True) for s in also)]
    order = sorted((s.start, i) for i, s in enumerate(asked) if s is not None)
    found: dict[int, tuple[int, int] | None] = {}
    for _, index in order:
        source = asked[index]
        if source is not None:
            named = resolver.resolve(source)
            found[index] = None if named is None else named.fullest
    return tuple(found.get(i) for i in range(len(asked)))
