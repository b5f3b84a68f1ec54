"""Bylines of plain texts, and of what pages call their authors."""

from __future__ import annotations

import pytest

from crosswire.read import read_bytes
from crosswire.read.describe.bylines import agencies_in, clean_byline

BODY = (
    "The Hallin dam broke before dawn on Friday, the ministry of waters said, and the lower town was flooded within an hour.\n\n"
    "By noon, rescuers had reached the lower town by boat, and 26 people were still missing, said the minister, Jorun Maltesk."
)


def byline(line: str) -> str | None:
    report = read_bytes(f"Dam breaks above Torvane\n\n{line}\n\n{BODY}\n".encode(), source="a.txt", id="r1")
    return report.byline


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("By Jane Doe", "Jane Doe"),
        ("BY JANE DOE", "JANE DOE"),
        ("By Jane Doe and John Q. Roe", "Jane Doe and John Q. Roe"),
        ("By Jane Doe, Torvane correspondent", "Jane Doe"),
        ("By Jane van der Doe in Torvane", "Jane van der Doe"),
        ("By Jane O’Doe | Staff writer", "Jane O’Doe"),
        ("Jane Doe, Torvane correspondent", "Jane Doe"),
        ("Jane Doe – political editor", "Jane Doe"),
        ("MARIA VELNIK", "MARIA VELNIK"),
    ],
)
def test_a_line_that_signs_the_text_is_its_byline(line: str, names: str) -> None:
    assert byline(line) == names


@pytest.mark.parametrize(
    "line",
    [
        "By AFP",
        "By Reuters Staff",
        "By Friday Morning",
        "By the time rescuers came, it was over",
        "PORT SELLA",
        "WORLD NEWS",
        "TORVANE, Kestria",
        "Jorun Maltesk, minister of waters",
        "Analysis: what we know",
        "By Torvane",
        "The water rose by Hallin Bridge",
        "Jane Doe, who lives in the lower town, said on Friday that she had heard the siren",
    ],
)
def test_a_line_that_may_be_something_else_is_none(line: str) -> None:
    assert byline(line) is None


def test_a_byline_is_not_sought_below_the_first_paragraph() -> None:
    text = f"Dam breaks above Torvane\n\n{BODY}\n\nBy Jane Doe\n"
    assert read_bytes(text.encode(), source="a.txt", id="r1").byline is None


@pytest.mark.parametrize(
    ("printed", "names"),
    [
        ("By Mara Velnik", "Mara Velnik"),
        ("Por Elena Marcoval", "Elena Marcoval"),
        ("Text: Daan Orvik", "Daan Orvik"),
        ("Автор: Анна Верес", "Анна Верес"),
        ("Mara Velnik, mara@courier.example", "Mara Velnik"),
        ("Mara Velnik | Torvane", "Mara Velnik"),
        ("Byron Hale", "Byron Hale"),
        ("https://courier.example/mara", None),
        ("admin", None),
        ("Redacción", None),
        ("", None),
        (None, None),
    ],
)
def test_what_a_page_calls_its_author_is_cleaned(printed: str | None, names: str | None) -> None:
    assert clean_byline(printed) == names


def test_agencies_are_told_from_people() -> None:
    assert agencies_in("AP, Reuters and AFP") == ("AP", "Reuters", "AFP")
    assert agencies_in("Ana Reuters") == ()
