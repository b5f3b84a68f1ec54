"""Acts of speech that the reports do not have, deny, or have only as another's word."""

from __future__ import annotations

from functools import cache

import pytest

import crosswire
from crosswire.read import Source, read_each
from crosswire.types import Report

REPORT = """Tunnel at Brask flooded

BRASK, 3 June 2032. Water broke into the Brask tunnel on Thursday. The inquiry panel has not determined why the pumps
stood still, its chairwoman, Dana Vell, said. The operator Norlink apologised to the passengers.

The chief engineer, Olo Prent, offered his resignation, which the minister of transport, Tessa Arn, has not accepted.
The union of drivers demanded the return of the second pump.

The engineers had complained about the drains in April, the lawyer Ruy Camber said.
"""


def read(name: str, text: str) -> Report:
    (found,) = read_each([Source(name=name, data=text.encode())])
    assert isinstance(found, Report)
    return found


@cache
def against() -> crosswire.Dossier:
    return crosswire.dossier([read("tunnel.txt", REPORT)])


def standings(text: str) -> set[str]:
    made = crosswire.check(read("draft.txt", text), against())
    return {s.standing for s in made.statements if s.kind == "attribution"}


@pytest.mark.parametrize(
    "text",
    [
        "The inquiry panel blames the operator for the pumps that stood still.",
        "Tessa Arn accepted the resignation of the chief engineer Olo Prent.",
        "The engineers complained about the drains in April.",
    ],
)
def test_an_act_that_the_reports_do_not_have_is_flagged(text: str) -> None:
    assert standings(text) & {"departs", "nowhere"}


@pytest.mark.parametrize(
    "text",
    [
        "Norlink apologised to the passengers.",
        "The union of drivers called for the return of the second pump.",
        "Tessa Arn did not accept the resignation of the chief engineer Olo Prent.",
    ],
)
def test_an_act_that_the_reports_have_is_left_alone(text: str) -> None:
    assert not standings(text) & {"departs", "nowhere"}
