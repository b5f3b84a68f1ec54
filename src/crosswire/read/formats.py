"""The formats that crosswire reads, and which of them bytes are in, told by their content.

In: the first bytes of a source, and its name, which is asked only where content leaves a choice (a table
of texts looks like a text with commas). Out: the name of a `Format`, or "empty", "picture", "json" (of no
known kind), "xml" (of no known kind) or "binary".
"""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass
from typing import Literal

from crosswire.read.sniff import WINDOW, looks_like
from crosswire.read.table.columns import is_table
from crosswire.read.utf16 import as_utf8, is_utf16


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """One format: its name, what it is, whether it holds one report or several, usual endings, and
    whether a large one is read piece by piece, in bounded memory."""

    name: str
    what: str
    holds: Literal["report", "reports", "addresses"]
    endings: tuple[str, ...]
    streamed: bool = False


def _one(name: str, what: str, *endings: str) -> Format:
    return Format(name=name, what=what, holds="report", endings=endings)


def _many(name: str, what: str, *endings: str, streamed: bool = False) -> Format:
    return Format(name=name, what=what, holds="reports", endings=endings, streamed=streamed)


FORMATS = (
    _one("text", "plain text, UTF-8 or another encoding", ".txt", ".md"),
    _one("page", "web page, as saved or fetched", ".html", ".htm", ".xhtml"),
    _one("pdf", "PDF with a text layer", ".pdf"),
    _one("docx", "Word document (Office Open XML)", ".docx"),
    _one("ninjs", "IPTC ninjs 1 to 3", ".json"),
    _one("newsitem", "IPTC NewsML-G2 news item", ".xml"),
    _one("nitf", "IPTC NITF", ".xml", ".nitf"),
    _one("webvtt", "WebVTT transcript", ".vtt"),
    _one("srt", "SubRip transcript", ".srt"),
    _many("email", "e-mail message with its attachments", ".eml"),
    _many("mbox", "mailbox", ".mbox", streamed=True),
    _many("feed", "RSS, RDF or Atom feed", ".rss", ".atom", ".xml"),
    _many("jsonfeed", "JSON Feed", ".json"),
    _many("ninjs-list", "several IPTC ninjs items in one JSON document", ".json"),
    _many("newsmessage", "IPTC NewsML-G2 news message", ".xml"),
    _many("telegram", "Telegram Desktop's JSON export", ".json"),
    _many("jsonl", "JSON Lines, one report a line", ".jsonl", ".ndjson", streamed=True),
    _many("csv", "table of reports, comma-, semicolon- or tab-separated", ".csv", ".tsv", streamed=True),
    _many("parquet", "Apache Parquet table of reports", ".parquet", streamed=True),
    _many("warc", "web archive (WARC)", ".warc", ".warc.gz", streamed=True),
    _many("wacz", "web archive collection (WACZ)", ".wacz", streamed=True),
    _many("zip", "ZIP archive of any of these", ".zip", streamed=True),
    _many("tar", "TAR archive of any of these", ".tar", ".tar.gz", ".tar.bz2", ".tar.xz", streamed=True),
    _many("gzip", "any of these, gzipped", ".gz", streamed=True),
    Format(name="opml", what="OPML list of feeds", holds="addresses", endings=(".opml", ".xml")),
)

_BLANK = b" \t\r\n\xef\xbb\xbf"
# The document element decides among XML formats; a prefix, a prolog or comments may stand before it.
_ELEMENT = re.compile(rb"<(?:[\w.-]+:)?([A-Za-z][\w.-]*)(?=[\s/>])")
_BEFORE_ELEMENT = re.compile(rb"\s*(?:<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^\[>]*(?:\[.*?\]\s*)?>)", re.S | re.I)
_XML = {
    b"rss": "feed",
    b"rdf": "feed",
    b"feed": "feed",
    b"channel": "feed",
    b"opml": "opml",
    b"nitf": "nitf",
    b"newsitem": "newsitem",
    b"newsmessage": "newsmessage",
    b"html": "page",
}
_HEADER = re.compile(
    rb"(?:From|To|Cc|Received|Return-Path|Delivered-To|Message-ID|MIME-Version|Date|Subject|Reply-To|Sender"
    rb"|X-[\w-]{1,40}|DKIM-Signature|ARC-[\w-]{1,40}|List-[\w-]{1,20}|Content-Type)[ \t]*:[^\r\n]*\r?\n"
    rb"(?:[ \t][^\r\n]*\r?\n)*",
    re.I,
)
_ADDRESSED = re.compile(rb"^(?:From|Subject|Date|Message-ID|Received)[ \t]*:", re.I | re.M)
_SRT = re.compile(rb"\s*\d{1,6}[ \t]*\r?\n\s*\d{1,3}:\d\d:\d\d[,.]\d{1,3}[ \t]*-->")
_KEY = r'"{}"\s*:'


