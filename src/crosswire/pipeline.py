"""The whole product on one screen: bytes in, a dossier out.

`intake` (the edge) opens what people give and gives `Source`s; `build` runs the stages over them, one bad
report never stopping the others; `dossier` is both, for people who write Python.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path

from crosswire.config import Config
from crosswire.intake import check_several, take
from crosswire.knowledge import Knowledge, open_knowledge
from crosswire.link.anchors import find_anchors
from crosswire.link.entities import find_entities
from crosswire.link.known import link_entities
from crosswire.link.known_places import locate
from crosswire.link.lineage import find_lineage
from crosswire.link.measures import mend_measures
from crosswire.link.places import settle_places
from crosswire.link.rulings import ruled_apart, set_aside, settle
from crosswire.link.rulings_lineage import rule_lineage
from crosswire.link.speakers import resolve_speakers
from crosswire.link.stories import find_stories, whole_story
from crosswire.link.time_doubts import find_time_doubts
from crosswire.link.utterances import group_utterances
from crosswire.read import Source
from crosswire.reconcile.findings import reconcile
from crosswire.review.finding import held_of
from crosswire.review.ground import ground_of
from crosswire.review.judging import review_stories, with_reviews
from crosswire.review.names import review_names
from crosswire.review.outcome import Outcome
from crosswire.review.renderings import review_renderings
from crosswire.review.reports import decisions_of
from crosswire.review.statements import Statements, review_statements, with_speakers
from crosswire.rulings import decisions_for
from crosswire.standing import (
    MANY_REPORTS,
    Again,
    Progress,
    day_of,
    nothing_usable,
    parser,
    processes_for,
    silent,
    standing,
    unanalysed,
)
from crosswire.types import (
    Annotations,
    Decision,
    Dossier,
    Family,
    Findings,
    Lineage,
    Links,
    Problem,
    Report,
    Review,
    Ruling,
    Story,
)

__all__ = [
    "MANY_REPORTS",
    "Progress",
    "Related",
    "assemble",
    "build",
    "dossier",
    "grouped",
    "knowledge_for",
    "nothing_usable",
    "parser",
    "processes_for",
    "relate",
]


def dossier(
    paths_or_reports: Iterable[str | Path | Report],
    *,
    config: Config | None = None,
    progress: Progress | None = None,
    workers: int | None = None,
    rulings: str | Path | Sequence[Decision] = (),
    reviews: Sequence[Review] = (),
    knowledge: Knowledge | None = None,
) -> Dossier:
    """The dossier of files of any format, folders, web addresses, stores, bags, or reports already read.

    `workers` processes annotate the reports; without a number it is this process for a few reports and one a
    core for many. The dossier is the same. Only addresses that are given are fetched. What people decided
    holds: `rulings` are decisions or a file of them, and those kept in the stores that are given; `reviews` are what
    they said of single statements. Names are looked up
    in `knowledge`, or else in the sets that these stores keep, unless the setting says otherwise. Raises
    NothingUsableError where nothing could be read, UsageError for rulings that cannot be read; a single bad
    report becomes a problem.
    """
    settings = config or Config()
    check_several(paths_or_reports)
    given = list(paths_or_reports)
    reports = tuple(x for x in given if isinstance(x, Report))
    paths = [x for x in given if not isinstance(x, Report)]
    found = tuple(take(paths, tell=progress))
    with ExitStack() as open_things:
        if knowledge is None and (kept := knowledge_for(settings, paths)) is not None:
            knowledge = open_things.enter_context(kept)
        return build(
            [x for x in found if isinstance(x, Source)],
            config=settings,
            progress=progress,
            reports=reports,
            problems=tuple(x for x in found if isinstance(x, Problem)),
            workers=workers,
            rulings=decisions_for(paths, rulings=rulings),
            reviews=reviews,
            knowledge=knowledge,
        )


def knowledge_for(
    config: Config,
    given: Iterable[str | Path],
    *,
    store: Path | None = None,
    chosen: Sequence[str] = (),
    tell: Progress | None = None,
) -> Knowledge | None:
    """The names that hold for what was given: sets and files that are `chosen`, else, unless the setting says otherwise,
    all sets that the stores keep. Raises UsageError where any cannot be read."""
    if not chosen and config.known_names == "off":
        return None
    return open_knowledge(chosen, stores=(*given, *((store,) if store else ())), tell=tell)


def build(
    sources: Sequence[Source],
    *,
    config: Config,
    progress: Progress | None = None,
    reports: tuple[Report, ...] = (),
    problems: tuple[Problem, ...] = (),
    workers: int | None = None,
    rulings: Sequence[Decision] = (),
    reviews: Sequence[Review] = (),
    story: str | None = None,
    knowledge: Knowledge | None = None,
) -> Dossier:
    """Runs every stage over `sources` (and `reports` already read), in any order, to one result in which the
    `rulings` of people hold and their `reviews` are in force. `workers` as in `dossier`; `story` is the id of the one that all of them are known
    to tell. Entities are looked up in `knowledge`, if there is any."""
    tell = progress or silent
    with standing(sources, config, tell, reports, problems, workers) as given:
        related = relate(given.reports, given.annotations, rulings, reviews)
        return assemble(
            given.reports,
            given.annotations,
            related,
            again=given.again,
            config=config,
            stories=None if story is None else (whole_story(story, given.reports, given.annotations),),
            progress=tell,
            problems=given.problems,
            reviews=reviews,
            knowledge=knowledge,
        )


def grouped(
    sources: Sequence[Source],
    *,
    config: Config,
    progress: Progress | None = None,
    reports: tuple[Report, ...] = (),
    problems: tuple[Problem, ...] = (),
    workers: int | None = None,
    rulings: Sequence[Decision] = (),
) -> Dossier:
    """A dossier as `build` gives it, of which only stories and lineage are made."""
    tell = progress or silent
    with standing(sources, config, tell, reports, problems, workers) as given:
        related = relate(given.reports, given.annotations, rulings)
        every, annotations = _by_day(
            given.reports, _reanchor(given.reports, given.annotations, given.again, related.anchors)
        )
        return Dossier(
            reports=every,
            annotations=annotations,
            links=Links(lineage=related.lineage, families=related.families),
            findings=Findings(stories=find_stories(every, annotations, (), rulings=related.rulings)),
            problems=_sorted((*given.problems, *set_aside(related.rulings), *unanalysed(every, config))),
            settings=config.as_pairs(),
            rulings=related.rulings,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Related:
    """Who shares text with whom, the originals behind reports, the day each report speaks from, and people's
    rulings, which lineage follows."""

    lineage: tuple[Lineage, ...]
    families: tuple[Family, ...]
    anchors: Mapping[str, str | None]
    rulings: tuple[Ruling, ...] = ()


def relate(
    reports: tuple[Report, ...],
    annotations: tuple[Annotations, ...],
    rulings: Sequence[Decision] = (),
    reviews: Sequence[Review] = (),
) -> Related:
    """What is found of reports by their texts alone, before names are held against each other. Reviews of links and
    stories are decisions like others."""
    decided = settle((*rulings, *decisions_of(reviews, reports)), reports)
    lineage, families, ruled = rule_lineage(reports, *find_lineage(reports, annotations), decided)
    return Related(
        lineage=lineage,
        families=families,
        anchors=find_anchors(reports, annotations, families),
        rulings=ruled,
    )


def assemble(
    reports: tuple[Report, ...],
    annotations: tuple[Annotations, ...],
    related: Related,
    *,
    again: Again,
    config: Config,
    stories: tuple[Story, ...] | None = None,
    progress: Progress | None = None,
    problems: tuple[Problem, ...] = (),
    reviews: Sequence[Review] = (),
    knowledge: Knowledge | None = None,
) -> Dossier:
    """All that is done with reports once they are annotated and related, which `reviews` shaped too. `again`
    annotates some of them against the day that they turn out to speak from; `stories` are found here where they are
    not given."""
    tell = progress or silent
    problems = (*problems, *set_aside(related.rulings))
    reports, annotations = _by_day(reports, _reanchor(reports, annotations, again, related.anchors))
    annotations = mend_measures(annotations, related.lineage)
    known = Links(lineage=related.lineage, families=related.families, apart=ruled_apart(related.rulings))
    links, statements, outcomes = _link(reports, annotations, known, knowledge, reviews)
    annotations = statements.annotations
    links = replace(links, doubts=find_time_doubts(reports, annotations, related.families))
    if stories is None:
        stories = find_stories(reports, annotations, links.entities, rulings=related.rulings)
    stories, titled = review_stories(reviews, stories, ground_of(reports))
    annotations = settle_places(annotations, stories)
    annotations = locate(annotations, links.entities)
    tell("reconcile", 0, 1)
    findings = reconcile(
        reports,
        annotations,
        links,
        stories=stories,
        threshold=config.corroboration_threshold,
        profile=config.vague_profile,
    )
    made = Dossier(
        reports=reports,
        annotations=annotations,
        links=links,
        findings=findings,
        problems=_sorted((*problems, *unanalysed(reports, config))),
        settings=config.as_pairs(),
        rulings=related.rulings,
        knowledge=knowledge.sets if knowledge is not None else (),
        aside=statements.aside,
    )
    return with_reviews(made, reviews, (*outcomes, titled)) if reviews else made


def _sorted(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    return tuple(sorted(problems, key=lambda p: (p.report or "", p.stage, p.message)))


def _link(
    reports: tuple[Report, ...],
    annotations: tuple[Annotations, ...],
    links: Links,
    knowledge: Knowledge | None,
    reviews: Sequence[Review],
) -> tuple[Links, Statements, tuple[Outcome, ...]]:
    """Names, speakers and renderings of the same words, and the annotations, all as people reviewed them."""
    found = link_entities(find_entities(reports, annotations, links.lineage), annotations, knowledge)
    ground = ground_of(reports)
    names = review_names(reviews, held_of(ground, (), entities=found))
    entities = names.entities
    speakers = resolve_speakers(reports, annotations, entities, links.lineage)
    where = held_of(ground, annotations, entities=entities)
    said = review_statements(reviews, annotations, where, dict(speakers))
    if said.speakers or said.annotations != annotations:
        again = resolve_speakers(reports, said.annotations, entities, links.lineage)
        speakers = with_speakers(again, said.speakers)
    groups = group_utterances(reports, said.annotations, speakers, links.lineage)
    utterances, rendered = review_renderings(reviews, groups, held_of(ground, said.annotations))
    made = replace(links, entities=entities, speakers=speakers, utterances=utterances)
    return made, said, (names.outcome, said.outcome, rendered)


def _by_day(
    reports: tuple[Report, ...], annotations: tuple[Annotations, ...]
) -> tuple[tuple[Report, ...], tuple[Annotations, ...]]:
    """Both in the order of the days that the reports speak from, a republisher's stamp after the
    others of its day: the order of the dossier and of its sigla R1, R2, …"""

    def key(pair: tuple[Report, Annotations]) -> tuple[bool, str, bool, str, str]:
        report, said = pair
        stamped_later = bool(report.published) and day_of(report.published) != said.anchor
        return said.anchor is None, said.anchor or "", stamped_later, report.published or "", report.id

    ordered = sorted(zip(reports, annotations, strict=True), key=key)
    return tuple(r for r, _ in ordered), tuple(a for _, a in ordered)


def _reanchor(
    reports: tuple[Report, ...],
    annotations: tuple[Annotations, ...],
    again: Again,
    anchors: Mapping[str, str | None],
) -> tuple[Annotations, ...]:
    """The annotations, made again where a report speaks from another day than it was first read against."""
    other = [
        (report, anchors[report.id])
        for report, said in zip(reports, annotations, strict=True)
        if said.anchor != anchors[report.id]
    ]
    redone = again(other) if other else {}
    return tuple(redone.get(said.report, said) for said in annotations)
