"""The text of a large file, piece by piece, in whatever encoding it is.

In: a stream of bytes. Out: pieces of its text. A byte order mark settles the encoding; else the text is UTF-8
until a piece is not, and that piece shows what the rest is in. Bytes that do not fit become U+FFFD.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from typing import BinaryIO

from crosswire.errors import ReadError
from crosswire.read.plain import decode
from crosswire.read.sniff import WINDOW

_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
    (codecs.BOM_UTF8, "utf-8-sig"),
)
_BEYOND = re.compile(rb"[\x80-\xff]")
# Bytes of plain words before the first other character that are shown to the detector with it.
_CONTEXT = 1_000
# The beginning of a character of UTF-8 at the end of a piece.
_CUT = re.compile(rb"[\xc0-\xff][\x80-\xbf]{0,2}\Z")


def read_pieces(stream: BinaryIO, name: str) -> Iterator[str]:
    """The text, some 64 KiB at a time.

    Raises ReadError where no encoding fits what is beyond ASCII.
    """
    decoder: codecs.IncrementalDecoder | None = None
    is_first = True
    while data := stream.read(WINDOW):
        if is_first:
            marked = next((e for mark, e in _MARKS if data.startswith(mark)), None)
            decoder = codecs.getincrementaldecoder(marked)("replace") if marked else None
            is_first = False
        if decoder is None and not data.isascii():
            decoder = codecs.getincrementaldecoder(_encoding(data, name))("replace")
        yield decoder.decode(data) if decoder else data.decode("ascii")
    if decoder is not None:
        yield decoder.decode(b"", final=True)


def _encoding(data: bytes, name: str) -> str:
    """The encoding that a piece shows, from shortly before its first character beyond ASCII."""
    found = _BEYOND.search(data)
    bare = _CUT.sub(b"", data[max(0, found.start() - _CONTEXT) if found else 0 :])
    encoding = "utf-8" if bare.isascii() else decode(bare, name)[1]
    if encoding.startswith("utf-8"):
        return "utf-8"
    try:
        return codecs.lookup(encoding).name
    except LookupError as error:
        raise ReadError(f"{name}: its encoding {encoding!r} is not known here; save it as UTF-8.") from error
