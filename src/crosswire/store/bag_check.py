"""Whether a folder is a bag, and a whole one that leads nowhere else (BagIt 0.93 to 1.0, RFC 8493).

In: a folder that anybody may have sent. Out: nothing, or UsageError with what is wrong. What a hostile bag
tries comes before the `bagit` library sees it: links, special files, paths that lead out, lists of files to
fetch, missing manifests.
"""

from __future__ import annotations

import logging
import os
import re
import stat
from pathlib import Path

import bagit

from crosswire.errors import AlteredError, UsageError
from crosswire.store.durable import reading

DECLARATION, MANIFEST, FETCH, DATA = "bagit.txt", "manifest-sha256.txt", "fetch.txt", "data"
ALGORITHMS = ("md5", "sha1", "sha256", "sha512")
_DECLARED = re.compile(
    rb"BagIt-Version: (?:0\.9[3-7]|1\.0)\r?\n+Tag-File-Character-Encoding: UTF-8\s*", re.ASCII
)
_MANIFEST_NAME = re.compile(r"(?:tag)?manifest-(.+)\.txt")
# Bytes of a manifest: a line of some 150 bytes for each of a million files, more than fits in one folder.
_MANIFEST_LIMIT = 256 * 1024 * 1024
# A bag's own files besides manifests are a few lines.
_TAG_LIMIT = 1024 * 1024


def is_bag(folder: Path | str) -> bool:
    """Whether a folder declares itself a bag."""
    path = Path(folder) / DECLARATION
    try:
        with path.open("rb") as stream:
            return stream.read(14) == b"BagIt-Version:"
    except (OSError, ValueError):
        return False


def check_bag(folder: Path) -> None:
    """Raises UsageError where a folder is no bag, or its files are not exactly those that it states."""
    if not is_bag(folder):
        raise UsageError(f"{folder}: is no bag, for it has no {DECLARATION}; name the folder that holds it.")
    with reading(folder):
        _check_tree(folder)
        _check_tags(folder)
        for name in sorted(os.listdir(folder)):
            if _MANIFEST_NAME.fullmatch(name):
                _check_paths(folder / name)
    _validate(folder)


def _check_tree(folder: Path) -> None:
    """Nothing but folders and plain files; a bag in a link, or with links in it, could be anything."""
    for parent, folders, files in os.walk(folder):
        for name in folders + files:
            path = Path(parent, name)
            mode = path.lstat().st_mode
            if not (stat.S_ISDIR(mode) or stat.S_ISREG(mode)):
                raise UsageError(
                    f"{_shown(path)}: is a link or a device; a bag must hold its own files. It was not read."
                )


def _check_tags(folder: Path) -> None:
    if (folder / FETCH).exists():
        raise UsageError(
            f"{folder / FETCH}: names files to be fetched from elsewhere, which is not done; ask for the whole bag."
        )
    if not (folder / MANIFEST).is_file():
        raise UsageError(
            f"{folder}: has no {MANIFEST}, so that nothing can be checked; ask for the whole bag."
        )
    for name in os.listdir(folder):
        match, size = _MANIFEST_NAME.fullmatch(name), (folder / name).lstat().st_size
        if match and match[1] not in ALGORITHMS:
            raise UsageError(f"{_shown(folder / name)}: is of a digest not known here; ask for SHA-256.")
        if name.endswith(".txt") and size > (_MANIFEST_LIMIT if match else _TAG_LIMIT):
            raise UsageError(
                f"{_shown(folder / name)}: is far too large for what it is. The bag was not read."
            )
    if not _DECLARED.fullmatch((folder / DECLARATION).read_bytes()):
        raise UsageError(
            f"{folder / DECLARATION}: declares no version from 0.93 to 1.0 in UTF-8; ask for such a bag."
        )


def _check_paths(manifest: Path) -> None:
    """Every path of a manifest stays below the bag."""
    with manifest.open("rb") as stream:
        for number, line in enumerate(stream, 1):
            path = line.strip().partition(b" ")[2].strip().lstrip(b"*")
            parts = re.split(rb"[/\\]", path)
            if path.startswith((b"/", b"~")) or b".." in parts or b"\0" in path or re.match(rb"\w:", path):
                shown = path.decode("utf-8", "replace")
                raise UsageError(
                    f"{manifest}: line {number} leads out of the bag ({shown!r}). The bag was not read."
                )


def _validate(folder: Path) -> None:
    """What the library of the Library of Congress says of the bag, its log kept off the terminal."""
    logger = logging.getLogger("bagit")
    was, logger.disabled = logger.disabled, True
    try:
        bagit.Bag(os.fspath(folder)).validate(processes=1)
    except (bagit.BagError, ValueError, OSError) as error:
        told = str(error).replace("\n", " ")[:500]
        raise AlteredError(f"{folder}: is not as it was made ({told}); ask for the bag again.") from error
    finally:
        logger.disabled = was


def _shown(path: Path) -> str:
    return os.fsencode(path).decode("utf-8", "replace")
