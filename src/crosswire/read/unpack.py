"""A source of any format to the reports in it, one by one, however deep they lie.

In: a stream of bytes and its name. Out: `Source`s, each the bytes of one report under its full name
("news.zip!/monday/feed.xml!/item-7"), and `Problem`s for what could not be taken out; one bad part never
stops the others. Containers that can be large are read piece by piece; no file is ever written, so that
names inside an archive lead nowhere. Opening files and fetching addresses happen at the edge, not here.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import BinaryIO

from crosswire.errors import ReadError
from crosswire.read.archives import unpack_gzip, unpack_tar, unpack_zip
from crosswire.read.columns import Columns
from crosswire.read.document import INSIDE, Metadata, Part, Source
from crosswire.read.feeds import unpack_feed, unpack_jsonfeed
from crosswire.read.formats import detect
from crosswire.read.limits import Budget, Limits
from crosswire.read.mail import unpack_email, unpack_mbox
from crosswire.read.newsml import unpack_newsmessage
from crosswire.read.ninjs import unpack_ninjs
from crosswire.read.parquet import unpack_parquet
from crosswire.read.rows import unpack_csv, unpack_jsonl
from crosswire.read.sidecar import NOTHING, Given
from crosswire.read.sniff import WINDOW
from crosswire.read.telegram import unpack_telegram
from crosswire.read.warc import unpack_wacz, unpack_warc
from crosswire.types import Problem

# A reader of one container: the stream, its full name, the columns and the budget, to its parts. It reads
# as far as its parts are asked for, gives a `Problem` (named within the container) for a part that is
# broken, and raises ReadError where nothing more can be read.
Reader = Callable[[BinaryIO, str, Columns, Budget], Iterator[Part | Problem]]

CONTAINERS: Mapping[str, Reader] = {
    "csv": unpack_csv,
    "email": unpack_email,
    "feed": unpack_feed,
    "gzip": unpack_gzip,
    "jsonfeed": unpack_jsonfeed,
    "jsonl": unpack_jsonl,
    "mbox": unpack_mbox,
    "newsmessage": unpack_newsmessage,
    "ninjs-list": unpack_ninjs,
    "parquet": unpack_parquet,
    "tar": unpack_tar,
    "telegram": unpack_telegram,
    "wacz": unpack_wacz,
    "warc": unpack_warc,
    "zip": unpack_zip,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Unpacking:
    """How a container is unpacked: its columns where it is a table, and its bounds."""

    columns: Columns = field(default_factory=Columns)
    limits: Limits = field(default_factory=Limits)


def unpack(
    stream: BinaryIO,
    name: str,
    *,
    given: Given = NOTHING,
    options: Unpacking | None = None,
    size: int | None = None,
) -> Iterator[Source | Problem]:
    """The reports in a stream, in its own order. `size` in bytes, where known, bounds its growth.

    `stream` must be able to seek. Raises nothing that the source causes, but UsageError for columns that
    a person named and a table lacks.
    """
    how = options or Unpacking()
    whole = Part(name="", data=b"")
    yield from _open(_Opened(stream, name, given, whole, how, Budget(how.limits, size=size), 0))


@dataclass(frozen=True, slots=True)
class _Opened:
    """One thing being unpacked: the stream, the full name, and where it came from."""

    stream: BinaryIO
    name: str
    given: Given
    part: Part
    how: Unpacking
    budget: Budget
    depth: int


def _open(opened: _Opened) -> Iterator[Source | Problem]:
    head = opened.stream.read(WINDOW)
    opened.stream.seek(0)
    format = opened.part.format or detect(head, opened.name)
    reader = CONTAINERS.get(format)
    if reader is None:
        yield from _whole(opened, format)
        return
    if opened.depth >= opened.how.limits.depth:
        yield _problem(
            opened.name, f"lies {opened.depth} containers deep; unpack it and give what is inside."
        )
        return
    try:
        yield from _parts(opened, reader)
    except ReadError as error:
        yield _problem(opened.name, _bare(str(error), opened.name))


def _parts(opened: _Opened, reader: Reader) -> Iterator[Source | Problem]:
    for found in reader(opened.stream, opened.name, opened.how.columns, opened.budget):
        if isinstance(found, Problem):
            where = INSIDE.join(filter(None, (opened.name, found.report)))
            yield Problem(report=where, stage=found.stage, message=found.message)
            continue
        opened.budget.part()
        name = opened.name + INSIDE + found.name if found.name else opened.name
        part = replace(found, metadata=found.metadata.over(_inherited(opened.part.metadata)))
        inner = replace(opened, name=name, part=part, depth=opened.depth + 1)
        yield from _open(replace(inner, stream=io.BytesIO(part.data)))


def _whole(opened: _Opened, format: str) -> Iterator[Source | Problem]:
    """The stream as one report."""
    limit = opened.how.limits.report
    data = opened.stream.read(limit + 1)
    if len(data) > limit:
        yield _problem(opened.name, f"is larger than {limit >> 20} MB; give the report's text alone.")
        return
    yield Source(
        name=opened.name,
        data=data,
        given=opened.given,
        said=opened.part.metadata,
        format=format,
        charset=opened.part.charset,
    )


def _inherited(metadata: Metadata) -> Metadata:
    """What a container says that holds for everything in it, too: not its own title, day or identity."""
    return Metadata(publisher=metadata.publisher, carrier=metadata.carrier, language=metadata.language)


def _problem(name: str, message: str) -> Problem:
    return Problem(report=name, stage="read", message=message)


def _bare(message: str, name: str) -> str:
    return message.removeprefix(f"{name}: ")
