"""What is sealed is absent for whoever lacks the seal: the open dossiers are the same, byte for byte, with and without it."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest
from sqlalchemy import func, select

from crosswire.desk.variants import variant_of
from crosswire.store.database import Database, open_store
from crosswire.store.database.derived import passages, reports, shown, stories, variant_people, versions
from crosswire.store.database.schema import jobs, restriction_people, restrictions
from tests.desk.test_work import FIRE, FLOOD
from tests.desk.worked import MADE, dossiers, finish, paste, person, sealed_for

HIDDEN = FLOOD.format(n="Nineteen") + " A clerk of the town hall, who asked not to be named, saw the list."
ALONE = (
    "Guards named at Tollhaven\n\nFive guards of the Tollhaven prison beat Ilo Maskerin on Friday, a warder who saw it "
    "said. Maskerin died on Saturday."
)


def told(database: Database, table, *columns):
    with database.read() as connection:
        return [tuple(row) for row in connection.execute(select(*columns) if columns else select(table))]


@pytest.fixture
def people(database: Database) -> Database:
    for name in ("ann", "ben", "cyd"):
        person(database, name)
    sealed_for(database, "s1", "ann")
    sealed_for(database, "s2", "ann", "ben")
    return database


def test_open_dossiers_are_the_same_bytes_with_and_without_what_is_sealed(
    people: Database, tmp_path: Path
) -> None:
    given = [
        (FLOOD.format(n="Four"), "2031-05-07"),
        (FIRE, "2031-05-07"),
        (FLOOD.format(n="Seven"), "2031-05-08"),
    ]
    sealed = [
        (HIDDEN, "2031-05-07", "s1"),
        (ALONE, "2031-05-07", "s1"),
        (HIDDEN + " Later.", "2031-05-08", "s2"),
    ]
    order = [*given, *sealed]
    random.Random(5).shuffle(order)
    for text, day, *seal in order:
        paste(people, text, day, seal=seal[0] if seal else None)
        finish(people)
    with open_store(tmp_path / "other", create=True) as other:
        for text, day in (x for x in order if len(x) == 2):
            paste(other, text, day)
            finish(other)
        assert dossiers(people) == dossiers(other)
        assert len(told(people, versions, versions.c.id)) > len(told(other, versions, versions.c.id))
        mine = select(func.count()).where(versions.c.variant == "")
        with people.read() as one, other.read() as two:
            assert one.execute(mine).scalar() == two.execute(mine).scalar()


def test_each_sees_the_story_with_the_reports_under_their_seals(people: Database) -> None:
    paste(people, FLOOD.format(n="Four"), "2031-05-07")
    paste(people, HIDDEN, "2031-05-07", seal="s1")
    paste(people, HIDDEN + " Later.", "2031-05-08", seal="s2")
    finish(people)
    both, second = variant_of(["s1", "s2"]), variant_of(["s2"])
    lines = dict(told(people, shown, shown.c.variant, shown.c.reports))
    assert lines == {"": 1, both: 3, second: 2}
    assert {(u, v) for u, _, v in told(people, variant_people)} == {("ann", both), ("ben", second)}
    assert len(dossiers(people)) == len(dossiers(people, both)) == len(dossiers(people, second)) == 1


def test_what_no_open_report_tells_is_a_story_of_its_seal_alone(people: Database) -> None:
    paste(people, ALONE, "2031-05-07", seal="s1")
    paste(people, ALONE.replace("Five", "Six"), "2031-05-08", seal="s1")
    paste(people, ALONE.replace("Five", "Four"), "2031-05-08", seal="s2")
    finish(people)
    assert dossiers(people) == {}
    found = told(people, reports, reports.c.seal, reports.c.story)
    assert len({story for seal, story in found if seal == "s1"}) == 1
    assert len({story for _, story in found}) == 2
    assert {seal for (seal,) in told(people, stories, stories.c.seal)} == {"s1", "s2"}


def test_a_sealed_report_goes_to_the_open_story_that_comes_later(people: Database) -> None:
    paste(people, HIDDEN, "2031-05-07", seal="s1")
    finish(people)
    ((alone,),) = told(people, reports, reports.c.story)
    paste(people, FLOOD.format(n="Four"), "2031-05-07")
    finish(people)
    assert {story for (story,) in told(people, reports, reports.c.story)} == set(dossiers(people))
    ((into,),) = [x for x in told(people, stories, stories.c.into) if x != (None,)]
    assert into != alone
    assert into in dossiers(people)


def test_a_restricted_story_of_sealed_reports_keeps_them(people: Database) -> None:
    paste(people, HIDDEN, "2031-05-07", seal="s2")
    finish(people)
    ((alone,),) = told(people, reports, reports.c.story)
    with people.write() as connection:
        connection.execute(restrictions.insert().values(story=alone, by="ann", reason="Safety.", **MADE))
        connection.execute(restriction_people.insert().values(story=alone, user="ann"))
    paste(people, FLOOD.format(n="Four"), "2031-05-07")
    finish(people)
    assert (alone, "s2") in told(people, reports, reports.c.story, reports.c.seal)
    assert told(people, restriction_people) == [(alone, "ann")]


def test_jobs_and_passages_of_what_is_sealed_are_under_its_seal(people: Database) -> None:
    paste(people, FLOOD.format(n="Four"), "2031-05-07")
    finish(people)
    before = {id for (id,) in told(people, jobs, jobs.c.id)}
    paste(people, HIDDEN, "2031-05-07", seal="s1")
    finish(people)
    new = [job for job in told(people, jobs, jobs.c.id, jobs.c.kind, jobs.c.seal) if job[0] not in before]
    assert {(kind, seal) for _, kind, seal in new} == {("read", "s1"), ("story", "s1"), ("place", None)}
    for kind, text, variant, seal in told(
        people, passages, passages.c.kind, passages.c.text, passages.c.variant, passages.c.seal
    ):
        if "ineteen" in text or "clerk" in text:
            assert seal == "s1" if kind == "report" else variant == variant_of(["s1"])


def test_restrictions_follow_reports_into_the_story_that_they_join(database: Database) -> None:
    from crosswire.desk.reading import ask_place
    from crosswire.store import decide
    from crosswire.store.database.decisions import append
    from crosswire.types import Named

    for name in ("ann", "ben"):
        person(database, name)
    paste(database, FIRE, "2031-05-07")
    paste(database, FLOOD.format(n="Four"), "2031-05-08")
    finish(database)
    by_text = {
        title: (id, story)
        for id, title, story in told(database, reports, reports.c.id, reports.c.title, reports.c.story)
    }
    flood, fire = by_text["Flood at Orvel"], by_text["Fire at the Brackwater rope works"]
    with database.write() as connection:
        connection.execute(restrictions.insert().values(story=flood[1], by="ann", reason="Safety.", **MADE))
        connection.execute(restriction_people.insert().values(story=flood[1], user="ann"))
        append(connection, decide("same", Named(id=flood[0]), Named(id=fire[0]), by="Ann"))
        ask_place(connection)
    finish(database)
    (story,) = {s for (s,) in told(database, reports, reports.c.story)}
    assert story == fire[1]
    assert (story, "ann") in told(database, restriction_people)
    assert len(json.loads(dossiers(database)[story])["reports"]) == 2
