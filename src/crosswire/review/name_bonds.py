"""Which names are one bearer's by what people say, and which are not: merges and splits, brought down to pairs.

In: entities as the machine found them and the reviews that merge or split. Out: groups of names, and how each review
bears on them. Which pairs hold is settled in `pairs`; what is held apart is never joined through a third, later bonds before
earlier ones.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from crosswire.review.finding import Held, find_in
from crosswire.review.pairs import Bearings, Bond, settle_pairs
from crosswire.types import Bearing, Review, Span, Target


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Node:
    """A name as far as people take it apart: all that is left of an entity (`text` is empty), or what one report
    prints so of it."""

    entity: str
    report: str = ""
    text: str = ""

    @property
    def whole(self) -> Node:
        """The entity that it belongs to."""
        return Node(entity=self.entity)


@dataclass(frozen=True, slots=True, kw_only=True)
class Bound:
    """What people's bonds come to: `apart` are names split off their entity, `groups` the names that are one bearer's,
    the one that gives its name first; `bearings` say of each review whether it is in force, `touched` which names it is
    about and whether it changed them."""

    apart: frozenset[Node] = frozenset()
    groups: tuple[tuple[Node, ...], ...] = ()
    bearings: tuple[tuple[Review, Bearing, str], ...] = ()
    touched: tuple[tuple[str, Node, bool], ...] = ()
    disputed: tuple[tuple[Node, tuple[str, ...]], ...] = ()


def bind(reviews: Sequence[Review], where: Held) -> Bound:
    """What the merges and splits among `reviews`, oldest first, come to."""
    made = [bond for one in reviews for bond in _bonds(one, where)]
    kept, bearings = settle_pairs(made)
    apart = frozenset(
        b.first for b in kept if b.says == "different" and b.first.text and b.second == b.first.whole
    )
    groups, refused = _groups(kept, apart)
    bearings |= {b.review.id: ("without-effect", _refusal(against)) for b, against in refused}
    empty = {r.id for r in reviews} - {b.review.id for b in made}
    bearings |= dict.fromkeys(empty, ("without-effect", "the names are as it says already"))
    return Bound(
        apart=apart,
        groups=groups,
        bearings=tuple((r, *bearings[r.id]) for r in reviews),
        touched=tuple(_touched(kept, apart)),
        disputed=_disputed(made, bearings),
    )


def forms_at(target: Target, where: Held) -> tuple[Node, ...]:
    """The printed names at the words of a target, each as its report prints it."""
    spans = [span for words in target.words for span in where.ground.spans_of(words)]
    return tuple(dict.fromkeys(node for span in spans for node in _named(span, where)))


def nodes_of(target: Target, where: Held) -> tuple[Node, ...]:
    """The names that a target means: the entity, or the printed form alone where the target is one."""
    if dict(target.key).get("form"):
        return forms_at(target, where)
    return tuple(Node(entity=id) for id in find_in(target, where).ids)


def _named(span: Span, where: Held) -> list[Node]:
    """The names that stand at a span; where none is just it, those that share words with it."""
    every = [(e.id, f.span) for e in where.entities for f in e.forms if f.span.overlaps(span)]
    exact = [(id, form) for id, form in every if (form.start, form.end) == (span.start, span.end)]
    return [Node(entity=id, report=form.report, text=form.text) for id, form in exact or every]


def _bonds(one: Review, where: Held) -> Iterator[Bond[Node]]:
    if one.action == "merge":
        for other in one.others:
            yield from _merging(one, nodes_of(one.target, where), nodes_of(other, where), other, where)
    elif one.action == "split":
        yield from _splitting(one, where)


def _merging(
    one: Review, mine: Sequence[Node], theirs: Sequence[Node], other: Target, where: Held
) -> Iterator[Bond[Node]]:
    for first in mine:
        for second in theirs:
            if first.entity != second.entity:
                yield Bond(review=one, first=first, second=second, says="same")
                # A printed form that is one bearer's with another entity leaves its own.
                for moved in (first, second):
                    if moved.text:
                        yield Bond(review=one, first=moved, second=moved.whole, says="different")
            else:
                for form in forms_at(other, where):
                    yield Bond(review=one, first=form, second=form.whole, says="same")


def _splitting(one: Review, where: Held) -> Iterator[Bond[Node]]:
    gone = [n for t in one.others or (one.target,) for n in forms_at(t, where)]
    rest = {n.entity for n in forms_at(one.target, where) if n not in gone} or {n.entity for n in gone}
    for node in gone:
        if node.entity in rest:
            yield Bond(review=one, first=node, second=node.whole, says="different")
        else:
            for entity in sorted(rest):
                yield Bond(review=one, first=node.whole, second=Node(entity=entity), says="different")
    own: dict[str, list[Node]] = {}
    for node in gone:
        own.setdefault(node.entity, []).append(node)
    for nodes in own.values():
        yield from (Bond(review=one, first=a, second=b, says="same") for a, b in pairwise(nodes))


def _touched(kept: Iterable[Bond[Node]], apart: frozenset[Node]) -> Iterator[tuple[str, Node, bool]]:
    for bond in kept:
        ends = [n if n in apart else n.whole for n in (bond.first, bond.second)]
        for node in ends:
            yield bond.review.id, node, ends[0] != ends[1]


def _groups(
    kept: Sequence[Bond[Node]], apart: frozenset[Node]
) -> tuple[tuple[tuple[Node, ...], ...], list[tuple[Bond[Node], Bond[Node]]]]:
    """Names joined, newest bonds first, as far as nothing holds them apart; and the bonds that could not be."""

    def here(node: Node) -> Node:
        return node if node in apart else node.whole

    group: dict[Node, list[Node]] = {}
    refused: list[tuple[Bond[Node], Bond[Node]]] = []
    barred = [(here(b.first), here(b.second), b) for b in kept if b.says == "different"]
    for bond in sorted(kept, key=lambda b: kept.index(b), reverse=True):
        first, second = here(bond.first), here(bond.second)
        if bond.says != "same" or first == second:
            continue
        mine, theirs = group.get(first, [first]), group.get(second, [second])
        if mine is theirs:
            continue
        against = next((b for x, y, b in barred if _parts(x, y, mine, theirs)), None)
        if against is not None:
            refused.append((bond, against))
            continue
        # Who was joined last gives the name.
        joined = [*mine, *theirs] if first in group or second not in group else [*theirs, *mine]
        group |= dict.fromkeys(joined, joined)
    return tuple(tuple(g) for g in {id(g): g for g in group.values()}.values()), refused


def _parts(x: Node, y: Node, mine: Sequence[Node], theirs: Sequence[Node]) -> bool:
    return x != y and ((x in mine and y in theirs) or (x in theirs and y in mine))


def _refusal(against: Bond[Node]) -> str:
    return f"{against.review.id} by {against.review.by} holds them apart; withdraw what is wrong"


def _disputed(made: Iterable[Bond[Node]], bearings: Bearings) -> tuple[tuple[Node, tuple[str, ...]], ...]:
    people: dict[Node, Counter[str]] = {}
    for bond in made:
        if bearings[bond.review.id][0] == "disputed":
            for node in (bond.first.whole, bond.second.whole):
                people.setdefault(node, Counter())[bond.review.by] += 1
    return tuple((node, tuple(sorted(by))) for node, by in sorted(people.items()))
