"""What one report comes to: whole over part, sides summed, sharper numbers, party tolls, what is left out."""

from __future__ import annotations

import re
from dataclasses import replace

from crosswire.reconcile.report_tolls import report_tolls
from crosswire.types import Annotations, Figure, Party, Report, Span, Toll
from tests.reconcile.made import figure, report


def _titled(title: str, body: str) -> Report:
    made = report("r", f"{title}\n\n{body}")
    return replace(made, title=title, title_span=made.span(0, len(title)))


def _sentences(of: Report) -> tuple[Span, ...]:
    return tuple(of.span(m.start(), m.end()) for m in re.finditer(r"[^.\n]+\.?", of.text))


def _tolls(of: Report, *figures: Figure, individuals: tuple[Figure, ...] = ()) -> dict[str, Toll]:
    said = Annotations(
        report=of.id, anchor=None, sentences=_sentences(of), figures=figures, individuals=individuals
    )
    return {f"{t.measure}:{t.party}": t for t in report_tolls(of, said)}


def test_the_title_leads() -> None:
    of = _titled(
        "Nine killed in Ostrava Bay blast", "A week ago 14 people died in Tamsel. The blast hurt 20."
    )
    found = _tolls(
        of, figure(of, "14 people", 14), figure(of, "Nine", 9), figure(of, "20", 20, measure="injured")
    )
    assert found["killed:all"].number == 9
    assert found["killed:all"].id == "r:killed"
    assert found["injured:all"].number == 20


def test_nothing_told_gives_no_toll() -> None:
    of = _titled("Talks in Tamsel", "Envoys met.")
    assert _tolls(of) == {}


def test_sides_of_one_clause_are_summed() -> None:
    of = _titled(
        "Clash at Hallin", "The clash killed five soldiers and 11 militants. Three soldiers were hurt."
    )
    one = figure(of, "five soldiers", 5, group="security_forces")
    two = figure(of, "11 militants", 11, group="militants")
    toll = _tolls(of, one, two)["killed:all"]
    assert (toll.number, toll.low, toll.high) == (16, 16, 16)
    assert toll.figures == (one.id, two.id)


def test_counts_of_two_clauses_are_not_summed() -> None:
    of = _titled("Clash at Hallin", "Shells killed five people. In Tamsel six people died.")
    assert _tolls(of, figure(of, "five people", 5), figure(of, "six people", 6))["killed:all"].number == 5


def test_a_part_gives_way_to_its_whole() -> None:
    of = _titled("Three officers die in Tamsel", "Twelve people died, including three officers.")
    title = figure(of, "Three officers", 3, group="security_forces")
    whole = figure(of, "Twelve people", 12)
    part = figure(of, "three officers", 3, group="security_forces", subset=True)
    toll = _tolls(of, title, whole, part)["killed:all"]
    assert toll.number == 12
    assert toll.figures[0] == whole.id


def test_children_alone_give_way_to_the_whole() -> None:
    of = _titled("Two children die in fire", "Two children were among seven dead.")
    title = figure(of, "Two children", 2, group="children")
    whole = figure(of, "seven dead", 7)
    found = _tolls(of, title, whole)
    assert found["killed:all"].number == 7
    assert found["killed:children"].number == 2


def test_a_size_takes_the_first_number_and_a_loose_number_a_sharper_one() -> None:
    of = _titled("Dozens dead", "At least 31 people died.")
    assert (
        _tolls(
            of,
            figure(of, "Dozens", None, qualifier="vague"),
            figure(of, "31 people", 31, qualifier="at_least"),
        )["killed:all"].number
        == 31
    )
    of = _titled("More than 30 dead", "A count of 34 people dead was given. In June 90 people died.")
    loose = figure(of, "30", 30, qualifier="more_than")
    assert _tolls(of, loose, figure(of, "90 people", 90))["killed:all"].number == 30
    assert _tolls(of, loose, figure(of, "34 people", 34))["killed:all"].number == 34


def test_totals_of_a_war_what_held_before_and_denied_counts_are_left_out() -> None:
    of = _titled(
        "Blast in Tamsel", "The war killed 90 people. Up from 3 people. Not 8 people. Then 4 people died."
    )
    told = (
        replace(figure(of, "90 people", 90), cumulative=True),
        replace(figure(of, "3 people", 3), relation="previous"),
        figure(of, "8 people", 8, modality="denied"),
        figure(of, "4 people", 4),
    )
    assert _tolls(of, *told)["killed:all"].number == 4


def test_parties_of_the_killed() -> None:
    of = _titled("Ten killed", "Ten people were killed, including three women.")
    part = replace(
        figure(of, "three women", 3, subset=True), party=Party(age="adult", sex="female", standing="civilian")
    )
    found = _tolls(of, figure(of, "Ten killed", 10), part)
    assert found["killed:women"].number == 3
    assert found["killed:civilians"].number == 3
    assert "killed:combatants" not in found


