"""Utterances: renderings of one act of speech, held against each other.

Takes the groups that linking found, the quotes and their speakers by id; gives `Utterance` values with
stable ids. What each difference is, `divergences` says; which rendering is right nobody can tell here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from hashlib import sha256

from crosswire.reconcile.divergences import divergences, rendering
from crosswire.types import Quote, Utterance, UtteranceGroup


def compare_renderings(
    groups: Sequence[UtteranceGroup], quotes: Mapping[str, Quote], speakers: Mapping[str, str]
) -> tuple[Utterance, ...]:
    """The utterances in the order of `groups`. The speaker is the one entity that the members' quotes
    are known to come from; None where none is known or two are."""
    return tuple(_utterance(group, quotes, speakers) for group in groups)


def _utterance(group: UtteranceGroup, quotes: Mapping[str, Quote], speakers: Mapping[str, str]) -> Utterance:
    members = tuple(m for m in group.members if m.quote in quotes)
    ids = tuple(dict.fromkeys(m.quote for m in members))
    known = {speakers[i] for i in ids if i in speakers}
    return Utterance(
        id=_digest(group),
        speaker=known.pop() if len(known) == 1 else None,
        quotes=ids,
        members=members,
        divergences=divergences([rendering(m.span, m.quote) for m in members]),
        echoes=tuple(m for m in group.echoes if m.quote in quotes),
        reported=tuple(m for m in group.reported if m.quote in quotes),
    )


def told_by_several(utterance: Utterance) -> bool:
    """Whether at least two reports render an utterance, quoting or reporting it."""
    return len({m.span.report for m in (*utterance.members, *utterance.reported)}) > 1


def _digest(group: UtteranceGroup) -> str:
    places = "|".join(f"{m.span.report}:{m.span.start}-{m.span.end}" for m in group.members)
    return "u" + sha256(places.encode()).hexdigest()[:10]
