"""IPTC ninjs: news items as JSON, versions 1.0 to 1.8, 2.0 to 2.4 and 3.0 to 3.3.

In: one item, or a list of items (an array, `{"items": […]}`, `{"_items": […]}`, a package with text items
among its associations). Out: the `Document` of an item that is a text; the items of a list, each with its
own unaltered bytes. Versions differ in how names are written (body_html, bodies[role]; versioncreated,
versionCreated), so names are compared in lower case. Of several renderings of the body one is read.
Pictures, films, packages and plans are no reports and are refused; their captions are no articles.
Renditions, rights and subjects beyond the first are left out.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO

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
from crosswire.read.agency.json_spans import Member, is_overfull, members, skip
from crosswire.read.agency.nitf import read_content
from crosswire.read.document import Document, Metadata, Part
from crosswire.read.limits import Budget
from crosswire.read.plain import decode
from crosswire.read.table.columns import Columns
from crosswire.types import Item, Problem

Fields = Mapping[str, Any]

_NOT_TEXT = ("picture", "graphic", "video", "audio", "event", "planning", "component")
_LISTS = ("items", "_items")


def unpack_ninjs(stream: BinaryIO, name: str, columns: Columns, budget: Budget) -> Iterator[Part | Problem]:
    """The items of a list, in its order, pictures among a package's associations left out.

    Raises ReadError where the JSON is broken; the items before that place have been given.
    """
    limit = budget.limits.report
    data = stream.read(limit + 1)
    if len(data) > limit:
        raise ReadError(f"{name}: is larger than {limit >> 20} MB; split it.")
    text = _text(data, name)[0]
    empty = True
    try:
        for found in _listed(text, data):
            empty = False
            yield found
    except (ValueError, RecursionError) as error:
        raise ReadError(
            f"{name}: is JSON that is broken or nested too deep ({_short(error)}); ask for it again."
        ) from error
    if empty:
        raise ReadError(f"{name}: is a list or package that carries no text item; ask its agency for them.")


def _listed(text: str, data: bytes) -> Iterator[Part | Problem]:
    start = skip(text, 0)
    if text[start : start + 1] == "[":
        yield from _several(text, members(text, start))
        return
    fields: dict[str, Member] = {}
    for member in members(text, start):
        if member.name in _LISTS and isinstance(member.value, list):
            yield from _several(text, members(text, member.start))
        elif member.name in ("uri", "type", "associations") or _is_body(member.name):
            fields[member.name] = member
    if "uri" in fields:
        if any(_is_body(key) for key in fields):
            yield Part(name="", data=data, format="ninjs")
        linked = fields.get("associations")
        if linked is not None and isinstance(linked.value, dict | list):
            yield from _several(text, members(text, linked.start), only_texts=True)


def _several(text: str, found: Iterator[Member], *, only_texts: bool = False) -> Iterator[Part | Problem]:
    seen: dict[str, int] = {}
    for member in found:
        item = _lower(member.value)
        if only_texts and (item.get("type", "text") != "text" or not any(map(_is_body, item))):
            continue
        stem = words(item.get("uri")) or f"item {member.name}"
        seen[stem] = seen.get(stem, 0) + 1
        name = stem[:200] if seen[stem] == 1 else f"{stem[:200]} ({seen[stem]})"
        if not isinstance(member.value, dict):
            yield Problem(report=name, stage="read", message="is no ninjs item but a plain value; not read.")
            continue
        data = text[member.start : member.end].encode("utf-8", "surrogatepass")
        yield Part(name=name, data=data, format="ninjs", charset="utf-8")


def _is_body(key: str) -> bool:
    return key == "bodies" or key.startswith("body_")


def read_ninjs(data: bytes, source: str, charset: str | None) -> Document:
    """The article of one text item.

    An item that is canceled or withheld is read even where nothing of its text is left, since it says that
    earlier versions no longer stand. Raises ReadError for other kinds of item and for broken JSON.
    """
    text, encoding = _text(data, source)
    try:
        item = _lower(json.loads(text, strict=False))
    except (ValueError, RecursionError) as error:
        raise ReadError(
            f"{source}: is JSON that is broken or nested too deep ({_short(error)}); ask for it again."
        ) from error
    status, notice = stated_status(words(item.get("pubstatus")))
    title = _title(item)
    content = _content(choose_body(_bodies(item)), source)
    paragraphs = content.paragraphs
    note = words(item.get("ednote"))
    if not paragraphs and status != "usable":
        title = title or note or words(item.get("uri"))
    elif _kind(item) in _NOT_TEXT:
        raise ReadError(f"{source}: is a {_kind(item)} item; what it says of itself is no article.")
    elif not paragraphs:
        what = "a package of items" if _kind(item) == "composite" else "an item"
        raise ReadError(f"{source}: is {what} that carries no text; ask its agency for the text item.")
    document = compose_item(title, paragraphs)
    notices = (
        *content.notices,
        *noted(stated_time(item.get("embargoed")), note),
        *([notice] if notice else []),
    )
    if words(item.get("representationtype")) in ("incomplete", "partial"):
        notices += ("The item says that it is incomplete; ask its agency for the whole.",)
    metadata = _metadata(item, title)
    if (uri := words(item.get("uri"))) is not None:
        version = _version(item) or metadata.updated or metadata.published or "1"
        metadata = metadata.over(Metadata(item=Item(uri=uri, version=version, status=status)))
    return Document(
        text=document.text,
        metadata=metadata,
        encoding=encoding,
        excluded=document.excluded,
        notices=notices,
    )


def _text(data: bytes, source: str) -> tuple[str, str]:
    text, encoding = decode(data, source)
    text = text.removeprefix("\ufeff")
    if is_overfull(text):
        raise ReadError(f"{source}: is JSON with millions of values, as no news item has; it is not read.")
    return text, encoding


def _short(error: Exception) -> str:
    return "too deep" if isinstance(error, RecursionError) else str(error).partition("; use sys.")[0][:120]


def _lower(value: Any) -> dict[str, Any]:
    """An object with its names in lower case; nothing where it is no object."""
    return {str(k).lower(): v for k, v in value.items()} if isinstance(value, dict) else {}


def _objects(value: Any) -> list[dict[str, Any]]:
    return [_lower(x) for x in value if isinstance(x, dict)] if isinstance(value, list) else []


def _kind(item: Fields) -> str:
    return (words(item.get("type")) or "text").lower()


def _title(item: Fields) -> str | None:
    """The main headline; a headline of another role, and the item's name, where there is none."""
    found = words(item.get("headline")) or words(item.get("headline_main"))
    if found:
        return found
    headlines = [(words(h.get("role")) or "", words(h.get("value"))) for h in _objects(item.get("headlines"))]
    ranked = [value for role, value in headlines if value and role.lower().endswith("main")]
    ranked += [value for role, value in headlines if value and not role]
    ranked += [value for _, value in headlines if value]
    ranked += [value for key in sorted(item) if key.startswith("headline_") and (value := words(item[key]))]
    return ranked[0] if ranked else words(item.get("title"))


