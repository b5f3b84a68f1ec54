"""What befell those for whom the measures have no word: things damaged, persons abducted, threatened, unharmed.

In: a report, its parse, its figures and individuals. Out: both again, with `effect` where the words say so, and
more individuals: things that no number counts ("a bridge was blown up", unit "bridge", measure "other"), persons
threatened or left unharmed, and what nobody suffered ("no casualties": number 0). New ones have `implied` set, ids
`REPORT:hN` from 1, in text order; words for several have no number and `low` 2. A thing told of again ("the bus")
has the id of the first in `relates_to`, or of the figure that counts its noun. Left undone: whom "they" and "it" mean.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from crosswire.annotate.background import is_background
from crosswire.annotate.circumstances import as_of
from crosswire.annotate.figure_lexicon import parties
from crosswire.annotate.figure_words import Words, words_of
from crosswire.annotate.harm_lexicon import listed, thing_of
from crosswire.annotate.harm_persons import find_befallen_persons, tells_abduction
from crosswire.annotate.harm_things import Befallen, find_befallen_things
from crosswire.annotate.identified import find_identified
from crosswire.annotate.individuals_lexicon import noun_of
from crosswire.annotate.individuals_tree import Tree, tree_of
from crosswire.annotate.not_figures import is_furniture
from crosswire.annotate.unreal import without_unreal
from crosswire.types import Effect, Figure, Mention, Quote, Report, TimeExpression

if TYPE_CHECKING:
    from spacy.tokens import Doc

# Words before a count of persons held among which an abduction is told ("kidnapped the three").
_BEFORE = 5
_SEVERAL = frozenset(
    ["several", "various", "many", "some", "numerous", "other", "few", "two", "three", "both"]
)
_PARTS = frozenset(["of", "in", "at", "on", "belonging"])


@dataclass(frozen=True, slots=True)
class _Phrase:
    """A noun phrase: its words (first, end), how many it names (None: several) and its head in the singular."""

    first: int
    end: int
    number: int | None
    noun: str
    definite: bool


def find_harm(
    report: Report,
    doc: Doc,
    *,
    figures: tuple[Figure, ...],
    individuals: tuple[Figure, ...],
    mentions: tuple[Mention, ...] = (),
    times: tuple[TimeExpression, ...] = (),
    quotes: tuple[Quote, ...] = (),
    anchor: str | None = None,
) -> tuple[tuple[Figure, ...], tuple[Figure, ...]]:
    """Figures and individuals with what befell them; `anchor` is the ISO day the report speaks from."""
    w = words_of(doc)
    tree = tree_of(w)
    befallen = [*find_befallen_things(tree), *find_befallen_persons(tree)]
    figures = without_unreal(tree, tuple(_abducted(tree, f, _BEFORE) for f in figures))
    individuals = tuple(_abducted(tree, f, 0) for f in individuals)
    counted = _Counted(w, figures)
    named = {i: m for m in mentions for i in range(w.at(m.span.start), w.before(m.span.end))}
    day = anchor or (report.published or "")[:10] or None
    found: list[Figure] = []
    first: dict[tuple[str, bool], str] = {}
    for b in sorted(befallen, key=lambda b: (b.first, b.end)):
        if not _is_article(report, w, b):
            continue
        heads: tuple[int | None, ...] = (None,) if b.zero else b.patients
        for head in heads:
            if head is not None and counted.take(head, b.effect):
                continue
            phrase = _phrase(tree, head, named) if head is not None else None
            if head is not None and (phrase is None or (b.persons and not _is_person(w, head, named))):
                continue
            made = _figure(report, w, b, phrase, times, quotes, day, f"{report.id}:h{len(found) + 1}")
            found.append(_related(made, phrase, first))
    told = counted.figures()
    individuals = (*individuals, *(_told_again(told, f) for f in found))
    return told, (*individuals, *find_identified(report, tree, (*told, *individuals), mentions))


def _abducted(tree: Tree, f: Figure, before: int) -> Figure:
    if f.measure != "detained":
        return f
    w = tree.w
    begin, end = w.at(f.span.start), w.before(f.span.end)
    if begin >= len(w.low):
        return f
    start, stop = max(begin - before, w.sentence[begin][0]), min(end + before, w.sentence[begin][1])
    return replace(f, effect="abducted") if tells_abduction(tree, start, stop if before else end) else f


def _told_again(figures: tuple[Figure, ...], f: Figure) -> Figure:
    """ "They burned six buses. The burning of the buses …": things without a number that a figure of their noun counts."""
    if f.number is not None or f.relates_to is not None or not f.label:
        return f
    noun = _head(f)
    same = [
        x for x in figures
        if (x.number or 0) > 1 and x.label and (x.measure, x.effect, x.modality) == (f.measure, f.effect, f.modality) and _head(x) == noun
    ]  # fmt: skip
    return replace(f, relates_to=same[0].id) if same else f


def _head(f: Figure) -> str:
    """The noun that a label ends with, or that stands before its "of"."""
    words = (f.label or "").casefold().split(" of ")[0].split()
    return words[-1] if words else ""


class _Counted:
    """The figures of a report by the words they count, with the effects found for them."""

    def __init__(self, w: Words, figures: tuple[Figure, ...]) -> None:
        self._figures = list(figures)
        self._at: dict[int, int] = {}
        for n, f in enumerate(figures):
            if f.measure in ("age", "duration", "cost", "share"):
                continue
            for i in range(w.at(f.number_span.start), w.before(f.span.end)):
                self._at.setdefault(i, n)
        self._words = w

    def take(self, head: int, effect: Effect) -> bool:
        """Gives the figure that counts word `head` the effect; False where no figure counts it."""
        n = self._at.get(head)
        if n is None:
            return False
        told = self._figures[n]
        if told.effect is None and (
            effect == "threatened" or told.measure in ("other", "participants", "deployed")
        ):
            self._figures[n] = replace(told, effect=effect)
        return True

    def figures(self) -> tuple[Figure, ...]:
        """All figures, in their order."""
        return tuple(self._figures)


def _is_article(report: Report, w: Words, b: Befallen) -> bool:
    start, end = w.start[b.first], w.end[b.end - 1]
    passages = tuple(
        (x.kind, w.text[x.start : x.end]) for x in report.excluded if x.start < end and start < x.end
    )
    return not is_furniture(passages)


def _is_person(w: Words, head: int, named: dict[int, Mention]) -> bool:
    mention = named.get(head)
    if mention is not None and mention.kind == "name":
        return mention.type == "PERSON"
    low = w.low[head]
    return (
        low in parties()
        or noun_of(low) is not None
        or noun_of(low.removesuffix("s")) is not None
        or low in ("he", "she", "him", "her", "i", "me")
    )


def _phrase(tree: Tree, head: int, named: dict[int, Mention]) -> _Phrase | None:
    """The noun phrase that word `head` heads."""
    w = tree.w
    begin = w.sentence[head][0]
    first = head
    while first > begin and _belongs(tree, first - 1, head):
        first -= 1
    mention = named.get(head)
    end = head + 1
    if mention is not None and mention.kind == "name":
        first, end = min(first, w.at(mention.span.start)), max(end, w.before(mention.span.end))
    end = _with_complement(tree, head, end)
    words = w.low[first:head]
    if "no" in words[:1]:
        return None
    plural = w.tag[head] in ("NNS", "NNPS") or bool(set(words) & _SEVERAL)
    low = w.low[head]
    same = low in listed("things", "same") or low in listed("things", "mass")
    if same and w.tag[head] in ("NN", "NNP"):
        plural = False
    noun = thing_of(low) or low
    definite = bool(words) and words[0] in ("the", "this", "that", "its", "his", "their", "her")
    return _Phrase(first, end, None if plural else 1, noun, definite)


def _belongs(tree: Tree, i: int, head: int) -> bool:
    """Whether word `i` is one of the head's own words before it."""
    w = tree.w
    if w.low[i] in (",", ";", ":", "(", ")", "[", "]", "--", "and", "or"):
        return False
    at = i
    for _ in range(4):
        if at == head:
            return True
        if w.dep[at] not in (
            "det",
            "amod",
            "compound",
            "nmod",
            "poss",
            "case",
            "nummod",
            "punct",
            "advmod",
            "quantmod",
            "predet",
            "npadvmod",
        ):
            return False
        at = w.head[at]
    return at == head


