"""A worker reads, places and tells: what comes of it is what `crosswire dossier` says of the same reports."""

from __future__ import annotations

import json

import pytest
from sqlalchemy import func, select

import crosswire
from crosswire.config import Config
from crosswire.desk.add import add
from crosswire.store.database import Database
from crosswire.store.database.derived import (
    facets,
    pages,
    passages,
    queue,
    reports,
    shown,
    stories,
    versions,
)
from crosswire.store.database.packed import unpack, unpack_json
from tests.desk.worked import DAM, PORT, dossiers, finish, give, grouped, paste, states, tallies

FLOOD = (
    "Flood at Orvel\n\nThe Marrow river flooded the town of Orvel on Tuesday night. {n} people were killed, mayor "
    "Dana Hask said. The Orvel bridge on Mill Lane was carried away by the Marrow."
)
FIRE = (
    "Fire at the Brackwater rope works\n\nA fire destroyed the old rope works at Brackwater on Sunday, and nine people "
    "were injured, harbour master Oda Venn said. The rope works had stood empty since autumn."
)


def test_two_examples_come_to_the_stories_and_tallies_of_the_command(database: Database) -> None:
    give(database, DAM, PORT)
    finish(database)
    assert len(grouped(database)) == 2
    found = dossiers(database)
    assert len(found) == 2
    for folder in (DAM, PORT):
        alone = crosswire.dossier([folder]).to_json()
        (mine,) = (d for d in found.values() if folder.name in json.loads(d)["reports"][0]["source"])
        assert tallies(mine) == tallies(alone)
        assert len(json.loads(mine)["discrepancies"]) == len(json.loads(alone)["discrepancies"])


def test_a_story_grows_by_versions_and_its_past_stays(database: Database) -> None:
    paste(database, FLOOD.format(n="Four"), "2031-05-07", publisher="The Anvil")
    finish(database)
    paste(database, FLOOD.format(n="Seven"), "2031-05-08", publisher="The Courier")
    finish(database)
    with database.read() as connection:
        first, second = connection.execute(select(versions).order_by(versions.c.at)).all()
        (line,) = connection.execute(select(shown)).all()
    assert (second.before, line.version, line.reports, line.story) == (first.id, second.id, 2, first.story)
    assert [r["name"] for r in json.loads(second.cause)["reports"]] == ["The Courier"]
    assert any("was 4" in c["text"] for c in json.loads(second.changes))
    assert len(json.loads(unpack(first.dossier))["reports"]) == 1


def test_the_same_again_makes_no_new_version(database: Database) -> None:
    for _ in range(2):
        paste(database, FLOOD.format(n="Four"), "2031-05-07")
        finish(database)
    with database.read() as connection:
        assert connection.execute(select(func.count()).select_from(versions)).scalar() == 1
        assert connection.execute(select(func.count()).select_from(reports)).scalar() == 1


def test_everything_that_shows_a_story_is_written_with_its_version(database: Database) -> None:
    paste(database, FLOOD.format(n="Four"), "2031-05-07", publisher="The Anvil")
    finish(database)
    with database.read() as connection:
        body = unpack(connection.execute(select(pages.c.body)).scalar_one())
        kinds = set(connection.execute(select(passages.c.kind)).scalars())
        filters = {tuple(row) for row in connection.execute(select(facets.c.kind, facets.c.value))}
        summary = json.loads(connection.execute(select(shown.c.summary)).scalar_one())
        assert connection.execute(select(stories.c.touched)).scalar_one() is False
    assert "Flood at Orvel" in body
    assert kinds == {"report", "statement", "person", "figure"}
    assert {("measure", "killed"), ("language", "en"), ("publisher", "the anvil")} <= filters
    assert (summary["tallies"][0]["measure"], summary["tallies"][0]["best"]) == ("killed", 4)


def test_one_bad_report_stops_no_other(database: Database) -> None:
    import io

    add(database, io.BytesIO(b"\x89PNG\r\n\x1a\n" + bytes(40)), "picture.png", by="ann")
    paste(database, FIRE, "2031-05-07")
    finish(database)
    assert {state for _, state, _ in states(database)} == {"done"}
    assert len(dossiers(database)) == 1


def test_a_later_state_of_a_source_takes_the_place_of_the_earlier(database: Database) -> None:
    import io

    for n in ("Four", "Seven"):
        add(database, io.BytesIO(FLOOD.format(n=n).encode()), "flood.txt", by="ann")
        finish(database)
    (dossier,) = dossiers(database).values()
    (killed,) = (t for t in json.loads(dossier)["tallies"] if t["measure"] == "killed")
    assert (killed["best"], killed["reports"]) == (7, 1)
    with database.read() as connection:
        standing = connection.execute(select(reports.c.standing).order_by(reports.c.n)).scalars().all()
    assert standing == [False, True]


@pytest.mark.parametrize("profile", ["acled"])
def test_other_settings_make_another_version(database: Database, profile: str) -> None:
    paste(database, FLOOD.format(n="Dozens of"), "2031-05-07")
    finish(database)
    with database.write() as connection:
        from crosswire.desk.reading import ask_story

        ask_story(connection, connection.execute(select(stories.c.id)).scalar_one())
    finish(database, Config(vague_profile=profile))
    with database.read() as connection:
        rows = connection.execute(select(versions.c.made_by, versions.c.cause).order_by(versions.c.at)).all()
    assert len({row.made_by for row in rows}) == len(rows) == 2
    assert json.loads(rows[1].cause)["program"]


def test_a_version_says_what_each_review_is_about_and_what_waits_for_a_person(database: Database) -> None:
    give(database, PORT)
    finish(database)
    with database.read() as connection:
        targets = unpack_json(connection.execute(select(versions.c.targets)).scalar_one())
        waiting = connection.execute(select(queue).order_by(queue.c.weight.desc())).all()
        assert connection.execute(select(shown.c.waiting)).scalar_one() == len(waiting)
    assert waiting
    assert waiting[0].best
    assert {f"{row.kind} {row.target}" for row in waiting} <= targets.keys()
    assert all(row.text and row.text != row.target for row in waiting)
