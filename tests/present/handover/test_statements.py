"""Counts as sentences that can stand alone."""

from __future__ import annotations

from typing import Any

import pytest

from crosswire.present.handover.statements import count_sentence, number_of, tally_sentences
from crosswire.present.json import to_contract
from tests.present.made_dossier import DOSSIER


def counted(measure: str, unit: str = "persons", **more: Any) -> dict[str, Any]:
    return {"measure": measure, "unit": unit, "group": None, "label": None, "place": None, **more}


@pytest.mark.parametrize(
    ("claim", "number", "sentence"),
    [
        (counted("killed"), "14", "14 people were killed"),
        (counted("killed"), "1", "1 person was killed"),
        (counted("killed", group="security_forces"), "8", "8 members of the security forces were killed"),
        (counted("injured", label="children", place="Ostrel"), "more than 3", "More than 3 children were injured (Ostrel)"),
        (counted("detained"), "hundreds", "Hundreds of people were detained"),
        (counted("detained"), "several dozen", "Several dozen people were detained"),
        (counted("deployed", "boats"), "12", "12 boats were deployed"),
        (counted("cost", "crowns"), "5 million", "Costs: 5 million crowns"),
        (counted("share", "percent"), "40", "Shares: 40 per cent"),
        (counted("other", "cubic metres", place="Vesk"), "9", "Other counts: 9 cubic metres (Vesk)"),
        (counted("killed", ""), "3", "Killed: 3"),
    ],
)  # fmt: skip
def test_a_count_reads_as_a_sentence(claim: dict[str, Any], number: str, sentence: str) -> None:
    assert count_sentence(claim, number, one=number == "1") == sentence


@pytest.mark.parametrize(
    ("figure", "number"),
    [
        ({"qualifier": "exact", "number": 3811.0}, "3,811"),
        ({"qualifier": "at_least", "number": 12}, "at least 12"),
        ({"qualifier": "range", "number": 20, "low": 20, "high": 25}, "20 to 25"),
        ({"qualifier": "vague", "number": None}, "some dozens"),
    ],
)
def test_a_figure_goes_by_its_number_or_its_vague_words(figure: dict[str, Any], number: str) -> None:
    stands = {"text": "some  dozens died", "start": 90, "number_span": {"start": 90, "end": 102}}
    assert number_of({"low": None, "high": None, **stands, **figure}) == number


def test_a_tally_says_its_number_its_bounds_its_sources_and_why() -> None:
    (tally,) = to_contract(DOSSIER)["tallies"]
    assert tally_sentences(tally) == (
        "14 people were killed. The accounts allow 12 or more. Disputed, on 2 independent sources (2 originals). "
        "12 and 14 of the same day"
    )
