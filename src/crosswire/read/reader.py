"""The read stage on one screen: bytes of one source to a `Report`.

In: bytes and what is given about them. Out: a `Report`, or ReadError with what to do next.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields, replace
from typing import TypeVar

from crosswire.errors import ReadError
from crosswire.read.agency.newsml import read_newsitem
from crosswire.read.agency.ninjs import read_ninjs
from crosswire.read.agency.nitf import read_nitf
from crosswire.read.describe.bylines import find_byline
from crosswire.read.describe.credits import find_credits
from crosswire.read.describe.damage import find_damage, mend_document
from crosswire.read.describe.furniture import find_furniture, settle
from crosswire.read.describe.language import guess_language
from crosswire.read.describe.lines import split_lines
from crosswire.read.describe.provenance import judge_translation
from crosswire.read.describe.publisher import find_publisher
from crosswire.read.describe.repeats import find_repeats
from crosswire.read.describe.stamps import Stamp, find_stamps
from crosswire.read.describe.titles import find_heading
from crosswire.read.document import Document, Metadata
from crosswire.read.formats import detect
from crosswire.read.mail.messages import read_message
from crosswire.read.office.docx import read_docx
from crosswire.read.office.pdf import read_pdf
from crosswire.read.plain import read_plain
from crosswire.read.recording.transcripts import read_srt, read_webvtt
from crosswire.read.sidecar import NOTHING, Given
from crosswire.read.sniff import digest
from crosswire.read.utf16 import as_utf8, is_utf16
from crosswire.read.web.fragment import read_fragment
from crosswire.read.web.page import read_page
from crosswire.types import DateStamp, Excluded, Item, Provenance, Report

# Characters of a text that are looked at; the parser's own limit, which no news report comes near.
_LIMIT = 200_000
_WEB = ("http://", "https://")
_FIRST: tuple[str, ...] = ("published", "updated", "dateline", "page")
_SURROGATE = re.compile("[\ud800-\udfff]")
SILENT = Metadata()
Stated = TypeVar("Stated", Metadata, Given, Item)

# A reader of one report: its bytes, its name for messages, and the character set that the server or
# container declared, which the content may contradict.
Leaf = Callable[[bytes, str, str | None], Document]
LEAVES: Mapping[str, Leaf] = {
    "docx": read_docx,
    "fragment": read_fragment,
    "message": read_message,
    "newsitem": read_newsitem,
    "ninjs": read_ninjs,
    "nitf": read_nitf,
    "page": read_page,
    "pdf": read_pdf,
    "srt": read_srt,
    "text": read_plain,
    "webvtt": read_webvtt,
}
# Readers that tell the encoding themselves, or read no text; all others know UTF-8 alone.
DECODING = frozenset({"docx", "fragment", "message", "page", "pdf", "text"})
_SEVERAL = "holds several reports; give it to `crosswire read` or `crosswire dossier`, which take it apart."
_REFUSED = {
    "empty": "holds no text; remove it or save the report again.",
    "picture": "is a picture by its content; give the report as plain text or as a saved page.",
    "binary": "is not a text by its content; `crosswire formats` lists what can be read.",
    "json": "is JSON of no kind that is known here; `crosswire formats` lists those that are.",
    "xml": "is XML of no kind that is known here; `crosswire formats` lists those that are.",
    "opml": "lists feeds and holds no report; follow them with `crosswire watch`.",
}


def read_bytes(
    data: bytes,
    *,
    source: str,
    id: str,
    given: Given = NOTHING,
    said: Metadata = SILENT,
    format: str | None = None,
    charset: str | None = None,
    mend: bool = False,
) -> Report:
    """The report in the bytes of one source.

    What is `given` wins over what the report says of itself, and that over what is `said` of it by the
    container or server that held it. `format` and `charset` are told from the content where None.
    With `mend`, text that was decoded in the wrong code page is read mended, and `encoding` says so.

    Raises ReadError where the source is empty, a picture, no text, undecodable, without article text, or
    a container of several reports (see `unpack`).
    """
    known = format or detect(data, source)
    reader = LEAVES.get(known)
    if reader is None:
        raise ReadError(f"{source}: {_REFUSED.get(known, _SEVERAL)}")
    structured = known not in DECODING and is_utf16(data)
    document = reader(as_utf8(data) if structured else data, source, charset)
    if structured:
        document = replace(document, encoding="utf-16")
    if not document.text.strip():
        raise ReadError(f"{source}: {_REFUSED['empty']}")
    document = replace(document, metadata=_writable(document.metadata.over(said)))
    if mend:
        document = mend_document(document)
    text, notices = _without_surrogates(document.text, document.notices)
    bare = Report(
        id=id,
        source=source,
        text=text,
        sha256=digest(data),
        format=known,
        encoding=document.encoding,
        locations=document.locations,
        notices=(*notices, *find_damage(text, document.encoding)),
    )
    return _describe(document, _writable(given), bare)


def _writable(stated: Stated) -> Stated:
    """What is stated, with U+FFFD for halves of UTF-16 pairs, which JSON can name and no file can hold."""
    mended: dict[str, object] = {}
    for name in (field.name for field in fields(stated)):
        value = getattr(stated, name)
        if isinstance(value, str) and _SURROGATE.search(value):
            mended[name] = _SURROGATE.sub("\ufffd", value)
        elif isinstance(value, tuple):
            mended[name] = tuple(_SURROGATE.sub("\ufffd", x) for x in value)
        elif isinstance(value, Item):
            mended[name] = _writable(value)
    return replace(stated, **mended)  # type: ignore[arg-type]


def _without_surrogates(text: str, notices: tuple[str, ...]) -> tuple[str, tuple[str, ...]]:
    """The text with U+FFFD for halves of UTF-16 pairs, which no file can hold, and a notice of it."""
    mended, count = _SURROGATE.subn("\ufffd", text)
    if not count:
        return text, notices
    told = f"{count} halves of characters (lone surrogates) stand in the text; each is shown as U+FFFD."
    return mended, (*notices, told)


def _describe(document: Document, given: Given, bare: Report) -> Report:
    text, metadata = bare.text, document.metadata
    lines = split_lines(text, _LIMIT)
    stamps = find_stamps(text, lines)
    apart = [Excluded(start=s.start, end=s.end, kind="date_stamp") for s in stamps if s.furniture]
    apart += document.excluded
    apart += find_repeats(lines, apart)
    heading = find_heading(text, lines, apart, given.title or metadata.title)
    apart += heading.furniture
    credits = find_credits(text, lines, max((x.end for x in apart if x.start <= lines[0].start), default=0))
    apart += [Excluded(start=start, end=end, kind="credit_line") for start, end in credits.lines]
    excluded = find_furniture(text, lines, settle(apart), heading.title)
    language = given.language or guess_language(_article(text[:_LIMIT], excluded)) or metadata.language
    dates = _date_stamps(bare, stamps, metadata)
    title_span = bare.span(*heading.title) if heading.title else None
    found = find_publisher(text, excluded)
    return replace(
        bare,
        title=given.title or metadata.title or (title_span.text if title_span else None),
        title_span=title_span,
        byline=given.byline or metadata.byline or find_byline(text, lines, excluded),
        publisher=given.publisher or metadata.publisher or heading.publisher or found,
        carrier=metadata.carrier,
        published=given.published or _published(dates),
        updated=given.updated or next((s.date for s in dates if s.kind == "updated"), None),
        address=given.address or metadata.address or (bare.source if bare.source.startswith(_WEB) else None),
        language=language,
        section=given.section or metadata.section,
        credits=given.credits or tuple(dict.fromkeys((*metadata.credits, *credits.agencies))),
        provenance=_provenance(text, language, metadata),
        stamps=dates,
        excluded=excluded,
        item=metadata.item,
    )


def _provenance(text: str, language: str | None, metadata: Metadata) -> Provenance:
    if metadata.translated:
        return Provenance(machine_translated=True, why=metadata.translated)
    return judge_translation(text[:_LIMIT], language)


def _article(text: str, excluded: Sequence[Excluded]) -> str:
    pieces, start = [], 0
    for passage in excluded:
        pieces.append(text[start : passage.start])
        start = passage.end
    pieces.append(text[start:])
    return "\n".join(pieces)


def _date_stamps(report: Report, stamps: Sequence[Stamp], metadata: Metadata) -> tuple[DateStamp, ...]:
    found = [DateStamp(date=s.date, kind=s.kind, span=report.span(s.start, s.end)) for s in stamps]
    if metadata.published:
        found.insert(0, DateStamp(date=metadata.published, kind="published", span=None))
    if metadata.updated:
        found.append(DateStamp(date=metadata.updated, kind="updated", span=None))
    return tuple(found)


def _published(stamps: Sequence[DateStamp]) -> str | None:
    """The stamp that dates the report best: its publication, its update, its dateline, its page."""
    return next((s.date for kind in _FIRST for s in stamps if s.kind == kind), None)
