"""Plain text: bytes to the text as it stands, with line endings and marks unchanged.

UTF-8 first; bytes that are not UTF-8 are given the encoding that their content shows, and its name is
kept. Nothing is mended, trimmed or normalised. Finding titles, dates and furniture is left to others.
"""

from __future__ import annotations

import codecs

from charset_normalizer import from_bytes

from crosswire.errors import ReadError

_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Bytes shown to the encoding detector: its time grows with them and its answer settles well before.
_SAMPLE = 100_000


def decode(data: bytes, source: str) -> tuple[str, str]:
    """The text and the name of its encoding; a UTF-8 byte order mark stays in the text.

    Raises ReadError where no encoding fits.

    >>> decode("Torv\\u00e1ne".encode(), "a.txt")
    ('Torváne', 'utf-8')
    """
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError as error:
        broken = error
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _strictly(data, name, source)
    best = from_bytes(data[:_SAMPLE]).best()
    if best is None:
        raise ReadError(
            f"{source}: the text's encoding cannot be told (not UTF-8 at byte {broken.start}); "
            "save it as UTF-8 and read it again."
        )
    return _strictly(data, best.encoding, source)


def _strictly(data: bytes, encoding: str, source: str) -> tuple[str, str]:
    try:
        return data.decode(encoding), encoding
    except (UnicodeDecodeError, LookupError) as error:
        raise ReadError(
            f"{source}: looks like {encoding} but is damaged; save it as UTF-8 and read it again."
        ) from error
