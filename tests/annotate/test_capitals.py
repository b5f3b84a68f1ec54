"""Text in capitals: the parser gets running letters of equal length, spans stay the report's own words."""

from __future__ import annotations

import pytest

from crosswire.annotate.capitals import loud_passages, recase
from crosswire.annotate.capitals_words import vocabulary_of
from crosswire.annotate.parse import load, parse, parser_text
from crosswire.annotate.report import annotate
from crosswire.types import Report


@pytest.fixture(scope="module")
def nlp():
    return load()


def _recased(nlp, text: str) -> str:
    found = recase(text, lambda: vocabulary_of(nlp.vocab))
    assert len(found) == len(text)
    assert found.casefold() == text.casefold()
    return found


def test_names_months_and_starts_keep_their_capitals(nlp) -> None:
    text = (
        "LIMA, 4 MAY 91 (EFE) -- TWO SHEPHERDS WERE KILLED NEAR ORVANTE. THE VICTIMS, JOSE TALVERA AND\n"
        "HIS BROTHER, MAY HAVE BEEN MISTAKEN FOR SMUGGLERS, POLICE CHIEF ROSA QUILMANTA SAID ON MONDAY."
    )
    assert _recased(nlp, text) == (
        "Lima, 4 May 91 (EFE) -- Two shepherds were killed near Orvante. The victims, Jose Talvera and\n"
        "his brother, may have been mistaken for smugglers, Police Chief Rosa Quilmanta said on Monday."
    )


def test_words_of_names_by_their_neighbours(nlp) -> None:
    assert "Dr Baker" in _recased(nlp, "THE DEAD MAN WAS TAKEN AWAY BY DR BAKER ON FRIDAY.")
    assert "San Ortelio" in _recased(nlp, "THREE HOUSES IN SAN ORTELIO WERE BURNED BY A MOB.")
    assert "O'Brannagh's" in _recased(nlp, "THE MURDER OF PEADAR O'BRANNAGH'S BROTHER REMAINS UNSOLVED.")
    assert "U.S. soldiers" in _recased(nlp, "TWO U.S. SOLDIERS WERE WOUNDED WHEN A MINE WENT OFF.")


def test_an_abbreviation_in_brackets_is_spelt_by_the_words_before_it(nlp) -> None:
    found = _recased(
        nlp, "THE ORVANTE HARBOUR WORKERS UNION [OHWU] CALLED A STRIKE. THE OHWU HAS MANY MEMBERS."
    )
    assert "Harbour Workers Union [OHWU]" in found
    assert "The OHWU has" in found


def test_the_mixed_case_parts_teach(nlp) -> None:
    text = (
        "POLICE KILL FOUR IN RAID ON THE BRICK LANE GANG\n\nOfficers said that the leader of Brick had fled. "
        "They searched for Brick all night."
    )
    assert _recased(nlp, text).startswith("Police kill four in raid on the Brick")


def test_mixed_case_and_short_labels_are_left_alone(nlp) -> None:
    for text in (
        "Two men were hurt in Orvante, the NHF said.\n\nREAD MORE\n",
        "BBC NEWS\nTwo men were hurt.",
    ):
        assert recase(text, lambda: vocabulary_of(nlp.vocab)) is text


def test_only_the_loud_sentence_is_taken() -> None:
    text = "It rained. THE MAYOR OF THE TOWN WAS SHOT DEAD ON SUNDAY. Nobody saw it."
    assert [text[a:b] for a, b in loud_passages(text)] == ["THE MAYOR OF THE TOWN WAS SHOT DEAD ON SUNDAY."]


def test_letters_that_would_become_two_are_kept(nlp) -> None:
    assert len(_recased(nlp, "THE GOVERNOR OF İZMIR WAS WOUNDED BY A GUNMAN YESTERDAY.")) == 56


def test_spans_are_the_words_as_printed(nlp) -> None:
    text = (
        "ORVANTE, 3 JUN 91 -- MAYOR JORGE TALVERA SAID THAT ABOUT 30 VILLAGERS WERE WOUNDED ON SATURDAY. "
        '"WE WILL REBUILD THE SCHOOL," HE SAID.'
    )
    report = Report(id="r", source="r.txt", text=text, sha256="0" * 64, published="1991-06-03")
    assert parse(report, nlp).text == parser_text(report, nlp) != text
    found = annotate(report, nlp, anchor="1991-06-03")
    spans = [
        *(m.span for m in found.mentions),
        *(f.span for f in found.figures),
        *(f.number_span for f in found.figures),
        *(q.span for q in found.quotes),
        *(t.span for t in found.times),
    ]
    assert all(s.text == text[s.start : s.end] for s in spans)
    figure = next(f for f in found.figures if f.measure == "injured")
    assert (figure.number, figure.qualifier, figure.label) == (30, "about", "VILLAGERS")
    assert any(m.span.text == "JORGE TALVERA" and m.type == "PERSON" for m in found.mentions)
    assert [q.speaker.text for q in found.quotes if q.kind == "direct" and q.speaker] == ["JORGE TALVERA"]
