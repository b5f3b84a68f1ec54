"""A dossier's files and its exports, written whole or not at all.

In: a dossier and a folder, or bytes and a path. Out: the paths of dossier.json and dossier.html. Both are made
before either is replaced, each by renaming a finished file, so that a failed run leaves what was there before.
"""

from __future__ import annotations

import os
from pathlib import Path

from crosswire.errors import UsageError
from crosswire.present.json import to_json
from crosswire.present.page import to_html
from crosswire.types import Dossier


def check_folder(folder: Path) -> None:
    """Raises UsageError where `folder` cannot become the place of a dossier; asked before the work."""
    standing = next(p for p in (folder, *folder.absolute().parents) if os.path.exists(p))
    if not os.path.isdir(standing):
        raise UsageError(f"{folder}: {standing} is a file, not a folder; choose another --out.")
    if not os.access(standing, os.W_OK | os.X_OK):
        raise UsageError(f"{folder}: {standing} may not be written to; choose another --out.")


def save(dossier: Dossier, folder: Path) -> tuple[Path, Path]:
    """Writes both files into `folder`, made if need be. Raises UsageError where it cannot."""
    contents = (("dossier.json", to_json(dossier)), ("dossier.html", to_html(dossier)))
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _replace({folder / name: text.encode("utf-8", "replace") for name, text in contents})
    except OSError as error:
        raise UsageError(
            f"{error.filename or folder}: cannot be written ({error.strerror}); choose another --out."
        ) from error
    return folder / "dossier.json", folder / "dossier.html"


def remove_dossier(folder: Path) -> None:
    """Removes both files from `folder`, and the folder if nothing else is in it. Raises UsageError."""
    try:
        for name in ("dossier.json", "dossier.html"):
            (folder / name).unlink(missing_ok=True)
        if folder.is_dir() and not any(folder.iterdir()):
            folder.rmdir()
    except OSError as error:
        raise UsageError(
            f"{error.filename or folder}: cannot be removed ({error.strerror}); its story is part of another now."
        ) from error


def save_bytes(path: Path, data: bytes) -> None:
    """Writes one file, its folder made if need be. Raises UsageError where it cannot."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _replace({path: data})
    except OSError as error:
        raise UsageError(
            f"{error.filename or path}: cannot be written ({error.strerror}); choose another --out."
        ) from error


def _replace(files: dict[Path, bytes]) -> None:
    drafts = {path.with_name(f".{path.name}.{os.getpid()}"): path for path in files}
    try:
        for draft, path in drafts.items():
            draft.write_bytes(files[path])
        for draft, path in drafts.items():
            os.replace(draft, path)
    finally:
        for draft in drafts:
            draft.unlink(missing_ok=True)
