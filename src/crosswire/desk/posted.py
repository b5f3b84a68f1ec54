"""What was asked for twice is done once: the answer to a request is kept under the key that came with it.

In: who asks, and any text that their program gave the request. Out: the answer of the first time. A browser that lost the
answer, or a person who clicked twice, repeats the key; the answer is committed with what it answers.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection, select

from crosswire.store.database import Database
from crosswire.store.database.jobs import time_after
from crosswire.store.database.schema import posted

Answer = Mapping[str, Any]


def answered(database: Database, by: str, key: str | None) -> Answer | None:
    """What was answered to this request before; None for a new one, or one without a key."""
    if key is None:
        return None
    with database.read() as connection:
        return find(connection, by, key)


def find(connection: Connection, by: str, key: str | None) -> Answer | None:
    """As `answered`, within a transaction."""
    if key is None:
        return None
    found = connection.execute(select(posted.c.answer).where(posted.c.key == _digest(by, key))).scalar()
    return json.loads(found) if found is not None else None


def keep(connection: Connection, by: str, key: str | None, answer: Answer) -> None:
    """Keeps the answer. Two requests with one key at once: the second raises IntegrityError, and nothing of it is done."""
    if key is not None:
        connection.execute(
            posted.insert().values(key=_digest(by, key), at=time_after(), answer=json.dumps(answer))
        )


def _digest(by: str, key: str) -> str:
    return sha256(json.dumps([by, key]).encode("ascii")).hexdigest()
