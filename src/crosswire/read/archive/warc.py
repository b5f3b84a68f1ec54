"""Web archives, page by page: WARC 1.0 and 1.1 (ISO 28500), plain or gzipped, and the older ARC.

In: a stream of any size. Out: a `Part` for each page, text, feed or document that a server gave (status
200) or a crawler put there, under its address; a `Problem` for each record that is broken. Requests,
redirects, revisits, pictures, styles, scripts, fonts, robots.txt, look-ups of names and the data that a
site uses between its own parts are passed over. The day on which a page was fetched is no date of the
report, and is not taken for one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO
from urllib.parse import urljoin

from crosswire.errors import ReadError
from crosswire.read.archive.names import Names
from crosswire.read.archive.payload import Coding, decode_payload
from crosswire.read.archive.warc_digests import is_altered
from crosswire.read.archive.warc_records import CUT, Flow, Record, next_record
from crosswire.read.document import Metadata, Part
from crosswire.read.formats import detect
from crosswire.read.limits import MEGABYTE, Budget
from crosswire.read.table.columns import Columns
from crosswire.types import Problem

_WEB = ("http://", "https://")
# What a crawler notes about its own work, beside what it fetched.
_OWN = ("urn:pageinfo:", "urn:text", "urn:view", "urn:thumbnail", "urn:fullpage", "urn:x-wpull:", "metadata:")
# Content that is no report, by the first part of its type or by the whole.
_NO_REPORT = ("image", "video", "audio", "font")
_NO_REPORTS = (
    "text/css", "text/javascript", "text/dns", "application/javascript", "application/x-javascript",
    "application/ecmascript", "application/font-woff", "application/x-font-ttf", "application/x-font-woff",
    "application/vnd.ms-fontobject", "application/wasm", "application/manifest+json",
    "application/x-shockwave-flash", "application/vnd.apple.mpegurl", "application/dash+xml",
    "application/ocsp-response", "application/warc-fields",
)  # fmt: skip
# What content of another type turns out to be where it is no report either.
_INNER = ("binary", "empty", "json", "picture", "xml")
_ALTERED = (
    "holds other bytes than its digest was made of; it was altered after it was stored, or its tool was at "
    "fault. It is read all the same; compare it with another copy"
)
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]{1,40})", re.I)
_REDIRECTS = ("301", "302", "303", "307", "308")


@dataclass(frozen=True, slots=True)
class Found:
    """A report that a web archive holds, and whether it is a page."""

    part: Part
    page: bool


@dataclass(frozen=True, slots=True)
class Redirect:
    """An address that leads to another one."""

    address: str
    target: str


def unpack_warc(stream: BinaryIO, name: str, columns: Columns, budget: Budget) -> Iterator[Part | Problem]:
    """The reports in a WARC or ARC file, in its order. Raises ReadError where it holds no record at all."""
    for found in read_records(stream, name, budget):
        if isinstance(found, Found):
            yield found.part
        elif isinstance(found, Problem):
            yield found


def read_records(
    stream: BinaryIO, name: str, budget: Budget, names: Names | None = None
) -> Iterator[Found | Redirect | Problem]:
    """What a WARC or ARC file holds, in its order: reports, where addresses lead, and what is broken.

    Raises ReadError where it holds no record at all.
    """
    flow = Flow(stream, budget)
    names, records = names or Names(), 0
    early: Problem | None = None
    while True:
        record = None
        try:
            record = next_record(flow)
            if record is None:
                break
            records += 1
            if early is not None:
                yield early
                early = None
            yield from _content(record, budget, names)
            if not flow.skip(record.left):
                yield record.problem(CUT)
                break
        except ReadError as error:
            if budget.spent:
                raise
            if record is not None:
                yield record.problem(_one_clause(error))
            else:
                lost = _problem(f"{_one_clause(error)} ({flow.place()}); what lay there is lost.")
                if records:
                    yield lost
                else:
                    early = early or lost
            if not flow.resume():
                break
    if not records:
        raise ReadError(f"{name}: holds no record of a web archive that can be read; get it again.")


def _content(record: Record, budget: Budget, names: Names) -> Iterator[Found | Redirect | Problem]:
    """What one record gives, if it is a report."""
    if not _is_wanted(record, names):
        return
    if record.type == "response":
        record.read_http()
        if record.status in _REDIRECTS:
            yield from _redirect(record)
        if record.status != "200":
            return
    if _is_no_report(record):
        return
    limit = budget.limits.report
    if record.left > limit:
        yield record.problem(f"is larger than {limit // MEGABYTE} MB, and is no report")
        return
    if record.headers.get_header("WARC-Segment-Number"):
        yield record.problem("is stored in several pieces, which are not joined here")
        return
    yield from _found(record, record.read(), budget, names)


def _found(record: Record, data: bytes, budget: Budget, names: Names) -> Iterator[Found | Problem]:
    coding = Coding(record.header("Transfer-Encoding"), record.header("Content-Encoding"))
    try:
        payload = decode_payload(data, coding, budget.limits.report)
    except ReadError as error:
        yield record.problem(_one_clause(error))
        return
    budget.grow(max(0, len(payload) - len(data)))
    stated = record.headers.get_header("WARC-Payload-Digest")
    if is_altered(stated, _forms(data, payload, coding, budget.limits.report)):
        yield record.problem(_ALTERED)
    page = "html" in record.content_type.lower()
    if not page:
        known = detect(payload)
        page = known == "page"
        if known in _INNER:
            return
    charset = _CHARSET.search(record.content_type)
    part = Part(
        name=names.unique(record.address or "unnamed", record.date),
        data=payload,
        metadata=Metadata(address=record.address if record.address.startswith(_WEB) else None),
        charset=charset[1] if charset else None,
    )
    yield Found(part, page)


def _forms(data: bytes, payload: bytes, coding: Coding, limit: int) -> Iterator[bytes]:
    """What a digest may have been made of: the body as sent, decoded, and without its chunks only."""
    yield data
    if payload is not data:
        yield payload
        yield decode_payload(data, Coding(transfer=coding.transfer), limit)


def _is_wanted(record: Record, names: Names) -> bool:
    """Whether a record may be a report, by what stands in its own headers."""
    address = record.address.lower()
    if record.type == "response":
        return address.startswith(_WEB)
    if record.type == "conversion":
        # A text taken from a page: of use only without the page.
        return record.content_type.startswith("text/plain") and record.address not in names
    return record.type == "resource" and not address.startswith(_OWN)


def _is_no_report(record: Record) -> bool:
    """Whether content is something else by its declared type or its address."""
    type = record.content_type.partition(";")[0].strip().lower()
    if type.partition("/")[0] in _NO_REPORT or type in _NO_REPORTS:
        return True
    return record.address.lower().partition("?")[0].endswith("/robots.txt")


def _redirect(record: Record) -> Iterator[Redirect]:
    location = record.header("Location")
    if location:
        try:
            yield Redirect(record.address, urljoin(record.address, location))
        except ValueError:
            return


def _one_clause(error: ReadError) -> str:
    return str(error).rstrip(".")


def _problem(message: str) -> Problem:
    return Problem(report=None, stage="read", message=message)
