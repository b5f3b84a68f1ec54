"""What a reader of one format finds, before the common reading makes a `Report` of it.

A format of one report gives a `Document`; a container (a feed, an archive, a mailbox) gives `Part`s,
each with its own bytes and what the container says of it. A `Source` is a part, or a whole file, under
the full name by which people know it. Every field that is unknown is None, never a guess.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, fields, replace
from typing import BinaryIO

from crosswire.read.sidecar import NOTHING, Given
from crosswire.types import Excluded, Item, Location

# What joins the name of a container and the name of something inside it, as in jar addresses.
INSIDE = "!/"
# What lays mark-up out and means nothing; other blanks (no-break, thin) are the author's.
_BLANKS = re.compile(r"[ \t\r\n\f\v]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """What a source, or the container that held it, says of a report; None where it is silent.

    `publisher` is who wrote it, `carrier` the feed service, aggregator or channel that passed it on.
    `published`, `updated`: ISO 8601, a day or a date-time, with the zone where one is stated.
    `credits` are agencies; `translated` says why the text is a machine's translation, if it says so.
    """

    title: str | None = None
    byline: str | None = None
    publisher: str | None = None
    carrier: str | None = None
    published: str | None = None
    updated: str | None = None
    address: str | None = None
    language: str | None = None
    section: str | None = None
    credits: tuple[str, ...] = ()
    item: Item | None = None
    translated: str | None = None

    def over(self, other: Metadata) -> Metadata:
        """These statements, and where they are silent those of `other`.

        >>> Metadata(title="Dam breaks").over(Metadata(title="x", section="World"))  # doctest: +ELLIPSIS
        Metadata(title='Dam breaks', ..., section='World', ...)
        """
        missing = {
            f.name: getattr(other, f.name) for f in fields(self) if getattr(self, f.name) in (None, ())
        }
        return replace(self, **missing)


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One report as its format gives it: the text, which is final, and what stands beside it.

    `excluded` are passages that the format itself marks as not the article, `locations` time codes or
    pages, both in order; `notices` sentences about damage, for the person who reads the dossier.
    """

    text: str
    metadata: Metadata = Metadata()
    encoding: str = "utf-8"
    excluded: tuple[Excluded, ...] = ()
    locations: tuple[Location, ...] = ()
    notices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One thing inside a container: its name there ("" for the container's own text), its bytes, what
    the container says of it, and its format and character set where the container knows them.

    What may be too large to hold comes as a `stream` in place of its bytes, to be read before the next part
    is asked for. `given` is what a sidecar inside the container says.
    """

    name: str
    data: bytes = b""
    metadata: Metadata = Metadata()
    format: str | None = None
    charset: str | None = None
    given: Given = NOTHING
    stream: BinaryIO | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One thing to read: the name it was given by (a path or address), its unaltered bytes, what a
    sidecar or an option says of it (`given`), and what the container or the server that held it says:
    statements (`said`), format and character set, None where unknown. `mend`: text that was decoded in the
    wrong code page is to be read mended."""

    name: str
    data: bytes
    given: Given = NOTHING
    said: Metadata = field(default_factory=Metadata)
    format: str | None = None
    charset: str | None = None
    mend: bool = False


def compose(title: str | None, paragraphs: Iterable[str]) -> str:
    """The text of a report whose format keeps headline and paragraphs apart.

    The title, an empty line, then one paragraph a line; every format of one report gives this text.

    >>> compose("Dam breaks", ["It broke.", " ", "It  rained."])
    'Dam breaks\\n\\nIt broke.\\nIt rained.'
    """
    body = "\n".join(line for line in map(_one_line, paragraphs) if line)
    head = _one_line(title or "")
    return f"{head}\n\n{body}" if head and body else head or body


def _one_line(text: str) -> str:
    return _BLANKS.sub(" ", text).strip(" \u00a0\u200b\ufeff")
