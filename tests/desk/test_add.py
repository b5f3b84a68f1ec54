"""What people give a desk: kept and asked for once, under names that tell nobody of a seal."""

from __future__ import annotations

import io
import threading
from collections.abc import Iterator

import pytest
from sqlalchemy import func, select

from crosswire.desk.add import add, add_address, add_feed, add_text, add_upload, given_of, seal_on
from crosswire.errors import UsageError
from crosswire.read import Given
from crosswire.store.database import Database, DatabaseArchive, open_store
from crosswire.store.database.schema import feeds, jobs, seals
from crosswire.store.database.viewer import Viewer

ANN = Viewer(id="u1", name="Ann", role="editor", by="session")


@pytest.fixture
def database(address: str) -> Iterator[Database]:
    with open_store(address, create=True) as opened:
        with opened.write() as connection:
            values = {"made": "2031", "by": "u1", "reason": "A witness."}
            connection.execute(seals.insert().values(id="seal1", **values))
        yield opened


def upload(database: Database, text: str, name: str = "a.txt", **how):
    return add_upload(database, io.BytesIO(text.encode()), name, by="u1", **how)


def count(database: Database, table) -> int:
    with database.read() as connection:
        return connection.execute(select(func.count()).select_from(table)).scalar_one()


def test_what_is_added_is_kept_and_asked_to_be_read(database: Database) -> None:
    added = add(database, io.BytesIO(b"One."), "in/a.txt", Given(publisher="The Anvil"), by="u1")
    (receipt,) = DatabaseArchive(database).standing()
    assert (receipt.source, receipt.given.publisher, receipt.how["user"]) == ("in/a.txt", "The Anvil", "u1")
    with database.read() as connection:
        job = connection.execute(select(jobs)).one()
    assert (job.id, job.kind, job.state, job.user) == (added.job, "read", "waiting", "u1")


def test_two_files_of_one_name_are_two_sources_and_equal_ones_are_one(database: Database) -> None:
    sources = {upload(database, text).source for text in ("One.", "Two.", "One.")}
    assert len(sources) == 2
    assert len(DatabaseArchive(database).standing()) == 2


def test_a_request_that_comes_again_doubles_nothing(database: Database) -> None:
    found = [add_text(database, f"Text {n}.", by="u1", key="k") for n in range(2)]
    pages = [add_address(database, "https://courier.example/dam", by="u1", key="p") for _ in range(2)]
    assert found[0] == found[1]
    assert pages[0] == pages[1]
    assert count(database, jobs) == 2


def test_two_requests_with_one_key_at_once_get_one_answer(database: Database) -> None:
    found = []
    threads = [
        threading.Thread(target=lambda: found.append(add_text(database, "Text.", by="u1", key="k")))
        for _ in range(6)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 6
    assert len(set(found)) == count(database, jobs) == 1


def test_what_is_sealed_has_a_source_of_its_own(database: Database) -> None:
    sealed, again, open_ = (
        upload(database, "One.", **how) for how in ({"seal": "seal1"}, {"seal": "seal1"}, {})
    )
    assert sealed.source == again.source != open_.source
    with database.read() as connection:
        assert (seal_on(connection, sealed.source), seal_on(connection, open_.source)) == ("seal1", None)


def test_a_seal_that_is_not_there_keeps_nothing(database: Database) -> None:
    with pytest.raises(UsageError, match="seal"):
        upload(database, "One.", seal="other")
    assert DatabaseArchive(database).standing() == ()
    assert count(database, jobs) == 0


@pytest.mark.parametrize("page", ["ftp://a.example/", "https://", "javascript:alert(1)", "a.txt"])
def test_what_is_no_address_of_a_page_is_refused(database: Database, page: str) -> None:
    with pytest.raises(UsageError):
        add_address(database, page, by="u1")
    with pytest.raises(UsageError):
        add_feed(database, page, by=ANN)


def test_a_feed_is_followed_once(database: Database) -> None:
    first, again = (add_feed(database, "https://courier.example/feed", by=ANN) for _ in range(2))
    assert (first.new, again.new, first.job) == (True, False, again.job)
    assert count(database, feeds) == 1


def test_what_was_said_of_an_address_comes_back_from_its_job(database: Database) -> None:
    given = Given(publisher="The Anvil", credits=("KNA",))
    add_address(database, "https://courier.example/dam", by="u1", given=given)
    with database.read() as connection:
        job = connection.execute(select(jobs.c.id)).scalar_one()
    from crosswire.store.database.jobs import read

    with database.read() as connection:
        told = read(connection, job)
    assert told is not None
    assert given_of(told.told["given"]) == given
