"""Bytes to `Report`s, in every form in which reports arrive.

`unpack` takes a stream of any format apart into `Source`s, one a report; `read_bytes` makes the `Report` of
one: bytes, the path or address they came from, an id, and what a sidecar or the container says. Its
text is never altered: for a plain text the decoded file, for a saved page its article. Finds title,
publisher, dates, language, agency credits and signs of machine translation, and sets apart what is not
the article. Opening files and fetching addresses happen at the edge, not here.
"""

from __future__ import annotations

from crosswire.read.document import Metadata, Source
from crosswire.read.feed.opml import FeedAddress, read_opml, unfollowed
from crosswire.read.formats import FORMATS, Format, detect
from crosswire.read.limits import Limits
from crosswire.read.reader import read_bytes
from crosswire.read.several import read_each, read_source, with_ids
from crosswire.read.sidecar import Given, parse_sidecar
from crosswire.read.sniff import Kind, digest, looks_like
from crosswire.read.table.columns import Columns, parse_columns
from crosswire.read.unpack import Unpacking, unpack

__all__ = [
    "FORMATS",
    "Columns",
    "FeedAddress",
    "Format",
    "Given",
    "Kind",
    "Limits",
    "Metadata",
    "Source",
    "Unpacking",
    "detect",
    "digest",
    "looks_like",
    "parse_columns",
    "parse_sidecar",
    "read_bytes",
    "read_each",
    "read_opml",
    "read_source",
    "unfollowed",
    "unpack",
    "with_ids",
]
