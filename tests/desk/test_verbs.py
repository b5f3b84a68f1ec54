"""The verbs of the command line over a desk's store: what they show is what the desk shows, and what they decide holds there."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from crosswire.cli.assisting import TOKEN
from crosswire.serve.security import accounts
from crosswire.store.database import open_store
from tests.command import Run
from tests.desk.worked import DAM, PORT, dossiers, finish, give, grouped, paste, person, sealed_for

SEALED = (
    "Clerk saw the list at Tamsel port\n\nFifty dockers were killed at Gate Two in Tamsel, a clerk of the port who saw "
    "the list of the dead said. Guards fired on the dockers at the gate."
)


@pytest.fixture
def desk(address: str) -> str:
    """A desk with two stories, of one of which a report is sealed for Ann."""
    with open_store(address, create=True) as database:
        person(database, "ann")
        sealed_for(database, "s1", "ann")
        give(database, DAM, PORT)
        paste(database, SEALED, "2024-03-18", seal="s1")
        finish(database)
    return address


def told(run: Run, *args: str) -> dict[str, object]:
    ran = run(*args)
    assert ran.status == 0, ran.err
    return json.loads(ran.out)


def test_stories_dossiers_and_exports_are_those_that_the_desk_shows_and_nothing_sealed(
    run: Run, desk: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_store(desk) as database:
        shown = dossiers(database)
        token, _ = accounts.make_token(database, None, user="ann", name="t", role="editor", seconds=600)
    listed = told(run, "stories", "--store", desk, "--json")["stories"]
    assert {s["id"]: len(s["reports"]) for s in listed} == {  # type: ignore[attr-defined]
        id: len(json.loads(dossier)["reports"]) for id, dossier in shown.items()
    }
    assert all(r["source"] for s in listed for r in s["reports"])  # type: ignore[attr-defined]
    for id, dossier in shown.items():
        assert run("dossier", "--store", desk, id, "--out", str(tmp_path / id), "--quiet").status == 0
        assert (tmp_path / id / "dossier.json").read_text("utf-8") == dossier
        assert (tmp_path / id / "dossier.html").stat().st_size > 10_000
        ran = run("export", "--store", desk, id[:10], "--to", "tallies")
        assert len(list(csv.DictReader(io.StringIO(ran.out)))) == len(json.loads(dossier)["tallies"])
        assert "Fifty dockers" not in (tmp_path / id / "dossier.html").read_text("utf-8")
    everything = run("stories", "--store", desk, "--full").out
    monkeypatch.setenv(TOKEN, token)
    assert run("stories", "--store", desk, "--full").out == everything
    assert "Clerk saw" not in everything
    monkeypatch.setenv(TOKEN, "another")
    assert run("stories", "--store", desk).status == 2


def test_what_is_ruled_by_the_command_line_holds_at_the_desk_until_it_is_withdrawn(
    run: Run, desk: str
) -> None:
    with open_store(desk) as database:
        before = grouped(database)
        (dam, *_), (port, *_) = (
            sorted(s for group in before for s in group if folder.name in s) for folder in (DAM, PORT)
        )
        ran = run("rule", "same", dam, port, "--store", desk, "--by", "Ines Karo")
        assert ran.status == 0, ran.err
        finish(database)
        assert len(grouped(database)) < len(before)
        id = ran.out.split()[0]
        assert id in run("rule", "list", "--store", desk).out
        assert run("rule", "withdraw", id, "--store", desk, "--by", "Ines Karo").status == 0
        finish(database)
        assert grouped(database) == before
        assert "withdrawn" in run("rule", "list", "--store", desk, "--all").out


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["dossier", "one", "two", "--store", "DESK"], "crosswire stories"),
        (["dossier", "nothing", "--store", "DESK"], "id of no story"),
        (["dossier", "h", "--vague-profile", "acled", "--store", "DESK"], "--vague-profile: has no part"),
        (["stories", "a.txt", "--store", "DESK"], "PATH: has no part"),
        (["stories"], "--store alone"),
        (["read", "a.txt", "--store", "DESK"], "crosswire add"),
        (["bag", "DESK", "bag"], "crosswire backup"),
        (["watch", "feed.xml", "--store", "DESK", "--once"], "follows feeds itself"),
        (["knowledge", "list", "--store", "DESK"], "sets of names are kept in a folder"),
    ],
)
def test_a_verb_that_cannot_do_it_with_a_desks_store_says_what_can(
    run: Run, tmp_path: Path, arguments: list[str], says: str
) -> None:
    store = str(tmp_path / "desk.sqlite")
    open_store(store, create=True).close()
    ran = run(*(store if a == "DESK" else a for a in arguments))
    assert ran.status == 2
    assert says in " ".join((ran.out + ran.err).split())
    assert not (tmp_path / "postgresql:").exists()
