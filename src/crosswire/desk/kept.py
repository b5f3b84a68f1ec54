"""The dossier of a version that is shown, as the value that exports and the check of a draft take.

In: a version's id. Out: the `Dossier` that was made, kept packed beside the version's page; None where it is not kept (of
earlier versions the JSON is, see `versions`) or cannot be read, as after an update until the story was made anew.
"""

from __future__ import annotations

import zlib

from sqlalchemy import Connection, select

from crosswire.derived import decode, encode
from crosswire.store.database.derived import pages
from crosswire.store.database.packed import pack_json, unpack_json
from crosswire.types import Dossier

_FAULTS = (ValueError, TypeError, LookupError, AttributeError, zlib.error)


def packed(dossier: Dossier) -> bytes:
    """A dossier as it is kept."""
    return pack_json(encode(dossier))


def dossier_of(connection: Connection, version: str) -> Dossier | None:
    """The dossier of a version. Whether the version is there for who asks was asked before (`visible.version`)."""
    kept = connection.execute(select(pages.c.dossier).where(pages.c.version == version)).scalar()
    try:
        return decode(unpack_json(kept)) if kept is not None else None
    except _FAULTS:
        return None
