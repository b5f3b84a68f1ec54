"""Direct told from mixed, sources printed without a verb, words inside words, words without marks, titles."""

from __future__ import annotations

import pytest
from spacy.language import Language

from crosswire.annotate.names import find_mentions
from crosswire.annotate.parse import parse
from crosswire.annotate.quotes import find_quotes
from crosswire.types import Attribution, Quote, Report


def read(text: str, nlp: Language) -> tuple[tuple[Quote, ...], tuple[Attribution, ...]]:
    report = Report(id="r", source="r.txt", text=text, sha256="")
    doc = parse(report, nlp)
    return find_quotes(report, doc, find_mentions(report, doc))


def kind_of(words: str, text: str, nlp: Language) -> str | None:
    said = [(a.kind, piece.text) for a in read(text, nlp)[1] for piece in (a.content, *a.more)]
    found = [kind for kind, piece in said if piece.strip(" ,.") == words or words in piece]
    return found[0] if found else None


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ("We stay", "“We stay,” said Jorun Maltesk."),
        ("We stay", "Jorun Maltesk said: “We stay.”"),
        ("we will not leave", "Jorun Maltesk told the council “we will not leave.”"),
        ("nobody was told", "But, Jorun Maltesk said, “nobody was told.”"),
        ("Lock the gate", "Jorun Maltesk answered with chants of “Lock the gate.”"),
        ("Nobody heard it", "“It went at dawn,” Jorun Maltesk said on “Evening Round.” “Nobody heard it.”"),
        ("is that the gate holds", "“My hope,” Jorun Maltesk said, “is that the gate holds.”"),
        ("All of us", "“We stay,” Jorun Maltesk said. “All of us.”"),
        ("Lock the gate", "The crowd chanted “Lock the gate” and marched on."),
        ("Nobody leaves", "“Nobody leaves” — Jorun Maltesk"),
    ],
)
def test_words_that_are_all_that_is_said_are_direct(words: str, text: str, nlp: Language) -> None:
    assert kind_of(words, text, nlp) == "direct"


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ("gone for good", "Jorun Maltesk said the gate was “gone for good”."),
        ("there is no one key", "With so many gates, “there is no one key,” Jorun Maltesk said."),
        ("it begins to pay", "Sooner or later, Jorun Maltesk told reporters, “it begins to pay.”"),
        ("we will not leave", "Jorun Maltesk told the council that “we will not leave.”"),
        ("a gamble", "Jorun Maltesk called the plan “a gamble”."),
        ("an act of madness", "The town mourns after what Jorun Maltesk called “an act of madness.”"),
        ("a cut for everybody", "Jorun Maltesk said: “a cut for everybody” in the lower town."),
        ("We had two hours", "Jorun Maltesk said the bells rang at noon. “We had two hours.”"),
        ("Nobody came", "Jorun Maltesk said that the pumps were “dry as dust.” “Nobody came.”"),
    ],
)
def test_words_that_go_on_with_something_told_are_mixed(words: str, text: str, nlp: Language) -> None:
    assert kind_of(words, text, nlp) == "mixed"


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("“The gate was never mended.”\n\n-Tobin Averesco, Torvane.\n\nIt rained.", "Tobin Averesco"),
        ("“The gate was never mended.”― Tobin Averesco\n", "Tobin Averesco"),
        ("A LONG NIGHT “The gate was never mended.” [Torvane Courier.]\n\nIt rained.", "Torvane Courier"),
        ("“The gate was never mended,” she went on.", "she"),
        ("As Tobin Averesco put it, “The gate was never mended.”", "Tobin Averesco"),
        ("“The gate was never mended,” Tobin Averesco, a baker from Torvane, said.", "Tobin Averesco, a baker from Torvane"),
        ("Said Averesco: “The gate was never mended.”", "Averesco"),
        ("The mayor came back to her old line: “The gate was never mended.”", "The mayor"),
        ("“The gate was never mended,” Averesco said, according to the Courier.", "Averesco"),
    ],
)  # fmt: skip
def test_sources_beside_the_marks(text: str, source: str, nlp: Language) -> None:
    direct = [q for q in read(text, nlp)[0] if q.kind == "direct"]
    assert [q.source.text if q.source else None for q in direct] == [source]


def test_a_list_item_after_a_quotation_is_no_signature(nlp: Language) -> None:
    text = "“The gate was never mended.”\n\n- Police closed both bridges on Monday."
    assert [q.source for q in read(text, nlp)[0] if q.kind == "direct"] == [None]


def test_words_inside_words_stand_under_their_own_speaker(nlp: Language) -> None:
    text = "“Tobin Averesco told me, ‘Go home,’ and I went,” Jorun Maltesk said. “I said, ‘That is a shame.’”"
    found = {
        q.span.text: (q.source and q.source.text, q.speaker and q.speaker.text) for q in read(text, nlp)[0]
    }
    assert found["Go home,"] == ("Tobin Averesco", "Tobin Averesco")
    assert found["That is a shame."] == ("I", "Jorun Maltesk")
    assert found["Tobin Averesco told me, ‘Go home,’ and I went,"][1] == "Jorun Maltesk"


@pytest.mark.parametrize(
    "text",
    [
        "“They call it the ‘long gate’ here,” Jorun Maltesk said.",
        "“I read ‘The Long Gate’ twice,” Jorun Maltesk said.",
        "“The wardens’ boats don’t leave,” Jorun Maltesk said.",
    ],
)
def test_a_term_inside_words_is_no_quotation_of_its_own(text: str, nlp: Language) -> None:
    assert len(read(text, nlp)[0]) == 1


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("We have no boats, Jorun Maltesk said on Monday. The gate is gone.", "We have no boats"),
        ("— The gate holds, said Jorun Maltesk.\n\nIt rained.", "The gate holds"),
        ("Tobin Averesco: I saw the water come. The gate fell.\n\nIt rained.", "I saw the water come."),
    ],
)
def test_words_without_marks_that_are_surely_verbatim_are_direct(
    text: str, words: str, nlp: Language
) -> None:
    assert [q.span.text for q in read(text, nlp)[0] if q.kind == "direct"] == [words]


@pytest.mark.parametrize(
    "text",
    [
        "The gate is gone, Jorun Maltesk said.",
        "Weather: We expect rain on Monday.",
        "Jorun Maltesk: the last warden of Torvane.",
        "We left early, we said.",
        "Jorun Maltesk said that we had no boats.",
    ],
)
def test_words_without_marks_that_may_be_told_are_not_direct(text: str, nlp: Language) -> None:
    assert [q for q in read(text, nlp)[0] if q.kind == "direct"] == []


@pytest.mark.parametrize(
    "text",
    [
        "“We stay,” Jorun Maltesk said on “Evening Round.”",
        "In her 2002 book, “The Long Gate,” Jorun Maltesk described the flood.",
        "Jorun Maltesk told the station’s “Morning Bell” that nobody had come.",
        "Tobin “The Baker” Averesco sold bread.",
    ],
)
def test_titles_and_nicknames_are_nobodys_words(text: str, nlp: Language) -> None:
    quotes, attributions = read(text, nlp)
    capitals = ("Evening Round", "The Long Gate", "Morning Bell", "The Baker")
    assert not [q for q in quotes if q.span.text.strip(".,") in capitals]
    assert not [a for a in attributions if a.content.text.strip(".,") in capitals]
