"""The brief: what the reports jointly establish, in a handful of sentences with their evidence.

Sentences are built from tallies, utterances and events, never written freely: a number carries its
party and its status, quoted words stand in quotation marks, an event is given in a report's own
words. Each sentence says whose word it is where it rests on one, and what the reports take back from it.
"""

from __future__ import annotations

from typing import TypedDict

from crosswire.reconcile.brief_reserves import denied_claim, of_event, of_words, reserved, reserves
from crosswire.reconcile.context import Context
from crosswire.reconcile.discrepancies.wholes import PARTY, beside, clash_of_parts
from crosswire.reconcile.reasons import by_size, distinct, listed, number, readings, words
from crosswire.text.days import days_in_words
from crosswire.types import BriefSentence, Event, Figure, Origin, Span, Tally, Utterance, UtteranceMember

MAX_TALLIES, MAX_UTTERANCES, MAX_EVENTS = 6, 3, 4
READABLE = 220  # characters of a quotation that a reader takes in at once
THINGS_AT_LEAST = 2  # originals that must count a thing or a sum; persons are told of from the first

_DONE = {
    "killed": ("was killed", "were killed"),
    "injured": ("was injured", "were injured"),
    "detained": ("was detained", "were detained"),
    "missing": ("is missing", "are missing"),
    "displaced": ("was displaced", "were displaced"),
    "rescued": ("was rescued", "were rescued"),
    "deployed": ("was deployed", "were deployed"),
    "participants": ("took part", "took part"),
    "established": ("was set up", "were set up"),
}
_PARTY = {
    "people": ("person", "people"),
    "protesters": ("protester", "protesters"),
    "security_forces": ("member of the security forces", "members of the security forces"),
    "foreign_forces": ("member of foreign forces", "members of foreign forces"),
    "militants": ("member of armed groups", "members of armed groups"),
    "officials": ("official", "officials"),
    "journalists": ("journalist", "journalists"),
    "aid_workers": ("aid worker", "aid workers"),
    "children": ("child", "children"),
    "women": ("woman", "women"),
    "civilians": ("civilian", "civilians"),
}


def write_brief(
    context: Context, tallies: tuple[Tally, ...], utterances: tuple[Utterance, ...], events: tuple[Event, ...]
) -> tuple[BriefSentence, ...]:
    """Tallies first, then what was said by most originals, then what happened."""
    sentences = [s for t in tallies if (s := _of_tally(t, tallies, context))][:MAX_TALLIES]
    said = sorted(utterances, key=lambda u: (-u.families, -len(u.members), u.id))
    sentences += [s for u in said[:12] if (s := _of_utterance(u, context))][:MAX_UTTERANCES]
    told = sorted(
        (e for e in events if e.families > 1 and e.modality != "denied" and not _spoken(e, context)),
        key=lambda e: (-e.families, -len(e.evidence), e.id),
    )
    chosen = sorted(told[:MAX_EVENTS], key=lambda e: ((e.when.start or "") if e.when else "", e.id))
    sentences += [_of_event(e, context) for e in chosen]
    return tuple(sentences)


def _of_tally(tally: Tally, tallies: tuple[Tally, ...], context: Context) -> BriefSentence | None:
    figures = [context.figures[i] for i in tally.figures]
    told = _told(tally, figures, context)
    if told is None:
        return None
    clash = clash_of_parts(tally, tallies, context)
    if clash:
        told = f"{told[:-1]}, yet the parties counted apart make {number(clash.total)} ({clash.reading})."
    elif larger := beside(tally, tallies, context):
        left = listed([f"the {PARTY[t.group or 'people']} ({number(t.best or 0)})" for t in larger])
        told = f"{told[:-1]}, not counting {left}."
    return BriefSentence(
        text=told,
        evidence=tuple(f.span for f in _witnesses(tally, figures)),
        **_grounds(tally),
    )


class _Standing(TypedDict):
    families: int
    originals: tuple[str, ...]
    origins: tuple[Origin, ...]
    independent: int
    corroborated: bool


