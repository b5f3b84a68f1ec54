"""Persons without a number: who was killed, hurt or held, and which phrases mean one person."""

from dataclasses import replace

import pytest
from spacy.language import Language

from crosswire.annotate.parse import parse
from crosswire.annotate.report import annotate_parsed
from crosswire.types import Figure, Report


def _individuals(nlp: Language, text: str, title: str | None = None) -> tuple[Figure, ...]:
    whole = f"{title}\n\n{text}" if title else text
    report = Report(id="r1", source="r1.txt", text=whole, sha256="", published="2031-05-06", title=title)
    if title:
        report = replace(report, title_span=report.span(0, len(title)))
    return annotate_parsed(report, parse(report, nlp), anchor="2031-05-06").individuals


def _persons(nlp: Language, text: str, title: str | None = None) -> dict[str, list[int | None]]:
    """The persons, one a group of phrases, under the gravest measure told of them."""
    gravity = ["killed", "missing", "injured", "detained", "rescued"]
    groups: dict[str, list[Figure]] = {}
    for f in _individuals(nlp, text, title):
        if f.modality != "denied":
            groups.setdefault(f.relates_to or f.id, []).append(f)
    told: dict[str, list[int | None]] = {}
    for group in groups.values():
        first = min(group, key=lambda f: gravity.index(f.measure))
        told.setdefault(first.measure, []).append(first.number)
    return told


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A baker was shot dead near the mill on Monday.", {"killed": [1]}),
        ("The 17-year-old was pronounced dead at the scene.", {"killed": [1]}),
        ("Officers found a woman dead in the barn.", {"killed": [1]}),
        ("Police arrested a man in the death of Orsolya Venn.", {"detained": [1], "killed": [1]}),
        ("Orsolya Venn's killing shocked the valley.", {"killed": [1]}),
        ("A rider has died after being shot in the head.", {"killed": [1]}),
        ("Jorun Maltesk, 24, and Mia Holt, 31, were shot and killed.", {"killed": [1, 1]}),
        ("A boy who was shot in the leg is in critical condition.", {"injured": [1]}),
        ("Her husband was taken to Delton General Hospital.", {"injured": [1]}),
        ("Jorun Maltesk turned himself in to police.", {"detained": [1]}),
        ("A suspect is in custody.", {"detained": [1]}),
        ("Maltesk was charged with murder on Friday.", {"detained": [1], "killed": [1]}),
        ("The couple were found dead.", {"killed": [2]}),
        ("Detectives call it a double homicide.", {"killed": [2]}),
        ("His children were killed.", {"killed": [None]}),
        ("No arrests have been made.", {"detained": [0]}),
        ("Two millers were killed.", {}),
        ("The robber tried to kill a clerk.", {}),
        ("A clerk could have been killed.", {}),
    ],
)
def test_what_befell_whom(nlp: Language, text: str, expected: dict[str, list[int | None]]) -> None:
    assert _persons(nlp, text) == expected


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Man shot, killed in Delton", {"killed": [1]}),
        ("Two-year-old girl, mother killed in Delton shooting", {"killed": [1, 1]}),
        ("Boy, 3, shot by brother", {"injured": [1]}),
        ("Woman found dead; husband arrested", {"killed": [1], "detained": [1]}),
        ("Teen charged in slaying of Delton man", {"detained": [1], "killed": [1]}),
    ],
)
def test_headlines(nlp: Language, title: str, expected: dict[str, list[int | None]]) -> None:
    assert _persons(nlp, "Details follow.", title) == expected


def test_one_person_however_named(nlp: Language) -> None:
    text = (
        "A 24-year-old man was found shot dead near the mill on Monday, police said. The victim was "
        "identified as Jorun Maltesk, 24. Maltesk was killed while he slept. He died at the scene."
    )
    assert _persons(nlp, text, "Man shot dead in Delton") == {"killed": [1]}


