"""Two names as strings: spellings of one, or not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crosswire.text.names import initials, is_initial_form, name_likeness, same_name


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Kassim-Yorun Dorel", "Qasim Jorun Dorel"),
        ("Jórun Maltesk", "Jorun Maltesk"),
        ("MALTESK Jorun", "Jorun Maltesk"),
        ("Ilse von der Hallin", "Ilse Hallin"),
        ("Орло Брандт", "Orlo Brandt"),
    ],
)
def test_spellings_of_one_name_meet(left: str, right: str) -> None:
    assert same_name(left, right)


@pytest.mark.parametrize(
    ("left", "right"),
    [("Jorun Maltesk", "Orlo Maltesk"), ("Jorun Maltesk", "Jorun Brandt"), ("", "Orlo Brandt")],
)
def test_different_names_stay_apart(left: str, right: str) -> None:
    assert not same_name(left, right)


def test_initials_stand_for_given_names() -> None:
    assert is_initial_form("J. Maltesk", "Jorun Maltesk")
    assert not is_initial_form("O. Maltesk", "Jorun Maltesk")
    assert initials("Union of the Free Ports") == "ufp"


@given(st.text(max_size=20), st.text(max_size=20))
def test_likeness_is_symmetric_and_bounded(left: str, right: str) -> None:
    assert 0.0 <= name_likeness(left, right) == name_likeness(right, left) <= 1.0
