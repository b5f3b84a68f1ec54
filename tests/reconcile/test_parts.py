"""Parts inside wholes: whom a tally counts, and of which other it is a part."""

from __future__ import annotations

from dataclasses import replace

import pytest

from crosswire.reconcile.tallies import reconcile_tallies
from crosswire.types import Figure, Party, Report, Tally
from tests.reconcile.made import context, figure, report

CHILD, WOMAN = Party(age="child"), Party(age="adult", sex="female")


def by_label(reports: list[Report], figures: list[Figure]) -> dict[str, Tally]:
    return {t.label or t.group or "": t for t in reconcile_tallies(*context(reports, figures))}


def test_children_and_women_are_tallies_of_their_own_among_the_dead() -> None:
    a = report("a", "The fire killed 40 people, including 12 children and nine women.")
    whole = figure(a, "40", 40)
    parts = [
        figure(a, "12", 12, group="children", subset=True, party=CHILD),
        figure(a, "nine", 9, subset=True, party=WOMAN, label="women"),
    ]
    found = by_label([a], [whole, *parts])
    assert {k: t.best for k, t in found.items()} == {"people": 40, "children": 12, "women": 9}
    assert {found[k].part_of for k in ("children", "women")} == {found["people"].id}
    assert {found[k].relation for k in ("children", "women")} == {"among"}
    assert found["women"].group == "people"
    assert found["people"].part_of is None


def test_women_and_children_counted_together_are_neither() -> None:
    a = report("a", "The fire killed 40 people, 21 of them women and children.")
    both = figure(a, "21", 21, group="children", subset=True, party=Party(sex="female"))
    assert set(by_label([a], [figure(a, "40", 40), both])) == {"people", "women and children"}


def test_sides_that_make_up_the_whole_say_so() -> None:
    a = report("a", "Twelve died: nine marchers and three guards.")
    figures = [
        figure(a, "Twelve", 12),
        figure(a, "nine", 9, group="protesters", subset=True),
        figure(a, "three", 3, group="security_forces", subset=True),
    ]
    found = by_label([a], figures)
    assert {found[k].relation for k in ("protesters", "security_forces")} == {"side"}
    assert {found[k].part_of for k in ("protesters", "security_forces")} == {found["people"].id}
    assert "9 protesters and 3 security forces" in found["people"].why


def test_a_side_larger_than_the_whole_is_not_called_a_part_of_it() -> None:
    a = report("a", "Five people died.")
    b = report("b", "Nine marchers died.")
    found = by_label([a, b], [figure(a, "Five", 5), figure(b, "Nine", 9, group="protesters")])
    assert found["protesters"].part_of is None
    assert found["protesters"].relation is None


def test_a_part_of_another_events_dead_is_left_out_with_them() -> None:
    a = report(
        "a", "A blast killed six people. A raid last week killed 87, including 31 children, elsewhere."
    )
    b = report("b", "The blast killed six people.")
    raid = figure(a, "87", 87)
    figures = [
        figure(a, "six", 6),
        raid,
        figure(a, "31", 31, group="children", subset=True, party=CHILD, relation="part", relates_to=raid),
        figure(b, "six", 6),
    ]
    found = by_label([a, b], figures)
    assert set(found) == {"people"}
    assert found["people"].figures == (figures[0].id, figures[3].id)


def test_some_of_a_party_that_no_word_names_are_no_second_count_of_it() -> None:
    a = report("a", "31 guards were injured, five of them gravely.")
    figures = [
        figure(a, "31", 31, measure="injured", group="security_forces"),
        figure(a, "five", 5, measure="injured", group="security_forces", subset=True),
    ]
    (tally,) = reconcile_tallies(*context([a], figures))
    assert (tally.best, tally.status) == (31, "single-source")


@pytest.mark.parametrize(
    ("noun", "party", "label"),
    [
        ("tourists", Party(nationality="FR"), "nationals of France"),
        ("volunteer firemen", Party(standing="civilian"), "volunteer firemen"),
        ("civilians", Party(standing="civilian"), "civilians"),
    ],
)
def test_a_named_part_is_called_by_its_name(noun: str, party: Party, label: str) -> None:
    a = report("a", f"The flood killed 31 people, two of them {noun}.")
    part = figure(a, "two", 2, subset=True, party=party, label=noun)
    assert set(by_label([a], [figure(a, "31", 31), part])) == {"people", label}


def test_civilians_who_are_all_that_died_are_the_whole_count() -> None:
    a = report("a", "The raid killed 18 civilians.")
    b = report("b", "The raid killed 18 people.")
    figures = [
        figure(a, "18", 18, party=Party(standing="civilian"), label="civilians"),
        figure(b, "18", 18),
    ]
    (tally,) = reconcile_tallies(*context([a, b], figures))
    assert (tally.families, tally.label, tally.status) == (2, None, "agreed")