def _bodies(item: Fields) -> list[Body]:
    found = [
        Body(
            value=b["value"],
            role=words(b.get("role")) or "",
            type=(words(b.get("contenttype")) or "").lower(),
        )
        for b in _objects(item.get("bodies"))
        if isinstance(b.get("value"), str)
    ]
    for key in sorted(item):
        if key.startswith("body_") and isinstance(item[key], str):
            role = key.removeprefix("body_")
            found.append(Body(value=item[key], role=role, type=role if "html" in role else ""))
    return found


def _content(body: Body | None, source: str) -> Content:
    if body is None:
        return Content()
    value = body.value.strip()
    if "nitf" in body.type or value.startswith("<nitf"):
        return read_content(parse_item(value.encode("utf-8", "replace"), source, what="NITF"))
    return read_markup(value) if body.markup else read_plain_body(value)


def _metadata(item: Fields, title: str | None) -> Metadata:
    first, version = stated_time(item.get("firstcreated")), stated_time(item.get("versioncreated"))
    sources = _objects(item.get("infosources")) or _objects(item.get("infosource"))
    provider = words(item.get("provider")) or words(_lower(item.get("provider")).get("name"))
    holder = words(item.get("copyrightholder"))
    named = [words(s.get("name")) or words(s.get("literal")) for s in sources]
    return Metadata(
        title=title,
        byline=bare_byline(words(item.get("byline")) or words(item.get("by"))),
        publisher=_maker(sources) or provider or holder or (named[0] if len(named) == 1 else None),
        published=first or version,
        updated=version if is_later(version, first) else None,
        address=_address(item),
        language=language_code(item.get("language")),
        section=_section(item),
        credits=known_agencies((*named, provider, holder)),
    )


def _maker(sources: list[dict[str, Any]]) -> str | None:
    """The first source whose role is to have made the content."""
    for source in sources:
        role = (words(source.get("role")) or words(source.get("rel")) or "").lower()
        code = role.rstrip("/").replace("/", ":").split(":")[-1]
        if code.startswith(MAKERS):
            return words(source.get("name")) or words(source.get("literal"))
    return None


def _version(item: Fields) -> str | None:
    version = item.get("version")
    return str(version)[:40] if isinstance(version, int | float) else words(version)


def _section(item: Fields) -> str | None:
    for key in ("subjects", "subject", "genres", "genre"):
        found = next((name for x in _objects(item.get(key)) if (name := words(x.get("name")))), None)
        if found:
            return found
    return None


def _address(item: Fields) -> str | None:
    """An address under which the item can be seen, where an alternative id is one."""
    known = item.get("altids")
    values = list(known.values()) if isinstance(known, dict) else [x.get("value") for x in _objects(known)]
    found = (words(value) for value in values)
    return next((x for x in found if x and x.startswith(("https://", "http://")) and " " not in x), None)
