"""Whom a source names where the words before it must tell: offices, statements, sites, organisations."""

from __future__ import annotations

import pytest
from spacy.language import Language

from crosswire.annotate.names import find_mentions
from crosswire.annotate.parse import parse
from crosswire.annotate.quotes import find_quotes
from crosswire.types import Report


def told(text: str, nlp: Language) -> list[tuple[str | None, str | None]]:
    """Source as printed and speaker of each quotation."""
    report = Report(id="r", source="r.txt", text=text, sha256="")
    doc = parse(report, nlp)
    quotes, _ = find_quotes(report, doc, find_mentions(report, doc))
    return [
        (q.source.text if q.source else None, q.speaker.text if q.speaker else None)
        for q in quotes
        if q.kind != "indirect"
    ]


@pytest.mark.parametrize(
    ("text", "source", "speaker"),
    [
        ("“He failed us,” said Dockside co-founder Ezra Malten.", "Dockside co-founder Ezra Malten", "Ezra Malten"),
        (
            "UPDATE: Halm Freight director Barry Oster said in a statement, “It was always our policy to wait.”",
            "Halm Freight director Barry Oster",
            "Barry Oster",
        ),
        (
            "Varen Foods issued a note on Monday that the plant stays shut. Varen Foods also issued a statement to the workers.\n"
            "The statement expresses condolences, saying, “This is a loss for all of us.”",
            "The statement",
            "Varen Foods",
        ),
        (
            "Velmar Airlines turned away two passengers in Torvane on Monday and did not apologize for the rule.\n"
            "“Our regular customers are welcome,” the airline said.",
            "the airline",
            "Velmar Airlines",
        ),
        (
            "“It is about the whole crew.\nIt is not about one man,” Clara Whitmore said.",
            "Clara Whitmore",
            "Clara Whitmore",
        ),
    ],
)  # fmt: skip
def test_the_words_before_tell_whose_word_it_is(text: str, source: str, speaker: str, nlp: Language) -> None:
    assert told(text, nlp)[-1] == (source, speaker)


def test_an_organisation_behind_a_president_does_not_become_a_person(nlp: Language) -> None:
    text = (
        "Jorun Maltesk, president of the research body Third Harbour, praised ECA’s change of mind, as the Journal tells. "
        "ECA director Clara Whitmore said on Friday that ECA had not moved. "
        "But Peter Hollis, an ECA director, said ECA would change. “Everybody knows that we must look at it,” he said."
    )
    assert told(text, nlp)[-1] == ("he", "Peter Hollis")


@pytest.mark.parametrize(
    "text",
    [
        "A statement was found at the gate. The statement says: “Leave the town by Friday.”",
        "Two companies, Halm Freight and Varen Foods, sent people home. Varen Foods closed its gates. Halm Freight did too. "
        "“We are sorry,” the company said.",
        "Peter Hollis was held on Monday. A fisherman recalled seeing him at the gate at night. “I was coming home "
        "and he was walking about,” he said.",
        "Clara Whitmore was at the port. Her website is down. “We will be back,” a website said.",
    ],
)
def test_nobody_is_named_where_the_text_names_nobody(text: str, nlp: Language) -> None:
    assert told(text, nlp)[-1][1] is None
