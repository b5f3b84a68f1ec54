"""A Word document: its title and its paragraphs, those in tables and text boxes with them, in order.

In: bytes of a document in Office Open XML (ECMA-376, ISO/IEC 29500, transitional or strict). Out: a
`Document`. The text is that of the document with its tracked changes accepted: insertions are in, deletions
out. Hidden text, comments, notes, headers and footers, and numbers that Word itself sets before lists are
left out; the first four with a notice. The title is the paragraph of style "Title", else a first "Heading 1".
Who a file says its author is may be a template's or a colleague, and is not taken for the byline.
"""

from __future__ import annotations

import io
import lzma
import posixpath
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from crosswire.errors import ReadError
from crosswire.read.agency.iptc import compose_item, parse_item, words
from crosswire.read.bodies import Paragraph
from crosswire.read.document import Document, Metadata
from crosswire.read.xml import local

# Bytes of one part that are read; the text of a novel comes to two or three millions.
_PART = 32 * 1024 * 1024
_OLE = b"\xd0\xcf\x11\xe0"
# Paragraphs among which a "Heading 1" is the document's title and not a section's.
_HEAD = 5
_TITLE, _HEADING, _CAPTION = "title", "heading 1", "caption"
# Elements that stand around paragraphs or runs and change nothing of them.
_AROUND = frozenset({
    "hyperlink", "smartTag", "customXml", "ins", "moveTo", "fldSimple", "sdt", "sdtContent", "dir", "bdo",
    "oMath", "oMathPara", "ruby", "rubyBase", "tbl", "tr", "tc", "body", "txbxContent",
})  # fmt: skip
_LEFT_OUT = {
    "del": "Deletions that are tracked ({}) are left out, insertions are in; see the source for both.",
    "vanish": "Hidden text ({} pieces) is left out; see the source for it.",
    "note": "Footnotes and endnotes ({}) are left out; see the source for them.",
    "commentReference": "Comments ({}) are left out; see the source for them.",
}
_LINE = "\u2028"


def read_docx(data: bytes, source: str, charset: str | None) -> Document:
    """The text of a Word document.

    Raises ReadError where it is broken, encrypted, of the old kind, or holds no text.
    """
    if data.startswith(_OLE):
        kind = "is encrypted; save it without its password"
        if "EncryptedPackage".encode("utf-16-le") not in data:
            kind = "is a Word document of the old kind (.doc); save it as .docx"
        raise ReadError(f"{source}: {kind}.")
    try:
        package = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise ReadError(f"{source}: is a Word document that is broken ({error}); save it again.") from error
    with package:
        main = _main_part(package, source)
        root = _part(package, main, source)
        if root is None or local(root) != "document":
            raise ReadError(f"{source}: lacks the text of a Word document; save it again as .docx.")
        styles = _styles(_part(package, posixpath.join(posixpath.dirname(main), "styles.xml"), source))
    text = _Text(styles)
    paragraphs = [p for child in root if local(child) == "body" for p in text.blocks(child)]
    title, paragraphs = _title(paragraphs)
    document = compose_item(title, [p for _, p in paragraphs])
    if not document.text.strip():
        raise ReadError(f"{source}: is a Word document without text; if it holds pictures, run OCR first.")
    notices = tuple(
        said.format(text.left_out[name]) for name, said in _LEFT_OUT.items() if text.left_out[name]
    )
    return replace(document, metadata=Metadata(title=title), notices=notices)


def _main_part(package: zipfile.ZipFile, source: str) -> str:
    """The name of the part that holds the text, as the package's relationships say."""
    relations = _part(package, "_rels/.rels", source)
    for relation in () if relations is None else relations.iter("{*}Relationship"):
        if (relation.get("Type") or "").endswith("/officeDocument"):
            return (relation.get("Target") or "").lstrip("/")
    return "word/document.xml"


def _part(package: zipfile.ZipFile, name: str, source: str) -> Any:
    """The root of one part, or None where the package has no such part."""
    try:
        entry = package.getinfo(name)
    except KeyError:
        return None
    try:
        with package.open(entry) as stream:
            data = stream.read(_PART + 1)
    except (
        zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, OSError, RuntimeError, ValueError,
    ) as error:  # fmt: skip
        raise ReadError(
            f"{source}: is a Word document whose {name} is broken ({error}); save it again."
        ) from error
    if len(data) > _PART:
        raise ReadError(f"{source}: its {name} expands to more than {_PART >> 20} MB; it is not read.")
    return parse_item(data, source, what="a Word document")


