"""A Word document, part by part: headings, paragraphs, tables whose heads repeat, references that can be followed.

In: runs of text, any of which may come from a report. Out: the bytes of a .docx, the same for the same parts and
properties: no time and no name is taken from the machine. What XML cannot hold becomes U+FFFD, what cannot be seen is
shown as its code point. Styles, language, roles of header rows and descriptions of tables are set, so that the
document can be navigated and read aloud.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import docx
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from crosswire.present.handover.xml_text import fit, one_line

LANGUAGE = "en-GB"
# A4 with margins of 20 mm leaves this much for text, in twentieths of a point; a table's lines stand so far outside
# the words in it.
_WIDTH, _INDENT = 9638, 108
# The earliest moment that a ZIP archive can tell, and the day of a document whose day was not given.
_NO_TIME = (1980, 1, 1, 0, 0, 0)
_FONT, _MONO, _INK, _LINK = "Calibri", "Consolas", "1F2933", "1D4E89"
_HEAD_SHADE, _LINE = "E8ECF0", "B8C0C8"
_THUMBNAIL = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/thumbnail"


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """Words in one manner: `to` a bookmark of the document, or `address` on the web, where they lead; `language` where
    it is not the document's; `below` begins a new line."""

    text: str
    bold: bool = False
    italic: bool = False
    struck: bool = False
    mono: bool = False
    small: bool = False
    to: str | None = None
    address: str | None = None
    language: str | None = None
    below: bool = False


Runs = Sequence[Run | str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column of a table: its head, its share of the width, whether it holds numbers."""

    head: str
    share: int
    number: bool = False


class Word:
    """A document being written, from its head to its end; `save` gives its bytes."""

    def __init__(self, *, title: str, desk: str | None, day: str | None, subject: str) -> None:
        self._document = docx.Document()
        self._body = self._document.element.body
        self._end = self._body.sectPr
        self._marks = 0
        self._addresses: dict[str, str] = {}
        _page(self._document)
        _modern(self._document)
        _styles(self._document)
        _properties(self._document, one_line(title), one_line(desk or ""), day, one_line(subject))
        _footer(self._document, one_line(" · ".join(filter(None, (title[:80], desk, day)))))

    def heading(self, text: str, level: int, *, bookmark: str | None = None) -> None:
        """A heading: 0 is the title, 1 and 2 are sections."""
        style = "Title" if level == 0 else f"Heading{level}"
        self._end.addprevious(self._paragraph([text], style, bookmark))

    def paragraph(self, *runs: Run | str, style: str | None = None, leads: bool = False) -> None:
        """A paragraph; `style` is the id of one of the template's styles ("Quote", "ListBullet"). One that `leads`
        stays on one page with what comes after it."""
        self._end.addprevious(self._paragraph(runs, style, leads=leads))

    def bullets(self, items: Iterable[Runs]) -> None:
        """A list, an item a paragraph."""
        for runs in items:
            self.paragraph(*runs, style="ListBullet")

    def table(self, columns: Sequence[Column], rows: Iterable[Sequence[Runs]], *, caption: str) -> None:
        """A table whose head repeats on every page; `caption` describes it to those who hear the document. A cell
        may begin with a run whose text is empty and whose `to` is a bookmark to be set there."""
        widths = [(_WIDTH - _INDENT) * c.share // sum(c.share for c in columns) for c in columns]
        table = _element("tbl")
        table.append(_table_properties(caption))
        grid = _element("tblGrid")
        grid.extend(_element("gridCol", w=str(width)) for width in widths)
        table.append(grid)
        table.append(self._row([[Run(text=c.head, bold=True)] for c in columns], columns, widths, head=True))
        table.extend(self._row(row, columns, widths) for row in rows)
        self._end.addprevious(table)
        self._end.addprevious(self._paragraph([], None))

    def mark(self, name: str) -> Run:
        """A run that sets a bookmark where it stands."""
        return Run(text="", to=f"={name}")

    def save(self) -> bytes:
        """The document's bytes."""
        written = io.BytesIO()
        self._document.save(written)
        return _timeless(written)

    def _row(self, cells: Sequence[Runs], columns: Sequence[Column], widths: Sequence[int], *, head: bool = False) -> Any:  # fmt: skip
        row = _element("tr")
        properties = _element("trPr")
        properties.append(_element("cantSplit"))
        if head:
            properties.append(_element("tblHeader"))
        row.append(properties)
        for runs, column, width in zip(cells, columns, widths, strict=True):
            cell = _element("tc")
            about = _element("tcPr")
            about.append(_element("tcW", w=str(width), type="dxa"))
            if head:
                about.append(_element("shd", val="clear", color="auto", fill=_HEAD_SHADE))
            cell.append(about)
            cell.append(self._paragraph(runs, "TableText", right=column.number))
            row.append(cell)
        return row

    def _paragraph(
        self,
        runs: Runs,
        style: str | None,
        bookmark: str | None = None,
        *,
        right: bool = False,
        leads: bool = False,
    ) -> Any:
        paragraph = _element("p")
        properties = _element("pPr")
        if style:
            properties.append(_element("pStyle", val=style))
        if leads:
            properties.append(_element("keepNext"))
        if right:
            properties.append(_element("jc", val="right"))
        paragraph.append(properties)
        if bookmark:
            self._set(paragraph, bookmark)
        for run in runs:
            self._add(paragraph, Run(text=run) if isinstance(run, str) else run)
        return paragraph

    def _add(self, paragraph: Any, run: Run) -> None:
        if run.to is not None and run.to.startswith("="):
            self._set(paragraph, run.to[1:])
            return
        made = _run(run)
        if run.to is not None or run.address is not None:
            link = _element("hyperlink")
            if run.to is not None:
                link.set(qn("w:anchor"), run.to)
            else:
                link.set(qn("r:id"), self._relation(run.address or ""))
            link.append(made)
            made = link
        paragraph.append(made)

    def _relation(self, address: str) -> str:
        if address not in self._addresses:
            part = self._document.part
            self._addresses[address] = part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        return self._addresses[address]

    def _set(self, paragraph: Any, name: str) -> None:
        self._marks += 1
        number = str(self._marks)
        paragraph.append(_element("bookmarkStart", id=number, name=name))
        paragraph.append(_element("bookmarkEnd", id=number))


def _element(tag: str, /, **attributes: str) -> Any:
    made = OxmlElement(f"w:{tag}")
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), value)
    return made


