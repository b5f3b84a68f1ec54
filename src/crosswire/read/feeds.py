"""Feeds."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from crosswire.errors import ReadError
from crosswire.read.columns import Columns
from crosswire.read.document import Part
from crosswire.read.limits import Budget
from crosswire.types import Problem


def unpack_feed(stream: BinaryIO, name: str, columns: Columns, budget: Budget) -> Iterator[Part | Problem]:
    """To be written."""
    raise ReadError(f"{name}: cannot be read yet.")
    yield


def unpack_jsonfeed(
    stream: BinaryIO, name: str, columns: Columns, budget: Budget
) -> Iterator[Part | Problem]:
    """To be written."""
    raise ReadError(f"{name}: cannot be read yet.")
    yield
