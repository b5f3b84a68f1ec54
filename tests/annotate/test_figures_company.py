"""Figures split over clauses: elided nouns, parts on both sides, asides, run-on headlines, what held before."""

from __future__ import annotations

import pytest
from spacy.language import Language

from crosswire.annotate.figure_singles import find_single_parts
from crosswire.annotate.figures import find_figures
from crosswire.annotate.parse import parse
from crosswire.types import Report

PART = True


def _read(nlp: Language, text: str) -> list[tuple[object, ...]]:
    report = Report(id="r1", source="r1.txt", text=text, sha256="", published="2031-05-06")
    figures = find_figures(report, parse(report, nlp), mentions=(), quotes=(), attributions=(), times=())
    return [(f.number, f.measure, f.group, f.subset) for f in figures]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # A part before its whole.
        ("Five were among nine dead.", [(5, "killed", "people", PART), (9, "killed", "people", False)]),
        (
            "Ten children were among at least 48 people killed in Torvane.",
            [(10, "killed", "children", PART), (48, "killed", "people", False)],
        ),
        (
            "10 of 48 people shot dead were children.",
            [(10, "killed", "children", PART), (48, "killed", "people", False)],
        ),
        # A part of a whole that no number tells.
        (
            "The dead included six women, five children and three guards.",
            [
                (6, "killed", "people", PART),
                (5, "killed", "children", PART),
                (3, "killed", "security_forces", PART),
            ],
        ),
        # A verb behind a part.
        (
            "Fifteen villagers among them 11 children were killed in Hallin.",
            [(15, "killed", "people", False), (11, "killed", "children", PART)],
        ),
        (
            "Twenty-two people, eight of whom were children, perished.",
            [(22, "killed", "people", False), (8, "killed", "children", PART)],
        ),
        # Those left out after a part are not of the part's kind.
        (
            "Twelve people, including three children, were killed and five others injured.",
            [
                (12, "killed", "people", False),
                (3, "killed", "children", PART),
                (5, "injured", "people", False),
            ],
        ),
        (
            "The raid killed nine children and 14 others.",
            [(9, "killed", "children", False), (14, "killed", "people", False)],
        ),
        # Totals, and what held before.
        (
            "Another five people died in hospital, bringing the total to 17.",
            [(5, "killed", "people", False), (17, "killed", "people", False)],
        ),
        (
            "The death toll climbed to 17, up from 12 on Monday.",
            [(17, "killed", "people", False), (12, "killed", "people", False)],
        ),
        # Later deaths.
        ("Two of the wounded died overnight.", [(2, "killed", "people", PART)]),
        ("One of the wounded later died in hospital.", [(1, "killed", "people", PART)]),
        ("Three of the wounded were children.", [(3, "injured", "children", PART)]),
        # One number of persons, one of families.
        ("Seven members of one family died.", [(7, "killed", "people", False)]),
        ("The bodies of 13 men were found.", [(13, "killed", "people", False)]),
    ],
)
def test_what_counts_of_one_sentence_take_from_each_other(
    nlp: Language, text: str, expected: list[tuple[object, ...]]
) -> None:
    assert _read(nlp, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Army Kills Over 20 Rebel Fighters Plotting Raids",
            [(20, "killed", "militants", False)],
        ),
        ("Four Hallin guards killed fighting in Torvane", [(4, "killed", "security_forces", False)]),
        ("2 killed others injured in attacks with shells", [(2, "killed", "people", False)]),
        (
            "Shells hit the market killing according to the latest toll 44 farmers.",
            [(44, "killed", "people", False)],
        ),
    ],
)
def test_headlines_and_what_interrupts_them(
    nlp: Language, text: str, expected: list[tuple[object, ...]]
) -> None:
    assert _read(nlp, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # A verb far off, by the grammar.
        (
            "19 guards from the eastern camp and four miners were killed in the blast.",
            [(19, "killed", "security_forces", False), (4, "killed", "people", False)],
        ),
        (
            "Twenty rebels of the front in the northern valley including a leader of the group died in a fire.",
            [(20, "killed", "militants", False)],
        ),
        (
            "The death toll from the two raids on Torvane in the past 24 hours has reached 20 people.",
            [(20, "killed", "people", False)],
        ),
        # On top of a count or a person told before.
        (
            "The raid killed two guards from Torvane as well as six miners from Hallin.",
            [(2, "killed", "security_forces", False), (6, "killed", "people", False)],
        ),
        (
            "30 miners were killed around the town and another five outside the harbour.",
            [(30, "killed", "people", False), (5, "killed", "people", False)],
        ),
        ("He was shot dead along with two other miners.", [(2, "killed", "people", False)]),
        # A whole that words name.
        (
            "Nine women from the valley were among the dead.",
            [(9, "killed", "people", PART)],
        ),
        ("Among the killed miners there are four children.", [(4, "killed", "children", PART)]),
        # Left as they were found.
        ("The raid left five miners killed Torvane radio reported.", [(5, "killed", "people", False)]),
        ("The strike led to the deaths of the five guards.", [(5, "killed", "security_forces", False)]),
    ],
)
def test_words_far_from_a_number_say_what_befell_those_it_counts(
    nlp: Language, text: str, expected: list[tuple[object, ...]]
) -> None:
    found = [f for f in _read(nlp, text) if f[2] is not None]
    assert found == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Six villagers including a child and two women were killed.", [("a child", "child", None)]),
        (
            "Eleven miners were killed, among them a little girl and her mother.",
            [("a little girl", "child", "female"), ("her mother", "adult", "female")],
        ),
        (
            "Three miners were killed, a woman among them, and four others were hurt.",
            [("a woman", "adult", "female")],
        ),
        ("Two miners, one of them a child, were killed.", [("a child", "child", None)]),
        ("Four miners were killed, including two women.", []),
        ("The price rose four times, including a jump in June.", []),
    ],
)
def test_single_persons_told_as_parts_of_a_count_stand_beside_it(
    nlp: Language, text: str, expected: list[tuple[str, str | None, str | None]]
) -> None:
    report = Report(id="r1", source="r1.txt", text=text, sha256="", published="2031-05-06")
    doc = parse(report, nlp)
    figures = find_figures(report, doc, mentions=(), quotes=(), attributions=(), times=())
    singles = find_single_parts(report, doc, figures)
    assert [(f.span.text, f.party.age, f.party.sex) for f in singles] == expected
    for f in singles:
        assert (f.number, f.measure, f.relation, f.relates_to) == (1, "killed", "part", "r1:f1")
        assert f.subset
        assert f.implied
