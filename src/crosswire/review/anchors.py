"""What a review is about, anchored on words: from an id in a dossier to a `Target` that outlives the id.

In: a dossier, a kind and an id as the dossier's JSON has it (a link is "left~right", the third sentence of the brief
"b3"). Out: the target, with the words that carry it and what stands around them, after the position and quote
selectors of W3C's Web Annotation Data Model (2017). To find it again is left to `find`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import chain
from typing import Any

from crosswire.errors import UsageError
from crosswire.review.readings import days, statements_of
from crosswire.text.named import clean, name_of
from crosswire.types import (
    BriefSentence,
    Discrepancy,
    Dossier,
    Entity,
    Event,
    Figure,
    Named,
    Quote,
    Report,
    Span,
    Story,
    Tally,
    Target,
    TargetKind,
    Utterance,
    Words,
)

# Characters kept on either side: enough to tell two printings of one number apart, short enough to be kept often.
CONTEXT = 32
# Stretches of words by which a finding that rests on many is found again.
MOST_WORDS = 32
LINK = "~"
_TEXT = 500


def target_of(dossier: Dossier, kind: TargetKind, id: str) -> Target:
    """The target that stands for what has this id. Raises UsageError where the dossier has none."""
    if kind == "link":
        # Two reports can be reviewed as linked though nothing links them yet.
        made = _link(dossier, id)
    else:
        found = next((thing for other, thing in _things(dossier).get(kind, ()) if other == id), None)
        made = None if found is None else _MAKERS[kind](found, dossier)
    if made is None:
        raise UsageError(f"There is no {kind} {id!r} in this dossier; take the id from its JSON.")
    return made


def targets(dossier: Dossier) -> dict[tuple[TargetKind, str], Target]:
    """The targets of everything in a dossier that can be reviewed, by kind and id; of a finding without words, which
    nothing could find again, there is none."""
    found: dict[tuple[TargetKind, str], Target] = {}
    for kind, things in _things(dossier).items():
        for id, thing in things:
            if (made := _MAKERS[kind](thing, dossier)).words or made.reports:
                found[kind, id] = made
    for link in dossier.links.lineage:
        id = link_id(link.left, link.right)
        if (linked := _link(dossier, id)) is not None:
            found["link", id] = linked
    return found


def _things(dossier: Dossier) -> dict[TargetKind, list[tuple[str, Any]]]:
    """All that can be reviewed, with its id, but links."""
    said = [s for a in dossier.annotations for s in statements_of(a)] + list(dossier.aside)
    found = dossier.findings
    named: dict[TargetKind, Sequence[Any]] = {
        "figure": [s for s in said if isinstance(s, Figure)],
        "quote": [s for s in said if isinstance(s, Quote)],
        "name": dossier.links.entities,
        "story": found.stories,
        "report": dossier.reports,
        "tally": found.tallies,
        "event": found.events,
        "utterance": found.utterances,
        "discrepancy": found.discrepancies,
    }
    things = {kind: [(x.id, x) for x in every] for kind, every in named.items()}
    things["brief"] = [(f"b{n}", b) for n, b in enumerate(found.brief, 1)]
    return things


def target_of_form(dossier: Dossier, entity: str, text: str, *, report: str | None = None) -> Target:
    """The printed forms `text` of an entity, in one report or in all: what is split off, corrected or rejected
    without touching the entity's other names. Raises UsageError where it has no such form."""
    found = next((e for e in dossier.links.entities if e.id == entity), None)
    spans = [
        f.span
        for f in (found.forms if found else ())
        if f.span.text == text and report in (None, f.span.report)
    ]
    if found is None or not spans:
        raise UsageError(f"{entity!r} has no name {text!r} in this dossier; take both from its JSON.")
    words = words_of(spans, dossier.reports)
    return Target(kind="name", words=words, key=(("form", _short(text)), ("type", found.type)))


def target_of_words(dossier: Dossier, kind: TargetKind, report: str, start: int, end: int) -> Target:
    """Any stretch of a report, for what crosswire itself did not find there: the name that words are attributed to.
    Raises UsageError where the report is not there or has no such stretch."""
    found = next((r for r in dossier.reports if r.id == report), None)
    if found is None or not 0 <= start < end <= len(found.text):
        raise UsageError(f"{report!r} has no words at {start}..{end}; offsets are code points into its text.")
    return Target(kind=kind, words=words_of([found.span(start, end)], dossier.reports))


