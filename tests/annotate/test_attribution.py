"""Who says the words: source as printed, cue, and the name it resolves to."""

from __future__ import annotations

import pytest
from spacy.language import Language

from crosswire.annotate.parse import parse
from crosswire.annotate.quotes import find_quotes
from crosswire.types import Quote, Report


def quotes_of(text: str, nlp: Language) -> list[Quote]:
    report = Report(id="r", source="r.txt", text=text, sha256="")
    return [q for q in find_quotes(report, parse(report, nlp), ())[0] if q.kind != "indirect"]


def sources(text: str, nlp: Language) -> list[str | None]:
    return [q.source.text if q.source else None for q in quotes_of(text, nlp)]


def speakers(text: str, nlp: Language) -> list[str | None]:
    return [q.speaker.text if q.speaker else None for q in quotes_of(text, nlp)]


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("“The dam is safe,” said Clara Whitmore.", "Clara Whitmore"),
        ("“The dam is safe,” Clara Whitmore said on Monday.", "Clara Whitmore"),
        ("Clara Whitmore said: “The dam is safe.”", "Clara Whitmore"),
        ("Clara Whitmore told reporters that “the dam is safe.”", "Clara Whitmore"),
        ("“The dam is safe,” according to Clara Whitmore.", "Clara Whitmore"),
        ("“The dam is safe.” — Clara Whitmore", "Clara Whitmore"),
        ("“The dam is safe,” said harbour spokesman Peter Hollis.", "harbour spokesman Peter Hollis"),
        ("The mayor called the report “a pack of lies”.", "The mayor"),
        ("The committee rejected the mayor’s “close the gates” order.", "the mayor"),
        ("TORVANE — A port official called the dam “a standing danger to us all”.", "A port official"),
        ("“The dam is safe, ”said Clara Whitmore.", "Clara Whitmore"),
    ],
)
def test_the_source_is_found_as_printed(text: str, source: str, nlp: Language) -> None:
    assert sources(text, nlp) == [source]


def test_a_quotation_after_a_finished_sentence_goes_on(nlp: Language) -> None:
    text = "“The dam is safe,” Clara Whitmore said. “Nobody needs to leave.”"
    assert sources(text, nlp) == ["Clara Whitmore", "Clara Whitmore"]


def test_a_second_fragment_in_a_sentence_inherits(nlp: Language) -> None:
    text = "Clara Whitmore said the dam was “perfectly safe” and the report “a pack of lies”."
    assert sources(text, nlp) == ["Clara Whitmore", "Clara Whitmore"]


def test_with_these_words_points_at_the_speaker(nlp: Language) -> None:
    text = (
        "“Whoever leaves will not come back.” With these words, President Peter Hollis addressed the nation."
    )
    assert speakers(text, nlp) == ["Peter Hollis"]


def test_an_unattributed_paragraph_gets_nobody(nlp: Language) -> None:
    text = (
        "Clara Whitmore spoke for an hour about the dam and then left for the harbour.\n\n"
        "“Nobody needs to leave.”\n\nThe rain went on."
    )
    assert sources(text, nlp) == [None]


def test_a_pronoun_means_the_latest_named_subject(nlp: Language) -> None:
    text = (
        "Peter Hollis runs the harbour. Clara Whitmore visited the dam on Monday.\n\n"
        "“It is safe,” she said.\n\n“It is not,” he said."
    )
    assert speakers(text, nlp) == ["Clara Whitmore", "Peter Hollis"]


def test_an_office_means_its_most_mentioned_holder(nlp: Language) -> None:
    text = (
        "President Clara Whitmore visited the dam. Whitmore met President Peter Hollis of a neighbouring country. "
        "Whitmore then flew home.\n\n“It is safe,” the president said."
    )
    assert speakers(text, nlp) == ["Clara Whitmore"]


def test_a_pronoun_for_somebody_unnamed_means_no_named_person(nlp: Language) -> None:
    text = (
        "Clara Whitmore visited the dam on Monday.\n\n“It shook,” said a woman who lives below it. "
        "“We ran,” she said."
    )
    assert speakers(text, nlp) == [None, None]


def test_those_named_in_reported_speech_do_not_take_over(nlp: Language) -> None:
    text = "Peter Hollis said that Frank Marlowe had left the harbour.\n\n“He left at night,” he said."
    assert speakers(text, nlp) == ["Peter Hollis"]


def test_a_last_name_resolves_to_the_fullest_naming(nlp: Language) -> None:
    text = "Clara Whitmore visited the dam.\n\n“It is safe,” Whitmore said."
    assert speakers(text, nlp) == ["Clara Whitmore"]


@pytest.mark.parametrize(
    "text",
    [
        "Clara Whitmore visited the dam. “It is safe,” a spokesman said.",
        "Clara Whitmore visited the dam. Article 4 says that “nobody may close the gates.”",
        "Clara Whitmore visited the dam. Residents said it was “not safe at all.”",
    ],
)
def test_nobody_is_named_where_the_text_does_not_say(text: str, nlp: Language) -> None:
    assert speakers(text, nlp) == [None]


@pytest.mark.parametrize(
    "text",
    [
        "“It is safe,” said a lawyer for Mayor Peter Hollis.",
        "“It is safe,” a Whitmore spokesman said. Clara Whitmore was away.",
        "“It is safe,” said Clara Whitmore’s lawyer.",
    ],
)
def test_whoever_speaks_for_a_person_is_another(text: str, nlp: Language) -> None:
    assert speakers(text, nlp) == [None]