def test_persons_without_a_number_count_where_no_number_stands() -> None:
    of = _titled("Bomb kills farmer", "A farmer died. It happened in June.")
    one = replace(figure(of, "farmer", 1), implied=True)
    toll = _tolls(of, individuals=(one,))["killed:all"]
    assert toll.number == 1
    assert toll.implied
    of = _titled("Blast", "It killed four women and a farmer.")
    named = replace(figure(of, "a farmer", 1), implied=True)
    toll = _tolls(of, figure(of, "four women", 4), individuals=(named,))["killed:all"]
    assert toll.number == 5
    assert not toll.implied


def test_the_order_of_figures_does_not_matter() -> None:
    of = _titled("Clash at Hallin", "The clash killed five soldiers and 11 militants.")
    one = figure(of, "five soldiers", 5, group="security_forces")
    two = figure(of, "11 militants", 11, group="militants")
    assert _tolls(of, one, two) == _tolls(of, two, one)


def test_a_pair_told_elsewhere_as_whole_and_part_is_no_sum() -> None:
    of = _titled("Raid", "The raid killed 16 miners and three boys. Of 16 miners in all, a trio were boys.")
    first, second = figure(of, "16 miners", 16), figure(of, "three boys", 3, group="children")
    again = figure(of, "16 miners in all", 16)
    part = figure(of, "trio", 3, group="children", subset=True)
    assert _tolls(of, first, second)["killed:all"].number == 19
    assert _tolls(of, first, second, again, part)["killed:all"].number == 16


def test_sides_are_summed_over_where_they_are_from_and_not_over_another_clause() -> None:
    of = _titled("Blast", "It killed nine guards from the camp and four miners.")
    one, two = figure(of, "nine guards", 9, group="security_forces"), figure(of, "four miners", 4)
    assert _tolls(of, one, two)["killed:all"].number == 13
    of = _titled("Blast", "It killed nine guards after a raid had killed four miners.")
    one, two = figure(of, "nine guards", 9, group="security_forces"), figure(of, "four miners", 4)
    assert _tolls(of, one, two)["killed:all"].number == 9


def test_words_for_an_event_count_only_where_nobody_is_told_of() -> None:
    of = _titled("Murder in Tamsel", "Two men were killed.")
    event = replace(figure(of, "Murder", 1, qualifier="at_least"), implied=True)
    assert _tolls(of, figure(of, "Two men", 2), individuals=(event,))["killed:all"].number == 2
    assert _tolls(of, individuals=(event,))["killed:all"].number == 1


def test_a_single_person_told_as_a_part_makes_the_toll_of_the_party_and_adds_nobody() -> None:
    of = _titled("Five killed", "Five miners were killed, including a boy. In June two boys died.")
    whole, later = figure(of, "Five killed", 5), figure(of, "two boys", 2, group="children")
    body = figure(of, "Five miners were killed", 5)
    boy = replace(
        figure(of, "a boy", 1, group="children", subset=True),
        implied=True,
        relation="part",
        relates_to=body.id,
    )
    found = _tolls(of, whole, body, later, individuals=(boy,))
    assert found["killed:all"].number == 5
    assert found["killed:children"].number == 1


def test_a_person_on_top_of_a_count_is_added() -> None:
    of = _titled("Blast", "Alder was killed in the blast along with two miners.")
    count = figure(of, "two miners", 2)
    one = replace(figure(of, "Alder", 1), implied=True, relation="addition", relates_to=count.id)
    assert _tolls(of, count, individuals=(one,))["killed:all"].number == 3


def test_the_ends_of_a_span_are_not_summed() -> None:
    a = report("a", "The union says the fire killed from 500 to over 1,000 people.")
    found = _tolls(a, figure(a, "500", 500), figure(a, "over 1,000", 1000, qualifier="more_than"))
    assert found["killed:all"].number == 500


def test_bodies_from_one_house_are_not_added() -> None:
    of = report("a", "Some 32 people were killed, with 18 bodies pulled from one house.")
    assert _tolls(of, figure(of, "32 people", 32), figure(of, "18 bodies", 18))["killed:all"].number == 32


def test_counts_of_two_places_are_no_sum() -> None:
    of = report("a", "Raids killed 45 clerks in Varn and 22 in Sarrow.")
    here, there = figure(of, "45 clerks", 45), figure(of, "22", 22)
    assert _tolls(of, here, there)["killed:all"].number == 67
    here, there = replace(here, place="Varn"), replace(there, place="Sarrow")
    assert _tolls(of, here, there)["killed:all"].number == 45


def test_a_count_of_dead_and_hurt_gives_way_to_the_dead() -> None:
    of = _titled("40 Rebels Killed Injured in Varn", "Nearly 15 rebels died and 25 were hurt.")
    joint = figure(of, "40 Rebels Killed", 40)
    dead, hurt = figure(of, "15 rebels", 15), figure(of, "25", 25, measure="injured")
    assert _tolls(of, joint, dead, hurt)["killed:all"].number == 15
    assert _tolls(of, joint, dead)["killed:all"].number == 40
    of = _titled("40 rebels killed, injured 12", "Nearly 15 rebels died and 25 were hurt.")
    apart = figure(of, "40 rebels killed", 40)
    dead, hurt = figure(of, "15 rebels", 15), figure(of, "25", 25, measure="injured")
    assert _tolls(of, apart, dead, hurt)["killed:all"].number == 40
