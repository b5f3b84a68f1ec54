"""A Word document gives the text of its report; what is hidden, deleted or beside it is left out and told."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from typing import Any

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from hypothesis import given, settings
from hypothesis import strategies as st

from crosswire.errors import ReadError
from crosswire.read import detect, read_bytes
from crosswire.read.office.docx import read_docx
from tests.read.wire_story import PARAGRAPHS, TEXT, TITLE

OLE = b"\xd0\xcf\x11\xe0" + bytes(508)


def written(build: Callable[[Any], object] | None = None, *, title: str | None = "Title") -> bytes:
    """A document of the story, then changed by `build`."""
    made = docx.Document()
    made.core_properties.author = "Template Author"
    if title:
        made.add_paragraph(TITLE, style=title)
    for paragraph in PARAGRAPHS:
        made.add_paragraph(paragraph)
    if build:
        build(made)
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


def added(xml: str) -> Callable[[Any], object]:
    """A change that puts a paragraph of this XML at the end."""
    return lambda made: made.paragraphs[-1]._p.addnext(parse_xml(f"<w:p {nsdecls('w')}>{xml}</w:p>"))


def repacked(data: bytes, change: Callable[[str, bytes], bytes | None]) -> bytes:
    """The package with its parts changed, or without those that become None."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if (part := change(name, old.read(name))) is not None:
                new.writestr(name, part)
    return stream.getvalue()


def in_text(old: bytes, new: bytes) -> Callable[[str, bytes], bytes]:
    return lambda name, part: part.replace(old, new) if name == "word/document.xml" else part


@pytest.mark.parametrize("style", ["Title", "Heading 1"])
def test_a_document_gives_the_text_of_every_other_format(style: str) -> None:
    data = written(title=style)
    assert detect(data) == "docx"
    report = read_bytes(data, source="a.docx", id="r1")
    assert (report.text, report.title, report.byline, report.notices) == (TEXT, TITLE, None, ())


def test_a_late_heading_is_no_title() -> None:
    def build(made: Any) -> None:
        made.add_paragraph("More.")
        made.add_paragraph("More yet.")
        made.add_paragraph("Background", style="Heading 1")

    assert read_docx(written(build, title=None), "a.docx", None).metadata.title is None


def test_tables_and_their_cells_stand_where_they_stand() -> None:
    def build(made: Any) -> None:
        table = made.add_table(rows=1, cols=2)
        table.cell(0, 0).text, table.cell(0, 1).text = "Dead", "14"
        made.add_paragraph("It rained.")

    assert read_docx(written(build), "a.docx", None).text == TEXT + "\nDead\n14\nIt rained."


def test_headers_and_footers_are_not_text() -> None:
    def build(made: Any) -> None:
        made.sections[0].header.paragraphs[0].text = "The Torvane Courier"

    assert read_docx(written(build), "a.docx", None).text == TEXT


@pytest.mark.parametrize(
    ("xml", "text", "notice"),
    [
        ("<w:ins><w:r><w:t>It rained.</w:t></w:r></w:ins>", "It rained.", ""),
        ("<w:r><w:t>It </w:t></w:r><w:del><w:r><w:delText>did not </w:delText></w:r></w:del><w:r><w:t>rain.</w:t></w:r>", "It rain.", "Deletions that are tracked (1)"),
        ("<w:r><w:rPr><w:vanish/></w:rPr><w:t>Secret. </w:t></w:r><w:r><w:t>It rained.</w:t></w:r>", "It rained.", "Hidden text (1"),
        ('<w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>It rained.</w:t></w:r>', "It rained.", ""),
        ('<w:r><w:t>It rained.</w:t><w:footnoteReference w:id="1"/></w:r>', "It rained.", "Footnotes and endnotes (1)"),
        ('<w:r><w:t>It rained.</w:t><w:commentReference w:id="1"/></w:r>', "It rained.", "Comments (1)"),
        ("<w:hyperlink><w:r><w:t>It</w:t></w:r></w:hyperlink><w:r><w:tab/><w:t>rained.</w:t></w:r>", "It rained.", ""),
        ("<w:r><w:t>It rained.</w:t><w:br/><w:t>Twice.</w:t></w:r>", "It rained.\nTwice.", ""),
        ("<w:r><w:fldChar/><w:instrText>PAGE</w:instrText><w:t>It rained.</w:t></w:r>", "It rained.", ""),
        ("<w:r><w:pict><w:txbxContent><w:p><w:r><w:t>Boxed.</w:t></w:r></w:p></w:txbxContent></w:pict><w:t>It rained.</w:t></w:r>", "It rained.\nBoxed.", ""),
        ("<w:sdt><w:sdtContent><w:r><w:t>It rained.</w:t></w:r></w:sdtContent></w:sdt>", "It rained.", ""),
    ],
)  # fmt: skip
def test_changes_hidden_text_and_notes(xml: str, text: str, notice: str) -> None:
    document = read_docx(written(added(xml)), "a.docx", None)
    assert document.text == TEXT + "\n" + text
    assert [notice in said for said in document.notices] == ([True] if notice else [])


