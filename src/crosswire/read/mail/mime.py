"""A message's parts, after RFC 2045 to 2047 and 5322, however broken.

In: bytes of a message. Out: its headers, and its leaves in order, each with its type, name and place among
alternatives. Bodies are decoded from base64 and quoted-printable when asked for. Multiparts are split
without recursion and down to a bounded depth; where a boundary is missing, the one that stands in the body
is taken, or else the body is one text. Python's own parser is not used, since its time grows with the
square of the nesting.
"""

from __future__ import annotations

import binascii
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from email.message import Message
from email.utils import collapse_rfc2231_value
from itertools import islice

from crosswire.errors import ReadError
from crosswire.read.declared import decode_declared

# Multiparts inside each other: an alternative in a related in a mixed in a signed is 4.
_DEPTH = 12
# Leaves of one message, and bytes of its headers and of one of them.
_LEAVES, _HEADERS, _HEADER = 10_000, 512 * 1024, 16 * 1024
_TOO_DEEP = (
    f"The message holds parts inside each other, more than {_DEPTH} deep, which are not read; "
    "look at it in a mail program."
)
# Headers whose words are shown to people; telling an encoding takes a third of a millisecond.
_SHOWN = frozenset({"from", "sender", "subject", "list-id"})
_BLANK_LINE = re.compile(rb"\r?\n\r?\n|\r\r")
_FOLD = re.compile(rb"\r?\n(?=[ \t])|\r(?=[ \t])")
_FIELD = re.compile(rb"([!-9;-~]{1,200})[ \t]*:(.*)", re.S)
_FOUND_BOUNDARY = re.compile(
    rb"(?:^|\n)--([^\s-][^\r\n]{2,70}?)[ \t]*\r?\n(?=[A-Za-z][A-Za-z-]{3,40}:|\r?\n)"
)
_WORD = re.compile(r"=\?([^?*\s]{1,60})(?:\*[^?\s]{0,40})?\?([bBqQ])\?([^?]*)\?=(\s+(?==\?))?")
_NOT_BASE64 = re.compile(rb"[^A-Za-z0-9+/]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaf:
    """One part that holds no others: its headers by their names in lower case, its type, its name as a
    file, whether it is to be shown apart, its body as sent, and the number of the alternatives that it is
    one of (None: of none)."""

    headers: Mapping[str, str]
    type: str
    body: bytes
    file: str | None = None
    charset: str | None = None
    attached: bool = False
    choice: int | None = None

    @property
    def data(self) -> bytes:
        """The body's bytes, decoded as far as they are sound."""
        encoding = self.headers.get("content-transfer-encoding", "").strip().lower()
        if encoding == "base64":
            sound = _NOT_BASE64.sub(b"", self.body)
            sound = sound[:-1] if len(sound) % 4 == 1 else sound
            return binascii.a2b_base64(sound + b"=" * (-len(sound) % 4))
        return binascii.a2b_qp(self.body) if encoding == "quoted-printable" else self.body

    @property
    def text(self) -> str:
        """The body's characters; what no encoding reads becomes U+FFFD."""
        data = self.data
        try:
            return decode_declared(data, "the message", self.charset)[0]
        except ReadError:
            return data.decode("utf-8", "replace")

    def parameter(self, name: str) -> str | None:
        """A parameter of the type, such as "format"."""
        return _parameter(self.headers.get("content-type", ""), name)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mime:
    """A message: its headers, the first of each name, its leaves, and what is told of its damage."""

    headers: Mapping[str, str]
    leaves: tuple[Leaf, ...]
    notices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Waiting:
    """Bytes still to be taken apart: as what type if they do not say, of which alternatives, how deep."""

    data: bytes
    type: str
    choice: int | None
    depth: int


def parse_mime(data: bytes) -> Mime:
    """The headers and leaves of a message; never raises."""
    headers, _ = split_headers(data)
    leaves: list[Leaf] = []
    waiting = [_Waiting(data, "text/plain", None, 0)]
    choices, too_deep = 0, 0
    while waiting and len(leaves) < _LEAVES:
        part = waiting.pop()
        said, body = split_headers(part.data)
        type = _type(said) or part.type
        pieces: list[bytes] = []
        if type.startswith("multipart/") and part.depth >= _DEPTH:
            too_deep += 1
            continue
        if type.startswith("multipart/"):
            pieces = _split(body, _parameter(said.get("content-type", ""), "boundary"))
        if not pieces:
            leaves.append(
                _leaf(said, "text/plain" if type.startswith("multipart/") else type, body, part.choice)
            )
            continue
        choices += type == "multipart/alternative"
        choice = choices if type == "multipart/alternative" else part.choice
        inner = "message/rfc822" if type == "multipart/digest" else "text/plain"
        waiting += [_Waiting(p, inner, choice, part.depth + 1) for p in reversed(pieces)]
    return Mime(headers=headers, leaves=tuple(leaves), notices=(_TOO_DEEP,) if too_deep else ())


def split_headers(data: bytes) -> tuple[dict[str, str], bytes]:
    """The headers at the start of some bytes, the first of each name, unfolded; and the body."""
    if data.startswith((b"\n", b"\r\n")):
        return {}, data.lstrip(b"\r\n")
    end = _BLANK_LINE.search(data, 0, _HEADERS)
    head, body = (data[: end.start()], data[end.end() :]) if end else (data[:_HEADERS], data[_HEADERS:])
    headers: dict[str, str] = {}
    for line in re.split(rb"\r?\n|\r", _FOLD.sub(b"", head)):
        field = _FIELD.fullmatch(line[:_HEADER])
        if field and (name := field[1].decode("ascii").lower()) not in headers:
            headers[name] = _characters(field[2], told=name in _SHOWN).strip()
    return headers, body


def decode_words(text: str) -> str:
    """A header's value with its encoded words (RFC 2047) decoded; broken ones stay as they are.

    >>> decode_words("=?utf-8?q?Dam_br=C3?= =?utf-8?q?=A9ch?= (2)")
    'Dam bréch (2)'
    """
    pieces: list[str] = []
    held, charset, position = b"", "", 0
    for word in _WORD.finditer(text):
        between, position = text[position : word.start()], word.end()
        if held and (between or word[1].lower() != charset):
            pieces.append(_held(held, charset))
            held = b""
        pieces.append(between)
        charset = word[1].lower()
        held += _encoded(word[2], word[3])
    return "".join([*pieces, _held(held, charset), text[position:]])


def _held(data: bytes, charset: str) -> str:
    try:
        return decode_declared(data, "the header", charset)[0] if data else ""
    except ReadError:
        return data.decode("utf-8", "replace")


def _encoded(kind: str, text: str) -> bytes:
    data = text.encode("utf-8", "replace")
    if kind in "qQ":
        return binascii.a2b_qp(data.replace(b"_", b" "), header=True)
    sound = _NOT_BASE64.sub(b"", data)
    sound = sound[:-1] if len(sound) % 4 == 1 else sound
    return binascii.a2b_base64(sound + b"=" * (-len(sound) % 4))


def _characters(data: bytes, *, told: bool) -> str:
    """A header's value; `told`: bytes that are no UTF-8 are given the encoding that their content shows."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _held(data, "utf-8") if told else data.decode("utf-8", "replace")


def _leaf(headers: Mapping[str, str], type: str, body: bytes, choice: int | None) -> Leaf:
    disposition = headers.get("content-disposition", "")
    file = _parameter(disposition, "filename") or _parameter(headers.get("content-type", ""), "name")
    return Leaf(
        headers=headers,
        type=type,
        body=body,
        file=decode_words(file) if file else None,
        charset=_parameter(headers.get("content-type", ""), "charset"),
        attached=disposition.strip().lower().startswith("attachment"),
        choice=choice,
    )


def _type(headers: Mapping[str, str]) -> str | None:
    found = headers.get("content-type", "").partition(";")[0].strip().lower()
    return found if re.fullmatch(r"[\w.+-]+/[\w.+-]+", found) else None


def _parameter(value: str, name: str) -> str | None:
    """A parameter of a header, continued and encoded (RFC 2231) ones too."""
    if name not in value.lower():
        return None
    holder = Message()
    holder["Content-Type"] = "x/y" + value[value.find(";") :] if ";" in value else "x/y"
    try:
        found = holder.get_param(name)
        text = collapse_rfc2231_value(found) if found is not None else None
    except (ValueError, LookupError, TypeError):
        return None
    return " ".join(text.split()) or None if text else None


def _split(body: bytes, boundary: str | None) -> list[bytes]:
    """The pieces of a multipart; empty where no boundary stands in it."""
    marks = [boundary.encode("utf-8", "replace")] if boundary else []
    found = _FOUND_BOUNDARY.search(body, 0, _HEADERS)
    for mark in (*marks, *([found[1]] if found else ())):
        pieces = list(islice(_between(body, mark), _LEAVES))
        if pieces:
            return pieces
    return []


def _between(body: bytes, mark: bytes) -> Iterator[bytes]:
    line = re.compile(rb"(?:^|(?:\r?\n))--" + re.escape(mark) + rb"(--)?[ \t]*(?=\r?\n|$)")
    start: int | None = None
    for found in line.finditer(body):
        if start is not None:
            yield _whole(body[start : found.start()])
        start = None if found[1] else found.end()
        if found[1]:
            break
    if start is not None:
        yield _whole(body[start:])


def _whole(piece: bytes) -> bytes:
    """A piece without the line end behind its boundary; an empty line before its body is kept."""
    return piece[2:] if piece.startswith(b"\r\n") else piece[1:]