def test_later_phrases_relate_to_the_first(nlp: Language) -> None:
    found = _individuals(nlp, "A miller was wounded on Monday. The miller died on Tuesday.")
    assert [(f.id, f.measure, f.relates_to) for f in found] == [
        ("r1:i1", "injured", None),
        ("r1:i2", "killed", "r1:i1"),
    ]
    assert all(f.implied and f.relation is None for f in found)


def test_another_is_another(nlp: Language) -> None:
    assert _persons(nlp, "A man was killed in the yard. Another man was killed indoors.") == {
        "killed": [1, 1]
    }


def test_party_and_place_in_the_text(nlp: Language) -> None:
    found = _individuals(nlp, "A 12-year-old girl was shot dead.")
    assert (found[0].party.sex, found[0].party.age, found[0].label) == (
        "female",
        "child",
        "A 12-year-old girl",
    )
    assert found[0].span.text == "A 12-year-old girl was shot dead"


def test_denied(nlp: Language) -> None:
    assert [f.modality for f in _individuals(nlp, "The driver was not injured.")] == ["denied"]


def test_a_pronoun_means_who_was_told_of_as_hurt(nlp: Language) -> None:
    text = "Brakka, 31, was shot on Elm Street. Sgt. Odo Venn said he died on the way to a hospital."
    assert _persons(nlp, text) == {"killed": [1]}


def test_a_given_name_means_its_bearer(nlp: Language) -> None:
    text = "Jorun Maltesk, 24, was shot dead on Sunday. Friends of Jorun said Jorun was killed by mistake."
    assert _persons(nlp, text) == {"killed": [1]}


def test_words_for_one_event_imply_its_dead_once(nlp: Language) -> None:
    found = _individuals(nlp, "The homicide shocked the town. Detectives say the murder was planned.")
    assert [f.relates_to for f in found] == [None, "r1:i1"]
    assert found[0].qualifier == "at_least"


def test_a_dispute_denies_nothing(nlp: Language) -> None:
    found = _individuals(nlp, "A dispute over a fence led to the shooting of a farmer.")
    assert [f.modality for f in found] == ["asserted"]


def test_also_means_another(nlp: Language) -> None:
    text = "A two-year-old girl was shot and killed. Burkan was also shot and was taken to a hospital."
    assert _persons(nlp, text) == {"killed": [1], "injured": [1]}


def test_a_body_may_be_alive(nlp: Language) -> None:
    assert _persons(nlp, "The bullet struck her upper body and a girl was taken to a hospital.") == {
        "injured": [1]
    }
    assert _persons(nlp, "The body of a girl was found in the mill.") == {"killed": [1]}


def test_an_attempt_kills_nobody(nlp: Language) -> None:
    assert _persons(nlp, "Detectives call it an attempted murder-suicide.") == {}


def test_beside_a_number(nlp: Language) -> None:
    found = _individuals(nlp, "A girl was shot dead, among three killed in the mill.")
    assert [(f.relation, f.relates_to) for f in found] == [("part", "r1:f1")]
    found = _individuals(nlp, "A woman and two boys were killed.")
    assert [(f.relation, f.relates_to) for f in found] == [("addition", "r1:f1")]


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Harbour Shooting Leaves Teenage Boy Dead, 3 Injured", {"killed": [1]}),
        ("Father arraigned after boy, 6, shoots self in Delton", {"detained": [1], "injured": [1]}),
        ("Boy killed, brother wounded inside Delton home", {"killed": [1], "injured": [1]}),
        ("9-month-old dies in Delton", {"killed": [1]}),
    ],
)
def test_clipped_headlines(nlp: Language, title: str, expected: dict[str, list[int | None]]) -> None:
    assert _persons(nlp, "Details follow.", title) == expected


def test_the_wounded_are_told_of_by_others(nlp: Language) -> None:
    assert _persons(nlp, "Villagers carried the wounded to a clinic.") == {}
