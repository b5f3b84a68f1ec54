"""What the tests of the command line share: two small reports, and what a run leaves behind."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

FIRST = """Dam bursts above Karvel
4 May 2031

At least 12 people were killed when the dam above Karvel burst on Friday, mayor Ilka Brandt said.
"We lost the lower bridge and both schools," Brandt told reporters.
Some 300 people were evacuated from the valley.
"""
SECOND = """Toll rises at Karvel
5 May 2031

Fourteen people were killed by the flood at Karvel, the regional fire service said on Sunday.
"We are still looking for nine people," said fire chief Tomas Herle.
"""
PICTURE = b"\x89PNG\r\n\x1a\n" + bytes(range(256))


@dataclass(frozen=True, slots=True, kw_only=True)
class Ran:
    """What one run of the program left behind."""

    status: int
    out: str
    err: str


Run = Callable[..., Ran]
