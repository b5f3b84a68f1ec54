"""Worker processes shared by all tests of many reports: each takes seconds to load the language model."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from crosswire.scale.local import Processes


@pytest.fixture(scope="session")
def pool() -> Iterator[Processes]:
    """Two worker processes."""
    with Processes(2) as engine:
        yield engine
