"""Whether the bytes of a web archive's record are still those that its digest was made of.

In: the digest as a record states it, and the bytes it may have been made of. Out: whether it was made of none
of them. WARC 1.1 (5.8, 5.9) leaves the algorithm open, and tools differ in whether they digest a body before
or after it is decoded, so that every form is tried. A digest of an algorithm not known here says nothing.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
from collections.abc import Iterable

_KNOWN = {"sha1": 20, "sha-1": 20, "md5": 16, "sha256": 32, "sha-256": 32, "sha512": 64, "sha-512": 64}
# Characters of a digest in the longest form, hexadecimal SHA-512.
_LONGEST = 128


def is_altered(stated: str | None, forms: Iterable[bytes]) -> bool:
    """Whether a digest that is understood is that of none of the forms; False where there is none.

    >>> is_altered("sha1:RZH6WNWADTFAFWFHFVHIZQ36WBK3WEOL", [b"The dam broke."])
    True
    """
    name, _, value = (stated or "").strip().partition(":")
    size = _KNOWN.get(name.lower())
    wanted = _decoded(value, size) if size else None
    if wanted is None:
        return False
    algorithm = name.lower().replace("-", "")
    return all(hashlib.new(algorithm, form, usedforsecurity=False).digest() != wanted for form in forms)


def _decoded(value: str, size: int) -> bytes | None:
    """The digest's bytes, from hexadecimal or base 32; None where it is neither."""
    if len(value) > _LONGEST or not value.isascii():
        return None
    try:
        if len(value) == 2 * size:
            return binascii.unhexlify(value)
        found = base64.b32decode(value.upper() + "=" * (-len(value) % 8))
    except (binascii.Error, ValueError):
        return None
    return found if len(found) == size else None
