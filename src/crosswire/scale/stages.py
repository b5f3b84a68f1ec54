"""The pure tasks of a batch: what a worker does with reports, and with one story. They run anywhere, in any order.

`read_or_recall`: sources to reports, annotated, packed, with their terms; or the same from what an earlier run kept.
`make_story`: the packed reports of one story, and those of others beside it, to its dossier and its
rows of the tables. One bad report, or one story that a bug meets, is a `Problem` and stops nothing.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from crosswire.annotate.parse import parse, shared
from crosswire.annotate.report import annotate_parsed
from crosswire.config import Config
from crosswire.errors import ReadError
from crosswire.link.beside import families_within, lineage_within
from crosswire.link.lineage import find_lineage
from crosswire.link.lineage_stream import LineageLink
from crosswire.link.stories import title_of
from crosswire.link.versions import question_copies
from crosswire.pipeline import assemble, relate
from crosswire.present.exports import export_table
from crosswire.read.several import read_source
from crosswire.scale.annotating import or_problem
from crosswire.scale.grouping import Terms, terms_of
from crosswire.scale.inputs import Chunk
from crosswire.scale.records import FAULTS, Said, join, pack, split, unpack
from crosswire.types import Annotations, Decision, Dossier, Lineage, Problem, Report, Story

# Of a report: all that is known of it but its text and what lies in it.
Rows = dict[str, list[dict[str, Any]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """A report without its text, its terms, and where it stands in the file of its chunk."""

    report: Report
    terms: Terms
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ChunkMade:
    """The file of a chunk (empty where it was there already), its reports, and its problems."""

    data: bytes
    seen: tuple[Seen, ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryJob:
    """A story to be made. `members` and `beside` (reports of other stories, each with its story's id) are packed;
    so are `withdrawn`, the states of withdrawn items whose text members may share. `central` are the members' ids,
    the most central first; `passing` the passages shared with other stories, each with the other's id; `problems` the
    members' so far. `page`: the HTML page is wanted too."""

    id: str
    members: tuple[bytes, ...]
    central: tuple[str, ...]
    beside: tuple[tuple[str, bytes], ...]
    withdrawn: tuple[bytes, ...]
    passing: tuple[tuple[LineageLink, str], ...]
    problems: tuple[Problem, ...]
    rulings: tuple[Decision, ...]
    config: Config
    page: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryMade:
    """The files of a story's dossier (None where none could be made), and its rows as JSON."""

    dossier: bytes | None
    page: bytes | None
    rows: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptChunk:
    """A chunk, and the file that an earlier run made of it, if there is one."""

    chunk: Chunk
    data: bytes | None = None


def read_or_recall(job: KeptChunk) -> ChunkMade:
    """Reads and annotates the sources of a chunk, where no earlier run has left a whole file of it."""
    if job.data is not None:
        try:
            return recall_chunk(job.data)
        except FAULTS:
            pass
    return read_chunk(job.chunk)


def read_chunk(chunk: Chunk) -> ChunkMade:
    """Reads and annotates the sources of a chunk."""
    packed: list[bytes] = []
    reports: list[Report] = []
    terms: list[Terms] = []
    problems: list[Problem] = []
    for one in chunk.sources:
        try:
            report = read_source(one.source, one.id)
        except ReadError as error:
            problems.append(Problem(report=one.source.name, stage="read", message=str(error)))
            continue
        problems += [Problem(report=report.id, stage="read", message=m) for m in report.notices]
        found = or_problem(report, partial(_worked, report, chunk.limit))
        if isinstance(found, Problem):
            problems.append(found)
            continue
        reports.append(report)
        terms.append(found[0])
        packed.append(found[1])
    data = join(packed, problems)
    places, _ = split(data)
    return ChunkMade(data=data, seen=_seen(reports, terms, places), problems=tuple(problems))


def _worked(report: Report, limit: int) -> tuple[Terms, bytes]:
    annotations = _annotated(report, _day(report), limit)
    return terms_of(report, annotations), pack(report, annotations)


def recall_chunk(data: bytes) -> ChunkMade:
    """What `read_chunk` gave, from the file that it made. Raises one of `records.FAULTS` for a damaged file."""
    places, problems = split(data)
    said = [unpack(data[start:end]) for start, end in places]
    terms = [terms_of(report, annotations) for report, annotations in said]
    return ChunkMade(data=b"", seen=_seen([r for r, _ in said], terms, places), problems=problems)


def _seen(
    reports: Sequence[Report], terms: Sequence[Terms], places: Sequence[tuple[int, int]]
) -> tuple[Seen, ...]:
    return tuple(
        Seen(report=_slim(report), terms=one, start=start, end=end)
        for report, one, (start, end) in zip(reports, terms, places, strict=True)
    )


def _slim(report: Report) -> Report:
    return replace(
        report, text="", title_span=None, stamps=(), excluded=(), locations=(), notices=(), byline=None
    )


def _annotated(report: Report, day: str | None, limit: int) -> Annotations:
    return annotate_parsed(report, parse(report, shared(), limit=limit), anchor=day)


def _day(report: Report) -> str | None:
    return report.published[:10] if report.published and len(report.published) >= 10 else None


def make_story(job: StoryJob) -> StoryMade:
    """The dossier of a story, and its rows."""
    members = [unpack(data) for data in job.members]
    try:
        return _story(job, members)
    except Exception as error:
        message = f"story {job.id} cannot be reconciled ({error!r:.200}). This is a bug in crosswire; please report it."
        problem = Problem(report=None, stage="reconcile", message=message)
        return StoryMade(dossier=None, page=None, rows=bare_rows(job.id, [r for r, _ in members], problem))


def _story(job: StoryJob, members: Sequence[Said]) -> StoryMade:
    reports, annotations = (tuple(x) for x in zip(*members, strict=True))
    own = {r.id for r in reports}
    others = [unpack(data) for _, data in job.beside]
    related = relate(
        (*reports, *(r for r, _ in others)), (*annotations, *(a for _, a in others)), job.rulings
    )
    inside, outside = lineage_within(related.lineage, own)
    filed = {r.id: story for (story, _), (r, _) in zip(job.beside, others, strict=True)}
    titles = {r.id: r for r, _ in (*members, *others)}
    story = Story(id=job.id, title=_title(job, members), reports=tuple(r.id for r in reports))
    dossier = assemble(
        reports,
        annotations,
        replace(related, lineage=inside, families=families_within(related.families, own)),
        again=lambda dated: {r.id: _annotated(r, day, job.config.analysis_limit) for r, day in dated},
        config=job.config,
        stories=(story,),
        problems=(
            *job.problems,
            *_copies(members, [unpack(data) for data in job.withdrawn]),
            *(_elsewhere(x, own, filed, titles) for x in outside),
        ),
    )
    rows = _rows(job, dossier, outside, filed)
    page = dossier.to_html().encode("utf-8", "replace") if job.page else None
    return StoryMade(dossier=dossier.to_json().encode("utf-8", "replace"), page=page, rows=_packed(rows))


def _title(job: StoryJob, members: Sequence[Said]) -> str:
    place = {id: n for n, id in enumerate(job.central)}
    central = sorted((r for r, _ in members), key=lambda r: place[r.id])
    return title_of(central, {a.report: a for _, a in members})


def _copies(members: Sequence[Said], withdrawn: Sequence[Said]) -> tuple[Problem, ...]:
    """The members that share text with withdrawn items."""
    if not withdrawn:
        return ()
    every = (*members, *withdrawn)
    lineage, _ = find_lineage(tuple(r for r, _ in every), tuple(a for _, a in every))
    return question_copies(tuple(r for r, _ in withdrawn), lineage)


def _elsewhere(
    pair: Lineage, own: set[str], filed: Mapping[str, str], reports: Mapping[str, Report]
) -> Problem:
    here, there = (pair.left, pair.right) if pair.left in own else (pair.right, pair.left)
    other = reports[there]
    return Problem(
        report=here,
        stage="link",
        message=f"shares text with {other.title or other.source} ({there}), which is filed under story "
        f"{filed[there]}: {pair.why}. Reports that descend from one text count as one original here too.",
    )


def _rows(job: StoryJob, dossier: Dossier, outside: Sequence[Lineage], filed: Mapping[str, str]) -> Rows:
    """The story's rows of every table. A pair of reports of two stories stands in the rows of the left one's."""
    story = job.id
    days = sorted(a.anchor for a in dossier.annotations if a.anchor)
    whole = {
        r: f.id
        for f in dossier.links.families
        for r in f.reports
        if not any(p.report == r for p in f.passages)
    }
    leading = [x for x in outside if x.left not in filed]
    findings = dossier.findings
    return {
        "stories": [
            {
                "id": story,
                "title": findings.stories[0].title,
                "reports": len(dossier.reports),
                "originals": len(dossier.links.families),
                "first": days[0] if days else None,
                "last": days[-1] if days else None,
                "tallies": len(findings.tallies),
                "discrepancies": len(findings.discrepancies),
                "utterances": len(findings.utterances),
                "dossier": f"dossiers/{story}.json",
            }
        ],
        "reports": [
            _report_row(story, r, a.anchor, whole.get(r.id))
            for r, a in zip(dossier.reports, dossier.annotations, strict=True)
        ],
        "lineage": [
            *(_pair_row(x, story, filed.get(x.right, story)) for x in (*dossier.links.lineage, *leading)),
            *(_passing_row(link, story, other) for link, other in job.passing),
        ],
        "tallies": [dict(row) for row in export_table(dossier, "tallies", with_text=False).rows],
        "problems": [problem_row(p, story) for p in dossier.problems],
    }


def _pair_row(pair: Lineage, left: str, right: str) -> dict[str, Any]:
    names = ("left", "right", "relation", "manner", "direction", "score", "why")
    told = {name: getattr(pair, name) for name in names}
    return {**told, "left_story": left, "right_story": right, "passages": len(pair.evidence)}


def _passing_row(link: LineageLink, left: str, right: str) -> dict[str, Any]:
    """A passage that reports of two stories share, as their sketches show it."""
    return {
        "left": link.left,
        "right": link.right,
        "left_story": left,
        "right_story": right,
        "relation": "shared-passages",
        "score": max(link.left_share, link.right_share),
        "why": f"estimated from sketches: {link.left_share:.0%} of the left and {link.right_share:.0%} of the right",
    }


def bare_rows(story: str, reports: Sequence[Report], problem: Problem) -> bytes:
    """The rows of a story of which no dossier could be made."""
    title = next((r.title for r in reports if r.title), None)
    told = {"id": story, "title": title, "reports": len(reports)}
    rows: Rows = {
        "stories": [told],
        "reports": [_report_row(story, r, None, None) for r in reports],
        "lineage": [],
        "tallies": [],
        "problems": [problem_row(problem, story)],
    }
    return _packed(rows)


def problem_row(problem: Problem, story: str | None) -> dict[str, Any]:
    """A row of the problems."""
    return {"report": problem.report, "stage": problem.stage, "message": problem.message, "story": story}


def _report_row(story: str, report: Report, day: str | None, original: str | None) -> dict[str, Any]:
    names = ("id", "source", "sha256", "title", "publisher", "carrier", "published", "address", "language")
    return {
        **{name: getattr(report, name) for name in names},
        "story": story,
        "day": day,
        "characters": len(report.text),
        "original": original,
    }


def _packed(rows: Rows) -> bytes:
    return json.dumps(rows, separators=(",", ":")).encode("ascii")
