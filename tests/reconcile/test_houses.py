"""In whose name a report speaks: a body's own paper is its word, a publisher's messages are one voice."""

from __future__ import annotations

from dataclasses import replace

import pytest

from crosswire.reconcile.context import Context
from crosswire.reconcile.houses import houses_of
from crosswire.reconcile.tallies import reconcile_tallies
from crosswire.types import Entity, Form, Report, Tally
from tests.reconcile.made import context, figure, report


def ministry(*reports: Report) -> Entity:
    forms = []
    for r in reports:
        start = r.text.index("Ministry of Ports")
        forms.append(Form(span=r.span(start, start + len("Ministry of Ports"))))
    return Entity(id="ports", type="ORG", name="Ministry of Ports", forms=tuple(forms))


def told(reports: list[Report], words: str, voiced: list[str], entity: Entity | None = None) -> Tally:
    figures = [figure(r, words, 9) for r in reports]
    voices = {f.id: "ports" for f in figures if f.span.report in voiced}
    found, stories = context(reports, figures, voices=voices)
    if entity is not None:
        found = with_entity(found, entity)
    (tally,) = reconcile_tallies(found, stories)
    return tally


def with_entity(found: Context, entity: Entity) -> Context:
    reports = tuple(found.reports.values())
    return replace(found, entities={entity.id: entity}, houses=houses_of(reports, [entity]))


@pytest.mark.parametrize(
    "head",
    [
        "Press service of the Ministry of Ports",
        "MEDIA RELEASE | Ministry of Ports | 4 May 2031",
        "Ministry of Ports: situation report No 3",
    ],
)
def test_a_bulletin_without_a_publisher_is_its_bodys_word(head: str) -> None:
    a = report("a", f"{head}\n\nNine dockers died in the fire at the grain quay.")
    b = report("b", "Nine dockers died, the Ministry of Ports said.")
    tally = told([a, b], "Nine", ["b"], ministry(a, b))
    assert (tally.families, tally.independent) == (2, 1)


@pytest.mark.parametrize(
    "line",
    [
        "The Ministry of Ports did not answer questions about the fire.",
        "Fire at the quay: the Ministry of Ports under pressure",
        "Strike at the Ministry of Ports",
    ],
)
def test_a_report_about_a_body_is_not_its_word(line: str) -> None:
    a = report("a", f"{line}\n\nNine dockers died in the fire at the grain quay.")
    b = report("b", "Nine dockers died, the Ministry of Ports said.")
    assert told([a, b], "Nine", ["b"], ministry(a, b)).independent == 2


def test_a_publisher_that_others_quote_is_one_origin_with_its_own_report() -> None:
    a = report("a", "Nine dockers died.", publisher="Ministry of Ports")
    b = report("b", "Nine dockers died, the Ministry of Ports said.")
    assert told([a, b], "Nine", ["b"], ministry(b)).independent == 1


def test_two_messages_of_one_publisher_are_one_voice() -> None:
    a = report("a", "Nine dockers died.", publisher="Quay Radio")
    b = report("b", "Nine died in all at the quay.", publisher="Quay Radio", published="2031-05-05")
    c = report("c", "Nine of the dockers have died.", publisher="The Lantern")
    assert told([a, b], "Nine", []).independent == 1
    assert told([a, b, c], "Nine", []).independent == 2


def test_messages_without_a_publisher_are_not_taken_for_one() -> None:
    assert told([report("a", "Nine died."), report("b", "Nine are dead.")], "Nine", []).independent == 2


def test_two_messages_of_one_publisher_that_name_their_sources_are_those_sources() -> None:
    a = report("a", "Nine died, the mayor said.", publisher="Quay Radio")
    b = report("b", "Nine died, the union said.", publisher="Quay Radio")
    figures = [figure(a, "Nine", 9), figure(b, "Nine", 9)]
    voices = {figures[0].id: "Mayor", figures[1].id: "Union"}
    (tally,) = reconcile_tallies(*context([a, b], figures, voices=voices))
    assert tally.independent == 2


def test_a_copy_whose_first_carrier_is_unknown_makes_no_house_of_two() -> None:
    reports = [
        report("a", "Nine died.", publisher="Quay Radio"),
        report("b", "Nine are dead at the quay.", publisher="The Lantern"),
        report("c", "Nine were killed.", publisher="Quay Radio"),
        report("d", "Nine were killed.", publisher="The Lantern"),
    ]
    figures = [figure(r, "Nine", 9) for r in reports]
    found, stories = context(reports, figures, families=[["a"], ["b"], ["c", "d"]])
    links = replace(
        found.links,
        families=tuple(replace(f, root=None if "c" in f.reports else f.root) for f in found.links.families),
    )
    (tally,) = reconcile_tallies(replace(found, links=links), stories)
    assert tally.independent == 2


def test_what_is_passed_on_from_an_agency_in_hand_rests_on_its_report() -> None:
    a = report("a", "Nine dockers died.", credits=("Halm Wire",), publisher="The Lantern")
    b = report("b", "Nine are dead, the mayor told Halm Wire.", publisher="Quay Radio")
    figures = [figure(a, "Nine", 9), figure(b, "Nine", 9, via="Halm Wire")]
    (tally,) = reconcile_tallies(*context([a, b], figures))
    assert tally.families == 1
    (alone,) = reconcile_tallies(*context([b], figures[1:]))
    assert alone.families == 1