def test_a_named_places_count_is_another_than_that_of_all() -> None:
    a = report("a", "Storms killed 30 people. In Velm seven people died.")
    b = report("b", "The storms killed 30 people.")
    figures = [figure(a, "30", 30), figure(a, "seven", 7, place="Velm"), figure(b, "30", 30)]
    tallies = reconcile_tallies(*context([a, b], figures))
    assert {(t.place, t.best) for t in tallies} == {(None, 30), ("Velm", 7)}


def test_the_country_of_it_all_is_no_place_that_sets_a_count_apart() -> None:
    lands = {"Orvane": "OR", "Velm": "OR", "Tassia": "TA"}
    a = report("a", "31 people died. Dozens were killed in Orvane.")
    b = report("b", "31 people died.")

    def counted(**more: str) -> list[tuple[str | None, int | None]]:
        figures = [
            figure(a, "31", 31),
            figure(a, "Dozens", None, qualifier="vague", place="Orvane"),
            figure(b, "31", 31),
        ]
        of = [a, b]
        for name, text in more.items():
            of.append(report(name, text))
            figures.append(figure(of[-1], "nine", 9, place=text.split()[-1].rstrip(".")))
        return [(t.place, t.best) for t in reconcile_tallies(*context(of, figures, lands=lands))]

    assert counted() == [("Orvane", 31)]
    # Where another country has its count, each is of its own.
    assert ("Orvane", None) in counted(c="The storm killed nine in Tassia.")


def test_what_explains_why_a_count_was_mended_is_no_count_of_its_own() -> None:
    a = report("a", "Thirty-one died. The figure of 40 was withdrawn. Nine had been entered twice at Velm.")
    figures = [
        figure(a, "Thirty-one", 31),
        figure(a, "40", 40, relation="previous"),
        figure(a, "Nine", 9, place="Velm"),
    ]
    assert [(t.place, t.best) for t in reconcile_tallies(*context([a], figures))] == [(None, 31)]
    other = [*figures[:2], figure(a, "Nine", 8, place="Velm")]
    assert ("Velm", 8) in [(t.place, t.best) for t in reconcile_tallies(*context([a], other))]


def test_a_place_in_the_country_of_the_whole_lies_inside_it() -> None:
    lands = {"Orvane": "OR", "Velm": "OR", "Quarn": "TA"}
    a = report(
        "a", "Storms killed 30 people in Orvane. In Velm seven people died. In Quarn five people died."
    )
    figures = [
        figure(a, "30", 30, place="Orvane"),
        figure(a, "seven", 7, place="Velm"),
        figure(a, "five", 5, place="Quarn"),
    ]
    tallies = {t.place: t for t in reconcile_tallies(*context([a], figures, lands=lands))}
    assert tallies["Velm"].part_of == tallies["Orvane"].id
    assert tallies["Quarn"].part_of is None


def test_a_place_told_as_a_part_lies_inside_the_whole() -> None:
    a = report("a", "Storms killed 30 people, seven of them in Velm.")
    whole = figure(a, "30", 30)
    part = figure(a, "seven", 7, place="Velm", relation="part", relates_to=whole)
    tallies = {t.place: t for t in reconcile_tallies(*context([a], [whole, part]))}
    assert tallies["Velm"].part_of == tallies[None].id
    assert tallies["Velm"].relation == "place"


def test_a_war_s_total_is_no_count_of_the_event() -> None:
    a = report("a", "Six people died. The war has killed 40,000.")
    figures = [figure(a, "Six", 6), figure(a, "40,000", 40000, cumulative=True)]
    (tally,) = reconcile_tallies(*context([a], figures))
    assert tally.figures == (figures[0].id,)


def test_a_days_count_told_as_a_part_lies_inside_the_whole() -> None:
    a = report("a", "The siege killed 30 people, seven of them on 3 May.")
    whole = figure(a, "30", 30)
    part = replace(
        figure(a, "seven", 7, relation="part", relates_to=whole, day="2031-05-03"), basis="“3 May”: printed"
    )
    found = by_label([a], [whole, part])
    assert found["3 May 2031"].part_of == found["people"].id
    assert found["3 May 2031"].relation == "period"


def test_what_others_spoke_of_is_no_toll_of_the_report_itself() -> None:
    a = report("a", "The mine killed four boys. The mayor spoke of five dead.", title="Mine kills four boys")
    boys = [
        figure(a, "four boys", 4, group="children", party=CHILD),
        figure(a, "four boys", 4, group="children", party=CHILD, nth=1),
    ]
    b = report("b", "Five men died in the mine.")
    five = figure(a, "five dead", 5, source="The mayor")
    found = by_label([a, b], [*boys, five, figure(b, "Five men", 5)])
    own = {i for p in found["people"].series for i in p.own}
    assert own == {"b:f0"}
    assert {i.partition(":")[0] for p in found["children"].series for i in p.own} == {"a"}