def _styles(root: Any) -> dict[str, str]:
    """The names of styles by their ids, in small letters; ids are translated, names are not."""
    found: dict[str, str] = {}
    for style in () if root is None else root.iter("{*}style"):
        name = next(style.iter("{*}name"), None)
        if name is not None:
            found[_attribute(style, "styleId")] = _attribute(name, "val").lower()
    return found


def _attribute(element: Any, name: str) -> str:
    """An attribute by its name without the namespace."""
    return next((str(v) for k, v in element.items() if k.rpartition("}")[2] == name), "")


def _title(
    paragraphs: list[tuple[str, Paragraph]],
) -> tuple[str | None, list[tuple[str, Paragraph]]]:
    """The title, and the paragraphs without it."""
    filled = [n for n, (_, p) in enumerate(paragraphs) if p.text.strip()]
    found = next((n for n in filled if paragraphs[n][0] == _TITLE), None)
    if found is None:
        found = next((n for n in filled[:_HEAD] if paragraphs[n][0] == _HEADING), None)
    if found is None or len(filled) == 1:
        return None, paragraphs
    return words(paragraphs[found][1].text), paragraphs[:found] + paragraphs[found + 1 :]


class _Text:
    """The words of one document, and how much of which kind was left out."""

    def __init__(self, styles: dict[str, str]) -> None:
        self.left_out: Counter[str] = Counter()
        self._styles = styles
        # Words of a paragraph whose end was deleted, which go on in the next; text boxes met on the way.
        self._carried = ""
        self._boxes: list[Any] = []

    def blocks(self, element: Any) -> Iterator[tuple[str, Paragraph]]:
        """The paragraphs in an element, each with the name of its style."""
        for child in element:
            name = local(child)
            if name == "p":
                yield from self._paragraph(child)
            elif name == "AlternateContent":
                yield from self.blocks(_choice(child))
            elif name in ("del", "moveFrom"):
                self.left_out["del"] += name == "del"
            elif name in _AROUND:
                yield from self.blocks(child)

    def _paragraph(self, element: Any) -> Iterator[tuple[str, Paragraph]]:
        outer, self._boxes = self._boxes, []
        style, ends = "", True
        properties = next((x for x in element if local(x) == "pPr"), None)
        for child in () if properties is None else properties:
            if local(child) == "pStyle":
                shown = _attribute(child, "val")
                style = self._styles.get(shown, shown.lower())
            elif local(child) == "rPr":
                ends = next(child.iter("{*}del"), None) is None
        text = self._carried + "".join(self._words(element))
        self._carried = "" if ends else text
        if ends:
            kind = "caption" if style == _CAPTION else None
            for line in text.split(_LINE):
                yield style, Paragraph(text=line, kind=kind)
        boxes, self._boxes = self._boxes, outer
        for box in boxes:
            yield from self.blocks(box)

    def _words(self, element: Any) -> Iterator[str]:
        """The words in a paragraph or a part of one."""
        for child in element:
            name = local(child)
            if name == "r":
                yield from self._run(child)
            elif name == "AlternateContent":
                yield from self._words(_choice(child))
            elif name in ("del", "moveFrom"):
                self.left_out["del"] += name == "del"
            elif name in _AROUND:
                yield from self._words(child)

    def _run(self, run: Any) -> Iterator[str]:
        if any(local(x) == "rPr" and _is_hidden(x) for x in run):
            self.left_out["vanish"] += 1
            return
        for child in run:
            name = local(child)
            if name == "t":
                yield child.text or ""
            elif name in ("tab", "ptab"):
                yield " "
            elif name == "cr" or (name == "br" and _attribute(child, "type") in ("", "textWrapping")):
                yield _LINE
            elif name == "noBreakHyphen":
                yield "-"
            elif name in ("footnoteReference", "endnoteReference"):
                self.left_out["note"] += 1
            elif name == "commentReference":
                self.left_out[name] += 1
            elif name == "AlternateContent":
                yield from self._run(_choice(child))
            elif name in ("drawing", "pict", "object"):
                self._boxes += _outermost_boxes(child)
            elif name == "ruby":
                yield from self._words(child)


def _is_hidden(properties: Any) -> bool:
    return any(
        local(x) == "vanish" and _attribute(x, "val").lower() not in ("0", "false", "off") for x in properties
    )


def _choice(alternates: Any) -> Any:
    """The first of several renderings of one thing."""
    return next((x for x in alternates if local(x) in ("Choice", "Fallback")), ())


def _outermost_boxes(element: Any) -> list[Any]:
    """The text boxes in a drawing; those inside other boxes are met when those are read."""
    # Up from a box, the next thing met must be the drawing itself and no other box.
    return [
        box
        for box in element.iter("{*}txbxContent")
        if next(box.iterancestors("{*}txbxContent", element.tag)) is element
    ]
