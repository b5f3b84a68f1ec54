"""Text and JSON as the store's columns of bytes have them: deflated (zlib, RFC 1950), since a dossier's JSON is ten times its
deflated size.

In: text, or plain values for JSON. Out: bytes, the same for the same value; and back. Nothing of what is packed is bounded
here: the store packs only what crosswire itself made.
"""

from __future__ import annotations

import json
import zlib
from typing import Any


def pack(text: str) -> bytes:
    """The bytes that stand for a text.

    >>> unpack(pack("the dam"))
    'the dam'
    """
    return zlib.compress(text.encode("utf-8", "surrogatepass"), 6)


def unpack(packed: bytes) -> str:
    """The text that was packed."""
    return zlib.decompress(packed).decode("utf-8", "surrogatepass")


def pack_json(value: Any) -> bytes:
    """The bytes that stand for plain values."""
    return pack(json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True))


def unpack_json(packed: bytes) -> Any:
    """The values that were packed."""
    return json.loads(unpack(packed))
