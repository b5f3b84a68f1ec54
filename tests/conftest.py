"""Fixtures shared by all tests."""

from __future__ import annotations

import pytest
from spacy.language import Language

from crosswire.annotate.parse import load


@pytest.fixture(scope="session")
def nlp() -> Language:
    """The spaCy pipeline, loaded once for the whole run."""
    return load()
