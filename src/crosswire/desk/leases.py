"""What only one worker may do at a time, held for some seconds and taken over by another when its holder is gone.

In: a connection that writes, the name of what is held, a worker's name. Out: whether it is this worker's now. A worker that
is killed loses what it holds when its time is over; whoever does the work looks again, in the same transaction as the
work, whether it is still theirs.
"""

from __future__ import annotations

import json

from sqlalchemy import Connection, select

from crosswire.store.database.jobs import time_after
from crosswire.store.database.schema import state

SECONDS = 20.0


def take(connection: Connection, name: str, worker: str, seconds: float = SECONDS) -> bool:
    """Takes it, or holds it longer; False while another holds it."""
    key = f"lease:{name}"
    row = connection.execute(select(state.c.value).where(state.c.name == key).with_for_update()).scalar()
    told = json.loads(row) if row is not None else None
    if told is not None and told["worker"] != worker and told["until"] > time_after():
        return False
    value = json.dumps({"worker": worker, "until": time_after(seconds)})
    if told is None:
        connection.execute(state.insert().values(name=key, value=value))
    else:
        connection.execute(state.update().where(state.c.name == key).values(value=value))
    return True


def give_back(connection: Connection, name: str, worker: str) -> None:
    """Lets another have it at once."""
    key = f"lease:{name}"
    row = connection.execute(select(state.c.value).where(state.c.name == key).with_for_update()).scalar()
    if row is not None and json.loads(row)["worker"] == worker:
        connection.execute(state.delete().where(state.c.name == key))
