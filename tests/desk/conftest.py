"""A desk's store of each kind, and people in it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from crosswire.store.database import Database, open_store


@pytest.fixture
def database(address: str) -> Iterator[Database]:
    with open_store(address, create=True) as opened:
        yield opened
