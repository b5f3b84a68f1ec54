"""A seal laid on what was read already takes it out of everything that others see, the past included; and can be lifted."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from crosswire.desk.sealing import clear_people, lay_seal, lift_seal, withdraw_source
from crosswire.desk.variants import variant_of
from crosswire.errors import UsageError
from crosswire.store.database import Database, seals
from crosswire.store.database.chains import source_key
from crosswire.store.database.derived import pages, passages, reports, shown, versions
from crosswire.store.database.jobs import ask
from crosswire.store.database.packed import unpack
from crosswire.store.database.schema import jobs, sealed_sources, sources
from tests.desk.test_sealed import told
from tests.desk.test_work import FIRE, FLOOD
from tests.desk.worked import dossiers, finish, grouped, paste, person

WITNESS = FLOOD.format(n="Nineteen") + " A clerk of the town hall saw the list of the dead."


@pytest.fixture
def read(database: Database) -> tuple[Database, str]:
    """A store in which one report is to be sealed; its source."""
    for name in ("ann", "ben"):
        person(database, name)
    paste(database, FLOOD.format(n="Four"), "2031-05-07")
    paste(database, FIRE, "2031-05-07")
    source = paste(database, WITNESS, "2031-05-08").source
    finish(database)
    return database, source


def seal(database: Database, source: str, *people: str) -> str:
    with database.write() as connection:
        made = seals.make(connection, by="ann", reason="A witness.", people=people)
        lay_seal(connection, source, made)
    return made


def traces(database: Database) -> list[str]:
    """Whatever somebody without a seal may come to see that holds words of the witness."""
    found = [t for (t,) in told(database, passages, passages.c.text) if "clerk" in t]
    with database.read() as connection:
        texts = connection.execute(select(versions.c.dossier).where(versions.c.variant == "")).scalars()
        bodies = connection.execute(
            select(pages.c.body)
            .join(versions, versions.c.id == pages.c.version)
            .where(versions.c.variant == "")
        ).scalars()
        found += [t for t in map(unpack, (*texts, *bodies)) if "ineteen" in t or "clerk" in t]
    return found


def test_what_is_sealed_later_is_gone_at_once_and_the_open_story_is_made_without_it(read) -> None:
    database, source = read
    assert traces(database)
    id = seal(database, source)
    assert [
        t for t in traces(database) if "clerk" in t and t in told(database, passages, passages.c.text)
    ] == []
    assert [v for (v,) in told(database, shown, shown.c.variant)] == [""]  # the fire's
    open_ = select(passages.c.id).where(passages.c.text.contains("clerk"), passages.c.seal.is_(None))
    with database.read() as connection:
        assert connection.execute(open_).first() is None
    finish(database)
    assert len(dossiers(database)) == 2
    assert len(dossiers(database, variant_of([id]))) == 1
    assert [t for t in traces(database) if not t.startswith("Flood at Orvel")] == []
    assert {s for k, s in told(database, jobs, jobs.c.kind, jobs.c.seal) if k == "read"} == {None, id}


def test_a_seal_that_is_lifted_opens_what_lay_under_it(read) -> None:
    database, source = read
    before = grouped(database)
    id = seal(database, source)
    finish(database)
    with database.write() as connection:
        lift_seal(connection, id)
    finish(database)
    assert grouped(database) == before
    assert any("ineteen" in d for d in dossiers(database).values())
    assert dossiers(database, variant_of([id])) == {}


def test_who_is_cleared_later_sees_it_and_who_is_no_longer_does_not(read) -> None:
    from crosswire.store.database.derived import variant_people

    database, source = read
    id = seal(database, source)
    finish(database)
    assert {u for u, *_ in told(database, variant_people)} == {"ann"}
    with database.write() as connection:
        clear_people(connection, id, ["ben"])
    assert told(database, variant_people) == []
    finish(database)
    assert {u for u, *_ in told(database, variant_people)} == {"ben"}
    with database.write() as connection, pytest.raises(UsageError):
        clear_people(connection, id, [])


def test_two_seals_cannot_lie_on_one_source(read) -> None:
    database, source = read
    seal(database, source)
    with pytest.raises(UsageError, match="already"):
        seal(database, source)
    assert len(told(database, sealed_sources)) == 1


def test_a_source_that_is_withdrawn_supports_nothing_any_more(read) -> None:
    database, source = read
    with database.write() as connection:
        withdraw_source(connection, source, by="ann", reason="It was forged.")
    finish(database)
    assert not any("ineteen" in d for d in dossiers(database).values())
    ((standing,),) = [x for x in told(database, reports, reports.c.standing) if x == (False,)]
    assert standing is False
    with database.write() as connection, pytest.raises(UsageError, match="not in the store"):
        withdraw_source(connection, "nothing.txt", by="ann", reason="")


@pytest.mark.parametrize("more", [{}, {"part": "!/a"}, {"entry": "9!/b"}, {"again": True}, {"source": "x"}])
def test_every_job_that_read_a_source_is_under_its_seal_too(read, more: dict[str, object]) -> None:
    database, source = read
    with database.write() as connection:
        n = connection.execute(select(sources.c.n).where(sources.c.key == source_key(source))).scalar_one()
        own = ask(connection, "read", {"receipt": n} | more)
        other = ask(connection, "read", {"receipt": int(f"{n}0")} | more)
    id = seal(database, source)
    under = dict(told(database, jobs, jobs.c.id, jobs.c.seal))
    assert (under[own], under[other]) == (id, None)
