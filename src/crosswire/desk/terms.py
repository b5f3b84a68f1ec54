"""What places a report into a story, packed: a kilobyte or two a report, read back fast, nothing of it executed.

In: `StoryTerms`. Out: bytes for the column `annotations.terms`, and back. The arrays stand as they are in memory
(little-endian) behind a line of JSON; a first byte that another version wrote differently makes the bytes unreadable,
and whoever asks makes the terms anew from the report.
"""

from __future__ import annotations

import json
import sys
import zlib
from collections.abc import Mapping
from dataclasses import fields
from typing import Any

import numpy as np
from numpy.typing import NDArray

from crosswire.link.story_terms import StoryTerms

_ARRAYS: Mapping[str, Any] = {"codes": "<u8", "weights": "<f4", "kinds": "<u1", "leads": "?"}
_PLAIN = ("report", "stamp", "day", "days", "texts", "title")
# Names the fields that it was written with: terms of another make are refused, not misread.
FORMAT = zlib.crc32(" ".join(f.name for f in fields(StoryTerms)).encode()).to_bytes(4, "little")
# What reading other bytes raises.
FAULTS = (ValueError, TypeError, LookupError, AttributeError, zlib.error)


def pack_terms(terms: StoryTerms) -> bytes:
    """The bytes of some terms."""
    head = json.dumps([getattr(terms, name) for name in _PLAIN], ensure_ascii=True, separators=(",", ":"))
    arrays = b"".join(
        np.ascontiguousarray(getattr(terms, name)).astype(kind).tobytes() for name, kind in _ARRAYS.items()
    )
    return FORMAT + zlib.compress(head.encode("ascii") + b"\n" + arrays, 1)


def unpack_terms(data: bytes) -> StoryTerms:
    """The terms that were packed. Raises one of `FAULTS` for anything else."""
    if data[:4] != FORMAT:
        raise ValueError("terms of another make")
    head, _, body = zlib.decompress(data[4:]).partition(b"\n")
    report, stamp, day, days, texts, title = json.loads(head)
    arrays: dict[str, NDArray[Any]] = {}
    at = 0
    for name, kind in _ARRAYS.items():
        arrays[name] = np.frombuffer(body, dtype=kind, count=len(texts), offset=at)
        at += arrays[name].nbytes
    # Words come again in report after report: one copy of each is enough.
    return StoryTerms(
        report=report,
        stamp=stamp,
        day=day,
        days=tuple(days),
        texts=tuple(map(sys.intern, texts)),
        title=title,
        **arrays,
    )
