"""Archives for the tests of the store."""

from __future__ import annotations

import io
from pathlib import Path

from crosswire.read import Given
from crosswire.store import Archive, Receipt

LONG = b"Water rose above the weir at Hallin before dawn. " * 300


def receive(archive: Archive, source: str, data: bytes, given: Given | None = None, **how: str) -> Receipt:
    return archive.receive(io.BytesIO(data), source=source, how=how, given=given or Given())


def made_store(folder: Path, count: int = 3) -> Path:
    """A store folder with an archive of some reports."""
    with Archive.open(folder, create=True) as archive:
        for n in range(count):
            receive(archive, f"report-{n}.txt", b"Report %d\n\n" % n + LONG, by="file")
    return folder


def files(store: Path) -> dict[str, bytes]:
    """Every file of an archive, by name."""
    folder = store / "archive"
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def stored(archive: Archive, receipt: Receipt) -> bytes:
    """The bytes of a receipt, as the archive has them."""
    with archive.open_blob(receipt.sha256) as stream:
        return stream.read()
