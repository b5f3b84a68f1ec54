"""Attributions as relations: one for each act of saying, its content in pieces."""

from __future__ import annotations

from itertools import pairwise

import pytest

from crosswire.annotate.names import find_mentions
from crosswire.annotate.parse import parse
from crosswire.annotate.quotes import find_quotes
from crosswire.types import Attribution, Report


def read(text, nlp) -> tuple[Attribution, ...]:
    report = Report(id="r", source="r.txt", text=text, sha256="")
    doc = parse(report, nlp)
    return find_quotes(report, doc, find_mentions(report, doc))[1]


def rows(text, nlp):
    """Each attribution as its pieces, its source and its cue."""
    return [
        (
            tuple(p.text for p in (a.content, *a.more)),
            a.source.text if a.source else None,
            a.cue.text if a.cue else None,
        )
        for a in read(text, nlp)
    ]


def test_words_around_their_cue_are_one_attribution(nlp):
    text = "“The bridge is closed,” Jorun Maltesk said. “Nobody may cross it.”"
    assert rows(text, nlp) == [(("The bridge is closed,", "Nobody may cross it."), "Jorun Maltesk", "said")]
    assert read(text, nlp)[0].kind == "direct"
    assert read(text, nlp)[0].form == "marks"


def test_marks_inside_a_told_clause_make_it_mixed_and_whole(nlp):
    (a,) = read("The minister said that the bridge was “a ruin” and had to go.", nlp)
    assert a.content.text == "that the bridge was “a ruin” and had to go"
    assert a.more == ()
    assert a.kind == "mixed"


@pytest.mark.parametrize(
    ("text", "content", "source", "cue", "form"),
    [
        (
            "The mayor promised to repair the pier.",
            "to repair the pier",
            "The mayor",
            "promised",
            "infinitive",
        ),
        ("The council denied the allegations.", "the allegations", "The council", "denied", "thing"),
        ("The unions criticised the plan.", "the plan", "The unions", "criticised", "thing"),
        ("Maltesk called the plan a trap.", "the plan a trap", "Maltesk", "called", "predicate"),
        ("The governor warned of new floods.", "new floods", "The governor", "warned", "thing"),
        (
            "The ministry reported 12 injured sailors.",
            "12 injured sailors",
            "The ministry",
            "reported",
            "count",
        ),
        (
            "Residents are afraid that the dam will burst.",
            "that the dam will burst",
            "Residents",
            "afraid",
            "clause",
        ),
        ("They heard his claim that the dam was safe.", "that the dam was safe", "his", "claim", "clause"),
        ("The plan was praised by the miners.", "The plan", "the miners", "praised", "thing"),
    ],
)
def test_what_a_cue_takes(text, content, source, cue, form, nlp):
    found = [a for a in read(text, nlp) if a.cue and a.cue.text == cue]
    assert [(a.content.text, a.source.text, a.form) for a in found] == [(content, source, form)]


def test_a_passive_without_agent_names_no_source(nlp):
    found = [a for a in read("The ferry is expected to sail on Monday.", nlp) if a.cue]
    assert [(a.content.text, [m.text for m in a.more], a.source) for a in found] == [
        ("The ferry", ["to sail on Monday"], None)
    ]


def test_who_goes_on_saying_is_the_one_who_said(nlp):
    text = "The minister said the ferry was safe, adding that the crew had been trained."
    added = [r for r in rows(text, nlp) if r[2] == "adding"]
    assert added == [(("that the crew had been trained",), "The minister", "adding")]


def test_a_told_clause_may_hold_another(nlp):
    text = "The police said that the captain believed the harbour was open."
    cues = {a.cue.text: a for a in read(text, nlp) if a.cue}
    assert cues["said"].content.contains(cues["believed"].content)
    assert cues["believed"].source is not None
    assert cues["believed"].source.text == "the captain"


def test_pieces_are_in_order_and_hold_neither_source_nor_cue(nlp):
    text = "“We stay,” said Ilse Vantro, the harbour chief. “All of us. The ferry, she added, will wait.”"
    for a in read(text, nlp):
        pieces = (a.content, *a.more)
        assert all(x.end <= y.start for x, y in pairwise(pieces))
        for own in (a.source, a.cue):
            assert own is None or not any(own.overlaps(p) for p in pieces)


def test_what_the_narrator_adds_behind_a_comma_is_not_said(nlp):
    (a,) = (a for a in read("Maltesk praised the crew, which had worked all night.", nlp) if a.cue)
    assert a.content.text == "the crew"


def test_a_name_and_a_colon_at_the_head_of_a_text(nlp):
    assert rows("Jorun Maltesk: The dam will hold this winter.", nlp)[0] == (
        ("The dam will hold this winter",),
        "Jorun Maltesk",
        None,
    )


def test_the_speaker_of_an_attribution_is_the_name_behind_a_pronoun(nlp):
    text = "Jorun Maltesk visited the port. He said the ferry was safe and promised to sail with it."
    assert {a.speaker.text for a in read(text, nlp) if a.speaker} == {"Jorun Maltesk"}


def test_a_piece_that_ends_in_marks_ends_behind_them(nlp):
    (a,) = read("The minister said that the bridge was “a ruin”.", nlp)
    assert a.content.text == "that the bridge was “a ruin”"
    assert (a.kind, a.form) == ("mixed", "clause")


def test_a_content_ends_before_the_word_that_leads_on(nlp):
    text = "Clara Whitmore said that the dam was safe and praised the crew on the wall."
    assert rows(text, nlp)[0][0] == ("that the dam was safe",)


def test_what_is_added_behind_the_cue_is_an_act_of_its_own(nlp):
    text = "The dam will hold this winter, Clara Whitmore said, adding that the crew would stay."
    assert ("The dam will hold this winter",) in [r[0] for r in rows(text, nlp)]


def test_according_to_within_a_clause_is_no_part_of_it(nlp):
    text = "The north gate, according to Clara Whitmore, was opened at night."
    assert [r[0] for r in rows(text, nlp)] == [("The north gate", "was opened at night")]