def _run(run: Run) -> Any:
    made = _element("r")
    properties = _element("rPr")
    if run.to is not None or run.address is not None:
        properties.append(_element("rStyle", val="Hyperlink"))
    if run.mono:
        properties.append(_element("rFonts", ascii=_MONO, hAnsi=_MONO, cs=_MONO))
    for wanted, name in ((run.bold, "b"), (run.italic, "i"), (run.struck, "strike")):
        if wanted:
            properties.append(_element(name))
    if run.small or run.mono:
        properties.append(_element("sz", val="15" if run.mono else "16"))
    if run.language:
        properties.append(_element("lang", val=run.language))
    if len(properties):
        made.append(properties)
    if run.below:
        made.append(_element("br"))
    text = _element("t")
    text.text = fit(run.text)
    text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    made.append(text)
    return made


def _table_properties(caption: str) -> Any:
    properties = _element("tblPr")
    properties.append(_element("tblStyle", val="TableGrid"))
    properties.append(_element("tblW", w=str(_WIDTH - _INDENT), type="dxa"))
    properties.append(_element("tblInd", w=str(_INDENT), type="dxa"))
    borders = _element("tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        borders.append(_element(side, val="single", sz="4", space="0", color=_LINE))
    properties.append(borders)
    properties.append(_element("tblLayout", type="fixed"))
    properties.append(_element("tblLook", firstRow="1", lastRow="0", firstColumn="0", lastColumn="0", noHBand="1", noVBand="1"))  # fmt: skip
    properties.append(_element("tblCaption", val=one_line(caption)))
    return properties


def _page(document: Any) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(20)
    section.top_margin = section.bottom_margin = Mm(20)


def _modern(document: Any) -> None:
    """That the document is laid out as Word has done since 2013, and not opened in compatibility mode."""
    for setting in document.settings.element.iter(qn("w:compatSetting")):
        if setting.get(qn("w:name")) == "compatibilityMode":
            setting.set(qn("w:val"), "15")


def _styles(document: Any) -> None:
    """The styles in use: one face, dark headings, compact tables, the language of the document."""
    styles = document.styles
    normal = styles["Normal"]
    normal.font.size = Pt(10.5)
    normal.paragraph_format.space_after = Pt(6)
    for name, size in (("Normal", 10.5), ("Title", 22), ("Subtitle", 12), ("Heading 1", 15), ("Heading 2", 11.5), ("Quote", 10.5), ("List Bullet", 10.5)):  # fmt: skip
        style = styles[name]
        style.font.name, style.font.size = _FONT, Pt(size)
        style.font.color.rgb = RGBColor.from_string(_INK)
        for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            style.element.rPr.rFonts.attrib.pop(qn(f"w:{theme}"), None)
    styles["List Bullet"].paragraph_format.space_after = Pt(3)
    cell = styles.add_style("TableText", 1)
    cell.base_style = normal
    cell.font.size = Pt(9.5)
    cell.paragraph_format.space_after = Pt(2)
    link = styles.add_style("Hyperlink", 2)
    link.font.color.rgb, link.font.underline = RGBColor.from_string(_LINK), True
    language = styles.element.find(f".//{qn('w:rPrDefault')}//{qn('w:lang')}")
    for side in ("val", "eastAsia"):
        language.set(qn(f"w:{side}"), LANGUAGE)


def _properties(document: Any, title: str, desk: str, day: str | None, subject: str) -> None:
    moment = datetime.fromisoformat(day) if day else datetime(*_NO_TIME)
    held = document.core_properties
    held.title, held.subject, held.author, held.last_modified_by = (
        title[:255],
        subject[:255],
        desk[:255],
        desk[:255],
    )
    held.created = held.modified = moment
    held.comments, held.keywords, held.category, held.language = "", "", "", LANGUAGE
    held.revision = 1
    package = document.part.package
    for id, relation in list(package.rels.items()):
        if relation.reltype == _THUMBNAIL:
            del package.rels[id]


def _footer(document: Any, words: str) -> None:
    """The foot of every page: what this is, and the page's number."""
    paragraph = document.sections[0].footer.paragraphs[0]._p
    paragraph.append(_run(Run(text=f"{words} · page ", small=True)))
    field = _element("fldSimple", instr="PAGE")
    field.append(_run(Run(text="1", small=True)))
    paragraph.append(field)


def _timeless(written: io.BytesIO) -> bytes:
    """The package with every member at one time, in its own order."""
    out = io.BytesIO()
    with zipfile.ZipFile(written) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for member in old.infolist():
            about = zipfile.ZipInfo(member.filename, _NO_TIME)
            about.create_system, about.external_attr = 0, 0
            new.writestr(about, old.read(member), zipfile.ZIP_DEFLATED)
    return out.getvalue()
