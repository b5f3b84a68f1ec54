"""`crosswire knowledge` and what it does to dossiers: additive, told with its reasons, the same bytes again."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from crosswire import Config, Source, build, dossier, open_knowledge
from tests.command import Run
from tests.test_independence_laws import MORE, A, B

NAMES = """id,name,aliases,type,role
p1,Ilka Brandt,Илька Брандт,person,mayor of Karvel
t1,Karvel,Karvelsk,place,
"""


@pytest.fixture
def names(tmp_path: Path) -> Path:
    path = tmp_path / "desk.csv"
    path.write_text(NAMES, "utf-8")
    return path


def told(folder: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(Path(folder, "dossier.json").read_text("utf-8"))
    return found


def known_ids(contract: dict[str, Any]) -> dict[str, str]:
    return {e["name"]: k["id"] for e in contract["entities"] for k in e["known"] if k["sure"]}


def test_names_are_added_listed_found_shown_verified_and_removed(run: Run, names: Path) -> None:
    added = run("knowledge", "add", str(names), "--store", "evidence", "--licence", "our own")
    assert (added.status, added.out) == (0, "desk added: 2 entities, 4 names\n")
    assert "our own" in run("knowledge", "list", "--store", "evidence").out
    found = run("knowledge", "search", "BRANDT, Ilka", "--store", "evidence")
    assert found.out.splitlines()[0] == "desk p1: Ilka Brandt (PERSON)"
    assert "also Karvelsk" in run("knowledge", "show", "desk", "t1", "--store", "evidence").out
    assert "as it was made" in run("knowledge", "verify", "--store", "evidence").out
    assert run("knowledge", "remove", "desk", "--store", "evidence", "--reason", "old").status == 0
    assert "No names are kept here yet" in run("knowledge", "list", "--store", "evidence").out
    rows = [
        json.loads(x)
        for x in run("knowledge", "list", "--all", "--json", "--store", "evidence").out.splitlines()
    ]
    assert [(r["what"], r.get("reason")) for r in rows] == [("added", None), ("removed", "old")]


def test_what_goes_wrong_is_said_with_what_to_do_next(run: Run, names: Path) -> None:
    names.write_text(NAMES + "p2,,,person,\n", "utf-8")
    added = run("knowledge", "add", str(names), "--store", "evidence")
    assert (added.status, added.err.splitlines()[-1]) == (0, f"crosswire: {names}, line 4: has no name.")
    for arguments, says in (
        (("knowledge", "list", "--store", "nowhere"), "nowhere: holds no archive"),
        (("knowledge", "show", "dsk", "--store", "evidence"), "there are: desk"),
        (
            ("knowledge", "show", "desk", "p9", "--store", "evidence"),
            "`crosswire knowledge search NAME` finds ids",
        ),
        (("knowledge", "add", "gone.csv", "--store", "evidence"), "gone.csv: cannot be read"),
        (("knowledge", "add", "a.csv", "b.csv", "--store", "evidence"), "say with --name what it is called"),
        (("dossier", "karvel", "--knowledge", "dsk", "--store", "evidence"), "there are: desk"),
    ):
        ran = run(*arguments)
        assert (ran.status, says in ran.err) == (2, True), ran.err


def test_a_dossier_names_the_sets_and_links_its_entities_to_them(
    run: Run, reports: Path, names: Path
) -> None:
    run("knowledge", "add", str(names), "--store", "evidence", "--version", "7")
    ran = run("dossier", str(reports), "--store", "evidence", "--out", "out")
    contract = told("out")
    assert [(s["name"], s["version"], s["entities"]) for s in contract["knowledge"]] == [("desk", "7", 2)]
    assert known_ids(contract)["Ilka Brandt"] == "p1"
    assert "Ilka Brandt is desk p1" in ran.out
    page = Path("out/dossier.html").read_text("utf-8")
    assert "desk p1" in page
    assert "2 entries of" in page
    loose = run("dossier", str(reports), "--knowledge", str(names), "--out", "loose", "--quiet")
    assert (loose.status, known_ids(told("loose"))) == (0, known_ids(contract))


def test_without_knowledge_nothing_changes_and_with_it_the_bytes_are_the_same_again(
    run: Run, reports: Path, names: Path
) -> None:
    bare = dossier([reports]).to_json()
    run("knowledge", "add", str(names), "--store", "evidence")
    run("dossier", str(reports), "--store", "evidence", "--known-names", "off", "--out", "off", "--quiet")
    off = told("off")
    assert (off["knowledge"], known_ids(off)) == ([], {})
    assert json.loads(bare) == {**off, "settings": {**off["settings"], "known_names": "on"}}
    with open_knowledge(stores=["evidence"]) as opened:
        first, second = (dossier([reports], knowledge=opened).to_json() for _ in range(2))
    assert first == second
    assert first != bare
    stripped = json.loads(first)
    stripped["knowledge"] = []
    for entity in stripped["entities"]:
        entity["known"] = []
    assert stripped == json.loads(bare)


def test_a_check_and_an_export_of_a_store_see_its_names(run: Run, reports: Path, names: Path) -> None:
    run("read", str(reports), "--store", "evidence", "--quiet")
    draft = reports.parent / "draft.txt"
    draft.write_text("At least 12 people were killed at Karvel, mayor Ilka Brandt said.\n", "utf-8")
    before = run("check", str(draft), "evidence", "--format", "json")
    run("knowledge", "add", str(names), "--store", "evidence")
    after = run("check", str(draft), "evidence", "--format", "json")
    assert [s["standing"] for s in json.loads(before.out)["statements"]] == [
        s["standing"] for s in json.loads(after.out)["statements"]
    ]
    assert "desk:p1" in run("export", "evidence", "--to", "figures").out


# One name for what the reports leave apart: who said things, where, and what carried them.
MIXED = """id,name,aliases,type
a,Tarn,Tarn Quay;Ebbsay;Saint Orla,place
b,harbour police of Tarn,port police of Tarn;coast guard;port office;Sallow Line,organisation
c,Ines Corvall,Bram Tolliver;Aude Renwick;Runa Thole,person
"""


@pytest.mark.parametrize("more", sorted(MORE))
def test_knowledge_never_raises_a_count_of_independent_sources(tmp_path: Path, more: str) -> None:
    (tmp_path / "mixed.csv").write_text(MIXED, "utf-8")
    sources: list[Source] = [A, B, MORE[more]]
    bare = build(sources, config=Config())
    opened = open_knowledge([tmp_path / "mixed.csv"])
    assert opened is not None
    with opened:
        known = build(sources, config=Config(), knowledge=opened)
    assert any(k.sure for e in known.links.entities for k in e.known)
    assert len(known.links.entities) <= len(bare.links.entities)
    before = {t.id: t.independent for t in bare.findings.tallies}
    assert {t.id for t in known.findings.tallies} == before.keys()
    assert all(t.independent <= before[t.id] for t in known.findings.tallies)
    words = {e.text: e.independent for e in bare.findings.events}
    assert all(e.independent <= words[e.text] for e in known.findings.events if e.text in words)
    assert all(u.independent <= 1 for u in known.findings.utterances)
