"""What bytes hold, by their content: a page, a text, a picture, nothing, or something else.

Names and endings of files are not asked. Telling one text format from another beyond "page" is left
to the readers.
"""

from __future__ import annotations

import hashlib
import re
from typing import Literal

from crosswire.read.encodings import wide_encoding

Kind = Literal["page", "text", "picture", "empty", "binary"]

_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\x00", b"MM\x00*", b"\x00\x00\x01\x00")
_CONTAINERS = (
    b"%PDF",
    b"PK\x03\x04",
    b"\x1f\x8b",
    b"\x7fELF",
    b"MZ",
    b"7z\xbc\xaf",
    b"Rar!",
    b"\xd0\xcf\x11\xe0",
    b"ID3",
)
_WIDE = (b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")  # byte order marks of UTF-16 and UTF-32
_PAGE = re.compile(
    rb"<!doctype\s+html|<html[\s>]|<head[\s>]|<body[\s>]|<article[\s>]|<meta\s[^>]{0,200}>", re.I
)
_TAG = re.compile(rb"</?(?:p|div|h[1-6]|span|a|br|ul|li|script|title)\b[^>]{0,300}>", re.I)

# How much of a source is looked at: enough for a page's head behind a long comment.
WINDOW = 65_536
# Share of control bytes above which bytes are no text: real texts have none, a stray NUL happens.
_CONTROL_SHARE = 0.05


def digest(data: bytes) -> str:
    """The SHA-256 of the unaltered bytes, in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def looks_like(data: bytes) -> Kind:
    """What the bytes hold.

    >>> looks_like(b"<!doctype html><p>Hallo"), looks_like(b"The dam broke."), looks_like(b" \\n")
    ('page', 'text', 'empty')
    """
    window = data[:WINDOW]
    if not window.strip(b" \t\r\n\f\v\x00\xef\xbb\xbf"):
        return "empty" if not data.strip(b" \t\r\n\f\v\x00\xef\xbb\xbf") else "text"
    if _is_picture(window):
        return "picture"
    if window.startswith(_CONTAINERS):
        return "binary"
    if window.startswith(_WIDE) or wide_encoding(window):
        return "page" if b"<html" in window.replace(b"\x00", b"").lower() else "text"
    if _is_page(window):
        return "page"
    control = sum(window.count(byte) for byte in _CONTROL)
    return "binary" if control > _CONTROL_SHARE * len(window) else "text"


_CONTROL = tuple(bytes([code]) for code in range(32) if code not in (7, 8, 9, 10, 11, 12, 13, 27))


def _is_picture(window: bytes) -> bool:
    if window.startswith(b"BM"):
        return window[6:10] == b"\x00\x00\x00\x00"
    if (window[:4] == b"RIFF" and window[8:12] == b"WEBP") or window[4:12] in (b"ftypavif", b"ftypheic"):
        return True
    return window.startswith(_PICTURES) or (
        window.lstrip().startswith((b"<svg", b"<?xml")) and b"<svg" in window[:1000]
    )


def _is_page(window: bytes) -> bool:
    """Whether markup carries the text: a page's own tags at its start, or many tags throughout."""
    start = window.lstrip(b"\xef\xbb\xbf \t\r\n")
    if start.startswith(b"<") and _PAGE.search(window):
        return True
    # Four tags in a text that begins with one: less is a text that quotes markup.
    return start.startswith(b"<") and len(_TAG.findall(window)) >= 4
