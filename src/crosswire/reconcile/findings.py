"""What the linked claims add up to: tallies, utterances, events, discrepancies and the brief."""

from __future__ import annotations

from collections.abc import Iterable

from crosswire.reconcile.brief import write_brief
from crosswire.reconcile.context import Context, build_context
from crosswire.reconcile.corroboration import chains_of, grounded
from crosswire.reconcile.discrepancies import find_discrepancies
from crosswire.reconcile.event_days import with_partings
from crosswire.reconcile.events import find_events
from crosswire.reconcile.profiles import NEUTRAL
from crosswire.reconcile.sides import whole_tolls
from crosswire.reconcile.story_tolls import story_tolls
from crosswire.reconcile.tallies import reconcile_tallies
from crosswire.reconcile.utterances import compare_renderings, told_by_several
from crosswire.types import Annotations, Findings, Links, Report, Story, Tally, Toll

__all__ = ["reconcile"]


def reconcile(
    reports: tuple[Report, ...],
    annotations: tuple[Annotations, ...],
    links: Links,
    *,
    stories: tuple[Story, ...],
    threshold: int,
    profile: str = NEUTRAL,
) -> Findings:
    """Every finding over reports in their given order. `threshold` is the number of independent
    sources from which something counts as corroborated, `profile` the convention for vague numbers."""
    context = build_context(reports, annotations, links, threshold=threshold, profile=profile)
    tallies = reconcile_tallies(context, stories)
    rendered = compare_renderings(links.utterances, context.quotes, context.speakers)
    utterances = tuple(grounded(context, u) for u in rendered if told_by_several(u))
    discrepancies = find_discrepancies(context, tallies, rendered)
    events = with_partings(find_events(context, stories), discrepancies)
    return Findings(
        tallies=tallies,
        utterances=utterances,
        events=events,
        discrepancies=discrepancies,
        brief=write_brief(context, tallies, utterances, events),
        stories=stories,
        tolls=_tolls(context, stories, tallies),
        chains=chains_of(context, utterances, events),
    )


def _tolls(context: Context, stories: tuple[Story, ...], tallies: tuple[Tally, ...]) -> tuple[Toll, ...]:
    """What each story comes to, measure by measure."""
    spans = {f.id: f.span for a in context.annotations.values() for f in (*a.figures, *a.individuals)}

    def originals(figures: Iterable[str]) -> int:
        return len(context.originals(spans[id] for id in figures))

    found: list[Toll] = []
    for story in stories:
        reports = [context.reports[id] for id in story.reports]
        voted = story_tolls(story.id, reports, context.annotations, context.tolls, context.links.families)
        mine = [t for t in tallies if spans[t.figures[0]].report in story.reports]
        found.extend(whole_tolls(story.id, mine, voted, originals))
    return tuple(found)