def _grounds(found: Tally | Utterance | Event) -> _Standing:
    """A sentence stands on what the finding stands on that it tells."""
    return _Standing(
        families=found.families,
        originals=found.originals,
        origins=found.origins,
        independent=found.independent,
        corroborated=found.corroborated,
    )


def _witnesses(tally: Tally, figures: list[Figure]) -> list[Figure]:
    best = [f for f in figures if f.number == tally.best]
    return [*best, *(f for f in figures if f not in best)]


def _told(tally: Tally, figures: list[Figure], context: Context) -> str | None:
    if tally.unit != "persons" and tally.families < THINGS_AT_LEAST:
        return None
    if tally.measure == "cost" and tally.best is not None:
        return _of_sum(tally, figures, context)
    if tally.measure not in _DONE or (tally.label is not None and tally.label not in _PARTY):
        return None
    who, verb = _who(tally), _DONE[tally.measure][0 if tally.best == 1 else 1]
    verb = reserved(verb, [f for f in figures if f.number == tally.best] or figures) + _where(tally, figures)
    claim = denied_claim(tally, figures, who, verb, context)
    if tally.best is None:
        if claim is not None:
            return f"{claim}."
        vague = next((f.number_span.text.removesuffix(" of") for f in figures if f.number is None), None)
        return f"“{vague[0].upper() + vague[1:]}” of {who} {verb}{_voice(tally, context)}." if vague else None
    names = _names(tally, figures, context)
    if tally.status == "disputed":
        said = readings(tally, figures)
        values = listed(list(dict.fromkeys(said[f.id] for f in figures if f.modality != "denied")))
        return f"How many {who} {verb} is disputed: the reports say {values}{names}."
    amount = _amount(tally, figures)
    tail = _tail(tally, figures) + reserves(tally, figures, context)
    if claim is not None:
        return f"{claim}{tail}."
    return f"{amount[0].upper() + amount[1:]} {who} {verb}{names}{_voice(tally, context)}{tail}."


def _of_sum(tally: Tally, figures: list[Figure], context: Context) -> str:
    """A sum of money with the sentence that tells what it is; sums of one story are often of many things."""
    amount = f"{_amount(tally, figures)} {tally.unit or ''}".rstrip()
    first = _witnesses(tally, figures)[0].span
    sentences = context.annotations[first.report].sentences
    told = next((" ".join(s.text.split()) for s in sentences if s.contains(first)), "")
    if not 0 < len(told) <= READABLE:
        return f"The cost is put at {amount}{_voice(tally, context)}."
    return f"{amount}: “{told}” ({context.sigla[first.report]})."


def _where(tally: Tally, figures: list[Figure]) -> str:
    """The place of a count of one place; none where some reports say the number without it."""
    return f" in {tally.place}" if tally.place and all(f.place for f in figures) else ""


def _amount(tally: Tally, figures: list[Figure]) -> str:
    """The best value with the qualifier that the figures behind it carry, where none is exact."""
    mine = [f for f in figures if f.number == tally.best]
    exact = any(f.qualifier == "exact" for f in mine)
    if exact or not mine:
        return number(tally.best) if tally.best is not None else ""
    return words(mine[0])


def _who(tally: Tally) -> str:
    if tally.label in _PARTY:
        return _PARTY[tally.label][0 if tally.best == 1 else 1]
    if tally.group in _PARTY:
        return _PARTY[tally.group][0 if tally.best == 1 else 1]
    return tally.unit or "things"


def _names(tally: Tally, figures: list[Figure], context: Context) -> str:
    """What each report calls a party whose naming takes sides."""
    if tally.group not in ("protesters", "militants"):
        return ""
    called: dict[str, str] = {}
    for figure in figures:
        if figure.label and figure.label.casefold() not in ("protesters", "militants", "people"):
            called.setdefault(figure.label, context.sigla[figure.span.report])
    named = [f"“{label}” in {siglum}" for label, siglum in called.items()]
    return f" ({listed(named)})" if named else ""


