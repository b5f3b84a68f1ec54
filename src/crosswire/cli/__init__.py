"""The command line: thin verbs over the public functions.

In: arguments, environment, standard input. Out: files, text, an exit status: 0 done (problems are
listed), 2 a wrong request, 3 nothing usable among what was given, 4 an archive is not as it was,
5 a draft does not stand as was asked (`check`), 1 a bug.
"""

from __future__ import annotations

# Each module adds its verbs to `app`, in this order.
from crosswire.cli import (
    assisting,
    batch,
    checking,
    desk,
    dossier,
    evidence,
    exporting,
    grouping,
    knowledge,
    names,
    people,
    reading,
    reviewing,
    ruling,
    serving,
    settings,
    storing,
    verifying,
    watching,
)  # isort: skip
from crosswire.cli.program import app, main

__all__ = [
    "app",
    "assisting",
    "batch",
    "checking",
    "desk",
    "dossier",
    "evidence",
    "exporting",
    "grouping",
    "knowledge",
    "main",
    "names",
    "people",
    "reading",
    "reviewing",
    "ruling",
    "serving",
    "settings",
    "storing",
    "verifying",
    "watching",
]
