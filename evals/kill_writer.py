"""A writer that is there to be killed: it receives reports into a store in a database and takes decisions on them.

In: a store's address, the writer's name, the number of its first deed, how long it pauses between deeds, a pipe. Out: through the pipe, the number and the
name of each deed once it is acknowledged, that is once its transaction is committed. What the n-th deed of a writer is
follows from both, so that a deed whose acknowledgement was lost is asked for again as it was.
"""

from __future__ import annotations

import io
import random
import time
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from multiprocessing.connection import Connection
from typing import Literal, Protocol

from sqlalchemy.exc import DBAPIError

from crosswire.errors import UsageError
from crosswire.review.table import review, withdraw
from crosswire.store import decide
from crosswire.store.database import Database, DatabaseArchive, decisions, jobs, open_store
from crosswire.types import Named, Target, Withdrawal, Words

Kind = Literal["report", "ruling", "review", "withdrawal"]
# What a writer does in turn: of seven deeds four are receipts.
TURN: tuple[Kind, ...] = ("report", "report", "ruling", "report", "review", "report", "withdrawal")
_BEGAN = datetime(2031, 5, 4, tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """What a writer does: its kind, and by what it is known again: a source and its bytes, or a decision's id."""

    kind: Kind
    name: str


class Pause(Protocol):
    """A number that several processes share."""

    value: float


def text_of(writer: str, n: int) -> bytes:
    """The bytes of a report; some of those of different writers are the same, some are larger than a part."""
    if n % 28 == 8:
        return b"Shared report %d." % n
    length = 1_300_000 if n % 49 == 3 else 400
    return (b"Report %d of %s: water rose above the weir. " % (n, writer.encode()) * 40)[:400].ljust(
        length, b"."
    )


def source_of(writer: str, n: int) -> str:
    """The source of a report."""
    return f"{writer}/{n}.txt"


def decision_of(writer: str, n: int) -> decisions.Entry:
    """The decision that is a writer's n-th deed."""
    at = (_BEGAN + timedelta(seconds=n)).isoformat()
    one, other = (
        Named(id=source_of(writer, k), source=source_of(writer, k)) for k in (n - n % 7, n - n % 7 + 1)
    )
    match TURN[n % 7]:
        case "ruling":
            return decide("same", one, other, by=writer, at=at)
        case "review":
            words = Words(report=one, start=0, end=6, text="Report")
            return review("accept", Target(kind="figure", words=(words,)), by=writer, at=at)
        case _:
            made = decision_of(writer, n - n % 7 + TURN.index("review"))
            assert not isinstance(made, Withdrawal)
            return withdraw(made.id, by=writer, at=at)


def do(database: Database, writer: str, n: int) -> Deed:
    """Does a writer's n-th deed; it is acknowledged when this returns."""
    kind = TURN[n % 7]
    if kind == "report":
        receipt = DatabaseArchive(database).receive(
            io.BytesIO(text_of(writer, n)),
            source=source_of(writer, n),
            how={"by": "trial"},
            also=lambda connection, made: _ask(connection, made.n) if made.new else None,
        )
        return Deed(kind=kind, name=f"{receipt.source} {receipt.sha256}")
    entry = decision_of(writer, n)
    with database.write() as connection:
        decisions.append(connection, entry, user=writer, story="one")
    return Deed(kind=kind, name=entry.withdraws if isinstance(entry, Withdrawal) else entry.id)


def _ask(connection: object, n: int) -> None:
    jobs.ask(connection, "read", {"receipt": n}, key=f"read:{n}")  # type: ignore[arg-type]


def write(address: str, writer: str, first: int, pause: Pause, pipe: Connection) -> None:
    """Does one deed after another until the database is gone, or the process is killed. `pause.value` is in seconds, the mean
    of the pauses between deeds, and may change meanwhile."""
    choose = random.Random()
    try:
        with open_store(address) as database:
            n = first
            while True:
                deed = do(database, writer, n)
                pipe.send((n, deed.kind, deed.name))
                n += 1
                time.sleep(choose.uniform(0, 2 * pause.value))
    except (DBAPIError, UsageError) as error:
        pipe.send((-1, "gone", str(error)[:200]))
