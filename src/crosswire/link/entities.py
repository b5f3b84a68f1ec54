"""Over all reports, which namings are one person, organisation or place; and the best name of each.

Comes in: reports, their annotations, the lineage between them. Goes out: entities with every printed form
of their names, garbled ones marked, and persons with the phrases of office that stand for them. The result does not
depend on the order of the reports.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from hashlib import blake2b

from crosswire.link.entities_forms import Naming, collect
from crosswire.link.entities_glosses import join_glossed
from crosswire.link.entities_groups import Groups
from crosswire.link.entities_languages import join_languages
from crosswire.link.entities_organisations import group_organisations, group_places, home_countries
from crosswire.link.entities_persons import group_persons
from crosswire.link.garbled import Garble, find_garbled
from crosswire.link.holders import with_holders
from crosswire.text.fold import is_latin
from crosswire.types import Annotations, Entity, EntityType, Form, Lineage, Report

_PLACES = frozenset({"GPE", "LOC", "FAC"})


def find_entities(
    reports: tuple[Report, ...], annotations: tuple[Annotations, ...], lineage: tuple[Lineage, ...]
) -> tuple[Entity, ...]:
    """The entities of all reports, by id; nationality words alone are none."""
    namings = collect(annotations)
    found = find_garbled(reports, annotations, lineage, namings)
    namings, garbles = found.namings, found.garbles
    replaced = {g.wrong for g in garbles}
    groups = Groups(len(namings))
    sound_ones = [n for n in namings if n.index not in replaced and n.index not in found.within]
    group_persons([n for n in sound_ones if n.type == "PERSON"], groups)
    homes = home_countries(namings)
    group_organisations([n for n in sound_ones if n.type == "ORG"], groups, homes)
    group_places([n for n in sound_ones if n.type in _PLACES], groups)
    join_glossed({r.id: r.text for r in reports}, sound_ones, groups)
    _others([n for n in sound_ones if n.type == "OTHER"], groups)
    join_languages(sound_ones, {r.id: r.language for r in reports}, groups)
    for garble in garbles:
        if garble.right is not None:
            groups.join(garble.wrong, garble.right)
    kept = [m for m in groups.members().values() if not found.within.issuperset(m)]
    return with_holders(_entities(namings, kept, {g.wrong: g for g in garbles}), reports, annotations)


def _others(namings: Sequence[Naming], groups: Groups) -> None:
    first: dict[str, int] = {}
    for naming in namings:
        groups.join(first.setdefault(naming.key, naming.index), naming.index)


def _entities(
    namings: Sequence[Naming], groups: Sequence[list[int]], garbles: dict[int, Garble]
) -> tuple[Entity, ...]:
    out: list[Entity] = []
    taken: Counter[str] = Counter()
    for members in sorted(groups, key=lambda m: m[0]):
        own = [namings[i] for i in members]
        if all(n.type == "NORP" and n.index not in garbles for n in own):
            continue
        entity = _entity([n for n in own if n.type != "NORP" or n.index in garbles], garbles)
        taken[entity.id] += 1
        if taken[entity.id] > 1:
            entity = Entity(
                id=f"{entity.id}-{taken[entity.id]}",
                type=entity.type,
                name=entity.name,
                forms=entity.forms,
                roles=entity.roles,
            )
        out.append(entity)
    return tuple(sorted(out, key=lambda e: e.id))


def _entity(namings: Sequence[Naming], garbles: dict[int, Garble]) -> Entity:
    clean = [n for n in namings if n.index not in garbles or not garbles[n.index].corrupted] or list(namings)
    kind = _type(clean)
    name = _name(clean, kind)
    roles = Counter(n.mention.role for n in clean if n.mention.role)
    return Entity(
        id=_id(kind, name),
        type=kind,
        name=name,
        forms=tuple(_form(n, garbles.get(n.index)) for n in namings),
        roles=tuple(sorted(roles, key=lambda r: (-roles[r], r))),
    )


def _form(naming: Naming, garble: Garble | None) -> Form:
    if garble is None or not garble.corrupted:
        return Form(span=naming.mention.span)
    return Form(span=naming.mention.span, corrupted=True, reason=garble.reason, confidence=garble.confidence)


def _type(namings: Sequence[Naming]) -> EntityType:
    counts = Counter(n.type for n in namings)
    return sorted(counts, key=lambda t: (t in ("OTHER", "NORP"), -counts[t], t))[0]


def _name(namings: Sequence[Naming], kind: EntityType) -> str:
    """The best form: a name before a nominal, a full one before a short one, then what most reports print."""
    printed: dict[str, Counter[str]] = defaultdict(Counter)
    reports: dict[str, set[str]] = defaultdict(set)
    rank: dict[str, tuple[bool, bool, bool]] = {}
    for naming in namings:
        printed[naming.key][_shown(naming)] += 1
        reports[naming.key].add(naming.report)
        bracketed = "(" in naming.text
        full = len(naming.words) > 1 and not any(len(w) == 1 for w in naming.words) and not bracketed
        # A dossier is written in English: a name that is printed in Latin letters goes before others.
        mine = (naming.mention.kind == "nominal", not is_latin(naming.text), not full)
        rank[naming.key] = min(rank.get(naming.key, mine), mine)
    if kind in _PLACES:
        rank = {key: (nominal, script, False) for key, (nominal, script, _) in rank.items()}
    best = min(
        printed,
        key=lambda k: (
            rank[k],
            -sum(printed[k].values()),
            -len(reports[k]),
            len(k) if kind in _PLACES else -len(k),
            k,
        ),
    )
    return min(printed[best], key=lambda t: (not is_latin(t), t.isupper(), -printed[best][t], t))


def _shown(naming: Naming) -> str:
    text = " ".join(naming.text.split())
    if naming.mention.kind != "nominal":
        return text
    first, _, rest = text.partition(" ")
    return rest if first.lower() in ("the", "this") and rest else text


def _id(kind: EntityType, name: str) -> str:
    folded = " ".join(sorted(name.casefold().split()))
    return "e" + blake2b(f"{kind}\x1f{folded}".encode(), digest_size=5).hexdigest()
