"""Folders and object stores alike: files by name, read and written whole.

In: a path, or a URI of a file system that Apache Arrow knows (file, s3, gs, abfs, hdfs, …). Out: a `Place`. A file
is there whole or not at all: in a folder by renaming a finished one, in an object store because an object
appears when its upload ends. Nothing is contacted but the store that the URI names, with the credentials that
the environment or the URI gives; a URI is never shown with what may be a secret in it.
"""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO, Self, cast
from urllib.parse import unquote, urlsplit

from crosswire.errors import UsageError

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+://")
_WEB = ("http://", "https://")
# Bytes of a file of a store that are held in memory while it is read; more lie in a temporary file.
_HELD = 64_000_000
_COPIED = 1 << 20
# File systems whose files need no folder to be made for them.
_WITHOUT_FOLDERS = frozenset({"s3", "gcs", "abfs"})


def is_uri(where: str) -> bool:
    """Whether a text names an object store or another file system, rather than a path or a web address."""
    return bool(_SCHEME.match(where)) and not where.lower().startswith(_WEB) and not os.path.lexists(where)


def local_path(where: str) -> str | None:
    """The path behind a file:// URI, or a path itself; None for another file system."""
    if not is_uri(where):
        return where
    parts = urlsplit(where)
    if parts.scheme.lower() == "file" and parts.netloc in ("", "localhost"):
        return unquote(parts.path)
    return None


class Place:
    """A folder, or a prefix of an object store, as Arrow's file systems have it. `name` may be shown to people."""

    def __init__(self, files: Any, root: str, name: str) -> None:
        self._files, self._root, self.name = files, root.rstrip("/"), name

    @classmethod
    def open(cls, where: str | Path) -> Self:
        """The place that a path or URI names; nothing is made yet. Raises UsageError where it makes no sense."""
        from pyarrow import fs

        given = os.fspath(where)
        path = local_path(given)
        if path is not None:
            return cls(fs.LocalFileSystem(), os.path.abspath(path), given)
        name = shown(given)
        try:
            files, root = fs.FileSystem.from_uri(given)
        except Exception as error:  # of many kinds, the file system's own among them
            raise UsageError(
                f"{name}: cannot be opened ({brief(error, given)}); check the address."
            ) from error
        return cls(files, root, name)

    @property
    def is_folder(self) -> bool:
        """Whether this is a folder of the machine itself."""
        return bool(self._files.type_name == "local")

    def below(self, name: str) -> Place:
        """A place within this one."""
        return Place(self._files, self._at(name), f"{self.name.rstrip('/')}/{name}")

    def names(self, below: str = "") -> tuple[str, ...]:
        """The files below a name, all the way down, in order; empty where there is nothing."""
        from pyarrow import fs

        at = self._at(below)
        with self._failing():
            found = self._files.get_file_info(fs.FileSelector(at, recursive=True, allow_not_found=True))
            own = self._files.get_file_info(at)
        files = [f.path for f in found if f.type == fs.FileType.File]
        if own.type == fs.FileType.File:
            files.append(own.path)
        start = len(self._root) + 1
        return tuple(sorted(path[start:] for path in files))

    def has(self, name: str) -> bool:
        """Whether a file is there."""
        from pyarrow import fs

        with self._failing():
            return bool(self._files.get_file_info(self._at(name)).type == fs.FileType.File)

    def read(self, name: str) -> bytes | None:
        """A file's bytes; None where it is not there."""
        try:
            with self._files.open_input_file(self._at(name)) as stream:
                return cast(bytes, stream.read())
        except FileNotFoundError:
            return None
        except Exception as error:
            raise self._failure(error) from error

    def read_part(self, name: str, start: int, end: int) -> bytes:
        """The bytes from `start` to `end` of a file."""
        with self._failing(), self._files.open_input_file(self._at(name)) as stream:
            return cast(bytes, stream.read_at(end - start, start))

    @contextmanager
    def stream(self, name: str) -> Iterator[tuple[BinaryIO, int]]:
        """A file as a stream that can seek, and how many bytes it has."""
        with tempfile.SpooledTemporaryFile(max_size=_HELD) as held:
            with self._failing(), self._files.open_input_stream(self._at(name)) as stream:
                while data := stream.read(_COPIED):
                    held.write(data)
            size = held.tell()
            held.seek(0)
            yield cast(BinaryIO, held), size

    def write(self, name: str, data: bytes) -> None:
        """Writes a file, its folder made if need be: whole or not at all."""
        with self._writing(name) as out:
            out.write(data)

    def write_from(self, name: str, stream: BinaryIO) -> None:
        """As `write`, from a stream."""
        with self._writing(name) as out:
            while data := stream.read(_COPIED):
                out.write(data)

    def remove(self, name: str) -> None:
        """Removes a file, or all that is below a name; it need not be there."""
        from pyarrow import fs

        with self._failing():
            kind = self._files.get_file_info(self._at(name)).type
            if kind == fs.FileType.File:
                self._files.delete_file(self._at(name))
            elif kind == fs.FileType.Directory:
                self._files.delete_dir(self._at(name))

    @contextmanager
    def _writing(self, name: str) -> Iterator[Any]:
        at = self._at(name)
        with self._failing():
            if not self.is_folder:
                if self._files.type_name not in _WITHOUT_FOLDERS:
                    self._files.create_dir(at.rpartition("/")[0], recursive=True)
                with self._files.open_output_stream(at) as out:
                    yield out
                return
            folder, _, last = at.rpartition("/")
            draft = f"{folder}/.{last}.{os.getpid()}"
            self._files.create_dir(folder, recursive=True)
            try:
                with self._files.open_output_stream(draft) as out:
                    yield out
                self._files.move(draft, at)
            except BaseException:
                Path(draft).unlink(missing_ok=True)
                raise

    def _at(self, name: str) -> str:
        return f"{self._root}/{name}" if name else self._root

    @contextmanager
    def _failing(self) -> Iterator[None]:
        """What the file system raises, as a UsageError that says where."""
        try:
            yield
        except Exception as error:
            raise self._failure(error) from error

    def _failure(self, error: Exception) -> UsageError:
        if isinstance(error, UsageError):
            return error
        return UsageError(
            f"{self.name}: cannot be used ({brief(error)}); check that it is there and may be written to."
        )


def shown(uri: str) -> str:
    """A URI without what may be secret in it: the user, the password, the parameters.

    >>> shown("s3://key:secret@bucket/in?region=x")
    's3://bucket/in'
    """
    parts = urlsplit(uri)
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}{parts.path}"


def brief(error: Exception, uri: str = "") -> str:
    """The first words of what a library says, without the URI that it may repeat."""
    text = " ".join(str(error).split())
    return (text.replace(uri, shown(uri)) if uri else text)[:200].rstrip(".") or type(error).__name__
