"""The edge where files are opened: paths to open streams, with the sidecars that stand beside them.

In: files, folders and "-" (standard input) as a person gave them. Out: what could be opened, in order of
names, and a `Problem` for everything that could not; the order in which paths are given changes nothing.
What the bytes hold is left to `read`.

In a folder, hidden files, a README, the parts that a browser saves beside a page ("page_files/") and an
earlier dossier's own files are passed over. NAME.json or NAME.toml beside NAME.txt (or any other NAME.*) is a
sidecar and says what NAME.txt cannot.
"""

from __future__ import annotations

import io
import os
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from crosswire.errors import SidecarError
from crosswire.read import Given, parse_sidecar
from crosswire.read.archive.names import PAGE_ENDINGS, SIDECAR_ENDINGS, SIDECAR_LIMIT, is_sidecar
from crosswire.types import Problem

STANDARD_INPUT = "-"


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenFile:
    """A file that is open: its name, its bytes to come, how many there are, what its sidecar says, and
    when it was last changed, in nanoseconds of the system's clock (0 for standard input)."""

    name: str
    stream: BinaryIO
    size: int
    given: Given
    modified: int = 0


def open_files(
    paths: Iterable[str | Path], *, stdin: BinaryIO | None = None, filling: bool = False
) -> Iterator[OpenFile | Problem]:
    """The files at `paths`, each open until the next is asked for by whoever closes it, and a `Problem`
    for what cannot be opened; in order of their names. `filling`: a folder may still be empty."""
    problems: list[Problem] = []
    files: dict[str, Path] = {}
    for path in sorted({os.fspath(p) for p in paths}):
        if path == STANDARD_INPUT:
            stream = stdin or io.BytesIO()
            size = stream.seek(0, io.SEEK_END)
            stream.seek(0)
            yield OpenFile(name=STANDARD_INPUT, stream=stream, size=size, given=Given())
            continue
        for file in _files(Path(path), problems, filling):
            identity = os.path.realpath(file)
            files[identity] = min(files.get(identity, file), file, key=os.fspath)
    for file in sorted(files.values(), key=os.fspath):
        if is_sidecar(file.name) and _described(file):
            continue
        if file.suffix.lower() == ".toml":
            problems.append(_problem(file, "is no report and stands beside none of its name; not read."))
            continue
        opened = _open(file, problems)
        if opened is not None:
            yield opened
    yield from problems


def _open(file: Path, problems: list[Problem]) -> OpenFile | None:
    if _is_special(file):
        problems.append(
            _problem(
                file, "is a pipe or a device, not a file; give it on standard input, and - for its name."
            )
        )
        return None
    try:
        stream = file.open("rb")
        found = os.fstat(stream.fileno())
    except OSError as error:
        problems.append(_problem(file, f"cannot be opened ({error.strerror}); check that it may be read."))
        return None
    return OpenFile(
        name=_name(file),
        stream=stream,
        size=found.st_size,
        given=_sidecar(file, problems),
        modified=found.st_mtime_ns,
    )


def _files(path: Path, problems: list[Problem], filling: bool) -> Iterator[Path]:
    """The file itself, or the files below a folder, in order."""
    if os.path.isdir(path):
        found = list(_below(path, problems))
        if not found and not filling:
            problems.append(_problem(path, "holds no files to read; name a folder with reports."))
        yield from found
        return
    try:
        os.lstat(path)
    except PermissionError as error:
        problems.append(_problem(path, f"cannot be opened ({error.strerror}); check that it may be read."))
    except (OSError, ValueError):
        problems.append(_problem(path, "is not there; check the path."))
    else:
        yield path


def _below(folder: Path, problems: list[Problem]) -> Iterator[Path]:
    def failed(error: OSError) -> None:
        problems.append(_problem(Path(error.filename), f"cannot be opened ({error.strerror})."))

    for parent, folders, names in os.walk(folder, onerror=failed):
        pages = {Path(n).stem for n in names if n.lower().endswith(PAGE_ENDINGS)}
        folders[:] = sorted(
            f for f in folders if not f.startswith(".") and f.removesuffix("_files") not in pages
        )
        here = Path(parent)
        for name in sorted(names):
            file = here / name
            if name.startswith(".") or file.stem.lower() == "readme" or _is_own(file):
                continue
            if _is_special(file):
                problems.append(_problem(file, "is a pipe or a device, not a file; not read."))
                continue
            yield file


def _is_special(file: Path) -> bool:
    """Whether a path leads to something that is there and no file; what cannot be seen is left to opening."""
    try:
        return not stat.S_ISREG(file.stat().st_mode)
    except OSError:
        return False


def _is_own(file: Path) -> bool:
    """Whether a file was written by an earlier run: dossier.json as it begins, or the page beside it."""
    if file.name not in ("dossier.json", "dossier.html"):
        return False
    try:
        with (file.parent / "dossier.json").open("rb") as handle:
            return b'"crosswire.dossier/' in handle.read(200)
    except OSError:
        return False


def _sidecar(file: Path, problems: list[Problem]) -> Given:
    """What the sidecar beside a file says; nothing where none stands there or it cannot be understood."""
    beside = [s for s in (file.with_suffix(e) for e in SIDECAR_ENDINGS) if s != file and os.path.isfile(s)]
    if not beside:
        return Given()
    if len(beside) > 1:
        problems.append(
            _problem(beside[1], f"is passed over, since {beside[0].name} stands there too; keep one.")
        )
    try:
        with beside[0].open("rb") as handle:
            return parse_sidecar(handle.read(SIDECAR_LIMIT), _name(beside[0]))
    except OSError as error:
        problems.append(
            _problem(beside[0], f"cannot be opened ({error.strerror}); check that it may be read.")
        )
        return Given()
    except SidecarError as error:
        message = str(error).removeprefix(f"{_name(beside[0])}: ")
        problems.append(_problem(beside[0], f"{message} The report was read without it."))
        return Given()


def _described(sidecar: Path) -> bool:
    """Whether a file of the sidecar's name with another ending stands beside it."""
    try:
        names = os.listdir(sidecar.parent)
    except OSError:
        return False
    return any(Path(n).stem == sidecar.stem and not is_sidecar(n) for n in names)


def _name(path: Path) -> str:
    """The path as given, with bytes that are no UTF-8 replaced, so that it can be printed anywhere."""
    return os.fsencode(path).decode("utf-8", "replace")


def _problem(path: Path, message: str) -> Problem:
    return Problem(report=_name(path), stage="collect", message=message)
