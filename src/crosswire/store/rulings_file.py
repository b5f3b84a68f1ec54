"""Decisions in a file of their own, for who keeps no store: one JSON object a line, appended, never altered.

In: the path of a file that `crosswire rule` writes, or a person. Out: what was decided and withdrawn, in
order. A last line without an end was never acknowledged: a run was killed while it wrote; it is passed over,
and written over by the next decision.
"""

from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Iterator
from pathlib import Path

from crosswire.errors import UsageError
from crosswire.store.decision import Entry, from_table, to_table
from crosswire.store.durable import flush_folder, write_at, writing
from crosswire.store.rulings import check_withdrawal
from crosswire.text.named import clean

# Bytes of a file of decisions: a hundred thousand of them have some forty megabytes.
LIMIT = 256 * 1024 * 1024


def read_rulings_file(path: Path | str) -> Iterator[Entry]:
    """What a file holds, in order. Raises UsageError where it cannot be read, with the line that is wrong."""
    path = Path(path)
    try:
        with path.open("rb") as stream:
            data = stream.read(LIMIT + 1)
    except OSError as error:
        raise UsageError(
            f"{path}: cannot be read ({error.strerror}); name a file of decisions that `crosswire rule` wrote."
        ) from error
    if len(data) > LIMIT:
        raise UsageError(f"{path}: is larger than {LIMIT:,} bytes; keep decisions in a store.")
    yield from _parse(data, path)


def add_to_file(path: Path | str, entry: Entry) -> bool:
    """Appends an entry, the file made if need be; durable when it returns. False where it is there already.

    Raises UsageError where the file cannot be written, holds something else, or the withdrawn is unknown.
    """
    path = Path(path)
    with writing(path):
        handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    try:
        with writing(path):
            fcntl.flock(handle, fcntl.LOCK_EX)
            size = os.fstat(handle).st_size
            data = os.pread(handle, LIMIT + 1, 0)
        known = list(_parse(data, path))
        if entry in known:
            return False
        check_withdrawal(entry, known, str(path))
        line = clean(json.dumps(to_table(entry), ensure_ascii=False)).encode("utf-8") + b"\n"
        end = _end(data)
        if end and data[end - 1 : end] != b"\n":
            line = b"\n" + line
        with writing(path):
            write_at(handle, line, end)
            os.ftruncate(handle, end + len(line))
            os.fsync(handle)
            if size == 0:
                flush_folder(path.absolute().parent)
    finally:
        os.close(handle)
    return True


def _end(data: bytes) -> int:
    """Where the next entry goes: over a line that was never finished, else at the end."""
    return data.rfind(b"\n") + 1 if _is_torn(data) else len(data)


def _is_torn(data: bytes) -> bool:
    """Whether the last line was never finished: it has no end and is no JSON."""
    tail = data[data.rfind(b"\n") + 1 :]
    if not tail.strip():
        return False
    try:
        json.loads(tail)
    except (ValueError, RecursionError):
        return True
    return False


def _parse(data: bytes, path: Path) -> Iterator[Entry]:
    lines = data.split(b"\n")
    if _is_torn(data):
        lines.pop()
    for n, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            told = json.loads(line)
        except (ValueError, RecursionError) as error:
            raise UsageError(f"{path}: line {n} is no JSON; a line is one decision or withdrawal.") from error
        yield from_table(told, f"{path}: line {n}")
