"""The body of an HTTP response as it was sent, back to the bytes of what was asked for.

In: the bytes on the wire and the headers. Out: the content, or ReadError. Follows RFC 9112 (chunked) and RFC
9110 (content codings gzip and deflate, one or several). Crawlers often store a body that they have already
decoded under the old headers; what is evidently not coded is taken as it is. Brotli and Zstandard are not
decoded.
"""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass

from crosswire.errors import ReadError

_CHUNK_SIZE = re.compile(rb"[ \t]*([0-9A-Fa-f]{1,8})[ \t]*(?:;[^\r\n]{0,1000})?\r?\n")
_LINE_END = re.compile(rb"\r?\n")
_PLAIN = ("", "identity", "none", "utf-8", "binary")
# Codings on top of each other; servers use one.
_MOST = 3


@dataclass(frozen=True, slots=True)
class Coding:
    """How a body was sent: the values of Transfer-Encoding and Content-Encoding ("" where absent)."""

    transfer: str = ""
    content: str = ""


def decode_payload(data: bytes, coding: Coding, limit: int) -> bytes:
    """The content in a body, of at most `limit` bytes.

    Raises ReadError where the body is cut short, damaged, too large or coded in a way not known here.

    >>> decode_payload(b"3\\r\\nDam\\r\\n0\\r\\n\\r\\n", Coding(transfer="chunked"), 100)
    b'Dam'
    """
    transfers = _steps(coding.transfer)
    if "chunked" in transfers:
        data = _joined(data)
    for step in reversed([*_steps(coding.content), *(x for x in transfers if x != "chunked")]):
        data = _decoded(data, step, limit)
    return data


def _steps(value: str) -> list[str]:
    steps = [step for x in value.lower().split(",") if (step := x.strip()) not in _PLAIN]
    if len(steps) > _MOST:
        raise ReadError(f"is coded {len(steps)} times over; it is not read.")
    return steps


def _joined(data: bytes) -> bytes:
    """The chunks of a body in one piece; a body without chunks as it is."""
    pieces: list[bytes] = []
    position = 0
    while match := _CHUNK_SIZE.match(data, position):
        length = int(match[1], 16)
        if not length:
            return b"".join(pieces)
        position = match.end() + length
        pieces.append(data[match.end() : position])
        if position > len(data):
            raise ReadError("ends in the middle of its content; get it again.")
        end = _LINE_END.match(data, position)
        position = end.end() if end else position
    if not pieces:
        return data
    raise ReadError("ends in the middle of its content, or is damaged there; get it again.")


def _decoded(data: bytes, step: str, limit: int) -> bytes:
    if step in ("gzip", "x-gzip"):
        return _inflated(data, 31, limit) if data.startswith(b"\x1f\x8b") else data
    if step == "deflate":
        # RFC 9110 means zlib's form; some servers send the bare one.
        return _inflated(data, 15 if _is_zlib(data) else -15, limit)
    raise ReadError(f"is coded as {step[:40]!r}, which is not read here; get it again without that coding.")


def _inflated(data: bytes, window: int, limit: int) -> bytes:
    decoder = zlib.decompressobj(wbits=window)
    try:
        found = decoder.decompress(data, limit + 1)
    except zlib.error as error:
        if window == -15:
            return data
        raise ReadError(f"is damaged in its compressed content ({error}); get it again.") from error
    if len(found) > limit:
        raise ReadError(f"expands to more than {limit >> 20} MB; give the report's text alone.")
    if not decoder.eof:
        raise ReadError("ends in the middle of its compressed content; get it again.")
    return found


def _is_zlib(data: bytes) -> bool:
    return len(data) > 1 and data[0] & 0x0F == 8 and (data[0] << 8 | data[1]) % 31 == 0
