"""Feeds of a desk against a real server: what is new is kept and read, once, whatever is lost in between."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from sqlalchemy import select

from crosswire.config import Config
from crosswire.desk.add import add_address, add_feed
from crosswire.desk.work import Worker
from crosswire.fetch import FetchOptions
from crosswire.store.database import Database, DatabaseArchive
from crosswire.store.database.derived import reports
from crosswire.store.database.schema import feeds, jobs
from crosswire.store.database.viewer import Viewer
from tests.desk.worked import dossiers, states
from tests.fetch.server import Page, serving
from tests.watch.test_rounds import OTHER, Outlet, dam

ANN = Viewer(id="ann", name="Ann", role="editor", by="session")

NEAR = FetchOptions(allow_private=True, rate_seconds=0.0, tries=1)
FIRST, SECOND = dam("Forty", "the mayor"), dam("Sixty", "the governor")


@pytest.fixture
def outlet() -> Iterator[Outlet]:
    with serving() as site:
        yield Outlet(site=site)


def finish(database: Database, fetching: FetchOptions = NEAR) -> None:
    worker = Worker(database, Config(), fetching)
    for _ in range(200):
        if not worker.one():
            worker.close()
            return
    raise AssertionError("There is no end to the work.")


def again(database: Database) -> None:
    """Makes the next round of every feed due now."""
    with database.write() as connection:
        connection.execute(feeds.update().values(next="2000"))


def sources(database: Database) -> list[str]:
    with database.read() as connection:
        return sorted(connection.execute(select(reports.c.source)).scalars())


def test_a_feed_is_read_by_the_pages_behind_it_and_each_once(database: Database, outlet: Outlet) -> None:
    outlet.publish("a", "Dam breaks above Torvane", FIRST)
    outlet.publish("b", "Rope works burn", OTHER)
    add_feed(database, outlet.feed, by=ANN)
    finish(database)
    assert sources(database) == [outlet.site.address("/a.html"), outlet.site.address("/b.html")]
    outlet.publish("c", "Dam: sixty dead", SECOND)
    again(database)
    finish(database)
    again(database)
    finish(database)
    assert len(sources(database)) == 3
    assert len(outlet.site.asked("/a.html")) == 1
    assert outlet.site.asked("/feed.xml")[-1]["if-none-match"] == '"3"'
    assert len(dossiers(database)) == 2


def test_an_entry_stands_where_its_page_cannot_be_had(database: Database, outlet: Outlet) -> None:
    outlet.publish("a", "Dam breaks above Torvane", FIRST, page=False)
    add_feed(database, outlet.feed, by=ANN)
    finish(database)
    (source,) = sources(database)
    assert source.startswith(outlet.feed)
    assert {state for _, state, _ in states(database)} == {"done"}


def test_a_feed_that_cannot_be_had_says_why_and_waits(database: Database, outlet: Outlet) -> None:
    add_feed(database, outlet.feed, by=ANN)
    finish(database)
    with database.read() as connection:
        row = connection.execute(select(feeds)).one()
        job = connection.execute(select(jobs.c.state, jobs.c.message)).one()
    assert "404" in row.problem
    assert job.state == "failed"
    assert row.next > row.made


def test_an_address_on_this_machine_is_not_fetched(database: Database, outlet: Outlet) -> None:
    outlet.site.pages["/secret"] = Page(b"Nobody was hurt.")
    add_address(database, outlet.site.address("/secret"), by="ann")
    finish(database, FetchOptions())
    assert outlet.site.requests == []
    ((kind, state, message),) = states(database)
    assert (kind, state) == ("fetch", "failed")
    assert "private network" in (message or "")


def test_a_page_is_kept_with_how_it_came(database: Database, outlet: Outlet) -> None:
    outlet.publish("a", "Dam breaks above Torvane", FIRST)
    add_address(database, outlet.site.address("/a.html"), by="ann")
    finish(database)
    (receipt,) = DatabaseArchive(database).standing()
    assert (receipt.how["by"], receipt.how["user"], receipt.how["status"]) == ("fetched", "ann", "200")
    (dossier,) = dossiers(database).values()
    assert json.loads(dossier)["reports"][0]["address"] == outlet.site.address("/a.html")
