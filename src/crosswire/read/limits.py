"""What a source may cost: bytes, parts and depth, so that no bomb fills the memory or the day.

A `Budget` lives as long as one source is unpacked; every reader that expands something spends from it.
"""

from __future__ import annotations

from dataclasses import dataclass

from crosswire.errors import ReadError

MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Bounds of reading one source.

    `report` bytes of one report: a saved page with its pictures inside comes to some megabytes; what is
    larger is a film or an archive. `depth` containers inside each other: a feed in a mail in a ZIP is 3.
    `ratio` times by which a compressed source may grow once it has grown by `free` bytes: texts shrink
    to a tenth to a fifth, the emptiest pages to a hundredth. `parts` in one source.
    """

    report: int = 64 * MEGABYTE
    depth: int = 5
    ratio: int = 200
    free: int = 64 * MEGABYTE
    parts: int = 10_000_000


class Budget:
    """What is left to spend on one source whose own size, if known, is `size` bytes."""

    def __init__(self, limits: Limits, *, size: int | None) -> None:
        self.limits = limits
        self._size = size
        self._grown = 0
        self._parts = 0

    def part(self) -> None:
        """Counts one part. Raises ReadError where there are too many."""
        self._parts += 1
        if self._parts > self.limits.parts:
            raise ReadError(f"holds more than {self.limits.parts:,} parts; split it.")

    def grow(self, count: int) -> None:
        """Counts `count` expanded bytes. Raises ReadError where a source expands beyond all measure."""
        self._grown += count
        allowed = self.limits.free + self.limits.ratio * (self._size or 0)
        if self._grown > allowed:
            raise ReadError(
                f"expands to more than {allowed >> 20:,} MB, as a decompression bomb does; "
                "unpack what you trust and give that."
            )