def _with_complement(tree: Tree, head: int, end: int) -> int:
    """The phrase with "of the ministry" behind its noun."""
    w = tree.w
    if end < len(w.low) and w.low[end] in _PARTS and w.head[end] == head:
        inner = tree.child(end, "pobj")
        if inner is not None and inner - end < 6 and inner < w.sentence[head][1]:
            return inner + 1
    return end


def _figure(
    report: Report,
    w: Words,
    b: Befallen,
    phrase: _Phrase | None,
    times: tuple[TimeExpression, ...],
    quotes: tuple[Quote, ...],
    day: str | None,
    name: str,
) -> Figure:
    first = min(b.first, phrase.first) if phrase else b.first
    end = max(b.end, phrase.end) if phrase else b.end
    own = (phrase.first, phrase.end) if phrase else (b.first, b.end)
    number = phrase.number if phrase else 0
    interval, basis = as_of(report, w, first, "other", times, quotes, day=day)
    label = " ".join(report.text[w.start[own[0]] : w.end[own[1] - 1]].split())
    return Figure(
        id=name,
        span=report.span(w.start[first], w.end[end - 1]),
        number_span=report.span(w.start[own[0]], w.end[own[1] - 1]),
        number=number,
        low=2 if number is None else number,
        high=number,
        qualifier="vague" if number is None else "exact",
        unit="persons" if b.persons else phrase.noun if phrase else "things",
        measure="other",
        group=parties().get(phrase.noun, "people") if b.persons and phrase else "people" if b.persons else None,
        label=label if phrase else None,
        as_of=interval,
        basis=basis,
        part_of_event=not is_background(w, b.first, interval, day=day),
        implied=True,
        effect=b.effect,
    )  # fmt: skip


def _related(made: Figure, phrase: _Phrase | None, first: dict[tuple[str, bool], str]) -> Figure:
    """A thing told of again is the one told of first: the same noun, now with "the"."""
    if phrase is None:
        return made
    key = (phrase.noun, phrase.number is None)
    told = first.setdefault(key, made.id)
    return replace(made, relates_to=told) if told != made.id and phrase.definite else made
