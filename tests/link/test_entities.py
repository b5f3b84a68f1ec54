"""Which namings over several reports are one person, organisation or place."""

from __future__ import annotations

from spacy.language import Language

from crosswire.annotate.names import find_mentions
from crosswire.annotate.parse import parse
from crosswire.link.entities import find_entities
from crosswire.types import Annotations, Entity, Report


def annotated(nlp: Language, *texts: str) -> tuple[tuple[Report, ...], tuple[Annotations, ...]]:
    reports = tuple(Report(id=f"r{n}", source=f"r{n}", text=t, sha256="") for n, t in enumerate(texts))
    return reports, tuple(
        Annotations(report=r.id, anchor=None, mentions=find_mentions(r, parse(r, nlp))) for r in reports
    )


def entities(nlp: Language, *texts: str) -> tuple[Entity, ...]:
    return find_entities(*annotated(nlp, *texts), ())


def together(found: tuple[Entity, ...], *names: str) -> bool:
    """Whether one entity holds all these forms."""
    return any(set(names) <= {f.span.text for f in e.forms} for e in found)


def test_spellings_and_a_lone_surname_are_one_person(nlp: Language) -> None:
    found = entities(
        nlp,
        "President Kassim Dorel spoke. Dorel said he would stay.",
        "The president, Qasim Dorel, left. Mr. Dorel thanked them.",
    )
    assert together(found, "Kassim Dorel", "Qasim Dorel", "Dorel")


def test_two_persons_of_one_surname_stay_apart(nlp: Language) -> None:
    found = entities(nlp, "President Kassim Dorel met Senator Ilse Dorel. Ilse Dorel thanked Kassim Dorel.")
    assert not together(found, "Kassim Dorel", "Ilse Dorel")


def test_a_ministry_meets_itself_over_word_orders(nlp: Language) -> None:
    found = entities(
        nlp,
        "The Ministry of the Interior of Norway reported 3 dead.",
        "Norway’s Interior Ministry reported 4 dead.",
    )
    assert together(found, "Ministry of the Interior of Norway", "Norway’s Interior Ministry")


def test_ministries_of_two_countries_stay_apart(nlp: Language) -> None:
    found = entities(nlp, "The Norwegian Defense Ministry answered the Swedish Defense Ministry.")
    assert not together(found, "Norwegian Defense Ministry", "Swedish Defense Ministry")


def test_permuted_acronyms_with_near_names_are_one(nlp: Language) -> None:
    found = entities(
        nlp,
        "Troops of the Northern Ports Treaty Organization (NPTO) arrived. The NPTO stays.",
        "Troops of the Northern Harbours Treaty Organization (OTNP) arrived. The OTNP stays.",
    )
    assert together(found, "NPTO", "OTNP")


def test_a_government_goes_by_its_country(nlp: Language) -> None:
    found = entities(
        nlp, "The Norwegian government resigned. Norway is calm. The government had lost a vote."
    )
    assert together(found, "The Norwegian government", "The government")


def test_a_city_is_not_its_province(nlp: Language) -> None:
    found = entities(nlp, "Calm returned in Oslo and in the province of Oslo in Norway.")
    assert not together(found, "Oslo", "the province of Oslo")


def test_the_order_of_reports_changes_nothing(nlp: Language) -> None:
    reports, said = annotated(
        nlp, "President Kassim Dorel spoke in Oslo.", "Qasim Dorel spoke.", "Dorel left Oslo, Norway."
    )
    assert find_entities(reports, said, ()) == find_entities(reports[::-1], said[::-1], ())


def test_ids_are_unique_and_forms_are_the_mentions(nlp: Language) -> None:
    found = entities(nlp, "President Kassim Dorel met the Norwegian government in Oslo.")
    assert len({e.id for e in found}) == len(found)
    assert all(e.forms and e.name for e in found)


def test_a_bodys_word_alone_goes_to_the_one_body_of_that_word(nlp: Language) -> None:
    found = entities(
        nlp, "The National Guard sealed the port of Tarn. Later the Guard said that it would stay in Tarn."
    )
    assert together(found, "National Guard", "Guard")
    found = entities(nlp, "The Port Council met the City Council. The Council of Tarn said nothing.")
    assert not together(found, "Port Council", "City Council")


def test_a_name_that_differs_by_a_slip_over_reports_is_one_person(nlp: Language) -> None:
    found = entities(
        nlp,
        "The secretary, Oda Ferrant, said so. Oda Ferrant left.",
        "The secretary, Ode Ferrant, said so. Ode Ferrant left.",
    )
    assert together(found, "Oda Ferrant", "Ode Ferrant")


def test_the_ministry_is_the_one_that_its_report_names(nlp: Language) -> None:
    one = "The Ministry of Ports reported 3 dead. The road is shut, the ministry said."
    assert together(entities(nlp, one), "Ministry of Ports", "the ministry")
    two = "The Ministry of Ports met the Ministry of Health. The road is shut, the ministry said."
    assert not together(entities(nlp, two), "Ministry of Ports", "the ministry")


def test_a_bare_surname_before_two_bearers_is_neither_s(nlp: Language) -> None:
    text = "Dorel won, voters said. President Anna Dorel met Senator Olga Dorel on Friday."
    found = entities(nlp, text)
    assert not together(found, "Dorel", "Anna Dorel")
    assert not together(found, "Dorel", "Olga Dorel")


def test_old_and_new_name_of_a_town_are_one_where_a_report_says_so(nlp: Language) -> None:
    found = entities(
        nlp, "The march began in Norvane, formerly Torvane, on Friday.", "In Torvane all is calm."
    )
    assert together(found, "Norvane", "Torvane")


def test_a_firm_is_one_with_its_legal_form_and_without(nlp: Language) -> None:
    found = entities(nlp, "Orvin Steel Inc. has closed. Orvin Steel said so on Friday.")
    assert together(found, "Orvin Steel Inc", "Orvin Steel")
