"""The annotate stage on workers: reports in, what each says out, whichever worker it was.

In: reports with the day that each speaks from, and the settings. Out: `Annotations` by report id, or a `Problem`
for a report over which the program fails, or whose worker died however often it was tried. Each report is parsed where it is annotated, so that
nothing but reports and annotations travels; a report whose day turns out to be another is parsed once more.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

from crosswire.annotate.parse import parse, shared
from crosswire.annotate.report import annotate_parsed
from crosswire.scale.engines import Engine, Lost
from crosswire.types import Annotations, Problem, Report

# Characters and reports that are handed to a worker at once: about a second of work, so that handing over costs
# nothing beside it and the last worker does not keep the others waiting for long.
CHUNK_CHARACTERS, CHUNK_REPORTS = 20_000, 16
Dated = tuple[Report, str | None]
Value = TypeVar("Value")


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnotateJob:
    """Reports, each with the ISO day it speaks from, and how many characters of one are analysed."""

    reports: tuple[Dated, ...]
    limit: int


def annotate_job(job: AnnotateJob) -> tuple[Annotations | Problem, ...]:
    """What each report says, in order; a problem for one over which the program fails."""
    return tuple(or_problem(r, partial(_annotate, r, day, job.limit)) for r, day in job.reports)


def _annotate(report: Report, day: str | None, limit: int) -> Annotations:
    return annotate_parsed(report, parse(report, shared(), limit=limit), anchor=day)


def or_problem(report: Report, work: Callable[[], Value]) -> Value | Problem:
    """What `work` on a report gives, or the problem of a report over which the program fails: one report that
    shows a bug stops no others. The same words wherever it is done."""
    try:
        return work()
    except Exception as error:
        return Problem(
            report=report.source,
            stage="annotate",
            message=f"cannot be analysed ({type(error).__name__}); it is left out. This is a bug in crosswire; please "
            "report it.",
        )


def annotate_on(
    engine: Engine, reports: Sequence[Dated], limit: int, tell: Callable[[int], None]
) -> dict[str, Annotations | Problem]:
    """What each report says, by its id. `tell` hears how many are done."""
    found: dict[str, Annotations | Problem] = {}
    alone: list[AnnotateJob] = []
    jobs = list(_chunks(reports, limit))
    for number, made in engine.run(annotate_job, jobs):
        if isinstance(made, Lost):
            # One report of the chunk may end its worker; the others are not to be lost with it.
            alone += [AnnotateJob(reports=(one,), limit=limit) for one in jobs[number].reports]
        else:
            found.update((r.id, a) for (r, _), a in zip(jobs[number].reports, made, strict=True))
            tell(len(found))
    for number, made in engine.run(annotate_job, alone):
        report = alone[number].reports[0][0]
        found[report.id] = lost_report(report, made) if isinstance(made, Lost) else made[0]
        tell(len(found))
    return found


def lost_report(report: Report, lost: Lost) -> Problem:
    """The problem of a report that no worker outlives."""
    return Problem(
        report=report.source,
        stage="annotate",
        message=f"cannot be analysed: {lost.why}; it is left out. A lower analysis_limit may help.",
    )


def _chunks(reports: Iterable[Dated], limit: int) -> Iterator[AnnotateJob]:
    """The reports in order, a few at a time."""
    held: list[Dated] = []
    characters = 0
    for one in reports:
        held.append(one)
        characters += len(one[0].text)
        if characters >= CHUNK_CHARACTERS or len(held) >= CHUNK_REPORTS:
            yield AnnotateJob(reports=tuple(held), limit=limit)
            held, characters = [], 0
    if held:
        yield AnnotateJob(reports=tuple(held), limit=limit)
