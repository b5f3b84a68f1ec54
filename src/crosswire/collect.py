"""The edge where files are opened: paths to `Source`s, with the sidecars that stand beside them.

In: files, folders and "-" (standard input) as a person gave them. Out: what could be opened, sorted by
name, and a `Problem` for everything that could not; the order in which paths are given changes nothing.
What the bytes hold is left to `read`.

In a folder, hidden files, a README, the parts that a browser saves beside a page ("page_files/") and an
earlier dossier's own files are passed over. NAME.json or NAME.toml beside NAME.txt (or any other NAME.*) is a
sidecar and says what NAME.txt cannot.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from crosswire.errors import SidecarError
from crosswire.pipeline import Source
from crosswire.read import Given, parse_sidecar
from crosswire.types import Problem

STANDARD_INPUT = "-"
SIDECAR_ENDINGS = (".json", ".toml")
PAGE_ENDINGS = (".html", ".htm", ".xhtml")

# Bytes of one source. A saved page with its pictures inside comes to some megabytes; what is larger
# is a film or an archive, and would only fill the memory.
SOURCE_LIMIT = 64 * 1024 * 1024


def collect(
    paths: Iterable[str | Path], *, stdin: bytes | None = None
) -> tuple[tuple[Source, ...], tuple[Problem, ...]]:
    """The sources at `paths`; `stdin` is what "-" stands for. Opens files, raises nothing."""
    problems: list[Problem] = []
    sources: list[Source] = []
    files: dict[str, Path] = {}
    for path in sorted({os.fspath(p) for p in paths}):
        if path == STANDARD_INPUT:
            sources.append(Source(name=STANDARD_INPUT, data=stdin or b""))
            continue
        for file in _files(Path(path), problems):
            identity = os.path.realpath(file)
            files[identity] = min(files.get(identity, file), file, key=os.fspath)
    given = sorted(files.values(), key=os.fspath)
    for file in given:
        if _is_sidecar(file):
            if not _described(file):
                problems.append(_problem(file, "is no report and stands beside none of its name; not read."))
            continue
        data = _read(file, problems)
        if data is not None:
            sources.append(Source(name=_name(file), data=data, given=_sidecar(file, problems)))
    return (
        tuple(sorted(sources, key=lambda s: s.name)),
        tuple(sorted(set(problems), key=lambda p: (p.report or "", p.message))),
    )


def _files(path: Path, problems: list[Problem]) -> Iterator[Path]:
    """The file itself, or the files below a folder, in order."""
    if path.is_dir():
        found = list(_below(path, problems))
        if not found:
            problems.append(_problem(path, "holds no files to read; name a folder with reports."))
        yield from found
    elif os.path.lexists(path):
        yield path
    else:
        problems.append(_problem(path, "is not there; check the path."))


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
            if file.exists() and not file.is_file():
                problems.append(_problem(file, "is a pipe or a device, not a file; not read."))
                continue
            yield file


def _is_own(file: Path) -> bool:
    """Whether a file was written by an earlier run: dossier.json as it begins, or the page beside it."""
    if file.name not in ("dossier.json", "dossier.html"):
        return False
    try:
        with (file.parent / "dossier.json").open("rb") as handle:
            return b'"crosswire.dossier/' in handle.read(200)
    except OSError:
        return False


def _read(file: Path, problems: list[Problem]) -> bytes | None:
    try:
        with file.open("rb") as handle:
            data = handle.read(SOURCE_LIMIT + 1)
    except OSError as error:
        problems.append(_problem(file, f"cannot be opened ({error.strerror}); check that it may be read."))
        return None
    if len(data) > SOURCE_LIMIT:
        problems.append(
            _problem(file, f"is larger than {SOURCE_LIMIT >> 20} MB; give the report's text alone.")
        )
        return None
    return data


def _sidecar(file: Path, problems: list[Problem]) -> Given:
    """What the sidecar beside a file says; nothing where none stands there or it cannot be understood."""
    beside = [s for s in (file.with_suffix(e) for e in SIDECAR_ENDINGS) if s.is_file()]
    if not beside:
        return Given()
    if len(beside) > 1:
        problems.append(
            _problem(beside[1], f"is passed over, since {beside[0].name} stands there too; keep one.")
        )
    data = _read(beside[0], problems)
    if data is None:
        return Given()
    try:
        return parse_sidecar(data, _name(beside[0]))
    except SidecarError as error:
        message = str(error).removeprefix(f"{_name(beside[0])}: ")
        problems.append(_problem(beside[0], f"{message} The report was read without it."))
        return Given()


def _is_sidecar(file: Path) -> bool:
    return file.suffix.lower() in SIDECAR_ENDINGS


def _described(sidecar: Path) -> bool:
    """Whether a file of the sidecar's name with another ending stands beside it."""
    try:
        names = os.listdir(sidecar.parent)
    except OSError:
        return False
    return any(Path(n).stem == sidecar.stem and not _is_sidecar(Path(n)) for n in names)


def _name(path: Path) -> str:
    """The path as given, with bytes that are no UTF-8 replaced, so that it can be printed anywhere."""
    return os.fsencode(path).decode("utf-8", "replace")


def _problem(path: Path, message: str) -> Problem:
    return Problem(report=_name(path), stage="collect", message=message)