def _voice(tally: Tally, context: Context) -> str:
    entities = [o for o in tally.origins if o.entity]
    if entities and len(entities) == len(tally.origins) and tally.independent == 1:
        return f", according to {_in_running_text(entities[0], context)}"
    return ""


def _in_running_text(origin: Origin, context: Context) -> str:
    """The name of whose word something is, with "the" where the reports mostly print it so."""
    name = context.origin_name(origin)
    entity = context.entities.get(origin.entity or "")
    printed = [f.span for f in entity.forms if f.span.text == name] if entity else []
    if not printed:
        return _article(name)
    before = [context.reports[s.report].text[max(0, s.start - 4) : s.start].casefold() for s in printed]
    return f"the {name}" if 2 * before.count("the ") >= len(printed) else name


def _article(name: str) -> str:
    """The article that a ministry or an office takes whose name no report prints so."""
    first = name.split()[0].casefold() if name else ""
    heads = {
        "ministry",
        "government",
        "interior",
        "defence",
        "defense",
        "national",
        "security",
        "authorities",
    }
    return f"the {name}" if first in heads else name


def _tail(tally: Tally, figures: list[Figure]) -> str:
    others = [f for f in figures if f.number != tally.best and f.modality != "denied"]
    parts = []
    if tally.status == "revised" and others:
        parts.append(f"; earlier counts were {listed([words(f) for f in distinct(others)])}")
    elif others:
        parts.append(f"; others say {listed([words(f) for f in by_size(others)])}, which fits")
    return "".join(parts)


def _of_utterance(utterance: Utterance, context: Context) -> BriefSentence | None:
    if (
        utterance.speaker not in context.entities
        or utterance.families < 2
        or not _quotable(utterance, context)
    ):
        return None
    speaker = context.entities[utterance.speaker]
    member = _fullest(utterance, context)
    ways = len({" ".join(m.span.text.casefold().split()).strip(" .,!?") for m in utterance.members})
    rendered = f" The reports render it in {number(ways)} wordings." if ways > 1 else ""
    said = f"{speaker.name} said: “{' '.join(member.span.text.split()).rstrip(' ,')}”"
    if not said.rstrip("”").endswith((".", "!", "?")):
        said += "."
    reserve = of_words(utterance.members, context)
    if reserve is None:
        return None
    return BriefSentence(
        text=said + rendered + reserve,
        evidence=(member.span, *(m.span for m in utterance.members if m is not member)),
        **_grounds(utterance),
    )


def _fullest(utterance: Utterance, context: Context) -> UtteranceMember:
    """The rendering to show: whole sentences before fragments, from the report with fewest faults,
    the longest that is still readable."""

    def rank(member: UtteranceMember) -> tuple[bool, tuple[int, int], int, str]:
        length = len(member.span.text)
        return (
            context.quotes[member.quote].kind != "direct",
            context.faults(member.span.report),
            length if length > READABLE else -length,
            context.sigla[member.span.report],
        )

    return min(_quotable(utterance, context) or utterance.members, key=rank)


def _quotable(utterance: Utterance, context: Context) -> list[UtteranceMember]:
    """Members that stand in quotation marks and are more than a scrap."""
    return [
        m
        for m in utterance.members
        if len(m.span.text.split()) >= 4 and context.quotes[m.quote].kind in ("direct", "partial")
    ]


def _spoken(event: Event, context: Context) -> bool:
    """Whether the event stands inside a quotation, so that it is somebody's word and no more."""
    teller = _teller(event)
    quotes = context.annotations[teller.report].quotes
    return any(q.kind == "direct" and q.span.overlaps(teller) for q in quotes)


def _teller(event: Event) -> Span:
    """The clause whose words the event is told in."""
    return next((s for s in event.evidence if " ".join(s.text.split()) == event.text), event.evidence[0])


def _of_event(event: Event, context: Context) -> BriefSentence:
    when = days_in_words(event.when.start, event.when.end) if event.when else "Undated"
    siglum = context.sigla[_teller(event).report]
    return BriefSentence(
        text=f"{when}: “{event.text}” ({siglum}).{of_event(event, siglum, context)}",
        evidence=event.evidence,
        **_grounds(event),
    )
