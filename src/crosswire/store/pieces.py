"""Digests of the pieces of a file, so that damage to it can be found to the byte.

A SHA-256 of a whole file says that something changed, never where. The digests of its pieces of 4 KiB
(the first 8 bytes of the SHA-256 of each, one after the other) say in which piece; and where flipping one
bit of that piece brings its digest back, which byte. Digests are SHA-256 (FIPS 180-4).
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

# Bytes of a piece: the page of a file system; digests then add 0.2 % to what is stored, and all bits of a
# piece are tried in a fifth of a second.
PIECE = 4096
# Bytes kept of each digest: by chance one damaged piece in 2**64 would pass, and the whole file's digest
# stands beside it.
KEPT = 8


class Digesting:
    """Digests of bytes that come in any portions: of the whole, and of every piece."""

    def __init__(self) -> None:
        self.length = 0
        self._whole = hashlib.sha256()
        self._pieces = bytearray()
        self._rest = b""

    def update(self, data: bytes) -> None:
        """Takes the next bytes."""
        self.length += len(data)
        self._whole.update(data)
        data = self._rest + data
        end = len(data) - len(data) % PIECE
        for start in range(0, end, PIECE):
            self._pieces += piece_digest(data[start : start + PIECE])
        self._rest = data[end:]

    def sha256(self) -> str:
        """The SHA-256 of everything so far."""
        return self._whole.hexdigest()

    def pieces(self) -> bytes:
        """The digests of the pieces so far, the last piece being as long as it is."""
        return bytes(self._pieces) + (piece_digest(self._rest) if self._rest else b"")


@dataclass(frozen=True, slots=True, kw_only=True)
class Flip:
    """One bit that is not as it was: the byte's offset, its value now and before."""

    byte: int
    now: int
    was: int


def piece_digest(piece: bytes) -> bytes:
    """The kept part of a piece's digest."""
    return hashlib.sha256(piece).digest()[:KEPT]


def find_flip(piece: bytes, digest: bytes) -> Flip | None:
    """The one flipped bit that accounts for a piece's digest not being `digest`, offset in the piece."""
    trial = bytearray(piece)
    for offset, now in enumerate(piece):
        for bit in range(8):
            trial[offset] = now ^ (1 << bit)
            if hashlib.sha256(trial).digest()[:KEPT] == digest:
                return Flip(byte=offset, now=now, was=trial[offset])
        trial[offset] = now
    return None


def first_difference(found: bytes, expected: bytes) -> int | None:
    """The offset of the first byte in which two strings of bytes part; None where they are equal."""
    if found == expected:
        return None
    pairs = enumerate(zip(found, expected))
    return next((i for i, (a, b) in pairs if a != b), min(len(found), len(expected)))
