"""A dossier with what people say of it: how every review bears, and how every statement stands.

In: a dossier in which figures, quotes, names and links are as reviewed already, what came of that, and all reviews. Out: the
dossier with `reviews` and `judgements`. Findings are judged here and not changed: they follow from what they rest on.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from crosswire.review.finding import Held, find_in, held, held_of
from crosswire.review.ground import Ground
from crosswire.review.outcome import Outcome, lost
from crosswire.review.readings import Values, readings_of
from crosswire.review.reports import review_of, rule
from crosswire.review.settling import JUDGING, Said, Settled, Ways, bearing_on, by_age, judgement, settle
from crosswire.types import (
    Bearing,
    Dossier,
    Findings,
    Judgement,
    Review,
    Reviewed,
    ReviewStanding,
    Ruling,
    Story,
    TargetKind,
)

_FINDINGS: tuple[TargetKind, ...] = ("report", "tally", "event", "utterance", "discrepancy", "brief")
# Of several that one thing has, the first here tells how it stands; and of one review that bears on several things.
_STANDING: tuple[ReviewStanding, ...] = ("disputed", "rejected", "corrected", "confirmed", "unsure")
_BEARING: tuple[Bearing, ...] = ("in-force", "disputed", "replaced", "without-effect", "not-found")


def with_reviews(dossier: Dossier, reviews: Sequence[Review], before: Iterable[Outcome]) -> Dossier:
    """The dossier with every review and judgement; `before` is what came of those that shaped it."""
    ordered = by_age(reviews)
    where = held(dossier)
    found, settled = _settled(ordered, _FINDINGS, where)
    judged = (judgement(id, s) for (_, id), s in sorted(settled.items()))
    bound = _bound(ordered, dossier, where)
    outcomes = [*before, Outcome(reviewed=tuple(found), judgements=tuple(j for j in judged if j)), bound]
    every = [x for outcome in outcomes for x in outcome.reviewed]
    return replace(
        dossier,
        reviews=_once([*every, *_notes(ordered, where)], ordered),
        judgements=_together(j for outcome in outcomes for j in outcome.judgements),
    )


def review_stories(
    reviews: Sequence[Review], stories: tuple[Story, ...], ground: Ground
) -> tuple[tuple[Story, ...], Outcome]:
    """The stories with the titles that people gave them, and how they stand."""
    where = held_of(ground, (), findings=Findings(stories=stories))
    found, settled = _settled(by_age(reviews), ("story",), where)
    titles = {id: dict(s.values).get("title") for (_, id), s in settled.items()}
    named = tuple(replace(s, title=str(titles[s.id])) if titles.get(s.id) else s for s in stories)
    judged = (judgement(id, s) for (_, id), s in sorted(settled.items()))
    return named, Outcome(reviewed=tuple(found), judgements=tuple(j for j in judged if j))


def _settled(
    reviews: Sequence[Review], kinds: Sequence[TargetKind], where: Held
) -> tuple[list[Reviewed], dict[tuple[TargetKind, str], Settled]]:
    """How things of some kinds stand by the reviews of them."""
    mine = [r for r in reviews if r.target.kind in kinds and r.action in JUDGING]
    found = {r.id: find_in(r.target, where) for r in mine}
    about: dict[tuple[TargetKind, str], list[Review]] = {}
    for one in mine:
        for id in found[one.id].ids:
            about.setdefault((one.target.kind, id), []).append(one)
    readings = readings_of(where.findings)
    settled = {key: _settle(said, readings.get(key, {})) for key, said in about.items()}
    ids = {id: f.ids for id, f in found.items()}
    told = [x for key, s in settled.items() for x in bearing_on(s, about[key], ids)]
    return [*lost(mine, found), *told], settled


def _settle(reviews: Iterable[Review], machine: Values) -> Settled:
    said = [Said(review=r, values=dict(r.values)) for r in reviews]
    return settle(said, machine, Ways(rejected="marked as rejected; what it rests on stands"))


def _bound(reviews: Sequence[Review], dossier: Dossier, where: Held) -> Outcome:
    """How reviews bear that join or part reports, and how links and stories stand by them."""
    bearings = rule(reviews, where.ground).bearings
    rulings: dict[str, list[Ruling]] = {}
    for ruling in dossier.rulings:
        rulings.setdefault(review_of(ruling.decision), []).append(ruling)
    reviewed: list[Reviewed] = []
    for one in reviews:
        about = one.target.kind == "link" or (one.target.kind == "story" and one.action in ("merge", "split"))
        if about and one.action != "annotate":
            found = find_in(one.target, where)
            bearing, effect = bearings.get(
                one.id, ("not-found", found.why or "not all reports of it are here")
            )
            if bearing == "in-force":
                bearing, effect = _followed(rulings.get(one.id, []))
            reviewed.append(Reviewed(review=one, found=found.ids, bearing=bearing, effect=effect))
    return Outcome(reviewed=tuple(reviewed), judgements=tuple(_of_bound(reviewed)))


def _followed(rulings: Sequence[Ruling]) -> tuple[Bearing, str]:
    """Whether a review is in force by the decisions that it came to, and what they changed."""
    effects = "; ".join(dict.fromkeys(r.effect for r in rulings if r.effect))
    return ("without-effect" if rulings and not any(r.holds for r in rulings) else "in-force"), effects


def _of_bound(reviewed: Iterable[Reviewed]) -> Iterable[Judgement]:
    for one in reviewed:
        action = one.review.action
        standing: ReviewStanding | None = None
        if one.bearing == "disputed":
            standing = "disputed"
        elif one.bearing == "in-force" and one.review.target.kind == "story":
            standing = "corrected"
        elif one.bearing == "in-force":
            kept: ReviewStanding = "corrected" if one.effect else "confirmed"
            standing = (
                "unsure" if action == "unsure" else "rejected" if action in ("reject", "split") else kept
            )
        if standing is not None:
            yield from (Judgement(of=id, standing=standing, by=(one.review.by,)) for id in one.found)


def _notes(reviews: Sequence[Review], where: Held) -> list[Reviewed]:
    """Notes, each person's last on each thing."""
    notes = [r for r in reviews if r.action == "annotate"]
    found = {r.id: find_in(r.target, where) for r in notes}
    last = {(id, r.by): r for r in notes for id in found[r.id].ids}
    told = []
    for one in notes:
        by = [last[id, one.by] for id in found[one.id].ids]
        if one in by:
            told.append(Reviewed(review=one, found=found[one.id].ids))
        elif by:
            told.append(
                Reviewed(
                    review=one, found=found[one.id].ids, bearing="replaced", effect=f"replaced by {by[0].id}"
                )
            )
    return [*lost(notes, found), *told]