def detect(head: bytes, name: str = "") -> str:
    """The format that a source's first bytes are in; `name` settles only what content leaves open.

    64 KiB suffice. Never raises.

    >>> detect(b"WEBVTT\\n\\n00:01.000 --> 00:02.000\\nThe dam broke."), detect(b"The dam broke.")
    ('webvtt', 'text')
    """
    head = head[:WINDOW]
    structured = as_utf8(head[: len(head) // 2 * 2]) if is_utf16(head) else head
    found = _by_magic(head) or _by_structure(structured) or _by_table(head, name) or looks_like(head)
    # One report in one line looks like any other JSON.
    return "jsonl" if found == "json" and name.lower().endswith((".jsonl", ".ndjson")) else found


def _by_magic(head: bytes) -> str | None:
    if head.startswith(b"PK\x03\x04"):
        return _zipped(head)
    if head[257:262] == b"ustar":
        return "tar"
    if head.startswith(b"\x1f\x8b"):
        return _gzipped(head)
    if head.startswith((b"BZh", b"\xfd7zXZ\x00")):
        return "tar"
    if head.startswith(b"PAR1"):
        return "parquet"
    if head.startswith(b"\xd0\xcf\x11\xe0") and any(name in head for name in _OLD_WORD):
        return "docx"
    if re.match(rb"WARC/\d\.\d\r?\n|filedesc://", head):
        return "warc"
    return "pdf" if b"%PDF-" in head[:1024] else None


# Streams of the container that an encrypted Word document, and one of before 2007, lies in.
_OLD_WORD = ("EncryptedPackage".encode("utf-16-le"), "WordDocument".encode("utf-16-le"))


def _zipped(head: bytes) -> str:
    """What kind of ZIP, by the names of its first entries; those of Office files stand at their head."""
    if b"[Content_Types].xml" in head or b"word/document.xml" in head:
        return "docx" if b"word/" in head or (b"xl/" not in head and b"ppt/" not in head) else "binary"
    wacz = re.search(
        rb"(?:^|[^\w])(?:archive/[^/\x00]{1,120}?\.warc(?:\.gz)?|datapackage\.json)", head[:4000]
    )
    return "wacz" if wacz and (b"archive/" in head or b"datapackage.json" in head[:4000]) else "zip"


def _gzipped(head: bytes) -> str:
    """What a gzipped stream holds, as far as its first bytes tell."""
    try:
        inner = zlib.decompressobj(wbits=31).decompress(head, 4096)
    except zlib.error:
        return "gzip"
    found = _by_magic(inner)
    return found if found in ("tar", "warc") else "gzip"


def _by_structure(head: bytes) -> str | None:
    start = head.lstrip(_BLANK)
    if start.startswith(b"<"):
        return _xml(start)
    if start.startswith((b"{", b"[")):
        return _json(start)
    if start.startswith(b"WEBVTT") and start[6:7] in (b"", b" ", b"\t", b"\r", b"\n"):
        return "webvtt"
    if _SRT.match(start):
        return "srt"
    if start.startswith(b"From ") and _HEADER.match(start.partition(b"\n")[2]):
        return "mbox"
    match = _HEADER.match(start)
    if match and _HEADER.match(start, match.end()):
        return "email" if _ADDRESSED.search(start[:8192]) else None
    return None


def _xml(start: bytes) -> str | None:
    position = 0
    while match := _BEFORE_ELEMENT.match(start, position):
        position = match.end()
    element = _ELEMENT.match(start, position + len(start[position:]) - len(start[position:].lstrip()))
    found = _XML.get(element[1].lower()) if element else None
    if found is None and start[:5].lower() == b"<?xml" and looks_like(start) == "text":
        return "xml"
    return found


def _json(start: bytes) -> str | None:
    """Which JSON, by keys that only one kind has; None where it is no JSON at all."""
    text = start.decode("utf-8", "replace")
    if re.match(r'\{\s*("|\})|\[\s*(\{|\[|"|\]|-?\d)', text) is None:
        return None
    if "https://jsonfeed.org/version/" in text or "http://jsonfeed.org/version/" in text:
        return "jsonfeed"
    has = {key: re.search(_KEY.format(key), text) is not None for key in _KEYS}
    if (has["messages"] and has["type"] and (has["id"] or has["date"])) or (has["chats"] and has["list"]):
        return "telegram"
    # An export of a whole account begins with its owner and contacts.
    if has["about"] and has["personal_information"]:
        return "telegram"
    if _is_lines(text):
        return "jsonl"
    ninjs = has["uri"] and any(has[k] for k in _NINJS)
    if ninjs:
        several = text.startswith("[") or has["items"] or has["_items"]
        package = has["associations"] and (_COMPOSITE.search(text) or len(_TEXT_ITEM.findall(text)) > 1)
        return "ninjs-list" if several or package else "ninjs"
    return "json"


_NINJS = (
    "headline", "headlines", "body_text", "body_html", "body_xhtml", "bodies", "pubstatus", "pubStatus",
    "versioncreated", "versionCreated",
)  # fmt: skip
_KEYS = (
    *_NINJS,
    "uri",
    "messages",
    "type",
    "id",
    "date",
    "chats",
    "list",
    "items",
    "_items",
    "associations",
    "about",
    "personal_information",
)
# A ninjs package carries text items of its own among its associations.
_COMPOSITE, _TEXT_ITEM = re.compile(r'"type"\s*:\s*"composite"'), re.compile(r'"type"\s*:\s*"text"')


def _is_lines(text: str) -> bool:
    """Whether each of the first lines is a JSON object of its own."""
    lines = [line.strip() for line in text.split("\n")[:3] if line.strip()]
    return len(lines) > 1 and all(line.startswith("{") for line in lines[:2]) and lines[0].endswith("}")


def _by_table(head: bytes, name: str) -> str | None:
    """Whether this is a table of texts: a first line of column names of which one is known for texts."""
    return "csv" if is_table(head, name) else None
