"""Reviews of names, applied: entities merged, printed forms split off, names corrected or set aside.

In: entities as the machine found them and reviews. Out: the entities with the reviews in force, and how they stand.
Which names are one bearer's is settled in `name_bonds`. Speakers and places follow from the entities and are not
touched here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import blake2b
from typing import Any

from crosswire.review.finding import Held, find_in
from crosswire.review.name_bonds import Bound, Node, bind, nodes_of
from crosswire.review.outcome import NOTHING, Outcome, lost
from crosswire.review.settling import JUDGING, Said, Settled, Ways, by_age, judgement, settle
from crosswire.text.fold import fold
from crosswire.types import Entity, Form, Judgement, Review, Reviewed, Span

# What can be corrected of an entity, and of one printed form.
_OF_ENTITY, _OF_FORM = ("name", "type"), ("corrupted",)


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """What came of reviewing names."""

    entities: tuple[Entity, ...]
    outcome: Outcome = NOTHING


def form_id(entity: str, span: Span) -> str:
    """What one printed form of an entity is called in judgements: it has no id of its own."""
    return f"{entity}#{span.report}:{span.start}"


def review_names(reviews: Sequence[Review], where: Held) -> Names:
    """The entities of `where` with the reviews of names in force."""
    mine = [r for r in by_age(reviews) if r.target.kind == "name" and r.action != "annotate"]
    if not mine:
        return Names(entities=where.entities)
    found = {r.id: find_in(r.target, where) for r in mine}
    here = [r for r in mine if found[r.id].ids]
    judged = _judged([r for r in here if r.action in JUDGING], where)
    bound = bind([r for r in here if r.action not in JUDGING], where)
    corrected = {e.id: _corrected(e, judged) for e in where.entities}
    parts = _parts(where.entities, corrected, bound)
    now = {node: entity.id for entity, nodes in parts for node in nodes}
    return Names(
        entities=tuple(sorted((e for e, _ in parts if e.forms or e in where.entities), key=lambda e: e.id)),
        outcome=Outcome(
            reviewed=(*lost(mine, found), *_reviewed(judged, bound, now, where)),
            judgements=(*_of_names(judged, parts, now), *_of_groups(bound, now)),
        ),
    )


def _judged(reviews: Sequence[Review], where: Held) -> dict[Node, tuple[list[Review], Settled]]:
    """What people say of each name by itself."""
    about: dict[Node, list[Review]] = {}
    for one in reviews:
        for node in nodes_of(one.target, where):
            about.setdefault(node, []).append(one)
    entities = {e.id: e for e in where.entities}
    return {node: (mine, _settled(node, mine, entities[node.entity])) for node, mine in about.items()}


def _settled(node: Node, reviews: Sequence[Review], entity: Entity) -> Settled:
    machine: dict[str, Any] = {"name": entity.name, "type": entity.type}
    if node.text:
        machine = {"corrupted": any(f.corrupted for f in entity.forms if _is_at(f, node))}
    said = [
        Said(review=r, values={k: v for k, v in r.values if k in (_OF_FORM if node.text else _OF_ENTITY)})
        for r in reviews
    ]
    return settle(said, machine, Ways(rejected="set aside: it is no name of anybody"))


def _corrected(entity: Entity, judged: Mapping[Node, tuple[list[Review], Settled]]) -> Entity:
    own = judged.get(Node(entity=entity.id))
    values: dict[str, Any] = dict(own[1].values) if own else {}
    forms = [f for f in entity.forms if not (own and own[1].rejected)]
    for node, (_, settled) in judged.items():
        if node.entity != entity.id or not node.text:
            continue
        if settled.rejected:
            forms = [f for f in forms if not _is_at(f, node)]
        elif "corrupted" in dict(settled.values):
            said = bool(dict(settled.values)["corrupted"])
            forms = [_marked(f, said, settled) if _is_at(f, node) else f for f in forms]
    return replace(entity, forms=tuple(forms), **values)


def _marked(form: Form, corrupted: bool, settled: Settled) -> Form:
    if form.corrupted == corrupted:
        return form
    if not corrupted:
        return Form(span=form.span)
    return replace(form, corrupted=True, reason=f"marked by {', '.join(settled.by)}", confidence=1.0)


def _is_at(form: Form, node: Node) -> bool:
    return (form.span.report, form.span.text) == (node.report, node.text)


Parts = list[tuple[Entity, tuple[Node, ...]]]


def _parts(machine: Iterable[Entity], corrected: Mapping[str, Entity], bound: Bound) -> Parts:
    """The entities as people join and part them, each with the names that it is made of."""
    pieces = {}
    for entity in machine:
        off = [n for n in bound.apart if n.entity == entity.id]
        pieces[Node(entity=entity.id)] = _rest(corrected[entity.id], off)
        pieces |= {n: _split_off(corrected[entity.id], n) for n in off}
    grouped = {node for group in bound.groups for node in group}
    alone = [(pieces[node], (node,)) for node in pieces if node not in grouped]
    return [*alone, *((_one([pieces[n] for n in group]), group) for group in bound.groups)]


def _rest(entity: Entity, off: Sequence[Node]) -> Entity:
    """What is left of an entity; its name is one that it still has."""
    if not off:
        return entity
    kept = tuple(f for f in entity.forms if not any(_is_at(f, n) for n in off))
    printed = {fold(f.span.text) for f in kept}
    lost = {fold(n.text) for n in off}
    name = entity.name if fold(entity.name) in printed or fold(entity.name) not in lost else _usual(kept)
    return replace(entity, forms=kept, name=name or entity.name)


def _split_off(entity: Entity, node: Node) -> Entity:
    forms = tuple(Form(span=f.span) for f in entity.forms if _is_at(f, node))
    key = "\x1f".join((entity.id, node.report, node.text))
    id = "e" + blake2b(key.encode("utf-8", "replace"), digest_size=5).hexdigest()
    return Entity(id=id, type=entity.type, name=" ".join(node.text.split()), forms=forms)


def _one(pieces: Sequence[Entity]) -> Entity:
    """Several as one: the first gives its id and name."""
    first = pieces[0]
    known = {(k.set, k.id): k for e in reversed(pieces) for k in e.known}
    return replace(
        first,
        forms=tuple(sorted((f for e in pieces for f in e.forms), key=lambda f: f.span)),
        roles=tuple(dict.fromkeys(r for e in pieces for r in e.roles)),
        known=tuple(dict.fromkeys(known[k.set, k.id] for e in pieces for k in e.known)),
        nominals=tuple(sorted(s for e in pieces for s in e.nominals)),
    )


def _usual(forms: Sequence[Form]) -> str:
    counts = Counter(" ".join(f.span.text.split()) for f in forms if not f.corrupted)
    return min(counts, key=lambda t: (-counts[t], -len(t), t), default="")


def _reviewed(
    judged: Mapping[Node, tuple[list[Review], Settled]],
    bound: Bound,
    now: Mapping[Node, str],
    where: Held,
) -> list[Reviewed]:
    found: list[Reviewed] = []
    for node, (reviews, settled) in judged.items():
        ids = {r.id: r for r in reviews}
        found += [
            Reviewed(review=ids[id], found=(_now(node, now),), bearing=bearing, effect=effect)
            for id, bearing, effect in settled.bearings
        ]
    for one, bearing, effect in bound.bearings:
        nodes = [n for t in (one.target, *one.others) for n in nodes_of(t, where)]
        meant = tuple(dict.fromkeys(_now(n, now) for n in nodes))
        done = (
            {"merge": "one bearer", "split": "two bearers"}[one.action] if bearing == "in-force" else effect
        )
        found.append(Reviewed(review=one, found=meant, bearing=bearing, effect=done))
    return found


def _now(node: Node, now: Mapping[Node, str]) -> str:
    return now.get(node) or now.get(node.whole) or node.entity


def _of_names(
    judged: Mapping[Node, tuple[list[Review], Settled]], parts: Parts, now: Mapping[Node, str]
) -> list[Judgement]:
    entities = {entity.id: entity for entity, _ in parts}
    found: list[Judgement | None] = []
    for node, (_, settled) in judged.items():
        id = _now(node, now)
        if not node.text:
            found.append(judgement(id, settled))
            continue
        spans = [f.span for f in entities[id].forms if _is_at(f, node)] if id in entities else []
        found += [judgement(form_id(id, span), settled) for span in spans]
    return [j for j in found if j is not None]


def _of_groups(bound: Bound, now: Mapping[Node, str]) -> list[Judgement]:
    """How entities stand that people joined or parted, or disagree about."""
    people: dict[str, set[str]] = {}
    changed: set[str] = set()
    reviews = {one.id: one for one, bearing, _ in bound.bearings if bearing == "in-force"}
    for review, node, other in bound.touched:
        if review in reviews:
            people.setdefault(_now(node, now), set()).add(reviews[review].by)
            changed |= {_now(node, now)} if other else set()
    made = [
        Judgement(of=id, standing="corrected" if id in changed else "confirmed", by=tuple(sorted(by)))
        for id, by in people.items()
    ]
    return [
        *made,
        *(Judgement(of=_now(node, now), standing="disputed", by=people) for node, people in bound.disputed),
    ]
