"""What people give to a desk: files, pasted text, addresses and feeds, each kept or noted at once and worked on later.

In: a stream, a text or an address, what is said of it, who gives it, and the seal under which it comes if its source must
be hidden. Out: `Added`, with the job by which one follows it. Bytes, their custody entry, the seal and the job are
committed together; nothing is read and nothing fetched here. A request that comes again with the same `key` is
answered as it was the first time.

What is sealed is kept under a name of its own, and what comes openly never lands under a seal that lies on its name
already: whoever adds the same page or file can neither see nor tell that somebody sealed it.
"""

from __future__ import annotations

import io
import re
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, replace
from hashlib import sha256
from typing import BinaryIO, cast
from urllib.parse import urlsplit

from sqlalchemy import Connection, select
from sqlalchemy.exc import IntegrityError

from crosswire.desk import posted
from crosswire.errors import FetchError, UsageError
from crosswire.fetch.addresses import parse_address
from crosswire.read import Given
from crosswire.store import Receipt
from crosswire.store.database import Database, DatabaseArchive, audit, jobs
from crosswire.store.database.chains import source_key
from crosswire.store.database.schema import feeds, sealed_sources, seals
from crosswire.store.database.viewer import Viewer

NOTHING = Given()
FILE_HOW: Mapping[str, str] = {"by": "file"}
# The least seconds between two rounds of a feed, and those where nobody says otherwise.
LEAST_SECONDS, FEED_SECONDS = 60, 600
# Jobs that a person waits for go before what was brought in bulk.
WAITED_FOR, IN_BULK = 10, 0
_HELD = 8 * 1024 * 1024
_PORTION = 1024 * 1024
_NAME_CHARACTERS = 120
_UNSAFE = re.compile(r"[\x00-\x1f\x7f/\\]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """What was taken: the job that reads it, the name under which it is kept, and whether the bytes were new."""

    job: str
    source: str
    new: bool


def add(
    database: Database,
    stream: BinaryIO,
    source: str,
    given: Given = NOTHING,
    *,
    by: str,
    seal: str | None = None,
    batch: str | None = None,
    key: str | None = None,
    how: Mapping[str, str] = FILE_HOW,
    urgency: int = WAITED_FOR,
) -> Added:
    """Keeps the bytes of one source under its name and asks for them to be read. `by` is the id of a user.

    A later call with the same `source` and other bytes brings its later state. Raises UsageError where a seal is
    unknown, and whatever the stream raises.
    """
    if (before := posted.answered(database, by, key)) is not None:
        return Added(**before)
    told: list[Added] = []

    def also(connection: Connection, receipt: Receipt) -> None:
        told.append(ask_read(connection, receipt, by=by, seal=seal, batch=batch, urgency=urgency))
        posted.keep(connection, by, key, asdict(told[0]))

    with database.read() as connection:
        name = kept_name(connection, source, seal)
    try:
        DatabaseArchive(database).receive(
            stream, source=name, how={**how, "user": by}, given=given, also=also
        )
    except IntegrityError:
        return _first_answer(database, by, key)
    return told[0]


def add_upload(
    database: Database,
    stream: BinaryIO,
    name: str,
    given: Given = NOTHING,
    *,
    by: str,
    seal: str | None = None,
    batch: str | None = None,
    key: str | None = None,
) -> Added:
    """As `add`, of a file that came without a path: two files of one name are two sources, unless their bytes are equal."""
    if (before := posted.answered(database, by, key)) is not None:
        return Added(**before)
    with tempfile.SpooledTemporaryFile(max_size=_HELD) as held:
        digest = sha256()
        while data := stream.read(_PORTION):
            held.write(data)
            digest.update(data)
        held.seek(0)
        source = f"uploads/{digest.hexdigest()[:16]}/{file_name(name)}"
        return add(
            database,
            cast(BinaryIO, held),
            source,
            given,
            by=by,
            seal=seal,
            batch=batch,
            key=key,
            how={"by": "upload"},
        )


def add_text(
    database: Database,
    text: str,
    given: Given = NOTHING,
    *,
    by: str,
    name: str = "",
    seal: str | None = None,
    batch: str | None = None,
    key: str | None = None,
) -> Added:
    """As `add`, of a pasted text. `name` is what to call it; `given` says its publisher, day and title."""
    if not text.strip():
        raise UsageError("Nothing was pasted; paste the text of a report.")
    data = text.encode("utf-8", "replace")
    # Who says something else of the same words brings another source, not a later state of the first one.
    said = sha256(data + repr(asdict(given)).encode("utf-8", "replace")).hexdigest()
    called = file_name(name or given.publisher or given.title or "text").removesuffix(".txt")
    source = f"pasted/{said[:16]}/{called}.txt"
    return add(
        database,
        io.BytesIO(data),
        source,
        given,
        by=by,
        seal=seal,
        batch=batch,
        key=key,
        how={"by": "pasted"},
    )


def add_address(
    database: Database,
    address: str,
    *,
    by: str,
    given: Given = NOTHING,
    seal: str | None = None,
    batch: str | None = None,
    key: str | None = None,
    urgency: int = WAITED_FOR,
) -> Added:
    """Asks for the page at an address. Raises UsageError for what is no address of a page; that of a private network
    is refused when it is fetched."""
    _check_address(address)

    def ask(connection: Connection) -> Added:
        _check_seal(connection, seal)
        told = {"address": address, "given": _said(given)}
        job = jobs.ask(connection, "fetch", told, user=by, seal=seal, batch=batch, urgency=urgency)
        return Added(job=job, source=address, new=True)

    return _once(database, by, key, ask)


def add_feed(
    database: Database,
    address: str,
    *,
    by: Viewer,
    every_seconds: int = FEED_SECONDS,
    seal: str | None = None,
    key: str | None = None,
) -> Added:
    """Follows a feed from now on; one that is followed already goes on as it was, with this time between rounds. Who did
    so stands in the audit log."""
    _check_address(address)
    every = max(LEAST_SECONDS, every_seconds)
    id = "f" + sha256(f"{address}\n{seal or ''}".encode()).hexdigest()[:24]

    def ask(connection: Connection) -> Added:
        _check_seal(connection, seal)
        known = connection.execute(select(feeds.c.id).where(feeds.c.id == id)).scalar()
        values = {"every": every, "next": jobs.time_after(), "stopped": None}
        if known is None:
            made = jobs.time_after()
            connection.execute(
                feeds.insert().values(id=id, address=address, user=by.id, seal=seal, made=made, **values)
            )
        else:
            connection.execute(feeds.update().where(feeds.c.id == id).values(**values))
        job = jobs.ask(
            connection, "feed", {"feed": id}, key=f"feed:{id}", user=by.id, seal=seal, urgency=WAITED_FOR
        )
        told_of_feed(connection, "feed added" if known is None else "feed started", by, id)
        return Added(job=job, source=address, new=known is None)

    return _once(database, by.id, key, ask)


def told_of_feed(connection: Connection, what: str, by: Viewer, feed: str) -> None:
    """Writes into the audit log what was done with a feed: of its address the host alone, which is no secret."""
    row = connection.execute(select(feeds.c.address, feeds.c.seal).where(feeds.c.id == feed)).one()
    seals = frozenset({row.seal} if row.seal else ())
    audit.record(connection, what, by, seals=seals, feed=feed, host=urlsplit(row.address).hostname)


def ask_read(
    connection: Connection,
    receipt: Receipt,
    *,
    by: str,
    seal: str | None,
    batch: str | None,
    urgency: int,
    more: Mapping[str, str] | None = None,
) -> Added:
    """Lays the seal on what was received and asks for it to be read; within the transaction that received it."""
    _check_seal(connection, seal)
    lay(connection, receipt.source, seal)
    told = {"receipt": receipt.n, **(more or {})}
    key = "read:" + ":".join(str(v) for v in told.values())
    if len(key) > 100:
        key = "read:" + sha256(key.encode()).hexdigest()
    # By its name people know the job again.
    told = {**told, "source": receipt.source}
    job = jobs.ask(connection, "read", told, key=key, user=by, seal=seal, batch=batch, urgency=urgency)
    return Added(job=job, source=receipt.source, new=receipt.new)


def lay(connection: Connection, source: str, seal: str | None) -> None:
    """Lays a seal on a source that is new; one that lies there stays."""
    key = source_key(source)
    if seal is not None and seal_on(connection, source) is None:
        # One that was lifted may have lain there.
        connection.execute(sealed_sources.delete().where(sealed_sources.c.key == key))
        connection.execute(sealed_sources.insert().values(key=key, seal=seal))


def seal_on(connection: Connection, source: str) -> str | None:
    """The seal on a source, if one lies there."""
    found = (
        select(sealed_sources.c.seal)
        .join(seals, seals.c.id == sealed_sources.c.seal)
        .where(sealed_sources.c.key == source_key(source), seals.c.opened.is_(None))
    )
    return connection.execute(found).scalar()


def kept_name(connection: Connection, source: str, seal: str | None) -> str:
    """The name under which what comes from `source` is kept: never one on which another seal lies, or none."""
    if seal is not None:
        return _marked(source, seal)
    name = source
    while seal_on(connection, name) is not None:
        name = _marked(name, "open")
    return name


def file_name(name: str) -> str:
    """The last part of a name that a browser sent, harmless in a path.

    >>> file_name("C:\\\\reports\\\\dam.txt"), file_name("../../etc/passwd"), file_name(" ")
    ('dam.txt', 'passwd', 'report')
    """
    last = _UNSAFE.split(name.strip())[-1].strip(" .")
    stem, dot, ending = last.rpartition(".")
    if len(last) > _NAME_CHARACTERS:
        last = f"{stem[: _NAME_CHARACTERS - len(ending) - 1]}{dot}{ending}" if len(ending) < 12 else ""
        last = last or name.strip()[-_NAME_CHARACTERS:]
    return last or "report"


def _marked(source: str, what: str) -> str:
    mark = sha256(f"{what}\n{source}".encode("utf-8", "surrogatepass")).hexdigest()[:12]
    if source.startswith(("http://", "https://")):
        return f"{source}#{mark}"
    folder, slash, last = source.rpartition("/")
    return f"{folder}{slash}{mark}/{last}"


def _check_address(address: str) -> None:
    try:
        parse_address(address)
    except FetchError as error:
        raise UsageError(str(error)) from error


def _check_seal(connection: Connection, seal: str | None) -> None:
    if seal is None:
        return
    found = connection.execute(select(seals.c.opened).where(seals.c.id == seal)).one_or_none()
    if found is None or found.opened is not None:
        raise UsageError("This seal is not there; choose one that you may use, or make a new one.")


def _said(given: Given) -> dict[str, object]:
    return {name: value for name, value in asdict(given).items() if value}


def given_of(told: Mapping[str, object]) -> Given:
    """What was said, as a job holds it."""
    values = {name: tuple(v) if isinstance(v, list) else v for name, v in told.items()}
    return replace(NOTHING, **values)  # type: ignore[arg-type]


def _once(database: Database, by: str, key: str | None, ask: Callable[[Connection], Added]) -> Added:
    """Does it in one transaction, or gives the answer of the first time."""
    try:
        with database.write() as connection:
            if (before := posted.find(connection, by, key)) is not None:
                return Added(**before)
            added = ask(connection)
            posted.keep(connection, by, key, asdict(added))
            return added
    except IntegrityError:
        return _first_answer(database, by, key)


def _first_answer(database: Database, by: str, key: str | None) -> Added:
    """The answer to a request that another has answered meanwhile."""
    before = posted.answered(database, by, key)
    if before is None:
        raise UsageError("Two requests wanted the same at once; send it again.")
    return Added(**before)