def _once(reviewed: Iterable[Reviewed], reviews: Sequence[Review]) -> tuple[Reviewed, ...]:
    """Every review once: where it bears on several things, as it bears most."""
    told: dict[str, list[Reviewed]] = {}
    for one in reviewed:
        told.setdefault(one.review.id, []).append(one)
    return tuple(_one(told.get(r.id, []), r) for r in reviews)


def _one(told: Sequence[Reviewed], review: Review) -> Reviewed:
    if not told:
        return Reviewed(review=review, bearing="without-effect", effect="nothing here can be reviewed so")
    bearing = min((x.bearing for x in told), key=_BEARING.index)
    effects = dict.fromkeys(x.effect for x in told if x.bearing == bearing and x.effect)
    found = tuple(sorted({id for x in told for id in x.found}))
    return Reviewed(review=review, found=found, bearing=bearing, effect="; ".join(effects))


def _together(judgements: Iterable[Judgement]) -> tuple[Judgement, ...]:
    """One judgement of each statement, by id."""
    about: dict[str, list[Judgement]] = {}
    for one in judgements:
        about.setdefault(one.of, []).append(one)
    found = []
    for id, told in sorted(about.items()):
        standing = min((j.standing for j in told), key=_STANDING.index)
        by = {name for j in told if j.standing == standing for name in j.by}
        was = dict(pair for j in told for pair in j.was)
        found.append(
            Judgement(of=id, standing=standing, by=tuple(sorted(by)), was=tuple(sorted(was.items())))
        )
    return tuple(found)
