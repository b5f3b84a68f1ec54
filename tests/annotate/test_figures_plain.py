"""Ages, sizes and money told in short forms, and numbers that are names."""

import pytest
from spacy.language import Language

from crosswire.annotate.figures import find_figures
from crosswire.annotate.parse import parse
from crosswire.types import Report


def _read(nlp: Language, text: str) -> list[tuple[object, ...]]:
    report = Report(id="r1", source="r1.txt", text=text, sha256="", published="2031-05-06")
    found = find_figures(report, parse(report, nlp), mentions=(), quotes=(), attributions=(), times=())
    return [(f.number, f.measure, f.unit) for f in found]


@pytest.mark.parametrize(
    ("text", "ages"),
    [
        ("Painter Odile Varn dies at 88.", [88]),
        ("He was 73 and had lived in Brenholt.", [73]),
        ("Maltesk, who is only 19, was led to the dock.", [19]),
        ("The lorry driver was 52.", [52]),
        ("The twins turn nine in June.", [9]),
        ("Her son had turned 21 a week before.", [21]),
        ("The victims were aged 31, 44 and 60.", [31, 44, 60]),
        ("A 6yo girl and a 12-yr-old boy were found.", [6, 12]),
        ("The bill raises the age of retirement to 67.", [67]),
        ("Entry is free for children under 14 and those over 70.", [14, 70]),
    ],
)
def test_ages(nlp, text, ages):
    assert [n for n, measure, _ in _read(nlp, text) if measure == "age"] == ages


@pytest.mark.parametrize(
    "text",
    [
        "The hospital put the dead at 91.",
        "Officers turned 12 over to the court.",
        "The crew was 40 strong.",
        "Two boys were wounded, and 14 were arrested.",
        "The lift turned 90 degrees.",
    ],
)
def test_no_ages(nlp, text):
    assert "age" not in [measure for _, measure, _ in _read(nlp, text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The crate weighs 42kg.", [(42, "other", "kg")]),
        ("The wall runs for 60 miles (97km).", [(60, "other", "miles"), (97, "other", "km")]),
        ("A 210-kg bear was shot.", [(210, "other", "kg")]),
        ("The four-stage rocket rose.", [(4, "other", "stage")]),
        ("A 5MP lens is built in.", [(5, "other", "mp")]),
        ("They took a? 40 million loan.", [(40000000, "cost", "money")]),
        ("The clerk earns? 700.", [(700, "cost", "money")]),
        ("Planes dropped three 250-lb bombs.", [(3, "other", "bombs"), (250, "other", "lb")]),
        ("She faces one attempted theft charge.", [(1, "other", "charge")]),
        ("On Friday 6 barges sank.", [(6, "other", "barges")]),
    ],
)
def test_sizes_and_money(nlp, text, expected):
    assert _read(nlp, text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The maker showed its new 620 Skylark.",
        "The 4400 is the lightest phone of the year.",
        "The Merrow 900 is missing a lamp.",
        "A neighbour dialled 112.",
        "Dispatchers sorted 911 calls.",
        "He was tried for the May 14,2003 raid.",
        "It is a two-way street.",
        "The post read 12 марта in full.",
    ],
)
def test_numbers_that_are_names(nlp, text):
    assert _read(nlp, text) == []


def test_a_question_is_no_money(nlp):
    assert _read(nlp, "Who came? 40 miners did.") == [(40, "other", "persons")]


@pytest.mark.parametrize(
    ("title", "numbers"),
    [
        ("Four shot in Delton; shooter claims self-defense - 13 WQQR Delton News", [4]),
        ("Miller shot dead - Action News 5 Delton", []),
        ("Breaking News: 3 dead in Delton", [3]),
        ("POLICE KILL 12 RAIDERS IN DELTON", [12]),
    ],
)
def test_a_stations_number_counts_nobody(nlp: Language, title: str, numbers: list[int]) -> None:
    assert [n for n, _, unit in _read(nlp, title) if unit == "persons"] == numbers


_PROTESTS = " Demonstrators had marched all day. The protest went on; protesters threw stones."


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("His men had been facing some 2,500 people." + _PROTESTS, [(2500, "participants", "persons")]),
        ("The guards were surrounded by about 60 youths." + _PROTESTS, [(60, "participants", "persons")]),
        ("Some 900 protesters arrived in Velm by train." + _PROTESTS, [(900, "participants", "persons")]),
        ("Some 900 soldiers arrived in Velm by train." + _PROTESTS, [(900, "deployed", "persons")]),
        # Not those of a report that tells of no protest, nor things.
        ("The clerk faced 12 creditors in court.", [(12, "other", "persons")]),
        ("The town is facing 500 layoffs." + _PROTESTS, [(500, "other", "layoffs")]),
    ],
)
def test_those_whom_guards_face_took_part_in_the_protest(
    nlp: Language, text: str, expected: list[tuple[int, str, str]]
) -> None:
    assert _read(nlp, text) == expected
