"""The headline and the outlet at the top of a plain text."""

from __future__ import annotations

from crosswire.read import read_bytes


def test_an_outlets_slogan_above_the_headline_is_no_headline() -> None:
    text = (
        "Kestria Today: the whole country on one page\n\nDam above Sarrow gives way in the night\n\n"
        "The dam above Sarrow gave way in the night, the ministry said. Boats came at noon.\n"
    )
    found = read_bytes(text.encode(), source="a.txt", id="r")
    assert (found.title, found.publisher) == ("Dam above Sarrow gives way in the night", "Kestria Today")


def test_a_headline_stays_the_headline_above_a_deck() -> None:
    text = (
        "Miners walk out at three pits\n\nThe ministry calls the walkout at the pits unlawful\n\n"
        "Miners walked out at three pits on Monday, the union said. The ministry called it unlawful.\n"
    )
    assert read_bytes(text.encode(), source="a.txt", id="r").title == "Miners walk out at three pits"
