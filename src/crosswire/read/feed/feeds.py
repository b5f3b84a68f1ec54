"""Feeds: RSS 0.9x to 2.0, RSS 1.0 (RDF), Atom 0.3 and 1.0 (RFC 4287), each entry a report.

In: a stream that holds a feed. Out: a `Part` for each entry, with its full content, or its summary where
it has none, or its title alone. An entry that Atom's tombstones (RFC 6721) call deleted becomes a canceled
item, so that what rested on it is withdrawn. Nothing is fetched: what a feed only links to is left out.

A feed is first mended to sound XML, so that feedparser's strict reading, which is quick, always suffices:
the encoding told, the names of HTML's characters (&nbsp;) replaced, bare ampersands kept as such, what is
unclosed closed. Entities that a feed declares itself are never expanded and stand as printed. JSON Feeds
are read in `jsonfeeds`.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from html.entities import html5
from typing import Any, BinaryIO

import feedparser
from lxml import etree

from crosswire.errors import ReadError
from crosswire.read.bodies import as_text
from crosswire.read.declared import decode_declared
from crosswire.read.document import Metadata, Part, compose
from crosswire.read.feed.entries import (
    Body,
    Entry,
    Feed,
    Names,
    first_text,
    language_of,
    make_part,
    plain_title,
)  # fmt: skip
from crosswire.read.feed.jsonfeeds import unpack_jsonfeed
from crosswire.read.limits import Budget
from crosswire.read.stated import in_order, read_time
from crosswire.read.table.columns import Columns
from crosswire.read.xml import local
from crosswire.types import Item, Problem

__all__ = ["unpack_feed", "unpack_jsonfeed"]

# Bytes of a feed that are read, and steps that reading it may take, about 50 microseconds each: the feeds of
# news sites hold 10 to 500 entries of some ten elements in less than 5 MB.
_LIMIT, _STEPS = 16 * 1024 * 1024, 50_000
# Attributes of one element, whose reading takes the square of their number.
_ATTRIBUTES = 100
# Lines of a text that take as long as one step.
_LINES = 10
_TOMBSTONE = "{http://purl.org/atompub/tombstones/1.0}deleted-entry"
_REFERENCE = re.compile(
    r"&(?:#(?P<number>\d{1,7}|[xX][0-9a-fA-F]{1,6});|(?P<name>[A-Za-z][A-Za-z0-9]{1,31});)?"
)
_KNOWN = ("lt", "gt", "amp", "quot", "apos")
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_DECLARATION = re.compile(r"\s*<\?xml[^>]*>")
_DECLARES = (
    "The feed declares entities of its own, as an XML bomb does; they are left out, and words that they stood "
    "for are missing. Read its entries at their own addresses."
)
_OPENING, _CLOSING = "<![CDATA[", "]]>"
# What feedparser raises where an element stands in another than its own.
_MISPLACED = (LookupError, AttributeError, TypeError, ValueError, RecursionError)
_HTML = ("text/html", "application/xhtml+xml", "html", "xhtml")
_PLAIN = ("text/plain", "text", "plain")


def unpack_feed(stream: BinaryIO, name: str, columns: Columns, budget: Budget) -> Iterator[Part | Problem]:
    """The entries of a feed, in its order; what is damaged is told in a `Problem` at the end.

    Raises ReadError where it holds no entry that can be read.
    """
    limit = min(_LIMIT, budget.limits.report)
    data = stream.read(limit + 1)
    text, _ = decode_declared(data[:limit], name, None)
    root, damage = _mended(text, name)
    if len(data) > limit:
        damage = f"The feed is larger than {limit >> 20} MB and is read up to there; entries after that are missing."
    found = 0
    for part in _entries(root, name):
        found += 1
        yield part
    if not found and damage is None and not len(root):
        damage = "The feed has neither a channel nor entries; ask for it again."
    if damage is not None:
        if not found:
            raise ReadError(f"{name}: {damage}")
        yield Problem(report=None, stage="read", message=damage)


def _mended(text: str, name: str) -> tuple[Any, str | None]:
    """The tree of a feed with no entities in it, and a sentence on its damage."""
    text = _DECLARATION.sub("", _NO_XML.sub("\ufffd", text), count=1)
    parser = etree.XMLParser(
        recover=True, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False,
        remove_comments=True, remove_pis=True, encoding="utf-8",
    )  # fmt: skip
    try:
        root = etree.fromstring(_references(text).encode(), parser)
    except (etree.LxmlError, ValueError) as error:
        root, failed = None, str(error)
    else:
        failed = "no element begins"
    if root is None:
        raise ReadError(f"{name}: the feed cannot be parsed ({failed}); ask for it again.")
    etree.strip_tags(root, etree.Entity)
    wrong = next((e for e in parser.error_log if e.level >= etree.ErrorLevels.ERROR), None)
    damage = None
    if wrong is not None:
        damage = (
            f"The feed is damaged at line {wrong.line} ({wrong.message.strip()}); entries after that may be "
            "missing or cut short. Ask for it again."
        )
    declared = root.getroottree().docinfo.internalDTD
    if damage is None and declared is not None and next(declared.iterentities(), None) is not None:
        damage = _DECLARES
    return root, _pruned(root) or damage


def _pruned(root: Any) -> str | None:
    """Makes a tree cheap for feedparser, and cuts it where too many steps are taken; says so."""
    steps, beyond = 0, None
    for element in root.iter():
        steps += 1 + _lighten(element)
        if steps > _STEPS and element is not root:
            beyond = element
            break
    if beyond is None:
        return None
    above = beyond.getparent()
    _cut(above, beyond)
    while above is not None and above.getparent() is not None:
        _cut(above.getparent(), above, keep=True)
        above = above.getparent()
    return "The feed is too long to be read whole; entries after the place where reading stopped are missing. Split it."


def _cut(parent: Any, child: Any, *, keep: bool = False) -> None:
    """Removes what stands in `parent` from `child` on, or after it."""
    del parent[parent.index(child) + keep :]


def _lighten(element: Any) -> int:
    """How many steps an element's texts take beyond the element itself: its lines, and in CDATA, which
    everything with mark-up in it becomes, its brackets."""
    if len(element.attrib) > _ATTRIBUTES:
        element.attrib.clear()
    text, tail = element.text or "", element.tail or ""
    steps = text.count("\n") // _LINES + tail.count("\n") // _LINES
    if "<" in text or "&" in text:
        if _CLOSING in text:
            return steps + text.count("<") + text.count("&")
        element.text = etree.CDATA(text)
        steps += text.count("]") // _LINES
    return steps + tail.count("&") // _LINES


def _references(text: str) -> str:
    """The text with every reference that XML does not know replaced, but in CDATA, where none is."""
    pieces, position = [], 0
    while (start := text.find(_OPENING, position)) >= 0:
        end = text.find(_CLOSING, start)
        end = len(text) if end < 0 else end + len(_CLOSING)
        pieces += [_REFERENCE.sub(_reference, text[position:start]), text[start:end]]
        position = end
    return "".join([*pieces, _REFERENCE.sub(_reference, text[position:])])


def _reference(found: re.Match[str]) -> str:
    number, name = found["number"], found["name"]
    if number:
        code = int(number[1:], 16) if number[0] in "xX" else int(number)
        sound = 0 < code <= 0x10FFFF and not _NO_XML.match(chr(code))
        return found[0] if sound else "\ufffd"
    if name in _KNOWN:
        return found[0]
    return html5.get(f"{name};", f"&amp;{found[0][1:]}") if name else "&amp;"


def _entries(root: Any, name: str) -> Iterator[Part | Problem]:
    sound = io.BytesIO(etree.tostring(root, encoding="utf-8"))
    try:
        parsed = feedparser.parse(sound, sanitize_html=False, resolve_relative_uris=False)
    except _MISPLACED as error:
        raise ReadError(
            f"{name}: the feed has elements where they mean nothing; ask for it again."
        ) from error
    feed, names = _feed(parsed), Names()
    for number, entry in enumerate(parsed.get("entries", ()), 1):
        yield make_part(_entry(entry, parsed), feed, names, number)
    for tomb in root.iter(_TOMBSTONE):
        part = _tombstone(tomb, feed, names)
        if part is not None:
            yield part


def _feed(parsed: Any) -> Feed:
    said = parsed.get("feed", {})
    rels = ("alternate", "self", "via")
    links = [x.get("href") for x in said.get("links", ()) if x.get("rel", "alternate") in rels]
    own = [x for x in (_get(said, "link"), *links, _get(said, "id")) if isinstance(x, str)]
    publisher = first_text([_get(said, "publisher")])
    return Feed(
        title=_title(said),
        addresses=tuple(dict.fromkeys(x for x in own if x.startswith("http"))),
        publisher=None if publisher is None or "@" in publisher else publisher,
        language=language_of(_get(said, "language")),
    )


def _entry(entry: Any, parsed: Any) -> Entry:
    atom = str(parsed.get("version", "")).startswith("atom")
    published, updated = read_time(_get(entry, "published")), read_time(_get(entry, "updated"))
    if not atom and published is None:
        published, updated = updated, None
    detail = _get(entry, "title_detail") or {}
    said = _get(entry, "language") or (detail.get("language") if atom else None)
    tags = [t.get("label") or t.get("term") for t in entry.get("tags", ())] if "tags" in entry else []
    id = _get(entry, "id")
    link = _get(entry, "link")
    return Entry(
        id=id if isinstance(id, str) else None,
        title=_title(entry),
        bodies=tuple(_bodies(entry)),
        link=link if isinstance(link, str) else None,
        original=_original(entry, id, link),
        authors=_authors(entry, parsed, atom),
        source=_source(entry),
        published=published,
        updated=updated,
        language=language_of(said),
        section=first_text(tags),
    )


def _get(said: Any, key: str) -> Any:
    """What feedparser found, without its warnings about fields that it takes from others."""
    return dict.get(said, key) if isinstance(said, dict) else None


def _title(said: Any) -> str | None:
    detail = _get(said, "title_detail") or {}
    title = _get(said, "title")
    return plain_title(title, is_html=detail.get("type") in _HTML) if isinstance(title, str) else None


def _bodies(entry: Any) -> Iterator[Body]:
    """The texts of an entry, full ones first."""
    summary = _get(entry, "summary_detail") or {"value": _get(entry, "summary"), "type": "text/html"}
    for said in (*(_get(entry, "content") or ()), summary):
        type, value = str(said.get("type", "text/html")).lower(), said.get("value")
        if isinstance(value, str) and type in (*_HTML, *_PLAIN):
            yield Body(text=value, is_html=type in _HTML or "</" in value)


def _original(entry: Any, id: Any, link: Any) -> str | None:
    """The address before a feed service put its own in place of it."""
    found = _get(entry, "feedburner_origlink")
    if isinstance(found, str):
        return found
    served = isinstance(link, str) and ("/~r/" in link or "/~3/" in link)
    return id if served and isinstance(id, str) and id.startswith("http") else None


def _source(entry: Any) -> str | None:
    source = _get(entry, "source")
    named = _title(source) if isinstance(source, Mapping) else None
    publisher = first_text([_get(entry, "publisher")])
    return named or (publisher if publisher and "@" not in publisher else None)


def _authors(entry: Any, parsed: Any, atom: bool) -> tuple[str, ...]:
    """Who signs an entry; in Atom the feed's authors sign what nobody else does, unless they are the feed."""
    found = _names(entry)
    if atom and not found:
        feed = parsed.get("feed", {})
        found = tuple(n for n in _names(feed) if n != _title(feed))
    return found


def _names(said: Any) -> tuple[str, ...]:
    names = [first_text([a.get("name")]) for a in _get(said, "authors") or () if isinstance(a, Mapping)]
    return tuple(n for n in names if n and not re.fullmatch(r"\S+@\S+", n))


def _tombstone(tomb: Any, feed: Feed, names: Names) -> Part | None:
    """What stands for an entry that was deleted: the reason, or the entry's name."""
    uri = compose(tomb.get("ref"), ())
    if not uri:
        return None
    comment = next((c for c in tomb if local(c) == "comment"), None)
    text = compose(None, ["".join(comment.itertext())]) if comment is not None else ""
    when = read_time(tomb.get("when"))
    item = Item(uri=uri, version=in_order(when) if when else "1", status="canceled")
    said = Metadata(publisher=feed.publisher or feed.title, updated=when, item=item)
    return Part(
        name=names.unique(uri, "deleted entry"),
        data=as_text(None, text or uri),
        metadata=said,
        format="text",
        charset="utf-8",
    )
