"""Which sets of knowledge hold for a run: those of the stores that are given, those that a person names, and files.

In: names of sets, paths of stores, set files and files of names. Out: `Knowledge`, or None where there is none.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path

from crosswire.errors import UsageError
from crosswire.knowledge.kept import Kept, find_set, kept_sets
from crosswire.knowledge.lines import Tell
from crosswire.knowledge.lookup import Knowledge
from crosswire.knowledge.making import Choice, make_set, set_name
from crosswire.store import is_store

_SET = b"SQLite format 3\0"


def open_knowledge(
    chosen: Sequence[str | Path] = (),
    *,
    stores: Iterable[str | Path] = (),
    tell: Tell | None = None,
) -> Knowledge | None:
    """The sets `chosen`: names of sets in the `stores`, or paths of stores, of their set files, of files of names
    (which are read for this run alone). Without any, all sets of the stores; None where there are none.

    Raises UsageError where a name or path leads nowhere or a file cannot be read.
    """
    folders = sorted({Path(x) for x in stores if os.path.isdir(x) and is_store(Path(x))})
    kept = _kept(folders)
    try:
        return _open(chosen, folders, kept, tell)
    except UsageError:
        # A set of which the log told may be gone since, because another took its place.
        if (now := _kept(folders)) == kept:
            raise
        return _open(chosen, folders, now, tell)


def _kept(folders: Sequence[Path]) -> list[Kept]:
    return [one for folder in folders for one in kept_sets(folder)]


def _open(
    chosen: Sequence[str | Path], folders: Sequence[Path], kept: Sequence[Kept], tell: Tell | None
) -> Knowledge | None:
    if not chosen:
        return _of(kept, (), None) if kept else None
    sets: list[Kept] = []
    paths: list[Path] = []
    made = Path(tempfile.mkdtemp(prefix="crosswire-names-"))
    try:
        for one in sorted({os.fspath(x) for x in chosen}):
            path = Path(one)
            if is_store(path):
                sets += kept_sets(path)
            elif path.is_file():
                paths.append(path if _is_set(path) else _made(path, made / str(len(paths)), tell))
            else:
                sets.append(
                    find_set(kept, one, ", ".join(map(str, folders)) or "a store, since none was given")
                )
        return _of(sets, paths, made)
    except BaseException:
        shutil.rmtree(made, ignore_errors=True)
        raise


def _of(sets: Sequence[Kept], paths: Sequence[Path], made: Path | None) -> Knowledge:
    once = {one.how["file_sha256"]: one.path for one in sets}
    opened = Knowledge([*once.values(), *paths])
    if made is not None:
        opened.closing(lambda: shutil.rmtree(made, ignore_errors=True))
    return opened


def _is_set(path: Path) -> bool:
    with path.open("rb") as stream:
        return stream.read(len(_SET)) == _SET


def _made(path: Path, to: Path, tell: Tell | None) -> Path:
    choice = Choice()
    set_name([path], choice)
    make_set([path], to, choice, tell)
    return to
