"""Files that are there whole, also after the power fails, or not at all.

In: paths and bytes. A file is written under another name, flushed to the disk (fsync), renamed, and the
folder that holds its name flushed too, as POSIX asks of whoever must rely on it. What the disk refuses
becomes a UsageError that says what to do.
"""

from __future__ import annotations

import errno
import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from crosswire.errors import UsageError
from crosswire.store.layout import LOCK

_NEXT = {
    errno.ENOSPC: "make room on the disk and run it again",
    errno.EDQUOT: "make room in your quota and run it again",
    errno.EFBIG: "files may not grow so large here; raise the limit and run it again",
    errno.EROFS: "the disk can only be read; choose another folder",
    errno.EACCES: "it may not be written to; ask for the right to, or choose another folder",
    errno.EPERM: "it may not be written to; ask for the right to, or choose another folder",
    errno.ENOTDIR: "a file stands where a folder must; choose another folder",
    errno.EEXIST: "a file stands where a folder must; choose another folder",
}
_BUSY = (
    "another run of crosswire is writing to this archive; wait until it is done, or choose another folder."
)
_USUAL = "see that the disk is there and sound, and run it again"


@contextmanager
def writing(path: Path) -> Iterator[None]:
    """Turns what the system refuses while `path` is written into a UsageError."""
    try:
        yield
    except OSError as error:
        where, why = error.filename or path, error.strerror or str(error)
        after = _NEXT.get(error.errno or 0, _USUAL)
        raise UsageError(
            f"{where}: cannot be written ({why}); {after}. Everything acknowledged is kept."
        ) from error


@contextmanager
def reading(path: Path) -> Iterator[None]:
    """Turns what the system refuses while `path` is read into a UsageError."""
    try:
        yield
    except OSError as error:
        where, why = error.filename or path, error.strerror or str(error)
        raise UsageError(
            f"{where}: cannot be read ({why}); run `crosswire verify`, which says what is missing."
        ) from error


def write_file(path: Path, data: bytes, *, draft: Path, mode: int = 0o644) -> None:
    """Puts a whole file in its place, through `draft`; its folder is not yet flushed. Raises OSError."""
    draft.unlink(missing_ok=True)
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
    try:
        write_at(handle, data, 0)
        os.fsync(handle)
    finally:
        os.close(handle)
    os.replace(draft, path)


def write_at(handle: int, data: bytes, offset: int) -> None:
    """Writes all of `data` at an offset. Raises OSError."""
    view = memoryview(data)
    while view:
        count = os.pwrite(handle, view, offset)
        view, offset = view[count:], offset + count


def flush_folder(folder: Path) -> None:
    """Makes the names in a folder last. Raises OSError."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def lock(store: Path, name: str = LOCK, *, busy: str = _BUSY) -> int:
    """The open lock of a store folder, made if need be; closing it, or the end of the process, gives it
    back. Raises UsageError, saying `busy`, where another process, or another holder in this one, has it."""
    with writing(store):
        store.mkdir(parents=True, exist_ok=True)
        handle = os.open(store / name, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        os.close(handle)
        raise UsageError(f"{store}: {busy}") from error
    return handle
