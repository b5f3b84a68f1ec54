"""What tallies would come to, were one figure set aside or read as a person says: reckoned, not guessed.

In: a dossier. Out: the best figures that would be others, from and to. Every question reckons all tallies of the dossier
anew over its stories, so the caller bounds how many it asks. Links are left as they are: what shares text with what does
not hang on one number.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from crosswire.reconcile.context import build_context
from crosswire.reconcile.tallies import reconcile_tallies
from crosswire.review.finding import held
from crosswire.review.statements import review_statements, with_speakers
from crosswire.types import Annotations, Dossier, Links, Review, Scalar, Tally


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """That the best figure of a tally would be another; None is that no figure would be left to have one."""

    tally: Tally
    now: Scalar | None
    then: Scalar | None


def without(dossier: Dossier, figure: str) -> tuple[Change, ...]:
    """The best figures that would be others without one figure."""
    said = tuple(_without(a, figure) for a in dossier.annotations)
    return _changes(dossier, _reckoned(dossier, said, dossier.links), figure)


def as_said(dossier: Dossier, reviews: Sequence[Review], figure: str) -> tuple[Change, ...]:
    """The best figures that would be others, were these reviews of one figure in force."""
    speakers = dict(dossier.links.speakers)
    made = review_statements(reviews, dossier.annotations, held(dossier), speakers)
    links = replace(dossier.links, speakers=with_speakers(dossier.links.speakers, made.speakers))
    return _changes(dossier, _reckoned(dossier, made.annotations, links), figure)


def _without(said: Annotations, figure: str) -> Annotations:
    if not any(f.id == figure for f in (*said.figures, *said.individuals)):
        return said
    kept = tuple(
        replace(f, relates_to=None) if f.relates_to == figure else f for f in said.figures if f.id != figure
    )
    return replace(said, figures=kept, individuals=tuple(f for f in said.individuals if f.id != figure))


def _reckoned(dossier: Dossier, said: tuple[Annotations, ...], links: Links) -> tuple[Tally, ...]:
    settings = dict(dossier.settings)
    context = build_context(
        dossier.reports,
        said,
        links,
        threshold=int(settings["corroboration_threshold"]),
        profile=settings["vague_profile"],
    )
    return reconcile_tallies(context, dossier.findings.stories)


def _changes(dossier: Dossier, then: Sequence[Tally], figure: str) -> tuple[Change, ...]:
    """The tallies that hold the figure and would have another best."""
    found = []
    for tally in dossier.findings.tallies:
        if figure in tally.figures and tally.best is not None:
            best = _same(tally, then, figure)
            if best is None or best.best != tally.best:
                found.append(Change(tally=tally, now=tally.best, then=best.best if best else None))
    return tuple(found)


def _same(tally: Tally, then: Sequence[Tally], figure: str) -> Tally | None:
    """The tally that would count the same as this one does: of its kind, with most of its other figures."""
    others = set(tally.figures) - {figure}
    alike = [
        t
        for t in then
        if (t.measure, t.group, t.unit, t.label) == (tally.measure, tally.group, tally.unit, tally.label)
    ]
    shared = [(len(others & set(t.figures)), t.part_of == tally.part_of, t) for t in alike]
    best = max(shared, key=lambda x: x[:2], default=None)
    return best[2] if best and (best[0] or not others) else None
