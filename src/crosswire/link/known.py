"""Entities of the reports linked to entries of sets of knowledge, where names and all that is known agree.

In: entities, the annotations that they rest on, something that looks names up. Out: the entities, each with the entries
that it is (`sure`) or may be, and the reasons. A person needs a full name and nothing that contradicts; where several
entries of a set would do, none is asserted and all are listed. Two entities that are surely one entry become one: an
old and a new name of a place, two scripts, an acronym and a name in another language. Without knowledge nothing changes.

Where entries lie, and whether a set can be trusted, is not looked into.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Protocol

from crosswire.link.entities_groups import Groups
from crosswire.link.known_evidence import NEAR_KM, Evidence, evidence, kilometres, same_type, told_of
from crosswire.types import Annotations, Entity, Known, KnownEntity

# Entries that are listed of an entity, the sure ones first.
_LISTED = 5
_SCORE_DIGITS = 4
_LINKED = frozenset({"PERSON", "ORG", "GPE", "LOC", "FAC", "OTHER"})


class Knowledge(Protocol):
    """What looks names up."""

    def lookup(self, names: Iterable[str]) -> Sequence[KnownEntity]:
        """Every entry with a name of which one of `names` may be a spelling, in a fixed order."""
        ...


def link_entities(
    entities: tuple[Entity, ...], annotations: tuple[Annotations, ...], knowledge: Knowledge | None
) -> tuple[Entity, ...]:
    """The entities, by id, with the entries that they are or may be."""
    if knowledge is None:
        return entities
    mentions = {m.span: m for a in annotations for m in a.mentions}
    places = {p.span: p for a in annotations for p in a.places}
    said = {a.report: a for a in annotations}
    linked = []
    for entity in entities:
        told = told_of(entity, mentions, places, said) if entity.type in _LINKED else None
        entries = knowledge.lookup(told.names) if told is not None and told.names else ()
        found = [e for entry in entries if told is not None and (e := evidence(told, entry)) is not None]
        linked.append(replace(entity, known=_known(found)) if found else entity)
    return _joined(linked)


def _known(found: Sequence[Evidence]) -> tuple[Known, ...]:
    by_set: dict[str, list[Evidence]] = defaultdict(list)
    for one in found:
        by_set[one.entry.set].append(one)
    known = [k for name in sorted(by_set) for k in _of_one_set(by_set[name])]
    known.sort(key=lambda k: (not k.sure, -k.score, k.set, k.id))
    return tuple(known[:_LISTED])


def _of_one_set(found: Sequence[Evidence]) -> list[Known]:
    """The entries of one set, at most one of them sure."""
    strong = [one for one in found if one.strong]
    chosen = _chosen(strong)
    return [_one(one, sure=one is chosen, rivals=len(strong) - 1) for one in found]


def _chosen(strong: Sequence[Evidence]) -> Evidence | None:
    """The one that is meant: the only one, the only one of which more than the name agrees, or several of one place."""
    if len(strong) <= 1:
        return strong[0] if strong else None
    for narrower in (
        [s for s in strong if s.same_id],
        [s for s in strong if s.agrees],
        [s for s in strong if s.agrees and s.spelled],
    ):
        if len(narrower) == 1:
            return narrower[0]
    agreeing = [s for s in strong if s.agrees] or [s for s in strong if s.near] or list(strong)
    return _one_place(agreeing)


def _one_place(found: Sequence[Evidence]) -> Evidence | None:
    """Of entries that lie at one place (a town, its district, its municipality) the town, the largest first."""
    points = [(o.entry.latitude, o.entry.longitude) for o in found]
    known = [(x, y) for x, y in points if x is not None and y is not None]
    if len(known) < len(found) or any(kilometres(known[0], other) > NEAR_KM for other in known):
        return None

    def rank(one: Evidence) -> tuple[bool, int, int, str]:
        code = one.entry.place_code or ""
        return not code.startswith("P"), -(one.entry.population or 0), len(one.entry.id), one.entry.id

    return min(found, key=rank)


def _one(one: Evidence, *, sure: bool, rivals: int) -> Known:
    entry = one.entry
    return Known(
        set=entry.set,
        id=entry.id,
        name=entry.name,
        score=round(one.score, _SCORE_DIGITS),
        sure=sure,
        why=_why(one, sure=sure, rivals=rivals),
        address=entry.address,
        latitude=entry.latitude,
        longitude=entry.longitude,
    )


def _why(one: Evidence, *, sure: bool, rivals: int) -> str:
    kind = {"name": "", "alias": ", an alias", "previous": ", an earlier name", "weak": ", a weak alias"}[
        one.name.kind
    ]
    language = f" in {one.name.language}" if one.name.language else ""
    parts = [f"{'spelled' if one.spelled else 'sounds'} like “{one.name.text}”{kind}{language}", *one.agrees]
    if not one.agrees and sure:
        parts.append(
            "the set knows nothing more of it"
            if not _has_facts(one.entry)
            else "nothing else in the reports speaks for it or against it"
        )
    if one.against:
        parts.append("but " + "; ".join(one.against))
    elif not sure and one.strong and rivals:
        parts.append(f"but {rivals} more {'entry' if rivals == 1 else 'entries'} of the set would do as well")
    elif not sure and one.name.kind == "weak":
        parts.append("but others bear this alias too")
    elif not sure and not one.spelled:
        parts.append("but the spelling differs and nothing else agrees")
    return "; ".join(parts)


def _has_facts(entry: KnownEntity) -> bool:
    return bool(entry.countries or entry.roles or entry.born or entry.latitude is not None)


def _joined(entities: Sequence[Entity]) -> tuple[Entity, ...]:
    """Entities that are surely one entry as one, unless another set has them as two."""
    bearers: dict[tuple[str, str], list[int]] = defaultdict(list)
    for n, entity in enumerate(entities):
        for known in entity.known:
            if known.sure:
                bearers[known.set, known.id].append(n)
    groups = Groups(len(entities))
    for _, several in sorted(bearers.items()):
        if len(several) > 1 and _may_be_one([entities[n] for n in several]):
            for n in several[1:]:
                groups.join(several[0], n)
    every = [[entities[n] for n in members] for members in groups.members().values()]
    return tuple(sorted((_one_of(several) for several in every), key=lambda e: e.id))


def _may_be_one(several: Sequence[Entity]) -> bool:
    ids: dict[str, set[str]] = defaultdict(set)
    for entity in several:
        for known in entity.known:
            if known.sure:
                ids[known.set].add(known.id)
    alike = all(same_type(several[0].type, other.type) for other in several)
    return alike and all(len(x) == 1 for x in ids.values())


def _one_of(several: Sequence[Entity]) -> Entity:
    if len(several) == 1:
        return several[0]
    main = min(several, key=lambda e: (-len(e.forms), e.id))
    names = ", ".join(f"“{e.name}”" for e in sorted(several, key=lambda e: e.name))
    known = {(k.set, k.id): k for e in (*several, main) for k in sorted(e.known, key=lambda k: k.sure)}
    every = [replace(k, why=f"{k.why}; binds {names}") if k.sure else k for k in known.values()]
    roles = dict.fromkeys(r for e in (main, *(x for x in several if x is not main)) for r in e.roles)
    return replace(
        main,
        forms=tuple(
            sorted(
                (f for e in several for f in e.forms),
                key=lambda f: (f.span.report, f.span.start, -f.span.end),
            )
        ),
        roles=tuple(roles),
        known=tuple(sorted(every, key=lambda k: (not k.sure, -k.score, k.set, k.id))[:_LISTED]),
    )
