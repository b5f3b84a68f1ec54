"""PDF."""

from __future__ import annotations

from crosswire.errors import ReadError
from crosswire.read.document import Document


def read_pdf(data: bytes, source: str, charset: str | None) -> Document:
    """To be written."""
    raise ReadError(f"{source}: cannot be read yet.")
