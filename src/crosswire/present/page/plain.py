"""Text that comes from reports, made harmless to show: what cannot be seen is made visible.

In: any string of a report. Out: a string (or None) that may be put into a page, where Jinja2 escapes it.
Escaping itself is left to the template engine, whose autoescape is always on.
"""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from markupsafe import Markup

# Characters that reorder, hide or break what stands around them: bidirectional controls, zero-width
# joiners at no letter, the byte-order mark, tags. Shown as their code point in angle brackets.
_UNSEEN = re.compile(
    "[\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
)
# Control characters that HTML forbids, and halves of surrogate pairs, which no encoding can hold.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff\ud800-\udfff]")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3}")
# Visible ASCII without the characters that RFC 3986 never allows bare.
_ADDRESS = re.compile(r"[!#-;=?-\[\]_a-z~]+", re.IGNORECASE)


def shown(text: str) -> str:
    """The text with unseen controls made visible and forbidden characters replaced.

    >>> shown("a\u202eb")
    'a⟨U+202E⟩b'
    """
    if text.isascii() and text.isprintable():
        return text
    return _FORBIDDEN.sub("\ufffd", _UNSEEN.sub(lambda m: f"⟨U+{ord(m.group()):04X}⟩", text))


def finalize(value: object) -> object:
    """What the templates do to every value before it is escaped; our own mark-up passes unchanged."""
    if isinstance(value, Markup) or not isinstance(value, str):
        return "" if value is None else value
    return shown(value)


def safe_address(address: str | None) -> str | None:
    """The address if a reader may follow it: http or https, visible ASCII, with a host; else None."""
    if address is None or len(address) > 2000 or not _ADDRESS.fullmatch(address):
        return None
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    return address if parts.scheme.lower() in ("http", "https") and parts.netloc else None


def language_tag(language: str | None) -> str | None:
    """The language if it has the form of a BCP 47 tag, else None."""
    return language if language and _LANGUAGE.fullmatch(language) else None


def clamp(text: str, limit: int) -> str:
    """The text, or its beginning up to a word's end within `limit` characters, and an ellipsis."""
    if len(text) <= limit:
        return text
    cut = text[:limit]
    space = cut.rfind(" ")
    return (cut[:space] if space > limit // 2 else cut).rstrip(" ,;:") + " …"


def fitted(text: str) -> str:
    """The text on one line, without a quotation mark at either end whose fellow is outside it.

    >>> fitted("more than 900”")
    'more than 900'
    """
    line = " ".join(text.split())
    if line.count('"') % 2 and line.count('"') == (line[:1] + line[-1:]).count('"'):
        line = line.strip('"').strip()
    for first, last in ("“”", "«»"):
        if line.endswith(last) and line.count(first) < line.count(last):
            line = line[:-1].rstrip()
        if line.startswith(first) and line.count(last) < line.count(first):
            line = line[1:].lstrip()
    return line


def file_name(source: str) -> str:
    """The last part of a path or address, for reports without a publisher."""
    return source.rstrip("/").replace("\\", "/").rpartition("/")[2] or source
