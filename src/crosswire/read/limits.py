"""What a source may cost: bytes, parts and depth, so that no bomb fills the memory or the day.

A `Budget` lives as long as one source is unpacked; every reader that expands something spends from it. What
is spent is spent for the whole source: nothing more is taken from it then.
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
    `parts` in one source.

    A source may expand to `free` bytes plus `ratio` times its own size, counted over all containers inside
    each other. Gzipped pages grow 4 to 8 times, a solid archive of pages of one site up to about 50 times
    (what they share is stored once), and 100 leaves room; deflate allows 1,032 times, bzip2 and xz
    thousands. 256 MB take about a second to expand, whatever was meant by them.
    """

    report: int = 64 * MEGABYTE
    depth: int = 5
    ratio: int = 100
    free: int = 256 * MEGABYTE
    parts: int = 10_000_000


class Budget:
    """What is left to spend on one source whose own size, if known, is `size` bytes."""

    def __init__(self, limits: Limits, *, size: int | None) -> None:
        self.limits = limits
        self.spent = False
        self._allowed = limits.free + limits.ratio * (size or 0)
        self._grown = 0
        self._parts = 0

    def part(self) -> None:
        """Counts one part. Raises ReadError where there are too many."""
        self._parts += 1
        if self._parts > self.limits.parts:
            self.spent = True
            raise ReadError(f"holds more than {self.limits.parts:,} parts; split it.")

    def grow(self, count: int) -> None:
        """Counts `count` expanded bytes. Raises ReadError where a source expands beyond all measure."""
        self._grown += count
        if self._grown > self._allowed:
            self.spent = True
            raise ReadError(
                f"expands to more than {self._allowed / MEGABYTE:,.0f} MB, as a decompression bomb does; "
                "unpack what you trust and give that."
            )
