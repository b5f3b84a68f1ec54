"""E-mail."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from crosswire.errors import ReadError
from crosswire.read.columns import Columns
from crosswire.read.document import Document, Part
from crosswire.read.limits import Budget
from crosswire.types import Problem


def unpack_email(stream: BinaryIO, name: str, columns: Columns, budget: Budget) -> Iterator[Part | Problem]:
    """To be written."""
    raise ReadError(f"{name}: cannot be read yet.")
    yield


def unpack_mbox(stream: BinaryIO, name: str, columns: Columns, budget: Budget) -> Iterator[Part | Problem]:
    """To be written."""
    raise ReadError(f"{name}: cannot be read yet.")
    yield


def read_message(data: bytes, source: str, charset: str | None) -> Document:
    """To be written."""
    raise ReadError(f"{source}: cannot be read yet.")
