"""A source of any format to the reports in it, one by one, however deep they lie.

In: a stream of bytes and its name. Out: `Source`s, each the bytes of one report under its full name
("news.zip!/monday/feed.xml!/item-7"), and `Problem`s for what could not be taken out; one bad part never
stops the others. Containers that can be large are read piece by piece, also inside others; nothing is ever
written under a name from inside an archive, so that those lead nowhere. What must be gone through back and
forth (a ZIP in a TAR) is held meanwhile, from some megabytes on in a temporary file without a name. Opening
files and fetching addresses happen at the edge, not here.
"""

from __future__ import annotations

import io
import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, fields, replace
from typing import BinaryIO, cast

from crosswire.errors import ReadError
from crosswire.read.agency.newsml import unpack_newsmessage
from crosswire.read.agency.ninjs import unpack_ninjs
from crosswire.read.archive.packed import unpack_gzip, unpack_zip
from crosswire.read.archive.streams import CHUNK
from crosswire.read.archive.tar import unpack_tar
from crosswire.read.archive.wacz import unpack_wacz
from crosswire.read.archive.warc import unpack_warc
from crosswire.read.channel.telegram import unpack_telegram
from crosswire.read.document import INSIDE, Metadata, Part, Source
from crosswire.read.feed.feeds import unpack_feed, unpack_jsonfeed
from crosswire.read.formats import detect
from crosswire.read.likes import Likes
from crosswire.read.limits import MEGABYTE, Budget, Limits
from crosswire.read.mail.messages import unpack_email, unpack_mbox
from crosswire.read.sidecar import NOTHING, Given
from crosswire.read.sniff import WINDOW
from crosswire.read.table.columns import Columns
from crosswire.read.table.parquet import unpack_parquet
from crosswire.read.table.rows import unpack_csv, unpack_jsonl
from crosswire.read.utf16 import as_utf8, is_utf16
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

# Containers whose readers go from the start to the end: inside another they are read where they lie.
FORWARD = frozenset({"csv", "gzip", "jsonl", "mbox", "tar", "warc"})
# Containers whose readers tell the encoding themselves; all others know UTF-8 alone.
DECODING = frozenset({"csv"})
# Bytes of any other container inside another that are held in memory; more lie in a temporary file.
_HELD = 16 * MEGABYTE
SILENT = Metadata()


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
    said: Metadata = SILENT,
    charset: str | None = None,
) -> Iterator[Source | Problem]:
    """The reports in a stream, in its own order. `size` in bytes, where known, bounds its growth; `said`
    and `charset` are what the server said that the stream came from.

    `stream` must be able to seek. Raises nothing that the source causes, but UsageError for columns that
    a person named and a table lacks.
    """
    how = options or Unpacking()
    if size is None:
        size = stream.seek(0, io.SEEK_END)
        stream.seek(0)
    whole = Part(name="", metadata=said, charset=charset)
    silent = True
    for found in _open(_Opened(stream, name, given, whole, how, Budget(how.limits, size=size), 0)):
        silent = False
        yield found
    if silent:
        yield _problem(name, "can be read, but holds no report; look whether it is the file that you meant.")


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
    try:
        head = opened.stream.read(WINDOW)
        opened.stream.seek(0)
        format = opened.part.format or detect(head, opened.name)
        reader = CONTAINERS.get(format)
        if reader is None:
            yield _whole(opened, format)
        elif opened.depth >= opened.how.limits.depth:
            yield _problem(
                opened.name, f"lies {opened.depth} containers deep; unpack it and give what is inside."
            )
        elif is_utf16(head) and format not in DECODING:
            whole = _whole(opened, format)
            if isinstance(whole, Source):
                yield from _parts(replace(opened, stream=io.BytesIO(as_utf8(whole.data))), reader)
            else:
                yield whole
        else:
            with _seekable(opened, format) as ready:
                yield from _parts(ready, reader)
    except ReadError as error:
        yield _problem(opened.name, _bare(str(error), opened.name))


@contextmanager
def _seekable(opened: _Opened, format: str) -> Iterator[_Opened]:
    """The same, in a stream that can go back and forth where the format needs it."""
    if opened.part.stream is None or format in FORWARD:
        yield opened
        return
    with tempfile.SpooledTemporaryFile(max_size=_HELD) as copy:
        shutil.copyfileobj(opened.stream, copy, CHUNK)
        copy.seek(0)
        yield replace(opened, stream=cast(BinaryIO, copy))


def _parts(opened: _Opened, reader: Reader) -> Iterator[Source | Problem]:
    """What is in a container; nothing more once the budget is spent."""
    likes = Likes(opened.name)
    try:
        for found in reader(opened.stream, opened.name, opened.how.columns, opened.budget):
            if isinstance(found, Problem):
                where = INSIDE.join(filter(None, (opened.name, found.report)))
                problem = Problem(report=where, stage=found.stage, message=found.message)
                if likes.tells(problem):
                    yield problem
            else:
                opened.budget.part()
                yield from _open(_inside(opened, found))
            if opened.budget.spent:
                break
    except ReadError as error:
        yield _problem(opened.name, _bare(str(error), opened.name))
    yield from likes.rest()


def _inside(opened: _Opened, part: Part) -> _Opened:
    """A part of what is open, with what holds for it too. A part without a name is the thing itself."""
    whole, given, name = opened.part, opened.given, opened.name
    said, charset = whole.metadata, whole.charset
    if part.name:
        said, charset = _inherited(said), None
        given = given if given == NOTHING else replace(given, title=None, address=None)
        name += INSIDE + part.name
    part = replace(part, metadata=part.metadata.over(said), charset=part.charset or charset)
    return replace(
        opened,
        stream=part.stream or io.BytesIO(part.data),
        name=name,
        given=_over(part.given, given),
        part=part,
        depth=opened.depth + 1,
    )


def _over(given: Given, other: Given) -> Given:
    """What is given, and where it is silent what is given of the container."""
    if given == NOTHING:
        return other
    return replace(
        given, **{f.name: getattr(other, f.name) for f in fields(given) if not getattr(given, f.name)}
    )


def _whole(opened: _Opened, format: str) -> Source | Problem:
    """The stream as one report."""
    limit = opened.how.limits.report
    data = opened.stream.read(limit + 1)
    if len(data) > limit:
        return _problem(opened.name, f"is larger than {limit >> 20} MB; give the report's text alone.")
    return Source(
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
