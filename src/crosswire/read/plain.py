"""Plain text: bytes to the text as it stands, with line endings and marks unchanged.

UTF-8 first; bytes that are not UTF-8 are given the encoding that is declared for them, if it reads them well,
or else the one that their content shows, and its name is kept. Nothing is trimmed or normalised; in UTF-8 with a
few broken bytes those, and only those, become U+FFFD. Finding titles, dates and furniture is left to others.
"""

from __future__ import annotations

import re

from crosswire.errors import ReadError
from crosswire.read.document import Document
from crosswire.read.encodings import guess_encoding, is_credible, known_encoding, wide_encoding

# Sound characters beyond ASCII for each broken one, from which on bytes are UTF-8 that was damaged:
# text in another encoding has nearly none by chance.
_SOUND = 10
_BEYOND_ASCII = re.compile(r"[\x00-\x7f]+")


def read_plain(data: bytes, source: str, charset: str | None) -> Document:
    """The text of a file as it stands. Raises ReadError where no encoding fits."""
    text, encoding = decode(data, source, charset)
    return Document(text=text, encoding=encoding)


def decode(data: bytes, source: str, charset: str | None = None) -> tuple[str, str]:
    """The text and the name of its encoding; a UTF-8 byte order mark stays in the text.

    `charset` is what somebody declares, which the content may contradict. Raises ReadError where no encoding fits.

    >>> decode("Torv\\u00e1ne".encode(), "a.txt")
    ('Torváne', 'utf-8')
    """
    wide = wide_encoding(data)
    if wide is not None:
        return data.decode(wide), wide
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError as error:
        broken = error.start
    mended = _damaged(data)
    if mended is not None:
        return mended, "utf-8 (damaged)"
    declared = known_encoding(charset)
    if declared is not None and is_credible(data, declared):
        return data.decode(declared), declared
    encoding = guess_encoding(data)
    if encoding is None:
        raise ReadError(
            f"{source}: the text's encoding cannot be told (not UTF-8 at byte {broken}); "
            "save it as UTF-8 and read it again."
        )
    try:
        return data.decode(encoding), encoding
    except UnicodeDecodeError as error:
        raise ReadError(
            f"{source}: looks like {encoding} but is damaged at byte {error.start}; save it as UTF-8 and read it again."
        ) from error


def _damaged(data: bytes) -> str | None:
    """Bytes that are UTF-8 but for a few, with U+FFFD in place of those; None for other encodings."""
    text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    sound = len(_BEYOND_ASCII.sub("", text)) - broken
    return text if sound >= _SOUND * broken else None
