"""The queue: first what a best figure hangs on, reckoned; what people have settled does not wait."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest

from crosswire.review.anchors import target_of
from crosswire.review.queue import queue
from crosswire.review.reckoning import without
from crosswire.review.table import review
from crosswire.types import Dossier, Waiting
from tests.review.samples import SAMPLES, every_id, made, reviewed

INES, TOMAS = "Ines Karo", "Tomas Rell"
AT = "2031-05-06T08:00:00Z"
each_sample = pytest.mark.parametrize("sample", SAMPLES)


@cache
def waiting(sample: str) -> tuple[Waiting, ...]:
    return queue(made(sample))


def best_of(dossier: Dossier, figure: str) -> list[object]:
    return [t.best for t in dossier.findings.tallies if figure in t.figures]


@each_sample
def test_what_a_best_figure_hangs_on_comes_first_and_is_as_a_review_would_have_it(sample: str) -> None:
    first = [w for w in waiting(sample) if w.changes_best and w.then is not None]
    assert waiting(sample)[: len(first)] == tuple(first)
    assert len(first) >= 4
    dossier = made(sample)
    for one in first[:3]:
        assert best_of(dossier, one.id) == [one.now]
        (tally,) = [t for t in dossier.findings.tallies if one.id in t.figures]
        rejected = reviewed(sample, review("reject", target_of(dossier, "figure", one.id), by=INES, at=AT))
        bests = [
            t.best
            for t in rejected.findings.tallies
            if (t.measure, t.group, t.label) == (tally.measure, tally.group, tally.label)
            and set(t.figures) & set(tally.figures)
        ]
        assert one.then in bests


@each_sample
def test_what_waits_exists_once_with_a_reason_and_a_falling_weight(sample: str) -> None:
    found = waiting(sample)
    assert {(w.kind, w.id) for w in found} <= set(every_id(made(sample)))
    assert len({(w.kind, w.id) for w in found}) == len(found)
    assert all(w.why for w in found)
    weights = [w.weight for w in found]
    assert weights == sorted(set(weights), reverse=True)
    assert weights[0] == 1


def test_the_kinds_of_reasons_stand_in_their_order() -> None:
    kinds = [w.kind for w in waiting("tamsel-port") if not w.changes_best]
    assert kinds[0] == "discrepancy"
    assert {"tally", "name", "link", "quote", "brief"} <= set(kinds)
    assert kinds.index("tally") < kinds.index("name") < kinds.index("brief")


def test_what_people_have_settled_does_not_wait() -> None:
    dossier = made("hallin-dam")
    top = waiting("hallin-dam")[0]
    settled = reviewed("hallin-dam", review("accept", target_of(dossier, top.kind, top.id), by=INES, at=AT))
    assert (top.kind, top.id) not in {(w.kind, w.id) for w in queue(settled)}
    unsure = reviewed("hallin-dam", review("unsure", target_of(dossier, top.kind, top.id), by=INES, at=AT))
    assert queue(unsure)[0] == top


def test_a_dispute_says_what_would_be_if_one_of_them_is_right() -> None:
    dossier = made("hallin-dam")
    tally = dossier.findings.tallies[0]
    last = tally.figures[-2]
    target = target_of(dossier, "figure", last)
    both = [
        review("correct", target, by=INES, at=AT, values={"number": 35}),
        review("accept", target, by=TOMAS, at=AT),
    ]
    found = [w for w in queue(reviewed("hallin-dam", *both)) if w.id == last]
    assert [(w.changes_best, w.disputed) for w in found] == [(True, True)]
    quiet = target_of(dossier, "quote", dossier.annotations[0].quotes[0].id)
    apart = [review("reject", quiet, by=INES, at=AT), review("accept", quiet, by=TOMAS, at=AT)]
    told = next(w for w in queue(reviewed("hallin-dam", *apart)) if w.kind == "quote")
    assert (told.disputed, told.why) == (True, "Ines Karo and Tomas Rell do not agree.")
    assert told == next(w for w in queue(reviewed("hallin-dam", *apart)) if not w.changes_best)


def test_what_was_confirmed_and_reads_otherwise_since_waits_again() -> None:
    dossier = made("hallin-dam")
    tally = dossier.findings.tallies[0]
    stale = review("accept", target_of(dossier, "tally", tally.id), by=INES, at=AT, values={"best": 30})
    (told,) = [w for w in queue(reviewed("hallin-dam", stale)) if w.kind == "tally" and w.id == tally.id]
    assert told.why.startswith("Ines Karo confirmed it, but it reads otherwise now")


def test_how_many_figures_are_tried_is_bounded() -> None:
    few = queue(made("tamsel-port"), tried=1)
    assert sum(w.changes_best and w.then is not None for w in few) <= 1
    assert len(queue(made("tamsel-port"), tried=1, most=5)) == 5


def test_a_dossier_of_nothing_has_nothing_that_waits() -> None:
    dossier = made("hallin-dam")
    bare = replace(
        dossier,
        findings=replace(dossier.findings, tallies=(), discrepancies=(), brief=(), utterances=(), events=()),
    )
    none = replace(bare, links=replace(bare.links, entities=(), lineage=()), annotations=())
    assert queue(none) == ()
    assert without(dossier, "no such figure") == ()
