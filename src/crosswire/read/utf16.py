"""Structured text in UTF-16 (feeds, agency files, transcripts as some Windows tools write them), as UTF-8.

In: bytes that begin with a byte order mark of UTF-16. Out: the same in UTF-8, for readers that know only
that; what is no UTF-16 becomes U+FFFD. Plain texts, pages and tables are decoded by their own readers.
"""

from __future__ import annotations

import codecs
import re

_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_DECLARED = re.compile(r"""(\A\s*<\?xml[^>]{0,100}?encoding\s*=\s*["'])[\w.-]+""")


def is_utf16(head: bytes) -> bool:
    """Whether bytes begin with a byte order mark of UTF-16 (and not of UTF-32)."""
    return head.startswith(_MARKS) and not head.startswith(codecs.BOM_UTF32_LE)


def as_utf8(data: bytes) -> bytes:
    """The bytes in UTF-8, without the mark, an XML declaration saying so.

    >>> as_utf8('<?xml version="1.0" encoding="UTF-16"?><nitf/>'.encode("utf-16"))
    b'<?xml version="1.0" encoding="utf-8"?><nitf/>'
    """
    text = data.decode("utf-16", "replace")
    return _DECLARED.sub(r"\1utf-8", text, count=1).encode("utf-8", "replace")
