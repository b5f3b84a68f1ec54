"""Servers on this machine."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.fetch.server import Site, serving


@pytest.fixture
def site() -> Iterator[Site]:
    """A server whose pages a test may ask for."""
    with serving() as running:
        yield running


@pytest.fixture
def victim() -> Iterator[Site]:
    """A server of a private network, which nothing may ever reach."""
    with serving() as running:
        yield running
