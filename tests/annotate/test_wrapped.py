"""Lines broken to a width are read as one; lists, verse and lines that are paragraphs are left alone."""

from __future__ import annotations

from crosswire.annotate.parse import load, parse
from crosswire.annotate.report import annotate
from crosswire.annotate.wrapped import unwrapped
from crosswire.types import Report

COPY = """ORVANTE, 3 June -- Gunmen on motorcycles opened fire on a bus in the
hills above Orvante on Sunday, killing the driver of the bus and three
farmers who were on their way to the market in Lower Talle, police
said.

   Two more people were wounded. Officers said that the bus had been
stopped at a barrier of stones, and that the attackers had fled into
the hills on foot.
"""


def _report(text: str) -> Report:
    return Report(id="r", source="r.txt", text=text, sha256="0" * 64, published="2031-06-03")


def test_line_ends_inside_paragraphs_become_blanks() -> None:
    found = unwrapped(COPY)
    assert len(found) == len(COPY)
    assert "killing the driver of the bus and three farmers who" in found
    assert "said.\n\n   Two more" in found


def test_carriage_returns_go_with_them() -> None:
    found = unwrapped(COPY.replace("\n", "\r\n"))
    assert len(found) == len(COPY.replace("\n", "\r\n"))
    assert "and three  farmers" in found


def test_lists_verse_and_paragraphs_a_line_are_left_alone() -> None:
    verse = "The river rose\nand took the mill,\nthe miller's house\nand all the hill.\n" * 3
    listed = "Dead:\n- Anton Ruud, 31, a fisherman from Orvante\n- Mira Ruud, 29, his wife\n- a child\n" * 3
    lines = (
        "Two men were killed on Monday.\nPolice arrested a third man at his home.\nNobody else was hurt.\n"
        * 4
    )
    long = COPY + "A whole paragraph stands on this line, as it does on pages of the web, " * 3
    for text in (verse, listed, lines, long):
        assert unwrapped(text) is text


def test_a_sentence_goes_on_over_the_line_and_spans_stay_as_printed() -> None:
    nlp = load()
    report = _report(COPY)
    sentences = [s.text for s in parse(report, nlp).sents]
    assert any("killing the driver of the bus and three farmers who" in s for s in sentences)
    found = annotate(report, nlp, anchor="2031-06-03")
    figure = next(f for f in found.figures if f.number == 3)
    assert (figure.measure, figure.label) == ("killed", "farmers")
    assert all(f.span.text == COPY[f.span.start : f.span.end] for f in (*found.figures, *found.individuals))
