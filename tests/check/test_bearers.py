"""A number that is right but told of something else: another rate, another harm, others, another purpose."""

from __future__ import annotations

from functools import cache

import pytest

import crosswire
from crosswire.read import Source, read_each
from crosswire.types import Report

REPORT = """Blast at the Ostrey mill

OSTREY, 9 May 2032. An explosion tore through the grain mill of Ostrey on Sunday. Sarn Hospital treated 47 people for
burns, its director Lio Varga said. The police counted 26 injured firefighters, three of them with broken legs.
At the harbour 38 protesters were hurt, four of whom are in a coma.

The mill turns out 1.7 million sacks a year. Its owner, Brann Foods, has set aside 90 million crowns.
"""


def read(name: str, text: str) -> Report:
    (found,) = read_each([Source(name=name, data=text.encode())])
    assert isinstance(found, Report)
    return found


@cache
def against() -> crosswire.Dossier:
    return crosswire.dossier([read("mill.txt", REPORT)])


def standing(text: str, number: str) -> str:
    made = crosswire.check(read("draft.txt", text), against())
    start = text.index(number)
    return next(
        s.standing for s in made.statements if s.kind == "figure" and s.span.start <= start < s.span.end
    )


@pytest.mark.parametrize(
    ("true", "false", "number"),
    [
        ("The mill makes 1.7 million sacks a year.", "The mill makes 1.7 million sacks a month.", "1.7"),
        ("The mill makes 1.7 million sacks annually.", "The mill makes 1.7 million sacks monthly.", "1.7"),
        (
            "Sarn Hospital treated 47 people for burns.",
            "Sarn Hospital treated 47 people for gunshot wounds.",
            "47",
        ),
        (
            "At the harbour 38 protesters were hurt, four of them in a coma.",
            "The police counted 26 injured firefighters, four of them in a coma.",
            "four",
        ),
        (
            "The owner, Brann Foods, has set aside 90 million crowns.",
            "The owner, Brann Foods, has set aside 90 million crowns for the police.",
            "90",
        ),
    ],
)
def test_a_number_told_of_something_else_departs(true: str, false: str, number: str) -> None:
    assert standing(true, number) in ("found", "fits")
    assert standing(false, number) in ("departs", "nowhere")