def test_a_paragraph_whose_end_was_deleted_goes_on_in_the_next() -> None:
    def build(made: Any) -> None:
        mark = f"<w:p {nsdecls('w')}><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>It </w:t></w:r></w:p>"
        made.paragraphs[-1]._p.addnext(parse_xml(mark))
        made.add_paragraph("rained.")

    assert read_docx(written(build), "a.docx", None).text == TEXT + "\nIt rained."


def test_captions_are_set_apart_and_translated_style_ids_are_understood() -> None:
    def build(made: Any) -> None:
        made.add_paragraph("The dam.", style="Caption")

    def translate(name: str, part: bytes) -> bytes:
        return re.sub(rb'(w:styleId|w:pStyle w:val)="Title"', rb'\1="Titel"', part)

    document = read_docx(repacked(written(build), translate), "a.docx", None)
    assert document.metadata.title == TITLE
    assert [(x.kind, document.text[x.start : x.end]) for x in document.excluded] == [("caption", "The dam.")]


def test_strict_documents_are_read_alike() -> None:
    old, new = b"http://schemas.openxmlformats.org/", b"http://purl.oclc.org/ooxml/"
    assert read_docx(repacked(written(), lambda _, part: part.replace(old, new)), "a.docx", None).text == TEXT


def without(*names: str) -> bytes:
    return repacked(written(), lambda name, part: None if name in names else part)


BOMB = b'<!DOCTYPE d [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><w:document'


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (OLE + "EncryptedPackage".encode("utf-16-le"), "is encrypted"),
        (OLE + "WordDocument".encode("utf-16-le"), "old kind"),
        (written()[:2_000], "broken"),
        (without("word/document.xml"), "lacks the text"),
        (repacked(written(), in_text(b"</w:body>", b"")), "not well-formed"),
        (repacked(written(), in_text(b"<w:document", BOMB)), "declares entities"),
        (repacked(written(), in_text(b"</w:body>", b" " * 34_000_000 + b"</w:body>")), "more than 32 MB"),
        (repacked(written(), in_text(b"</w:body>", b"<w:p/>" * 1_100_000 + b"</w:body>")), "marks"),
        (repacked(written(), in_text(b"</w:body>", b"<w:tbl>" * 500 + b"</w:tbl>" * 500 + b"</w:body>")), "not well-formed"),
        (repacked(written(), lambda n, p: re.sub(rb"<w:t>[^<]*", b"<w:t>", p)), "without text"),
    ],
    ids=["encrypted", "old", "cut", "no text part", "broken", "bomb", "large", "many", "deep", "empty"],
)  # fmt: skip
def test_what_cannot_be_read_says_what_and_where(data: bytes, message: str) -> None:
    assert detect(data) == "docx"
    with pytest.raises(ReadError, match=message) as error:
        read_docx(data, "desk/7.docx", None)
    assert "desk/7.docx" in str(error.value)


def test_parts_that_are_not_needed_may_be_missing() -> None:
    data = without("_rels/.rels", "word/styles.xml", "docProps/core.xml", "[Content_Types].xml")
    assert read_docx(data, "a.docx", None).text == TEXT


WHOLE = written()


@settings(max_examples=80, deadline=None)
@given(st.data())
def test_any_mutation_gives_a_report_or_a_read_error(data: st.DataObject) -> None:
    whole = data.draw(st.sampled_from([WHOLE, stored()]))
    start = data.draw(st.integers(0, len(whole)))
    end = data.draw(st.integers(start, min(len(whole), start + 100)))
    mutated = whole[:start] + data.draw(st.binary(max_size=8)) + whole[end:]
    try:
        read_bytes(mutated, source="a.docx", id="r1", format="docx")
    except ReadError:
        return


def stored() -> bytes:
    """A small package whose text part is not compressed, so that mutations reach the XML."""
    stream = io.BytesIO()
    body = f"<w:p><w:r><w:t>{PARAGRAPHS[0]}</w:t></w:r></w:p>"
    with zipfile.ZipFile(stream, "w") as new:
        new.writestr("word/document.xml", f"<w:document {nsdecls('w')}><w:body>{body}</w:body></w:document>")
    return stream.getvalue()
