"""On how much a finding stands: the originals behind its passages, whose word it is, and whether that corroborates it.

In: the context and what a finding rests on: figures, renderings of an utterance, or clauses that tell an event.
Out: `Grounds`, by one rule for all of them, and the chains by which words came to the reports. What corroborates
is the number of origins that do not rest on one another, held against the setting `corroboration_threshold`;
originals alone never do: ten papers that print one ministry's word have printed one word.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from crosswire.reconcile.context import Context
from crosswire.types import Chain, Event, Figure, Origin, Span, Utterance, UtteranceMember


@dataclass(frozen=True, slots=True, kw_only=True)
class Grounds:
    """`originals` are ids of families; `independent` counts the origins that do not rest on one another."""

    originals: tuple[str, ...]
    origins: tuple[Origin, ...]
    independent: int
    corroborated: bool

    @property
    def families(self) -> int:
        """How many originals."""
        return len(self.originals)


def of_figures(context: Context, figures: Iterable[Figure], behind: Iterable[Figure]) -> Grounds:
    """The grounds of a count: the originals of all its figures, the origins of those `behind` its best value."""
    return _grounds(context, context.originals_of(figures), context.origins_of(behind))


def of_words(context: Context, members: Sequence[UtteranceMember], speaker: str | None) -> Grounds:
    """The grounds of an utterance: whoever said it, it is one person's word, however many print it."""
    originals = context.originals_behind(context.words_rest_on(members))
    origins = (Origin(entity=speaker, voice_of=None),) if speaker is not None else ()
    return _grounds(context, originals, origins, independent=1 if members else 0)


def grounded(context: Context, utterance: Utterance) -> Utterance:
    """The utterance with its grounds."""
    grounds = of_words(context, utterance.members, utterance.speaker)
    return replace(
        utterance,
        families=grounds.families,
        originals=grounds.originals,
        origins=grounds.origins,
        independent=grounds.independent,
        corroborated=grounds.corroborated,
    )


def of_passages(context: Context, spans: Sequence[Span]) -> Grounds:
    """The grounds of what passages tell in common: each is the word of whom it is attributed to, else its
    original's own, unless that original elsewhere says whose word it is."""
    rest = context.passages_rest_on(spans)
    claims = [(on, context.teller(span)) for span, on in zip(spans, rest, strict=True)]
    named = {o for on, entity in claims if entity is not None for o in context.originals([on])}
    vouched = [
        (on, entity)
        for on, entity in claims
        if entity is not None or named.isdisjoint(context.originals([on]))
    ]
    return _grounds(context, context.originals_behind(rest), context.origins(vouched))


def _grounds(
    context: Context, originals: tuple[str, ...], origins: tuple[Origin, ...], independent: int | None = None
) -> Grounds:
    count = context.independent(origins) if independent is None else independent
    return Grounds(
        originals=originals, origins=origins, independent=count, corroborated=count >= context.threshold
    )


def chains_of(
    context: Context, utterances: Iterable[Utterance], events: Iterable[Event]
) -> tuple[Chain, ...]:
    """Words that reports have through somebody else and that rest on another passage, in the reports' order."""
    found: dict[Span, Chain] = {}

    def add(words: Span, via: Sequence[Span], on: Span) -> None:
        if words != on:
            found.setdefault(words, Chain(words=words, via=tuple(via), on=on))

    for figure_id, on in context.rests.items():
        figure = context.figures[figure_id]
        add(figure.span, figure.via, on)
    for utterance in utterances:
        for member, on in zip(utterance.members, context.words_rest_on(utterance.members), strict=True):
            add(member.span, context.via_of(member), on)
    for event in events:
        for span, on in zip(event.evidence, context.passages_rest_on(event.evidence), strict=True):
            add(span, context.passed_on(span), on)
    return tuple(
        found[s] for s in sorted(found, key=lambda s: (int(context.sigla[s.report][1:]), s.start, s.end))
    )
