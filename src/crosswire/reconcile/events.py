"""What happened when: the tellings of the reports, merged into a timeline.

In: the context and the stories. Out: `Event`s in the order of time, each with every clause that tells it, its
type after PLOVER, who did it to whom, and how many accounts have it. What no report dates is an event only where
several reports tell it, or where its words name a category; its day is then that of the story's main event, and
it says so. Background of years ago and what is announced are told apart. Judges no account.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from crosswire.reconcile.context import Context
from crosswire.reconcile.corroboration import of_passages
from crosswire.reconcile.event_days import Dated, date_group, doubtful_reports
from crosswire.reconcile.event_merge import likeness, merge
from crosswire.reconcile.event_tellings import Telling, days_of, tellings
from crosswire.reconcile.event_words import accounts_of, best_telling, sides_of, text_of
from crosswire.reconcile.reserves import modality_of
from crosswire.types import Event, EventCategory, EventStatus, Interval, Span, Story

_RANK: dict[EventStatus, int] = {"event": 0, "background": 1, "announced": 2, "hypothetical": 3}


def find_events(context: Context, stories: Sequence[Story]) -> tuple[Event, ...]:
    """Events of all stories in the order of time."""
    aligned = [
        (p.left, p.right)
        for link in context.links.lineage
        if link.relation != "shared-passages"
        for p in link.evidence
    ]
    named: dict[str, list[tuple[Span, str]]] = {r: [] for r in context.reports}
    for entity in context.links.entities:
        for form in entity.forms:
            named[form.span.report].append((form.span, entity.id))
    found: list[Event] = []
    for story in stories:
        order = sorted(story.reports, key=lambda r: int(context.sigla[r][1:]))
        told = {r: tellings(context.reports[r], context.annotations[r], named[r]) for r in order}
        every = [t for r in order for t in told[r]]
        if not every:
            continue
        dated, undated = merge(every, likeness(every, aligned))
        doubtful = doubtful_reports(dated)
        found += [_event(g, context, day) for g in dated if (day := date_group(g, doubtful, context))]
        main = {r: _main_day(told[r]) or _main_day(every) for r in order}
        for group in undated:
            when = _of_story(group, main, context)
            if when is not None:
                found.append(_event(group, context, Dated(when=when, precision="story")))
    return _told_apart(tuple(sorted(found, key=_place)))


def _told_apart(events: tuple[Event, ...]) -> tuple[Event, ...]:
    """The events with ids of their own: of several days that one clause tells, the later have theirs in it."""
    taken: set[str] = set()
    found = []
    for n, event in enumerate(events):
        day = event.when and (event.when.start or event.when.end)
        ids = (event.id, f"{event.id}:{day}", f"{event.id}:{n}")
        id = next(i for i in ids if i not in taken)
        taken.add(id)
        found.append(replace(event, id=id))
    return tuple(found)


def _place(event: Event) -> tuple[str, str, str]:
    """Where an event stands on the timeline: what took some of several days, at their end."""
    if event.when is None:
        return ("9999", "", event.id)
    start, end = event.when.start or event.when.end or "", event.when.end or event.when.start or ""
    loose = event.precision in ("days", "month", "year", "story")
    return (end if loose and event.status != "announced" else start, end, event.id)


def _main_day(told: Sequence[Telling]) -> Interval | None:
    """The day of which most is told, the first told of among equals; sayings date nothing but themselves."""
    days = [t.when for t in told if t.when and t.is_day and t.status == "event" and not t.loose]
    if not days:
        return None
    counts = Counter(days_of(d)[0] for d in days)
    top = max(counts.values())
    first = next(d for d in days if counts[days_of(d)[0]] == top)
    day = days_of(first)[0].isoformat()
    return Interval(start=day, end=day)


def _of_story(
    group: Sequence[Telling], main: dict[str, Interval | None], context: Context
) -> Interval | None:
    """The days between the story's main event and the report, for what no report dates; None for what is too
    little to be an event."""
    reports = {t.report for t in group}
    if len(reports) < 2 or all(t.title or t.happening.quoted for t in group):
        return None
    if len(context.originals_behind([t.span for t in group])) < 2 and not any(
        t.happening.category for t in group
    ):
        return None
    starts = [m for r in sorted(reports) if (m := main[r]) is not None]
    if not starts:
        return None
    anchors = [a for r in reports if (a := context.annotations[r].anchor)]
    first = min(days_of(m)[0] for m in starts)
    ends = [d for a in anchors if (d := date.fromisoformat(a[:10])) >= first]
    return Interval(start=first.isoformat(), end=min(ends, default=first).isoformat())


def _event(group: list[Telling], context: Context, day: Dated) -> Event:
    best = best_telling(group, context)
    spans = tuple(dict.fromkeys(t.span for t in group))
    grounds = of_passages(context, spans)
    category, mode = _category(group, best)
    accounts, why = accounts_of(group, context, grounds.families)
    return Event(
        id=f"ev:{best.report}:{best.happening.cue.start}",
        when=day.when,
        text=text_of(best),
        places=_named(spans, context, places=True),
        actors=_named(spans, context, places=False),
        evidence=spans,
        families=grounds.families,
        originals=grounds.originals,
        origins=grounds.origins,
        independent=grounds.independent,
        corroborated=grounds.corroborated,
        modality=modality_of(context, spans),
        type=category,
        mode=mode,
        contexts=tuple(dict.fromkeys(c for t in (best, *group) for c in t.happening.contexts)),
        status=min((t.status for t in group if t.when or day.precision == "story"), key=lambda s: _RANK[s]),
        precision=day.precision,
        sides=sides_of(group, best, category, context),
        accounts="parting" if day.parting else accounts,
        why=f"{why} {day.why}".strip(),
        told=best.clause,
        place_precision=_place_precision(spans, context),
    )


def _category(group: Sequence[Telling], best: Telling) -> tuple[EventCategory | None, str | None]:
    """The category that most tellings name, the best telling's among equals, with its first mode."""
    named = [t.happening for t in (best, *group) if t.happening.category]
    if not named:
        return None, None
    counts = Counter(h.category for h in named)
    chosen = max(counts, key=lambda c: counts[c])
    return chosen, next((h.mode for h in named if h.category == chosen and h.mode), None)


def _place_precision(spans: tuple[Span, ...], context: Context) -> int | None:
    """That of the most exact place which the clauses name."""
    return min(
        (
            place.precision
            for span in spans
            for place in context.annotations[span.report].places
            if place.precision is not None and span.contains(place.span)
        ),
        default=None,
    )


def _named(spans: tuple[Span, ...], context: Context, *, places: bool) -> tuple[str, ...]:
    wanted = ("GPE", "LOC", "FAC") if places else ("PERSON", "ORG")
    return tuple(
        e.id
        for e in context.links.entities
        if e.type in wanted and any(f.span.overlaps(s) for f in e.forms for s in spans)
    )
