"""A mailbox: messages behind each other in one file, after RFC 4155 ("mbox"; mboxo and mboxrd).

In: a stream of any length. Out: a `Part` for each message, held one at a time. A message begins at a line
"From …" at the start or after an empty line, if a header follows; ">From " inside is given back as "From ".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO

from crosswire.errors import ReadError
from crosswire.read.document import Part
from crosswire.read.limits import Budget
from crosswire.read.table.columns import Columns
from crosswire.types import Problem

# Bytes of a line that are read at once; mail's own lines end within a thousand.
_LINE = 1024 * 1024
_QUOTED = re.compile(rb">+From ")
_HEADER = re.compile(rb">?[!-9;-~]{1,100}[ \t]*:")


def unpack_mbox(stream: BinaryIO, name: str, columns: Columns, budget: Budget) -> Iterator[Part | Problem]:
    """The messages of a mailbox, in its order. Raises ReadError where it holds none."""
    number = 0
    for data in _messages(stream, budget.limits.report):
        number += 1
        if data is None:
            yield Problem(
                report=f"message {number}",
                stage="read",
                message=f"is larger than {budget.limits.report >> 20} MB; save its text apart and give that.",
            )
        else:
            yield Part(name=f"message {number}", data=data, format="email")
    if not number:
        raise ReadError(f"{name}: holds no message behind a line that begins with “From ”; export it again.")


def _messages(stream: BinaryIO, limit: int) -> Iterator[bytes | None]:
    """Each message's bytes, or None for one that is larger than `limit`."""
    lines: list[bytes] | None = None
    size, blank, begun = 0, True, True
    line = stream.readline(_LINE)
    while line:
        following = stream.readline(_LINE)
        if begun and blank and line.startswith(b"From ") and _HEADER.match(following):
            if lines is not None:
                yield _joined(lines, size, limit)
            lines, size = [], 0
        elif lines is not None:
            kept = line[1:] if begun and _QUOTED.match(line) else line
            size += len(kept)
            if size <= limit:
                lines.append(kept)
        blank = begun and not line.strip(b"\r\n")
        begun = line.endswith(b"\n")
        line = following
    if lines is not None:
        yield _joined(lines, size, limit)


def _joined(lines: list[bytes], size: int, limit: int) -> bytes | None:
    """A message without the empty line that parts it from the next."""
    if size > limit:
        return None
    if lines and not lines[-1].strip(b"\r\n"):
        lines.pop()
    return b"".join(lines)
