"""A count over time: revisions, disputes, retractions, additions and totals told apart."""

from __future__ import annotations

from crosswire.reconcile.tallies import reconcile_tallies
from crosswire.types import Figure, Report, Tally
from tests.reconcile.made import context, figure, report


def only(reports: list[Report], figures: list[Figure], voices: dict[str, str] | None = None) -> Tally:
    (tally,) = reconcile_tallies(*context(reports, figures, voices=voices))
    return tally


def series(tally: Tally) -> list[tuple[str | None, object]]:
    return [(p.as_of, p.best) for p in tally.series]


def test_what_held_before_is_an_earlier_state_and_no_rival() -> None:
    a = report("a", "The toll rose to 31 from 14.")
    figures = [figure(a, "31", 31), figure(a, "14", 14, relation="previous")]
    tally = only([a], figures)
    assert (tally.low, tally.best, tally.high, tally.status) == (31, 31, 31, "revised")
    assert series(tally) == [("2031-05-04", 14), ("2031-05-04", 31)]


def test_an_earlier_state_stands_on_the_day_it_names() -> None:
    a = report("a", "31 died, up from 14 on Friday.")
    figures = [figure(a, "31", 31), figure(a, "14", 14, relation="previous", day="2031-05-02")]
    assert series(only([a], figures)) == [("2031-05-02", 14), ("2031-05-04", 31)]


def test_another_report_that_prints_what_held_before_is_overtaken_too() -> None:
    a = report("a", "14 died.")
    b = report("b", "18 died; the first count was 14.")
    figures = [figure(a, "14", 14), figure(b, "18", 18), figure(b, "14", 14, relation="previous")]
    tally = only([a, b], figures)
    assert (tally.low, tally.best, tally.high, tally.status) == (18, 18, 18, "revised")


def test_a_rivals_number_that_equals_an_earlier_state_still_stands() -> None:
    a = report("a", "The union counts 14 dead.")
    b = report("b", "The mayor counts 18 dead, and first counted 14.")
    figures = [figure(a, "14", 14), figure(b, "18", 18), figure(b, "14", 14, relation="previous")]
    voices = {figures[0].id: "Union", figures[1].id: "Mayor", figures[2].id: "Mayor"}
    tally = only([a, b], figures, voices)
    assert (tally.low, tally.high, tally.status) == (14, 18, "disputed")


def test_what_comes_on_top_is_added_to_the_total_stated_before() -> None:
    a = report("a", "14 died.")
    b = report("b", "Another five bodies were found.", published="2031-05-06")
    figures = [figure(a, "14", 14), figure(b, "five", 5, relation="addition")]
    tally = only([a, b], figures)
    assert (tally.low, tally.best, tally.high, tally.status) == (19, 19, 19, "revised")
    assert series(tally) == [("2031-05-04", 14), ("2031-05-06", 19)]
    assert "14 and 5 more make 19" in tally.why


def test_what_comes_on_top_is_not_added_where_the_total_is_stated() -> None:
    a = report("a", "14 died.")
    b = report("b", "Another five bodies were found, bringing the total to 19.", published="2031-05-06")
    total = figure(b, "19", 19, relation="total")
    more = figure(b, "five", 5, relation="addition", relates_to=total)
    tally = only([a, b], [figure(a, "14", 14), more, total])
    assert (tally.low, tally.best, tally.high, tally.status) == (19, 19, 19, "revised")
    assert 24 not in [p.best for p in tally.series]


def test_a_stated_total_supersedes_the_counts_it_takes_in() -> None:
    a = report("a", "Five died in the blast and seven in hospital, a total of 12.")
    figures = [figure(a, "Five", 5), figure(a, "seven", 7), figure(a, "12", 12, relation="total")]
    tally = only([a], figures)
    assert (tally.low, tally.best, tally.high) == (12, 12, 12)


def test_a_voice_that_counts_again_replaces_its_own_count() -> None:
    a = report("a", "The union counts 40 dead.", published="2031-05-04")
    b = report("b", "The mayor counts 12 dead.", published="2031-05-04")
    c = report("c", "The union now counts 37.", published="2031-05-06")
    figures = [figure(a, "40", 40), figure(b, "12", 12), figure(c, "37", 37)]
    voices = {figures[0].id: "Union", figures[1].id: "Mayor", figures[2].id: "Union"}
    tally = only([a, b, c], figures, voices)
    assert (tally.low, tally.high, tally.status) == (12, 37, "disputed")
    assert "40 (4 May 2031) held before" in tally.why


