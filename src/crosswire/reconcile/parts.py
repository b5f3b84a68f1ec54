"""Which tally is a part of which: children among the dead, soldiers beside militants, a town's in the whole.

In: the tallies of one story with their slots, and the context. Out: the same tallies, each part with
`part_of` and `relation`, and the remark that the sides make up the whole where they do. A tally is a
part where its words say so or its party lies within the whole's, and only while its low is no more than
the whole's high: what is larger than the whole is not called a part of it. Nothing is summed into a tally.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from crosswire.reconcile.context import Context
from crosswire.reconcile.countries import country_of, is_whole_country
from crosswire.reconcile.reasons import listed, number
from crosswire.reconcile.scopes import SIDES, WHOLE
from crosswire.reconcile.slots import CUMULATIVE, Slot
from crosswire.types import Scalar, Tally, TallyRelation

Pair = tuple[Tally, Slot]


def relate(pairs: Sequence[Pair], context: Context) -> list[Tally]:
    """The tallies of one story with what each is a part of."""
    homes = {i: t.id for t, _ in pairs for i in t.figures}
    by_id = {t.id: (t, s) for t, s in pairs}
    found = []
    for tally, slot in pairs:
        whole, relation = _whole(tally, slot, pairs, homes, by_id, context)
        if whole is None or not _holds(whole, tally) or _goes_round(tally, whole, by_id, homes):
            found.append(tally)
            continue
        found.append(replace(tally, part_of=whole.id, relation=relation))
    return [replace(t, why=_with_sides(t, found)) for t in found]


def _whole(
    tally: Tally,
    slot: Slot,
    pairs: Sequence[Pair],
    homes: dict[str, str],
    by_id: dict[str, Pair],
    context: Context,
) -> tuple[Tally | None, TallyRelation | None]:
    """The tally of which this one may be a part, and in what way."""
    if slot.measure not in CUMULATIVE:
        return None, None
    same = [(t, s) for t, s in pairs if s.measure == slot.measure and t is not tally]
    mains = [(t, s) for t, s in same if s.place is None and s.days is None]
    if slot.place is not None or slot.days is not None:
        inside = [t for t, s in mains if s.key == slot.key and _lies_in(slot, t, context)]
        return (inside[0] if inside else None), "place" if slot.place is not None else "period"
    wholes = [(t, s) for t, s in mains if s.key == WHOLE]
    if slot.key == WHOLE:
        return None, None
    relation: TallyRelation = "side" if _is_side(slot) else "among"
    named = Counter(homes[p] for p in slot.of if p in homes and homes[p] != tally.id)
    stated = [i for i in named if by_id[i][1].measure == slot.measure]
    if stated:
        return by_id[max(sorted(stated), key=lambda i: named[i])][0], relation
    return (wholes[0][0] if wholes else None), relation


def _is_side(slot: Slot) -> bool:
    return slot.key in SIDES or slot.key == "civilians"


def _holds(whole: Tally, part: Tally) -> bool:
    """Whether the part is no larger than the whole allows."""
    least = part.low if part.low is not None else part.best
    return least is None or whole.high is None or least <= whole.high


def _goes_round(tally: Tally, whole: Tally, by_id: dict[str, Pair], homes: dict[str, str]) -> bool:
    """Whether the whole is itself told as a part of this tally, by as many figures."""
    back = sum(homes.get(p) == tally.id for p in by_id[whole.id][1].of)
    forth = sum(homes.get(p) == whole.id for p in by_id[tally.id][1].of)
    return back > forth or (back == forth > 0 and whole.id > tally.id)


def _lies_in(slot: Slot, whole: Tally, context: Context) -> bool:
    """Whether a place lies in the whole's: its figures are told as parts, or the whole names its country."""
    if slot.of & set(whole.figures):
        return True
    countries = {country_of(f, context) for f in slot.figures}
    counted = [context.figures[i] for i in whole.figures]
    lands = {country_of(f, context) for f in counted if is_whole_country(f, context)}
    return bool((countries & lands) - {None})


def _with_sides(whole: Tally, tallies: Iterable[Tally]) -> str:
    """The reason, and that the sides counted apart make up the whole, where they do."""
    sides = [
        t
        for t in tallies
        if t.part_of == whole.id and t.relation == "side" and t.best is not None and t.party.standing is None
    ]
    if len(sides) < 2 or whole.best is None:
        return whole.why
    total: Scalar = sum(t.best for t in sides if t.best is not None)
    if total != whole.best:
        return whole.why
    told = listed([f"{number(t.best or 0)} {(t.group or '').replace('_', ' ')}" for t in sides])
    return f"{whole.why} The sides counted apart make it: {told}."
