"""By what a derived row was made: the program with its tables, and the settings that shape it.

In: a `Config`. Out: short digests for the columns `made_by`: a row of another digest was made by another version or under
other settings, and is made again by a rebuild, or when it is next needed.
"""

from __future__ import annotations

import json
from hashlib import sha256

from crosswire.config import Config
from crosswire.derived import code

# The settings that shape what one report says; all of them shape a dossier.
_OF_REPORTS = ("language", "analysis_limit")


def annotated_by(config: Config) -> str:
    """What makes annotations of reports."""
    return _digest([pair for pair in config.as_pairs() if pair[0] in _OF_REPORTS])


def dossiers_by(config: Config) -> str:
    """What makes dossiers."""
    return _digest(list(config.as_pairs()))


def _digest(settings: list[tuple[str, str]]) -> str:
    return sha256(json.dumps([code(), settings]).encode()).hexdigest()[:32]
