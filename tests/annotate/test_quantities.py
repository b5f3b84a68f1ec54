"""What a recorder takes down of sixty sentences: counts, ranges, shares, money, rates, distances, durations;
and what he leaves, ranks and names that are numbers."""

from __future__ import annotations

import pytest
from spacy.language import Language

from crosswire.annotate.figures import find_figures
from crosswire.annotate.parse import parse
from crosswire.types import Figure, Report


def _figures(nlp: Language, text: str) -> list[Figure]:
    report = Report(id="r1", source="r1.txt", text=text, sha256="", published="2031-05-06")
    return list(
        find_figures(
            report, parse(report, nlp), mentions=(), quotes=(), attributions=(), times=(), anchor=None
        )
    )


def _read(nlp: Language, text: str) -> list[tuple[object, ...]]:
    return [(f.number, f.low, f.high, f.measure, f.unit) for f in _figures(nlp, text)]


P = "persons"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The dam burst on Tuesday and drowned 34 villagers.", [(34, 34, 34, "killed", P)]),
        ("Between 10 and 15 sailors are missing off Tarn.", [(10, 10, 15, "missing", P)]),
        ("Upwards of 200 families lost their homes.", [(200, 201, None, "displaced", P)]),
        ("The fire killed one or two guards, the mayor said.", [(1, 1, 2, "killed", P)]),
        ("As many as 40 passengers may have drowned.", [(40, None, 40, "killed", P)]),
        ("No fewer than 12 tents burned down.", [(12, 12, None, "other", "tents")]),
        ("A dozen or so herders were hurt.", [(12, 11, 13, "injured", P)]),
        ("Half a dozen boys were taken to hospital.", [(6, 6, 6, "injured", P)]),
        (
            "Hundreds, if not thousands, of marchers filled the square.",
            [(None, 200, None, "participants", P)],
        ),
        ("Tens of thousands of people fled the valley.", [(None, 20000, None, "displaced", P)]),
        ("A couple of fishermen were hurt.", [(None, 2, None, "injured", P)]),
        ("Several dozen boats sank.", [(None, 36, None, "other", "boats")]),
        ("Police arrested 30-odd students.", [(30, 27, 33, "detained", P)]),
        ("The crowd was 5,000 strong.", [(5000, 5000, 5000, "participants", P)]),
        ("At least 14 and possibly 20 people died.", [(14, 14, 20, "killed", P)]),
        ("About 3,000-4,000 people marched.", [(3000, 3000, 4000, "participants", P)]),
        ("Anywhere from 50 to 70 people were aboard.", [(50, 50, 70, "other", P)]),
        ("Nearly 2m people need food.", [(2000000, 1800000, 1999999, "other", P)]),
        ("Over a hundred children slept in the hall.", [(100, 101, None, "other", P)]),
        ("Scores of boats lay broken on the quay.", [(None, 40, None, "other", "boats")]),
        ("Police used 5,000 rounds.", [(5000, 5000, 5000, "other", "rounds")]),
        ("The toll rose from 10 to 15.", [(10, 10, 10, "killed", P), (15, 15, 15, "killed", P)]),
        (
            "The number of the missing fell from 60 to 45.",
            [(60, 60, 60, "missing", P), (45, 45, 45, "missing", P)],
        ),
        ("The first of the 40 bodies was brought up.", [(40, 40, 40, "killed", P)]),
    ],
)
def test_counts_and_ranges(nlp, text, expected):
    assert _read(nlp, text) == expected


@pytest.mark.parametrize(
    ("text", "number", "low", "high", "unit"),
    [
        ("One in five houses in the port was flooded.", 0.2, 0.2, 0.2, "share"),
        ("Three out of ten wells are dry.", 0.3, 0.3, 0.3, "share"),
        ("Two fifths of the harvest rotted.", 0.4, 0.4, 0.4, "share"),
        ("About a third of the town has no water.", 1 / 3, 0.3, 0.366666667, "share"),
        ("Nearly half of the patients were children.", 0.5, 0.45, 0.5, "share"),
        ("Every third house has no roof.", 1 / 3, 1 / 3, 1 / 3, "share"),
        ("The firm sacked 1 in 10 of its drivers.", 0.1, 0.1, 0.1, "share"),
        ("Some 60 per cent of the crew came from Brenholt.", 60, 54, 66, "percent"),
        ("Less than 5% of votes were counted.", 5, None, 5, "percent"),
        ("Between 5% and 7% of votes were spoiled.", 5, 5, 7, "percent"),
    ],
)
def test_shares(nlp, text, number, low, high, unit):
    (found,) = _figures(nlp, text)
    assert (found.measure, found.unit) == ("share", unit)
    assert found.number == pytest.approx(number)
    assert found.low == (None if low is None else pytest.approx(low))
    assert found.high == pytest.approx(high)


