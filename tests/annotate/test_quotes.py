"""Quotations of a report: kinds, what is none, reported statements, spans."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.language import Language

from crosswire.annotate.parse import parse
from crosswire.annotate.quotes import find_quotes
from crosswire.types import Attribution, Excluded, Quote, Report


def read(text: str, nlp: Language, **given: object) -> tuple[tuple[Quote, ...], tuple[Attribution, ...]]:
    report = Report(id="r", source="r.txt", text=text, sha256="", **given)  # type: ignore[arg-type]
    return find_quotes(report, parse(report, nlp), ())


def kinds(text: str, nlp: Language) -> list[tuple[str, str]]:
    return [(q.kind, q.span.text) for q in read(text, nlp)[0] if q.kind != "indirect"]


def test_whole_clauses_are_direct_and_fragments_partial(nlp: Language) -> None:
    text = "“The dam is safe today,” Clara Whitmore said. She called the report “a pack of lies”."
    assert kinds(text, nlp) == [("direct", "The dam is safe today,"), ("partial", "a pack of lies")]


def test_a_heading_that_repeats_quoted_words_is_a_headline(nlp: Language) -> None:
    text = (
        "Nobody in this valley needs to leave tonight\n\n"
        "“Nobody in this valley needs to leave tonight,” Clara Whitmore said on Monday."
    )
    assert kinds(text, nlp)[0] == ("headline", "Nobody in this valley needs to leave tonight")


def test_a_title_with_a_colon_gives_its_words(nlp: Language) -> None:
    text = (
        "Mayor on the dam: Nobody in this valley needs to leave\n\n"
        "“Nobody in the valley needs to leave,” Mayor Clara Whitmore said."
    )
    first = read(text, nlp)[0][0]
    assert (first.kind, first.span.text) == ("headline", "Nobody in this valley needs to leave")
    assert first.speaker is not None
    assert first.speaker.text == "Clara Whitmore"


@pytest.mark.parametrize(
    "text",
    [
        "She starred in the film “A River Too Wide,” which opened in May.",
        "Frank “The Eel” Hollis owns the boats.",
        "The band played “Water Under Bridges” at noon.",
    ],
)
def test_titles_and_nicknames_are_no_quotations(text: str, nlp: Language) -> None:
    assert kinds(text, nlp) == []


def test_furniture_holds_no_quotations(nlp: Language) -> None:
    text = "(Also: “We stay,” says mayor)\n\n“We are leaving,” Clara Whitmore said."
    quotes = read(text, nlp, excluded=(Excluded(start=0, end=29, kind="related_link"),))[0]
    assert [q.span.text for q in quotes] == ["We are leaving,"]


def test_reported_speech_is_indirect_with_its_source(nlp: Language) -> None:
    quotes, attributions = read("The harbour office said on Monday that 12 boats were missing.", nlp)
    assert [q.kind for q in quotes] == ["indirect"]
    assert "12 boats were missing" in quotes[0].span.text
    assert attributions[0].source is not None
    assert attributions[0].source.text == "The harbour office"
    assert attributions[0].cue is not None
    assert attributions[0].cue.text == "said"


def test_according_to_hands_over_the_sentence(nlp: Language) -> None:
    _, attributions = read("According to the harbour office, 12 boats were missing.", nlp)
    assert [(a.content.text, a.source.text if a.source else None) for a in attributions] == [
        ("12 boats were missing", "the harbour office")
    ]


def test_ids_follow_the_text(nlp: Language) -> None:
    quotes, _ = read("“We stay,” Clara Whitmore said. “We all stay,” Peter Hollis said.", nlp)
    assert [q.id for q in quotes] == ["r:q1", "r:q2"]


def test_a_text_without_words_has_no_quotations(nlp: Language) -> None:
    assert read("", nlp) == ((), ())


PIECES = st.sampled_from(
    [
        "“We stay,” ",
        "she said. ",
        "Clara Whitmore said ",
        "the ”",
        '"',
        "‘no’ ",
        "\n\n",
        "that the dam held. ",
        "“",
        "who ",
    ]
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(PIECES, max_size=14))
def test_every_span_equals_its_text(nlp: Language, pieces: list[str]) -> None:
    text = "".join(pieces)
    quotes, attributions = read(text, nlp)
    spans = [s for q in quotes for s in (q.span, q.source, q.speaker) if s is not None]
    spans += [s for a in attributions for s in (a.content, a.source, a.speaker, a.cue) if s is not None]
    assert all(text[s.start : s.end] == s.text and s.text.strip() for s in spans)
