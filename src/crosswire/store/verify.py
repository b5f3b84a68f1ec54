"""The whole archive recomputed: every file, every digest, the chain, its order, its head.

In: a store folder or a bag, and a head digest that a person noted earlier, if there is one. Out: a `Verified`: faults,
each with the file, the entry and the first byte that is not as it was, and remarks on what a stopped run left,
which is no fault. Nothing is written, so that anybody may verify an archive on a disk that can only be read.

What this proves: every byte is as the log says, and the log is one unbroken chain. That nobody made the
whole of it anew is proved by `head` alone.
"""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from crosswire.errors import UsageError
from crosswire.store.bag_check import DATA, check_bag, is_bag
from crosswire.store.chain import LOG, RESTORE, Chain, Fault, check_chain
from crosswire.store.custody import RECEIVED, Entry
from crosswire.store.durable import reading
from crosswire.store.layout import (
    ARCHIVE,
    BLOBS,
    HEAD_FILE,
    INCOMING,
    LOG_FILE,
    MARKER,
    MARKER_FILE,
    blob_name,
    has_archive,
    is_blob_name,
    is_digest,
    pieces_name,
)
from crosswire.store.pieces import KEPT, PIECE, Digesting, find_flip, first_difference, piece_digest
from crosswire.store.rulings_check import check_rulings

# Hears of progress: the stage, how many are done, of how many.
Tell = Callable[[str, int, int], None]

