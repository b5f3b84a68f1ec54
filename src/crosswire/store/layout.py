"""Where everything in a store folder lies, and the bytes that mark an archive.

    STORE/archive.lock                      empty; held by whoever writes
    STORE/archive.new/                      an archive in the making, renamed when it is whole
    STORE/archive.old/                      one without a receipt, in whose place another came; removed
    STORE/archive/crosswire-archive.json    the marker: fixed bytes
    STORE/archive/custody.jsonl             the custody log, one entry a line
    STORE/archive/head                      how much of the log is acknowledged
    STORE/archive/blobs/ab/abcd…            unaltered bytes under their SHA-256
    STORE/archive/blobs/ab/abcd….pieces     digests of their pieces
    STORE/archive/incoming.*                files in the making
    STORE/rulings/                          what people decided, a log chained in the same way
    STORE/rulings.new/, STORE/rulings.lock  one in the making; held by whoever decides

Names only: nothing is opened here.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

ARCHIVE, NEW, OLD, LOCK = "archive", "archive.new", "archive.old", "archive.lock"
RULINGS, RULINGS_NEW, RULINGS_LOCK = "rulings", "rulings.new", "rulings.lock"
MARKER_FILE, LOG_FILE, HEAD_FILE, BLOBS = "crosswire-archive.json", "custody.jsonl", "head", "blobs"
INCOMING = "incoming."
FORMAT = "crosswire.archive/1"
MARKER = b'{"format":"crosswire.archive/1"}\n'
PIECES_ENDING = ".pieces"

_BLOB_NAME = re.compile(r"([0-9a-f]{2})/(\1[0-9a-f]{62})(\.pieces)?", re.ASCII)
_DIGEST = re.compile(r"[0-9a-f]{64}", re.ASCII)


def is_digest(text: object) -> bool:
    """Whether this is a SHA-256 as it is written here: 64 hexadecimal digits in lower case."""
    return isinstance(text, str) and _DIGEST.fullmatch(text) is not None


def blob_name(sha256: str) -> str:
    """Where the bytes with this SHA-256 lie, below the archive's folder."""
    return f"{BLOBS}/{sha256[:2]}/{sha256}"


def pieces_name(sha256: str) -> str:
    """Where the digests of their pieces lie, below the archive's folder."""
    return blob_name(sha256) + PIECES_ENDING


def is_blob_name(name: str) -> bool:
    """Whether a name below the archive's folder is that of a blob or its pieces."""
    return name.startswith(BLOBS + "/") and _BLOB_NAME.fullmatch(name.removeprefix(BLOBS + "/")) is not None


def has_archive(store: Path) -> bool:
    """Whether a store folder holds an archive, however damaged."""
    return os.path.isdir(store / ARCHIVE)


def is_store(path: Path) -> bool:
    """Whether a path is a store folder, told by what only an archive has."""
    return any(os.path.isfile(path / ARCHIVE / name) for name in (MARKER_FILE, LOG_FILE))
