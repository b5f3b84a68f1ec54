"""By what a derived row was made: the program with its tables, and the settings that shape it.

In: a `Config`. Out: what stands in the columns `made_by`: the version of the program and a short digest. A row of another
digest was made by another version or under other settings, and is made again by a rebuild, or when it is next needed.
"""

from __future__ import annotations

import json
from hashlib import sha256
from importlib.metadata import version

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


def program_of(made_by: str) -> str:
    """The version of the program in what stands in a column `made_by`.

    >>> program_of("0.1.0+5d41402abc4b2a76b9719d91")
    '0.1.0'
    """
    return made_by.rpartition("+")[0] or made_by


def _digest(settings: list[tuple[str, str]]) -> str:
    digest = sha256(json.dumps([code(), settings]).encode()).hexdigest()
    return f"{version('crosswire')}+{digest[:24]}"
