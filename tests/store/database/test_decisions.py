"""What people decided: kept once and for ever, withdrawn with a name, hidden from who may not see its reports."""

from __future__ import annotations

import threading

import pytest

from crosswire.errors import UsageError
from crosswire.review.table import review, withdraw
from crosswire.store import decide
from crosswire.store.database import Database, chains, decisions
from crosswire.store.database.schema import REVIEWS, RULINGS
from crosswire.types import Named, Target, Withdrawal, Words
from tests.store.database.filled import add_report, restrict, seal_source, viewer

READER = viewer()


def judged(report: Named, reason: str = "seen"):
    target = Target(kind="figure", words=(Words(report=report, start=0, end=2, text="14"),))
    return review("accept", target, by="Ines Karo", at="2031-05-06T08:30:00Z", reason=reason)


def ruled(left: Named, right: Named):
    return decide("same", left, right, by="Ines Karo", at="2031-05-06T08:30:00Z")


@pytest.fixture
def reports(database: Database) -> dict[str, Named]:
    """Four reports: two in a story, one in a restricted story, one under a seal."""
    with database.write() as connection:
        seal_source(connection, "s.txt", "seal")
        restrict(connection, "closed")
        return {
            "a": add_report(connection, "a", story="one"),
            "b": add_report(connection, "b", story="one"),
            "c": add_report(connection, "c", story="closed"),
            "s": add_report(connection, "s", story="one", seal="seal"),
        }


def test_what_was_decided_is_read_back(database: Database, reports: dict[str, Named]) -> None:
    made, ruling = judged(reports["a"]), ruled(reports["a"], reports["b"])
    with database.write() as connection:
        assert decisions.append(connection, made, user="u7", story="one")
        assert decisions.append(connection, ruling)
    with database.read() as connection:
        found = decisions.read(connection, READER, made.id)
        assert found is not None
        assert (found.entry, found.user, found.story, found.withdrawn) == (made, "u7", "one", None)
        assert {k.entry for k in decisions.of_story(connection, READER, "one")} == {made, ruling}
        assert decisions.in_force(connection, RULINGS, story="one") == (ruling,)
        assert decisions.every(connection, REVIEWS) == (made,)


def test_the_same_decision_asked_for_many_times_at_once_is_there_once(
    database: Database, reports: dict[str, Named]
) -> None:
    made, added = judged(reports["a"]), []

    def ask() -> None:
        with database.write() as connection:
            added.append(decisions.append(connection, made))

    threads = [threading.Thread(target=ask) for _ in range(6)]
    [t.start() for t in threads], [t.join() for t in threads]
    with database.read() as connection:
        assert sorted(added) == [False] * 5 + [True]
        assert chains.head_of(connection, REVIEWS).count == 2


def test_a_withdrawn_decision_stays_with_who_withdrew_it(
    database: Database, reports: dict[str, Named]
) -> None:
    made = judged(reports["a"])
    gone = withdraw(made.id, by="Jon Abe", reason="misread", at="2031-05-07T08:00:00Z")
    with database.write() as connection:
        decisions.append(connection, made)
        assert decisions.append(connection, gone, user="u8")
        assert not decisions.append(connection, gone, user="u8")
    with database.read() as connection:
        assert decisions.in_force(connection, REVIEWS) == ()
        assert decisions.of_story(connection, READER, "one") == ()
        (kept,) = decisions.of_story(connection, READER, "one", all=True)
        assert kept.withdrawn == gone
        assert decisions.every(connection, REVIEWS) == (made, gone)


@pytest.mark.parametrize("first", [True, False])
def test_only_what_stands_can_be_withdrawn(
    database: Database, reports: dict[str, Named], first: bool
) -> None:
    made = judged(reports["a"])
    with database.write() as connection:
        if first:
            decisions.append(connection, made)
            decisions.append(connection, withdraw(made.id, by="Jon Abe"))
        with pytest.raises(UsageError, match="already" if first else "not there"):
            decisions.append(connection, Withdrawal(withdraws=made.id, by="Ines Karo", at=made.at))


@pytest.mark.parametrize(
    ("left", "right", "sees"),
    [("a", "b", "nobody's admin cleared listed"), ("a", "s", "cleared"), ("c", "a", "admin listed")],
)
def test_who_may_not_see_one_report_sees_nothing_of_the_decision(
    database: Database, reports: dict[str, Named], left: str, right: str, sees: str
) -> None:
    made = ruled(reports[left], reports[right])
    people = {
        "nobody's": viewer(),
        "admin": viewer(role="admin"),
        "cleared": viewer(seals="seal"),
        "listed": viewer(stories="closed"),
    }
    with database.write() as connection:
        decisions.append(connection, made)
        for name, who in people.items():
            expected = [made.id] if name in sees else []
            assert [k.id for k in decisions.listed(connection, who)] == expected, name
            assert (decisions.read(connection, who, made.id) is not None) == bool(expected), name


def test_bytes_that_came_sealed_and_openly_are_told_apart_by_their_source(database: Database) -> None:
    with database.write() as connection:
        seal_source(connection, "hidden.txt", "seal")
        add_report(connection, "x", seal="seal", source="hidden.txt")
        open_ = Named(id="y", sha256=add_report(connection, "z").sha256, source="z.txt")
        made = ruled(Named(id="x", source="hidden.txt"), open_)
        decisions.append(connection, made)
        decisions.append(connection, judged(open_))
        assert [k.chain for k in decisions.listed(connection, READER)] == [REVIEWS]


def test_a_source_that_is_sealed_later_takes_its_decisions_along(
    database: Database, reports: dict[str, Named]
) -> None:
    with database.write() as connection:
        decisions.append(connection, judged(reports["a"]))
        seal_source(connection, "a.txt", "later")
        assert decisions.listed(connection, READER) == ()
        assert decisions.in_force(connection, REVIEWS) == ()
        assert len(decisions.in_force(connection, REVIEWS, seals=["later"])) == 1


def test_decisions_are_listed_page_by_page_and_by_what_they_are(
    database: Database, reports: dict[str, Named]
) -> None:
    with database.write() as connection:
        made = [judged(reports["a"], reason=str(n)) for n in range(5)]
        for entry in made:
            decisions.append(connection, entry)
        decisions.append(connection, ruled(reports["a"], reports["b"]))
        first = decisions.listed(connection, READER, kind="figure", limit=3)
        rest = decisions.listed(connection, READER, kind="figure", before=first[-1].id)
        assert [k.id for k in (*first, *rest)] == sorted((e.id for e in made), reverse=True)
        assert decisions.listed(connection, READER, by="Nobody") == ()
        assert decisions.listed(connection, READER, before="gone") == ()
