"""A PDF gives the text of its report: headline, paragraphs over columns and pages, pages as locations."""

from __future__ import annotations

import io
import zlib
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reportlab.lib.enums import TA_JUSTIFY
from reportlab.lib.pagesizes import A4
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.styles import ParagraphStyle, getSampleStyleSheet
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate, Paragraph

from crosswire.errors import ReadError
from crosswire.read import detect, read_bytes
from crosswire.read.office.pdf import read_pdf
from tests.read.wire_story import PARAGRAPHS, TEXT, TITLE

SPACED = ParagraphStyle("spaced", fontName="Helvetica", fontSize=10, leading=12, spaceAfter=6)
INDENTED = ParagraphStyle(
    "indented", fontName="Times-Roman", fontSize=10, leading=12, firstLineIndent=12, alignment=TA_JUSTIFY
)
# Paragraphs of several lines each, no two alike.
LONG = tuple(
    f"{PARAGRAPHS[n % 3]} On day {n} crews counted {n * 7} houses in the lower town. {PARAGRAPHS[1]}"
    for n in range(1, 31)
)


def printed(
    paragraphs: Sequence[str], *, columns: int = 1, style: ParagraphStyle = SPACED, furniture: bool = False
) -> bytes:
    stream = io.BytesIO()
    made = BaseDocTemplate(stream, pagesize=A4, title="report-final-2.doc")
    width, gutter = made.width / columns, 16 if columns > 1 else 0

    def margins(canvas: Canvas, _: object) -> None:
        if furniture:
            canvas.drawString(72, 805, "The Torvane Courier")
            canvas.drawString(290, 30, f"Page {canvas.getPageNumber()}")

    frames = [
        Frame(made.leftMargin + n * width, made.bottomMargin, width - gutter, made.height)
        for n in range(columns)
    ]
    made.addPageTemplates([PageTemplate(frames=frames, onPage=margins)])
    headline = Paragraph(TITLE, getSampleStyleSheet()["Title"])
    made.build([headline, *(Paragraph(p, style) for p in paragraphs)])
    return stream.getvalue()


def drawn(*lines: str, size: int = 12, leading: int = 14) -> bytes:
    stream = io.BytesIO()
    canvas = Canvas(stream)
    canvas.setFont("Helvetica", size)
    for n, line in enumerate(lines):
        canvas.drawString(72, 760 - n * leading, line)
    canvas.save()
    return stream.getvalue()


def article(data: bytes) -> str:
    """The lines that are not set apart."""
    document = read_pdf(data, "a.pdf", None)
    gone = {document.text[x.start : x.end] for x in document.excluded}
    return "\n".join(line for line in document.text.split("\n") if line not in gone)


def test_a_page_gives_the_text_of_every_other_format() -> None:
    data = printed(PARAGRAPHS)
    assert detect(data) == "pdf"
    report = read_bytes(data, source="a.pdf", id="r1")
    assert (report.text, report.title, report.published) == (TEXT, TITLE, None)


@pytest.mark.parametrize("columns", [1, 2, 3])
@pytest.mark.parametrize("style", [SPACED, INDENTED], ids=["spaced", "indented"])
def test_columns_and_pages_are_read_one_after_the_other(columns: int, style: ParagraphStyle) -> None:
    data = printed(LONG, columns=columns, style=style, furniture=True)
    assert article(data) == TITLE + "\n\n" + "\n".join(LONG)


def test_what_repeats_on_the_margins_is_set_apart_and_pages_are_locations() -> None:
    document = read_pdf(printed(LONG, furniture=True), "a.pdf", None)
    kinds = [(x.kind, document.text[x.start : x.end]) for x in document.excluded]
    assert kinds[:2] == [("site_name", "The Torvane Courier"), ("page_number", "Page 1")]
    report = read_bytes(printed(LONG, furniture=True), source="a.pdf", id="r1")
    for word, page in (("On day 1 ", "page 1"), ("On day 29 ", "page 2")):
        start = report.text.index(word)
        assert report.located(start, start + len(word)) == page


