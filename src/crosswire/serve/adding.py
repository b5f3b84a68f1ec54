"""Taking reports in: files, pasted texts and addresses, each kept at once or refused by itself, all as one batch.

In: who adds, the pieces that a form or a program sent, the seal under which they come. Out: `Batch`: where one follows them, and
what was refused and why. One bad piece stops none of the rest. What is sent again with the same key is the same batch, and
nothing of it is kept twice; what a broken connection left out the first time is added then.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import PurePosixPath
from typing import BinaryIO

from sqlalchemy import select

from crosswire.desk import add
from crosswire.errors import CrosswireError, UsageError
from crosswire.read import Given
from crosswire.read.sidecar import parse_sidecar
from crosswire.store.database import Database, jobs
from crosswire.store.database.schema import jobs as job_table
from crosswire.store.database.viewer import Viewer
from crosswire.text.dates import is_iso_time

NOTHING = Given()
SIDECARS = (".json", ".toml")
SIDECAR_BYTES = 1024 * 1024
# The kind of the jobs that only say what was not taken: no worker claims one that failed.
REFUSED = "refused"
# Pieces of one request.
MOST_PIECES = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """One thing that somebody adds: an upload (`stream`), a pasted `text`, or an `address`. `name` is what to call it."""

    name: str = ""
    stream: BinaryIO | None = None
    text: str | None = None
    address: str | None = None
    given: Given = NOTHING

    @property
    def called(self) -> str:
        """How a message names it."""
        return self.address or self.name or self.given.title or "text"


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """What was added together: its id, how many pieces were taken, and each refused one with the reason."""

    id: str
    taken: int
    refused: tuple[tuple[str, str], ...] = ()


def batch_id(viewer: Viewer, key: str) -> str:
    """The batch that a key of this person stands for."""
    return sha256(f"{viewer.id}\n{key}".encode("utf-8", "surrogatepass")).hexdigest()[:24]


def take(database: Database, viewer: Viewer, pieces: Sequence[Piece], *, key: str, seal: str | None) -> Batch:
    """Adds every piece that can be added. Raises UsageError where there is none, or too many."""
    if not pieces:
        raise UsageError("Nothing was given; choose files, paste a text, or write an address.")
    if len(pieces) > MOST_PIECES:
        raise UsageError(
            f"{len(pieces):,} pieces at once; send at most {MOST_PIECES:,}, or one archive that holds them."
        )
    batch = batch_id(viewer, key)
    described, refused = _described(pieces)
    taken = 0
    for n, piece in enumerate(described):
        try:
            _add(database, viewer, piece, batch=batch, key=f"{key}:{n}", seal=seal)
        except CrosswireError as error:
            refused.append((piece.called, str(error)))
        else:
            taken += 1
    if taken and refused:
        _keep_refused(database, viewer, batch, refused, seal)
    return Batch(id=batch, taken=taken, refused=tuple(refused))


def _add(database: Database, viewer: Viewer, piece: Piece, *, batch: str, key: str, seal: str | None) -> None:
    by = viewer.id
    if piece.stream is not None:
        given = piece.given
        add.add_upload(database, piece.stream, piece.name, given, by=by, seal=seal, batch=batch, key=key)
    elif piece.address is not None:
        add.add_address(database, piece.address, given=piece.given, by=by, seal=seal, batch=batch, key=key)
    else:
        text, name = piece.text or "", piece.name
        add.add_text(database, text, piece.given, name=name, by=by, seal=seal, batch=batch, key=key)


def _described(pieces: Sequence[Piece]) -> tuple[list[Piece], list[tuple[str, str]]]:
    """The pieces without the files that only say something of another one (its name with .json or .toml), which that one
    then carries; and what is wrong with those that cannot be understood."""
    stems = {_stem(p.name) for p in pieces if p.stream is not None and not _may_describe(p)}
    said, wrong, kept = {}, [], []
    for piece in pieces:
        if piece.stream is None or not (_may_describe(piece) and _stem(piece.name) in stems):
            kept.append(piece)
            continue
        try:
            said[_stem(piece.name)] = parse_sidecar(piece.stream.read(SIDECAR_BYTES), piece.name)
        except UsageError as error:
            wrong.append((piece.name, f"{error} The report beside it is read without it."))
    told = (said.get(_stem(p.name)) if p.stream is not None else None for p in kept)
    return [
        p if given is None else replace(p, given=given) for p, given in zip(kept, told, strict=True)
    ], wrong


def _may_describe(piece: Piece) -> bool:
    return piece.stream is not None and PurePosixPath(piece.name).suffix.lower() in SIDECARS


def _stem(name: str) -> str:
    return str(PurePosixPath(name).with_suffix("")) if PurePosixPath(name).name else name


def _keep_refused(
    database: Database, viewer: Viewer, batch: str, refused: Iterable[tuple[str, str]], seal: str | None
) -> None:
    """Notes what was refused beside what was taken, so that the batch's page tells of both, once."""
    with database.write() as connection:
        query = select(job_table.c.told).where(job_table.c.batch == batch, job_table.c.kind == REFUSED)
        known = {json.loads(told)["source"] for (told,) in connection.execute(query)}
        for name, why in refused:
            if name not in known:
                told = {"source": name}
                jobs.refuse(connection, REFUSED, told, why, user=viewer.id, seal=seal, batch=batch)


def given_of(told: Mapping[str, str | None]) -> Given:
    """What a form says of a report, blanks left out. Raises UsageError, beginning with the field, for what cannot be."""
    values = {name: " ".join(value.split()) for name, value in told.items() if value and value.strip()}
    published = values.get("published")
    if published is not None and not is_iso_time(published):
        raise UsageError(f"published: {published!r} is no day; write it as 2031-05-04 or 2031-05-04T16:30.")
    language = values.get("language")
    if language is not None and not (language.isascii() and language.isalpha() and len(language) in (2, 3)):
        raise UsageError(f"language: {language!r} is no code of a language; write two letters, such as en.")
    return Given(**values)  # type: ignore[arg-type]  # names of texts alone, as forms have them