def test_the_middle_of_three_voices_is_best_where_none_has_more_behind_it() -> None:
    reports = [report(n, f"{x} died.") for n, x in (("a", 14), ("b", 34), ("c", 37))]
    figures = [figure(r, r.text.split()[0], int(r.text.split()[0])) for r in reports]
    voices = {f.id: f.span.report for f in figures}
    assert only(reports, figures, voices).best == 34


def test_what_another_denies_stands_against_it() -> None:
    a = report("a", "The union counts 40 dead.")
    b = report("b", "The mayor counts 12 dead and denied that it was 40.")
    figures = [figure(a, "40", 40), figure(b, "12", 12), figure(b, "40", 40, modality="denied")]
    voices = {figures[0].id: "Union", figures[1].id: "Mayor", figures[2].id: "Mayor"}
    tally = only([a, b], figures, voices)
    assert (tally.low, tally.high, tally.status) == (12, 40, "disputed")
    assert "Mayor denies 40" in tally.why


def test_what_its_own_voice_takes_back_is_withdrawn_with_its_day() -> None:
    a = report("a", "The union counts 40 dead.", published="2031-05-04")
    b = report("b", "The union has withdrawn its count of 40; it is 37.", published="2031-05-06")
    figures = [figure(a, "40", 40), figure(b, "40", 40, modality="denied"), figure(b, "37", 37)]
    tally = only([a, b], figures)
    assert (tally.low, tally.best, tally.high, tally.status) == (37, 37, 37, "revised")
    assert "40 was withdrawn (R2, 6 May 2031)" in tally.why


def test_two_numbers_of_one_day_stay_two_points() -> None:
    a = report("a", "The mayor counts 12 dead, the union 40.")
    figures = [figure(a, "12", 12), figure(a, "40", 40)]
    tally = only([a], figures, {figures[0].id: "Mayor", figures[1].id: "Union"})
    assert series(tally) == [("2031-05-04", 12), ("2031-05-04", 40)]


def test_a_number_in_rounder_words_is_no_point_of_its_own() -> None:
    a, b = report("a", "More than 200 died."), report("b", "213 died.")
    figures = [figure(a, "More than 200", 200, qualifier="more_than"), figure(b, "213", 213)]
    assert series(only([a, b], figures)) == [("2031-05-04", 213)]


def test_a_far_lower_bound_is_a_point_of_its_own() -> None:
    a, b = report("a", "At least 640 died."), report("b", "1,300 died.")
    figures = [figure(a, "At least 640", 640, qualifier="at_least"), figure(b, "1,300", 1300)]
    tally = only([a, b], figures)
    assert series(tally) == [("2031-05-04", 640), ("2031-05-04", 1300)]
    assert (tally.series[0].low, tally.series[0].high) == (640, None)


def test_a_titles_number_that_the_body_states_is_no_second_member() -> None:
    a = report("a", "Fourteen people died, the mayor said.", title="Flood in Velm, 14 dead")
    figures = [figure(a, "14", 14), figure(a, "Fourteen", 14)]
    tally = only([a], figures, {figures[1].id: "Mayor"})
    assert tally.figures == (figures[1].id,)
    assert [o.entity for o in tally.origins] == ["Mayor"]


def test_a_title_alone_is_a_member() -> None:
    a = report("a", "The river rose at night.", title="Flood in Velm, 14 dead")
    assert only([a], [figure(a, "14", 14)]).figures


def test_the_step_from_one_state_to_the_next_is_no_rival() -> None:
    a = report("a", "31 died. The office withdrew its count of 40. Nine had been entered twice, it said.")
    figures = [figure(a, "31", 31), figure(a, "40", 40, modality="denied"), figure(a, "Nine", 9)]
    voices = {figures[0].id: "Coroner", figures[1].id: "Office", figures[2].id: "Office"}
    assert only([a], figures, voices).best == 31
    assert 9 not in [p.best for p in only([a], figures, voices).series]
