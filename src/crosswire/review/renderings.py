"""Reviews of which quotes render the same words, applied: quotes joined to one utterance, and taken out of one.

In: the groups that linking found, the quotes that stand, and reviews that merge or split quotes. Out: the groups with the
reviews in force. A quote goes where its longest part stands; what is held apart is joined neither straight nor through
others. How renderings differ is left to reconciling.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from crosswire.review.finding import Held, find_in
from crosswire.review.outcome import Outcome, lost
from crosswire.review.pairs import Bearings, Bond, settle_pairs
from crosswire.review.settling import by_age
from crosswire.types import Judgement, Quote, Review, Reviewed, Span, UtteranceGroup, UtteranceMember


def review_renderings(
    reviews: Sequence[Review], groups: tuple[UtteranceGroup, ...], where: Held
) -> tuple[tuple[UtteranceGroup, ...], Outcome]:
    """The groups with the reviews in force; `where` holds the quotes."""
    mine = [r for r in by_age(reviews) if r.target.kind == "quote" and r.action in ("merge", "split")]
    if not mine:
        return groups, Outcome()
    found = {r.id: find_in(r.target, where) for r in mine}
    quotes = {q.id: q for every in where.quotes.values() for q in every}
    home = _homes(groups)
    kept, bearings = settle_pairs([bond for r in mine for bond in _bonds(r, where, groups, home)])
    apart = {bond.pair for bond in kept if bond.says == "different"}
    parted = _parted(groups, apart, home)
    joined, refused = _joined(parted, [b for b in kept if b.says == "same"], apart, quotes)
    bearings |= dict.fromkeys(refused, ("without-effect", "others hold these quotes apart"))
    told = [_told(r, found[r.id].ids, bearings) for r in mine if found[r.id].ids]
    judged = [
        Judgement(of=id, standing="disputed" if r.bearing == "disputed" else "corrected", by=(r.review.by,))
        for r in told
        if r.bearing in ("in-force", "disputed")
        for id in r.found
    ]
    return joined, Outcome(reviewed=(*lost(mine, found), *told), judgements=tuple(judged))


def _told(one: Review, ids: tuple[str, ...], bearings: Bearings) -> Reviewed:
    bearing, effect = bearings.get(one.id, ("without-effect", "the quotes stand as it says already"))
    if bearing == "in-force":
        effect = "one utterance" if one.action == "merge" else "not one utterance"
    return Reviewed(review=one, found=ids, bearing=bearing, effect=effect)


def _bonds(
    one: Review, where: Held, groups: Sequence[UtteranceGroup], home: Mapping[str, int]
) -> Iterator[Bond[str]]:
    mine = find_in(one.target, where).ids
    others = [id for t in one.others for id in find_in(t, where).ids]
    for first in mine:
        if one.action == "split" and not one.others:
            # Taken out of the utterance: apart from each of the others in it.
            here = groups[home[first]].members if first in home else ()
            others = list(dict.fromkeys(m.quote for m in here))
        for second in others:
            if first != second:
                says = "same" if one.action == "merge" else "different"
                yield Bond(review=one, first=first, second=second, says=says)  # type: ignore[arg-type]


def _homes(groups: Sequence[UtteranceGroup]) -> dict[str, int]:
    """The group in which the longest part of each quote stands."""
    longest: dict[str, tuple[int, int]] = {}
    for n, group in enumerate(groups):
        for member in group.members:
            length = member.span.end - member.span.start
            if length > longest.get(member.quote, (0, 0))[0]:
                longest[member.quote] = length, n
    return {quote: n for quote, (_, n) in longest.items()}


def _parted(
    groups: Sequence[UtteranceGroup], apart: set[tuple[str, str]], home: Mapping[str, int]
) -> list[UtteranceGroup]:
    """The groups without the quotes that people take out of them: of two held apart the one with fewer friends goes."""
    made = list(groups)
    for n, group in enumerate(groups):
        ids = list(dict.fromkeys(m.quote for m in group.members))
        foes = {id: sum((min(id, o), max(id, o)) in apart for o in ids) for id in ids}
        while foes and max(foes.values()):
            gone = max(sorted(foes), key=lambda id: (foes[id], home.get(id) != n))
            ids.remove(gone)
            foes = {id: sum((min(id, o), max(id, o)) in apart for o in ids) for id in ids}
        if len(ids) < len({m.quote for m in group.members}):
            made[n] = replace(group, members=tuple(m for m in group.members if m.quote in ids))
    return made


def _joined(
    groups: list[UtteranceGroup],
    bonds: Sequence[Bond[str]],
    apart: set[tuple[str, str]],
    quotes: Mapping[str, Quote],
) -> tuple[tuple[UtteranceGroup, ...], set[str]]:
    """The groups joined as people say, and the reviews that others keep from it."""
    refused: set[str] = set()
    for bond in reversed(bonds):
        home = _homes(groups)
        ends = [_group_of(id, groups, home, quotes) for id in (bond.first, bond.second)]
        if home.get(bond.first, -1) == home.get(bond.second, -2):
            continue
        ids = [{m.quote for m in g.members} for g in ends]
        if any((min(a, b), max(a, b)) in apart for a in ids[0] for b in ids[1]):
            refused.add(bond.review.id)
            continue
        kept = [g for n, g in enumerate(groups) if n not in {home.get(bond.first), home.get(bond.second)}]
        groups = [*kept, _one(*ends)]
    whole = [g for g in groups if len(g.members) > 1 or g.echoes or g.reported]
    return tuple(sorted(whole, key=lambda g: (g.members[0].span, g.members[0].quote))), refused


def _group_of(
    id: str, groups: Sequence[UtteranceGroup], home: Mapping[str, int], quotes: Mapping[str, Quote]
) -> UtteranceGroup:
    """The group of a quote; of one that stands in none, a group of its own."""
    if id in home:
        return groups[home[id]]
    return UtteranceGroup(members=(UtteranceMember(span=quotes[id].span, quote=id),))


def _one(left: UtteranceGroup, right: UtteranceGroup) -> UtteranceGroup:
    def order(member: UtteranceMember) -> tuple[Span, str]:
        return member.span, member.quote

    return UtteranceGroup(
        members=tuple(sorted({*left.members, *right.members}, key=order)),
        score=max(left.score, right.score),
        echoes=tuple(sorted({*left.echoes, *right.echoes}, key=order)),
        reported=tuple(sorted({*left.reported, *right.reported}, key=order)),
    )
