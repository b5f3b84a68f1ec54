"""Two spellings of one name, which are no garble."""

from __future__ import annotations

import pytest

from crosswire.link.garbled_spellings import one_name, rendered


@pytest.mark.parametrize(
    ("one", "other", "gone", "meant"),
    [
        ("Zeljka Orel", "Zheljka Orel", ("zeljka",), ("zheljka",)),
        ("Salma al-Tharabi", "Salma al-Thurabi", ("tharabi",), ("thurabi",)),
        ("Hasan bin Wusayd", "Hasan bin Wasid", ("wusayd",), ("wasid",)),
    ],
)
def test_renderings_of_one_name_are_seen(
    one: str, other: str, gone: tuple[str, ...], meant: tuple[str, ...]
) -> None:
    assert rendered(one, other, gone, meant)


def test_vowels_tell_names_apart_where_nothing_is_arabic() -> None:
    assert not rendered("Alan Smilar", "Alan Smalir", ("smilar",), ("smalir",))
    assert not rendered("Salma al-Tharabi", "Salma al-Tharadi", ("tharabi",), ("tharadi",))


def test_a_transliteration_is_one_name_and_another_surname_is_not() -> None:
    assert one_name("Kassim Dorel", "Qasim Dorel")
    assert not one_name("Kassim Dorel", "Kassim Maltesk")
