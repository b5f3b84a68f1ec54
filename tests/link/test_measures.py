"""Figures that lost their verb, mended from the twin passage."""

from __future__ import annotations

from crosswire.link.measures import mend_measures
from crosswire.types import Annotations, Figure, Lineage, PassagePair
from tests.reconcile.made import figure, report

A = report("a", "26 marchers were killed, the ministry said.")
B = report("b", "26 marchers had been “paid”, it said.")


def mended(lost: Figure, kept: Figure) -> Figure:
    pair = PassagePair(left=A.span(0, len(A.text)), right=B.span(0, len(B.text)), score=0.7)
    link = Lineage(left="a", right="b", relation="same-original", direction=None, score=0.7, evidence=(pair,))
    notes = (
        Annotations(report="a", anchor=None, figures=(kept,)),
        Annotations(report="b", anchor=None, figures=(lost,)),
    )
    return mend_measures(notes, (link,))[1].figures[0]


def test_a_lost_verb_is_taken_from_the_aligned_passage_with_the_reason() -> None:
    kept = figure(A, "26 marchers were killed", 26, group="protesters")
    found = mended(figure(B, "26 marchers", 26, measure="participants", group="protesters"), kept)
    assert found.measure == "killed"
    assert "26 marchers were killed" in (found.measure_basis or "")


def test_another_number_or_party_is_left_alone() -> None:
    kept = figure(A, "26 marchers were killed", 26, group="protesters")
    for lost in (
        figure(B, "26", 27, measure="other", group="protesters"),
        figure(B, "26", 26, measure="other", group="security_forces"),
    ):
        assert mended(lost, kept).measure == "other"


def test_two_figures_that_both_say_what_was_counted_stand_against_each_other() -> None:
    kept = figure(A, "26 marchers were killed", 26, group="protesters")
    assert mended(figure(B, "26", 26, measure="injured", group="protesters"), kept).measure == "injured"
