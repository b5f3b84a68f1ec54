"""The bundled samples read and annotated once, and the ids of all that can be reviewed in a dossier."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

from crosswire import Config, Dossier, Report, Source, build, take
from crosswire.pipeline import assemble, relate
from crosswire.review.anchors import link_id
from crosswire.standing import Standing, silent, standing
from crosswire.types import Review, TargetKind

EXAMPLES = Path(__file__).parent.parent.parent / "examples"
SAMPLES = ("hallin-dam", "tamsel-port")


@cache
def sources(sample: str) -> tuple[Source, ...]:
    return tuple(source for source in take([str(EXAMPLES / sample)]) if isinstance(source, Source))


@cache
def annotated(sample: str, line: str = "") -> Standing:
    """The reports of a sample, each annotated: what no review changes. With a `line` in front of every text they are
    read as another version would that keeps more of a page."""
    with standing(sources(sample), Config(), silent, (), (), None) as given:
        if not line:
            return given
    reports = tuple(
        replace(r, text=line + r.text, title_span=None, stamps=(), excluded=(), locations=())
        for r in given.reports
    )
    with standing([], Config(), silent, reports, (), None) as shifted:
        return shifted


@cache
def made(sample: str, line: str = "", profile: str = "neutral") -> Dossier:
    return reviewed(sample, line=line, profile=profile)


def reviewed(sample: str, *reviews: Review, line: str = "", profile: str = "neutral") -> Dossier:
    """What `build` makes of a sample and reviews."""
    given = annotated(sample, line)
    related = relate(given.reports, given.annotations, (), reviews)
    return assemble(
        given.reports,
        given.annotations,
        related,
        again=given.again,
        config=Config(vague_profile=profile),
        problems=given.problems,
        reviews=reviews,
    )


def again(
    reports: tuple[Report, ...], config: Config | None = None, reviews: tuple[Review, ...] = ()
) -> Dossier:
    return build([], config=config or Config(), reports=reports, reviews=reviews)


def every_id(dossier: Dossier) -> Iterator[tuple[TargetKind, str]]:
    """Kind and id of everything in a dossier that a review can be about."""
    for said in dossier.annotations:
        yield from (("figure", f.id) for f in (*said.figures, *said.individuals))
        yield from (("quote", q.id) for q in said.quotes)
    found = dossier.findings
    yield from (("name", e.id) for e in dossier.links.entities)
    yield from (("link", link_id(x.left, x.right)) for x in dossier.links.lineage)
    yield from (("story", s.id) for s in found.stories)
    yield from (("tally", t.id) for t in found.tallies)
    yield from (("event", e.id) for e in found.events)
    yield from (("utterance", u.id) for u in found.utterances)
    yield from (("discrepancy", d.id) for d in found.discrepancies)
    yield from (("brief", f"b{n}") for n in range(1, len(found.brief) + 1))
    yield from (("report", r.id) for r in dossier.reports)
