"""The whole product on one screen: bytes in, a dossier out.

`intake` (the edge) opens what people give and gives `Source`s; `build` runs the stages over them, one bad
report never stopping the others; `dossier` is both, for people who write Python.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from crosswire.annotate.parse import parse, shared
from crosswire.annotate.report import annotate_parsed
from crosswire.config import Config
from crosswire.errors import NothingUsableError
from crosswire.intake import check_several, take
from crosswire.link.anchors import find_anchors
from crosswire.link.entities import find_entities
from crosswire.link.lineage import find_lineage
from crosswire.link.measures import mend_measures
from crosswire.link.rulings import set_aside, settle
from crosswire.link.rulings_lineage import rule_lineage
from crosswire.link.speakers import resolve_speakers
from crosswire.link.stories import find_stories
from crosswire.link.utterances import group_utterances
from crosswire.link.versions import question_copies, settle_versions, withdrawn_reports
from crosswire.read import Source, digest, read_each
from crosswire.reconcile.findings import reconcile
from crosswire.rulings import decisions_for
from crosswire.scale.annotating import annotate_on
from crosswire.scale.engines import Engine, check_workers, cores
from crosswire.scale.local import Processes
from crosswire.types import (
    Annotations,
    Decision,
    Dossier,
    Family,
    Lineage,
    Links,
    Problem,
    Report,
    Ruling,
    Story,
)

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

Progress = Callable[[str, int, int], None]
# What reports say when they are annotated against another day, by their ids.
Again = Callable[[Sequence[tuple[Report, str | None]]], dict[str, Annotations]]
# Reports from which on worker processes are started by themselves: they take some seconds to load the language model.
MANY_REPORTS = 64


def dossier(
    paths_or_reports: Iterable[str | Path | Report],
    *,
    config: Config | None = None,
    progress: Progress | None = None,
    workers: int | None = None,
    rulings: str | Path | Sequence[Decision] = (),
) -> Dossier:
    """The dossier of files of any format, folders, web addresses, stores, bags, or reports already read.

    `workers` processes annotate the reports; without a number it is this process for a few reports and one a
    core for many. The dossier is the same. Only addresses that are given are fetched. What people decided
    holds: `rulings` are decisions or a file of them, and those kept in the stores that are given. Raises
    NothingUsableError where nothing could be read, UsageError for rulings that cannot be read; a single bad
    report becomes a problem.
    """
    settings = config or Config()
    check_several(paths_or_reports)
    given = list(paths_or_reports)
    reports = tuple(x for x in given if isinstance(x, Report))
    found = tuple(take([x for x in given if not isinstance(x, Report)], tell=progress))
    return build(
        [x for x in found if isinstance(x, Source)],
        config=settings,
        progress=progress,
        reports=reports,
        problems=tuple(x for x in found if isinstance(x, Problem)),
        workers=workers,
        rulings=decisions_for([x for x in given if not isinstance(x, Report)], rulings=rulings),
    )


def build(
    sources: Sequence[Source],
    *,
    config: Config,
    progress: Progress | None = None,
    reports: tuple[Report, ...] = (),
    problems: tuple[Problem, ...] = (),
    workers: int | None = None,
    rulings: Sequence[Decision] = (),
) -> Dossier:
    """Runs every stage over `sources` (and `reports` already read), in any order, to one result in which the
    `rulings` of people hold. `workers` as in `dossier`."""
    tell = progress or _silent
    read, unread = _read(sources, tell)
    found = _in_order((*reports, *read))
    every, unsettled = settle_versions(found)
    gone = {r.id for r in found} - {r.id for r in every}
    problems = (*problems, *(p for p in unread if p.report not in gone), *unsettled)
    if not every:
        raise NothingUsableError(nothing_usable(problems))
    with ExitStack() as open_things:
        many = processes_for(len(every), workers)
        engine = open_things.enter_context(Processes(many)) if many > 1 else None
        annotations, again, lost = _annotate(every, config, tell, engine)
        every = tuple(r for r in every if r.id in {a.report for a in annotations})
        if not every:
            raise NothingUsableError(nothing_usable((*problems, *lost)))
        tell("link", 0, 1)
        problems = (*problems, *lost, *_copies(every, annotations, withdrawn_reports(found), config))
        related = relate(every, annotations, rulings)
        return assemble(
            every, annotations, related, again=again, config=config, progress=tell, problems=problems
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
    reports: tuple[Report, ...], annotations: tuple[Annotations, ...], rulings: Sequence[Decision] = ()
) -> Related:
    """What is found of reports by their texts alone, before names are held against each other."""
    lineage, families, ruled = rule_lineage(
        reports, *find_lineage(reports, annotations), settle(rulings, reports)
    )
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
) -> Dossier:
    """All that is done with reports once they are annotated and related. `again` annotates some of them against
    the day that they turn out to speak from; `stories` are found here where they are not given."""
    tell = progress or _silent
    problems = (*problems, *set_aside(related.rulings))
    reports, annotations = _by_day(reports, _reanchor(reports, annotations, again, related.anchors))
    annotations = mend_measures(annotations, related.lineage)
    links = _link(reports, annotations, Links(lineage=related.lineage, families=related.families))
    tell("reconcile", 0, 1)
    findings = reconcile(
        reports,
        annotations,
        links,
        stories=find_stories(reports, annotations, links.entities) if stories is None else stories,
        threshold=config.corroboration_threshold,
        profile=config.vague_profile,
    )
    return Dossier(
        reports=reports,
        annotations=annotations,
        links=links,
        findings=findings,
        problems=tuple(
            sorted(
                (*problems, *_unanalysed(reports, config)),
                key=lambda p: (p.report or "", p.stage, p.message),
            )
        ),
        settings=config.as_pairs(),
        rulings=related.rulings,
    )


def processes_for(reports: int, workers: int | None) -> int:
    """How many processes annotate so many reports. Raises UsageError for a number that makes no sense."""
    given = check_workers(workers)
    if given is None:
        given = cores() if reports >= MANY_REPORTS else 1
    return min(given, reports)


def _copies(
    reports: tuple[Report, ...],
    annotations: tuple[Annotations, ...],
    withdrawn: tuple[Report, ...],
    config: Config,
) -> tuple[Problem, ...]:
    """What stands but shares text with what was withdrawn; a comparison apart, so that nothing else changes."""
    if not withdrawn:
        return ()
    said, _, _ = _annotate(withdrawn, config, _silent, None)
    lineage, _ = find_lineage((*reports, *withdrawn), (*annotations, *said))
    return question_copies(withdrawn, lineage)


def _link(reports: tuple[Report, ...], annotations: tuple[Annotations, ...], links: Links) -> Links:
    entities = find_entities(reports, annotations, links.lineage)
    speakers = resolve_speakers(reports, annotations, entities, links.lineage)
    utterances = group_utterances(reports, annotations, speakers, links.lineage)
    return replace(links, entities=entities, speakers=speakers, utterances=utterances)


def _read(sources: Sequence[Source], tell: Progress) -> tuple[tuple[Report, ...], tuple[Problem, ...]]:
    reports: list[Report] = []
    problems: list[Problem] = []
    ordered = sorted(sources, key=lambda s: (s.name, digest(s.data)))
    for n, found in enumerate(read_each(ordered)):
        tell("read", n, len(sources))
        if isinstance(found, Problem):
            problems.append(found)
        else:
            reports.append(found)
            problems += [Problem(report=found.id, stage="read", message=m) for m in found.notices]
    return tuple(reports), tuple(problems)


def _in_order(reports: Iterable[Report]) -> tuple[Report, ...]:
    """By the day printed, then by id, so that the order of the input tells nothing."""
    return tuple(sorted(reports, key=lambda r: (r.published is None, r.published or "", r.id)))


def _by_day(
    reports: tuple[Report, ...], annotations: tuple[Annotations, ...]
) -> tuple[tuple[Report, ...], tuple[Annotations, ...]]:
    """Both in the order of the days that the reports speak from, a republisher's stamp after the
    others of its day: the order of the dossier and of its sigla R1, R2, …"""

    def key(pair: tuple[Report, Annotations]) -> tuple[bool, str, bool, str, str]:
        report, said = pair
        stamped_later = bool(report.published) and _day(report.published) != said.anchor
        return said.anchor is None, said.anchor or "", stamped_later, report.published or "", report.id

    ordered = sorted(zip(reports, annotations, strict=True), key=key)
    return tuple(r for r, _ in ordered), tuple(a for _, a in ordered)


def _annotate(
    reports: tuple[Report, ...], config: Config, tell: Progress, engine: Engine | None
) -> tuple[tuple[Annotations, ...], Again, tuple[Problem, ...]]:
    """What each report says, how it is annotated against another day, and what could not be annotated."""
    if engine is not None:
        return _annotate_apart(reports, config, tell, engine)
    nlp = parser()
    annotations: list[Annotations] = []
    docs: dict[str, Doc] = {}
    for n, report in enumerate(reports):
        tell("annotate", n, len(reports))
        docs[report.id] = parse(report, nlp, limit=config.analysis_limit)
        annotations.append(annotate_parsed(report, docs[report.id], anchor=_day(report.published)))

    def again(dated: Sequence[tuple[Report, str | None]]) -> dict[str, Annotations]:
        return {r.id: annotate_parsed(r, docs[r.id], anchor=day) for r, day in dated}

    return tuple(annotations), again, ()


def _annotate_apart(
    reports: tuple[Report, ...], config: Config, tell: Progress, engine: Engine
) -> tuple[tuple[Annotations, ...], Again, tuple[Problem, ...]]:
    """As `_annotate`, on the workers of an engine. A report that no worker outlives becomes a problem."""

    def on(dated: Sequence[tuple[Report, str | None]]) -> dict[str, Annotations | Problem]:
        return annotate_on(
            engine, dated, config.analysis_limit, lambda done: tell("annotate", done, len(dated))
        )

    def again(dated: Sequence[tuple[Report, str | None]]) -> dict[str, Annotations]:
        return {id: said for id, said in on(dated).items() if isinstance(said, Annotations)}

    tell("annotate", 0, len(reports))
    found = on([(r, _day(r.published)) for r in reports])
    said = [found[r.id] for r in reports]
    return (
        tuple(x for x in said if isinstance(x, Annotations)),
        again,
        tuple(x for x in said if isinstance(x, Problem)),
    )


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


def _unanalysed(reports: tuple[Report, ...], config: Config) -> tuple[Problem, ...]:
    return tuple(
        Problem(
            report=report.id,
            stage="annotate",
            message=f"Only the first {config.analysis_limit:,} of {len(report.text):,} characters were analysed; "
            "raise analysis_limit to read on.",
        )
        for report in reports
        if len(report.text) > config.analysis_limit
    )


def nothing_usable(problems: tuple[Problem, ...]) -> str:
    """What to say where no report could be read."""
    if not problems:
        return "Nothing to read: no report was given."
    listed = "\n".join(f"  {p.report}: {p.message}" for p in problems[:20])
    more = f"\n  … and {len(problems) - 20} more" if len(problems) > 20 else ""
    sources = "1 source" if len(problems) == 1 else f"{len(problems)} sources"
    return f"Nothing usable among {sources}:\n{listed}{more}"


def _day(published: str | None) -> str | None:
    return published[:10] if published and len(published) >= 10 else None


def _silent(stage: str, done: int, total: int) -> None:
    return None


def parser() -> Language:
    """The parser of reports, loaded once."""
    return shared()
