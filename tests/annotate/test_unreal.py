"""Counts of what has not happened are not of the event; counts of what has are."""

from __future__ import annotations

import pytest

from crosswire.annotate.parse import load
from crosswire.annotate.report import annotate
from crosswire.types import Report


@pytest.fixture(scope="module")
def figure():
    nlp = load()

    def reader(text: str):
        report = Report(id="r", source="r.txt", text=text, sha256="0" * 64)
        return annotate(report, nlp, anchor="2031-06-03").figures[0]

    return reader


@pytest.mark.parametrize(
    "text",
    [
        "The gang threatened to kill ten judges.",
        "The bomb could have killed 200 people.",
        "They planned to kidnap three ministers.",
        "A plot to murder 12 officials was uncovered in Talle.",
        "If 40 people die, the mayor will resign.",
        "The quake would kill 5,000 people.",
    ],
)
def test_not_happened(figure, text: str) -> None:
    found = figure(text)
    assert (found.part_of_event, found.modality) == (False, "hedged")


def test_a_rate_is_not_of_the_event(figure) -> None:
    assert not figure("Mines kill 30 people every year in the province.").part_of_event


@pytest.mark.parametrize(
    "text",
    [
        "Gunmen killed ten judges on Monday.",
        "Ten people were killed as they tried to flee.",
        "The blast is believed to have killed 12 people.",
        "The group claimed to have killed six soldiers.",
        "The attackers managed to wound four guards.",
        "Twelve people have been killed, and the mayor will resign.",
    ],
)
def test_happened(figure, text: str) -> None:
    assert figure(text).part_of_event
