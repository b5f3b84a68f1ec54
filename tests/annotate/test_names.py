"""Which names a report holds, of what kind, with which offices."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language

from crosswire.annotate.names import find_mentions
from crosswire.annotate.parse import parse
from crosswire.types import Mention, Report


def mentions(nlp: Language, text: str) -> tuple[Mention, ...]:
    report = Report(id="a", source="a", text=text, sha256="")
    return find_mentions(report, parse(report, nlp))


def find(found: tuple[Mention, ...], text: str) -> Mention:
    return next(m for m in found if m.span.text == text)


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("The president of Norland, Jorun-Aske Maltesk, spoke on Friday.", "Jorun-Aske Maltesk", "PERSON"),
        ("The mayor, Ilse von der Hallin, said she would stay.", "Ilse von der Hallin", "PERSON"),
        ("Talks were led by General Orlo al-Sarin in the evening.", "Orlo al-Sarin", "PERSON"),
        (
            "According to the Ministry of the Interior of Norway, the road is shut.",
            "Ministry of the Interior of Norway",
            "ORG",
        ),
        ("Norway’s Interior Ministry said the road is shut.", "Norway’s Interior Ministry", "ORG"),
        ("The flight left Torvane airport at noon.", "Torvane airport", "FAC"),
        ("Storms hit the province of Torvane in Norway.", "the province of Torvane", "GPE"),
    ],
)
def test_a_name_is_found_with_its_edges_and_kind(nlp: Language, text: str, name: str, kind: str) -> None:
    assert find(mentions(nlp, text), name).type == kind


def test_a_title_goes_to_the_role_and_not_into_the_name(nlp: Language) -> None:
    found = mentions(nlp, "Norwegian Defense Minister Jorun Maltesk met Secretary of State Orlo Brandt.")
    assert find(found, "Jorun Maltesk").role == "Norwegian Defense Minister"
    assert find(found, "Orlo Brandt").role == "Secretary of State"


def test_a_possessive_is_no_part_of_a_name(nlp: Language) -> None:
    found = mentions(nlp, "Prime Minister Jorun Maltesk’s speech angered Senator Orlo Brandt's party.")
    assert {"Jorun Maltesk", "Orlo Brandt"} <= {m.span.text for m in found if m.type == "PERSON"}


def test_a_bracketed_acronym_and_its_full_name_expand_each_other(nlp: Language) -> None:
    found = mentions(nlp, "The Northern Ports Organization (NPO) met. The NPO will meet again.")
    assert find(found, "Northern Ports Organization").expands == "NPO"
    assert find(found, "NPO").expands == "Northern Ports Organization"


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("Critics of the Norwegian government gathered.", "the Norwegian government"),
        ("The city is calm, its city council told reporters.", "its city council"),
        ("For its part, US diplomacy urged calm.", "US diplomacy"),
        ("An official of the presidential administration spoke.", "presidential administration"),
    ],
)
def test_a_phrase_stands_for_an_organisation(nlp: Language, text: str, phrase: str) -> None:
    assert find(mentions(nlp, text), phrase).kind == "nominal"


def test_a_text_may_end_with_the_country_of_an_institution(nlp: Language) -> None:
    found = mentions(nlp, "It was announced by the government of Norway")
    assert find(found, "the government of Norway").kind == "nominal"


def test_a_noun_after_the_head_makes_no_organisation(nlp: Language) -> None:
    assert not [m for m in mentions(nlp, "They burned the government buildings.") if m.kind == "nominal"]


def test_a_word_before_a_hyphened_participle_stands_alone(nlp: Language) -> None:
    assert "Norway" in {m.span.text for m in mentions(nlp, "A Norway-led mission arrived in Torvane.")}


def test_openers_and_weekdays_are_no_names(nlp: Language) -> None:
    found = mentions(nlp, "However, on Friday nothing happened. Meanwhile, the rain went on.")
    assert not [m for m in found if m.kind != "nominal"]


@settings(max_examples=25, deadline=None)
@given(st.text(alphabet="Ab é.’'-(\n)“”Ê,1", max_size=60))
def test_every_span_is_the_text_at_its_place(nlp: Language, text: str) -> None:
    for mention in mentions(nlp, text):
        assert text[mention.span.start : mention.span.end] == mention.span.text != ""


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("The Harbour Workers’ League spoke of a lockout on Friday.", "Harbour Workers’ League", "ORG"),
        ("She was taken to the Torvane Children's Hospital.", "Torvane Children's Hospital", "FAC"),
        ("Guards fired on the crowd at Gate Two in the evening.", "Gate Two", "FAC"),
        ("Two columns of the 1st Infantry Brigade moved in.", "1st Infantry Brigade", "ORG"),
        ("Orlo Brandt, the ex-Torvane mayor, was born in Torvane.", "Torvane", "GPE"),
        ("The minister met Theresa May on Friday.", "Theresa May", "PERSON"),
        ("She had a part in the series “Keepers of Salt”, he said.", "Keepers of Salt", "OTHER"),
        ("Hurricane Orvin is heading north.", "Hurricane Orvin", "OTHER"),
        ("The crash was reported on Deering Drive on Friday.", "Deering Drive", "FAC"),
        ("Fighting went on in Torvane province overnight.", "Torvane province", "GPE"),
        ("TORVANE (AP) - A ship has struck a bridge.", "TORVANE", "GPE"),
    ],
)
def test_a_name_holds_all_its_words_and_no_more(nlp: Language, text: str, name: str, kind: str) -> None:
    assert find(mentions(nlp, text), name).type == kind


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Jorun Maltesk Wins Second Term In Torvane Vote\n\nJorun Maltesk won on Sunday.", "Jorun Maltesk"),
        ("A New Torvane SANP reporter said so. SANP is an agency.", "SANP"),
        (
            "Watch: Anna Keller Breaks Silence on it | 1:06 minutes of film.\n\nOn Friday Anna Keller spoke.",
            "Anna Keller",
        ),
        ("It was said by Interim Chief Executive Orlo do Brandt Jr. on Friday.", "Orlo do Brandt Jr"),
    ],
)
def test_what_stands_beside_a_name_is_cut_off(nlp: Language, text: str, name: str) -> None:
    found = {m.span.text for m in mentions(nlp, text) if m.kind != "nominal"}
    assert name in found
    assert not any(name in other and name != other for other in found)


def test_addresses_and_handles_hold_no_names(nlp: Language) -> None:
    found = mentions(nlp, "Follow us: https://example.org/OrvinNews and @JorunMaltesk on the day.")
    assert not [m for m in found if m.kind != "nominal"]


def test_a_country_in_brackets_behind_a_firm_stays_a_country(nlp: Language) -> None:
    assert find(mentions(nlp, "Orvin Steel Ltd (UK) has closed its works."), "UK").type == "GPE"


def test_a_name_with_small_words_is_one_wherever_it_stands(nlp: Language) -> None:
    text = "The Union of Torvane Ports met. In March the Union of Torvane Ports voted."
    assert sum(m.span.text == "Union of Torvane Ports" for m in mentions(nlp, text)) == 2
