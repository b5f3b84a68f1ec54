"""What is kept of a run under way: reports with what they say, packed; small enough to travel, safe to read.

In: `Report`s with their `Annotations`. Out: bytes, about as many as the report's text has characters, and back.
They hold lists, numbers and strings only: nothing of them is executed when they are read. The same report gives
the same bytes. A file of several has one line of JSON (the sizes, the problems), then one after another.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Sequence

from crosswire.derived import decode, encode
from crosswire.types import Annotations, Dossier, Findings, Links, Problem, Report

FORMAT = "crosswire.chunk/1"
# What reading back damaged bytes raises.
FAULTS = (OSError, ValueError, TypeError, LookupError, AttributeError, zlib.error)
# Fast: the bytes are written once and read once.
_LEVEL = 1
Said = tuple[Report, Annotations]


def pack(report: Report, annotations: Annotations) -> bytes:
    """A report and what it says."""
    alone = Dossier(reports=(report,), annotations=(annotations,), links=Links(), findings=Findings())
    return zlib.compress(json.dumps(encode(alone), separators=(",", ":")).encode("ascii"), _LEVEL)


def unpack(data: bytes) -> Said:
    """What `pack` packed. Raises one of `FAULTS` for anything else."""
    alone = decode(json.loads(zlib.decompress(data)))
    return alone.reports[0], alone.annotations[0]


def join(packed: Sequence[bytes], problems: Sequence[Problem]) -> bytes:
    """One file of several packed reports and of the problems of others."""
    head = {
        "format": FORMAT,
        "sizes": [len(p) for p in packed],
        "problems": [[p.report, p.stage, p.message] for p in problems],
    }
    return b"\n".join((json.dumps(head, separators=(",", ":")).encode("ascii"), b"".join(packed)))


def split(data: bytes) -> tuple[tuple[tuple[int, int], ...], tuple[Problem, ...]]:
    """Where in the file each report stands (start, end), and the problems. Raises one of `FAULTS` for a file that
    is not whole."""
    line = data.index(b"\n")
    head = json.loads(data[:line])
    if head["format"] != FORMAT or line + 1 + sum(head["sizes"]) != len(data):
        raise ValueError("no whole file of packed reports")
    places, at = [], line + 1
    for size in head["sizes"]:
        places.append((at, at + size))
        at += size
    return tuple(places), tuple(Problem(report=r, stage=s, message=m) for r, s, m in head["problems"])