def words_of(
    spans: Iterable[Span], reports: Sequence[Report], *, most: int = MOST_WORDS
) -> tuple[Words, ...]:
    """The stretches, each once, with what stands around them; of many, some of every report before more of one."""
    by_id = {r.id: r for r in reports}
    ordered = [s for s in dict.fromkeys(spans) if s.report in by_id and s.text]
    of_report: dict[str, list[Span]] = {}
    for span in ordered:
        of_report.setdefault(span.report, []).append(span)
    rounds = chain.from_iterable(
        (spans[n] for spans in of_report.values() if n < len(spans))
        for n in range(max(map(len, of_report.values()), default=0))
    )
    kept = [span for span, _ in zip(rounds, range(most), strict=False)]
    place = {id: n for n, id in enumerate(by_id)}
    kept.sort(key=lambda s: (place[s.report], s.start, s.end))
    return tuple(_words(span, by_id[span.report]) for span in kept)


def link_id(left: str, right: str) -> str:
    """What a link between two reports is called: it has no id of its own."""
    return LINK.join(sorted((left, right)))


def _words(span: Span, report: Report) -> Words:
    return Words(
        report=name_of(report),
        start=span.start,
        end=span.end,
        text=clean(span.text),
        before=clean(report.text[max(0, span.start - CONTEXT) : span.start]),
        after=clean(report.text[span.end : span.end + CONTEXT]),
    )


def _key(**told: str | None) -> tuple[tuple[str, str], ...]:
    return tuple(sorted((key, _short(value)) for key, value in told.items() if value))


def _short(text: str) -> str:
    return " ".join(clean(text).split())[:_TEXT].strip()


def _figure(figure: Figure, dossier: Dossier) -> Target:
    # The number alone: which words around it belong to the phrase is what versions part over most.
    words = words_of([figure.number_span], dossier.reports)
    key = _key(measure=figure.measure, group=figure.group, unit=figure.unit)
    return Target(kind="figure", words=words, key=key)


def _quote(quote: Quote, dossier: Dossier) -> Target:
    return Target(kind="quote", words=words_of([quote.span], dossier.reports), key=_key(kind=quote.kind))


def _name(entity: Entity, dossier: Dossier) -> Target:
    sound = [f.span for f in entity.forms if not f.corrupted] or [f.span for f in entity.forms]
    words = words_of(sound, dossier.reports)
    return Target(kind="name", words=words, key=_key(name=entity.name, type=entity.type))


def _link(dossier: Dossier, id: str) -> Target | None:
    left, _, right = id.partition(LINK)
    names = [name_of(r) for r in dossier.reports if r.id in (left, right)]
    if len(names) != 2:
        return None
    found = next((x for x in dossier.links.lineage if {x.left, x.right} == {left, right}), None)
    key = _key(relation=found.relation) if found else ()
    return Target(kind="link", reports=tuple(sorted(names, key=_order)), key=key)


def _story(story: Story, dossier: Dossier) -> Target:
    names = sorted((name_of(r) for r in dossier.reports if r.id in story.reports), key=_order)
    return Target(kind="story", reports=tuple(names), key=_key(title=story.title))


def _report(report: Report, dossier: Dossier) -> Target:
    return Target(kind="report", reports=(name_of(report),))


def _tally(tally: Tally, dossier: Dossier) -> Target:
    numbers = {f.id: f.number_span for a in dossier.annotations for f in (*a.figures, *a.individuals)}
    words = words_of((numbers[f] for f in tally.figures if f in numbers), dossier.reports)
    key = _key(measure=tally.measure, group=tally.group, unit=tally.unit, label=tally.label)
    return Target(kind="tally", words=words, key=key)


def _event(event: Event, dossier: Dossier) -> Target:
    key = _key(type=event.type, text=event.text, when=days(event.when))
    return Target(kind="event", words=words_of(event.evidence, dossier.reports), key=key)


def _utterance(utterance: Utterance, dossier: Dossier) -> Target:
    return Target(kind="utterance", words=words_of((m.span for m in utterance.members), dossier.reports))


def _discrepancy(discrepancy: Discrepancy, dossier: Dossier) -> Target:
    spans = chain.from_iterable(side.evidence for side in discrepancy.sides)
    key = _key(kind=discrepancy.kind, summary=discrepancy.summary)
    return Target(kind="discrepancy", words=words_of(spans, dossier.reports), key=key)


def _brief(sentence: BriefSentence, dossier: Dossier) -> Target:
    return Target(
        kind="brief", words=words_of(sentence.evidence, dossier.reports), key=_key(text=sentence.text)
    )


def _order(name: Named) -> tuple[str, str, str]:
    return name.sha256 or "", name.source or "", name.id


_MAKERS: Mapping[TargetKind, Callable[[Any, Dossier], Target]] = {
    "figure": _figure,
    "quote": _quote,
    "name": _name,
    "story": _story,
    "report": _report,
    "tally": _tally,
    "event": _event,
    "utterance": _utterance,
    "discrepancy": _discrepancy,
    "brief": _brief,
}
