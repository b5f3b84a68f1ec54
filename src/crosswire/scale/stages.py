"""The pure tasks of a batch: what a worker does with reports, and with one story. They run anywhere, in any order.

`read_or_recall`: sources to reports, annotated, packed, with their terms; or the same from what an earlier run kept.
`make_story`: the packed reports of one story, and those of others beside it, to its dossier and its
rows of the tables. One bad report, or one story that a bug meets, is a `Problem` and stops nothing.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from crosswire.annotate.parse import parse, shared
from crosswire.annotate.report import annotate_parsed
from crosswire.config import Config
from crosswire.errors import ReadError
from crosswire.link.beside import families_within, lineage_within
from crosswire.link.lineage import find_lineage
from crosswire.link.versions import question_copies
from crosswire.pipeline import Related, assemble, relate
from crosswire.present.exports import export_table
from crosswire.read.several import read_source
from crosswire.scale.grouping import Terms, terms_of
from crosswire.scale.inputs import Chunk
from crosswire.scale.records import FAULTS, Said, join, pack, split, unpack
from crosswire.types import Annotations, Dossier, Lineage, Problem, Report, Story

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
    so are `withdrawn`, the states of withdrawn items whose text members may share. `problems` are the members'
    so far. `page`: the HTML page is wanted too."""

    id: str
    members: tuple[bytes, ...]
    beside: tuple[tuple[str, bytes], ...]
    withdrawn: tuple[bytes, ...]
    problems: tuple[Problem, ...]
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
    said: list[Said] = []
    problems: list[Problem] = []
    for one in chunk.sources:
        try:
            report = read_source(one.source, one.id)
        except ReadError as error:
            problems.append(Problem(report=one.source.name, stage="read", message=str(error)))
            continue
        problems += [Problem(report=report.id, stage="read", message=m) for m in report.notices]
        try:
            annotations = _annotated(report, _day(report), chunk.limit)
        except Exception as error:
            message = f"cannot be analysed ({error!r:.200}); it is left out. This is a bug in crosswire; please report it."
            problems.append(Problem(report=report.source, stage="annotate", message=message))
            continue
        said.append((report, annotations))
        packed.append(pack(report, annotations))
    data = join(packed, problems)
    places, _ = split(data)
    return ChunkMade(data=data, seen=_seen(said, places), problems=tuple(problems))


def recall_chunk(data: bytes) -> ChunkMade:
    """What `read_chunk` gave, from the file that it made. Raises one of `records.FAULTS` for a damaged file."""
    places, problems = split(data)
    said = [unpack(data[start:end]) for start, end in places]
    return ChunkMade(data=b"", seen=_seen(said, places), problems=problems)


def _seen(said: Sequence[Said], places: Sequence[tuple[int, int]]) -> tuple[Seen, ...]:
    return tuple(
        Seen(report=_slim(report), terms=terms_of(report, annotations), start=start, end=end)
        for (report, annotations), (start, end) in zip(said, places, strict=True)
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
    related = relate((*reports, *(r for r, _ in others)), (*annotations, *(a for _, a in others)))
    inside, outside = lineage_within(related.lineage, own)
    filed = {r.id: story for (story, _), (r, _) in zip(job.beside, others, strict=True)}
    titles = {r.id: r for r, _ in (*members, *others)}
    dossier = assemble(
        reports,
        annotations,
        Related(lineage=inside, families=families_within(related.families, own), anchors=related.anchors),
        again=lambda dated: {r.id: _annotated(r, day, job.config.analysis_limit) for r, day in dated},
        config=job.config,
        stories=(Story(id=job.id, title=_title(reports), reports=tuple(r.id for r in reports)),),
        problems=(
            *job.problems,
            *_copies(members, [unpack(data) for data in job.withdrawn]),
            *(_elsewhere(x, own, filed, titles) for x in outside),
        ),
    )
    rows = _rows(job.id, dossier, outside, filed)
    page = dossier.to_html().encode("utf-8", "replace") if job.page else None
    return StoryMade(dossier=dossier.to_json().encode("utf-8", "replace"), page=page, rows=_packed(rows))


def _title(reports: Sequence[Report]) -> str:
    titled = [r for r in reports if r.title and not r.provenance.machine_translated]
    titled = titled or [r for r in reports if r.title]
    return (titled[0].title or "") if titled else reports[0].source


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


def _rows(story: str, dossier: Dossier, outside: Sequence[Lineage], filed: Mapping[str, str]) -> Rows:
    """The story's rows of every table. A pair of reports of two stories stands in the rows of the left one's."""
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
            {
                "left": x.left,
                "right": x.right,
                "left_story": story,
                "right_story": filed.get(x.right, story),
                "relation": x.relation,
                "direction": x.direction,
                "score": x.score,
                "passages": len(x.evidence),
                "why": x.why,
            }
            for x in (*dossier.links.lineage, *leading)
        ],
        "tallies": [dict(row) for row in export_table(dossier, "tallies", with_text=False).rows],
        "problems": [problem_row(p, story) for p in dossier.problems],
    }


def bare_rows(story: str, reports: Sequence[Report], problem: Problem) -> bytes:
    """The rows of a story of which no dossier could be made."""
    told = {"id": story, "title": _title(reports), "reports": len(reports)}
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
