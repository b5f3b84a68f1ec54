"""Where the members of a JSON object or array stand, so that each can be taken out unaltered.

In: a JSON text (RFC 8259) and where a value begins. Out: each member with its place and its value. Only one
member is held at a time. Nothing is mended; ValueError says at which character the text is broken.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

_BLANK = re.compile(r"[ \t\r\n]*")
_DECODER = json.JSONDecoder(strict=False)
# Commas and brackets outside or inside strings. Every value needs one, and costs up to some 170 bytes;
# a long report has some hundreds.
_VALUES = 3_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """One member: its name, or its number in an array, its place, and its value."""

    name: str
    start: int
    end: int
    value: Any


def is_overfull(text: str) -> bool:
    """Whether a JSON text holds more values than any news does."""
    return sum(map(text.count, ",[{")) > _VALUES


def members(text: str, start: int = 0) -> Iterator[Member]:
    """The members of the object or array that begins at `start`.

    Raises ValueError where the text is broken, RecursionError where a member is nested too deep.

    >>> [(m.name, m.value) for m in members('{"a": 1, "b": [2]}')]
    [('a', 1), ('b', [2])]
    """
    position = skip(text, start)
    if text[position : position + 1] not in ("{", "["):
        raise ValueError(f"no object or array at character {position}")
    named = text[position] == "{"
    closing = "}" if named else "]"
    position = skip(text, position + 1)
    if text[position : position + 1] == closing:
        return
    number = 0
    while True:
        number += 1
        name = str(number)
        if named:
            name, position = _DECODER.raw_decode(text, position)
            position = skip(text, position)
            if not isinstance(name, str) or text[position : position + 1] != ":":
                raise ValueError(f"no name and colon at character {position}")
            position = skip(text, position + 1)
        value, end = _DECODER.raw_decode(text, position)
        yield Member(name=name, start=position, end=end, value=value)
        position = skip(text, end)
        mark = text[position : position + 1]
        if mark == closing:
            return
        if mark != ",":
            raise ValueError(f"no comma at character {position}")
        position = skip(text, position + 1)


def skip(text: str, position: int) -> int:
    """The first place from `position` on that is no blank."""
    found = _BLANK.match(text, position)
    return found.end() if found else position
