"""JSON that may stand anywhere: as a line among lines, and inside a script element of a page.

In: plain values. Out: text in which no character ends a line or a script, whatever a report says: `<`, `>`, `&` and
the line ends that JSON allows bare are written as escapes, as is half of a UTF-16 pair, which UTF-8 cannot hold.
"""

from __future__ import annotations

import json
import re
import uuid
from typing import Any

_RISKY = re.compile("[<>&\x7f-\x9f\u2028\u2029\ud800-\udfff]")
# The root of the ids that are made here, itself made of the name of the software (RFC 9562, version 5).
_ROOT = uuid.uuid5(uuid.NAMESPACE_URL, "https://crosswire.invalid/handover")


def to_line(value: Any) -> str:
    """The value in one line of JSON.

    >>> to_line({"a": "</script>"})
    '{"a": "\\\\u003c/script\\\\u003e"}'
    """
    return _escaped(json.dumps(value, ensure_ascii=False, allow_nan=False))


def to_pages(value: Any) -> str:
    """The value in lines that a person can read, with a line end."""
    return _escaped(json.dumps(value, ensure_ascii=False, allow_nan=False, indent=1)) + "\n"


def _escaped(text: str) -> str:
    return _RISKY.sub(lambda m: f"\\u{ord(m[0]):04x}", text)


def urn(*key: str) -> str:
    """The name of what `key` names, the same wherever it is made: a URN of a UUID."""
    text = "\x1f".join(key).encode("utf-8", "replace").decode()
    return f"urn:uuid:{uuid.uuid5(_ROOT, text)}"
