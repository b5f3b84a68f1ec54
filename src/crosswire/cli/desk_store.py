"""A desk's store for the verbs that read stores: who looks, and what has no part in what a desk made already.

In: the address of a database. Out: the database and a viewer. The verbs see nothing that is sealed, as programs never do,
and of what is restricted what the owner of the token in CROSSWIRE_TOKEN sees.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from crosswire.cli.assisting import TOKEN
from crosswire.errors import UsageError
from crosswire.types import Dossier

if TYPE_CHECKING:
    from crosswire.store.database import Database
    from crosswire.store.database.viewer import Viewer


@contextmanager
def looking(store: str) -> Iterator[tuple[Database, Viewer]]:
    """A desk's store, and who looks. Raises UsageError where there is no such store, or no such token."""
    # Imported here: the other verbs need no database, and start sooner without it.
    from crosswire.serve.assistant import who_by
    from crosswire.store.database import open_store

    with open_store(store) as database:
        who = who_by(database, os.environ.get(TOKEN))
        if who is None:
            raise UsageError(
                f"The token in {TOKEN} is not, or no longer, good here; make one with `crosswire people token`."
            )
        yield database, who()


def dossier_of_desk(store: str, named: Sequence[str], idle: Mapping[str, object]) -> Dossier:
    """The dossier of the one story that is `named`, as the desk shows it. Raises UsageError where it names none or several,
    or where options are given that have no part in it (`idle`, those that are not empty)."""
    from crosswire.desk.listing import dossier_shown

    check_idle(idle)
    if len(named) != 1:
        raise UsageError(
            "Of a database one story is named by its id; `crosswire stories --store …` lists them, and `crosswire add` "
            "takes reports in."
        )
    with looking(store) as (database, viewer):
        return dossier_shown(database, viewer, named[0].strip())


def check_idle(given: Mapping[str, object]) -> None:
    """Raises UsageError where options are given that have no part in what a desk made already."""
    if idle := [flag for flag, value in given.items() if value]:
        raise UsageError(f"{', '.join(idle)}: has no part in what a desk made already; leave it out.")


def flags_of(settings: Mapping[str, object]) -> dict[str, object]:
    """Settings by the flags that give them.

    >>> flags_of({"vague_profile": "acled"})
    {'--vague-profile': 'acled'}
    """
    return {f"--{name.replace('_', '-')}": value for name, value in settings.items()}
