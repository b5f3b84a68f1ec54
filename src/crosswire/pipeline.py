"""The whole product on one screen: bytes in, a dossier out.

`intake` (the edge) opens what people give and gives `Source`s; `build` runs the stages over them, one bad
report never stopping the others; `dossier` is both, for people who write Python.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from crosswire.annotate.parse import load, parse
from crosswire.annotate.report import annotate_parsed
from crosswire.config import Config
from crosswire.errors import NothingUsableError
from crosswire.intake import check_several, take
from crosswire.link.anchors import find_anchors
from crosswire.link.entities import find_entities
from crosswire.link.lineage import find_lineage
from crosswire.link.measures import mend_measures
from crosswire.link.speakers import resolve_speakers
from crosswire.link.stories import find_stories
from crosswire.link.utterances import group_utterances
from crosswire.link.versions import question_copies, settle_versions, withdrawn_reports
from crosswire.read import Source, digest, read_each
from crosswire.reconcile.findings import reconcile
from crosswire.types import Annotations, Dossier, Links, Problem, Report

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

Progress = Callable[[str, int, int], None]


def dossier(
    paths_or_reports: Iterable[str | Path | Report],
    *,
    config: Config | None = None,
    progress: Progress | None = None,
) -> Dossier:
    """The dossier of files of any format, folders, web addresses, stores, bags, or reports already read.

    Only addresses that are given are fetched. Raises NothingUsableError where nothing could be read; a single
    bad report becomes a problem.
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
    )


def build(
    sources: Sequence[Source],
    *,
    config: Config,
    progress: Progress | None = None,
    reports: tuple[Report, ...] = (),
    problems: tuple[Problem, ...] = (),
) -> Dossier:
    """Runs every stage over `sources` (and `reports` already read), in any order, to one result."""
    tell = progress or _silent
    read, unread = _read(sources, tell)
    found = _in_order((*reports, *read))
    every, unsettled = settle_versions(found)
    gone = {r.id for r in found} - {r.id for r in every}
    problems = (*problems, *(p for p in unread if p.report not in gone), *unsettled)
    if not every:
        raise NothingUsableError(_nothing(problems))
    annotations, docs = _annotate(every, config, tell)
    tell("link", 0, 1)
    lineage, families = find_lineage(every, annotations)
    problems = (*problems, *_copies(every, annotations, withdrawn_reports(found), config))
    anchors = find_anchors(every, annotations, families)
    every, annotations = _by_day(every, _reanchor(every, annotations, docs, anchors))
    annotations = mend_measures(annotations, lineage)
    links = _link(every, annotations, Links(lineage=lineage, families=families))
    tell("reconcile", 0, 1)
    findings = reconcile(
        every,
        annotations,
        links,
        stories=find_stories(every, annotations, links.entities),
        threshold=config.corroboration_threshold,
        profile=config.vague_profile,
    )
    return Dossier(
        reports=every,
        annotations=annotations,
        links=links,
        findings=findings,
        problems=tuple(
            sorted(
                (*problems, *_unanalysed(every, config)), key=lambda p: (p.report or "", p.stage, p.message)
            )
        ),
        settings=config.as_pairs(),
    )


def _copies(
    reports: tuple[Report, ...],
    annotations: tuple[Annotations, ...],
    withdrawn: tuple[Report, ...],
    config: Config,
) -> tuple[Problem, ...]:
    """What stands but shares text with what was withdrawn; a comparison apart, so that nothing else changes."""
    if not withdrawn:
        return ()
    said, _ = _annotate(withdrawn, config, _silent)
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
    reports: tuple[Report, ...], config: Config, tell: Progress
) -> tuple[tuple[Annotations, ...], tuple[Doc, ...]]:
    nlp = parser()
    annotations, docs = [], []
    for n, report in enumerate(reports):
        tell("annotate", n, len(reports))
        doc = parse(report, nlp, limit=config.analysis_limit)
        annotations.append(annotate_parsed(report, doc, anchor=_day(report.published)))
        docs.append(doc)
    return tuple(annotations), tuple(docs)


def _reanchor(
    reports: tuple[Report, ...],
    annotations: tuple[Annotations, ...],
    docs: tuple[Doc, ...],
    anchors: dict[str, str | None],
) -> tuple[Annotations, ...]:
    return tuple(
        said if said.anchor == anchors[report.id] else annotate_parsed(report, doc, anchor=anchors[report.id])
        for report, said, doc in zip(reports, annotations, docs, strict=True)
    )


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


def _nothing(problems: tuple[Problem, ...]) -> str:
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


@cache
def parser() -> Language:
    """The parser of reports, loaded once."""
    return load()
