"""The read stage on one screen: bytes of one source to a `Report`.

In: bytes and what is given about them. Out: a `Report`, or ReadError with what to do next.
"""

from __future__ import annotations

from collections.abc import Sequence

from crosswire.errors import ReadError
from crosswire.read.credits import find_credits
from crosswire.read.furniture import find_furniture, settle
from crosswire.read.language import guess_language
from crosswire.read.lines import split_lines
from crosswire.read.metadata import Metadata
from crosswire.read.page import read_page
from crosswire.read.plain import decode
from crosswire.read.provenance import judge_translation
from crosswire.read.publisher import find_publisher
from crosswire.read.repeats import find_repeats
from crosswire.read.sidecar import NOTHING, Given
from crosswire.read.sniff import digest, looks_like
from crosswire.read.stamps import Stamp, find_stamps
from crosswire.read.titles import find_heading
from crosswire.types import DateStamp, Excluded, Report

# Characters of a text that are looked at; the parser's own limit, which no news report comes near.
_LIMIT = 200_000
_WEB = ("http://", "https://")
_FIRST: tuple[str, ...] = ("published", "updated", "dateline", "page")


def read_bytes(data: bytes, *, source: str, id: str, given: Given = NOTHING) -> Report:
    """The report in the bytes of one source; what is `given` wins over what is found.

    Raises ReadError where the source is empty, a picture, no text, undecodable, or a page without
    article text.
    """
    kind = looks_like(data)
    if kind == "empty":
        raise ReadError(f"{source}: holds no text; remove it or save the report again.")
    if kind in ("picture", "binary"):
        what = "a picture" if kind == "picture" else "not a text"
        raise ReadError(
            f"{source}: is {what} by its content; give the report as plain text or as a saved page."
        )
    metadata = Metadata()
    encoding = "utf-8"
    if kind == "page":
        page = read_page(data, source)
        text, metadata = page.text, page.metadata
    else:
        text, encoding = decode(data, source)
        if not text.strip():
            raise ReadError(f"{source}: holds no text; remove it or save the report again.")
    return _describe(
        text, metadata, given, Report(id=id, source=source, text=text, sha256=digest(data), encoding=encoding)
    )


def _describe(text: str, metadata: Metadata, given: Given, bare: Report) -> Report:
    lines = split_lines(text, _LIMIT)
    stamps = find_stamps(text, lines)
    apart = [Excluded(start=s.start, end=s.end, kind="date_stamp") for s in stamps if s.furniture]
    apart += find_repeats(lines, apart)
    heading = find_heading(text, lines, apart, given.title or metadata.title)
    apart += heading.furniture
    credits = find_credits(text, lines, max((x.end for x in apart if x.start <= lines[0].start), default=0))
    apart += [Excluded(start=start, end=end, kind="credit_line") for start, end in credits.lines]
    excluded = find_furniture(text, lines, settle(apart), heading.title)
    article = _article(text[:_LIMIT], excluded)
    language = given.language or guess_language(article) or metadata.language
    dates = _date_stamps(bare, stamps, metadata)
    title_span = bare.span(*heading.title) if heading.title else None
    return Report(
        id=bare.id,
        source=bare.source,
        text=text,
        sha256=bare.sha256,
        encoding=bare.encoding,
        title=given.title or metadata.title or (title_span.text if title_span else None),
        title_span=title_span,
        publisher=given.publisher
        or metadata.publisher
        or heading.publisher
        or find_publisher(text, excluded),
        published=given.published or _published(dates),
        address=given.address or metadata.address or (bare.source if bare.source.startswith(_WEB) else None),
        language=language,
        credits=given.credits or credits.agencies,
        provenance=judge_translation(text[:_LIMIT], language),
        stamps=dates,
        excluded=excluded,
    )


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
