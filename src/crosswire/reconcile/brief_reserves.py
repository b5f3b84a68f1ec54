"""What the brief adds to a sentence that rests on hedged, unverified or denied statements.

In: the context, a tally's figures, an utterance's members or an event. Out: a verb with "reportedly", half
sentences ("not independently verified (R2)", "which the ministry (R4) denies"), or the sentence of a number
that one voice gives and another denies: it is told as theirs, never as fact.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from crosswire.lang import table
from crosswire.reconcile.claims import sort_out
from crosswire.reconcile.context import Context
from crosswire.reconcile.reasons import distinct, listed, words
from crosswire.reconcile.reserves import contested, denier, deniers, inside, over, sigla
from crosswire.text.fold import fold
from crosswire.types import Event, Figure, Tally, UtteranceMember


def reserved(verb: str, figures: Sequence[Figure]) -> str:
    """The verb with "reportedly" where no figure behind the number is asserted outright."""
    told = [f for f in figures if f.modality != "denied"]
    if not told or any(f.modality != "hedged" for f in told):
        return verb
    first, _, rest = verb.partition(" ")
    return f"{first} reportedly {rest}" if first in ("was", "were", "is", "are") else f"reportedly {verb}"


def reserves(tally: Tally, figures: Sequence[Figure], context: Context) -> str:
    """What stands behind the number's sentence: taken back, denied by others, not verified."""
    mine = [f for f in figures if f.number == tally.best and f.modality != "denied"]
    sorting = sort_out(figures, context)
    parts = []
    withdrawn = distinct(f for f in sorting.withdrawn if f.modality == "denied")
    if withdrawn:
        parts.append(f"; {listed([words(f) for f in withdrawn])} was withdrawn")
    others = [f for f in distinct(sorting.denied) if f.number != tally.best]
    parts += [f"; {_name(f, context)} denies {words(f)}" for f in others]
    doubted = [f for f in mine if f.modality == "unverified"]
    if doubted:
        parts.append(f"; not independently verified ({listed(sigla(context, doubted))})")
    return "".join(parts)


def _ies(names: Collection[str]) -> str:
    return "ies" if len(names) == 1 else "y"


def _name(figure: Figure, context: Context) -> str:
    voice = context.speakers.get(figure.id)
    siglum = context.sigla[figure.span.report]
    if voice in context.entities:
        return f"{context.entities[voice].name} ({siglum})"
    return f"{inside(figure.source.text)} ({siglum})" if figure.source else siglum


def denied_claim(
    tally: Tally, figures: Sequence[Figure], who: str, verb: str, context: Context
) -> str | None:
    """The sentence of a number that somebody denies, told as the word of those who give it; None where nobody
    denies it. Without a best value it is of the number that one voice gives and another denies."""
    sorting = sort_out(figures, context)
    if tally.best is None:
        doubtful = contested(sorting.standing, sorting.denied, context)
        mine = [f for f in sorting.standing if f.id in doubtful]
    else:
        mine = [f for f in sorting.standing if f.number == tally.best]
    numbers = {f.number for f in mine}
    against = deniers(context, mine)
    against += [_name(f, context) for f in sorting.denied if f.number in numbers]
    if not mine or not against:
        return None
    voices = list(dict.fromkeys(_name(f, context) for f in mine))
    amount = listed([words(f) for f in distinct(mine)])
    who_denies = f"{listed(list(dict.fromkeys(against)))} den{_ies(set(against))}"
    return f"According to {listed(voices)}, {amount} {who} {verb}, which {who_denies}"


def of_words(members: Sequence[UtteranceMember], context: Context) -> str | None:
    """What to add to somebody's words: "", or that they could not be verified, or who denies what they say; None
    where the words themselves are denied and are not told."""
    quotes = [context.quotes[m.quote] for m in members if m.quote in context.quotes]
    if quotes and all(q.modality == "denied" for q in quotes):
        return None
    told = ""
    held = [(c, q) for q in quotes for c in over(context, q.span)]
    against = list(
        dict.fromkeys(
            f"{denier(context, c)} ({context.sigla[q.span.report]})"
            for c, q in held
            if c.kind == "denied" and c.source
        )
    )
    if against:
        told += f" {listed(against)[0].upper()}{listed(against)[1:]} den{_ies(against)} it."
    doubted = sorted(
        {context.sigla[q.span.report] for c, q in held if c.kind == "unverified"}, key=lambda s: int(s[1:])
    )
    return told + (f" Not independently verified ({listed(doubted)})." if doubted else "")


def of_event(event: Event, siglum: str, context: Context) -> str:
    """What to add to an event's sentence: "" where it is asserted or its own words say how far it is not."""
    if event.modality == "unverified":
        doubted = {
            context.sigla[s.report]
            for s in event.evidence
            if any(c.kind == "unverified" for c in over(context, s))
        }
        return f" Not independently verified ({listed(sorted(doubted, key=lambda s: int(s[1:])))})."
    if event.modality == "hedged" and not any(f" {w} " in f" {fold(event.text)} " for w in _hedges()):
        return f" Told with a reserve ({siglum})."
    against = [
        f"{denier(context, c)} ({context.sigla[s.report]})"
        for s in event.evidence
        for c in over(context, s)
        if c.kind == "denied" and c.source
    ]
    names = list(dict.fromkeys(against))
    return f" {names[0][0].upper()}{listed(names)[1:]} den{_ies(names)} it." if names else ""


def _hedges() -> frozenset[str]:
    words_of_hedging = table("en", "caveats")["hedge"]
    return frozenset(
        w
        for name in ("adverbs", "likely", "modals", "appear", "believed", "adjectives")
        for w in words_of_hedging[name]
    )
