"""A story's dossier made of its reports' rows, for one variant: the stages from lineage on, as `pipeline` has them.

In: `Inputs` and what reports say. Out: a `Made`: the dossier with its JSON; an empty one that says so where every report was
withdrawn, none where no report stands for another reason. Nothing is written here, and the same inputs make the same bytes,
whatever else is in the database.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from crosswire.config import Config
from crosswire.desk.inputs import Inputs
from crosswire.desk.reading import Reading
from crosswire.link.lineage import find_lineage
from crosswire.link.stories import whole_story
from crosswire.link.versions import question_copies, settle_versions, withdrawn_reports
from crosswire.pipeline import assemble, relate
from crosswire.present.json import to_json
from crosswire.scale.records import Said
from crosswire.types import Annotations, Dossier, Findings, Links, Problem, Report


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """What came of a variant's inputs. `withdrawn` are the states of items that their agency took back, and the
    reports whose source was taken back here; `again` what reports say against another day than their own, as far as it was not kept before."""

    dossier: Dossier | None
    text: str
    told: Mapping[str, Any]
    withdrawn: tuple[Report, ...]
    again: tuple[Said, ...]


def make(inputs: Inputs, said: Mapping[str, Sequence[Said]], reading: Reading, config: Config) -> Made:
    """The dossier of a variant; `said` has each report with all that is kept of what it says."""
    found = sorted(
        (said[id][0][0] for id in inputs.standing if id in said),
        key=lambda r: (r.published is None, r.published or "", r.id),
    )
    every, unsettled = settle_versions(tuple(found))
    canceled = withdrawn_reports(found)
    withdrawn = (*canceled, *(said[id][0][0] for id in inputs.withdrawn if id in said))
    notes = (*_problems(inputs, every, said), *unsettled)
    if not every:
        empty = _empty(notes, config) if withdrawn else None
        text = to_json(empty) if empty is not None else ""
        told = json.loads(text) if empty is not None else {}
        return Made(dossier=empty, text=text, told=told, withdrawn=withdrawn, again=())
    annotations = tuple(said[r.id][0][1] for r in every)
    redone: list[Said] = []

    def again(dated: Sequence[tuple[Report, str | None]]) -> dict[str, Annotations]:
        """What reports say against another day: as it is kept, else made now."""
        answer = {}
        for report, day in dated:
            kept = next((a for _, a in said[report.id] if a.anchor == day), None)
            if kept is None:
                kept = reading.annotate(report, day)
                redone.append((report, kept))
            answer[report.id] = kept
        return answer

    related = relate(every, annotations, inputs.rulings, inputs.reviews)
    dossier = assemble(
        every,
        annotations,
        related,
        again=again,
        config=config,
        stories=(whole_story(inputs.story, every, annotations),),
        problems=(*notes, *_copies(every, annotations, canceled, said)),
        reviews=inputs.reviews,
    )
    text = to_json(dossier)
    return Made(dossier=dossier, text=text, told=json.loads(text), withdrawn=withdrawn, again=tuple(redone))


def _empty(notes: tuple[Problem, ...], config: Config) -> Dossier:
    """The dossier of a story of which nothing stands any more: that it is so, and why."""
    return Dossier(
        reports=(),
        annotations=(),
        links=Links(lineage=(), families=(), entities=(), utterances=(), speakers=()),
        findings=Findings(tallies=(), utterances=(), events=(), discrepancies=(), brief=(), stories=()),
        problems=notes,
        settings=config.as_pairs(),
    )


def _problems(inputs: Inputs, every: Sequence[Report], said: Mapping[str, Sequence[Said]]) -> list[Problem]:
    """What a careful reader must know of how reports were read, and which could not be read again."""
    found = [Problem(report=r.id, stage="read", message=m) for r in every for m in r.notices]
    message = "cannot be read from the store at the moment; run `crosswire verify`."
    lost = [row.source for row in inputs.rows if row.standing and row.id not in said]
    found += [Problem(report=source, stage="store", message=message) for source in lost]
    gone = [row.source for row in inputs.rows if row.id in inputs.withdrawn]
    taken = "was withdrawn: nothing rests on it any more."
    return found + [Problem(report=source, stage="store", message=taken) for source in gone]


def _copies(
    every: tuple[Report, ...],
    annotations: tuple[Annotations, ...],
    withdrawn: tuple[Report, ...],
    said: Mapping[str, Sequence[Said]],
) -> tuple[Problem, ...]:
    """What stands but shares text with what was withdrawn; a comparison apart, so that nothing else changes."""
    if not withdrawn:
        return ()
    gone = tuple(said[r.id][0][1] for r in withdrawn)
    lineage, _ = find_lineage((*every, *withdrawn), (*annotations, *gone))
    return question_copies(withdrawn, lineage)