def test_the_stated_title_counts_where_it_is_printed() -> None:
    stream = io.BytesIO()
    canvas = Canvas(stream)
    canvas.setTitle(TITLE)
    for n, line in enumerate((TITLE, "It broke before dawn.", "It rained.")):
        canvas.drawString(72, 760 - 30 * n, line)
    canvas.save()
    assert read_pdf(stream.getvalue(), "a.pdf", None).text == f"{TITLE}\n\nIt broke before dawn.\nIt rained."


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        (("The dam was inspec-", "ted in March"), "The dam was inspected in March"),
        (("The Torvane-", "Merrow line is closed"), "The Torvane-Merrow line is closed"),
        (("A well-known mayor and a well-", "known dam"), "A well-known mayor and a well-known dam"),
        (("It broke in 2030-", "31 and again"), "It broke in 2030-31 and again"),
        (("The dam -", "so they said -"), "The dam - so they said -"),
    ],
)
def test_hyphens_at_line_ends_go_only_where_a_word_was_parted(lines: tuple[str, str], text: str) -> None:
    assert read_pdf(drawn(*lines), "a.pdf", None).text == text


def test_pages_of_pictures_are_told() -> None:
    stream = io.BytesIO()
    canvas = Canvas(stream)
    canvas.rect(100, 100, 200, 200, fill=1)
    canvas.showPage()
    canvas.drawString(72, 700, "It broke before dawn.")
    canvas.save()
    (notice,) = read_pdf(stream.getvalue(), "a.pdf", None).notices
    assert "Pages without text (1)" in notice


def with_stream(data: bytes) -> bytes:
    """The head of a PDF with one stream of these bytes."""
    return b"%PDF-1.7\n4 0 obj<</Filter/FlateDecode>>stream\n" + data + b"\nendstream endobj\n"


BLANKS = zlib.compress(b" " * 40_000_000)


def encrypted() -> bytes:
    stream = io.BytesIO()
    canvas = Canvas(stream, encrypt=StandardEncryption("secret", ownerPassword="owner"))
    canvas.drawString(72, 700, "It broke before dawn.")
    canvas.save()
    return stream.getvalue()


def pictured() -> bytes:
    stream = io.BytesIO()
    canvas = Canvas(stream)
    canvas.rect(100, 100, 200, 200, fill=1)
    canvas.save()
    return stream.getvalue()


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"%PDF-1.7\n" + b"\x00" * 100, "broken"),
        (printed(PARAGRAPHS)[:600], "broken"),
        (encrypted(), "encrypted"),
        (pictured(), "run OCR first"),
        (with_stream(BLANKS), "decompression bomb"),
        (with_stream(zlib.compress(zlib.compress(BLANKS))), "decompression bomb"),
        (with_stream(zlib.compress(b" " * 40_000)), "broken"),
    ],
    ids=["nothing", "cut", "encrypted", "picture", "bomb", "bomb in a bomb", "no bomb"],
)
def test_what_cannot_be_read_says_what_and_where(data: bytes, message: str) -> None:
    with pytest.raises(ReadError, match=message) as error:
        read_pdf(data, "desk/7.pdf", None)
    assert "desk/7.pdf" in str(error.value)


def test_a_very_long_pdf_is_read_in_part_and_says_so() -> None:
    stream = io.BytesIO()
    canvas = Canvas(stream)
    for n in range(700):
        canvas.drawString(72, 700, f"House {n} was flooded.")
        canvas.showPage()
    canvas.save()
    document = read_pdf(stream.getvalue(), "a.pdf", None)
    assert "first 500 of 700 pages" in document.notices[0]


def test_a_page_of_endless_letters_is_read_in_time() -> None:
    document = read_pdf(drawn(*["It rained and rained. " * 2_000] * 10), "a.pdf", None)
    assert len(document.text) <= 310_000
    assert "characters were read" in document.notices[0]


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_any_mutation_gives_a_report_or_a_read_error(data: st.DataObject) -> None:
    whole = printed(PARAGRAPHS, columns=2)
    start = data.draw(st.integers(0, len(whole)))
    end = data.draw(st.integers(start, min(len(whole), start + 200)))
    mutated = whole[:start] + data.draw(st.binary(max_size=8)) + whole[end:]
    try:
        report = read_bytes(mutated, source="a.pdf", id="r1", format="pdf")
    except ReadError:
        return
    assert all(0 <= x.start < x.end <= len(report.text) for x in (*report.locations, *report.excluded))
