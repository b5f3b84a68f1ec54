"""A dossier as FollowTheMoney entities: held to the published model, value by value."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings

from crosswire import Dossier, export
from crosswire.present.handover.ftm_values import ftm_entity
from crosswire.types import Entity, Event, Form, Known
from tests.present.handover.ftm_model import faults
from tests.present.handover.samples import NAMES, SAMPLES, judged, retold, sample, texts
from tests.present.made_dossier import DOSSIER, RA, RB, TEXTS, span


def entities(dossier: Dossier, **options: Any) -> list[dict[str, Any]]:
    return [json.loads(line) for line in export(dossier, "ftm", **options).decode().splitlines()]


def of(dossier: Dossier, schema: str, **options: Any) -> list[dict[str, list[str]]]:
    return [e["properties"] for e in entities(dossier, **options) if e["schema"] == schema]


@pytest.mark.parametrize("name", NAMES)
def test_every_entity_is_one_that_the_model_allows(name: str) -> None:
    made = entities(sample(name), with_text=True)
    assert {"Article", "Event", "Note"} <= {e["schema"] for e in made}
    assert faults(made) == []


@settings(max_examples=60, deadline=None)
@given(texts)
def test_whatever_a_report_says_the_model_holds(text: str) -> None:
    assert faults(entities(retold(text), with_text=True)) == []


def test_the_model_in_hand_refuses_what_it_should() -> None:
    bad = {"id": "a-", "schema": "Person", "properties": {"fur": ["x"], "country": ["Kestria"]}}
    assert faults([bad]) == [
        "a- is no id",
        "Person lacks name",
        "Person has no fur",
        "Person.country: 'Kestria'",
    ]


@pytest.mark.parametrize("name", SAMPLES)
def test_a_dossier_json_gives_the_same_graph(name: str) -> None:
    made = sample(name)
    assert export(json.loads(made.to_json()), "ftm") == export(made, "ftm")


def test_reports_are_articles_with_what_is_known_of_them() -> None:
    first, second, _ = of(DOSSIER, "Article")
    assert (first["title"], first["publisher"], first["publishedAt"]) == (["Flood in Ostrel"], ["The Weir"], ["2031-05-04"])  # fmt: skip
    assert f"SHA-256 of the unaltered bytes: {RA.sha256}" in first["notes"]
    assert "By its signs machine-translated: odd names" in second["notes"]


def test_texts_go_along_only_where_they_are_asked_for() -> None:
    assert all("bodyText" not in a for a in of(DOSSIER, "Article"))
    assert [a["bodyText"] for a in of(DOSSIER, "Article", with_text=True)] == [[t] for t in TEXTS.values()]


def test_no_path_of_the_sender_goes_along() -> None:
    away = replace(
        DOSSIER, reports=tuple(replace(r, source=f"/home/ilka/{r.id}.txt") for r in DOSSIER.reports)
    )
    assert b"/home/ilka" not in export(away, "ftm", with_text=True)
    assert of(away, "Article")[0]["fileName"] == ["ra.txt"]


def test_a_moment_is_told_in_utc_and_one_without_a_zone_as_its_day() -> None:
    made = ftm_entity(
        "cw-1", "Event", date=["2031-05-04T00:30+02:00", "2031-05-04T08:30", "soon", "2031-02-30"]
    )
    assert made.properties["date"] == ("2031-05-03T22:30:00", "2031-05-04")


def test_a_garbled_form_is_a_weak_alias_and_says_why() -> None:
    (person,) = of(DOSSIER, "Person")
    assert (person["name"], person["weakAlias"], person["position"]) == (
        ["Ilka Brandt"],
        ["Elk Fire"],
        ["mayor"],
    )
    assert person["notes"] == ["Printed as “Elk Fire” in R2: its twin has Ilka Brandt here"]
    assert "alias" not in person


def linked(entity: Entity) -> Dossier:
    return replace(DOSSIER, links=replace(DOSSIER.links, entities=(entity,)))


@pytest.mark.parametrize(
    ("type", "name", "schema"),
    [
        ("ORG", "Ministry of Weirs", "PublicBody"),
        ("ORG", "Norrgate Wire", "Organization"),
        ("ORG", "Ministryland Foods", "Organization"),
        ("OTHER", "Ostrel Nine", "LegalEntity"),
        ("GPE", "Ostrel", "Address"),
    ],
)
def test_names_get_the_schema_of_what_they_name(type: Any, name: str, schema: str) -> None:
    made = linked(Entity(id="e1", type=type, name=name, forms=(Form(span=span(RA, "Ostrel")),)))
    assert [e["name"] for e in of(made, schema)] == [[name]]


def test_nationalities_are_nobody() -> None:
    made = linked(Entity(id="e1", type="NORP", name="Kestrian", forms=(Form(span=span(RA, "Ostrel")),)))
    assert not {"Person", "Organization", "LegalEntity", "Mention"} & {e["schema"] for e in entities(made)}


def test_an_entry_that_is_surely_the_same_gives_its_number() -> None:
    known = Known(set="wikidata", id="Q42", name="Ilka Brandt", score=0.99, sure=True, why="same office", address="https://www.wikidata.org/wiki/Q42")  # fmt: skip
    person = Entity(id="e1", type="PERSON", name="Ilka Brandt", forms=(Form(span=span(RA, "Ilka Brandt")),))
    (sure,) = of(linked(replace(person, known=(known,))), "Person")
    assert (sure["wikidataId"], sure["sourceUrl"]) == (["Q42"], ["https://www.wikidata.org/wiki/Q42"])
    (unsure,) = of(linked(replace(person, known=(replace(known, sure=False),))), "Person")
    assert not {"wikidataId", "sourceUrl"} & unsure.keys()


def test_one_name_in_two_stories_is_two_people() -> None:
    (here,) = [e["id"] for e in entities(DOSSIER) if e["schema"] == "Person"]
    story = replace(DOSSIER.findings.stories[0], id="s2")
    away = replace(DOSSIER, findings=replace(DOSSIER.findings, stories=(story,)))
    (there,) = [e["id"] for e in entities(away) if e["schema"] == "Person"]
    assert here != there


def test_what_is_denied_or_merely_possible_is_no_event() -> None:
    burst = Event(id="v9", when=None, text="The weir burst", places=(), actors=(), evidence=(span(RB, "Deluge"),), families=1)  # fmt: skip
    for change in ({"modality": "denied"}, {"status": "hypothetical"}):
        event = replace(burst, **change)  # type: ignore[arg-type]
        made = replace(DOSSIER, findings=replace(DOSSIER.findings, events=(event,)))
        assert all("The weir burst" not in e["name"] for e in of(made, "Event"))
        assert any("The weir burst" in n["description"][0] for n in of(made, "Note"))


def test_a_tally_is_a_note_on_its_story_with_its_bounds_and_why() -> None:
    story = next(e["id"] for e in entities(DOSSIER) if e["properties"].get("keywords") == ["story"])
    (note,) = [n for n in of(DOSSIER, "Note") if n["keywords"][0] == "tally"]
    assert note["entity"] == [story]
    assert note["description"] == [
        "14 people were killed. The accounts allow 12 or more. Disputed, on 2 independent sources (2 originals). "
        "12 and 14 of the same day"
    ]


def test_who_asserts_a_count_is_linked_to_the_story() -> None:
    asserted = [x for x in of(DOSSIER, "UnknownLink") if "recordId" in x]
    assert [(x["role"], x["status"], x["date"]) for x in asserted] == [
        (["says: 12 people were killed"], ["asserted"], ["2031-05-02"])
    ]


def test_the_later_report_is_linked_to_the_one_whose_text_it_has() -> None:
    articles = {
        e["properties"]["fileName"][0]: e["id"] for e in entities(DOSSIER) if e["schema"] == "Article"
    }
    (link,) = [x for x in of(DOSSIER, "UnknownLink") if "recordId" not in x]
    assert (link["subject"], link["object"]) == ([articles["rb.txt"]], [articles["ra.txt"]])
    assert link["role"] == ["has its text from the same original as"]


def test_what_people_judged_is_part_of_the_note() -> None:
    lines = export(judged("tallies", "confirmed", "ada"), "ftm").decode().splitlines()
    notes = [n["properties"] for n in map(json.loads, lines) if n["schema"] == "Note"]
    told = [n["description"][0] for n in notes if n["keywords"][0] == "tally"]
    assert [t.endswith("At the desk: confirmed by one person.") for t in told] == [True]