@pytest.mark.parametrize(
    ("text", "whole", "share"),
    [
        ("The rebels hold 140 hostages, half of them women.", 140, 0.5),
        ("Two-thirds of the 90 detainees were freed.", 90, 2 / 3),
    ],
)
def test_a_share_of_persons_is_no_count_of_them(nlp, text, whole, share):
    counts = {f.number: f.measure for f in _figures(nlp, text)}
    assert counts[whole] == "detained"
    assert [m for n, m in counts.items() if n == pytest.approx(share)] == ["share"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The repairs will cost between 3 and 4 million euros.", (3000000, 3000000, 4000000, "cost", "EUR")),
        ("The fine was set at $2.5m.", (2500000, 2500000, 2500000, "cost", "USD")),
        ("It sold for under 5 million euros.", (5000000, None, 5000000, "cost", "EUR")),
        ("The camp lies 12 miles north of Orvesk.", (12, 12, 12, "other", "miles")),
        ("The blast was heard within 30 km of the mine.", (30, 30, 30, "other", "km")),
        ("Ash fell over 600 square kilometres.", (600, 600, None, "other", "square kilometres")),
        ("The tower, 80 metres tall, fell at dawn.", (80, 80, 80, "other", "metres")),
        ("The queue was half a mile long.", (0.5, 0.5, 0.5, "other", "mile")),
        ("Some 2.5 million litres of oil leaked.", (2500000, 2250000, 2750000, "other", "litres")),
        ("Temperatures fell to minus 20 degrees.", (-20, -20, -20, "other", "degrees")),
        ("The siege lasted 18 months.", (18, 18, 18, "duration", "months")),
        ("Rescuers dug for more than 40 hours.", (40, 40, None, "duration", "hours")),
        ("The talks went on for two and a half weeks.", (2.5, 2.5, 2.5, "duration", "weeks")),
        ("The outage lasted less than two hours.", (2, None, 2, "duration", "hours")),
        ("It took a half-hour.", (0.5, 0.5, 0.5, "duration", "hours")),
        ("She had led the union for three decades.", (30, 27, 33, "duration", "years")),
    ],
)
def test_money_distances_and_durations(nlp, text, expected):
    assert _read(nlp, text) == [expected]


@pytest.mark.parametrize(
    ("text", "number", "measure", "unit"),
    [
        ("Up to 20 people a day are dying in the camp.", 20, "killed", P),
        ("Two miners die each month in the pits.", 2, "killed", P),
        ("Shells fell at a rate of 30 an hour.", 30, "other", "per hour"),
        ("The train hit the bus at 90 miles an hour.", 90, "other", "miles per hour"),
        ("An average of three ships a week call at the port.", 3, "other", "ships per week"),
        ("Workers earn less than 2 dollars a day.", 2, "cost", "USD"),
    ],
)
def test_a_rate_is_no_count_of_the_event(nlp, text, number, measure, unit):
    (found,) = _figures(nlp, text)
    assert (found.number, found.measure, found.unit, found.part_of_event) == (number, measure, unit, False)


@pytest.mark.parametrize(
    "text", ["The fighting killed 20 people a day earlier.", "Nine were shot dead a day after the vote."]
)
def test_a_day_that_tells_when_makes_no_rate(nlp, text):
    (found,) = _figures(nlp, text)
    assert (found.measure, found.part_of_event) == ("killed", True)


@pytest.mark.parametrize(
    "text",
    [
        "It was the 14th quake this year.",
        "The twenty-first victim was found on Monday.",
        "A third man was arrested later.",
        "The second blast came an hour later.",
        "The strike enters its third week.",
        "He was the 100th prisoner to be freed.",
        "Article 14 bans such marches.",
        "Flight 207 was diverted to Tarn.",
        "They won 3-1 on Sunday.",
        "Call 555-0199 for news of relatives.",
        "At 7.30 p.m. on 12 May the roof gave way.",
        "No one was hurt.",
        "Not a single sailor survived.",
    ],
)
def test_ranks_names_and_times_are_left(nlp, text):
    assert _read(nlp, text) == []
