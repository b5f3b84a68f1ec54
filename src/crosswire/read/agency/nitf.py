"""IPTC NITF: news text in XML, versions 3.0 to 3.6, with or without its namespace.

In: bytes of a document, or the element of one inside another format. Out: its `Document`: the main headline
and the paragraphs of `body.content`, captions, notes and sign-offs set apart. A dateline in `body.head` is
not printed text and goes to the credits if it names an agency; one in `body.content` begins its paragraph.
Deck lines (`hl2` in the head) and tables are left out, the latter with a notice; files beside it are not read.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from crosswire.errors import ReadError
from crosswire.read.agency.iptc import (
    Content,
    bare_byline,
    compose_item,
    is_later,
    known_agencies,
    language_code,
    noted,
    parse_item,
    stated_status,
    stated_time,
    words,
)
from crosswire.read.bodies import Paragraph
from crosswire.read.describe.credits import agency_forms, agency_pattern
from crosswire.read.document import Document, Metadata
from crosswire.read.xml import local
from crosswire.types import Item

_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_ANY = "{*}"
# Elements of a body that hold one paragraph, and those that only group others.
_PARAGRAPHS = frozenset({"p", "hl1", "hl2", "li", "dt", "dd", "pre", "credit", "copyrite", "fn"})
_GROUPS = frozenset({"block", "bq", "ul", "ol", "dl", "content", "abstract", "body.content", "datasource"})
_TABLES = frozenset({"table", "nitf-table"})
_MEDIA = frozenset({"media-caption", "media-producer", "caption"})
# What a `br` becomes, which ends a paragraph as it does in HTML.
_LINE = "\u2028"
_BREAKS = frozenset({"p", "hr", "li", "dt", "dd", "hl1", "hl2", "byttl", "location", "story.date"})


def read_nitf(data: bytes, source: str, charset: str | None) -> Document:
    """The article of a document; one that is withdrawn may be without text.

    Raises ReadError where it is no XML or holds no text.
    """
    found = read_content(parse_item(data, source, what="NITF"))
    title, item = found.metadata.title, found.metadata.item
    if not found.paragraphs:
        if item is None or item.status == "usable":
            raise ReadError(f"{source}: is NITF that carries no text; ask its agency for the text.")
        title = title or item.uri
    document = compose_item(title, found.paragraphs)
    return replace(document, metadata=found.metadata, notices=found.notices)


def read_content(root: Any) -> Content:
    """What a document carries whose element is at hand; an abstract where there is no other text."""
    body = _Body(root)
    paragraphs = [p for p in body.paragraphs if p.text.strip()]
    metadata, notices = _metadata(root)
    abstract = None if paragraphs else _said(root, "abstract")
    if abstract is not None:
        paragraphs = [Paragraph(text=abstract)]
        notices += ("It holds an abstract only; ask its agency for the whole.",)
    return Content(paragraphs=paragraphs, metadata=metadata, notices=(*notices, *body.notices))


class _Body:
    """What the body of one document holds, in order, and what of it is left out."""

    def __init__(self, root: Any) -> None:
        self._dateline = ""
        self._tables = 0
        self._unpublished = 0
        paragraphs: list[Paragraph] = []
        for content in _all(root, "body.content"):
            if next(content.iterancestors(_ANY + "note", _ANY + "body.content"), None) is None:
                paragraphs += self._walk(content)
        for sign_off in (*_all(root, "tagline"), *_all(root, "bibliography")):
            paragraphs.append(Paragraph(text=text_of(sign_off), kind="credit_line"))
        self.paragraphs = paragraphs

    @property
    def notices(self) -> tuple[str, ...]:
        found = []
        if self._tables:
            found.append(f"Tables in the text ({self._tables}) are left out; see the source for them.")
        if self._unpublished:
            found.append(
                f"Notes not for publication ({self._unpublished}) are left out; see the source for them."
            )
        return tuple(found)

    def _walk(self, element: Any, kind: str | None = None) -> Iterator[Paragraph]:
        """The paragraphs in an element; stray words between them are paragraphs too."""
        yield from self._paragraph(element.text, kind)
        for child in element:
            name = local(child)
            if name in _PARAGRAPHS:
                yield from self._paragraph(text_of(child), "credit_line" if name == "copyrite" else kind)
            elif name in _GROUPS:
                yield from self._walk(child, kind)
            elif name == "media":
                for piece in child.iter(*(_ANY + name for name in sorted(_MEDIA))):
                    yield from self._captions(piece)
            elif name == "note":
                if child.get("type") == "npa":
                    self._unpublished += 1
                else:
                    yield from self._walk(child, "notice")
            elif name == "dateline":
                self._dateline = words(text_of(child)) or ""
            elif name in _TABLES:
                self._tables += 1
            elif name == "":
                yield from self._paragraph(html.unescape(child.text or ""), kind)
            elif name not in ("byline", "hedline", "hr", "br", "distributor", "rights"):
                yield from self._paragraph(text_of(child), kind)
            yield from self._paragraph(child.tail, kind)

    def _captions(self, element: Any) -> Iterator[Paragraph]:
        inner = [child for child in element if local(child) == "p"]
        for piece in inner or [element]:
            yield Paragraph(text=text_of(piece), kind="caption")

    def _paragraph(self, text: str | None, kind: str | None) -> Iterator[Paragraph]:
        if not text or not text.strip():
            return
        if self._dateline and kind is None:
            joint = " " if re.search(r"[-–—:]$", self._dateline) else " – "
            text, self._dateline = f"{self._dateline}{joint}{text.strip()}", ""
        for line in text.split(_LINE):
            yield Paragraph(text=line, kind=kind)


def text_of(element: Any) -> str:
    """All words in an element, breaks as U+2028, named characters of HTML resolved."""
    pieces: list[str] = [element.text or ""]
    for child in element:
        name = local(child)
        if name:
            gap = _LINE if name == "br" else " " if name in _BREAKS else ""
            pieces += [gap, text_of(child), gap]
        else:  # a reference to a character that the document type would declare: &eacute;
            pieces.append(html.unescape(child.text or ""))
        pieces.append(child.tail or "")
    return "".join(pieces)


def _all(root: Any, name: str) -> list[Any]:
    return list(root.iter(_ANY + name))


def _first(root: Any, *names: str) -> Any:
    """The first element of the last name inside the first of each of the names before it."""
    for name in names:
        root = next(root.iter(_ANY + name), None)
        if root is None:
            return None
    return root


def _said(root: Any, *names: str) -> str | None:
    found = _first(root, *names)
    return None if found is None else words(text_of(found))


def _value(root: Any, name: str, *attributes: str) -> str | None:
    """The first of the attributes that an element of this name has."""
    for element in _all(root, name):
        for attribute in attributes:
            if (found := words(element.get(attribute))) is not None:
                return found
    return None


def _metadata(root: Any) -> tuple[Metadata, tuple[str, ...]]:
    """What the document says of itself, and notices."""
    head = _first(root, "body.head")
    stated = _value(root, "docdata", "management-status")
    embargoed = stated == "embargoed"
    status, notice = stated_status("usable" if embargoed else stated)
    release = stated_time(_value(root, "date.release", "norm"))
    published = stated_time(_value(root, "date.issue", "norm"))
    published = published or stated_time(_value(root, "pubdata", "date.publication")) or release
    until = release or "a time that it does not state" if embargoed else None
    distributor = None if head is None else _said(head, "distributor")
    holder = _value(root, "doc.copyright", "holder")
    publisher = _value(root, "pubdata", "name") or holder
    body = _first(root, "body")
    metadata = Metadata(
        title=_said(root, "hedline", "hl1") or _said(root, "head", "title"),
        byline=_byline(root),
        publisher=publisher or (distributor if distributor in agency_forms() else None),
        carrier=distributor if distributor and publisher and distributor != publisher else None,
        published=published,
        updated=_revised(root, published),
        language=language_code((body is not None and body.get(_LANGUAGE)) or root.get(_LANGUAGE)),
        section=_value(root, "pubdata", "position.section")
        or _value(root, "tobject.subject", "tobject.subject.type", "tobject.subject.matter"),
        credits=tuple(dict.fromkeys((*_dateline_agencies(head), *known_agencies((distributor, holder))))),
    )
    uri = _value(root, "doc-id", "id-string")
    if uri is not None:
        version = _value(root, "du-key", "version", "generation") or metadata.updated or published or "1"
        metadata = replace(metadata, item=Item(uri=uri, version=version, status=status))
    notes = noted(until, _value(root, "ed-msg", "info") or (None if head is None else _said(head, "note")))
    return metadata, (*notes, *([notice] if notice else []))


def _byline(root: Any) -> str | None:
    """The persons in the byline, or its words without a title or office."""
    byline = _first(root, "byline")
    if byline is None:
        return None
    persons = [name for x in _all(byline, "person") if (name := words(text_of(x)))]
    if persons:
        return bare_byline(" and ".join(persons))
    for office in _all(byline, "byttl"):
        office.clear(keep_tail=True)
    return bare_byline(words(text_of(byline)))


def _revised(root: Any, published: str | None) -> str | None:
    """The latest revision after publication."""
    times = [time for x in _all(root, "revision-history") if (time := stated_time(x.get("norm")))]
    latest = None
    for time in times:
        if is_later(time, latest or published):
            latest = time
    return latest


def _dateline_agencies(head: Any) -> tuple[str, ...]:
    text = None if head is None else _said(head, "dateline")
    if not text:
        return ()
    forms = agency_forms()
    return tuple(forms[m.group()] for m in re.finditer(agency_pattern(), text))
