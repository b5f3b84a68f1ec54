"""Entities are linked to entries of knowledge where all that is known agrees, and to none where it does not."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Literal

import pytest

from crosswire.link.known import link_entities
from crosswire.link.known_places import locate
from crosswire.types import (
    Annotations,
    Entity,
    EntityType,
    Form,
    KnownEntity,
    KnownName,
    Mention,
    Place,
    Report,
)

Kind = Literal["name", "alias", "previous", "weak"]


class Fake:
    """Knowledge that offers all it has for every name."""

    def __init__(self, *entries: KnownEntity) -> None:
        self.entries = entries

    def lookup(self, names: Iterable[str]) -> tuple[KnownEntity, ...]:
        return self.entries


def entry(
    id: str, *names: str, kind: Kind = "alias", type: EntityType = "PERSON", **more: Any
) -> KnownEntity:
    """An entry under a name, and others of a kind."""
    every = (KnownName(text=names[0]), *(KnownName(text=n, kind=kind) for n in names[1:]))
    return KnownEntity(**{"set": "desk", **more}, id=id, type=type, name=names[0], names=every)


class Told:
    """Reports of one name each, and the entities in them; a name in capitals is an acronym."""

    def __init__(self) -> None:
        self.entities: list[Entity] = []
        self.said: list[Annotations] = []

    def add(
        self, *names: str, type: EntityType = "PERSON", roles: tuple[str, ...] = (), **place: Any
    ) -> Told:
        text = " and ".join(names)
        report = Report(id=f"r{len(self.said)}", source="", text=text, sha256="")
        spans = [report.span(text.index(n), text.index(n) + len(n)) for n in names]
        mentions = tuple(
            Mention(span=s, type=type, kind="acronym" if s.text.isupper() and len(s.text) < 6 else "name")
            for s in spans
        )
        places = tuple(Place(span=s, name=s.text, **place) for s in spans) if place else ()
        self.said.append(Annotations(report=report.id, anchor="2031-05-04", mentions=mentions, places=places))
        forms = tuple(Form(span=s) for s in spans)
        self.entities.append(
            Entity(id=f"e{len(self.entities)}", type=type, name=names[0], forms=forms, roles=roles)
        )
        return self

    def linked(self, *entries: KnownEntity) -> tuple[Entity, ...]:
        return link_entities(tuple(self.entities), tuple(self.said), Fake(*entries))


def sure(entity: Entity) -> list[str]:
    return [k.id for k in entity.known if k.sure]


def test_a_full_name_and_an_office_that_agrees_make_a_link_with_its_reasons() -> None:
    (found,) = (
        Told()
        .add("Jorun Maltesk", roles=("minister",))
        .linked(entry("p1", "Jorun Maltesk", roles=("Minister of Waters",)), entry("p2", "Ilka Brandt"))
    )
    (known,) = found.known
    assert (known.set, known.id, known.sure) == ("desk", "p1", True)
    assert known.score > 0.9
    assert known.why == "spelled like “Jorun Maltesk”; “minister” agrees with the office “Minister of Waters”"


@pytest.mark.parametrize(
    ("printed", "known"),
    [
        ("Maltesk", "Jorun Maltesk"),
        ("Jorun Malter", "Jorun Maltesk"),
        ("Jorun Maltesk", "Jorun Olav Maltesk"),
    ],
)
def test_a_name_that_only_resembles_a_known_one_is_left_alone(printed: str, known: str) -> None:
    (found,) = Told().add(printed).linked(entry("p1", known))
    assert found.known == ()


def test_a_spelling_that_differs_needs_more_than_the_name() -> None:
    (alone,) = Told().add("Yorun Maltesk").linked(entry("p1", "Jorun Maltesk"))
    assert sure(alone) == []
    assert "the spelling differs and nothing else agrees" in alone.known[0].why
    (helped,) = (
        Told()
        .add("Yorun Maltesk", roles=("Norwegian minister",))
        .linked(entry("p1", "Jorun Maltesk", countries=("NO",)))
    )
    assert sure(helped) == ["p1"]
    (script,) = Told().add("Jorun Maltesk").linked(entry("p1", "Йорун Мальтеск"))
    assert sure(script) == ["p1"]


@pytest.mark.parametrize(
    ("more", "says"),
    [
        ({"countries": ("SE",)}, "but its country is SE, that in the reports NO"),
        ({"roles": ("goalkeeper",)}, "but its office is “goalkeeper”"),
        ({"born": "2031-06"}, "but it began 2031-06, after the reports"),
        ({"until": "2029"}, "but the entry held until 2029, before the reports"),
    ],
)
def test_what_contradicts_leaves_a_candidate_and_says_so(more: dict[str, Any], says: str) -> None:
    (found,) = (
        Told()
        .add("Jorun Maltesk", roles=("Norwegian minister",))
        .linked(entry("p1", "Jorun Maltesk", **more))
    )
    assert sure(found) == []
    assert says in found.known[0].why


def test_of_two_that_bear_a_name_none_is_asserted_unless_more_agrees() -> None:
    both = (entry("p1", "Jorun Maltesk"), entry("p2", "Maltesk Jorun"))
    (open_,) = Told().add("Jorun Maltesk").linked(*both)
    assert (sure(open_), {k.id for k in open_.known}) == ([], {"p1", "p2"})
    assert "1 more entry of the set would do as well" in open_.known[0].why
    one = (entry("p1", "Jorun Maltesk", countries=("NO",)), entry("p2", "Jorun Maltesk"))
    (told,) = Told().add("Jorun Maltesk", roles=("Norwegian minister",)).linked(*one)
    assert sure(told) == ["p1"]


def test_a_weak_alias_is_never_asserted() -> None:
    (found,) = Told().add("Jo Waters").linked(entry("p1", "Jorun Maltesk", "Jo Waters", kind="weak"))
    assert sure(found) == []
    assert "others bear this alias too" in found.known[0].why


def test_an_old_and_a_new_name_of_a_place_become_one_entity() -> None:
    told = Told().add("Karvel", type="GPE").add("Brandtburg", type="GPE").add("Tamsel", type="GPE")
    found = told.linked(entry("t1", "Karvel", "Brandtburg", kind="previous", type="GPE"))
    assert sorted(sorted(f.span.text for f in e.forms) for e in found) == [
        ["Brandtburg", "Karvel"],
        ["Tamsel"],
    ]
    (bound,) = (k for e in found for k in e.known)
    assert "binds “Brandtburg”, “Karvel”" in bound.why


def test_letters_and_a_full_name_in_another_language_become_one_entity() -> None:
    told = Told().add("OCE", type="ORG").add("Eastern Canal Authority", type="ORG")
    found = told.linked(entry("o1", "Eastern Canal Authority", "OCE", "Office du canal de l'Est", type="ORG"))
    assert len(found) == 1


def test_letters_beside_another_full_name_are_another_body() -> None:
    told = Told().add("Orvin Charter Exchange", "OCE", type="ORG")
    (found,) = told.linked(entry("o1", "Eastern Canal Authority", "OCE", type="ORG"))
    assert found.known == ()


def test_entities_stay_apart_where_another_set_has_them_as_two_or_types_part() -> None:
    told = Told().add("Karvel", type="GPE").add("Brandtburg", type="GPE")
    one = entry("t1", "Karvel", "Brandtburg", type="GPE")
    two = [entry("k", "Karvel", type="GPE", set="other"), entry("b", "Brandtburg", type="GPE", set="other")]
    assert len(told.linked(one, *two)) == 2
    mixed = Told().add("Karvel", type="GPE").add("Brandtburg", type="ORG")
    assert len(mixed.linked(entry("t1", "Karvel", "Brandtburg", type="GPE"))) == 2


def test_of_a_town_and_its_district_the_town_is_meant_and_of_two_towns_the_one_in_that_country() -> None:
    town = entry("1", "Karvel", type="GPE", latitude=61.5, longitude=9.2, place_code="PPL", countries=("NO",))
    district = entry(
        "2", "Karvel", type="GPE", latitude=61.6, longitude=9.3, place_code="ADM2", countries=("NO",)
    )
    far = entry("3", "Karvel", type="GPE", latitude=40.0, longitude=9.3, place_code="PPL", countries=("IT",))
    (found,) = Told().add("Karvel", type="GPE").linked(district, town)
    assert sure(found) == ["1"]
    (open_,) = Told().add("Karvel", type="GPE").linked(town, far)
    assert sure(open_) == []
    (placed,) = Told().add("Karvel", type="GPE", country="IT").linked(town, district, far)
    assert sure(placed) == ["3"]


def test_a_place_that_the_gazetteer_found_as_an_entry_is_that_entry() -> None:
    same = entry("7", "Karvel", type="GPE", latitude=61.5, longitude=9.2, place_code="PPL", countries=("NO",))
    other = entry(
        "8", "Karvel", type="GPE", latitude=61.0, longitude=9.2, place_code="PPL", countries=("NO",)
    )
    (found,) = Told().add("Karvel", type="GPE", country="NO", geonameid=8).linked(same, other)
    assert sure(found) == ["8"]


def test_a_place_that_no_gazetteer_has_lies_where_a_list_says() -> None:
    told = (
        Told()
        .add("Karvel", type="GPE", country="NO")
        .add("Tamsel", type="GPE", country="NO", latitude=1.0, longitude=2.0)
    )
    found = told.linked(
        entry("t1", "Karvel", type="GPE", latitude=61.5, longitude=9.25),
        entry("t2", "Tamsel", type="GPE", latitude=1.1, longitude=2.1),
    )
    places = [p for a in locate(tuple(told.said), found) for p in a.places]
    assert [(p.latitude, p.longitude, p.precision) for p in places] == [(61.5, 9.25, 1), (1.0, 2.0, None)]
    assert places[0].basis == "where desk has t1, “Karvel”"


def test_the_order_of_entities_and_entries_changes_nothing() -> None:
    entries = [entry("t1", "Karvel", "Brandtburg", type="GPE"), entry("t2", "Karvel", type="GPE", set="z")]
    told = Told().add("Karvel", type="GPE").add("Brandtburg", type="GPE")
    forward = told.linked(*entries)
    told.entities.reverse()
    assert told.linked(*reversed(entries)) == forward


def test_without_knowledge_the_entities_are_the_same_values() -> None:
    told = Told().add("Jorun Maltesk")
    entities = tuple(told.entities)
    assert link_entities(entities, tuple(told.said), None) is entities
