"""Discrepancies of speaker: one utterance, and the reports do not agree on who said it.

Takes utterances with their renderings; gives the speakers as sides, each with the words and the source as
printed. Names of persons that share a part ("Ostrin", "Pavle Ostrin") are one speaker here, whatever the
linking of names made of them. A body and a person may speak with one voice (a ministry and its minister): that
is less grave than two persons. Where a report prints an office alone ("a minister"), it is held against the
offices that the others' speaker is known by.
"""

from __future__ import annotations

from collections.abc import Sequence

from crosswire.lang import table
from crosswire.reconcile.context import Context
from crosswire.reconcile.discrepancies.sides import sides_of
from crosswire.reconcile.reasons import listed
from crosswire.text.fold import fold
from crosswire.types import Discrepancy, Entity, Severity, Span, Utterance, UtteranceMember


def speaker_discrepancies(context: Context, utterances: Sequence[Utterance]) -> list[Discrepancy]:
    """One a pair or more of speakers; what two reports give to the same two speakers is told once."""
    grouped: dict[tuple[str, ...], list[tuple[str, Span]]] = {}
    for utterance in utterances:
        told = _told(utterance, context)
        names = tuple(sorted({name for name, _ in told}))
        if len(names) > 1:
            grouped.setdefault(names, []).extend(told)
    return [_discrepancy(told, context) for _, told in sorted(grouped.items())]


def _told(utterance: Utterance, context: Context) -> list[tuple[str, Span]]:
    """To whom the reports give the words: the speaker's name, with the words and their source as printed."""
    told: list[tuple[str, Span]] = []
    seen: list[Entity] = []
    nameless: list[tuple[UtteranceMember, Span]] = []
    for member in utterance.members:
        entity = context.entities.get(context.speakers.get(member.quote, ""))
        source = context.quotes[member.quote].source if member.quote in context.quotes else None
        if entity is None:
            nameless += [(member, source)] if source is not None else []
            continue
        known = next((e for e in seen if one_speaker(e, entity)), None)
        if known is None:
            seen.append(entity)
        name = (known or entity).name
        told.append((name, member.span))
        if source is not None and source.report == member.span.report:
            told.append((name, source))
    for member, source in nameless:
        if _other_office(source.text, seen):
            told += [(f"“{' '.join(source.text.split())}”", member.span)]
    return told


def _other_office(printed: str, named: Sequence[Entity]) -> bool:
    """Whether an office printed alone is none of those by which the named speakers are known."""
    here = _offices([printed])
    known = [_offices(e.roles) for e in named]
    return bool(here) and bool(known) and all(k and not k & here for k in known)


def _offices(printed: Sequence[str]) -> frozenset[str]:
    every = frozenset(table("en", "renderings")["offices"])
    return frozenset(w for text in printed for w in fold(text).split()) & every


def one_speaker(one: Entity, other: Entity) -> bool:
    """Whether two entities can be one speaker: the same, or persons whose names share a part."""
    if one.id == other.id:
        return True
    return "PERSON" in (one.type, other.type) and bool(_parts(one) & _parts(other))


def _parts(entity: Entity) -> set[str]:
    return {part for part in fold(entity.name).replace("-", " ").split() if len(part) > 2}


def _discrepancy(told: Sequence[tuple[str, Span]], context: Context) -> Discrepancy:
    sides = sides_of(told, context)
    kinds = {e.name: e.type for e in context.entities.values()}
    persons = sum(kinds.get(s.reading) == "PERSON" for s in sides)
    severity: Severity = "high" if persons > 1 else "medium"
    return Discrepancy(
        id="",
        kind="speaker",
        severity=severity,
        summary=f"Who said it: {listed([s.reading for s in sides])}",
        sides=sides,
        likely=None,
        why="The same words are given to different speakers.",
    )
