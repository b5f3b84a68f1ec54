"""What the figures of one count add up to."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crosswire.reconcile.tallies import reconcile_tallies
from crosswire.types import Tally
from tests.reconcile.made import context, figure, report


def only(tallies: tuple[Tally, ...]) -> Tally:
    assert len(tallies) == 1
    return tallies[0]


def test_bounds_and_an_exact_number_among_them_do_not_conflict() -> None:
    a = report("a", "More than 200 people were held.")
    b = report("b", "214 people were held.")
    figures = [
        figure(a, "More than 200", 200, measure="detained", qualifier="more_than"),
        figure(b, "214", 214, measure="detained"),
    ]
    tally = only(reconcile_tallies(*context([a, b], figures)))
    assert (tally.low, tally.best, tally.high, tally.status) == (201, 214, 214, "compatible")
    assert "do not conflict" in tally.why


def test_a_bound_fits_the_very_number_that_it_prints() -> None:
    a, b = report("a", "2,500 troops came."), report("b", "More than 2,500 troops came.")
    figures = [
        figure(a, "2,500", 2500, measure="deployed"),
        figure(b, "More than 2,500", 2500, measure="deployed", qualifier="more_than"),
    ]
    assert only(reconcile_tallies(*context([a, b], figures))).best == 2500


def test_a_copy_adds_no_original_and_no_origin() -> None:
    a, b, c = (report(n, "Twelve people died.") for n in "abc")
    figures = [figure(r, "Twelve", 12) for r in (a, b, c)]
    tally = only(reconcile_tallies(*context([a, b, c], figures, families=[["a", "b", "c"]])))
    assert (tally.reports, tally.families, tally.independent, tally.status) == (3, 1, 1, "single-source")


def test_one_ministry_in_four_papers_is_four_originals_and_one_origin() -> None:
    papers = [report(n, "Nine miners died, the ministry said.") for n in "abcd"]
    figures = [figure(r, "Nine", 9) for r in papers]
    voices = {f.id: "Mines Ministry" for f in figures}
    tally = only(reconcile_tallies(*context(papers, figures, voices=voices)))
    assert (tally.families, tally.independent, tally.status) == (4, 1, "agreed")
    assert "one word" in tally.why


def test_a_count_that_grows_from_day_to_day_is_a_revision() -> None:
    a, b = (
        report("a", "14 bodies.", published="2031-05-04"),
        report("b", "31 bodies.", published="2031-05-07"),
    )
    figures = [figure(a, "14", 14), figure(b, "31", 31)]
    tally = only(reconcile_tallies(*context([a, b], figures)))
    assert (tally.low, tally.best, tally.high, tally.status) == (31, 31, 31, "revised")
    assert [p.best for p in tally.series] == [14, 31]


def test_two_voices_at_one_time_are_a_dispute() -> None:
    a = report("a", "The ministry counts 12 dead, the union 40.")
    figures = [figure(a, "12", 12), figure(a, "40", 40)]
    voices = {figures[0].id: "Ministry", figures[1].id: "Union"}
    tally = only(reconcile_tallies(*context([a], figures, voices=voices)))
    assert (tally.low, tally.high, tally.status) == (12, 40, "disputed")


def test_a_number_that_is_withdrawn_leaves_the_other_standing() -> None:
    a, b = report("a", "31 died."), report("b", "31 died; the office withdrew its count of 40.")
    figures = [figure(a, "31", 31), figure(b, "31", 31), figure(b, "40", 40, modality="denied")]
    tally = only(reconcile_tallies(*context([a, b], figures)))
    assert (tally.best, tally.high, tally.status) == (31, 31, "revised")
    assert "withdrawn" in tally.why


def test_parties_are_counted_apart() -> None:
    a = report("a", "26 marchers and 18 officers died.")
    figures = [figure(a, "26", 26, group="protesters"), figure(a, "18", 18, group="security_forces")]
    tallies = reconcile_tallies(*context([a], figures))
    assert {(t.group, t.best) for t in tallies} == {("protesters", 26), ("security_forces", 18)}


def test_a_part_is_not_added_to_its_whole() -> None:
    a = report("a", "30 people died, including 7 women.")
    figures = [figure(a, "30", 30), figure(a, "7", 7, subset=True)]
    assert only(reconcile_tallies(*context([a], figures))).figures == (figures[0].id,)


def test_two_gatherings_of_different_size_are_no_dispute() -> None:
    a = report("a", "20,000 marched in the capital; 300 stood in the port.")
    figures = [
        figure(a, "20,000", 20000, measure="participants"),
        figure(a, "300", 300, measure="participants"),
    ]
    assert {t.best for t in reconcile_tallies(*context([a], figures))} == {300, 20000}


def test_words_alone_give_a_low_and_no_best() -> None:
    a = report("a", "Dozens died.")
    tally = only(reconcile_tallies(*context([a], [figure(a, "Dozens", None, qualifier="vague")])))
    assert (tally.low, tally.best, tally.high) == (24, None, None)


@pytest.mark.parametrize("numbers", [(10, 10), (10, 12), (12, 10)])
def test_low_best_and_high_stand_in_order(numbers: tuple[int, int]) -> None:
    a, b = (report(n, f"{x} died.") for n, x in zip("ab", numbers, strict=True))
    figures = [figure(a, str(numbers[0]), numbers[0]), figure(b, str(numbers[1]), numbers[1])]
    for tally in reconcile_tallies(*context([a, b], figures)):
        assert tally.low <= tally.best <= tally.high  # type: ignore[operator]


@given(st.lists(st.integers(1, 40), min_size=1, max_size=4), st.integers(1, 4))
def test_adding_copies_never_raises_the_number_of_independent_sources(
    numbers: list[int], copies: int
) -> None:
    originals = [report(f"a{n}", f"{x} died.") for n, x in enumerate(numbers)]
    doubles = [report(f"z{n}", f"{numbers[0]} died.") for n in range(copies)]
    figures = [figure(r, r.text.split()[0], int(r.text.split()[0])) for r in [*originals, *doubles]]
    alone = [f for f in figures if f.span.report.startswith("a")]
    kin = [["a0", *(r.id for r in doubles)], *([r.id] for r in originals[1:])]
    before = reconcile_tallies(*context(originals, alone))
    after = reconcile_tallies(*context([*originals, *doubles], figures, families=kin))
    assert [t.families for t in after] == [t.families for t in before]
    assert [t.independent for t in after] <= [t.independent for t in before]


def test_a_number_printed_before_it_was_withdrawn_falls_with_it() -> None:
    a = report("a", "14 died.", published="2031-05-04")
    b = report("b", "40 died.", published="2031-05-05")
    c = report("c", "31 died; the figure of 40 was withdrawn.", published="2031-05-06")
    figures = [
        figure(a, "14", 14),
        figure(b, "40", 40),
        figure(c, "31", 31),
        figure(c, "40", 40, modality="denied"),
    ]
    tally = only(reconcile_tallies(*context([a, b, c], figures)))
    assert (tally.best, tally.high, tally.status) == (31, 31, "revised")


def test_a_lower_number_that_others_keep_printing_is_not_overtaken() -> None:
    a = report("a", "12 died.", published="2031-05-04")
    b = report("b", "40 died.", published="2031-05-05")
    c = report("c", "12 died.", published="2031-05-06")
    figures = [figure(a, "12", 12), figure(b, "40", 40), figure(c, "12", 12)]
    assert only(reconcile_tallies(*context([a, b, c], figures))).status == "disputed"


def test_a_smaller_count_of_another_day_in_one_report_is_another_count() -> None:
    a = report("a", "31 died in all. Two firemen died on Tuesday.")
    figures = [figure(a, "31", 31), figure(a, "Two", 2, day="2031-05-01")]
    assert only(reconcile_tallies(*context([a], figures))).figures == (figures[0].id,)
