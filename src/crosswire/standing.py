"""Whatever was taken, to reports that stand, each annotated: the stages that see one report at a time.

In: sources and reports already read, in any order. Out: the reports that stand (the latest states of items that
nobody withdrew), what each says, and what could not be done; one bad report stops nothing. Many reports are
annotated by worker processes. What the reports have to do with one another is left to `pipeline`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from crosswire.annotate.parse import parse, shared
from crosswire.annotate.report import annotate_parsed
from crosswire.config import Config
from crosswire.errors import NothingUsableError
from crosswire.link.lineage import find_lineage
from crosswire.link.versions import question_copies, settle_versions, withdrawn_reports
from crosswire.read import Source, digest, read_each
from crosswire.scale.annotating import annotate_on, or_problem
from crosswire.scale.engines import Engine, check_workers, cores
from crosswire.scale.local import Processes
from crosswire.types import Annotations, Problem, Report

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

Progress = Callable[[str, int, int], None]
# What reports say when they are annotated against another day, by their ids.
Again = Callable[[Sequence[tuple[Report, str | None]]], dict[str, Annotations]]
# Reports from which on worker processes are started by themselves: they take some seconds to load the language model.
MANY_REPORTS = 64


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Reports that stand, annotated, what annotates them again, and what could not be done so far."""

    reports: tuple[Report, ...]
    annotations: tuple[Annotations, ...]
    again: Again
    problems: tuple[Problem, ...]


@contextmanager
def standing(
    sources: Sequence[Source],
    config: Config,
    tell: Progress,
    reports: tuple[Report, ...],
    problems: tuple[Problem, ...],
    workers: int | None,
) -> Iterator[Standing]:
    """All reports read, settled and annotated; worker processes stay as long as they may be needed again."""
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
        yield Standing(reports=every, annotations=annotations, again=again, problems=problems)


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
    said, _, _ = _annotate(withdrawn, config, silent, None)
    lineage, _ = find_lineage((*reports, *withdrawn), (*annotations, *said))
    return question_copies(withdrawn, lineage)


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


def _annotate(
    reports: tuple[Report, ...], config: Config, tell: Progress, engine: Engine | None
) -> tuple[tuple[Annotations, ...], Again, tuple[Problem, ...]]:
    """What each report says, how it is annotated against another day, and what could not be annotated."""
    if engine is not None:
        return _annotate_apart(reports, config, tell, engine)
    nlp = parser()
    said: list[Annotations | Problem] = []
    docs: dict[str, Doc] = {}

    def first(report: Report) -> Annotations:
        docs[report.id] = parse(report, nlp, limit=config.analysis_limit)
        return annotate_parsed(report, docs[report.id], anchor=day_of(report.published))

    def anew(report: Report, day: str | None) -> Annotations:
        return annotate_parsed(report, docs[report.id], anchor=day)

    def again(dated: Sequence[tuple[Report, str | None]]) -> dict[str, Annotations]:
        found = [or_problem(r, partial(anew, r, day)) for r, day in dated]
        return {x.report: x for x in found if isinstance(x, Annotations)}

    for n, report in enumerate(reports):
        tell("annotate", n, len(reports))
        said.append(or_problem(report, partial(first, report)))
    return _sorted_out(said, again)


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
    found = on([(r, day_of(r.published)) for r in reports])
    return _sorted_out([found[r.id] for r in reports], again)


def _sorted_out(
    said: Sequence[Annotations | Problem], again: Again
) -> tuple[tuple[Annotations, ...], Again, tuple[Problem, ...]]:
    annotated = tuple(x for x in said if isinstance(x, Annotations))
    return annotated, again, tuple(x for x in said if isinstance(x, Problem))


def unanalysed(reports: tuple[Report, ...], config: Config) -> tuple[Problem, ...]:
    """A problem for each report that is longer than what is analysed."""
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


def day_of(published: str | None) -> str | None:
    """The day of a publication stamp."""
    return published[:10] if published and len(published) >= 10 else None


def silent(stage: str, done: int, total: int) -> None:
    """Hears of progress and says nothing."""
    return


def parser() -> Language:
    """The parser of reports, loaded once."""
    return shared()
