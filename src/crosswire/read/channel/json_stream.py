"""A large JSON document, gone through value by value in bounded memory.

In: a stream, and the paths of what is wanted. Out: `Node`s in the document's order. JSON as of RFC 8259, and
what damaged or careless writers make of it: broken bytes become U+FFFD, bare line ends in strings are read,
what follows the document is ignored. Halves of UTF-16 pairs stay, for the reader to tell of. Anything
else that is no JSON ends the reading there. Each value is decoded by the standard library's `json`: ijson's
fast parser crashes the process on integers of thousands of digits (3.6.0).
"""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any, BinaryIO, Literal

# A path: the keys from the top down to a value, "[]" for a place in a list.
Path = tuple[str, ...]
# Levels that are gone through piece by piece even where nothing in them is wanted, so that long lists
# beside the wanted ones are never held whole.
_LEVELS = 4
_CHUNK = 65_536
# Characters before the end of what has been read in which a fault may only mean that more is to come:
# those of "-Infinity", the longest word, or of an escaped pair.
_UNSURE = 12
_BLANK = re.compile(r"[ \t\r\n\x00]*")


class JsonError(Exception):
    """A document cannot be read further; the message says where and why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """One thing found: the start of an object that was asked for, a plain value, or a whole value."""

    kind: Literal["start", "scalar", "whole"]
    path: Path
    value: Any = None


@dataclass(frozen=True, slots=True, kw_only=True)
class JsonStream:
    """A stream, and what of its document is wanted.

    Gives a "start" for every object at a path of `within`, a "scalar" for its plain values under keys of
    `scalars`, and everything at a path of `whole`, decoded, as "whole". A value of more than `limit`
    characters ends the reading, as does whatever is no JSON: iterating raises JsonError.
    """

    stream: BinaryIO
    limit: int
    whole: Collection[Path]
    within: Collection[Path]
    scalars: Collection[str]

    def __iter__(self) -> Iterator[Node]:
        return self._value(_Text(self.stream, self.limit), ())

    def _value(self, text: _Text, path: Path) -> Iterator[Node]:
        opening = text.peek()
        if path in self.whole:
            yield Node(kind="whole", path=path, value=text.value())
        elif opening in ("{", "[") and self._leads(path):
            if opening == "{" and path in self.within:
                yield Node(kind="start", path=path)
            yield from self._inside(text, path, opening)
        else:
            value = text.value()
            if path and path[-1] in self.scalars and path[:-1] in self.within:
                yield Node(kind="scalar", path=path, value=value)

    def _inside(self, text: _Text, path: Path, opening: str) -> Iterator[Node]:
        """What stands in an object or a list, the next character of `text`."""
        closing = "}" if opening == "{" else "]"
        text.take(opening)
        is_first = True
        while is_first or text.peek() != closing:
            if is_first and text.peek() == closing:
                break
            if not is_first:
                text.take(",")
            is_first = False
            key = "[]"
            if opening == "{":
                key = str(text.value())
                text.take(":")
            yield from self._value(text, (*path, key))
        text.take(closing)

    def _leads(self, path: Path) -> bool:
        """Whether something that is wanted may stand below a path, or it is high enough to be long."""
        wanted = (*self.whole, *self.within)
        return len(path) < _LEVELS or any(w[: len(path)] == path for w in wanted)


class _Text:
    """The text of a stream from the first character that is not yet understood."""

    def __init__(self, stream: BinaryIO, limit: int) -> None:
        self._stream = stream
        self._limit = limit
        self._decoder = codecs.getincrementaldecoder("utf-8-sig")("replace")
        self._json = json.JSONDecoder(strict=False, parse_int=read_integer)
        self._text = ""
        self._at = 0
        self._taken = 0
        self._ended = False

    def peek(self) -> str:
        """The next character that is no blank; "" at the end."""
        while True:
            match = _BLANK.match(self._text, self._at)
            self._at = match.end() if match else self._at
            if self._at < len(self._text) or not self._more():
                return self._text[self._at : self._at + 1]

    def take(self, sign: str) -> None:
        """Goes past one sign. Raises JsonError where another stands there."""
        found = self.peek()
        if found != sign:
            raise self._error(f"{sign!r} should stand there, not {found!r}" if found else "it ends there")
        self._at += 1

    def value(self) -> Any:
        """The value that begins here. Raises JsonError where none does, or it is too large or too deep."""
        if not self.peek():
            raise self._error("it ends there")
        while True:
            try:
                value, end = self._json.raw_decode(self._text, self._at)
            except json.JSONDecodeError as error:
                unsure = error.pos >= len(self._text) - _UNSURE or error.msg.startswith("Unterminated")
                if not (unsure and self._more()):
                    told = "it ends amid a value" if unsure else error.msg[:1].lower() + error.msg[1:]
                    raise self._error(told) from error
                continue
            except RecursionError as error:
                raise self._error("it is nested too deep") from error
            # A number at the end of what has been read may go on.
            if end < len(self._text) or not self._more():
                self._at = end
                return value

    def _more(self) -> bool:
        """Reads on, as much again as is held, so that no value is decoded in vain more than its size."""
        held = len(self._text) - self._at
        if held > self._limit:
            raise self._error(f"one value is larger than {self._limit:,} characters")
        data = b"" if self._ended else self._stream.read(max(_CHUNK, held))
        self._taken += len(data)
        text = "" if self._ended else self._decoder.decode(data, final=not data)
        self._ended = not data
        self._text, self._at = self._text[self._at :] + text, 0
        return bool(data or text)

    def _error(self, why: str) -> JsonError:
        rest = len(self._text[self._at :].encode("utf-8", "replace"))
        return JsonError(f"near byte {max(0, self._taken - rest):,}: {why}")


def read_integer(digits: str) -> int | None:
    """An integer of JSON; None for one of more digits than any identifier or time has.

    >>> read_integer("12"), read_integer("9" * 5000)
    (12, None)
    """
    return int(digits) if len(digits) <= 40 else None
