"""IPTC NewsML-G2: news items, and messages that carry several; versions 2.0 to 2.35.

In: bytes of a `newsItem`, or of a `newsMessage`. Out: the `Document` of an item that is a text; the news
items of a message, each as a document of its own. The text is that of the item's NITF, XHTML or plain
content; what the item says of itself wins over what its NITF says. Packages, concepts and knowledge items
hold no text and are passed over; catalogues, rights and content that is elsewhere are not followed.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, BinaryIO

from lxml import etree

from crosswire.errors import ReadError
from crosswire.read.agency.iptc import (
    MAKERS,
    Body,
    Content,
    bare_byline,
    choose_body,
    compose_item,
    is_later,
    known_agencies,
    language_code,
    noted,
    parse_item,
    read_markup,
    read_plain_body,
    stated_status,
    stated_time,
    words,
)
from crosswire.read.agency.nitf import read_content, text_of
from crosswire.read.document import Document, Metadata, Part
from crosswire.read.limits import Budget
from crosswire.read.plain import decode
from crosswire.read.table.columns import Columns
from crosswire.read.xml import local
from crosswire.types import Item, Problem

_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_WHAT = "NewsML-G2"
# What the nature of an item's content is called (cv.iptc.org/newscodes/ninature) where it is no text.
_NOT_TEXT = ("picture", "graphic", "video", "audio", "animated", "still")


def unpack_newsmessage(
    stream: BinaryIO, name: str, columns: Columns, budget: Budget
) -> Iterator[Part | Problem]:
    """The news items of a message, in its order; a package that refers to nothing is a `Problem`.

    Raises ReadError where it is no XML, or carries no news items.
    """
    limit = budget.limits.report
    data = stream.read(limit + 1)
    if len(data) > limit:
        raise ReadError(f"{name}: is larger than {limit >> 20} MB; ask for it in smaller messages.")
    root = parse_item(data, name, what=_WHAT)
    carrier = _said(root, "header", "sender")
    empty = True
    seen: dict[str, int] = {}
    for element in root.iter("{*}newsItem", "{*}packageItem"):
        number = sum(seen.values()) + 1
        stem = (words(element.get("guid")) or f"item {number}")[:200]
        seen[stem] = seen.get(stem, 0) + 1
        called = stem if seen[stem] == 1 else f"{stem} ({seen[stem]})"
        if local(element) == "packageItem":
            if next(element.iter("{*}itemRef"), None) is None:
                yield Problem(
                    report=called, stage="read", message="is a package that refers to no item; not read."
                )
            empty = False
            continue
        empty = False
        yield Part(
            name=called,
            data=etree.tostring(element, encoding="utf-8", with_tail=False),
            metadata=Metadata(carrier=carrier),
            format="newsitem",
            charset="utf-8",
        )
    if empty:
        raise ReadError(f"{name}: is a news message that carries no news items; ask its sender for them.")


def read_newsitem(data: bytes, source: str, charset: str | None) -> Document:
    """The article of one news item.

    An item that is canceled or withheld is read even where nothing of its text is left, since it says that
    earlier versions no longer stand. Raises ReadError for pictures and the like and where it is no XML.
    """
    root = parse_item(data, source, what=_WHAT)
    if local(root) != "newsItem":
        root = next(root.iter("{*}newsItem"), root)
    status, notice = stated_status(_code(_first(root, "itemMeta", "pubStatus")))
    kind = _code(_first(root, "itemMeta", "itemClass")) or "text"
    if status == "usable" and kind.split(":")[-1].startswith(_NOT_TEXT):
        raise ReadError(f"{source}: is a {kind.split(':')[-1]} item; what it says of itself is no article.")
    inner = _content(root, source)
    said = _metadata(root).over(inner.metadata)
    note = _said(root, "itemMeta", "edNote")
    uri = words(root.get("guid"))
    title = said.title
    if not inner.paragraphs:
        if status == "usable":
            raise ReadError(
                f"{source}: is a news item that carries no text itself; ask its agency for the text."
            )
        title = title or note or uri
    item = None
    if uri is not None:
        version = words(root.get("version")) or said.updated or said.published or "1"
        item = Item(uri=uri, version=version, status=status)
    embargoed = stated_time(_said(root, "itemMeta", "embargoed"))
    return replace(
        compose_item(title, inner.paragraphs),
        metadata=replace(said, title=title, item=item),
        notices=(*noted(embargoed, note), *inner.notices, *([notice] if notice else [])),
    )


def _content(root: Any, source: str) -> Content:
    """The rendering to read among those that the item carries itself."""
    content = next(root.iter("{*}contentSet"), None)
    if content is None:
        return Content()
    nitf = next(content.iter("{*}nitf"), None)
    if nitf is not None:
        return read_content(nitf)
    bodies = []
    for piece in content.iter("{*}inlineXML"):
        markup = "".join(_html(child) for child in piece if local(child))
        bodies.append(Body(value=markup, type="xhtml"))
    for piece in content.iter("{*}inlineData"):
        bodies.append(_data(piece, source))
    body = choose_body(bodies)
    if body is None:
        return Content()
    if "nitf" in body.type:
        return read_content(parse_item(body.value.encode("utf-8", "replace"), source, what="NITF"))
    return read_markup(body.value) if body.markup else read_plain_body(body.value)


def _data(piece: Any, source: str) -> Body:
    """What stands in `inlineData`, as it is or in base64."""
    kind = (piece.get("contenttype") or "").lower()
    value = text_of(piece)
    if "base64" in (piece.get("encoding") or piece.get("encodinguri") or "").lower():
        try:
            value = decode(base64.b64decode(value), source)[0]
        except (binascii.Error, ValueError) as error:
            raise ReadError(
                f"{source}: its text is base64 that is broken ({error}); ask for it again."
            ) from error
    return Body(value=value, type=kind)


def _html(element: Any) -> str:
    """An element of XHTML as HTML: names without their namespace, the body alone of a whole page."""
    body = next(element.iter("{*}body"), None)
    found = element if body is None else body
    for inner in found.iter():
        if local(inner):
            inner.tag = local(inner)
    etree.cleanup_namespaces(found)
    return str(etree.tostring(found, encoding="unicode", method="html", with_tail=False))


def _first(root: Any, *names: str) -> Any:
    for name in names:
        root = next(root.iter("{*}" + name), None)
        if root is None:
            return None
    return root


def _said(root: Any, *names: str) -> str | None:
    found = _first(root, *names)
    return None if found is None else words(text_of(found))


def _code(element: Any) -> str | None:
    """The code of a concept, without the scheme: "stat:usable" and ".../pubstatusg2/usable" are "usable"."""
    if element is None:
        return None
    code = words(element.get("qcode")) or words(element.get("uri")) or words(element.get("literal"))
    return code.rstrip("/").replace("/", ":").split(":")[-1] if code else None


def _name(element: Any) -> str | None:
    """The name of a party or a subject: the first that it gives, or its literal."""
    if element is None:
        return None
    for child in element:
        if local(child) in ("name", "organisationName") and (found := words(text_of(child))):
            return found
    return words(element.get("literal"))


def _metadata(root: Any) -> Metadata:
    item, content = _first(root, "itemMeta"), _first(root, "contentMeta")
    empty = etree.Element("none")
    item, content = (empty if x is None else x for x in (item, content))
    first, version = (stated_time(_said(item, name)) for name in ("firstCreated", "versionCreated"))
    provider = _first(item, "provider")
    holder = _name(_first(root, "rightsInfo", "copyrightHolder"))
    sources = list(content.iter("{*}infoSource"))
    named = [*map(_name, sources), *map(_code, sources), _name(provider), _code(provider), holder]
    credits = known_agencies((*named, _said(content, "creditline")))
    language = _first(content, "language")
    return Metadata(
        title=_said(content, "headline") or _said(item, "title"),
        byline=_byline(content),
        publisher=_maker(sources) or _name(provider) or next(iter(known_agencies([_code(provider)])), holder),
        published=first or version,
        updated=version if is_later(version, first) else None,
        language=language_code(root.get(_LANGUAGE) if language is None else language.get("tag")),
        section=_section(content),
        credits=credits,
    )


def _byline(content: Any) -> str | None:
    if (said := _said(content, "by")) is not None:
        return bare_byline(said)
    names = [name for x in content.iter("{*}creator") if (name := _name(x))]
    return ", ".join(names) or None


def _maker(sources: list[Any]) -> str | None:
    """The first source whose role is to have made the content."""
    for source in sources:
        role = (source.get("role") or "").lower().rstrip("/").replace("/", ":").split(":")[-1]
        if role.startswith(MAKERS):
            return _name(source)
    return None


def _section(content: Any) -> str | None:
    for kind in ("subject", "genre"):
        found = next((name for x in content.iter("{*}" + kind) if (name := _name(x))), None)
        if found:
            return found
    return None
