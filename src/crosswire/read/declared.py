"""Bytes whose character set somebody declared, which may be wrong: bytes to text.

In: bytes and the character set that a server, a container or the bytes themselves name. Out: the text and
the encoding that it was read in. Bytes that are sound UTF-8 are UTF-8 whatever is said of them, since text
in another encoding hardly ever is by chance; then the declared set, if it reads all of them; then what
their content shows. Names of sets are understood as the WHATWG Encoding Standard does where it matters:
"iso-8859-1" and "us-ascii" are read as windows-1252.
"""

from __future__ import annotations

import codecs
import re

from crosswire.read.encodings import is_credible
from crosswire.read.plain import decode

# Bytes in which a piece of HTML or XML declares its encoding (WHATWG HTML, 13.2.3.2).
_WINDOW = 1024
_DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,40})""", re.I)
_AS_WINDOWS = frozenset({"iso8859-1", "ascii"})
# Sets whose bytes can look like ASCII or like sound UTF-8 and mean something else.
_IN_ASCII = ("iso2022", "hz", "utf-7", "utf-16", "utf-32")


def decode_declared(data: bytes, source: str, charset: str | None) -> tuple[str, str]:
    """The text of `data` and the name of its encoding. Raises ReadError where no encoding fits.

    >>> decode_declared("señor".encode("cp1252"), "a", "iso-8859-1")
    ('señor', 'cp1252')
    >>> decode_declared("señor".encode(), "a", "iso-8859-1")
    ('señor', 'utf-8')
    """
    marked = data.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    for name in () if marked else filter(None, (_known(charset), _known(_inside(data)))):
        if not name.startswith(_IN_ASCII) and _is_utf8(data):
            break
        if not is_credible(data, name):
            continue
        try:
            text = data.decode(name)
        except (UnicodeError, LookupError):
            continue
        return text, name
    text, encoding = decode(data, source)
    return text.removeprefix("\ufeff"), encoding


def _inside(data: bytes) -> str | None:
    """The encoding that bytes declare for themselves."""
    found = _DECLARED.search(data[:_WINDOW])
    return found[1].decode("ascii") if found and data.lstrip()[:1] == b"<" else None


def _known(charset: str | None) -> str | None:
    """Python's name of a character set, or None where it knows none or the name is no set of characters."""
    try:
        name = codecs.lookup((charset or "").strip(" \"'")).name
        "".encode(name)
    except (LookupError, ValueError, UnicodeError):
        return None
    return "cp1252" if name in _AS_WINDOWS else name


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
