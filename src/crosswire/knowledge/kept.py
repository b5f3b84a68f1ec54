"""The sets of knowledge that a store keeps, each in a file of its own, and the log of what was added and removed.

    STORE/knowledge/custody.jsonl     one entry an addition or removal, each sealing all before it (`store.side_log`)
    STORE/names/NAME-DIGEST.sqlite    a set; never altered, removed once another stands in its place
    STORE/names/incoming.*            one in the making

In: a store folder and files of names. Out: sets that stand. A set is made under another name, flushed to the disk and
renamed before its entry is written: a run that is killed leaves the set that stood before, whole. The entry has the
files' names, length and SHA-256, the licence and version as given, and the SHA-256 of the set; the files themselves,
which may have gigabytes, are not kept.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import secrets
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from crosswire.errors import UsageError
from crosswire.knowledge.lines import Tell
from crosswire.knowledge.making import Choice, make_set, set_name
from crosswire.knowledge.setfile import Taken
from crosswire.store import Archive, is_store
from crosswire.store.custody import Entry, pairs
from crosswire.store.durable import flush_folder, writing
from crosswire.store.layout import INCOMING
from crosswire.store.side_log import SideLog
from crosswire.text.named import clean

NAMES = "names"
ADDED, REMOVED = "knowledge-added", "knowledge-removed"
LOG = SideLog(
    folder="knowledge",
    new="knowledge.new",
    lock="knowledge.lock",
    busy="another run of crosswire is writing what was added here; run it again.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A set that stands in a store: when it was added (UTC), and what the log says of it."""

    store: Path
    name: str
    at: str
    how: Mapping[str, str]

    @property
    def path(self) -> Path:
        """The set's file."""
        return self.store / NAMES / self.how["file"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """What became of files that were added: the set, what was taken, whether one of that name stood before, and
    whether it was the very same."""

    kept: Kept
    taken: Taken
    replaced: bool
    unchanged: bool


def kept_sets(store: Path | str) -> tuple[Kept, ...]:
    """The sets that stand in a store, by name. Raises UsageError where the log is damaged."""
    return tuple(sets for _, sets in sorted(_standing(Path(store)).items()))


def add_knowledge(
    store: Path | str, files: Sequence[Path | str], choice: Choice | None = None, *, tell: Tell | None = None
) -> Added:
    """Takes files of names into a store, made if need be, in place of a set of the same name.

    Raises UsageError where a file cannot be read or the store not be written, NothingUsableError where nothing was
    taken; then the store has what it had before.
    """
    folder, choice, paths = Path(store), choice or Choice(), [Path(f) for f in files]
    name = set_name(paths, choice)
    if not is_store(folder):
        Archive.open(folder, create=True).close()
    with _draft(folder) as draft:
        taken, said = make_set(paths, draft, choice, tell)
        digest = _flushed(draft)
        how = {**said, "file": f"{name}-{digest[:16]}.sqlite", "file_sha256": digest}
        how |= {"entities": str(taken.entities), "names": str(taken.names), "bad_lines": str(taken.bad)}
        how = {key: clean(value) for key, value in how.items()}
        with LOG.adding(folder) as log:
            before = _standing(folder).get(name)
            if before is not None and before.how["file_sha256"] == digest and before.path.is_file():
                return Added(kept=before, taken=taken, replaced=True, unchanged=True)
            with writing(folder / NAMES):
                os.replace(draft, folder / NAMES / how["file"])
                flush_folder(folder / NAMES)
            entry = log.append(Entry(n=0, at="", what=ADDED, source=how["source"], how=pairs(how)))
            _remove_others(folder)
    kept = Kept(store=folder, name=name, at=entry.at, how=how)
    return Added(kept=kept, taken=taken, replaced=before is not None, unchanged=False)


def remove_knowledge(store: Path | str, name: str, *, reason: str = "") -> Kept:
    """Takes a set out of those that stand; that it was there, and was removed, stays on record.

    Raises UsageError where there is no such set.
    """
    folder = Path(store)
    gone = find_set(kept_sets(folder), name, str(store))
    with LOG.adding(folder) as log:
        how = {"name": gone.name, "file": gone.how["file"], "reason": " ".join(reason.split())}
        log.append(Entry(n=0, at="", what=REMOVED, how=pairs({k: v for k, v in how.items() if v})))
        _remove_others(folder)
    return gone


def find_set(sets: Sequence[Kept], name: str, where: str) -> Kept:
    """The set of a name. Raises UsageError, with what is close, where there is none."""
    found = next((one for one in sets if one.name == name), None)
    if found is not None:
        return found
    names = sorted({one.name for one in sets})
    near = get_close_matches(name, names, n=3, cutoff=0.5) or names[:8]
    hint = f"there are: {', '.join(near)}" if near else "`crosswire knowledge add` puts one there"
    raise UsageError(f"{name}: is neither a set of names in {where} nor a file; {hint}.")


def history(store: Path | str) -> Iterator[Entry]:
    """Everything that was added and removed, in order."""
    return (entry for entry in LOG.read(Path(store)) if entry.what in (ADDED, REMOVED))


def changed_sets(store: Path | str) -> tuple[str, ...]:
    """What is not as it was among the sets of a store, in words; empty where all is. Reads every byte of them."""
    return tuple(
        f"{one.path}: {_why(one)}; add the set {one.name} again." for one in kept_sets(store) if _why(one)
    )


def _why(one: Kept) -> str:
    try:
        with one.path.open("rb") as stream:
            digest = hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError as error:
        return f"cannot be read ({error.strerror})"
    return "" if digest == one.how["file_sha256"] else "is not as it was made"


def _standing(store: Path) -> dict[str, Kept]:
    found: dict[str, Kept] = {}
    for entry in history(store):
        how = dict(entry.how)
        if entry.what == ADDED:
            found[how["name"]] = Kept(store=store, name=how["name"], at=entry.at, how=how)
        else:
            found.pop(how["name"], None)
    return found


@contextmanager
def _draft(store: Path) -> Iterator[Path]:
    """The path of a set in the making, which is this run's alone; what killed runs left is removed."""
    folder = store / NAMES
    with writing(folder):
        folder.mkdir(parents=True, exist_ok=True)
        draft = folder / f"{INCOMING}{os.getpid()}.{secrets.token_hex(4)}"
        with LOG.locked(store):
            _remove_left(folder)
            handle = os.open(draft, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o644)
            fcntl.flock(handle, fcntl.LOCK_EX)
    try:
        yield draft
    finally:
        draft.unlink(missing_ok=True)
        os.close(handle)


def _remove_left(folder: Path) -> None:
    """Removes sets in the making that no run holds any more."""
    for path in folder.glob(f"{INCOMING}*"):
        with suppress(OSError):
            handle = os.open(path, os.O_RDWR | os.O_CLOEXEC)
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
                path.unlink()
            finally:
                os.close(handle)


def _remove_others(store: Path) -> None:
    """Removes the files of sets that stand no more; whoever reads one reads it to the end."""
    stand = {one.how["file"] for one in _standing(store).values()}
    for path in (store / NAMES).glob("*.sqlite"):
        if path.name not in stand:
            path.unlink(missing_ok=True)


def _flushed(path: Path) -> str:
    """The SHA-256 of a file that is on the disk for good."""
    with writing(path), path.open("rb") as stream:
        os.fsync(stream.fileno())
        return hashlib.file_digest(stream, "sha256").hexdigest()
