"""What an event says: the plainest clause that tells it, who did it to whom, how many accounts have it.

In: the tellings of one event. Out: a telling, its text as printed, sides with their entities, and words on the
accounts. A clause is plain where it stands by itself, names who does what, is neither a headline nor inside
marks, and is as long as it needs to be. Names nobody whom no report names.
"""

from __future__ import annotations

from collections.abc import Sequence

from crosswire.reconcile.context import Context
from crosswire.reconcile.event_days import listed
from crosswire.reconcile.event_tellings import Telling
from crosswire.text.fold import fold
from crosswire.types import Accounts, EntityType, EventCategory, EventSide, Span

# A clause of so many words is plain; shorter ones leave something out, longer ones carry other things along.
_SHORT, _LONG = 6, 32
_PRONOUNS = frozenset(
    ["he", "she", "it", "they", "we", "i", "you", "this", "that", "these", "those", "who", "which"]
)


def best_telling(group: Sequence[Telling], context: Context) -> Telling:
    """The telling whose clause tells the event best."""
    return min(group, key=lambda t: _rank(t, group, context))


def _rank(telling: Telling, group: Sequence[Telling], context: Context) -> tuple[object, ...]:
    words = telling.clause.text.split()
    first = fold(words[0]) if words else ""
    others = {t.report for t in group if t.report != telling.report and t.content & telling.content}
    return (
        telling.when is None or telling.loose,
        not telling.happening.whole,
        telling.happening.quoted or telling.happening.negated,
        telling.title,
        context.faults(telling.report),
        first in _PRONOUNS,
        not _SHORT <= len(words) <= _LONG,
        telling.happening.state,
        -len(others),
        telling.happening.category is None,
        int(context.sigla[telling.report][1:]),
        telling.span.start,
    )


def text_of(telling: Telling) -> str:
    """The words of a telling as printed, on one line."""
    return " ".join(telling.clause.text.split())


def sides_of(
    group: Sequence[Telling], best: Telling, category: EventCategory | None, context: Context
) -> tuple[EventSide, ...]:
    """Who did it and to whom: of the best telling first, then what the others of the same deed add."""
    found: dict[tuple[str, str], EventSide] = {}
    for telling in (best, *group):
        if telling is not best and telling.happening.category != category:
            continue
        for side in _own_sides(telling, context):
            key = (side.role, side.entity or fold(side.span.text))
            if not any(s.role == side.role and _alike(s, side) for s in found.values()):
                found.setdefault(key, side)
    return tuple(sorted(found.values(), key=lambda s: s.role))


def _own_sides(telling: Telling, context: Context) -> list[EventSide]:
    h = telling.happening
    sides: list[EventSide] = []
    if h.actor is not None:
        sides.append(EventSide(role="actor", span=h.actor, entity=_entity(h.actor, context)))
    if h.target is not None:
        sides.append(EventSide(role="target", span=h.target, entity=_entity(h.target, context)))
    return sides


def _alike(one: EventSide, other: EventSide) -> bool:
    """Whether two sides are one: an entity, or words that hold each other."""
    if one.entity and other.entity:
        return one.entity == other.entity
    a, b = set(fold(one.span.text).split()), set(fold(other.span.text).split())
    return a <= b or b <= a


_SIDES: tuple[EntityType, ...] = ("PERSON", "ORG", "GPE", "FAC", "LOC", "NORP")


def _entity(span: Span, context: Context) -> str | None:
    """The entity of which a form fills the end of the phrase, else the one of its first form."""
    inside = [
        (f.span, e.id)
        for e in context.links.entities
        if e.type in _SIDES
        for f in e.forms
        if span.contains(f.span)
    ]
    if not inside:
        return None
    last, entity = max(inside, key=lambda x: (x[0].end, x[0].end - x[0].start, x[1]))
    return entity if last.end == span.end or len(inside) == 1 else min(inside)[1]


def accounts_of(group: Sequence[Telling], context: Context, families: int) -> tuple[Accounts, str]:
    """How many accounts have the event, and so in words."""
    sigla = {context.sigla[t.report] for t in group}
    if len(sigla) == 1:
        return "one", f"Only {listed(sigla)} tells it."
    if families <= 1:
        return "one", f"{listed(sigla)} tell it, from one original."
    return "several", f"{listed(sigla)} tell it, from {families} originals."
