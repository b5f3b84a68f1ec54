"""A draft held against three reports of an invented bridge collapse: each kind of statement, each standing."""

from __future__ import annotations

from functools import cache

import pytest

import crosswire
from crosswire.read import Source, read_each
from crosswire.types import Checked, Report

FIRST = """Bridge falls at Orrin, 12 dead

Twelve people were killed and 31 injured when the Orrin bridge collapsed on Tuesday, 4 March 2031, the Ministry of
Roads said. About 2,000 residents of Lower Tarn were evacuated.

“We inspected every cable in January,” said the minister of roads, Petra Holm. “Nobody told me of a crack.”

Eleven of the injured are children, said Dr Ewan Strick, the director of the Tarn Hospital. Two lorries fell into the river.

The ministry said that it had received no warning.
"""
SECOND = """Engineer warned of cracks before Orrin bridge fell

TARN, 6 March 2031. The engineer Mads Kellen warned the ministry three times, the union of engineers said on Thursday.
“I wrote to them and nobody answered,” Kellen told the Tarn Observer. The number of dead has risen to 14, the police
said. Police arrested four managers of the builder, Veld Works.

The minister of roads, Petra Holm, will not resign, her office said. The repairs would cost at least 40 million crowns.
"""


def report(name: str, text: str) -> Report:
    (found,) = read_each([Source(name=name, data=text.encode())])
    assert isinstance(found, Report)
    return found


@cache
def against() -> crosswire.Dossier:
    return crosswire.dossier([report("first.txt", FIRST), report("second.txt", SECOND)])


def check(text: str) -> crosswire.DraftCheck:
    return crosswire.check(report("draft.txt", text), against())


def statement(text: str, words: str, kind: str) -> Checked:
    made = check(text)
    start = text.index(words)
    found = [
        s
        for s in made.statements
        if s.kind == kind and s.span.start < start + len(words) and start < s.span.end
    ]
    assert found, f"no {kind} at {words!r}: {[(s.kind, s.span.text) for s in made.statements]}"
    return found[0]


@pytest.mark.parametrize(
    ("text", "words", "kind", "standings"),
    [
        ("In Orrin 31 people were injured when the bridge collapsed.", "31", "figure", {"found"}),
        (
            "In Orrin 13 people were injured when the bridge collapsed.",
            "13",
            "figure",
            {"departs", "nowhere"},
        ),
        ("When the Orrin bridge fell 31 people were killed.", "31", "figure", {"departs", "nowhere"}),
        ("The bridge is to be repaired at a cost of at most 40 million crowns.", "40", "figure", {"departs"}),
        ("Roughly 2,000 residents of Lower Tarn had to leave.", "2,000", "figure", {"found", "fits"}),
        (
            "“We inspected every cable in January,” said the minister Petra Holm.",
            "inspected",
            "quotation",
            {"found"},
        ),
        (
            "“We inspected no cable in January,” said the minister Petra Holm.",
            "inspected",
            "quotation",
            {"departs"},
        ),
        ("“The river took them all,” said the minister Petra Holm.", "river", "quotation", {"nowhere"}),
        (
            "“I wrote to them and nobody answered,” said Petra Holm.",
            "said Petra Holm",
            "attribution",
            {"departs"},
        ),
        (
            "“I wrote to them and nobody answered,” said Mads Kellen.",
            "said Mads Kellen",
            "attribution",
            {"found"},
        ),
        ("The engineer, Mads Kellin, had warned them.", "Mads Kellin", "name", {"departs"}),
        ("The engineer, Mads Kellen, had warned them.", "Mads Kellen", "name", {"found"}),
        ("A driver named Tomas Uhrig swam to the bank.", "Tomas Uhrig", "name", {"nowhere"}),
        ("The minister of roads, Ewan Strick, will stay.", "Ewan Strick", "name", {"departs"}),
        ("The Orrin bridge collapsed on 4 March 2031.", "4 March 2031", "date", {"found"}),
        ("The Orrin bridge collapsed on 9 March 2031.", "9 March 2031", "date", {"departs", "nowhere"}),
        ("The Orrin bridge collapsed on Friday, 4 March 2031.", "Friday", "date", {"departs"}),
    ],
)
def test_a_statement_stands_as_the_reports_have_it(
    text: str, words: str, kind: str, standings: set[str]
) -> None:
    found = statement(text, words, kind)
    assert found.standing in standings, found.reason


def test_what_departs_says_what_the_reports_have_and_where() -> None:
    found = statement("The engineer, Mads Kellin, had warned them.", "Mads Kellin", "name")
    assert found.likely == "Mads Kellen"
    assert {e.report for e in found.evidence} == {r.id for r in against().reports if r.source == "second.txt"}
    assert found.independent == 1


def test_the_draft_is_no_source() -> None:
    before = against().to_json()
    made = check(SECOND)
    assert made.dossier.to_json() == before
    assert {e.report for s in made.statements for e in s.evidence} <= {r.id for r in against().reports}


def test_a_draft_that_is_one_of_the_reports_is_told_as_such() -> None:
    assert "word for word" in check(SECOND).problems[0].message


def test_a_report_held_against_itself_departs_in_nothing() -> None:
    made = check(FIRST)
    assert [(s.span.text, s.reason) for s in made.statements if s.standing in ("departs", "nowhere")] == []


def test_spans_and_ids_hold() -> None:
    made = check(FIRST)
    assert len({s.id for s in made.statements}) == len(made.statements)
    for s in made.statements:
        assert FIRST[s.span.start : s.span.end] == s.span.text


def test_a_number_that_was_revised_says_so() -> None:
    found = statement("Twelve people were killed when the Orrin bridge collapsed.", "Twelve", "figure")
    assert found.standing == "found"
    assert any("14" in c for c in found.caveats), found.caveats


def test_what_is_told_as_fact_but_is_somebodys_word_departs() -> None:
    found = statement("The ministry had received no warning at all.", "received", "attribution")
    assert found.standing == "departs"
    assert "only as the word of" in found.reason


def test_order_of_the_reports_changes_nothing() -> None:
    other = crosswire.dossier([report("second.txt", SECOND), report("first.txt", FIRST)])
    text = "The Orrin bridge fell on 4 March 2031; 31 people were injured, Petra Holm said."
    one, two = check(text), crosswire.check(report("draft.txt", text), other)
    assert one.statements == two.statements
