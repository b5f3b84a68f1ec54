"""Accounts, sessions, tokens and failed log-ins in either database."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy.exc import IntegrityError

import crosswire
from crosswire.errors import UsageError
from crosswire.store.database import Database, open_store, people, sessions
from crosswire.store.database.audit import DEEDS, entries_for, record
from crosswire.store.database.chains import entries
from crosswire.store.database.moments import now, shifted
from crosswire.store.database.people import Person
from crosswire.store.database.schema import AUDIT, restrictions, seal_people, seals, users
from crosswire.store.database.schema import sessions as kept_sessions
from crosswire.store.database.viewer import Viewer

KEY, OTHER_KEY = "a" * 64, "b" * 64
HOUR = 3600.0


@pytest.fixture
def database(address: str) -> Iterator[Database]:
    with open_store(address, create=True) as opened:
        yield opened


def add(database: Database, name: str, role: str = "reader") -> Person:
    with database.write() as connection:
        return people.add(connection, name=name, role=role, password="hash")


def open_session(database: Database, person: Person, key: str = KEY, seconds: float = HOUR) -> str:
    with database.write() as connection:
        return sessions.open_session(connection, person.id, key, seconds=seconds, agent="Browser")


def seen_as(database: Database, key: str = KEY, idle_seconds: float = HOUR) -> Viewer | None:
    with database.read() as connection:
        found = sessions.find_session(connection, key, idle_seconds=idle_seconds)
    return found.viewer if found else None


def test_an_account_is_found_however_its_name_is_typed(database: Database) -> None:
    ann = add(database, "Ann.Bell@Desk.Example")
    with database.read() as connection:
        assert people.find(connection, " ANN.bell@desk.example") == ann
        assert people.find(connection, "ann") is None


@pytest.mark.parametrize("name", ["", "  ", "a b", "a\nb", "x" * 101, "<b>", "a/b", "\u202eann"])
def test_what_could_not_be_typed_or_told_apart_is_no_name(database: Database, name: str) -> None:
    with pytest.raises(UsageError), database.write() as connection:
        people.add(connection, name=name, role="reader")


def test_a_name_is_taken_once_in_any_case(database: Database) -> None:
    add(database, "ann")
    with pytest.raises(UsageError, match="already"), database.write() as connection:
        people.add(connection, name="ANN", role="reader")


def test_the_name_that_others_read_cannot_turn_the_line_around(database: Database) -> None:
    with database.write() as connection:
        ann = people.add(connection, name="ann", role="reader", shown="Ann\u202e\u200b\n  Bell")
    assert ann.shown == "Ann Bell"


def test_a_role_that_is_none_is_refused_by_the_code_and_by_the_database(database: Database) -> None:
    ann = add(database, "ann")
    with pytest.raises(UsageError), database.write() as connection:
        people.set_role(connection, ann.id, "owner")
    with pytest.raises(IntegrityError), database.write() as connection:
        connection.execute(users.update().values(role="owner"))


@pytest.mark.parametrize("change", ["role", "disable"])
def test_the_last_admin_stays_one(database: Database, change: str) -> None:
    ann, ben = add(database, "ann", "admin"), add(database, "ben", "admin")

    def do(person: Person) -> None:
        with database.write() as connection:
            if change == "role":
                people.set_role(connection, person.id, "reader")
            else:
                people.disable(connection, person.id)

    do(ann)
    with pytest.raises(UsageError, match="last admin"):
        do(ben)


def test_a_session_is_recognised_by_the_digest_of_its_secret_alone(database: Database) -> None:
    ann = add(database, "ann", "editor")
    open_session(database, ann)
    viewer = seen_as(database)
    assert viewer is not None
    assert (viewer.id, viewer.role, viewer.by) == (ann.id, "editor", "session")
    assert seen_as(database, OTHER_KEY) is None


def test_a_session_ends_when_its_time_is_over_and_when_it_was_not_used(database: Database) -> None:
    open_session(database, add(database, "ann"))
    open_session(database, add(database, "ben"), OTHER_KEY, seconds=-1)
    assert seen_as(database, OTHER_KEY) is None
    with database.write() as connection:
        connection.execute(kept_sessions.update().values(seen=shifted(now(), -1800)))
    assert seen_as(database, idle_seconds=1900) is not None
    assert seen_as(database, idle_seconds=1700) is None


def test_use_keeps_a_session_and_is_noted_only_now_and_then(database: Database) -> None:
    open_session(database, add(database, "ann"))
    with database.write() as connection:
        fresh = sessions.find_session(connection, KEY, idle_seconds=HOUR)
        connection.execute(kept_sessions.update().values(seen=shifted(now(), -1800)))
        stale = sessions.find_session(connection, KEY, idle_seconds=HOUR)
        sessions.note_session(connection, KEY)
        again = sessions.find_session(connection, KEY, idle_seconds=HOUR)
    assert [found and found.stale for found in (fresh, stale, again)] == [False, True, False]


@pytest.mark.parametrize("change", ["password", "role", "disable"])
def test_a_change_of_password_or_role_or_a_shut_account_ends_sessions(
    database: Database, change: str
) -> None:
    add(database, "root", "admin")
    ann = add(database, "ann")
    open_session(database, ann)
    with database.write() as connection:
        if change == "password":
            people.set_password(connection, ann.id, "another")
        elif change == "role":
            people.set_role(connection, ann.id, "editor")
        else:
            people.disable(connection, ann.id)
    assert seen_as(database) is None


def test_a_session_that_a_race_kept_from_before_a_change_is_void_all_the_same(database: Database) -> None:
    ann = add(database, "ann")
    open_session(database, ann)
    with database.write() as connection:
        connection.execute(users.update().values(changed=shifted(now(), 1)))
    assert seen_as(database) is None


def test_one_ends_own_sessions_and_nobody_elses(database: Database) -> None:
    ann, ben = add(database, "ann"), add(database, "ben")
    mine, theirs = open_session(database, ann), open_session(database, ben, OTHER_KEY)
    with database.write() as connection:
        assert not sessions.close_one(connection, ann.id, theirs)
        assert sessions.close_one(connection, ann.id, mine)
        assert [s.id for s in sessions.sessions_of(connection, ben.id, idle_seconds=HOUR)] == [theirs]


def test_every_session_ends_but_the_one_that_is_kept(database: Database) -> None:
    ann = add(database, "ann")
    kept = open_session(database, ann)
    open_session(database, ann, OTHER_KEY)
    with database.write() as connection:
        assert sessions.close_all(connection, ann.id, but=kept) == 1
    assert seen_as(database) is not None
    assert seen_as(database, OTHER_KEY) is None


def token(database: Database, person: Person, role: str, seconds: float | None = None) -> str:
    with database.write() as connection:
        made = sessions.add_token(connection, person.id, KEY, name="feed", role=role, seconds=seconds)
    return made.id


def token_role(database: Database) -> str | None:
    with database.read() as connection:
        found = sessions.find_token(connection, KEY)
    return found.viewer.role if found else None


def test_a_token_is_never_above_its_owner_now_or_later(database: Database) -> None:
    add(database, "root", "admin")
    ann = add(database, "ann", "editor")
    with pytest.raises(UsageError, match="at most editor"):
        token(database, ann, "admin")
    token(database, ann, "reviewer")
    assert token_role(database) == "reviewer"
    with database.write() as connection:
        people.set_role(connection, ann.id, "reader")
    assert token_role(database) == "reader"


def test_a_token_ends_by_time_by_its_owner_and_with_the_account(database: Database) -> None:
    ann, ben = add(database, "ann"), add(database, "ben")
    token(database, ann, "reader", seconds=-1)
    assert token_role(database) is None
    with database.write() as connection:
        sessions.withdraw_tokens(connection, ann.id)
    id = token(database, ann, "reader")
    with database.write() as connection:
        assert not sessions.withdraw_token(connection, id, user=ben.id)
    assert token_role(database) == "reader"
    with database.write() as connection:
        people.disable(connection, ann.id)
    assert token_role(database) is None


def test_a_viewer_has_the_seals_and_stories_of_this_moment(database: Database) -> None:
    ann = add(database, "ann", "admin")
    open_session(database, ann)
    with database.write() as connection:
        connection.execute(seals.insert().values(id="s1", made=now(), by=ann.id, reason="lives"))
        connection.execute(seal_people.insert().values(seal="s1", user=ann.id))
        connection.execute(restrictions.insert().values(story="t1", made=now(), by=ann.id, reason="early"))
    viewer = seen_as(database)
    assert viewer
    assert viewer.seals == {"s1"}
    with database.write() as connection:
        connection.execute(seal_people.delete())
    again = seen_as(database)
    assert again
    assert again.seals == set()


def test_no_seal_is_open_to_a_machine_whoever_owns_its_token(database: Database) -> None:
    ann = add(database, "ann", "admin")
    token(database, ann, "admin")
    with database.write() as connection:
        connection.execute(seals.insert().values(id="s1", made=now(), by=ann.id, reason="lives"))
        connection.execute(seal_people.insert().values(seal="s1", user=ann.id))
        found = sessions.find_token(connection, KEY)
        assert sessions.viewer_of(connection, ann.id, by="session") != found
    assert found
    assert found.viewer.seals == set()


def test_attempts_are_held_up_after_so_many_and_for_so_long(database: Database) -> None:
    def attempt(*whose: tuple[str, int]) -> int | None:
        with database.write() as connection:
            return sessions.note_attempt(connection, whose, seconds=900)

    assert [attempt(("ann", 3)) for _ in range(3)] == [None, None, None]
    wait = attempt(("ann", 3), ("here", 100))
    assert wait
    assert 890 <= wait <= 900
    assert attempt(("ben", 3)) is None
    with database.write() as connection:
        sessions.forget_attempts(connection, ("ann",))
    assert attempt(("ann", 3)) is None


def test_the_audit_log_is_a_chain_that_tells_who_did_what(database: Database) -> None:
    viewer = Viewer(id="u1", name="Ann", role="admin", by="session")
    with database.write() as connection:
        record(connection, "role changed", viewer, account="u2", role="editor", before=None)
    with database.read() as connection:
        (deed,) = entries_for(connection, viewer, most=1)
        last = list(entries(connection, AUDIT))[-1]
    assert (deed.what, deed.by_name) == ("role changed", "Ann")
    assert dict(deed.told) == {"account": "u2", "role": "editor", "through": "session"}
    assert last.what == "role changed"


def test_a_deed_about_a_seal_is_told_only_to_those_on_it(database: Database) -> None:
    def viewer(*cleared: str) -> Viewer:
        return Viewer(id="u1", name="Ann", role="admin", by="session", seals=frozenset(cleared))

    with database.write() as connection:
        record(connection, "sealed", viewer("s1", "s2"), seals=frozenset({"s1", "s2"}))
        record(connection, "exported", viewer(), story="t1")

    def whats(*cleared: str) -> list[str]:
        with database.read() as connection:
            return [d.what for d in entries_for(connection, viewer(*cleared), most=2)]

    assert whats("s1", "s2") == ["exported", "sealed"]
    assert whats("s1") == whats() == ["exported", "created"]


def test_every_deed_that_the_log_knows_is_written_by_some_part() -> None:
    package = Path(crosswire.__file__).parent
    apart = {"audit.py", "vocabulary.py"}
    code = "".join(p.read_text("utf-8") for p in package.rglob("*.py") if p.name not in apart)
    assert [deed for deed in sorted(DEEDS) if f'"{deed}"' not in code] == []


def test_a_deed_that_the_log_does_not_know_is_a_mistake(database: Database) -> None:
    with pytest.raises(ValueError, match="no deed"), database.write() as connection:
        record(connection, "looked out of the window", None)