_FIXED = (MARKER_FILE, LOG_FILE, HEAD_FILE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Verified:
    """What a verification found. The archive is as it was where `faults` is empty.

    `entries`, `receipts` and `blobs` were checked, `bytes` in blobs; `head` is the digest of the
    last acknowledged entry, to be noted elsewhere. `rulings` are the entries in the log of people's decisions,
    `rulings_head` the digest of the last; 0 and None where nothing was ever decided. A store in a database has the
    same of its logs of `reviews` and of what was done in it (`audit`).
    """

    faults: tuple[Fault, ...]
    remarks: tuple[Fault, ...]
    entries: int
    receipts: int
    blobs: int
    bytes: int
    head: str | None
    rulings: int = 0
    rulings_head: str | None = None
    reviews: int = 0
    reviews_head: str | None = None
    audit: int = 0
    audit_head: str | None = None


def verify_store(path: Path | str, *, head: str | None = None, tell: Tell | None = None) -> Verified:
    """Recomputes the archive of a store folder, or of a bag after the bag itself was checked.

    `head` is a digest noted earlier: that nothing acknowledged then is gone or changed. `tell` hears how many
    blobs of how many were checked. Raises UsageError where there is no archive, the bag is not as it was
    made, or `head` is no digest.
    """
    store = Path(path)
    if is_bag(store):
        check_bag(store)
        store = store / DATA
    if not has_archive(store):
        raise UsageError(f"{store}: holds no archive; name the folder that was given as --store.")
    noted = head.strip().lower() if head is not None else None
    if noted is not None and not is_digest(noted):
        raise UsageError(f"{head!r} is no digest of a head; give the 64 hexadecimal digits noted earlier.")
    folder = store / ARCHIVE
    with reading(folder):
        # The log before the files: what a run stores meanwhile is then there already, or not yet spoken of.
        whole = all((folder / name).is_file() for name in (LOG_FILE, HEAD_FILE))
        chain = check_chain(folder) if whole else Chain()
        names, strangers = _walk(folder)
        missing = [name for name in _FIXED if name not in names]
        kept = {e.sha256: e for _, e in reversed(chain.ends) if e.sha256 is not None}
        blobs = list(_check_blobs(folder, list(kept.values()), names, tell))
        decided = check_rulings(store)
        marker = [] if MARKER_FILE in missing else _check_marker(folder)
    gone = [_fault(name, f"is not there; {RESTORE}.") for name in missing]
    known = {name(sha256) for sha256 in kept for name in (blob_name, pieces_name)}
    left = [_left_over(name) for name in sorted(names - known - set(_FIXED)) if _is_left_over(name)]
    strangers += [name for name in names - known - set(_FIXED) if not _is_left_over(name)]
    odd = [_fault(n, "does not belong to an archive; take it out of here.") for n in sorted(strangers)]
    return Verified(
        faults=(
            *marker,
            *gone,
            *chain.faults,
            *_check_noted([*chain.ends, *decided.ends], noted),
            *blobs,
            *odd,
            *decided.faults,
        ),
        remarks=(*chain.remarks, *(() if chain.faults else left), *decided.remarks),
        entries=len(chain.ends),
        receipts=sum(entry.what == RECEIVED for _, entry in chain.ends),
        blobs=len(kept),
        bytes=sum(entry.length or 0 for entry in kept.values()),
        head=chain.ends[-1][1].digest if chain.ends else None,
        rulings=len(decided.ends),
        rulings_head=decided.ends[-1][1].digest if decided.ends else None,
    )


def _walk(folder: Path) -> tuple[set[str], list[str]]:
    """The names of all plain files below a folder, and of what is no plain file or no folder of blobs."""
    names, strangers = set(), []
    for parent, folders, files in os.walk(folder):
        here = os.path.relpath(parent, folder)
        for name in folders + files:
            path = os.path.normpath(os.path.join(here, name))
            mode = _mode(folder / path)
            if mode is None:
                continue
            if stat.S_ISREG(mode):
                names.add(path)
            elif not stat.S_ISDIR(mode) or not _is_folder_name(path):
                strangers.append(path)
    return names, strangers


def _mode(path: Path) -> int | None:
    try:
        return path.lstat().st_mode
    except FileNotFoundError:  # a file in the making, which a run has put in its place meanwhile
        return None


def _is_folder_name(path: str) -> bool:
    return path == BLOBS or is_blob_name(f"{path}/{path[-2:]}{'0' * 62}")


def _is_left_over(name: str) -> bool:
    return is_blob_name(name) or name.startswith(INCOMING)


def _left_over(name: str) -> Fault:
    what = "is named by no entry: a run was stopped before it was acknowledged, or is still writing"
    return _fault(name, f"{what}. It does no harm.")


def _fault(name: str, message: str, **where: int | None) -> Fault:
    shown = os.fsencode(name).decode("utf-8", "replace")
    return Fault(file=f"{ARCHIVE}/{shown}", message=message, **where)


def _check_marker(folder: Path) -> list[Fault]:
    at = first_difference((folder / MARKER_FILE).read_bytes(), MARKER)
    if at is None:
        return []
    return [_fault(MARKER_FILE, f"byte {at} is not as it was; {RESTORE}.", start=at, end=at + 1)]


def _check_noted(ends: list[tuple[int, Entry]], noted: str | None) -> list[Fault]:
    if noted is None or any(entry.digest == noted for _, entry in ends):
        return []
    what = (
        f"no entry has the digest {noted}, noted earlier: what was acknowledged then is gone or was changed"
    )
    return [Fault(file=LOG, message=f"{what}; {RESTORE}.")]


def _check_blobs(folder: Path, kept: list[Entry], names: set[str], tell: Tell | None) -> Iterator[Fault]:
    for done, entry in enumerate(kept):
        if tell is not None:
            tell("verify", done, len(kept))
        yield from _check_blob(folder, entry, names)


def _check_blob(folder: Path, entry: Entry, names: set[str]) -> Iterator[Fault]:
    """What is wrong with the bytes of a receipt, and with the digests of their pieces."""
    blob, pieces = blob_name(entry.sha256 or ""), pieces_name(entry.sha256 or "")
    for name in (blob, pieces):
        if name not in names:
            what = f"is not there, and entry {entry.n} received it from {entry.source}"
            yield _fault(name, f"{what}; {RESTORE}.", entry=entry.n)
    digests = (folder / pieces).read_bytes() if pieces in names else b""
    are_sound = hashlib.sha256(digests).hexdigest() == entry.pieces
    if blob not in names:
        if pieces in names and not are_sound:
            yield _fault(pieces, f"is not as it was; {RESTORE}.", entry=entry.n)
        return
    found = _digest(folder / blob)
    if found.sha256() != entry.sha256:
        yield _locate(folder / blob, entry, digests if are_sound else None)
    if pieces in names and not are_sound:
        yield _pieces_fault(pieces, entry, digests, found)


def _digest(path: Path) -> Digesting:
    found = Digesting()
    with path.open("rb") as stream:
        while data := stream.read(256 * PIECE):
            found.update(data)
    return found


def _pieces_fault(name: str, entry: Entry, digests: bytes, found: Digesting) -> Fault:
    at = first_difference(digests, found.pieces()) if found.sha256() == entry.sha256 else None
    if at is None:
        return _fault(name, f"is not as it was; {RESTORE}.", entry=entry.n)
    what = f"byte {at:,} is not as it was; the file whose pieces it digests is sound"
    return _fault(name, f"{what}; {RESTORE}.", entry=entry.n, start=at, end=at + 1)


def _locate(path: Path, entry: Entry, digests: bytes | None) -> Fault:
    """Where in a damaged blob the first wrong byte is."""
    name, size = blob_name(entry.sha256 or ""), path.stat().st_size
    came = f"it is what entry {entry.n} received from {entry.source}; {RESTORE}."
    if digests is None:
        return _fault(name, f"is not as it was, nor are the digests of its pieces; {came}", entry=entry.n)
    with path.open("rb") as stream:
        for start in range(0, size, PIECE):
            piece, digest = stream.read(PIECE), digests[start // PIECE * KEPT :][:KEPT]
            if piece_digest(piece) == digest:
                continue
            flip = find_flip(piece, digest)
            if flip is not None:
                at = start + flip.byte
                what = f"byte {at:,} is 0x{flip.now:02x} and was 0x{flip.was:02x}"
                return _fault(name, f"{what}; {came}", entry=entry.n, start=at, end=at + 1)
            end = start + len(piece)
            what = f"the first wrong byte is one from {start:,} to {end - 1:,}"
            return _fault(name, f"{what}; {came}", entry=entry.n, start=start, end=end)
    what = f"ends at byte {size:,} and had {entry.length:,}"
    return _fault(name, f"{what}; {came}", entry=entry.n, start=size, end=max(entry.length or 0, size + 1))
