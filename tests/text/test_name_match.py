"""The pair score of names: one bearer or two, over scripts, cases, short forms and slips; and why."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crosswire import match_names
from crosswire.text.name_match import name_keys
from crosswire.types import NameSchema


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Kassim-Yorun Dorel", "Qasim Jorun Dorel"),
        ("Jórun Maltesk", "MALTESK, Jorun"),
        ("Орло Брандт", "Orlo Brandt"),
        ("Бориса Джеффертона", "Boris Jefferton"),
        ("Олександр Ворнік", "Aleksandr Vornik"),
        ("Sergei Petrovich Vornik", "Sergey Vornik"),
        ("J. Maltesk", "Jorun Maltesk"),
        ("Bill Hanning", "William Hanning"),
        ("Dr. Ilse van der Hallin", "Ilse Hallin"),
        ("KassimDorel", "Kassim Dorel"),
        ("Emanuel Brandt", "Emmanuel Brandtt"),
        ("Γιώργος Δορέλης", "Giorgos Dorelis"),
        ("كريم دوريل", "Karim Dorel"),
        ("Анны Дорель", "Anna Dorel"),
    ],
)
def test_printings_of_one_name_meet(left: str, right: str) -> None:
    assert match_names(left, right).same
    assert name_keys(left) & name_keys(right)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Anna Dorel", "Olga Dorel"),
        ("Jorun Maltesk", "Jorun Brandt"),
        ("O. Maltesk", "Jorun Maltesk"),
        ("Sergei Petrovich Vornik", "Sergei Ivanovich Vornik"),
        ("Hana Tamm", "Hana Tommasi"),
        ("李明华", "李明花"),
        ("", "Orlo Brandt"),
    ],
)
def test_different_names_stay_apart(left: str, right: str) -> None:
    assert not match_names(left, right).same


@pytest.mark.parametrize(
    ("left", "right", "schema"),
    [
        ("Министерство портов Германии", "German Ministerstwo Portów", "ORG"),
        ("Dorel Shipping Ltd", "Dorel Shipping Limited", "ORG"),
        ("Kestrov Bank AG", "Банк Кестров", "ORG"),
        ("Union of Free Ports", "UFP", "ORG"),
        ("Německo", "Германия", "GPE"),
    ],
)
def test_bodies_and_places_meet_by_what_their_words_mean(left: str, right: str, schema: NameSchema) -> None:
    assert match_names(left, right, schema=schema).same


def test_two_ministries_stay_apart() -> None:
    assert not match_names("Ministry of Defence", "Министерство здравоохранения", schema="ORG").same


def test_the_weights_of_the_reasons_are_the_score() -> None:
    found = match_names("Kassim Dorel", "Касим Доррел")
    total = sum(r.weight for r in found.reasons)
    assert found.score == pytest.approx(1 / (1 + 2.718281828459045 ** (-total)))


def test_a_reason_says_which_words_it_is_about() -> None:
    found = match_names("Bill Hanning", "William Hanning")
    assert any("“Bill” and “William” are forms of one given name" in r.says for r in found.reasons)


def test_a_slip_weighs_less_than_an_equal_word() -> None:
    assert match_names("Orlo Brandt", "Orlo Brandt").score > match_names("Orlo Brandt", "Orlo Brantt").score


def test_an_unknown_schema_is_refused() -> None:
    with pytest.raises(ValueError, match="PERSON"):
        match_names("a", "b", schema="SHIP")  # type: ignore[arg-type]


@given(st.text(max_size=30), st.text(max_size=30))
def test_the_score_is_symmetric_and_a_probability(left: str, right: str) -> None:
    score = match_names(left, right).score
    assert 0.0 <= score <= 1.0
    assert score == pytest.approx(match_names(right, left).score)
