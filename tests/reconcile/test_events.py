"""The timeline: dated clauses merged over reports."""

from __future__ import annotations

from dataclasses import replace

from crosswire.reconcile.context import Context
from crosswire.reconcile.events import find_events
from crosswire.types import Interval, Report, Story, TimeExpression
from tests.reconcile.made import context, report


def dated(ctx: Context, of: Report, **days: str) -> Context:
    """The context with time expressions: words (underscores for spaces) and the ISO day they denote."""
    times = []
    for words, day in days.items():
        start = of.text.index(words.replace("_", " "))
        span = of.span(start, start + len(words))
        times.append(
            TimeExpression(span=span, interval=Interval(start=day, end=day), basis="", relative=False)
        )
    notes = replace(ctx.annotations[of.id], times=tuple(times), sentences=(of.span(0, len(of.text)),))
    return replace(ctx, annotations={**ctx.annotations, of.id: notes})


def story(*reports: Report) -> tuple[Story, ...]:
    return (Story(id="s", title="", reports=tuple(r.id for r in reports)),)


def test_two_reports_of_one_day_and_deed_make_one_event() -> None:
    a = report("a", "The prime minister dismissed his cabinet on 2 May after the vote.")
    b = report("b", "On 2 May the prime minister dismissed the whole cabinet.")
    ctx, _ = context([a, b], [])
    ctx = dated(dated(ctx, a, **{"2_May": "2031-05-02"}), b, **{"2_May": "2031-05-02"})
    (event,) = find_events(ctx, story(a, b))
    assert event.families == 2
    assert {s.report for s in event.evidence} == {"a", "b"}


def test_different_deeds_of_one_day_stay_apart() -> None:
    a = report("a", "The prime minister dismissed his cabinet on 2 May.")
    b = report("b", "On 2 May fishermen found a boat near the harbour.")
    ctx, _ = context([a, b], [])
    ctx = dated(dated(ctx, a, **{"2_May": "2031-05-02"}), b, **{"2_May": "2031-05-02"})
    assert len(find_events(ctx, story(a, b))) == 2


def test_events_stand_in_the_order_of_time_and_the_distant_past_is_left_out() -> None:
    a = report("a", "Rain began on 3 May; the river rose on 1 May; the bridge was built on 2 June 1999.")
    ctx, _ = context([a], [])
    ctx = dated(ctx, a, **{"3_May": "2031-05-03", "1_May": "2031-05-01", "2_June_1999": "1999-06-02"})
    days = [e.when.start for e in find_events(ctx, story(a)) if e.when]
    assert days == ["2031-05-01", "2031-05-03"]


def test_an_event_is_told_in_the_words_of_its_clause() -> None:
    a = report("a", "The dam gave way on 3 May, which nobody had expected in the villages of the valley.")
    ctx, _ = context([a], [])
    (event,) = find_events(dated(ctx, a, **{"3_May": "2031-05-03"}), story(a))
    assert event.text == "The dam gave way on 3 May"
