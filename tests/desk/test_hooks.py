"""Alarms to those who asked for them: of what they may see, in order, at least once, and nowhere private."""

from __future__ import annotations

import json
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest
from sqlalchemy import select

from crosswire.config import Config
from crosswire.desk.work import Worker
from crosswire.fetch import FetchOptions
from crosswire.store.database import Database
from crosswire.store.database.schema import hooks, outbox, restriction_people, restrictions
from tests.desk.test_feeds import NEAR
from tests.desk.test_work import FLOOD
from tests.desk.worked import MADE, dossiers, paste, person, sealed_for


class Receiver:
    """A receiver of alarms on this machine: what it took, and what it answers."""

    def __init__(self) -> None:
        self.taken: list[dict] = []
        self.status = 204
        receiver = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = json.loads(self.rfile.read(int(self.headers["content-length"])))
                if receiver.status == 204:
                    receiver.taken.append(body["data"])
                self.send_response(receiver.status)
                self.end_headers()

            def log_message(self, *_: object) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self._server.server_port}/alarms"
        self._thread = Thread(target=self._server.serve_forever, args=(0.05,))
        self._thread.start()

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    made = Receiver()
    yield made
    made.close()


def hook(database: Database, owner: str, receiver: Receiver) -> None:
    with database.write() as connection:
        values = {"address": receiver.address, "secret": "s" * 32, **MADE}
        connection.execute(hooks.insert().values(id=f"hook-{owner}", user=owner, **values))


def finish(database: Database, fetching: FetchOptions = NEAR) -> None:
    worker = Worker(database, Config(), fetching)
    for _ in range(200):
        if not worker.one():
            worker.close()
            return
    raise AssertionError("There is no end to the work.")


def rows(database: Database, table) -> list:
    with database.read() as connection:
        return list(connection.execute(select(table)))


def test_an_alarm_goes_to_whoever_asked_and_sees_the_story(database: Database, receiver: Receiver) -> None:
    hook(database, person(database, "ann"), receiver)
    paste(database, FLOOD.format(n="Four"), "2031-05-07")
    finish(database)
    assert any("killed: 4" in alarm["text"] for alarm in receiver.taken)
    assert rows(database, outbox) == []


def test_nobody_hears_of_what_is_sealed_or_restricted_from_them(
    database: Database, receiver: Receiver
) -> None:
    for name in ("ann", "ben"):
        person(database, name, "reader")
    hook(database, "ben", receiver)
    sealed_for(database, "s1", "ann")
    paste(database, FLOOD.format(n="Nineteen"), "2031-05-07", seal="s1")
    finish(database)
    assert receiver.taken == []
    paste(database, FLOOD.format(n="Four"), "2031-05-07")
    finish(database)
    assert receiver.taken
    assert not any("19" in alarm["text"] for alarm in receiver.taken)
    before = len(receiver.taken)
    with database.write() as connection:
        (story,) = dossiers(database)
        connection.execute(restrictions.insert().values(story=story, by="ann", reason="Safety.", **MADE))
        connection.execute(restriction_people.insert().values(story=story, user="ann"))
    paste(database, FLOOD.format(n="Seven"), "2031-05-08")
    finish(database)
    assert len(receiver.taken) == before


def test_what_is_not_taken_is_sent_again_later(database: Database, receiver: Receiver) -> None:
    hook(database, person(database, "ann"), receiver)
    receiver.status = 500
    paste(database, FLOOD.format(n="Four"), "2031-05-07")
    finish(database)
    waiting = rows(database, outbox)
    assert waiting
    assert "status 500" in rows(database, hooks)[0].problem
    receiver.status = 204
    with database.write() as connection:
        connection.execute(outbox.update().values(next="2000"))
    finish(database)
    assert len(receiver.taken) == len(waiting)
    assert rows(database, hooks)[0].problem is None


def test_no_alarm_is_sent_to_this_machine_unless_it_may_be(database: Database, receiver: Receiver) -> None:
    hook(database, person(database, "ann"), receiver)
    paste(database, FLOOD.format(n="Four"), "2031-05-07")
    finish(database, FetchOptions())
    assert receiver.taken == []
    assert "private network" in rows(database, hooks)[0].problem
